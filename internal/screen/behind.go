package screen

import (
	"slices"

	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/tri"
)

// behind says what a conviction must meet to bring a rule about the whole case: both of any pair of gates. Where whole is
// false, the rule looks at convictions in ways that pairs cannot say.
type behind struct {
	met   [][2]int32
	whole bool
}

// counts returns what convictions must meet to be counted by a rule about the whole case. It reports false where the rule
// looks at convictions from within another list.
func (c *builder) counts(r *rulepack.Rule) (met [][2]int32, ok bool) {
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

// Convictions returns the indexes of the convictions that the verdict is about, or that bring it.
func (v *Verdict) Convictions() (of []int) {
	st, i := v.scope.seat, int(v.scope.conviction)
	if v.scope.env != nil {
		i = st.convictionOf(v.scope.env)
	}
	switch {
	case v.Rule.Kind == rulepack.Warning && v.Rule.Of == st.b.s.convictions:
		for i := range st.convs {
			if warns(st.answer(v.Rule.Index, i)) {
				of = append(of, i)
			}
		}
		return of
	case i >= 0:
		return st.alone[i : i+1 : i+1]
	case v.Status == NotTriggered || v.Rule.Kind == rulepack.PathRule || v.Rule.Kind == rulepack.Warning:
		return nil
	case v.Rule.Kind != rulepack.Bar:
		return st.bring(nil, v.Rule)
	}
	v.eachReason(func(reason *rulepack.Rule, env *cond.Env) {
		switch reason.Of {
		case nil:
			of = st.bring(of, reason)
		case st.b.s.convictions:
			of = append(of, env.Index[reason.Of.Scope])
		}
	})
	slices.Sort(of)
	return slices.Compact(of)
}

// Behind appends the convictions of a case of the block that bring a rule about the whole case.
func (b *Block) Behind(to []int, at int, rule *rulepack.Rule) []int {
	return b.seats[at].bring(to, rule)
}

// bring appends the convictions that bring a rule about the whole case: those that surely meet the conditions it counts,
// or, where none does, those that may.
func (st *seat) bring(to []int, rule *rulepack.Rule) []int {
	first := len(to)
	if !st.b.behind[rule.Index].whole {
		return st.bringBy(to, rule)
	}
	for _, sure := range []bool{true, false} {
		for w, end := st.words(); w < end; w++ {
			for lanes := st.meet(rule, w, sure) & st.convictionsIn(w); lanes != 0; lanes &= lanes - 1 {
				to = append(to, tri.Width*w+lanes.First()-st.first)
			}
		}
		if len(to) > first {
			break
		}
	}
	return to
}

// meet returns the lanes of a word that meet what a rule counts, or that may.
func (st *seat) meet(rule *rulepack.Rule, w int, sure bool) (lanes tri.Mask) {
	if st.b.answers != nil {
		for i := range st.convs {
			for _, m := range st.b.behind[rule.Index].met {
				if v := tri.And(st.value(m[0], i), st.value(m[1], i)); i/tri.Width == w && (v == tri.Yes || !sure && v.MayBe()) {
					lanes |= tri.Lane(i)
				}
			}
		}
		return lanes
	}
	vals := st.b.words[w].vals
	for _, m := range st.b.behind[rule.Index].met {
		a, b := vals[m[0]], vals[m[1]]
		if sure {
			lanes |= a.Sure() & b.Sure()
		} else {
			lanes |= a.MayBe() & b.MayBe()
		}
	}
	return lanes
}

// bringBy does so where convictions are looked at from within another list.
func (st *seat) bringBy(to []int, rule *rulepack.Rule) []int {
	var sure, may []int
	env := st.push(-1)
	defer st.pop()
	for i := range rule.Elements {
		rule.Elements[i].When.EachCounted(env, st.b.s.convictions, func(i int, v tri.Value) {
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
	return append(to, slices.Compact(sure)...)
}
