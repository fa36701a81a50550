package report

import (
	"fmt"
	"io"

	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/screen"
	"example.com/vacatur/internal/source"
)

// ExplainText writes one ground, bar, waiver, path or deadline, element by element: each with its answer, the facts it
// read, and the authorities on both sides. The error names near ids where there is none such.
func ExplainText(w io.Writer, r *screen.Result, id string) error {
	d := newDrawer(r, Options{})
	d.head()
	found := false
	for _, vs := range []struct {
		verdicts []screen.Verdict
		name     func(screen.Status) string
	}{{r.Grounds, screen.Status.String}, {r.Bars, screen.Status.String}, {r.Waivers, screen.Status.PathString}, {r.Warnings, screen.Status.String}} {
		for i := range vs.verdicts {
			if v := &vs.verdicts[i]; v.Rule.ID == id {
				found = true
				d.explain(v, vs.name(v.Status))
			}
		}
	}
	for i := range r.Paths {
		if p := &r.Paths[i]; p.Rule.ID == id {
			found = true
			d.explain(&p.Verdict, p.Status.PathString())
			d.add(block{lead: d.tr("Effect") + ": " + p.Effect, text: p.EffectText()})
		}
	}
	for i := range r.Deadlines {
		if dl := &r.Deadlines[i]; dl.Rule.ID == id {
			found = true
			d.explainDeadline(dl)
		}
	}
	if !found {
		return notThere(r, id)
	}
	d.authorities()
	return writeText(w, d.sheet, false)
}

func notThere(r *screen.Result, id string) error {
	var ids []string
	for _, k := range []rulepack.Kind{rulepack.Ground, rulepack.Bar, rulepack.Waiver, rulepack.PathRule, rulepack.Deadline} {
		for _, rule := range r.Pack.OfKind(k) {
			if rule.ID == id {
				return fmt.Errorf("%s is a %s of the pack, but does not concern this case", id, k)
			}
			ids = append(ids, rule.ID)
		}
	}
	return fmt.Errorf("nothing is called %q%s; vacatur rules list names all", id, source.DidYouMean(id, ids))
}

func (d *drawer) explain(v *screen.Verdict, status string) {
	title := v.Rule.ID + ": " + v.Rule.Title
	if names := d.namesOf(v.Convictions); names != "" {
		title += " (" + names + ")"
	}
	d.named(1, title)
	d.add(block{tag: d.word(status), tone: toneOf(status), text: v.Rule.Note + d.mark(v.Rule)})
	d.answers(v.Elements())
	for _, e := range v.Exceptions() {
		d.heading(2, d.tr("Exception")+" "+e.Rule.ID+": "+e.Rule.Title)
		d.add(block{tag: d.word(e.Status.String()), text: e.Rule.Note})
		d.answers(e.Elements)
	}
	d.cite(v.Rule.AllAuthorities(), 99)
}

// answers lists elements with their answers, facts and authorities.
func (d *drawer) answers(es []screen.Element) {
	for i := range es {
		e := &es[i]
		id := e.Def.ID
		if e.Reason != "" {
			id = e.Reason + "." + id
		}
		b := block{tag: d.word(e.Status.String()), lead: e.Def.Text.In(d.lang), text: "[" + id + "]"}
		for _, f := range e.Facts() {
			b.say(f.Name, f.Value)
		}
		if len(e.Def.Authorities) > 0 {
			b.say(d.tr("Authorities"), d.cite(e.Def.Authorities, 99))
		}
		if len(e.Def.Contrary) > 0 {
			b.say(d.tr("Against"), d.cite(e.Def.Contrary, 99))
		}
		d.add(b)
	}
}

func (d *drawer) explainDeadline(dl *screen.Deadline) {
	title := dl.Rule.ID + ": " + dl.Rule.Title
	if name := d.name(dl.Conviction); name != "" {
		title += " (" + name + ")"
	}
	d.named(1, title)
	b := block{tag: d.word(string(dl.Status)), tone: toneOf(string(dl.Status)), text: dl.Rule.Text}
	if dl.TriggerSet && dl.Trigger != nil {
		b.say(d.tr("Counts from"), dl.Trigger.Name+" = "+dl.TriggerOn.String())
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
	if dl.Why() != "" {
		b.say(d.tr("Why"), dl.Why())
	}
	b.say(d.tr("Authorities"), d.cite(dl.Rule.AllAuthorities(), 99))
	d.add(b)
	d.answers(dl.Elements())
}
