package report

import "slices"

// sheet is a report before it has a format: headings, items with a status, and labelled lines under them.
type sheet struct {
	title  string
	lang   string
	blocks []block
}

// tone says how much a status weighs; it gives the colour where there is one.
type tone string

const (
	plain tone = ""
	bad   tone = "bad"
	doubt tone = "doubt"
	good  tone = "good"
	dim   tone = "dim"
)

// block is a heading (level 1 to 3), a paragraph (level 0 without tag, lead and item) or an item.
type block struct {
	level  int
	item   bool
	tag    string // a status in words
	tone   tone
	lead   string // the name of the thing
	text   string // what is said of it
	lines  int    // in text, so many lines and no fields; 0: all of it
	exact  bool   // a heading that holds names of the case, which are shown as they are written
	fields []field
}

// field is a labelled line under an item.
type field struct {
	label string
	text  string
	aside bool // left out in text, where room is short
}

func (s *sheet) heading(level int, text string) {
	s.blocks = append(s.blocks, block{level: level, lead: text})
}

// named is a heading with names of the case in it.
func (s *sheet) named(text string) {
	s.blocks = append(s.blocks, block{level: 1, lead: text, exact: true})
}

func (s *sheet) paragraph(text string) { s.blocks = append(s.blocks, block{text: text}) }

func (s *sheet) add(b block) {
	b.item = true
	s.blocks = append(s.blocks, b)
}

// aside adds a labelled line that text leaves out.
func (b *block) aside(label, text string) {
	if text != "" {
		b.fields = append(b.fields, field{label: label, text: text, aside: true})
	}
}

// say adds a labelled line, unless it would be empty.
func (b *block) say(label, text string) {
	if text != "" {
		b.fields = append(b.fields, field{label: label, text: text})
	}
}

// groups puts ids together under a key, in the order in which they came.
type groups []group

type group struct {
	key string
	ids []string
}

func (g *groups) add(key, id string) {
	i := slices.IndexFunc(*g, func(x group) bool { return x.key == key })
	if i < 0 {
		*g, i = append(*g, group{key: key}), len(*g)
	}
	(*g)[i].ids = append((*g)[i].ids, id)
}
