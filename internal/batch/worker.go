package batch

import (
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/screen"
)

// worker decodes, screens and writes the records of one chunk after another.
type worker struct {
	opts    *Options
	decoder decoder
	outline *screen.Outliner
	views   views
}

func newWorker(p *pipeline) *worker {
	return &worker{opts: p.opts, decoder: p.form.decoder(), outline: p.opts.Screener.NewOutliner()}
}

// do works a chunk. What comes of the first skip good records is not written: an earlier run did.
func (w *worker) do(c *chunk, skip int64) {
	c.out, c.rejects, c.good = reuse(c.out), reuse(c.rejects), 0
	c.tally.reset()
	good := int64(0)
	for i := range c.records {
		r := &c.records[i]
		kase, ms := w.read(r)
		switch {
		case len(ms) > 0:
			c.tally.rejected++
			c.rejects = appendReject(c.rejects, r, ms, w.opts.Output == Sheet)
			continue
		case kase == nil:
			c.tally.empty++
			continue
		}
		good++
		if skip > 0 && good <= skip {
			if w.opts.Recount {
				w.screen(nil, kase, &c.tally)
			}
			continue
		}
		c.out = w.screen(c.out, kase, &c.tally)
	}
	if c.good = good; skip < all {
		c.good = max(good-skip, 0)
	}
}

// read decodes a record and holds its facts against each other.
func (w *worker) read(r *record) (*fact.Case, mistakes) {
	if r.bad != "" {
		return nil, mistakes{{r.line, 1, r.bad}}
	}
	c, ms := w.decoder.decode(r)
	if c == nil {
		return nil, ms
	}
	var failures []screen.CheckFailure
	if w.opts.Output == Full {
		failures = w.opts.Screener.Checks(c)
	} else {
		failures = w.outline.Bind(c)
	}
	for _, f := range failures {
		if f.Rule.Severity != "error" {
			continue
		}
		m := mistake{r.line, 1, f.Rule.Text}
		if f.At != nil && f.At.Pos.Line > 0 {
			m.line, m.col = int(f.At.Pos.Line), int(f.At.Pos.Col)
		}
		if f.Item != nil && f.Item.Key != "" {
			m.text = f.Item.Key + ": " + m.text
		}
		ms = append(ms, m)
	}
	return c, ms
}

// screen appends what came of a case.
func (w *worker) screen(to []byte, c *fact.Case, t *tally) []byte {
	t.convictions += int64(len(c.Lists[w.opts.Screener.Convictions()].Items))
	if w.opts.Output == Full {
		res := w.opts.Screener.Screen(c)
		t.result(res)
		return append(w.opts.Full(to, c, res), '\n')
	}
	o := w.outline.Outline()
	t.outline(o)
	w.views.arrange(w, c, o)
	if w.opts.Output == Sheet {
		return w.views.appendRows(to, c, o)
	}
	return w.views.appendObject(to, c, o)
}
