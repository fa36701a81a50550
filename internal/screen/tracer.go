package screen

import (
	"slices"

	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/rulepack"
)

// tracer turns the answers for a case into a Result.
type tracer struct {
	*seat
	result  *Result
	missing missing
	room    []int // for lists of convictions
	// deadlines are those of the immigration side
	deadlines []*Deadline
}

// standing describes the convictions.
func (t *tracer) standing() {
	rule := t.b.s.convicted
	for i := range t.convs {
		c := &t.result.Convictions[i]
		c.Item, c.Match, c.seat, c.at = t.convs[i].item, t.convs[i].match, t.seat, i
		c.IsStanding, c.Sentence = t.verdict(rule, i), t.sentence(i)
	}
	t.missing.because(rule)
}

// verdicts says what became of rules: once for each conviction if one is about convictions, strongest first.
func (t *tracer) verdicts(rules []*rulepack.Rule) []Verdict {
	n := 0
	for _, rule := range rules {
		if n++; rule.Of != nil {
			n += len(t.convs) - 1
		}
	}
	out := make([]Verdict, 0, n)
	for _, rule := range rules {
		if rule.Of == nil {
			out = append(out, t.verdict(rule, -1))
		} else {
			first := len(out)
			for i := range t.convs {
				out = append(out, t.verdict(rule, i))
			}
			if weaker := func(a, b Verdict) int { return int(b.Status) - int(a.Status) }; !slices.IsSortedFunc(out[first:], weaker) {
				slices.SortStableFunc(out[first:], weaker)
			}
		}
		t.missing.because(rule)
	}
	return out
}

// verdict says what became of a rule for a conviction, or for the whole case (-1), and marks it if it is open.
func (t *tracer) verdict(rule *rulepack.Rule, i int) Verdict {
	v := Verdict{Rule: rule, Status: StatusOf(t.answer(rule.Index, i)), scope: scope{seat: t.seat, conviction: i}}
	switch {
	case i >= 0:
		v.Convictions = t.alone[i : i+1 : i+1]
	case v.Status > NotTriggered:
		v.Convictions = t.brought(rule)
	}
	t.explain(rule, i)
	return v
}

// brought returns the convictions that bring a rule about the whole case.
func (t *tracer) brought(rule *rulepack.Rule) []int {
	from := len(t.room)
	t.room = t.bring(t.room, rule)
	return t.room[from:len(t.room):len(t.room)]
}

// bar says what became of a bar, and which convictions bring the reasons that have its status.
func (t *tracer) bar(rule *rulepack.Rule) Verdict {
	v := Verdict{Rule: rule, Status: StatusOf(t.answer(rule.Index, -1)), scope: scope{seat: t.seat, conviction: -1}}
	if v.Status > NotTriggered {
		v.eachReason(func(reason *rulepack.Rule, env *cond.Env) {
			switch reason.Of {
			case nil:
				v.Convictions = t.bring(v.Convictions, reason)
			case t.b.s.convictions:
				v.Convictions = append(v.Convictions, env.Index[reason.Of.Scope])
			}
		})
		slices.Sort(v.Convictions)
		v.Convictions = slices.Compact(v.Convictions)
	}
	t.explain(rule, -1)
	t.missing.because(rule)
	return v
}

// path adds what became of a path, for every conviction of the jurisdictions that it reaches.
func (t *tracer) path(rule *rulepack.Rule) {
	first, from, to := len(t.result.Paths), -1, 0
	if rule.Of == t.b.s.convictions {
		from, to = 0, len(t.convs)
	}
	for i := from; i < to; i++ {
		if t.reaches(rule, i) {
			p := Path{Verdict: t.verdict(rule, i), Conviction: i, Effect: t.effect(rule, i)}
			if i < 0 {
				p.Convictions = nil
			}
			t.result.Paths = append(t.result.Paths, p)
		}
	}
	t.missing.because(rule)
	for _, d := range rule.Path.Deadlines {
		for k := first; k < len(t.result.Paths); k++ {
			if p := &t.result.Paths[k]; p.Status != NotTriggered {
				env := t.push(p.Conviction)
				if dl := (Deadline{}); t.deadline(&dl, d, env) {
					p.Deadlines = append(p.Deadlines, dl)
				}
				t.pop()
			}
		}
		t.missing.because(d)
	}
}

// warning adds a warning where it holds, once for all convictions that it is about.
func (t *tracer) warning(rule *rulepack.Rule) {
	seen := false
	t.eachScope(rule.Of, func(env *cond.Env) {
		v := t.Rule(rule.Index, env)
		if !v.MayBe() || v.NeedsFacts() {
			return
		}
		at := -1
		if rule.Of == t.b.s.convictions {
			at = env.Index[rule.Of.Scope]
		}
		if !seen {
			seen = true
			t.result.Warnings = append(t.result.Warnings, Verdict{Rule: rule, Status: StatusOf(v), scope: t.scope(rule.Of, env)})
		}
		if w := &t.result.Warnings[len(t.result.Warnings)-1]; at >= 0 {
			w.Convictions = append(w.Convictions, at)
		}
	})
}

// finish orders what was collected: missing facts on which most turns first, deadlines by day.
func (t *tracer) finish() {
	t.result.Missing = t.missing.all()
	all := t.deadlines
	for i := range t.result.Paths {
		for k := range t.result.Paths[i].Deadlines {
			if d := &t.result.Paths[i].Deadlines[k]; d.Rule.Clock.Kind != "none" {
				all = append(all, d)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b *Deadline) int { return a.rank() - b.rank() })
	t.result.Deadlines = make([]Deadline, len(all))
	for i, d := range all {
		t.result.Deadlines[i] = *d
	}
}
