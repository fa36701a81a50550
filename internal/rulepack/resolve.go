package rulepack

import (
	"slices"

	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/source"
)

// resolve ties together what rules call by id: authorities, exceptions, other rules, calendars.
func (l *loader) resolve() {
	for _, r := range l.pack.Rules {
		r.Authorities = l.cited(r.File, r.authorityIDs)
		for _, n := range r.exceptionIDs {
			switch e := l.pack.Rule(Exception, n.id); {
			case e == nil:
				l.diags.Add(r.File, n.pos, "no exception is called %q%s", n.id, source.DidYouMean(n.id, l.ids(Exception)))
			case !hasAtHand(r.Of, e.Of):
				l.diags.Add(r.File, n.pos, "the exception %s speaks of one %s, and the %s %s does not", e.ID, e.Of.Item, r.Kind, r.ID)
			default:
				r.Exceptions = append(r.Exceptions, e)
			}
		}
		l.scope(r)
		for i := range r.Elements {
			e := &r.Elements[i]
			e.Authorities, e.Contrary = l.cited(r.File, e.authorityIDs), l.cited(r.File, e.contraryIDs)
			l.condition(r.File, e.When)
			e.Reads = readsOf(e.When)
		}
		l.resolvePath(r)
		l.resolveClock(r)
	}
	for _, v := range l.pack.Values {
		for _, c := range v.Cases {
			l.condition(v.File, c.When)
			if c.Pick != nil {
				l.condition(v.File, c.Pick.Among)
			}
			l.cited(v.File, namesOf(append(slices.Clone(c.Authorities), c.Contrary...), v.Pos))
		}
	}
	if !l.checked { // else its offenses are known to be without mistakes, and are read when they are wanted
		l.pack.ready()
	}
	for _, g := range l.pack.Goals {
		for _, a := range g.Against {
			l.condition("goals", a.When)
			for _, b := range a.Bars {
				if l.pack.Rule(Bar, b) == nil {
					l.diags.Add("rules", source.Pos{}, "the goal %s names the bar %q, which is not defined", g.ID, b)
				}
			}
		}
	}
	l.cycles()
}

func namesOf(ids []string, pos source.Pos) (out []named) {
	for _, id := range ids {
		out = append(out, named{id, pos})
	}
	return out
}

func (l *loader) cited(file string, ids []named) (out []*Authority) {
	for _, n := range ids {
		a := l.pack.Authorities[n.id]
		if a == nil {
			known := make([]string, 0, len(l.pack.Authorities))
			for id := range l.pack.Authorities {
				known = append(known, id)
			}
			slices.Sort(known)
			l.diags.Add(file, n.pos, "no authority is called %q%s", n.id, source.DidYouMean(n.id, known))
			continue
		}
		out = JoinAuthorities(out, a)
	}
	return out
}

func (l *loader) ids(k Kind) (out []string) {
	for _, r := range l.pack.OfKind(k) {
		out = append(out, r.ID)
	}
	return out
}

// condition resolves the references of a condition to rules.
func (l *loader) condition(file string, x *cond.Expr) {
	x.Refs(func(ref *cond.Ref) {
		target := l.pack.Rule(Kind(ref.Kind), ref.ID)
		if target == nil {
			l.diags.Add(file, ref.Pos, "no %s is called %q%s", ref.Kind, ref.ID, source.DidYouMean(ref.ID, l.ids(Kind(ref.Kind))))
			return
		}
		ref.Rule = target.Index
		if of := target.Of; of != nil && of.Item != "conviction" && ref.Scopes&(1<<of.Scope) == 0 {
			l.diags.Add(file, ref.Pos, "%s.%s speaks of one %s; use it inside count, sum, last or first over %s", ref.Kind, ref.ID, of.Item, of.ID)
		}
	}, func(x *cond.Expr) {
		for _, g := range l.pack.OfKind(Ground) {
			if x.Select.Kind != "" && g.GroundKind == x.Select.Kind || slices.Contains(x.Select.IDs, g.ID) {
				x.Rules = append(x.Rules, g.Index)
			}
		}
		for _, id := range x.Select.IDs {
			if l.pack.Rule(Ground, id) == nil {
				l.diags.Add(file, x.Pos, "no ground is called %q%s", id, source.DidYouMean(id, l.ids(Ground)))
			}
		}
		if x.Select.Kind != "" && len(x.Rules) == 0 {
			l.diags.Add(file, x.Pos, "no ground is of the kind %q", x.Select.Kind)
		}
	})
}

func (l *loader) resolvePath(r *Rule) {
	if r.Path == nil {
		return
	}
	for i := range r.Path.Effect {
		e := &r.Path.Effect[i]
		e.Authorities = l.cited(r.File, e.authorityIDs)
		l.condition(r.File, e.When)
	}
}

func (l *loader) resolveClock(r *Rule) {
	k := r.Clock
	if k == nil {
		return
	}
	for _, lc := range k.Length {
		l.condition(r.File, lc.When)
	}
	if k.Cautious != nil {
		l.condition(r.File, k.Cautious.When)
		k.Cautious.Authorities = l.cited(r.File, k.Cautious.authorityIDs)
	}
	if id := k.calendarID; id.id != "" {
		if k.Calendar = l.pack.Calendars[id.id]; k.Calendar == nil {
			l.diags.Add(r.File, id.pos, "no calendar is called %q", id.id)
		}
	} else if k.LastDay != "as_is" && k.Kind == "fixed" {
		l.diags.Add(r.File, r.Pos, "the deadline %s rolls its last day but names no calendar", r.ID)
	}
}

func (l *loader) resolveOffense(o *Offense) {
	o.Authorities = l.cited(o.File, o.authorityIDs)
	for i := range o.Classes {
		for j := range o.Classes[i] {
			c := &o.Classes[i][j]
			c.Authorities, c.Contrary = l.cited(o.File, c.authorityIDs), l.cited(o.File, c.contraryIDs)
			l.condition(o.File, c.When)
			as := c.Authorities
			if len(as) == 0 {
				as = o.Authorities
			}
			c.Unread = len(as) == 0 || AllUnread(as)
		}
		if len(o.Classes[i]) > 0 {
			o.Listed = append(o.Listed, i)
		}
	}
	for _, m := range o.Max {
		l.condition(o.File, m.When)
	}
}

type reader struct{ out []Read }

func (r *reader) add(n Read) {
	if !slices.Contains(r.out, n) {
		r.out = append(r.out, n)
	}
}
func (r *reader) ReadFact(f *fact.Fact)   { r.add(Read{Fact: f}) }
func (r *reader) ReadValue(v *cond.Value) { r.add(Read{Value: v}) }
func (r *reader) ReadClass(class int)     { r.add(Read{Class: class + 1}) }
func (r *reader) ReadRule(ref *cond.Ref) {
	for _, n := range r.out {
		if n.Ref != nil && n.Ref.Rule == ref.Rule {
			return
		}
	}
	r.add(Read{Ref: ref})
}

func readsOf(x *cond.Expr) []Read {
	var r reader
	x.Reads(&r)
	return r.out
}

// cycles reports rules that refer to themselves, directly or through others: they could never be answered.
func (l *loader) cycles() {
	const (
		fresh = iota
		open
		done
	)
	state := make([]int, len(l.pack.Rules))
	var visit func(r *Rule) bool
	visit = func(r *Rule) bool {
		switch state[r.Index] {
		case done:
			return true
		case open:
			return false
		}
		state[r.Index] = open
		ok := true
		next := func(i int) {
			if ok && !visit(l.pack.Rules[i]) {
				l.diags.Add(r.File, r.Pos, "the %s %s refers to itself through %s %s", r.Kind, r.ID, l.pack.Rules[i].Kind, l.pack.Rules[i].ID)
				ok = false
			}
		}
		for _, x := range l.conditionsOf(r) {
			x.Refs(func(ref *cond.Ref) { next(ref.Rule) }, func(x *cond.Expr) {
				for _, i := range x.Rules {
					next(i)
				}
			})
		}
		for _, e := range append(slices.Clone(r.Exceptions), r.Reasons...) {
			next(e.Index)
		}
		state[r.Index] = done
		return true
	}
	for _, r := range l.pack.Rules {
		visit(r)
	}
}

func (l *loader) conditionsOf(r *Rule) (out []*cond.Expr) {
	for i := range r.Elements {
		out = append(out, r.Elements[i].When)
		var rd reader
		r.Elements[i].When.Reads(&rd)
		for _, n := range rd.out {
			if n.Value == nil {
				continue
			}
			for _, c := range n.Value.Cases {
				out = append(out, c.When)
				if c.Pick != nil {
					out = append(out, c.Pick.Among)
				}
			}
		}
	}
	return out
}
