package screen

import (
	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/tri"
)

// test is a gate that tests a fact, with what the commonest tests need.
type test struct {
	gate    int32
	choices uint64     // the choices that it allows, where it asks no more than that
	steps   []step     // the comparisons that it makes of a date, where it asks no more than these
	length  *cond.Test // the comparison that it makes of a term, where it asks no more than that
}

// step is a comparison of a date with a day: a fixed one, or one that is counted from a fact.
type step struct {
	op          cond.TestOp
	day         int        // of a fixed day: its place among the days
	from        *fact.Fact // otherwise
	shifts      bool       // whether the day is not that of the fact itself
	plus, minus date.Term
	more, less  date.Term // of the end of a period
}

// fixed is a day that only the date of the screening may move.
type fixed struct {
	day        *cond.Operand
	more, less date.Term
}

// testOf returns the test that a gate makes.
func (c *circuit) testOf(gate int32, x *cond.Expr) test {
	t := test{gate: gate}
	switch f, only := x.Subject.Fact, &x.Tests[0]; {
	case f.Type == fact.Date:
		for i := range x.Tests {
			if !c.compares(&t, &x.Tests[i]) {
				t.steps = nil
				break
			}
		}
	case len(x.Tests) > 1:
	case only.Op == cond.TestIn && (f.Type == fact.Choice || f.Type == fact.YesNo):
		t.choices = only.Mask
	case f.Type == fact.Term && only.Op != cond.TestIn && only.Operand.Literal != nil:
		t.length = only
	}
	return t
}

// compares adds the comparisons of dates that a test makes. It reports false where the condition itself must be asked.
func (c *circuit) compares(t *test, of *cond.Test) bool {
	switch {
	case of.Op == cond.TestIn:
		return false
	case of.Op != cond.TestWithin:
		return c.compare(t, step{op: of.Op}, of.Operand)
	case of.Backwards:
		return c.compare(t, step{op: cond.TestOnOrBefore}, of.Operand) && c.compare(t, step{op: cond.TestOnOrAfter, less: of.Length}, of.Operand)
	}
	return c.compare(t, step{op: cond.TestOnOrAfter}, of.Operand) && c.compare(t, step{op: cond.TestOnOrBefore, more: of.Length}, of.Operand)
}

func (c *circuit) compare(t *test, s step, with *cond.Operand) bool {
	if constant(with) {
		s.day = len(c.fixed)
		c.fixed = append(c.fixed, fixed{with, s.more, s.less})
		t.steps = append(t.steps, s)
		return true
	}
	if with.Base != nil {
		s.plus, s.minus, with = with.Plus, with.Minus, with.Base
	}
	if with.Subject == nil || with.Subject.Fact == nil {
		return false
	}
	s.from, s.shifts = with.Subject.Fact, s.plus != date.Term{} || s.minus != date.Term{} || s.more != date.Term{} || s.less != date.Term{}
	t.steps = append(t.steps, s)
	return true
}

// constant reports whether an operand reads no fact of the case.
func constant(o *cond.Operand) bool {
	return o == nil || o.Subject == nil && o.Latest == nil && o.Earliest == nil && constant(o.Base)
}

// days are the fixed days that dates are compared with, on the day of a screening.
type days struct {
	asOf date.Day
	of   []date.Date
}

// daysFor finds the fixed days. Cases are screened as of the same day, one after another, so those last found are kept for
// all blocks.
func (c *circuit) daysFor(k *fact.Case) *days {
	if d := c.lastDays.Load(); d != nil && d.asOf == k.AsOf {
		return d
	}
	d := &days{k.AsOf, make([]date.Date, len(c.fixed))}
	env := cond.Env{Case: k}
	for i, f := range c.fixed {
		day, _ := f.day.Date(&env)
		d.of[i] = day.Add(f.more).Sub(f.less)
	}
	c.lastDays.Store(d)
	return d
}

// fixedDay returns the day with which a test compares all dates of the block, where there is only one.
func (b *Block) fixedDay(t *test) (day date.Date, same bool) {
	if b.days == nil || len(t.steps) != 1 || t.steps[0].from != nil {
		return day, false
	}
	return b.days.of[t.steps[0].day], true
}

// test answers a test of what is known in a cell.
func (b *Block) test(t *test, c *cell) tri.Value {
	switch {
	case len(t.steps) > 0:
		v := c.compare(&t.steps[0])
		for i := 1; i < len(t.steps) && v != tri.No; i++ {
			v = tri.And(v, c.compare(&t.steps[i]))
		}
		return v
	case t.length != nil:
		return cond.CompareTerms(t.length.Op, c.value.Term, t.length.Operand.Literal.Term)
	}
	return b.gates[t.gate].x.Eval(c.seat.at(c.conviction))
}

func (c *cell) compare(s *step) tri.Value {
	if s.from == nil {
		return cond.CompareDates(s.op, c.date, c.seat.days.of[s.day])
	}
	from := c.seat.fact(s.from, c.conviction)
	if !from.Known() {
		return tri.Unknown
	}
	day := from.Date
	if s.shifts {
		day = day.Add(s.plus).Sub(s.minus).Add(s.more).Sub(s.less)
	}
	return cond.CompareDates(s.op, c.date, day)
}
