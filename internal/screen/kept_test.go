package screen_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/screen"
)

// told writes a result out with all that is found only when it is asked for.
func told(r *screen.Result) []string {
	out := screened(r)
	for _, vs := range [][]screen.Verdict{r.Grounds, r.Bars, r.Waivers} {
		for i := range vs {
			for _, e := range vs[i].Elements() {
				out = append(out, fmt.Sprint(vs[i].Rule.ID, " ", e.Def.ID, " ", e.Status, " ", e.Facts()))
			}
			for _, e := range vs[i].Exceptions() {
				out = append(out, fmt.Sprint(vs[i].Rule.ID, " ", e.Rule.ID, " ", e.Status))
			}
		}
	}
	for i := range r.Convictions {
		for _, k := range r.Convictions[i].Classes() {
			out = append(out, fmt.Sprint(i, " ", k.Classification.ID, " ", k.Value, " ", k.Basis))
		}
	}
	for _, v := range r.Stand().Bars {
		out = append(out, fmt.Sprint(v.Rule.ID, " ", v.Value))
	}
	return out
}

// A result says the same however many cases are screened after it, by whomever; and a case stays as it was given.
func TestResultsStay(t *testing.T) {
	s := screener(t, rulepack.All)
	var all sync.WaitGroup
	for g := range uint64(2) {
		all.Go(func() {
			r := rand.New(rand.NewPCG(g, 6))
			var results []*screen.Result
			var first [][]string
			for n := range 12 {
				c := oddCase(r, s.Pack(), n)
				if n == 7 {
					c = withConvictions(r, s.Pack(), c, 70)
				}
				given := c.Clone()
				res := s.Screen(c)
				results, first = append(results, res), append(first, told(res))
				s.WhatIf(c, res)
				s.Checks(c)
				if !cmp.Equal(given, c, cmp.AllowUnexported(fact.Value{}), cmpopts.EquateEmpty()) {
					t.Error("screening changed the case")
				}
			}
			for i, res := range results {
				if again := told(res); !slices.Equal(first[i], again) {
					t.Errorf("result %d says something else after others:\n%s", i, cmp.Diff(first[i], again))
				}
			}
		})
	}
	all.Wait()
}
