package screen

import (
	"math/bits"
	"slices"

	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/tri"
)

// Answer answers every gate for all cases of the block.
func (b *Block) Answer() {
	for i, w := range b.filled() {
		copy(w.vals, b.initial)
		clear(w.known)
		w.filled, w.convictions = span(0, b.lanes-64*i), 0
	}
	for _, st := range b.seats[:b.taken] {
		st.tests()
	}
	b.answered = true
	b.possible, b.resolved = b.possible[:0], slices.Grow(b.resolved[:0], len(b.s.pack.Values)*b.lanes)[:len(b.s.pack.Values)*b.lanes]
	clear(b.resolved)
	for l := range b.levels {
		for w := range b.filled() {
			b.answerAll(b.levels[l].ofCase, w)
		}
		for w := range b.filled() {
			b.answerAll(b.levels[l].ofConviction, w)
		}
	}
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

// answerAll answers gates for all lanes of a word.
func (b *Block) answerAll(gates []int32, w int) {
	vals := b.words[w].vals
	for _, gate := range gates {
		h := &b.hot[gate]
		switch h.op {
		case opAll:
			v := vals[b.kids[h.from]]
			for _, k := range b.kids[h.from+1 : h.to] {
				v.Both(&vals[k])
			}
			vals[gate] = v
		case opAny:
			v := vals[b.kids[h.from]]
			for _, k := range b.kids[h.from+1 : h.to] {
				v.Either(&vals[k])
			}
			vals[gate] = v
		case opNot:
			vals[gate] = vals[b.kids[h.from]].Not()
		case opArguable:
			vals[gate] = vals[b.kids[h.from]].Arguable()
		case opAnyConviction:
			for _, st := range b.seats[:b.taken] {
				vals[gate].Set(st.lanesIn(w), st.anyConviction(b.kids[h.from]))
			}
		default:
			b.leafIn(gate, w)
		}
	}
}

// anyConviction answers whether a gate holds for any conviction of the case.
func (st *seat) anyConviction(gate int32) tri.Value {
	v := tri.No
	for w := st.first / 64; w*64 < st.first+len(st.convs); w++ {
		v = tri.Or(v, st.b.words[w].vals[gate].Any(st.convictionsIn(w)))
	}
	return v
}

// leafIn answers a leaf in the lanes of a word in which something that it turns on is known; in all others it is blank.
func (b *Block) leafIn(gate int32, w int) {
	g, in := &b.gates[gate], b.words[w]
	lanes := uint64(0)
	if g.always {
		lanes = in.filled
	}
	for _, what := range g.reads {
		lanes |= in.known[what]
	}
	for _, k := range g.needs {
		lanes |= in.vals[k].Differs(&b.blank[k])
	}
	v := &in.vals[gate]
	if int(gate) < b.nCase {
		for lanes &= in.filled; lanes != 0; {
			st := b.seatOf[64*w+bits.TrailingZeros64(lanes)]
			mine := st.lanesIn(w)
			v.Set(mine, st.leaf(g, st.push(-1)))
			st.pop()
			lanes &^= mine
		}
		return
	}
	for lanes &= in.convictions; lanes != 0; lanes &= lanes - 1 {
		lane := bits.TrailingZeros64(lanes)
		st := b.seatOf[64*w+lane]
		v.Set(1<<lane, st.leaf(g, st.push(64*w+lane-st.first)))
		st.pop()
	}
}

// leaf asks a condition that is not made of others, or not of others alone.
func (st *seat) leaf(g *gate, env *cond.Env) tri.Value {
	switch g.op {
	case opRuleDynamic:
		return judge(st.b.s.pack.Rules[g.class], env)
	case opListed:
		sub := env.Sublist(g.list)
		switch {
		case !sub.Given && !g.list.AbsentIsEmpty:
			return tri.Unknown
		case len(sub.Items) == 0:
			return g.none
		}
	case opAsk:
		if g.value > 0 {
			return g.x.TestEach(st.alternatives(g, env), env)
		}
	case opCounted:
		if !env.Sublist(g.list).Given {
			return tri.Unknown
		}
		return st.counted(g, env)
	}
	return g.x.Eval(env)
}

// alternatives returns what a named value may be. Many tests ask for the same one, so it is found once.
func (st *seat) alternatives(g *gate, env *cond.Env) []cond.Alternative {
	b := st.b
	v := g.x.Subject.Value
	at := -1
	if v.Scope == b.s.convictions.Scope {
		at = env.Index[v.Scope]
	}
	r := &b.resolved[(g.value-1)*b.lanes+st.lane(at)]
	if r.to == 0 {
		r.from = int32(len(b.possible))
		b.possible = v.Alternatives(b.possible, env)
		r.to = int32(len(b.possible))
	}
	return b.possible[r.from:r.to]
}

// counted answers a condition over the convictions from what each of them must meet. Where it only counts them, that is
// all; see cond.Over.
func (st *seat) counted(g *gate, env *cond.Env) tri.Value {
	certain, open, causes := 0, 0, tri.No
	for w := st.first / 64; w*64 < st.first+len(st.convs); w++ {
		c, o, v := st.b.words[w].vals[g.kids[0]].Count(st.convictionsIn(w))
		certain, open, causes = certain+c, open+o, tri.Or(causes, v)
	}
	switch {
	case certain+open == 0:
		return g.none
	case !g.plain:
		return g.x.Eval(env)
	}
	return g.x.Over.Decide(certain, certain+open, causes)
}
