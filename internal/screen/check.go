package screen

import (
	"slices"

	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/tri"
)

// CheckFailure is a check of the facts of a case against each other that did not pass.
type CheckFailure struct {
	Rule *rulepack.Rule
	Item *fact.Item // nil for checks of the whole case
	At   *fact.Value
}

// Checks returns what in a case cannot be right, or is strange enough to ask about. Only what is certain is reported.
func (s *Screener) Checks(c *fact.Case) (out []CheckFailure) {
	s.inBlocks([]*fact.Case{c}, func(st *seat) { out = slices.Clone(st.failures(nil, s.checkRules)) })
	return out
}

// Failures returns the checks of its facts against each other that a case of the block does not pass. What it returns
// holds until the next call.
func (b *Block) Failures(at int) []CheckFailure {
	st, rules := b.seats[at], b.s.checkRules
	if !b.checked {
		b.checked = true
		b.findFailing()
	}
	if failing := b.words[st.first/tri.Width].failing; !b.spread && failing&st.lanesIn(st.first/tri.Width) == 0 { // as in nearly all cases
		rules = b.looseChecks
	}
	b.failures = st.failures(b.failures[:0], rules)
	return b.failures
}

// findFailing finds the lanes in which any check of a case or of a conviction does not pass.
func (b *Block) findFailing() {
	for _, w := range b.filled() {
		w.failing = 0
		for _, rule := range b.s.checkRules {
			if gate := b.ruleGate[rule.Index]; gate > 0 {
				w.failing |= w.vals[gate-1].Sure()
			}
		}
	}
}

// failures appends the checks that a case does not pass.
func (st *seat) failures(to []CheckFailure, rules []*rulepack.Rule) []CheckFailure {
	for _, rule := range rules {
		st.eachScope(rule.Of, func(env *cond.Env) {
			if st.Rule(rule.Index, env) == tri.Yes {
				to = append(to, failure(rule, env))
			}
		})
	}
	return to
}

// failure describes a check that did not pass in the scope of env.
func failure(rule *rulepack.Rule, env *cond.Env) CheckFailure {
	f := CheckFailure{Rule: rule}
	if rule.Of != nil {
		f.Item = env.Item[rule.Of.Scope]
	}
	if rule.At != nil && (rule.At.List == nil || env.Item[rule.At.List.Scope] != nil) {
		f.At = env.Value(rule.At)
	}
	return f
}
