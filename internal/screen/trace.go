package screen

import (
	"slices"

	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/tri"
)

// tracer turns the answers of a run into a Result.
type tracer struct {
	*run
	result  *Result
	missing map[missingKey]int // place in result.Missing
	// while a rule's missing facts are collected:
	matter  string
	weight  int
	visited []uint32 // by rule and place: the round in which it was last followed
	round   uint32
	only    [][]int // for each conviction, the list that holds it alone
}

type missingKey struct {
	name       string
	conviction int
}

func (t *tracer) conviction(i int) {
	env := t.frame(i + 1)
	defer func() { t.depth-- }()
	c := &t.result.Convictions[i]
	c.Item, c.Match = t.convs[i].item, t.convs[i].match
	c.IsStanding = t.verdict(t.s.convicted, env, t.only[i])
	v, known := t.s.sentence.Resolve(env)
	c.Sentence = Sentence{Value: v, Known: known}
	if chosen := t.s.sentence.Chosen(env); chosen != nil {
		c.Sentence.Text = chosen.Text
	}
	for _, cl := range t.s.pack.Classifications {
		if k, show := t.class(cl, i, env); show {
			c.Classes = append(c.Classes, k)
		}
	}
}

// class describes a classification of a conviction. Those that the catalog does not list are not shown, but moral turpitude
// and drugs always are.
func (t *tracer) class(cl *rulepack.Classification, i int, env *cond.Env) (Class, bool) {
	c := &t.convs[i]
	k := Class{Classification: cl, Value: "unknown"}
	if f := t.finding(cl.Index, c); f != nil {
		k.Value, k.By, k.Basis = f.Value, f.By, "a person's own finding"
		return k, true
	}
	always := cl.ID == "cimt" || cl.ID == "controlled_substance"
	v := t.Class(cl.Index, env)
	if len(c.match.Offenses) == 0 || c.match.ByType {
		k.Basis = c.match.Problem
		if v == tri.No {
			k.Value, k.Basis = "no", "no offense of this type in the catalog is one"
		}
		return k, always
	}
	listed := false
	values := []string{}
	for _, o := range c.match.Offenses {
		for j := range o.Classes[cl.Index] {
			listed = true
			cc := &o.Classes[cl.Index][j]
			guard := cc.When.Eval(env)
			if guard == tri.No {
				continue
			}
			values = append(values, cc.Value)
			as := cc.Authorities
			if len(as) == 0 {
				as = o.Authorities
			}
			k.Authorities, k.Contrary = rulepack.JoinAuthorities(k.Authorities, as...), rulepack.JoinAuthorities(k.Contrary, cc.Contrary...)
			k.Unread = k.Unread || unread(o, cc)
			if k.Basis == "" {
				k.Basis = cc.Basis
			}
			if guard == tri.Yes {
				break
			}
		}
	}
	switch {
	case v.Settled():
		k.Value = v.String()
	case v.NeedsFacts():
		k.Value = "unknown"
	case slices.Contains(values, "divisible") && !slices.Contains(values, "unsettled"):
		k.Value = "divisible"
	default:
		k.Value = "unsettled"
	}
	return k, always || listed
}

// verdicts appends what became of a rule: once for each conviction if it is about one, strongest first.
func (t *tracer) verdicts(to []Verdict, rule *rulepack.Rule) []Verdict {
	if rule.Of == nil {
		v := t.verdict(rule, &t.env, nil)
		v.Convictions = t.behind(rule)
		return append(to, v)
	}
	first := len(to)
	for i := range t.convs {
		to = append(to, t.verdict(rule, t.frame(i+1), t.only[i]))
		t.depth--
	}
	slices.SortStableFunc(to[first:], func(a, b Verdict) int { return int(b.Status) - int(a.Status) })
	return to
}

// behind names the convictions that bring a rule about the whole case: those that surely meet the conditions it counts, or,
// where none does, those that may.
func (t *tracer) behind(rule *rulepack.Rule) []int {
	var sure, may []int
	for i := range rule.Elements {
		rule.Elements[i].When.EachCounted(&t.env, t.s.convictions, func(i int, v tri.Value) {
			if v == tri.Yes {
				sure = append(sure, i)
			} else {
				may = append(may, i)
			}
		})
	}
	if len(sure) == 0 {
		sure = may
	}
	slices.Sort(sure)
	return slices.Compact(sure)
}

func (t *tracer) verdict(rule *rulepack.Rule, env *cond.Env, convictions []int) Verdict {
	v := Verdict{Rule: rule, Status: StatusOf(t.Rule(rule.Index, env)), Convictions: convictions}
	v.Elements = t.elements(rule, env, "")
	for _, e := range rule.Exceptions {
		v.Exceptions = append(v.Exceptions, ExceptionVerdict{e, t.Rule(e.Index, env), t.elements(e, env, "")})
	}
	if v.Status == NeedsFacts {
		t.explain(rule, env)
	}
	return v
}

// bar gathers the reasons of a bar: those that have its status, or all of them where none stands.
func (t *tracer) bar(rule *rulepack.Rule) Verdict {
	v := Verdict{Rule: rule, Status: StatusOf(t.Rule(rule.Index, &t.env))}
	for _, reason := range rule.Reasons {
		t.eachScope(reason.Of, func(env *cond.Env) {
			answer := t.Rule(reason.Index, env)
			if reason.Of == nil {
				if StatusOf(answer) == v.Status && v.Status > NotTriggered {
					v.Convictions = append(v.Convictions, t.behind(reason)...)
				}
			}
			if StatusOf(answer) != v.Status {
				return
			}
			v.Elements = append(v.Elements, t.elements(reason, env, reason.ID)...)
			if reason.Of == t.s.convictions && v.Status > NotTriggered {
				v.Convictions = append(v.Convictions, env.Index[t.s.convictions.Scope])
			}
			for _, e := range reason.Exceptions {
				v.Exceptions = append(v.Exceptions, ExceptionVerdict{e, t.Rule(e.Index, env), t.elements(e, env, "")})
			}
			if v.Status == NeedsFacts {
				t.matter, t.weight = rule.ID, weightOf[rule.Kind]
				t.round++
				t.OpenRule(reason.Index, env)
			}
		})
	}
	slices.Sort(v.Convictions)
	v.Convictions = slices.Compact(v.Convictions)
	return v
}

func (t *tracer) elements(rule *rulepack.Rule, env *cond.Env, reason string) []Element {
	out := make([]Element, len(rule.Elements))
	for i := range rule.Elements {
		def := &rule.Elements[i]
		out[i] = Element{Def: def, Reason: reason, Status: def.When.Eval(env), Facts: t.reads(def, env)}
	}
	return out
}

// reads lists what an element looked at. For facts of the items of a list it names each item.
func (t *tracer) reads(def *rulepack.Element, env *cond.Env) []FactRead {
	out := make([]FactRead, 0, len(def.Reads))
	for _, n := range def.Reads {
		switch {
		case n.Fact != nil:
			out = t.readFact(out, n.Fact, env)
		case n.Value != nil:
			if n.Value.Scope == 0 || env.Item[n.Value.Scope] != nil {
				v, known := n.Value.Resolve(env)
				s := v.String()
				if known != tri.Yes {
					s = "unknown"
				}
				out = append(out, FactRead{n.Value.ID, s})
			}
		case n.Ref != nil:
			if of := t.s.pack.Rules[n.Ref.Rule].Of; of == nil || of == t.s.convictions || env.Item[of.Scope] != nil {
				out = append(out, FactRead{string(n.Ref.Kind) + "." + n.Ref.ID, t.Rule(n.Ref.Rule, env).String()})
			}
		case n.Class > 0:
			name := "classification." + t.s.pack.Classifications[n.Class-1].ID
			if env.Item[t.s.convictions.Scope] != nil {
				out = append(out, FactRead{name, t.Class(n.Class-1, env).String()})
				continue
			}
			for i := range t.convs {
				e := t.at(i)
				out = append(out, FactRead{t.convs[i].item.Key + ": " + name, t.Class(n.Class-1, &e).String()})
			}
		}
	}
	return out
}

func (t *tracer) readFact(out []FactRead, f *fact.Fact, env *cond.Env) []FactRead {
	if f.List == nil || env.Item[f.List.Scope] != nil {
		return append(out, FactRead{f.Name, env.Value(f).String()})
	}
	if f.List.Parent != nil && env.Item[f.List.Parent.Scope] == nil {
		return out
	}
	sub := env.Sublist(f.List)
	if !sub.Given && !f.List.AbsentIsEmpty {
		return append(out, FactRead{f.Name, "unknown"})
	}
	for i := range sub.Items {
		prefix := ""
		if sub.Items[i].Key != "" {
			prefix = sub.Items[i].Key + ": "
		}
		out = append(out, FactRead{prefix + f.Name, sub.Items[i].Values[f.Slot].String()})
	}
	return out
}

func (t *tracer) warning(rule *rulepack.Rule) {
	seen := false
	t.eachScope(rule.Of, func(env *cond.Env) {
		if v := t.Rule(rule.Index, env); v == tri.No || v.NeedsFacts() || seen && rule.Of == nil {
			return
		}
		var convs []int
		if rule.Of == t.s.convictions {
			convs = []int{env.Index[rule.Of.Scope]}
			if n := len(t.result.Warnings); seen {
				t.result.Warnings[n-1].Convictions = append(t.result.Warnings[n-1].Convictions, convs...)
				return
			}
		}
		seen = true
		t.result.Warnings = append(t.result.Warnings, Verdict{Rule: rule, Status: StatusOf(t.Rule(rule.Index, env)), Convictions: convs, Elements: t.elements(rule, env, "")})
	})
}

func newTracer(r *run, res *Result) *tracer {
	t := &tracer{run: r, result: res, missing: map[missingKey]int{}, visited: make([]uint32, len(r.memo)), only: make([][]int, len(r.convs))}
	all := make([]int, len(r.convs))
	for i := range all {
		all[i] = i
		t.only[i] = all[i : i+1 : i+1]
	}
	room := func(rules []*rulepack.Rule) (n int) {
		for _, rule := range rules {
			if n++; rule.Of != nil {
				n += len(r.convs) - 1
			}
		}
		return n
	}
	res.Grounds = make([]Verdict, 0, room(r.s.groundRules))
	res.Bars = make([]Verdict, 0, len(r.s.barRules))
	res.Waivers = make([]Verdict, 0, room(r.s.waiverRules))
	return t
}
