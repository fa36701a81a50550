package date_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/tri"
)

// brute decides a relation by trying every pair of days in the two intervals.
func brute(a, b date.Date, holds func(x, y date.Day) bool) tri.Value {
	yes, no := false, false
	for x := a.First; x <= a.Last; x++ {
		for y := b.First; y <= b.Last; y++ {
			if holds(x, y) {
				yes = true
			} else {
				no = true
			}
		}
	}
	switch {
	case yes && no:
		return tri.Unknown
	case yes:
		return tri.Yes
	}
	return tri.No
}

func TestComparisonsAgreeWithBruteForce(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	start := date.DayOf(2008, 2, 20)
	interval := func() date.Date {
		first := start + date.Day(r.IntN(60))
		return date.Date{First: first, Last: first + date.Day(r.IntN(35))}
	}
	for range 3000 {
		a, b := interval(), interval()
		if got, want := date.Before(a, b), brute(a, b, func(x, y date.Day) bool { return x < y }); got != want {
			t.Fatalf("Before(%s, %s) = %s, want %s", a, b, got, want)
		}
		if got, want := date.OnOrBefore(a, b), brute(a, b, func(x, y date.Day) bool { return x <= y }); got != want {
			t.Fatalf("OnOrBefore(%s, %s) = %s, want %s", a, b, got, want)
		}
		term := date.Months(r.IntN(3))
		within := tri.And(date.OnOrBefore(b, a), date.OnOrBefore(a, b.Add(term)))
		if want := brute(a, b, func(x, y date.Day) bool { return y <= x && x <= y.Add(term) }); within != want {
			t.Fatalf("%s within %s of %s = %s, want %s", a, term, b, within, want)
		}
	}
}

func TestAddRoundsToTheLastDayOfAShorterMonth(t *testing.T) {
	for _, c := range []struct{ from, term, want string }{
		{"2023-01-31", "1mo", "2023-02-28"},
		{"2024-01-31", "1mo", "2024-02-29"},
		{"2024-02-29", "1y", "2025-02-28"},
		{"2024-02-29", "4y", "2028-02-29"},
		{"2023-10-31", "1y6mo", "2025-04-30"},
		{"2026-11-24", "90d", "2027-02-22"},
		{"2023-12-31", "2mo1d", "2024-03-01"},
	} {
		term, err := date.ParseTerm(c.term)
		if err != nil {
			t.Fatal(err)
		}
		if got := mustParse(t, c.from).Add(term).String(); got != c.want {
			t.Errorf("%s + %s = %s, want %s", c.from, c.term, got, c.want)
		}
	}
	if got := mustParse(t, "2024-03-31").Sub(date.Months(1)).String(); got != "2024-02-29" {
		t.Errorf("2024-03-31 - 1mo = %s", got)
	}
}

// Adding a longer term never lands earlier, and adding to a later day never lands earlier.
func TestAddIsMonotone(t *testing.T) {
	for d := date.DayOf(2023, 12, 1); d < date.DayOf(2024, 4, 1); d++ {
		for m := range 14 {
			if (d+1).Add(date.Months(m)) < d.Add(date.Months(m)) || d.Add(date.Months(m+1)) < d.Add(date.Months(m)) {
				t.Fatalf("adding %d months to %s is not monotone", m, d)
			}
		}
	}
}

func TestParse(t *testing.T) {
	for _, s := range []string{"2009", "2009-06", "2009-06-14", "2024-02-29"} {
		if got := mustParse(t, s).String(); got != s {
			t.Errorf("Parse(%q).String() = %q", s, got)
		}
	}
	for _, s := range []string{"", "06/01/2009", "2009-6-1", "2009-13", "2009-02-30", "2023-02-29", "20090614", "09", "2009-06-14T00:00", "-200", "9999"} {
		if d, err := date.Parse(s); err == nil {
			t.Errorf("Parse(%q) = %s, want an error", s, d)
		}
	}
}

func TestTerms(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want tri.Value
	}{
		{"365d", "1y", tri.Yes}, {"364d", "1y", tri.No}, {"12mo", "1y", tri.Yes}, {"11mo", "1y", tri.No},
		{"1y", "365d", tri.Yes}, {"1y", "366d", tri.No}, {"6mo", "180d", tri.Yes}, {"180d", "6mo", tri.No},
		{"182d", "6mo", tri.Arguable}, {"184d", "6mo", tri.Yes}, {"life", "99y", tri.Yes}, {"16mo", "1y", tri.Yes},
		{"1y6mo", "18mo", tri.Yes}, {"0d", "0d", tri.Yes}, {"52w", "1y", tri.No}, {"53w", "1y", tri.Yes},
	} {
		a, _ := date.ParseTerm(c.a)
		b, err := date.ParseTerm(c.b)
		if err != nil {
			t.Fatal(err)
		}
		if got := date.AtLeast(a, b); got != c.want {
			t.Errorf("%s at least %s = %s, want %s", c.a, c.b, got, c.want)
		}
	}
	for _, s := range []string{"", "1", "y", "6m", "1 m", "six months", "4-6 months", "1.5 years", "6 months 1 year", "1 year and", "1 year year", "1y,", "and 6mo", "1d1y", "-3d", "1y1y", "123456d"} {
		if term, err := date.ParseTerm(s); err == nil {
			t.Errorf("ParseTerm(%q) = %s, want an error", s, term)
		}
	}
}

// People write terms in words, and in Spanish too; all are written back in one form.
func TestTermInWords(t *testing.T) {
	for in, want := range map[string]string{
		"6 months": "6mo", "1 year": "1y", "364 days": "364d", "364 DAYS": "364d", " 1 Year, 6 months ": "1y6mo", "1 year and 6 months": "1y6mo",
		"1 year 1 day": "1y1d", "1y 6mo": "1y6mo", "1 y": "1y", "1yr": "1y", "2 weeks": "14d", "18 months": "1y6mo", "Life": "life", "0 days": "0d",
		"6 meses": "6mo", "1 año": "1y", "1 año y 6 meses": "1y6mo", "364 días": "364d", "2 semanas": "14d",
	} {
		term, err := date.ParseTerm(in)
		if err != nil || term.String() != want {
			t.Errorf("ParseTerm(%q) = %s, %v; want %s", in, term, err, want)
		}
	}
	if _, err := date.ParseTerm("12m"); err == nil || !strings.Contains(err.Error(), "12mo if months are meant") {
		t.Errorf("12m: %v", err)
	}
}

func TestNone(t *testing.T) {
	day := mustParse(t, "2020-01-01")
	if date.Before(date.None, day) != tri.No || date.Before(day, date.None) != tri.No || date.OnOrBefore(date.None, day) != tri.No {
		t.Error("an event that has not happened compared as before or after")
	}
	if date.Latest(date.None, day) != day || date.Earliest(day, date.None) != day {
		t.Error("None did not leave the other date")
	}
}

func mustParse(t *testing.T, s string) date.Date {
	t.Helper()
	d, err := date.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func FuzzParse(f *testing.F) {
	f.Add("2009-06-14")
	f.Add("06/01/2009")
	f.Fuzz(func(t *testing.T, s string) {
		if d, err := date.Parse(s); err == nil && d.String() != s {
			t.Errorf("Parse(%q).String() = %q", s, d)
		}
		if term, err := date.ParseTerm(s); err == nil {
			if again, err := date.ParseTerm(term.String()); err != nil || again != term {
				t.Errorf("ParseTerm(%q) = %s, which reads back as %s, %v", s, term, again, err)
			}
		}
	})
}

// The arithmetic of days agrees with package time for every day that the calendar has.
func TestDaysAgreeWithTime(t *testing.T) {
	from, until := date.DayOf(1790, 1, 1), date.DayOf(2220, 12, 31)
	at := time.Date(1790, 1, 1, 0, 0, 0, 0, time.UTC)
	for d := from; d <= until; d++ {
		y, m, day := d.Civil()
		if y != at.Year() || m != int(at.Month()) || day != at.Day() || date.DayOf(y, m, day) != d || d.Weekday() != at.Weekday() {
			t.Fatalf("day %d is %04d-%02d-%02d, and %s by package time", d, y, m, day, at.Format(time.DateOnly))
		}
		at = at.AddDate(0, 0, 1)
	}
}
