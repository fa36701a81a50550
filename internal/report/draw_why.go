package report

import (
	"slices"
	"strings"

	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/screen"
	"example.com/vacatur/internal/tri"
)

// because says which elements hold, leaving out the one that every ground has: that there is a conviction.
func (d *drawer) because(g *brought) string {
	return d.textsOf(g.verdicts, 5, func(e *screen.Element) bool {
		return e.Status == tri.Yes && (!onlyConvicted(e.Def) || len(g.rule.Elements) == 1)
	})
}

// openTexts says which elements are open.
func (d *drawer) openTexts(g *brought) string {
	return d.textsOf(g.verdicts, 4, func(e *screen.Element) bool { return !e.Status.Settled() })
}

// textsOf joins the texts of some elements of verdicts, each once.
func (d *drawer) textsOf(vs []*screen.Verdict, limit int, take func(*screen.Element) bool) string {
	var texts []string
	for _, v := range vs {
		es := v.Elements()
		for i := range es {
			if text := es[i].Def.Text.In(d.lang); take(&es[i]) && !slices.Contains(texts, text) {
				texts = append(texts, text)
			}
		}
	}
	return d.listOf(texts, limit)
}

func onlyConvicted(e *rulepack.Element) bool {
	return len(e.Reads) == 1 && e.Reads[0].Ref != nil && e.Reads[0].Ref.ID == "convicted"
}

// elementTexts joins the texts of the elements with one answer; unknown stands for all that is open.
func (d *drawer) elementTexts(v *screen.Verdict, answer tri.Value) string {
	return d.texts(v, answer, 6)
}

func (d *drawer) texts(v *screen.Verdict, answer tri.Value, limit int) string {
	return d.textsOf([]*screen.Verdict{v}, limit, func(e *screen.Element) bool {
		return e.Status == answer || answer == tri.Unknown && !e.Status.Settled()
	})
}

// exceptionLines names the exceptions that were met, and those that may be; of these what the law leaves open.
func (d *drawer) exceptionLines(b *block, v *screen.Verdict) {
	var met, open, not []string
	for _, e := range v.Exceptions() {
		switch {
		case e.Status == tri.Yes:
			met = append(met, e.Rule.Title)
		case e.Status == tri.No:
			not = append(not, e.Rule.Title)
		default:
			title := e.Rule.Title
			if i := slices.IndexFunc(e.Elements, func(x screen.Element) bool { return x.Status.LawUnsettled() }); i >= 0 {
				title += " (" + e.Elements[i].Def.Text.In(d.lang) + ")"
			}
			open = append(open, title)
		}
	}
	b.say(d.tr("Exception"), d.listOf(met, 5))
	b.say(d.tr("Exceptions in doubt"), d.listOf(open, 5))
	if v.Status != screen.NotTriggered {
		b.say(d.tr("Exceptions not met"), d.listOf(not, 5))
	}
}

// needs asks the questions that keep a rule open, as far as they are about the case or these convictions.
func (d *drawer) needs(id string, convictions []int, limit int) string {
	var qs []string
	for _, m := range d.missingFor(id, convictions) {
		if q := m.Question.In(d.lang); !slices.Contains(qs, q) {
			qs = append(qs, q)
		}
	}
	return d.listOf(qs, limit)
}

// missingFor returns what is missing for a rule: of the case, and of these convictions, or of all where none is named.
func (d *drawer) missingFor(id string, convictions []int) (out []*screen.Missing) {
	for i := range d.r.Missing {
		m := &d.r.Missing[i]
		if (m.Conviction < 0 || len(convictions) == 0 || slices.Contains(convictions, m.Conviction)) && slices.Contains(m.MattersFor, id) {
			out = append(out, m)
		}
	}
	return out
}

// sides cites both sides of what is unsettled in verdicts: of their open elements, and of the classifications these read.
func (d *drawer) sides(b *block, vs []*screen.Verdict) {
	var one, other []*rulepack.Authority
	for _, v := range vs {
		for _, e := range v.Elements() {
			if e.Status.LawUnsettled() {
				one, other = d.sidesOf(e.Def, v.Convictions(), one, other, map[*rulepack.Rule]bool{})
			}
		}
	}
	if len(other) > 0 {
		b.say(d.tr("On one side"), d.cite(one, 3))
		b.say(d.tr("On the other side"), d.cite(other, 3))
		return
	}
	b.say(d.tr("Authorities"), d.cite(one, 3))
}

func (d *drawer) sidesOf(e *rulepack.Element, convictions []int, one, other []*rulepack.Authority, seen map[*rulepack.Rule]bool) (a, b []*rulepack.Authority) {
	if len(seen) == 0 {
		one, other = rulepack.JoinAuthorities(one, e.Authorities...), rulepack.JoinAuthorities(other, e.Contrary...)
	}
	for _, n := range e.Reads {
		switch {
		case n.Class > 0:
			for _, c := range convictions {
				for _, k := range d.classesOf(c) {
					if k.Classification.Index == n.Class-1 && (k.Value == "unsettled" || k.Value == "divisible") {
						one, other = rulepack.JoinAuthorities(one, k.Authorities...), rulepack.JoinAuthorities(other, k.Contrary...)
					}
				}
			}
		case n.Value != nil && n.Value == d.r.Pack.Value("sentence.counted"):
			for _, c := range convictions {
				s := &d.r.Convictions[c].Sentence
				one, other = rulepack.JoinAuthorities(one, s.Authorities...), rulepack.JoinAuthorities(other, s.Contrary...)
			}
		case n.Ref != nil && n.Ref.Rule >= 0:
			rule := d.r.Pack.Rules[n.Ref.Rule]
			if seen[rule] || rule.Kind != rulepack.Definition {
				continue
			}
			seen[rule] = true
			for i := range rule.Elements {
				one, other = d.sidesOf(&rule.Elements[i], convictions, one, other, seen)
			}
		}
	}
	return one, other
}

// turnsOnOffense reports whether a rule is open because it is not known what the offense of a conviction is: no statute is
// told, or the catalog does not hold it.
func (d *drawer) turnsOnOffense(id string, conviction int) bool {
	return slices.ContainsFunc(d.r.Missing, func(m screen.Missing) bool {
		return m.Conviction == conviction && (m.Name == "conviction.statute" || strings.HasPrefix(m.Name, "conviction.classification.")) && slices.Contains(m.MattersFor, id)
	})
}

// lacks asks what keeps a rule open. Where there is nothing to ask, it says what is not decided.
func (d *drawer) lacks(b *block, g *brought, limit int) {
	if qs := d.needs(g.rule.ID, g.convictions, limit); qs != "" {
		b.say(d.tr("Needs"), qs)
		return
	}
	b.say(d.tr("In doubt"), d.openTexts(g))
}
