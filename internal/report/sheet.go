package report

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
	short  bool   // in text, one line and no more
	fields []field
}

// field is a labelled line under an item.
type field struct {
	label string
	text  string
}

func (s *sheet) heading(level int, text string) {
	s.blocks = append(s.blocks, block{level: level, lead: text})
}

func (s *sheet) paragraph(text string) { s.blocks = append(s.blocks, block{text: text}) }

func (s *sheet) add(b block) {
	b.item = true
	s.blocks = append(s.blocks, b)
}

// say adds a labelled line, unless it would be empty.
func (b *block) say(label, text string) {
	if text != "" {
		b.fields = append(b.fields, field{label, text})
	}
}
