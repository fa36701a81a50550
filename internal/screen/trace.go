package screen

import (
	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/tri"
)

// scope is where a rule was answered, so that its elements can be written out later.
type scope struct {
	conviction int32 // -1: the whole case
	seat       *seat
	env        *cond.Env // for rules about the items of other lists; otherwise nil
}

// scope returns where a rule about the items of a list is answered in an environment.
func (st *seat) scope(of *fact.List, env *cond.Env) scope {
	switch of {
	case nil:
		return scope{-1, st, nil}
	case st.b.s.convictions:
		return scope{int32(env.Index[of.Scope]), st, nil}
	}
	e := *env
	return scope{-1, st, &e}
}

// in runs a visit in the environment of the scope.
func (s *scope) in(visit func(*cond.Env)) {
	env := s.seat.push(int(s.conviction))
	if s.env != nil {
		*env = *s.env
	}
	visit(env)
	s.seat.pop()
}

// Elements returns the elements of the rule as they were answered; of a bar, those of the reasons that have its status.
func (v *Verdict) Elements() (out []Element) {
	if v.Rule.Kind == rulepack.Bar {
		v.eachReason(func(reason *rulepack.Rule, env *cond.Env) {
			out = append(out, v.scope.seat.elements(reason, env, reason.ID)...)
		})
		return out
	}
	v.scope.in(func(env *cond.Env) { out = v.scope.seat.elements(v.Rule, env, "") })
	return out
}

// Exceptions returns the exceptions to the rule as they were answered; of a bar, those to the reasons that have its status.
func (v *Verdict) Exceptions() (out []ExceptionVerdict) {
	st := v.scope.seat
	if v.Rule.Kind == rulepack.Bar {
		v.eachReason(func(reason *rulepack.Rule, env *cond.Env) { out = append(out, st.exceptions(reason, env)...) })
		return out
	}
	if len(v.Rule.Exceptions) > 0 {
		v.scope.in(func(env *cond.Env) { out = st.exceptions(v.Rule, env) })
	}
	return out
}

func (st *seat) exceptions(rule *rulepack.Rule, env *cond.Env) (out []ExceptionVerdict) {
	for _, e := range rule.Exceptions {
		out = append(out, ExceptionVerdict{e, st.Rule(e.Index, env), st.elements(e, env, "")})
	}
	return out
}

// eachReason visits the reasons of a bar that have its status.
func (v *Verdict) eachReason(visit func(*rulepack.Rule, *cond.Env)) {
	st := v.scope.seat
	for _, reason := range v.Rule.Reasons {
		st.eachScope(reason.Of, func(env *cond.Env) {
			if StatusOf(st.Rule(reason.Index, env)) == v.Status {
				visit(reason, env)
			}
		})
	}
}

// Elements returns the elements on which it turns whether the deadline runs, as they were answered.
func (d *Deadline) Elements() (out []Element) {
	d.scope.in(func(env *cond.Env) { out = d.scope.seat.elements(d.Rule, env, "") })
	return out
}

func (st *seat) elements(rule *rulepack.Rule, env *cond.Env, reason string) []Element {
	out := make([]Element, len(rule.Elements))
	gates := st.b.circuit.elements[rule.Index]
	if rule.Of == st.b.s.convictions && env.Item[rule.Of.Scope] == nil {
		gates = nil
	}
	at := new(cond.Env)
	*at = *env
	for i := range rule.Elements {
		def := &rule.Elements[i]
		out[i] = Element{Def: def, Reason: reason, env: at, seat: st}
		if gates != nil {
			out[i].Status = st.value(gates[i], st.scopeOf(rule.Of, env))
		} else {
			out[i].Status = def.When.Eval(env)
		}
	}
	return out
}

// Facts lists what the element looked at. For facts of the items of a list it names each item.
func (e *Element) Facts() []FactRead { return e.AppendFacts(nil) }

// AppendFacts appends what the element looked at.
func (e *Element) AppendFacts(out []FactRead) []FactRead {
	st, env := e.seat, e.env
	p := st.b.s.pack
	for _, n := range e.Def.Reads {
		switch {
		case n.Fact != nil:
			out = readFact(out, n, env)
		case n.Value != nil:
			if n.Value.Scope == 0 || env.Item[n.Value.Scope] != nil {
				v, known := n.Value.Resolve(env)
				s := v.String()
				if known != tri.Yes {
					s = "unknown"
				}
				out = append(out, FactRead{n.Value.ID, s, n})
			}
		case n.Ref != nil:
			if of := p.Rules[n.Ref.Rule].Of; of == nil || of == st.b.s.convictions || env.Item[of.Scope] != nil {
				out = append(out, FactRead{string(n.Ref.Kind) + "." + n.Ref.ID, answered(st.Rule(n.Ref.Rule, env)), n})
			}
		case n.Class > 0:
			name := "classification." + p.Classifications[n.Class-1].ID
			if env.Item[st.b.s.convictions.Scope] != nil {
				out = append(out, FactRead{name, st.classValue(n.Class-1, env), n})
				continue
			}
			st.eachScope(st.b.s.convictions, func(env *cond.Env) {
				out = append(out, FactRead{env.Item[st.b.s.convictions.Scope].Key + ": " + name, st.classValue(n.Class-1, env), n})
			})
		}
	}
	return out
}

// answered says an answer as it is read by people: what the law leaves open is not a fact that nobody knows.
func answered(v tri.Value) string {
	if v.LawUnsettled() && !v.NeedsFacts() {
		return "unsettled"
	}
	return v.String()
}

// classValue says what a conviction is under a classification, as its Class does.
func (st *seat) classValue(class int, env *cond.Env) string {
	v := st.Class(class, env)
	if v.Settled() || v.NeedsFacts() {
		return v.String()
	}
	k, _ := st.class(st.b.s.pack.Classifications[class], st.convictionOf(env), env)
	return k.Value
}

func readFact(out []FactRead, n rulepack.Read, env *cond.Env) []FactRead {
	f := n.Fact
	if f.List == nil || env.Item[f.List.Scope] != nil {
		return append(out, FactRead{f.Name, env.Value(f).String(), n})
	}
	if f.List.Parent != nil && env.Item[f.List.Parent.Scope] == nil {
		return out
	}
	sub := env.Sublist(f.List)
	if !sub.Given && !f.List.AbsentIsEmpty {
		return append(out, FactRead{f.Name, "unknown", n})
	}
	for i := range sub.Items {
		prefix := ""
		if sub.Items[i].Key != "" {
			prefix = sub.Items[i].Key + ": "
		}
		out = append(out, FactRead{prefix + f.Name, sub.Items[i].Values[f.Slot].String(), n})
	}
	return out
}
