package fact

import (
	"math"

	"example.com/vacatur/internal/date"
)

// measure is where a value keeps its date, its term or its number. It is only ever one of these, and a case has hundreds of
// values, which are copied over and over.
type measure [2]int32

// Date returns the date of a value of type Date.
func (v *Value) Date() date.Date {
	return date.Date{First: date.Day(v.measure[0]), Last: date.Day(v.measure[1])}
}

// SetDate gives a value of type Date its date.
func (v *Value) SetDate(d date.Date) { v.measure = measure{int32(d.First), int32(d.Last)} }

// Term returns the term of a value of type Term.
func (v *Value) Term() date.Term { return date.TermOf(v.measure[0], v.measure[1]) }

// SetTerm gives a value of type Term its term.
func (v *Value) SetTerm(t date.Term) { v.measure[0], v.measure[1] = t.Parts() }

// Num returns the number of a value of type Number.
func (v *Value) Num() float64 {
	return math.Float64frombits(uint64(uint32(v.measure[0]))<<32 | uint64(uint32(v.measure[1])))
}

// SetNum gives a value of type Number its number.
func (v *Value) SetNum(n float64) {
	b := math.Float64bits(n)
	v.measure = measure{int32(b >> 32), int32(uint32(b))}
}
