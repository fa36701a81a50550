package screen

import (
	"cmp"
	"slices"

	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/tri"
)

// effects visits the effects that a path may have if it is granted, up to the first that it has for certain.
func (st *seat) effects(rule *rulepack.Rule, conviction int, visit func(*rulepack.EffectCase)) {
	for i, gate := range st.b.circuit.effects[rule.Index] {
		guard := st.value(gate, conviction)
		if guard.MayBe() {
			visit(&rule.Path.Effect[i])
		}
		if guard == tri.Yes {
			return
		}
	}
}

// effect finds the effect of a granted path. Where it is not certain and the possible ones differ, it is unsettled.
func (st *seat) effect(rule *rulepack.Rule, conviction int) (effect string) {
	st.effects(rule, conviction, func(e *rulepack.EffectCase) {
		if effect != "" && effect != e.Value {
			effect = "unsettled"
		} else {
			effect = e.Value
		}
	})
	return effect
}

// Effect is what the path does to the conviction if it is granted.
func (p *Path) Effect() string { return p.scope.seat.effect(p.Rule, p.Conviction) }

// EffectText says what the path does if it is granted; "" where the pack says no more than the effect itself.
func (p *Path) EffectText() (text string) {
	p.scope.seat.effects(p.Rule, p.Conviction, func(e *rulepack.EffectCase) { text = cmp.Or(text, e.Text) })
	return text
}

// EffectCites are the authorities on what the path does if it is granted.
func (p *Path) EffectCites() (cites []*rulepack.Authority) {
	p.scope.seat.effects(p.Rule, p.Conviction, func(e *rulepack.EffectCase) { cites = rulepack.JoinAuthorities(cites, e.Authorities...) })
	return cites
}

// Motion is a path sought for a conviction.
type Motion struct {
	Conviction int
	Path       *rulepack.Rule
}

// Grant returns a copy of the case in which motions were granted, as the rule of each path says a granted order would read.
func (s *Screener) Grant(c *fact.Case, motions ...Motion) *fact.Case {
	d := c.Clone()
	for _, m := range motions {
		order := s.orders.NewItem()
		set := func(f *fact.Fact, text string) {
			if v, err := f.Parse(text); err == nil {
				v.State = fact.Derived
				order.Values[f.Slot] = v
			}
		}
		set(s.orderPath, m.Path.ID)
		set(s.orderOutcome, "granted")
		set(s.orderDate, c.AsOf.String())
		for _, g := range m.Path.Path.Grants {
			order.Values[g.Fact.Slot] = g.Value
		}
		orders := &d.Lists[s.convictions.Index].Items[m.Conviction].Lists[s.orders.Index]
		orders.Given = true
		orders.Items = append(slices.Clone(orders.Items), order)
	}
	return d
}

// WhatIf fills Clears, Remains and Weakens of every path that is not ruled out: the case is screened again with the path granted.
func (s *Screener) WhatIf(c *fact.Case, res *Result) {
	var paths []*Path
	var granted []*fact.Case
	for i := range res.Paths {
		if p := &res.Paths[i]; p.Conviction >= 0 && p.Status != NotTriggered && len(p.Rule.Path.Grants) > 0 {
			paths, granted = append(paths, p), append(granted, s.Grant(c, Motion{p.Conviction, p.Rule}))
		}
	}
	before := res.Stand()
	for i, after := range s.Stand(granted...) {
		paths[i].Outcome = new(Outcome)
		paths[i].change(before.Grounds, after.Grounds)
		paths[i].change(before.Bars, after.Bars)
	}
}

// change notes which of the grounds or bars that stood, or might stand, before do not any more, and which still do.
func (p *Outcome) change(before, after []BriefVerdict) {
	for i, b := range before {
		was, is := StatusOf(b.Value), StatusOf(after[i].Value)
		switch {
		case was == NotTriggered:
		case is == NotTriggered:
			p.Clears = append(p.Clears, b.Rule.ID)
		default:
			if p.Remains = append(p.Remains, b.Rule.ID); is < was {
				p.Weakens = append(p.Weakens, Weakened{b.Rule.ID, is})
			}
		}
	}
}
