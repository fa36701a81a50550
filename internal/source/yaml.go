package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// ReadYAML reads one YAML document. All mistakes of form are returned; the node is nil if there is no document to speak of.
func ReadYAML(file string, data []byte) (node *Node, ds Diagnostics) {
	if ds = precheck(file, data); len(ds) > 0 {
		return nil, ds
	}
	defer func() {
		// yaml.v3 reports some mistakes by panicking; whatever it meets, a file must never end the program.
		if p := recover(); p != nil {
			node = nil
			ds.Add(file, Pos{1, 1}, "this is not YAML that can be read: %v", p)
		}
	}()
	dec := yaml.NewDecoder(bytes.NewReader(data))
	var doc, second yaml.Node
	if err := dec.Decode(&doc); err != nil {
		if errors.Is(err, io.EOF) {
			ds.Add(file, Pos{1, 1}, "the file is empty")
		} else {
			ds.Add(file, yamlErrorPos(err), "%s", yamlErrorText(err))
		}
		return nil, ds
	}
	if err := dec.Decode(&second); err == nil {
		ds.Add(file, Pos{int32(second.Line), int32(second.Column)}, "a second YAML document begins here; a file holds one")
	} else if !errors.Is(err, io.EOF) {
		ds.Add(file, yamlErrorPos(err), "%s", yamlErrorText(err))
	}
	if len(doc.Content) == 0 {
		ds.Add(file, Pos{1, 1}, "the file is empty")
		return nil, ds
	}
	c := yamlConverter{file: file}
	node = c.convert(doc.Content[0], 0)
	return node, append(ds, c.ds...)
}

func precheck(file string, data []byte) (ds Diagnostics) {
	switch {
	case len(bytes.TrimSpace(data)) == 0:
		ds.Add(file, Pos{1, 1}, "the file is empty")
	case len(data) > MaxBytes:
		ds.Add(file, Pos{1, 1}, "the file has %d bytes; the limit is %d", len(data), MaxBytes)
	case !utf8.Valid(data):
		ds.Add(file, Pos{1, 1}, "the file is not UTF-8 text")
	case bytes.IndexByte(data, 0) >= 0:
		ds.Add(file, Pos{1, 1}, "the file is binary, not text")
	default:
		if pos, ok := tooDeep(data); ok {
			ds.Add(file, pos, "brackets are nested more than %d deep", MaxDepth*2)
		}
	}
	return ds
}

// tooDeep looks for a run of opening brackets that no real file has, before a parser recurses into them. It counts only
// openings with nothing but white space between them, so that brackets in prose do not matter.
func tooDeep(data []byte) (Pos, bool) {
	pos, run := Pos{1, 0}, 0
	for _, b := range data {
		pos.Col++
		switch b {
		case '[', '{':
			if run++; run > MaxDepth*2 {
				return pos, true
			}
		case '\n':
			pos.Line, pos.Col = pos.Line+1, 0
		case ' ', '\t', '\r', '"', ':', 'a':
		default:
			run = 0
		}
	}
	return Pos{}, false
}

type yamlConverter struct {
	file string
	ds   Diagnostics
}

func (c *yamlConverter) convert(y *yaml.Node, depth int) *Node {
	n := &Node{Pos: Pos{int32(y.Line), int32(y.Column)}}
	if depth > MaxDepth {
		c.ds.Add(c.file, n.Pos, "values are nested more than %d deep", MaxDepth)
		return n
	}
	if y.Anchor != "" {
		c.ds.Add(c.file, n.Pos, "anchors (&%s) are not allowed; write the value out", y.Anchor)
	}
	switch y.Kind {
	case yaml.AliasNode:
		c.ds.Add(c.file, n.Pos, "aliases (*%s) are not allowed; write the value out", y.Value)
	case yaml.ScalarNode:
		c.scalar(n, y)
	case yaml.SequenceNode:
		n.Kind = List
		n.Items = make([]*Node, len(y.Content))
		for i, item := range y.Content {
			n.Items[i] = c.convert(item, depth+1)
		}
	case yaml.MappingNode:
		n.Kind = Map
		c.mapping(n, y, depth)
	}
	return n
}

func (c *yamlConverter) scalar(n *Node, y *yaml.Node) {
	n.Quoted = y.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0
	n.Value = y.Value
	if y.Style&yaml.TaggedStyle != 0 {
		c.ds.Add(c.file, n.Pos, "tags (%s) are not allowed; write the value alone", y.Tag)
	}
	if !n.Quoted && y.Tag == "!!null" {
		n.Kind, n.Value = Null, ""
	}
}

func (c *yamlConverter) mapping(n *Node, y *yaml.Node, depth int) {
	n.Fields = make([]Field, 0, len(y.Content)/2)
	for i := 0; i+1 < len(y.Content); i += 2 {
		k := y.Content[i]
		pos := Pos{int32(k.Line), int32(k.Column)}
		if k.Kind != yaml.ScalarNode || k.Tag == "!!merge" {
			c.ds.Add(c.file, pos, "a key must be a plain word")
			continue
		}
		if prev := n.Get(k.Value); prev != nil {
			c.ds.Add(c.file, pos, "the key %q stands here a second time; its first value is on line %d", k.Value, prev.Pos.Line)
			continue
		}
		n.Fields = append(n.Fields, Field{Key: k.Value, Pos: pos, Value: c.convert(y.Content[i+1], depth+1)})
	}
}

var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)$`)

func yamlErrorPos(err error) Pos {
	if m := yamlLine.FindStringSubmatch(err.Error()); m != nil && m[1] != "" {
		line, _ := strconv.Atoi(m[1])
		return Pos{int32(line), 1}
	}
	return Pos{1, 1}
}

func yamlErrorText(err error) string {
	if m := yamlLine.FindStringSubmatch(err.Error()); m != nil {
		return fmt.Sprintf("this is not YAML that can be read: %s", m[2])
	}
	return err.Error()
}
