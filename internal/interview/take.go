package interview

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"example.com/vacatur/internal/casefile"
	"example.com/vacatur/internal/fact"
)

// take puts an answer into the case. Where it changes an earlier one, what no longer matters falls away.
func (e *engine) take(p place, text string) error {
	before, beforeBy, again := e.c, e.s, e.stated(p)
	was := e.current(p)
	e.c, e.res = e.c.Clone(), nil
	if p.more {
		e.takeMore(p, text)
	} else {
		f := e.fact(p)
		v, err := f.Parse(e.asWritten(f, text))
		if err != nil {
			return err
		}
		*valueAt(e.c, f, p) = v
	}
	if err := e.follow(); err != nil {
		e.c, e.res = before, nil
		return err
	}
	if again && was != e.current(p) {
		e.fallAway(before, beforeBy, p)
	}
	return nil
}

// current returns the answer at a place as a case file writes it, or "".
func (e *engine) current(p place) string {
	if p.more {
		return e.moreAnswer(p)
	}
	if !e.stated(p) {
		return ""
	}
	return valueAt(e.c, e.fact(p), p).String()
}

// asWritten gives a typed text the form that rules compare: no blanks around it, and the capitals of codes that tables
// and rule files are named by.
func (e *engine) asWritten(f *fact.Fact, text string) string {
	text = strings.TrimSpace(text)
	if f.Type != fact.Text {
		return text
	}
	if strings.EqualFold(text, Unknown) {
		return Unknown
	}
	if f.Name == "conviction.jurisdiction" || e.codes(f) != nil {
		return strings.ToUpper(text)
	}
	return text
}

// codes returns the words that a text fact may be because another fact is looked up by it, or nil.
func (e *engine) codes(f *fact.Fact) []string {
	var out []string
	for _, g := range e.catalog().Facts {
		if g.From != nil && g.From.Fact == f.Name {
			for k := range g.From.Map {
				out = append(out, k)
			}
		}
	}
	slices.Sort(out)
	return out
}

// check reports whether a text is an answer at a place. Free text is held against the case format itself, so that
// what was saved can always be read again.
func (e *engine) check(p place) func(string) error {
	if p.more {
		return func(text string) error {
			if text != "yes" && text != "no" && text != Unknown {
				return fmt.Errorf(e.words.noYesNo, text)
			}
			return nil
		}
	}
	f := e.fact(p)
	return func(text string) error {
		text = e.asWritten(f, text)
		v, err := f.Parse(text)
		switch {
		case err != nil:
			return e.words.wrong(f.Type, text, err)
		case f.Type == fact.Choices && v.Known() && v.Index == 0, text == "":
			return errors.New(e.words.noAnswer)
		case f.Type != fact.Text || !v.Known():
			return nil
		}
		if codes := e.codes(f); codes != nil && !slices.Contains(codes, text) {
			return fmt.Errorf(e.words.notKnown, text, strings.Join(codes, ", "))
		}
		return e.readsBack(f, v)
	}
}

// readsBack reports whether the case format takes a value.
func (e *engine) readsBack(f *fact.Fact, v fact.Value) error {
	pack := e.s.Pack()
	c := pack.Catalog.NewCase()
	c.AsOf = e.c.AsOf
	chain := []*fact.List{e.convictions()} // a case needs one conviction
	if f.List != nil {
		if chain = []*fact.List{f.List}; f.List.Parent != nil {
			chain = []*fact.List{f.List.Parent, f.List}
		} else if f.List != e.convictions() {
			grown(&c.Lists[e.convictions().Index], e.convictions())
		}
	}
	at := &c.Lists[chain[0].Index]
	it := grown(at, chain[0])
	if len(chain) > 1 {
		it = grown(&it.Lists[chain[1].Index], chain[1])
	}
	*c.Value(f, it) = v
	n, ds := casefile.Read("", casefile.Encode(c, pack))
	if n != nil && !ds.HasErrors() {
		_, ds = casefile.Decode("", n, pack, c.AsOf)
	}
	if mistakes, _ := ds.Split(); len(mistakes) > 0 {
		return fmt.Errorf("%s", mistakes[0].Text)
	}
	return nil
}

func grown(s *fact.Sublist, l *fact.List) *fact.Item {
	s.Given = true
	it := l.NewItem()
	if l.Key != "" {
		it.Key = l.Item
	}
	s.Items = append(s.Items, it)
	return &s.Items[len(s.Items)-1]
}
