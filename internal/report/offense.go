package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/rulepack"
)

// OffenseText writes what the catalog says of an offense: how its statute is written, the longest sentence, and each
// classification with its alternatives, the conditions under which they hold, and the authorities.
func OffenseText(w io.Writer, p *rulepack.Pack, o *rulepack.Offense, lang string) error {
	c := conditions{p, lang}
	var b strings.Builder
	cites := make([]string, len(o.Statutes))
	for i, s := range o.Statutes {
		cites[i] = s.String()
	}
	fmt.Fprintf(&b, "%s %s\n  %s\n", o.Jurisdiction, o.Title, strings.Join(cites, "; "))
	for i := range o.Max {
		m := &o.Max[i]
		if m.Literal != nil {
			fmt.Fprintf(&b, "  %s\n", c.trf("longest sentence %s", m.Literal)+c.where(m.When, i))
		}
	}
	for i, cases := range o.Classes {
		if len(cases) == 0 {
			continue
		}
		fmt.Fprintf(&b, "  %s (%s)\n", p.Classifications[i].ID, p.Classifications[i].Title)
		for n := range cases {
			k := &cases[n]
			as := k.Authorities
			if len(as) == 0 {
				as = o.Authorities
			}
			mark := ""
			if len(as) == 0 || rulepack.AllUnread(as) {
				mark = " [" + c.tr("not verified: treated as unsettled") + "]"
			}
			where := c.where(k.When, n)
			fmt.Fprintf(&b, "    %d. %s%s%s\n", n+1, word(lang, k.Value), mark, where)
			fmt.Fprintf(&b, "       %s\n", k.Basis)
			for _, a := range as {
				if !slices.Contains(k.Contrary, a) {
					fmt.Fprintf(&b, "         %s (%s)\n", a.Cite, readOn(lang, a))
				}
			}
			for _, a := range k.Contrary {
				fmt.Fprintf(&b, "         %s: %s (%s)\n", strings.ToLower(c.tr("Against")), a.Cite, readOn(lang, a))
			}
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// where says when one of several alternatives holds; each holds only where none before it does.
func (c conditions) where(x *cond.Expr, n int) string {
	switch {
	case x != nil:
		return ", " + c.tr("if") + ": " + c.say(x, false)
	case n > 0:
		return ", " + c.tr("otherwise")
	}
	return ""
}

// RuleText writes a rule of the pack: its elements with their conditions in words, its exceptions and its authorities.
func RuleText(w io.Writer, p *rulepack.Pack, r *rulepack.Rule, lang string) error {
	c := conditions{p, lang}
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s: %s\n%s:%d\n", r.Kind, r.ID, r.Title, r.File, r.Pos.Line)
	show := func(r *rulepack.Rule, indent string) {
		for i := range r.Elements {
			e := &r.Elements[i]
			fmt.Fprintf(&b, "%s%d. %s [%s]\n%s   %s: %s\n", indent, i+1, e.Text.In(lang), e.ID, indent, c.tr("if"), c.say(e.When, false))
			for _, a := range e.Contrary {
				fmt.Fprintf(&b, "%s   %s: %s\n", indent, strings.ToLower(c.tr("Against")), a.Cite)
			}
		}
		for _, e := range r.Exceptions {
			fmt.Fprintf(&b, "%s%s %s: %s\n", indent, strings.ToLower(c.tr("Exception")), e.ID, e.Title)
		}
	}
	show(r, "")
	for _, reason := range r.Reasons {
		fmt.Fprintf(&b, "reason %s: %s\n", reason.ID, reason.Title)
		show(reason, "  ")
	}
	for _, a := range r.AllAuthorities() {
		fmt.Fprintf(&b, "authority: %s (%s)\n", a.Cite, readOn(lang, a))
	}
	if r.Note != "" {
		fmt.Fprintf(&b, "%s: %s\n", strings.ToLower(c.tr("Note")), r.Note)
	}
	_, err := io.WriteString(w, b.String())
	return err
}
