// Package rules holds the rule pack: the law as YAML files, embedded in the program.
package rules

import "embed"

// Version names the pack. It is the day on which the law in it was last looked over as a whole.
const Version = "2026.11.24"

// Files are the rule files.
//
//go:embed *.yaml authorities offenses paths
var Files embed.FS
