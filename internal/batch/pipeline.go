package batch

import (
	"context"
	"errors"
	"io"
	"sync"
	"sync/atomic"
)

// A chunk is a run of records that travels together: from the reader to a worker and on to the writer.
type chunk struct {
	data    []byte // the records' text
	records []record
	ends    []int // of each record's text in data
	err     error // of the reader, behind the last record
	end     int64
	skipped bool // only decoded, since an earlier run wrote what came of it
	good    int64
	out     []byte
	rejects []byte
	tally   tally
	done    chan struct{}
}

const (
	chunkBytes   = 64 << 10
	chunkRecords = 128
	fullRecords  = 2         // of full results, each of which is some hundred times as long as its record
	maxKept      = 256 << 10 // of a buffer that is used again
	maxKeptFull  = 4 << 20   // of one for full results
	perWorker    = 2         // chunks under way for each worker, and two besides
	all          = 1 << 62
)

// pipeline reads, screens and writes at the same time, and puts the output back in the order of the input. A fixed number
// of chunks goes round, so that memory does not grow.
type pipeline struct {
	form     form
	out      io.Writer
	name     string
	opts     *Options
	free     chan *chunk
	work     chan *chunk
	order    chan *chunk
	skipping atomic.Bool
	skip     int64 // records still to be passed over
	total    totals
}

func newPipeline(f form, out io.Writer, name string, opts *Options) *pipeline {
	n := opts.Workers*perWorker + 2
	p := &pipeline{form: f, out: out, name: name, opts: opts, skip: opts.Resume.Records,
		free: make(chan *chunk, n), work: make(chan *chunk, n), order: make(chan *chunk, n)}
	for range n {
		p.free <- &chunk{done: make(chan struct{}, 1), tally: newTally(opts.Screener.Pack())}
	}
	p.skipping.Store(p.skip > 0)
	p.total.tally = newTally(opts.Screener.Pack())
	return p
}

// run runs the pipeline to the end, or until the context is done or a writer fails.
func (p *pipeline) run(ctx context.Context) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	go p.read(ctx)
	var workers sync.WaitGroup
	for range p.opts.Workers {
		workers.Go(func() {
			w := newWorker(p)
			for c := range p.work {
				if ctx.Err() == nil {
					if c.skipped = p.skipping.Load(); c.skipped {
						w.do(c, all)
					} else {
						w.do(c, 0)
					}
				}
				c.done <- struct{}{}
			}
		})
	}
	err := p.write(ctx)
	if err != nil {
		cancel(err)
		return err
	}
	workers.Wait()
	return nil
}

// read fills chunks until the input ends.
func (p *pipeline) read(ctx context.Context) {
	defer close(p.work)
	defer close(p.order)
	for {
		var c *chunk
		select {
		case c = <-p.free:
		case <-ctx.Done():
			return
		}
		most := chunkRecords
		if p.opts.Output == Full {
			most = fullRecords
		}
		c.fill(p.form.split, most)
		p.order <- c
		p.work <- c
		if c.err != nil {
			return
		}
	}
}

// fill reads records into the chunk until it is full enough, or holds most of them.
func (c *chunk) fill(split func(*record) error, most int) {
	c.data, c.records, c.ends, c.err = reuse(c.data, maxKept), c.records[:0], c.ends[:0], nil
	for len(c.data) < chunkBytes && len(c.records) < most {
		var r record
		if c.err = split(&r); c.err != nil {
			break
		}
		c.data = append(c.data, r.text...)
		r.text = nil
		c.end = r.end
		c.records, c.ends = append(c.records, r), append(c.ends, len(c.data))
	}
	start := 0
	for i, end := range c.ends {
		c.records[i].text = c.data[start:end:end]
		start = end
	}
}

// reuse empties a buffer, and lets go of one that a single large record made larger than most.
func reuse(b []byte, most int) []byte {
	if cap(b) > most {
		return nil
	}
	return b[:0]
}

// write writes chunks in the order of the input.
func (p *pipeline) write(ctx context.Context) error {
	if err := p.begin(); err != nil {
		return err
	}
	var local *worker // works again what was only decoded, where the earlier run ends
	for {
		var c *chunk
		var more bool
		select {
		case c, more = <-p.order:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
		if !more {
			return context.Cause(ctx)
		}
		<-c.done
		if err := context.Cause(ctx); err != nil {
			return err
		}
		if c.skipped && p.skip >= c.good {
			p.skip -= c.good
			p.total.skipped += c.good
		} else if c.skipped {
			p.skipping.Store(false)
			if local == nil {
				local = newWorker(p)
			}
			local.do(c, p.skip)
			p.total.skipped += p.skip
			p.skip = 0
		}
		if err := p.put(c); err != nil {
			return err
		}
		if c.err != nil {
			if errors.Is(c.err, io.EOF) {
				if p.skip > 0 {
					return errors.New("the output holds more records than the input; it is not the output of this input")
				}
				return nil
			}
			return c.err
		}
		p.free <- c
	}
}

// begin writes what stands before the first record.
func (p *pipeline) begin() error {
	if p.opts.Output == Sheet && p.opts.Resume.Bytes == 0 {
		if _, err := io.WriteString(p.out, sheetHeader); err != nil {
			return err
		}
	}
	if p.opts.Output == Sheet && p.opts.Rejects != nil {
		_, err := io.WriteString(p.opts.Rejects, rejectsHeader)
		return err
	}
	return nil
}

// put writes a chunk: whole records in one call.
func (p *pipeline) put(c *chunk) error {
	if len(c.out) > 0 {
		if _, err := p.out.Write(c.out); err != nil {
			return err
		}
	}
	if len(c.rejects) > 0 && p.opts.Rejects != nil {
		if _, err := p.opts.Rejects.Write(c.rejects); err != nil {
			return err
		}
	}
	p.total.tally.add(&c.tally)
	p.total.written += c.good
	if p.opts.Progress != nil {
		p.opts.Progress(Progress{Bytes: c.end, Records: p.total.written + p.total.skipped, Rejected: p.total.tally.rejected})
	}
	return nil
}
