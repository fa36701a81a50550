package screen_test

import (
	"fmt"
	"math/rand/v2"

	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
)

// anyCase draws a case: each fact absent, unknown or with a value of its type, and lists not given, empty or with items.
func anyCase(r *rand.Rand, p *rulepack.Pack, known float64) *fact.Case {
	c := p.Catalog.NewCase()
	c.AsOf = today
	value := func(f *fact.Fact) (v fact.Value) {
		text := ""
		switch {
		case r.Float64() > known:
			return v
		case r.IntN(12) == 0:
			text = "unknown"
		case f.Name == "conviction.jurisdiction":
			text = []string{"CA", "CA", "CA", "US", "IL", "MEX"}[r.IntN(6)]
		case f.Name == "conviction.statute":
			text = []string{"PC 459", "PC 484(a)/488", "HS 11377(a)", "PC 273.5(a)", "VC 23152(a)", "PC 211", "HS 11351", "PC 187", "PC 9999", "664/459 PC", "HS 11357(c)", "PC 422"}[r.IntN(12)]
		case f.Name == "order.path":
			text = []string{"ca.pc-1473.7.a1", "vacatur", "expungement", "pardon", "sentence_modification"}[r.IntN(5)]
		case f.Type == fact.YesNo:
			text = []string{"yes", "no"}[r.IntN(2)]
		case f.Type == fact.Choice || f.Type == fact.Choices:
			text = f.Options[r.IntN(len(f.Options))].ID
		case f.Type == fact.Date && f.MayBeNo && r.IntN(4) == 0:
			text = "none"
		case f.Type == fact.Date:
			text = (today - date.Day(r.IntN(14000)-200)).String()[:[]int{4, 7, 10, 10, 10}[r.IntN(5)]]
		case f.Type == fact.Term:
			text = []string{"0d", "90d", "180d", "364d", "1y", "2y", "16mo", "5y", "life"}[r.IntN(9)]
		case f.Type == fact.Number:
			text = fmt.Sprint([]int{0, 1, 20, 31, 400, 9000, 20000}[r.IntN(7)])
		default:
			text = []string{"a", "b", "none"}[r.IntN(3)]
		}
		v, err := f.Parse(text)
		if err != nil {
			panic(err)
		}
		return v
	}
	var fill func(values []fact.Value, facts []*fact.Fact, lists []fact.Sublist, defs []*fact.List)
	fill = func(values []fact.Value, facts []*fact.Fact, lists []fact.Sublist, defs []*fact.List) {
		for i, f := range facts {
			values[i] = value(f)
		}
		for i, l := range defs {
			n := r.IntN(4)
			if l.ID == "convictions" {
				n = 1 + r.IntN(4)
			} else if r.Float64() > known {
				continue
			}
			lists[i].Given = true
			for j := range n {
				it := l.NewItem()
				it.Key = fmt.Sprint(l.Item, j)
				fill(it.Values, l.Facts, it.Lists, l.Children)
				if l.ID == "convictions" && r.IntN(8) == 0 {
					it.Findings = []fact.Finding{{Classification: "cimt", Value: "yes", By: "the test"}}
				}
				lists[i].Items = append(lists[i].Items, it)
			}
		}
	}
	fill(c.Values, p.Catalog.Case, c.Lists, p.Catalog.Top)
	return c
}

// oddCase draws a case as anyCase does, some more and some less known, screened on different days; every now and then one
// that is rare.
func oddCase(r *rand.Rand, p *rulepack.Pack, n int) *fact.Case {
	c := anyCase(r, p, []float64{0, 0.05, 0.2, 0.5, 0.9, 1}[n%6])
	c.AsOf -= date.Day(n % 5 * 900)
	list := &c.Lists[p.Catalog.List("convictions").Index]
	switch r.IntN(12) {
	case 0:
		list.Items = nil
	case 1:
		list.Items, list.Given = nil, false
	case 2: // the last conviction is the only one of which anything is known
		for i := range list.Items[1:] {
			list.Items[i] = p.Catalog.List("convictions").NewItem()
		}
	case 3: // classified by a person
		for i := range list.Items {
			for _, k := range p.Classifications {
				if r.IntN(2) == 0 {
					value := []string{"yes", "no", "divisible", "unsettled", "unknown"}[r.IntN(5)]
					list.Items[i].Findings = append(list.Items[i].Findings, fact.Finding{Classification: k.ID, Value: value, By: "the test"})
				}
			}
		}
	case 4: // lists that are given and empty
		for i := range c.Lists {
			if l := &c.Lists[i]; l != list {
				*l = fact.Sublist{Given: true}
			}
		}
	}
	return c
}

// withConvictions gives a case more convictions, of other cases.
func withConvictions(r *rand.Rand, p *rulepack.Pack, c *fact.Case, n int) *fact.Case {
	at := p.Catalog.List("convictions").Index
	list := &c.Lists[at]
	for len(list.Items) < n {
		list.Items = append(list.Items, anyCase(r, p, []float64{0, 0.1, 0.6}[r.IntN(3)]).Lists[at].Items...)
	}
	list.Given, list.Items = true, list.Items[:n]
	return c
}
