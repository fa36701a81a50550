package report

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"example.com/vacatur/internal/screen"
)

// Every text of the program that a report shows has a Spanish one, and no Spanish text stands for one that is gone.
func TestEveryTextHasSpanish(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatal("no sources", err)
	}
	found := 0
	said := map[string]bool{disclaimer: true}
	for _, kind := range []string{"deportability", "inadmissibility", "aggravated felony", "detention"} { // of grounds, from the pack
		said[kind] = true
	}
	check := func(e ast.Expr) {
		lit, ok := e.(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING {
			return
		}
		found++
		if s, err := strconv.Unquote(lit.Value); err != nil || spanish[s] == "" {
			t.Errorf("%s has no Spanish", lit.Value)
		}
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING && file != "words.go" {
				text, _ := strconv.Unquote(lit.Value)
				said[text] = true
			}
			if call, ok := n.(*ast.CallExpr); ok && len(call.Args) > 0 {
				if sel, ok := call.Fun.(*ast.SelectorExpr); ok && (sel.Sel.Name == "tr" || sel.Sel.Name == "trf" || sel.Sel.Name == "inShort") {
					check(call.Args[0])
				}
			}
			return true
		})
	}
	for _, w := range statusWords {
		found++
		said[w] = true
		if spanish[w] == "" {
			t.Errorf("%q has no Spanish", w)
		}
	}
	for r := screen.NotStarted; r < screen.Careful; r++ {
		said[r.String()] = true
		if spanish[r.String()] == "" {
			t.Errorf("%q has no Spanish", r)
		}
	}
	for _, w := range wouldWords {
		if spanish[w] == "" {
			t.Errorf("%q has no Spanish", w)
		}
	}
	for english := range spanish {
		if !said[english] {
			t.Errorf("%q is not said any more", english)
		}
	}
	if found < 50 {
		t.Errorf("only %d texts were found", found)
	}
}
