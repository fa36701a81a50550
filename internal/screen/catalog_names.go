package screen

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"example.com/vacatur/internal/rulepack"
)

// alike are words by which people mean the same, in the singular.
var alike = map[string]string{
	"marijuana": "cannabis", "marihuana": "cannabis", "weed": "cannabis", "cultivation": "growing", "cultivating": "growing",
	"meth": "methamphetamine", "1st": "first", "2nd": "second", "3rd": "third", "stealing": "theft", "larceny": "theft",
	"gun": "firearm", "spousal": "spouse", "police": "officer", "cop": "officer", "drunk": "influence", "dwi": "dui",
}

// empty are words that name nothing by themselves.
var empty = map[string]bool{"a": true, "an": true, "the": true, "of": true, "or": true, "and": true, "for": true, "with": true,
	"in": true, "on": true, "to": true, "by": true, "under": true}

// wordsOf returns the words of a name that tell one offense from another, in the form in which they are compared.
func wordsOf(s string) []string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '$' })
	words = slices.DeleteFunc(words, func(w string) bool { return empty[w] })
	for i, w := range words {
		words[i] = singular(cmp.Or(alike[w], alike[singular(w)], w))
	}
	return words
}

func singular(word string) string {
	if len(word) > 3 && !strings.HasSuffix(word, "ss") {
		return strings.TrimSuffix(word, "s")
	}
	return word
}

func holds(name, words []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(name, w) })
}

// Named finds offenses of a jurisdiction by what people call them: those whose title holds every word, and those of the plain
// type that the words name. The plain ones come first: those called so and nothing else, then those of the type, then those that
// the title names. Of those that are alike, one that surely weighs in immigration law comes before one that may not, so that
// nobody stops reading at a harmless one.
func (c *Catalog) Named(jurisdiction, text string) (out []*rulepack.Offense) {
	cat, words := c.pack.Offenses[jurisdiction], wordsOf(text)
	if cat == nil || len(words) == 0 {
		return nil
	}
	types := c.typesNamed(words)
	rank := map[*rulepack.Offense]int{}
	for _, o := range cat.Offenses {
		head := o.Ready().Title
		if i := strings.IndexAny(head, ",("); i > 0 {
			head = head[:i]
		}
		n := 0
		if holds(wordsOf(o.Title), words) {
			n |= 2
		}
		if slices.Contains(types, o.Type) {
			n |= 4
		}
		if sameWords(wordsOf(head), words) {
			n |= 8
		}
		if n == 0 {
			continue
		}
		if slices.ContainsFunc(o.Classes, func(cases []rulepack.ClassCase) bool {
			return slices.ContainsFunc(cases, func(k rulepack.ClassCase) bool { return k.Value == "yes" })
		}) {
			n |= 1
		}
		rank[o], out = n, append(out, o)
	}
	slices.SortStableFunc(out, func(a, b *rulepack.Offense) int { return rank[b] - rank[a] })
	return out
}

func sameWords(a, b []string) bool { return holds(a, b) && holds(b, a) }

// typesNamed returns the plain types of offenses that the words name: by their ids, or by one of the names in their labels.
func (c *Catalog) typesNamed(words []string) (types []string) {
	f := c.pack.Catalog.Lookup("conviction.offense_type")
	if f == nil {
		return nil
	}
	same := func(name string) bool { return sameWords(wordsOf(name), words) }
	for _, o := range f.Options {
		named := same(strings.ReplaceAll(o.ID, "_", " "))
		for _, label := range o.Label {
			for _, list := range strings.Split(label, ",") {
				for _, name := range strings.Split(list, " or ") {
					named = named || same(name)
				}
			}
		}
		if named {
			types = append(types, o.ID)
		}
	}
	return types
}

// Names returns the words by which offenses of a jurisdiction can be found.
func (c *Catalog) Names(jurisdiction string) (out []string) {
	if cat := c.pack.Offenses[jurisdiction]; cat != nil {
		for _, o := range cat.Offenses {
			out = append(out, wordsOf(o.Title)...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
