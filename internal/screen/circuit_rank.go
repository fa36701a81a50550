package screen

import (
	"cmp"
	"math/bits"
	"slices"

	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
)

// Unknown is a fact, list or classification that a case may leave open.
type Unknown struct {
	Fact     *fact.Fact // nil for lists and classifications
	Name     string
	Question fact.Texts

	what         int // its index: facts first, then lists, then classifications
	rank         int // its place among all, those first on which most rules of the pack turn
	ofConviction bool
}

// weightOf says how much an open rule counts when missing facts are put in order: what a record does comes before what may
// undo it, and that before its deadlines.
func weightOf(k rulepack.Kind) int {
	switch k {
	case rulepack.Definition:
		return 8
	case rulepack.Ground, rulepack.Bar, rulepack.Reason:
		return 4
	case rulepack.Waiver, rulepack.PathRule:
		return 2
	case rulepack.Deadline:
		return 1
	}
	return 0
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
	for i := range c.gates {
		g, mine := &c.gates[i], of(int32(i))
		for _, what := range g.reads {
			mine[what/64] |= 1 << (what % 64)
		}
		if g.op == opClass {
			what := classes + g.class
			mine[what/64] |= 1 << (what % 64)
			if f := c.s.offenseType; f != nil && len(p.Classifications[g.class].Types) > 0 {
				mine[f.Index/64] |= 1 << (f.Index % 64)
			}
		}
		for _, from := range [][]int32{g.kids, g.needs} {
			for _, k := range from {
				for w, bits := range of(k) {
					mine[w] |= bits
				}
			}
		}
	}
	for _, r := range rules {
		if n := c.ruleGate[r.Index]; n != 0 {
			for w, word := range of(n - 1) {
				for ; word != 0; word &= word - 1 {
					weight[64*w+bits.TrailingZeros64(word)] += weightOf(r.Kind)
				}
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Unknown) int { return cmp.Compare(weight[b.what], weight[a.what]) })
	c.rank, c.unknowns = make([]int32, len(all)), all
	c.ofConviction = make([]uint64, (len(all)+63)/64)
	for i := range all {
		all[i].rank = i
		c.rank[all[i].what] = int32(i)
		if all[i].ofConviction {
			c.ofConviction[i/64] |= 1 << (i % 64)
		}
	}
	for i := range c.gates {
		if g := &c.gates[i]; g.op == opTest && g.alone && g.ofCase != g.inConv {
			f := g.x.Subject.Fact.Index
			c.hot[i] = hot{from: int32(f), to: c.rank[f], op: opTestAlone}
		}
	}
}
