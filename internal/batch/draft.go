package batch

import (
	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/source"
)

// draft is a case under construction. Its memory, and that of the cases done, is used again after a reset.
type draft struct {
	pack        *rulepack.Pack
	convictions *fact.List
	*room
	rooms []*room
	used  int
	texts map[string]string
}

// room is the memory of one case.
type room struct {
	c     *fact.Case
	items []fact.Item // of the convictions, as many as were ever needed at once
}

// maxTexts bounds how many texts are kept for repetition.
const maxTexts = 8192

func newDraft(p *rulepack.Pack) *draft {
	return &draft{pack: p, convictions: p.Catalog.List("convictions"), texts: map[string]string{}}
}

// reset lets go of the cases that are done.
func (d *draft) reset() { d.used = 0 }

// begin begins the next case.
func (d *draft) begin(id []byte, asOf date.Day) {
	if d.used == len(d.rooms) {
		d.rooms = append(d.rooms, &room{c: d.pack.Catalog.NewCase()})
	}
	d.room = d.rooms[d.used]
	d.used++
	d.c.ID, d.c.AsOf, d.c.Language = string(id), asOf, "en"
	clear(d.c.Values)
	clear(d.c.Lists)
	d.c.Lists[d.convictions.Index] = fact.Sublist{Given: true}
	d.items = d.items[:0]
}

// conviction adds a conviction and returns it; it is good until the next one is added.
func (d *draft) conviction() *fact.Item {
	n := len(d.items)
	if n < cap(d.items) {
		d.items = d.items[:n+1]
	} else {
		d.items = append(d.items, fact.Item{})
	}
	it := &d.items[n]
	if it.Values == nil {
		*it = d.convictions.NewItem()
	}
	clear(it.Values)
	clear(it.Lists)
	it.Key, it.Findings = "", nil
	return it
}

// done returns the case.
func (d *draft) done() *fact.Case {
	d.c.Lists[d.convictions.Index].Items = d.items
	return d.c
}

// text returns bytes as text, the same one for the same bytes.
func (d *draft) text(b []byte) string {
	if s, ok := d.texts[string(b)]; ok {
		return s
	}
	if len(d.texts) >= maxTexts {
		clear(d.texts)
	}
	s := string(b)
	d.texts[s] = s
	return s
}

// values parses texts as values of one fact, and remembers those it has seen.
type values struct {
	fact  *fact.Fact
	parse func(string) (fact.Value, string) // the value, or what is wrong
	seen  map[string]fact.Value
}

func (v *values) of(text []byte, line, col int) (fact.Value, string) {
	got, ok := v.seen[string(text)]
	if !ok {
		var wrong string
		s := string(text)
		if got, wrong = v.parse(s); wrong != "" {
			return got, wrong
		}
		if v.seen == nil || len(v.seen) >= maxTexts {
			v.seen = map[string]fact.Value{}
		}
		v.seen[s] = got
	}
	got.Pos = source.Pos{Line: int32(line), Col: int32(col)}
	return got, ""
}
