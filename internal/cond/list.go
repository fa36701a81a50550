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

func within(surely, never bool, open tri.Value) tri.Value {
	switch {
	case surely:
		return tri.Yes
	case never:
		return tri.No
	}
	return tri.Because(open)
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
	sub, scope := env.Sublist(p.List), p.List.Scope
	if !sub.Given && !p.List.AbsentIsEmpty {
		return false
	}
	items := sub.Items
	if len(items) == 0 {
		return true
	}
	limit, limitKnown := date.Date{}, tri.Yes
	if p.OnOrBefore != nil {
		limit, limitKnown = p.OnOrBefore.Date(env)
	}
	outer, outerIndex := env.Item[scope], env.Index[scope]
	var buf [16]tri.Value
	fits := buf[:0] // stays here, since what is handed on into a recursion would be allocated
	for i := range items {
		env.Item[scope], env.Index[scope] = &items[i], i
		v := p.Among.Eval(env)
		if p.OnOrBefore != nil && v != tri.No {
			in := tri.Unknown
			if d := &items[i].Values[p.By.Slot]; d.Known() && limitKnown == tri.Yes {
				in = date.OnOrBefore(d.Date(), limit)
			}
			v = tri.And(v, in)
		}
		fits = append(fits, v)
	}
	for i := range items {
		if only := p.alone(items, fits, i); only != tri.No {
			env.Item[scope], env.Index[scope] = &items[i], i
			visit(only)
		}
	}
	env.Item[scope], env.Index[scope] = outer, outerIndex
	return true
}

// alone says whether an item is the one picked: it fits, and no other that does goes first.
func (p *Pick) alone(items []fact.Item, fits []tri.Value, i int) tri.Value {
	only := fits[i]
	for j := range items {
		if only == tri.No {
			break
		}
		if j != i && fits[j] != tri.No && p.goesFirst(&items[j], &items[i], j, i) {
			only = tri.And(only, tri.Not(fits[j]))
		}
	}
	return only
}

// goesFirst reports whether item a is picked before item b.
func (p *Pick) goesFirst(a, b *fact.Item, ai, bi int) bool {
	if p.By != nil {
		va, vb := &a.Values[p.By.Slot], &b.Values[p.By.Slot]
		if va.Known() && vb.Known() {
			switch {
			case date.Before(va.Date(), vb.Date()) == tri.Yes:
				return p.First
			case date.Before(vb.Date(), va.Date()) == tri.Yes:
				return !p.First
			}
		}
	}
	return (ai < bi) == p.First
}
