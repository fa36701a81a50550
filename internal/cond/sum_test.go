package cond

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"example.com/vacatur/internal/date"
)

// The bounds of a sum are the least and the most that come out over all ways in which unknown labels may be filled in.
func TestSumsAreThoseOfAllWays(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 9))
	for range 3000 {
		var s runs
		type item struct {
			least, most int
			label       string
			known       bool
		}
		items := make([]item, 1+r.IntN(4))
		for i := range items {
			least := r.IntN(3) * 10
			items[i] = item{least, least + r.IntN(2)*5, []string{"none", "a", "b"}[r.IntN(3)], r.IntN(3) > 0}
			s.add(date.Days(items[i].least), date.Days(items[i].most), items[i].label, items[i].known)
		}
		least, most := 1<<20, 0
		var ways func(i int, labels []string)
		ways = func(i int, labels []string) {
			if i < len(items) {
				may := []string{items[i].label}
				if !items[i].known {
					may = []string{"none", "a", "b", "c", fmt.Sprint("own", i)}
				}
				for _, label := range may {
					ways(i+1, append(labels, label))
				}
				return
			}
			low, high := 0, 0
			longest := map[string][2]int{}
			for k, label := range labels {
				if label == "none" {
					label = fmt.Sprint("alone", k)
				}
				was := longest[label]
				low, high = low-was[0], high-was[1]
				was = [2]int{max(was[0], items[k].least), max(was[1], items[k].most)}
				longest[label], low, high = was, low+was[0], high+was[1]
			}
			least, most = min(least, low), max(most, high)
		}
		ways(0, nil)
		if gotLeast, gotMost := s.total(); gotLeast != date.Days(least) || gotMost != date.Days(most) {
			t.Fatalf("%+v: %s to %s, want %d to %d days", items, gotLeast, gotMost, least, most)
		}
	}
}
