package casefile

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/source"
)

// maxItems bounds the items of a list; nobody has more entries or convictions.
const maxItems = 200

func (d *decoder) list(n *source.Node, l *fact.List, to *fact.Sublist) {
	if n.Kind == source.Scalar && n.Value == "unknown" {
		return
	}
	if n.Kind != source.List {
		d.fail(n.Pos, "%s must be a list, not %s", l.ID, n.Kind)
		return
	}
	if len(n.Items) > maxItems {
		d.fail(n.Pos, "%s has %d items; the limit is %d", l.ID, len(n.Items), maxItems)
		return
	}
	to.Given = true
	t := d.items[l]
	isConviction := l.Item == "conviction"
	seen := map[string]source.Pos{}
	for i, item := range n.Items {
		it := l.NewItem()
		if item.Kind != source.Map {
			d.fail(item.Pos, "each of the %s must be a mapping, not %s", l.ID, item.Kind)
			continue
		}
		rest := &source.Node{Kind: source.Map, Pos: item.Pos, Fields: item.Fields}
		if l.Key != "" {
			it.Key = d.key(item, l, i, seen)
			rest.Fields = slices.DeleteFunc(slices.Clone(rest.Fields), func(f source.Field) bool { return f.Key == l.Key })
		}
		if isConviction {
			it.Findings = d.findings(item.Get("classification"))
			rest.Fields = slices.DeleteFunc(slices.Clone(rest.Fields), func(f source.Field) bool { return f.Key == "classification" })
		}
		d.values(rest, t, it.Values, it.Lists)
		d.names(&it, l)
		to.Items = append(to.Items, it)
	}
}

// key reads the key of an item; an item without one is called by its number.
func (d *decoder) key(item *source.Node, l *fact.List, i int, seen map[string]source.Pos) string {
	key, pos := fmt.Sprintf("%s-%d", l.Item, i+1), item.Pos
	if v := item.Get(l.Key); v != nil && v.Kind != source.Null {
		pos = v.Pos
		if v.Kind != source.Scalar {
			d.fail(v.Pos, "%s must be text, not %s", l.Key, v.Kind)
		} else if key = v.Value; key == "" || len(key) > 80 {
			d.fail(v.Pos, "%s must have 1 to 80 characters", l.Key)
		}
	}
	if first, twice := seen[key]; twice {
		d.fail(pos, "the %s %s %q stands twice; the first is on line %d", l.Item, l.Key, key, first.Line)
	}
	seen[key] = pos
	return key
}

// jurisdiction is the form of a place: a USPS code, US, MIL or a foreign country's three letters.
var jurisdiction = regexp.MustCompile(`^[A-Z]{2,3}$`)

var states = strings.Fields("AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR GU VI AS MP US MIL")

// names checks the texts whose words are fixed: places, and paths of the pack.
func (d *decoder) names(it *fact.Item, l *fact.List) {
	for _, f := range l.Facts {
		v := &it.Values[f.Slot]
		if !v.Known() || f.Type != fact.Text {
			continue
		}
		switch {
		case f.Name == "conviction.jurisdiction":
			up := strings.ToUpper(v.Str)
			if !jurisdiction.MatchString(v.Str) || len(v.Str) == 2 && !slices.Contains(states, v.Str) {
				hint := source.DidYouMean(up, states)
				if slices.Contains(states, up) {
					hint = fmt.Sprintf("; did you mean %q?", up)
				}
				d.fail(v.Pos, "%q is not a jurisdiction%s; write a USPS code (CA, NY), US for federal, MIL for a court-martial, or three letters for a foreign country (MEX, CAN)", v.Str, hint)
			}
		case f.Name == "order.path":
			if d.pack.VehicleOf(v.Str) == "" {
				d.fail(v.Pos, "%q is no path known here%s; write a path's id or one of %s", v.Str, d.pathMeant(v.Str), strings.Join(rulepack.Vehicles[:6], ", "))
			}
		}
	}
}

// pathMeant says which path was likely meant: those of a section that has several, or the nearest.
func (d *decoder) pathMeant(id string) string {
	paths := d.paths()
	var parts []string
	for _, p := range paths {
		if strings.HasPrefix(p, id+".") {
			parts = append(parts, p)
		}
	}
	if len(parts) > 0 {
		return "; did you mean " + strings.Join(parts, ", ") + "?"
	}
	return source.DidYouMean(id, paths)
}

func (d *decoder) paths() []string {
	out := slices.Clone(rulepack.Vehicles)
	for _, r := range d.pack.OfKind(rulepack.PathRule) {
		out = append(out, r.ID)
	}
	return out
}

// findings reads a person's own classifications: {cimt: {value: yes, by: …}}.
func (d *decoder) findings(n *source.Node) []fact.Finding {
	if n == nil || n.Kind == source.Null {
		return nil
	}
	if n.Kind != source.Map {
		d.fail(n.Pos, "classification must be a mapping, as {cimt: {value: yes, by: name}}")
		return nil
	}
	var out []fact.Finding
	for i := range n.Fields {
		f := &n.Fields[i]
		if d.pack.Classification(f.Key) == nil {
			names := make([]string, len(d.pack.Classifications))
			for j, c := range d.pack.Classifications {
				names[j] = c.ID
			}
			d.fail(f.Pos, "no classification is called %q%s", f.Key, source.DidYouMean(f.Key, names))
			continue
		}
		r := source.Reader{File: d.file, Diags: &d.diags}
		if !r.Known(f.Value, "value", "by") {
			continue
		}
		by := r.Text(f.Value, "by")
		if by == "" {
			d.fail(f.Value.Pos, "say whose finding it is, under by:")
		}
		v := normalYes(r.Text(f.Value, "value"))
		if !slices.Contains(append(slices.Clone(rulepack.ClassValues), "unknown"), v) {
			d.fail(f.Value.Pos, "%q is no value of a classification; write yes, no, divisible, unsettled or unknown", v)
		}
		out = append(out, fact.Finding{Classification: f.Key, Value: v, By: by})
	}
	return out
}

func normalYes(s string) string {
	switch s {
	case "true":
		return "yes"
	case "false":
		return "no"
	}
	return s
}
