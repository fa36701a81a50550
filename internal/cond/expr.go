// Package cond owns the condition language of the rules: its form, its compilation from a document tree, and its
// evaluation in three-valued logic against a case.
//
// Evaluation is pure. What is not known stays unknown, with its cause; see package tri. A condition may ask for the answer
// of a rule or for a classification: those are given by the Judge of the environment.
package cond

import (
	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/source"
	"example.com/vacatur/internal/tri"
)

// Op says what an Expr does.
type Op uint8

// The operations.
const (
	OpAll      Op = iota // all of Kids
	OpAny                // any of Kids
	OpNot                // not Kids[0]
	OpArguable           // law unsettled where Kids[0] holds
	OpTest               // Tests on Subject, all of them
	OpRule               // the answer of a rule, against Want
	OpAnyRule            // any of the rules in Rules
	OpClass              // a classification of the conviction, against Want
	OpCount
	OpSum
	OpPick // the last or first item of a list
)

// Expr is a compiled condition.
type Expr struct {
	Op      Op
	Kids    []*Expr
	Plains  []Plain // of OpAll and OpTest that are made of plain tests alone
	Subject Subject
	Tests   []Test
	Ref     *Ref  // OpRule
	Rules   []int // OpAnyRule, filled when references are resolved
	Select  *RuleSelect
	Class   int
	Want    tri.Value // OpRule, OpClass: Yes or No
	Over    *Over     // OpCount, OpSum, OpPick
	Pos     source.Pos
}

// Subject is what a test looks at: a fact, or a named value of the pack. One of them is set.
type Subject struct {
	Fact  *fact.Fact
	Value *Value
}

// Name returns the name by which rules call the subject.
func (s Subject) Name() string {
	if s.Value != nil {
		return s.Value.ID
	}
	return s.Fact.Name
}

// Type returns the type of the subject's value.
func (s Subject) Type() fact.Type {
	if s.Value != nil {
		return s.Value.Type
	}
	return s.Fact.Type
}

// TestOp is a comparison.
type TestOp uint8

// The comparisons.
const (
	TestIn TestOp = iota // one of Literals
	TestAtLeast
	TestMoreThan
	TestAtMost
	TestLessThan
	TestBefore
	TestOnOrBefore
	TestAfter
	TestOnOrAfter
	TestWithin // from Operand to Length after it (or before it, if Backwards)
)

// Test is one comparison with its operand.
type Test struct {
	Op        TestOp
	Literals  []fact.Value
	Mask      uint64          // of choices, for TestIn on a Choice
	Texts     map[string]bool // of many literals, for TestIn on a Text
	Operand   *Operand
	Length    date.Term
	Backwards bool
}

// Operand is the right side of a comparison. Exactly one of its sources is set.
type Operand struct {
	Literal  *fact.Value
	Subject  *Subject
	AsOf     bool
	Latest   []*Operand
	Earliest []*Operand
	Base     *Operand // shifted by Plus or Minus
	Plus     date.Term
	Minus    date.Term
}

// RefKind is the kind of rule that a condition may refer to.
type RefKind string

// The kinds of references, as conditions write them.
const (
	RefDefinition RefKind = "definition"
	RefException  RefKind = "exception"
	RefGround     RefKind = "ground"
	RefBar        RefKind = "bar"
	RefWaiver     RefKind = "waiver"
)

// Ref names a rule. Rule is its index in the pack once references are resolved.
type Ref struct {
	Kind RefKind
	ID   string
	Rule int
	Pos  source.Pos
	// Scopes has bit n set where an item of the list of scope n is at hand.
	Scopes uint32
}

// RuleSelect names several rules: those of a kind, or those listed.
type RuleSelect struct {
	Kind string
	IDs  []string
	Pos  source.Pos
}

// Over ranges over the items of a list.
type Over struct {
	List *fact.List
	// Where is the condition an item must meet to be counted, added or, for OpPick, the condition asked of the item picked.
	Where *Expr
	// Count and sum.
	AtLeast  int
	AtMost   int // -1: not given
	Distinct *fact.Fact
	Value    Subject
	Longest  *fact.Fact
	Length   date.Term
	// Pick.
	Pick
}

// Pick says which item of a list is meant: the last (or first) by a date, among those that meet Among and lie on or before
// OnOrBefore.
type Pick struct {
	List       *fact.List
	First      bool
	By         *fact.Fact
	Among      *Expr
	OnOrBefore *Operand
}

// Value is a named term or date that the pack derives from facts: the first of Cases whose condition holds.
type Value struct {
	ID    string
	Type  fact.Type
	Scope int
	Title string
	Cases []ValueCase
	Pos   source.Pos
	File  string
}

// ValueCase is one case of a Value. With Pick, Value and When speak of the item picked.
type ValueCase struct {
	When        *Expr // nil: always
	Pick        *Pick
	Fact        *fact.Fact
	Ref         *Value
	Literal     *fact.Value
	Text        string
	Authorities []string
	Contrary    []string // authorities that go the other way
}

// Judge answers what conditions ask of rules and of the offense catalog.
type Judge interface {
	// Rule returns the answer of the rule with this index in the scope of env.
	Rule(index int, env *Env) tri.Value
	// Class returns whether the conviction of env has the classification with this index.
	Class(index int, env *Env) tri.Value
}

// MaxScopes bounds the number of lists, plus one for the case itself.
const MaxScopes = 5

// Env is where a condition is evaluated: a case and, for each list, the item that is looked at.
type Env struct {
	Case  *fact.Case
	Item  [MaxScopes]*fact.Item
	Index [MaxScopes]int
	Judge Judge
}

// Value returns the value of a fact in the environment.
func (e *Env) Value(f *fact.Fact) *fact.Value {
	if f.List == nil {
		return &e.Case.Values[f.Slot]
	}
	return &e.Item[f.List.Scope].Values[f.Slot]
}

// Sublist returns the list as it stands in the environment.
func (e *Env) Sublist(l *fact.List) *fact.Sublist {
	if l.Parent == nil {
		return &e.Case.Lists[l.Index]
	}
	return &e.Item[l.Parent.Scope].Lists[l.Index]
}
