package screen

import (
	"fmt"
	"slices"

	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/tri"
)

// Plain answers rules for a case by asking their conditions one by one, without a circuit, for tests to compare with.
type Plain struct {
	st   *seat
	memo map[[2]int]tri.Value
}

// Plainly binds a case for plain answers.
func (s *Screener) Plainly(c *fact.Case) *Plain {
	b := s.NewBlock()
	b.Add(c.Clone())
	p := &Plain{b.seats[0], map[[2]int]tri.Value{}}
	p.st.env.Judge = p
	return p
}

// Rule is the Judge's.
func (p *Plain) Rule(index int, env *cond.Env) tri.Value {
	rule, l := p.st.b.s.pack.Rules[index], p.st.b.s.convictions
	switch {
	case rule.Of == nil:
		return p.Answer(rule, -1)
	case rule.Of != l:
		return judge(rule, env)
	case env.Item[l.Scope] != nil:
		return p.Answer(rule, env.Index[l.Scope])
	}
	v := tri.No
	for i := range p.st.convs {
		v = tri.Or(v, p.Answer(rule, i))
	}
	return v
}

// Answer answers a rule for a conviction, or for the whole case (-1).
func (p *Plain) Answer(rule *rulepack.Rule, conviction int) tri.Value {
	key := [2]int{rule.Index, conviction}
	v, ok := p.memo[key]
	if !ok {
		v = judge(rule, p.st.push(conviction))
		p.st.pop()
		p.memo[key] = v
	}
	return v
}

// Class is the Judge's.
func (p *Plain) Class(class int, env *cond.Env) tri.Value {
	i := env.Index[p.st.b.s.convictions.Scope]
	defer p.st.pop()
	return p.st.convs[i].classify(p.st.b.s.pack.Classifications[class], p.st.push(i))
}

// Missing names what a rule turns on that is not known.
func (p *Plain) Missing(rule *rulepack.Rule, conviction int) []string {
	x := &plainExplainer{p: p, done: map[[2]int]bool{}}
	if p.Answer(rule, conviction).NeedsFacts() {
		x.OpenRule(rule.Index, p.st.push(conviction))
		p.st.pop()
	}
	slices.Sort(x.names)
	return slices.Compact(x.names)
}

type plainExplainer struct {
	p     *Plain
	done  map[[2]int]bool
	names []string
}

func (x *plainExplainer) note(name string, of *fact.List, env *cond.Env) {
	x.names = append(x.names, fmt.Sprint(name, " ", x.p.st.scopeOf(of, env)))
}

// Missing is the Explainer's, as are those that follow.
func (x *plainExplainer) Missing(f *fact.Fact, env *cond.Env) { x.note(f.Name, f.List, env) }

func (x *plainExplainer) MissingList(l *fact.List, env *cond.Env) { x.note(l.ID, l.Parent, env) }

func (x *plainExplainer) OpenRule(index int, env *cond.Env) {
	s := x.p.st.b.s
	rule := s.pack.Rules[index]
	follow := func(env *cond.Env) {
		for i := range rule.Elements {
			rule.Elements[i].When.Explain(env, x)
		}
		for _, e := range slices.Concat(rule.Exceptions, rule.Reasons) {
			x.OpenRule(e.Index, env)
		}
	}
	at := func(i int) {
		if key := [2]int{index, i}; !x.done[key] && !x.p.Answer(rule, i).Settled() {
			x.done[key] = true
			follow(x.p.st.push(i))
			x.p.st.pop()
		}
	}
	switch {
	case rule.Of == nil:
		at(-1)
	case rule.Of != s.convictions:
		follow(env)
	case env.Item[rule.Of.Scope] != nil:
		at(env.Index[rule.Of.Scope])
	default:
		for i := range x.p.st.convs {
			at(i)
		}
	}
}

func (x *plainExplainer) OpenClass(class int, env *cond.Env) {
	s := x.p.st.b.s
	c := &x.p.st.convs[env.Index[s.convictions.Scope]]
	if !x.p.Class(class, env).NeedsFacts() {
		return
	}
	if len(c.match.Offenses) == 1 {
		for _, k := range c.match.Offenses[0].Classes[class] {
			k.When.Explain(env, x)
			if k.When.Eval(env) == tri.Yes {
				break
			}
		}
		return
	}
	if !env.Value(s.statute).Known() || len(c.match.Offenses) > 1 {
		x.Missing(s.statute, env)
		return
	}
	if env.Value(s.offenseType).State == fact.Absent && len(s.pack.Classifications[class].Types) > 0 {
		x.Missing(s.offenseType, env)
		return
	}
	x.note("conviction.classification."+s.pack.Classifications[class].ID, s.convictions, env)
}
