// Package batch screens many cases in one pass: it divides an input into records, decodes, screens and writes each, and
// counts what came of them. It owns the forms of bulk input (NDJSON of cases, a table with a row for each conviction, the
// bulk rows of the California Department of Justice) and of brief output.
//
// The rules for everyone here: input order is kept, and the bytes written are the same for any number of workers; memory
// does not grow with the input; a record that cannot be read is refused with its place and a reason, and never stops the
// rest; what is written ends with a whole record. It knows no law, opens no file, and prints nothing.
package batch

import (
	"context"
	"errors"
	"io"
	"runtime"
	"strings"

	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/screen"
)

// Input is a form of bulk input.
type Input string

// The forms of input. Auto tells them apart by the name of the file, or by its first bytes.
const (
	Auto   Input = ""
	NDJSON Input = "ndjson" // one vacatur/case/v1 a line
	Table  Input = "csv"    // one row a conviction, grouped by case_id
	CADOJ  Input = "ca-doj" // bulk rows of the California Department of Justice
)

// Output is a form of output.
type Output string

// The forms of output.
const (
	Full  Output = "full"  // one result a line, as Options.Full writes it
	Brief Output = "brief" // one vacatur/brief/v1 a line
	Sheet Output = "csv"   // one row a conviction
)

// MaxRecord is the bound on the size of a record where Options names none.
const MaxRecord = 1 << 20

// Options say how a batch is run. Only Screener and AsOf are needed, and Full where that is the output.
type Options struct {
	Screener *screen.Screener
	AsOf     date.Day // of every case that does not state its own
	Input    Input
	Output   Output // absent: Brief
	// Full appends the whole result of a case, without a line feed.
	Full      func(to []byte, c *fact.Case, r *screen.Result) []byte
	Workers   int // absent: one a core
	MaxRecord int // bytes of one record; a longer one is refused without being read
	// Rejects takes the records that were refused: as JSON lines, or as a table where the output is one.
	Rejects io.Writer
	// FailOn are statuses that the caller wants to hear of; see Summary.Failed.
	FailOn []string
	// Resume says what an earlier run over the same input has already written. Rejects are written again from the start.
	Resume Written
	// Recount also counts, in the summary, what an earlier run has written.
	Recount bool
	// Progress is told how far the batch is, after each piece of output. It is called by one goroutine at a time.
	Progress func(Progress)
}

// Progress says how far a batch is.
type Progress struct {
	Bytes    int64 // read from the input and done
	Records  int64 // screened, those of an earlier run included
	Rejected int64
}

// InputError says that the input as a whole is not one that can be read, such as a table with an unknown column.
type InputError struct{ Err error }

// Error returns what is wrong.
func (e *InputError) Error() string { return e.Err.Error() }

// Unwrap returns the cause: source.Diagnostics where a place is known.
func (e *InputError) Unwrap() error { return e.Err }

// Run screens every record of an input, which messages call by name, and writes what came of it. It returns when all is
// written, or with the error of ctx when that is done, after whole records. A reader that blocks is then left behind.
func Run(ctx context.Context, in io.Reader, name string, out io.Writer, opts Options) (Summary, error) {
	if opts.Output == "" {
		opts.Output = Brief
	}
	if opts.Output == Full && opts.Full == nil {
		return Summary{}, errors.New("the full output needs a function that writes it")
	}
	if opts.Workers <= 0 {
		opts.Workers = runtime.GOMAXPROCS(0)
	}
	if opts.MaxRecord <= 0 {
		opts.MaxRecord = MaxRecord
	}
	w := newWindow(in, opts.MaxRecord)
	form, err := open(w, name, &opts)
	if err != nil {
		return Summary{}, err
	}
	p := newPipeline(form, out, name, &opts)
	err = p.run(ctx)
	return p.total.summary(&opts), err
}

// form is a way to read an input: how it is divided, and who decodes its records.
type form struct {
	split   func(*record) error // io.EOF at the end; the record is good until the next call
	decoder func() decoder      // one for each worker
}

// decoder turns the text of a record into a case. A nil case without mistakes is a record that holds no conviction. Cases
// are good until the decoder is reset.
type decoder interface {
	decode(r *record) (*fact.Case, mistakes)
	reset()
}

// record is one case as it stands in the input.
type record struct {
	text []byte
	line int    // of its first byte, from 1
	end  int64  // how many bytes of the input are read behind it
	bad  string // why it is refused unread
	cut  bool   // whether text is only its beginning
}

func open(w *window, name string, opts *Options) (form, error) {
	if err := w.begin(); err != nil {
		return form{}, err
	}
	input := opts.Input
	if input == Auto {
		input = guess(w, name)
	}
	switch input {
	case NDJSON:
		return newLines(w, name, opts), nil
	case Table:
		return newTable(w, name, opts)
	case CADOJ:
		return newCADOJ(w, opts)
	}
	return form{}, errors.New(`the input form "` + string(input) + `" is not known; it is ndjson, csv or ca-doj`)
}

// guess tells the form of an input by the name of its file, or by how it begins.
func guess(w *window, name string) Input {
	first := strings.TrimLeft(string(w.peek(64)), " \t\r\n")
	switch {
	case strings.HasPrefix(first, "RECORD_ID,"):
		return CADOJ
	case strings.HasSuffix(name, ".csv"):
		return Table
	case strings.HasSuffix(name, ".ndjson"), strings.HasSuffix(name, ".jsonl"), strings.HasPrefix(first, "{"):
		return NDJSON
	}
	return Table
}
