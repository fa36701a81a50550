package cond

import (
	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/tri"
)

// each sets the environment to every item of the list in turn. It reports whether the list is known at all.
func (e *Env) each(l *fact.List, visit func(i int)) bool {
	sub := e.Sublist(l)
	if !sub.Given && !l.AbsentIsEmpty {
		return false
	}
	outer, outerIndex := e.Item[l.Scope], e.Index[l.Scope]
	for i := range sub.Items {
		e.Item[l.Scope], e.Index[l.Scope] = &sub.Items[i], i
		visit(i)
	}
	e.Item[l.Scope], e.Index[l.Scope] = outer, outerIndex
	return true
}

// fitting visits the items that meet the condition, or may; open gathers the causes why it is not certain which do. It reports
// whether the list is known.
func (o *Over) fitting(env *Env, open *tri.Value, visit func(v tri.Value)) bool {
	return env.each(o.List, func(int) {
		v := o.Where.Eval(env)
		if v == tri.No {
			return
		}
		if v != tri.Yes {
			*open |= v
		}
		visit(v)
	})
}

// count compares the number of items that meet the condition with the bounds. Items with the same known label count once;
// an item whose label is not known may have that of any other.
func (o *Over) count(env *Env) tri.Value {
	var t tally
	open := tri.No
	known := o.fitting(env, &open, func(v tri.Value) {
		if o.Distinct == nil {
			t.add(v == tri.Yes, "none", true)
			return
		}
		label := env.Value(o.Distinct)
		t.add(v == tri.Yes, label.Str, label.Known())
		if v == tri.Yes && !label.Known() {
			t.labelOpen = true
		}
	})
	if !known {
		return tri.Unknown
	}
	least, most := t.bounds()
	if t.labelOpen {
		open |= tri.Unknown
	}
	return o.Decide(least, most, open)
}

// Decide holds a count that lies between least and most against the bounds. Open are the causes why it is not one number.
func (o *Over) Decide(least, most int, open tri.Value) tri.Value {
	result := tri.Yes
	if o.AtLeast > 0 {
		result = within(least >= o.AtLeast, most < o.AtLeast, open)
	}
	if o.AtMost >= 0 {
		result = tri.And(result, within(most <= o.AtMost, least > o.AtMost, open))
	}
	return result
}

func within(surely, never bool, open tri.Value) tri.Value {
	switch {
	case surely:
		return tri.Yes
	case never:
		return tri.No
	}
	return tri.Because(open)
}

// tally counts labelled items between a least and a most number.
type tally struct {
	alone, aloneMaybe     int // items that certainly stand alone
	labels                []string
	certain               []bool // by label: some item surely counts
	unlabelled, unlabMayb int
	labelOpen             bool
}

func (t *tally) add(certain bool, label string, known bool) {
	switch {
	case !known && certain:
		t.unlabelled++
	case !known:
		t.unlabMayb++
	case label == "none" && certain:
		t.alone++
	case label == "none":
		t.aloneMaybe++
	default:
		for i, l := range t.labels {
			if l == label {
				t.certain[i] = t.certain[i] || certain
				return
			}
		}
		t.labels, t.certain = append(t.labels, label), append(t.certain, certain)
	}
}

func (t *tally) bounds() (least, most int) {
	least, most = t.alone, t.alone+t.aloneMaybe+len(t.labels)+t.unlabelled+t.unlabMayb
	for _, c := range t.certain {
		if c {
			least++
		}
	}
	if least == 0 && t.unlabelled > 0 {
		least = 1
	}
	if t.unlabelled+t.unlabMayb == 1 && len(t.labels) == 0 && t.alone+t.aloneMaybe == 0 {
		t.labelOpen = false
	}
	return least, most
}

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
		return v.Term, v.Term, tri.Yes
	}
	first := true
	cause = tri.Yes
	o.Value.Value.alternatives(env, func(guard tri.Value, _ *ValueCase, val *fact.Value) {
		lo, hi := date.Term{}, date.Life
		if val != nil {
			lo, hi = val.Term, val.Term
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

func (s *runs) total() (least, most date.Term) {
	least, most = s.least, s.most.Plus(s.freeMost)
	for _, g := range s.groups {
		least, most = least.Plus(g.least), most.Plus(g.most)
	}
	return longer(least, s.free), most
}

func longer(a, b date.Term) date.Term {
	if date.AtLeast(a, b) == tri.No {
		return b
	}
	return a
}

// pick asks the condition of the item picked.
func (o *Over) pick(env *Env) tri.Value {
	var seen, open tri.Value
	certain := false
	known := o.Pick.candidates(env, func(only tri.Value) {
		seen |= o.Where.Eval(env)
		if only != tri.Yes {
			open |= only
		}
		certain = certain || only == tri.Yes
	})
	switch {
	case !known:
		return tri.Unknown
	case seen == 0:
		return tri.No
	case seen == tri.No, seen == tri.Yes && certain:
		return seen
	}
	return tri.Because(seen&^tri.Yes&^tri.No, open)
}

// candidates visits every item that may be the one picked, with Yes where it is certain that this item is. It reports
// whether the list is known. Where dates do not decide which of two items is later, their order in the file does.
func (p *Pick) candidates(env *Env, visit func(only tri.Value)) bool {
	limit, limitKnown := date.Date{}, tri.Yes
	if p.OnOrBefore != nil {
		limit, limitKnown = p.OnOrBefore.Date(env)
	}
	var buf [16]tri.Value
	fits := buf[:0]
	known := env.each(p.List, func(int) {
		v := p.Among.Eval(env)
		if p.OnOrBefore != nil && v != tri.No {
			in := tri.Unknown
			if d := env.Value(p.By); d.Known() && limitKnown == tri.Yes {
				in = date.OnOrBefore(d.Date, limit)
			}
			v = tri.And(v, in)
		}
		fits = append(fits, v)
	})
	items := env.Sublist(p.List).Items
	env.each(p.List, func(i int) {
		if fits[i] == tri.No {
			return
		}
		only := fits[i]
		for j := range items {
			if j == i || fits[j] == tri.No {
				continue
			}
			if p.goesFirst(&items[j], &items[i], j, i) {
				if fits[j] == tri.Yes {
					return
				}
				only = tri.And(only, tri.Because(fits[j]))
			}
		}
		visit(only)
	})
	return known
}

// goesFirst reports whether item a is picked before item b.
func (p *Pick) goesFirst(a, b *fact.Item, ai, bi int) bool {
	if p.By != nil {
		va, vb := &a.Values[p.By.Slot], &b.Values[p.By.Slot]
		if va.Known() && vb.Known() {
			switch {
			case date.Before(va.Date, vb.Date) == tri.Yes:
				return p.First
			case date.Before(vb.Date, va.Date) == tri.Yes:
				return !p.First
			}
		}
	}
	return (ai < bi) == p.First
}

// EachCounted visits the items of a list that meet (or may meet) the condition of a count, sum, last or first over it.
func (x *Expr) EachCounted(env *Env, l *fact.List, visit func(i int, v tri.Value)) {
	if x == nil {
		return
	}
	for _, k := range x.Kids {
		k.EachCounted(env, l, visit)
	}
	if x.Over == nil {
		return
	}
	if x.Over.List != l {
		env.each(x.Over.List, func(int) { x.Over.Where.EachCounted(env, l, visit) })
		return
	}
	env.each(l, func(i int) {
		if v := tri.And(x.Over.Where.Eval(env), x.Over.Among.Eval(env)); v != tri.No {
			visit(i, v)
		}
	})
}
