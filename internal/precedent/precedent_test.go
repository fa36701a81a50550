package precedent_test

import (
	"os"
	"path/filepath"
	"testing"

	"example.com/vacatur/internal/precedent"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/screen"
	"example.com/vacatur/rules"
)

// The rules say what was held in every decision and proof of testdata/precedents.
func TestPrecedents(t *testing.T) {
	pack, ds := rulepack.Load(rulepack.Dir{FS: rules.Files, Shown: "rules"}, rulepack.All)
	if pack == nil {
		t.Fatal(ds)
	}
	s := screen.New(pack)
	files, err := filepath.Glob("../../testdata/precedents/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no precedents found", err)
	}
	seen := precedent.Evidence{}
	decisions := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		ps, ds := precedent.Read(filepath.ToSlash(file)[6:], data)
		for _, p := range ps {
			ds = append(ds, precedent.Run(p, s, seen)...)
			if p.Published() {
				decisions++
			}
		}
		for _, d := range ds {
			t.Error(d)
		}
	}
	t.Logf("%d published decisions", decisions)
}
