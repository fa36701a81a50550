package cond

import "example.com/vacatur/internal/tri"

// Deciding visits the rules on whose answers the answer of the condition rests, in the scope in which they were asked: of
// several conditions those that settle it, and where nothing does those that are open.
func (x *Expr) Deciding(env *Env, visit func(rule int, env *Env)) {
	if x == nil {
		return
	}
	answer := x.Eval(env)
	decides := func(v tri.Value) bool { return v == answer || !answer.Settled() && !v.Settled() }
	switch x.Op {
	case OpAll, OpAny:
		for _, k := range x.Kids {
			if decides(k.Eval(env)) {
				k.Deciding(env, visit)
			}
		}
	case OpNot, OpArguable:
		x.Kids[0].Deciding(env, visit)
	case OpRule:
		visit(x.Ref.Rule, env)
	case OpAnyRule:
		if answer == tri.No {
			return // none of many: there is no one to name
		}
		for _, r := range x.Rules {
			if decides(env.Judge.Rule(r, env)) {
				visit(r, env)
			}
		}
	case OpCount, OpSum:
		env.each(x.Over.List, func(int) {
			if decides(x.Over.Where.Eval(env)) {
				x.Over.Where.Deciding(env, visit)
			}
		})
	}
}
