package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"example.com/vacatur/internal/jsonschema"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/source"
	"example.com/vacatur/rules"
)

func (a *app) schemaCommand() *cobra.Command {
	makers := map[string]func(*rulepack.Pack) ([]byte, error){"case": jsonschema.Case, "result": jsonschema.Result, "rules": jsonschema.Rules}
	return &cobra.Command{Use: "schema case|result|rules", Short: "Print a JSON Schema", Args: exactArgs("one of case, result, rules"),
		ValidArgs: []string{"case", "result", "rules"},
		RunE: func(_ *cobra.Command, args []string) error {
			make := makers[args[0]]
			if make == nil {
				return usage("there is no schema %q%s; it is one of case, result, rules", args[0], source.DidYouMean(args[0], []string{"case", "result", "rules"}))
			}
			p, err := a.load(rulepack.All)
			if err != nil {
				return err
			}
			data, err := make(p)
			if err != nil {
				return err
			}
			return a.write("", data)
		}}
}

// version is set by the release build.
var version = "dev"

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{Use: "version", Short: "Print the versions of the program and of the rule pack", Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			v := version
			if info, ok := debug.ReadBuildInfo(); ok && v == "dev" && info.Main.Version != "" && info.Main.Version != "(devel)" {
				v = info.Main.Version
			}
			_, digest := a.library().Identity()
			_, err := fmt.Fprintf(a.Out, "vacatur %s %s/%s %s\nrule pack %s, digest %.12s\n", v, runtime.GOOS, runtime.GOARCH, runtime.Version(), rules.Version, digest)
			return err
		}}
}

func (a *app) manCommand() *cobra.Command {
	var dir string
	c := &cobra.Command{Use: "man", Short: "Print the manual page, or write one page for each command to a folder", Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			header := &doc.GenManHeader{Title: "VACATUR", Section: "1", Source: "vacatur", Date: ptr(a.now())}
			c.Root().DisableAutoGenTag = true
			if dir != "" {
				return doc.GenManTree(c.Root(), header, dir)
			}
			return doc.GenMan(c.Root(), header, a.Out)
		}}
	c.Flags().StringVar(&dir, "dir", "", "folder for one page a command")
	return c
}

func ptr[T any](v T) *T { return &v }
