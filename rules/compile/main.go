// Command compile writes pack.bin, the compiled form of the rule files in the current folder. Run it by go generate ./rules
// after every change of a rule file.
package main

import (
	"fmt"
	"os"

	"example.com/vacatur/internal/rulepack"
)

func main() {
	data, err := rulepack.Compile(rulepack.Dir{FS: os.DirFS("."), Shown: "rules"})
	if err == nil {
		err = os.WriteFile("pack.bin", data, 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
