package casefile

import (
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/screen"
	"example.com/vacatur/internal/source"
)

// Check holds the facts of a case against each other, by the checks of the rule pack: a plea before the offense, a date in
// the future. Only what is certain is reported; a partial date that leaves room is none.
func Check(file string, c *fact.Case, s *screen.Screener) (ds source.Diagnostics) {
	for _, f := range s.Checks(c) {
		pos := source.Pos{}
		if f.At != nil {
			pos = f.At.Pos
		}
		text := f.Rule.Text
		if f.Item != nil && f.Item.Key != "" {
			text = f.Item.Key + ": " + text
		}
		if f.Rule.Severity == "warning" {
			ds.Warn(file, pos, "%s", text)
		} else {
			ds.Add(file, pos, "%s", text)
		}
	}
	return ds
}
