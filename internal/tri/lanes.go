package tri

import "math/bits"

// Lanes holds sixteen values side by side. What a Value keeps in four bits stands in four planes of sixteen bits each, one for
// each lane, so that an operation on a Lanes is the same operation on all of its values at once.
//
// The zero Lanes holds no valid value in any lane.
type Lanes uint64

// Mask is a set of lanes.
type Mask uint16

// Width is how many lanes there are.
const Width = 16

// The planes of a Lanes begin at these bits, in the order of the bits of a Value.
const (
	toNo    = Width
	toFacts = 2 * Width
	toLaw   = 3 * Width

	planeYes = 1<<Width - 1
	planeNo  = planeYes << toNo
	causesOf = planeYes<<toFacts | planeYes<<toLaw
	firsts   = 1 | 1<<toNo | 1<<toFacts | 1<<toLaw // the first lane of each plane
)

// Lane returns the mask of a lane, or of the place that one has in a later word of lanes.
func Lane(lane int) Mask { return 1 << (lane & (Width - 1)) }

// First returns the first lane of a mask that has any.
func (m Mask) First() int { return bits.TrailingZeros16(uint16(m)) }

// planes returns the lanes of a mask in all planes.
func (m Mask) planes() Lanes { return Lanes(m) * firsts }

// everywhere holds each value in all lanes.
var everywhere = func() (of [16]Lanes) {
	for v := range of {
		for plane := range 4 {
			of[v] |= Lanes(v>>plane&1) * planeYes << (plane * Width)
		}
	}
	return of
}()

// Everywhere returns Lanes that hold v in each lane.
func Everywhere(v Value) Lanes { return everywhere[v&15] }

func (l Lanes) yes() Mask   { return Mask(l) }
func (l Lanes) no() Mask    { return Mask(l >> toNo) }
func (l Lanes) facts() Mask { return Mask(l >> toFacts) }
func (l Lanes) law() Mask   { return Mask(l >> toLaw) }

// lanesOf puts planes together.
func lanesOf(yes, no, facts, law Mask) Lanes {
	return Lanes(yes) | Lanes(no)<<toNo | Lanes(facts)<<toFacts | Lanes(law)<<toLaw
}

// Set puts v into the lanes of the mask.
func (l *Lanes) Set(mask Mask, v Value) { l.Replace(mask, everywhere[v&15]) }

// Add puts v into the lanes of the mask, which held nothing yet.
func (l *Lanes) Add(mask Mask, v Value) { *l |= everywhere[v&15] & mask.planes() }

// Replace takes the values of m in the lanes of the mask.
func (l *Lanes) Replace(mask Mask, m Lanes) {
	in := mask.planes()
	*l = *l&^in | m&in
}

// Decide puts Yes into those lanes of the mask that are among yes, and No into the others.
func (l *Lanes) Decide(mask, yes Mask) { l.Replace(mask, lanesOf(yes, ^yes, 0, 0)) }

// At returns the value of a lane, from 0 to Width-1.
func (l Lanes) At(lane int) Value {
	x := l >> (lane & (Width - 1)) & firsts
	return Value(x|x>>(toNo-1)|x>>(toFacts-2)|x>>(toLaw-3)) & 15
}

// And returns what And makes of the two values of each lane.
func (l Lanes) And(m Lanes) Lanes {
	yes := l & m & planeYes
	return yes | (l|m)&planeNo | (l|m)&(yes<<toFacts|yes<<toLaw)
}

// Or returns what Or makes of the two values of each lane.
func (l Lanes) Or(m Lanes) Lanes {
	no := l & m & planeNo
	return no | (l|m)&planeYes | (l|m)&(no<<(toFacts-toNo)|no<<(toLaw-toNo))
}

// Not returns the lanes with Yes and No exchanged.
func (l Lanes) Not() Lanes { return l&causesOf | l&planeYes<<toNo | l&planeNo>>toNo }

// Arguable returns the lanes with Arguable in the place of Yes.
func (l Lanes) Arguable() Lanes {
	sure := Lanes(l.Sure())
	return l | sure<<toNo | sure<<toLaw
}

// Differs returns the lanes in which two values are not the same.
func (l Lanes) Differs(m Lanes) Mask {
	x := l ^ m
	return x.yes() | x.no() | x.facts() | x.law()
}

// Count returns how many of the lanes in the mask hold Yes, how many hold a value that is not settled, and Or over these.
func (l Lanes) Count(mask Mask) (yes, open int, causes Value) {
	unsettled := l.Open() & mask
	return bits.OnesCount16(uint16(l.Sure() & mask)), bits.OnesCount16(uint16(unsettled)), l.Any(unsettled)
}

// Open returns the lanes whose value is not settled.
func (l Lanes) Open() Mask { return l.yes() & l.no() }

// Sure returns the lanes whose value is Yes.
func (l Lanes) Sure() Mask { return l.yes() &^ l.no() }

// NeedsFacts returns the lanes whose value facts might settle.
func (l Lanes) NeedsFacts() Mask { return l.Open() & l.facts() }

// MayBe returns the lanes whose value is not No.
func (l Lanes) MayBe() Mask { return l.yes() }

// Any returns Or over the values of the lanes in the mask; No where there are none.
func (l Lanes) Any(mask Mask) Value {
	switch {
	case l.MayBe()&mask == 0:
		return No
	case l.Sure()&mask != 0:
		return Yes
	}
	v := mayYes | mayNo
	if l.facts()&mask != 0 {
		v |= facts
	}
	if l.law()&mask != 0 {
		v |= law
	}
	return v
}

// AnyOf returns, in all lanes of a group, Or over the values of those of its lanes that are in the mask; No where there are none.
func (l Lanes) AnyOf(mask Mask, g *Groups) Lanes {
	no := ^g.Any(l.Sure() & mask)
	open := l.Open() & mask
	return lanesOf(g.Any(l.MayBe()&mask), no, g.Any(l.facts()&open)&no, g.Any(l.law()&open)&no)
}

// Two holds the values of two lanes.
type Two uint8

// Two returns the values of a lane, from 0 to Width-2, and of the next.
func (l Lanes) Two(lane int) Two {
	x := l >> (lane & (Width - 1)) & (3 * firsts)
	return Two(x | x>>(toNo-2) | x>>(toFacts-4) | x>>(toLaw-6))
}

// At returns the value of the first lane, where the number is even, or else of the second.
func (t Two) At(lane int) Value {
	t >>= lane & 1
	return Value(t&1 | t>>2&1<<1 | t>>4&1<<2 | t>>6&1<<3)
}
