package screen_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"example.com/vacatur/internal/casefile"
	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/screen"
	"example.com/vacatur/internal/source"
	"example.com/vacatur/internal/statute"
	"example.com/vacatur/internal/tri"
)

// A section named without its subdivision says less than any of them: what the catalog answers for it must be true of every
// subdivision that the catalog holds. Otherwise an unknown subdivision would be read as the mildest, or the gravest, one.
func TestBareSectionsSettleNothingTheirSubdivisionsLeaveOpen(t *testing.T) {
	s := screener(t, "CA")
	for place, cat := range s.Pack().Offenses {
		families := familiesOf(cat)
		if place == "CA" && len(families) < 30 {
			t.Errorf("%s: only %d bare sections with subdivisions were found", place, len(families))
		}
		for _, circumstances := range bareCircumstances {
			checkFamilies(t, s, place, families, circumstances)
		}
	}
}

type family struct {
	whole string
	parts []string
}

// familiesOf finds the citations that cover others of other offenses, as 245 covers 245(a)(2).
func familiesOf(cat *rulepack.OffenseCatalog) (out []family) {
	type cited struct {
		offense *rulepack.Offense
		cite    statute.Citation
	}
	var all []cited
	for _, o := range cat.Offenses {
		for _, c := range o.Statutes {
			all = append(all, cited{o, c})
		}
	}
	for _, w := range all {
		f := family{whole: w.cite.String()}
		for _, p := range all {
			if p.offense != w.offense && coversAll(w.cite, p.cite) && !coversAll(p.cite, w.cite) {
				f.parts = append(f.parts, p.cite.String())
			}
		}
		if len(f.parts) > 0 {
			out = append(out, f)
		}
	}
	return out
}

func coversAll(whole, part statute.Citation) bool {
	if len(whole) != len(part) {
		return false
	}
	for _, s := range whole {
		if !slices.ContainsFunc(part, s.Covers) {
			return false
		}
	}
	return true
}

// bareCircumstances are facts that conditions of the catalog turn on; each line makes one case.
var bareCircumstances = func() (out []string) {
	for _, circuit := range []string{"9", "3"} {
		for _, when := range []string{"2005-06-01", "2014-06-01", "2021-06-01"} {
			for _, level := range []string{"felony", "misdemeanor"} {
				for _, details := range []string{"", ", details: {victim: spouse, relationship_in_record: yes, drug: methamphetamine, victim_age: 20, minor_victim: no, firearm: no}",
					", details: {victim: other, drug: other_unlisted, victim_age: 12, minor_victim: yes, firearm: yes, loss_usd: 20000, protection_order_violence_part: yes}"} {
					out = append(out, fmt.Sprintf("%s|disposition: plea, plea: guilty, level: %s, offense_date: %s, plea_date: %s, conviction_date: %s%s", circuit, level, when, when, when, details))
				}
			}
		}
	}
	return out
}()

func checkFamilies(t *testing.T, s *screen.Screener, place string, families []family, circumstances string) {
	t.Helper()
	circuit, facts, _ := strings.Cut(circumstances, "|")
	for part := range slices.Chunk(families, 8) {
		var b strings.Builder
		fmt.Fprintf(&b, "schema: %s\nas_of: 2026-11-24\nremoval: {circuit: %s}\nconvictions:\n", casefile.Schema, circuit)
		for i, f := range part {
			for j, cite := range append([]string{f.whole}, f.parts...) {
				fmt.Fprintf(&b, "  - {id: c%d-%d, jurisdiction: %s, statute: \"%s\", %s}\n", i, j, place, cite, facts)
			}
		}
		c := decodeText(t, s, b.String())
		res := s.Screen(c)
		at := 0
		for _, f := range part {
			whole := &res.Convictions[at]
			for j, cite := range f.parts {
				compareBare(t, s, f.whole, cite, circumstances, whole, &res.Convictions[at+1+j])
			}
			at += 1 + len(f.parts)
		}
	}
}

func decodeText(t *testing.T, s *screen.Screener, text string) *fact.Case {
	t.Helper()
	n, ds := source.ReadYAML("bare.yaml", []byte(text))
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	c, ds := casefile.Decode("bare.yaml", n, s.Pack(), date.DayOf(2026, 11, 24))
	if c == nil {
		t.Fatal(ds)
	}
	return c
}

// compareBare reports an answer of a bare section that is settled otherwise, or open, for one of its parts.
func compareBare(t *testing.T, s *screen.Screener, bare, part, circumstances string, whole, one *screen.Conviction) {
	t.Helper()
	most := s.Pack().Catalog.Lookup("conviction.sentence.max_possible").Slot
	w, p := &whole.Item.Values[most], &one.Item.Values[most]
	felony := strings.Contains(circumstances, "level: felony")
	if p.Known() && (ofYear(p.Term()) == 2) != felony {
		return // the level says that it was another part: this one is a misdemeanor alone, or a felony alone
	}
	got, want := classValues(whole), classValues(one)
	for _, class := range s.Pack().Classifications {
		if w, p := got[class.ID], want[class.ID]; w != p && (w == "yes" || w == "no" || w == "" && p != "no") && (w != "no" || p != "") {
			t.Errorf("%s is %s: %s, but %s: %s (%s)", bare, class.ID, cmp.Or(w, "no"), part, cmp.Or(p, "no"), circumstances)
		}
	}
	if w.Known() && p.Known() && ofYear(w.Term()) != ofYear(p.Term()) {
		t.Errorf("the longest sentence of %s is %s, but that of %s %s (%s)", bare, w, part, p, circumstances)
	}
}

// classValues are the answers that a conviction has; what is not listed is "no".
func classValues(c *screen.Conviction) map[string]string {
	m := map[string]string{}
	for _, k := range c.Classes() {
		m[k.Classification.ID] = k.Value
	}
	return m
}

// ofYear sorts longest sentences as the law does: five days or less, less than a year, one year, more.
func ofYear(term date.Term) int {
	switch {
	case date.MoreThan(term, date.Months(12)) == tri.Yes:
		return 2
	case date.AtLeast(term, date.Months(12)) == tri.Yes:
		return 1
	case date.MoreThan(term, date.Days(5)) == tri.Yes:
		return 0
	}
	return -1
}
