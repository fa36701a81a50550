package cond

import (
	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/tri"
)

// Eval evaluates a condition. A nil condition holds.
func (x *Expr) Eval(env *Env) tri.Value {
	if x == nil {
		return tri.Yes
	}
	switch x.Op {
	case OpAll:
		v := tri.Yes
		for _, k := range x.Kids {
			if v = tri.And(v, k.Eval(env)); v == tri.No {
				return tri.No
			}
		}
		return v
	case OpAny:
		v := tri.No
		for _, k := range x.Kids {
			if v = tri.Or(v, k.Eval(env)); v == tri.Yes {
				return tri.Yes
			}
		}
		return v
	case OpNot:
		return tri.Not(x.Kids[0].Eval(env))
	case OpArguable:
		if v := x.Kids[0].Eval(env); v != tri.Yes {
			return v
		}
		return tri.Arguable
	case OpTest:
		if x.Subject.Value != nil {
			return x.Subject.Value.test(env, x.Tests)
		}
		return testAll(env.Value(x.Subject.Fact), x.Tests, env)
	case OpRule:
		return wanted(env.Judge.Rule(x.Ref.Rule, env), x.Want)
	case OpAnyRule:
		v := tri.No
		for _, r := range x.Rules {
			if v = tri.Or(v, env.Judge.Rule(r, env)); v == tri.Yes {
				return tri.Yes
			}
		}
		return v
	case OpClass:
		return wanted(env.Judge.Class(x.Class, env), x.Want)
	case OpCount:
		return x.Over.count(env)
	case OpSum:
		return x.Over.sum(env)
	case OpPick:
		return x.Over.pick(env)
	}
	panic("cond: unknown operation")
}

func wanted(v, want tri.Value) tri.Value {
	if want == tri.No {
		return tri.Not(v)
	}
	return v
}

func testAll(v *fact.Value, tests []Test, env *Env) tri.Value {
	if !v.Known() {
		return tri.Unknown
	}
	result := tri.Yes
	for i := range tests {
		if result = tri.And(result, tests[i].eval(v, env)); result == tri.No {
			return tri.No
		}
	}
	return result
}

// eval holds a known value against the test.
func (t *Test) eval(v *fact.Value, env *Env) tri.Value {
	if t.Op == TestIn {
		return t.in(v)
	}
	switch v.Type {
	case fact.Date:
		d, known := t.Operand.Date(env)
		if known != tri.Yes {
			return known
		}
		return t.compareDates(v.Date, d)
	case fact.Term:
		u, known := t.Operand.value(env)
		if known != tri.Yes {
			return known
		}
		switch t.Op {
		case TestAtLeast:
			return date.AtLeast(v.Term, u.Term)
		case TestMoreThan:
			return date.MoreThan(v.Term, u.Term)
		case TestAtMost:
			return tri.Not(date.MoreThan(v.Term, u.Term))
		case TestLessThan:
			return tri.Not(date.AtLeast(v.Term, u.Term))
		}
	case fact.Number:
		u, known := t.Operand.value(env)
		if known != tri.Yes {
			return known
		}
		switch t.Op {
		case TestAtLeast:
			return tri.Of(v.Num >= u.Num)
		case TestMoreThan:
			return tri.Of(v.Num > u.Num)
		case TestAtMost:
			return tri.Of(v.Num <= u.Num)
		case TestLessThan:
			return tri.Of(v.Num < u.Num)
		}
	}
	panic("cond: test on a type that has no such comparison")
}

func (t *Test) compareDates(v, d date.Date) tri.Value {
	switch t.Op {
	case TestBefore:
		return date.Before(v, d)
	case TestOnOrBefore:
		return date.OnOrBefore(v, d)
	case TestAfter:
		return date.Before(d, v)
	case TestOnOrAfter:
		return date.OnOrBefore(d, v)
	}
	if t.Backwards {
		return tri.And(date.OnOrBefore(v, d), date.OnOrBefore(d.Sub(t.Length), v))
	}
	return tri.And(date.OnOrBefore(d, v), date.OnOrBefore(v, d.Add(t.Length)))
}

func (t *Test) in(v *fact.Value) tri.Value {
	switch v.Type {
	case fact.Choice:
		return tri.Of(t.Mask&(1<<v.Index) != 0)
	case fact.Choices:
		return tri.Of(t.Mask&uint64(v.Index) != 0)
	case fact.YesNo:
		return tri.Of(t.Mask&(1<<v.Index) != 0)
	case fact.Date:
		result := tri.No
		for i := range t.Literals {
			l := t.Literals[i].Date
			same := tri.No
			switch {
			case l.IsNone() || v.Date.IsNone():
				same = tri.Of(l.IsNone() && v.Date.IsNone())
			case l.First <= v.Date.First && v.Date.Last <= l.Last:
				same = tri.Yes
			case l.First <= v.Date.Last && v.Date.First <= l.Last:
				same = tri.Unknown
			}
			result = tri.Or(result, same)
		}
		return result
	}
	for i := range t.Literals {
		l := &t.Literals[i]
		if v.Type == fact.Term && v.Term == l.Term || v.Type == fact.Number && v.Num == l.Num || v.Type == fact.Text && v.Str == l.Str {
			return tri.Yes
		}
	}
	return tri.No
}

// value returns the operand as a value, and Yes, or else the cause why it is not known.
func (o *Operand) value(env *Env) (fact.Value, tri.Value) {
	switch {
	case o.Literal != nil:
		return *o.Literal, tri.Yes
	case o.Subject != nil && o.Subject.Value != nil:
		return o.Subject.Value.Resolve(env)
	case o.Subject != nil:
		v := env.Value(o.Subject.Fact)
		if !v.Known() {
			return fact.Value{}, tri.Unknown
		}
		return *v, tri.Yes
	}
	panic("cond: operand without a source")
}

// Date returns the operand as a date, and Yes, or else the cause why it is not known. The later of several events is known
// when all of them are, or have not happened.
func (o *Operand) Date(env *Env) (date.Date, tri.Value) {
	switch {
	case o.AsOf:
		return date.On(env.Case.AsOf), tri.Yes
	case o.Base != nil:
		d, known := o.Base.Date(env)
		if known != tri.Yes {
			return date.Date{}, known
		}
		return d.Add(o.Plus).Sub(o.Minus), tri.Yes
	case o.Subject != nil && o.Subject.Fact != nil:
		if v := env.Value(o.Subject.Fact); v.Known() {
			return v.Date, tri.Yes
		}
		return date.Date{}, tri.Unknown
	case o.Literal != nil:
		return o.Literal.Date, tri.Yes
	case o.Latest != nil:
		return fold(o.Latest, date.Latest, env)
	case o.Earliest != nil:
		return fold(o.Earliest, date.Earliest, env)
	}
	v, known := o.Subject.Value.Resolve(env)
	return v.Date, known
}

func fold(operands []*Operand, pick func(a, b date.Date) date.Date, env *Env) (date.Date, tri.Value) {
	result, known := date.None, tri.Yes
	for _, o := range operands {
		d, k := o.Date(env)
		if k == tri.Yes {
			result = pick(result, d)
		}
		known = tri.And(known, k)
	}
	return result, known
}

// alternatives calls yield for each case of the value that may be the one that counts, with the guard under which it is,
// until a guard is certain. Where no case holds, a date has not happened and a term is not known. yield gets a nil value where the case names an unknown fact.
func (v *Value) alternatives(env *Env, yield func(guard tri.Value, c *ValueCase, val *fact.Value)) {
	for i := range v.Cases {
		c := &v.Cases[i]
		if c.Pick == nil {
			guard := c.When.Eval(env)
			if guard == tri.No {
				continue
			}
			c.yield(env, guard, yield)
			if guard == tri.Yes {
				return
			}
			continue
		}
		certain := false
		c.Pick.candidates(env, func(only tri.Value) {
			guard := tri.And(only, c.When.Eval(env))
			if guard != tri.No {
				c.yield(env, guard, yield)
			}
			certain = certain || guard == tri.Yes
		})
		if certain {
			return
		}
	}
	if v.Type == fact.Date { // no case holds: the event has not happened
		yield(tri.Yes, nil, &never)
		return
	}
	yield(tri.Unknown, nil, nil)
}

var never = fact.Value{State: fact.Derived, Type: fact.Date, Date: date.None}

func (c *ValueCase) yield(env *Env, guard tri.Value, yield func(tri.Value, *ValueCase, *fact.Value)) {
	switch {
	case c.Literal != nil:
		yield(guard, c, c.Literal)
	case c.Ref != nil:
		v, known := c.Ref.Resolve(env)
		if known != tri.Yes {
			yield(tri.And(guard, known), c, nil)
			return
		}
		yield(guard, c, &v)
	default:
		if v := env.Value(c.Fact); v.Known() {
			yield(guard, c, v)
			return
		}
		yield(guard, c, nil)
	}
}

// Alternative is a value that may be the one that counts, with the guard under which it is. Value is nil where it is not
// known.
type Alternative struct {
	Guard tri.Value
	Value *fact.Value
}

// Alternatives appends the values that may be the one that counts.
func (v *Value) Alternatives(to []Alternative, env *Env) []Alternative {
	v.alternatives(env, func(guard tri.Value, _ *ValueCase, val *fact.Value) { to = append(to, Alternative{guard, val}) })
	return to
}

// test asks the tests of every alternative.
func (v *Value) test(env *Env, tests []Test) tri.Value {
	var room [4]Alternative
	return testEach(v.Alternatives(room[:0], env), tests, env)
}

// TestEach evaluates a test of a named value against the alternatives of that value.
func (x *Expr) TestEach(of []Alternative, env *Env) tri.Value { return testEach(of, x.Tests, env) }

// testEach is settled where all alternatives agree.
func testEach(of []Alternative, tests []Test, env *Env) tri.Value {
	var seen, open tri.Value
	settled := true
	for _, a := range of {
		answer := tri.Unknown
		if a.Value != nil {
			answer = testAll(a.Value, tests, env)
		}
		if seen != 0 && answer != seen {
			settled = false
		}
		seen |= answer
		if a.Guard != tri.Yes {
			open |= a.Guard
		}
	}
	if seen == 0 {
		return tri.Unknown
	}
	if settled && seen.Settled() {
		return seen
	}
	return tri.Because(seen, open)
}

// Resolve returns the value that counts, and Yes; or the interval or term that comes first among the possible ones, with
// the causes why it is not certain.
func (v *Value) Resolve(env *Env) (fact.Value, tri.Value) {
	var result fact.Value
	known := tri.Yes
	some := false
	v.alternatives(env, func(guard tri.Value, _ *ValueCase, val *fact.Value) {
		switch {
		case val == nil:
			known = tri.And(known, tri.Because(guard&^tri.Yes, tri.Unknown))
		case !some:
			result, some = *val, true
			known = tri.And(known, guard)
		case !val.Equal(&result):
			known = tri.And(known, tri.Because(guard))
		}
	})
	if !some && known == tri.Yes {
		known = tri.Unknown
	}
	result.State = fact.Derived
	return result, known
}

// Possible calls yield for each case that may be the one that counts, with the guard under which it is.
func (v *Value) Possible(env *Env, yield func(guard tri.Value, c *ValueCase)) {
	v.alternatives(env, func(guard tri.Value, c *ValueCase, _ *fact.Value) {
		if c != nil {
			yield(guard, c)
		}
	})
}

// Chosen returns the case that counts, where it is certain; otherwise nil.
func (v *Value) Chosen(env *Env) *ValueCase {
	var chosen *ValueCase
	v.alternatives(env, func(guard tri.Value, c *ValueCase, _ *fact.Value) {
		if guard == tri.Yes && chosen == nil {
			chosen = c
		}
	})
	return chosen
}
