package screen

import (
	"math/bits"
	"slices"

	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/tri"
)

// Missing is a fact that is not known and on which something turns.
type Missing struct {
	*Unknown
	Conviction int      // -1 for facts of the whole case
	MattersFor []string // ids of rules
	Weight     int      // how much turns on it; for the order only
}

// missing gathers what rules turn on that is not known, one rule after another.
type missing struct {
	b     *Block
	found []Missing
	place []int32 // by rank and lane: place in found, from 1
	turns []turn  // in the order of the rules
}

// turn says that something missing matters for a rule.
type turn struct {
	found int32
	rule  *rulepack.Rule
}

// because walks back from what is marked for a rule, and notes what it comes to.
func (m *missing) because(rule *rulepack.Rule) {
	if m.b.pending > 0 || m.b.asking { // most rules leave nothing open
		m.trace(rule)
	}
}

func (m *missing) trace(rule *rulepack.Rule) {
	b := m.b
	b.Explain()
	b.asking = false
	for i := range b.named {
		for word := b.named[i]; word != 0; word &= word - 1 {
			rank := i*64 + bits.TrailingZeros64(word)
			for w, in := range b.filled() {
				lanes := in.asked[rank]
				in.asked[rank] = 0
				if !b.unknowns[rank].ofConviction {
					lanes &= -lanes
				}
				for ; lanes != 0; lanes &= lanes - 1 {
					m.note(rank, tri.Width*w+lanes.First(), rule)
				}
			}
		}
		b.named[i] = 0
	}
}

func (m *missing) note(rank, lane int, rule *rulepack.Rule) {
	u := &m.b.unknowns[rank]
	conviction := lane
	if !u.ofConviction {
		lane, conviction = 0, -1
	}
	at := &m.place[rank*m.b.lanes+lane]
	if *at == 0 {
		m.found = append(m.found, Missing{Unknown: u, Conviction: conviction})
		*at = int32(len(m.found))
	}
	m.turns = append(m.turns, turn{*at - 1, rule})
}

// all returns what is missing: that on which most turns first.
func (m *missing) all() []Missing {
	room := make([]int, len(m.found)+1) // where the ids of each begin
	for _, t := range m.turns {
		room[t.found+1]++
	}
	for i := range m.found {
		room[i+1] += room[i]
	}
	ids := make([]string, len(m.turns))
	for i := range m.found {
		m.found[i].MattersFor = ids[room[i]:room[i]:room[i+1]]
	}
	for _, t := range m.turns {
		f := &m.found[t.found]
		if !slices.Contains(f.MattersFor, t.rule.ID) { // a path and its deadline may have the same
			f.MattersFor = append(f.MattersFor, t.rule.ID)
			f.Weight += weightOf(t.rule.Kind)
		}
	}
	m.b.gathered.found, m.b.gathered.turns = m.found, m.turns
	return m.sorted()
}

// sorted puts what was found in order: the heaviest first, and what is equally heavy by rank and conviction, as place has it.
func (m *missing) sorted() []Missing {
	heaviest := 0
	for i := range m.found {
		heaviest = max(heaviest, m.found[i].Weight)
	}
	begins := make([]int32, heaviest+2) // where those of each weight begin, from the heaviest
	for i := range m.found {
		begins[heaviest-m.found[i].Weight+1]++
	}
	for i := range heaviest {
		begins[i+1] += begins[i]
	}
	out := make([]Missing, len(m.found))
	for _, at := range m.place {
		if at > 0 {
			f := &m.found[at-1]
			to := &begins[heaviest-f.Weight]
			out[*to] = *f
			*to++
		}
	}
	return out
}

// MissingOf appends the names of the facts on which something turns that are not known: of a conviction of a case of the
// block, or of the whole case (-1). First come those on which most rules of the pack turn. It appends no more than most, and
// says how many it left out.
func (b *Block) MissingOf(to []string, at, conviction, most int) (names []string, more int) {
	st := b.seats[at]
	for i := range b.named {
		word := b.named[i] & b.ofConviction[i]
		if conviction < 0 {
			word = b.named[i] &^ b.ofConviction[i]
		}
		for ; word != 0; word &= word - 1 {
			rank := i*64 + bits.TrailingZeros64(word)
			switch {
			case !st.asks(rank, conviction):
			case most == 0:
				more++
			default:
				to = append(to, b.unknowns[rank].Name)
				most--
			}
		}
	}
	return to, more
}

// asks reports whether something is named as missing for a conviction, or for the whole case (-1).
func (st *seat) asks(rank, conviction int) bool {
	if conviction >= 0 {
		lane := st.lane(conviction)
		return st.b.words[lane/tri.Width].asked[rank]&tri.Lane(lane) != 0
	}
	for w, to := st.words(); w < to; w++ {
		if st.b.words[w].asked[rank]&st.lanesIn(w) != 0 {
			return true
		}
	}
	return false
}
