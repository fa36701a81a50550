package screen

import (
	"cmp"
	"math/bits"
	"slices"

	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
)

// weightOf says how much an open rule counts when missing facts are put in order: what a record does comes before what may
// undo it, and that before its deadlines.
var weightOf = map[rulepack.Kind]int{rulepack.Definition: 8, rulepack.Ground: 4, rulepack.Bar: 4, rulepack.Reason: 4, rulepack.Waiver: 2, rulepack.PathRule: 2, rulepack.Deadline: 1}

// Missing is a fact that is not known and on which something turns.
type Missing struct {
	Fact       *fact.Fact // nil for lists and classifications
	Name       string
	Conviction int // -1 for facts of the whole case
	Question   fact.Texts
	MattersFor []string
	Weight     int // how much turns on it; for the order only

	rank int32
}

// missing gathers what rules turn on that is not known, one rule after another.
type missing struct {
	b     *Block
	found []Missing
	place [][]int32 // by rank and lane: place in found, from 1
}

// because walks back from what is marked for a rule, and notes what it comes to.
func (m *missing) because(rule *rulepack.Rule) {
	b := m.b
	b.Explain()
	for i := range b.named {
		for word := b.named[i]; word != 0; word &= word - 1 {
			rank := i*64 + bits.TrailingZeros64(word)
			for w, in := range b.filled() {
				lanes := in.asked[rank]
				in.asked[rank] = 0
				if !b.ranked[rank].ofConviction {
					lanes &= -lanes
				}
				for ; lanes != 0; lanes &= lanes - 1 {
					m.note(rank, 64*w+bits.TrailingZeros64(lanes), rule)
				}
			}
		}
		b.named[i] = 0
	}
}

func (m *missing) note(rank, lane int, rule *rulepack.Rule) {
	if m.place == nil {
		m.place = make([][]int32, len(m.b.ranked))
	}
	if m.place[rank] == nil {
		m.place[rank] = make([]int32, m.b.lanes)
	}
	at := &m.place[rank][lane]
	if !m.b.ranked[rank].ofConviction {
		at = &m.place[rank][0]
	}
	if *at == 0 {
		m.found = append(m.found, m.b.missing(rank, lane))
		*at = int32(len(m.found))
	}
	f := &m.found[*at-1]
	if n := len(f.MattersFor); n == 0 || !slices.Contains(f.MattersFor, rule.ID) {
		f.MattersFor = append(f.MattersFor, rule.ID)
		f.Weight += weightOf[rule.Kind]
	}
}

// missing describes what is asked for in a lane of the only case of a block.
func (b *Block) missing(rank, lane int) Missing {
	p, r := b.s.pack, &b.ranked[rank]
	m := Missing{Name: r.name, Conviction: -1, rank: int32(rank)}
	if r.ofConviction {
		m.Conviction = lane
	}
	facts, lists := len(p.Catalog.Facts), len(p.Catalog.Facts)+len(p.Catalog.Lists)
	switch {
	case r.what < facts:
		m.Fact = p.Catalog.Facts[r.what]
		m.Question = m.Fact.Question
	case r.what < lists:
		m.Question = p.Catalog.Lists[r.what-facts].Title
	default:
		title := p.Classifications[r.what-lists].Title
		m.Question = fact.Texts{
			"en": "Not in the catalog: is the offense this under the categorical approach? " + title + " (an attorney's finding)",
			"es": "No está en el catálogo: ¿es el delito esto según el enfoque categórico? " + title + " (conclusión de un abogado)"}
	}
	return m
}

// sorted returns what is missing: that on which most turns first.
func (m *missing) sorted() []Missing {
	slices.SortFunc(m.found, func(a, b Missing) int {
		return cmp.Or(b.Weight-a.Weight, int(a.rank-b.rank), a.Conviction-b.Conviction)
	})
	return m.found
}

// MissingOf appends the names of the facts on which something turns that are not known: of a conviction of a case of the
// block, or of the whole case (-1). First come those on which most rules of the pack turn. It appends no more than most, and
// says how many it left out.
func (b *Block) MissingOf(to []string, at, conviction, most int) (names []string, more int) {
	st := b.seats[at]
	for i := range b.named {
		for word := b.named[i]; word != 0; word &= word - 1 {
			rank := i*64 + bits.TrailingZeros64(word)
			switch {
			case b.ranked[rank].ofConviction != (conviction >= 0), !st.asks(rank, conviction):
			case most == 0:
				more++
			default:
				to = append(to, b.ranked[rank].name)
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
		return st.b.words[lane/64].asked[rank]>>(lane%64)&1 == 1
	}
	for w := st.first / 64; w*64 < st.first+max(1, len(st.convs)); w++ {
		if st.b.words[w].asked[rank]&st.lanesIn(w) != 0 {
			return true
		}
	}
	return false
}
