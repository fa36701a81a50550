package report

import (
	"fmt"
	"slices"
	"strings"

	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/screen"
)

// cite names authorities, marks those that nobody has verified, and remembers them for the list at the end.
func (d *drawer) cite(as []*rulepack.Authority, limit int) string {
	var names []string
	for i, a := range as {
		name := a.Cite
		if i < limit && !slices.Contains(d.cited, a) {
			d.cited = append(d.cited, a)
		}
		if a.Verified.None() {
			name += " [" + d.tr("NOT VERIFIED") + "]"
		}
		names = append(names, name)
	}
	return d.listOf(names, limit)
}

// mark warns where a result rests on something that nobody has verified, or where the law is moving.
func (d *drawer) mark(rule *rulepack.Rule) string {
	mark := ""
	switch as := rule.AllAuthorities(); {
	case rulepack.AllUnread(as):
		mark = " [" + d.tr("rests only on sources NOT VERIFIED") + "]"
	case slices.ContainsFunc(as, func(a *rulepack.Authority) bool { return a.Verified.None() }):
		mark = " [" + d.tr("rests on a source NOT VERIFIED") + "]"
	}
	if rule.Volatile {
		mark += " [" + d.tr("law is moving") + "]"
	}
	return mark
}

// authorities lists what the report cites: what it says in short, and when it was read.
func (d *drawer) authorities() {
	if len(d.cited) == 0 {
		return
	}
	d.heading(1, d.tr("Authorities cited"))
	slices.SortStableFunc(d.cited, func(a, b *rulepack.Authority) int { return strings.Compare(a.Cite, b.Cite) })
	for _, a := range d.cited {
		b := block{lead: a.Cite + " (" + d.verified(a) + ")", text: a.Says, lines: 2}
		if a.Verified.None() {
			b.tag, b.tone, b.lead = d.tr("NOT VERIFIED"), doubt, a.Cite
		}
		d.add(b)
	}
}

func (d *drawer) verified(a *rulepack.Authority) string { return readOn(d.lang, a) }

// readOn says when and how an authority was read.
func readOn(lang string, a *rulepack.Authority) string {
	switch {
	case a.Verified.None():
		return tr(lang, "NOT VERIFIED")
	case a.Verified.Secondary:
		return fmt.Sprintf(tr(lang, "read %s on a secondary page"), a.Verified.On)
	}
	return fmt.Sprintf(tr(lang, "read %s"), a.Verified.On)
}

// eachRule visits the rules on which a result relies: of all that is not simply out, and what a conviction is.
func eachRule(r *screen.Result, visit func(*rulepack.Rule)) {
	verdict := func(v *screen.Verdict) {
		if v.Status == screen.NotTriggered {
			return
		}
		visit(v.Rule)
		for _, reason := range v.Rule.Reasons {
			for _, e := range reason.Exceptions {
				visit(e)
			}
		}
		for _, e := range v.Rule.Exceptions {
			visit(e)
		}
	}
	for i := range r.Convictions {
		if rule := r.Convictions[i].IsStanding.Rule; rule != nil {
			visit(rule)
		}
	}
	for _, vs := range [][]screen.Verdict{r.Grounds, r.Bars, r.Waivers, r.Warnings} {
		for i := range vs {
			verdict(&vs[i])
		}
	}
	for i := range r.Paths {
		verdict(&r.Paths[i].Verdict)
	}
	for i := range r.Deadlines {
		visit(r.Deadlines[i].Rule)
	}
}

// relied returns the oldest day on which an authority was read that the result relies on, and how many nobody has read.
func relied(r *screen.Result) (oldest string, unread int) {
	seen := map[*rulepack.Authority]bool{}
	add := func(as []*rulepack.Authority) {
		for _, a := range as {
			switch {
			case seen[a]:
				continue
			case a.Verified.None():
				unread++
			case oldest == "" || a.Verified.On < oldest:
				oldest = a.Verified.On
			}
			seen[a] = true
		}
	}
	done := map[*rulepack.Rule]bool{}
	eachRule(r, func(rule *rulepack.Rule) {
		if !done[rule] {
			done[rule] = true
			add(rule.AllAuthorities())
		}
	})
	for i := range r.Convictions {
		add(r.Convictions[i].Sentence.Authorities)
		add(r.Convictions[i].Sentence.Contrary)
		for _, k := range r.Convictions[i].Classes() {
			add(k.Authorities)
			add(k.Contrary)
		}
	}
	return oldest, unread
}
