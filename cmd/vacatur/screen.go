package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"example.com/vacatur/internal/atomicfile"
	"example.com/vacatur/internal/casefile"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/interview"
	"example.com/vacatur/internal/report"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/screen"
	"example.com/vacatur/internal/seal"
)

// screenFlags are the flags of the interview.
type screenFlags struct {
	save, resume, format string
	accessible, encrypt  bool
	plain                bool // --encrypt=false was given
}

func (a *app) screenCommand() *cobra.Command {
	var f screenFlags
	c := &cobra.Command{Use: "screen", Short: "Ask about a case, question by question, and print the report", Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			f.plain = c.Flags().Changed("encrypt") && !f.encrypt
			return a.screen(c.Context(), f)
		}}
	c.Flags().StringVar(&f.save, "save", "", "file to keep the answers in, after each of them (mode 0600)")
	c.Flags().StringVar(&f.resume, "resume", "", "file of an earlier interview to go on with")
	c.Flags().BoolVar(&f.accessible, "accessible", false, "plain line prompts, for screen readers and pipes")
	c.Flags().BoolVar(&f.encrypt, "encrypt", false, "seal the saved file with a new passphrase; a sealed file that is resumed stays sealed with its own, unless --encrypt=false")
	c.Flags().StringVar(&f.format, "format", "text", "form of the report: text, markdown, html or json")
	return c
}

func (a *app) screen(ctx context.Context, f screenFlags) error {
	write := formats[f.format]
	switch {
	case write == nil:
		return usage("--format must be text, markdown, html or json, not %q", f.format)
	case f.encrypt && f.save == "":
		return usage("--encrypt needs --save with the file to seal")
	}
	var start *fact.Case
	var pass string
	if f.resume != "" {
		var err error
		if start, pass, err = a.resumed(f.resume); err != nil {
			return err
		}
	}
	save, err := a.saver(f, pass)
	if err != nil {
		return err
	}
	opts := interview.Options{Language: a.lang, AsOf: a.today(), Keep: save,
		Source: func(places ...string) (*screen.Screener, error) {
			p, err := a.load(places...)
			if err != nil {
				return nil, err
			}
			return screen.New(p), nil
		}}
	if a.asOf != "" {
		opts.AsOf = a.asOfDay()
	}
	c, res, err := interview.Run(ctx, a.prompter(f, start), start, opts)
	switch {
	case errors.Is(err, interview.ErrInterrupted):
		return coded{exitInterrupted, a.kept(f, err)}
	case errors.Is(err, interview.ErrInputEnded):
		return coded{exitInput, a.kept(f, err)}
	case err != nil:
		return err
	}
	var buf bytes.Buffer
	o := report.Options{Language: c.Language, Color: a.colored(""), Plans: plans(screen.New(res.Pack), screened{c: c, result: res})}
	if err := write(&buf, res, o); err != nil {
		return err
	}
	return a.write("", buf.Bytes())
}

// kept adds where the answers are.
func (a *app) kept(f screenFlags, err error) error {
	if f.save == "" {
		return fmt.Errorf("%w; the answers were not saved, use --save FILE", err)
	}
	return fmt.Errorf("%w; the answers are in %s, go on with --resume %s", err, f.save, f.save)
}

// prompter asks on the terminal with forms, and with plain lines where one was asked for or there is no terminal.
func (a *app) prompter(f screenFlags, start *fact.Case) interview.Prompter {
	lang := a.lang
	if lang == "" && start != nil {
		lang = start.Language
	}
	if f.accessible || !isTerminal(a.In) || !isTerminal(a.Err) || os.Getenv("TERM") == "dumb" {
		return interview.NewPlain(a.In, a.Err, lang)
	}
	return interview.NewHuh(a.In, a.Err, lang, a.color != "never" && os.Getenv("NO_COLOR") == "")
}

// saver returns the function that keeps the answers. What was read from a sealed file is sealed again with its passphrase,
// and what is kept over a sealed file is sealed, unless --encrypt=false asks for plain text. A new passphrase is asked for
// once, before the first question.
func (a *app) saver(f screenFlags, pass string) (func(*fact.Case, *rulepack.Pack) error, error) {
	if f.save == "" {
		return nil, nil
	}
	if f.encrypt || pass == "" && !f.plain && isSealed(f.save) {
		var err error
		if pass, err = a.newPassphrase(f.save); err != nil {
			return nil, err
		}
	}
	keep := sealed(f.save, pass)
	if f.plain || pass == "" {
		keep = func(data []byte) error { return atomicfile.Write(f.save, data) }
	}
	return func(c *fact.Case, p *rulepack.Pack) error { return keep(casefile.Encode(c, p)) }, nil
}

// isSealed reports whether there is a sealed file of this name.
func isSealed(file string) bool {
	data, err := os.ReadFile(file)
	return err == nil && seal.Sealed(data)
}

// resumed reads the case of an earlier interview, and the passphrase if it is sealed. It may be incomplete: a conviction is
// not asked for.
func (a *app) resumed(file string) (c *fact.Case, pass string, err error) {
	data, err := a.readFile(file)
	if err != nil {
		return nil, "", err
	}
	if data, pass, err = a.unsealed(file, data); err != nil {
		return nil, "", err
	}
	n, ds := casefile.Read(file, data)
	if n == nil {
		return nil, "", coded{exitInput, ds}
	}
	p, err := a.load(casefile.Jurisdictions(n)...)
	if err != nil {
		return nil, "", err
	}
	c, more := casefile.DecodePartial(file, n, p, a.today())
	if c == nil {
		mistakes, _ := append(ds, more...).Split()
		return nil, "", coded{exitInput, mistakes}
	}
	a.override(c)
	return c, pass, nil
}
