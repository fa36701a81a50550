package date

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"example.com/vacatur/internal/tri"
)

// Term is a length of time: years and months, and days. A year holds twelve months. Life is longer than every other term.
type Term struct {
	months, days int32
}

const lifeMonths = 1 << 20

// Life is a life sentence.
var Life = Term{months: lifeMonths}

// Days returns a term of n days.
func Days(n int) Term { return Term{days: int32(n)} }

// Months returns a term of n months.
func Months(n int) Term { return Term{months: int32(n)} }

// TermOf returns a term of months and days, as Parts gives them.
func TermOf(months, days int32) Term { return Term{months, days} }

// Parts returns the months, twelve to a year, and the days of a term.
func (t Term) Parts() (months, days int32) { return t.months, t.days }

// Life reports whether the term is for life.
func (t Term) Life() bool { return t.months >= lifeMonths }

// termUnit is a unit of a term.
type termUnit struct {
	months, days int32
	words        []string
}

// termUnits are the units of a term, longest first, with the words that people write for them in English and Spanish.
var termUnits = []termUnit{
	{12, 0, []string{"y", "yr", "yrs", "year", "years", "año", "años", "ano", "anos"}},
	{1, 0, []string{"mo", "mos", "month", "months", "mes", "meses"}},
	{0, 7, []string{"w", "wk", "wks", "week", "weeks", "semana", "semanas"}},
	{0, 1, []string{"d", "day", "days", "día", "días", "dia", "dias"}},
}

// ParseTerm reads 364d, 2w, 6mo, 1y and sums of them as 1y6mo, and `life`; also with the units in words, as "6 months" or
// "1 year and 6 months".
func ParseTerm(s string) (Term, error) {
	rest := strings.ToLower(strings.TrimSpace(s))
	bad := func() (Term, error) {
		hint := ""
		if n, isM := strings.CutSuffix(rest, "m"); isM && n != "" && strings.Trim(n, "0123456789") == "" {
			hint = fmt.Sprintf("; %smo if months are meant", n)
		}
		return Term{}, fmt.Errorf("%q is not a term; write days, months or years as 364d, 6mo, 1y, 1y6mo, or life%s", s, hint)
	}
	if rest == "life" {
		return Life, nil
	}
	var t Term
	for last := -1; rest != "" || last < 0; {
		digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
		if digits == 0 || digits > 5 {
			return bad()
		}
		n, _ := strconv.Atoi(rest[:digits])
		word := strings.TrimLeft(rest[digits:], " ")
		end := strings.IndexFunc(word, func(r rune) bool { return !unicode.IsLetter(r) })
		if end < 0 {
			end = len(word)
		}
		unit := slices.IndexFunc(termUnits, func(u termUnit) bool { return slices.Contains(u.words, word[:end]) })
		if unit <= last {
			return bad()
		}
		t.months, t.days = t.months+int32(n)*termUnits[unit].months, t.days+int32(n)*termUnits[unit].days
		rest, last = joined(word[end:]), unit
	}
	return t, nil
}

// joined takes the comma, "and" or "y" away that joins the parts of a sum.
func joined(rest string) string {
	rest = strings.TrimLeft(rest, " ")
	for _, join := range []string{",", "and ", "y "} {
		if after, found := strings.CutPrefix(rest, join); found {
			if after = strings.TrimLeft(after, " "); after != "" {
				return after
			}
		}
	}
	return rest
}

// String returns the term as ParseTerm reads it.
func (t Term) String() string {
	if t.Life() {
		return "life"
	}
	var b strings.Builder
	if y := t.months / 12; y > 0 {
		fmt.Fprintf(&b, "%dy", y)
	}
	if m := t.months % 12; m > 0 {
		fmt.Fprintf(&b, "%dmo", m)
	}
	if t.days > 0 || b.Len() == 0 {
		fmt.Fprintf(&b, "%dd", t.days)
	}
	return b.String()
}

// Plus adds two terms.
func (t Term) Plus(u Term) Term {
	if t.Life() || u.Life() {
		return Life
	}
	return Term{t.months + u.months, t.days + u.days}
}

// shortestMonths and longestMonths hold, for 0 to 11 months in a row, the least and the most days they can have in a year
// of 365 days.
var (
	shortestMonths = [12]int32{0, 28, 59, 89, 120, 150, 181, 212, 242, 273, 303, 334}
	longestMonths  = [12]int32{0, 31, 62, 92, 123, 153, 184, 215, 245, 276, 306, 337}
)

// Bounds returns the least and the most days a term may mean. A year counts as 365 days, because a sentence of 365 days is
// "one year" in immigration law and one of 364 days is not; months count from 28 to 31 days as they fall.
func (t Term) Bounds() (least, most int32) {
	y, m := t.months/12, t.months%12
	return y*365 + shortestMonths[m] + t.days, y*365 + longestMonths[m] + t.days
}

// AtLeast reports whether t is as long as u or longer. Months against months and days against days compare exactly. Where
// the length of a month decides (183 days against six months), nothing more can be asked of the case: both terms are known,
// and how the months are counted is for the law to say.
func AtLeast(t, u Term) tri.Value {
	if t.days == u.days {
		return tri.Of(t.months >= u.months)
	}
	least, most := t.Bounds()
	uLeast, uMost := u.Bounds()
	switch {
	case least >= uMost:
		return tri.Yes
	case most < uLeast:
		return tri.No
	}
	return tri.Arguable
}

// MoreThan reports whether t is longer than u.
func MoreThan(t, u Term) tri.Value { return tri.Not(AtLeast(u, t)) }
