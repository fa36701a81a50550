package screen

import (
	"math/bits"

	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/tri"
)

// backward goes back from the rules that are marked, along what is open, to the facts on which they turn.
func (o *Outliner) backward() {
	for l := len(o.levels) - 1; l >= 0; l-- {
		lv := &o.levels[l]
		for i := range o.convs {
			o.explainAll(lv.from[1], lv.to[1], i+1)
		}
		o.explainAll(lv.from[0], lv.to[0], 0)
	}
	o.cursor = place{-1, 0}
}

// explainAll explains the marked ones of a run of gates, the last first. What is marked meanwhile lies before.
func (o *Outliner) explainAll(from, to, at int) {
	if from == to {
		return
	}
	env := o.push(at - 1)
	defer o.pop()
	marks := o.marks[at]
	for w := (to - 1) / 64; w >= from/64; w-- {
		within := ^uint64(0)
		if w == (to-1)/64 {
			within >>= 63 - (to-1)%64
		}
		if w == from/64 {
			within &^= 1<<(from%64) - 1
		}
		for {
			left := marks[w] & within
			if left == 0 {
				break
			}
			bit := 63 - bits.LeadingZeros64(left)
			within &= 1<<bit - 1
			o.explainGate(w*64+bit, at, env)
		}
	}
}

func (o *Outliner) explainGate(pos, at int, env *cond.Env) {
	h := &o.hot[pos]
	switch h.op {
	case opAll, opAny, opNot, opArguable:
		for _, k := range o.kids[h.from:h.to] {
			o.mark(int(k), at)
		}
	case opTestAlone:
		if o.known[at][h.from/64]&(1<<(h.from%64)) == 0 {
			o.asked[at][h.to/64] |= 1 << (h.to % 64)
		}
	case opAnyConviction:
		for i := range o.convs {
			o.mark(int(o.kids[h.from]), i+1)
		}
	default:
		o.cursor = place{pos, at}
		o.explainLeaf(&o.gates[pos], env)
	}
}

// mark says that something turns on a gate, if it is open.
func (w *walk) mark(pos, at int) {
	if pos < w.nCase {
		at = 0
	}
	if !w.vals[at][pos].Settled() {
		w.marks[at][pos/64] |= 1 << (pos % 64)
	}
}

func (o *Outliner) explainLeaf(g *gate, env *cond.Env) {
	switch {
	case g.op == opClass:
		o.OpenClass(g.class, env)
	case g.op == opRuleDynamic:
		o.follow(o.s.pack.Rules[g.class], env)
	case g.op == opCounted && g.x.Op == cond.OpCount:
		o.explainCounted(g)
	default:
		g.x.Explain(env, o)
	}
}

// explainCounted marks what convictions must meet to be counted, where that is open.
func (o *Outliner) explainCounted(g *gate) {
	k := g.kids[0]
	items := 0
	for i := range o.convs {
		switch v := o.vals[i+1][k]; {
		case v == tri.No:
			continue
		case !v.Settled():
			o.mark(int(k), i+1)
		}
		items++
	}
	label := g.x.Over.Distinct
	if label == nil || items < 2 {
		return
	}
	for i := range o.convs {
		if o.vals[i+1][k] != tri.No && !o.convs[i].item.Values[label.Slot].Known() {
			o.Missing(label, o.push(i))
			o.pop()
		}
	}
}

// comes reports whether the walk back has still to come to a gate.
func (w *walk) comes(p place) bool {
	if w.cursor.pos < 0 {
		return true
	}
	a, b := &w.gates[p.pos], &w.gates[w.cursor.pos]
	switch {
	case a.level != b.level:
		return a.level < b.level
	case (p.at == 0) != (w.cursor.at == 0): // at a level, convictions are come to first
		return p.at == 0
	case p.at != w.cursor.at:
		return p.at > w.cursor.at
	}
	return p.pos < w.cursor.pos
}

// MissingOf appends the names of the facts on which something turns that are not known: of a conviction, or of the whole
// case (-1). First come those on which most rules of the pack turn. It appends no more than most, and says how many it
// left out.
func (o *Outliner) MissingOf(to []string, conviction, most int) (names []string, more int) {
	for i, word := range o.asked[conviction+1] {
		for ; word != 0; word &= word - 1 {
			if most == 0 {
				more += bits.OnesCount64(word)
				break
			}
			to = append(to, o.ranked[i*64+bits.TrailingZeros64(word)])
			most--
		}
	}
	return to, more
}
