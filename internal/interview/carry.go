package interview

import (
	"slices"

	"example.com/vacatur/internal/fact"
)

// The rules of a jurisdiction bring facts of their own, so that each set of jurisdictions has its own catalog, and values
// stand at other places in it. When the jurisdictions change, the case is carried over by the names of facts. What only the
// old catalog knows falls away with its rules.

// carry returns the case as another catalog has it.
func carry(c *fact.Case, from, to *fact.Catalog) *fact.Case {
	out := to.NewCase()
	out.ID, out.AsOf, out.Language = c.ID, c.AsOf, c.Language
	carryValues(out.Values, c.Values, from.Case, to)
	carryLists(out.Lists, c.Lists, from.Top, to)
	return out
}

func carryValues(to, from []fact.Value, facts []*fact.Fact, cat *fact.Catalog) {
	for _, f := range facts {
		if g := cat.Lookup(f.Name); g != nil && g.Type == f.Type {
			to[g.Slot] = from[f.Slot]
		}
	}
}

func carryLists(to, from []fact.Sublist, lists []*fact.List, cat *fact.Catalog) {
	for _, l := range lists {
		m := cat.List(l.ID)
		if m == nil {
			continue
		}
		to[m.Index].Given = from[l.Index].Given
		for i := range from[l.Index].Items {
			to[m.Index].Items = append(to[m.Index].Items, carryItem(&from[l.Index].Items[i], l, m, cat))
		}
	}
}

func carryItem(it *fact.Item, from, to *fact.List, cat *fact.Catalog) fact.Item {
	out := to.NewItem()
	if phantom(it) { // what nobody knows is not known in any catalog
		out = unsure(to)
	}
	out.Key, out.Findings = it.Key, slices.Clone(it.Findings)
	carryValues(out.Values, it.Values, from.Facts, cat)
	carryLists(out.Lists, it.Lists, from.Children, cat)
	return out
}

// unsure returns an item that may be there, and of which nothing is known.
func unsure(l *fact.List) fact.Item {
	it := l.NewItem()
	for i, f := range l.Facts {
		it.Values[i] = fact.Value{State: fact.Unknown, Type: f.Type}
	}
	return it
}

// fits reports whether a case has the shape that a catalog gives it.
func fits(c *fact.Case, cat *fact.Catalog) bool {
	return len(c.Values) == len(cat.Case) && fitLists(c.Lists, cat.Top)
}

func fitLists(subs []fact.Sublist, lists []*fact.List) bool {
	if len(subs) != len(lists) {
		return false
	}
	for _, l := range lists {
		for i := range subs[l.Index].Items {
			it := &subs[l.Index].Items[i]
			if len(it.Values) != len(l.Facts) || !fitLists(it.Lists, l.Children) {
				return false
			}
		}
	}
	return true
}

// follow takes up the rules for the convictions as they stand now, and carries the case over to their catalog.
func (e *engine) follow() error {
	s, err := e.screener(e.c)
	if err != nil || s == e.s {
		return err
	}
	from, to := e.catalog(), s.Pack().Catalog
	e.c, e.s, e.res = carry(e.c, from, to), s, nil
	for p, c := range e.dropped {
		l, m := from.List(p.name), to.List(p.name)
		items := make([]fact.Item, len(c.items))
		for i := range c.items {
			items[i] = carryItem(&c.items[i], l, m, to)
		}
		e.dropped[p] = cut{items, c.closed}
	}
	return nil
}
