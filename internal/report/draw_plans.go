package report

import (
	"slices"

	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/screen"
)

// plans draws the sets of motions that package plan found.
func (d *drawer) plans() {
	if len(d.o.Plans) == 0 {
		return
	}
	d.heading(1, d.tr("Plans"))
	for i := range d.o.Plans {
		p := &d.o.Plans[i]
		b := block{tag: d.word(p.Certainty), tone: toneOf(p.Certainty), lead: d.goalTitle(p.Goal)}
		d.reach(&b, p)
		var file, pending []string
		for _, m := range p.Motions {
			name, filed := m.Conviction+": "+m.Path, ""
			if rule := d.pathRule(m.Path); rule != nil {
				name = m.Conviction + ": " + rule.Path.Cite + " (" + m.Path + ")"
				filed = pendingSince(d.r, d.at(m.Conviction), rule)
			}
			if filed != "" {
				pending = append(pending, name+", "+d.since(filed))
			} else {
				file = append(file, name)
			}
		}
		b.say(d.tr("Pending; press for a ruling and for the wording of the order"), d.listOf(pending, len(pending)))
		b.say(d.tr("File"), d.listOf(file, len(file)))
		if stand, open := d.standingOnes(p.Clears); len(stand) > 0 {
			b.say(d.tr("Clears"), d.listOf(d.andOpen(stand, open), 9))
		} else {
			b.say(d.tr("Clears"), d.listOf(open, 4))
		}
		var stand, open []string
		for _, id := range p.Remains {
			if slices.Contains(p.Unknown, id) {
				open = append(open, d.titleOf(id))
			} else {
				stand = append(stand, d.titleOf(id))
			}
		}
		b.say(d.tr("Remains"), d.listOf(d.andOpen(stand, open), 10))
		if !p.Smallest && len(p.Motions) > 0 {
			b.say(d.tr("Smallest set"), d.tr("not certain: there are too many convictions to try every combination"))
		}
		if p.NotTried > 0 {
			b.say(d.tr("Not tried"), d.trf("motions against %d more convictions", p.NotTried))
		}
		d.add(b)
	}
}

// reach says in words how far a plan comes where its status alone could mislead: without motions, or where something stays
// in the way.
func (d *drawer) reach(b *block, p *Plan) {
	switch {
	case len(p.Motions) > 0 && p.Certainty == "ruled_out":
		b.tag, b.tone = d.tr("not enough"), bad
		b.text = d.tr("These motions clear what they can; what remains still stands against it, and no motion known here clears that.")
	case len(p.Motions) > 0:
	case p.Certainty == "ruled_out":
		b.tag, b.tone = d.tr("no plan found"), bad
		b.text = d.tr("Nothing to file is known here: no motion clears what stands against it.")
	case p.Certainty == "may_apply":
		b.tag, b.tone = d.tr("nothing to file"), dim
		b.text = d.tr("Nothing to file; nothing in this record stands against it. Its other requirements are not checked here.")
	case p.Certainty == "needs_facts":
		b.text = d.tr("Nothing to file is known here; whether anything stands against it turns on facts that are missing.")
	default:
		b.text = d.tr("Nothing to file is known here; whether anything stands against it turns on law that is not settled.")
	}
}

// andOpen adds to the titles of what stands those that turn on facts that nobody has told: few by name, many by number, so
// that they do not look like something that stands.
func (d *drawer) andOpen(stand, open []string) []string {
	stand = stand[:min(len(stand), 8):min(len(stand), 8)]
	if len(open) > 2 {
		return append(stand, d.trf("%d that turn on unknown facts", len(open)))
	}
	for _, title := range open {
		stand = append(stand, d.trf("%s (facts are missing)", title))
	}
	return stand
}

func (d *drawer) since(filed string) string {
	if filed == unknownDate {
		return d.tr("filed on a day not known")
	}
	return d.trf("filed %s", filed)
}

// at returns the place of a conviction by its id.
func (d *drawer) at(id string) int {
	return slices.IndexFunc(d.r.Convictions, func(c screen.Conviction) bool { return c.Item.Key == id })
}

// unknownDate stands for the filing of a request of which no day is known.
const unknownDate = "unknown"

// pendingSince returns when a request for a path, or one of its plain kind, was filed for a conviction that nobody has decided
// yet; "" where there is none.
func pendingSince(r *screen.Result, conviction int, rule *rulepack.Rule) string {
	c := r.Pack.Catalog
	l, path, outcome, filed := c.List("orders"), c.Lookup("order.path"), c.Lookup("order.outcome"), c.Lookup("order.filed")
	if conviction < 0 || l == nil || path == nil || outcome == nil || filed == nil {
		return ""
	}
	for _, o := range r.Convictions[conviction].Item.Lists[l.Index].Items {
		is := func(f *fact.Fact, values ...string) bool {
			v := &o.Values[f.Slot]
			return v.Known() && slices.Contains(values, v.String())
		}
		if is(outcome, "pending") && is(path, rule.ID, rule.Path.Vehicle) {
			if v := &o.Values[filed.Slot]; v.Known() {
				return v.String()
			}
			return unknownDate
		}
	}
	return ""
}

// goalTitle names a goal as the question for it does in the language of the report.
func (d *drawer) goalTitle(id string) string {
	if f := d.r.Pack.Catalog.Lookup("person.goals"); f != nil && d.lang != "en" {
		if i := f.OptionIndex(id); i >= 0 {
			return f.Options[i].Label.In(d.lang)
		}
	}
	if g := d.r.Pack.Goal(id); g != nil {
		return g.Title
	}
	return id
}
