package main

import (
	"bytes"
	"fmt"

	"github.com/spf13/cobra"

	"example.com/vacatur/internal/report"
	"example.com/vacatur/internal/screen"
)

func (a *app) deadlinesCommand() *cobra.Command {
	var format, out string
	c := &cobra.Command{Use: "deadlines FILE...", Short: "Print only the deadlines, nearest first", Args: someArgs("a case file, or - for standard input"),
		RunE: func(_ *cobra.Command, files []string) error { return a.deadlines(files, format, out) }}
	c.Flags().StringVar(&format, "format", "text", "text, json or ics (a calendar file)")
	c.Flags().StringVarP(&out, "output", "o", "", "file to write instead of standard output")
	a.failOnFlag(c)
	return c
}

func (a *app) deadlines(files []string, format, out string) error {
	if format != "text" && format != "json" && format != "ics" {
		return usage("--format must be text, json or ics, not %q", format)
	}
	cases, _, err := a.offered(files)
	if err != nil {
		return err
	}
	var buf bytes.Buffer
	var all []*screen.Result
	array := format == "json" && len(cases) > 1
	for i, c := range cases {
		o := report.Options{Language: c.c.Language, Color: a.colored(out)}
		all = append(all, c.result)
		if array {
			buf.WriteString(map[bool]string{true: "[\n", false: ",\n"}[i == 0])
		}
		switch format {
		case "text":
			err = report.DeadlinesText(&buf, c.result, o)
		case "json":
			err = report.DeadlinesJSON(&buf, c.result, o)
		}
		if err != nil {
			return err
		}
	}
	if array {
		buf.WriteString("]\n")
	}
	if format == "ics" {
		if err := report.ICS(&buf, all); err != nil {
			return err
		}
		if !bytes.Contains(buf.Bytes(), []byte("BEGIN:VEVENT")) && !a.quiet {
			fmt.Fprintln(a.Err, "No deadline with a known day lies ahead: the calendar is empty.")
		}
	}
	return a.write(out, buf.Bytes())
}

func (a *app) explainCommand() *cobra.Command {
	var id string
	c := &cobra.Command{Use: "explain FILE --id ID", Short: "Show one ground, bar, path or deadline element by element", Args: exactArgs("one case file"),
		RunE: func(_ *cobra.Command, files []string) error {
			if id == "" {
				return usage("explain needs --id with a ground's code, a bar, a path or a deadline, as --id 'ca.pc-1473.7.a1'")
			}
			cases, _, err := a.cases(files)
			if err != nil {
				return err
			}
			var buf bytes.Buffer
			if err := report.ExplainText(&buf, cases[0].result, id, report.Options{Language: cases[0].c.Language, Color: a.colored("")}); err != nil {
				return coded{exitUsage, err}
			}
			return a.write("", buf.Bytes())
		}}
	c.Flags().StringVar(&id, "id", "", "what to explain")
	return c
}

func (a *app) planCommand() *cobra.Command {
	var format string
	c := &cobra.Command{Use: "plan FILE", Short: "Find the smallest sets of motions that reach each goal", Args: exactArgs("one case file"),
		RunE: func(_ *cobra.Command, files []string) error {
			if format != "text" && format != "json" {
				return usage("--format must be text or json, not %q", format)
			}
			cases, s, err := a.offered(files)
			if err != nil {
				return err
			}
			var buf bytes.Buffer
			o := report.Options{Language: cases[0].c.Language, Color: a.colored(""), Plans: plans(s, cases[0])}
			if format == "json" {
				err = report.PlansJSON(&buf, cases[0].result, o)
			} else {
				err = report.PlansText(&buf, cases[0].result, o)
			}
			if err != nil {
				return err
			}
			return a.write("", buf.Bytes())
		}}
	c.Flags().StringVar(&format, "format", "text", "text or json")
	return c
}
