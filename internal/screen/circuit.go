package screen

import (
	"cmp"
	"slices"
	"sync/atomic"

	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/tri"
)

// A circuit is the pack laid out flat: every condition that can be asked of a case, or of one of its convictions, once,
// with those it is made of before it. To answer cases is then one walk over an array, for many convictions side by side,
// and to find what keeps answers open is one walk back. What ranges over a list, or turns on a named value, stays a leaf
// that asks the condition itself. The circuit says the same as the conditions do, since three-valued `all` and `any` do not
// depend on order; a test compares.
type circuit struct {
	s         *Screener
	nodes     []node         // while it is built
	byKey     map[string]ref // nodes by what they say
	ruleRef   []ref          // by rule; 0: not yet; at last its gate + 1
	elements  [][]int32      // by rule of the case or of a conviction: the gates of its elements
	gates     []gate         // those of the case first, then those of a conviction
	nCase     int
	levels    []level
	turn      []int32     // by gate: when the walk back comes to it
	blank     []tri.Lanes // what gates are where nothing is known
	initial   []tri.Lanes // the same of leaves; others are not answered yet
	caseTests []scoped    // tests by the fact of the case
	tested    [][]test    // tests by the fact of a conviction
	fixed     []int32     // tests that compare with a fixed day
	lastDays  atomic.Pointer[days]
	classGate []int32 // by classification: its gate + 1
	hot       []hot
	kids      []int32
	effects   [][]int32 // by path: the conditions of its effects
	behind    []behind  // by rule about the whole case
	rank      []int32   // by fact, list and classification: its place among all, those first on which most rules turn
	unknowns  []Unknown // by rank
}

// behind says what a conviction must meet to bring a rule about the whole case: both of any pair of gates. Where whole is
// false, the rule looks at convictions in ways that pairs cannot say.
type behind struct {
	met   [][2]int32
	whole bool
}

// scoped holds tests of the case and of a conviction.
type scoped struct{ ofCase, ofConviction []test }

// test is a gate that tests a fact, with what the commonest tests need.
type test struct {
	gate    int32
	fixed   bool        // it compares one date with a day that only the date of the screening may move
	op      cond.TestOp // of one that is fixed or has a base
	choices uint64      // the choices that it allows, where it asks no more than that
	// base is the fact from which the day is counted that a date is compared with, where there is one.
	base        *fact.Fact
	plus, minus date.Term
}

// hot is the part of a gate that every walk looks at.
type hot struct {
	from, to int32 // of its kids; of opTestAlone, the index of the fact and its rank
	op       op
}

// level holds the gates that need only those of lower levels, and those before them: those of the case first, then those
// of a conviction.
type level struct {
	ofCase, ofConviction []int32 // those to be answered on the walk; tests and classifications are answered before
	// where the gates of the level begin and end: of the case, and of a conviction
	from, to [2]int
}

// ref is the place of a node among those of its scope, from 1; refs of one circuit are unique over both scopes.
type ref int32

type op uint8

const (
	opYes op = iota
	opNo
	opAll
	opAny
	opNot
	opArguable
	opAnyConviction // of the case: whether a node of convictions holds for any of them
	opTest          // leaf: tests on a fact
	opAsk           // leaf: asked of the condition itself
	opClass         // leaf: a classification
	opCounted       // leaf: over the convictions; kids[0] is what an item must meet
	opListed        // leaf: over another list
	opRuleDynamic   // leaf: a rule of another scope
	opTestAlone     // opTest of a fact of the same scope that only that fact can leave open
)

type node struct {
	op     op
	kids   []ref
	x      *cond.Expr
	class  int
	rule   int
	needs  []ref
	reads  []int
	always bool
	inConv bool // of a conviction; otherwise of the case
	level  int  // nodes of the case at a level come before those of convictions at the same level
}

// gate is a node in its final place.
type gate struct {
	op     op
	level  int16
	list   *fact.List
	slot   int // of opTest
	ofCase bool
	alone  bool      // of opTest: nothing but the fact can leave it open
	always bool      // of leaves: it looks at other convictions, so that it has to be asked whatever is known of this one
	plain  bool      // of opCounted: nothing but how many there are matters
	none   tri.Value // of list leaves: where no item fits
	asks   []int32   // of leaves: what they ask for, by rank, where nothing that they read is known
	value  int       // of opAsk: the named value that it tests, counted from 1
	class  int
	x      *cond.Expr
	kids   []int32
	needs  []int32 // gates of the rules that a leaf asks
	reads  []int   // what a leaf reads, as indexes of rank
}

func newCircuit(s *Screener) *circuit {
	n := len(s.pack.Rules)
	c := &circuit{s: s, byKey: make(map[string]ref, 4*n), ruleRef: make([]ref, n), elements: make([][]int32, n), effects: make([][]int32, n), behind: make([]behind, n)}
	c.nodes = make([]node, 1, 4*n)
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
	c.layOut()
	return c
}

// counts returns what convictions must meet to be counted by a rule about the whole case. It reports false where the rule
// looks at convictions from within another list.
func (c *circuit) counts(r *rulepack.Rule) (met [][2]int32, ok bool) {
	var walk func(x *cond.Expr) bool
	walk = func(x *cond.Expr) bool {
		if x == nil {
			return true
		}
		for _, k := range x.Kids {
			if !walk(k) {
				return false
			}
		}
		switch {
		case x.Over == nil:
		case x.Over.List == c.s.convictions:
			met = append(met, [2]int32{int32(c.expr(x.Over.Where, true)), int32(c.expr(x.Over.Among, true))})
		default:
			w := walker{c: c}
			w.expr(x.Over.Where, false)
			return !w.others
		}
		return true
	}
	for i := range r.Elements {
		if !walk(r.Elements[i].When) {
			return nil, false
		}
	}
	return met, true
}

// rule returns the node of a rule of the case or of a conviction.
func (c *circuit) rule(r *rulepack.Rule) ref {
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
func (c *circuit) ruleFrom(r *rulepack.Rule, inConv bool) ref {
	n := c.rule(r)
	if n == 0 {
		return c.add(node{op: opRuleDynamic, rule: r.Index, inConv: inConv}, "")
	}
	if r.Of == c.s.convictions && !inConv && c.nodes[n].inConv {
		return c.gate(opAnyConviction, n)
	}
	return n
}

// expr returns the node of a condition.
func (c *circuit) expr(x *cond.Expr, inConv bool) ref {
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
		n := c.add(node{op: opClass, class: x.Class, inConv: true}, "class "+string(rune(x.Class+1)))
		if x.Want == tri.No {
			return c.gate(opNot, n)
		}
		return n
	}
	return c.leaf(x, inConv)
}

// gate returns a node made of others. What changes nothing falls away.
func (c *circuit) gate(o op, kids ...ref) ref {
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
	n.kids = kids
	for _, k := range kids {
		n.level = max(n.level, c.levelFor(k, n.inConv))
	}
	return c.add(n, string(key))
}

// levelFor is the least level of a node of a scope that needs another one.
func (c *circuit) levelFor(k ref, inConv bool) int {
	if kid := &c.nodes[k]; kid.inConv && !inConv {
		return kid.level + 1
	}
	return c.nodes[k].level
}

// add returns the node that says the same, or this one.
func (c *circuit) add(n node, key string) ref {
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

// layOut puts the nodes into their places: those of the case first, by level, then those of a conviction.
func (c *circuit) layOut() {
	order := make([]ref, 0, len(c.nodes)-1)
	top := 0
	for i := 1; i < len(c.nodes); i++ {
		order = append(order, ref(i))
		top = max(top, c.nodes[i].level)
		if !c.nodes[i].inConv {
			c.nCase++
		}
	}
	scope := func(r ref) int {
		if c.nodes[r].inConv {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(order, func(a, b ref) int {
		return cmp.Or(scope(a)-scope(b), c.nodes[a].level-c.nodes[b].level, int(a-b))
	})
	place := make([]int32, len(c.nodes))
	for i, r := range order {
		place[r] = int32(i)
	}
	c.gates = make([]gate, len(order))
	for i, r := range order {
		n := &c.nodes[r]
		g := gate{op: n.op, level: int16(n.level), x: n.x, class: n.class, kids: make([]int32, len(n.kids))}
		for j, k := range n.kids {
			g.kids[j] = place[k]
		}
		for _, k := range n.needs {
			g.needs = append(g.needs, place[k])
		}
		c.finish(&g, n)
		c.gates[i] = g
	}
	for i, r := range c.ruleRef {
		if r != 0 {
			c.ruleRef[i] = ref(place[r]) + 1
		}
	}
	for _, byRule := range [][][]int32{c.effects, c.elements} {
		for _, refs := range byRule {
			for i := range refs {
				refs[i] = place[refs[i]]
			}
		}
	}
	for _, b := range c.behind {
		for i, m := range b.met {
			b.met[i] = [2]int32{place[m[0]], place[m[1]]}
		}
	}
	for i := range c.gates {
		from := int32(len(c.kids))
		c.kids = append(c.kids, c.gates[i].kids...)
		c.hot = append(c.hot, hot{from, int32(len(c.kids)), c.gates[i].op})
	}
	c.nodes, c.byKey = nil, nil
	c.schedule(top)
	c.weigh()
	c.rest()
}
