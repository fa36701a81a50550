package interview

import (
	"fmt"
	"slices"
	"strings"

	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
)

// question puts a place into words.
func (e *engine) question(p place) Question {
	w := e.words
	q := Question{ID: p.String(), Group: e.group(p), Type: fact.YesNo, Current: e.current(p), check: e.check(p)}
	if p.more {
		l := e.catalog().List(p.name)
		q.Text, q.Help = w.anyItem, w.anyHelp
		if p.item() > 0 {
			q.Text, q.Help = w.another, w.anotherHelp
		}
		q.Text = fmt.Sprintf(q.Text, l.Title.In(e.c.Language))
		q.Choices = w.yesNo()
		return q
	}
	f := e.fact(p)
	q.Type, q.Text, q.Help = f.Type, f.Question.In(e.c.Language), f.Help.In(e.c.Language)
	switch f.Type {
	case fact.YesNo:
		q.Choices = w.yesNo()
	case fact.Choice, fact.Choices:
		q.Choices = e.choices(f)
	case fact.Date:
		if q.Format = w.date; f.MayBeNo {
			q.Format = w.dateOrNone
		}
	case fact.Term:
		q.Format = w.term
	case fact.Number:
		q.Format = w.number
	case fact.Text:
		if f.Name == "order.path" { // what was sought is a path or a plain kind; the kinds have labels
			if kind := e.catalog().Lookup("order.kind"); kind != nil {
				q.Type = fact.Choice
				q.Choices = slices.DeleteFunc(e.choices(kind), func(c Choice) bool {
					return c.ID != Unknown && !slices.Contains(rulepack.Vehicles, c.ID)
				})
			}
		}
	}
	return q
}

func (e *engine) choices(f *fact.Fact) []Choice {
	out := make([]Choice, 0, len(f.Options)+1)
	for _, o := range f.Options {
		out = append(out, Choice{o.ID, o.Label.In(e.c.Language)})
	}
	return append(out, Choice{Unknown, e.words.notSure})
}

// labels returns how an answer reads: the labels of the choices it names, or itself.
func labels(choices []Choice, text string) string {
	if len(choices) == 0 {
		return text
	}
	var out []string
	for _, id := range strings.Fields(text) {
		label := id
		for _, c := range choices {
			if c.ID == id {
				label = c.Label
			}
		}
		out = append(out, label)
	}
	return strings.Join(out, "; ")
}

// group names what a question is about.
func (e *engine) group(p place) string {
	l := e.catalog().List(p.name)
	if !p.more {
		if l = e.fact(p).List; l == nil {
			if first, _, _ := strings.Cut(p.name, "."); first == "removal" {
				return e.words.removal
			}
			return e.words.person
		}
	}
	lang := e.c.Language
	own := fmt.Sprintf("%s %d", l.Title.In(lang), p.item()+1)
	if p.more {
		own = l.Title.In(lang)
	}
	if l.Parent != nil {
		return e.named(l.Parent, p.outer) + " · " + own
	}
	if !p.more && l == e.convictions() {
		return e.named(l, p.outer)
	}
	return own
}

// named tells one conviction from another: by its number, place and statute.
func (e *engine) named(l *fact.List, i int) string {
	s := fmt.Sprintf("%s %d", l.Title.In(e.c.Language), i+1)
	items := sub(e.c, l, -1).Items
	if i >= len(items) {
		return s
	}
	var what []string
	for _, name := range []string{"conviction.jurisdiction", "conviction.statute"} {
		if f := e.catalog().Lookup(name); f != nil && f.List == l {
			if v := &items[i].Values[f.Slot]; v.Known() {
				what = append(what, v.Str)
			}
		}
	}
	if len(what) > 0 {
		s += " (" + strings.Join(what, " ") + ")"
	}
	return s
}
