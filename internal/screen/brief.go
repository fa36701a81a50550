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
	Deadlines []Deadline // without elements, in no order
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

// Outliner outlines one case after another and keeps its memory between them; it is for one goroutine; all
// of a Screener share its circuit. It asks the very conditions that Screen asks, laid out as a circuit; a test holds the two together. It is the
// Judge of what the circuit asks as it stands, and the Explainer of what is open.
type Outliner struct {
	run
	walk
	count   tracer // lends the counting of days; its own trace stays empty
	byPlace map[string][]*rulepack.Rule
	whole   []*rulepack.Rule // paths about the whole case
	stack   []*cond.Env      // environments, by depth
	brought []int
	depth   int
	out     Outline
}

// NewOutliner returns an Outliner that shares the compiled pack.
func (s *Screener) NewOutliner() *Outliner {
	o := &Outliner{walk: walk{circuit: s.circuit(), cursor: place{-1, 0}}, byPlace: map[string][]*rulepack.Rule{}}
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
	if o.walk.begin(len(c.Lists[o.s.convictions.Index].Items)); o.days == nil || c.AsOf != o.asOf {
		o.fix(c)
	}
	o.c, o.env, o.depth = c, cond.Env{Case: c, Judge: o}, 0
	items := c.Lists[o.s.convictions.Index].Items
	o.convs = slices.Grow(o.convs[:0], len(items))[:len(items)]
	o.run.envs = slices.Grow(o.run.envs[:0], len(items)+1)[:len(items)+1]
	o.run.envs[0] = o.env
	for i := range items {
		o.convs[i] = conviction{item: &items[i]}
		o.run.envs[i+1] = o.at(i)
	}
	o.classes = zeroed(o.classes, len(o.s.pack.Classifications)*len(items))
	o.fillAll(nil)
	for i := range o.convs {
		o.lookUp(i)
		o.bindOrders(&o.convs[i])
	}
	o.fillAll(o.s.convictions)
	o.forward()
	o.out.Failures = o.out.Failures[:0]
	for _, rule := range o.s.checkRules {
		o.each(rule.Of, func(env *cond.Env) {
			if o.Rule(rule.Index, env) == tri.Yes {
				o.out.Failures = append(o.out.Failures, failure(rule, env))
			}
		})
	}
	return o.out.Failures
}

func zeroed[T any](s []T, n int) []T {
	s = slices.Grow(s[:0], n)[:n]
	clear(s)
	return s
}

// Outline answers for the case last bound. What it returns holds until the next call of Bind.
func (o *Outliner) Outline() *Outline {
	out := &o.out
	out.Convicted, out.Grounds, out.Bars = out.Convicted[:0], out.Grounds[:0], out.Bars[:0]
	out.Paths, out.Deadlines = out.Paths[:0], out.Deadlines[:0]
	for i := range o.convs {
		v := o.answer(o.s.convicted, i+1)
		o.explain(o.s.convicted, i, v)
		out.Convicted = append(out.Convicted, v)
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
	for _, rule := range o.s.waiverRules {
		o.standing(nil, rule)
	}
	o.backward()
	return out
}

// Before reports whether a deadline is the one to keep first.
func (d *Deadline) Before(e *Deadline) bool { return d.rank() < e.rank() }

// Behind names the convictions that bring a rule about the whole case. The answer holds until the next call.
func (o *Outliner) Behind(rule *rulepack.Rule) []int {
	met := o.behind[rule.Index]
	if met == nil {
		return o.count.behind(rule)
	}
	for _, sure := range []bool{true, false} { // those that surely meet it, or else those that may
		o.brought = o.brought[:0]
		for i := range o.convs {
			for _, m := range met {
				if v := tri.And(o.value(int(m[0]), i+1), o.value(int(m[1]), i+1)); v == tri.Yes || !sure && v != tri.No {
					o.brought = append(o.brought, i)
					break
				}
			}
		}
		if len(o.brought) > 0 {
			break
		}
	}
	return o.brought
}

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
	for j, when := range o.effects[rule.Index] { // as tracer.effect finds it
		guard := o.value(int(when), i+1)
		if guard == tri.No {
			continue
		}
		if e := rule.Path.Effect[j].Value; p.Effect != "" && p.Effect != e {
			p.Effect = "unsettled"
		} else {
			p.Effect = e
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
	applies := o.Rule(rule.Index, env)
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
