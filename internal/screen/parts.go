package screen

import (
	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/tri"
)

// Part is a rule on which the answer of an element rests, as it was answered there.
type Part struct {
	Rule       *rulepack.Rule
	Answer     tri.Value
	Conviction int // of which it was asked; -1: of the whole case
	Elements   []Element
	Exceptions []ExceptionVerdict
}

// Parts returns the rules on which the answer of the element rests, with their own elements.
func (e *Element) Parts() (out []Part) {
	env := *e.env
	e.Def.When.Deciding(&env, func(rule int, env *cond.Env) {
		r := e.seat.b.s.pack.Rules[rule]
		p := Part{Rule: r, Answer: e.seat.Rule(rule, env), Conviction: -1}
		if r.Of == e.seat.b.s.convictions {
			p.Conviction = e.seat.convictionOf(env)
		}
		if r.Of == nil || env.Item[r.Of.Scope] != nil { // otherwise it holds for any item, and has no elements of its own
			p.Elements, p.Exceptions = e.seat.elements(r, env, ""), e.seat.exceptions(r, env)
		}
		out = append(out, p)
	})
	return out
}

// Conviction is the conviction of which the element was asked, or -1.
func (e *Element) Conviction() int { return e.seat.convictionOf(e.env) }

func (st *seat) convictionOf(env *cond.Env) int {
	if scope := st.b.s.convictions.Scope; env.Item[scope] != nil {
		return env.Index[scope]
	}
	return -1
}

// Explain says what became of any rule of the pack, also of one that the result does not list: a definition, an exception, a
// deadline that does not run. It is asked once of each item that it is about.
func (r *Result) Explain(rule *rulepack.Rule) (out []Verdict) {
	r.seat.eachScope(rule.Of, func(env *cond.Env) {
		out = append(out, Verdict{Rule: rule, Status: StatusOf(r.seat.Rule(rule.Index, env)), scope: r.seat.scope(rule.Of, env)})
	})
	return out
}
