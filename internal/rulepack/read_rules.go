package rulepack

import (
	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/source"
)

func (l *loader) authorities(f *file) {
	for _, n := range f.section("authorities") {
		if !f.Known(n, "id", "cite", "kind", "date", "says", "url", "verified", "volatile") {
			continue
		}
		a := &Authority{ID: f.Required(n, "id"), Cite: f.Required(n, "cite"), Date: f.Text(n, "date"), Says: f.Required(n, "says"),
			URL: f.Text(n, "url"), Volatile: f.Bool(n, "volatile"), File: f.File, Pos: n.Pos,
			Kind: f.OneOf(n, "kind", "statute", "regulation", "rule", "decision", "guidance", "constitution")}
		if a.Kind == "" {
			f.Required(n, "kind")
		}
		if a.Date != "" {
			if _, err := date.Parse(a.Date); err != nil {
				f.Diags.Add(f.File, n.Get("date").Pos, "%s", err)
			}
		}
		a.Verified = f.verified(n)
		if prev := l.pack.Authorities[a.ID]; prev != nil {
			f.Diags.Add(f.File, n.Pos, "the authority %s is defined twice; see %s:%d", a.ID, prev.File, prev.Pos.Line)
			continue
		}
		l.pack.Authorities[a.ID] = a
	}
}

// verified reads `verified: none` or `verified: {on, source, secondary}`.
func (f *file) verified(n *source.Node) Verified {
	v := n.Get("verified")
	switch {
	case v == nil:
		f.Diags.Add(f.File, n.Pos, "verified is missing; write {on: date, source: where it was read}, or none")
		return Verified{}
	case v.Kind == source.Scalar && v.Value == "none":
		return Verified{}
	}
	f.Known(v, "on", "source", "secondary")
	out := Verified{On: f.Required(v, "on"), Source: f.Required(v, "source"), Secondary: f.Bool(v, "secondary")}
	if d, err := date.Parse(out.On); err != nil || !d.Exact() {
		f.Diags.Add(f.File, v.Pos, "verified on %q: write the day as YYYY-MM-DD", out.On)
	}
	return out
}

// ruleKeys are the keys that every rule may have.
var ruleKeys = []string{"id", "title", "of", "elements", "exceptions", "authorities", "volatile", "note", "effective"}

// sections reads all rules of a file.
func (l *loader) sections(f *file) {
	for _, n := range f.section("definitions") {
		l.rule(f, n, Definition)
	}
	for _, n := range f.section("exceptions") {
		l.rule(f, n, Exception)
	}
	for _, n := range f.section("grounds") {
		r := l.rule(f, n, Ground, "kind", "ina")
		if r.INA = f.Text(n, "ina"); r.INA == "" {
			r.INA = r.ID
		}
		r.GroundKind = f.OneOf(n, "kind", "deportability", "inadmissibility", "aggravated_felony", "detention")
		if r.GroundKind == "" {
			f.Required(n, "kind")
		}
	}
	for _, n := range f.section("bars") {
		l.bar(f, n)
	}
	for _, n := range f.section("waivers") {
		l.rule(f, n, Waiver)
	}
	for _, n := range f.section("warnings") {
		l.rule(f, n, Warning, "text").Text = f.Required(n, "text")
	}
	for _, n := range f.section("checks") {
		l.check(f, n)
	}
	for _, n := range f.section("deadlines") {
		l.deadline(f, n, nil)
	}
	for _, n := range f.section("paths") {
		l.path(f, n)
	}
	for _, n := range f.section("goals") {
		l.goal(f, n)
	}
	for _, n := range f.section("calendars") {
		l.calendar(f, n)
	}
	l.offenses(f)
	l.valueCases(f)
}

// rule reads the common parts of a rule and registers it.
func (l *loader) rule(f *file, n *source.Node, kind Kind, more ...string) *Rule {
	return l.ruleOf(f, n, kind, nil, more...)
}

// ruleOf is rule, for one that is asked of the given item where it does not say.
func (l *loader) ruleOf(f *file, n *source.Node, kind Kind, of *fact.List, more ...string) *Rule {
	r := &Rule{Kind: kind, File: f.File, Pos: n.Pos}
	if !f.Known(n, append(more, ruleKeys...)...) {
		return r
	}
	r.ID, r.Title, r.Note, r.Volatile = f.Required(n, "id"), f.Text(n, "title"), f.Text(n, "note"), f.Bool(n, "volatile")
	if r.Of = of; n.Get("of") != nil {
		r.Of = l.of(f, n)
	}
	r.authorityIDs, r.exceptionIDs = f.names(n, "authorities"), f.names(n, "exceptions")
	l.elements(f, n, r)
	l.register(f, r, n)
	return r
}

func (l *loader) register(f *file, r *Rule, n *source.Node) {
	r.Index = len(l.pack.Rules)
	l.pack.Rules = append(l.pack.Rules, r)
	if r.Kind == Reason {
		return
	}
	if l.pack.byID[r.Kind] == nil {
		l.pack.byID[r.Kind] = map[string]*Rule{}
	}
	if prev := l.pack.byID[r.Kind][r.ID]; prev != nil {
		f.Diags.Add(f.File, n.Pos, "the %s %s is defined twice; see %s:%d", r.Kind, r.ID, prev.File, prev.Pos.Line)
		return
	}
	l.pack.byID[r.Kind][r.ID] = r
}

func (f *file) names(n *source.Node, key string) []named {
	var out []named
	for _, item := range f.List(n, key) {
		if item.Kind != source.Scalar {
			f.Diags.Add(f.File, item.Pos, "%s must be a list of ids", key)
			continue
		}
		out = append(out, named{item.Value, item.Pos})
	}
	return out
}

func (l *loader) elements(f *file, n *source.Node, r *Rule) {
	c := l.compiler(f)
	seen := map[string]bool{}
	for _, item := range f.List(n, "elements") {
		if !f.Known(item, "id", "text", "when", "authorities", "contrary") {
			continue
		}
		e := Element{ID: f.Required(item, "id"), Text: f.texts(item.Get("text")), Pos: item.Pos,
			authorityIDs: f.names(item, "authorities"), contraryIDs: f.names(item, "contrary")}
		if e.Text["en"] == "" {
			f.Diags.Add(f.File, item.Pos, "the element %s has no text", e.ID)
		}
		if seen[e.ID] {
			f.Diags.Add(f.File, item.Pos, "the element %s stands twice in this rule", e.ID)
		}
		seen[e.ID] = true
		if w := item.Get("when"); w == nil {
			f.Diags.Add(f.File, item.Pos, "the element %s has no condition (when)", e.ID)
		} else {
			e.When = c.Compile(w, r.Of)
		}
		r.Elements = append(r.Elements, e)
	}
	if eff := n.Get("effective"); eff != nil {
		r.Elements = append(r.Elements, l.effective(f, eff, r.Of))
	}
}

// effective turns the dates between which a rule is law into its last element.
func (l *loader) effective(f *file, n *source.Node, of *fact.List) Element {
	f.Known(n, "from", "until", "by")
	by := f.Required(n, "by")
	node := &source.Node{Kind: source.Map, Pos: n.Pos}
	text := "The law was in force on that date"
	if v := n.Get("from"); v != nil {
		node.Fields = append(node.Fields, source.Field{Key: "on_or_after", Pos: v.Pos, Value: v})
		text += ": from " + v.Value
	}
	if v := n.Get("until"); v != nil {
		node.Fields = append(node.Fields, source.Field{Key: "on_or_before", Pos: v.Pos, Value: v})
		text += ", until " + v.Value
	}
	test := &source.Node{Kind: source.Map, Pos: n.Pos, Fields: []source.Field{{Key: by, Pos: n.Pos, Value: node}}}
	return Element{ID: "in_force", Text: fact.Texts{"en": text}, When: l.compiler(f).Compile(test, of), Pos: n.Pos}
}

func (l *loader) bar(f *file, n *source.Node) {
	if !f.Known(n, "id", "title", "reasons", "authorities", "volatile", "note") {
		return
	}
	b := &Rule{Kind: Bar, ID: f.Required(n, "id"), Title: f.Required(n, "title"), Note: f.Text(n, "note"), Volatile: f.Bool(n, "volatile"),
		authorityIDs: f.names(n, "authorities"), File: f.File, Pos: n.Pos}
	for _, item := range f.List(n, "reasons") {
		r := l.rule(f, item, Reason)
		if len(r.Elements) == 0 {
			f.Diags.Add(f.File, item.Pos, "the reason %s has no elements", r.ID)
		}
		b.Reasons = append(b.Reasons, r)
	}
	if len(b.Reasons) == 0 {
		f.Diags.Add(f.File, n.Pos, "the bar %s has no reasons", b.ID)
	}
	l.register(f, b, n)
}

func (l *loader) check(f *file, n *source.Node) {
	r := l.rule(f, n, Check, "text", "severity", "at")
	r.Text = f.Required(n, "text")
	if r.Severity = f.OneOf(n, "severity", "error", "warning"); r.Severity == "" {
		f.Required(n, "severity")
	}
	if at := f.Required(n, "at"); at != "" {
		if r.At = l.pack.Catalog.Lookup(at); r.At == nil {
			f.Diags.Add(f.File, n.Get("at").Pos, "no fact is called %q", at)
		}
	}
}

func (l *loader) goal(f *file, n *source.Node) {
	f.Known(n, "id", "title", "against")
	g := &Goal{ID: f.Required(n, "id"), Title: f.Required(n, "title")}
	for _, item := range f.List(n, "against") {
		f.Known(item, "when", "kinds", "grounds", "bars")
		a := Against{Kinds: f.Strings(item, "kinds"), Grounds: f.Strings(item, "grounds"), Bars: f.Strings(item, "bars")}
		if w := item.Get("when"); w != nil {
			a.When = l.compiler(f).Compile(w, nil)
		}
		g.Against = append(g.Against, a)
	}
	l.pack.Goals = append(l.pack.Goals, g)
}

// valueCases compiles the cases of the named values of a file.
func (l *loader) valueCases(f *file) {
	for _, v := range l.pack.Values {
		src := l.valueAt[v]
		if src.file != f {
			continue
		}
		for _, item := range f.List(src.node, "cases") {
			v.Cases = append(v.Cases, l.valueCase(f, item, v.Type, src.of))
		}
		if n := len(v.Cases); n == 0 || v.Type == fact.Term && (v.Cases[n-1].When != nil || v.Cases[n-1].Pick != nil) {
			f.Diags.Add(f.File, src.node.Pos, "the value %s needs a last case without a condition", v.ID)
		}
	}
}

func (l *loader) valueCase(f *file, n *source.Node, typ fact.Type, of *fact.List) cond.ValueCase {
	f.Known(n, "when", "value", "last", "first", "text", "authorities", "contrary")
	c := l.compiler(f)
	vc := cond.ValueCase{Text: f.Text(n, "text"), Authorities: f.Strings(n, "authorities"), Contrary: f.Strings(n, "contrary")}
	inner := of
	for i := range n.Fields {
		if field := &n.Fields[i]; field.Key == "last" || field.Key == "first" {
			if vc.Pick = c.Pick(field, of); vc.Pick != nil {
				inner = vc.Pick.List
			}
		}
	}
	if w := n.Get("when"); w != nil {
		vc.When = c.Compile(w, inner)
	}
	text := f.Required(n, "value")
	if ref := l.values[text]; ref != nil {
		vc.Ref = ref
		return vc
	}
	if fc := l.pack.Catalog.Lookup(text); fc != nil {
		if fc.Type != typ {
			f.Diags.Add(f.File, n.Pos, "%s is a %s, not a %s", text, fc.Type, typ)
		}
		vc.Fact = fc
		return vc
	}
	lit, err := (&fact.Fact{Type: typ, MayBeNo: true}).Parse(text)
	if err != nil {
		f.Diags.Add(f.File, n.Pos, "%s; or the name of a fact or value", err)
	}
	lit.State = fact.Derived
	vc.Literal = &lit
	return vc
}
