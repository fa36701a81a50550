package screen

import (
	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/tri"
)

// seat is a case in a block. It is the Judge that conditions ask, and the Explainer that is told what is open.
type seat struct {
	b     *Block
	c     *fact.Case
	env   cond.Env // of the case as a whole, from which others are copied
	whole cond.Env // the same, for use
	convs []conviction
	first int   // its first lane
	alone []int // for each conviction, the list that holds it alone
	out   Outline
}

// lane returns the lane of a conviction, or of the case (-1).
func (st *seat) lane(conviction int) int { return st.first + max(conviction, 0) }

// lanesIn returns the lanes of the case in a word.
func (st *seat) lanesIn(w int) tri.Mask {
	return span(st.first-tri.Width*w, st.first-tri.Width*w+max(1, len(st.convs)))
}

// convictionsIn returns the lanes of the convictions of the case in a word.
func (st *seat) convictionsIn(w int) tri.Mask {
	return span(st.first-tri.Width*w, st.first-tri.Width*w+len(st.convs))
}

// words returns where the words begin and end in which the case stands.
func (st *seat) words() (from, to int) {
	return st.first / tri.Width, (st.first+max(1, len(st.convs))-1)/tri.Width + 1
}

// span is the bits from one to before another, of those that a word has.
func span(from, to int) tri.Mask {
	from, to = max(from, 0), min(to, tri.Width)
	if from >= to {
		return 0
	}
	return ^tri.Mask(0) >> (tri.Width - (to - from)) << from
}

// push returns an environment of its own for a conviction, or for the whole case where i is -1. Environments are reused by
// depth, since a condition that ranges over a list moves the one it is given.
func (st *seat) push(i int) *cond.Env {
	b := st.b
	if b.depth == len(b.stack) {
		b.stack = append(b.stack, new(cond.Env))
	}
	env := b.stack[b.depth]
	b.depth++
	*env = st.env
	if i >= 0 {
		env.Item[b.s.convictions.Scope], env.Index[b.s.convictions.Scope] = st.convs[i].item, i
	}
	return env
}

func (st *seat) pop() { st.b.depth-- }

// at returns the environment that is kept for a conviction, or for the whole case where i is -1, for conditions asked from
// the walk; what these ask for in turn is given another.
func (st *seat) at(i int) *cond.Env {
	if i < 0 {
		return &st.whole
	}
	return &st.convs[i].env
}

// eachScope visits the environments in which a rule about the items of a list is asked.
func (st *seat) eachScope(of *fact.List, visit func(*cond.Env)) {
	switch {
	case of == nil:
		visit(st.push(-1))
		st.pop()
	case of == st.b.s.convictions:
		for i := range st.convs {
			visit(st.push(i))
			st.pop()
		}
	case of.Parent == nil:
		st.eachItem(of, st.push(-1), visit)
		st.pop()
	default:
		st.eachScope(of.Parent, func(env *cond.Env) { st.eachItem(of, env, visit) })
	}
}

func (st *seat) eachItem(of *fact.List, env *cond.Env, visit func(*cond.Env)) {
	items := env.Sublist(of).Items
	for i := range items {
		env.Item[of.Scope], env.Index[of.Scope] = &items[i], i
		visit(env)
	}
}

// scopeOf returns the conviction to which an environment belongs, for rules about convictions and what is in their lists;
// otherwise -1.
func (st *seat) scopeOf(of *fact.List, env *cond.Env) int {
	if l := st.b.s.convictions; of != nil && (of == l || of.Parent == l) && env.Item[l.Scope] != nil {
		return env.Index[l.Scope]
	}
	return -1
}

// Rule answers a rule in the scope of env. A rule about one conviction that is asked where none is at hand is answered for
// any of them.
func (st *seat) Rule(index int, env *cond.Env) tri.Value {
	s := st.b.s
	rule := s.pack.Rules[index]
	switch {
	case rule.Of == nil:
		return st.answer(index, -1)
	case rule.Of != s.convictions:
		return judge(rule, env)
	case env.Item[rule.Of.Scope] != nil:
		return st.answer(index, env.Index[rule.Of.Scope])
	}
	v := tri.No
	for i := range st.convs {
		v = tri.Or(v, st.answer(index, i))
	}
	return v
}

// answer answers a rule for a conviction, or for the whole case (-1): as the circuit has it, or, while the walk has not come
// so far, by asking it.
func (st *seat) answer(index, conviction int) tri.Value {
	if st.b.answered {
		if n := st.b.ruleGate[index]; n > 0 {
			if v := st.value(n-1, conviction); v != 0 {
				return v
			}
		}
	}
	v := judge(st.b.s.pack.Rules[index], st.push(conviction))
	st.pop()
	return v
}

// value returns what the walk found for a gate.
func (st *seat) value(gate int32, conviction int) tri.Value {
	lane := st.lane(conviction)
	if st.b.answers != nil {
		return st.b.answers[lane/2*len(st.b.kept)+int(st.b.keptAt[gate])].At(lane)
	}
	return st.b.words[lane/tri.Width].vals[gate].At(lane)
}

// Class answers whether the conviction of env has a classification.
func (st *seat) Class(class int, env *cond.Env) tri.Value {
	i := env.Index[st.b.s.convictions.Scope]
	if n := st.b.classGate[class]; n > 0 && st.b.answered {
		return st.value(n-1, i)
	}
	v := st.convs[i].classify(st.b.s.pack.Classifications[class], st.push(i))
	st.pop()
	return v
}
