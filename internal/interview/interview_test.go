package interview_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/interview"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/screen"
)

// Whatever is answered, the interview ends, asks nothing twice, and leaves nothing open that it could have asked.
func TestEndsAndAsksNothingTwice(t *testing.T) {
	for seed := range uint64(12) {
		s := &script{answer: chance(seed)}
		c, res := hold(t, s, nil)
		sorted := slices.Clone(s.asked)
		slices.Sort(sorted)
		for i := 1; i < len(sorted); i++ {
			if sorted[i] == sorted[i-1] {
				t.Errorf("seed %d: %s was asked twice", seed, sorted[i])
			}
		}
		again := &script{answer: func(q interview.Question) string {
			if q.ID != "entries? 0" && q.ID != "relatives? 0" { // of which a case cannot say that the person is not sure
				t.Errorf("seed %d: %s was left open", seed, q.ID)
			}
			return interview.Unknown
		}}
		c2, res2 := hold(t, again, c)
		if text(c, res.Pack) != text(c2, res2.Pack) {
			t.Errorf("seed %d: a complete case changed", seed)
		}
		for _, m := range res.Missing {
			if m.Fact == nil || m.Fact.List != nil && m.Conviction < 0 {
				continue
			}
			if m.Fact.List == nil && c.Value(m.Fact, nil).State == fact.Absent && !followsUnsure(c, res, m) && !idle(res, m) {
				t.Errorf("seed %d: %s matters and was not asked", seed, m.Name)
			}
		}
	}
}

// followsUnsure reports whether some fact that matters for the same rules, and more, is stated as unknown.
func followsUnsure(c *fact.Case, res *screen.Result, m screen.Missing) bool {
	if m.Fact.From != nil {
		return c.Value(res.Pack.Catalog.Lookup(m.Fact.From.Fact), nil).State == fact.Unknown
	}
	return slices.ContainsFunc(res.Missing, func(o screen.Missing) bool {
		return o.Fact != nil && o.Fact.List == nil && c.Value(o.Fact, nil).State == fact.Unknown &&
			!slices.ContainsFunc(m.MattersFor, func(id string) bool { return !slices.Contains(o.MattersFor, id) })
	})
}

// idle reports whether a fact decides only on paths that change nothing.
func idle(res *screen.Result, m screen.Missing) bool {
	return !slices.ContainsFunc(m.MattersFor, func(id string) bool {
		return !slices.ContainsFunc(res.Paths, func(p screen.Path) bool { return p.Rule.ID == id && p.Effect() == "none" })
	})
}

// A person who is sure of nothing is told of nothing that it does not apply.
func TestNotSureIsNeverNo(t *testing.T) {
	for _, place := range []string{interview.Unknown, "CA", "US", "MEX"} {
		t.Run(place, func(t *testing.T) { notSureOf(t, place) })
	}
}

func notSureOf(t *testing.T, place string) {
	s := &script{answer: func(q interview.Question) string {
		if q.ID == "conviction.jurisdiction 0" {
			return place
		}
		return interview.Unknown
	}}
	c, res := hold(t, s, nil)
	settled := func(kind, id string, status screen.Status) {
		if status == screen.NotTriggered {
			t.Errorf("%s %s is settled no, with nothing known", kind, id)
		}
	}
	for _, v := range res.Grounds {
		settled("ground", v.Rule.ID, v.Status)
	}
	for _, v := range res.Bars {
		settled("bar", v.Rule.ID, v.Status)
	}
	for _, v := range res.Waivers {
		settled("waiver", v.Rule.ID, v.Status)
	}
	if n := len(c.Lists[0].Items); n != 2 {
		t.Errorf("there are %d convictions, want one and one that may be", n)
	}
	t.Log(len(s.asked), "questions")
}

func TestOpeningOrder(t *testing.T) {
	s := &script{answer: by(burglary)}
	c, _ := hold(t, s, nil)
	want := []string{"person.date_of_birth", "person.citizenship_claim", "person.status", "person.goals", "removal.stage", "conviction.jurisdiction 0", "conviction.statute 0"}
	if !slices.Equal(s.asked[:len(want)], want) {
		t.Errorf("asked first: %q", s.asked[:len(want)])
	}
	if v := value(t, c, "conviction.jurisdiction", 0); v.Str != "CA" {
		t.Errorf("the jurisdiction is %q", v.Str)
	}
	more := slices.Index(s.asked, "convictions? 1")
	orders := slices.Index(s.asked, "orders? 0.0")
	if orders < 0 || more < orders || more > slices.Index(s.asked, "removal.nta_date") {
		t.Errorf("the order is %q", s.asked)
	}
}

// The rules of the places that are answered are asked for, each set of them once.
func TestRulesAreThoseOfTheConvictions(t *testing.T) {
	var asked []string
	source := func(jurisdictions ...string) (*screen.Screener, error) {
		asked = append(asked, strings.Join(jurisdictions, " "))
		return shipped(jurisdictions...)
	}
	s := &script{answer: by(with(burglary, "convictions? 1", "yes", "conviction.jurisdiction 1", "ny"))}
	if _, _, err := interview.Run(t.Context(), s, nil, interview.Options{Source: source, AsOf: asOf}); err != nil {
		t.Fatal(err)
	}
	if want := []string{"", "CA", "CA NY"}; !slices.Equal(asked, want) {
		t.Errorf("rules were asked for %q, want %q", asked, want)
	}
}

// A plea date after a trial, or a sentence after a dismissal without a plea, is not asked for.
func TestMootOpeningQuestionsAreLeftOut(t *testing.T) {
	table := with(burglary, "conviction.disposition 0", "dismissed")
	s := &script{answer: by(table)}
	hold(t, s, nil)
	if slices.Contains(s.asked, "conviction.plea_date 0") {
		t.Error("the date of a plea was asked where there was none")
	}
}

func TestErrorsReachTheCaller(t *testing.T) {
	broken := errors.New("the disk is full")
	s := &script{answer: by(burglary)}
	_, _, err := interview.Run(t.Context(), s, nil, interview.Options{Source: shipped, AsOf: asOf, Keep: func(*fact.Case, *rulepack.Pack) error { return broken }})
	if !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	_, _, err = interview.Run(t.Context(), s, nil, interview.Options{Source: func(...string) (*screen.Screener, error) { return nil, broken }})
	if !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err = interview.Run(ctx, s, nil, interview.Options{Source: shipped}); !errors.Is(err, interview.ErrInterrupted) {
		t.Errorf("got %v", err)
	}
}

func TestTellsOfFactsThatCannotBothBeRight(t *testing.T) {
	s := &script{answer: by(with(burglary, "conviction.plea_date 0", "2008-01-01", "conviction.statute 0", "PC 99999"))}
	hold(t, s, nil)
	all := strings.Join(s.told, "\n")
	if !strings.Contains(all, "the plea lies before the offense") || !strings.Contains(all, "99999") {
		t.Errorf("told %q", s.told)
	}
}

func TestSpanish(t *testing.T) {
	s := &script{answer: func(q interview.Question) string {
		if q.Type == fact.YesNo && q.Choices[2].Label != "No estoy seguro" {
			t.Errorf("%s: %v", q.ID, q.Choices)
		}
		return by(burglary)(q)
	}}
	c, _, err := interview.Run(t.Context(), s, nil, interview.Options{Source: shipped, AsOf: asOf, Language: "es"})
	if err != nil || c.Language != "es" {
		t.Errorf("%v, language %q", err, c.Language)
	}
}

func BenchmarkInterview(b *testing.B) {
	for b.Loop() {
		s := &script{answer: by(burglary)}
		if _, _, err := interview.Run(b.Context(), s, nil, interview.Options{Source: shipped, AsOf: asOf}); err != nil {
			b.Fatal(err)
		}
	}
}

func ExampleRun() {
	s := &script{answer: by(burglary)}
	_, res, err := interview.Run(context.Background(), s, nil, interview.Options{Source: shipped, AsOf: asOf})
	fmt.Println(len(res.Convictions), err)
	// Output: 1 <nil>
}
