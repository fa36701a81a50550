package tri_test

import (
	"math/rand/v2"
	"testing"

	"example.com/vacatur/internal/tri"
)

// Every operation on lanes says in each lane what the operation on values says.
func TestLanesAgreeWithValues(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var a, b tri.Lanes
		var as, bs [tri.Width]tri.Value
		for i := range tri.Width {
			as[i], bs[i] = all[r.IntN(len(all))], all[r.IntN(len(all))]
			a.Set(1<<i, as[i])
			b.Set(1<<i, bs[i])
		}
		both, either := a.And(b), a.Or(b)
		not, arguable := a.Not(), a.Arguable()
		check := func(what string, i int, got, want tri.Value) {
			t.Helper()
			if got != want {
				t.Fatalf("%s of %04b and %04b: %04b, want %04b", what, as[i], bs[i], got, want)
			}
		}
		some, of := tri.Mask(r.Uint64()), tri.No
		for i := range tri.Width {
			check("lane", i, a.At(i), as[i])
			two := a.Two(i &^ 1)
			check("two", i, two.At(i), as[i])
			if got := a.NeedsFacts()>>i&1 == 1; got != as[i].NeedsFacts() {
				t.Fatalf("needs facts of %04b: %v", as[i], got)
			}
			check("both", i, both.At(i), tri.And(as[i], bs[i]))
			check("either", i, either.At(i), tri.Or(as[i], bs[i]))
			check("not", i, not.At(i), tri.Not(as[i]))
			want := as[i]
			if want == tri.Yes {
				want = tri.Arguable
			}
			check("arguable", i, arguable.At(i), want)
			if got := a.Open()>>i&1 == 1; got == as[i].Settled() {
				t.Fatalf("open of %04b: %v", as[i], got)
			}
			if got := a.MayBe()>>i&1 == 1; got == (as[i] == tri.No) {
				t.Fatalf("maybe of %04b: %v", as[i], got)
			}
			if some>>i&1 == 1 {
				of = tri.Or(of, as[i])
			}
		}
		differs := a.Differs(b)
		yes, open, causes := 0, 0, tri.No
		for i := range tri.Width {
			if got := differs>>i&1 == 1; got != (as[i] != bs[i]) {
				t.Fatalf("differs of %04b and %04b: %v", as[i], bs[i], got)
			}
			switch {
			case some>>i&1 == 0:
			case as[i] == tri.Yes:
				yes++
			case !as[i].Settled():
				open++
				causes = tri.Or(causes, as[i])
			}
		}
		if y, o, c := a.Count(some); y != yes || o != open || c != causes {
			t.Fatalf("count: %d %d %04b, want %d %d %04b", y, o, c, yes, open, causes)
		}
		if got := a.Any(some); got != of {
			t.Fatalf("any: %04b, want %04b", got, of)
		}
	}
}
