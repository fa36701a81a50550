// Package rules holds the rule pack: the law as YAML files, embedded in the program together with the compiled form that it
// reads at the start. The YAML is the source; a test holds the two against each other.
package rules

import (
	"embed"
	_ "embed" // for the compiled pack

	"example.com/vacatur/internal/rulepack"
)

// Version names the pack. It is the day on which the law in it was last looked over as a whole.
const Version = "2026.11.26"

// Files are the rule files.
//
//go:embed *.yaml authorities offenses paths
var Files embed.FS

//go:generate go run ./compile
//go:embed pack.bin
var compiled string

// Library returns the rule pack.
func Library() rulepack.Library {
	lib, err := rulepack.OpenCompiled(compiled, "rules", Version)
	if err != nil {
		panic("rules: " + err.Error()) // the program was built from a damaged tree
	}
	return lib
}
