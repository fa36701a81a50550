package batch

import (
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/screen"
)

// worker decodes, screens and writes the records of one chunk after another. Cases are screened side by side, as many as a
// block has room for.
type worker struct {
	opts    *Options
	decoder decoder
	block   *screen.Block
	entries []entry // records decoded and not yet written, in the order of the input
	brief   []bool  // by place in the block: whether what came of the case is written from its outline
	views   views
}

// entry is a record on its way through a block.
type entry struct {
	record   *record
	c        *fact.Case // nil where the record is refused or holds no conviction
	wrong    mistakes
	screened bool // and not passed over, because an earlier run counted and wrote it
	written  bool // by an earlier run
}

func newWorker(p *pipeline) *worker {
	return &worker{opts: p.opts, decoder: p.form.decoder(), block: p.opts.Screener.NewBlock()}
}

// do works a chunk. What comes of the first skip good records is not written: an earlier run did.
func (w *worker) do(c *chunk, skip int64) {
	most := maxKept
	if w.opts.Output == Full {
		most = maxKeptFull
	}
	c.out, c.rejects, c.good = reuse(c.out, most), reuse(c.rejects, maxKept), 0
	c.tally.reset()
	w.begin()
	for i := range c.records {
		e := w.decode(&c.records[i])
		if e.c != nil && !w.seat(e.c) {
			w.finish(c, skip)
			w.seat(e.c)
		}
		w.entries = append(w.entries, e)
	}
	w.finish(c, skip)
	w.decoder.reset()
	if skip < all {
		c.good = max(c.good-skip, 0)
	}
}

func (w *worker) begin() {
	w.block.Reset()
	w.entries = w.entries[:0]
}

func (w *worker) decode(r *record) (e entry) {
	e.record = r
	if r.bad != "" {
		e.wrong = mistakes{{r.line, 1, r.bad}}
	} else if e.c, e.wrong = w.decoder.decode(r); len(e.wrong) > 0 {
		e.c = nil
	}
	return e
}

// seat gives a case its place in the block, which completes it. It reports false where there is none left.
func (w *worker) seat(c *fact.Case) bool {
	if w.opts.Output == Full { // what-ifs begin from the case as it was given
		c = c.Clone()
	}
	return w.block.Add(c)
}

// finish screens the cases of the block, writes what came of every entry, and begins anew.
func (w *worker) finish(c *chunk, skip int64) {
	w.block.Answer()
	w.brief = w.brief[:0]
	for i := range w.entries {
		e := &w.entries[i]
		if e.c == nil {
			continue
		}
		if e.wrong = w.contradictions(e.record, w.block.Failures(len(w.brief))); len(e.wrong) == 0 {
			c.good++
			e.written = c.good <= skip
			e.screened = !e.written || w.opts.Recount
		}
		w.brief = append(w.brief, e.screened && w.opts.Output != Full)
	}
	w.block.Outline(func(at int) bool { return w.brief[at] })
	w.block.Explain()
	at := 0
	for i := range w.entries {
		e := &w.entries[i]
		switch {
		case len(e.wrong) > 0:
			c.tally.rejected++
			c.rejects = appendReject(c.rejects, e.record, e.wrong, w.opts.Output == Sheet)
		case e.c == nil:
			c.tally.empty++
		case e.screened:
			out := w.write(c.out, e, at, &c.tally)
			if !e.written {
				c.out = out
			}
		}
		if e.c != nil {
			at++
		}
	}
	w.begin()
}

// contradictions says which facts of a record cannot be right together.
func (w *worker) contradictions(r *record, failures []screen.CheckFailure) (ms mistakes) {
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
	return ms
}

// write appends what came of the case in a place of the block.
func (w *worker) write(to []byte, e *entry, at int, t *tally) []byte {
	t.convictions += int64(len(e.c.Lists[w.opts.Screener.Convictions()].Items))
	if w.opts.Output == Full {
		res := w.opts.Screener.Screen(e.c)
		t.result(res)
		return append(w.opts.Full(to, e.c, res), '\n')
	}
	o := w.block.Outlined(at)
	t.outline(o)
	w.views.arrange(w, e.c, o, at)
	if w.opts.Output == Sheet {
		return w.views.appendRows(to, e.c, o)
	}
	return w.views.appendObject(to, e.c, o)
}
