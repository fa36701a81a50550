package interview

import (
	"cmp"
	"slices"

	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/screen"
)

// next returns the question that comes next, and whether there is one. It depends on the case alone: the opening questions
// of the person and the removal case, then a list that is being told, then every conviction, and then what the rules still
// turn on.
func (e *engine) next() (place, bool) {
	cat := e.catalog()
	for _, f := range cat.Case {
		if f.AskFirst && e.c.Values[f.Slot].State == fact.Absent {
			return ofCase(f), true
		}
	}
	for _, l := range cat.Top {
		if s := sub(e.c, l, -1); l != e.convictions() && len(s.Items) > 0 && !e.closed[listAt(l, -1)] {
			return e.telling(l, -1)
		}
	}
	l := e.convictions()
	items := sub(e.c, l, -1).Items
	for i := range items {
		if p, ok := e.opening(l, i); ok && !phantom(&items[i]) {
			return p, true
		}
	}
	if !e.closed[listAt(l, -1)] {
		return e.more(l, -1, len(items)), true
	}
	return e.mattering()
}

// opening returns the next question that begins a conviction. A date or a term on which nothing turns after the answers
// before it is left out (a plea date after a trial); what names the conviction is always asked.
func (e *engine) opening(l *fact.List, i int) (place, bool) {
	for _, f := range l.Facts {
		p := ofItem(f, i)
		switch {
		case !e.absent(p):
		case f.Name == "conviction.offense_type":
			if e.needsType(i) {
				return p, true
			}
		case f.AskFirst && (alwaysAsked(f) || e.turnsOn(p)):
			return p, true
		}
	}
	for _, child := range l.Children {
		if e.closed[listAt(child, i)] || !child.AbsentIsEmpty {
			continue
		}
		if len(sub(e.c, child, i).Items) > 0 || e.wouldMatter(child, i) {
			return e.telling(child, i)
		}
	}
	return place{}, false
}

func alwaysAsked(f *fact.Fact) bool {
	return f.AskFirst && (f.List == nil || f.Type != fact.Date && f.Type != fact.Term)
}

// needsType reports whether the plain type of the offense says what the statute does not.
func (e *engine) needsType(i int) bool {
	statute := &sub(e.c, e.convictions(), -1).Items[i].Values[e.catalog().Lookup("conviction.statute").Slot]
	m := &e.result().Convictions[i].Match
	return statute.State != fact.Absent && !m.Certain() && len(e.s.Pack().Offenses) > 0
}

// wouldMatter reports whether an item of the list, if there were one, could change a result. Nothing asks for a list that
// is taken to be empty, so one is supposed.
func (e *engine) wouldMatter(l *fact.List, outer int) bool {
	c := e.c.Clone()
	s := sub(c, l, outer)
	s.Given, s.Items = true, append(s.Items, l.NewItem())
	return slices.ContainsFunc(screened(e.s, c).Missing, func(m screen.Missing) bool {
		return m.Fact != nil && m.Fact.List == l && (l.Parent == nil || m.Conviction == outer)
	})
}

// telling returns the next question of a list that is being told: a fact of its last item, or whether there is another.
func (e *engine) telling(l *fact.List, outer int) (place, bool) {
	items := sub(e.c, l, outer).Items
	if n := len(items); n > 0 {
		for _, f := range l.Facts {
			if p := e.within(f, outer, n-1); e.absent(p) && (f.Slot == 0 || e.turnsOn(p)) {
				return p, true
			}
		}
	}
	return e.more(l, outer, len(items)), true
}

func (e *engine) within(f *fact.Fact, outer, i int) place {
	if f.List.Parent == nil {
		return ofItem(f, i)
	}
	return ofInner(f, outer, i)
}

// mattering returns the open question that comes first: what decides on the grounds that the record brings, then on its bars
// and on the main path for each conviction, then on the other paths, and last on what no conviction brings.
func (e *engine) mattering() (place, bool) {
	missing := slices.Clone(e.result().Missing)
	tiers := make(map[*screen.Unknown]int, len(missing))
	for i := range missing {
		if t, seen := tiers[missing[i].Unknown]; !seen {
			tiers[missing[i].Unknown] = e.tier(&missing[i])
		} else {
			tiers[missing[i].Unknown] = min(t, e.tier(&missing[i]))
		}
	}
	slices.SortStableFunc(missing, func(a, b screen.Missing) int {
		return cmp.Or(tiers[a.Unknown]-tiers[b.Unknown], a.Conviction-b.Conviction)
	})
	for i := range missing {
		m := &missing[i]
		if e.idle(m) {
			continue
		}
		if m.Fact == nil {
			if l := e.catalog().List(m.Name); l != nil && l.Parent == nil && !e.closed[listAt(l, -1)] {
				return e.more(l, -1, len(sub(e.c, l, -1).Items)), true
			}
			continue // a classification is for an attorney to find
		}
		for _, p := range e.placesOf(e.asked(m.Fact), m.Conviction) {
			if e.absent(p) && (m.Fact != e.fact(p) || e.turnsOn(p)) && !e.followsUnsure(m) {
				return p, true
			}
		}
	}
	return place{}, false
}

// asked returns the fact by which people know another: the state rather than the circuit that follows from it.
func (e *engine) asked(f *fact.Fact) *fact.Fact {
	if f.From != nil {
		if g := e.catalog().Lookup(f.From.Fact); g != nil && g.List == f.List {
			return g
		}
	}
	return f
}

// placesOf returns where a fact may stand: once in the case, or in every item of its list.
func (e *engine) placesOf(f *fact.Fact, conviction int) []place {
	switch {
	case f.List == nil:
		return []place{ofCase(f)}
	case f.List == e.convictions():
		return []place{ofItem(f, conviction)}
	}
	s := sub(e.c, f.List, conviction)
	if s == nil {
		return nil
	}
	out := make([]place, len(s.Items))
	for i := range s.Items {
		out[i] = e.within(f, conviction, i)
	}
	return out
}
