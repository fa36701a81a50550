package cond

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// The bounds of a count are the least and the most that come out over all ways in which open items may count and unknown
// labels may be filled in.
func TestBoundsAreThoseOfAllWays(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 9))
	for range 3000 {
		var sum tally
		type item struct {
			certain, known bool
			label          string
		}
		items := make([]item, 1+r.IntN(4))
		for i := range items {
			items[i] = item{r.IntN(3) > 0, r.IntN(3) > 0, []string{"none", "a", "b"}[r.IntN(3)]}
			sum.add(items[i].certain, items[i].label, items[i].known)
		}
		least, most := len(items), 0
		var ways func(i, alone int, labels map[string]bool)
		ways = func(i, alone int, labels map[string]bool) {
			if i == len(items) {
				n := alone + len(labels)
				least, most = min(least, n), max(most, n)
				return
			}
			if !items[i].certain {
				ways(i+1, alone, labels)
			}
			may := []string{items[i].label}
			if !items[i].known {
				may = []string{"none", "a", "b", "c", fmt.Sprint("own", i)}
			}
			for _, label := range may {
				if label == "none" {
					ways(i+1, alone+1, labels)
					continue
				}
				had := labels[label]
				labels[label] = true
				ways(i+1, alone, labels)
				if !had {
					delete(labels, label)
				}
			}
		}
		ways(0, 0, map[string]bool{})
		if gotLeast, gotMost := sum.bounds(); gotLeast != least || gotMost != most {
			t.Fatalf("%+v: %d to %d, want %d to %d", items, gotLeast, gotMost, least, most)
		}
	}
}
