package screen

import (
	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/fact"
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
	lanes    int     // lanes in use
	seatOf   []*seat // by lane
	words    []*word
	kept     []tri.Value // by lane and gate, in the place of words, where a Result keeps the answers of one case
	answered bool        // whether the walk has been made
	days     *days
	marked   []uint64    // gates that are marked in any word, as bits
	named    []uint64    // what is asked for in any word, as bits by rank
	pending  int         // how many gates are marked
	cursor   int32       // the gate being explained; -1: none
	stack    []*cond.Env // environments, by depth
	depth    int
	failures []CheckFailure
	found    []Missing // room for what Screen gathers
	turns    []turn
	resolved []resolved // by named value and lane
	possible []cond.Alternative
}

// resolved says where the alternatives of a named value stand, once they are found.
type resolved struct{ from, to int32 }

// word is 64 lanes.
type word struct {
	vals  []tri.Lanes // by gate
	marks []uint64    // by gate: lanes in which it is open and something that is shown turns on it
	known []uint64    // by fact and list: lanes in which it is known
	asked []uint64    // by rank: lanes in which it is named as missing
	// lanes in use, and those of them that hold a conviction
	filled, convictions uint64
}

// seat is a case in a block. It is the Judge that conditions ask, and the Explainer that is told what is open.
type seat struct {
	b     *Block
	at    int // its place in the block
	c     *fact.Case
	env   cond.Env // of the case as a whole
	convs []conviction
	first int   // its first lane
	alone []int // for each conviction, the list that holds it alone
	out   Outline
}

// NewBlock returns an empty block.
func (s *Screener) NewBlock() *Block { return newBlock(s.circuit()) }

func newBlock(c *circuit) *Block {
	b := &Block{s: c.s, circuit: c, cursor: -1}
	b.marked = make([]uint64, (len(b.gates)+63)/64)
	b.named = make([]uint64, (len(b.unknowns)+63)/64)
	return b
}

// days are what fixed tests compare with, by gate, on the day of a screening.
type days struct {
	asOf date.Day
	of   []date.Date
}

// detach takes the only case of a block out of it, with all that its answers need, so that the block can be used for others.
func (b *Block) detach() {
	st := b.seats[0]
	n := len(b.gates)
	st.b = &Block{s: b.s, circuit: b.circuit, seats: []*seat{st}, taken: 1, lanes: b.lanes, answered: true, cursor: -1, kept: make([]tri.Value, n*b.lanes)}
	for lane := range b.lanes {
		b.words[lane/64].read(st.b.kept[n*lane:n*(lane+1)], lane%64)
	}
	b.seats[0] = &seat{b: b}
}

// read takes the answers of one lane.
func (w *word) read(to []tri.Value, lane int) {
	for i := range to {
		to[i] = w.vals[i].At(lane)
	}
}

// Reset empties the block.
func (b *Block) Reset() {
	for _, w := range b.filled() {
		clear(w.marks)
		clear(w.asked)
	}
	b.taken, b.lanes, b.answered = 0, 0, false
	clear(b.marked)
	clear(b.named)
	b.pending = 0
}

// Add seats a case and completes it: absent facts that follow from others are filled in. It reports false where there is no
// room left for it. A case larger than a whole block still gets one of its own.
func (b *Block) Add(c *fact.Case) bool {
	if n := len(c.Lists[b.s.convictions.Index].Items); b.lanes > 0 && b.lanes+max(1, n) > 64 {
		return false
	}
	b.seat(c).bind()
	return true
}

// seat gives a case its lanes.
func (b *Block) seat(c *fact.Case) *seat {
	items := c.Lists[b.s.convictions.Index].Items
	if b.taken == len(b.seats) {
		b.seats = append(b.seats, &seat{b: b, at: b.taken})
	}
	st := b.seats[b.taken]
	st.c, st.first = c, b.lanes
	st.env = cond.Env{Case: c, Judge: st}
	st.convs = st.convs[:0]
	for i := len(st.alone); i < len(items); i++ {
		st.alone = append(st.alone, i)
	}
	for i := range items {
		st.convs = append(st.convs, conviction{item: &items[i]})
	}
	b.taken++
	b.lanes += max(1, len(items))
	for len(b.words)*64 < b.lanes {
		b.words = append(b.words, &word{make([]tri.Lanes, len(b.gates)), make([]uint64, len(b.gates)),
			make([]uint64, len(b.s.pack.Catalog.Facts)+len(b.s.pack.Catalog.Lists)), make([]uint64, len(b.unknowns)), 0, 0})
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
func (b *Block) filled() []*word { return b.words[:(b.lanes+63)/64] }

// lanesIn returns the lanes of the case in a word.
func (st *seat) lanesIn(w int) uint64 {
	return span(st.first-64*w, st.first-64*w+max(1, len(st.convs)))
}

// convictionsIn returns the lanes of the convictions of the case in a word.
func (st *seat) convictionsIn(w int) uint64 {
	return span(st.first-64*w, st.first-64*w+len(st.convs))
}

// span is the bits from one to before another, of those that a word has.
func span(from, to int) uint64 {
	from, to = max(from, 0), min(to, 64)
	if from >= to {
		return 0
	}
	return ^uint64(0) >> (64 - (to - from)) << from
}

// lane returns the lane of a conviction, or of the case (-1).
func (st *seat) lane(conviction int) int { return st.first + max(conviction, 0) }

// push returns an environment of its own for a conviction, or for the whole case where i is -1. Environments are reused by
// depth, since a condition that ranges over a list moves the one it is given.
func (st *seat) push(i int) *cond.Env {
	b := st.b
	if b.depth == len(b.stack) {
		b.stack = append(b.stack, new(cond.Env))
	}
	env := b.stack[b.depth]
	b.depth++
	*env = st.env
	if i >= 0 {
		env.Item[b.s.convictions.Scope], env.Index[b.s.convictions.Scope] = st.convs[i].item, i
	}
	return env
}

func (st *seat) pop() { st.b.depth-- }

// eachScope visits the environments in which a rule about the items of a list is asked.
func (st *seat) eachScope(of *fact.List, visit func(*cond.Env)) {
	switch {
	case of == nil:
		visit(st.push(-1))
		st.pop()
	case of == st.b.s.convictions:
		for i := range st.convs {
			visit(st.push(i))
			st.pop()
		}
	case of.Parent == nil:
		st.eachItem(of, st.push(-1), visit)
		st.pop()
	default:
		st.eachScope(of.Parent, func(env *cond.Env) { st.eachItem(of, env, visit) })
	}
}

func (st *seat) eachItem(of *fact.List, env *cond.Env, visit func(*cond.Env)) {
	items := env.Sublist(of).Items
	for i := range items {
		env.Item[of.Scope], env.Index[of.Scope] = &items[i], i
		visit(env)
	}
}

// scopeOf returns the conviction to which an environment belongs, for rules about convictions and what is in their lists;
// otherwise -1.
func (st *seat) scopeOf(of *fact.List, env *cond.Env) int {
	if l := st.b.s.convictions; of != nil && (of == l || of.Parent == l) && env.Item[l.Scope] != nil {
		return env.Index[l.Scope]
	}
	return -1
}

// Rule answers a rule in the scope of env. A rule about one conviction that is asked where none is at hand is answered for
// any of them.
func (st *seat) Rule(index int, env *cond.Env) tri.Value {
	s := st.b.s
	rule := s.pack.Rules[index]
	switch {
	case rule.Of == nil:
		return st.answer(index, -1)
	case rule.Of != s.convictions:
		return judge(rule, env)
	case env.Item[rule.Of.Scope] != nil:
		return st.answer(index, env.Index[rule.Of.Scope])
	}
	v := tri.No
	for i := range st.convs {
		v = tri.Or(v, st.answer(index, i))
	}
	return v
}

// answer answers a rule for a conviction, or for the whole case (-1): as the circuit has it, or, while the walk has not come
// so far, by asking it.
func (st *seat) answer(index, conviction int) tri.Value {
	if st.b.answered {
		if n := st.b.ruleRef[index]; n > 0 {
			if v := st.value(int32(n)-1, conviction); v != 0 {
				return v
			}
		}
	}
	v := judge(st.b.s.pack.Rules[index], st.push(conviction))
	st.pop()
	return v
}

// value returns what the walk found for a gate.
func (st *seat) value(gate int32, conviction int) tri.Value {
	lane := st.lane(conviction)
	if st.b.kept != nil {
		return st.b.kept[lane*len(st.b.gates)+int(gate)]
	}
	return st.b.words[lane/64].vals[gate].At(lane)
}

// Class answers whether the conviction of env has a classification.
func (st *seat) Class(class int, env *cond.Env) tri.Value {
	i := env.Index[st.b.s.convictions.Scope]
	if n := st.b.classGate[class]; n > 0 && st.b.answered {
		return st.value(n-1, i)
	}
	v := st.convs[i].classify(st.b.s.pack.Classifications[class], st.push(i))
	st.pop()
	return v
}
