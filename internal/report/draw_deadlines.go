package report

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/screen"
)

// deadlines lists every deadline: overdue and urgent ones first, those without a date last and in short.
func (d *drawer) deadlines() {
	d.heading(1, d.tr("Deadlines"))
	var ds, open, unlimited []*screen.Deadline
	for _, dl := range toldOnce(d.r) {
		switch {
		case dl.Status == screen.DateUnknown && dl.Cautious == nil:
			open = append(open, dl)
		case dl.Status == screen.NoFixedDate && dl.Rule.Clock.Kind == "none":
			unlimited = append(unlimited, dl)
		default:
			ds = append(ds, dl)
		}
	}
	slices.SortStableFunc(ds, func(a, b *screen.Deadline) int { return cmp.Compare(pressing(a), pressing(b)) })
	for _, group := range d.alike(ds) {
		d.deadline(group)
	}
	d.inShort("No date yet, because facts are missing", open)
	d.inShort("No time limit", unlimited)
	if len(d.r.Deadlines) == 0 {
		d.paragraph(d.tr("No deadline runs that the rules know of."))
	}
}

// toldOnce returns the deadlines of a result. A path of the immigration side has the limit that its deadline of the same name
// has (imm.bia-appeal and bia_appeal); where both come out alike they are one duty, and the path's is told with the path.
func toldOnce(r *screen.Result) (out []*screen.Deadline) {
	alike := func(a, b *screen.Deadline) bool {
		return a.Conviction < 0 && b.Conviction < 0 && a.Status == b.Status && sameDay(a.Date, b.Date) && sameDay(a.Cautious, b.Cautious)
	}
	for i := range r.Deadlines {
		dl := r.Deadlines[i]
		_, name, ofPath := strings.Cut(dl.Rule.ID, ".")
		name = strings.ReplaceAll(name, "-", "_")
		if !ofPath || !slices.ContainsFunc(r.Deadlines, func(o *screen.Deadline) bool { return o.Rule.ID == name && alike(o, dl) }) {
			out = append(out, dl)
		}
	}
	return out
}

func sameDay(a, b *date.Day) bool { return a == b || a != nil && b != nil && *a == *b }

// pressing orders deadlines: what is urgent, overdue, soon, later. One of which only the earliest day is known, and that has
// passed, may be overdue.
func pressing(dl *screen.Deadline) int {
	status := dl.Status
	if status == screen.DateUnknown && dl.Cautious != nil {
		status = screen.Overdue
	}
	return slices.Index([]screen.DeadlineStatus{screen.Urgent, screen.Overdue, screen.Soon, screen.Later, screen.DateUnknown, screen.NoFixedDate}, status)
}

// alike puts deadlines together that say the same for several convictions.
func (d *drawer) alike(ds []*screen.Deadline) [][]*screen.Deadline {
	var out [][]*screen.Deadline
	for _, dl := range ds {
		i := slices.IndexFunc(out, func(g []*screen.Deadline) bool {
			a := g[0]
			return a.Rule == dl.Rule && a.Status == dl.Status && a.Reason == dl.Reason && a.TriggerOn == dl.TriggerOn && d.when(a) == d.when(dl)
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
	b := block{tag: d.word(dl.Status.String()), tone: toneOf(dl.Status.String()), lead: d.when(dl)}
	if dl.Status == screen.DateUnknown && dl.Cautious != nil {
		b.tone = bad
	}
	b.text = dl.Rule.Title + " (" + d.idsOf(group) + ")" + d.mark(dl.Rule)
	if b.lead == "" {
		b.lead, b.text = b.text, ""
	}
	if dl.Date != nil && dl.Cautious != nil {
		label := d.tr("Keep this earlier date")
		if *dl.Cautious < d.r.Case.AsOf {
			label = d.tr("The earlier, more cautious date has passed")
		}
		b.say(label, dl.Cautious.String()+" ("+d.left(int(*dl.Cautious-d.r.Case.AsOf))+"). "+dl.Why(d.tr))
	} else {
		b.say(d.tr("Why"), sentence(dl.Why(d.tr)))
	}
	if dl.Date != nil || dl.Cautious != nil || dl.Status == screen.NoFixedDate {
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
		return d.trf("%s at the earliest", dl.Cautious) + ", " + d.left(dl.DaysLeft)
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

// trigger names the day from which a deadline counts, and the question that it answers.
func (d *drawer) trigger(dl *screen.Deadline) string {
	s := dl.TriggerOn.String()
	if dl.Trigger != nil {
		s += " (" + cmp.Or(dl.Trigger.Question.In(d.lang), dl.Trigger.Name) + ")"
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
	if s == "" || strings.ContainsAny(s[len(s)-1:], ".!?") {
		return capital(s)
	}
	return capital(s) + "."
}

// capital begins a text with a capital.
func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + s[size:]
}
