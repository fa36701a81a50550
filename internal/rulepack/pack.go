package rulepack

import (
	"slices"
	"sync"

	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/source"
	"example.com/vacatur/internal/statute"
)

// Pack is a set of compiled rules. It is not changed after loading and may be used by many goroutines.
type Pack struct {
	Version         string
	Digest          string
	Catalog         *fact.Catalog
	Classifications []*Classification
	Authorities     map[string]*Authority
	Rules           []*Rule // in order of file and place; reasons and path deadlines included
	Values          []*cond.Value
	Offenses        map[string]*OffenseCatalog // by jurisdiction
	Calendars       map[string]*Calendar
	Goals           []*Goal
	Fills           []Fill
	Files           []string

	byID    map[Kind]map[string]*Rule
	classes map[string]int
	values  map[string]*cond.Value
}

// Fill is how an absent fact is filled from others, in order.
type Fill struct {
	Fact  *fact.Fact
	Cases []FillCase
}

// Reads returns what the fill looks at.
func (f *Fill) Reads() (out []Read) {
	for i := range f.Cases {
		out = append(out, readsOf(f.Cases[i].When)...)
		if from := f.Cases[i].From; from != nil {
			out = append(out, Read{Fact: from})
		}
	}
	return out
}

// FillCase fills the fact where its condition certainly holds.
type FillCase struct {
	When    *cond.Expr
	From    *fact.Fact
	Literal *fact.Value
}

// OffenseCatalog holds the offenses of a jurisdiction.
type OffenseCatalog struct {
	Jurisdiction string
	Codes        []statute.Code
	Parser       *statute.Parser
	Offenses     []*Offense
}

// Offense is what the pack says of one offense.
type Offense struct {
	ID           string
	Jurisdiction string
	Statutes     []statute.Citation
	Title        string
	Type         string
	Inchoate     string
	// What follows is there once the offense is Ready.
	Max         []cond.ValueCase
	Classes     [][]ClassCase // by classification; nil: not listed, and so not met
	Listed      []int         // the classifications that are listed
	Authorities []*Authority
	File        string
	Pos         source.Pos

	authorityIDs []named
	read         func()
	once         sync.Once
}

// Ready reads what the offense is, if that was not done yet, and returns the offense. A catalog has hundreds of them, of
// which a case names a few.
func (o *Offense) Ready() *Offense {
	if o.read != nil {
		o.once.Do(o.read)
	}
	return o
}

// ClassCase is one case of a classification: the first whose condition holds is the answer.
type ClassCase struct {
	When        *cond.Expr
	Value       string // yes no divisible unsettled
	Basis       string
	Authorities []*Authority
	Contrary    []*Authority
	Unread      bool // it rests on nothing that anyone has read, and so settles nothing
	Pos         source.Pos

	authorityIDs, contraryIDs []named
}

// Rule returns the rule of a kind and id, or nil.
func (p *Pack) Rule(k Kind, id string) *Rule { return p.byID[k][id] }

// OfKind returns the rules of a kind in the order of the pack.
func (p *Pack) OfKind(k Kind) []*Rule {
	var out []*Rule
	for _, r := range p.Rules {
		if r.Kind == k {
			out = append(out, r)
		}
	}
	return out
}

// Classification returns the classification of a name, or nil.
func (p *Pack) Classification(id string) *Classification {
	if i, ok := p.classes[id]; ok {
		return p.Classifications[i]
	}
	return nil
}

// Value returns the named value of an id, or nil.
func (p *Pack) Value(id string) *cond.Value { return p.values[id] }

// Goal returns the goal of an id, or nil.
func (p *Pack) Goal(id string) *Goal {
	for _, g := range p.Goals {
		if g.ID == id {
			return g
		}
	}
	return nil
}

// VehicleOf returns the kind of order that a path's id or a plain kind names, or "".
func (p *Pack) VehicleOf(path string) string {
	if slices.Contains(Vehicles, path) {
		return path
	}
	if r := p.Rule(PathRule, path); r != nil {
		return r.Path.Vehicle
	}
	return ""
}

// Vehicles are the kinds of post-conviction orders.
var Vehicles = []string{"vacatur", "expungement", "pardon", "sentence_modification", "reclassification", "retroactive_reduction", "appeal", "immigration"}

// VerifiedOldest returns the earliest day on which one of the authorities given was read, and how many were never read.
func VerifiedOldest(as []*Authority) (oldest string, unread int) {
	for _, a := range as {
		switch {
		case a.Verified.None():
			unread++
		case oldest == "" || a.Verified.On < oldest:
			oldest = a.Verified.On
		}
	}
	return oldest, unread
}

// AllUnread reports whether there are authorities and none of them was read by anyone.
func AllUnread(as []*Authority) bool {
	return len(as) > 0 && !slices.ContainsFunc(as, func(a *Authority) bool { return !a.Verified.None() })
}

// ready reads all offenses.
func (p *Pack) ready() {
	for _, cat := range p.Offenses {
		for _, o := range cat.Offenses {
			o.Ready()
		}
	}
}
