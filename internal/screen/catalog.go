package screen

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/statute"
)

// Catalog finds offenses by their statute. What it holds of one plain type says nothing about an offense of that type that it
// does not hold.
type Catalog struct {
	pack      *rulepack.Pack
	bySection map[string]map[string][]entry // jurisdiction, section number
	// found remembers matches, since a caseload names the same statutes over and over.
	found     sync.Map // [2]string: Match
	foundSize atomic.Int32
}

type entry struct {
	offense  *rulepack.Offense
	citation statute.Citation
}

// Match is what a conviction was found to be in the catalog.
type Match struct {
	Offenses []*rulepack.Offense
	Inchoate string // attempt, conspiracy, …: from the statute charged beside the offense
	Problem  string // why the statute could not be read or found
}

// Certain reports whether the statute names one offense.
func (m *Match) Certain() bool { return len(m.Offenses) > 0 }

// NewCatalog indexes the offenses of a pack.
func NewCatalog(p *rulepack.Pack) *Catalog {
	c := &Catalog{pack: p, bySection: map[string]map[string][]entry{}}
	for j, cat := range p.Offenses {
		sections := map[string][]entry{}
		for _, o := range cat.Offenses {
			for _, cite := range o.Statutes {
				for _, s := range cite {
					sections[s.Number] = append(sections[s.Number], entry{o, cite})
				}
			}
		}
		c.bySection[j] = sections
	}
	return c
}

// Match finds the offenses that a statute, as people write it, names in a jurisdiction.
func (c *Catalog) Match(jurisdiction, text string) Match {
	key := [2]string{jurisdiction, text}
	if m, ok := c.found.Load(key); ok {
		return m.(Match)
	}
	m := c.match(jurisdiction, text)
	for _, o := range m.Offenses {
		o.Ready()
	}
	if c.foundSize.Add(1) <= maxRemembered {
		c.found.Store(key, m)
	}
	return m
}

// maxRemembered bounds the matches kept, so that memory stays flat whatever a caseload holds.
const maxRemembered = 4096

func (c *Catalog) match(jurisdiction, text string) Match {
	cat := c.pack.Offenses[jurisdiction]
	if cat == nil {
		return Match{Problem: "no offenses of this jurisdiction are in the catalog"}
	}
	m := Match{Problem: "no statute is given"}
	if text != "" {
		cite, beside, err := cat.Parser.ParseNamed(text)
		if err == nil {
			m = c.cited(jurisdiction, cite)
			switch name := wordsOf(strings.Join(beside, " ")); {
			case len(m.Offenses) == 0:
				m.Problem = "the catalog does not hold " + cite.String()
			case len(name) > 0:
				m = c.narrowed(jurisdiction, cite, m, name)
			}
			if len(m.Offenses) > 0 {
				return m
			}
		} else {
			m.Problem = err.Error()
		}
	}
	return m
}

// cited finds a citation: as a whole, or section by section. A section that stands for an attempt, a conspiracy or the
// like gives the others its kind.
func (c *Catalog) cited(jurisdiction string, cite statute.Citation) Match {
	if whole := c.find(jurisdiction, cite, func(e entry) bool { return same(e.citation, cite) }); len(whole) > 0 {
		return Match{Offenses: whole, Inchoate: whole[0].Inchoate}
	}
	var m Match
	var inchoate []*rulepack.Offense
	for _, s := range cite {
		for _, o := range c.section(jurisdiction, s) {
			switch {
			case o.Inchoate != "" && len(cite) > 1:
				inchoate = append(inchoate, o)
			case !slices.Contains(m.Offenses, o):
				m.Offenses = append(m.Offenses, o)
			}
		}
	}
	if len(inchoate) > 0 {
		m.Inchoate = inchoate[0].Inchoate
	} else if len(m.Offenses) == 1 {
		m.Inchoate = m.Offenses[0].Inchoate
	}
	return m
}

// narrowed finds which offense of the sections cited is named by the words beside them, as the degree beside PC 459.
func (c *Catalog) narrowed(jurisdiction string, cite statute.Citation, m Match, name []string) Match {
	named := func(o *rulepack.Offense) bool { return holds(wordsOf(o.Title), name) }
	var fit []*rulepack.Offense
	for _, o := range m.Offenses {
		if named(o) {
			fit = append(fit, o)
		}
	}
	for _, s := range cite {
		if len(fit) > 0 {
			break
		}
		fit = c.find(jurisdiction, statute.Citation{s}, func(e entry) bool {
			return e.offense.Inchoate == "" && named(e.offense) && slices.ContainsFunc(e.citation, func(t statute.Section) bool { return s.Covers(t) || t.Covers(s) })
		})
	}
	if len(fit) == 0 {
		return Match{Problem: fmt.Sprintf("no offense of %s in the catalog is called %q; write the section alone, with its subdivisions", cite, strings.Join(name, " "))}
	}
	return Match{Offenses: fit, Inchoate: m.Inchoate}
}

// section finds the entries of one section: the one that names it or the nearest whole of it; otherwise all its parts.
func (c *Catalog) section(jurisdiction string, s statute.Section) []*rulepack.Offense {
	best := -1
	for _, e := range c.bySection[jurisdiction][s.Number] {
		if len(e.citation) == 1 && e.citation[0].Covers(s) {
			best = max(best, len(e.citation[0].Subs))
		}
	}
	single := statute.Citation{s}
	if best >= 0 {
		return c.find(jurisdiction, single, func(e entry) bool {
			return len(e.citation) == 1 && len(e.citation[0].Subs) == best && e.citation[0].Covers(s)
		})
	}
	return c.find(jurisdiction, single, func(e entry) bool {
		return slices.ContainsFunc(e.citation, s.Covers) && e.offense.Inchoate == ""
	})
}

func (c *Catalog) find(jurisdiction string, cite statute.Citation, fits func(entry) bool) (out []*rulepack.Offense) {
	for _, e := range c.bySection[jurisdiction][cite[0].Number] {
		if fits(e) && !slices.Contains(out, e.offense) {
			out = append(out, e.offense)
		}
	}
	return out
}

// same reports whether two citations name the same sections, in any order.
func same(a, b statute.Citation) bool {
	if len(a) != len(b) {
		return false
	}
	for _, s := range a {
		if !slices.ContainsFunc(b, func(t statute.Section) bool { return s.Covers(t) && t.Covers(s) }) {
			return false
		}
	}
	return true
}
