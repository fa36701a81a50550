package screen_test

import (
	"slices"
	"strings"
	"testing"

	"example.com/vacatur/internal/casefile"
)

// Where the length of a period is not certain, the earliest last day is the one to keep, also where it is counted backwards;
// where no length can hold, there is none.
func TestDeadlineOfUncertainLength(t *testing.T) {
	s := firmScreener(t)
	n, ds := casefile.Read("x.yaml", []byte("schema: vacatur/case/v1\nperson: {status: lpr, lpr_since: 2027-03-31}\nconvictions: [{id: a, jurisdiction: CA}]\n"))
	if n == nil {
		t.Fatal(ds)
	}
	c, ds := casefile.Decode("x.yaml", n, s.Pack(), today)
	if c == nil {
		t.Fatal(ds)
	}
	var got []string
	for _, d := range s.Screen(c).Deadlines {
		if strings.HasPrefix(d.Rule.ID, "firm_") {
			got = append(got, deadline(d))
		}
	}
	slices.Sort(got)
	want := []string{
		"deadline firm_after -1 later - 2027-04-30 157",
		"deadline firm_before -1 soon - 2026-12-31 37",
		"deadline firm_no_length -1 needs_facts - - 0",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}
