package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/display"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/source"
	"example.com/vacatur/rules"
)

// Streams are what the program reads and writes beside named files.
type Streams struct {
	In  io.Reader
	Out io.Writer
	Err io.Writer
}

// Exit codes; the README holds the table for users.
const (
	exitOK          = 0
	exitFailed      = 1   // I/O, a full disk
	exitUsage       = 2   // a flag, an argument, a missing file
	exitInput       = 3   // a case that is not valid
	exitFailOn      = 4   // --fail-on was met
	exitRules       = 5   // the rule pack is not valid
	exitInterrupted = 130 // Ctrl-C
)

// coded is an error that ends the program with an exit code of its own.
type coded struct {
	code int
	err  error
}

func (c coded) Error() string { return c.err.Error() }
func (c coded) Unwrap() error { return c.err }

func usage(format string, args ...any) error { return coded{exitUsage, fmt.Errorf(format, args...)} }

// app is what commands share: streams, the clock, and the global flags.
type app struct {
	Streams
	now     func() time.Time
	asOf    string
	rules   string
	lang    string
	color   string
	quiet   bool
	failOn  []string
	failing []string // statuses of --fail-on that results had
}

// Main runs the program and returns its exit code. All errors are printed here, once.
func Main(args []string, s Streams, now func() time.Time) int {
	a := &app{Streams: s, now: now}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	root := a.root()
	root.SetArgs(args)
	root.SetIn(s.In)
	root.SetOut(s.Out)
	root.SetErr(s.Err)
	err := root.ExecuteContext(ctx)
	if err == nil && len(a.failing) > 0 {
		err = coded{exitFailOn, fmt.Errorf("some results have the status %s", strings.Join(a.failing, ", "))}
	}
	return a.report(err)
}

// report prints an error and returns its exit code. A closed pipe ends quietly.
func (a *app) report(err error) int {
	var c coded
	var ds source.Diagnostics
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, syscall.EPIPE), errors.Is(err, io.ErrClosedPipe):
		return exitFailed
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(a.Err, "vacatur: interrupted")
		return exitInterrupted
	case errors.As(err, &c):
		if errors.As(c.err, &ds) {
			fmt.Fprintln(a.Err, display.Lines(ds.Error()))
		} else {
			fmt.Fprintln(a.Err, "vacatur: "+display.Lines(c.Error()))
		}
		return c.code
	}
	fmt.Fprintln(a.Err, "vacatur: "+display.Lines(err.Error()))
	return exitFailed
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "vacatur",
		Short: "Screen convictions for immigration consequences and post-conviction relief",
		Long: `vacatur screens a non-citizen's criminal record: what each conviction does under
immigration law, which post-conviction relief may undo it, what changes if it is
undone, and which deadlines run. It works offline. What it prints is a screening
for review by an attorney, not legal advice.`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          noArgs,
		RunE:          func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return usage("%s; see %s --help", err, c.CommandPath())
	})
	f := root.PersistentFlags()
	f.StringVar(&a.asOf, "as-of", "", "date of the screening, YYYY-MM-DD (default: the case's own, or today)")
	f.StringVar(&a.rules, "rules", "", "folder with rule files that add to the pack or replace files of it")
	f.StringVar(&a.lang, "lang", "", "language of questions and reports: en, es (default: the case's own, or en)")
	f.StringVar(&a.color, "color", "auto", "colour: auto, always, never")
	f.BoolVar(&a.quiet, "quiet", false, "print no warnings and no progress")
	root.PersistentPreRunE = func(*cobra.Command, []string) error { return a.checkGlobals() }
	root.AddCommand(a.screenCommand(), a.checkCommand(), a.batchCommand(), a.planCommand(), a.deadlinesCommand(), a.explainCommand(),
		a.offenseCommand(), a.rulesCommand(), a.schemaCommand(), a.templateCommand(), a.versionCommand(), a.manCommand())
	root.SetHelpCommand(&cobra.Command{Use: "no-help", Hidden: true})
	return root
}

func noArgs(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if c.HasSubCommands() {
		var names []string
		for _, s := range c.Commands() {
			names = append(names, s.Name())
		}
		return usage("%q is no command of %s%s; see %s --help", args[0], c.CommandPath(), source.DidYouMean(args[0], names), c.CommandPath())
	}
	return usage("%s takes no arguments; see %s --help", c.CommandPath(), c.CommandPath())
}

// someArgs wants at least one argument and says what it is.
func someArgs(what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) == 0 {
			return usage("%s needs %s; see %s --help", c.CommandPath(), what, c.CommandPath())
		}
		return nil
	}
}

// exactArgs wants exactly one argument.
func exactArgs(what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) != 1 {
			return usage("%s needs %s; see %s --help", c.CommandPath(), what, c.CommandPath())
		}
		return nil
	}
}

func (a *app) checkGlobals() error {
	if a.asOf != "" {
		if d, err := date.Parse(a.asOf); err != nil || !d.Exact() {
			return usage("--as-of must be a day, as 2026-11-24, not %q", a.asOf)
		}
	}
	if a.lang != "" && a.lang != "en" && a.lang != "es" {
		return usage("--lang must be en or es, not %q", a.lang)
	}
	if a.color != "auto" && a.color != "always" && a.color != "never" {
		return usage("--color must be auto, always or never, not %q", a.color)
	}
	if a.rules != "" {
		if info, err := os.Stat(a.rules); err != nil || !info.IsDir() {
			return usage("--rules %s is not a folder", a.rules)
		}
	}
	return nil
}

// today is the date of the screening where neither a flag nor the case gives one.
func (a *app) today() date.Day {
	y, m, d := a.now().Date()
	return date.DayOf(y, int(m), d)
}

// library is the shipped pack, with the files of --rules over it.
func (a *app) library() rulepack.Library {
	lib := rules.Library()
	if a.rules != "" {
		lib = rulepack.Overlay{Under: lib, Over: rulepack.Dir{FS: os.DirFS(a.rules), Shown: a.rules}}
	}
	return lib
}

// load compiles the rules that convictions of the jurisdictions need.
func (a *app) load(jurisdictions ...string) (*rulepack.Pack, error) {
	p, ds := rulepack.Load(a.library(), jurisdictions...)
	if p == nil {
		mistakes, _ := ds.Split()
		return nil, coded{exitRules, mistakes}
	}
	return p, nil
}

// asOfDay is the day of --as-of, which checkGlobals has seen to be one.
func (a *app) asOfDay() date.Day {
	d, _ := date.Parse(a.asOf)
	return d.First
}
