package batch

import (
	"fmt"
	"strconv"
	"strings"

	"example.com/vacatur/internal/casefile"
	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/source"
)

// column says what the cells of a column of the table are.
type column struct {
	name    string
	kind    columnKind
	fact    *fact.Fact
	list    *fact.List
	item    int    // of a list, from 0: entry.2.date has 1
	finding string // a classification
}

type columnKind uint8

const (
	ofNothing columnKind = iota // a column without a name: its cells must be empty
	ofNote                      // a column of the clinic's own, #…
	ofCaseID
	ofAsOf
	ofLanguage
	ofFact
	ofKey     // conviction.id
	ofList    // none, or unknown
	ofFinding // conviction.classification.cimt
)

// maxListItems bounds the numbers in the names of columns.
const maxListItems = 20

// columnsOf reads the header of a table.
func columnsOf(name string, header []cell, p *rulepack.Pack) (columns []column, key int, ds source.Diagnostics) {
	key = -1
	seen := map[string]int{}
	for i, h := range header {
		pos := source.Pos{Line: 1, Col: int32(h.at + 1)}
		text := strings.TrimSpace(string(h.text))
		c, why := columnOf(text, p)
		if why != "" {
			ds.Add(name, pos, "%s", why)
		} else if at, twice := seen[text]; twice && c.kind > ofNote {
			ds.Add(name, pos, "the column %q stands here a second time; it is column %d already", text, at+1)
		}
		seen[text] = i
		if c.kind == ofCaseID && key < 0 {
			key = i
		}
		columns = append(columns, c)
	}
	if len(ds) == 0 && key < 0 && !hasFact(columns) {
		ds.Add(name, source.Pos{Line: 1, Col: 1}, "the first row must name the columns; vacatur template csv prints one to start from")
	}
	return columns, key, ds
}

func hasFact(columns []column) bool {
	for i := range columns {
		if columns[i].kind >= ofFact {
			return true
		}
	}
	return false
}

// columnOf reads one name in the header.
func columnOf(name string, p *rulepack.Pack) (column, string) {
	c := column{name: name, item: -1}
	switch {
	case name == "":
		return c, ""
	case name[0] == '#':
		c.kind = ofNote
		return c, ""
	}
	switch name {
	case "case_id":
		c.kind = ofCaseID
		return c, ""
	case "as_of":
		c.kind = ofAsOf
		return c, ""
	case "language":
		c.kind = ofLanguage
		return c, ""
	}
	if f := p.Catalog.Lookup(name); f != nil && (f.List == nil || f.List.ID == "convictions") {
		c.kind, c.fact = ofFact, f
		return c, ""
	}
	first, rest, _ := strings.Cut(name, ".")
	if l := p.Catalog.List(name); l != nil && l.Key == "" {
		c.kind, c.list = ofList, l
		return c, ""
	}
	if l := p.Catalog.ListOfItem(first); l != nil {
		if l.Key != "" {
			if rest == l.Key {
				c.kind, c.list = ofKey, l
				return c, ""
			}
			if class, ok := strings.CutPrefix(rest, "classification."); ok && p.Classification(class) != nil {
				c.kind, c.list, c.finding = ofFinding, l, class
				return c, ""
			}
		} else if number, word, ok := strings.Cut(rest, "."); ok {
			n, err := strconv.Atoi(number)
			f := p.Catalog.Lookup(first + "." + word)
			if err == nil && n >= 1 && n <= maxListItems && f != nil {
				c.kind, c.fact, c.list, c.item = ofFact, f, l, n-1
				return c, ""
			}
		}
	}
	return c, unknownColumn(name, p)
}

// unknownColumn says which column may have been meant: one of nearly that name, or whose last words are.
func unknownColumn(name string, p *rulepack.Pack) string {
	known := columnNames(p)
	near := source.Nearest(name, known)
	if near == "" {
		ends := map[string]string{} // plea_date for conviction.plea_date
		var words []string
		for _, k := range known {
			if word := k[strings.LastIndexByte(k, '.')+1:]; word != k && ends[word] == "" {
				ends[word], words = k, append(words, word)
			}
		}
		if near = ends[name]; near == "" && len(name) > 5 {
			near = ends[source.Nearest(name, words)]
		}
	}
	if near != "" {
		return fmt.Sprintf("the column %q is not known; did you mean %q? A column of your own begins with #", name, near)
	}
	return fmt.Sprintf("the column %q is not known; columns are named by facts, as conviction.plea_date (vacatur template csv prints them); a column of your own begins with #", name)
}

// columnNames lists the names that columns may have; of lists, those of the first item.
func columnNames(p *rulepack.Pack) []string {
	names := []string{"case_id", "as_of", "language"}
	for _, l := range p.Catalog.Lists {
		if l.Key != "" {
			names = append(names, l.Item+"."+l.Key)
		}
	}
	for _, f := range p.Catalog.Facts {
		names = append(names, columnName(f, 1))
	}
	for _, c := range p.Classifications {
		names = append(names, "conviction.classification."+c.ID)
	}
	return names
}

// columnName is the column of a fact; n counts the items of a list that stands in one row.
func columnName(f *fact.Fact, n int) string {
	if f.List == nil || f.List.Key != "" {
		return f.Name
	}
	return f.List.Item + "." + strconv.Itoa(n) + strings.TrimPrefix(f.Name, f.List.Item)
}

// parserOf returns how the cells of a fact's column are read: as the case format reads them. Text whose words are fixed is
// given to the decoder of case files itself, so that both refuse the same.
func parserOf(f *fact.Fact, p *rulepack.Pack) func(string) (fact.Value, string) {
	if f.Type == fact.Text && (f.Name == "conviction.jurisdiction" || f.Name == "order.path") {
		return func(s string) (fact.Value, string) { return fixedText(f, p, s) }
	}
	return func(s string) (fact.Value, string) {
		if f.Type == fact.YesNo || f.Type == fact.Choice {
			if low := strings.ToLower(s); low != s { // spreadsheets write TRUE and No
				if v, err := f.Parse(low); err == nil {
					return v, ""
				}
			}
		}
		v, err := f.Parse(s)
		if err != nil {
			return v, f.Name + ": " + err.Error()
		}
		return v, ""
	}
}

func fixedText(f *fact.Fact, p *rulepack.Pack, s string) (fact.Value, string) {
	if s == "unknown" {
		return fact.Value{State: fact.Unknown, Type: fact.Text}, ""
	}
	node := &source.Node{Kind: source.Scalar, Quoted: true, Value: s}
	keys := f.Keys()
	for i := len(keys) - 1; i >= 0; i-- {
		node = &source.Node{Kind: source.Map, Fields: []source.Field{{Key: keys[i], Value: node}}}
	}
	for l := f.List; l != nil; l = l.Parent {
		node = &source.Node{Kind: source.List, Items: []*source.Node{node}}
		for i := len(l.At) - 1; i >= 0; i-- {
			node = &source.Node{Kind: source.Map, Fields: []source.Field{{Key: l.At[i], Value: node}}}
		}
	}
	node.Fields = append(node.Fields, source.Field{Key: "schema", Value: &source.Node{Value: casefile.Schema}})
	_, ds := casefile.Decode("", node, p, date.Day(0))
	if ms := mistakesOf(ds); len(ms) > 0 {
		return fact.Value{}, f.Name + ": " + ms[0].text
	}
	return fact.Value{State: fact.Given, Type: fact.Text, Str: s}, ""
}
