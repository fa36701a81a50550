package interview_test

import (
	"slices"
	"strings"
	"testing"

	"example.com/vacatur/internal/fact"
)

// What the record turns on is asked before what no conviction brings; the state is asked, from which the circuit follows.
func TestWhatDecidesMostIsAskedFirst(t *testing.T) {
	s := &script{answer: by(with(burglary, "removal.stage", "in_proceedings", "removal.state", "ca"))}
	c, _ := hold(t, s, nil)
	last := 0
	for _, id := range []string{"removal.state", "conviction.level 0", "conviction.advisement.counsel 0"} {
		at := slices.Index(s.asked, id)
		if at < 0 {
			t.Errorf("%s was not asked", id)
		}
		last = max(last, at)
	}
	for _, id := range []string{"person.engaged_in_prostitution", "person.human_trafficker", "person.asserted_immunity", "person.religious_freedom_violator"} {
		if at := slices.Index(s.asked, id); at < last {
			t.Errorf("%s came as question %d, before what the record turns on (%d)", id, at, last)
		}
	}
	if slices.Contains(s.asked, "removal.circuit") {
		t.Error("the circuit was asked although it follows from the state")
	}
	if v := value(t, c, "removal.state", 0); v.Str != "CA" {
		t.Errorf("the state is %s", v)
	}
}

// Who is not sure of something is not asked when it was; who changes the answer to yes is.
func TestFollowUpsOfWhatIsNotKnown(t *testing.T) {
	followUps := []string{"person.prostitution_last_date", "person.procured_prostitution_last_date", "person.benefit_as_child", "person.false_citizenship_claim_date",
		"conviction.court_martial 0", "conviction.in_absentia_foreign 0"}
	s := &script{answer: by(burglary)}
	hold(t, s, nil)
	for _, id := range followUps {
		if slices.Contains(s.asked, id) {
			t.Errorf("%s was asked although the main question was answered with not sure", id)
		}
	}
	s = &script{answer: by(with(burglary, "person.engaged_in_prostitution", "yes"))}
	hold(t, s, nil)
	if !slices.Contains(s.asked, followUps[0]) {
		t.Errorf("%s was not asked although it matters", followUps[0])
	}
}

// Letters answer yes and no, words say "not sure", and terms come as people write them.
func TestPlainWords(t *testing.T) {
	p, out, c, _, _ := plainly(t, strings.Join([]string{"don't know", "n", "<", "Y", "<", "s", "1"}, "\n")+"\n", nil)
	if want := []string{"person.date_of_birth", "person.citizenship_claim", "person.status"}; !slices.Equal(p.asked[:3], want) {
		t.Errorf("asked %q", p.asked)
	}
	for _, want := range []string{"  = No\n", "  = Yes\n", "  = Not sure\n"} {
		if !strings.Contains(out, want) {
			t.Errorf("the talk lacks %q:\n%s", want, out)
		}
	}
	if v := value(t, c, "person.citizenship_claim", 0); v.State != fact.Unknown {
		t.Errorf("the claim is %s", v)
	}
}
