package cond

import (
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/tri"
)

// Explainer is told what a condition depends on.
type Explainer interface {
	// Missing is told of a fact that is not known and on which the answer turns, in the scope of env.
	Missing(f *fact.Fact, env *Env)
	// MissingList is told of a list that is not known.
	MissingList(l *fact.List, env *Env)
	// OpenRule is told of a rule whose answer is open and on which the answer turns.
	OpenRule(rule int, env *Env)
	// OpenClass is told of a classification that is open and on which the answer turns.
	OpenClass(class int, env *Env)
}

// Explain names what keeps the condition open: only what could still change the answer is named.
func (x *Expr) Explain(env *Env, to Explainer) {
	if x == nil || x.Eval(env).Settled() {
		return
	}
	switch x.Op {
	case OpAll, OpAny, OpNot, OpArguable:
		for _, k := range x.Kids {
			k.Explain(env, to)
		}
	case OpTest:
		x.Subject.explain(env, to)
		for i := range x.Tests {
			x.Tests[i].Operand.explain(env, to)
		}
	case OpRule:
		to.OpenRule(x.Ref.Rule, env)
	case OpAnyRule:
		for _, r := range x.Rules {
			if !env.Judge.Rule(r, env).Settled() {
				to.OpenRule(r, env)
			}
		}
	case OpClass:
		to.OpenClass(x.Class, env)
	case OpCount, OpSum:
		x.Over.explain(env, to)
	case OpPick:
		x.Over.Pick.explain(env, to)
		if !env.each(x.Over.Pick.List, func(int) { x.Over.Where.Explain(env, to) }) {
			to.MissingList(x.Over.Pick.List, env)
		}
	}
}

func (s Subject) explain(env *Env, to Explainer) {
	if s.Value != nil {
		s.Value.explain(env, to)
		return
	}
	if !env.Value(s.Fact).Known() {
		to.Missing(s.Fact, env)
	}
}

func (v *Value) explain(env *Env, to Explainer) {
	for i := range v.Cases {
		c := &v.Cases[i]
		inItem := func() {
			c.When.Explain(env, to)
			if c.When.Eval(env) == tri.No {
				return
			}
			if c.Fact != nil && !env.Value(c.Fact).Known() {
				to.Missing(c.Fact, env)
			}
			if c.Ref != nil {
				c.Ref.explain(env, to)
			}
		}
		if c.Pick == nil {
			inItem()
			if c.When.Eval(env) == tri.Yes {
				return
			}
			continue
		}
		c.Pick.explain(env, to)
		c.Pick.candidates(env, func(tri.Value) { inItem() })
	}
}

func (o *Operand) explain(env *Env, to Explainer) {
	if o == nil {
		return
	}
	if o.Subject != nil {
		o.Subject.explain(env, to)
	}
	o.Base.explain(env, to)
	for _, k := range o.Latest {
		k.explain(env, to)
	}
	for _, k := range o.Earliest {
		k.explain(env, to)
	}
}

// Explain names the unknown facts of an operand.
func (o *Operand) Explain(env *Env, to Explainer) { o.explain(env, to) }

func (o *Over) explain(env *Env, to Explainer) {
	items := 0
	known := env.each(o.List, func(int) {
		v := o.Where.Eval(env)
		if v == tri.No {
			return
		}
		items++
		o.Where.Explain(env, to)
		if o.Value.Value != nil || o.Value.Fact != nil {
			o.Value.explain(env, to)
		}
	})
	if !known {
		to.MissingList(o.List, env)
		return
	}
	for _, label := range []*fact.Fact{o.Distinct, o.Longest} {
		if label == nil || items < 2 {
			continue
		}
		env.each(o.List, func(int) {
			if o.Where.Eval(env) != tri.No && !env.Value(label).Known() {
				to.Missing(label, env)
			}
		})
	}
}

func (p *Pick) explain(env *Env, to Explainer) {
	if p.OnOrBefore != nil {
		p.OnOrBefore.explain(env, to)
	}
	env.each(p.List, func(int) {
		p.Among.Explain(env, to)
		if p.OnOrBefore != nil && p.By != nil && !env.Value(p.By).Known() {
			to.Missing(p.By, env)
		}
	})
}

// Reader is told what a condition reads, whatever the answer.
type Reader interface {
	ReadFact(f *fact.Fact)
	ReadValue(v *Value)
	ReadRule(r *Ref)
	ReadClass(class int)
}

// Reads tells what the condition itself reads, in the order it stands there: facts, named values, rules, classifications.
// What those rules read in their turn is theirs to tell.
func (x *Expr) Reads(to Reader) {
	if x == nil {
		return
	}
	for _, k := range x.Kids {
		k.Reads(to)
	}
	switch x.Op {
	case OpTest:
		x.Subject.reads(to)
		for i := range x.Tests {
			x.Tests[i].Operand.reads(to)
		}
	case OpRule:
		to.ReadRule(x.Ref)
	case OpClass:
		to.ReadClass(x.Class)
	case OpCount, OpSum, OpPick:
		x.Over.Where.Reads(to)
		if x.Over.Value.Fact != nil || x.Over.Value.Value != nil {
			x.Over.Value.reads(to)
		}
		x.Over.Among.Reads(to)
		x.Over.OnOrBefore.reads(to)
		for _, f := range []*fact.Fact{x.Over.By, x.Over.Distinct, x.Over.Longest} {
			if f != nil {
				to.ReadFact(f)
			}
		}
	}
}

func (s Subject) reads(to Reader) {
	if s.Value != nil {
		to.ReadValue(s.Value)
		return
	}
	to.ReadFact(s.Fact)
}

func (o *Operand) reads(to Reader) {
	if o == nil {
		return
	}
	if o.Subject != nil {
		o.Subject.reads(to)
	}
	o.Base.reads(to)
	for _, k := range o.Latest {
		k.reads(to)
	}
	for _, k := range o.Earliest {
		k.reads(to)
	}
}

// Refs visits every reference to another rule in the condition, so that a pack can resolve them.
func (x *Expr) Refs(one func(*Ref), several func(*Expr)) {
	if x == nil {
		return
	}
	if x.Ref != nil {
		one(x.Ref)
	}
	if x.Select != nil {
		several(x)
	}
	for _, k := range x.Kids {
		k.Refs(one, several)
	}
	if x.Over != nil {
		x.Over.Where.Refs(one, several)
		x.Over.Among.Refs(one, several)
	}
}
