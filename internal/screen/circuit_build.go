package screen

import (
	"slices"

	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/tri"
)

// ref is the place of a node among those of its scope, from 1; refs of one circuit are unique over both scopes.
type ref int32

type node struct {
	op     op
	kids   []ref
	x      *cond.Expr
	class  int
	rule   int
	value  int // see gate
	needs  []ref
	reads  []int
	always bool
	inConv bool // of a conviction; otherwise of the case
	level  int  // above those of all that it needs
}

// builder makes the nodes of a circuit, and gives them their places. Until then, elements, effects and what is behind rules
// hold refs where they will hold gates.
type builder struct {
	*circuit
	nodes   []node
	byKey   map[string]ref // nodes by what they say
	ruleRef []ref          // by rule; 0: not yet
	levelOf []int          // by gate
}

func newCircuit(s *Screener) *circuit {
	n := len(s.pack.Rules)
	c := &builder{
		circuit: &circuit{s: s, ruleGate: make([]int32, n), elements: make([][]int32, n), effects: make([][]int32, n), behind: make([]behind, n)},
		nodes:   make([]node, 1, 4*n), byKey: make(map[string]ref, 4*n), ruleRef: make([]ref, n),
	}
	for _, rules := range [][]*rulepack.Rule{{s.convicted}, s.groundRules, s.barRules, s.waiverRules, s.pathRules, s.deadlineRules, s.warningRules, s.checkRules} {
		for _, r := range rules {
			c.rule(r)
		}
	}
	for _, r := range s.pathRules {
		for i := range r.Path.Effect {
			c.effects[r.Index] = append(c.effects[r.Index], int32(c.expr(r.Path.Effect[i].When, r.Of == s.convictions)))
		}
		for _, d := range r.Path.Deadlines {
			c.rule(d)
		}
	}
	for _, r := range s.pack.Rules {
		if r.Of == nil && c.ruleRef[r.Index] != 0 {
			met, ok := c.counts(r)
			c.behind[r.Index] = behind{met, ok}
		}
	}
	for _, r := range s.checkRules {
		if c.ruleRef[r.Index] == 0 {
			c.looseChecks = append(c.looseChecks, r)
		}
	}
	c.layOut()
	c.clocks = make([]clock, n)
	for _, r := range s.pack.OfKind(rulepack.Deadline) {
		c.clocks[r.Index] = clockOf(r)
	}
	return c.circuit
}

// rule returns the node of a rule of the case or of a conviction.
func (c *builder) rule(r *rulepack.Rule) ref {
	if c.ruleRef[r.Index] != 0 {
		return c.ruleRef[r.Index]
	}
	if r.Of != nil && r.Of != c.s.convictions {
		return 0 // asked by the conditions that range over its list
	}
	inConv := r.Of == c.s.convictions
	var kids []ref
	o := opAll
	if r.Kind == rulepack.Bar {
		o = opAny
		for _, reason := range r.Reasons {
			kids = append(kids, c.ruleFrom(reason, inConv))
		}
	} else {
		for i := range r.Elements {
			k := c.expr(r.Elements[i].When, inConv)
			c.elements[r.Index] = append(c.elements[r.Index], int32(k))
			kids = append(kids, k)
		}
		for _, e := range r.Exceptions {
			kids = append(kids, c.gate(opNot, c.ruleFrom(e, inConv)))
		}
	}
	c.ruleRef[r.Index] = c.gate(o, kids...)
	return c.ruleRef[r.Index]
}

// ruleFrom returns the node of a rule as it is asked from a scope: from the case, a rule of convictions is asked of any.
func (c *builder) ruleFrom(r *rulepack.Rule, inConv bool) ref {
	n := c.rule(r)
	if n == 0 {
		w := walker{c: c}
		w.rule(r, inConv)
		return c.add(node{op: opRuleDynamic, rule: r.Index, inConv: inConv, needs: w.needs, level: c.above(w.needs)}, "")
	}
	if r.Of == c.s.convictions && !inConv {
		return c.gate(opAnyConviction, n)
	}
	return n
}

// expr returns the node of a condition.
func (c *builder) expr(x *cond.Expr, inConv bool) ref {
	if x == nil {
		return c.gate(opAll)
	}
	switch x.Op {
	case cond.OpAll, cond.OpAny, cond.OpNot, cond.OpArguable:
		kids := make([]ref, len(x.Kids))
		for i, k := range x.Kids {
			kids[i] = c.expr(k, inConv)
		}
		return c.gate(map[cond.Op]op{cond.OpAll: opAll, cond.OpAny: opAny, cond.OpNot: opNot, cond.OpArguable: opArguable}[x.Op], kids...)
	case cond.OpRule:
		n := c.ruleFrom(c.s.pack.Rules[x.Ref.Rule], inConv)
		if x.Want == tri.No {
			return c.gate(opNot, n)
		}
		return n
	case cond.OpAnyRule:
		var kids []ref
		for _, r := range x.Rules {
			kids = append(kids, c.ruleFrom(c.s.pack.Rules[r], inConv))
		}
		return c.gate(opAny, kids...)
	case cond.OpClass:
		n := c.class(x.Class)
		if x.Want == tri.No {
			return c.gate(opNot, n)
		}
		return n
	}
	return c.leaf(x, inConv)
}

// class returns the node of a classification.
func (c *builder) class(class int) ref {
	return c.add(node{op: opClass, class: class, inConv: true}, "class "+string(rune(class+1)))
}

// gate returns a node made of others. What changes nothing falls away.
func (c *builder) gate(o op, kids ...ref) ref {
	n := node{op: o}
	if o == opAll || o == opAny {
		neutral, settles := opYes, opNo
		if o == opAny {
			neutral, settles = opNo, opYes
		}
		kept := kids[:0:0]
		for _, k := range kids {
			switch c.nodes[k].op {
			case neutral:
				continue
			case settles:
				return c.add(node{op: settles}, string(rune(settles+1)))
			}
			kept = append(kept, k)
		}
		slices.Sort(kept)
		kids = slices.Compact(kept)
		switch len(kids) {
		case 0:
			return c.add(node{op: neutral}, string(rune(neutral+1)))
		case 1:
			return kids[0]
		}
	}
	key := []byte{byte(o), '('}
	for _, k := range kids {
		kid := &c.nodes[k]
		n.inConv = n.inConv || kid.inConv && o != opAnyConviction
		key = append(key, byte(k>>16), byte(k>>8), byte(k))
	}
	n.kids, n.level = kids, c.above(kids)
	return c.add(n, string(key))
}

// above is the level of a node that needs others.
func (c *builder) above(needs []ref) (level int) {
	for _, k := range needs {
		level = max(level, c.nodes[k].level+1)
	}
	return level
}

// add returns the node that says the same, or this one.
func (c *builder) add(n node, key string) ref {
	if key != "" {
		if r, ok := c.byKey[key]; ok {
			return r
		}
	}
	r := ref(len(c.nodes))
	c.nodes = append(c.nodes, n)
	if key != "" {
		c.byKey[key] = r
	}
	return r
}
