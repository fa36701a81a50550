package screen_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/screen"
)

// anyCase draws a case: each fact absent, unknown or with a value of its type, and lists not given, empty or with items.
func anyCase(r *rand.Rand, p *rulepack.Pack, known float64) *fact.Case {
	c := p.Catalog.NewCase()
	c.AsOf = today
	value := func(f *fact.Fact) (v fact.Value) {
		text := ""
		switch {
		case r.Float64() > known:
			return v
		case r.IntN(12) == 0:
			text = "unknown"
		case f.Name == "conviction.jurisdiction":
			text = []string{"CA", "CA", "CA", "US", "IL", "MEX"}[r.IntN(6)]
		case f.Name == "conviction.statute":
			text = []string{"PC 459", "PC 484(a)/488", "HS 11377(a)", "PC 273.5(a)", "VC 23152(a)", "PC 211", "HS 11351", "PC 187", "PC 9999", "664/459 PC", "HS 11357(c)", "PC 422"}[r.IntN(12)]
		case f.Name == "order.path":
			text = []string{"ca.pc-1473.7.a1", "vacatur", "expungement", "pardon", "sentence_modification"}[r.IntN(5)]
		case f.Type == fact.YesNo:
			text = []string{"yes", "no"}[r.IntN(2)]
		case f.Type == fact.Choice || f.Type == fact.Choices:
			text = f.Options[r.IntN(len(f.Options))].ID
		case f.Type == fact.Date && f.MayBeNo && r.IntN(4) == 0:
			text = "none"
		case f.Type == fact.Date:
			text = (today - date.Day(r.IntN(14000)-200)).String()[:[]int{4, 7, 10, 10, 10}[r.IntN(5)]]
		case f.Type == fact.Term:
			text = []string{"0d", "90d", "180d", "364d", "1y", "2y", "16mo", "5y", "life"}[r.IntN(9)]
		case f.Type == fact.Number:
			text = fmt.Sprint([]int{0, 1, 20, 31, 400, 9000, 20000}[r.IntN(7)])
		default:
			text = []string{"a", "b", "none"}[r.IntN(3)]
		}
		v, err := f.Parse(text)
		if err != nil {
			panic(err)
		}
		return v
	}
	var fill func(values []fact.Value, facts []*fact.Fact, lists []fact.Sublist, defs []*fact.List)
	fill = func(values []fact.Value, facts []*fact.Fact, lists []fact.Sublist, defs []*fact.List) {
		for i, f := range facts {
			values[i] = value(f)
		}
		for i, l := range defs {
			n := r.IntN(4)
			if l.ID == "convictions" {
				n = 1 + r.IntN(4)
			} else if r.Float64() > known {
				continue
			}
			lists[i].Given = true
			for j := range n {
				it := l.NewItem()
				it.Key = fmt.Sprint(l.Item, j)
				fill(it.Values, l.Facts, it.Lists, l.Children)
				if l.ID == "convictions" && r.IntN(8) == 0 {
					it.Findings = []fact.Finding{{Classification: "cimt", Value: "yes", By: "the test"}}
				}
				lists[i].Items = append(lists[i].Items, it)
			}
		}
	}
	fill(c.Values, p.Catalog.Case, c.Lists, p.Catalog.Top)
	return c
}

// outlined writes an outline, and screened a result, as lines that can be compared.
func outlined(o *screen.Outline, of *screen.Outliner) []string {
	var out []string
	for i, v := range o.Convicted {
		out = append(out, fmt.Sprint("convicted ", i, " ", screen.StatusOf(v)))
	}
	for _, g := range o.Grounds {
		behind := []int{g.Conviction}
		if g.Conviction < 0 {
			behind = of.Behind(g.Rule)
		}
		out = append(out, fmt.Sprint("ground ", g.Rule.ID, " ", behind, " ", g.Status))
	}
	for _, g := range o.Bars {
		out = append(out, fmt.Sprint("bar ", g.Rule.ID, " ", g.Status))
	}
	for _, p := range o.Paths {
		out = append(out, fmt.Sprint("path ", p.Rule.ID, " ", p.Conviction, " ", p.Status, " ", p.Effect))
	}
	for _, d := range o.Deadlines {
		out = append(out, deadline(&d))
	}
	for i := -1; i < len(o.Convicted); i++ {
		names, _ := of.MissingOf(nil, i, 1000)
		for _, name := range names {
			out = append(out, fmt.Sprint("missing ", name, " ", i))
		}
	}
	slices.Sort(out)
	return out
}

func deadline(d *screen.Deadline) string {
	day := func(d *date.Day) string {
		if d == nil {
			return "-"
		}
		return d.String()
	}
	return fmt.Sprint("deadline ", d.Rule.ID, " ", d.Conviction, " ", d.Status, " ", day(d.Date), " ", day(d.Cautious), " ", d.DaysLeft)
}

func screened(r *screen.Result) []string {
	var out []string
	for i := range r.Convictions {
		out = append(out, fmt.Sprint("convicted ", i, " ", r.Convictions[i].IsStanding.Status))
	}
	for _, v := range r.Grounds {
		if v.Status > screen.NotTriggered {
			out = append(out, fmt.Sprint("ground ", v.Rule.ID, " ", v.Convictions, " ", v.Status))
		}
	}
	for _, v := range r.Bars {
		if v.Status > screen.NotTriggered {
			out = append(out, fmt.Sprint("bar ", v.Rule.ID, " ", v.Status))
		}
	}
	for _, p := range r.Paths {
		if p.Status > screen.NotTriggered {
			out = append(out, fmt.Sprint("path ", p.Rule.ID, " ", p.Conviction, " ", p.Status, " ", p.Effect))
		}
	}
	for _, d := range r.Deadlines {
		out = append(out, deadline(&d))
	}
	open := map[string]bool{}
	for _, p := range r.Paths {
		if p.Status > screen.NotTriggered {
			open[fmt.Sprint(p.Rule.ID, p.Conviction)] = true
		}
	}
	for _, m := range r.Missing {
		// A fact on which only the deadline of a path turns that is ruled out is none that matters.
		matters := slices.ContainsFunc(m.MattersFor, func(id string) bool {
			ofPath := false
			for _, p := range r.Paths {
				for _, d := range p.Rule.Path.Deadlines {
					if (d.ID == id || p.Rule.ID == id) && (m.Conviction < 0 || m.Conviction == p.Conviction) {
						if ofPath = true; open[fmt.Sprint(p.Rule.ID, p.Conviction)] {
							return true
						}
					}
				}
			}
			return !ofPath
		})
		if matters {
			out = append(out, fmt.Sprint("missing ", m.Name, " ", m.Conviction))
		}
	}
	slices.Sort(out)
	return out
}

// The outline of a case says what its full result says.
func TestOutlineAgreesWithScreen(t *testing.T) {
	s := screener(t, rulepack.All)
	o := s.NewOutliner()
	r := rand.New(rand.NewPCG(5, 17))
	for n := range 600 {
		c := anyCase(r, s.Pack(), []float64{0.05, 0.2, 0.5, 0.9}[n%4])
		want := screened(s.Screen(c))
		o.Bind(c.Clone())
		got := outlined(o.Outline(), o)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("case %d (- screened, + outlined):\n%s", n, strings.TrimSpace(diff))
		}
	}
}

func BenchmarkOutline(b *testing.B) {
	s := screener(b, rulepack.All)
	for _, known := range []float64{0.1, 0.5} {
		b.Run(fmt.Sprint("known=", known), func(b *testing.B) {
			r := rand.New(rand.NewPCG(5, 17))
			var cases []*fact.Case
			for len(cases) < 50 {
				if c := anyCase(r, s.Pack(), known); len(c.Lists[s.Convictions()].Items) == 2 {
					cases = append(cases, c)
				}
			}
			o := s.NewOutliner()
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				o.Bind(cases[i%len(cases)])
				o.Outline()
			}
		})
	}
}
