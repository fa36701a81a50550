package screen

import (
	"cmp"
	"math/bits"
	"slices"

	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/tri"
)

// schedule says which gates are answered at each level, and when the walk back comes to each.
func (c *circuit) schedule(top int) {
	c.levels = make([]level, top+1)
	c.blank = make([]tri.Lanes, len(c.gates))
	c.caseTests = make([]scoped, len(c.s.pack.Catalog.Case))
	c.tested = make([][]test, len(c.s.convictions.Facts))
	c.classGate = make([]int32, len(c.s.pack.Classifications))
	for i := range c.gates {
		g, pos := &c.gates[i], int32(i)
		l := &c.levels[g.level]
		scope := 0
		if i >= c.nCase {
			scope = 1
		}
		if l.to[scope] == 0 {
			l.from[scope] = i
		}
		l.to[scope] = i + 1
		switch {
		case g.op == opTest:
			c.blank[i] = tri.Everywhere(tri.Unknown)
			t := testOf(pos, g.x)
			switch {
			case i < c.nCase:
				c.caseTests[g.slot].ofCase = append(c.caseTests[g.slot].ofCase, t)
			case g.ofCase:
				c.caseTests[g.slot].ofConviction = append(c.caseTests[g.slot].ofConviction, t)
			default:
				c.tested[g.slot] = append(c.tested[g.slot], t)
			}
			if t.fixed {
				c.fixed = append(c.fixed, pos)
			}
		case g.op == opClass: // the catalog lists what an offense is; anything else it is not
			c.blank[i] = tri.Everywhere(tri.No)
			c.classGate[g.class] = pos + 1
		case g.op == opYes:
			c.blank[i] = tri.Everywhere(tri.Yes)
		case g.op == opNo:
			c.blank[i] = tri.Everywhere(tri.No)
		case i < c.nCase:
			l.ofCase = append(l.ofCase, pos)
		default:
			l.ofConviction = append(l.ofConviction, pos)
		}
	}
	c.turn = make([]int32, len(c.gates))
	turn := int32(0)
	for i := len(c.levels) - 1; i >= 0; i-- {
		for _, scope := range []int{1, 0} {
			for pos := c.levels[i].to[scope] - 1; pos >= c.levels[i].from[scope]; pos-- {
				c.turn[pos] = turn
				turn++
			}
		}
	}
}

// rest finds what each gate is where nothing is known, so that leaves are asked only in lanes where something is.
func (c *circuit) rest() {
	p := c.s.pack.Catalog
	k := p.NewCase()
	k.Lists[c.s.convictions.Index] = fact.Sublist{Given: true, Items: []fact.Item{c.s.convictions.NewItem()}}
	b := newBlock(c)
	b.seat(k)
	b.words[0].filled, b.words[0].convictions = 1, 1
	copy(b.words[0].vals, c.blank)
	for i := range b.words[0].known {
		b.words[0].known[i] = 1 // so that every leaf is asked
	}
	b.answered = true
	b.resolved = make([]resolved, len(c.s.pack.Values))
	for l := range c.levels {
		b.answerAll(c.levels[l].ofCase, 0)
		b.answerAll(c.levels[l].ofConviction, 0)
	}
	st := b.seats[0]
	for i := range c.gates {
		g := &c.gates[i]
		if g.always || len(g.needs) > 0 || g.op < opTest || g.op == opClass || b.words[0].vals[i].At(0).Settled() {
			continue
		}
		at := -1
		if i >= c.nCase {
			at = 0
		}
		st.explainLeaf(g, at)
		for rank := range c.unknowns {
			if b.words[0].asked[rank] != 0 {
				g.asks = append(g.asks, int32(rank))
				b.words[0].asked[rank] = 0
			}
		}
	}
	c.initial = make([]tri.Lanes, len(c.gates))
	for i := range c.gates {
		c.blank[i] = tri.Everywhere(b.words[0].vals[i].At(0))
		if c.gates[i].op >= opTest || c.gates[i].op <= opNo {
			c.initial[i] = c.blank[i]
		}
	}
}

// weigh ranks facts, lists and classifications by how much in the pack turns on them: what a record does counts for more
// than what may undo it, and that for more than its deadlines. What is missing from a case is named in this order.
func (c *circuit) weigh() {
	p := c.s.pack
	var all []Unknown
	ofConviction := func(l *fact.List) bool { return l != nil && (l == c.s.convictions || l.Parent == c.s.convictions) }
	for i, f := range p.Catalog.Facts {
		all = append(all, Unknown{f, f.Name, f.Question, i, 0, ofConviction(f.List)})
	}
	for _, l := range p.Catalog.Lists {
		all = append(all, Unknown{nil, l.ID, l.Title, len(all), 0, ofConviction(l.Parent)})
	}
	classes := len(all)
	for _, k := range p.Classifications {
		all = append(all, Unknown{nil, "conviction.classification." + k.ID, fact.Texts{
			"en": "Not in the catalog: is the offense this under the categorical approach? " + k.Title + " (an attorney's finding)",
			"es": "No está en el catálogo: ¿es el delito esto según el enfoque categórico? " + k.Title + " (conclusión de un abogado)"}, len(all), 0, true})
	}
	weight := make([]int, len(all))
	rules := append([]*rulepack.Rule{c.s.convicted}, c.s.pathRules...)
	for _, more := range [][]*rulepack.Rule{c.s.groundRules, c.s.barRules, c.s.waiverRules, c.s.deadlineRules} {
		rules = append(rules, more...)
	}
	for _, r := range c.s.pathRules {
		rules = append(rules, r.Path.Deadlines...)
	}
	// what gates turn on, bit by bit: what they read themselves, and what those do that they are made of, which stand before
	words := (len(all) + 63) / 64
	turns := make([]uint64, words*len(c.gates))
	of := func(gate int32) []uint64 { return turns[words*int(gate) : words*int(gate+1)] }
	for _, l := range c.levels {
		for scope := range 2 {
			for i := l.from[scope]; i < l.to[scope]; i++ {
				g, mine := &c.gates[i], of(int32(i))
				for _, what := range g.reads {
					mine[what/64] |= 1 << (what % 64)
				}
				if g.op == opClass {
					what := classes + g.class
					mine[what/64] |= 1 << (what % 64)
				}
				for _, from := range [][]int32{g.kids, g.needs} {
					for _, k := range from {
						for w, bits := range of(k) {
							mine[w] |= bits
						}
					}
				}
			}
		}
	}
	for _, r := range rules {
		if n := c.ruleRef[r.Index]; n != 0 {
			for w, word := range of(int32(n) - 1) {
				for ; word != 0; word &= word - 1 {
					weight[64*w+bits.TrailingZeros64(word)] += weightOf(r.Kind)
				}
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Unknown) int { return cmp.Compare(weight[b.what], weight[a.what]) })
	c.rank, c.unknowns = make([]int32, len(all)), all
	for i := range all {
		all[i].rank = i
		c.rank[all[i].what] = int32(i)
	}
	for i := range c.gates {
		if g := &c.gates[i]; g.op == opTest && g.alone && g.ofCase == (i < c.nCase) {
			f := g.x.Subject.Fact.Index
			c.hot[i] = hot{int32(f), c.rank[f], opTestAlone}
		}
	}
}
