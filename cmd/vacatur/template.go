package main

import (
	_ "embed"

	"github.com/spf13/cobra"

	"example.com/vacatur/internal/batch"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/source"
)

//go:embed template.yaml
var caseTemplate []byte

func (a *app) templateCommand() *cobra.Command {
	return &cobra.Command{Use: "template case|csv", Short: "Print a filled example to start from", Args: exactArgs("case or csv"), ValidArgs: []string{"case", "csv"},
		RunE: func(_ *cobra.Command, args []string) error {
			switch args[0] {
			case "case":
				return a.write("", caseTemplate)
			case "csv":
				p, err := a.load(rulepack.All)
				if err != nil {
					return err
				}
				return a.write("", batch.Template(p))
			}
			return usage("there is no template %q%s; it is case or csv", args[0], source.DidYouMean(args[0], []string{"case", "csv"}))
		}}
}
