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
	r.memo = make([]tri.Value, len(s.pack.Rules)*(len(r.convs)+1))
	r.classes = make([]tri.Value, len(s.pack.Classifications)*len(r.convs))
	return r
}

// Rule answers a rule in the scope of env. A rule about one conviction that is asked where none is at hand is answered for
// any of them.
func (r *run) Rule(index int, env *cond.Env) tri.Value {
	rule := r.s.pack.Rules[index]
	switch {
	case rule.Of == nil:
		return r.remember(index, 0, func() tri.Value {
			e := r.env
			return r.judge(rule, &e)
		})
	case rule.Of != r.s.convictions:
		return r.judge(rule, env)
	case env.Item[rule.Of.Scope] != nil:
		i := env.Index[rule.Of.Scope]
		return r.remember(index, i+1, func() tri.Value {
			e := r.at(i)
			return r.judge(rule, &e)
		})
	}
	v := tri.No
	for i := range r.convs {
		e := r.at(i)
		v = tri.Or(v, r.Rule(index, &e))
	}
	return v
}

func (r *run) remember(index, at int, judge func() tri.Value) tri.Value {
	slot := &r.memo[index*(len(r.convs)+1)+at]
	if *slot == 0 {
		*slot = judge()
	}
	return *slot
}

// judge answers a rule without looking at the memory: all elements hold and no exception does; a bar stands for any of its
// reasons.
func (r *run) judge(rule *rulepack.Rule, env *cond.Env) tri.Value {
	if rule.Kind == rulepack.Bar {
		v := tri.No
		for _, reason := range rule.Reasons {
			v = tri.Or(v, r.Rule(reason.Index, env))
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
		v = tri.And(v, tri.Not(r.Rule(e.Index, env)))
	}
	return v
}

// Class answers whether the conviction of env has a classification.
func (r *run) Class(class int, env *cond.Env) tri.Value {
	i := env.Index[r.s.convictions.Scope]
	slot := &r.classes[i*len(r.s.pack.Classifications)+class]
	if *slot == 0 {
		e := r.at(i)
		*slot = r.classify(class, &r.convs[i], &e)
	}
	return *slot
}

func (r *run) classify(class int, c *conviction, env *cond.Env) tri.Value {
	if f := r.finding(class, c); f != nil {
		return classValue(f.Value)
	}
	v := tri.Value(0)
	for _, o := range c.match.Offenses {
		w := r.offenseClass(o, class, env)
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

// offenseClass answers a classification of one offense of the catalog. A classification that the catalog does not list is
// not met.
func (r *run) offenseClass(o *rulepack.Offense, class int, env *cond.Env) tri.Value {
	return classCases(o, o.Classes[class], env)
}

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
