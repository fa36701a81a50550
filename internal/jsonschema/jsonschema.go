// Package jsonschema describes the formats of the program as JSON Schemas (draft 2020-12), for editors and other programs.
// The schema of a case follows from the facts of the rule pack.
package jsonschema

import (
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"example.com/vacatur/internal/casefile"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
)

const draft = "https://json-schema.org/draft/2020-12/schema"

// object is a JSON object whose members keep their order.
type object []member

type member struct {
	key   string
	value any
}

// MarshalJSONTo writes the members in order.
func (o object) MarshalJSONTo(enc *jsontext.Encoder) error {
	if err := enc.WriteToken(jsontext.BeginObject); err != nil {
		return err
	}
	for _, m := range o {
		if err := enc.WriteToken(jsontext.String(m.key)); err != nil {
			return err
		}
		if err := json.MarshalEncode(enc, m.value); err != nil {
			return err
		}
	}
	return enc.WriteToken(jsontext.EndObject)
}

func encode(o object) ([]byte, error) {
	data, err := json.Marshal(o, jsontext.WithIndent("  "))
	return append(data, '\n'), err
}

// Case returns the schema of vacatur/case/v1.
func Case(p *rulepack.Pack) ([]byte, error) {
	props := object{
		{"schema", object{{"const", casefile.Schema}}},
		{"case_id", object{{"type", "string"}, {"description", "any text; a name is not needed"}}},
		{"as_of", object{{"type", "string"}, {"pattern", dayPattern}, {"description", "the day of the screening; absent: today"}}},
		{"language", object{{"enum", []string{"en", "es"}}}},
	}
	props = append(props, nested(p.Catalog.Case, p.Catalog.Top, p, 0)...)
	return encode(object{{"$schema", draft}, {"title", casefile.Schema}, {"type", "object"}, {"properties", props},
		{"required", []string{"schema", "convictions"}}, {"additionalProperties", false}})
}

const dayPattern = `^[0-9]{4}-[0-9]{2}-[0-9]{2}$`

// nested groups facts and lists by the keys under which they stand, from a depth on.
func nested(facts []*fact.Fact, lists []*fact.List, p *rulepack.Pack, depth int) object {
	var out object
	seen := map[string]bool{}
	keysOf := func(f *fact.Fact) []string { return f.Keys() }
	for _, f := range facts {
		keys := keysOf(f)
		key := keys[depth]
		if seen[key] {
			continue
		}
		seen[key] = true
		if len(keys) == depth+1 {
			out = append(out, member{key, factSchema(f)})
			continue
		}
		var inner []*fact.Fact
		for _, g := range facts {
			if k := keysOf(g); len(k) > depth+1 && k[depth] == key {
				inner = append(inner, g)
			}
		}
		var innerLists []*fact.List
		for _, l := range lists {
			if len(l.At) > depth+1 && l.At[depth] == key {
				innerLists = append(innerLists, l)
			}
		}
		out = append(out, member{key, object{{"type", "object"}, {"properties", nested(inner, innerLists, p, depth+1)}, {"additionalProperties", false}}})
	}
	for _, l := range lists {
		if len(l.At) == depth+1 {
			out = append(out, member{l.At[depth], listSchema(l, p)})
		}
	}
	return out
}

func listSchema(l *fact.List, p *rulepack.Pack) object {
	var props object
	if l.Key != "" {
		props = append(props, member{l.Key, object{{"type", "string"}}})
	}
	props = append(props, nested(l.Facts, l.Children, p, 0)...)
	if l.Item == "conviction" {
		var classes object
		values := append(append([]string{}, rulepack.ClassValues...), "unknown")
		for _, c := range p.Classifications {
			classes = append(classes, member{c.ID, object{{"description", c.Title}, {"type", "object"},
				{"properties", object{{"value", object{{"enum", values}}}, {"by", object{{"type", "string"}}}}}, {"required", []string{"value", "by"}}, {"additionalProperties", false}}})
		}
		props = append(props, member{"classification", object{{"type", "object"}, {"properties", classes}, {"additionalProperties", false}}})
	}
	return object{{"type", "array"}, {"description", l.Title.In("en")}, {"items", object{{"type", "object"}, {"properties", props}, {"additionalProperties", false}}}}
}

func factSchema(f *fact.Fact) object {
	o := object{{"description", f.Question.In("en")}}
	ids := make([]string, 0, len(f.Options)+1)
	for _, c := range f.Options {
		ids = append(ids, c.ID)
	}
	switch f.Type {
	case fact.YesNo:
		return append(o, member{"enum", []any{"yes", "no", "unknown", true, false}})
	case fact.Choice:
		o = append(o, member{"enum", append(ids, "unknown")})
	case fact.Choices:
		o = append(o, member{"type", "array"}, member{"items", object{{"enum", ids}}})
	case fact.Date:
		pattern := `^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|unknown)$`
		if f.MayBeNo {
			pattern = `^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|none|unknown)$`
		}
		o = append(o, member{"type", []string{"string", "integer", "null"}}, member{"pattern", pattern})
	case fact.Term:
		o = append(o, member{"type", "string"}, member{"pattern", `^(([0-9]+y)?([0-9]+mo)?([0-9]+w)?([0-9]+d)?|life|unknown)$`})
	case fact.Number:
		o = append(o, member{"type", []string{"number", "string"}})
	case fact.Text:
		o = append(o, member{"type", "string"})
	}
	return o
}
