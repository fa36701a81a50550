package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"example.com/vacatur/internal/batch"
	"example.com/vacatur/internal/display"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/offer"
	"example.com/vacatur/internal/report"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/screen"
	"example.com/vacatur/internal/source"
)

// batchFlags are the flags of batch.
type batchFlags struct {
	input, format, out, rejects, summary string
	brief, resume                        bool
	workers                              int
}

func (a *app) batchCommand() *cobra.Command {
	var f batchFlags
	c := &cobra.Command{Use: "batch FILE...", Short: "Screen many cases: NDJSON, CSV or California DOJ rows", Args: someArgs("an input file, or - for standard input"),
		Long: `Screens one record after the other and writes what came of them, in the order of the
input: NDJSON (a vacatur/case/v1 a line), CSV (a row a conviction; see vacatur
template csv), or rows in the bulk layout of the California DOJ (--input ca-doj).
A record that is no case goes to --rejects with its place and reason; all others are
screened, and the exit code is then 3.`,
		RunE: func(c *cobra.Command, files []string) error { return a.batch(c.Context(), files, f) }}
	c.Flags().StringVar(&f.input, "input", "auto", "form of the input: auto, ndjson, csv, ca-doj")
	c.Flags().StringVar(&f.format, "format", "ndjson", "form of the output: ndjson or csv")
	c.Flags().BoolVar(&f.brief, "brief", false, "with ndjson: grounds, best path, next deadline and missing facts alone")
	c.Flags().StringVarP(&f.out, "output", "o", "", "file to write instead of standard output")
	c.Flags().StringVar(&f.rejects, "rejects", "", "file for the records that were refused, with place and reason")
	c.Flags().StringVar(&f.summary, "summary", "", "print counts by status, ground, path and deadline to standard error: text or json")
	c.Flags().Lookup("summary").NoOptDefVal = "text"
	c.Flags().BoolVar(&f.resume, "resume", false, "go on after an interruption from what is whole in the output file (-o)")
	c.Flags().IntVar(&f.workers, "workers", 0, "workers (default: one a processor)")
	a.failOnFlag(c)
	return c
}

func (f *batchFlags) check(files []string) (batch.Input, batch.Output, error) {
	inputs := map[string]batch.Input{"auto": batch.Auto, "ndjson": batch.NDJSON, "csv": batch.Table, "ca-doj": batch.CADOJ}
	input, ok := inputs[f.input]
	if !ok {
		return "", "", usage("--input must be auto, ndjson, csv or ca-doj, not %q", f.input)
	}
	output := batch.Full
	switch {
	case f.format == "csv" && f.brief:
		return "", "", usage("--brief goes with --format ndjson; a CSV is brief already")
	case f.format == "csv":
		output = batch.Sheet
	case f.format != "ndjson":
		return "", "", usage("--format must be ndjson or csv, not %q", f.format)
	case f.brief:
		output = batch.Brief
	}
	if f.summary != "" && f.summary != "text" && f.summary != "json" {
		return "", "", usage("--summary must be text or json, not %q", f.summary)
	}
	if f.resume && (f.out == "" || len(files) != 1 || files[0] == "-") {
		return "", "", usage("--resume needs one input file, and the output file of the earlier run (-o)")
	}
	return input, output, nil
}

func (a *app) batch(ctx context.Context, files []string, f batchFlags) error {
	input, output, err := f.check(files)
	if err != nil {
		return err
	}
	for _, file := range files {
		if file == "-" {
			continue
		}
		if info, err := os.Stat(file); err != nil || info.IsDir() {
			return usage("there is no file %s", file)
		}
	}
	// Memory stays small however long the input is.
	debug.SetGCPercent(150)
	debug.SetMemoryLimit(48 << 20)
	pack, err := a.load(rulepack.All)
	if err != nil {
		return err
	}
	var lines report.JSONLines
	opts := batch.Options{Screener: screen.New(pack), AsOf: a.today(), Input: input, Output: output, Workers: f.workers, FailOn: a.failOn,
		Full: func(to []byte, c *fact.Case, r *screen.Result) []byte {
			offer.Only(r)
			return lines.Append(to, r, report.Options{Language: c.Language})
		}}
	if a.asOf != "" {
		opts.AsOf = a.asOfDay()
	}
	out, done, err := a.batchOutput(f, output, &opts)
	if err != nil {
		return err
	}
	defer done()
	if f.rejects != "" {
		w, err := os.OpenFile(f.rejects, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
		if err != nil {
			return err
		}
		defer w.Close()
		opts.Rejects = w
	} else if !a.quiet {
		opts.Rejects = &firstLines{w: a.Err, left: 20}
	}
	rejected := int64(0)
	for _, file := range files {
		s, err := a.batchFile(ctx, file, out, opts)
		if f.summary != "" {
			a.batchSummary(file, files, &s, f.summary)
		}
		rejected += s.Rejected
		for _, status := range s.Failed() {
			if !slices.Contains(a.failing, status) {
				a.failing = append(a.failing, status)
			}
		}
		if err != nil {
			return err
		}
	}
	if rejected > 0 {
		return coded{exitInput, fmt.Errorf("%d records were rejected; all others are in the output", rejected)}
	}
	return nil
}

func (a *app) batchFile(ctx context.Context, file string, out io.Writer, opts batch.Options) (batch.Summary, error) {
	in, name, size := a.In, "standard input", int64(0)
	if file != "-" {
		r, err := os.Open(file)
		if err != nil {
			return batch.Summary{}, err
		}
		defer r.Close()
		if info, err := r.Stat(); err == nil {
			size = info.Size()
		}
		in, name = r, file
	}
	if !a.quiet && isTerminal(a.Err) {
		opts.Progress = a.progress(size)
		defer fmt.Fprint(a.Err, "\r\033[K")
	}
	s, err := batch.Run(ctx, in, name, out, opts)
	var bad *batch.InputError
	if errors.As(err, &bad) {
		var ds source.Diagnostics
		if errors.As(bad.Err, &ds) {
			return s, coded{exitInput, ds}
		}
		return s, coded{exitInput, bad.Err}
	}
	return s, err
}

// batchOutput opens where results go. With --resume, what is torn at the end of the file is cut off, and what is whole is
// kept.
func (a *app) batchOutput(f batchFlags, form batch.Output, opts *batch.Options) (io.Writer, func(), error) {
	if f.out == "" {
		return a.Out, func() {}, nil
	}
	mode := os.O_CREATE | os.O_RDWR
	if !f.resume {
		mode |= os.O_TRUNC
	}
	w, err := os.OpenFile(f.out, mode, 0o600)
	if err != nil {
		return nil, nil, err
	}
	if f.resume {
		if opts.Resume, err = batch.Resume(w, form); err == nil {
			if err = w.Truncate(opts.Resume.Bytes); err == nil {
				_, err = w.Seek(opts.Resume.Bytes, io.SeekStart)
			}
		}
		if err != nil {
			w.Close()
			return nil, nil, coded{exitUsage, err}
		}
	}
	return w, func() { w.Close() }, nil
}

func (a *app) batchSummary(file string, files []string, s *batch.Summary, form string) {
	if len(files) > 1 {
		fmt.Fprintln(a.Err, display.Lines(file))
	}
	if form == "json" {
		fmt.Fprintf(a.Err, "%s", s.JSON())
		return
	}
	fmt.Fprint(a.Err, s.Text())
}

// progress prints a line about rate and time left, at most five times a second.
func (a *app) progress(size int64) func(batch.Progress) {
	start, last := a.now(), time.Time{}
	return func(p batch.Progress) {
		now := a.now()
		if now.Sub(last) < 200*time.Millisecond {
			return
		}
		last = now
		took := now.Sub(start).Seconds()
		line := fmt.Sprintf("%d records", p.Records)
		if took > 0 {
			line += fmt.Sprintf(", %.0f a second", float64(p.Records)/took)
		}
		if size > 0 && p.Bytes > 0 && took > 1 {
			left := time.Duration(took * float64(size-p.Bytes) / float64(p.Bytes) * float64(time.Second))
			line += fmt.Sprintf(", %s left", left.Round(time.Second))
		}
		if p.Rejected > 0 {
			line += fmt.Sprintf(", %d rejected", p.Rejected)
		}
		fmt.Fprint(a.Err, "\r\033[K"+line)
	}
}

// firstLines passes on the first lines of what is written, and then says that there are more.
type firstLines struct {
	w    io.Writer
	left int
	rest []byte
}

// Write passes on whole lines while there are some left.
func (f *firstLines) Write(p []byte) (int, error) {
	f.rest = append(f.rest, p...)
	for {
		i := bytes.IndexByte(f.rest, '\n')
		if i < 0 {
			return len(p), nil
		}
		line := f.rest[:i+1]
		f.rest = f.rest[i+1:]
		if f.left--; f.left >= 0 {
			if _, err := io.WriteString(f.w, display.Lines(string(line))); err != nil {
				return 0, err
			}
			if f.left == 0 {
				fmt.Fprintln(f.w, "more records were rejected; use --rejects FILE to see all")
			}
		}
	}
}
