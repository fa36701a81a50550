package rulepack_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/rules"
)

var update = flag.Bool("update", false, "write the goldens anew")

// Each file of testdata/broken-rules, added to the pack, gives the messages that stand beside it.
func TestBrokenRules(t *testing.T) {
	files, err := filepath.Glob("../../testdata/broken-rules/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no broken rule files", err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".yaml")
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			over := rulepack.Dir{FS: fstest.MapFS{"firm.yaml": {Data: data}}, Shown: "firm"}
			p, ds := rulepack.Load(rulepack.Overlay{Under: rules.Library(), Over: over}, rulepack.All)
			if p != nil {
				ds = rulepack.Lint(p)
			}
			got := ds.Error() + "\n"
			golden := strings.TrimSuffix(file, ".yaml") + ".want"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if len(ds) == 0 {
				t.Error("no mistake was found")
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
