package cond

import (
	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/tri"
)

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

var never = func() (v fact.Value) {
	v.State, v.Type = fact.Derived, fact.Date
	v.SetDate(date.None)
	return v
}()

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
