package cond

import (
	"slices"
	"strconv"
	"strings"

	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/source"
	"example.com/vacatur/internal/tri"
)

// Compiler turns document trees into conditions. Mistakes go to the Diags of its Reader with their place; compilation goes on after each, so
// that all are found.
type Compiler struct {
	source.Reader
	Catalog *fact.Catalog
	Values  map[string]*Value
	Classes map[string]int
}

func (c *Compiler) fail(pos source.Pos, format string, args ...any) *Expr {
	c.Diags.Add(c.File, pos, format, args...)
	return &Expr{Op: OpAll, Pos: pos}
}

// scopes is the set of lists whose items are at hand; bit 0 stands for the case and is always set.
type scopes uint32

func (s scopes) with(l *fact.List) scopes { return s | 1<<l.Scope }
func (s scopes) has(l *fact.List) bool    { return l == nil || s&(1<<l.Scope) != 0 }

// Compile compiles a condition that is evaluated for each item of a list (and of the lists around it), or for the whole
// case where of is nil.
func (c *Compiler) Compile(n *source.Node, of *fact.List) *Expr {
	return c.compile(n, scopesOf(of))
}

func scopesOf(l *fact.List) scopes {
	s := scopes(1)
	for ; l != nil; l = l.Parent {
		s = s.with(l)
	}
	return s
}

var operators = []string{"all", "any", "not", "arguable", "count", "sum", "last", "first", "any_ground"}

func (c *Compiler) compile(n *source.Node, in scopes) *Expr {
	if n == nil || n.Kind != source.Map || len(n.Fields) == 0 {
		pos := source.Pos{}
		if n != nil {
			pos = n.Pos
		}
		return c.fail(pos, "a condition is a mapping, as {conviction.plea: guilty}")
	}
	kids := make([]*Expr, 0, len(n.Fields))
	for i := range n.Fields {
		kids = append(kids, c.field(&n.Fields[i], in))
	}
	if len(kids) == 1 {
		return kids[0]
	}
	x := &Expr{Op: OpAll, Kids: kids, Pos: n.Pos}
	x.Plains = plainsOf(x)
	return x
}

func (c *Compiler) field(f *source.Field, in scopes) *Expr {
	switch f.Key {
	case "all", "any":
		return c.group(f, in)
	case "not":
		return &Expr{Op: OpNot, Kids: []*Expr{c.compile(f.Value, in)}, Pos: f.Pos}
	case "arguable":
		return &Expr{Op: OpArguable, Kids: []*Expr{c.compile(f.Value, in)}, Pos: f.Pos}
	case "count":
		return c.count(f, in)
	case "sum":
		return c.sum(f, in)
	case "last", "first":
		return c.pickExpr(f, in)
	case "any_ground":
		return c.anyGround(f)
	}
	prefix, rest, _ := strings.Cut(f.Key, ".")
	switch prefix {
	case "classification":
		return c.class(f, rest, in)
	case string(RefDefinition), string(RefException), string(RefGround), string(RefBar), string(RefWaiver):
		return &Expr{Op: OpRule, Ref: &Ref{Kind: RefKind(prefix), ID: rest, Pos: f.Pos, Scopes: uint32(in)}, Want: c.want(f.Value), Pos: f.Pos}
	}
	return c.test(f, in)
}

func (c *Compiler) group(f *source.Field, in scopes) *Expr {
	if f.Value.Kind != source.List || len(f.Value.Items) == 0 {
		return c.fail(f.Pos, "%q takes a list of conditions", f.Key)
	}
	x := &Expr{Op: OpAll, Pos: f.Pos}
	if f.Key == "any" {
		x.Op = OpAny
	}
	for _, item := range f.Value.Items {
		x.Kids = append(x.Kids, c.compile(item, in))
	}
	x.Plains = plainsOf(x)
	return x
}

// want reads yes or no.
func (c *Compiler) want(n *source.Node) tri.Value {
	switch n.Value {
	case "yes", "true":
		return tri.Yes
	case "no", "false":
		return tri.No
	}
	c.Diags.Add(c.File, n.Pos, "%q is no answer here; write yes or no", n.Value)
	return tri.Yes
}

func (c *Compiler) class(f *source.Field, name string, in scopes) *Expr {
	i, ok := c.Classes[name]
	if !ok {
		return c.fail(f.Pos, "no classification is called %q%s", name, source.DidYouMean(name, keys(c.Classes)))
	}
	if l := c.Catalog.List("convictions"); l != nil && !in.has(l) {
		return c.fail(f.Pos, "%q speaks of a conviction; use it in a rule of: conviction, or inside count, sum, last or first", f.Key)
	}
	return &Expr{Op: OpClass, Class: i, Want: c.want(f.Value), Pos: f.Pos}
}

func (c *Compiler) anyGround(f *source.Field) *Expr {
	x := &Expr{Op: OpAnyRule, Select: &RuleSelect{Pos: f.Pos}, Pos: f.Pos}
	c.Known(f.Value, "kind", "in")
	if k := f.Value.Get("kind"); k != nil {
		x.Select.Kind = k.Value
	}
	if in := f.Value.Get("in"); in != nil {
		for _, item := range in.Items {
			x.Select.IDs = append(x.Select.IDs, item.Value)
		}
	}
	if x.Select.Kind == "" && len(x.Select.IDs) == 0 {
		return c.fail(f.Pos, "any_ground takes {kind: …} or {in: [codes]}")
	}
	return x
}

// subject finds a fact or a named value.
func (c *Compiler) subject(name string, pos source.Pos, in scopes) (Subject, bool) {
	if v := c.Values[name]; v != nil {
		if v.Scope != 0 && in&(1<<v.Scope) == 0 {
			c.Diags.Add(c.File, pos, "%q speaks of one item of a list; use it in a rule of that item, or inside count, sum, last or first", name)
			return Subject{}, false
		}
		return Subject{Value: v}, true
	}
	f := c.Catalog.Lookup(name)
	if f == nil {
		known := append(c.Catalog.Names(), keys(c.Values)...)
		c.Diags.Add(c.File, pos, "no fact, value or operator is called %q%s", name, source.DidYouMean(name, append(known, operators...)))
		return Subject{}, false
	}
	if !in.has(f.List) {
		c.Diags.Add(c.File, pos, "%q speaks of one %s; use it in a rule of: %s, or inside count, sum, last or first", name, f.List.Item, f.List.Item)
		return Subject{}, false
	}
	return Subject{Fact: f}, true
}

func (c *Compiler) number(n *source.Node) int {
	i, err := strconv.Atoi(n.Value)
	if err != nil || i < 0 {
		c.Diags.Add(c.File, n.Pos, "%q is not a whole number", n.Value)
	}
	return i
}

func (c *Compiler) term(n *source.Node) date.Term {
	t, err := date.ParseTerm(n.Value)
	if err != nil {
		c.Diags.Add(c.File, n.Pos, "%s", err)
	}
	return t
}

func keys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
