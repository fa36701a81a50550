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
			out = append(out, fmt.Sprint("ground ", v.Rule.ID, " ", append([]int{}, v.Convictions()...), " ", v.Status))
		}
	}
	for _, v := range r.Bars {
		if v.Status > screen.NotTriggered {
			out = append(out, fmt.Sprint("bar ", v.Rule.ID, " ", v.Status))
		}
	}
	for _, p := range r.Paths {
		if p.Status > screen.NotTriggered {
			out = append(out, fmt.Sprint("path ", p.Rule.ID, " ", p.Conviction, " ", p.Status, " ", p.Effect()))
		}
	}
	for _, d := range r.Deadlines {
		out = append(out, deadline(d))
	}
	for _, m := range r.Missing {
		out = append(out, fmt.Sprint("missing ", m.Name, " ", m.Conviction))
	}
	slices.Sort(out)
	return out
}

// The outline of a case says what its full result says, whatever other cases it shares a block with.
func TestOutlineAgreesWithScreen(t *testing.T) {
	for name, s := range map[string]*screen.Screener{"pack": screener(t, rulepack.All), "firm": firmScreener(t)} {
		t.Run(name, func(t *testing.T) { outlineAgrees(t, s) })
	}
}

func outlineAgrees(t *testing.T, s *screen.Screener) {
	b := s.NewBlock()
	r := rand.New(rand.NewPCG(5, 17))
	var cases []*fact.Case
	flush := func() {
		b.Answer()
		wanted := r.Uint64() | r.Uint64()
		b.Outline(func(at int) bool { return wanted>>(at%64)&1 == 1 })
		b.Explain()
		for at, c := range cases {
			if wanted>>(at%64)&1 == 0 {
				if names, _ := b.MissingOf(nil, at, -1, 1); len(names) > 0 || len(b.Outlined(at).Grounds) > 0 {
					t.Fatalf("outlined what was not wanted")
				}
				continue
			}
			if diff := cmp.Diff(screened(s.Screen(c)), outlined(b.Outlined(at), b, at)); diff != "" {
				t.Fatalf("(- screened, + outlined):\n%s", strings.TrimSpace(diff))
			}
		}
		cases = cases[:0]
		b.Reset()
	}
	for n := range 400 {
		c := oddCase(r, s.Pack(), n)
		if n%200 == 100 { // one that needs more lanes than a block has at first
			c = withConvictions(r, s.Pack(), c, 70+n/5)
		}
		if !b.Add(c.Clone()) {
			flush()
			b.Add(c.Clone())
		}
		cases = append(cases, c)
	}
	flush()
}

func BenchmarkOutline(b *testing.B) {
	s := screener(b, rulepack.All)
	for _, known := range []float64{0.1, 0.5} {
		b.Run(fmt.Sprint("known=", known), func(b *testing.B) {
			r := rand.New(rand.NewPCG(5, 17))
			var cases []*fact.Case
			for len(cases) < 16 {
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
					block.Outline(all)
					block.Explain()
				}
				i = (i + 1) % len(cases)
			}
		})
	}
}
