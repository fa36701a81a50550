package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"example.com/vacatur/internal/report"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/screen"
	"example.com/vacatur/internal/source"
)

func (a *app) offenseCommand() *cobra.Command {
	var place string
	c := &cobra.Command{Use: "offense TEXT", Short: "Look a statute or the name of an offense up: what it is, and by which authorities",
		Example: "  vacatur offense \"PC 459\"\n  vacatur offense \"HS11377(a)\"\n  vacatur offense burglary", Args: someArgs("a statute or the name of an offense"),
		RunE: func(_ *cobra.Command, args []string) error { return a.offense(strings.Join(args, " "), place) }}
	c.Flags().StringVar(&place, "jurisdiction", "", "look only here, as CA")
	return c
}

// offense prints what a statute or a name is found to be, the plainest first. What is not found is a mistake in the call.
func (a *app) offense(text, place string) error {
	p, err := a.load(rulepack.All)
	if err != nil {
		return err
	}
	var places []string
	for j := range p.Offenses {
		places = append(places, j)
	}
	slices.Sort(places)
	if place = strings.ToUpper(place); place != "" {
		if !slices.Contains(places, place) {
			return usage("the catalog has no offenses of %q; it has those of %s", place, strings.Join(places, ", "))
		}
		places = []string{place}
	}
	catalog := screen.NewCatalog(p)
	var found []*rulepack.Offense
	var problems, names []string
	for _, j := range places {
		m := catalog.Match(j, text)
		if len(m.Offenses) == 0 {
			problems, names = append(problems, j+": "+m.Problem), append(names, catalog.Names(j)...)
			m.Offenses = catalog.Named(j, text)
		}
		found = append(found, m.Offenses...)
	}
	const harmless = "the catalog holds no answer, which is no answer that it is harmless"
	switch {
	case len(found) > 0:
	case strings.ContainsAny(text, "0123456789"):
		return usage("nothing is found for %q (%s); %s", text, strings.Join(problems, "; "), harmless)
	default:
		return usage("no offense is called %q; try fewer words, or the statute; %s%s", text, harmless, source.DidYouMean(text, names))
	}
	for i, o := range found {
		if i > 0 {
			if _, err := a.Out.Write([]byte("\n")); err != nil {
				return err
			}
		}
		if err := report.OffenseText(a.Out, p, o, a.lang); err != nil {
			return err
		}
	}
	return nil
}
