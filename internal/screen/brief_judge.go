package screen

import (
	"slices"

	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/tri"
)

// push returns an environment of its own for a conviction, or for the whole case where i is -1. Environments are reused by
// depth, since a condition that ranges over a list moves the one it is given.
func (o *Outliner) push(i int) *cond.Env {
	if o.depth == len(o.envs) {
		o.envs = append(o.envs, new(cond.Env))
	}
	env := o.envs[o.depth]
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
		return o.judge(rule, env)
	case env.Item[rule.Of.Scope] != nil:
		return o.answer(rule, env.Index[rule.Of.Scope]+1)
	}
	v := tri.No
	for i := range o.convs {
		v = tri.Or(v, o.answer(rule, i+1))
	}
	return v
}

// answer answers a rule for a conviction, counted from 1, or for the whole case (0), once.
func (o *Outliner) answer(rule *rulepack.Rule, at int) tri.Value {
	slot := &o.memo[rule.Index*(len(o.convs)+1)+at]
	if *slot == 0 {
		*slot = o.judge(rule, o.push(at-1))
		o.pop()
	}
	return *slot
}

// judge is run.judge, with this Judge.
func (o *Outliner) judge(rule *rulepack.Rule, env *cond.Env) tri.Value {
	if rule.Kind == rulepack.Bar {
		v := tri.No
		for _, reason := range rule.Reasons {
			v = tri.Or(v, o.Rule(reason.Index, env))
		}
		return v
	}
	v := tri.Yes
	for i := range rule.Elements {
		if v = tri.And(v, rule.Elements[i].When.Eval(env)); v == tri.No {
			return tri.No
		}
	}
	for _, e := range rule.Exceptions {
		v = tri.And(v, tri.Not(o.Rule(e.Index, env)))
	}
	return v
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

// fillAll is run.fillAll in reused environments.
func (o *Outliner) fillAll(of *fact.List) {
	for i := range o.s.pack.Fills {
		if f := &o.s.pack.Fills[i]; f.Fact.List == of {
			o.each(of, func(env *cond.Env) { o.fill(f, env) })
		}
	}
}

// lookUp is run.lookUp, which remembers what a statute was found to be.
func (o *Outliner) lookUp(i int) {
	c := &o.convs[i]
	key := matchKey{o.text(c, o.s.jurisdiction), o.text(c, o.s.statute), o.text(c, o.s.offenseType)}
	m, known := o.matches[key]
	if !known {
		m = o.s.catalog.Match(key.jurisdiction, key.statute, key.typ)
		if len(o.matches) >= maxMatches {
			clear(o.matches)
		}
		o.matches[matchKey{clone(key.jurisdiction), clone(key.statute), clone(key.typ)}] = m
	}
	c.match = m
	env := o.push(i)
	defer o.pop()
	if f := o.s.maxPossible; f != nil && m.Certain() && c.item.Values[f.Slot].State == fact.Absent {
		for j := range o.s.pack.Fills {
			if fill := &o.s.pack.Fills[j]; fill.Fact.List == o.s.convictions {
				o.fill(fill, env)
			}
		}
		if v, known := o.s.maxOf(&c.match, env); known {
			c.item.Values[f.Slot] = v
		}
	}
	if f := o.s.inchoate; f != nil && m.Inchoate != "" && c.item.Values[f.Slot].State == fact.Absent {
		if v, err := f.Parse(m.Inchoate); err == nil {
			v.State = fact.Derived
			c.item.Values[f.Slot] = v
		}
	}
}

func clone(s string) string { return string(append([]byte(nil), s...)) }

func (o *Outliner) text(c *conviction, f *fact.Fact) string {
	if f == nil || !c.item.Values[f.Slot].Known() {
		return ""
	}
	return c.item.Values[f.Slot].Str
}

// explain collects the facts on which an answer turns that needs facts. A rule is followed once in a case.
func (o *Outliner) explain(rule *rulepack.Rule, conviction int, v tri.Value) {
	if StatusOf(v) == NeedsFacts {
		o.follow(rule, conviction+1, o.push(conviction))
		o.pop()
	}
}

func (o *Outliner) follow(rule *rulepack.Rule, at int, env *cond.Env) {
	if at >= 0 {
		seen := &o.visited[rule.Index*(len(o.convs)+1)+at]
		if *seen {
			return
		}
		*seen = true
	}
	outer := o.asking
	o.asking = int32(rule.Index*(len(o.convs)+1)+max(at, 0)) + 1<<16
	for i := range rule.Elements {
		rule.Elements[i].When.Explain(env, o)
	}
	for _, e := range rule.Exceptions {
		o.OpenRule(e.Index, env)
	}
	for _, e := range rule.Reasons {
		o.OpenRule(e.Index, env)
	}
	o.asking = outer
}

// OpenRule follows a rule whose answer is open; see cond.Explainer.
func (o *Outliner) OpenRule(index int, env *cond.Env) {
	rule := o.s.pack.Rules[index]
	at := func(i int) {
		if !o.answer(rule, i+1).Settled() {
			o.follow(rule, i+1, o.push(i))
			o.pop()
		}
	}
	switch {
	case rule.Of == nil:
		at(-1)
	case rule.Of != o.s.convictions:
		o.follow(rule, -1, env)
	case env.Item[rule.Of.Scope] != nil:
		at(env.Index[rule.Of.Scope])
	default:
		for i := range o.convs {
			at(i)
		}
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
	o.name(len(catalog.Facts)+len(catalog.Lists)+class, "conviction.classification."+o.s.pack.Classifications[class].ID, o.s.convictions, env)
}

// Missing is told of a fact that is not known.
func (o *Outliner) Missing(f *fact.Fact, env *cond.Env) { o.name(f.Index, f.Name, f.List, env) }

// MissingList is told of a list that is not known.
func (o *Outliner) MissingList(l *fact.List, env *cond.Env) {
	o.name(len(o.s.pack.Catalog.Facts)+slices.Index(o.s.pack.Catalog.Lists, l), l.ID, l.Parent, env)
}

func (o *Outliner) name(what int, name string, of *fact.List, env *cond.Env) {
	at := -1
	if of != nil && env.Item[o.s.convictions.Scope] != nil && (of == o.s.convictions || of.Parent == o.s.convictions) {
		at = env.Index[o.s.convictions.Scope]
	}
	n := &o.named[what*(len(o.convs)+1)+at+1]
	if n.place == 0 {
		o.out.Missing = append(o.out.Missing, MissingFact{Name: name, Conviction: at})
		n.place = int32(len(o.out.Missing))
	}
	if n.by != o.asking {
		n.by = o.asking
		o.out.Missing[n.place-1].Rules++
	}
}
