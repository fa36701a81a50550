package interview_test

import (
	"slices"
	"strings"
	"testing"

	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/interview"
)

func TestBackChangesTheAnswerBefore(t *testing.T) {
	first := true
	s := &script{answer: func(q interview.Question) string {
		switch q.ID {
		case "conviction.statute 0":
			if first {
				first = false
				return "<"
			}
		case "conviction.jurisdiction 0":
			if q.Current == "" {
				return "NY"
			}
			if q.Current != "NY" {
				t.Errorf("the answer as it stands is shown as %q", q.Current)
			}
		}
		return by(burglary)(q)
	}}
	c, _ := hold(t, s, nil)
	if v := value(t, c, "conviction.jurisdiction", 0); v.Str != "CA" {
		t.Errorf("the jurisdiction is %q", v.Str)
	}
}

func TestBackAtTheFirstQuestion(t *testing.T) {
	n := 0
	s := &script{answer: func(q interview.Question) string {
		if n++; n == 1 {
			return "<"
		}
		return by(burglary)(q)
	}}
	hold(t, s, nil)
	if s.asked[0] != s.asked[1] || len(s.told) == 0 {
		t.Errorf("asked %q, told %q", s.asked[:2], s.told)
	}
}

// A change in the review lets later questions fall away and brings new ones; a change back brings the old ones back.
func TestReviewChangesAnAnswer(t *testing.T) {
	table := with(burglary, "removal.stage", "final_order", "removal.final_order_date", "2020-05-05")
	changed := false
	s := &script{}
	s.answer = func(q interview.Question) string {
		if changed && q.ID == "removal.stage" {
			return "none"
		}
		return by(table)(q)
	}
	s.review = func(items []interview.Item) int {
		if changed {
			return interview.Done
		}
		changed = true
		return slices.IndexFunc(items, func(it interview.Item) bool { return strings.Contains(it.Question, "removal case stand") })
	}
	c, _ := hold(t, s, nil)
	if !slices.Contains(s.asked, "removal.final_order_date") {
		t.Fatal("the date of the final order was not asked")
	}
	if v := value(t, c, "removal.final_order_date", 0); v.State != fact.Absent {
		t.Errorf("without a removal case, the final order is of %s", v)
	}
	if v := value(t, c, "removal.stage", 0); v.Str != "none" {
		t.Errorf("the stage is %s", v)
	}
}

func TestAnotherConvictionTakenBack(t *testing.T) {
	table := with(burglary, "convictions? 1", "yes", "conviction.jurisdiction 1", "CA", "conviction.statute 1", "PC 484", "conviction.disposition 1", "plea")
	round := 0
	s := &script{}
	s.answer = func(q interview.Question) string {
		if q.ID == "convictions? 1" && round == 1 {
			return "no"
		}
		return by(table)(q)
	}
	s.review = func(items []interview.Item) int {
		if round++; round > 2 {
			return interview.Done
		}
		if round == 2 && slices.ContainsFunc(items, func(it interview.Item) bool { return strings.Contains(it.Group, "Convictions 2") }) {
			t.Error("the second conviction is still in the review")
		}
		return slices.IndexFunc(items, func(it interview.Item) bool { return strings.HasPrefix(it.Question, "Convictions: is there another") })
	}
	c, _ := hold(t, s, nil)
	if n := len(c.Lists[0].Items); n != 2 {
		t.Fatalf("there are %d convictions", n)
	}
	if v := value(t, c, "conviction.statute", 1); v.Str != "PC 484" {
		t.Errorf("the statute is %s", v)
	}
	count := 0
	for _, id := range s.asked {
		if id == "conviction.statute 1" {
			count++
		}
	}
	if count != 1 {
		t.Errorf("the statute was asked %d times", count)
	}
}

func TestToTheReviewBeforeTheEnd(t *testing.T) {
	s := &script{answer: func(q interview.Question) string {
		if q.ID == "convictions? 1" {
			return ">"
		}
		return by(burglary)(q)
	}}
	c, res := hold(t, s, nil)
	if res == nil || len(s.items) == 0 || value(t, c, "removal.nta_date", 0).State != fact.Absent {
		t.Error("the review did not lead to a result with open facts")
	}
}

// The rules of a place bring facts of their own; they come with the place and go with it, and nothing else is lost.
func TestPlaceChangesTheFacts(t *testing.T) {
	table := with(burglary, "removal.nta_date", "2026-08-02")
	round := 0
	s := &script{}
	s.answer = func(q interview.Question) string {
		if q.ID == "conviction.jurisdiction 0" && round > 0 {
			return []string{"", "IL", "MEX", "CA"}[round]
		}
		return by(table)(q)
	}
	s.review = func(items []interview.Item) int {
		if round++; round > 3 {
			return interview.Done
		}
		return slices.IndexFunc(items, func(it interview.Item) bool { return strings.HasPrefix(it.Question, "Which state or court") })
	}
	saved := ""
	c, res, err := interview.Run(t.Context(), s, nil, keep(&saved))
	if err != nil {
		t.Fatal(err)
	}
	if got := text(read(t, saved), res.Pack); got != text(c, res.Pack) {
		t.Errorf("saved\n%s\nthe case\n%s", got, text(c, res.Pack))
	}
	for name, want := range map[string]string{"removal.nta_date": "2026-08-02", "person.date_of_birth": "1984-02-11"} {
		if got := value(t, c, name, 0).String(); got != want {
			t.Errorf("%s is %s", name, got)
		}
	}
	for name, want := range map[string]string{"conviction.statute": "PC 459", "conviction.jurisdiction": "CA", "conviction.plea_date": "2009-06-01"} {
		if got := value(t, c, name, 0).String(); got != want {
			t.Errorf("%s is %s", name, got)
		}
	}
}
