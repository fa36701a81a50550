package date

// months holds the first day of every month from January 1750 to December 2449: all that a case can name, and what lies a
// life away from it. A batch moves days by months over and over.
var months = func() (first [700*12 + 1]Day) {
	for i := range first {
		first[i] = DayOf(1750+i/12, i%12+1, 1)
	}
	return first
}()

// byMonths moves a day by months, to the last day of a shorter month where it must. It reports false outside the table.
func (d Day) byMonths(by int) (Day, bool) {
	if d < months[0] || d >= months[len(months)-1] {
		return 0, false
	}
	m := int(d-months[0]) * 4800 / 146097 // in 400 years; it may be one too few or too many
	if d < months[m] {
		m--
	} else if d >= months[m+1] {
		m++
	}
	to := m + by
	if uint(to) >= uint(len(months)-1) {
		return 0, false
	}
	return min(months[to]+d-months[m], months[to+1]-1), true
}
