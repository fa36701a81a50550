package screen

import (
	"math/bits"

	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/tri"
)

// Explain goes back from the rules that are marked, along what is open, to the facts on which they turn.
func (b *Block) Explain() {
	for ; b.pending > 0; b.top-- {
		for b.marked[b.top] != 0 { // the last first: what is marked meanwhile stands before
			bit := 63 - bits.LeadingZeros64(b.marked[b.top])
			b.marked[b.top] &^= 1 << bit
			b.pending--
			gate := int32(64*b.top + bit)
			for w, in := range b.filled() {
				if lanes := in.marks[gate]; lanes != 0 {
					in.marks[gate] = 0
					b.explainGate(gate, w, lanes)
				}
			}
		}
	}
	b.cursor, b.top = -1, 0
}

func (b *Block) explainGate(gate int32, w int, lanes tri.Mask) {
	h := &b.hot[gate]
	switch h.op {
	case opAll, opAny, opNot, opArguable:
		for _, k := range b.kids[h.from:h.to] {
			b.mark(k, w, lanes)
		}
	case opTestAlone:
		b.ask(h.to, w, lanes&^b.words[w].known[h.from])
	case opAnyConviction:
		for lanes != 0 {
			st := b.seatOf[tri.Width*w+lanes.First()]
			st.markAll(b.kids[h.from])
			lanes &^= st.lanesIn(w)
		}
	default:
		b.cursor = gate
		g := &b.gates[gate]
		if len(g.asks) > 0 { // in most lanes nothing is known, and the same is asked for in all of these
			bare := lanes
			for _, what := range g.reads {
				bare &^= b.words[w].known[what]
			}
			for _, rank := range g.asks {
				b.ask(rank, w, bare)
			}
			lanes &^= bare
		}
		for lanes != 0 {
			lane := tri.Width*w + lanes.First()
			st := b.seatOf[lane]
			if g.inConv {
				st.explainLeaf(g, lane-st.first)
				lanes &= lanes - 1
			} else {
				st.explainLeaf(g, -1)
				lanes &^= st.lanesIn(w)
			}
		}
	}
}

// mark says that something turns on a gate, in those of the lanes in which it is open.
func (b *Block) mark(gate int32, w int, lanes tri.Mask) {
	if lanes &= b.words[w].vals[gate].Open(); lanes != 0 {
		b.words[w].marks[gate] |= lanes
		if word, bit := &b.marked[gate/64], uint64(1)<<(gate%64); *word&bit == 0 {
			*word |= bit
			b.pending++
			b.top = max(b.top, int(gate/64))
		}
	}
}

// markAll marks a gate for all convictions of the case.
func (st *seat) markAll(gate int32) {
	for i := range st.convs {
		st.mark(gate, i)
	}
}

func (st *seat) mark(gate int32, conviction int) {
	lane := st.lane(conviction)
	st.b.mark(gate, lane/tri.Width, tri.Lane(lane))
}

// ask names a fact, list or classification as missing.
func (b *Block) ask(rank int32, w int, lanes tri.Mask) {
	if lanes != 0 {
		b.words[w].asked[rank] |= lanes
		b.named[rank/64] |= 1 << (rank % 64)
		b.asking = true
	}
}

func (st *seat) explainLeaf(g *gate, conviction int) {
	env := st.push(conviction)
	defer st.pop()
	switch {
	case g.op == opClass:
		st.OpenClass(g.class, env)
	case g.op == opRuleDynamic:
		st.follow(st.b.s.pack.Rules[g.class], env)
	case g.op == opCounted && g.x.Op == cond.OpCount && env.Sublist(g.list).Given:
		st.explainCounted(g)
	default:
		g.x.Explain(env, st)
	}
}

// explainCounted marks what convictions must meet to be counted, where that is open.
func (st *seat) explainCounted(g *gate) {
	items := 0
	for i := range st.convs {
		if v := st.value(g.kids[0], i); v.MayBe() {
			st.mark(g.kids[0], i)
			items++
		}
	}
	label := g.x.Over.Distinct
	if label == nil || items < 2 {
		return
	}
	for i := range st.convs {
		if st.value(g.kids[0], i).MayBe() && !st.convs[i].item.Values[label.Slot].Known() {
			st.Missing(label, st.push(i))
			st.pop()
		}
	}
}
