package rulepack_test

import (
	"strings"
	"testing"

	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/source"
	"example.com/vacatur/rules"
)

// The shipped pack compiles, every rule of it, and lint finds nothing.
func TestShippedPackLoads(t *testing.T) {
	p, ds := rulepack.Load(rulepack.Dir{FS: rules.Files, Shown: "rules"}, rulepack.All)
	for _, d := range ds {
		t.Error(d)
	}
	if p == nil {
		return
	}
	for _, d := range rulepack.Lint(p) {
		t.Error(d)
	}
	if len(p.Rules) == 0 || len(p.Offenses) == 0 || len(p.Authorities) == 0 {
		t.Error("the pack is empty")
	}
}

// The compiled pack says what the YAML files say. After a change of a rule file: go generate ./rules.
func TestCompiledPackIsUpToDate(t *testing.T) {
	dir := rulepack.Dir{FS: rules.Files, Shown: "rules"}
	fresh, err := rulepack.Compile(dir)
	if err != nil {
		t.Fatal(err)
	}
	lib, err := rulepack.OpenCompiled(string(fresh), "rules", rules.Version)
	if err != nil {
		t.Fatal(err)
	}
	_, want := lib.Identity()
	if _, got := rules.Library().Identity(); got != want {
		t.Error("rules/pack.bin is older than the rule files; run: go generate ./rules")
	}
	for _, name := range dir.Names() {
		a, _, _ := dir.Read(name)
		b, _, ds := rules.Library().Read(name)
		if len(ds) > 0 || string(source.AppendBinary(nil, a)) != string(source.AppendBinary(nil, b)) {
			t.Errorf("the compiled form of %s differs from its YAML; run: go generate ./rules", name)
		}
	}
}

func BenchmarkLoadCalifornia(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if p, ds := rulepack.Load(rules.Library(), "CA"); p == nil {
			b.Fatal(ds)
		}
	}
}

// The rules of every place can be loaded without those of any other: general rules, and the catalog of a place, cite only what
// is there then. From the files, and not from their compiled form, every offense is read at once.
func TestEveryPlaceLoadsAlone(t *testing.T) {
	places := map[string]bool{"ZZ": true}
	for _, name := range rules.Library().Names() {
		if dir, base, ok := strings.Cut(name, "/"); ok && dir != "authorities" {
			places[strings.TrimSuffix(base, ".yaml")] = true
		}
	}
	for place := range places {
		if p, ds := rulepack.Load(rulepack.Dir{FS: rules.Files, Shown: "rules"}, place); p == nil {
			t.Errorf("%s: %s", place, ds)
		}
	}
}
