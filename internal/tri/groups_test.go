package tri

import (
	"math/rand/v2"
	"testing"
)

// Or over groups of lanes is Or over their values one by one.
func TestAnyOf(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	all := []Value{Yes, No, Unknown, Arguable, Because(Unknown, Arguable)}
	for range 500 {
		var l Lanes
		var g Groups
		mask := Mask(r.Uint64())
		for lane := range Width {
			l.Set(1<<lane, all[r.IntN(len(all))])
		}
		var groups [][2]int
		for from := 0; from < Width; {
			to := min(Width, from+1+r.IntN([]int{1, 2, 5, 70}[r.IntN(4)]))
			groups = append(groups, [2]int{from, to})
			g.Join(from, to)
			from = to
		}
		got := l.AnyOf(mask, &g)
		for _, group := range groups {
			want := No
			for lane := group[0]; lane < group[1]; lane++ {
				if mask>>lane&1 == 1 {
					want = Or(want, l.At(lane))
				}
			}
			for lane := group[0]; lane < group[1]; lane++ {
				if v := got.At(lane); v != want {
					t.Fatalf("lane %d of %v: %s, want %s", lane, group, v, want)
				}
			}
		}
	}
}
