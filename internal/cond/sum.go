package cond

import (
	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/tri"
)

// sum adds a term over the items that meet the condition and compares it with the length. Of items with the same known
// label only the longest is added; an item whose label is not known may run with any other.
func (o *Over) sum(env *Env) tri.Value {
	var s runs
	open := tri.No
	known := o.fitting(env, &open, func(v tri.Value) {
		least, most, cause := o.termBounds(env)
		open |= cause &^ tri.Yes
		if v != tri.Yes {
			least = date.Term{}
		}
		label, labelled := "none", true
		if o.Longest != nil {
			l := env.Value(o.Longest)
			label, labelled = l.Str, l.Known()
		}
		s.add(least, most, label, labelled)
	})
	if !known {
		return tri.Unknown
	}
	least, most := s.total()
	if s.unlabelled > 1 || s.unlabelled == 1 && s.labelled > 0 {
		open |= tri.Unknown
	}
	low, high := date.AtLeast(least, o.Length), date.AtLeast(most, o.Length)
	return within(low == tri.Yes, high == tri.No, open)
}

// termBounds returns the least and the most that the value of the current item may be.
func (o *Over) termBounds(env *Env) (least, most date.Term, cause tri.Value) {
	if o.Value.Value == nil {
		v := env.Value(o.Value.Fact)
		if !v.Known() {
			return date.Term{}, date.Life, tri.Unknown
		}
		return v.Term(), v.Term(), tri.Yes
	}
	first := true
	cause = tri.Yes
	o.Value.Value.alternatives(env, func(guard tri.Value, _ *ValueCase, val *fact.Value) {
		lo, hi := date.Term{}, date.Life
		if val != nil {
			lo, hi = val.Term(), val.Term()
		} else {
			cause |= tri.Unknown
		}
		cause |= guard
		if first || date.AtLeast(lo, least) == tri.No {
			least = lo
		}
		if first || date.AtLeast(hi, most) != tri.No {
			most = hi
		}
		first = false
	})
	if first {
		return date.Term{}, date.Life, tri.Unknown
	}
	return least, most, cause
}

// runs adds terms, of which those in one group run at the same time.
type runs struct {
	least, most date.Term // of those that run alone
	groups      []group
	free        date.Term // the longest of those whose group is not known
	freeMost    date.Term // all of these together
	labelled    int
	unlabelled  int
}

type group struct {
	label       string
	least, most date.Term
}

func (s *runs) add(least, most date.Term, label string, known bool) {
	if !known {
		s.unlabelled++
		s.free, s.freeMost = longer(s.free, least), s.freeMost.Plus(most)
		return
	}
	s.labelled++
	if label == "none" {
		s.least, s.most = s.least.Plus(least), s.most.Plus(most)
		return
	}
	for i := range s.groups {
		if g := &s.groups[i]; g.label == label {
			g.least, g.most = longer(g.least, least), longer(g.most, most)
			return
		}
	}
	s.groups = append(s.groups, group{label, least, most})
}

// total returns the least and the most that comes to. At the least, all whose group is not known run with the longest group;
// they do not run with what runs alone.
func (s *runs) total() (least, most date.Term) {
	least, most = s.least, s.most.Plus(s.freeMost)
	with := date.Term{} // the longest group
	for _, g := range s.groups {
		most = most.Plus(g.most)
		if longer(with, g.least) != with {
			with, g.least = g.least, with
		}
		least = least.Plus(g.least)
	}
	return least.Plus(longer(with, s.free)), most
}

func longer(a, b date.Term) date.Term {
	if date.AtLeast(a, b) == tri.No {
		return b
	}
	return a
}
