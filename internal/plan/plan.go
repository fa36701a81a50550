// Package plan finds the smallest sets of motions that would clear what stands against a person's goals. It decides nothing
// itself: every set is tried by screening the case again with its motions granted.
package plan

import (
	"cmp"
	"math/bits"
	"slices"

	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/screen"
	"example.com/vacatur/internal/tri"
)

// MaxConvictions bounds the search: with more convictions that could be attacked, only the first so many are tried.
const MaxConvictions = 16

// maxSets bounds how many sets of the same size are told for one goal.
const maxSets = 8

// Plan is one smallest set of motions for a goal.
type Plan struct {
	Goal    *rulepack.Goal
	Motions []Motion
	Clears  []string // grounds and bars against the goal that would fall
	Remains []string // those that would still stand
	// Certainty is the weakest link: the status of the least certain path among the motions, and unsettled where the effect
	// of one is.
	Certainty string
}

// Motion is a path sought for a conviction.
type Motion struct {
	Conviction int
	Path       *rulepack.Rule
}

// option is the best path of one conviction.
type option struct {
	conviction int
	path       *screen.Path
}

// For returns the plans for every goal of a case, in the order of the pack; for all goals where the case names none. A goal
// against which nothing stands has one plan without motions.
func For(s *screen.Screener, c *fact.Case, res *screen.Result) []Plan {
	p := s.Pack()
	options := optionsOf(res)
	if len(options) > MaxConvictions {
		options = options[:MaxConvictions]
	}
	t := &trier{s: s, c: c, res: res, options: options, stands: map[uint]screen.Brief{}}
	var out []Plan
	for _, g := range p.Goals {
		if wanted(s, c, g) {
			out = append(out, t.goal(g)...)
		}
	}
	return out
}

func wanted(s *screen.Screener, c *fact.Case, g *rulepack.Goal) bool {
	f := s.Pack().Catalog.Lookup("person.goals")
	if f == nil {
		return true
	}
	v := c.Value(f, nil)
	i := f.OptionIndex(g.ID)
	return !v.Known() || i >= 0 && v.Index&(1<<i) != 0
}

// optionsOf picks for each conviction the path that would do most, and of those the one that is surest.
func optionsOf(res *screen.Result) []option {
	best := map[int]*screen.Path{}
	for i := range res.Paths {
		p := &res.Paths[i]
		if p.Conviction < 0 || strength(p) == 0 {
			continue
		}
		if b := best[p.Conviction]; b == nil || strength(p) > strength(b) {
			best[p.Conviction] = p
		}
	}
	var out []option
	for i := range res.Convictions {
		if p := best[i]; p != nil {
			out = append(out, option{i, p})
		}
	}
	return out
}

// strength orders paths: what they would do first, then how sure it is that they are open; 0 for those that do nothing.
func strength(p *screen.Path) int {
	effect := map[string]int{"eliminates": 4, "eliminates_if_defect_stated": 3, "unsettled": 2, "reduces": 1}[p.Effect]
	if effect == 0 || p.Status == screen.NotTriggered || len(p.Rule.Path.Grants) == 0 {
		return 0
	}
	main := 0
	if p.Rule.Path.Main {
		main = 1
	}
	open := map[screen.Status]int{screen.Triggered: 3, screen.Arguable: 2, screen.NeedsFacts: 1}[p.Status]
	kind := 0
	if effect >= 3 {
		kind = 2
	} else if effect == 2 {
		kind = 1
	}
	return kind*1000 + open*100 + main*10 + effect
}

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
	c := t.c
	for i, o := range t.options {
		if set&(1<<i) != 0 {
			c = t.s.Grant(c, o.conviction, o.path.Rule)
		}
	}
	b := t.s.Stand(c)[0]
	t.stands[set] = b
	return b
}

// goal tries sets of motions, smallest first, until some of a size leave no more than all motions together would. Granting a
// motion never makes anything stand that did not: so a motion without which all the others leave more is part of every
// solution, and only the rest is searched.
func (t *trier) goal(g *rulepack.Goal) []Plan {
	against := t.against(g)
	standing := func(set uint) (out []string) {
		b := t.stand(set)
		for _, vs := range [][]screen.BriefVerdict{b.Grounds, b.Bars} {
			for _, v := range vs {
				if v.Value != tri.No && slices.Contains(against, v.Rule) {
					out = append(out, v.Rule.ID)
				}
			}
		}
		return out
	}
	before := standing(0)
	all := uint(1)<<len(t.options) - 1
	least := len(standing(all))
	needed := uint(0)
	for i := range t.options {
		if len(standing(all&^(1<<i))) > least {
			needed |= 1 << i
		}
	}
	var out []Plan
	for size := bits.OnesCount(needed); size <= len(t.options) && len(out) == 0; size++ {
		for set := range all + 1 {
			if bits.OnesCount(set) != size || set&needed != needed || len(out) == maxSets {
				continue
			}
			if remains := standing(set); len(remains) <= least {
				out = append(out, t.plan(g, set, before, remains))
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Plan) int { return cmp.Compare(rank(b.Certainty), rank(a.Certainty)) })
	return out
}

func (t *trier) plan(g *rulepack.Goal, set uint, before, remains []string) Plan {
	p := Plan{Goal: g, Remains: remains, Certainty: "may_apply"}
	for _, id := range before {
		if !slices.Contains(remains, id) {
			p.Clears = append(p.Clears, id)
		}
	}
	for i, o := range t.options {
		if set&(1<<i) == 0 {
			continue
		}
		p.Motions = append(p.Motions, Motion{o.conviction, o.path.Rule})
		link := o.path.Status.PathString()
		if o.path.Effect == "unsettled" {
			link = "unsettled"
		}
		if rank(link) < rank(p.Certainty) {
			p.Certainty = link
		}
	}
	return p
}

func rank(certainty string) int {
	return slices.Index([]string{"needs_facts", "unsettled", "arguable", "may_apply"}, certainty)
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
