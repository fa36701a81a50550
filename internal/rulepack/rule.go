// Package rulepack owns the rules as data: it reads the YAML files of the pack, compiles their conditions, resolves what
// they refer to, and finds what is wrong with them. It evaluates nothing; package screen does.
package rulepack

import (
	"slices"

	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/source"
)

// Authority is a statute, regulation, rule or decision that a rule rests on.
type Authority struct {
	ID       string
	Cite     string
	Kind     string
	Date     string
	Says     string
	URL      string
	Verified Verified
	Volatile bool
	File     string
	Pos      source.Pos
}

// Verified says where and when the text of an authority was read.
type Verified struct {
	On        string // YYYY-MM-DD; "" where nobody could read it
	Source    string
	Secondary bool // read on a page that describes it, not in the text itself
}

// None reports whether nobody could read the authority.
func (v Verified) None() bool { return v.On == "" }

// Kind says what a rule is for.
type Kind string

// The kinds of rules.
const (
	Definition Kind = "definition"
	Exception  Kind = "exception"
	Ground     Kind = "ground"
	Bar        Kind = "bar"
	Reason     Kind = "reason" // one of the reasons of a bar
	Waiver     Kind = "waiver"
	PathRule   Kind = "path"
	Deadline   Kind = "deadline"
	Warning    Kind = "warning"
	Check      Kind = "check" // of the facts of a case against each other
)

// Rule is a list of elements, all of which must hold.
type Rule struct {
	Index       int // in Pack.Rules
	Kind        Kind
	ID          string
	GroundKind  string // deportability, inadmissibility, aggravated_felony, detention
	INA         string // of a ground: its code as the Act writes it; its id, unless two grounds share a code
	Title       string
	Text        string // of warnings, checks and deadlines
	Of          *fact.List
	Elements    []Element
	Exceptions  []*Rule
	Reasons     []*Rule // of a bar: it stands where one of them does
	Authorities []*Authority
	Volatile    bool
	Note        string
	Path        *Path
	Clock       *Clock
	Severity    string // of a check: error or warning
	At          *fact.Fact
	File        string
	Pos         source.Pos

	exceptionIDs []named
	authorityIDs []named
}

type named struct {
	id  string
	pos source.Pos
}

// Element is one element of a rule.
type Element struct {
	ID          string
	Text        fact.Texts
	When        *cond.Expr
	Reads       []Read
	Authorities []*Authority
	Contrary    []*Authority
	Pos         source.Pos

	authorityIDs, contraryIDs []named
}

// Read is something that the condition of an element looks at. Exactly one field is set.
type Read struct {
	Fact  *fact.Fact
	Value *cond.Value
	Ref   *cond.Ref
	Class int // index + 1
}

// Path is what makes a rule a post-conviction vehicle.
type Path struct {
	Cite          string
	Vehicle       string
	Main          bool
	Jurisdictions []string // of the conviction; "any" for all
	Effect        []EffectCase
	Grants        []Grant
	Deadlines     []*Rule
	Evidence      []string
	WhereToFile   string
}

// EffectCase is one case of a path's effect: the first whose condition holds is the effect.
type EffectCase struct {
	When        *cond.Expr
	Value       string
	Text        string
	Authorities []*Authority

	authorityIDs []named
}

// Grant is a fact that a granted order would state.
type Grant struct {
	Fact  *fact.Fact
	Value fact.Value
}

// Clock is what makes a rule a deadline.
type Clock struct {
	Kind      string // fixed, diligence, none
	Trigger   *cond.Operand
	Triggers  []*fact.Fact // the facts that the trigger names
	Latest    bool         // the trigger is the latest of several
	Length    []LengthCase
	Backwards bool
	LastDay   string // roll_forward, roll_back, as_is
	Calendar  *Calendar
	Cautious  *Cautious

	calendarID named
}

// LengthCase is one case of a deadline's length.
type LengthCase struct {
	When   *cond.Expr
	Length date.Term
}

// Cautious is a shorter length that a careful person keeps, and why.
type Cautious struct {
	When        *cond.Expr
	Length      date.Term
	Text        string
	Authorities []*Authority

	authorityIDs []named
}

// Calendar holds the days on which an office is closed.
type Calendar struct {
	ID       string
	Title    string
	From     date.Day
	Until    date.Day
	Holidays map[date.Day]string
	File     string
	Pos      source.Pos
}

// Goal says what stands against something that a person wants.
type Goal struct {
	ID      string
	Title   string
	Against []Against
}

// Against is a set of kinds of grounds, grounds and bars that stand against a goal where a condition of the case holds.
type Against struct {
	When    *cond.Expr
	Kinds   []string
	Grounds []string
	Bars    []string
}

// Classification is a generic federal definition that an offense may meet.
type Classification struct {
	ID    string
	Title string
	// Types are the plain types of offenses that may meet it, where the catalog does not hold the offense; none: any.
	Types []string
	Index int
}

// JoinAuthorities appends authorities that are not there yet.
func JoinAuthorities(to []*Authority, as ...*Authority) []*Authority {
	for _, a := range as {
		if !slices.Contains(to, a) {
			to = append(to, a)
		}
	}
	return to
}

// AllAuthorities returns what the rule, its elements, effects, deadlines and reasons rest on, each once.
func (r *Rule) AllAuthorities() []*Authority {
	var out []*Authority
	add := func(as []*Authority) { out = JoinAuthorities(out, as...) }
	add(r.Authorities)
	for i := range r.Elements {
		add(r.Elements[i].Authorities)
	}
	for _, reason := range r.Reasons {
		add(reason.AllAuthorities())
	}
	if r.Path != nil {
		for i := range r.Path.Effect {
			add(r.Path.Effect[i].Authorities)
		}
		for _, d := range r.Path.Deadlines {
			add(d.Authorities)
		}
	}
	return out
}

// IsVolatile reports whether litigation or rulemaking is under way about the rule or anything that it rests on.
func (r *Rule) IsVolatile() bool {
	return r.Volatile || slices.ContainsFunc(r.AllAuthorities(), func(a *Authority) bool { return a.Volatile })
}

// Name returns what is read as rules call it. Class names a classification by its index.
func (n Read) Name(class func(int) string) string {
	switch {
	case n.Fact != nil:
		return n.Fact.Name
	case n.Value != nil:
		return n.Value.ID
	case n.Ref != nil:
		return string(n.Ref.Kind) + "." + n.Ref.ID
	}
	return "classification." + class(n.Class-1)
}
