package plan

import (
	"math/bits"
	"math/rand/v2"
	"slices"
	"testing"
)

// The search finds what trying every set finds, whatever sets are enough.
func TestSmallestAgreesWithTryingAll(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 3))
	for range 2000 {
		n := r.IntN(8)
		var needs []uint // a set is enough if it holds one of these
		for range r.IntN(5) {
			needs = append(needs, (uint(r.Uint64())|uint(r.Uint32()))&(1<<n-1))
		}
		enough := func(set uint) bool {
			return slices.ContainsFunc(needs, func(need uint) bool { return set&need == need })
		}
		var want []uint
		for size := 0; size <= n && want == nil; size++ {
			for set := range uint(1) << n {
				if bits.OnesCount(set) == size && enough(set) {
					want = append(want, set)
				}
			}
		}
		if got, sure := smallest(n, 1000, enough); !sure || !slices.Equal(got, want) {
			t.Fatalf("n=%d, needs %b: got %b, want %b", n, needs, got, want)
		}
	}
}

// Of twelve motions any eleven are needed: that takes few tries.
func TestSmallestTriesFew(t *testing.T) {
	tries := 0
	got, _ := smallest(12, 8, func(set uint) bool { tries++; return bits.OnesCount(set) >= 11 })
	if len(got) != 8 || tries > 200 {
		t.Errorf("%d sets after %d tries", len(got), tries)
	}
}
