package screen

import (
	"math/bits"

	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/tri"
)

// test is a gate that tests a fact, with what the commonest tests need.
type test struct {
	gate    int32
	fixed   bool        // it compares one date with a day that only the date of the screening may move
	op      cond.TestOp // of one that is fixed or has a base
	choices uint64      // the choices that it allows, where it asks no more than that
	// base is the fact from which the day is counted that a date is compared with, where there is one.
	base        *fact.Fact
	plus, minus date.Term
}

// testOf returns the test that a gate makes.
func testOf(gate int32, x *cond.Expr) test {
	t := test{gate: gate}
	if f, ts := x.Subject.Fact, x.Tests; len(ts) == 1 {
		if ts[0].Op == cond.TestIn && (f.Type == fact.Choice || f.Type == fact.YesNo) {
			t.choices = ts[0].Mask
		}
		t.op = ts[0].Op
		if f.Type == fact.Date && t.op >= cond.TestBefore && t.op <= cond.TestOnOrAfter {
			t.count(ts[0].Operand)
		}
	}
	return t
}

// count takes what a date is compared with: a fixed day, or one counted from a fact.
func (t *test) count(o *cond.Operand) {
	if t.fixed = constant(o); t.fixed {
		return
	}
	if o.Base != nil {
		t.plus, t.minus, o = o.Plus, o.Minus, o.Base
	}
	if o.Subject != nil {
		t.base = o.Subject.Fact
	}
}

// constant reports whether an operand reads no fact of the case.
func constant(o *cond.Operand) bool {
	return o == nil || o.Subject == nil && o.Latest == nil && o.Earliest == nil && constant(o.Base)
}

// days are what fixed tests compare with, by gate, on the day of a screening.
type days struct {
	asOf date.Day
	of   []date.Date
}

// daysFor finds the days with which fixed tests compare. Cases are screened as of the same day, one after another, so the
// last one found is kept for all blocks.
func (c *circuit) daysFor(k *fact.Case) *days {
	if d := c.lastDays.Load(); d != nil && d.asOf == k.AsOf {
		return d
	}
	d := &days{k.AsOf, make([]date.Date, len(c.gates))}
	env := cond.Env{Case: k}
	for _, gate := range c.fixed {
		d.of[gate], _ = c.gates[gate].x.Tests[0].Operand.Date(&env)
	}
	c.lastDays.Store(d)
	return d
}

// cell is a known value of a fact, in the lanes in which it stands.
type cell struct {
	lanes      uint64
	value      *fact.Value
	seat       *seat
	conviction int // -1: a value of the case
}

// gather notes what is known of the case, and answers the classifications of its convictions.
func (st *seat) gather() {
	b := st.b
	if st.days == nil || st.days.asOf != st.c.AsOf {
		st.days = b.daysFor(st.c)
	}
	for w := st.first / 64; w*64 < st.first+max(1, len(st.convs)); w++ {
		in, lanes := b.words[w], st.lanesIn(w)
		in.cases.Join(st.first-64*w, st.first-64*w+len(st.convs))
		if st.c.Lists[b.s.convictions.Index].Given {
			in.given |= lanes
		}
		for slot, f := range b.s.pack.Catalog.Case {
			if v := &st.c.Values[slot]; v.Known() {
				in.learn(f.Index, cell{lanes, v, st, -1})
			}
		}
		for i, l := range b.s.pack.Catalog.Top {
			if sub := &st.c.Lists[i]; sub.Given || len(sub.Items) > 0 {
				in.known[b.listAt(l)] |= lanes
			}
		}
	}
	for i := range st.convs {
		st.gatherOf(i)
	}
}

// gatherOf does so for a conviction.
func (st *seat) gatherOf(i int) {
	b, c, lane := st.b, &st.convs[i], st.lane(i)
	w, bit := b.words[lane/64], uint64(1)<<(lane%64)
	w.convictions |= bit
	for slot, f := range b.s.convictions.Facts {
		if v := &c.item.Values[slot]; v.Known() {
			w.learn(f.Index, cell{bit, v, st, i})
		}
	}
	for k, l := range b.s.convictions.Children {
		if sub := &c.item.Lists[k]; sub.Given || len(sub.Items) > 0 {
			w.known[b.listAt(l)] |= bit
		}
	}
	env := st.push(i)
	certain := c.match.Certain() && len(c.match.Offenses) == 1 && len(c.item.Findings) == 0
	for class, gate := range b.classGate {
		if gate > 0 && (!certain || len(c.match.Offenses[0].Classes[class]) > 0) {
			w.vals[gate-1].Set(bit, c.classify(b.s.pack.Classifications[class], env))
		}
	}
	st.pop()
}

// fact returns the value of a fact of a conviction of the case, or of the whole case.
func (st *seat) fact(f *fact.Fact, conviction int) *fact.Value {
	if f.List == nil {
		return &st.c.Values[f.Slot]
	}
	return &st.convs[conviction].item.Values[f.Slot]
}

// listAt is the place of a list among what may be known.
func (c *circuit) listAt(l *fact.List) int { return len(c.s.pack.Catalog.Facts) - 1 + l.Scope }

// learn notes a known value.
func (w *word) learn(f int, c cell) {
	if w.known[f] == 0 {
		w.learnt = append(w.learnt, int32(f))
		w.cells[f] = w.cells[f][:0]
	}
	w.known[f] |= c.lanes
	w.cells[f] = append(w.cells[f], c)
}

// tests answers the tests on facts that are known, one test after another for all lanes; all others are blank, and so unknown.
func (b *Block) tests(w *word) {
	for _, f := range w.learnt {
		cells, known := w.cells[f], w.known[f]
		if of := b.s.pack.Catalog.Facts[f]; of.Type == fact.Choice || of.Type == fact.YesNo {
			for i := range cells {
				b.chosen[cells[i].value.Index&63] |= cells[i].lanes
			}
		}
		for k := range b.tested[f] {
			t := &b.tested[f][k]
			if t.choices != 0 {
				yes := uint64(0)
				for left := t.choices; left != 0; left &= left - 1 {
					yes |= b.chosen[bits.TrailingZeros64(left)&63]
				}
				w.vals[t.gate].Decide(known, yes)
				continue
			}
			var found tri.Lanes
			for i := range cells {
				found.Add(cells[i].lanes, b.test(t, &cells[i]))
			}
			w.vals[t.gate].Replace(known, &found)
		}
		for k := range b.testedAgain[f] {
			b.testAgain(w, &b.testedAgain[f][k], cells)
		}
		for i := range cells {
			b.chosen[cells[i].value.Index&63] = 0
		}
	}
}

// testAgain answers a test on a fact of the case for each conviction.
func (b *Block) testAgain(w *word, t *test, cells []cell) {
	for _, c := range cells {
		for lanes := c.lanes & w.convictions; lanes != 0; lanes &= lanes - 1 {
			c.lanes = lanes & -lanes
			c.conviction = 64*w.place + bits.TrailingZeros64(lanes) - c.seat.first
			w.vals[t.gate].Set(c.lanes, b.test(t, &c))
		}
	}
}

func (b *Block) test(t *test, c *cell) tri.Value {
	switch {
	case t.fixed:
		return compare(t.op, c.value.Date, c.seat.days.of[t.gate])
	case t.base != nil:
		from := c.seat.fact(t.base, c.conviction)
		if !from.Known() {
			return tri.Unknown
		}
		return compare(t.op, c.value.Date, from.Date.Add(t.plus).Sub(t.minus))
	}
	return b.gates[t.gate].x.Eval(c.seat.at(c.conviction))
}

// compare is the comparison of dates that conditions make.
func compare(op cond.TestOp, v, d date.Date) tri.Value {
	switch op {
	case cond.TestBefore:
		return date.Before(v, d)
	case cond.TestOnOrBefore:
		return date.OnOrBefore(v, d)
	case cond.TestAfter:
		return date.Before(d, v)
	}
	return date.OnOrBefore(d, v)
}
