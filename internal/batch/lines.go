package batch

import (
	"bytes"
	"fmt"

	"example.com/vacatur/internal/casefile"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/source"
)

// newLines reads NDJSON: one case a line. Empty lines are passed over.
func newLines(w *window, name string, opts *Options) form {
	return form{
		split: func(r *record) error {
			for {
				*r = record{line: w.line}
				n := w.lineEnd(0)
				switch {
				case n == 0:
					return w.end()
				case n < 0:
					r.text, r.cut = bytes.Clone(w.peek(shownOfLong)), true
					r.bad = fmt.Sprintf("the record is longer than %d bytes", w.max)
					w.skipLine()
					r.end = w.done
					return nil
				}
				r.text = w.rest()[:n]
				w.take(n)
				r.end = w.done
				if r.text = bytes.TrimSpace(r.text); len(r.text) > 0 {
					return nil
				}
			}
		},
		decoder: func() decoder { return &lineDecoder{name, opts, casefile.NewFormat(opts.Screener.Pack())} },
	}
}

// lineDecoder reads a line as a case file is read.
type lineDecoder struct {
	name   string
	opts   *Options
	format *casefile.Format
}

func (d *lineDecoder) decode(r *record) (*fact.Case, mistakes) {
	node, ds := source.ReadJSON(d.name, int32(r.line), r.text)
	if node == nil || ds.HasErrors() {
		return nil, mistakesOf(ds)
	}
	c, ds := d.format.Decode(d.name, node, d.opts.AsOf)
	return c, mistakesOf(ds)
}

func (d *lineDecoder) reset() {}

// mistakesOf takes the mistakes among diagnostics.
func mistakesOf(ds source.Diagnostics) (ms mistakes) {
	for i := range ds {
		if !ds[i].Warning {
			ms = append(ms, mistake{int(ds[i].Pos.Line), int(ds[i].Pos.Col), ds[i].Text})
		}
	}
	return ms
}
