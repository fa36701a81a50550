package batch

import (
	"cmp"

	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/offer"
	"example.com/vacatur/internal/screen"
)

// views arranges what stands against a person by the conviction that brings it.
type views struct {
	convictions []view
	whole       lists // grounds about the whole case that no conviction brings
	bars        lists
	missing     short // facts of the whole case
	statute     *fact.Fact
	offers      offer.Judge
	items       []fact.Item
	behind      []int
}

// view is what brief output says of one conviction.
type view struct {
	grounds  lists
	path     *screen.OpenPath
	deadline *screen.Deadline
	missing  short
}

// lists holds the ids of rules by status.
type lists [screen.Triggered + 1][]string

func (l *lists) reset() {
	for i := range l {
		l[i] = l[i][:0]
	}
}

// short is a list of which only the beginning is shown.
type short struct {
	names []string
	more  int
}

// shownMissing is how many missing facts brief output names: those on which most turns.
const shownMissing = 8

func (s *short) take(from *screen.Block, at, conviction int) {
	s.names, s.more = from.MissingOf(s.names[:0], at, conviction, shownMissing)
}

// arrange takes the case that has a place in the block of the worker.
func (v *views) arrange(w *worker, c *fact.Case, o *screen.Outline, at int) {
	if v.statute == nil {
		v.statute = w.opts.Screener.Pack().Catalog.Lookup("conviction.statute")
		v.offers = offer.NewJudge(w.opts.Screener.Pack())
	}
	v.items = c.Lists[w.opts.Screener.Convictions()].Items
	for len(v.convictions) < len(v.items) {
		v.convictions = append(v.convictions, view{})
	}
	v.convictions = v.convictions[:len(v.items)]
	for i := range v.convictions {
		x := &v.convictions[i]
		x.grounds.reset()
		*x = view{grounds: x.grounds, missing: short{names: x.missing.names[:0]}}
	}
	v.whole.reset()
	v.bars.reset()
	v.missing.take(w.block, at, -1)
	for i := range o.Grounds {
		g := &o.Grounds[i]
		if g.Conviction >= 0 {
			v.ground(&v.convictions[g.Conviction].grounds, g)
			continue
		}
		v.behind = w.block.Behind(v.behind[:0], at, g.Rule)
		for _, i := range v.behind {
			v.ground(&v.convictions[i].grounds, g)
		}
		if len(v.behind) == 0 {
			v.ground(&v.whole, g)
		}
	}
	for i := range o.Bars {
		v.ground(&v.bars, &o.Bars[i])
	}
	for i := range o.Paths {
		if p := &o.Paths[i]; p.Conviction >= 0 && v.offers.Offers(p.Rule, o.Convicted[p.Conviction], &v.items[p.Conviction]) {
			if x := &v.convictions[p.Conviction]; x.path == nil || rank(p) > rank(x.path) {
				x.path = p
			}
		}
	}
	for i := range v.convictions {
		v.convictions[i].deadline = v.next(o, i)
		v.convictions[i].missing.take(w.block, at, i)
	}
}

func (v *views) ground(to *lists, s *screen.Standing) {
	if l := to[s.Status]; len(l) == 0 || l[len(l)-1] != s.Rule.ID {
		to[s.Status] = append(l, s.Rule.ID)
	}
}

// rank orders paths by which a lawyer looks at first: those that end a conviction, then by status, then the main vehicle of
// the place, then by effect. A pardon that is open does not come before a motion of which a fact is missing.
func rank(p *screen.OpenPath) int {
	n := int(p.Status) * 100
	switch p.Effect {
	case "eliminates":
		n += 2040
	case "eliminates_if_defect_stated":
		n += 2030
	case "unsettled":
		n += 1020
	case "reduces":
		n += 10
	default:
		n -= 1000
	}
	if p.Rule.Path.Main {
		n += 20
	}
	return n
}

// next returns the deadline of the case or of one conviction that comes next; else the last that has passed; else one
// without a fixed day.
func (v *views) next(o *screen.Outline, conviction int) *screen.Deadline {
	var ahead, passed, open *screen.Deadline
	for i := range o.Deadlines {
		d := &o.Deadlines[i]
		switch {
		case d.Conviction >= 0 && d.Conviction != conviction:
		case d.Conviction >= 0 && !v.offers.Runs(d.Rule, o.Convicted[conviction], &v.items[conviction]):
		case d.Status == screen.Overdue:
			if passed == nil || !d.Before(passed) {
				passed = d
			}
		case d.Date != nil || d.Cautious != nil && d.DaysLeft >= 0:
			if ahead == nil || d.Before(ahead) {
				ahead = d
			}
		case d.Status == screen.NoFixedDate && open == nil:
			open = d
		}
	}
	return cmp.Or(ahead, passed, open)
}

// keep is the day of a deadline: the last day, or the earliest that it can be where it is not certain.
func keep(d *screen.Deadline) string {
	switch {
	case d.Date != nil:
		return d.Date.String()
	case d.Cautious != nil:
		return d.Cautious.String()
	}
	return ""
}
