package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"

	"example.com/vacatur/internal/casefile"
	"example.com/vacatur/internal/display"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/offer"
	"example.com/vacatur/internal/screen"
	"example.com/vacatur/internal/source"
)

// readFile reads a named file, or standard input for "-". A file that is not there is a mistake in the call.
func (a *app) readFile(name string) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(io.LimitReader(a.In, source.MaxBytes+1))
	}
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, usage("there is no file %s", name)
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, usage("%s is a folder, not a file", name)
	case info.Size() > source.MaxBytes:
		var ds source.Diagnostics
		ds.Add(name, source.Pos{Line: 1, Col: 1}, "the file has %d bytes; the limit is %d", info.Size(), source.MaxBytes)
		return nil, coded{exitInput, ds}
	}
	return os.ReadFile(name)
}

// screened is one case with the file it came from.
type screened struct {
	file   string
	c      *fact.Case
	result *screen.Result
}

// cases reads case files and screens them with one pack that holds the rules for all of them. Every mistake in every file
// is reported before anything is printed.
func (a *app) cases(files []string) ([]screened, *screen.Screener, error) {
	var ds source.Diagnostics
	nodes := make([]*source.Node, len(files))
	shown := make([]string, len(files))
	var places []string
	for i, file := range files {
		data, err := a.readFile(file)
		if err != nil {
			return nil, nil, err
		}
		if data, _, err = a.unsealed(file, data); err != nil {
			return nil, nil, err
		}
		if shown[i] = file; file == "-" {
			shown[i] = "standard input"
		}
		n, mistakes := casefile.Read(shown[i], data)
		ds = append(ds, mistakes...)
		if nodes[i] = n; n != nil {
			places = append(places, casefile.Jurisdictions(n)...)
		}
	}
	slices.Sort(places)
	pack, err := a.load(slices.Compact(places)...)
	if err != nil {
		return nil, nil, err
	}
	s := screen.New(pack)
	var out []screened
	for i, n := range nodes {
		if n == nil {
			continue
		}
		c, mistakes := casefile.Decode(shown[i], n, pack, a.today())
		ds = append(ds, mistakes...)
		if c == nil {
			continue
		}
		a.override(c)
		ds = append(ds, casefile.Check(shown[i], c, s)...)
		out = append(out, screened{file: shown[i], c: c})
	}
	mistakes, warnings := ds.Split()
	if !a.quiet {
		warnings.Sort()
		for _, w := range warnings {
			fmt.Fprintln(a.Err, display.Lines(w.String()))
		}
	}
	if len(mistakes) > 0 {
		mistakes.Sort()
		return nil, nil, coded{exitInput, mistakes}
	}
	for i := range out {
		out[i].result = s.Screen(out[i].c)
		s.WhatIf(out[i].c, out[i].result)
	}
	return out, s, nil
}

// offered reads and screens cases for a report, which holds only what is offered.
func (a *app) offered(files []string) ([]screened, *screen.Screener, error) {
	cases, s, err := a.cases(files)
	for _, c := range cases {
		offer.Only(c.result)
		a.note(c.result)
	}
	return cases, s, err
}

// override puts the global flags over what the case says.
func (a *app) override(c *fact.Case) {
	if a.asOf != "" {
		c.AsOf = a.asOfDay()
	}
	if a.lang != "" {
		c.Language = a.lang
	}
}

// note remembers the statuses of --fail-on that a result has.
func (a *app) note(r *screen.Result) {
	for _, status := range a.failOn {
		if !slices.Contains(a.failing, status) && r.Has(status) {
			a.failing = append(a.failing, status)
		}
	}
}
