package screen

import (
	"math/bits"

	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/tri"
)

// cell is a known value of a fact, in the lanes in which it stands.
type cell struct {
	lanes      uint64
	date       date.Date // of the value
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
	if st == b.seats[0] {
		b.days = st.days
	} else if b.days != st.days {
		b.days = nil
	}
	for w := st.first / 64; w*64 < st.first+max(1, len(st.convs)); w++ {
		in, lanes := b.words[w], st.lanesIn(w)
		in.cases.Join(st.first-64*w, st.first-64*w+len(st.convs))
		if st.c.Lists[b.s.convictions.Index].Given {
			in.given |= lanes
		}
		for slot, f := range b.s.pack.Catalog.Case {
			if v := &st.c.Values[slot]; v.Known() {
				in.learn(f.Index, cell{lanes, v.Date, v, st, -1})
			}
		}
		for i, l := range b.s.pack.Catalog.Top {
			if sub := &st.c.Lists[i]; sub.Given || len(sub.Items) > 0 {
				in.know(b.listAt(l), lanes)
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
			w.learn(f.Index, cell{bit, v.Date, v, st, i})
		}
	}
	for k, l := range b.s.convictions.Children {
		if sub := &c.item.Lists[k]; sub.Given || len(sub.Items) > 0 {
			w.know(b.listAt(l), bit)
		}
	}
	classes := b.asked
	if c.match.Certain() && len(c.match.Offenses) == 1 && len(c.item.Findings) == 0 {
		classes = c.match.Offenses[0].Listed
	}
	for _, class := range classes {
		if gate := b.classGate[class]; gate > 0 {
			w.vals[gate-1].Set(bit, c.classify(b.s.pack.Classifications[class], st.at(i)))
		}
	}
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
	w.know(f, c.lanes)
	w.cells[f] = append(w.cells[f], c)
}

// know notes that a fact or list is known in some lanes, and which leaves turn on it.
func (w *word) know(what int, lanes uint64) {
	if w.known[what] == 0 {
		for i, leaves := range w.readers[what] {
			w.touched[i] |= leaves
		}
	}
	w.known[what] |= lanes
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
			if day, same := b.fixedDay(t); same {
				for i := range cells {
					found.Add(cells[i].lanes, cond.CompareDates(t.steps[0].op, cells[i].date, day))
				}
			} else {
				for i := range cells {
					found.Add(cells[i].lanes, b.test(t, &cells[i]))
				}
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
