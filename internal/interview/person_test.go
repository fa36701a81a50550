package interview_test

import (
	"context"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"example.com/vacatur/internal/casefile"
	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/interview"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/screen"
	"example.com/vacatur/rules"
)

var (
	screeners = map[string]*screen.Screener{}
	loading   sync.Mutex
)

// shipped returns the shipped rules for some jurisdictions, loaded once for all tests.
func shipped(jurisdictions ...string) (*screen.Screener, error) {
	loading.Lock()
	defer loading.Unlock()
	key := strings.Join(jurisdictions, " ")
	if s := screeners[key]; s != nil {
		return s, nil
	}
	p, ds := rulepack.Load(rules.Library(), jurisdictions...)
	if p == nil {
		return nil, ds
	}
	screeners[key] = screen.New(p)
	return screeners[key], nil
}

var asOf = date.DayOf(2026, 11, 23)

// script is a person: it answers by the question, and notes what it was asked and told.
type script struct {
	answer func(q interview.Question) string // "<" goes back, ">" to the review, "!" breaks off
	review func(items []interview.Item) int
	asked  []string
	told   []string
	items  []interview.Item
}

func (s *script) Ask(_ context.Context, q interview.Question) (interview.Answer, error) {
	s.asked = append(s.asked, q.ID)
	switch a := s.answer(q); a {
	case "<":
		return interview.Answer{Move: interview.Back}, nil
	case ">":
		return interview.Answer{Move: interview.ToReview}, nil
	case "!":
		return interview.Answer{}, interview.ErrInterrupted
	default:
		return interview.Answer{Text: a}, nil
	}
}

func (s *script) Review(_ context.Context, items []interview.Item) (int, error) {
	s.items = items
	if s.review != nil {
		return s.review(items), nil
	}
	return interview.Done, nil
}

func (s *script) Say(text string) { s.told = append(s.told, text) }

// by answers from a table of question IDs, and "not sure" to the rest.
func by(table map[string]string) func(interview.Question) string {
	return func(q interview.Question) string {
		if a, ok := table[q.ID]; ok {
			return a
		}
		if strings.Contains(q.ID, "?") {
			return "no"
		}
		return interview.Unknown
	}
}

func hold(t *testing.T, s *script, start *fact.Case) (*fact.Case, *screen.Result) {
	t.Helper()
	c, res, err := interview.Run(t.Context(), s, start, interview.Options{Source: shipped, AsOf: asOf})
	if err != nil {
		t.Fatal(err)
	}
	return c, res
}

func text(c *fact.Case, p *rulepack.Pack) string { return string(casefile.Encode(c, p)) }

// keep returns options that keep the case as it was last saved.
func keep(saved *string) interview.Options {
	return interview.Options{Source: shipped, AsOf: asOf, Keep: func(c *fact.Case, p *rulepack.Pack) error {
		*saved = text(c, p)
		return nil
	}}
}

func read(t *testing.T, text string) *fact.Case {
	t.Helper()
	n, ds := casefile.Read("saved", []byte(text))
	if ds.HasErrors() {
		t.Fatal(ds)
	}
	s, err := shipped(casefile.Jurisdictions(n)...)
	if err != nil {
		t.Fatal(err)
	}
	c, ds := casefile.Decode("saved", n, s.Pack(), asOf)
	if ds.HasErrors() {
		t.Fatalf("what was saved cannot be read: %s\n%s", ds, text)
	}
	return c
}

// value returns a fact of the case, or of its n-th conviction. The facts of the tests are general ones, which stand at the same
// place in every catalog.
func value(t *testing.T, c *fact.Case, name string, n int) *fact.Value {
	t.Helper()
	s, _ := shipped()
	f := s.Pack().Catalog.Lookup(name)
	if f.List == nil {
		return c.Value(f, nil)
	}
	return c.Value(f, &c.Lists[f.List.Index].Items[n])
}

// chance answers at random, and ends lists soon.
func chance(seed uint64) func(interview.Question) string {
	r := rand.New(rand.NewPCG(seed, 7))
	pick := func(s ...string) string { return s[r.IntN(len(s))] }
	return func(q interview.Question) string {
		switch {
		case strings.HasSuffix(q.ID, ".statute") || strings.HasPrefix(q.ID, "conviction.statute"):
			return pick("PC 459", "HS 11377(a)", "PC 484", "nonsense", interview.Unknown, "PC 273.5(a)", "VC 23152(a)")
		case strings.HasPrefix(q.ID, "conviction.jurisdiction"):
			return pick("CA", "ca", "US", "MEX", interview.Unknown)
		case strings.HasPrefix(q.ID, "removal.state"):
			return pick("CA", "ny", interview.Unknown)
		case strings.Contains(q.ID, "?"):
			return pick("yes", "no", "no", interview.Unknown)
		case len(q.Choices) > 0:
			return q.Choices[r.IntN(len(q.Choices))].ID
		case r.IntN(5) == 0:
			return interview.Unknown
		}
		switch q.Type {
		case fact.Date:
			return pick("2009", "2009-06", "2009-06-14", "1990-01-01", "2020-02-29")
		case fact.Term:
			return pick("0d", "364d", "6mo", "1y", "1y6mo", "life")
		case fact.Number:
			return pick("0", "1", "29", "10001")
		}
		return pick("a label", "none")
	}
}

var burglary = map[string]string{
	"person.date_of_birth": "1984-02-11", "person.citizenship_claim": "no", "person.status": "lpr", "person.goals": "avoid_removal naturalization",
	"removal.stage": "in_proceedings", "conviction.jurisdiction 0": "ca", "conviction.statute 0": "PC 459", "conviction.disposition 0": "plea",
	"conviction.offense_date 0": "2009-03", "conviction.plea_date 0": "2009-06-01", "conviction.sentence.imposed 0": "1y",
}

func with(table map[string]string, pairs ...string) map[string]string {
	out := map[string]string{}
	for k, v := range table {
		out[k] = v
	}
	for i := 0; i < len(pairs); i += 2 {
		out[pairs[i]] = pairs[i+1]
	}
	return out
}
