package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/screen"
)

func (a *app) offenseCommand() *cobra.Command {
	var place string
	c := &cobra.Command{Use: "offense TEXT", Short: "Look a statute or the name of an offense up: what it is, and by which authorities",
		Example: "  vacatur offense \"PC 459\"\n  vacatur offense \"HS11377(a)\"\n  vacatur offense burglary", Args: someArgs("a statute or the name of an offense"),
		RunE: func(_ *cobra.Command, args []string) error { return a.offense(strings.Join(args, " "), place) }}
	c.Flags().StringVar(&place, "jurisdiction", "", "look only here, as CA")
	return c
}

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
	if place != "" {
		if !slices.Contains(places, place) {
			return usage("the catalog has no offenses of %q; it has those of %s", place, strings.Join(places, ", "))
		}
		places = []string{place}
	}
	catalog := screen.NewCatalog(p)
	found := 0
	var problems []string
	for _, j := range places {
		m := catalog.Match(j, text, "")
		offenses := m.Offenses
		if len(offenses) == 0 {
			problems = append(problems, j+": "+m.Problem)
			offenses = named(p.Offenses[j].Offenses, text)
		}
		for _, o := range offenses {
			found++
			a.showOffense(p, o, found > 1)
		}
	}
	if found == 0 {
		return coded{exitInput, fmt.Errorf("nothing is found for %q (%s); the catalog holds no answer, which is no answer that it is harmless", text, strings.Join(problems, "; "))}
	}
	return nil
}

// named finds offenses whose title holds every word of the text.
func named(all []*rulepack.Offense, text string) (out []*rulepack.Offense) {
	words := strings.Fields(strings.ToLower(text))
	for _, o := range all {
		title := " " + strings.NewReplacer(",", " ", "(", " ", ")", " ").Replace(strings.ToLower(o.Title)) + " "
		all := len(words) > 0
		for _, w := range words {
			all = all && strings.Contains(title, " "+w+" ")
		}
		if all || strings.ReplaceAll(o.Type, "_", " ") == strings.ToLower(text) {
			out = append(out, o)
		}
	}
	return out
}

func (a *app) showOffense(p *rulepack.Pack, o *rulepack.Offense, next bool) {
	if next {
		fmt.Fprintln(a.Out)
	}
	var cites []string
	for _, c := range o.Statutes {
		cites = append(cites, c.String())
	}
	fmt.Fprintf(a.Out, "%s %s\n  %s\n", o.Jurisdiction, o.Title, strings.Join(cites, "; "))
	for i, cases := range o.Classes {
		if len(cases) == 0 {
			continue
		}
		fmt.Fprintf(a.Out, "  %s (%s)\n", p.Classifications[i].ID, p.Classifications[i].Title)
		for n, c := range cases {
			when := ""
			if len(cases) > 1 {
				when = map[bool]string{true: ", where its condition holds", false: ", otherwise"}[c.When != nil]
			}
			mark := ""
			as := c.Authorities
			if len(as) == 0 {
				as = o.Authorities
			}
			if rulepack.AllUnread(as) || len(as) == 0 {
				mark = " [not verified: treated as unsettled]"
			}
			fmt.Fprintf(a.Out, "    %d. %s%s%s: %s\n", n+1, c.Value, when, mark, c.Basis)
			for _, x := range as {
				fmt.Fprintf(a.Out, "         %s (%s)\n", x.Cite, verifiedText(x))
			}
			for _, x := range c.Contrary {
				fmt.Fprintf(a.Out, "         against: %s (%s)\n", x.Cite, verifiedText(x))
			}
		}
	}
}
