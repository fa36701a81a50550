package cond

import (
	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/tri"
)

// Plain is a test that holds one fact against what stands in the rule, or against one other fact. Most conditions are made
// of such tests alone; they are asked one after another, without the tree.
type Plain struct {
	Kind   PlainKind
	Op     TestOp
	asOf   bool // a date is held against the day of the screening
	fact   *fact.Fact
	Mask   uint64     // of choices
	Length date.Term  // that a term is held against
	day    date.Date  // that a date is held against
	From   *fact.Fact // in its place, the date of this fact
	shift  *shift     // by which a day that is not fixed is moved; nil: not at all
}

// shift moves a day.
type shift struct {
	plus, minus date.Term
	more, less  date.Term // of the end of a period
}

func (s *shift) of(d date.Date) date.Date { return d.Add(s.plus).Sub(s.minus).Add(s.more).Sub(s.less) }

// PlainKind says what a Plain compares.
type PlainKind uint8

// The kinds.
const (
	PlainChoice PlainKind = iota
	PlainDate
	PlainTerm
)

// plainsOf returns the tests of a condition, or nil where they are not all plain.
func plainsOf(x *Expr) (ps []Plain) {
	if x.Op == OpAll {
		for _, k := range x.Kids {
			if k.Plains == nil {
				return nil
			}
			ps = append(ps, k.Plains...)
		}
		return ps
	}
	f := x.Subject.Fact
	if x.Op != OpTest || f == nil {
		return nil
	}
	for i := range x.Tests {
		t := &x.Tests[i]
		p := Plain{Op: t.Op, fact: f}
		switch {
		case t.Op == TestIn && (f.Type == fact.Choice || f.Type == fact.YesNo):
			p.Kind, p.Mask = PlainChoice, t.Mask
			ps = append(ps, p)
		case t.Op == TestIn || t.Operand == nil:
			return nil
		case f.Type == fact.Term && t.Operand.Literal != nil:
			p.Kind, p.Length = PlainTerm, t.Operand.Literal.Term()
			ps = append(ps, p)
		case f.Type != fact.Date:
			return nil
		default:
			if ps = p.dates(ps, t); ps == nil {
				return nil
			}
		}
	}
	return ps
}

// dates appends the comparisons of a date that a test makes. It returns nil where it holds the date against more than one day
// or fact.
func (p Plain) dates(ps []Plain, t *Test) []Plain {
	o, by := t.Operand, shift{}
	if o.Base != nil {
		by.plus, by.minus, o = o.Plus, o.Minus, o.Base
	}
	switch p.Kind = PlainDate; {
	case o.AsOf:
		p.asOf = true
	case o.Literal != nil:
		p.day = o.Literal.Date()
	case o.Subject != nil && o.Subject.Fact != nil:
		p.From = o.Subject.Fact
	default:
		return nil
	}
	if t.Op != TestWithin {
		return append(ps, p.shifted(by))
	}
	from, to := by, by
	if t.Backwards {
		from.less = t.Length
	} else {
		to.more = t.Length
	}
	start, end := p, p
	start.Op, end.Op = TestOnOrAfter, TestOnOrBefore
	return append(ps, start.shifted(from), end.shifted(to))
}

// shifted moves the day that a date is held against: at once, where it is a fixed one.
func (p Plain) shifted(by shift) Plain {
	switch {
	case by == shift{}:
	case p.asOf || p.From != nil:
		p.shift = &by
	default:
		p.day = by.of(p.day)
	}
	return p
}

// Day returns the day that a date is held against on the day of a screening, where it reads no fact.
func (p *Plain) Day(asOf date.Day) date.Date {
	switch {
	case !p.asOf:
		return p.day
	case p.shift != nil:
		return p.shift.of(date.On(asOf))
	}
	return date.On(asOf)
}

// After returns the day that a date is held against, counted from the date of From.
func (p *Plain) After(from date.Date) date.Date {
	if p.shift != nil {
		return p.shift.of(from)
	}
	return from
}

// eval answers the test.
func (p *Plain) eval(env *Env) tri.Value {
	v := env.Value(p.fact)
	if !v.Known() {
		return tri.Unknown
	}
	switch p.Kind {
	case PlainChoice:
		return tri.Of(p.Mask>>(v.Index&63)&1 == 1)
	case PlainTerm:
		return CompareTerms(p.Op, v.Term(), p.Length)
	}
	if p.From == nil {
		return CompareDates(p.Op, v.Date(), p.Day(env.Case.AsOf))
	}
	from := env.Value(p.From)
	if !from.Known() {
		return tri.Unknown
	}
	return CompareDates(p.Op, v.Date(), p.After(from.Date()))
}

func evalPlains(ps []Plain, env *Env) tri.Value {
	v := ps[0].eval(env)
	for i := 1; i < len(ps) && v != tri.No; i++ {
		v = tri.And(v, ps[i].eval(env))
	}
	return v
}
