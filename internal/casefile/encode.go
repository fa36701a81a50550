package casefile

import (
	"bytes"
	"strings"

	"gopkg.in/yaml.v3"

	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
)

// Encode writes a case so that Decode reads back the same one. Facts come in the order of the catalog; what is absent or
// follows from other facts is left out.
func Encode(c *fact.Case, p *rulepack.Pack) []byte {
	root := mapping()
	put(root, "schema", plain(Schema))
	if c.ID != "" {
		put(root, "case_id", quoted(c.ID))
	}
	put(root, "as_of", plain(c.AsOf.String()))
	put(root, "language", plain(c.Language))
	encodeValues(root, p.Catalog.Case, c.Values)
	encodeLists(root, p.Catalog.Top, c.Lists)
	var buf bytes.Buffer
	enc := yaml.NewEncoder(&buf)
	enc.SetIndent(2)
	if err := enc.Encode(root); err != nil {
		panic("casefile: a tree of plain nodes cannot fail to encode: " + err.Error())
	}
	return buf.Bytes()
}

func mapping() *yaml.Node { return &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"} }

func plain(s string) *yaml.Node { return &yaml.Node{Kind: yaml.ScalarNode, Value: s} }

func quoted(s string) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: s, Style: yaml.DoubleQuotedStyle}
}

func put(m *yaml.Node, key string, v *yaml.Node) { m.Content = append(m.Content, plain(key), v) }

// within returns the mapping under the keys, made where it is not there yet.
func within(m *yaml.Node, keys []string) *yaml.Node {
next:
	for _, k := range keys {
		for i := 0; i+1 < len(m.Content); i += 2 {
			if m.Content[i].Value == k {
				m = m.Content[i+1]
				continue next
			}
		}
		child := mapping()
		put(m, k, child)
		m = child
	}
	return m
}

func encodeValues(m *yaml.Node, facts []*fact.Fact, values []fact.Value) {
	for _, f := range facts {
		v := &values[f.Slot]
		if v.State != fact.Given && v.State != fact.Unknown {
			continue
		}
		keys := f.Keys()
		put(within(m, keys[:len(keys)-1]), keys[len(keys)-1], encodeValue(v))
	}
}

func encodeValue(v *fact.Value) *yaml.Node {
	switch {
	case !v.Known():
		return plain("unknown")
	case v.Type == fact.Choices:
		list := &yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq", Style: yaml.FlowStyle}
		for _, id := range strings.Fields(v.Str) {
			list.Content = append(list.Content, plain(id))
		}
		return list
	case v.Type == fact.Text:
		return quoted(v.Str)
	}
	return plain(v.String())
}

func encodeLists(m *yaml.Node, lists []*fact.List, subs []fact.Sublist) {
	for _, l := range lists {
		sub := &subs[l.Index]
		if !sub.Given {
			continue
		}
		seq := &yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq"}
		for i := range sub.Items {
			it := &sub.Items[i]
			item := mapping()
			if l.Key != "" {
				put(item, l.Key, quoted(it.Key))
			}
			encodeValues(item, l.Facts, it.Values)
			for _, f := range it.Findings {
				finding := mapping()
				put(finding, "value", plain(f.Value))
				put(finding, "by", quoted(f.By))
				put(within(item, []string{"classification"}), f.Classification, finding)
			}
			encodeLists(item, l.Children, it.Lists)
			seq.Content = append(seq.Content, item)
		}
		put(within(m, l.At[:len(l.At)-1]), l.At[len(l.At)-1], seq)
	}
}
