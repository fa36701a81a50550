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
	if len(x.Plains) > 0 {
		return evalPlains(x.Plains, env)
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
		if t.Op != TestWithin {
			return CompareDates(t.Op, v.Date(), d)
		}
		if t.Backwards {
			return tri.And(date.OnOrBefore(v.Date(), d), date.OnOrBefore(d.Sub(t.Length), v.Date()))
		}
		return tri.And(date.OnOrBefore(d, v.Date()), date.OnOrBefore(v.Date(), d.Add(t.Length)))
	case fact.Term:
		u, known := t.Operand.term(env)
		if known != tri.Yes {
			return known
		}
		return CompareTerms(t.Op, v.Term(), u)
	case fact.Number:
		u, known := t.Operand.number(env)
		if known != tri.Yes {
			return known
		}
		switch t.Op {
		case TestAtLeast:
			return tri.Of(v.Num() >= u)
		case TestMoreThan:
			return tri.Of(v.Num() > u)
		case TestAtMost:
			return tri.Of(v.Num() <= u)
		case TestLessThan:
			return tri.Of(v.Num() < u)
		}
	}
	panic("cond: test on a type that has no such comparison")
}

// CompareDates is the comparison of a date with another, from TestBefore to TestOnOrAfter.
func CompareDates(op TestOp, v, d date.Date) tri.Value {
	switch op {
	case TestBefore:
		return date.Before(v, d)
	case TestOnOrBefore:
		return date.OnOrBefore(v, d)
	case TestAfter:
		return date.Before(d, v)
	}
	return date.OnOrBefore(d, v)
}

// CompareTerms is the comparison of a term with another, from TestAtLeast to TestLessThan.
func CompareTerms(op TestOp, v, u date.Term) tri.Value {
	switch op {
	case TestAtLeast:
		return date.AtLeast(v, u)
	case TestMoreThan:
		return date.MoreThan(v, u)
	case TestAtMost:
		return tri.Not(date.MoreThan(v, u))
	}
	return tri.Not(date.AtLeast(v, u))
}

func (t *Test) in(v *fact.Value) tri.Value {
	switch v.Type {
	case fact.Choice, fact.YesNo:
		return tri.Of(t.Mask>>(v.Index&63)&1 == 1)
	case fact.Choices:
		return tri.Of(t.Mask&uint64(v.Index) != 0)
	case fact.Date:
		result := tri.No
		for i := range t.Literals {
			l := t.Literals[i].Date()
			same := tri.No
			switch {
			case l.IsNone() || v.Date().IsNone():
				same = tri.Of(l.IsNone() && v.Date().IsNone())
			case l.First <= v.Date().First && v.Date().Last <= l.Last:
				same = tri.Yes
			case l.First <= v.Date().Last && v.Date().First <= l.Last:
				same = tri.Unknown
			}
			result = tri.Or(result, same)
		}
		return result
	case fact.Text:
		if t.Texts != nil {
			return tri.Of(t.Texts[v.Str])
		}
	}
	for i := range t.Literals {
		l := &t.Literals[i]
		if v.Type == fact.Term && v.Term() == l.Term() || v.Type == fact.Number && v.Num() == l.Num() || v.Type == fact.Text && v.Str == l.Str {
			return tri.Yes
		}
	}
	return tri.No
}

// term returns the operand as a term, and Yes, or else the cause why it is not known.
func (o *Operand) term(env *Env) (date.Term, tri.Value) {
	if o.Literal != nil {
		return o.Literal.Term(), tri.Yes
	}
	v, known := o.Subject.resolve(env)
	return v.Term(), known
}

// number returns the operand as a number, and Yes, or else the cause why it is not known.
func (o *Operand) number(env *Env) (float64, tri.Value) {
	if o.Literal != nil {
		return o.Literal.Num(), tri.Yes
	}
	v, known := o.Subject.resolve(env)
	return v.Num(), known
}

// resolve returns the value of the subject, and Yes, or else the cause why it is not known.
func (s *Subject) resolve(env *Env) (fact.Value, tri.Value) {
	if s.Value != nil {
		return s.Value.Resolve(env)
	}
	if v := env.Value(s.Fact); v.Known() {
		return *v, tri.Yes
	}
	return fact.Value{}, tri.Unknown
}

// Date returns the operand as a date, and Yes, or else the cause why it is not known. The later of several events is known
// when all of them are, or have not happened.
func (o *Operand) Date(env *Env) (date.Date, tri.Value) {
	switch {
	case o.Subject != nil && o.Subject.Fact != nil:
		if v := env.Value(o.Subject.Fact); v.Known() {
			return v.Date(), tri.Yes
		}
		return date.Date{}, tri.Unknown
	case o.Literal != nil:
		return o.Literal.Date(), tri.Yes
	case o.Base != nil:
		d, known := o.Base.Date(env)
		if known != tri.Yes {
			return date.Date{}, known
		}
		return d.Add(o.Plus).Sub(o.Minus), tri.Yes
	case o.AsOf:
		return date.On(env.Case.AsOf), tri.Yes
	case o.Latest != nil:
		return fold(o.Latest, date.Latest, env)
	case o.Earliest != nil:
		return fold(o.Earliest, date.Earliest, env)
	}
	v, known := o.Subject.Value.Resolve(env)
	return v.Date(), known
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
