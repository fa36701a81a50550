package rulepack

import (
	"slices"

	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/source"
	"example.com/vacatur/internal/statute"
)

// codes reads how the statutes of a jurisdiction are written, and makes room for its offenses.
func (l *loader) codes(f *file) {
	codes := f.section("codes")
	if len(codes) == 0 && f.node.Get("offenses") == nil {
		return
	}
	if f.jurisdiction == "" {
		f.Diags.Add(f.File, f.node.Pos, "offenses and codes stand in offenses/XX.yaml, named after their jurisdiction")
		return
	}
	cat := l.pack.Offenses[f.jurisdiction]
	if cat == nil {
		cat = &OffenseCatalog{Jurisdiction: f.jurisdiction}
		l.pack.Offenses[f.jurisdiction] = cat
	}
	for _, n := range codes {
		f.Known(n, "id", "names")
		cat.Codes = append(cat.Codes, statute.Code{ID: f.Required(n, "id"), Names: f.Strings(n, "names")})
	}
	cat.Parser = statute.NewParser(cat.Codes)
}

func (l *loader) offenses(f *file) {
	offenses, cat := f.section("offenses"), l.pack.Offenses[f.jurisdiction]
	if cat == nil {
		return
	}
	seen := map[string]bool{}
	for _, o := range cat.Offenses {
		seen[o.ID] = true
	}
	for _, n := range offenses {
		if o := l.offense(f, cat, n); o != nil {
			if seen[o.ID] {
				f.Diags.Add(f.File, n.Pos, "the offense %s is defined twice", o.ID)
			}
			seen[o.ID] = true
			cat.Offenses = append(cat.Offenses, o)
		}
	}
}

func (l *loader) offense(f *file, cat *OffenseCatalog, n *source.Node) *Offense {
	if !f.Known(n, "id", "statutes", "title", "type", "inchoate", "levels", "max", "classifications", "authorities", "note") {
		return nil
	}
	o := &Offense{ID: f.Required(n, "id"), Jurisdiction: cat.Jurisdiction, Title: f.Required(n, "title"), Type: f.Text(n, "type"),
		Inchoate: f.OneOf(n, "inchoate", "attempt", "conspiracy", "solicitation", "accessory"), File: f.File, Pos: n.Pos,
		authorityIDs: f.names(n, "authorities")}
	if t := n.Get("type"); t != nil {
		l.offenseType(f, t)
	}
	for _, item := range f.List(n, "statutes") {
		c, err := cat.Parser.Parse(item.Value)
		if err != nil {
			f.Diags.Add(f.File, item.Pos, "%q: %s", item.Value, err)
			continue
		}
		o.Statutes = append(o.Statutes, c)
	}
	if len(o.Statutes) == 0 {
		f.Diags.Add(f.File, n.Pos, "the offense %s names no statute", o.ID)
	}
	o.read = func() {
		l.offenseBody(f, n, o)
		l.resolveOffense(o)
	}
	return o
}

// offenseBody reads how long a sentence an offense allows, and what it is under federal immigration law.
func (l *loader) offenseBody(f *file, n *source.Node, o *Offense) {
	o.Classes = make([][]ClassCase, len(l.pack.Classifications))
	of := l.pack.Catalog.ListOfItem("conviction")
	for _, item := range f.List(n, "max") {
		if item.Kind == source.Scalar {
			item = &source.Node{Kind: source.Map, Pos: item.Pos, Fields: []source.Field{{Key: "value", Pos: item.Pos, Value: item}}}
		}
		o.Max = append(o.Max, l.valueCase(f, item, fact.Term, of))
	}
	l.classesOf(f, n, o)
}

// ClassValues are the values that the catalog may give a classification.
var ClassValues = []string{"yes", "no", "divisible", "unsettled"}

func (l *loader) classesOf(f *file, n *source.Node, o *Offense) {
	classes := n.Get("classifications")
	if classes == nil || classes.Kind != source.Map {
		f.Diags.Add(f.File, n.Pos, "the offense %s has no classifications", o.ID)
		return
	}
	for _, must := range []string{"cimt", "controlled_substance"} {
		if classes.Get(must) == nil {
			f.Diags.Add(f.File, classes.Pos, "the offense %s does not say whether it is %s", o.ID, must)
		}
	}
	for i := range classes.Fields {
		field := &classes.Fields[i]
		index, ok := l.classes[field.Key]
		if !ok {
			f.Diags.Add(f.File, field.Pos, "no classification is called %q%s", field.Key, source.DidYouMean(field.Key, l.classNames()))
			continue
		}
		items := []*source.Node{field.Value}
		if field.Value.Kind == source.List {
			items = field.Value.Items
		}
		for _, item := range items {
			o.Classes[index] = append(o.Classes[index], l.classCase(f, item))
		}
		if k := len(o.Classes[index]); k == 0 || o.Classes[index][k-1].When != nil {
			f.Diags.Add(f.File, field.Pos, "%s needs a last case without a condition", field.Key)
		}
	}
}

func (l *loader) classCase(f *file, n *source.Node) ClassCase {
	cc := ClassCase{Pos: n.Pos}
	if n.Kind == source.Scalar {
		cc.Value = n.Value
	} else {
		f.Known(n, "when", "value", "basis", "authorities", "contrary")
		cc.Value, cc.Basis = f.Required(n, "value"), f.Text(n, "basis")
		cc.authorityIDs, cc.contraryIDs = f.names(n, "authorities"), f.names(n, "contrary")
		if w := n.Get("when"); w != nil {
			cc.When = l.compiler(f).Compile(w, l.pack.Catalog.ListOfItem("conviction"))
		}
	}
	if !slices.Contains(ClassValues, cc.Value) {
		f.Diags.Add(f.File, n.Pos, "%q is no value of a classification; it is one of yes, no, divisible, unsettled", cc.Value)
	}
	return cc
}

func (l *loader) classNames() []string {
	var out []string
	for _, c := range l.pack.Classifications {
		out = append(out, c.ID)
	}
	return out
}
