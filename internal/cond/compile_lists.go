package cond

import (
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/source"
)

// over reads the list that count, sum, last and first range over.
func (c *Compiler) over(f *source.Field, in scopes, allowed ...string) (*Over, scopes, bool) {
	o := &Over{AtMost: -1}
	if !c.Known(f.Value, append([]string{"of", "where"}, allowed...)...) {
		return o, in, false
	}
	of := f.Value.Get("of")
	if of == nil {
		c.Diags.Add(c.File, f.Pos, "%s needs `of:` with the name of a list", f.Key)
		return o, in, false
	}
	if o.List = c.Catalog.List(of.Value); o.List == nil {
		c.Diags.Add(c.File, of.Pos, "no list is called %q%s", of.Value, source.DidYouMean(of.Value, c.listNames()))
		return o, in, false
	}
	if !in.has(o.List.Parent) {
		c.Diags.Add(c.File, of.Pos, "the list %s belongs to one %s; use it in a rule of: %s", of.Value, o.List.Parent.Item, o.List.Parent.Item)
		return o, in, false
	}
	inner := in.with(o.List)
	if w := f.Value.Get("where"); w != nil {
		o.Where = c.compile(w, inner)
	}
	return o, inner, true
}

func (c *Compiler) listNames() (names []string) {
	for _, l := range c.Catalog.Lists {
		names = append(names, l.ID)
	}
	return names
}

func (c *Compiler) count(f *source.Field, in scopes) *Expr {
	o, inner, ok := c.over(f, in, "distinct", "at_least", "at_most")
	if !ok {
		return &Expr{Op: OpAll, Pos: f.Pos}
	}
	if n := f.Value.Get("at_least"); n != nil {
		o.AtLeast = c.number(n)
	}
	if n := f.Value.Get("at_most"); n != nil {
		o.AtMost = c.number(n)
	}
	if o.AtLeast == 0 && o.AtMost < 0 {
		c.Diags.Add(c.File, f.Pos, "count needs at_least (from 1) or at_most")
	}
	o.Distinct = c.label(f.Value.Get("distinct"), inner)
	return &Expr{Op: OpCount, Over: o, Pos: f.Pos}
}

func (c *Compiler) label(n *source.Node, in scopes) *fact.Fact {
	if n == nil {
		return nil
	}
	s, ok := c.subject(n.Value, n.Pos, in)
	if !ok {
		return nil
	}
	if s.Fact == nil || s.Type() != fact.Text {
		c.Diags.Add(c.File, n.Pos, "%s must be a fact of type text that serves as a label", n.Value)
		return nil
	}
	return s.Fact
}

func (c *Compiler) sum(f *source.Field, in scopes) *Expr {
	o, inner, ok := c.over(f, in, "value", "longest_per", "at_least")
	if !ok {
		return &Expr{Op: OpAll, Pos: f.Pos}
	}
	value, least := f.Value.Get("value"), f.Value.Get("at_least")
	if value == nil || least == nil {
		return c.fail(f.Pos, "sum needs `value:` (a term) and `at_least:`")
	}
	if o.Value, ok = c.subject(value.Value, value.Pos, inner); ok && o.Value.Type() != fact.Term {
		c.Diags.Add(c.File, value.Pos, "%s is a %s; only terms are added", value.Value, o.Value.Type())
	}
	o.Length = c.term(least)
	o.Longest = c.label(f.Value.Get("longest_per"), inner)
	return &Expr{Op: OpSum, Over: o, Pos: f.Pos}
}

func (c *Compiler) pickExpr(f *source.Field, in scopes) *Expr {
	o, _, ok := c.over(f, in, "by", "among", "on_or_before")
	if !ok {
		return &Expr{Op: OpAll, Pos: f.Pos}
	}
	if o.Where == nil {
		return c.fail(f.Pos, "%s needs `where:`, the condition asked of that item", f.Key)
	}
	o.Pick = *c.pick(f, o.List, in)
	return &Expr{Op: OpPick, Over: o, Pos: f.Pos}
}

// Pick compiles a `last:` or `first:` that stands beside the case of a named value.
func (c *Compiler) Pick(f *source.Field, of *fact.List) *Pick {
	o, _, ok := c.over(f, scopesOf(of), "by", "among", "on_or_before")
	if !ok {
		return nil
	}
	return c.pick(f, o.List, scopesOf(of))
}

func (c *Compiler) pick(f *source.Field, l *fact.List, in scopes) *Pick {
	p := &Pick{List: l, First: f.Key == "first"}
	inner := in.with(l)
	if by := f.Value.Get("by"); by != nil {
		s, ok := c.subject(by.Value, by.Pos, inner)
		if ok && (s.Fact == nil || s.Fact.List != l || s.Type() != fact.Date) {
			c.Diags.Add(c.File, by.Pos, "%s must be a date of one %s", by.Value, l.Item)
		} else {
			p.By = s.Fact
		}
	}
	if among := f.Value.Get("among"); among != nil {
		p.Among = c.compile(among, inner)
	}
	if limit := f.Value.Get("on_or_before"); limit != nil {
		p.OnOrBefore = c.operand(limit, fact.Date, in)
		if p.By == nil {
			c.Diags.Add(c.File, limit.Pos, "on_or_before needs `by:`, the date of the item")
		}
	}
	return p
}
