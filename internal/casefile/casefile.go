// Package casefile reads and writes the case format vacatur/case/v1. Which facts a case may hold is said by the catalog of
// the rule pack; this package owns the form: strict keys, types with what would have been right, every mistake with its
// place. It fills nothing in and guesses nothing: what a case does not say stays unknown.
package casefile

import (
	"slices"
	"strings"

	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/source"
)

// Schema is the name and version of the format.
const Schema = "vacatur/case/v1"

// Read reads the text of a case file, YAML or JSON.
func Read(file string, data []byte) (*source.Node, source.Diagnostics) {
	return source.Read(file, data)
}

// Jurisdictions returns the jurisdictions that the convictions of a case name, so that a caller can load their rules
// before decoding.
func Jurisdictions(n *source.Node) []string {
	var out []string
	list := n.Get("convictions")
	if list == nil {
		return nil
	}
	for _, c := range list.Items {
		if j := c.Get("jurisdiction"); j != nil && j.Kind == source.Scalar && !slices.Contains(out, j.Value) {
			out = append(out, j.Value)
		}
	}
	slices.Sort(out)
	return out
}

// Decode reads a case. Today is the date of the screening where the case has no as_of. The case is nil if the diagnostics
// hold mistakes.
func Decode(file string, n *source.Node, p *rulepack.Pack, today date.Day) (*fact.Case, source.Diagnostics) {
	return NewFormat(p).Decode(file, n, today)
}

// Format is the case format with the facts of one pack. It may be used by many goroutines; making it once saves time where
// many cases are decoded.
type Format struct {
	pack  *rulepack.Pack
	top   *tree
	items map[*fact.List]*tree
}

// NewFormat prepares the format for a pack.
func NewFormat(p *rulepack.Pack) *Format {
	f := &Format{pack: p, top: treeOf(p.Catalog.Case, p.Catalog.Top), items: map[*fact.List]*tree{}}
	f.top.leaf("schema").leaf("case_id").leaf("as_of").leaf("language")
	for _, l := range p.Catalog.Lists {
		t := treeOf(l.Facts, l.Children)
		if l.Key != "" {
			t.leaf(l.Key)
		}
		if l.Item == "conviction" {
			t.leaf("classification")
		}
		f.items[l] = t
	}
	return f
}

// Decode is the function Decode for the pack of the format.
func (f *Format) Decode(file string, n *source.Node, today date.Day) (*fact.Case, source.Diagnostics) {
	return f.decode(file, n, today, false)
}

func (f *Format) decode(file string, n *source.Node, today date.Day, partial bool) (*fact.Case, source.Diagnostics) {
	d := decoder{Format: f, catalog: f.pack.Catalog, file: file, partial: partial}
	c := d.document(n, today)
	d.diags.Sort()
	if d.diags.HasErrors() {
		return nil, d.diags
	}
	return c, d.diags
}

type decoder struct {
	*Format
	catalog *fact.Catalog
	file    string
	partial bool // a case without convictions is no mistake
	diags   source.Diagnostics
}

func (d *decoder) fail(pos source.Pos, format string, args ...any) {
	d.diags.Add(d.file, pos, format, args...)
}

func (d *decoder) document(n *source.Node, today date.Day) *fact.Case {
	c := d.catalog.NewCase()
	c.AsOf = today
	if n.Kind != source.Map {
		d.fail(n.Pos, "a case is a mapping that begins with schema: %s, not %s", Schema, n.Kind)
		return c
	}
	switch s := n.Get("schema"); {
	case s == nil:
		d.fail(n.Pos, "schema is missing; write schema: %s", Schema)
	case s.Value != Schema:
		d.fail(s.Pos, "the schema %q is not known; this program reads %s", s.Value, Schema)
	}
	if v := d.text(n, "case_id"); v != "" {
		c.ID = v
	}
	if v := n.Get("as_of"); v != nil && v.Kind != source.Null {
		day, err := date.Parse(v.Value)
		switch {
		case err != nil:
			d.fail(v.Pos, "as_of: %s", err)
		case !day.Exact():
			d.fail(v.Pos, "as_of must be one day, as 2026-11-23, not %s", v.Value)
		default:
			c.AsOf = day.First
		}
	}
	if v := n.Get("language"); v != nil && v.Kind != source.Null {
		if c.Language = v.Value; v.Value != "en" && v.Value != "es" {
			d.fail(v.Pos, "the language %q is not known; write en or es", v.Value)
		}
	}
	d.values(n, d.top, c.Values, c.Lists)
	if l := d.catalog.List("convictions"); l != nil && !d.partial && len(c.Lists[l.Index].Items) == 0 && !misspelt(n, "convictions") {
		d.fail(n.Pos, "a case needs at least one conviction, under convictions:")
	}
	return c
}

func (d *decoder) text(n *source.Node, key string) string {
	v := n.Get(key)
	if v == nil || v.Kind == source.Null {
		return ""
	}
	if v.Kind != source.Scalar {
		d.fail(v.Pos, "%s must be text, not %s", key, v.Kind)
		return ""
	}
	return v.Value
}

// tree is the nesting of keys under which facts and lists stand.
type tree struct {
	keys  []string
	nodes map[string]*tree
	fact  *fact.Fact
	list  *fact.List
}

func treeOf(facts []*fact.Fact, lists []*fact.List) *tree {
	t := &tree{}
	for _, f := range facts {
		t.at(f.Keys()).fact = f
	}
	for _, l := range lists {
		t.at(l.At).list = l
	}
	return t
}

func (t *tree) at(keys []string) *tree {
	for _, k := range keys {
		t.leaf(k)
		t = t.nodes[k]
	}
	return t
}

func (t *tree) leaf(key string) *tree {
	if t.nodes == nil {
		t.nodes = map[string]*tree{}
	}
	if t.nodes[key] == nil {
		t.nodes[key] = &tree{}
		t.keys = append(t.keys, key)
	}
	return t
}

// values reads the facts and lists of one scope from a mapping.
func (d *decoder) values(n *source.Node, t *tree, values []fact.Value, lists []fact.Sublist) {
	for i := range n.Fields {
		f := &n.Fields[i]
		sub := t.nodes[f.Key]
		switch {
		case sub == nil:
			d.fail(f.Pos, "the key %q is not known here%s", f.Key, d.instead(f.Key, t))
		case f.Value.Kind == source.Null:
			// an empty value says as much as none
		case sub.list != nil:
			d.list(f.Value, sub.list, &lists[sub.list.Index])
		case sub.fact != nil:
			values[sub.fact.Slot] = d.value(f.Value, sub.fact)
		case len(sub.keys) > 0:
			if f.Value.Kind != source.Map {
				d.fail(f.Value.Pos, "%s holds further keys (%s), not %s", f.Key, strings.Join(sub.keys, ", "), f.Value.Kind)
				continue
			}
			d.values(f.Value, sub, values, lists)
		}
	}
}

// misspelt reports whether a mapping has a key that was likely meant for another. It is reported where it stands.
func misspelt(n *source.Node, key string) bool {
	return slices.ContainsFunc(n.Fields, func(f source.Field) bool { return f.Key != key && source.Nearest(f.Key, []string{key}) == key })
}

func (d *decoder) instead(key string, t *tree) string {
	if near := source.Nearest(key, t.keys); near != "" {
		return `; did you mean "` + near + `"?`
	}
	for _, f := range d.catalog.Facts { // a fact that stands elsewhere
		if keys := f.Keys(); keys[len(keys)-1] == key {
			return "; it belongs under " + strings.TrimSuffix(f.Name, "."+key)
		}
	}
	return "; known keys are " + strings.Join(t.keys, ", ")
}

func (d *decoder) value(n *source.Node, f *fact.Fact) fact.Value {
	var v fact.Value
	var err error
	switch {
	case f.Type == fact.Choices && n.Kind == source.List:
		ids := make([]string, len(n.Items))
		for i, item := range n.Items {
			ids[i] = item.Value
		}
		v, err = f.ParseChoices(ids)
	case n.Kind != source.Scalar:
		d.fail(n.Pos, "%s must be %s, not %s", f.Name, wanted(f), n.Kind)
		return v
	case f.Type == fact.Text:
		v = fact.Value{State: fact.Given, Type: fact.Text, Str: n.Value}
		if n.Value == "unknown" {
			v = fact.Value{State: fact.Unknown, Type: fact.Text}
		}
	case f.Type == fact.Date && n.Quoted && n.Value == "":
		return v
	default:
		v, err = f.Parse(n.Value)
	}
	if err != nil {
		d.fail(n.Pos, "%s: %s", f.Name, err)
		return fact.Value{}
	}
	v.Pos = n.Pos
	return v
}

func wanted(f *fact.Fact) string {
	switch f.Type {
	case fact.YesNo:
		return "yes, no or unknown"
	case fact.Date:
		return "a date"
	case fact.Term:
		return "a term, as 1y or 364d"
	case fact.Number:
		return "a number"
	case fact.Choice:
		return "one of its choices"
	case fact.Choices:
		return "a list of its choices"
	}
	return "text"
}

// DecodePartial is Decode for a case that is still being asked about: it may have no conviction yet.
func DecodePartial(file string, n *source.Node, p *rulepack.Pack, today date.Day) (*fact.Case, source.Diagnostics) {
	return NewFormat(p).decode(file, n, today, true)
}
