package screen

import (
	"encoding/binary"
	"math"
	"slices"

	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
)

// walker reads all that a condition reads: whether it speaks of the conviction at hand, which rules it asks, and, for
// finding conditions that say the same, what it says.
type walker struct {
	c          *builder
	conviction bool
	others     bool // whether it looks at convictions that are not at hand
	asOf       bool // whether it looks at the date of the screening
	needs      []ref
	reads      []int
	key        []byte
	inList     []*fact.List // lists whose items are at hand
	values     []visit
}

// visit is a named value that has been walked, where the convictions are not ranged over or where they are.
type visit struct {
	value  *cond.Value
	within bool
}

// say adds a word and numbers to what tells conditions apart.
func (w *walker) say(word string, numbers ...int64) {
	w.key = append(append(w.key, word...), 0)
	for _, n := range numbers {
		w.key = binary.AppendVarint(w.key, n)
	}
}

// of is a truth value as a number.
func of(is bool) int64 {
	if is {
		return 1
	}
	return 0
}

func (w *walker) term(t date.Term) {
	if t == (date.Term{}) {
		w.say("")
		return
	}
	w.say(t.String())
}

func (w *walker) literal(v *fact.Value) {
	w.say("literal", int64(v.Type), int64(v.Index), int64(v.Date().First), int64(v.Date().Last), int64(math.Float64bits(v.Num())))
	w.term(v.Term())
	w.say(v.Str)
}

// has reports whether a condition inside ranges over the list, so that its items are not the ones at hand outside.
func (w *walker) has(l *fact.List) bool { return slices.Contains(w.inList, l) }

func (w *walker) fact(f *fact.Fact) {
	w.say("fact", int64(f.Index))
	w.reads = append(w.reads, f.Index)
	w.list(f.List)
}

// list notes that something is read of an item of a list, or of the list that the item stands in.
func (w *walker) list(l *fact.List) {
	for ; l != nil; l = l.Parent {
		if l == w.c.s.convictions && !w.has(l) {
			w.conviction = true
		}
	}
}

func (w *walker) expr(x *cond.Expr, inConv bool) {
	if x == nil {
		w.say("nil")
		return
	}
	w.say("(", int64(x.Op))
	for _, k := range x.Kids {
		w.expr(k, inConv)
	}
	switch x.Op {
	case cond.OpTest:
		w.subject(x.Subject, inConv)
		for i := range x.Tests {
			t := &x.Tests[i]
			w.say("test", int64(t.Op), int64(t.Mask), of(t.Backwards), int64(len(t.Literals)))
			w.term(t.Length)
			for j := range t.Literals {
				w.literal(&t.Literals[j])
			}
			w.operand(t.Operand, inConv)
		}
	case cond.OpRule:
		w.say("want", int64(x.Want))
		w.rule(w.c.s.pack.Rules[x.Ref.Rule], inConv)
	case cond.OpAnyRule:
		for _, r := range x.Rules {
			w.rule(w.c.s.pack.Rules[r], inConv)
		}
	case cond.OpClass:
		w.say("class", int64(x.Class), int64(x.Want))
		w.needs = append(w.needs, w.c.class(x.Class))
		w.list(w.c.s.convictions)
	case cond.OpCount, cond.OpSum, cond.OpPick:
		w.over(x.Over, inConv)
	}
	w.say(")")
}

func (w *walker) over(o *cond.Over, inConv bool) {
	w.say("over", int64(o.List.Scope), int64(o.AtLeast), int64(o.AtMost))
	w.term(o.Length)
	w.ranges(o.List)
	w.within(o.List, func() {
		w.expr(o.Where, inConv || o.List == w.c.s.convictions)
		w.subject(o.Value, inConv || o.List == w.c.s.convictions)
		for _, f := range []*fact.Fact{o.Distinct, o.Longest} {
			if f != nil {
				w.fact(f)
			}
		}
	})
	w.pick(&o.Pick, inConv)
}

func (w *walker) pick(p *cond.Pick, inConv bool) {
	if p.List == nil {
		return
	}
	w.say("pick", int64(p.List.Scope), of(p.First))
	w.ranges(p.List)
	w.operand(p.OnOrBefore, inConv)
	w.within(p.List, func() {
		if p.By != nil {
			w.fact(p.By)
		}
		w.expr(p.Among, inConv || p.List == w.c.s.convictions)
	})
}

// ranges notes that the items of a list are looked at.
func (w *walker) ranges(l *fact.List) {
	w.reads = append(w.reads, len(w.c.s.pack.Catalog.Facts)+l.Scope-1)
	w.list(l.Parent)
}

func (w *walker) within(l *fact.List, do func()) {
	w.others = w.others || l == w.c.s.convictions
	w.inList = append(w.inList, l)
	do()
	w.inList = w.inList[:len(w.inList)-1]
}

func (w *walker) rule(r *rulepack.Rule, inConv bool) {
	w.say("rule", int64(r.Index))
	if r.Of == nil || r.Of == w.c.s.convictions {
		if r.Of == w.c.s.convictions {
			if inConv {
				w.list(r.Of)
			} else {
				w.others = true
			}
		}
		if k := w.c.rule(r); k != 0 {
			w.needs = append(w.needs, k)
		}
		return
	}
	for i := range r.Elements {
		w.expr(r.Elements[i].When, inConv)
	}
	for _, e := range r.Exceptions {
		w.rule(e, inConv)
	}
}

func (w *walker) subject(s cond.Subject, inConv bool) {
	switch {
	case s.Value != nil:
		w.value(s.Value, inConv)
	case s.Fact != nil:
		w.fact(s.Fact)
	}
}

func (w *walker) value(v *cond.Value, inConv bool) {
	w.say(v.ID)
	now := visit{v, w.has(w.c.s.convictions)}
	if slices.Contains(w.values, now) {
		return
	}
	w.values = append(w.values, now)
	for i := range v.Cases {
		k := &v.Cases[i]
		in := func() {
			w.expr(k.When, inConv || k.Pick != nil && k.Pick.List == w.c.s.convictions)
			if k.Fact != nil {
				w.fact(k.Fact)
			}
			if k.Ref != nil {
				w.value(k.Ref, inConv)
			}
		}
		if k.Pick != nil {
			w.pick(k.Pick, inConv)
			w.within(k.Pick.List, in)
		} else {
			in()
		}
	}
}

func (w *walker) operand(o *cond.Operand, inConv bool) {
	if o == nil {
		return
	}
	w.say("[", of(o.AsOf))
	w.asOf = w.asOf || o.AsOf
	w.term(o.Plus)
	w.term(o.Minus)
	if o.Literal != nil {
		w.literal(o.Literal)
	}
	if o.Subject != nil {
		w.subject(*o.Subject, inConv)
	}
	w.operand(o.Base, inConv)
	for _, k := range o.Latest {
		w.say("latest")
		w.operand(k, inConv)
	}
	for _, k := range o.Earliest {
		w.say("earliest")
		w.operand(k, inConv)
	}
	w.say("]")
}
