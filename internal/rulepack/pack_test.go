package rulepack_test

import (
	"testing"

	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/rules"
)

// The shipped pack compiles, and every rule of it.
func TestShippedPackLoads(t *testing.T) {
	p, ds := rulepack.Load(rulepack.Dir{FS: rules.Files, Shown: "rules"}, rulepack.All)
	for _, d := range ds {
		t.Error(d)
	}
	if p != nil && (len(p.Rules) == 0 || len(p.Offenses) == 0 || len(p.Authorities) == 0) {
		t.Error("the pack is empty")
	}
}
