package report

import (
	"cmp"
	"fmt"
	"strings"

	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/offer"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/screen"
)

// drawer fills a sheet from a result.
type drawer struct {
	*sheet
	r     *screen.Result
	o     Options
	cited []*rulepack.Authority
	// told remembers under which conviction something was told in full, so that it is not told twice.
	told    map[string]string
	classes map[int][]screen.Class
}

func newDrawer(r *screen.Result, o Options) *drawer {
	lang := o.language(r)
	d := &drawer{r: r, o: o, told: map[string]string{}, classes: map[int][]screen.Class{}, sheet: &sheet{lang: lang}}
	d.title = d.tr("Screening of convictions")
	return d
}

// draw draws the whole report, in the order in which it is read: what is urgent, then each conviction, then the rest.
func draw(r *screen.Result, o Options) *sheet {
	d := newDrawer(r, o)
	d.head()
	d.deadlines()
	for i := range r.Convictions {
		d.conviction(i)
	}
	d.untied()
	d.waivers()
	d.plans()
	d.unknown()
	d.warnings()
	d.authorities()
	return d.sheet
}

func (d *drawer) tr(english string) string { return tr(d.lang, english) }

// trf translates a format and fills it.
func (d *drawer) trf(english string, args ...any) string { return fmt.Sprintf(d.tr(english), args...) }

func (d *drawer) word(status string) string { return word(d.lang, status) }

// head says what this is, on what rules it rests, and whose case it is.
func (d *drawer) head() {
	oldest, unread := relied(d.r)
	text := d.tr(disclaimer) + " " + d.trf("Rule pack %s; oldest source read %s.", packName(d.r.Pack), cmp.Or(oldest, "-"))
	switch {
	case unread == 1:
		text += " " + d.tr("1 source it relies on is NOT VERIFIED.")
	case unread > 1:
		text += " " + d.trf("%d sources it relies on are NOT VERIFIED.", unread)
	}
	d.paragraph(text)
	d.paragraph(strings.TrimSpace(d.tr("Case")+" "+d.r.Case.ID) + ", " + d.tr("as of") + " " + d.r.Case.AsOf.String() + "  (" +
		d.tr("for every element: vacatur explain FILE --id ID") + ")")
}

// packName is the version of a pack with the beginning of its digest.
func packName(p *rulepack.Pack) string {
	name := cmp.Or(p.Version, "-")
	if len(p.Digest) >= 12 {
		name += " (" + p.Digest[:12] + ")"
	}
	return name
}

// name is the id of a conviction, or its place where it has none.
func (d *drawer) name(i int) string { return convictionID(d.r, i) }

func convictionID(r *screen.Result, i int) string {
	if i < 0 || i >= len(r.Convictions) {
		return ""
	}
	return cmp.Or(r.Convictions[i].Item.Key, fmt.Sprintf("#%d", i+1))
}

// namesOf lists convictions. One that is only perhaps there is named where there is no other.
func (d *drawer) namesOf(convictions []int) string {
	var names []string
	for _, c := range convictions {
		if !offer.Perhaps(d.r, c) || len(convictions) == 1 {
			names = append(names, d.name(c))
		}
	}
	return strings.Join(names, ", ")
}

// classesOf returns what the offense of a conviction is, which is written out once.
func (d *drawer) classesOf(i int) []screen.Class {
	if _, known := d.classes[i]; !known {
		d.classes[i] = d.r.Convictions[i].Classes()
	}
	return d.classes[i]
}

// value returns a fact of a conviction as the case states it, or "" where it is not known.
func (d *drawer) value(i int, name string) string {
	f := d.r.Pack.Catalog.Lookup(name)
	if f == nil || f.List == nil {
		return ""
	}
	v := &d.r.Convictions[i].Item.Values[f.Slot]
	if !v.Known() {
		return ""
	}
	return d.shown(f, v)
}

// shown is a value as people read it: a choice by its label.
func (d *drawer) shown(f *fact.Fact, v *fact.Value) string {
	return conditions{d.r.Pack, d.lang}.literal(v, f)
}

// titleOf names a ground, bar, waiver, path or deadline by its id and title.
func (d *drawer) titleOf(id string) string {
	for _, k := range []rulepack.Kind{rulepack.Ground, rulepack.Bar, rulepack.Waiver, rulepack.PathRule, rulepack.Deadline} {
		rule := d.r.Pack.Rule(k, id)
		switch {
		case rule == nil:
		case k == rulepack.Ground:
			return id + " " + rule.Title
		case k == rulepack.PathRule:
			return rule.Title + " (" + id + ")"
		default:
			return rule.Title
		}
	}
	return id
}

// listOf joins texts with semicolons, and counts those beyond a limit.
func (d *drawer) listOf(texts []string, limit int) string {
	more := 0
	if len(texts) > limit {
		more, texts = len(texts)-limit, texts[:limit]
	}
	s := strings.Join(texts, "; ")
	if more > 0 {
		s += "; " + d.trf("and %d more", more)
	}
	return s
}

func toneOf(status string) tone {
	switch status {
	case "triggered", "overdue", "urgent":
		return bad
	case "arguable", "needs_facts", "soon":
		return doubt
	case "may_apply":
		return good
	}
	return dim
}
