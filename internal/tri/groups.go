package tri

import "math/bits"

// Groups says which lanes belong together: runs of lanes that lie beside each other.
type Groups struct {
	// reach holds, for each power of two, the lanes to whose group the lane so many places below belongs as well.
	reach [4]Mask
	steps int // how many powers of two the largest group needs
}

// Reset leaves each lane alone.
func (g *Groups) Reset() { *g = Groups{} }

// Join puts the lanes from one to before another into a group.
func (g *Groups) Join(from, to int) {
	from, to = max(from, 0), min(to, Width)
	if to-from < 2 {
		return
	}
	g.steps = max(g.steps, bits.Len(uint(to-from-1)))
	for k := range g.steps {
		if n := from + 1<<k; n < to {
			g.reach[k] |= ^Mask(0) >> (Width - (to - n)) << n
		}
	}
}

// Any returns the lanes of all groups that have a lane in x.
func (g *Groups) Any(x Mask) Mask {
	for k := range g.steps {
		x |= x << (1 << k) & g.reach[k]
	}
	for k := range g.steps {
		x |= (x & g.reach[k]) >> (1 << k)
	}
	return x
}
