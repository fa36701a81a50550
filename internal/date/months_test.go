package date

import "testing"

// Moving days by the table of months is the same as counting year, month and day.
func TestByMonths(t *testing.T) {
	plain := func(d Day, by int) Day {
		y, m, dd := d.Civil()
		total := y*12 + m - 1 + by
		y, m = total/12, total%12+1
		return DayOf(y, m, min(dd, lastOfMonth(y, m)))
	}
	for d := DayOf(1750, 1, 1); d < DayOf(2450, 1, 1); d++ {
		for _, by := range []int{0, 1, -1, 12, -84, 2000} {
			if got, ok := d.byMonths(by); ok && got != plain(d, by) {
				t.Fatalf("%s by %d months: %s, want %s", d, by, got, plain(d, by))
			}
		}
	}
	for _, d := range []Day{DayOf(1749, 12, 31), DayOf(2450, 1, 1)} {
		if _, ok := d.byMonths(1); ok {
			t.Errorf("%s lies outside the table", d)
		}
	}
	if _, ok := DayOf(2449, 12, 31).byMonths(1); ok {
		t.Error("the month after the last is not in the table")
	}
}
