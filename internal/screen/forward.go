package screen

import (
	"math/bits"

	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/tri"
)

// Answer answers every gate for all cases of the block.
func (b *Block) Answer() {
	for _, w := range b.filled() {
		copy(w.vals, b.blank)
		clear(w.known)
	}
	for _, st := range b.seats[:b.taken] {
		st.tests()
	}
	b.answered = true
	for l := range b.levels {
		for w := range b.filled() {
			b.answerAll(b.levels[l].ofCase, w, false)
		}
		for w := range b.filled() {
			b.answerAll(b.levels[l].ofConviction, w, true)
		}
	}
}

// tests answers the tests on facts that are known; all others are blank, and so unknown. Classifications are answered with
// them.
func (st *seat) tests() {
	b := st.b
	if b.days == nil || st.c.AsOf != b.asOf {
		b.fix(st.c)
	}
	env := st.push(-1)
	for slot := range st.c.Values {
		if v := &st.c.Values[slot]; v.Known() {
			t := &b.caseTests[slot]
			f := b.s.pack.Catalog.Case[slot].Index
			for w := st.first / 64; w*64 < st.lane(len(st.convs)-1)+1; w++ {
				lanes := st.lanesIn(w)
				b.words[w].known[f] |= lanes
				for _, gate := range t.ofCase {
					b.words[w].vals[gate].Set(lanes, b.test(gate, v, env))
				}
			}
		}
	}
	st.pop()
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
	for slot, f := range b.s.convictions.Facts {
		if v := &st.convs[i].item.Values[slot]; v.Known() {
			w.known[f.Index] |= bit
			for _, gate := range b.tested[slot] {
				w.vals[gate].Set(bit, b.test(gate, v, env))
			}
		}
	}
	for slot := range st.c.Values { // held against something of the conviction
		if v := &st.c.Values[slot]; v.Known() {
			for _, gate := range b.caseTests[slot].ofConviction {
				w.vals[gate].Set(bit, b.test(gate, v, env))
			}
		}
	}
	c := &st.convs[i]
	certain := c.match.Certain() && len(c.match.Offenses) == 1 && len(c.item.Findings) == 0
	for class, gate := range b.classGate {
		if gate > 0 && !(certain && len(c.match.Offenses[0].Classes[class]) == 0) {
			w.vals[gate-1].Set(bit, c.classify(b.s.pack.Classifications[class], env))
		}
	}
}

func (b *Block) test(gate int32, v *fact.Value, env *cond.Env) tri.Value {
	g := &b.gates[gate]
	switch {
	case g.choices != 0:
		return tri.Of(g.choices&(1<<v.Index) != 0)
	case g.fixed:
		return compare(g.x.Tests[0].Op, v.Date, b.days[gate])
	}
	return g.x.Eval(env)
}

// fix finds the days with which fixed tests compare.
func (b *Block) fix(c *fact.Case) {
	if b.days == nil {
		b.days = make([]date.Date, len(b.gates))
	}
	b.asOf = c.AsOf
	env := cond.Env{Case: c}
	for i := range b.gates {
		if g := &b.gates[i]; g.fixed {
			b.days[i], _ = g.x.Tests[0].Operand.Date(&env)
		}
	}
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
func (b *Block) answerAll(gates []int32, w int, ofConviction bool) {
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
			for _, st := range b.seats[:b.taken] {
				st.leafIn(gate, w, ofConviction)
			}
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

// leafIn answers a leaf in the lanes that the case has in a word.
func (st *seat) leafIn(gate int32, w int, ofConviction bool) {
	g, v := &st.b.gates[gate], &st.b.words[w].vals[gate]
	if !ofConviction {
		if lanes := st.lanesIn(w); lanes != 0 {
			v.Set(lanes, st.leaf(g, st.push(-1)))
			st.pop()
		}
		return
	}
	for lanes := st.convictionsIn(w); lanes != 0; lanes &= lanes - 1 {
		lane := bits.TrailingZeros64(lanes)
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
	case opCounted:
		if !env.Sublist(g.list).Given {
			return tri.Unknown
		}
		return st.counted(g, env)
	}
	return g.x.Eval(env)
}

// counted answers a condition over the convictions from what each of them must meet. Where it only counts them, that is
// all; see cond.Over.
func (st *seat) counted(g *gate, env *cond.Env) tri.Value {
	certain, open, causes := 0, 0, tri.No
	for i := range st.convs {
		switch v := st.value(g.kids[0], i); v {
		case tri.No:
		case tri.Yes:
			certain++
		default:
			open++
			causes |= v
		}
	}
	switch {
	case certain+open == 0:
		return g.none
	case !g.plain:
		return g.x.Eval(env)
	}
	return g.x.Over.Decide(certain, certain+open, causes)
}
