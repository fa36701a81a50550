package report

import (
	"fmt"
	"io"
	"strings"

	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/screen"
	"example.com/vacatur/internal/source"
	"example.com/vacatur/internal/tri"
)

// ExplainText writes one ground, bar, waiver, path or deadline, element by element: each with its answer, the facts it
// read, the rules on which it rests with theirs, and the authorities on both sides. What the result does not list, as a
// deadline that does not run, is explained as well. The error names near ids where there is none such.
func ExplainText(w io.Writer, r *screen.Result, id string, o Options) error {
	d := newDrawer(r, o)
	d.head()
	found := false
	for _, vs := range [][]screen.Verdict{r.Grounds, r.Bars, r.Waivers, r.Warnings} {
		for i := range vs {
			if v := &vs[i]; v.Rule.ID == id {
				found = true
				d.explain(v)
			}
		}
	}
	for i := range r.Paths {
		if p := &r.Paths[i]; p.Rule.ID == id {
			found = true
			d.explain(&p.Verdict)
			d.add(block{lead: d.tr("Effect") + ": " + d.effectWord(p.Effect()), text: p.EffectText()})
		}
	}
	for i := range r.Deadlines {
		if dl := r.Deadlines[i]; dl.Rule.ID == id {
			found = true
			d.explainDeadline(dl)
		}
	}
	if !found {
		if err := d.explainOther(id); err != nil {
			return err
		}
	}
	d.authorities()
	return writeText(w, d.sheet, o.Color)
}

// explainOther explains a rule that the result does not list. A path is told to be for other convictions.
func (d *drawer) explainOther(id string) error {
	var ids []string
	found := false
	for _, rule := range d.r.Pack.Rules {
		switch {
		case rule.Kind == rulepack.Reason || rule.Kind == rulepack.Check:
		case rule.ID != id:
			ids = append(ids, rule.ID)
		case rule.Kind == rulepack.PathRule:
			return fmt.Errorf("%s is a path for convictions of %s, and the case has none of them", id, strings.Join(rule.Path.Jurisdictions, ", "))
		default:
			found = true
			verdicts := d.r.Explain(rule)
			for i := range verdicts {
				d.explain(&verdicts[i])
			}
			if len(verdicts) == 0 {
				return fmt.Errorf("%s is a %s about a list of the case that is empty", id, rule.Kind)
			}
		}
	}
	if !found {
		return fmt.Errorf("nothing in the rules for this case is called %q%s; vacatur rules list names all rules", id, source.DidYouMean(id, ids))
	}
	return nil
}

func (d *drawer) explain(v *screen.Verdict) {
	rule := v.Rule
	title := rule.ID + ": " + rule.Title
	if names := d.namesOf(v.Convictions()); names != "" {
		title += " (" + names + ")"
	}
	d.named(title)
	elements, exceptions := v.Elements(), v.Exceptions()
	status := v.Status.String()
	switch rule.Kind {
	case rulepack.Waiver, rulepack.PathRule:
		status = v.Status.PathString()
	case rulepack.Definition, rulepack.Exception:
		status = standing[v.Status]
	case rulepack.Deadline:
		if v.Status == screen.NotTriggered {
			status = d.tr("does not run")
		}
	}
	b := block{tag: d.word(status), tone: toneOf(status), text: d.upshot(v, elements, exceptions) + d.mark(rule)}
	for _, q := range d.asks(rule.ID, v.Convictions()) {
		b.say(d.tr("Needs"), q)
	}
	b.say(d.tr("Note"), rule.Note)
	d.add(b)
	d.answers(elements, len(v.Convictions()) > 1)
	for _, e := range exceptions {
		d.heading(2, d.tr("Exception")+" "+e.Rule.ID+": "+e.Rule.Title)
		met := map[bool]string{true: "The exception is met", false: "Whether the exception is met is open"}[e.Status == tri.Yes]
		if e.Status == tri.No {
			met = "The exception is not met"
		}
		b := block{tag: d.answer(e.Status), text: d.tr(met) + "."}
		b.say(d.tr("Note"), e.Rule.Note)
		d.add(b)
		d.answers(e.Elements, len(v.Convictions()) > 1)
	}
	d.cite(rule.AllAuthorities(), 99)
}

// upshot says in one sentence why a rule has its status.
func (d *drawer) upshot(v *screen.Verdict, elements []screen.Element, exceptions []screen.ExceptionVerdict) string {
	switch {
	case v.Status == screen.Triggered:
		return d.tr("Every element holds, and no exception is met") + "."
	case v.Status == screen.NeedsFacts:
		return d.tr("It turns on facts that are not known") + "."
	case v.Status == screen.Arguable:
		return d.tr("The facts are there, and the law leaves it open") + "."
	case v.Rule.Kind == rulepack.Bar:
		return d.tr("None of its reasons stands") + "."
	}
	for i := range elements {
		if elements[i].Status == tri.No {
			return d.tr("Not met") + ": " + elements[i].Def.Text.In(d.lang) + "."
		}
	}
	for _, e := range exceptions {
		if e.Status == tri.Yes {
			return d.tr("The exception is met") + ": " + e.Rule.Title + "."
		}
	}
	return ""
}

// asks lists the questions that keep a rule open, each with the fact that answers it.
func (d *drawer) asks(id string, convictions []int) (out []string) {
	for _, m := range d.missingFor(id, convictions) {
		name := m.Name
		if m.Conviction >= 0 {
			name += "; " + d.name(m.Conviction)
		}
		out = append(out, m.Question.In(d.lang)+" ("+name+")")
	}
	return out
}

func (d *drawer) explainDeadline(dl *screen.Deadline) {
	title := dl.Rule.ID + ": " + dl.Rule.Title
	if name := d.name(dl.Conviction); name != "" {
		title += " (" + name + ")"
	}
	d.named(title)
	b := block{tag: d.word(dl.Status.String()), tone: toneOf(dl.Status.String()), text: dl.Rule.Text}
	for _, q := range d.asks(dl.Rule.ID, []int{dl.Conviction}) {
		b.say(d.tr("Needs"), q)
	}
	if dl.TriggerSet && dl.Trigger != nil {
		b.say(d.tr("Counts from"), d.trigger(dl))
	}
	if dl.Nominal != nil {
		b.say(d.tr("As counted"), dl.Nominal.String())
	}
	if dl.Date != nil {
		b.say(d.tr("Last day"), d.when(dl))
	}
	if dl.Cautious != nil {
		b.say(d.tr("Cautious date"), dl.Cautious.String())
	}
	if why := dl.Why(d.tr); why != "" {
		b.say(d.tr("Why"), why)
	}
	b.say(d.tr("Authorities"), d.cite(dl.Rule.AllAuthorities(), 99))
	d.add(b)
	d.answers(dl.Elements(), false)
}
