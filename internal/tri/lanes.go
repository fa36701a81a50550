package tri

import "math/bits"

// Mask is a set of lanes.
type Mask uint64

// Width is how many lanes there are.
const Width = 64

// Lane returns the mask of a lane, or of the place that one has in a later word of lanes.
func Lane(lane int) Mask { return 1 << (lane & (Width - 1)) }

// First returns the first lane of a mask that has any.
func (m Mask) First() int { return bits.TrailingZeros64(uint64(m)) }

// Lanes holds values side by side, one in each bit: what a Value keeps in four bits stands here in four words. An operation
// on Lanes is the same operation on all of the values at once.
//
// The zero Lanes holds no valid value in any lane.
type Lanes struct{ yes, no, facts, law Mask }

// Everywhere returns Lanes that hold v in each lane.
func Everywhere(v Value) (l Lanes) {
	l.Set(^Mask(0), v)
	return l
}

// Set puts v into the lanes of the mask.
func (l *Lanes) Set(mask Mask, v Value) {
	put := func(word, bit Mask) Mask { return word&^mask | mask&-bit }
	l.yes, l.no = put(l.yes, Mask(v)&1), put(l.no, Mask(v)>>1&1)
	l.facts, l.law = put(l.facts, Mask(v)>>2&1), put(l.law, Mask(v)>>3&1)
}

// Add puts v into the lanes of the mask, which held nothing yet.
func (l *Lanes) Add(mask Mask, v Value) {
	l.yes |= mask & -(Mask(v) & 1)
	l.no |= mask & -(Mask(v) >> 1 & 1)
	l.facts |= mask & -(Mask(v) >> 2 & 1)
	l.law |= mask & -(Mask(v) >> 3 & 1)
}

// Replace takes the values of m in the lanes of the mask.
func (l *Lanes) Replace(mask Mask, m *Lanes) {
	l.yes, l.no = l.yes&^mask|m.yes&mask, l.no&^mask|m.no&mask
	l.facts, l.law = l.facts&^mask|m.facts&mask, l.law&^mask|m.law&mask
}

// Decide puts Yes into those lanes of the mask that are among yes, and No into the others.
func (l *Lanes) Decide(mask, yes Mask) {
	l.yes, l.no = l.yes&^mask|yes&mask, l.no&^mask|mask&^yes
	l.facts, l.law = l.facts&^mask, l.law&^mask
}

// At returns the value of a lane, from 0 to Width-1.
func (l *Lanes) At(lane int) Value {
	lane &= Width - 1
	return Value(l.yes>>lane&1 | l.no>>lane&1<<1 | l.facts>>lane&1<<2 | l.law>>lane&1<<3)
}

// Both makes l what And makes of the two values of each lane.
func (l *Lanes) Both(m *Lanes) {
	yes, no := l.yes&m.yes, l.no|m.no
	l.facts, l.law = (l.facts|m.facts)&yes, (l.law|m.law)&yes
	l.yes, l.no = yes, no
}

// Either makes l what Or makes of the two values of each lane.
func (l *Lanes) Either(m *Lanes) {
	yes, no := l.yes|m.yes, l.no&m.no
	l.facts, l.law = (l.facts|m.facts)&no, (l.law|m.law)&no
	l.yes, l.no = yes, no
}

// Not returns the lanes with Yes and No exchanged.
func (l Lanes) Not() Lanes { return Lanes{l.no, l.yes, l.facts, l.law} }

// Arguable returns the lanes with Arguable in the place of Yes.
func (l Lanes) Arguable() Lanes {
	sure := l.yes &^ l.no
	return Lanes{l.yes, l.no | sure, l.facts, l.law | sure}
}

// Differs returns the lanes in which two values are not the same.
func (l *Lanes) Differs(m *Lanes) Mask {
	return (l.yes ^ m.yes) | (l.no ^ m.no) | (l.facts ^ m.facts) | (l.law ^ m.law)
}

// Count returns how many of the lanes in the mask hold Yes, how many hold a value that is not settled, and Or over these.
func (l *Lanes) Count(mask Mask) (yes, open int, causes Value) {
	unsettled := l.yes & l.no & mask
	return bits.OnesCount64(uint64(l.yes &^ l.no & mask)), bits.OnesCount64(uint64(unsettled)), l.Any(unsettled)
}

// Open returns the lanes whose value is not settled.
func (l *Lanes) Open() Mask { return l.yes & l.no }

// Two holds the values of two lanes.
type Two uint8

// Two returns the values of a lane, from 0 to Width-2, and of the next.
func (l *Lanes) Two(lane int) Two {
	lane &= Width - 1
	return Two(l.yes>>lane&3 | l.no>>lane&3<<2 | l.facts>>lane&3<<4 | l.law>>lane&3<<6)
}

// At returns the value of the first lane, where the number is even, or else of the second.
func (t Two) At(lane int) Value {
	t >>= lane & 1
	return Value(t&1 | t>>2&1<<1 | t>>4&1<<2 | t>>6&1<<3)
}

// Sure returns the lanes whose value is Yes.
func (l *Lanes) Sure() Mask { return l.yes &^ l.no }

// NeedsFacts returns the lanes whose value facts might settle.
func (l *Lanes) NeedsFacts() Mask { return l.yes & l.no & l.facts }

// MayBe returns the lanes whose value is not No.
func (l *Lanes) MayBe() Mask { return l.yes }

// Any returns Or over the values of the lanes in the mask; No where there are none.
func (l *Lanes) Any(mask Mask) Value {
	v := No
	if l.yes&mask != 0 {
		if l.yes&mask&^l.no != 0 {
			return Yes
		}
		v = mayYes | mayNo
		if l.facts&mask != 0 {
			v |= facts
		}
		if l.law&mask != 0 {
			v |= law
		}
	}
	return v
}
