package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/screen"
	"example.com/vacatur/internal/tri"
)

func itoa(n int) string { return strconv.Itoa(n) }

// paths draws what may undo a conviction: what may apply first; what would change nothing, and what is ruled out, in short.
func (d *drawer) paths(i int) {
	var live, idle, out []*screen.Path
	for j := range d.r.Paths {
		switch p := &d.r.Paths[j]; {
		case p.Conviction != i:
		case p.Status == screen.NotTriggered:
			out = append(out, p)
		case p.Effect == "none":
			idle = append(idle, p)
		default:
			live = append(live, p)
		}
	}
	if len(live)+len(idle)+len(out) == 0 {
		return
	}
	d.heading(3, d.tr("Paths that may undo it"))
	slices.SortStableFunc(live, func(a, b *screen.Path) int { return pathRank(a) - pathRank(b) })
	same := map[string]string{}
	for _, p := range live {
		d.path(p, same)
	}
	var names []string
	for _, p := range idle {
		names = append(names, p.Rule.Title+" ("+p.Rule.ID+", "+d.word(p.Status.PathString())+")")
	}
	if len(names) > 0 {
		d.add(block{tone: dim, lead: d.tr("Would change nothing for immigration purposes"), text: d.listOf(names, len(names))})
	}
	d.ruledOut(i, out)
}

// pathRank orders paths by how open they are, and by how much they would do.
func pathRank(p *screen.Path) int {
	effect := slices.Index([]string{"eliminates", "eliminates_if_defect_stated", "unsettled", "reduces"}, p.Effect)
	main := 1
	if p.Rule.Path.Main {
		main = 0
	}
	return int(screen.Triggered-p.Status)*20 + main*10 + effect
}

// path draws a path that is not ruled out. What only facts are missing for is told in two lines.
func (d *drawer) path(p *screen.Path, same map[string]string) {
	rule := p.Rule
	status := p.Status.PathString()
	b := block{tag: d.word(status), tone: toneOf(status), lead: rule.Title}
	b.text = rule.Path.Cite + " (" + rule.ID + ")" + d.mark(rule)
	if p.Status == screen.NeedsFacts {
		b.say(d.tr("Effect"), d.effectWord(p.Effect))
		b.say(d.tr("Needs"), d.needs(rule.ID, p.Convictions, 2))
		d.add(b)
		return
	}
	b.say(d.tr("Effect"), d.effect(p))
	if p.Status == screen.Arguable {
		b.say(d.tr("In doubt"), d.elementTexts(&p.Verdict, tri.Unknown))
		d.sides(&b, []*screen.Verdict{&p.Verdict})
	}
	d.changes(&b, p, same)
	if at, told := d.told["path "+rule.ID]; told {
		b.say(d.tr("Evidence, filing and note"), d.trf("as under %s", at))
	} else {
		d.told["path "+rule.ID] = d.name(p.Conviction)
		b.say(d.tr("Evidence"), d.listOf(rule.Path.Evidence, 12))
		b.say(d.tr("Where to file"), rule.Path.WhereToFile)
		b.say(d.tr("Note"), rule.Note)
	}
	for j := range p.Deadlines {
		b.say(d.tr("Deadline"), d.pathDeadline(&p.Deadlines[j]))
	}
	b.say(d.tr("Authorities"), d.cite(union(slices.Clone(p.EffectCites), rule.Authorities...), 4))
	d.add(b)
}

func (d *drawer) effectWord(effect string) string {
	if effect == "" {
		return ""
	}
	return sentence(d.word(effect))
}

func (d *drawer) effect(p *screen.Path) string {
	return strings.TrimSpace(d.effectWord(p.Effect) + " " + p.EffectText)
}

// changes says which grounds and bars would fall and which would stand, by title. Of those that stand it names the ones that
// do so for certain or arguably; what turns on facts that nobody has told yet is counted.
func (d *drawer) changes(b *block, p *screen.Path, same map[string]string) {
	if len(p.Clears)+len(p.Remains) == 0 {
		return
	}
	key := strings.Join(p.Clears, " ") + "|" + strings.Join(p.Remains, " ")
	if at, told := same[key]; told {
		b.say(d.tr("Clears"), d.trf("as under %s", at))
		return
	}
	same[key] = p.Rule.ID
	clears, open := d.standingOnes(p.Clears)
	text := d.listOf(clears, 8)
	if len(open) > 0 && len(clears) < 3 {
		text = d.listOf(append(clears, open...), 8)
	} else if len(open) > 0 {
		text += "; " + d.trf("%d that turn on unknown facts", len(open))
	}
	if text == "" {
		text = d.tr("nothing")
	}
	b.say(d.tr("Clears"), text)
	remains, open := d.standingOnes(p.Remains)
	text = d.listOf(remains, 5)
	if len(open) > 0 {
		if text != "" {
			text += "; "
		}
		text += d.trf("%d that turn on unknown facts", len(open))
	}
	b.say(d.tr("Remains"), text)
}

// standingOnes splits ids of grounds and bars into those that stand today or may by the law, and those that need facts.
func (d *drawer) standingOnes(ids []string) (stand, open []string) {
	for _, id := range ids {
		if d.strongest(id) >= screen.Arguable {
			stand = append(stand, d.titleOf(id))
		} else {
			open = append(open, d.titleOf(id))
		}
	}
	return stand, open
}

func (d *drawer) strongest(id string) screen.Status {
	best := screen.NotTriggered
	for _, vs := range [][]screen.Verdict{d.r.Grounds, d.r.Bars} {
		for i := range vs {
			if vs[i].Rule.ID == id {
				best = max(best, vs[i].Status)
			}
		}
	}
	return best
}

func (d *drawer) pathDeadline(dl *screen.Deadline) string {
	s := dl.Rule.Title + ": "
	if when := d.when(dl); when != "" {
		return s + when + " (" + d.word(string(dl.Status)) + ")"
	}
	return s + dl.Why
}

// ruledOut lists what is ruled out, one line each, with the element that rules it out. Those that the same element ruled out
// for an earlier conviction are only named.
func (d *drawer) ruledOut(i int, out []*screen.Path) {
	if len(out) == 0 {
		return
	}
	d.heading(3, d.tr("Ruled out")+" ("+itoa(len(out))+")")
	again := map[string][]string{}
	var order []string
	for _, p := range out {
		why := d.ruler(&p.Verdict)
		key := fmt.Sprintf("out %s %s", p.Rule.ID, why)
		if at, told := d.told[key]; told {
			if again[at] == nil {
				order = append(order, at)
			}
			again[at] = append(again[at], p.Rule.ID)
			continue
		}
		d.told[key] = d.name(i)
		d.add(block{short: true, lead: p.Rule.ID, text: d.tr("Not met") + ": " + why})
	}
	for _, at := range order {
		d.add(block{lead: d.trf("Ruled out by the same elements as for %s", at), text: strings.Join(again[at], ", ")})
	}
}

// ruler names what rules a path out: the first element that fails, or the exception that is met.
func (d *drawer) ruler(v *screen.Verdict) string {
	for i := range v.Elements {
		if e := &v.Elements[i]; e.Status == tri.No {
			return e.Def.Text.In(d.lang)
		}
	}
	for i := range v.Exceptions {
		if e := &v.Exceptions[i]; e.Status == tri.Yes {
			return d.tr("Exception") + ": " + e.Rule.Title
		}
	}
	return ""
}

// pathRule returns the rule of a path's id.
func (d *drawer) pathRule(id string) *rulepack.Rule { return d.r.Pack.Rule(rulepack.PathRule, id) }
