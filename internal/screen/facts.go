package screen

import (
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/tri"
)

// gather notes what is known of the case, and answers the classifications of its convictions.
func (st *seat) gather() {
	b := st.b
	b.sameDay = b.sameDay && st.c.AsOf == b.seats[0].c.AsOf
	for w, to := st.words(); w < to; w++ {
		in, lanes := b.words[w], st.lanesIn(w)
		in.filled |= lanes
		in.cases.Join(st.first-tri.Width*w, st.first-tri.Width*w+len(st.convs))
		if st.c.Lists[b.s.convictions.Index].Given {
			in.given |= lanes
		}
		for slot, f := range b.s.pack.Catalog.Case {
			if v := &st.c.Values[slot]; v.Known() {
				in.learn(f.Index, cell{lanes, v.Date(), v, st, -1})
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
	w, bit := b.words[lane/tri.Width], tri.Lane(lane)
	w.convictions |= bit
	for slot, f := range b.s.convictions.Facts {
		if v := &c.item.Values[slot]; v.Known() {
			w.learn(f.Index, cell{bit, v.Date(), v, st, i})
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

// fact returns the value of a fact of a conviction of the case, or of the whole case (-1).
func (st *seat) fact(f *fact.Fact, conviction int) *fact.Value {
	if conviction < 0 {
		return st.c.Value(f, nil)
	}
	return st.c.Value(f, st.convs[conviction].item)
}

// listAt is the place of a list among what may be known.
func (c *circuit) listAt(l *fact.List) int { return len(c.s.pack.Catalog.Facts) - 1 + l.Scope }
