package interview

import (
	"fmt"
	"slices"

	"example.com/vacatur/internal/fact"
)

// A list that is still being told ends, in the case that is saved, with an item of which nothing is said. So a case that
// was broken off never looks complete, and whoever goes on with it is asked for the rest. "Not sure whether there is
// another" ends a list with an item whose facts are all unknown: it may be there, and the screening counts with it.

// cut is what a "no" to one more item took away.
type cut struct {
	items  []fact.Item
	closed bool
}

// blank reports whether nothing is said of an item.
func blank(it *fact.Item) bool { return allAre(it, fact.Absent) }

// phantom reports whether an item may be there, and no more is known of it.
func phantom(it *fact.Item) bool { return allAre(it, fact.Unknown) }

func allAre(it *fact.Item, s fact.State) bool {
	return len(it.Findings) == 0 &&
		!slices.ContainsFunc(it.Values, func(v fact.Value) bool { return v.State != s }) &&
		!slices.ContainsFunc(it.Lists, func(l fact.Sublist) bool { return len(l.Items) > 0 })
}

// eachList visits the lists of a case: those at the top, and those of every item.
func (e *engine) eachList(c *fact.Case, visit func(l *fact.List, outer int, s *fact.Sublist)) {
	for _, l := range e.catalog().Top {
		s := sub(c, l, -1)
		visit(l, -1, s)
		for _, child := range l.Children {
			for i := range s.Items {
				visit(child, i, sub(c, child, i))
			}
		}
	}
}

// adopt finds which lists of the start case are told to the end. A case has one conviction at least.
func (e *engine) adopt() {
	e.eachList(e.c, func(l *fact.List, outer int, s *fact.Sublist) {
		if !s.Given {
			return
		}
		switch n := len(s.Items); {
		case n == 0 || !blank(&s.Items[n-1]):
			e.closed[listAt(l, outer)] = true
		case n > 1: // whether it is there is asked again; if so, it keeps its name
			e.dropped[e.more(l, outer, n-1)] = cut{items: s.Items[n-1:]}
			s.Items = s.Items[:n-1]
		}
	})
	l := e.convictions()
	if s := sub(e.c, l, -1); len(s.Items) == 0 {
		s.Given = true
		e.grow(s, l, e.more(l, -1, 0))
		delete(e.closed, listAt(l, -1))
	}
}

// open returns the case as it is saved: with an item of which nothing is said at the end of lists still being told.
func (e *engine) open() *fact.Case {
	c := e.c.Clone()
	e.eachList(e.c, func(l *fact.List, outer int, was *fact.Sublist) {
		if e.closed[listAt(l, outer)] || len(was.Items) == 0 || blank(&was.Items[len(was.Items)-1]) {
			return
		}
		s := sub(c, l, outer)
		s.Items = append(s.Items, e.fresh(l, s))
	})
	return c
}

// fresh returns an item of which nothing is known, with a name that no other has.
func (e *engine) fresh(l *fact.List, s *fact.Sublist) fact.Item {
	it := l.NewItem()
	if l.Key == "" {
		return it
	}
	for n := len(s.Items) + 1; ; n++ {
		it.Key = fmt.Sprintf("%s-%d", l.Item, n)
		if !slices.ContainsFunc(s.Items, func(o fact.Item) bool { return o.Key == it.Key }) {
			return it
		}
	}
}

// grow adds the item that a question was about: those taken away before, if there were any, or a new one.
func (e *engine) grow(s *fact.Sublist, l *fact.List, p place) {
	old, ok := e.dropped[p]
	delete(e.dropped, p)
	if ok && len(old.items) > 0 {
		s.Items = append(s.Items, old.items...)
		e.closed[listAt(l, p.parent())] = old.closed
		return
	}
	delete(e.closed, listAt(l, p.parent()))
	s.Items = append(s.Items, e.fresh(l, s))
}

// parent is the index of the item that holds the list of a question for more; -1 for lists at the top.
func (p place) parent() int {
	if p.inner < 0 {
		return -1
	}
	return p.outer
}

func (p place) item() int {
	if p.inner < 0 {
		return p.outer
	}
	return p.inner
}

// moreAnswer returns how the question for an item of a list stands: yes, no, unknown, or "" where it is open.
func (e *engine) moreAnswer(p place) string {
	l := e.catalog().List(p.name)
	s, n := sub(e.c, l, p.parent()), p.item()
	switch {
	case s == nil || n > len(s.Items):
		return ""
	case n < len(s.Items) && phantom(&s.Items[n]):
		return Unknown
	case n < len(s.Items):
		return "yes"
	case !e.closed[listAt(l, p.parent())] || n > 0 && phantom(&s.Items[n-1]):
		return ""
	case !s.Given && !l.AbsentIsEmpty:
		return Unknown
	}
	return "no"
}

// takeMore changes a list by the answer to the question for one more item.
func (e *engine) takeMore(p place, text string) {
	if e.moreAnswer(p) == text {
		return
	}
	clear(e.hushed)
	l := e.catalog().List(p.name)
	s, n, at := sub(e.c, l, p.parent()), p.item(), listAt(l, p.parent())
	if n < len(s.Items) {
		if !phantom(&s.Items[n]) {
			e.dropped[p] = cut{slices.Clone(s.Items[n:]), e.closed[at]}
		}
		s.Items = slices.Clone(s.Items[:n])
	}
	s.Given = true
	switch {
	case text == "yes":
		e.grow(s, l, p)
		return
	case text == Unknown && n == 0 && !l.AbsentIsEmpty:
		s.Given = false
	case text == Unknown:
		it := unsure(l)
		it.Key = e.fresh(l, s).Key
		s.Items = append(s.Items, it)
	}
	e.closed[at] = true
}
