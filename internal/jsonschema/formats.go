package jsonschema

import (
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/screen"
)

func array(items object) object { return object{{"type", "array"}, {"items", items}} }

func record(props ...member) object {
	return object{{"type", "object"}, {"properties", object(props)}, {"additionalProperties", false}}
}

var text = object{{"type", "string"}}

// Result returns the schema of vacatur/result/v1.
func Result(p *rulepack.Pack) ([]byte, error) {
	texts := array(text)
	day := object{{"type", []string{"string", "null"}}}
	authority := record(member{"id", text}, member{"cite", text}, member{"says", text}, member{"verified", object{{"type", []string{"string", "null"}}}},
		member{"secondary", object{{"type", "boolean"}}}, member{"contrary", object{{"type", "boolean"}}}, member{"volatile", object{{"type", "boolean"}}})
	element := record(member{"id", text}, member{"text", text}, member{"status", object{{"enum", []string{"yes", "no", "unknown"}}}},
		member{"facts", array(record(member{"name", text}, member{"value", text}))})
	open := func(props ...member) object { return object{{"type", "object"}, {"properties", object(props)}} }
	elements, authorities := array(element), array(object{{"$ref", "#/$defs/authority"}})
	ofGround := object{{"enum", []string{"triggered", "arguable", "needs_facts", "not_triggered"}}}
	ofPath := object{{"enum", []string{"may_apply", "arguable", "needs_facts", "ruled_out"}}}
	verdict := func(status object, more ...member) object {
		return open(append([]member{{"id", text}, {"status", status}, {"convictions", texts}, {"elements", elements}, {"authorities", authorities}}, more...)...)
	}
	weakened := object{{"type", "array"}, {"items", open(member{"id", text}, member{"then", ofGround})},
		{"description", "those of remains that would stand less surely than they do, with the status that they would have"}}
	deadline := open(member{"id", text}, member{"title", text}, member{"for", text}, member{"status", object{{"enum", []string{"overdue", "urgent", "soon", "later", "no_fixed_date", "needs_facts"}}}},
		member{"date", day}, member{"nominal_date", day}, member{"days_left", object{{"type", []string{"integer", "null"}}}},
		member{"trigger", object{{"type", []string{"object", "null"}}}}, member{"counting", text}, member{"cautious_date", day}, member{"authorities", authorities})
	motion := open(member{"conviction", text}, member{"path", text},
		member{"pending_since", object{{"type", "string"}, {"description", "such a request was filed and is not decided: its date, or unknown; nothing new is to be filed"}}})
	certainty := object{{"enum", []string{"may_apply", "arguable", "unsettled", "needs_facts", "ruled_out"}},
		{"description", "how sure it is that the motions reach the goal; may_apply without motions: nothing in the record stands against it (other requirements are not checked); ruled_out: something stands against it for certain that no motion known here clears"}}
	names := make([]string, len(p.Classifications))
	for i, c := range p.Classifications {
		names[i] = c.ID
	}
	return encode(object{{"$schema", draft}, {"title", "vacatur/result/v1"}, {"type", "object"},
		{"properties", object{
			{"schema", object{{"const", "vacatur/result/v1"}}}, {"case_id", text}, {"as_of", text},
			{"pack", open(member{"version", text}, member{"digest", text}, member{"verified_oldest", object{{"type", []string{"string", "null"}}}})},
			{"disclaimer", text},
			{"convictions", array(open(member{"id", text}, member{"statute", text}, member{"offense", text}, member{"is_conviction", object{{"type", "object"}}},
				member{"sentence_for_immigration", object{{"type", "object"}}},
				member{"classification", object{{"type", "object"}, {"propertyNames", object{{"enum", names}}}}}))},
			{"grounds", array(verdict(ofGround))},
			{"bars", array(verdict(ofGround))},
			{"waivers", array(verdict(ofPath))},
			{"paths", array(verdict(ofPath, member{"clears", texts}, member{"remains", texts}, member{"weakens", weakened}))},
			{"deadlines", array(deadline)},
			{"plans", array(open(member{"goal", text}, member{"motions", array(motion)}, member{"clears", texts}, member{"remains", texts}, member{"certainty", certainty}, member{"smallest", object{{"type", "boolean"}}}, member{"not_tried", object{{"type", "integer"}}}))},
			{"missing", array(open(member{"fact", text}, member{"question", text}, member{"matters_for", texts}))},
			{"warnings", array(open(member{"id", text}, member{"text", text}, member{"authorities", authorities}))},
		}},
		{"$defs", object{{"authority", authority}, {"status", object{{"enum", screen.Statuses}}}}}})
}

// Rules returns the schema of rule files. Conditions may test any fact of the pack, any named value, and the names of rules.
func Rules(p *rulepack.Pack) ([]byte, error) {
	var tests object
	for _, name := range p.Catalog.Names() {
		tests = append(tests, member{name, object{{"description", p.Catalog.Lookup(name).Question.In("en")}}})
	}
	for _, v := range p.Values {
		tests = append(tests, member{v.ID, object{{"description", v.Title}}})
	}
	for _, c := range p.Classifications {
		tests = append(tests, member{"classification." + c.ID, object{{"enum", []any{"yes", "no", true, false}}, {"description", c.Title}}})
	}
	condition := object{{"$ref", "#/$defs/condition"}}
	for _, op := range []string{"not", "arguable"} {
		tests = append(tests, member{op, condition})
	}
	for _, op := range []string{"all", "any"} {
		tests = append(tests, member{op, array(condition)})
	}
	for _, op := range []string{"count", "sum", "last", "first", "any_ground"} {
		tests = append(tests, member{op, object{{"type", "object"}}})
	}
	verified := object{{"oneOf", []any{object{{"const", "none"}}, record(member{"on", text}, member{"source", text}, member{"secondary", object{{"type", "boolean"}}})}}}
	authority := record(member{"id", text}, member{"cite", text}, member{"kind", object{{"enum", []string{"statute", "regulation", "rule", "decision", "guidance", "constitution"}}}},
		member{"date", object{}}, member{"says", text}, member{"url", text}, member{"verified", verified}, member{"volatile", object{{"type", "boolean"}}})
	element := record(member{"id", text}, member{"text", object{}}, member{"when", condition}, member{"authorities", array(text)}, member{"contrary", array(text)})
	rule := object{{"type", "object"}, {"properties", object{{"id", text}, {"title", text}, {"of", text}, {"elements", array(element)}, {"exceptions", array(text)}, {"authorities", array(text)}, {"note", text}}}}
	props := object{{"schema", object{{"const", rulepack.Schema}}}, {"authorities", array(authority)}}
	for _, s := range []string{"definitions", "exceptions", "grounds", "bars", "waivers", "paths", "deadlines", "warnings", "checks"} {
		props = append(props, member{s, array(object{{"$ref", "#/$defs/rule"}})})
	}
	for _, s := range []string{"lists", "values", "classifications", "codes", "offenses", "calendars", "goals"} {
		props = append(props, member{s, object{{"type", "array"}}})
	}
	props = append(props, member{"facts", object{{"type", "object"}}})
	return encode(object{{"$schema", draft}, {"title", rulepack.Schema}, {"type", "object"}, {"properties", props}, {"required", []string{"schema"}}, {"additionalProperties", false},
		{"$defs", object{
			{"condition", object{{"type", "object"}, {"minProperties", 1}, {"properties", tests},
				{"patternProperties", object{{`^(definition|exception|ground|bar|waiver)\..+$`, object{{"enum", []any{"yes", "no", true, false}}}}}}, {"additionalProperties", false}}},
			{"rule", rule},
		}}})
}
