package plan

import (
	"math/bits"
	"slices"
)

// maxLeftOut bounds the search: of more motions that can each be left out, only so many are tried in all combinations.
const maxLeftOut = 16

// smallest returns the smallest sets of n motions that are enough, at most a number of them, in ascending order. It says
// whether they are sure to be the smallest, which they are unless more than maxLeftOut motions can each be left out. Motions
// only ever add up: a set that holds one that is enough is enough itself. So the search goes the other way, over what can be
// left out: once leaving out some motions is too much, leaving out more is as well, and that cuts almost everything off.
func smallest(n, most int, enough func(set uint) bool) (sets []uint, sure bool) {
	all := uint(1)<<n - 1
	if !enough(all) {
		return nil, true
	}
	if enough(0) {
		return []uint{0}, true
	}
	var best []uint // sets of motions left out
	size := 0
	var search func(out uint, may []uint)
	search = func(out uint, may []uint) {
		switch k := bits.OnesCount(out); {
		case k > size:
			best, size = append(best[:0], out), k
		case k == size && k > 0:
			best = append(best, out)
		}
		for i, m := range may {
			if bits.OnesCount(out)+len(may)-i < size {
				return
			}
			var left []uint
			for _, m2 := range may[i+1:] {
				if enough(all &^ (out | m | m2)) {
					left = append(left, m2)
				}
			}
			search(out|m, left)
		}
	}
	var may []uint
	for i := range n {
		if m := uint(1) << i; enough(all &^ m) {
			may = append(may, m)
		}
	}
	sure = len(may) <= maxLeftOut
	search(0, may[:min(len(may), maxLeftOut)])
	if size == 0 {
		return []uint{all}, sure
	}
	sets = make([]uint, len(best))
	for i, out := range best {
		sets[i] = all &^ out
	}
	slices.Sort(sets)
	return sets[:min(len(sets), most)], sure
}
