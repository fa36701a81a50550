package rulepack

import (
	"slices"
	"strings"

	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/source"
)

// Lint finds what compiles and is wrong all the same: rules without authorities, rules that can never hold, jurisdictions
// without a main vehicle, questions that nobody needs (a warning).
func Lint(p *Pack) source.Diagnostics {
	var ds source.Diagnostics
	p.ready()
	for _, r := range p.Rules {
		switch r.Kind {
		case Check:
		case Definition, Reason, Warning:
			if len(r.Elements) == 0 {
				ds.Add(r.File, r.Pos, "the %s %s has no elements", r.Kind, r.ID)
			}
		default:
			if len(r.AllAuthorities()) == 0 {
				ds.Add(r.File, r.Pos, "the %s %s names no authority", r.Kind, r.ID)
			}
		}
		if r.Title == "" && r.Kind != Check && r.Kind != Reason && r.Kind != Warning && r.Kind != Definition {
			ds.Add(r.File, r.Pos, "the %s %s has no title", r.Kind, r.ID)
		}
		for i := range r.Elements {
			if e := &r.Elements[i]; never(e.When) {
				ds.Add(r.File, e.Pos, "the element %s can never hold: its condition contradicts itself", e.ID)
			}
		}
	}
	main := map[string]bool{}
	var places []string
	for _, r := range p.OfKind(PathRule) {
		for _, j := range r.Path.Jurisdictions {
			if _, known := main[j]; !known && j != "any" && j != "IMM" && len(j) == 2 {
				places = append(places, j)
				main[j] = false
			}
			if r.Path.Main {
				main[j] = true
			}
		}
	}
	for _, j := range places {
		if !main[j] {
			ds.Add("rules/paths/"+j+".yaml", source.Pos{Line: 1, Col: 1}, "%s has no main vehicle (main: true)", j)
		}
	}
	lintTypes(p, &ds)
	for _, f := range p.Catalog.Facts {
		if f.List == nil && strings.Count(f.Name, ".") == 0 {
			ds.Add(f.File, f.Pos, "the fact %s stands under no heading", f.Name)
		}
	}
	ds.Sort()
	return ds
}

// lintTypes finds offenses that meet a classification, or may, although it leaves offenses of their type out.
func lintTypes(p *Pack, ds *source.Diagnostics) {
	for _, cat := range p.Offenses {
		for _, o := range cat.Offenses {
			for i, cases := range o.Classes {
				k := p.Classifications[i]
				if len(k.Types) == 0 || o.Type == "" || slices.Contains(k.Types, o.Type) {
					continue
				}
				for j := range cases {
					if cases[j].Value != "no" {
						ds.Add(o.File, cases[j].Pos, "%s may be %s here, but the classification leaves out offenses of the type %s", o.ID, k.ID, o.Type)
					}
				}
			}
		}
	}
}

// never reports whether a condition contradicts itself on its face: one fact that would have to be two things, or lie
// before and after the same day.
func never(x *cond.Expr) bool {
	if x == nil {
		return false
	}
	switch x.Op {
	case cond.OpAny:
		for _, k := range x.Kids {
			if !never(k) {
				return false
			}
		}
		return true
	case cond.OpAll:
		masks := map[*fact.Fact]uint64{}
		for _, k := range x.Kids {
			if never(k) {
				return true
			}
			if k.Op != cond.OpTest || k.Subject.Fact == nil || k.Subject.Type() != fact.Choice && k.Subject.Type() != fact.YesNo {
				continue
			}
			for _, t := range k.Tests {
				f := k.Subject.Fact
				if _, seen := masks[f]; !seen {
					masks[f] = ^uint64(0)
				}
				if masks[f] &= t.Mask; t.Op == cond.TestIn && masks[f] == 0 {
					return true
				}
			}
		}
	case cond.OpTest:
		return emptyRange(x.Tests)
	}
	return false
}

// emptyRange reports whether tests on one date or term leave nothing between them.
func emptyRange(tests []cond.Test) bool {
	var after, before *date.Day
	for _, t := range tests {
		if t.Operand == nil || t.Operand.Literal == nil || t.Operand.Literal.Type != fact.Date {
			continue
		}
		d := t.Operand.Literal.Date()
		switch t.Op {
		case cond.TestAfter, cond.TestOnOrAfter:
			after = &d.First
		case cond.TestBefore, cond.TestOnOrBefore:
			before = &d.Last
		}
	}
	return after != nil && before != nil && *before < *after
}
