package report

import (
	"slices"
	"strings"

	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/screen"
)

// bars draws the bars that a conviction brings, or those that none does (-1): first those to what the person wants, each in one
// or two lines, with the reasons that stand. The others are only named.
func (d *drawer) bars(i int) {
	var wanted, others []*brought
	var also []string
	for _, g := range gather(d.r.Bars) {
		if i >= 0 && !slices.Contains(g.convictions, i) || i < 0 && len(g.convictions) > 0 {
			continue
		}
		at, told := d.told["bar "+g.rule.ID]
		switch {
		case told:
			also = append(also, g.rule.ID+" ("+d.trf("see %s", at)+")")
			continue
		case d.wanted(g.rule.ID):
			wanted = append(wanted, g)
		default:
			others = append(others, g)
		}
		d.told["bar "+g.rule.ID] = d.name(i)
	}
	if len(wanted)+len(others)+len(also) > 0 && i >= 0 {
		d.heading(3, d.tr("Bars"))
	}
	for _, g := range wanted {
		d.bar(g, i)
	}
	if len(also) > 0 {
		d.add(block{lead: d.tr("Also"), text: strings.Join(also, "; ")})
	}
	d.unwanted(others, i)
}

// unwanted names the bars that stand against no goal of the person, by status.
func (d *drawer) unwanted(gs []*brought, i int) {
	b := block{tone: dim, lead: d.tr("Bars beside the goals of the client")}
	for _, status := range []screen.Status{screen.Triggered, screen.Arguable, screen.NeedsFacts} {
		var names []string
		for _, g := range gs {
			if g.status == status {
				name := g.rule.Title + " (" + g.rule.ID + d.others(g, i) + ")" + d.mark(g.rule)
				if reasons := d.reasons(g.verdicts[0]); status == screen.Triggered && len(reasons) > 0 {
					name += ": " + reasons[0]
				}
				names = append(names, name)
			}
		}
		b.say(capital(d.word(status.String())), d.listOf(names, len(names)))
	}
	if len(b.fields) > 0 {
		d.add(b)
	}
}

// bar draws one bar.
func (d *drawer) bar(g *brought, i int) {
	b := block{tag: d.word(g.status.String()), tone: toneOf(g.status.String()), text: d.listOf(d.reasons(g.verdicts[0]), 3)}
	b.lead = g.rule.Title + " (" + g.rule.ID + d.others(g, i) + ")" + d.mark(g.rule)
	switch g.status {
	case screen.Arguable:
		d.sides(&b, g.verdicts)
	case screen.NeedsFacts:
		d.lacks(&b, g, 1)
	default:
		b.say(d.tr("Authorities"), d.cite(g.rule.Authorities, 2))
	}
	b.say(d.tr("Note"), g.rule.Note)
	d.add(b)
}

// wanted reports whether a bar stands against something that the person wants. Where no goals are known, every bar may.
func (d *drawer) wanted(bar string) bool {
	f := d.r.Pack.Catalog.Lookup("person.goals")
	if f == nil || f.List != nil || !d.r.Case.Values[f.Slot].Known() {
		return true
	}
	goals := strings.Fields(d.r.Case.Values[f.Slot].Str)
	return slices.ContainsFunc(d.r.Pack.Goals, func(g *rulepack.Goal) bool {
		return slices.Contains(goals, g.ID) && slices.ContainsFunc(g.Against, func(a rulepack.Against) bool { return slices.Contains(a.Bars, bar) })
	})
}

// reasons names the reasons of a bar that have its status.
func (d *drawer) reasons(v *screen.Verdict) []string {
	var titles []string
	standing := reasonsOf(v)
	for _, reason := range v.Rule.Reasons {
		if standing[reason.ID] {
			titles = append(titles, reason.Title)
		}
	}
	return titles
}

// reasonsOf returns the ids of the reasons of a bar that have its status.
func reasonsOf(v *screen.Verdict) map[string]bool {
	out := map[string]bool{}
	for _, e := range v.Elements() {
		out[e.Reason] = true
	}
	return out
}
