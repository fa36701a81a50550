package report

import (
	"slices"
	"strings"

	"example.com/vacatur/internal/screen"
	"example.com/vacatur/internal/tri"
)

// answer is the answer of a rule or an element in words: what the law leaves open is not a fact that nobody knows.
func (d *drawer) answer(v tri.Value) string {
	if v.LawUnsettled() && !v.NeedsFacts() {
		return d.word("unsettled")
	}
	return d.word(v.String())
}

// answers lists elements with their answers, what they read, and authorities. Where they are asked of several convictions, each
// names its own.
func (d *drawer) answers(es []screen.Element, several bool) {
	for i := range es {
		e := &es[i]
		id := e.Def.ID
		if e.Reason != "" {
			id = e.Reason + "." + id
		}
		if at := e.Conviction(); several && at >= 0 {
			id += "; " + d.name(at)
		}
		b := block{tag: d.answer(e.Status), lead: e.Def.Text.In(d.lang), text: "[" + id + "]"}
		d.readings(&b, e)
		if len(e.Def.Authorities) > 0 {
			b.say(d.tr("Authorities"), d.cite(e.Def.Authorities, 99))
		}
		if len(e.Def.Contrary) > 0 {
			b.say(d.tr("Against"), d.cite(e.Def.Contrary, 99))
		}
		d.add(b)
	}
}

// readings lists what an element read. A rule is named by its title, and where neither it nor the element holds, what decides
// in it stands beneath.
func (d *drawer) readings(b *block, e *screen.Element) {
	parts := e.Parts()
	shown := make([]bool, len(parts))
	part := func(i int, named bool) {
		p := &parts[i]
		shown[i] = true
		if !named || p.Conviction >= 0 && p.Conviction != e.Conviction() {
			label := p.Rule.Title + " (" + p.Rule.ID
			if p.Conviction >= 0 {
				label += "; " + d.name(p.Conviction)
			}
			b.say(label+")", d.answer(p.Answer))
		}
		if e.Status != tri.Yes && p.Answer != tri.Yes {
			d.beneath(b, p)
		}
	}
	for _, f := range e.Facts() {
		if line := (field{label: d.readName(f), text: d.readValue(f)}); !slices.Contains(b.fields, line) {
			b.fields = append(b.fields, line)
		}
		for i := range parts {
			if f.Of.Ref != nil && !shown[i] && parts[i].Rule.Index == f.Of.Ref.Rule {
				part(i, true)
			}
		}
	}
	for i := range parts {
		if !shown[i] {
			part(i, false)
		}
	}
}

// beneath lists what decides in a rule that does not hold: the elements with its answer, or the exceptions that are met.
func (d *drawer) beneath(b *block, p *screen.Part) {
	say := func(e *screen.Element, of string) {
		var read []string
		for _, f := range e.Facts() {
			read = append(read, d.readName(f)+": "+d.readValue(f))
		}
		text := of + e.Def.Text.In(d.lang)
		if len(read) > 0 {
			text += " (" + d.listOf(read, 6) + ")"
		}
		b.say("– "+d.answer(e.Status), text)
	}
	decides := func(v, answer tri.Value) bool { return v == answer || !v.Settled() && !answer.Settled() }
	for i := range p.Elements {
		if e := &p.Elements[i]; decides(e.Status, p.Answer) {
			say(e, "")
		}
	}
	for _, x := range p.Exceptions {
		if !decides(x.Status, tri.Not(p.Answer)) {
			continue
		}
		for i := range x.Elements {
			if e := &x.Elements[i]; decides(e.Status, x.Status) {
				say(e, d.tr("Exception")+" "+x.Rule.Title+": ")
			}
		}
	}
}

// readValue is the value of what was read: an answer in words, a fact as a case file writes it.
func (d *drawer) readValue(f screen.FactRead) string {
	if f.Of.Fact != nil && f.Value != "unknown" || f.Of.Value != nil {
		return f.Value
	}
	return d.word(f.Value)
}

// readName names what was read: rules, values and classifications by their titles, facts as a case file writes them.
func (d *drawer) readName(f screen.FactRead) string {
	of, _, has := strings.Cut(f.Name, ": ")
	if of += ": "; !has {
		of = ""
	}
	switch n := f.Of; {
	case n.Ref != nil:
		rule := d.r.Pack.Rules[n.Ref.Rule]
		return of + rule.Title + " (" + rule.ID + ")"
	case n.Value != nil:
		return of + n.Value.Title + " (" + n.Value.ID + ")"
	case n.Class > 0:
		c := d.r.Pack.Classifications[n.Class-1]
		return of + c.Title + " (" + c.ID + ")"
	}
	return f.Name
}
