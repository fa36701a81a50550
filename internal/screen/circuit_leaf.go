package screen

import (
	"slices"

	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/tri"
)

// leaf returns the node of a condition that is asked as it stands: a test, or a condition over a list.
func (c *builder) leaf(x *cond.Expr, inConv bool) ref {
	w := &walker{c: c}
	w.expr(x, inConv)
	n := node{x: x, inConv: w.conviction}
	switch {
	case x.Op == cond.OpTest && (x.Subject.Value != nil || len(w.needs) > 0):
		n.op = opAsk
	case x.Op == cond.OpTest:
		n.op = opTest
	case x.Over.List == c.s.convictions:
		n.op = opCounted
		must := x.Over.Where
		if x.Op == cond.OpPick {
			must = x.Over.Among
		}
		k := c.expr(must, true)
		n.kids = []ref{k}
		w.needs = append(w.needs, k)
	default:
		n.op = opListed
	}
	n.level = c.above(w.needs)
	n.needs, n.reads, n.always = w.needs, w.reads, w.others || n.op == opAsk && w.asOf
	if n.op == opAsk && (!n.inConv || !c.differs(x.Subject.Value)) {
		n.value = slices.Index(c.s.pack.Values, x.Subject.Value) + 1
	}
	w.say("leaf", of(n.inConv))
	return c.add(n, string(w.key))
}

// differs reports whether a named value of the case is another one for each conviction from which it is asked.
func (c *builder) differs(v *cond.Value) bool {
	if v == nil || v.Scope != 0 {
		return false
	}
	w := walker{c: c}
	w.value(v, true)
	return w.conviction
}

// finish fills in what a leaf needs to be asked quickly.
func (c *builder) finish(g *gate, n *node) {
	slices.Sort(n.reads)
	g.reads, g.always = slices.Compact(n.reads), n.always || n.op == opRuleDynamic
	switch n.op {
	case opTest:
		f := n.x.Subject.Fact
		g.ofCase = f.List == nil
		g.alone = true
		for i := range n.x.Tests {
			g.alone = g.alone && constant(n.x.Tests[i].Operand)
		}
	case opAsk:
		g.value = n.value
	case opCounted, opListed:
		g.plain = n.x.Op == cond.OpCount && n.x.Over.Distinct == nil
		g.list, g.none = n.x.Over.List, none(n.x)
	case opRuleDynamic:
		g.class = n.rule
	}
}

// constant reports whether an operand reads no fact of the case.
func constant(o *cond.Operand) bool {
	return o == nil || o.Subject == nil && o.Latest == nil && o.Earliest == nil && constant(o.Base)
}

// none is what a condition over a list says where no item fits.
func none(x *cond.Expr) tri.Value {
	switch x.Op {
	case cond.OpCount:
		if x.Over.AtLeast > 0 {
			return tri.No
		}
		return tri.Yes
	case cond.OpSum:
		return date.AtLeast(date.Term{}, x.Over.Length)
	}
	return tri.No
}
