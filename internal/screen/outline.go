package screen

import (
	"slices"

	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/tri"
)

// Outline is what a batch says of a case: answers without the trace that shows why. Rules that do not stand are left out.
type Outline struct {
	Convicted []tri.Value
	Grounds   []Standing
	Bars      []Standing
	Paths     []OpenPath
	Deadlines []Deadline // in no order
}

// Standing is a ground or bar that is not answered no. A rule about the whole case has Conviction -1.
type Standing struct {
	Rule       *rulepack.Rule
	Conviction int
	Status     Status
}

// OpenPath is a path that is not ruled out.
type OpenPath struct {
	Rule       *rulepack.Rule
	Conviction int
	Status     Status
	Effect     string
}

// Failures returns the checks of its facts against each other that a case of the block does not pass. What it returns
// holds until the next call.
func (b *Block) Failures(at int) []CheckFailure {
	b.failures = b.seats[at].failures(b.failures[:0])
	return b.failures
}

// Outline answers for a case of the block, and marks what is open, so that Explain can name what is missing. What it returns
// holds until the block is used for other cases.
func (b *Block) Outline(at int) *Outline {
	st, s := b.seats[at], b.s
	out := &st.out
	out.Convicted, out.Grounds, out.Bars = out.Convicted[:0], out.Grounds[:0], out.Bars[:0]
	out.Paths, out.Deadlines = out.Paths[:0], out.Deadlines[:0]
	for i := range st.convs {
		st.explain(s.convicted, i)
		out.Convicted = append(out.Convicted, st.answer(s.convicted.Index, i))
	}
	out.Grounds = st.standings(out.Grounds, s.groundRules)
	out.Bars = st.standings(out.Bars, s.barRules)
	for i := range st.convs {
		for _, rule := range s.pathsFor(&st.convs[i]) {
			st.outlinePath(rule, i)
		}
	}
	for _, rule := range s.wholePaths {
		st.outlinePath(rule, -1)
	}
	for _, rule := range s.deadlineRules {
		st.eachScope(rule.Of, func(env *cond.Env) { st.outlineDeadline(rule, env) })
	}
	for _, rule := range s.waiverRules {
		st.explainAll(rule)
	}
	return out
}

func (st *seat) standings(to []Standing, rules []*rulepack.Rule) []Standing {
	for _, rule := range rules {
		first, last := -1, 0
		if rule.Of != nil {
			first, last = 0, len(st.convs)
		}
		for i := first; i < last; i++ {
			if st.isNo(rule.Index, i) {
				continue
			}
			if v := st.answer(rule.Index, i); v.MayBe() {
				st.explain(rule, i)
				to = append(to, Standing{rule, i, StatusOf(v)})
			}
		}
	}
	return to
}

func (st *seat) outlinePath(rule *rulepack.Rule, i int) {
	if st.isNo(rule.Index, i) {
		return
	}
	v := st.answer(rule.Index, i)
	if v == tri.No {
		return
	}
	st.explain(rule, i)
	st.out.Paths = append(st.out.Paths, OpenPath{rule, i, StatusOf(v), st.effect(rule, i)})
	env := st.push(i)
	for _, d := range rule.Path.Deadlines {
		if d.Clock.Kind != "none" {
			st.outlineDeadline(d, env)
		}
	}
	st.pop()
}

func (st *seat) outlineDeadline(rule *rulepack.Rule, env *cond.Env) {
	n := len(st.out.Deadlines)
	st.out.Deadlines = append(st.out.Deadlines, Deadline{})
	if !st.deadline(&st.out.Deadlines[n], rule, env) {
		st.out.Deadlines = st.out.Deadlines[:n]
	}
}

// pathsFor returns the paths that a conviction of its jurisdiction has.
func (s *Screener) pathsFor(c *conviction) []*rulepack.Rule {
	if v := &c.item.Values[s.jurisdiction.Slot]; v.Known() {
		if paths, known := s.placePaths[v.Str]; known {
			return paths
		}
	}
	return s.placePaths[""]
}

// sortPaths puts paths by the jurisdictions whose convictions they reach; those that reach any stand under "" as well.
func (s *Screener) sortPaths() {
	s.placePaths = map[string][]*rulepack.Rule{}
	places := []string{""}
	for _, r := range s.pathRules {
		if r.Of == s.convictions {
			places = append(places, r.Path.Jurisdictions...)
		} else {
			s.wholePaths = append(s.wholePaths, r)
		}
	}
	for _, place := range places {
		if s.placePaths[place] != nil {
			continue
		}
		for _, r := range s.pathRules {
			if r.Of == s.convictions && (slices.Contains(r.Path.Jurisdictions, "any") || slices.Contains(r.Path.Jurisdictions, place)) {
				s.placePaths[place] = append(s.placePaths[place], r)
			}
		}
	}
}
