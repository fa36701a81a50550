package batch

import (
	_ "embed"

	"example.com/vacatur/internal/rulepack"
)

//go:embed template.csv
var template []byte

// Template returns a table to start from: the columns that most caseloads have, with examples. Any fact of the pack may be
// a column of its own name.
func Template(*rulepack.Pack) []byte { return template }
