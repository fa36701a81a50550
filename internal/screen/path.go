package screen

import (
	"slices"

	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/tri"
)

// paths adds what became of a path, for every conviction of the jurisdictions that it reaches.
func (t *tracer) paths(rule *rulepack.Rule) {
	t.eachScope(rule.Of, func(env *cond.Env) {
		p := Path{Conviction: -1}
		if rule.Of == t.s.convictions {
			p.Conviction = env.Index[rule.Of.Scope]
			if !t.reaches(rule.Path, env) {
				return
			}
		}
		p.Verdict = t.verdict(rule, env, nil)
		if p.Conviction >= 0 {
			p.Convictions = []int{p.Conviction}
		}
		t.effect(&p, env)
		for _, d := range rule.Path.Deadlines {
			if dl, runs := t.deadline(d, env); runs && p.Status != NotTriggered {
				p.Deadlines = append(p.Deadlines, dl)
			}
		}
		t.result.Paths = append(t.result.Paths, p)
	})
}

// reaches reports whether a path is one for the jurisdiction of the conviction.
func (t *tracer) reaches(p *rulepack.Path, env *cond.Env) bool {
	if slices.Contains(p.Jurisdictions, "any") {
		return true
	}
	v := env.Value(t.s.jurisdiction)
	return v.Known() && slices.Contains(p.Jurisdictions, v.Str)
}

// effect finds the effect of a granted path: the first case that holds for certain. Where that is not certain and the
// possible ones differ, it is unsettled.
func (t *tracer) effect(p *Path, env *cond.Env) {
	for i := range p.Rule.Path.Effect {
		e := &p.Rule.Path.Effect[i]
		guard := e.When.Eval(env)
		if guard == tri.No {
			continue
		}
		if p.Effect != "" && p.Effect != e.Value {
			p.Effect = "unsettled"
		} else {
			p.Effect = e.Value
		}
		if p.EffectText == "" {
			p.EffectText = e.Text
		}
		p.EffectCites = rulepack.JoinAuthorities(p.EffectCites, e.Authorities...)
		if guard == tri.Yes {
			return
		}
	}
}

// Grant returns a copy of the case in which the path was granted for the conviction, as its rule says a granted order
// would read.
func (s *Screener) Grant(c *fact.Case, conviction int, rule *rulepack.Rule) *fact.Case {
	d := c.Clone()
	item := &d.Lists[s.convictions.Index].Items[conviction]
	order := s.orders.NewItem()
	set := func(f *fact.Fact, text string) {
		if v, err := f.Parse(text); err == nil {
			v.State = fact.Derived
			order.Values[f.Slot] = v
		}
	}
	set(s.orderPath, rule.ID)
	set(s.orderOutcome, "granted")
	set(s.orderDate, c.AsOf.String())
	for _, g := range rule.Path.Grants {
		order.Values[g.Fact.Slot] = g.Value
	}
	orders := &item.Lists[s.orders.Index]
	orders.Given = true
	orders.Items = append(slices.Clone(orders.Items), order)
	return d
}

// WhatIf fills Clears and Remains of every path that is not ruled out: the case is screened again with the path granted.
// Whichever path removes a conviction, what is left is the same, and is screened once.
func (s *Screener) WhatIf(c *fact.Case, res *Result) {
	before := s.Stand(c)
	undone := make([]*Brief, len(res.Convictions))
	for i := range res.Paths {
		p := &res.Paths[i]
		if p.Conviction < 0 || p.Status == NotTriggered || len(p.Rule.Path.Grants) == 0 {
			continue
		}
		r := s.newRun(s.Grant(c, p.Conviction, p.Rule))
		removed := r.remembered(s.convicted, p.Conviction+1) == tri.No
		if removed && undone[p.Conviction] != nil {
			p.Clears, p.Remains = Compare(before, *undone[p.Conviction])
			continue
		}
		after := s.stand(r)
		if removed {
			undone[p.Conviction] = &after
		}
		p.Clears, p.Remains = Compare(before, after)
	}
}

// Compare names the grounds and bars that stood (or might stand) before and do not any more, and those that still do.
func Compare(before, after Brief) (clears, remains []string) {
	compare := func(b, a []BriefVerdict) {
		for i := range b {
			switch {
			case b[i].Value == tri.No:
			case a[i].Value == tri.No:
				clears = append(clears, b[i].Rule.ID)
			default:
				remains = append(remains, b[i].Rule.ID)
			}
		}
	}
	compare(before.Grounds, after.Grounds)
	compare(before.Bars, after.Bars)
	return clears, remains
}
