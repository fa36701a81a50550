package screen

import (
	"math/bits"

	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/tri"
)

// Explain goes back from the rules that are marked, along what is open, to the facts on which they turn.
func (b *Block) Explain() {
	for l := len(b.levels) - 1; l >= 0 && b.pending > 0; l-- {
		for _, scope := range []int{1, 0} {
			b.explainAll(b.levels[l].from[scope], b.levels[l].to[scope])
		}
	}
	b.cursor = -1
}

// explainAll explains the marked ones of a run of gates, the last first. What is marked meanwhile lies before.
func (b *Block) explainAll(from, to int) {
	if from == to {
		return
	}
	for i := (to - 1) / 64; i >= from/64; i-- {
		within := span(from-64*i, to-64*i)
		for {
			left := b.marked[i] & within
			if left == 0 {
				break
			}
			bit := 63 - bits.LeadingZeros64(left)
			within &= 1<<bit - 1
			b.marked[i] &^= 1 << bit
			b.pending--
			for w := range b.filled() {
				if m := b.words[w].marks[i*64+bit]; m != 0 {
					b.words[w].marks[i*64+bit] = 0
					b.explainGate(int32(i*64+bit), w, m)
				}
			}
		}
	}
}

func (b *Block) explainGate(gate int32, w int, lanes uint64) {
	h := &b.hot[gate]
	switch h.op {
	case opAll, opAny, opNot, opArguable:
		for _, k := range b.kids[h.from:h.to] {
			b.mark(k, w, lanes)
		}
	case opTestAlone:
		b.ask(h.to, w, lanes&^b.words[w].known[h.from])
	case opAnyConviction:
		for _, st := range b.seats[:b.taken] {
			if lanes&st.lanesIn(w) != 0 {
				st.markAll(b.kids[h.from])
			}
		}
	default:
		b.cursor = gate
		g := &b.gates[gate]
		if len(g.asks) > 0 { // in most lanes nothing is known, and the same is asked for in all of these
			bare := lanes
			for _, what := range g.reads {
				bare &^= b.words[w].known[what]
			}
			for _, rank := range g.asks {
				b.ask(rank, w, bare)
			}
			lanes &^= bare
		}
		for _, st := range b.seats[:b.taken] {
			mine := lanes & st.lanesIn(w)
			if mine != 0 && int(gate) < b.nCase {
				st.explainLeaf(g, -1)
				continue
			}
			for ; mine != 0; mine &= mine - 1 {
				st.explainLeaf(g, 64*w+bits.TrailingZeros64(mine)-st.first)
			}
		}
	}
}

// mark says that something turns on a gate, in those of the lanes in which it is open.
func (b *Block) mark(gate int32, w int, lanes uint64) {
	if lanes &= b.words[w].vals[gate].Open(); lanes != 0 {
		b.words[w].marks[gate] |= lanes
		if word, bit := &b.marked[gate/64], uint64(1)<<(gate%64); *word&bit == 0 {
			*word |= bit
			b.pending++
		}
	}
}

// markAll marks a gate for all convictions of the case.
func (st *seat) markAll(gate int32) {
	for i := range st.convs {
		st.mark(gate, i)
	}
}

func (st *seat) mark(gate int32, conviction int) {
	lane := st.lane(conviction)
	st.b.mark(gate, lane/64, 1<<(lane%64))
}

// ask names a fact, list or classification as missing.
func (b *Block) ask(rank int32, w int, lanes uint64) {
	if lanes != 0 {
		b.words[w].asked[rank] |= lanes
		b.named[rank/64] |= 1 << (rank % 64)
	}
}

func (st *seat) explainLeaf(g *gate, conviction int) {
	env := st.push(conviction)
	defer st.pop()
	switch {
	case g.op == opClass:
		st.OpenClass(g.class, env)
	case g.op == opRuleDynamic:
		st.follow(st.b.s.pack.Rules[g.class], env)
	case g.op == opCounted && g.x.Op == cond.OpCount:
		st.explainCounted(g)
	default:
		g.x.Explain(env, st)
	}
}

// explainCounted marks what convictions must meet to be counted, where that is open.
func (st *seat) explainCounted(g *gate) {
	items := 0
	for i := range st.convs {
		if v := st.value(g.kids[0], i); v.MayBe() {
			st.mark(g.kids[0], i)
			items++
		}
	}
	label := g.x.Over.Distinct
	if label == nil || items < 2 {
		return
	}
	for i := range st.convs {
		if st.value(g.kids[0], i).MayBe() && !st.convs[i].item.Values[label.Slot].Known() {
			st.Missing(label, st.push(i))
			st.pop()
		}
	}
}

// explain marks a rule whose answer needs facts, for a conviction or the whole case (-1), for the walk back.
func (st *seat) explain(rule *rulepack.Rule, conviction int) {
	if n := st.b.ruleRef[rule.Index]; n > 0 && st.value(int32(n)-1, conviction).NeedsFacts() {
		st.mark(int32(n)-1, conviction)
	}
}

// OpenRule is told of a rule whose answer is open; see cond.Explainer. The walk back comes to it, or, where it has passed
// it already, it is followed at once.
func (st *seat) OpenRule(index int, env *cond.Env) {
	b := st.b
	rule := b.s.pack.Rules[index]
	at := func(i int) {
		if st.answer(index, i).Settled() {
			return
		}
		if gate := int32(b.ruleRef[index]) - 1; gate >= 0 && (b.cursor < 0 || b.turn[gate] > b.turn[b.cursor]) {
			st.mark(gate, i)
			return
		}
		st.follow(rule, st.push(i))
		st.pop()
	}
	switch {
	case rule.Of == nil:
		at(-1)
	case rule.Of != b.s.convictions:
		st.follow(rule, env)
	case env.Item[rule.Of.Scope] != nil:
		at(env.Index[rule.Of.Scope])
	default:
		for i := range st.convs {
			at(i)
		}
	}
}

// follow explains the elements of a rule.
func (st *seat) follow(rule *rulepack.Rule, env *cond.Env) {
	for i := range rule.Elements {
		rule.Elements[i].When.Explain(env, st)
	}
	for _, e := range rule.Exceptions {
		st.OpenRule(e.Index, env)
	}
	for _, e := range rule.Reasons {
		st.OpenRule(e.Index, env)
	}
}

// OpenClass names the fact that would settle a classification: the statute, the facts on which the catalog turns, or an
// attorney's own finding.
func (st *seat) OpenClass(class int, env *cond.Env) {
	c := &st.convs[env.Index[st.b.s.convictions.Scope]]
	if !st.Class(class, env).NeedsFacts() {
		return
	}
	if len(c.match.Offenses) == 1 && !c.match.ByType {
		cases := c.match.Offenses[0].Classes[class]
		for i := range cases {
			cases[i].When.Explain(env, st)
			if cases[i].When.Eval(env) == tri.Yes {
				break
			}
		}
		return
	}
	if v := env.Value(st.b.s.statute); !v.Known() || len(c.match.Offenses) > 1 {
		st.Missing(st.b.s.statute, env)
		return
	}
	catalog := st.b.s.pack.Catalog
	st.name(len(catalog.Facts)+len(catalog.Lists)+class, st.b.s.convictions, env)
}

// Missing is told of a fact that is not known.
func (st *seat) Missing(f *fact.Fact, env *cond.Env) { st.name(f.Index, f.List, env) }

// MissingList is told of a list that is not known.
func (st *seat) MissingList(l *fact.List, env *cond.Env) {
	st.name(len(st.b.s.pack.Catalog.Facts)+l.Scope-1, l.Parent, env)
}

// name notes a fact, a list or a classification as missing, for the conviction at hand where it is one of convictions.
func (st *seat) name(what int, of *fact.List, env *cond.Env) {
	lane := st.lane(st.scopeOf(of, env))
	st.b.ask(st.b.rank[what], lane/64, 1<<(lane%64))
}
