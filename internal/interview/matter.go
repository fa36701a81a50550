package interview

import (
	"slices"
	"strings"

	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/offer"
	"example.com/vacatur/internal/screen"
)

// screener returns the one that holds the rules for the convictions of a case.
func (e *engine) screener(c *fact.Case) (*screen.Screener, error) {
	js := e.jurisdictions(c)
	key := strings.Join(js, " ")
	if s := e.known[key]; s != nil {
		return s, nil
	}
	s, err := e.opts.Source(js...)
	if err == nil {
		e.known[key] = s
	}
	return s, err
}

// result screens the case as it stands.
func (e *engine) result() *screen.Result {
	if e.res == nil {
		e.res = screened(e.s, e.c)
	}
	return e.res
}

// screened screens a case. What only paths that are not offered turn on is not asked.
func screened(s *screen.Screener, c *fact.Case) *screen.Result {
	res := s.Screen(c)
	offer.Only(res)
	return res
}

// named reports whether a result misses the fact of a place.
func named(res *screen.Result, p place) bool {
	return slices.ContainsFunc(res.Missing, func(m screen.Missing) bool {
		return m.Name == p.name && (m.Conviction < 0 || m.Conviction == p.outer)
	})
}

// turnsOn reports whether a result could change by a fact that the case does not speak of. Screening names the missing
// facts of a list and not the item; an item is asked where it would be missing if the item stood alone, and all of them
// where that is so for none.
func (e *engine) turnsOn(p place) bool {
	if !named(e.result(), p) {
		return false
	}
	f := e.fact(p)
	if f.List == nil || f.List == e.convictions() {
		return true
	}
	outer, i := -1, p.outer
	if f.List.Parent != nil {
		outer, i = p.outer, p.inner
	}
	items := sub(e.c, f.List, outer).Items
	if len(items) == 1 {
		return true
	}
	alone := func(i int) bool {
		if items[i].Values[f.Slot].State != fact.Absent {
			return false
		}
		c := e.c.Clone()
		sub(c, f.List, outer).Items = slices.Clone(items[i : i+1])
		return named(screened(e.s, c), p)
	}
	if alone(i) {
		return true
	}
	for j := range items {
		if j != i && alone(j) {
			return false
		}
	}
	return true
}

// fallAway takes answers out of the case on which something turned before a change and nothing does after it. What never
// mattered stays: it was stated for its own sake.
func (e *engine) fallAway(before *fact.Case, beforeBy *screen.Screener, changed place) {
	without := func(c *fact.Case, by *screen.Screener, p place) bool {
		f := by.Pack().Catalog.Lookup(p.name)
		if f == nil {
			return false
		}
		d := c.Clone()
		v := valueAt(d, f, p)
		if v == nil {
			return false
		}
		*v = fact.Value{}
		return named(screened(by, d), p)
	}
	consider := func(f *fact.Fact, p place) {
		v := valueAt(e.c, f, p)
		if p == changed || alwaysAsked(f) || v.State != fact.Given && v.State != fact.Unknown {
			return
		}
		if !without(e.c, e.s, p) && without(before, beforeBy, p) {
			*v = fact.Value{}
			e.res = nil
		}
	}
	for _, f := range e.catalog().Case {
		consider(f, ofCase(f))
	}
	l := e.convictions()
	for i := range sub(e.c, l, -1).Items {
		if phantom(&sub(e.c, l, -1).Items[i]) {
			continue
		}
		for _, f := range l.Facts {
			consider(f, ofItem(f, i))
		}
	}
}
