package main

import (
	"bytes"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"example.com/vacatur/internal/atomicfile"
	"example.com/vacatur/internal/plan"
	"example.com/vacatur/internal/report"
	"example.com/vacatur/internal/screen"
	"example.com/vacatur/internal/source"
)

func (a *app) checkCommand() *cobra.Command {
	var format, out string
	c := &cobra.Command{Use: "check FILE...", Short: "Screen case files and print a report for each", Args: someArgs("a case file, or - for standard input"),
		RunE: func(_ *cobra.Command, files []string) error { return a.check(files, format, out) }}
	c.Flags().StringVar(&format, "format", "text", "text, markdown, html or json")
	c.Flags().StringVarP(&out, "output", "o", "", "file to write instead of standard output (mode 0600, whole or not at all)")
	a.failOnFlag(c)
	return c
}

func (a *app) failOnFlag(c *cobra.Command) {
	c.Flags().StringSliceVar(&a.failOn, "fail-on", nil, "end with exit code 4 if some result has one of these statuses")
	c.PreRunE = func(*cobra.Command, []string) error {
		for _, s := range a.failOn {
			if !slices.Contains(screen.Statuses, s) {
				return usage("--fail-on %q is no status%s; it is one of %s", s, source.DidYouMean(s, screen.Statuses), strings.Join(screen.Statuses, ", "))
			}
		}
		return nil
	}
}

var formats = map[string]func(io.Writer, *screen.Result, report.Options) error{
	"text": report.Text, "markdown": report.Markdown, "html": report.HTML, "json": report.JSON,
}

func (a *app) check(files []string, format, out string) error {
	write := formats[format]
	if write == nil {
		return usage("--format must be text, markdown, html or json, not %q", format)
	}
	cases, s, err := a.offered(files)
	if err != nil {
		return err
	}
	var buf bytes.Buffer
	array := format == "json" && len(files) > 1
	for i, c := range cases {
		switch {
		case array && i == 0:
			buf.WriteString("[\n")
		case array:
			buf.WriteString(",\n")
		case i > 0:
			buf.WriteString("\n")
		}
		o := report.Options{Language: c.c.Language, Color: a.colored(out), Plans: plans(s, c)}
		if err := write(&buf, c.result, o); err != nil {
			return err
		}
	}
	if array {
		buf.WriteString("]\n")
	}
	return a.write(out, buf.Bytes())
}

// plans puts the plans of a case into the form that reports show.
func plans(s *screen.Screener, c screened) []report.Plan {
	var out []report.Plan
	for _, p := range plan.For(s, c.c, c.result) {
		rp := report.Plan{Goal: p.Goal.ID, Clears: p.Clears, Remains: p.Remains, Unknown: p.Unknown, Certainty: p.Certainty, NotTried: p.NotTried, Smallest: p.Smallest}
		for _, m := range p.Motions {
			rp.Motions = append(rp.Motions, report.Motion{Conviction: c.result.Convictions[m.Conviction].Item.Key, Path: m.Path.ID})
		}
		out = append(out, rp)
	}
	return out
}

// write writes a report to a file, whole or not at all, or to standard output.
func (a *app) write(file string, data []byte) error {
	if file == "" {
		_, err := a.Out.Write(data)
		return err
	}
	return atomicfile.Write(file, data)
}

// colored reports whether a report gets colour: as --color says, and with auto only on a terminal and without NO_COLOR.
func (a *app) colored(file string) bool {
	switch {
	case a.color == "always":
		return true
	case a.color == "never", file != "", os.Getenv("NO_COLOR") != "", os.Getenv("TERM") == "dumb":
		return false
	}
	return isTerminal(a.Out)
}

// isTerminal reports whether a stream is a terminal.
func isTerminal(s any) bool {
	f, ok := s.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
