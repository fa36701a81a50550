package screen

import (
	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/tri"
)

// scoped holds tests of the case and of a conviction.
type scoped struct{ ofCase, ofConviction []test }

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

// tests answers the tests on facts that are known; all others are blank, and so unknown. Classifications are answered with
// them.
func (st *seat) tests() {
	b := st.b
	if b.days == nil || st.c.AsOf != b.days.asOf {
		b.days = b.daysFor(st.c)
	}
	env := st.push(-1)
	for slot := range st.c.Values {
		if v := &st.c.Values[slot]; v.Known() {
			t := &b.caseTests[slot]
			f := b.s.pack.Catalog.Case[slot].Index
			for w := st.first / 64; w*64 < st.lane(len(st.convs)-1)+1; w++ {
				lanes := st.lanesIn(w)
				b.words[w].known[f] |= lanes
				for k := range t.ofCase {
					b.words[w].vals[t.ofCase[k].gate].Set(lanes, b.test(&t.ofCase[k], v, env))
				}
			}
		}
	}
	st.pop()
	lists := len(b.s.pack.Catalog.Facts) - 1 // where lists begin, by scope
	for i, l := range b.s.pack.Catalog.Top {
		if sub := &st.c.Lists[i]; sub.Given || len(sub.Items) > 0 {
			for w := st.first / 64; w*64 < st.lane(len(st.convs)-1)+1; w++ {
				b.words[w].known[lists+l.Scope] |= st.lanesIn(w)
			}
		}
	}
	for i := range st.convs {
		st.testsOf(i)
	}
}

func (st *seat) testsOf(i int) {
	b := st.b
	env := st.push(i)
	defer st.pop()
	lane := st.lane(i)
	w, bit := b.words[lane/64], uint64(1)<<(lane%64)
	w.convictions |= bit
	for slot, f := range b.s.convictions.Facts {
		if v := &st.convs[i].item.Values[slot]; v.Known() {
			w.known[f.Index] |= bit
			for k, ts := 0, b.tested[slot]; k < len(ts); k++ {
				w.vals[ts[k].gate].Set(bit, b.test(&ts[k], v, env))
			}
		}
	}
	for k, l := range b.s.convictions.Children {
		if sub := &st.convs[i].item.Lists[k]; sub.Given || len(sub.Items) > 0 {
			w.known[len(b.s.pack.Catalog.Facts)-1+l.Scope] |= bit
		}
	}
	for slot := range st.c.Values { // held against something of the conviction
		if v := &st.c.Values[slot]; v.Known() {
			for k, ts := 0, b.caseTests[slot].ofConviction; k < len(ts); k++ {
				w.vals[ts[k].gate].Set(bit, b.test(&ts[k], v, env))
			}
		}
	}
	c := &st.convs[i]
	certain := c.match.Certain() && len(c.match.Offenses) == 1 && len(c.item.Findings) == 0
	for class, gate := range b.classGate {
		if gate > 0 && (!certain || len(c.match.Offenses[0].Classes[class]) > 0) {
			w.vals[gate-1].Set(bit, c.classify(b.s.pack.Classifications[class], env))
		}
	}
}

func (b *Block) test(t *test, v *fact.Value, env *cond.Env) tri.Value {
	switch {
	case t.choices != 0:
		return tri.Of(t.choices&(1<<v.Index) != 0)
	case t.fixed:
		return compare(t.op, v.Date, b.days.of[t.gate])
	case t.base != nil:
		if from := env.Value(t.base); from.Known() {
			return compare(t.op, v.Date, from.Date.Add(t.plus).Sub(t.minus))
		}
		return tri.Unknown
	}
	return b.gates[t.gate].x.Eval(env)
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
