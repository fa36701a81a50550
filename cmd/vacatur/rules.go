package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/display"
	"example.com/vacatur/internal/precedent"
	"example.com/vacatur/internal/report"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/screen"
	"example.com/vacatur/internal/source"
)

func (a *app) rulesCommand() *cobra.Command {
	c := &cobra.Command{Use: "rules", Short: "Look at the rule pack: list, show, lint, test, stale", Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() }}
	format := "text"
	list := &cobra.Command{Use: "list", Short: "List every rule with its authorities and when they were checked", Args: noArgs,
		RunE: func(*cobra.Command, []string) error { return a.rulesList(format) }}
	list.Flags().StringVar(&format, "format", "text", "text or json")
	show := &cobra.Command{Use: "show ID", Short: "Print one rule: its elements, conditions in words, authorities", Args: exactArgs("the id of one rule"),
		RunE: func(_ *cobra.Command, args []string) error { return a.rulesShow(args[0]) }}
	lint := &cobra.Command{Use: "lint", Short: "Check all rule files and say what is wrong with them", Args: noArgs,
		RunE: func(*cobra.Command, []string) error { return a.rulesLint() }}
	test := &cobra.Command{Use: "test [FOLDER]", Short: "Hold the rules against the precedents in a folder (default testdata/precedents)", Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			dir := filepath.Join("testdata", "precedents")
			if len(args) == 1 {
				dir = args[0]
			}
			return a.rulesTest(dir)
		}}
	var older string
	stale := &cobra.Command{Use: "stale", Short: "List what is unverified, under litigation, or was checked long ago", Args: noArgs,
		RunE: func(*cobra.Command, []string) error { return a.rulesStale(older) }}
	stale.Flags().StringVar(&older, "older-than", "6mo", "what counts as long ago")
	c.AddCommand(list, show, lint, test, stale)
	return c
}

// listed are the kinds of rules that `rules list` shows.
var listed = []rulepack.Kind{rulepack.Ground, rulepack.Exception, rulepack.Waiver, rulepack.Bar, rulepack.PathRule, rulepack.Deadline}

func listedRules(p *rulepack.Pack) (out []*rulepack.Rule) {
	for _, r := range p.Rules {
		if slices.Contains(listed, r.Kind) {
			out = append(out, r)
		}
	}
	return out
}

func (a *app) rulesList(format string) error {
	if format != "text" && format != "json" {
		return usage("--format must be text or json, not %q", format)
	}
	p, err := a.load(rulepack.All)
	if err != nil {
		return err
	}
	if format == "json" {
		return writeRuleList(a.Out, p)
	}
	kind := rulepack.Kind("")
	for _, k := range listed {
		for _, r := range p.OfKind(k) {
			if r.Kind != kind {
				kind = r.Kind
				fmt.Fprintf(a.Out, "\n%s\n", strings.ToUpper(string(kind)+"s"))
			}
			mark := ""
			if rulepack.AllUnread(r.AllAuthorities()) {
				mark = "  [not verified]"
			} else if r.Volatile {
				mark = "  [volatile]"
			}
			fmt.Fprintf(a.Out, "  %-34s %s%s\n", r.ID, r.Title, mark)
		}
	}
	_, err = fmt.Fprintf(a.Out, "\npack %s, digest %.12s\n", p.Version, p.Digest)
	return err
}

func (a *app) rulesShow(id string) error {
	p, err := a.load(rulepack.All)
	if err != nil {
		return err
	}
	var ids []string
	found := false
	for _, r := range p.Rules {
		if r.Kind == rulepack.Reason {
			continue
		}
		if r.ID != id {
			ids = append(ids, r.ID)
			continue
		}
		found = true
		if err := report.RuleText(a.Out, p, r, a.lang); err != nil {
			return err
		}
	}
	if !found {
		return usage("no rule is called %q%s; see vacatur rules list", id, source.DidYouMean(id, ids))
	}
	return nil
}

func (a *app) rulesLint() error {
	lib := a.library()
	if a.rules == "" {
		if _, err := os.Stat(filepath.Join("rules", "facts.yaml")); err == nil { // in a checkout: the files as they are now
			lib = rulepack.Dir{FS: os.DirFS("rules"), Shown: "rules"}
		}
	}
	p, ds := rulepack.Load(lib, rulepack.All)
	if p == nil {
		mistakes, _ := ds.Split()
		return coded{exitRules, mistakes}
	}
	findings := rulepack.Lint(p)
	mistakes, warnings := findings.Split()
	for _, w := range warnings {
		fmt.Fprintln(a.Err, display.Lines(w.String()))
	}
	if len(mistakes) > 0 {
		return coded{exitRules, mistakes}
	}
	_, err := fmt.Fprintf(a.Out, "%d rule files, %d rules, %d authorities: no mistakes\n", len(p.Files), len(p.Rules), len(p.Authorities))
	return err
}

func (a *app) rulesTest(dir string) error {
	files, err := fs.Glob(os.DirFS(dir), "*.yaml")
	if err != nil || len(files) == 0 {
		return usage("no precedents (*.yaml) are in %s", dir)
	}
	p, err := a.load(rulepack.All)
	if err != nil {
		return err
	}
	s := screen.New(p)
	seen := precedent.Evidence{}
	var ds source.Diagnostics
	proofs := 0
	decisions := map[string]map[string]bool{"": {}} // citations, by whom they were decided for; a decision may be held against several rules
	for _, f := range files {
		name := filepath.Join(dir, f)
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		ps, mistakes := precedent.Read(filepath.ToSlash(name), data)
		ds = append(ds, mistakes...)
		for _, pr := range ps {
			if ds = append(ds, precedent.Run(pr, s, seen)...); pr.Published() {
				if decisions[pr.HeldFor] == nil {
					decisions[pr.HeldFor] = map[string]bool{}
				}
				decisions[""][pr.Cite], decisions[pr.HeldFor][pr.Cite] = true, true
			} else {
				proofs++
			}
		}
	}
	if len(ds) > 0 {
		ds.Sort()
		return coded{exitRules, ds}
	}
	for _, r := range precedent.Unproved(p, seen) {
		if !a.quiet {
			fmt.Fprintln(a.Err, r)
		}
	}
	_, err = fmt.Fprintf(a.Out, "%d published decisions hold (%d for the person, %d for the government), and %d proofs from statutes\n",
		len(decisions[""]), len(decisions["person"]), len(decisions["government"]), proofs)
	return err
}

func (a *app) rulesStale(older string) error {
	term, err := date.ParseTerm(older)
	if err != nil {
		return usage("--older-than: %s", err)
	}
	p, err := a.load(rulepack.All)
	if err != nil {
		return err
	}
	today := a.today()
	if a.asOf != "" {
		today = a.asOfDay()
	}
	var unverified, volatile, old int
	var files []string
	all, primary := map[string]int{}, map[string]int{} // by file
	for _, r := range listedRules(p) {
		as := r.AllAuthorities()
		if all[r.File]++; all[r.File] == 1 {
			files = append(files, r.File)
		}
		oldest, unread := rulepack.VerifiedOldest(as)
		var why []string
		if unread > 0 || len(as) == 0 {
			unverified++
			why = append(why, fmt.Sprintf("%d of %d authorities not verified", unread, len(as)))
		}
		if slices.ContainsFunc(as, func(a *rulepack.Authority) bool { return !a.Verified.None() && !a.Verified.Secondary }) {
			primary[r.File]++
		} else {
			why = append(why, "no primary source read")
		}
		if r.IsVolatile() {
			volatile++
			why = append(why, "volatile")
		}
		if d, err := date.Parse(oldest); err == nil && d.First.Add(term) < today {
			old++
			why = append(why, "checked "+oldest)
		}
		if len(why) > 0 {
			fmt.Fprintf(a.Out, "%-9s %-34s %s\n", r.Kind, r.ID, strings.Join(why, "; "))
		}
	}
	fmt.Fprintln(a.Out)
	for _, file := range files {
		fmt.Fprintf(a.Out, "%-34s %3d rules, %3d with a primary source that was read (%d%%)\n", file, all[file], primary[file], 100*primary[file]/all[file])
	}
	_, err = fmt.Fprintf(a.Out, "%d rules: %d rest at least in part on something unverified, %d are volatile, %d were checked more than %s ago\n",
		len(listedRules(p)), unverified, volatile, old, older)
	return err
}
