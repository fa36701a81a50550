package screen

import "strings"

// Reason says what stands in the way of the date of a deadline, or why the cautious date is shorter.
type Reason uint8

// The reasons. Their String is the sentence that people read, in English.
const (
	NoReason Reason = iota
	NotStarted
	NoLimit
	NobodyRead
	MayNotRun
	Diligence // from the day of the trigger
	DiligenceOpen
	TriggerOpen
	NoPeriod
	LengthOpen
	DayOpen
	Careful // as the rule says beside its cautious date
)

var reasons = [...]string{
	NotStarted:    "the clock has not started: no such notice or event yet",
	NoLimit:       "no time limit in the statute",
	NobodyRead:    "ask an attorney: nobody has checked this limit in its source",
	MayNotRun:     "whether this deadline runs at all turns on facts that are not known; keep it until they are",
	Diligence:     "reasonable diligence, measured from %s",
	DiligenceOpen: "reasonable diligence, from a day that is not known",
	TriggerOpen:   "the day from which it counts is not known",
	NoPeriod:      "no period is stated for these facts; ask an attorney",
	LengthOpen:    "the length of the period is not certain; the shorter one is shown",
	DayOpen:       "the exact day is not known; this is the earliest that it can be",
	Careful:       "",
}

// String returns the sentence; that of Diligence has a place for the day, and Careful has none.
func (r Reason) String() string { return reasons[r] }

// Why says what stands in the way of a date, or why the cautious one is shorter; "" where there is nothing to say. It puts
// sentences into another language by tr.
func (d *Deadline) Why(tr func(string) string) string {
	switch d.Reason {
	case NoReason:
		return ""
	case Careful:
		return d.Rule.Clock.Cautious.Text
	}
	return strings.Replace(tr(d.Reason.String()), "%s", d.TriggerOn.String(), 1)
}
