package report

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"example.com/vacatur/internal/casefile"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/screen"
	"example.com/vacatur/internal/tri"
	"example.com/vacatur/rules"
)

// What a report says would be weakened does not stand for certain any more when the case is screened with the path granted.
func TestWeakenedIsTrue(t *testing.T) {
	files, err := filepath.Glob("../../testdata/cases/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	said := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		n, ds := casefile.Read(file, data)
		if n == nil {
			t.Fatal(ds)
		}
		p, ds := rulepack.Load(rules.Library(), casefile.Jurisdictions(n)...)
		if p == nil {
			t.Fatal(ds)
		}
		c, ds := casefile.Decode(file, n, p, 20000)
		if c == nil {
			t.Fatal(ds)
		}
		s := screen.New(p)
		r := s.Screen(c)
		s.WhatIf(c, r)
		d := newDrawer(r, Options{})
		for i := range r.Paths {
			path := &r.Paths[i]
			if len(path.Remains) == 0 || path.Conviction < 0 || !strings.HasPrefix(path.Effect, "eliminates") {
				continue
			}
			_, weaker := d.weakened(path)
			after := s.Stand(s.Grant(c, screen.Motion{Conviction: path.Conviction, Path: path.Rule}))[0]
			for _, v := range slices.Concat(after.Grounds, after.Bars) {
				title := d.titleOf(v.Rule.ID) + " ("
				if slices.ContainsFunc(weaker, func(w string) bool { return strings.HasPrefix(w, title) }) {
					if said++; v.Value == tri.Yes {
						t.Errorf("%s: %s for %s is said to weaken %s, which still stands", file, path.Rule.ID, d.name(path.Conviction), v.Rule.ID)
					}
				}
			}
		}
	}
	if said == 0 {
		t.Error("no case tries this")
	}
}
