package screen

import (
	"math/bits"

	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/tri"
)

// test is a gate that tests a fact: by plain tests, or by its condition where there is more to it.
type test struct {
	gate  int32
	plain bool
	fixed bool // it holds a date against one day that reads no fact
	first cond.Plain
	more  []cond.Plain
}

func testOf(gate int32, x *cond.Expr) test {
	t := test{gate: gate, plain: len(x.Plains) > 0}
	if t.plain {
		t.first, t.more = x.Plains[0], x.Plains[1:]
		t.fixed = t.first.Kind == cond.PlainDate && t.first.From == nil && len(t.more) == 0
	}
	return t
}

// tests answers the tests on facts that are known, one test after another for all lanes; all others are blank, and so unknown.
func (b *Block) tests(w *word) {
	for _, f := range w.learnt {
		cells, known := w.cells[f], w.known[f]
		choice := b.choose(f, cells)
		for k := range b.tested[f] {
			t := &b.tested[f][k]
			if choice && t.plain {
				w.vals[t.gate].Decide(known, b.chosenBy(t))
				continue
			}
			found := b.testEach(t, cells)
			w.vals[t.gate].Replace(known, found)
		}
		for k := range b.testedAgain[f] {
			b.testAgain(w, &b.testedAgain[f][k], cells)
		}
		for i := range cells {
			b.chosen[cells[i].value.Index&63] = 0
		}
	}
}

// choose notes in which lanes each choice of a fact was made. It reports false where the fact has no choices.
func (b *Block) choose(f int32, cells []cell) bool {
	if of := b.s.pack.Catalog.Facts[f]; of.Type != fact.Choice && of.Type != fact.YesNo {
		return false
	}
	for i := range cells {
		b.chosen[cells[i].value.Index&63] |= cells[i].lanes
	}
	return true
}

// chosenBy returns the lanes in which a choice was made that a test allows.
func (b *Block) chosenBy(t *test) (yes tri.Mask) {
	mask := t.first.Mask
	for i := range t.more {
		mask &= t.more[i].Mask
	}
	for ; mask != 0; mask &= mask - 1 {
		yes |= b.chosen[bits.TrailingZeros64(mask)&63]
	}
	return yes
}

// testEach answers a test in every cell.
func (b *Block) testEach(t *test, cells []cell) (found tri.Lanes) {
	if t.fixed && b.sameDay {
		day := t.first.Day(cells[0].seat.c.AsOf)
		for i := range cells {
			found.Add(cells[i].lanes, cond.CompareDates(t.first.Op, cells[i].date, day))
		}
		return found
	}
	for i := range cells {
		found.Add(cells[i].lanes, b.test(t, &cells[i]))
	}
	return found
}

// testAgain answers a test on a fact of the case for each conviction.
func (b *Block) testAgain(w *word, t *test, cells []cell) {
	for _, c := range cells {
		for lanes := c.lanes & w.convictions; lanes != 0; lanes &= lanes - 1 {
			c.lanes = lanes & -lanes
			c.conviction = tri.Width*w.place + lanes.First() - c.seat.first
			w.vals[t.gate].Set(c.lanes, b.test(t, &c))
		}
	}
}

// test answers a test of what is known in a cell.
func (b *Block) test(t *test, c *cell) tri.Value {
	if !t.plain || t.first.Kind == cond.PlainChoice {
		return b.gates[t.gate].x.Eval(c.seat.at(c.conviction))
	}
	v := c.compare(&t.first)
	for i := 0; i < len(t.more) && v != tri.No; i++ {
		v = tri.And(v, c.compare(&t.more[i]))
	}
	return v
}

func (c *cell) compare(p *cond.Plain) tri.Value {
	switch {
	case p.Kind == cond.PlainTerm:
		return cond.CompareTerms(p.Op, c.value.Term(), p.Length)
	case p.From == nil:
		return cond.CompareDates(p.Op, c.date, p.Day(c.seat.c.AsOf))
	}
	from := c.seat.fact(p.From, c.conviction)
	if !from.Known() {
		return tri.Unknown
	}
	return cond.CompareDates(p.Op, c.date, p.After(from.Date()))
}
