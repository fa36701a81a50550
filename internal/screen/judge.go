package screen

import (
	"slices"

	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/tri"
)

// run is one case being held against the pack. It is the Judge that conditions ask, and remembers every answer.
type run struct {
	s     *Screener
	c     *fact.Case
	env   cond.Env // of the case as a whole
	convs []conviction
	// memo holds the answers of rules: for the case, and for each conviction. 0: not asked yet.
	memo []tri.Value
	// envs are the environments of the case (0) and of every conviction (index + 1). Evaluation moves an environment about
	// while it ranges over lists, so every rule gets a copy of its own, from frames while they last.
	envs   []cond.Env
	frames [24]cond.Env
	depth  int
	// classes holds the answers of classifications, for each conviction.
	classes []tri.Value
}

type conviction struct {
	item  *fact.Item
	match Match
}

func (s *Screener) newRun(c *fact.Case) *run {
	r := &run{s: s}
	r.bind(c)
	r.memo = make([]tri.Value, len(s.pack.Rules)*len(r.envs))
	r.classes = make([]tri.Value, len(s.pack.Classifications)*len(r.convs))
	return r
}

// Rule answers a rule in the scope of env. A rule about one conviction that is asked where none is at hand is answered for
// any of them.
func (r *run) Rule(index int, env *cond.Env) tri.Value {
	rule := r.s.pack.Rules[index]
	switch {
	case rule.Of == nil:
		return r.remembered(rule, 0)
	case rule.Of != r.s.convictions:
		return judge(rule, env)
	case env.Item[rule.Of.Scope] != nil:
		return r.remembered(rule, env.Index[rule.Of.Scope]+1)
	}
	v := tri.No
	for i := range r.convs {
		v = tri.Or(v, r.remembered(rule, i+1))
	}
	return v
}

// remembered answers a rule for the case (0) or for a conviction (index + 1), once.
func (r *run) remembered(rule *rulepack.Rule, at int) tri.Value {
	slot := &r.memo[rule.Index*len(r.envs)+at]
	if *slot == 0 {
		env := r.frame(at)
		*slot = judge(rule, env)
		r.depth--
	}
	return *slot
}

// frame returns a copy of an environment for one evaluation; the caller lowers depth when it is done.
func (r *run) frame(at int) *cond.Env {
	r.depth++
	if r.depth > len(r.frames) {
		e := r.envs[at]
		return &e
	}
	e := &r.frames[r.depth-1]
	*e = r.envs[at]
	return e
}

// judge answers a rule without looking at any memory: all elements hold and no exception does; a bar stands for any of its
// reasons. What the rule asks of others is asked of the judge of env.
func judge(rule *rulepack.Rule, env *cond.Env) tri.Value {
	if rule.Kind == rulepack.Bar {
		v := tri.No
		for _, reason := range rule.Reasons {
			v = tri.Or(v, env.Judge.Rule(reason.Index, env))
		}
		return v
	}
	v := tri.Yes
	for i := range rule.Elements {
		if v = tri.And(v, rule.Elements[i].When.Eval(env)); v == tri.No {
			return tri.No
		}
	}
	for _, e := range rule.Exceptions {
		v = tri.And(v, tri.Not(env.Judge.Rule(e.Index, env)))
	}
	return v
}

// Class answers whether the conviction of env has a classification.
func (r *run) Class(class int, env *cond.Env) tri.Value {
	i := env.Index[r.s.convictions.Scope]
	slot := &r.classes[i*len(r.s.pack.Classifications)+class]
	if *slot == 0 {
		*slot = r.classify(class, &r.convs[i], r.frame(i+1))
		r.depth--
	}
	return *slot
}

func (r *run) classify(class int, c *conviction, env *cond.Env) tri.Value {
	if f := r.finding(class, c); f != nil {
		return classValue(f.Value)
	}
	v := tri.Value(0)
	for _, o := range c.match.Offenses {
		w := classCases(o, o.Classes[class], env)
		switch {
		case v == 0 || v == w:
			v = w
		default: // which of the offenses it was is not known, and they differ
			v = tri.Because(tri.Unknown, v, w)
		}
	}
	if v == 0 || c.match.ByType && v != tri.No {
		return tri.Unknown
	}
	return v
}

func (r *run) finding(class int, c *conviction) *fact.Finding {
	id := r.s.pack.Classifications[class].ID
	i := slices.IndexFunc(c.item.Findings, func(f fact.Finding) bool { return f.Classification == id })
	if i < 0 {
		return nil
	}
	return &c.item.Findings[i]
}

// classCases answers a classification of one offense of the catalog. A classification that the catalog does not list is not
// met.
func classCases(o *rulepack.Offense, cases []rulepack.ClassCase, env *cond.Env) tri.Value {
	if len(cases) == 0 {
		return tri.No
	}
	c := &cases[0]
	value := classValue(c.Value)
	if value.Settled() && unread(o, c) {
		value = tri.Arguable
	}
	guard := c.When.Eval(env)
	if guard == tri.Yes {
		return value
	}
	return tri.If(guard, value, classCases(o, cases[1:], env))
}

// unread reports whether a classification rests on nothing that anyone has read. It then settles nothing.
func unread(o *rulepack.Offense, c *rulepack.ClassCase) bool {
	as := c.Authorities
	if len(as) == 0 {
		as = o.Authorities
	}
	return !slices.ContainsFunc(as, func(a *rulepack.Authority) bool { return !a.Verified.None() })
}

func classValue(v string) tri.Value {
	switch v {
	case "yes":
		return tri.Yes
	case "no":
		return tri.No
	case "divisible", "unsettled":
		return tri.Arguable
	}
	return tri.Unknown
}
