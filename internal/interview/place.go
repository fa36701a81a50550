package interview

import (
	"fmt"
	"slices"
	"strings"

	"example.com/vacatur/internal/fact"
)

// place is where in a case an answer stands: a fact, or the question whether a list has one more item. It names facts and
// lists and does not point to them, because other rule files bring another catalog.
type place struct {
	name  string // of a fact, or the id of a list
	more  bool   // the question for one more item of the list
	outer int    // index in a list at the top; -1 where there is none
	inner int    // index in a list within that item; -1 where there is none
}

func (p place) String() string {
	s := p.name
	if p.more {
		s += "?"
	}
	if p.outer >= 0 {
		s += fmt.Sprintf(" %d", p.outer)
	}
	if p.inner >= 0 {
		s += fmt.Sprintf(".%d", p.inner)
	}
	return s
}

func ofCase(f *fact.Fact) place            { return place{f.Name, false, -1, -1} }
func ofItem(f *fact.Fact, outer int) place { return place{f.Name, false, outer, -1} }
func ofInner(f *fact.Fact, o, i int) place { return place{f.Name, false, o, i} }
func listAt(l *fact.List, outer int) place { return place{l.ID, false, outer, -1} }
func (e *engine) catalog() *fact.Catalog   { return e.s.Pack().Catalog }
func (e *engine) fact(p place) *fact.Fact  { return e.catalog().Lookup(p.name) }
func (e *engine) convictions() *fact.List  { return e.catalog().List("convictions") }
func (e *engine) more(l *fact.List, outer, n int) place {
	if l.Parent == nil {
		return place{l.ID, true, n, -1}
	}
	return place{l.ID, true, outer, n}
}

// sub returns the list of a case, within the item of index outer where it has a parent; nil where there is no such item.
func sub(c *fact.Case, l *fact.List, outer int) *fact.Sublist {
	if l.Parent == nil {
		return &c.Lists[l.Index]
	}
	items := c.Lists[l.Parent.Index].Items
	if outer < 0 || outer >= len(items) {
		return nil
	}
	return &items[outer].Lists[l.Index]
}

// valueAt returns the value of a fact at a place; nil where there is no such item.
func valueAt(c *fact.Case, f *fact.Fact, p place) *fact.Value {
	if f.List == nil {
		return &c.Values[f.Slot]
	}
	s, i := sub(c, f.List, p.outer), p.outer
	if f.List.Parent != nil {
		i = p.inner
	}
	if s == nil || i < 0 || i >= len(s.Items) {
		return nil
	}
	return &s.Items[i].Values[f.Slot]
}

// stated reports whether the case holds an answer at a place.
func (e *engine) stated(p place) bool {
	if !p.more {
		f := e.fact(p)
		if f == nil { // of rules that are not needed any more
			return false
		}
		v := valueAt(e.c, f, p)
		return v != nil && v.State != fact.Absent
	}
	return e.moreAnswer(p) != ""
}

func (e *engine) absent(p place) bool {
	v := valueAt(e.c, e.fact(p), p)
	return v != nil && v.State == fact.Absent
}

// jurisdictions returns those of the convictions, sorted.
func (e *engine) jurisdictions(c *fact.Case) []string {
	f, l := e.catalog().Lookup("conviction.jurisdiction"), e.convictions()
	var out []string
	for i := range c.Lists[l.Index].Items {
		if values := c.Lists[l.Index].Items[i].Values; f.Slot < len(values) && values[f.Slot].Known() {
			out = append(out, strings.ToUpper(values[f.Slot].Str))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
