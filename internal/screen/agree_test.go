package screen_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/screen"
	"example.com/vacatur/rules"
)

// agree holds the answers of the circuit, and the missing facts that it names, against the conditions of the rules asked one
// by one.
func agree(t *testing.T, s *screen.Screener, c *fact.Case) {
	t.Helper()
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
			t.Fatalf("%s for %d is %s, and asked plainly %s", v.Rule.ID, conviction, got, want)
		}
		want[v.Rule.ID] = append(want[v.Rule.ID], plain.Missing(v.Rule, conviction)...)
	}
	for _, vs := range [][]screen.Verdict{res.Grounds, res.Bars, res.Waivers} {
		for i := range vs {
			at := -1
			if vs[i].Rule.Of != nil {
				at = vs[i].Convictions()[0]
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
			t.Fatalf("what %s turns on (- asked plainly, + found):\n%s", id, diff)
		}
	}
}

// The circuit answers every rule as the conditions of the rule do that are asked one by one, and names the same missing
// facts.
func TestCircuitAgreesWithConditions(t *testing.T) {
	s := screener(t, rulepack.All)
	r := rand.New(rand.NewPCG(23, 4))
	for n := range 240 {
		agree(t, s, oddCase(r, s.Pack(), n))
	}
}

// A case with more convictions than a block has lanes is answered as any other.
func TestManyConvictions(t *testing.T) {
	s := screener(t, rulepack.All)
	r := rand.New(rand.NewPCG(9, 9))
	for _, n := range []int{65, 130} {
		agree(t, s, withConvictions(r, s.Pack(), anyCase(r, s.Pack(), 0.6), n))
	}
}

func firmScreener(t *testing.T) *screen.Screener {
	t.Helper()
	over := rulepack.Dir{FS: os.DirFS("testdata"), Shown: "firm"}
	p, ds := rulepack.Load(rulepack.Overlay{Under: rules.Library(), Over: over}, "CA")
	if p == nil {
		t.Fatal(ds)
	}
	return screen.New(p)
}

// Rules that a firm adds are answered as any others, in forms too that no rule of the pack has.
func TestFirmRules(t *testing.T) {
	s := firmScreener(t)
	r := rand.New(rand.NewPCG(31, 5))
	asked := false
	for n := range 240 {
		c := oddCase(r, s.Pack(), n)
		agree(t, s, c)
		asked = asked || slices.ContainsFunc(s.Screen(c).Missing, func(m screen.Missing) bool {
			return m.Name == "entry.left_under_order" && slices.Contains(m.MattersFor, "firm_deadline")
		})
	}
	if !asked {
		t.Error("what the deadline of an entry turns on is not named")
	}
}
