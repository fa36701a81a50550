package rulepack

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"example.com/vacatur/internal/source"
)

// Dir is a Library of YAML files in a file system, shown to users under a name.
type Dir struct {
	FS    fs.FS
	Shown string // put before the names of files in diagnostics
}

// Names lists the rule files. Proofs, documentation and dot-files are none.
func (d Dir) Names() []string {
	var names []string
	err := fs.WalkDir(d.FS, ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if !e.IsDir() && path.Ext(p) == ".yaml" && !strings.HasPrefix(e.Name(), ".") {
			names = append(names, p)
		}
		return nil
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	slices.Sort(names)
	return names
}

// Read reads one file.
func (d Dir) Read(name string) (*source.Node, string, source.Diagnostics) {
	shown := path.Join(d.Shown, name)
	data, err := fs.ReadFile(d.FS, name)
	if err != nil {
		var ds source.Diagnostics
		ds.Add(shown, source.Pos{}, "cannot be read: %s", err)
		return nil, shown, ds
	}
	node, ds := source.ReadYAML(shown, data)
	return node, shown, ds
}

// Identity returns the digest of all files.
func (d Dir) Identity() (string, string) {
	h := sha256.New()
	for _, name := range d.Names() {
		data, _ := fs.ReadFile(d.FS, name)
		sum := sha256.Sum256(data)
		h.Write([]byte(name + "\x00"))
		h.Write(sum[:])
	}
	return "", hex.EncodeToString(h.Sum(nil))
}

// Overlay is a Library in which the files of Over are added to those of Under, or take their place where the path is the
// same.
type Overlay struct{ Under, Over Library }

// Names lists the files of both.
func (o Overlay) Names() []string {
	names := append(slices.Clone(o.Under.Names()), o.Over.Names()...)
	slices.Sort(names)
	return slices.Compact(names)
}

// Read reads a file, from Over if it is there.
func (o Overlay) Read(name string) (*source.Node, string, source.Diagnostics) {
	if slices.Contains(o.Over.Names(), name) {
		return o.Over.Read(name)
	}
	return o.Under.Read(name)
}

// Identity keeps the version of Under and digests both.
func (o Overlay) Identity() (string, string) {
	version, under := o.Under.Identity()
	_, over := o.Over.Identity()
	sum := sha256.Sum256([]byte(under + over))
	return version + "+local", hex.EncodeToString(sum[:])
}
