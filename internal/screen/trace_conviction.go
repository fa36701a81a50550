package screen

import (
	"slices"

	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/tri"
)

// sentence finds the sentence that counts for a conviction.
func (st *seat) sentence(i int) Sentence {
	env := st.push(i)
	defer st.pop()
	v, known := st.b.s.sentence.Resolve(env)
	s := Sentence{Value: v, Known: known}
	if chosen := st.b.s.sentence.Chosen(env); chosen != nil {
		s.Text = chosen.Text
	}
	if known != tri.Yes {
		st.sides(&s, env)
	}
	return s
}

// sides gathers what stands for and against the sentences that may count, where the law is not settled.
func (st *seat) sides(s *Sentence, env *cond.Env) {
	p, open := st.b.s.pack, false
	st.b.s.sentence.Possible(env, func(guard tri.Value, c *cond.ValueCase) {
		if !guard.LawUnsettled() {
			return
		}
		if !open {
			open, s.Text = true, c.Text
		}
		for _, id := range c.Authorities {
			s.Authorities = rulepack.JoinAuthorities(s.Authorities, p.Authorities[id])
		}
		for _, id := range c.Contrary {
			s.Contrary = rulepack.JoinAuthorities(s.Contrary, p.Authorities[id])
		}
	})
}

// Classes returns what the offense is under federal immigration law. Classifications that the catalog does not list for it
// are left out, but moral turpitude and drugs never are.
func (c *Conviction) Classes() (out []Class) {
	env := c.seat.push(c.at)
	defer c.seat.pop()
	for _, cl := range c.seat.b.s.pack.Classifications {
		if k, show := c.seat.class(cl, c.at, env); show {
			out = append(out, k)
		}
	}
	return out
}

func (st *seat) class(cl *rulepack.Classification, i int, env *cond.Env) (Class, bool) {
	c := &st.convs[i]
	k := Class{Classification: cl, Value: "unknown"}
	if f := c.finding(cl); f != nil {
		k.Value, k.By, k.Basis = f.Value, f.By, "a person's own finding"
		return k, true
	}
	always := cl.ID == "cimt" || cl.ID == "controlled_substance"
	v := st.Class(cl.Index, env)
	if len(c.match.Offenses) == 0 {
		k.Basis = c.match.Problem
		if v == tri.No {
			k.Value, k.Basis = "no", "no offense of this plain type is one"
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
			k.Unread = k.Unread || cc.Unread
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
