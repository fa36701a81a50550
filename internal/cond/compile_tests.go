package cond

import (
	"strings"

	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/source"
)

var testOps = map[string]TestOp{
	"is": TestIn, "in": TestIn,
	"at_least": TestAtLeast, "more_than": TestMoreThan, "at_most": TestAtMost, "less_than": TestLessThan,
	"before": TestBefore, "on_or_before": TestOnOrBefore, "after": TestAfter, "on_or_after": TestOnOrAfter,
	"within": TestWithin,
}

// test compiles `fact: value`, `fact: [values]` or `fact: {operator: operand, …}`.
func (c *Compiler) test(f *source.Field, in scopes) *Expr {
	s, ok := c.subject(f.Key, f.Pos, in)
	if !ok {
		return &Expr{Op: OpAll, Pos: f.Pos}
	}
	x := &Expr{Op: OpTest, Subject: s, Pos: f.Pos}
	if f.Value.Kind != source.Map {
		x.Tests = []Test{c.in(f.Value, s)}
		x.Plains = plainsOf(x)
		return x
	}
	for i := range f.Value.Fields {
		t := &f.Value.Fields[i]
		op, known := testOps[t.Key]
		switch {
		case t.Key == "after" && f.Value.Get("within") != nil, t.Key == "before" && f.Value.Get("within") != nil:
			continue // the start of a within
		case !known:
			c.Diags.Add(c.File, t.Pos, "%q is not a test%s; use one of is, in, at_least, more_than, at_most, less_than, before, on_or_before, after, on_or_after, within", t.Key, source.DidYouMean(t.Key, keys(testOps)))
		case op == TestIn:
			x.Tests = append(x.Tests, c.in(t.Value, s))
		case op == TestWithin:
			x.Tests = append(x.Tests, c.within(t, f.Value, s, in))
		case !comparable(op, s.Type()):
			c.Diags.Add(c.File, t.Pos, "%q cannot be asked of %s, which is a %s", t.Key, s.Name(), s.Type())
		default:
			x.Tests = append(x.Tests, Test{Op: op, Operand: c.operand(t.Value, s.Type(), in)})
		}
	}
	x.Plains = plainsOf(x)
	return x
}

func comparable(op TestOp, t fact.Type) bool {
	if op >= TestBefore {
		return t == fact.Date
	}
	return t == fact.Term || t == fact.Number
}

// in compiles a list of literals, or one.
func (c *Compiler) in(n *source.Node, s Subject) Test {
	t := Test{Op: TestIn}
	items := n.Items
	if n.Kind != source.List {
		items = []*source.Node{n}
	}
	if len(items) == 0 {
		c.Diags.Add(c.File, n.Pos, "an empty list can never hold")
	}
	for _, item := range items {
		v, ok := c.literal(item, s)
		if !ok {
			continue
		}
		t.Literals = append(t.Literals, v)
		if v.Type == fact.Choices {
			t.Mask |= uint64(v.Index)
		} else {
			t.Mask |= 1 << v.Index
		}
	}
	if s.Type() == fact.Text && len(t.Literals) > 4 {
		t.Texts = map[string]bool{}
		for i := range t.Literals {
			t.Texts[t.Literals[i].Str] = true
		}
	}
	return t
}

func (c *Compiler) literal(n *source.Node, s Subject) (fact.Value, bool) {
	f := s.Fact
	if f == nil {
		f = &fact.Fact{Name: s.Name(), Type: s.Type(), MayBeNo: true}
	}
	if n.Kind != source.Scalar {
		c.Diags.Add(c.File, n.Pos, "%s is held against a plain value or a list of them", s.Name())
		return fact.Value{}, false
	}
	v, err := f.Parse(n.Value)
	if err != nil {
		c.Diags.Add(c.File, n.Pos, "%s: %s", s.Name(), err)
		return fact.Value{}, false
	}
	if v.State == fact.Unknown {
		c.Diags.Add(c.File, n.Pos, "a rule cannot ask whether %s is unknown; unknown is never an answer", s.Name())
		return fact.Value{}, false
	}
	return v, true
}

func (c *Compiler) within(t *source.Field, all *source.Node, s Subject, in scopes) Test {
	x := Test{Op: TestWithin, Length: c.term(t.Value)}
	if s.Type() != fact.Date {
		c.Diags.Add(c.File, t.Pos, "within cannot be asked of %s, which is a %s", s.Name(), s.Type())
	}
	start := all.Get("after")
	if before := all.Get("before"); before != nil {
		start, x.Backwards = before, true
	}
	if start == nil {
		c.Diags.Add(c.File, t.Pos, "within needs `after:` or `before:` beside it")
		return x
	}
	x.Operand = c.operand(start, fact.Date, in)
	return x
}

// Operand compiles the right side of a date comparison.
func (c *Compiler) Operand(n *source.Node, of *fact.List) *Operand {
	return c.operand(n, fact.Date, scopesOf(of))
}

func (c *Compiler) operand(n *source.Node, typ fact.Type, in scopes) *Operand {
	if n.Kind == source.Map && typ == fact.Date {
		return c.dateOperand(n, in)
	}
	if n.Kind != source.Scalar {
		c.Diags.Add(c.File, n.Pos, "a plain value or the name of a fact must stand here")
		return &Operand{Literal: &fact.Value{Type: typ}}
	}
	if n.Value == "as_of" && typ == fact.Date {
		return &Operand{AsOf: true}
	}
	lit := fact.Fact{Type: typ}
	if v, err := lit.Parse(n.Value); err == nil && v.Known() {
		return &Operand{Literal: &v}
	} else if !strings.Contains(n.Value, ".") {
		if err == nil {
			c.Diags.Add(c.File, n.Pos, "unknown cannot be compared with")
		} else {
			c.Diags.Add(c.File, n.Pos, "%s; or the name of a fact", err)
		}
		return &Operand{Literal: &fact.Value{Type: typ}}
	}
	s, ok := c.subject(n.Value, n.Pos, in)
	if !ok {
		return &Operand{Literal: &fact.Value{Type: typ}}
	}
	if s.Type() != typ {
		c.Diags.Add(c.File, n.Pos, "%s is a %s and cannot be compared with a %s", n.Value, s.Type(), typ)
	}
	return &Operand{Subject: &s}
}

// dateOperand compiles {date: X, plus: T, minus: T}, {latest: […]} and {earliest: […]}.
func (c *Compiler) dateOperand(n *source.Node, in scopes) *Operand {
	o := &Operand{}
	c.Known(n, "date", "plus", "minus", "latest", "earliest")
	list := func(k *source.Node) (out []*Operand) {
		for _, item := range k.Items {
			out = append(out, c.operand(item, fact.Date, in))
		}
		if len(out) == 0 {
			c.Diags.Add(c.File, k.Pos, "a list of dates must stand here")
		}
		return out
	}
	if k := n.Get("latest"); k != nil {
		o.Latest = list(k)
	}
	if k := n.Get("earliest"); k != nil {
		o.Earliest = list(k)
	}
	if k := n.Get("date"); k != nil {
		o.Base = c.operand(k, fact.Date, in)
	}
	if o.Base == nil && (n.Get("plus") != nil || n.Get("minus") != nil) && (o.Latest != nil || o.Earliest != nil) {
		o = &Operand{Base: o}
	}
	if k := n.Get("plus"); k != nil {
		o.Plus = c.term(k)
	}
	if k := n.Get("minus"); k != nil {
		o.Minus = c.term(k)
	}
	if o.Base == nil && o.Latest == nil && o.Earliest == nil {
		c.Diags.Add(c.File, n.Pos, "a date is written {date: fact, plus: 1y}, {latest: [facts]} or {earliest: [facts]}")
		return &Operand{Literal: &fact.Value{Type: fact.Date}}
	}
	return o
}
