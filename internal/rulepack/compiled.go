package rulepack

import (
	"encoding/binary"
	"errors"
	"io/fs"
	"path"
	"sort"

	"example.com/vacatur/internal/source"
)

// Compiled is a Library of rule files in the binary form of their document trees, as Compile makes it from their YAML.
type Compiled struct {
	shown, version, digest string
	names                  []string
	trees                  []string
}

// Compile turns all rule files of a folder into one block that OpenCompiled reads. The files must be free of mistakes of
// form.
func Compile(d Dir) ([]byte, error) {
	_, digest := d.Identity()
	out := appendString(nil, digest)
	names := d.Names()
	if len(names) == 0 {
		return nil, errors.New("no rule files were found")
	}
	out = binary.AppendUvarint(out, uint64(len(names)))
	for _, name := range names {
		n, _, ds := d.Read(name)
		if len(ds) > 0 {
			return nil, ds
		}
		out = appendString(out, name)
		out = appendString(out, string(source.AppendBinary(nil, n)))
	}
	return out, nil
}

func appendString(dst []byte, s string) []byte {
	return append(binary.AppendUvarint(dst, uint64(len(s))), s...)
}

// OpenCompiled opens what Compile made. Files are called by shown and their name in diagnostics.
func OpenCompiled(data, shown, version string) (*Compiled, error) {
	c := &Compiled{shown: shown, version: version}
	bad := errors.New("the compiled rule pack is damaged; generate it again")
	uint := func() uint64 {
		v, n := binary.Uvarint([]byte(data[:min(len(data), binary.MaxVarintLen64)]))
		if n <= 0 {
			data = ""
			return 0
		}
		data = data[n:]
		return v
	}
	text := func() string {
		n := uint()
		if n > uint64(len(data)) {
			data = ""
			return ""
		}
		s := data[:n]
		data = data[n:]
		return s
	}
	c.digest = text()
	for range uint() {
		name := text()
		if name == "" {
			return nil, bad
		}
		c.names, c.trees = append(c.names, name), append(c.trees, text())
	}
	if len(c.names) == 0 || data != "" {
		return nil, bad
	}
	return c, nil
}

// Names lists the files.
func (c *Compiled) Names() []string { return c.names }

// Read returns the tree of a file.
func (c *Compiled) Read(name string) (*source.Node, string, source.Diagnostics) {
	shown := path.Join(c.shown, name)
	var ds source.Diagnostics
	i := sort.SearchStrings(c.names, name)
	if i == len(c.names) || c.names[i] != name {
		ds.Add(shown, source.Pos{}, "%s", fs.ErrNotExist)
		return nil, shown, ds
	}
	n, err := source.ReadBinary(c.trees[i])
	if err != nil {
		ds.Add(shown, source.Pos{}, "%s", err)
	}
	return n, shown, ds
}

// Identity returns version and digest. The digest is that of the YAML files.
func (c *Compiled) Identity() (version, digest string) { return c.version, c.digest }
