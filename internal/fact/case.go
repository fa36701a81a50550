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
	var n room
	n.count(c.Lists)
	k := copier{values: make([]Value, 0, n.values+len(c.Values)), lists: make([]Sublist, 0, n.lists), items: make([]Item, 0, n.items)}
	d := *c
	d.Values, d.Lists = k.copyValues(c.Values), k.copyLists(c.Lists)
	return &d
}

// room is how much there is of a case.
type room struct{ values, lists, items int }

func (n *room) count(ls []Sublist) {
	n.lists += len(ls)
	for i := range ls {
		n.items += len(ls[i].Items)
		for j := range ls[i].Items {
			n.values += len(ls[i].Items[j].Values)
			n.count(ls[i].Items[j].Lists)
		}
	}
}

// copier copies a case into room that was made for all of it at once. What it returns has no room to grow into what follows.
type copier struct {
	values []Value
	lists  []Sublist
	items  []Item
}

func (k *copier) copyValues(vs []Value) []Value {
	from := len(k.values)
	k.values = append(k.values, vs...)
	return k.values[from:len(k.values):len(k.values)]
}

func (k *copier) copyLists(ls []Sublist) []Sublist {
	from := len(k.lists)
	k.lists = append(k.lists, ls...)
	out := k.lists[from:len(k.lists):len(k.lists)]
	for i := range out {
		first := len(k.items)
		k.items = append(k.items, out[i].Items...)
		items := k.items[first:len(k.items):len(k.items)]
		for j := range items {
			items[j].Values, items[j].Lists = k.copyValues(items[j].Values), k.copyLists(items[j].Lists)
		}
		out[i].Items = items
	}
	return out
}
