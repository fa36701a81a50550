// Package fact owns the facts of a case: their catalog (names, types, choices, questions), their values, known or
// unknown, and the case that holds them. Which facts exist is said by the rule pack, not here.
package fact

import (
	"slices"
	"strings"

	"example.com/vacatur/internal/source"
)

// Type says what the value of a fact is.
type Type uint8

// The types of facts.
const (
	YesNo Type = iota
	Choice
	Choices // any number of the choices
	Date
	Term
	Number
	Text
)

var typeNames = [...]string{"yesno", "choice", "choices", "date", "term", "number", "text"}

// String returns the name of the type as rule files write it.
func (t Type) String() string { return typeNames[t] }

// TypeNamed returns the type that rule files call by this name.
func TypeNamed(name string) (Type, bool) {
	i := slices.Index(typeNames[:], name)
	return Type(max(i, 0)), i >= 0
}

// Texts is a text in several languages, keyed by language code. English is always there.
type Texts map[string]string

// In returns the text in a language, or in English where it has none.
func (t Texts) In(lang string) string {
	if s, ok := t[lang]; ok && s != "" {
		return s
	}
	return t["en"]
}

// Option is one choice of a fact of type Choice or Choices.
type Option struct {
	ID    string
	Label Texts
}

// Fact describes one fact.
type Fact struct {
	Name     string // dotted: conviction.plea_date
	Type     Type
	Options  []Option
	Question Texts
	Help     Texts
	AskFirst bool  // asked at the start of an interview
	MayBeNo  bool  // a date that may be `none`: the event has not happened
	List     *List // the list whose items have this fact; nil for facts of the whole case
	Slot     int   // place among the values of its scope
	Index    int   // place in the catalog
	From     *Lookup
	Default  *source.Node // how rules fill the fact where a case does not state it
	File     string
	Pos      source.Pos
}

// Lookup fills an absent fact from another one by a table.
type Lookup struct {
	Fact string
	Map  map[string]string
}

// Keys returns the keys under which a case file holds the fact, from the item (or the top of the file) inwards.
func (f *Fact) Keys() []string {
	parts := strings.Split(f.Name, ".")
	if f.List != nil {
		return parts[1:]
	}
	return parts
}

// OptionIndex returns the index of a choice, or -1.
func (f *Fact) OptionIndex(id string) int {
	return slices.IndexFunc(f.Options, func(o Option) bool { return o.ID == id })
}

// List describes a list of a case, such as its convictions.
type List struct {
	ID     string   // convictions
	Item   string   // conviction: the first word in the names of the items' facts
	At     []string // keys from the top of the file, or from the item of Parent
	Parent *List
	Key    string // the key by which items are told apart, or ""
	Title  Texts
	// AbsentIsEmpty says that a case which does not give the list has none; otherwise the list is then unknown.
	AbsentIsEmpty bool
	Index         int // place among the lists that stand beside it: at the top, or in an item of Parent
	Scope         int // 1, 2, …; 0 is the case
	Facts         []*Fact
	Children      []*List
}

// Catalog is the set of all facts and lists.
type Catalog struct {
	Facts  []*Fact
	Lists  []*List // in order of Scope
	Top    []*List // those that stand at the top of a case
	Case   []*Fact // facts of the whole case, by slot
	byName map[string]*Fact
}

// NewCatalog returns an empty catalog.
func NewCatalog() *Catalog { return &Catalog{byName: map[string]*Fact{}} }

// Lookup returns the fact of a name, or nil.
func (c *Catalog) Lookup(name string) *Fact { return c.byName[name] }

// List returns the list of an id, or nil.
func (c *Catalog) List(id string) *List {
	for _, l := range c.Lists {
		if l.ID == id {
			return l
		}
	}
	return nil
}

// ListOfItem returns the list whose items are called by this word, or nil.
func (c *Catalog) ListOfItem(item string) *List {
	for _, l := range c.Lists {
		if l.Item == item {
			return l
		}
	}
	return nil
}

// AddList adds a list; its parent is found from the first key of its place.
func (c *Catalog) AddList(l *List) {
	for _, p := range c.Lists {
		if len(l.At) > 1 && len(p.At) == 1 && p.At[0] == l.At[0] {
			l.Parent, l.At = p, l.At[1:]
		}
	}
	c.Lists = append(c.Lists, l)
	l.Scope = len(c.Lists)
	if l.Parent != nil {
		l.Index = len(l.Parent.Children)
		l.Parent.Children = append(l.Parent.Children, l)
		return
	}
	l.Index = len(c.Top)
	c.Top = append(c.Top, l)
}

// Add adds a fact under a name that is not taken. It returns false if it is.
func (c *Catalog) Add(f *Fact) bool {
	if c.byName[f.Name] != nil {
		return false
	}
	f.Index = len(c.Facts)
	c.Facts = append(c.Facts, f)
	c.byName[f.Name] = f
	first, _, _ := strings.Cut(f.Name, ".")
	if f.List = c.ListOfItem(first); f.List != nil {
		f.Slot = len(f.List.Facts)
		f.List.Facts = append(f.List.Facts, f)
		return true
	}
	f.Slot = len(c.Case)
	c.Case = append(c.Case, f)
	return true
}

// Names returns the names of all facts, in the order of the catalog.
func (c *Catalog) Names() []string {
	names := make([]string, len(c.Facts))
	for i, f := range c.Facts {
		names[i] = f.Name
	}
	return names
}
