package batch

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/source"
)

// maxConvictions bounds the convictions of one case, as case files are bounded.
const maxConvictions = 200

// newTable reads the header of a table and returns the form of its rows.
func newTable(w *window, name string, opts *Options) (form, error) {
	g := newGroups(w, -1, "case_id")
	end, wrong := g.row(0)
	if end <= 0 || wrong != "" {
		if wrong == "" {
			wrong = "the file is empty; its first row names the columns (vacatur template csv prints one)"
		}
		return form{}, headerError(name, wrong)
	}
	header := cells(w.rest()[:end], nil)
	if why := otherSeparator(header); why != "" {
		return form{}, headerError(name, why)
	}
	columns, key, ds := columnsOf(name, header, opts.Screener.Pack())
	if ds.HasErrors() {
		return form{}, &InputError{ds}
	}
	w.take(end)
	g.key = key
	return form{
		split:   g.next,
		decoder: func() decoder { return newTableDecoder(columns, opts) },
	}, nil
}

func headerError(name, why string) error {
	var ds source.Diagnostics
	ds.Add(name, source.Pos{Line: 1, Col: 1}, "%s", why)
	return &InputError{ds}
}

// otherSeparator says so where a header is one cell that other signs divide.
func otherSeparator(header []cell) string {
	if len(header) > 1 {
		return ""
	}
	for _, s := range []struct{ sign, name string }{{";", "semicolons"}, {"\t", "tabs"}, {"|", "bars"}} {
		if bytes.Contains(header[0].text, []byte(s.sign)) {
			return `the columns are divided by ` + s.name + `, not by commas; save the sheet as "CSV UTF-8 (comma delimited)"`
		}
	}
	return ""
}

// tableDecoder turns the rows of a case into the case.
type tableDecoder struct {
	opts    *Options
	columns []column
	values  []values
	draft   *draft
	cells   []cell
	ms      mistakes
}

func newTableDecoder(columns []column, opts *Options) *tableDecoder {
	p := opts.Screener.Pack()
	d := &tableDecoder{opts: opts, columns: columns, values: make([]values, len(columns)), draft: newDraft(p)}
	for i := range columns {
		if f := columns[i].fact; f != nil {
			d.values[i] = values{fact: f, parse: parserOf(f, p)}
		}
	}
	return d
}

func (d *tableDecoder) decode(r *record) (*fact.Case, mistakes) {
	d.ms = nil
	d.draft.begin(nil, d.opts.AsOf)
	rest, line, n := r.text, r.line, 0
	for len(rest) > 0 {
		end, _, _ := rowEnd(rest)
		row := rest[:end]
		if len(bytes.TrimSpace(row)) > 0 {
			if n++; n > maxConvictions {
				d.ms = mistakes{{r.line, 1, fmt.Sprintf("the case has more than %d rows, one for each conviction", maxConvictions)}}
				break
			}
			d.row(row, line, n)
		}
		line += bytes.Count(row, []byte{'\n'})
		rest = rest[end:]
	}
	if len(d.ms) > 0 {
		return nil, d.ms
	}
	return d.draft.done(), nil
}

func (d *tableDecoder) reset() { d.draft.reset() }

func (d *tableDecoder) fail(line int, at int, format string, args ...any) {
	d.ms = append(d.ms, mistake{line, at + 1, fmt.Sprintf(format, args...)})
}

// row reads one conviction, and what the row says of the person.
func (d *tableDecoder) row(row []byte, line, n int) {
	if !utf8.Valid(row) {
		d.fail(line, 0, `the row is not UTF-8 text; save the sheet as "CSV UTF-8"`)
		return
	}
	d.cells = cells(row, d.cells[:0])
	if len(d.cells) < len(d.columns) {
		d.fail(line, 0, "the row has %d cells where the header has %d columns", len(d.cells), len(d.columns))
		return
	}
	it := d.draft.conviction()
	for i, c := range d.cells {
		text := bytes.TrimSpace(c.text)
		if len(text) == 0 {
			continue
		}
		if i >= len(d.columns) {
			d.fail(line, c.at, "there is text behind the last of the %d columns", len(d.columns))
			return
		}
		d.cell(i, text, line, c.at, n, it)
	}
	if it.Key == "" {
		it.Key = d.draft.convictions.Item + "-" + strconv.Itoa(n)
	}
	for i := range n - 1 {
		if d.draft.items[i].Key == it.Key {
			d.fail(line, 0, "conviction.id %q stands twice in this case", it.Key)
		}
	}
}

func (d *tableDecoder) cell(i int, text []byte, line, at, n int, it *fact.Item) {
	col := &d.columns[i]
	switch col.kind {
	case ofNothing:
		d.fail(line, at, "there is text in a column that has no name")
	case ofCaseID:
		d.draft.c.ID = string(text)
	case ofKey:
		if it.Key = d.draft.text(text); len(text) > 80 {
			d.fail(line, at, "%s must have 1 to 80 characters", col.name)
		}
	case ofAsOf:
		day, err := date.Parse(string(text))
		switch {
		case err != nil:
			d.fail(line, at, "as_of: %s", err)
		case !day.Exact():
			d.fail(line, at, "as_of must be one day, as 2026-11-23, not %s", text)
		case n > 1 && d.draft.c.AsOf != day.First:
			d.fail(line, at, "as_of is %s here and %s in a row before", day.First, d.draft.c.AsOf)
		default:
			d.draft.c.AsOf = day.First
		}
	case ofLanguage:
		if d.draft.c.Language = string(text); d.draft.c.Language != "en" && d.draft.c.Language != "es" {
			d.fail(line, at, "the language %q is not known; write en or es", text)
		}
	case ofList:
		d.wholeList(col, text, line, at, it)
	case ofFinding:
		d.finding(col, string(text), line, at, it)
	case ofFact:
		v, wrong := d.values[i].of(text, line, at+1)
		if wrong != "" {
			d.fail(line, at, "%s", wrong)
			return
		}
		d.set(col, v, line, at, it)
	}
}

func (d *tableDecoder) set(col *column, v fact.Value, line, at int, it *fact.Item) {
	switch {
	case col.list == nil && col.fact.List != nil:
		it.Values[col.fact.Slot] = v
	case col.list == nil:
		d.agree(&d.draft.c.Values[col.fact.Slot], v, col, line, at)
	default:
		sub := d.sublist(col.list, it)
		for len(sub.Items) <= col.item {
			sub.Items = append(sub.Items, col.list.NewItem())
		}
		sub.Given = true
		d.agree(&sub.Items[col.item].Values[col.fact.Slot], v, col, line, at)
	}
}

// agree sets what a row says of the person. Rows may leave it out, but not contradict each other.
func (d *tableDecoder) agree(to *fact.Value, v fact.Value, col *column, line, at int) {
	if to.State != fact.Absent && !to.Equal(&v) {
		d.fail(line, at, "%s is %s here and %s on line %d", col.name, v.String(), to.String(), to.Pos.Line)
		return
	}
	if to.State == fact.Absent {
		*to = v
	}
}

func (d *tableDecoder) sublist(l *fact.List, it *fact.Item) *fact.Sublist {
	if l.Parent == nil {
		return &d.draft.c.Lists[l.Index]
	}
	return &it.Lists[l.Index]
}

// wholeList reads a cell that speaks of a list as a whole.
func (d *tableDecoder) wholeList(col *column, text []byte, line, at int, it *fact.Item) {
	switch string(bytes.ToLower(text)) {
	case "none":
		d.sublist(col.list, it).Given = true
	case "unknown":
	default:
		d.fail(line, at, "%s can be none or unknown; write its items in columns such as %s", col.name, columnName(col.list.Facts[0], 1))
	}
}

// finding reads a person's own classification: "yes by attorney, 2026-11-20".
func (d *tableDecoder) finding(col *column, text string, line, at int, it *fact.Item) {
	value, by, _ := strings.Cut(text, " by ")
	value = strings.ToLower(strings.TrimSpace(value))
	if !slices.Contains(rulepack.ClassValues, value) && value != "unknown" {
		d.fail(line, at, "%q is no value of a classification; write yes, no, divisible, unsettled or unknown", value)
		return
	}
	if by = strings.TrimSpace(by); by == "" {
		d.fail(line, at, "say whose finding %s is, as in: %s by A. Attorney, 2026-11-20", col.name, value)
		return
	}
	it.Findings = append(it.Findings, fact.Finding{Classification: col.finding, Value: value, By: by})
}
