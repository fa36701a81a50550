package screen

import (
	"slices"

	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/tri"
)

// Answer answers every gate for all cases of the block.
func (b *Block) Answer() {
	for _, w := range b.filled() {
		copy(w.vals, b.initial)
		clear(w.known)
		clear(w.touched)
		w.learnt = w.learnt[:0]
		w.filled, w.convictions, w.given = 0, 0, 0
		w.cases.Reset()
	}
	b.sameDay = true
	for _, st := range b.seats[:b.taken] {
		st.gather()
	}
	for _, w := range b.filled() {
		b.tests(w)
	}
	b.answered = true
	b.possible, b.resolved = b.possible[:0], slices.Grow(b.resolved[:0], len(b.s.pack.Values)*b.lanes)[:len(b.s.pack.Values)*b.lanes]
	clear(b.resolved)
	for i := range b.walk {
		for w := range b.filled() {
			b.answerRun(&b.walk[i], w)
		}
	}
}

// answerRun answers gates for all lanes of a word.
func (b *Block) answerRun(r *run, w int) {
	vals, touched := b.words[w].vals, b.words[w].touched
	kids := b.kids[r.at:]
	switch r.op {
	case opAll:
		for gate := r.from; gate < r.to; gate++ {
			v := vals[kids[0]]
			for _, k := range kids[1:r.kids] {
				v = v.And(vals[k])
			}
			vals[gate], kids = v, kids[r.kids:]
		}
	case opAny:
		for gate := r.from; gate < r.to; gate++ {
			v := vals[kids[0]]
			for _, k := range kids[1:r.kids] {
				v = v.Or(vals[k])
			}
			vals[gate], kids = v, kids[r.kids:]
		}
	case opNot:
		for gate := r.from; gate < r.to; gate++ {
			vals[gate] = vals[kids[gate-r.from]].Not()
		}
	case opArguable:
		for gate := r.from; gate < r.to; gate++ {
			vals[gate] = vals[kids[gate-r.from]].Arguable()
		}
	case opAnyConviction:
		for gate := r.from; gate < r.to; gate++ {
			b.anyConviction(gate, kids[gate-r.from], w)
		}
	default:
		for gate := r.from; gate < r.to; gate++ {
			if b.hot[gate].must || touched[gate>>6]>>(gate&63)&1 != 0 {
				b.leafIn(gate, w)
			}
		}
	}
}

// anyConviction answers for all cases whether a gate holds for any of their convictions.
func (b *Block) anyConviction(gate, of int32, w int) {
	if in := b.words[w]; !b.spread {
		in.vals[gate] = in.vals[of].AnyOf(in.convictions, &in.cases)
		return
	}
	v := tri.No // one case that fills several words
	for _, in := range b.filled() {
		v = tri.Or(v, in.vals[of].Any(in.convictions))
	}
	b.words[w].vals[gate].Set(b.words[w].filled, v)
}

// leafIn answers a leaf in the lanes of a word in which something that it turns on is known; in all others it is blank.
func (b *Block) leafIn(gate int32, w int) {
	g, in := &b.gates[gate], b.words[w]
	lanes := in.filled
	if !g.always && b.taken > 1 { // of a single case something is known, or the walk would have passed over the leaf
		lanes = 0
		for _, what := range g.reads {
			lanes |= in.known[what]
		}
		for _, k := range g.needs {
			lanes |= in.vals[k].Differs(b.blank[k])
		}
	}
	v := &in.vals[gate]
	if g.op == opCounted && !b.spread { // in most cases no conviction can be counted
		some := in.cases.Any(in.vals[g.kids[0]].MayBe() & in.convictions)
		v.Set(in.filled&^some, g.none)
		v.Set(in.filled&^in.given, tri.Unknown)
		lanes = some & in.given
	}
	if !g.inConv {
		for lanes &= in.filled; lanes != 0; {
			st := b.seatOf[tri.Width*w+lanes.First()]
			mine := st.lanesIn(w)
			v.Set(mine, st.leaf(g, st.at(-1)))
			lanes &^= mine
		}
		return
	}
	for lanes &= in.convictions; lanes != 0; lanes &= lanes - 1 {
		lane := lanes.First()
		st := b.seatOf[tri.Width*w+lane]
		v.Set(1<<lane, st.leaf(g, st.at(tri.Width*w+lane-st.first)))
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

// resolved says where the alternatives of a named value stand, once they are found.
type resolved struct{ from, to int32 }

// counted answers a condition over the convictions from what each of them must meet. Where it only counts them, that is
// all; see cond.Over.
func (st *seat) counted(g *gate, env *cond.Env) tri.Value {
	certain, open, causes := 0, 0, tri.No
	for w, to := st.words(); w < to; w++ {
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
