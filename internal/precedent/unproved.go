package precedent

import (
	"fmt"

	"example.com/vacatur/internal/rulepack"
)

// Unproved names the rules that no precedent and no proof triggers, or that none refuses.
func Unproved(p *rulepack.Pack, seen Evidence) (out []string) {
	for _, r := range p.Rules {
		var met, refused []string
		switch r.Kind {
		case rulepack.Ground, rulepack.Bar:
			met, refused = []string{"triggered", "arguable"}, []string{"not_triggered"}
		case rulepack.Waiver, rulepack.PathRule:
			met, refused = []string{"may_apply", "arguable"}, []string{"ruled_out"}
		case rulepack.Exception:
			met, refused = []string{"yes", "arguable"}, []string{"no"}
		case rulepack.Deadline:
			if r.Clock.Kind != "fixed" {
				continue // without a date there is nothing to prove by one
			}
			met = []string{"overdue", "urgent", "soon", "later", "no_fixed_date"}
		default:
			continue
		}
		got := seen[string(r.Kind)+" "+r.ID]
		if !hasOne(got, met) {
			out = append(out, fmt.Sprintf("%s:%d: nothing in the precedents triggers the %s %s", r.File, r.Pos.Line, r.Kind, r.ID))
		}
		if refused != nil && !hasOne(got, refused) {
			out = append(out, fmt.Sprintf("%s:%d: nothing in the precedents refuses the %s %s", r.File, r.Pos.Line, r.Kind, r.ID))
		}
	}
	return out
}

func hasOne(got map[string]int, statuses []string) bool {
	for _, s := range statuses {
		if got[s] > 0 {
			return true
		}
	}
	return false
}
