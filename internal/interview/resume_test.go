package interview_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"example.com/vacatur/internal/interview"
)

// Wherever an interview is broken off, what was saved can be read, and going on with it gives the same case.
func TestSaveAndResumeAnywhere(t *testing.T) {
	answers := by(with(burglary,
		"orders? 0.0", "yes", "order.path 0.0", "vacatur", "order.outcome 0.0", "granted", "order.reason 0.0", "not_stated", "order.date 0.0", "2024-01-05",
		"convictions? 1", "yes", "conviction.jurisdiction 1", "CA", "conviction.statute 1", "HS 11377(a)", "conviction.disposition 1", "plea", "conviction.plea_date 1", "2015-02-02",
		"entries? 0", "yes", "entry.date 0", "1998-07-04", "entry.manner 0", "without_inspection",
		"entries? 1", "yes", "entry.date 1", "2001-03-02", "entry.manner 1", "admitted",
		"relatives? 0", "yes", "relative.relation 0", "spouse", "relative.status 0", "citizen"))
	whole := &script{answer: answers}
	full, res := hold(t, whole, nil)
	want := text(full, res.Pack)
	for cut, id := range whole.asked {
		if cut%31 > 0 && !strings.Contains(id, "?") && !strings.HasPrefix(id, "entry.") && !strings.HasPrefix(id, "order.") {
			continue // lists are where it is hard
		}
		n, saved := 0, ""
		first := &script{answer: func(q interview.Question) string {
			if n++; n > cut {
				return "!"
			}
			return answers(q)
		}}
		_, _, err := interview.Run(t.Context(), first, nil, keep(&saved))
		if !errors.Is(err, interview.ErrInterrupted) {
			t.Fatalf("cut %d: %v", cut, err)
		}
		second := &script{answer: answers}
		c, res := hold(t, second, read(t, saved))
		if got := text(c, res.Pack); got != want {
			t.Fatalf("cut after %d (%s): got\n%s\nwant\n%s\nsaved\n%s", cut, whole.asked[cut], got, want, saved)
		}
		for _, id := range second.asked {
			if slices.Contains(first.asked[:cut], id) && !strings.Contains(id, "?") {
				t.Errorf("cut after %d: %s was asked again", cut, id)
			}
		}
	}
}

// A list that is being told never looks complete in what is saved.
func TestOpenListIsSavedAsOpen(t *testing.T) {
	saved := ""
	s := &script{answer: func(q interview.Question) string {
		if q.ID == "convictions? 1" {
			return "!"
		}
		return by(burglary)(q)
	}}
	_, _, err := interview.Run(t.Context(), s, nil, keep(&saved))
	start := read(t, saved)
	if !errors.Is(err, interview.ErrInterrupted) || len(start.Lists[0].Items) != 2 {
		t.Fatalf("%v, %d convictions saved", err, len(start.Lists[0].Items))
	}
	second := &script{answer: by(burglary)}
	c, _ := hold(t, second, start)
	if second.asked[0] != "convictions? 1" || len(c.Lists[0].Items) != 1 {
		t.Errorf("asked %q first, %d convictions", second.asked[0], len(c.Lists[0].Items))
	}
}

// A case that another catalog shaped, such as that of a firm with facts of its own, is not taken up.
func TestStartOfOtherRules(t *testing.T) {
	general, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	start := general.Pack().Catalog.NewCase()
	start.Values = start.Values[:len(start.Values)-1]
	if _, _, err := interview.Run(t.Context(), &script{}, start, interview.Options{Source: shipped}); err == nil {
		t.Error("a case of another catalog was taken up")
	}
}
