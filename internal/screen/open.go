package screen

import (
	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/tri"
)

// OpenRule is told of a rule whose answer is open; see cond.Explainer. The walk back comes to it, or, where it has passed
// it already, it is followed at once.
func (st *seat) OpenRule(index int, env *cond.Env) {
	b := st.b
	rule := b.s.pack.Rules[index]
	at := func(i int) {
		if st.answer(index, i).Settled() {
			return
		}
		if gate := b.ruleGate[index] - 1; gate >= 0 && (b.cursor < 0 || gate < b.cursor) {
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
	if len(c.match.Offenses) == 1 {
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
	if f := st.b.s.offenseType; f != nil && env.Value(f).State == fact.Absent && len(st.b.s.pack.Classifications[class].Types) > 0 {
		st.Missing(f, env) // the plain type of the offense says of most classifications that it is none
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
	st.b.ask(st.b.rank[what], lane/tri.Width, tri.Lane(lane))
}
