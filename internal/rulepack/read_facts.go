package rulepack

import (
	"cmp"
	"maps"
	"slices"

	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/source"
)

// facts reads the facts of a file; how they are filled is compiled once all of them are known.
func (l *loader) facts(f *file) {
	section := f.node.Get("facts")
	if section == nil {
		return
	}
	if section.Kind != source.Map {
		f.Diags.Add(f.File, section.Pos, "facts must be a mapping from names to facts")
		return
	}
	for i := range section.Fields {
		field := &section.Fields[i]
		n := field.Value
		if !f.Known(n, "type", "choices", "question", "help", "ask", "may_be", "default", "from") {
			continue
		}
		fc := &fact.Fact{Name: field.Key, Question: f.texts(n.Get("question")), Help: f.texts(n.Get("help")),
			AskFirst: f.OneOf(n, "ask", "start") == "start", MayBeNo: f.OneOf(n, "may_be", "none") == "none",
			Default: n.Get("default"), File: f.File, Pos: field.Pos}
		f.plain(fc.Name, field.Pos)
		var ok bool
		if fc.Type, ok = fact.TypeNamed(f.Required(n, "type")); !ok {
			f.Diags.Add(f.File, n.Pos, "%q is not a type; it is one of yesno, choice, choices, date, term, number, text", f.Text(n, "type"))
		}
		f.options(n, fc)
		if fc.Question["en"] == "" {
			f.Diags.Add(f.File, field.Pos, "the fact %s has no question", fc.Name)
		}
		if from := n.Get("from"); from != nil {
			fc.From = f.lookup(from)
		}
		if !l.pack.Catalog.Add(fc) {
			f.Diags.Add(f.File, field.Pos, "the fact %s is defined twice; see %s", fc.Name, l.pack.Catalog.Lookup(fc.Name).File)
			continue
		}
		if fc.From != nil || fc.Default != nil {
			l.fillsOf = append(l.fillsOf, fillSource{fc, f})
		}
	}
}

func (f *file) options(n *source.Node, fc *fact.Fact) {
	choices := n.Get("choices")
	isChoice := fc.Type == fact.Choice || fc.Type == fact.Choices
	if isChoice != (choices != nil && choices.Kind == source.Map) {
		f.Diags.Add(f.File, n.Pos, "choices stand with the types choice and choices, as a mapping, and only there")
		return
	}
	if choices == nil {
		return
	}
	for _, c := range choices.Fields {
		fc.Options = append(fc.Options, fact.Option{ID: c.Key, Label: f.texts(c.Value)})
	}
	if len(fc.Options) > 60 || fc.Type == fact.Choices && len(fc.Options) > 30 {
		f.Diags.Add(f.File, choices.Pos, "%d choices are too many", len(fc.Options))
	}
}

func (f *file) lookup(n *source.Node) *fact.Lookup {
	f.Known(n, "fact", "map")
	lk := &fact.Lookup{Fact: f.Required(n, "fact"), Map: map[string]string{}}
	if m := n.Get("map"); m != nil {
		for _, field := range m.Fields {
			lk.Map[field.Key] = field.Value.Value
		}
	}
	return lk
}

// offenseType returns a plain type of offenses, and reports one that no case can state.
func (l *loader) offenseType(f *file, n *source.Node) string {
	types := l.pack.Catalog.Lookup("conviction.offense_type")
	if types != nil && types.OptionIndex(n.Value) < 0 {
		f.Diags.Add(f.File, n.Pos, "no offense type is called %q", n.Value)
	}
	return n.Value
}

// fills compiles how absent facts are filled.
func (l *loader) fills() {
	for _, src := range l.fillsOf {
		fill := Fill{Fact: src.fact}
		if lk := src.fact.From; lk != nil {
			l.tableFill(&fill, src, lk)
		}
		if n := src.fact.Default; n != nil {
			c := l.compiler(src.file)
			for _, item := range n.Items {
				src.file.Known(item, "when", "value")
				fc := FillCase{}
				if w := item.Get("when"); w != nil {
					fc.When = c.Compile(w, src.fact.List)
				}
				l.fillValue(&fc, src, item)
				fill.Cases = append(fill.Cases, fc)
			}
		}
		l.pack.Fills = append(l.pack.Fills, fill)
	}
}

func (l *loader) tableFill(fill *Fill, src fillSource, lk *fact.Lookup) {
	from := l.pack.Catalog.Lookup(lk.Fact)
	if from == nil || from.List != src.fact.List {
		src.file.Diags.Add(src.fact.File, src.fact.Pos, "%s is filled from %q, which is no fact beside it", src.fact.Name, lk.Fact)
		return
	}
	for _, k := range slices.Sorted(maps.Keys(lk.Map)) {
		when, err1 := from.Parse(k)
		then, err2 := src.fact.Parse(lk.Map[k])
		if err := cmp.Or(err1, err2); err != nil {
			src.file.Diags.Add(src.fact.File, src.fact.Pos, "%s", err)
			continue
		}
		test := cond.Test{Op: cond.TestIn, Literals: []fact.Value{when}, Mask: 1 << when.Index}
		fill.Cases = append(fill.Cases, FillCase{Literal: &then,
			When: &cond.Expr{Op: cond.OpTest, Subject: cond.Subject{Fact: from}, Tests: []cond.Test{test}}})
	}
}

func (l *loader) fillValue(fc *FillCase, src fillSource, item *source.Node) {
	text := src.file.Required(item, "value")
	if from := l.pack.Catalog.Lookup(text); from != nil {
		if from.Type != src.fact.Type || from.List != src.fact.List {
			src.file.Diags.Add(src.file.File, item.Pos, "%s cannot be filled from %s", src.fact.Name, text)
		}
		fc.From = from
		return
	}
	v, err := src.fact.Parse(text)
	if err != nil {
		src.file.Diags.Add(src.file.File, item.Pos, "%s: %s", src.fact.Name, err)
	}
	fc.Literal = &v
}
