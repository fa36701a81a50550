package report

import (
	"cmp"
	"slices"
	"strings"

	"example.com/vacatur/internal/offer"
	"example.com/vacatur/internal/screen"
	"example.com/vacatur/internal/tri"
)

// mostQuestions is how many open questions a report lists.
const mostQuestions = 15

// untied draws what no single conviction brings: grounds and bars about the person, and paths of the immigration side.
func (d *drawer) untied() {
	start := len(d.blocks)
	d.heading(1, d.tr("Not tied to one conviction"))
	before := len(d.blocks)
	var asks []string
	for _, g := range gather(d.r.Grounds) {
		switch {
		case len(g.convictions) > 0:
		case g.status == screen.NeedsFacts:
			asks = append(asks, g.rule.ID+" "+g.rule.Title)
		default:
			d.ground(g, -1)
		}
	}
	d.bars(-1)
	if len(asks) > 0 {
		d.add(block{tag: d.word("needs_facts"), tone: doubt, lead: d.tr("Grounds that turn on facts about the person"), text: d.listOf(asks, 30)})
	}
	d.casePaths()
	if len(d.blocks) == before {
		d.blocks = d.blocks[:start]
	}
}

// casePaths draws the paths that are about the whole case.
func (d *drawer) casePaths() {
	var live, out []*screen.Path
	for i := range d.r.Paths {
		switch p := &d.r.Paths[i]; {
		case p.Conviction >= 0:
		case p.Status == screen.NotTriggered:
			out = append(out, p)
		default:
			live = append(live, p)
		}
	}
	if len(live)+len(out) == 0 {
		return
	}
	d.heading(3, d.tr("Immigration side"))
	slices.SortStableFunc(live, func(a, b *screen.Path) int { return int(b.Status) - int(a.Status) })
	d.live(live)
	d.ruledOut(-1, out)
}

// waivers draws the waivers that are open, and names those that are not.
func (d *drawer) waivers() {
	if len(d.r.Waivers) == 0 {
		return
	}
	d.heading(1, d.tr("Waivers"))
	var shut []string
	for i := range d.r.Waivers {
		v := &d.r.Waivers[i]
		if v.Status == screen.NotTriggered {
			if !slices.Contains(shut, v.Rule.ID) {
				shut = append(shut, v.Rule.ID)
			}
		}
	}
	for _, g := range gather(d.r.Waivers) {
		status := g.status.PathString()
		shut = slices.DeleteFunc(shut, func(id string) bool { return id == g.rule.ID })
		b := block{tag: d.word(status), tone: toneOf(status), lead: g.rule.Title}
		b.text = "(" + g.rule.ID
		if len(g.convictions) > 0 {
			b.text += "; " + d.namesOf(g.convictions)
		}
		b.text += ")" + d.mark(g.rule)
		switch g.status {
		case screen.Arguable:
			b.say(d.tr("In doubt"), d.openTexts(g))
			d.sides(&b, g.verdicts)
		case screen.NeedsFacts:
			b.say(d.tr("Needs"), d.needs(g.rule.ID, g.convictions, 3))
		}
		b.say(d.tr("Note"), g.rule.Note)
		if g.status != screen.Arguable {
			b.say(d.tr("Authorities"), d.cite(g.rule.Authorities, 3))
		}
		d.add(b)
	}
	for i := range d.r.Waivers {
		if v := &d.r.Waivers[i]; v.Status == screen.NotTriggered && slices.Contains(shut, v.Rule.ID) {
			shut = slices.DeleteFunc(shut, func(id string) bool { return id == v.Rule.ID })
			d.add(block{tag: d.word("ruled_out"), tone: dim, lines: 1, lead: v.Rule.ID, text: d.ruler(v)})
		}
	}
}

// unknown asks the questions that matter most: those on which grounds and bars turn before those of paths alone.
func (d *drawer) unknown() {
	if len(d.r.Missing) == 0 {
		return
	}
	d.heading(1, d.tr("Still unknown"))
	type question struct {
		text  string
		about []int
		for_  []string
		rank  int
	}
	var qs []*question
	for i := range d.r.Missing {
		m := &d.r.Missing[i]
		if m.Conviction >= 0 && offer.Perhaps(d.r, m.Conviction) {
			continue
		}
		text := m.Question.In(d.lang)
		at := slices.IndexFunc(qs, func(q *question) bool { return q.text == text })
		if at < 0 {
			at = len(qs)
			qs = append(qs, &question{text: text})
		}
		q := qs[at]
		if m.Conviction >= 0 {
			q.about = append(q.about, m.Conviction)
		}
		for _, id := range m.MattersFor {
			if !slices.Contains(q.for_, id) {
				q.for_ = append(q.for_, id)
				q.rank += d.weight(id, m.Conviction)
			}
		}
	}
	slices.SortStableFunc(qs, func(a, b *question) int { return cmp.Compare(b.rank, a.rank) })
	for _, q := range qs[:min(len(qs), mostQuestions)] {
		b := block{lead: q.text}
		if len(q.about) > 0 {
			b.lead += " (" + d.namesOf(q.about) + ")"
		}
		b.text = d.trf("matters for %s", strings.ReplaceAll(d.listOf(q.for_, 4), ";", ","))
		d.add(b)
	}
	if n := len(qs) - mostQuestions; n > 0 {
		d.paragraph(d.trf("%d more questions", n) + ".")
	}
}

// weight says how much a result counts in the order of questions: one that a conviction brings counts most, then what decides
// on grounds and bars, then paths that would end the conviction.
func (d *drawer) weight(id string, conviction int) int {
	w := 1
	for _, vs := range [][]screen.Verdict{d.r.Grounds, d.r.Bars, d.r.Waivers} {
		for i := range vs {
			if vs[i].Rule.ID == id && vs[i].Status == screen.NeedsFacts {
				w = max(w, 3)
				if conviction >= 0 || len(vs[i].Convictions()) > 0 {
					w = 12
				}
			}
		}
	}
	for i := range d.r.Paths {
		if p := &d.r.Paths[i]; p.Rule.ID == id && strings.HasPrefix(p.Effect(), "eliminates") {
			w = max(w, 4)
		}
	}
	return w
}

// warnings draws what a careful practitioner adds.
func (d *drawer) warnings() {
	if len(d.r.Warnings) == 0 {
		return
	}
	d.heading(1, d.tr("Warnings"))
	for i := range d.r.Warnings {
		v := &d.r.Warnings[i]
		b := block{lead: v.Rule.ID, text: v.Rule.Text + d.mark(v.Rule)}
		if len(v.Convictions()) > 0 {
			b.lead += " (" + d.namesOf(v.Convictions()) + ")"
		}
		if v.Status == screen.Arguable {
			b.say(d.tr("In doubt"), d.elementTexts(v, tri.Unknown))
		}
		b.say(d.tr("Authorities"), d.cite(v.Rule.Authorities, 2))
		d.add(b)
	}
}
