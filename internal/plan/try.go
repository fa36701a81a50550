package plan

import (
	"cmp"
	"slices"

	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/screen"
	"example.com/vacatur/internal/tri"
)

// trier tries sets of motions for a case.
type trier struct {
	s       *screen.Screener
	c       *fact.Case
	res     *screen.Result
	options []option
	stands  map[uint]screen.Brief // by set of options granted
}

func (t *trier) stand(set uint) screen.Brief {
	if b, ok := t.stands[set]; ok {
		return b
	}
	var motions []screen.Motion
	for i, o := range t.options {
		if set&(1<<i) != 0 {
			motions = append(motions, screen.Motion{Conviction: o.conviction, Path: o.path.Rule})
		}
	}
	b := t.s.Stand(t.s.Grant(t.c, motions...))[0]
	t.stands[set] = b
	return b
}

// standing is what stands against a goal after a set of motions, or may.
type standing []screen.BriefVerdict

func (t *trier) standing(set uint, against []*rulepack.Rule) (out standing) {
	b := t.stand(set)
	for _, vs := range [][]screen.BriefVerdict{b.Grounds, b.Bars} {
		for _, v := range vs {
			if v.Value != tri.No && slices.Contains(against, v.Rule) {
				out = append(out, v)
			}
		}
	}
	return out
}

// weight measures what stands: what does so for certain counts double, so that a motion which leaves no more than a doubt
// is worth filing.
func (s standing) weight() int {
	n := len(s)
	for _, v := range s {
		if v.Value == tri.Yes {
			n++
		}
	}
	return n
}

func (s standing) has(rule *rulepack.Rule) bool {
	return slices.ContainsFunc(s, func(v screen.BriefVerdict) bool { return v.Rule == rule })
}

// goal finds the smallest sets of motions that leave no more than all motions together would. Granting a motion never makes
// anything stand that did not.
func (t *trier) goal(g *rulepack.Goal) []Plan {
	against := t.against(g)
	before := t.standing(0, against)
	least := t.standing(uint(1)<<len(t.options)-1, against).weight()
	var out []Plan
	sets, sure := smallest(len(t.options), maxSets, func(set uint) bool { return t.standing(set, against).weight() <= least })
	for _, set := range sets {
		p := t.plan(g, set, before, t.standing(set, against))
		p.Smallest = sure
		out = append(out, p)
	}
	slices.SortStableFunc(out, func(a, b Plan) int { return cmp.Compare(rank(b.Certainty), rank(a.Certainty)) })
	return out
}

func (t *trier) plan(g *rulepack.Goal, set uint, before, remains standing) Plan {
	p := Plan{Goal: g, Certainty: "may_apply"}
	weaken := func(link string) {
		if rank(link) < rank(p.Certainty) {
			p.Certainty = link
		}
	}
	for _, v := range before {
		if !remains.has(v.Rule) {
			p.Clears = append(p.Clears, v.Rule.ID)
		}
	}
	for i, o := range t.options {
		if set&(1<<i) == 0 {
			continue
		}
		p.Motions = append(p.Motions, screen.Motion{Conviction: o.conviction, Path: o.path.Rule})
		if weaken(o.path.Status.PathString()); o.path.Effect() == "unsettled" {
			weaken("unsettled")
		}
	}
	for _, v := range remains {
		p.Remains = append(p.Remains, v.Rule.ID)
		switch screen.StatusOf(v.Value) {
		case screen.Triggered:
			weaken(RuledOut)
		case screen.Arguable:
			weaken("arguable")
		case screen.NeedsFacts:
			p.Unknown = append(p.Unknown, v.Rule.ID)
			if len(p.Motions) == 0 || t.ofRecord(v.Rule, p.Motions) {
				weaken("needs_facts")
			}
		}
	}
	return p
}

// ofRecord reports whether a rule is a bar, or a ground that a conviction brings or may against which no motion is filed. Others
// turn on facts about the person alone; that nobody has told them does not make a motion less sure.
func (t *trier) ofRecord(rule *rulepack.Rule, motions []screen.Motion) bool {
	attacked := func(i int) bool {
		return slices.ContainsFunc(motions, func(m screen.Motion) bool { return m.Conviction == i })
	}
	return rule.Kind == rulepack.Bar || slices.ContainsFunc(t.res.Grounds, func(v screen.Verdict) bool {
		return v.Rule == rule && v.Status != screen.NotTriggered && slices.ContainsFunc(v.Convictions(), func(i int) bool { return !attacked(i) })
	})
}

func rank(certainty string) int {
	return slices.Index([]string{RuledOut, "needs_facts", "unsettled", "arguable", "may_apply"}, certainty)
}

// against lists the rules that stand against a goal for the person of the case. Where it is not known whether a set of them
// concerns the person, it is counted.
func (t *trier) against(g *rulepack.Goal) (out []*rulepack.Rule) {
	p := t.s.Pack()
	for _, a := range g.Against {
		if a.When != nil && t.res.Holds(a.When) == tri.No {
			continue
		}
		for _, r := range p.OfKind(rulepack.Ground) {
			if slices.Contains(a.Kinds, r.GroundKind) || slices.Contains(a.Grounds, r.ID) {
				out = append(out, r)
			}
		}
		for _, id := range a.Bars {
			out = append(out, p.Rule(rulepack.Bar, id))
		}
	}
	return out
}
