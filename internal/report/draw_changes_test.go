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
	"example.com/vacatur/rules"
)

// A report says that a ground or bar would be weakened where it stands today and less surely when the case is screened with the path
// granted, and nowhere else.
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
		d, standing := newDrawer(r, Options{}), s.Stand(c)[0]
		before := slices.Concat(standing.Grounds, standing.Bars)
		for i := range r.Paths {
			path := &r.Paths[i]
			if len(path.Remains) == 0 {
				continue
			}
			_, _, weaker := d.remaining(path)
			after := s.Stand(s.Grant(c, screen.Motion{Conviction: path.Conviction, Path: path.Rule}))[0]
			for k, v := range slices.Concat(after.Grounds, after.Bars) {
				title, then := d.titleOf(v.Rule.ID)+" (", screen.StatusOf(v.Value)
				told := slices.ContainsFunc(weaker, func(w string) bool { return strings.HasPrefix(w, title) })
				if told != (then > screen.NotTriggered && then < screen.StatusOf(before[k].Value)) {
					t.Errorf("%s: %s for %s: that it weakens %s, then %s, is told: %t", file, path.Rule.ID, d.name(path.Conviction), v.Rule.ID, then, told)
				}
				if told {
					said++
				}
			}
		}
	}
	if said == 0 {
		t.Error("no case tries this")
	}
}
