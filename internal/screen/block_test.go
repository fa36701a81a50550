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
func outlined(o *screen.Outline, b *screen.Block, at int) []string {
	var out []string
	for i, v := range o.Convicted {
		out = append(out, fmt.Sprint("convicted ", i, " ", screen.StatusOf(v)))
	}
	for _, g := range o.Grounds {
		behind := []int{g.Conviction}
		if g.Conviction < 0 {
			behind = b.Behind(nil, at, g.Rule)
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
		names, _ := b.MissingOf(nil, at, i, 1000)
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
	for _, m := range r.Missing {
		out = append(out, fmt.Sprint("missing ", m.Name, " ", m.Conviction))
	}
	slices.Sort(out)
	return out
}

// The outline of a case says what its full result says, whatever other cases it shares a block with.
func TestOutlineAgreesWithScreen(t *testing.T) {
	s := screener(t, rulepack.All)
	b := s.NewBlock()
	r := rand.New(rand.NewPCG(5, 17))
	var cases []*fact.Case
	flush := func() {
		b.Answer()
		var outlines []*screen.Outline
		for at := range cases {
			outlines = append(outlines, b.Outline(at))
		}
		b.Explain()
		for at, c := range cases {
			if diff := cmp.Diff(screened(s.Screen(c)), outlined(outlines[at], b, at)); diff != "" {
				t.Fatalf("(- screened, + outlined):\n%s", strings.TrimSpace(diff))
			}
		}
		cases = cases[:0]
		b.Reset()
	}
	for n := range 600 {
		c := anyCase(r, s.Pack(), []float64{0.05, 0.2, 0.5, 0.9}[n%4])
		if !b.Add(c.Clone()) {
			flush()
			b.Add(c.Clone())
		}
		cases = append(cases, c)
	}
	flush()
}

// The circuit answers every rule as the conditions of the rule do that are asked one by one, and names the same missing
// facts.
func TestCircuitAgreesWithConditions(t *testing.T) {
	s := screener(t, rulepack.All)
	r := rand.New(rand.NewPCG(23, 4))
	for n := range 400 {
		c := anyCase(r, s.Pack(), []float64{0.05, 0.2, 0.5, 0.9}[n%4])
		res, plain := s.Screen(c), s.Plainly(c)
		missing := map[string][]string{} // by rule
		for _, m := range res.Missing {
			for _, id := range m.MattersFor {
				missing[id] = append(missing[id], fmt.Sprint(m.Name, " ", m.Conviction))
			}
		}
		want := map[string][]string{}
		check := func(v *screen.Verdict, conviction int) {
			if got, want := v.Status, screen.StatusOf(plain.Answer(v.Rule, conviction)); got != want {
				t.Fatalf("case %d: %s for %d is %s, and asked plainly %s", n, v.Rule.ID, conviction, got, want)
			}
			want[v.Rule.ID] = append(want[v.Rule.ID], plain.Missing(v.Rule, conviction)...)
		}
		for _, vs := range [][]screen.Verdict{res.Grounds, res.Bars, res.Waivers} {
			for i := range vs {
				at := -1
				if vs[i].Rule.Of != nil {
					at = vs[i].Convictions[0]
				}
				check(&vs[i], at)
			}
		}
		for i := range res.Paths {
			check(&res.Paths[i].Verdict, res.Paths[i].Conviction)
		}
		for id, names := range want {
			slices.Sort(names)
			slices.Sort(missing[id])
			names = slices.Compact(names)
			if s.Pack().Rule(rulepack.Deadline, id) != nil { // which asks for more under the same id
				missing[id] = slices.DeleteFunc(missing[id], func(name string) bool { return !slices.Contains(names, name) })
			}
			if diff := cmp.Diff(names, missing[id]); diff != "" && len(names)+len(missing[id]) > 0 {
				t.Fatalf("case %d: what %s turns on (- asked plainly, + found):\n%s", n, id, diff)
			}
		}
	}
}

// A case with more convictions than a block has lanes is answered as any other: each conviction as if it stood alone.
func TestManyConvictions(t *testing.T) {
	s := screener(t, rulepack.All)
	r := rand.New(rand.NewPCG(9, 9))
	c := anyCase(r, s.Pack(), 0.6)
	list := &c.Lists[s.Convictions()]
	for len(list.Items) < 150 {
		more := anyCase(r, s.Pack(), 0.6).Lists[s.Convictions()].Items
		list.Items = append(list.Items, more...)
	}
	res, plain := s.Screen(c), s.Plainly(c)
	for _, vs := range [][]screen.Verdict{res.Grounds, res.Bars, res.Waivers} {
		for i := range vs {
			at := -1
			if vs[i].Rule.Of != nil {
				at = vs[i].Convictions[0]
			}
			if got, want := vs[i].Status, screen.StatusOf(plain.Answer(vs[i].Rule, at)); got != want {
				t.Errorf("%s for %d is %s, and asked plainly %s", vs[i].Rule.ID, at, got, want)
			}
		}
	}
}

func BenchmarkOutline(b *testing.B) {
	s := screener(b, rulepack.All)
	for _, known := range []float64{0.1, 0.5} {
		b.Run(fmt.Sprint("known=", known), func(b *testing.B) {
			r := rand.New(rand.NewPCG(5, 17))
			var cases []*fact.Case
			for len(cases) < 32 {
				if c := anyCase(r, s.Pack(), known); len(c.Lists[s.Convictions()].Items) == 2 {
					cases = append(cases, c)
				}
			}
			block := s.NewBlock()
			b.ReportAllocs()
			for i := 0; b.Loop(); {
				if i == 0 {
					block.Reset()
					for _, c := range cases {
						block.Add(c)
					}
					block.Answer()
					for at := range cases {
						block.Outline(at)
					}
					block.Explain()
				}
				i = (i + 1) % len(cases)
			}
		})
	}
}
