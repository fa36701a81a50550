package report

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"example.com/vacatur/internal/screen"
)

// deadlines lists every deadline: overdue and urgent ones first, those without a date last and in short.
func (d *drawer) deadlines() {
	d.heading(1, d.tr("Deadlines"))
	rank := func(a *screen.Deadline) int {
		return slices.Index([]screen.DeadlineStatus{screen.Urgent, screen.Overdue, screen.Soon, screen.Later, screen.DateUnknown, screen.NoFixedDate}, a.Status)
	}
	var ds, open, unlimited []*screen.Deadline
	for i := range d.r.Deadlines {
		switch dl := &d.r.Deadlines[i]; {
		case dl.Status == screen.DateUnknown && dl.Cautious == nil:
			open = append(open, dl)
		case dl.Status == screen.NoFixedDate && dl.Rule.Clock.Kind == "none":
			unlimited = append(unlimited, dl)
		default:
			ds = append(ds, dl)
		}
	}
	slices.SortStableFunc(ds, func(a, b *screen.Deadline) int { return cmp.Compare(rank(a), rank(b)) })
	for _, group := range d.alike(ds) {
		d.deadline(group)
	}
	d.inShort("No date yet, because facts are missing", open)
	d.inShort("No time limit", unlimited)
	if len(d.r.Deadlines) == 0 {
		d.paragraph(d.tr("No deadline runs that the rules know of."))
	}
}

// alike puts deadlines together that say the same for several convictions.
func (d *drawer) alike(ds []*screen.Deadline) [][]*screen.Deadline {
	var out [][]*screen.Deadline
	for _, dl := range ds {
		i := slices.IndexFunc(out, func(g []*screen.Deadline) bool {
			a := g[0]
			return a.Rule == dl.Rule && a.Status == dl.Status && a.Why() == dl.Why() && a.TriggerOn == dl.TriggerOn && d.when(a) == d.when(dl)
		})
		if i < 0 {
			out = append(out, []*screen.Deadline{dl})
			continue
		}
		out[i] = append(out[i], dl)
	}
	return out
}

func (d *drawer) deadline(group []*screen.Deadline) {
	dl := group[0]
	b := block{tag: d.word(string(dl.Status)), tone: toneOf(string(dl.Status)), lead: d.when(dl)}
	b.text = dl.Rule.Title + " (" + d.idsOf(group) + ")" + d.mark(dl.Rule)
	if b.lead == "" {
		b.lead, b.text = b.text, ""
	}
	if dl.Date != nil && dl.Cautious != nil {
		b.say(d.tr("Keep this earlier date"), dl.Cautious.String()+" ("+d.left(int(*dl.Cautious-d.r.Case.AsOf))+"). "+dl.Why())
	} else {
		b.say(d.tr("Why"), sentence(dl.Why()))
	}
	if dl.Date != nil || dl.Status == screen.NoFixedDate {
		if dl.TriggerSet && dl.Date != nil {
			b.say(d.tr("Counts from"), d.trigger(dl))
		}
		if long := dl.Date != nil && dl.DaysLeft < -365; long {
			b.aside(d.tr("How it counts"), dl.Rule.Text)
		} else {
			b.say(d.tr("How it counts"), dl.Rule.Text)
		}
	}
	b.say(d.tr("Authorities"), d.cite(dl.Rule.Authorities, 2))
	d.add(b)
}

// when says the day and how far it is.
func (d *drawer) when(dl *screen.Deadline) string {
	switch {
	case dl.Date != nil:
		return dl.Date.String() + ", " + d.left(dl.DaysLeft)
	case dl.Cautious != nil:
		return d.trf("not before %s", dl.Cautious) + ", " + d.left(dl.DaysLeft)
	}
	return ""
}

func (d *drawer) left(days int) string {
	switch {
	case days == 1:
		return d.tr("1 day left")
	case days > 1:
		return d.trf("%d days left", days)
	case days == 0:
		return d.tr("today")
	case days == -1:
		return d.tr("1 day ago")
	}
	return d.trf("%d days ago", -days)
}

// trigger names the day from which a deadline counts, and the fact that holds it.
func (d *drawer) trigger(dl *screen.Deadline) string {
	s := dl.TriggerOn.String()
	if dl.Trigger != nil {
		s += " (" + dl.Trigger.Name + ")"
	}
	return s
}

// idsOf names the id of a deadline with the convictions it is for.
func (d *drawer) idsOf(group []*screen.Deadline) string {
	s := group[0].Rule.ID
	var names []string
	for _, g := range group {
		if g.Conviction >= 0 {
			names = append(names, d.name(g.Conviction))
		}
	}
	if len(names) > 0 {
		s += "; " + strings.Join(names, ", ")
	}
	return s
}

// inShort lists deadlines in one item, by title.
func (d *drawer) inShort(label string, ds []*screen.Deadline) {
	if len(ds) == 0 {
		return
	}
	var names []string
	byRule := map[string][]*screen.Deadline{}
	for _, dl := range ds {
		if byRule[dl.Rule.ID] == nil {
			names = append(names, dl.Rule.ID)
		}
		byRule[dl.Rule.ID] = append(byRule[dl.Rule.ID], dl)
	}
	for i, id := range names {
		names[i] = byRule[id][0].Rule.Title + " (" + d.idsOf(byRule[id]) + ")"
		if byRule[id][0].Conviction >= 0 { // the title of a path's deadline stands with the path
			names[i] = strings.Replace(d.idsOf(byRule[id]), "; ", " (", 1) + ")"
		}
	}
	d.add(block{lead: d.tr(label), text: d.listOf(names, len(names))})
}

// sentence begins a text with a capital and ends it with a stop.
func sentence(s string) string {
	if s == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(s)
	s = string(unicode.ToUpper(first)) + s[size:]
	if strings.ContainsAny(s[len(s)-1:], ".!?") {
		return s
	}
	return s + "."
}
