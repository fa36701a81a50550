package main

import (
	"io"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"example.com/vacatur/internal/rulepack"
)

type ruleList struct {
	Pack  packInfo     `json:"pack"`
	Rules []listedRule `json:"rules"`
}

type packInfo struct {
	Version string `json:"version"`
	Digest  string `json:"digest"`
}

type listedRule struct {
	ID          string   `json:"id"`
	Kind        string   `json:"kind"`
	File        string   `json:"file"`
	Title       string   `json:"title"`
	Authorities []string `json:"authorities"`
	Verified    *string  `json:"verified"` // the oldest day on which one of them was read; null where none was
	Volatile    bool     `json:"volatile"`
}

// writeRuleList writes every ground, exception, waiver, bar, path and deadline as JSON.
func writeRuleList(w io.Writer, p *rulepack.Pack) error {
	list := ruleList{Pack: packInfo{p.Version, p.Digest}}
	for _, r := range listedRules(p) {
		l := listedRule{ID: r.ID, Kind: string(r.Kind), File: r.File, Title: r.Title, Volatile: r.IsVolatile(), Authorities: []string{}}
		as := r.AllAuthorities()
		for _, a := range as {
			l.Authorities = append(l.Authorities, a.Cite)
		}
		if oldest, _ := rulepack.VerifiedOldest(as); oldest != "" {
			l.Verified = &oldest
		}
		list.Rules = append(list.Rules, l)
	}
	if err := json.MarshalWrite(w, list, jsontext.WithIndent("  ")); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}
