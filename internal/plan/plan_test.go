package plan_test

import (
	"fmt"
	"strings"
	"testing"

	"example.com/vacatur/internal/casefile"
	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/plan"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/screen"
	"example.com/vacatur/rules"
)

func screened(t testing.TB, convictions int) (*screen.Screener, *fact.Case, *screen.Result) {
	p, ds := rulepack.Load(rules.Library(), "CA")
	if p == nil {
		t.Fatal(ds)
	}
	var b strings.Builder
	b.WriteString("schema: vacatur/case/v1\nas_of: 2026-11-24\nperson: {status: lpr, lpr_since: 2001-01-01, lpr_through: consular, entries: [{date: 2001-01-01, manner: admitted}], readmitted_as_resident: no, goals: [lpr_cancellation]}\nremoval: {stage: in_proceedings, circuit: 9, nta_date: 2026-01-05, nta_has_time_and_place: yes}\nconvictions:\n")
	statutes := []string{"PC 496(a)", "HS 11377(a)", "VC 10851(a)", "PC 459/460(b)"}
	for i := range convictions {
		fmt.Fprintf(&b, "  - {id: c%d, jurisdiction: CA, statute: %s, level: felony, court: adult, disposition: plea, plea: guilty, offense_date: %d-02, plea_date: %d-05-01, direct_appeal: none, sentence: {imposed: 1y}, custody: none, advisement: {court: no, counsel: none}, understood_consequences: no, would_have_refused_plea: yes, details: {drug: methamphetamine}}\n",
			i, statutes[i%len(statutes)], 2010+i, 2010+i)
	}
	n, ds := casefile.Read("x.yaml", []byte(b.String()))
	if n == nil {
		t.Fatal(ds)
	}
	c, ds := casefile.Decode("x.yaml", n, p, date.DayOf(2026, 11, 24))
	if c == nil {
		t.Fatal(ds)
	}
	s := screen.New(p)
	return s, c, s.Screen(c)
}

// Of four convictions two bar cancellation, one by its sentence and both by their nature or date: the plan names the
// smallest set, and no motion that clears nothing.
func TestSmallestSet(t *testing.T) {
	s, c, res := screened(t, 4)
	plans := plan.For(s, c, res)
	if len(plans) == 0 {
		t.Fatal("no plan")
	}
	for _, p := range plans {
		if p.Goal.ID != "lpr_cancellation" {
			t.Errorf("a plan for %s, which is no goal of the case", p.Goal.ID)
		}
		all := s.Stand(s.Grant(c, p.Motions...))[0]
		for _, bar := range all.Bars {
			if bar.Rule.ID == "lpr_cancellation" && bar.Value.String() != "no" && len(p.Remains) == 0 {
				t.Error("the plan does not reach what it says")
			}
		}
		for i := range p.Motions { // without any one of its motions, the plan does not reach its end
			rest := append(append([]screen.Motion{}, p.Motions[:i]...), p.Motions[i+1:]...)
			fewer := s.Stand(s.Grant(c, rest...))[0]
			for _, bar := range fewer.Bars {
				if bar.Rule.ID == "lpr_cancellation" && bar.Value.String() == "no" {
					t.Errorf("the motion against conviction %d is not needed", p.Motions[i].Conviction)
				}
			}
		}
	}
}

func BenchmarkTwelveConvictions(b *testing.B) {
	s, c, res := screened(b, 12)
	for b.Loop() {
		plan.For(s, c, res)
	}
}
