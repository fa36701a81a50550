package screen

import (
	"cmp"
	"slices"

	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/tri"
)

// schedule says which gates are asked at each level, and which of them only for convictions of one jurisdiction: those that
// nothing but its paths need.
func (c *circuit) schedule(top int) {
	all := c.needed(append(c.shared(), c.ofCase()...))
	c.places = map[string]int{}
	byPlace := [][]bool{all}
	for _, r := range c.s.pathRules {
		if r.Of != c.s.convictions {
			continue
		}
		for _, j := range r.Path.Jurisdictions {
			if _, known := c.places[j]; !known && j != "any" {
				c.places[j] = len(byPlace)
				byPlace = append(byPlace, c.needed(append(c.shared(), c.pathsOf(j)...)))
			}
		}
	}
	c.levels = make([]level, top+1)
	for i := range c.levels {
		c.levels[i].ofConviction = make([][]int32, len(byPlace))
	}
	c.blank = make([]tri.Value, len(c.gates))
	c.caseTests = make([]scoped, len(c.s.pack.Catalog.Case))
	c.tested = make([][]int32, len(c.s.convictions.Facts))
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
			c.blank[i] = tri.Unknown
			switch {
			case i < c.nCase:
				c.caseTests[g.slot].ofCase = append(c.caseTests[g.slot].ofCase, pos)
				continue
			case g.ofCase:
				c.caseTests[g.slot].ofConviction = append(c.caseTests[g.slot].ofConviction, pos)
			default:
				c.tested[g.slot] = append(c.tested[g.slot], pos)
			}
		case g.op == opClass:
			c.classGates = append(c.classGates, pos)
		case i < c.nCase:
			l.ofCase = append(l.ofCase, pos)
		default:
			for p := range byPlace {
				if all[i] || byPlace[p][i] {
					l.ofConviction[p] = append(l.ofConviction[p], pos)
				}
			}
		}
	}
}

// shared are the gates that are asked of every conviction, wherever it was; ofCase those that are asked of the case.
func (c *circuit) shared() (gates []int32) {
	add := func(rules ...*rulepack.Rule) {
		for _, r := range rules {
			if n := c.ruleRef[r.Index]; n > 0 {
				gates = append(gates, int32(n)-1)
			}
		}
	}
	add(c.s.convicted)
	for _, rules := range [][]*rulepack.Rule{c.s.groundRules, c.s.barRules, c.s.waiverRules, c.s.checkRules, c.s.deadlineRules} {
		add(rules...)
	}
	for _, met := range c.behind {
		for _, m := range met {
			gates = append(gates, m[:]...)
		}
	}
	return append(gates, c.pathsOf("any")...)
}

func (c *circuit) ofCase() (gates []int32) {
	for i := range c.nCase {
		gates = append(gates, int32(i))
	}
	return gates
}

// pathsOf are the gates of the paths of a jurisdiction, with their effects and deadlines.
func (c *circuit) pathsOf(place string) (gates []int32) {
	for _, r := range c.s.pathRules {
		if r.Of == c.s.convictions && !slices.Contains(r.Path.Jurisdictions, place) {
			continue
		}
		for _, d := range append([]*rulepack.Rule{r}, r.Path.Deadlines...) {
			if n := c.ruleRef[d.Index]; n > 0 {
				gates = append(gates, int32(n)-1)
			}
		}
		gates = append(gates, c.effects[r.Index]...)
	}
	return gates
}

// needed returns which gates the given ones are made of, themselves included.
func (c *circuit) needed(gates []int32) []bool {
	out := make([]bool, len(c.gates))
	for len(gates) > 0 {
		pos := gates[len(gates)-1]
		gates = gates[:len(gates)-1]
		if !out[pos] {
			out[pos] = true
			gates = append(append(gates, c.gates[pos].kids...), c.gates[pos].needs...)
		}
	}
	return out
}

// weigh ranks facts, lists and classifications by how much in the pack turns on them: what a record does counts for more
// than what may undo it, and that for more than its deadlines. What is missing from a case is named in this order.
func (c *circuit) weigh() {
	p := c.s.pack
	for _, f := range p.Catalog.Facts {
		c.ranked = append(c.ranked, f.Name)
	}
	for _, l := range p.Catalog.Lists {
		c.ranked = append(c.ranked, l.ID)
	}
	for _, k := range p.Classifications {
		c.ranked = append(c.ranked, "conviction.classification."+k.ID)
	}
	weight := make([]int, len(c.ranked))
	rules := append([]*rulepack.Rule{c.s.convicted}, c.s.pathRules...)
	for _, more := range [][]*rulepack.Rule{c.s.groundRules, c.s.barRules, c.s.waiverRules, c.s.deadlineRules} {
		rules = append(rules, more...)
	}
	for _, r := range c.s.pathRules {
		rules = append(rules, r.Path.Deadlines...)
	}
	classes := len(p.Catalog.Facts) + len(p.Catalog.Lists)
	for _, r := range rules {
		n := c.ruleRef[r.Index]
		if n == 0 {
			continue
		}
		named := make([]bool, len(weight))
		for pos, in := range c.needed([]int32{int32(n) - 1}) {
			if g := &c.gates[pos]; in && g.op == opClass {
				named[classes+g.class] = true
			} else if in {
				for _, what := range g.reads {
					named[what] = true
				}
			}
		}
		for what, is := range named {
			if is {
				weight[what] += weightOf[r.Kind]
			}
		}
	}
	order := make([]int, len(weight))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(weight[b], weight[a]) })
	c.rank = make([]int32, len(order))
	names := make([]string, len(order))
	for i, what := range order {
		c.rank[what], names[i] = int32(i), c.ranked[what]
	}
	c.ranked = names
	for i := range c.gates {
		if g := &c.gates[i]; g.op == opTest && g.alone && g.ofCase == (i < c.nCase) {
			c.hot[i] = hot{int32(g.slot), c.rank[g.x.Subject.Fact.Index], opTestAlone}
		}
	}
}
