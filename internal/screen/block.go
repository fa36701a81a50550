package screen

import (
	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/tri"
)

// Block holds cases against the pack side by side: each conviction takes a lane of the circuit, and one walk answers all of
// them. A case has one lane even where it has no conviction. A Block keeps its memory from one use to the next; it is for
// one goroutine. All Blocks of a Screener share its circuit.
type Block struct {
	s *Screener
	*circuit
	seats    []*seat
	taken    int     // seats in use
	lanes    int     // lanes in use, or passed over
	spread   bool    // whether the only case stands in several words
	seatOf   []*seat // by lane
	words    []*word
	answers  []tri.Two   // by two lanes and gate, in the place of words, where a Result keeps the answers of one case
	answered bool        // whether the walk has been made
	checked  bool        // whether it is known in which lanes checks fail
	sameDay  bool        // whether all cases are screened as of the same day
	marked   []uint64    // gates that are marked in any word, as bits
	asking   bool        // whether anything is asked for
	named    []uint64    // what is asked for in any word, as bits by rank
	pending  int         // how many gates are marked
	top      int         // the last word of marked in which any is
	cursor   int32       // the gate being explained; -1: none
	stack    []*cond.Env // environments, by depth
	depth    int
	failures []CheckFailure
	gathered gathered
	resolved []resolved   // by named value and lane
	chosen   [64]tri.Mask // while a fact is tested: by choice, the lanes in which it was made
	possible []cond.Alternative
}

// gathered is room for what Screen gathers before it knows how much there is; see tracer and missing.
type gathered struct {
	found     []Missing
	turns     []turn
	place     []int32
	deadlines []Deadline
	ofPath    []int
	paths     [][]*rulepack.Rule
}

// NewBlock returns an empty block.
func (s *Screener) NewBlock() *Block { return newBlock(s.circuit()) }

func newBlock(c *circuit) *Block {
	b := &Block{s: c.s, circuit: c, cursor: -1}
	b.marked = make([]uint64, (len(b.gates)+63)/64)
	b.named = make([]uint64, (len(b.unknowns)+63)/64)
	return b
}

// detach takes the only case of a block out of it, with all that its answers need, so that the block can be used for others.
func (b *Block) detach() {
	st := b.seats[0]
	n := len(b.kept)
	st.b = &Block{s: b.s, circuit: b.circuit, seats: []*seat{st}, taken: 1, lanes: b.lanes, answered: true, cursor: -1, answers: make([]tri.Two, n*((b.lanes+1)/2))}
	for lane := 0; lane < b.lanes; lane += 2 {
		b.words[lane/tri.Width].read(st.b.answers[n*(lane/2):n*(lane/2+1)], b.kept, lane%tri.Width)
	}
	b.seats[0] = &seat{b: b}
}

// Reset empties the block.
func (b *Block) Reset() {
	for _, w := range b.filled() {
		if b.pending > 0 { // what is explained is marked no more
			clear(w.marks)
		}
		clear(w.asked)
	}
	b.taken, b.lanes, b.answered = 0, 0, false
	b.checked = false
	clear(b.marked)
	clear(b.named)
	b.pending, b.top, b.asking = 0, 0, false
}

// Add seats a case and completes it: absent facts that follow from others are filled in. It reports false where there is no
// room left for it. A case larger than a whole block still gets one of its own.
func (b *Block) Add(c *fact.Case) bool {
	n := max(1, len(c.Lists[b.s.convictions.Index].Items))
	if b.lanes > 0 && (b.spread || n > tri.Width || b.next(n)+n > most) {
		return false
	}
	b.seat(c).bind()
	return true
}

// most is how many lanes a block takes, unless a single case needs more.
const most = 32

// next is the first of the next n lanes that lie in one word, if as many do.
func (b *Block) next(n int) int {
	if left := -b.lanes & (tri.Width - 1); n > left {
		return b.lanes + left
	}
	return b.lanes
}

// seat gives a case its lanes.
func (b *Block) seat(c *fact.Case) *seat {
	items := c.Lists[b.s.convictions.Index].Items
	if b.taken == len(b.seats) {
		b.seats = append(b.seats, &seat{b: b})
	}
	st := b.seats[b.taken]
	n := max(1, len(items))
	st.c, st.first = c, b.next(n)
	b.lanes, b.spread = st.first+n, n > tri.Width
	st.env = cond.Env{Case: c, Judge: st}
	st.whole = st.env
	st.convs = st.convs[:0]
	for i := len(st.alone); i < len(items); i++ {
		st.alone = append(st.alone, i)
	}
	for i := range items {
		st.convs = append(st.convs, conviction{item: &items[i], env: st.env})
		scope := b.s.convictions.Scope
		st.convs[i].env.Item[scope], st.convs[i].env.Index[scope] = &items[i], i
	}
	b.taken++
	for len(b.words)*tri.Width < b.lanes {
		b.words = append(b.words, b.newWord(len(b.words)))
	}
	for len(b.seatOf) < b.lanes {
		b.seatOf = append(b.seatOf, st)
	}
	for i := st.first; i < b.lanes; i++ {
		b.seatOf[i] = st
	}
	return st
}

// filled are the words in use.
func (b *Block) filled() []*word { return b.words[:(b.lanes+tri.Width-1)/tri.Width] }
