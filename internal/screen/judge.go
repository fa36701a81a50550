package screen

import (
	"slices"

	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/tri"
)

// judge answers a rule by asking its conditions: all elements hold and no exception does; a bar stands for any of its
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

// conviction is a conviction of a case with what it is in the offense catalog.
type conviction struct {
	item  *fact.Item
	env   cond.Env
	match Match
	typ   string // the plain type of the offense, where the catalog does not hold its statute; "": not known
}

// finding returns a person's own classification of the conviction, which goes before the catalog's; otherwise nil.
func (c *conviction) finding(class *rulepack.Classification) *fact.Finding {
	i := slices.IndexFunc(c.item.Findings, func(f fact.Finding) bool { return f.Classification == class.ID })
	if i < 0 {
		return nil
	}
	return &c.item.Findings[i]
}

// classify answers whether the conviction of env has a classification.
func (c *conviction) classify(class *rulepack.Classification, env *cond.Env) tri.Value {
	if f := c.finding(class); f != nil {
		return classValue(f.Value)
	}
	if c.typ != "" && len(class.Types) > 0 && !slices.Contains(class.Types, c.typ) {
		return tri.No
	}
	v := tri.Value(0)
	for _, o := range c.match.Offenses {
		w := classCases(o.Classes[class.Index], env)
		switch {
		case v == 0 || v == w:
			v = w
		default: // which of the offenses it was is not known, and they differ
			v = tri.Because(tri.Unknown, v, w)
		}
	}
	if v == 0 {
		return tri.Unknown
	}
	return v
}

// classCases answers a classification of one offense of the catalog. A classification that the catalog does not list is not
// met.
func classCases(cases []rulepack.ClassCase, env *cond.Env) tri.Value {
	if len(cases) == 0 {
		return tri.No
	}
	c := &cases[0]
	value := classValue(c.Value)
	if value.Settled() && c.Unread {
		value = tri.Arguable
	}
	guard := c.When.Eval(env)
	if guard == tri.Yes {
		return value
	}
	return tri.If(guard, value, classCases(cases[1:], env))
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
