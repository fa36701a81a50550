package screen

import (
	"cmp"
	"slices"

	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/tri"
)

// layOut puts the nodes into their places: by level, so that each comes after those that it needs, and in a level those that
// do the same beside each other.
func (c *builder) layOut() {
	order := make([]ref, 0, len(c.nodes)-1)
	for i := 1; i < len(c.nodes); i++ {
		order = append(order, ref(i))
	}
	slices.SortFunc(order, func(i, j ref) int {
		a, b := &c.nodes[i], &c.nodes[j]
		return cmp.Or(a.level-b.level, int(a.op)-int(b.op), len(a.kids)-len(b.kids), int(i-j))
	})
	place := make([]int32, len(c.nodes))
	for i, r := range order {
		place[r] = int32(i)
	}
	c.gates, c.levelOf = make([]gate, len(order)), make([]int, len(order))
	for i, r := range order {
		n := &c.nodes[r]
		g := gate{op: n.op, inConv: n.inConv, x: n.x, class: n.class, kids: make([]int32, len(n.kids))}
		for j, k := range n.kids {
			g.kids[j] = place[k]
		}
		for _, k := range n.needs {
			g.needs = append(g.needs, place[k])
		}
		c.finish(&g, n)
		c.gates[i], c.levelOf[i] = g, n.level
	}
	for i, r := range c.ruleRef {
		if r != 0 {
			c.ruleGate[i] = place[r] + 1
		}
	}
	for _, byRule := range [][][]int32{c.effects, c.elements} {
		for _, refs := range byRule {
			for i := range refs {
				refs[i] = place[refs[i]]
			}
		}
	}
	for _, b := range c.behind {
		for i, m := range b.met {
			b.met[i] = [2]int32{place[m[0]], place[m[1]]}
		}
	}
	for i := range c.gates {
		from := int32(len(c.kids))
		c.kids = append(c.kids, c.gates[i].kids...)
		g := &c.gates[i]
		c.hot = append(c.hot, hot{from, int32(len(c.kids)), g.op, g.always || len(g.needs) > 0})
	}
	c.schedule()
	c.keep()
	c.weigh()
	c.rest()
}

// keep finds the gates whose answers are read after the walk: those of rules, elements, effects and classifications, and what
// brings a rule.
func (c *circuit) keep() {
	wanted := make([]bool, len(c.gates))
	for _, gates := range [][]int32{c.ruleGate, c.classGate} {
		for _, gate := range gates {
			if gate > 0 {
				wanted[gate-1] = true
			}
		}
	}
	for _, byRule := range [][][]int32{c.effects, c.elements} {
		for _, gates := range byRule {
			for _, gate := range gates {
				wanted[gate] = true
			}
		}
	}
	for _, b := range c.behind {
		for _, m := range b.met {
			wanted[m[0]], wanted[m[1]] = true, true
		}
	}
	c.keptAt = make([]int32, len(c.gates))
	for gate, is := range wanted {
		if is {
			c.keptAt[gate] = int32(len(c.kept))
			c.kept = append(c.kept, int32(gate))
		}
	}
}

// schedule says which gates are answered on the walk, and which before it.
func (c *builder) schedule() {
	c.blank = make([]tri.Lanes, len(c.gates))
	c.readers = make([][]uint64, len(c.s.pack.Catalog.Facts)+len(c.s.pack.Catalog.Lists))
	c.tested, c.testedAgain = make([][]test, len(c.s.pack.Catalog.Facts)), make([][]test, len(c.s.pack.Catalog.Facts))
	c.classGate = make([]int32, len(c.s.pack.Classifications))
	for i := range c.gates {
		g, pos := &c.gates[i], int32(i)
		switch {
		case g.op == opTest:
			c.blank[i] = tri.Everywhere(tri.Unknown)
			t := testOf(pos, g.x)
			if f := g.x.Subject.Fact.Index; g.inConv && g.ofCase {
				c.testedAgain[f] = append(c.testedAgain[f], t)
			} else {
				c.tested[f] = append(c.tested[f], t)
			}
		case g.op == opClass: // the catalog lists what an offense is; anything else it is not
			c.blank[i] = tri.Everywhere(tri.No)
			c.classGate[g.class] = pos + 1
			c.asked = append(c.asked, g.class)
		case g.op == opYes:
			c.blank[i] = tri.Everywhere(tri.Yes)
		case g.op == opNo:
			c.blank[i] = tri.Everywhere(tri.No)
		default:
			c.extend(pos)
			for _, what := range g.reads {
				if c.readers[what] == nil {
					c.readers[what] = make([]uint64, (len(c.gates)+63)/64)
				}
				c.readers[what][i/64] |= 1 << (i % 64)
			}
		}
	}
}

// extend adds the next gate to the walk.
func (c *builder) extend(pos int32) {
	of := len(c.gates[pos].kids)
	if n := len(c.walk) - 1; n >= 0 {
		// What needs no other of the run may stand in it; others of the same kind begin a new one.
		if r := &c.walk[n]; r.to == pos && r.op == c.gates[pos].op && r.kids == of && c.levelOf[r.from] == c.levelOf[pos] {
			r.to++
			return
		}
	}
	c.walk = append(c.walk, run{c.gates[pos].op, of, c.hot[pos].from, pos, pos + 1})
}

// rest finds what each gate is where nothing is known, so that leaves are asked only in lanes where something is.
func (c *circuit) rest() {
	p := c.s.pack.Catalog
	k := p.NewCase()
	k.Lists[c.s.convictions.Index] = fact.Sublist{Given: true, Items: []fact.Item{c.s.convictions.NewItem()}}
	b := newBlock(c)
	b.seat(k)
	b.words[0].filled, b.words[0].convictions, b.words[0].given = 1, 1, 1
	copy(b.words[0].vals, c.blank)
	b.answered = true
	b.resolved = make([]resolved, len(c.s.pack.Values))
	st := b.seats[0]
	scope := func(g *gate) int {
		if g.inConv {
			return 0
		}
		return -1
	}
	for i := range c.walk {
		r := &c.walk[i]
		if r.op <= opAnyConviction {
			b.answerRun(r, 0)
			continue
		}
		for gate := r.from; gate < r.to; gate++ { // leaves, which the walk would pass over
			g := &c.gates[gate]
			b.words[0].vals[gate].Set(1, st.leaf(g, st.at(scope(g))))
		}
	}
	for i := range c.gates {
		g := &c.gates[i]
		if g.always || len(g.needs) > 0 || g.op < opTest || g.op == opClass || b.words[0].vals[i].At(0).Settled() {
			continue
		}
		st.explainLeaf(g, scope(g))
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
