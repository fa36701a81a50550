package batch

import (
	"bytes"
	"fmt"

	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/source"
)

// The columns of the bulk rows that are read. One conviction stands on several rows, one for each part of the sentence;
// the rows of one person stand together.
const (
	cadojSubject    = 2
	cadojBirth      = 14
	cadojEventDate  = 40
	cadojEvent      = 42
	cadojCount      = 50
	cadojDispDate   = 51
	cadojOffense    = 54
	cadojConvicted  = 63
	cadojConvTOC    = 64
	cadojOutcome    = 80
	cadojLevel      = 82
	cadojSentence   = 86
	cadojLength     = 87
	cadojTimeCode   = 88
	cadojComment    = 93
	cadojColumns    = 95
	cadojLastNeeded = cadojComment
)

// newCADOJ reads the bulk rows of the California Department of Justice, with or without a header.
func newCADOJ(w *window, opts *Options) (form, error) {
	g := newGroups(w, cadojSubject, "SUBJECT_ID")
	if end, wrong := g.row(0); end > 0 && wrong == "" && string(g.keyOf(w.rest()[:end])) == "SUBJECT_ID" {
		w.take(end)
	}
	return form{split: g.next, decoder: func() decoder { return newCADOJDecoder(opts) }}, nil
}

// cadojDecoder turns the rows of one person into a case. What the rows do not say stays unknown: plea or trial, advice,
// custody, removal, and whether a charge that is not named again is the offense of conviction at the same level.
type cadojDecoder struct {
	opts   *Options
	draft  *draft
	counts []cadojConviction
	ms     mistakes
	cells  [cadojColumns]cell
	born, convicted,
	place, statute, offense, level, imposed, probation *fact.Fact
}

// cadojConviction is what the rows of one count add up to.
type cadojConviction struct {
	count    []byte
	confined int // parts of the sentence in jail or prison
	opaque   bool
	term     date.Term
}

func newCADOJDecoder(opts *Options) *cadojDecoder {
	p := opts.Screener.Pack()
	d := &cadojDecoder{opts: opts, draft: newDraft(p)}
	c := p.Catalog
	d.born, d.convicted = c.Lookup("person.date_of_birth"), c.Lookup("conviction.conviction_date")
	d.place, d.statute = c.Lookup("conviction.jurisdiction"), c.Lookup("conviction.statute")
	d.offense, d.level = c.Lookup("conviction.offense"), c.Lookup("conviction.level")
	d.imposed, d.probation = c.Lookup("conviction.sentence.imposed"), c.Lookup("conviction.sentence.probation")
	return d
}

func (d *cadojDecoder) decode(r *record) (*fact.Case, mistakes) {
	d.ms, d.counts = nil, d.counts[:0]
	d.draft.begin(nil, d.opts.AsOf)
	rest, line := r.text, r.line
	for len(rest) > 0 {
		end, _, _ := rowEnd(rest)
		if row := rest[:end]; len(bytes.TrimSpace(row)) > 0 {
			d.row(row, line)
		}
		line += bytes.Count(rest[:end], []byte{'\n'})
		rest = rest[end:]
	}
	if len(d.ms) == 0 && len(d.counts) > maxConvictions {
		d.ms = mistakes{{r.line, 1, fmt.Sprintf("the person has %d convictions; the limit is %d", len(d.counts), maxConvictions)}}
	}
	switch {
	case len(d.ms) > 0:
		return nil, d.ms
	case len(d.counts) == 0:
		return nil, nil
	}
	for i := range d.counts {
		d.imprisonment(&d.counts[i], &d.draft.items[i])
	}
	return d.draft.done(), nil
}

func (d *cadojDecoder) reset() { d.draft.reset() }

func (d *cadojDecoder) fail(line, column int, format string, args ...any) {
	d.ms = append(d.ms, mistake{line, d.cells[column].at + 1, fmt.Sprintf(format, args...)})
}

// text returns the text of a column of the row at hand.
func (d *cadojDecoder) text(column int) []byte { return bytes.TrimSpace(d.cells[column].text) }

// row reads one row. Only court actions that end in a conviction say anything.
func (d *cadojDecoder) row(row []byte, line int) {
	n := len(cells(row, d.cells[:0]))
	switch {
	case n <= cadojLastNeeded || n > cadojColumns:
		d.ms = append(d.ms, mistake{line, 1, fmt.Sprintf("the row has %d columns; the layout of the California bulk data has %d", n, cadojColumns)})
		return
	case n < cadojColumns:
		d.cells[n] = cell{}
	}
	id := d.text(cadojSubject)
	if len(id) == 0 {
		d.fail(line, cadojSubject, "the row names no SUBJECT_ID, so that it cannot be told whose conviction it is")
		return
	}
	if d.draft.c.ID == "" {
		d.draft.c.ID = string(id)
	}
	if born := &d.draft.c.Values[d.born.Slot]; born.State == fact.Absent {
		d.day(born, cadojBirth, line)
	}
	if string(d.text(cadojEvent)) != "COURT ACTION" || !bytes.HasPrefix(d.text(cadojOutcome), []byte("CONVICTED")) {
		return
	}
	i := d.find(d.text(cadojCount))
	if i < 0 {
		i = len(d.counts)
		d.counts = append(d.counts, cadojConviction{count: d.text(cadojCount)})
		d.begin(d.draft.conviction(), i, line)
	}
	d.part(&d.counts[i], &d.draft.items[i], line)
}

// find returns the conviction of a count, or -1. Rows without a count are convictions of their own.
func (d *cadojDecoder) find(count []byte) int {
	if len(count) > 0 {
		for i := len(d.counts) - 1; i >= 0; i-- {
			if bytes.Equal(d.counts[i].count, count) {
				return i
			}
		}
	}
	return -1
}

// begin reads what all rows of a conviction say alike.
func (d *cadojDecoder) begin(it *fact.Item, i, line int) {
	if it.Key = d.draft.text(d.text(cadojCount)); it.Key == "" {
		it.Key = fmt.Sprintf("%s-%d", d.draft.convictions.Item, i+1)
	}
	d.say(it, d.place, "CA", cadojOffense, line)
	statute, offense, column := d.charge()
	if len(statute) > 0 {
		d.say(it, d.statute, d.draft.text(statute), column, line)
	}
	if len(offense) > 0 {
		d.say(it, d.offense, d.draft.text(offense), column, line)
	}
	if level := d.levelOf(); level != "" {
		d.say(it, d.level, level, cadojLevel, line)
	}
	v := &it.Values[d.convicted.Slot]
	if d.day(v, cadojEventDate, line); v.State == fact.Absent {
		d.day(v, cadojDispDate, line)
	}
}

// say sets a fact to a text that the program itself writes or that is free.
func (d *cadojDecoder) say(it *fact.Item, f *fact.Fact, text string, column, line int) {
	if f == nil {
		return
	}
	v, err := f.Parse(text)
	if err != nil {
		d.fail(line, column, "%s: %s", f.Name, err)
		return
	}
	v.Pos = source.Pos{Line: int32(line), Col: int32(d.cells[column].at + 1)}
	it.Values[f.Slot] = v
}

// day reads yyyymmdd, of which the day, or month and day, may be zeroes; blank and 00000000 say nothing.
func (d *cadojDecoder) day(to *fact.Value, column, line int) {
	text := d.text(column)
	if len(bytes.Trim(text, "0")) == 0 {
		return
	}
	day, ok := cadojDate(text)
	if !ok {
		d.fail(line, column, "%q is not a date; the bulk data write yyyymmdd, or yyyy0000 where only the year is known", text)
		return
	}
	*to = fact.Value{State: fact.Given, Type: fact.Date, Pos: source.Pos{Line: int32(line), Col: int32(d.cells[column].at + 1)}}
	to.SetDate(day)
}

func cadojDate(text []byte) (date.Date, bool) {
	if len(text) != 8 {
		return date.Date{}, false
	}
	var iso [10]byte
	n := copy(iso[:], text[:4])
	if string(text[4:]) != "0000" {
		n += copy(iso[n:], "-")
		n += copy(iso[n:], text[4:6])
		if string(text[6:]) != "00" {
			n += copy(iso[n:], "-")
			n += copy(iso[n:], text[6:])
		}
	}
	day, err := date.Parse(string(iso[:n]))
	return day, err == nil
}
