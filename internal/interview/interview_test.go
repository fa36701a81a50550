package interview_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
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

// pack is the shipped pack with the rules of all jurisdictions, loaded once for all tests.
var pack = sync.OnceValues(func() (*screen.Screener, error) {
	p, ds := rulepack.Load(rulepack.Dir{FS: rules.Files, Shown: "rules"}, rulepack.All)
	if p == nil {
		return nil, ds
	}
	return screen.New(p), nil
})

func shipped(...string) (*screen.Screener, error) { return pack() }

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

func text(t *testing.T, c *fact.Case) string {
	t.Helper()
	s, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	return string(casefile.Encode(c, s.Pack()))
}

func read(t *testing.T, text string) *fact.Case {
	t.Helper()
	s, _ := shipped()
	n, ds := casefile.Read("saved", []byte(text))
	if ds.HasErrors() {
		t.Fatal(ds)
	}
	c, ds := casefile.Decode("saved", n, s.Pack(), asOf)
	if ds.HasErrors() {
		t.Fatalf("what was saved cannot be read: %s\n%s", ds, text)
	}
	return c
}

// value returns a fact of the case, or of its n-th conviction.
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
		c2, _ := hold(t, again, c)
		if text(t, c) != text(t, c2) {
			t.Errorf("seed %d: a complete case changed", seed)
		}
		for _, m := range res.Missing {
			if m.Fact == nil || m.Fact.List != nil && m.Conviction < 0 {
				continue
			}
			if m.Fact.List == nil && c.Value(m.Fact, nil).State == fact.Absent {
				t.Errorf("seed %d: %s matters and was not asked", seed, m.Name)
			}
		}
	}
}

// A person who is sure of nothing is told of nothing that it does not apply.
func TestNotSureIsNeverNo(t *testing.T) {
	s := &script{answer: func(interview.Question) string { return interview.Unknown }}
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

var burglary = map[string]string{
	"person.date_of_birth": "1984-02-11", "person.citizenship_claim": "no", "person.status": "lpr", "person.goals": "avoid_removal naturalization",
	"removal.stage": "in_proceedings", "conviction.jurisdiction 0": "ca", "conviction.statute 0": "PC 459", "conviction.disposition 0": "plea",
	"conviction.offense_date 0": "2009-03", "conviction.plea_date 0": "2009-06-01", "conviction.sentence.imposed 0": "1y",
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
		return pack()
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

// Wherever an interview is broken off, what was saved can be read, and going on with it gives the same case.
func TestSaveAndResumeAnywhere(t *testing.T) {
	answers := by(with(burglary,
		"orders? 0.0", "yes", "order.path 0.0", "vacatur", "order.outcome 0.0", "granted", "order.reason 0.0", "not_stated", "order.date 0.0", "2024-01-05",
		"convictions? 1", "yes", "conviction.jurisdiction 1", "CA", "conviction.statute 1", "HS 11377(a)", "conviction.disposition 1", "plea", "conviction.plea_date 1", "2015-02-02",
		"entries? 0", "yes", "entry.date 0", "1998-07-04", "entry.manner 0", "without_inspection",
		"entries? 1", "yes", "entry.date 1", "2001-03-02", "entry.manner 1", "admitted",
		"relatives? 0", "yes", "relative.relation 0", "spouse", "relative.status 0", "citizen"))
	whole := &script{answer: answers}
	full, _ := hold(t, whole, nil)
	want := text(t, full)
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
		_, _, err := interview.Run(t.Context(), first, nil, interview.Options{Source: shipped, AsOf: asOf, Save: func(c *fact.Case) error {
			saved = text(t, c)
			return nil
		}})
		if !errors.Is(err, interview.ErrInterrupted) {
			t.Fatalf("cut %d: %v", cut, err)
		}
		second := &script{answer: answers}
		c, _ := hold(t, second, read(t, saved))
		if got := text(t, c); got != want {
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
	var saved *fact.Case
	s := &script{answer: func(q interview.Question) string {
		if q.ID == "convictions? 1" {
			return "!"
		}
		return by(burglary)(q)
	}}
	_, _, err := interview.Run(t.Context(), s, nil, interview.Options{Source: shipped, AsOf: asOf, Save: func(c *fact.Case) error { saved = c; return nil }})
	if !errors.Is(err, interview.ErrInterrupted) || len(saved.Lists[0].Items) != 2 {
		t.Fatalf("%v, %d convictions saved", err, len(saved.Lists[0].Items))
	}
	second := &script{answer: by(burglary)}
	c, _ := hold(t, second, saved)
	if second.asked[0] != "convictions? 1" || len(c.Lists[0].Items) != 1 {
		t.Errorf("asked %q first, %d convictions", second.asked[0], len(c.Lists[0].Items))
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

func TestErrorsReachTheCaller(t *testing.T) {
	broken := errors.New("the disk is full")
	s := &script{answer: by(burglary)}
	_, _, err := interview.Run(t.Context(), s, nil, interview.Options{Source: shipped, AsOf: asOf, Save: func(*fact.Case) error { return broken }})
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
