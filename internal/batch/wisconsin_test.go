package batch_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"example.com/vacatur/internal/batch"
)

// wisconsin converts the court data to a table of convictions. What it does not say (advice, status, removal, custody) is
// left out, and so unknown.
func wisconsin(t *testing.T, text string) (table string, cases int) {
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || len(rows) < 2 {
		t.Fatal("the data cannot be read or is empty", err)
	}
	var buf bytes.Buffer
	w := csv.NewWriter(&buf)
	w.Write([]string{"case_id", "conviction.jurisdiction", "conviction.statute", "conviction.offense", "conviction.level", "conviction.offense_date",
		"conviction.plea_date", "conviction.plea", "conviction.disposition", "conviction.sentence.imposed", "conviction.sentence.probation"})
	days := func(years string) string {
		y, err := strconv.ParseFloat(years, 64)
		if err != nil {
			return ""
		}
		return fmt.Sprintf("%dd", int(math.Round(y*365)))
	}
	seen := map[string]bool{}
	for _, r := range rows[1:] {
		seen[r[0]] = true
		level, plea, disposition := "", map[string]string{"Guilty": "guilty", "No Contest": "no_contest", "Not Guilty": "not_guilty"}[r[6]], ""
		switch {
		case strings.HasPrefix(r[4], "Misd"):
			level = "misdemeanor"
		case strings.HasPrefix(r[4], "Felony"):
			level = "felony"
		}
		switch {
		case r[7] == "True":
			disposition = "dismissed"
		case plea == "guilty" || plea == "no_contest":
			disposition = "plea"
		}
		imposed := ""
		if disposition == "plea" {
			imposed = days(fmt.Sprint(sum(r[9], r[10])))
		}
		w.Write([]string{r[0], "WI", r[3], r[1], level, r[2], r[5], plea, disposition, imposed, days(r[11])})
	}
	w.Flush()
	return buf.String(), len(seen)
}

func sum(a, b string) float64 {
	x, _ := strconv.ParseFloat(a, 64)
	y, _ := strconv.ParseFloat(b, 64)
	return x + y
}

// Every real case is screened, or rejected with a reason that a person can act on. Advice, status, custody and removal are
// not known, and so no path is open or shut on their account.
func TestWisconsinCases(t *testing.T) {
	table, cases := wisconsin(t, data(t, "wi-charges-2016-misdemeanor.csv"))
	var rejects bytes.Buffer
	opts := options(batch.Brief)
	opts.Rejects = &rejects
	_, s := run(t, table, "wi.csv", opts)
	t.Logf("%d cases: %d screened, %d rejected\n%s", cases, s.Screened, s.Rejected, s.Text())
	if int(s.Screened+s.Rejected+s.Empty) != cases {
		t.Errorf("%d cases, %d screened, %d rejected", cases, s.Screened, s.Rejected)
	}
	for _, line := range strings.Split(strings.TrimSpace(rejects.String()), "\n") {
		if line != "" && !strings.Contains(line, "wrong") && !strings.Contains(line, "write") && !strings.Contains(line, "reason") {
			t.Errorf("no reason to act on: %.200s", line)
			break
		}
	}
	for _, p := range s.Paths {
		if strings.HasPrefix(p.ID, "us.") && slices.ContainsFunc(p.Counts, func(c batch.Count) bool { return c.Status == "may_apply" }) {
			t.Errorf("%s may apply although custody and advice are not known: %v", p.ID, p.Counts)
		}
	}
}
