package report

import (
	"cmp"
	"slices"
	"strings"

	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/offer"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/screen"
	"example.com/vacatur/internal/tri"
)

// conviction draws one conviction: what it is, what it brings, what may undo it.
func (d *drawer) conviction(i int) {
	if offer.Perhaps(d.r, i) {
		d.named(d.name(i) + ": " + d.tr("perhaps another conviction"))
		d.add(block{tag: d.word("needs_facts"), tone: doubt, text: d.tr("It stands for the open question whether there is another conviction; nothing is known of it, so nothing can be ruled out for it. Once the question is settled, tell what the conviction was, or take it out of the case.")})
		return
	}
	title := d.name(i) + ": " + cmp.Or(d.offense(i), d.tr("Conviction"))
	if s := strings.TrimSpace(d.raw(i, "conviction.jurisdiction") + " " + d.raw(i, "conviction.statute")); s != "" {
		title += " (" + s + ")"
	}
	d.named(title)
	d.standing(i)
	d.what(i)
	d.grounds(i)
	d.bars(i)
	d.paths(i)
	d.noVehicle(i)
}

// noVehicle says where the pack has no post-conviction path for the jurisdiction of a conviction, so that the silence is not
// taken for an answer.
func (d *drawer) noVehicle(i int) {
	place := d.raw(i, "conviction.jurisdiction")
	if place == "" || d.r.Convictions[i].IsStanding.Status == screen.NotTriggered || slices.ContainsFunc(d.r.Pack.OfKind(rulepack.PathRule), func(p *rulepack.Rule) bool { return slices.Contains(p.Path.Jurisdictions, place) }) {
		return
	}
	d.add(block{tone: dim, text: d.trf("These rules hold no post-conviction path of %s. That is no answer that there is none: ask a lawyer of that place.", place)})
}

// raw returns a fact of a conviction in the words of the case.
func (d *drawer) raw(i int, name string) string {
	f := d.r.Pack.Catalog.Lookup(name)
	if f == nil || f.List == nil {
		return ""
	}
	if v := &d.r.Convictions[i].Item.Values[f.Slot]; v.Known() {
		return v.String()
	}
	return ""
}

// offense names the offense: by the catalog where the statute was found there, otherwise as the case does.
func (d *drawer) offense(i int) string {
	m := &d.r.Convictions[i].Match
	if m.Certain() {
		names := make([]string, len(m.Offenses))
		for j, o := range m.Offenses {
			names[j] = o.Title
		}
		if len(names) == 1 {
			return names[0]
		}
		return d.tr("one of") + " " + d.listOf(names, 4)
	}
	return cmp.Or(d.raw(i, "conviction.offense"), d.value(i, "conviction.offense_type"))
}

// standing says whether there is a conviction for immigration purposes today. One that was undone says so first.
func (d *drawer) standing(i int) {
	v := &d.r.Convictions[i].IsStanding
	orders := d.orders(i)
	b := block{}
	switch v.Status {
	case screen.NotTriggered:
		b.tag, b.tone = d.tr("no conviction"), good
		b.lead = d.tr("Not a conviction for immigration purposes")
		if d.granted(i) {
			b.tag, b.lead = d.tr("undone"), d.tr("It was undone: it does not stand as a conviction for immigration purposes")
		}
		b.say(d.tr("Not met"), d.elementTexts(v, tri.No))
		d.exceptionLines(&b, v)
	case screen.Triggered:
		b.lead, b.text = d.tr("Is a conviction"), d.word("yes")+". "+d.texts(v, tri.Yes, 1)
	default:
		b.tag, b.tone = d.word(v.Status.String()), doubt
		b.lead = d.tr("Whether it stands as a conviction for immigration purposes is not certain")
		b.say(d.tr("In doubt"), d.elementTexts(v, tri.Unknown))
		d.exceptionLines(&b, v)
		d.sides(&b, []*screen.Verdict{v})
		b.say(d.tr("Needs"), d.needs(v.Rule.ID, []int{i}, 3))
	}
	b.say(d.tr("Orders"), orders)
	if v.Status != screen.Triggered {
		b.say(d.tr("Authorities"), d.cite(v.Rule.Authorities, 4))
	}
	d.add(b)
}

// orders lists what was already sought against a conviction: what it was, what came of it, and what else the case says of it.
func (d *drawer) orders(i int) string {
	l := d.r.Pack.Catalog.List("orders")
	if l == nil || l.Parent == nil {
		return ""
	}
	var out []string
	for _, o := range d.r.Convictions[i].Item.Lists[l.Index].Items {
		said := map[string]string{}
		var rest []string
		for _, f := range l.Facts {
			v := &o.Values[f.Slot]
			switch name := strings.TrimPrefix(f.Name, l.Item+"."); {
			case !v.Known() || v.String() == "none":
			case slices.Contains([]string{"path", "outcome", "date", "filed", "kind"}, name):
				said[name] = d.shown(f, v)
			default:
				rest = append(rest, f.Question.In(d.lang)+" "+d.shown(f, v))
			}
		}
		text := cmp.Or(said["kind"], said["path"])
		if rule := d.pathRule(said["path"]); rule != nil {
			text = rule.Title + " (" + rule.ID + ")"
		}
		if said["filed"] != "" {
			text += ", " + d.trf("filed %s", said["filed"])
		}
		if s := strings.TrimSpace(strings.ToLower(said["outcome"]) + " " + said["date"]); s != "" {
			text += ", " + s
		}
		out = append(out, strings.Join(append([]string{text}, rest...), "; "))
	}
	return strings.Join(out, " | ")
}

// granted reports whether an order against a conviction was granted.
func (d *drawer) granted(i int) bool {
	l, f := d.r.Pack.Catalog.List("orders"), d.r.Pack.Catalog.Lookup("order.outcome")
	return l != nil && f != nil && f.List == l && slices.ContainsFunc(d.r.Convictions[i].Item.Lists[l.Index].Items,
		func(o fact.Item) bool { return o.Values[f.Slot].Known() && o.Values[f.Slot].Str == "granted" })
}

// what says which sentence counts and what the offense is under federal law.
func (d *drawer) what(i int) {
	c := &d.r.Convictions[i]
	b := block{lead: d.tr("Sentence that counts"), text: c.Sentence.Show()}
	if c.Sentence.Known != tri.Yes {
		b.text = d.word("unknown")
	}
	if c.Sentence.Text != "" {
		b.text += ". " + c.Sentence.Text
		b.lines = 2
	}
	if len(c.Sentence.Contrary) > 0 {
		b.lines, b.tag, b.tone = 0, d.word("unsettled"), doubt
		b.say(d.tr("On one side"), d.cite(c.Sentence.Authorities, 3))
		b.say(d.tr("On the other side"), d.cite(c.Sentence.Contrary, 3))
	}
	d.add(b)
	if !c.Match.Certain() && c.Match.Problem != "" {
		d.add(block{tag: d.tr("Not in the catalog"), tone: doubt, text: sentence(c.Match.Problem)})
	}
	for _, k := range d.classesOf(i) {
		if k.Value != "no" {
			d.class(&k)
		}
	}
}

func (d *drawer) class(k *screen.Class) {
	b := block{tag: d.word(k.Value), tone: doubt, lead: k.Classification.Title, text: k.Basis}
	if k.Value == "yes" {
		b.tone = bad
	}
	if k.By != "" {
		b.text = d.tr("Finding of") + " " + k.By
	}
	if k.Unread {
		b.text += " [" + d.tr("rests only on sources NOT VERIFIED") + "]"
	}
	if len(k.Contrary) > 0 {
		b.say(d.tr("On one side"), d.cite(k.Authorities, 2))
		b.say(d.tr("On the other side"), d.cite(k.Contrary, 2))
	} else {
		b.say(d.tr("Authorities"), d.cite(k.Authorities, 2))
	}
	d.add(b)
}
