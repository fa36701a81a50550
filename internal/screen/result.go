package screen

import (
	"slices"

	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/tri"
)

// Status is what became of a rule.
type Status uint8

// Statuses, weakest first. Grounds and bars are Triggered or NotTriggered where paths and waivers are MayApply or RuledOut.
const (
	NotTriggered Status = iota
	NeedsFacts
	Arguable
	Triggered
)

var groundNames = [...]string{"not_triggered", "needs_facts", "arguable", "triggered"}
var pathNames = [...]string{"ruled_out", "needs_facts", "arguable", "may_apply"}

// String returns the status of a ground or bar.
func (s Status) String() string { return groundNames[s] }

// PathString returns the status of a path or waiver.
func (s Status) PathString() string { return pathNames[s] }

// StatusOf turns the answer of a rule into its status. Where facts are missing and the law is unsettled as well, the facts
// are asked for first.
func StatusOf(v tri.Value) Status {
	switch {
	case v == tri.Yes:
		return Triggered
	case v == tri.No:
		return NotTriggered
	case v.NeedsFacts():
		return NeedsFacts
	}
	return Arguable
}

// Result is what screening a case found: the answer of every rule, kept together with the answers of all that it is made of.
// What shows why (elements, exceptions, facts read, classifications) is written out from there when it is asked for. A
// Result is for one goroutine.
type Result struct {
	Case        *fact.Case // with absent facts filled where that is certain
	Pack        *rulepack.Pack
	Convictions []Conviction
	Grounds     []Verdict
	Bars        []Verdict
	Waivers     []Verdict
	Paths       []Path
	Deadlines   []*Deadline // the next first
	Missing     []Missing
	Warnings    []Verdict

	seat *seat
}

// Conviction is what one conviction is under federal immigration law.
type Conviction struct {
	Item       *fact.Item
	Match      Match
	IsStanding Verdict // definition.convicted
	Sentence   Sentence

	seat *seat
	at   int
}

// Sentence is the sentence that counts.
type Sentence struct {
	Value fact.Value
	Known tri.Value
	Text  string // why this one; where the law is not settled, what speaks for the first that may count
	// Where the law is not settled: what stands for the cases that may count, and against them.
	Authorities, Contrary []*rulepack.Authority
}

// Class is a classification of an offense.
type Class struct {
	Classification *rulepack.Classification
	Value          string // yes no divisible unsettled unknown
	Basis          string
	By             string // the person whose finding it is; "" for the catalog
	Unread         bool   // the catalog's answer rests on nothing that anyone has read
	Authorities    []*rulepack.Authority
	Contrary       []*rulepack.Authority
}

// Verdict is what became of a rule.
type Verdict struct {
	Rule   *rulepack.Rule
	Status Status

	scope scope
}

// ExceptionVerdict is what became of an exception to a rule.
type ExceptionVerdict struct {
	Rule     *rulepack.Rule
	Status   tri.Value
	Elements []Element
}

// Element is one element of a rule as it was answered.
type Element struct {
	Def    *rulepack.Element
	Reason string // of a bar: the reason to which the element belongs
	Status tri.Value

	seat *seat
	env  *cond.Env
}

// FactRead is a fact, value, rule or classification that an element read, with its value then. That of a rule or a
// classification is unsettled (or divisible) where the law and no fact leaves it open.
type FactRead struct {
	Name  string
	Value string
	Of    rulepack.Read
}

// Path is what became of a post-conviction path for one conviction.
type Path struct {
	Verdict
	Conviction int // -1 for paths about the whole case
	Deadlines  []Deadline
	*Outcome
}

// Outcome is what would become of the grounds and bars that stand, or might, if a path were granted.
type Outcome struct {
	Clears  []string   // those that would fall
	Remains []string   // those that would stand, or might
	Weakens []Weakened // those of Remains that would stand less surely than before
}

// Weakened is a ground or bar that a granted path does not clear but makes less sure.
type Weakened struct {
	ID   string
	Then Status
}

// DeadlineStatus says how near a deadline is.
type DeadlineStatus uint8

// The statuses of deadlines.
const (
	Overdue DeadlineStatus = iota
	Urgent                 // 14 days or less
	Soon                   // 60 days or less
	Later
	NoFixedDate
	DateUnknown
)

var deadlineNames = [...]string{"overdue", "urgent", "soon", "later", "no_fixed_date", "needs_facts"}

// String returns the status as results write it.
func (s DeadlineStatus) String() string { return deadlineNames[s] }

// Deadline is a dated duty.
type Deadline struct {
	Rule       *rulepack.Rule
	Conviction int // -1 for the whole case
	Status     DeadlineStatus
	Reason     Reason
	TriggerSet bool
	Date       *date.Day // the last day, after weekends and holidays
	Nominal    *date.Day // the last day as counted
	Cautious   *date.Day // the day that a careful person keeps
	Trigger    *fact.Fact
	TriggerOn  date.Date
	DaysLeft   int

	scope scope
}

// Show returns the sentence that counts, or "unknown" where that is not certain.
func (s *Sentence) Show() string {
	if s.Known != tri.Yes {
		return "unknown"
	}
	return s.Value.String()
}

// Exception returns the answer of an exception for a conviction (-1: for any), as it was met with a rule that names it.
func (r *Result) Exception(rule *rulepack.Rule, conviction int) (tri.Value, bool) {
	answer, found := tri.No, false
	for _, vs := range [][]Verdict{r.Grounds, r.Bars, r.Waivers} {
		for i := range vs {
			if conviction >= 0 && !slices.Contains(vs[i].Convictions(), conviction) {
				continue
			}
			for _, e := range vs[i].Exceptions() {
				if e.Rule == rule {
					answer, found = tri.Or(answer, e.Status), true
				}
			}
		}
	}
	return answer, found
}

// Statuses are all statuses that a ground, bar, waiver, path or deadline may have.
var Statuses = []string{"triggered", "arguable", "needs_facts", "not_triggered", "may_apply", "ruled_out", "overdue", "urgent", "soon", "later", "no_fixed_date"}

// Has reports whether any ground, bar, waiver, path or deadline of the result has a status.
func (r *Result) Has(status string) bool {
	is := func(v Verdict) bool { return v.Status.String() == status }
	isPath := func(v Verdict) bool { return v.Status.PathString() == status }
	return slices.ContainsFunc(r.Grounds, is) || slices.ContainsFunc(r.Bars, is) || slices.ContainsFunc(r.Waivers, isPath) ||
		slices.ContainsFunc(r.Paths, func(p Path) bool { return isPath(p.Verdict) }) ||
		slices.ContainsFunc(r.Deadlines, func(d *Deadline) bool { return d.Status.String() == status })
}
