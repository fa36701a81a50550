package screen

import (
	"cmp"
	"slices"

	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/tri"
)

// bind completes a case before it is held against the rules: absent facts that follow from others are filled, each
// conviction is looked up in the offense catalog, and each order learns its kind. Nothing that the case states is changed.
func (st *seat) bind() {
	for _, f := range st.b.s.fills.ofCase {
		fill(f, st.at(-1))
	}
	for i := range st.convs {
		env := st.at(i)
		for _, f := range st.b.s.fills.ofConviction {
			fill(f, env)
		}
		st.lookUp(i)
		st.bindOrders(&st.convs[i])
		for _, f := range st.b.s.fills.again {
			fill(f, env)
		}
	}
}

// fills are the absent facts that are filled in from others.
type fills struct {
	ofCase, ofConviction []*rulepack.Fill
	again                []*rulepack.Fill // those that turn on what the catalog says, or on other facts that are filled in later
}

// sortFills puts the fills of the pack by what they are about, and finds those that must be tried again.
func (s *Screener) sortFills() {
	late := map[*fact.Fact]bool{s.offenseType: true, s.maxPossible: true, s.inchoate: true}
	for i := range s.pack.Fills {
		switch f := &s.pack.Fills[i]; f.Fact.List {
		case nil:
			s.fills.ofCase = append(s.fills.ofCase, f)
		case s.convictions:
			s.fills.ofConviction = append(s.fills.ofConviction, f)
			late[f.Fact] = true
		}
	}
	for _, f := range s.fills.ofConviction {
		delete(late, f.Fact)
		if slices.ContainsFunc(f.Reads(), func(r rulepack.Read) bool {
			return r.Fact == nil || late[r.Fact] || r.Fact.List != nil && r.Fact.List != s.convictions
		}) {
			late[f.Fact] = true
			s.fills.again = append(s.fills.again, f)
		}
	}
}

func fill(f *rulepack.Fill, env *cond.Env) {
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
func (st *seat) bindOrders(c *conviction) {
	s := st.b.s
	if s.orders == nil || s.orderPath == nil || s.orderKind == nil {
		return
	}
	orders := c.item.Lists[s.orders.Index].Items
	for i := range orders {
		path, kind := &orders[i].Values[s.orderPath.Slot], &orders[i].Values[s.orderKind.Slot]
		if !path.Known() || kind.State != fact.Absent {
			continue
		}
		if v, err := s.orderKind.Parse(s.pack.VehicleOf(path.Str)); err == nil && v.Known() {
			v.State = fact.Derived
			*kind = v
		}
	}
}

// lookUp finds a conviction in the offense catalog, and fills from there what the case leaves open: the plain type of the
// offense, the longest sentence that the law allowed, and whether the offense is an attempt or the like.
func (st *seat) lookUp(i int) {
	s, c := st.b.s, &st.convs[i]
	text := func(f *fact.Fact) string {
		if f == nil {
			return ""
		}
		if v := &c.item.Values[f.Slot]; v.Known() {
			return v.Str
		}
		return ""
	}
	c.match = s.catalog.Match(text(s.jurisdiction), text(s.statute))
	if !c.match.Certain() {
		c.typ = text(s.offenseType)
	}
	if f := s.offenseType; f != nil && c.match.Certain() && c.item.Values[f.Slot].State == fact.Absent {
		if v, err := f.Parse(typeOf(c.match.Offenses)); err == nil && v.Known() {
			v.State = fact.Derived
			c.item.Values[f.Slot] = v
		}
	}
	if f := s.maxPossible; f != nil && c.match.Certain() && c.item.Values[f.Slot].State == fact.Absent {
		if v, known := s.maxOf(&c.match, st.at(i)); known {
			c.item.Values[f.Slot] = v
		}
	}
	if f := s.inchoate; f != nil && c.match.Certain() && c.item.Values[f.Slot].State == fact.Absent {
		if v, err := f.Parse(cmp.Or(c.match.Inchoate, "none")); err == nil {
			v.State = fact.Derived
			c.item.Values[f.Slot] = v
		}
	}
}

// typeOf returns the plain type of offenses that are all of one; otherwise "unknown".
func typeOf(offenses []*rulepack.Offense) string {
	for _, o := range offenses {
		if o.Type == "" || o.Type != offenses[0].Type {
			return "unknown"
		}
	}
	return offenses[0].Type
}

// maxOf returns the longest sentence for the offenses matched, where all of them say the same for certain. That of a completed
// offense is not that of an attempt.
func (s *Screener) maxOf(m *Match, env *cond.Env) (fact.Value, bool) {
	var found fact.Value
	for n, o := range m.Offenses {
		if m.Inchoate != "" && o.Inchoate == "" { // what an attempt of it or the like may bring is another matter
			return fact.Value{}, false
		}
		v := cond.Value{Type: fact.Term, Cases: o.Max}
		got, known := v.Resolve(env)
		if known != tri.Yes || n > 0 && !got.Equal(&found) {
			return fact.Value{}, false
		}
		found = got
	}
	return found, len(m.Offenses) > 0
}
