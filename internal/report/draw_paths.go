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
		case p.Effect() == "none":
			idle = append(idle, p)
		default:
			live = append(live, p)
		}
	}
	if d.r.Convictions[i].IsStanding.Status == screen.NotTriggered {
		if len(live)+len(idle) == 0 {
			d.heading(3, d.tr("Paths that may undo it"))
			d.add(block{tone: dim, text: d.tr("Not needed while it does not stand as a conviction; explain shows each of them.")})
			return
		}
		d.heading(3, d.tr("Ways to keep it from becoming a conviction"))
	} else if len(live)+len(idle)+len(out) > 0 {
		d.heading(3, d.tr("Paths that may undo it"))
	}
	d.live(live)
	d.idle(i, idle)
	d.ruledOut(i, out)
}

// live draws the paths that are not ruled out: those that are open one by one, those for which facts are missing together.
func (d *drawer) live(paths []*screen.Path) {
	slices.SortStableFunc(paths, func(a, b *screen.Path) int { return pathRank(a) - pathRank(b) })
	same := map[string]string{}
	for _, p := range paths {
		if p.Status != screen.NeedsFacts {
			d.path(p, same)
		}
	}
	var again groups
	for _, p := range paths {
		if p.Status != screen.NeedsFacts {
			continue
		}
		key := "open " + p.Rule.ID + " " + d.needs(p.Rule.ID, p.Convictions(), 1)
		if at, told := d.told[key]; told {
			again.add(at, p.Rule.ID)
			continue
		}
		d.told[key] = d.name(p.Conviction)
		d.openPath(p)
	}
	for _, g := range again {
		d.add(block{tag: d.word("needs_facts"), tone: doubt, lead: d.trf("as for %s", g.key), text: strings.Join(g.ids, ", ")})
	}
}

// idle names the paths that would change nothing: a person may have been told of them.
func (d *drawer) idle(i int, paths []*screen.Path) {
	var names []string
	var again groups
	for _, p := range paths {
		key := "idle " + p.Rule.ID + p.Status.String()
		if at, told := d.told[key]; told {
			again.add(at, p.Rule.ID)
			continue
		}
		d.told[key] = d.name(i)
		names = append(names, p.Rule.Title+" ("+p.Rule.ID+", "+d.word(p.Status.PathString())+")")
	}
	for _, g := range again {
		names = append(names, d.trf("as for %s", g.key)+": "+strings.Join(g.ids, ", "))
	}
	if len(names) > 0 {
		d.add(block{tone: dim, lead: d.tr("Would change nothing for immigration purposes"), text: d.listOf(names, len(names))})
	}
}

// openPath draws a path for which facts are missing: what it would do, and the question that comes first.
func (d *drawer) openPath(p *screen.Path) {
	b := block{tag: d.word("needs_facts"), tone: doubt, lead: p.Rule.Title}
	b.text = p.Rule.Path.Cite + " (" + p.Rule.ID + ")" + d.mark(p.Rule)
	if would := d.would(p); would != "" {
		b.text += "; " + would
	}
	if filed := pendingSince(d.r, p.Conviction, p.Rule); filed != "" {
		b.say(d.tr("Pending"), d.since(filed))
	}
	b.say(d.tr("Needs"), d.needs(p.Rule.ID, p.Convictions(), 1))
	d.add(b)
}

// would says in few words what a path would do. Paths of the immigration side do nothing to a conviction.
func (d *drawer) would(p *screen.Path) string {
	if p.Conviction < 0 {
		return ""
	}
	if strings.HasPrefix(p.Effect(), "eliminates") && d.r.Convictions[p.Conviction].IsStanding.Status == screen.NotTriggered {
		return d.tr("no conviction would come of it")
	}
	return d.tr(wouldWords[p.Effect()])
}

// wouldWords say in few words what a path would do.
var wouldWords = map[string]string{"eliminates": "would end it", "eliminates_if_defect_stated": "would end it if the order states the legal defect",
	"reduces": "would lessen the consequences", "unsettled": "effect unsettled"}

// pathRank orders paths by how open they are, and by how much they would do.
func pathRank(p *screen.Path) int {
	effect := slices.Index([]string{"eliminates", "eliminates_if_defect_stated", "unsettled", "reduces"}, p.Effect())
	main := 1
	if p.Rule.Path.Main {
		main = 0
	}
	return int(screen.Triggered-p.Status)*20 + main*10 + effect
}

// path draws a path that is open or arguable: what it does, what would fall and what would stand, and how it is filed. Of one
// that would clear nothing, text leaves out how.
func (d *drawer) path(p *screen.Path, same map[string]string) {
	rule := p.Rule
	status := p.Status.PathString()
	b := block{tag: d.word(status), tone: toneOf(status), lead: rule.Title}
	b.text = rule.Path.Cite + " (" + rule.ID + ")" + d.mark(rule)
	if filed := pendingSince(d.r, p.Conviction, rule); filed != "" {
		b.say(d.tr("Pending"), d.since(filed))
	}
	b.say(d.tr("Effect"), d.effect(p))
	if p.Status == screen.Arguable {
		b.say(d.tr("In doubt"), d.elementTexts(&p.Verdict, tri.Unknown))
		d.sides(&b, []*screen.Verdict{&p.Verdict})
	}
	say := b.say
	if helps := d.changes(&b, p, same); !helps && p.Conviction >= 0 && !strings.HasPrefix(p.Effect(), "eliminates") {
		say = b.aside
	}
	if at, told := d.told["path "+rule.ID]; told {
		say(d.tr("Evidence, filing and note"), d.trf("as under %s", at))
	} else {
		d.told["path "+rule.ID] = d.name(p.Conviction)
		say(d.tr("Evidence"), d.listOf(rule.Path.Evidence, 12))
		say(d.tr("Where to file"), rule.Path.WhereToFile)
		b.say(d.tr("Note"), rule.Note)
	}
	for j := range p.Deadlines {
		if dl := &p.Deadlines[j]; dl.Rule.Clock.Kind == "none" {
			b.aside(d.tr("Deadline"), d.pathDeadline(dl))
		} else {
			b.say(d.tr("Deadline"), d.pathDeadline(dl))
		}
	}
	b.say(d.tr("Authorities"), d.cite(rulepack.JoinAuthorities(p.EffectCites(), rule.Authorities...), 3))
	d.add(b)
}

func (d *drawer) effectWord(effect string) string {
	if effect == "" {
		return ""
	}
	return sentence(d.word(effect))
}

func (d *drawer) effect(p *screen.Path) string {
	if p.Conviction < 0 { // the immigration side does nothing to a conviction
		return p.EffectText()
	}
	return strings.TrimSpace(d.effectWord(p.Effect()) + " " + p.EffectText())
}

func (d *drawer) pathDeadline(dl *screen.Deadline) string {
	s := dl.Rule.Title + ": "
	if when := d.when(dl); when != "" {
		return s + when + " (" + d.word(dl.Status.String()) + ")"
	}
	return s + dl.Why(d.tr)
}

// ruledOut lists what is ruled out by the element that is not met, in text one line for each. Paths that would have changed
// nothing, and those that the same element ruled out for an earlier conviction, are only named.
func (d *drawer) ruledOut(i int, out []*screen.Path) {
	if len(out) == 0 {
		return
	}
	d.heading(3, d.tr("Ruled out, by what is not met")+" ("+itoa(len(out))+")")
	var by, again, idle groups
	for _, p := range out {
		why := d.ruler(&p.Verdict)
		key := fmt.Sprintf("out %s %s", p.Rule.ID, why)
		at, told := d.told[key]
		switch {
		case told && at != "" && at != d.name(i):
			again.add(at, p.Rule.ID)
		case p.Effect() == "none" && p.Conviction >= 0:
			idle.add("", p.Rule.ID)
		default:
			by.add(why, p.Rule.ID)
		}
		if !told {
			d.told[key] = d.name(i)
		}
	}
	for _, g := range by {
		d.add(block{lines: max(1, len(fold(strings.Join(g.ids, ", "), columns-20, columns-2))), lead: strings.Join(g.ids, ", "), text: g.key})
	}
	for _, g := range again {
		d.add(block{lead: d.trf("Ruled out by the same elements as for %s", g.key), text: strings.Join(g.ids, ", ")})
	}
	for _, g := range idle {
		d.add(block{lead: d.tr("would have changed nothing for immigration purposes"), text: strings.Join(g.ids, ", ")})
	}
}

// ruler names what rules a path out: the first element that fails, or the exception that is met.
func (d *drawer) ruler(v *screen.Verdict) string {
	for _, e := range v.Elements() {
		if e.Status == tri.No {
			return e.Def.Text.In(d.lang)
		}
	}
	for _, e := range v.Exceptions() {
		if e.Status == tri.Yes {
			return d.tr("Exception") + ": " + e.Rule.Title
		}
	}
	return ""
}

// pathRule returns the rule of a path's id.
func (d *drawer) pathRule(id string) *rulepack.Rule { return d.r.Pack.Rule(rulepack.PathRule, id) }
