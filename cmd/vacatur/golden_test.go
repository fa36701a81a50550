package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the goldens anew")

// digest is that of the rule pack, as reports show it.
var digest = regexp.MustCompile(`\([0-9a-f]{12}\)`)

// The text report of every shipped case stands beside it, so that a change of a rule shows what it changes for people.
func TestReportsOfShippedCases(t *testing.T) {
	t.Chdir("../..")
	files, err := filepath.Glob("testdata/cases/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			var out, errs bytes.Buffer
			if code := Main([]string{"check", filepath.ToSlash(file)}, Streams{In: strings.NewReader(""), Out: &out, Err: &errs}, noon); code != 0 {
				t.Fatalf("exit code %d: %s", code, errs.String())
			}
			report := digest.ReplaceAllString(out.String(), "(digest)") // every change of a rule file changes it
			golden := filepath.Join("testdata", "reports", strings.TrimSuffix(filepath.Base(file), ".yaml")+".txt")
			if *update {
				if err := os.MkdirAll(filepath.Dir(golden), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(golden, []byte(report), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), report); diff != "" {
				t.Errorf("the report changed; if that is right, run go test ./cmd/vacatur -update:\n%s", diff)
			}
			for i, line := range strings.Split(out.String(), "\n") {
				if n := len([]rune(line)); n > 80 {
					t.Errorf("line %d of the report has %d columns", i+1, n)
				}
			}
		})
	}
}
