package report

import (
	"slices"
	"strings"

	"example.com/vacatur/internal/offer"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/screen"
	"example.com/vacatur/internal/tri"
)

// brought is one rule with one status, and all verdicts that have them: the same ground for several convictions.
type brought struct {
	rule        *rulepack.Rule
	status      screen.Status
	verdicts    []*screen.Verdict
	convictions []int
}

// gather puts verdicts together that are not simply out, strongest first.
func gather(vs []screen.Verdict) []*brought {
	var out []*brought
	for i := range vs {
		v := &vs[i]
		if v.Status == screen.NotTriggered {
			continue
		}
		at := slices.IndexFunc(out, func(g *brought) bool { return g.rule == v.Rule && g.status == v.Status })
		if at < 0 {
			at = len(out)
			out = append(out, &brought{rule: v.Rule, status: v.Status})
		}
		g := out[at]
		g.verdicts = append(g.verdicts, v)
		for _, c := range v.Convictions {
			if !slices.Contains(g.convictions, c) {
				g.convictions = append(g.convictions, c)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b *brought) int { return int(b.status) - int(a.status) })
	for _, g := range out {
		slices.Sort(g.convictions)
	}
	return out
}

// grounds draws the grounds that a conviction brings. One that an earlier conviction brings as well was told there.
func (d *drawer) grounds(i int) {
	d.heading(3, d.tr("Grounds"))
	var also, open []string
	for _, g := range gather(d.r.Grounds) {
		if !slices.Contains(g.convictions, i) {
			continue
		}
		if g.status == screen.NeedsFacts && d.turnsOnOffense(g.rule.ID, i) {
			open = append(open, g.rule.ID+" "+g.rule.Title+d.mark(g.rule))
			continue
		}
		key := g.rule.ID + " " + g.status.String()
		if at, told := d.told[key]; told {
			also = append(also, g.rule.ID+" ("+d.trf("see %s", at)+")")
			continue
		}
		d.told[key] = d.name(i)
		d.ground(g, i)
	}
	if len(open) > 0 {
		d.add(block{tag: d.word("needs_facts"), tone: doubt, lead: d.tr("Grounds that turn on what the offense is under federal law, which the catalog does not say"), text: d.listOf(open, len(open))})
	}
	if len(also) > 0 {
		d.add(block{lead: d.tr("Also"), text: strings.Join(also, "; ")})
	}
	d.out(i)
}

// turnsOnOffense reports whether a rule is open because it is not known what the offense of a conviction is: no statute is
// told, or the catalog does not hold it.
func (d *drawer) turnsOnOffense(id string, conviction int) bool {
	return slices.ContainsFunc(d.r.Missing, func(m screen.Missing) bool {
		return m.Conviction == conviction && (m.Name == "conviction.statute" || strings.HasPrefix(m.Name, "conviction.classification.")) && slices.Contains(m.MattersFor, id)
	})
}

// out counts the grounds that are not triggered by a conviction.
func (d *drawer) out(i int) {
	n := 0
	for j := range d.r.Grounds {
		v := &d.r.Grounds[j]
		if v.Status == screen.NotTriggered && (len(v.Convictions) == 0 || slices.Contains(v.Convictions, i)) {
			n++
		}
	}
	if n > 0 {
		d.add(block{lead: d.tr("Grounds that are not triggered"), text: itoa(n)})
	}
}

func (d *drawer) ground(g *brought, i int) {
	b := block{tag: d.word(g.status.String()), tone: toneOf(g.status.String()), lead: g.rule.ID, text: g.rule.Title}
	b.text += " (" + d.tr(strings.ReplaceAll(g.rule.GroundKind, "_", " ")) + d.others(g, i) + ")" + d.mark(g.rule)
	switch g.status {
	case screen.Triggered:
		b.say(d.tr("Because"), d.because(g))
		b.say(d.tr("Authorities"), d.cite(g.rule.Authorities, 2))
	case screen.Arguable:
		b.say(d.tr("In doubt"), d.openTexts(g))
		d.sides(&b, g.verdicts)
	case screen.NeedsFacts:
		d.lacks(&b, g, 1)
	}
	if g.status != screen.NeedsFacts {
		d.exceptionLines(&b, g.verdicts[0])
		b.say(d.tr("Note"), g.rule.Note)
	}
	d.add(b)
}

// others names the further convictions that bring the same.
func (d *drawer) others(g *brought, i int) string {
	rest := slices.DeleteFunc(slices.Clone(g.convictions), func(c int) bool { return c == i || offer.Perhaps(d.r, c) })
	if len(rest) == 0 {
		return ""
	}
	return "; " + d.trf("also %s", d.namesOf(rest))
}

// because says which elements hold, leaving out the one that every ground has: that there is a conviction.
func (d *drawer) because(g *brought) string {
	return d.textsOf(g.verdicts, 5, func(e *screen.Element) bool {
		return e.Status == tri.Yes && !(onlyConvicted(e.Def) && len(g.rule.Elements) > 1)
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

// lacks asks what keeps a rule open. Where there is nothing to ask, it says what is not decided.
func (d *drawer) lacks(b *block, g *brought, limit int) {
	if qs := d.needs(g.rule.ID, g.convictions, limit); qs != "" {
		b.say(d.tr("Needs"), qs)
		return
	}
	b.say(d.tr("In doubt"), d.openTexts(g))
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
