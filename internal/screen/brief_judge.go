package screen

import (
	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/tri"
)

// push returns an environment of its own for a conviction, or for the whole case where i is -1. Environments are reused by
// depth, since a condition that ranges over a list moves the one it is given.
func (o *Outliner) push(i int) *cond.Env {
	if o.depth == len(o.stack) {
		o.stack = append(o.stack, new(cond.Env))
	}
	env := o.stack[o.depth]
	o.depth++
	*env = o.env
	if i >= 0 {
		env.Item[o.s.convictions.Scope], env.Index[o.s.convictions.Scope] = o.convs[i].item, i
	}
	return env
}

func (o *Outliner) pop() { o.depth-- }

// each visits the environments in which a rule is asked.
func (o *Outliner) each(of *fact.List, visit func(*cond.Env)) {
	switch of {
	case nil:
		visit(o.push(-1))
		o.pop()
	case o.s.convictions:
		for i := range o.convs {
			visit(o.push(i))
			o.pop()
		}
	default:
		o.eachScope(of, visit)
	}
}

// Rule answers a rule in the scope of env; see run.Rule.
func (o *Outliner) Rule(index int, env *cond.Env) tri.Value {
	rule := o.s.pack.Rules[index]
	switch {
	case rule.Of == nil:
		return o.answer(rule, 0)
	case rule.Of != o.s.convictions:
		return judge(rule, env)
	case env.Item[rule.Of.Scope] != nil:
		return o.answer(rule, env.Index[rule.Of.Scope]+1)
	}
	v := tri.No
	for i := range o.convs {
		v = tri.Or(v, o.answer(rule, i+1))
	}
	return v
}

// answer answers a rule for a conviction, counted from 1, or for the whole case (0): as the circuit has it, or, while the
// circuit has not come so far, by asking it.
func (o *Outliner) answer(rule *rulepack.Rule, at int) tri.Value {
	p, ok := o.placeOf(rule, at)
	if !ok || o.vals[p.at][p.pos] == 0 {
		v := judge(rule, o.push(at-1))
		o.pop()
		return v
	}
	return o.vals[p.at][p.pos]
}

// Class answers whether the conviction of env has a classification; see run.Class.
func (o *Outliner) Class(class int, env *cond.Env) tri.Value {
	i := env.Index[o.s.convictions.Scope]
	slot := &o.classes[i*len(o.s.pack.Classifications)+class]
	if *slot == 0 {
		*slot = o.classify(class, &o.convs[i], o.push(i))
		o.pop()
	}
	return *slot
}

// explain marks a rule whose answer needs facts, for the walk back.
func (o *Outliner) explain(rule *rulepack.Rule, conviction int, v tri.Value) {
	if StatusOf(v) != NeedsFacts {
		return
	}
	if p, ok := o.placeOf(rule, conviction+1); ok {
		o.mark(p.pos, p.at)
	}
}

// OpenRule is told of a rule whose answer is open; see cond.Explainer. The walk back comes to it, or, where it has passed
// it already, it is followed at once.
func (o *Outliner) OpenRule(index int, env *cond.Env) {
	rule := o.s.pack.Rules[index]
	at := func(i int) {
		if o.answer(rule, i).Settled() {
			return
		}
		if p, ok := o.placeOf(rule, i); ok && o.comes(p) {
			o.mark(p.pos, p.at)
			return
		}
		o.follow(rule, o.push(i-1))
		o.pop()
	}
	switch {
	case rule.Of == nil:
		at(0)
	case rule.Of != o.s.convictions:
		o.follow(rule, env)
	case env.Item[rule.Of.Scope] != nil:
		at(env.Index[rule.Of.Scope] + 1)
	default:
		for i := range o.convs {
			at(i + 1)
		}
	}
}

// follow explains the elements of a rule.
func (o *Outliner) follow(rule *rulepack.Rule, env *cond.Env) {
	for i := range rule.Elements {
		rule.Elements[i].When.Explain(env, o)
	}
	for _, e := range rule.Exceptions {
		o.OpenRule(e.Index, env)
	}
	for _, e := range rule.Reasons {
		o.OpenRule(e.Index, env)
	}
}

// OpenClass names what would settle a classification; see tracer.OpenClass.
func (o *Outliner) OpenClass(class int, env *cond.Env) {
	c := &o.convs[env.Index[o.s.convictions.Scope]]
	if !o.Class(class, env).NeedsFacts() {
		return
	}
	if len(c.match.Offenses) == 1 && !c.match.ByType {
		cases := c.match.Offenses[0].Classes[class]
		for i := range cases {
			cases[i].When.Explain(env, o)
			if cases[i].When.Eval(env) == tri.Yes {
				break
			}
		}
		return
	}
	if v := env.Value(o.s.statute); !v.Known() || len(c.match.Offenses) > 1 {
		o.Missing(o.s.statute, env)
		return
	}
	catalog := o.s.pack.Catalog
	o.name(len(catalog.Facts)+len(catalog.Lists)+class, o.s.convictions, env)
}

// Missing is told of a fact that is not known.
func (o *Outliner) Missing(f *fact.Fact, env *cond.Env) { o.name(f.Index, f.List, env) }

// MissingList is told of a list that is not known.
func (o *Outliner) MissingList(l *fact.List, env *cond.Env) {
	o.name(len(o.s.pack.Catalog.Facts)+l.Scope-1, l.Parent, env)
}

// name notes a fact, a list or a classification as missing, for the conviction at hand where it is one of convictions.
func (o *Outliner) name(what int, of *fact.List, env *cond.Env) {
	at := 0
	if of != nil && env.Item[o.s.convictions.Scope] != nil && (of == o.s.convictions || of.Parent == o.s.convictions) {
		at = env.Index[o.s.convictions.Scope] + 1
	}
	r := o.rank[what]
	o.asked[at][r/64] |= 1 << (r % 64)
}
