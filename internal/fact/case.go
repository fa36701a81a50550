package fact

import "example.com/vacatur/internal/date"

// Case is one person's history as of one date.
type Case struct {
	ID       string
	AsOf     date.Day
	Language string
	Values   []Value   // of the facts of the whole case, by slot
	Lists    []Sublist // by List.Index of the lists at the top
}

// Sublist is a list of a case. A list that was not given and is not empty by definition is unknown.
type Sublist struct {
	Given bool
	Items []Item
}

// Item is one item of a list, such as a conviction.
type Item struct {
	Key      string
	Values   []Value   // by slot
	Lists    []Sublist // by List.Index of the children
	Findings []Finding // a person's own classification of an offense
}

// Finding is a classification that a person, and not the catalog, gave an offense.
type Finding struct {
	Classification string
	Value          string // yes no divisible unsettled unknown
	By             string
}

// NewCase returns a case of which nothing is known.
func (c *Catalog) NewCase() *Case {
	return &Case{Language: "en", Values: make([]Value, len(c.Case)), Lists: make([]Sublist, len(c.Top))}
}

// NewItem returns an item of which nothing is known.
func (l *List) NewItem() Item {
	return Item{Values: make([]Value, len(l.Facts)), Lists: make([]Sublist, len(l.Children))}
}

// Value returns the value of a fact of the whole case, or of an item where one is given.
func (c *Case) Value(f *Fact, it *Item) *Value {
	if f.List == nil {
		return &c.Values[f.Slot]
	}
	return &it.Values[f.Slot]
}

// Clone returns a deep copy, so that a what-if never touches the case it began from.
func (c *Case) Clone() *Case {
	d := *c
	d.Values = append([]Value(nil), c.Values...)
	d.Lists = cloneLists(c.Lists)
	return &d
}

func cloneLists(ls []Sublist) []Sublist {
	out := make([]Sublist, len(ls))
	for i, l := range ls {
		out[i].Given = l.Given
		out[i].Items = make([]Item, len(l.Items))
		for j, it := range l.Items {
			it.Values = append([]Value(nil), it.Values...)
			it.Lists = cloneLists(it.Lists)
			out[i].Items[j] = it
		}
	}
	return out
}
