// Package date owns calendar days, partial dates, terms of imprisonment and the counting of days.
//
// A Date may be a year, a month or a day: it is the interval it names, and comparisons of intervals are three-valued. A
// date that is known not to have come about is None. Nothing here reads the clock.
package date

import (
	"fmt"
	"strconv"
	"time"

	"example.com/vacatur/internal/tri"
)

// Day is a calendar day, counted from 1970-01-01 (day 0) in the proleptic Gregorian calendar.
type Day int32

const (
	minDay Day = -170 * 366
	maxDay Day = 230 * 366
)

// DayOf returns the day of a year, month and day that exist. (A batch counts millions of periods: the arithmetic is done here,
// with years that begin in March so that a leap day comes last, and tests hold it against package time.)
func DayOf(year, month, day int) Day {
	y, m := year, month-3
	if m < 0 {
		y, m = y-1, m+12
	}
	return Day(y*365 + y/4 - y/100 + y/400 + (m*153+2)/5 + day - 1 - beforeEpoch)
}

// beforeEpoch is the number of days from 1 March of the year 0 to 1970-01-01.
const beforeEpoch = 719468

// Civil returns year, month and day.
func (d Day) Civil() (year, month, day int) {
	n := int(d) + beforeEpoch
	era := n / 146097 // of 400 years
	n -= era * 146097
	y := (n - n/1460 + n/36524 - n/146096) / 365
	n -= y*365 + y/4 - y/100
	y += era * 400
	m := (n*5 + 2) / 153
	day = n - (m*153+2)/5 + 1
	if m += 3; m > 12 {
		y, m = y+1, m-12
	}
	return y, m, day
}

func (d Day) time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// Weekday returns the day of the week.
func (d Day) Weekday() time.Weekday { return d.time().Weekday() }

// String returns YYYY-MM-DD.
func (d Day) String() string { return d.time().Format(time.DateOnly) }

// Add returns the day that lies a term after d. Years and months are added first; where the month reached has no such
// day, the last day of that month is taken (31 January plus one month is the last day of February). Then days are added.
// A life term reaches the end of the calendar.
func (d Day) Add(t Term) Day { return d.shift(t, 1) }

// Sub returns the day that lies a term before d, with the same rounding to the last day of a shorter month.
func (d Day) Sub(t Term) Day { return d.shift(t, -1) }

func (d Day) shift(t Term, sign int) Day {
	if t.Life() {
		if sign < 0 {
			return minDay
		}
		return maxDay
	}
	if t.months == 0 {
		return d + Day(sign*int(t.days))
	}
	if to, ok := d.byMonths(sign * int(t.months)); ok {
		return to + Day(sign*int(t.days))
	}
	y, m, dd := d.Civil()
	total := y*12 + (m - 1) + sign*int(t.months)
	y, m = total/12, total%12+1
	if last := lastOfMonth(y, m); dd > last {
		dd = last
	}
	return DayOf(y, m, dd) + Day(sign*int(t.days))
}

func lastOfMonth(year, month int) int {
	if month == 2 {
		if year%4 == 0 && year%100 != 0 || year%400 == 0 {
			return 29
		}
		return 28
	}
	return 30 + (month+month>>3)&1
}

// Date is a possibly partial date: every day from First to Last may be meant. None says that the event has not happened.
// The zero Date is 1970-01-01; whether a date is known at all is not its own business.
type Date struct {
	First, Last Day
}

// None is the date of an event that is known not to have happened.
var None = Date{First: 1, Last: 0}

// On returns the Date of exactly one day.
func On(d Day) Date { return Date{d, d} }

// IsNone reports whether the event is known not to have happened.
func (a Date) IsNone() bool { return a.Last < a.First }

// Exact reports whether the day is known.
func (a Date) Exact() bool { return a.First == a.Last }

// Parse reads YYYY, YYYY-MM or YYYY-MM-DD. The error says what was wrong and what would be right.
func Parse(s string) (Date, error) {
	bad := func() (Date, error) {
		return Date{}, fmt.Errorf("%q is not a date; write YYYY-MM-DD, YYYY-MM or YYYY%s", s, hint(s))
	}
	if len(s) != 4 && len(s) != 7 && len(s) != 10 {
		return bad()
	}
	for i, c := range []byte(s) {
		dash := i == 4 || i == 7
		if dash != (c == '-') || !dash && (c < '0' || c > '9') {
			return bad()
		}
	}
	y, _ := strconv.Atoi(s[:4])
	if y < 1850 || y > 2150 {
		return Date{}, fmt.Errorf("%q is not a year this program knows; write a year from 1850 to 2150", s[:4])
	}
	if len(s) == 4 {
		return Date{DayOf(y, 1, 1), DayOf(y, 12, 31)}, nil
	}
	m, _ := strconv.Atoi(s[5:7])
	if m < 1 || m > 12 {
		return Date{}, fmt.Errorf("%q has no such month; months run from 01 to 12", s)
	}
	last := lastOfMonth(y, m)
	if len(s) == 7 {
		return Date{DayOf(y, m, 1), DayOf(y, m, last)}, nil
	}
	d, _ := strconv.Atoi(s[8:])
	if d < 1 || d > last {
		return Date{}, fmt.Errorf("%q does not exist; %s has %d days", s, s[:7], last)
	}
	return On(DayOf(y, m, d)), nil
}

// hint guesses what a date in another form was meant to be, where only one reading is possible.
func hint(s string) string {
	for _, layout := range []string{"01/02/2006", "1/2/2006", "2006/01/02", "20060102", "January 2, 2006", "Jan 2, 2006", "2006-1-2"} {
		if t, err := time.Parse(layout, s); err == nil {
			if layout[0] != '2' && layout[2] == '/' || layout == "1/2/2006" {
				return fmt.Sprintf(" (%s if the month comes first)", t.Format(time.DateOnly))
			}
			return fmt.Sprintf(" (%s)", t.Format(time.DateOnly))
		}
	}
	return ""
}

// String returns the shortest form that names the interval, or "none". An interval that is no whole day, month or year is
// written first..last.
func (a Date) String() string {
	if a.IsNone() {
		return "none"
	}
	if a.Exact() {
		return a.First.String()
	}
	y, m, d := a.First.Civil()
	ly, lm, ld := a.Last.Civil()
	switch {
	case y == ly && m == 1 && d == 1 && lm == 12 && ld == 31:
		return fmt.Sprintf("%04d", y)
	case y == ly && m == lm && d == 1 && ld == lastOfMonth(y, m):
		return fmt.Sprintf("%04d-%02d", y, m)
	}
	return a.First.String() + ".." + a.Last.String()
}

// Add shifts both ends of the interval by a term. None stays None.
func (a Date) Add(t Term) Date {
	if a.IsNone() || t == (Term{}) {
		return a
	}
	if a.Exact() {
		return On(a.First.Add(t))
	}
	return Date{a.First.Add(t), a.Last.Add(t)}
}

// Sub shifts both ends of the interval back by a term. None stays None.
func (a Date) Sub(t Term) Date {
	if a.IsNone() || t == (Term{}) {
		return a
	}
	if a.Exact() {
		return On(a.First.Sub(t))
	}
	return Date{a.First.Sub(t), a.Last.Sub(t)}
}

// Before reports whether a lies before b. An event that has not happened is neither before nor after anything: No.
func Before(a, b Date) tri.Value {
	switch {
	case a.IsNone() || b.IsNone():
		return tri.No
	case a.Last < b.First:
		return tri.Yes
	case a.First >= b.Last:
		return tri.No
	}
	return tri.Unknown
}

// OnOrBefore reports whether a lies on or before b, with No where either has not happened.
func OnOrBefore(a, b Date) tri.Value {
	switch {
	case a.IsNone() || b.IsNone():
		return tri.No
	case a.Last <= b.First:
		return tri.Yes
	case a.First > b.Last:
		return tri.No
	}
	return tri.Unknown
}

// Latest returns the interval of the later of two events; an event that has not happened leaves the other.
func Latest(a, b Date) Date {
	switch {
	case a.IsNone():
		return b
	case b.IsNone():
		return a
	}
	return Date{max(a.First, b.First), max(a.Last, b.Last)}
}

// Earliest returns the interval of the earlier of two events; an event that has not happened leaves the other.
func Earliest(a, b Date) Date {
	switch {
	case a.IsNone():
		return b
	case b.IsNone():
		return a
	}
	return Date{min(a.First, b.First), min(a.Last, b.Last)}
}
