// Package report turns the result of a screening into what people and programs read: text, Markdown, HTML, JSON
// (vacatur/result/v1) and iCalendar. It owns the words, the order and the escaping; it decides nothing about the law and
// never screens. Text, Markdown and HTML are drawn from one sheet, so that they cannot say different things.
//
// The rule for everyone inside: text of a case goes through the escaping of its format, last and always, and nothing depends
// on the order of a map, on the clock or on the terminal.
package report

import (
	"io"

	"example.com/vacatur/internal/screen"
)

// Options say how a report is drawn.
type Options struct {
	Language string // en or es; "" takes the case's own
	Color    bool   // ANSI colours, in text alone
	Plans    []Plan // what package plan found for this case
}

// Plan is one smallest set of motions that would clear what stands against a goal.
type Plan struct {
	Goal      string // the goal's id
	Motions   []Motion
	Clears    []string // ids of grounds and bars that would fall
	Remains   []string // ids of those that would stand, or may
	Unknown   []string // those of Remains of which facts are missing to say whether they stand
	Certainty string   // how sure it is that the goal is reached: may_apply, arguable, unsettled, needs_facts or ruled_out
	NotTried  int      // convictions that could be attacked as well and were not tried
	Smallest  bool     // whether no smaller set does the same
}

// Motion is one path for one conviction.
type Motion struct {
	Conviction string // the conviction's id
	Path       string // the path's id
}

// Text writes the report for a terminal or a printer, 80 columns wide and readable without colour.
func Text(w io.Writer, r *screen.Result, o Options) error {
	return writeText(w, draw(r, o), o.Color)
}

// Markdown writes the report as CommonMark.
func Markdown(w io.Writer, r *screen.Result, o Options) error {
	return writeMarkdown(w, draw(r, o))
}

// HTML writes the report as one page that needs nothing else and prints well.
func HTML(w io.Writer, r *screen.Result, o Options) error {
	return writeHTML(w, draw(r, o))
}

// language is the one asked for, or else the case's own.
func (o Options) language(r *screen.Result) string {
	if o.Language != "" {
		return o.Language
	}
	return r.Case.Language
}
