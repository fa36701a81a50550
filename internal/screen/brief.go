package screen

import (
	"slices"

	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/tri"
)

// Outline is what a batch says of a case: answers without the trace that shows why. Rules that do not stand are left out.
type Outline struct {
	Failures  []CheckFailure
	Convicted []tri.Value
	Grounds   []Standing
	Bars      []Standing
	Paths     []OpenPath
	Deadlines []Deadline // without elements
	Missing   []MissingFact
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

// MissingFact is a fact, a list or a classification on which something turns. Rules counts the rules that name it.
type MissingFact struct {
	Name       string
	Conviction int
	Rules      int
}

// Outliner outlines one case after another and keeps its memory between them; it is for one goroutine. It asks the very
// conditions that Screen asks, of the same run, and only looks up and remembers in another way: a test holds the two
// together. It is the Judge of its run and the Explainer of what is open.
type Outliner struct {
	run
	count   tracer // lends the counting of days; its own trace stays empty
	byPlace map[string][]*rulepack.Rule
	whole   []*rulepack.Rule // paths about the whole case
	matches map[matchKey]Match
	envs    []*cond.Env // by depth
	depth   int
	visited []bool
	named   []named // by fact (or list, or classification) and conviction
	asking  int32   // the rule being explained, counted from 1
	out     Outline
}

type matchKey struct{ jurisdiction, statute, typ string }

// named is the place of a fact in Outline.Missing, from 1, and the last rule that named it.
type named struct{ place, by int32 }

// maxMatches bounds how many statutes, as people wrote them, an Outliner remembers.
const maxMatches = 4096

// NewOutliner returns an Outliner that shares the compiled pack.
func (s *Screener) NewOutliner() *Outliner {
	o := &Outliner{byPlace: map[string][]*rulepack.Rule{}, matches: map[matchKey]Match{}}
	o.s = s
	o.count.run = &o.run
	places := []string{""}
	for _, r := range s.pathRules {
		if r.Of != s.convictions {
			o.whole = append(o.whole, r)
			continue
		}
		places = append(places, r.Path.Jurisdictions...)
	}
	for _, place := range places {
		if o.byPlace[place] != nil {
			continue
		}
		for _, r := range s.pathRules {
			if r.Of == s.convictions && (slices.Contains(r.Path.Jurisdictions, "any") || slices.Contains(r.Path.Jurisdictions, place)) {
				o.byPlace[place] = append(o.byPlace[place], r)
			}
		}
	}
	return o
}

// Bind takes the next case and completes it, and returns the checks of its facts against each other that did not pass.
// The case is used up by it: absent facts that follow from others are filled in.
func (o *Outliner) Bind(c *fact.Case) []CheckFailure {
	o.c, o.env, o.depth = c, cond.Env{Case: c, Judge: o}, 0
	items := c.Lists[o.s.convictions.Index].Items
	o.convs = slices.Grow(o.convs[:0], len(items))[:len(items)]
	for i := range items {
		o.convs[i] = conviction{item: &items[i]}
	}
	o.memo = zeroed(o.memo, len(o.s.pack.Rules)*(len(items)+1))
	o.classes = zeroed(o.classes, len(o.s.pack.Classifications)*len(items))
	o.visited = zeroed(o.visited, len(o.memo))
	o.named = zeroed(o.named, o.nameable()*(len(items)+1))
	o.fillAll(nil)
	for i := range o.convs {
		o.lookUp(i)
		o.bindOrders(&o.convs[i])
	}
	o.fillAll(o.s.convictions)
	o.out.Failures = o.out.Failures[:0]
	for _, rule := range o.s.checkRules {
		o.each(rule.Of, func(env *cond.Env) {
			if o.judge(rule, env) != tri.Yes {
				return
			}
			f := CheckFailure{Rule: rule}
			if rule.Of != nil {
				f.Item = env.Item[rule.Of.Scope]
			}
			if rule.At != nil && (rule.At.List == nil || env.Item[rule.At.List.Scope] != nil) {
				f.At = env.Value(rule.At)
			}
			o.out.Failures = append(o.out.Failures, f)
		})
	}
	return o.out.Failures
}

func zeroed[T any](s []T, n int) []T {
	s = slices.Grow(s[:0], n)[:n]
	clear(s)
	return s
}

func (o *Outliner) nameable() int {
	return len(o.s.pack.Catalog.Facts) + len(o.s.pack.Catalog.Lists) + len(o.s.pack.Classifications)
}

// Outline answers for the case last bound. What it returns holds until the next call of Bind.
func (o *Outliner) Outline() *Outline {
	out := &o.out
	out.Convicted, out.Grounds, out.Bars = out.Convicted[:0], out.Grounds[:0], out.Bars[:0]
	out.Paths, out.Deadlines, out.Missing = out.Paths[:0], out.Deadlines[:0], out.Missing[:0]
	o.asking = 0 // whatever case came before
	for i := range o.convs {
		out.Convicted = append(out.Convicted, o.answer(o.s.convicted, i+1))
	}
	for _, rule := range o.s.groundRules {
		out.Grounds = o.standing(out.Grounds, rule)
	}
	for _, rule := range o.s.barRules {
		out.Bars = o.standing(out.Bars, rule)
	}
	for i := range o.convs {
		place := ""
		if v := &o.convs[i].item.Values[o.s.jurisdiction.Slot]; v.Known() && o.byPlace[v.Str] != nil {
			place = v.Str
		}
		for _, rule := range o.byPlace[place] {
			o.path(rule, i)
		}
	}
	for _, rule := range o.whole {
		o.path(rule, -1)
	}
	for _, rule := range o.s.deadlineRules {
		o.each(rule.Of, func(env *cond.Env) { o.deadline(rule, env) })
	}
	slices.SortStableFunc(out.Deadlines, func(a, b Deadline) int { return a.rank() - b.rank() })
	slices.SortStableFunc(out.Missing, func(a, b MissingFact) int { return b.Rules - a.Rules })
	return out
}

// Behind names the convictions that bring a rule about the whole case.
func (o *Outliner) Behind(rule *rulepack.Rule) []int { return o.count.behind(rule) }

func (o *Outliner) standing(to []Standing, rule *rulepack.Rule) []Standing {
	if rule.Of == nil {
		if v := o.answer(rule, 0); v != tri.No {
			o.explain(rule, -1, v)
			to = append(to, Standing{rule, -1, StatusOf(v)})
		}
		return to
	}
	for i := range o.convs {
		if v := o.answer(rule, i+1); v != tri.No {
			o.explain(rule, i, v)
			to = append(to, Standing{rule, i, StatusOf(v)})
		}
	}
	return to
}

func (o *Outliner) path(rule *rulepack.Rule, i int) {
	v := o.answer(rule, i+1)
	if v == tri.No {
		return
	}
	o.explain(rule, i, v)
	env := o.push(i)
	defer o.pop()
	p := OpenPath{Rule: rule, Conviction: i, Status: StatusOf(v)}
	for j := range rule.Path.Effect { // as tracer.effect finds it
		e := &rule.Path.Effect[j]
		guard := e.When.Eval(env)
		if guard == tri.No {
			continue
		}
		if p.Effect != "" && p.Effect != e.Value {
			p.Effect = "unsettled"
		} else {
			p.Effect = e.Value
		}
		if guard == tri.Yes {
			break
		}
	}
	o.out.Paths = append(o.out.Paths, p)
	for _, d := range rule.Path.Deadlines {
		if d.Clock.Kind != "none" {
			o.deadline(d, env)
		}
	}
}

// deadline counts a deadline as tracer.deadline does, and gives no reasons.
func (o *Outliner) deadline(rule *rulepack.Rule, env *cond.Env) {
	d := Deadline{Rule: rule, Conviction: -1, Status: DateUnknown}
	if rule.Of == o.s.convictions {
		d.Conviction = env.Index[rule.Of.Scope]
	}
	applies := o.judge(rule, env)
	if applies == tri.No {
		return
	}
	k := rule.Clock
	from, known := date.Date{}, tri.Unknown
	if k.Trigger != nil {
		from, known = k.Trigger.Date(env)
		if known == tri.Yes && from.IsNone() {
			if k.Kind == "diligence" {
				d.Status = NoFixedDate
				o.out.Deadlines = append(o.out.Deadlines, d)
			}
			return
		}
		d.Trigger, d.TriggerOn, d.TriggerSet = o.count.trigger(k, from, known, env)
	}
	switch {
	case k.Kind == "none":
		d.Status = NoFixedDate
	case rulepack.AllUnread(rule.Authorities) || len(rule.Authorities) == 0:
	default:
		if applies.NeedsFacts() {
			o.explain(rule, d.Conviction, applies)
		}
		if known != tri.Yes && (k.Kind != "diligence" || !d.TriggerSet) {
			o.asking++
			k.Trigger.Explain(env, o)
		}
		switch {
		case k.Kind != "diligence":
			o.count.count(&d, env, from, known == tri.Yes)
		case d.TriggerSet:
			d.Status = NoFixedDate
		}
	}
	o.out.Deadlines = append(o.out.Deadlines, d)
}

// Convictions is the place of the convictions among the lists of a case.
func (s *Screener) Convictions() int { return s.convictions.Index }
