package report

import (
	"slices"
	"strings"

	"example.com/vacatur/internal/screen"
)

// whys are the reasons that screening gives for what a deadline lacks. Others come from the pack, and stand as they are there.
var whys = []string{
	"the clock has not started: no such notice or event yet",
	"no time limit in the statute",
	"ask an attorney: nobody has checked this limit in its source",
	"whether this deadline runs at all turns on facts that are not known; keep it until they are",
	"reasonable diligence, from a day that is not known",
	"the day from which it counts is not known",
	"no period is stated for these facts; ask an attorney",
	"the length of the period is not certain; the shorter one is shown",
	"the exact day is not known; this is the earliest that it can be",
}

// why says what stands in the way of a date, in the language of the report.
func (d *drawer) why(dl *screen.Deadline) string {
	why := dl.Why()
	switch {
	case slices.Contains(whys, why):
		return d.tr(why)
	case dl.TriggerSet && strings.HasPrefix(why, "reasonable diligence, measured from "):
		return d.trf("reasonable diligence, measured from %s", dl.TriggerOn)
	}
	return why
}
