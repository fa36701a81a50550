package screen

import (
	"cmp"

	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/tri"
)

// bind completes a case before it is held against the rules: absent facts that follow from others are filled, each
// conviction is looked up in the offense catalog, and each order learns its kind. Nothing that the case states is changed.
func (r *run) bind(c *fact.Case) {
	r.c = c.Clone()
	r.env = cond.Env{Case: r.c, Judge: r}
	convictions := &r.c.Lists[r.s.convictions.Index]
	r.convs = make([]conviction, len(convictions.Items))
	r.envs = make([]cond.Env, len(r.convs)+1)
	r.envs[0] = r.env
	for i := range r.convs {
		r.convs[i].item = &convictions.Items[i]
		r.envs[i+1] = r.at(i)
	}
	r.fillAll(nil)
	for i := range r.convs {
		r.lookUp(i)
		r.bindOrders(&r.convs[i])
	}
	r.fillAll(r.s.convictions)
}

// fillAll fills the absent facts of the case, or of every conviction.
func (r *run) fillAll(of *fact.List) {
	for i := range r.s.pack.Fills {
		f := &r.s.pack.Fills[i]
		switch {
		case f.Fact.List != of:
		case of == nil:
			r.fill(f, &r.envs[0])
		default:
			for j := range r.convs {
				r.fill(f, &r.envs[j+1])
			}
		}
	}
}

func (r *run) fill(f *rulepack.Fill, env *cond.Env) {
	v := env.Value(f.Fact)
	if v.State != fact.Absent {
		return
	}
	var found fact.Value // what every case that may hold agrees on
	for i := range f.Cases {
		c := &f.Cases[i]
		guard := c.When.Eval(env)
		if guard == tri.No {
			continue
		}
		then := c.Literal
		if then == nil {
			then = env.Value(c.From)
		}
		if !then.Known() || found.Known() && !then.Equal(&found) {
			return
		}
		found = *then
		if guard == tri.Yes {
			*v = found
			v.State = fact.Derived
			return
		}
	}
}

// bindOrders gives each order of a conviction its kind, from the path or plain kind that was sought.
func (r *run) bindOrders(c *conviction) {
	if r.s.orders == nil || r.s.orderPath == nil || r.s.orderKind == nil {
		return
	}
	orders := c.item.Lists[r.s.orders.Index].Items
	for i := range orders {
		path, kind := &orders[i].Values[r.s.orderPath.Slot], &orders[i].Values[r.s.orderKind.Slot]
		if !path.Known() || kind.State != fact.Absent {
			continue
		}
		if v, err := r.s.orderKind.Parse(r.s.pack.VehicleOf(path.Str)); err == nil && v.Known() {
			v.State = fact.Derived
			*kind = v
		}
	}
}

// at returns the environment of a conviction.
func (r *run) at(i int) cond.Env {
	env := r.env
	env.Item[r.s.convictions.Scope], env.Index[r.s.convictions.Scope] = r.convs[i].item, i
	return env
}

// lookUp finds a conviction in the offense catalog, and fills from there what the case leaves open: the longest sentence
// that the law allowed, and whether the offense is an attempt or the like.
func (r *run) lookUp(i int) {
	c := &r.convs[i]
	text := func(f *fact.Fact) string {
		if f == nil {
			return ""
		}
		if v := &c.item.Values[f.Slot]; v.Known() {
			return v.Str
		}
		return ""
	}
	c.match = r.s.catalog.Match(text(r.s.jurisdiction), text(r.s.statute), text(r.s.offenseType))
	if f := r.s.maxPossible; f != nil && c.match.Certain() && c.item.Values[f.Slot].State == fact.Absent {
		for j := range r.s.pack.Fills { // the conviction date, on which a maximum may turn
			if fill := &r.s.pack.Fills[j]; fill.Fact.List == r.s.convictions {
				r.fill(fill, &r.envs[i+1])
			}
		}
		if v, known := r.s.maxOf(&c.match, &r.envs[i+1]); known {
			c.item.Values[f.Slot] = v
		}
	}
	if f := r.s.inchoate; f != nil && c.match.Certain() && c.item.Values[f.Slot].State == fact.Absent {
		if v, err := f.Parse(cmp.Or(c.match.Inchoate, "none")); err == nil {
			v.State = fact.Derived
			c.item.Values[f.Slot] = v
		}
	}
}

// maxOf returns the longest sentence for the offenses matched, where all of them say the same for certain.
func (s *Screener) maxOf(m *Match, env *cond.Env) (fact.Value, bool) {
	var found fact.Value
	for n, o := range m.Offenses {
		v := cond.Value{Type: fact.Term, Cases: o.Max}
		got, known := v.Resolve(env)
		if known != tri.Yes || n > 0 && !got.Equal(&found) {
			return fact.Value{}, false
		}
		found = got
	}
	return found, len(m.Offenses) > 0
}
