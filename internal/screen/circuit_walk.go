package screen

import (
	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/tri"
)

// walk is one case going through a circuit.
type walk struct {
	*circuit
	vals   [][]tri.Value // of the case (0) and of each conviction (index + 1), which holds those of the case before its own
	marks  [][]uint64    // likewise, as bits: whether the gate is open and something that is shown turns on it
	known  [][]uint64    // likewise, as bits by slot: the facts that are known
	asked  [][]uint64    // likewise: the facts named as missing, as bits by rank
	where  []int         // of each conviction: its place among the circuit's
	days   []date.Date   // by gate: what a fixed test compares with
	asOf   date.Day      // the day for which days holds
	cursor place         // the gate being explained
}

// begin makes room for a case with n convictions.
func (w *walk) begin(n int) {
	for len(w.vals) <= n {
		w.vals = append(w.vals, make([]tri.Value, len(w.gates)))
		w.marks = append(w.marks, make([]uint64, (len(w.gates)+63)/64))
		w.asked = append(w.asked, make([]uint64, (len(w.ranked)+63)/64))
		w.known = append(w.known, make([]uint64, (max(len(w.caseTests), len(w.tested))+63)/64))
		w.where = append(w.where, 0)
	}
	for i := range n + 1 {
		copy(w.vals[i], w.blank)
		clear(w.marks[i])
		clear(w.asked[i])
		clear(w.known[i])
	}
}

// forward answers every gate.
func (o *Outliner) forward() {
	env := o.push(-1)
	o.tests(0, env)
	for i := range o.convs {
		o.where[i] = o.placeOfConviction(i)
	}
	for l := range o.levels {
		o.answerAll(o.levels[l].ofCase, 0, env)
		for i := range o.convs {
			env := o.push(i)
			copy(o.vals[i+1][:o.nCase], o.vals[0])
			if l == 0 {
				o.tests(i+1, env)
				o.classOf(i, env)
			}
			o.answerAll(o.levels[l].ofConviction[o.where[i]], i+1, env)
			o.pop()
		}
	}
	o.pop()
}

func (o *Outliner) placeOfConviction(i int) int {
	if v := &o.convs[i].item.Values[o.s.jurisdiction.Slot]; v.Known() {
		return o.places[v.Str]
	}
	return 0
}

// tests answers the tests on facts that are known; all others are blank, and so unknown.
func (o *Outliner) tests(at int, env *cond.Env) {
	vals := o.vals[at]
	for slot := range o.c.Values {
		if v := &o.c.Values[slot]; v.Known() {
			leaves := o.caseTests[slot].ofCase
			if at > 0 {
				leaves = o.caseTests[slot].ofConviction
			} else {
				o.known[0][slot/64] |= 1 << (slot % 64)
			}
			for _, pos := range leaves {
				vals[pos] = o.test(pos, v, env)
			}
		}
	}
	if at == 0 {
		return
	}
	values := o.convs[at-1].item.Values
	for slot := range values {
		if v := &values[slot]; v.Known() {
			o.known[at][slot/64] |= 1 << (slot % 64)
			for _, pos := range o.tested[slot] {
				vals[pos] = o.test(pos, v, env)
			}
		}
	}
}

func (o *Outliner) test(pos int32, v *fact.Value, env *cond.Env) tri.Value {
	g := &o.gates[pos]
	switch {
	case g.choices != 0:
		return tri.Of(g.choices&(1<<v.Index) != 0)
	case g.fixed:
		return compare(g.x.Tests[0].Op, v.Date, o.days[pos])
	}
	return g.x.Eval(env)
}

// fix finds the days with which fixed tests compare.
func (o *Outliner) fix(c *fact.Case) {
	o.days, o.asOf = zeroed(o.days, len(o.gates)), c.AsOf
	env := cond.Env{Case: c}
	for i := range o.gates {
		if g := &o.gates[i]; g.fixed {
			o.days[i], _ = g.x.Tests[0].Operand.Date(&env)
		}
	}
}

// compare is the comparison of dates that conditions make.
func compare(op cond.TestOp, v, d date.Date) tri.Value {
	switch op {
	case cond.TestBefore:
		return date.Before(v, d)
	case cond.TestOnOrBefore:
		return date.OnOrBefore(v, d)
	case cond.TestAfter:
		return date.Before(d, v)
	}
	return date.OnOrBefore(d, v)
}

// classOf answers the classifications of a conviction. What the catalog does not list for an offense it names, it is not.
func (o *Outliner) classOf(i int, env *cond.Env) {
	c, vals := &o.convs[i], o.vals[i+1]
	certain := c.match.Certain() && len(c.match.Offenses) == 1 && len(c.item.Findings) == 0
	for _, pos := range o.classGates {
		g := &o.gates[pos]
		if certain && len(c.match.Offenses[0].Classes[g.class]) == 0 {
			vals[pos] = tri.No
		} else {
			vals[pos] = o.Class(g.class, env)
		}
	}
}

func (o *Outliner) answerAll(gates []int32, at int, env *cond.Env) {
	vals := o.vals[at]
	for _, pos := range gates {
		h := &o.hot[pos]
		var v tri.Value
		switch h.op {
		case opAll:
			v = tri.Yes
			for _, k := range o.kids[h.from:h.to] {
				if v = tri.And(v, vals[k]); v == tri.No {
					break
				}
			}
		case opAny:
			v = tri.No
			for _, k := range o.kids[h.from:h.to] {
				if v = tri.Or(v, vals[k]); v == tri.Yes {
					break
				}
			}
		case opNot:
			v = tri.Not(vals[o.kids[h.from]])
		case opArguable:
			if v = vals[o.kids[h.from]]; v == tri.Yes {
				v = tri.Arguable
			}
		case opYes:
			v = tri.Yes
		case opNo:
			v = tri.No
		case opAnyConviction:
			v = tri.No
			for i := range o.convs {
				v = tri.Or(v, o.vals[i+1][o.kids[h.from]])
			}
		default:
			v = o.leaf(&o.gates[pos], env)
		}
		vals[pos] = v
	}
}

// leaf asks a condition that is not made of others, or not of others alone.
func (o *Outliner) leaf(g *gate, env *cond.Env) tri.Value {
	switch g.op {
	case opRuleDynamic:
		return judge(o.s.pack.Rules[g.class], env)
	case opListed:
		sub := env.Sublist(g.list)
		switch {
		case !sub.Given && !g.list.AbsentIsEmpty:
			return tri.Unknown
		case len(sub.Items) == 0:
			return g.none
		}
	case opCounted:
		if !env.Sublist(g.list).Given {
			return tri.Unknown
		}
		return o.counted(g, env)
	}
	return g.x.Eval(env)
}

// counted answers a condition over the convictions from what each of them must meet. Where it only counts them, that is
// all; see cond.Over.
func (o *Outliner) counted(g *gate, env *cond.Env) tri.Value {
	certain, open, causes := 0, 0, tri.No
	for i := range o.convs {
		switch v := o.vals[i+1][g.kids[0]]; v {
		case tri.No:
		case tri.Yes:
			certain++
		default:
			open++
			causes |= v
		}
	}
	switch {
	case certain+open == 0:
		return g.none
	case !g.plain:
		return g.x.Eval(env)
	}
	return g.x.Over.Decide(certain, certain+open, causes)
}

// place is where a gate stands: in the case (0) or a conviction (index + 1).
type place struct{ pos, at int }

// placeOf returns the gate of a rule; false where it has none.
func (w *walk) placeOf(r *rulepack.Rule, at int) (place, bool) {
	n := w.ruleRef[r.Index]
	p := place{int(n) - 1, at}
	if p.pos < w.nCase {
		p.at = 0
	}
	return p, n > 0
}

// value returns the answer of a gate.
func (w *walk) value(pos, at int) tri.Value {
	if pos < w.nCase {
		at = 0
	}
	return w.vals[at][pos]
}
