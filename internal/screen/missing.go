package screen

import (
	"slices"

	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/tri"
)

// weightOf says how much an open rule counts when missing facts are put in order: what a record does comes before what may
// undo it, and that before its deadlines.
var weightOf = map[rulepack.Kind]int{rulepack.Definition: 8, rulepack.Ground: 4, rulepack.Bar: 4, rulepack.Reason: 4, rulepack.Waiver: 2, rulepack.PathRule: 2, rulepack.Deadline: 1}

// explain collects the facts on which a rule's answer turns.
func (t *tracer) explain(rule *rulepack.Rule, env *cond.Env) {
	t.matter, t.weight = rule.ID, weightOf[rule.Kind]
	t.round++
	t.OpenRule(rule.Index, env)
}

// Missing is told of a fact that is not known; see cond.Explainer.
func (t *tracer) Missing(f *fact.Fact, env *cond.Env) {
	t.note(f, f.Name, f.List, f.Question, env)
}

// MissingList is told of a list that is not known.
func (t *tracer) MissingList(l *fact.List, env *cond.Env) {
	t.note(nil, l.ID, l.Parent, l.Title, env)
}

// OpenRule follows a rule whose answer is open.
func (t *tracer) OpenRule(index int, env *cond.Env) {
	rule := t.s.pack.Rules[index]
	switch {
	case rule.Of == nil:
		t.follow(rule, 0, t.frame(0))
		t.depth--
	case rule.Of == t.s.convictions && env.Item[rule.Of.Scope] == nil:
		for i := range t.convs {
			t.follow(rule, i+1, t.frame(i+1))
			t.depth--
		}
	case rule.Of == t.s.convictions:
		i := env.Index[rule.Of.Scope]
		t.follow(rule, i+1, t.frame(i+1))
		t.depth--
	default:
		t.follow(rule, -1, env)
	}
}

// follow explains the elements of a rule for the case (0) or a conviction (index + 1), once in a round; -1 is another scope.
func (t *tracer) follow(rule *rulepack.Rule, at int, env *cond.Env) {
	if at >= 0 {
		slot := &t.visited[rule.Index*len(t.envs)+at]
		if *slot == t.round || t.Rule(rule.Index, env).Settled() {
			return
		}
		*slot = t.round
	}
	for i := range rule.Elements {
		rule.Elements[i].When.Explain(env, t)
	}
	for _, e := range append(slices.Clone(rule.Exceptions), rule.Reasons...) {
		t.OpenRule(e.Index, env)
	}
}

// OpenClass names the fact that would settle a classification: the statute, the facts on which the catalog turns, or an
// attorney's own finding.
func (t *tracer) OpenClass(class int, env *cond.Env) {
	i := env.Index[t.s.convictions.Scope]
	c := &t.convs[i]
	if !t.Class(class, env).NeedsFacts() {
		return
	}
	if len(c.match.Offenses) == 1 && !c.match.ByType {
		for _, cc := range c.match.Offenses[0].Classes[class] {
			cc.When.Explain(env, t)
			if cc.When.Eval(env) == tri.Yes {
				break
			}
		}
		return
	}
	if v := env.Value(t.s.statute); !v.Known() || len(c.match.Offenses) > 1 {
		t.Missing(t.s.statute, env)
		return
	}
	cl := t.s.pack.Classifications[class]
	t.note(nil, "conviction.classification."+cl.ID, t.s.convictions, fact.Texts{
		"en": "Not in the catalog: is the offense this under the categorical approach? " + cl.Title + " (an attorney's finding)",
		"es": "No está en el catálogo: ¿es el delito esto según el enfoque categórico? " + cl.Title + " (conclusión de un abogado)"}, env)
}

func (t *tracer) note(f *fact.Fact, name string, of *fact.List, question fact.Texts, env *cond.Env) {
	at := -1
	if env.Item[t.s.convictions.Scope] != nil && of != nil && (of == t.s.convictions || of.Parent == t.s.convictions) {
		at = env.Index[t.s.convictions.Scope]
	}
	key := missingKey{name, at}
	i, known := t.missing[key]
	if !known {
		i = len(t.result.Missing)
		t.missing[key] = i
		t.result.Missing = append(t.result.Missing, Missing{Fact: f, Name: name, Conviction: at, Question: question})
	}
	m := &t.result.Missing[i]
	if !slices.Contains(m.MattersFor, t.matter) {
		m.MattersFor = append(m.MattersFor, t.matter)
		m.Weight += t.weight
	}
}

// finish orders what was collected: missing facts on which most turns first, deadlines by day.
func (t *tracer) finish() {
	slices.SortStableFunc(t.result.Missing, func(a, b Missing) int { return b.Weight - a.Weight })
	for i := range t.result.Paths {
		for _, d := range t.result.Paths[i].Deadlines {
			if d.Rule.Clock.Kind != "none" {
				t.result.Deadlines = append(t.result.Deadlines, d)
			}
		}
	}
	slices.SortStableFunc(t.result.Deadlines, func(a, b Deadline) int { return a.rank() - b.rank() })
}

// rank orders deadlines: by the day to keep, those without one after them.
func (d *Deadline) rank() int {
	const far = 1 << 30
	switch {
	case d.Status == NoFixedDate:
		return far + 1
	case d.Cautious != nil && d.DaysLeft >= 0 || d.Date == nil && d.Cautious != nil:
		return int(*d.Cautious)
	case d.Date != nil:
		return int(*d.Date)
	}
	return far
}
