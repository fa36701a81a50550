// Package source reads YAML and JSON text into one plain tree that keeps the place of everything, and owns the
// diagnostics that speak of those places. It is strict: one document, no duplicate keys, no aliases, no tags, bounded
// size and depth. It knows nothing of what the text means.
package source

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Limits on what is read at all. A case or a rule file is far smaller.
const (
	MaxBytes = 4 << 20
	MaxDepth = 64
)

// Kind says what a Node is.
type Kind uint8

// The kinds of nodes. Null is an empty scalar or `null`.
const (
	Scalar Kind = iota
	Null
	List
	Map
)

// String names the kind as a reader of the file would.
func (k Kind) String() string { return [...]string{"a value", "nothing", "a list", "a mapping"}[k] }

// Pos is a place in a file: line and column, both from 1. Columns count bytes.
type Pos struct{ Line, Col int32 }

// Node is a value in a document.
type Node struct {
	Kind   Kind
	Quoted bool   // a scalar that was quoted, and so is text and nothing else
	Value  string // of a scalar
	Fields []Field
	Items  []*Node
	Pos    Pos
}

// Field is one entry of a mapping, in the order of the file.
type Field struct {
	Key   string
	Pos   Pos // of the key
	Value *Node
}

// Get returns the value under a key, or nil.
func (n *Node) Get(key string) *Node {
	if n == nil {
		return nil
	}
	for i := range n.Fields {
		if n.Fields[i].Key == key {
			return n.Fields[i].Value
		}
	}
	return nil
}

// Diagnostic is one mistake (or warning) in a file, with its place and what would be right.
type Diagnostic struct {
	File    string
	Pos     Pos
	Warning bool
	Text    string
}

// String returns file:line:col: text.
func (d Diagnostic) String() string {
	var b strings.Builder
	b.WriteString(d.File)
	if d.Pos.Line > 0 {
		fmt.Fprintf(&b, ":%d:%d", d.Pos.Line, d.Pos.Col)
	}
	b.WriteString(": ")
	if d.Warning {
		b.WriteString("warning: ")
	}
	b.WriteString(d.Text)
	return b.String()
}

// Diagnostics collects what is wrong with files.
type Diagnostics []Diagnostic

// Add appends a mistake.
func (ds *Diagnostics) Add(file string, pos Pos, format string, args ...any) {
	*ds = append(*ds, Diagnostic{File: file, Pos: pos, Text: fmt.Sprintf(format, args...)})
}

// Warn appends a warning: something that a careful reader would ask about, and that stops nothing.
func (ds *Diagnostics) Warn(file string, pos Pos, format string, args ...any) {
	*ds = append(*ds, Diagnostic{File: file, Pos: pos, Warning: true, Text: fmt.Sprintf(format, args...)})
}

// Sort orders by file and place, and drops repetitions.
func (ds *Diagnostics) Sort() {
	slices.SortStableFunc(*ds, func(a, b Diagnostic) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pos.Col, b.Pos.Col), cmp.Compare(a.Text, b.Text))
	})
	*ds = slices.Compact(*ds)
}

// HasErrors reports whether any of them is more than a warning.
func (ds Diagnostics) HasErrors() bool {
	return slices.ContainsFunc(ds, func(d Diagnostic) bool { return !d.Warning })
}

// Split returns mistakes and warnings apart.
func (ds Diagnostics) Split() (mistakes, warnings Diagnostics) {
	for _, d := range ds {
		if d.Warning {
			warnings = append(warnings, d)
		} else {
			mistakes = append(mistakes, d)
		}
	}
	return mistakes, warnings
}

// Error returns all diagnostics, one a line, so that Diagnostics can travel as an error.
func (ds Diagnostics) Error() string {
	lines := make([]string, len(ds))
	for i, d := range ds {
		lines[i] = d.String()
	}
	return strings.Join(lines, "\n")
}

// Text returns the text of a scalar, and "" for anything else, nil included.
func (n *Node) Text() string {
	if n == nil || n.Kind != Scalar {
		return ""
	}
	return n.Value
}
