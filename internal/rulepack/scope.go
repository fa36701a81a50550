package rulepack

import "example.com/vacatur/internal/fact"

// scope finds what a rule may not be of: screening asks grounds, waivers, paths and the reasons of bars of the case or of a
// conviction and of nothing else, and the deadlines of a path of what the path is of.
func (l *loader) scope(r *Rule) {
	switch r.Kind {
	case Ground, Waiver, PathRule, Reason:
		if r.Of != nil && r.Of.Item != "conviction" {
			l.diags.Add(r.File, r.Pos, "the %s %s cannot be of one %s; it is of case or conviction", r.Kind, r.ID, r.Of.Item)
		}
	}
	if r.Path == nil {
		return
	}
	for _, d := range r.Path.Deadlines {
		if d.Of != nil && d.Of != r.Of {
			l.diags.Add(d.File, d.Pos, "the deadline %s speaks of one %s, and the path %s does not", d.ID, d.Of.Item, r.ID)
		}
	}
}

// hasAtHand reports whether a rule about the items of one list has an item of the other at hand.
func hasAtHand(of, other *fact.List) bool {
	for of != nil && other != nil && of != other {
		of = of.Parent
	}
	return other == nil || of == other
}
