package screen_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime/debug"
	"testing"

	"example.com/vacatur/internal/casefile"
	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/screen"
	"example.com/vacatur/rules"
)

var today = date.DayOf(2026, 11, 24)

func screener(tb testing.TB, places ...string) *screen.Screener {
	tb.Helper()
	p, ds := rulepack.Load(rules.Library(), places...)
	if p == nil {
		tb.Fatal(ds)
	}
	return screen.New(p)
}

func read(tb testing.TB, s *screen.Screener, file string) *fact.Case {
	tb.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		tb.Fatal(err)
	}
	n, ds := casefile.Read(file, data)
	if n == nil {
		tb.Fatal(ds)
	}
	c, ds := casefile.Decode(file, n, s.Pack(), today)
	if c == nil {
		tb.Fatal(ds)
	}
	return c
}

// slots lists pointers to every value of a case, with the facts they are of.
func slots(p *rulepack.Pack, c *fact.Case) (values []*fact.Value, facts []*fact.Fact) {
	add := func(vs []fact.Value, fs []*fact.Fact) {
		for i := range vs {
			values, facts = append(values, &vs[i]), append(facts, fs[i])
		}
	}
	add(c.Values, p.Catalog.Case)
	var lists func(ls []fact.Sublist, defs []*fact.List)
	lists = func(ls []fact.Sublist, defs []*fact.List) {
		for i := range ls {
			for j := range ls[i].Items {
				add(ls[i].Items[j].Values, defs[i].Facts)
				lists(ls[i].Items[j].Lists, defs[i].Children)
			}
		}
	}
	lists(c.Lists, p.Catalog.Top)
	return values, facts
}

// Taking facts away never turns an answer into its opposite: what was yes or no stays so or becomes unknown. This is the
// same as saying that replacing an unknown by a value never flips a settled answer.
func TestLessInformationNeverFlips(t *testing.T) {
	s := screener(t, "CA")
	files, err := filepath.Glob("../../testdata/cases/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	r := rand.New(rand.NewPCG(3, 4))
	for _, file := range files {
		full := read(t, s, file)
		// what follows from other facts is part of what is known, so the complete case is the one to take from
		complete := s.Screen(full).Case
		before := s.Stand(complete)[0]
		for range 150 {
			c := complete.Clone()
			values, facts := slots(s.Pack(), c)
			for i, v := range values {
				// the statute and the place decide what is looked up; a change there is no loss of one answer
				if v.Known() && r.IntN(4) == 0 && facts[i].Name != "conviction.statute" && facts[i].Name != "conviction.jurisdiction" {
					*v = fact.Value{State: fact.Unknown, Type: v.Type}
				}
			}
			after := s.Stand(c)[0]
			compare := func(a, b []screen.BriefVerdict) {
				for i := range a {
					if b[i].Value.Settled() && a[i].Value.Settled() && a[i].Value != b[i].Value {
						t.Errorf("%s: %s is %s with all facts and %s with fewer", file, a[i].Rule.ID, a[i].Value, b[i].Value)
					}
					if b[i].Value.Settled() && !a[i].Value.Settled() {
						t.Errorf("%s: %s is open with all facts and %s with fewer", file, a[i].Rule.ID, b[i].Value)
					}
				}
			}
			compare(before.Grounds, after.Grounds)
			compare(before.Bars, after.Bars)
		}
	}
}

func all(int) bool { return true }

func benchCase(b *testing.B) (*screen.Screener, *fact.Case) {
	s := screener(b, "CA")
	return s, read(b, s, "../../testdata/cases/two-convictions.yaml")
}

// BenchmarkScreenWithTrace collects garbage as seldom as the program does.
func BenchmarkScreenWithTrace(b *testing.B) {
	s, c := benchCase(b)
	defer debug.SetGCPercent(debug.SetGCPercent(800))
	b.ReportAllocs()
	for b.Loop() {
		s.Screen(c)
	}
}

// BenchmarkOutlineWithoutTrace answers as a batch does: many cases side by side, each read anew.
func BenchmarkOutlineWithoutTrace(b *testing.B) {
	s, c := benchCase(b)
	var cases []*fact.Case
	for range 16 {
		cases = append(cases, c.Clone())
	}
	block := s.NewBlock()
	b.ReportAllocs()
	for i := 0; b.Loop(); i = (i + 1) % len(cases) {
		if i > 0 {
			continue
		}
		block.Reset()
		for _, d := range cases {
			for k := range c.Lists[s.Convictions()].Items {
				copy(d.Lists[s.Convictions()].Items[k].Values, c.Lists[s.Convictions()].Items[k].Values)
			}
			copy(d.Values, c.Values)
			if !block.Add(d) {
				b.Fatal("the block is full")
			}
		}
		block.Answer()
		block.Outline(all)
		block.Explain()
	}
}

func BenchmarkStand(b *testing.B) {
	s, c := benchCase(b)
	b.ReportAllocs()
	for b.Loop() {
		s.Stand(c)
	}
}

func BenchmarkWhatIf(b *testing.B) {
	s, c := benchCase(b)
	res := s.Screen(c)
	b.ReportAllocs()
	for b.Loop() {
		s.WhatIf(c, res)
	}
}
