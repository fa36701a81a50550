// Package plan finds the smallest sets of motions that would clear what stands against a person's goals. It decides nothing
// itself: every set is tried by screening the case again with its motions granted.
package plan

import (
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/screen"
)

// MaxConvictions bounds the search: with more convictions that could be attacked, only the first so many are tried, and the
// plans say how many are not.
const MaxConvictions = 60

// maxSets bounds how many sets of the same size are told for one goal.
const maxSets = 8

// Plan is one smallest set of motions for a goal.
type Plan struct {
	Goal    *rulepack.Goal
	Motions []screen.Motion
	Clears  []string // grounds and bars against the goal that would fall
	Remains []string // those that would still stand, or may
	Unknown []string // those of Remains of which facts are missing to say whether they stand
	// Certainty is how sure it is that the motions reach the goal: the weakest link of the paths among them, of their effects
	// (unsettled), and of what the record leaves in the way. It is RuledOut where something stands for certain that no motion
	// known here clears.
	Certainty string
	NotTried  int  // convictions that could be attacked as well, beyond MaxConvictions
	Smallest  bool // whether no smaller set does the same; false where there are too many to try
}

// RuledOut is the certainty of a plan that does not reach its goal.
const RuledOut = "ruled_out"

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
	notTried := max(len(options)-MaxConvictions, 0)
	options = options[:len(options)-notTried]
	t := &trier{s: s, c: c, res: res, options: options, stands: map[uint]screen.Brief{}}
	var out []Plan
	for _, g := range p.Goals {
		if wanted(s, c, g) {
			for _, p := range t.goal(g) {
				p.NotTried = notTried
				out = append(out, p)
			}
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
	effect := map[string]int{"eliminates": 4, "eliminates_if_defect_stated": 3, "unsettled": 2, "reduces": 1}[p.Effect()]
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
