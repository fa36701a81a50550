package report

import (
	"slices"
	"strings"

	"example.com/vacatur/internal/offer"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/screen"
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
		for _, c := range v.Convictions() {
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
		d.add(block{tag: d.word("needs_facts"), tone: doubt, lead: d.tr("Grounds that turn on what the offense is under federal law"), text: d.listOf(open, len(open))})
	}
	if len(also) > 0 {
		d.add(block{lead: d.tr("Also"), text: strings.Join(also, "; ")})
	}
	d.out(i)
}

// out counts the grounds that are not triggered by a conviction.
func (d *drawer) out(i int) {
	n := 0
	for j := range d.r.Grounds {
		v := &d.r.Grounds[j]
		if v.Status == screen.NotTriggered && (len(v.Convictions()) == 0 || slices.Contains(v.Convictions(), i)) {
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
