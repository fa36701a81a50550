package rulepack

import (
	"slices"

	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/source"
)

// Effects are what a granted path may do for immigration purposes.
var Effects = []string{"eliminates", "eliminates_if_defect_stated", "reduces", "none", "unsettled"}

func (l *loader) path(f *file, n *source.Node) {
	r := l.rule(f, n, PathRule, "cite", "vehicle", "main", "jurisdictions", "effect", "grants", "deadlines", "evidence", "where_to_file")
	p := &Path{Cite: f.Required(n, "cite"), Main: f.Bool(n, "main"), Jurisdictions: f.Strings(n, "jurisdictions"),
		Evidence: f.Strings(n, "evidence"), WhereToFile: f.Text(n, "where_to_file"), Vehicle: f.OneOf(n, "vehicle", Vehicles...)}
	r.Path = p
	if p.Vehicle == "" {
		f.Required(n, "vehicle")
	}
	if len(p.Jurisdictions) == 0 && f.jurisdiction != "" {
		p.Jurisdictions = []string{f.jurisdiction}
	}
	l.effect(f, n, r)
	if g := n.Get("grants"); g != nil && g.Kind == source.Map {
		for _, field := range g.Fields {
			l.grant(f, p, field)
		}
	}
	if orders := l.pack.Catalog.List("orders"); orders != nil && r.Of == orders.Parent && len(p.Grants) > 0 {
		r.Elements = append(r.Elements, l.notGranted(f, n, r))
	}
	for _, item := range f.List(n, "deadlines") {
		p.Deadlines = append(p.Deadlines, l.deadline(f, item, r.Of))
	}
}

// notGranted is the last element of every path that ends in an order: what has been granted is not sought again.
func (l *loader) notGranted(f *file, n *source.Node, r *Rule) Element {
	leaf := func(v string) *source.Node { return &source.Node{Value: v, Pos: n.Pos} }
	tree := func(fields ...source.Field) *source.Node {
		return &source.Node{Kind: source.Map, Fields: fields, Pos: n.Pos}
	}
	field := func(key string, v *source.Node) source.Field { return source.Field{Key: key, Value: v, Pos: n.Pos} }
	granted := tree(field("order.path", leaf(r.ID)), field("order.outcome", leaf("granted")))
	count := tree(field("of", leaf("orders")), field("where", granted), field("at_most", leaf("0")))
	return Element{ID: "not_granted", Text: fact.Texts{"en": "It has not been granted already", "es": "No se ha concedido ya"},
		When: l.compiler(f).Compile(tree(field("count", count)), r.Of), Pos: n.Pos}
}

func (l *loader) grant(f *file, p *Path, field source.Field) {
	fc := l.pack.Catalog.Lookup(field.Key)
	if fc == nil || fc.List == nil || fc.List.Item != "order" {
		f.Diags.Add(f.File, field.Pos, "grants states facts of the order that would be made, as order.reason; %q is none", field.Key)
		return
	}
	v, err := fc.Parse(field.Value.Value)
	if err != nil {
		f.Diags.Add(f.File, field.Value.Pos, "%s: %s", field.Key, err)
		return
	}
	p.Grants = append(p.Grants, Grant{fc, v})
}

func (l *loader) effect(f *file, n *source.Node, r *Rule) {
	e := n.Get("effect")
	check := func(value string, pos source.Pos) {
		if !slices.Contains(Effects, value) {
			f.Diags.Add(f.File, pos, "%q is no effect%s; it is one of eliminates, eliminates_if_defect_stated, reduces, none, unsettled", value, source.DidYouMean(value, Effects))
		}
	}
	switch {
	case e == nil:
		f.Diags.Add(f.File, n.Pos, "the path %s does not say its effect", r.ID)
	case e.Kind == source.Scalar:
		check(e.Value, e.Pos)
		r.Path.Effect = []EffectCase{{Value: e.Value}}
	default:
		items := e.Items
		if cases := e.Get("cases"); cases != nil {
			items = cases.Items
		}
		for _, item := range items {
			f.Known(item, "when", "value", "text", "authorities", "contrary")
			ec := EffectCase{Value: f.Required(item, "value"), Text: f.Text(item, "text"), authorityIDs: append(f.names(item, "authorities"), f.names(item, "contrary")...)}
			check(ec.Value, item.Pos)
			if w := item.Get("when"); w != nil {
				ec.When = l.compiler(f).Compile(w, r.Of)
			}
			r.Path.Effect = append(r.Path.Effect, ec)
		}
		if k := len(r.Path.Effect); k == 0 || r.Path.Effect[k-1].When != nil {
			f.Diags.Add(f.File, e.Pos, "effect needs a last case without a condition")
		}
	}
}

// deadline reads a deadline of the immigration side, or of a path.
func (l *loader) deadline(f *file, n *source.Node, of *fact.List) *Rule {
	r := l.ruleOf(f, n, Deadline, of, "kind", "trigger", "length", "direction", "last_day", "calendar", "cautious", "text")
	r.Text = f.Text(n, "text")
	c := l.compiler(f)
	k := &Clock{Kind: f.OneOf(n, "kind", "fixed", "diligence", "none"), Backwards: f.OneOf(n, "direction", "after", "before") == "before",
		LastDay: f.OneOf(n, "last_day", "roll_forward", "roll_back", "as_is")}
	r.Clock = k
	if k.Kind == "" {
		k.Kind = "fixed"
	}
	if k.LastDay == "" {
		k.LastDay = "as_is"
	}
	if t := n.Get("trigger"); t != nil {
		k.Trigger = c.Operand(t, r.Of)
		k.Latest = t.Get("latest") != nil
		k.Triggers = triggersOf(k.Trigger)
	} else if k.Kind == "fixed" {
		f.Diags.Add(f.File, n.Pos, "the deadline %s has no trigger", r.ID)
	}
	k.Length = l.lengths(f, n, r.Of)
	if k.Kind == "fixed" && len(k.Length) == 0 {
		f.Diags.Add(f.File, n.Pos, "the deadline %s has no length", r.ID)
	}
	if cal := n.Get("calendar"); cal != nil {
		k.calendarID = named{cal.Value, cal.Pos}
	}
	if ca := n.Get("cautious"); ca != nil {
		f.Known(ca, "when", "length", "text", "authorities", "contrary")
		k.Cautious = &Cautious{Length: f.term(ca, "length"), Text: f.Required(ca, "text"), authorityIDs: append(f.names(ca, "authorities"), f.names(ca, "contrary")...)}
		if w := ca.Get("when"); w != nil {
			k.Cautious.When = c.Compile(w, r.Of)
		}
	}
	return r
}

func triggersOf(o *cond.Operand) (out []*fact.Fact) {
	if o == nil {
		return nil
	}
	if o.Subject != nil && o.Subject.Fact != nil {
		out = append(out, o.Subject.Fact)
	}
	out = append(out, triggersOf(o.Base)...)
	for _, k := range append(slices.Clone(o.Latest), o.Earliest...) {
		out = append(out, triggersOf(k)...)
	}
	return out
}

func (l *loader) lengths(f *file, n *source.Node, of *fact.List) []LengthCase {
	v := n.Get("length")
	switch {
	case v == nil:
		return nil
	case v.Kind == source.Scalar:
		return []LengthCase{{Length: f.term(n, "length")}}
	}
	items := v.Items
	if cases := v.Get("cases"); cases != nil {
		items = cases.Items
	}
	var out []LengthCase
	for _, item := range items {
		f.Known(item, "when", "value", "text", "authorities", "contrary")
		lc := LengthCase{Length: f.term(item, "value")}
		if w := item.Get("when"); w != nil {
			lc.When = l.compiler(f).Compile(w, of)
		}
		out = append(out, lc)
	}
	return out
}

func (f *file) term(n *source.Node, key string) date.Term {
	t, err := date.ParseTerm(f.Required(n, key))
	if err != nil {
		f.Diags.Add(f.File, n.Pos, "%s: %s", key, err)
	}
	return t
}

func (l *loader) calendar(f *file, n *source.Node) {
	f.Known(n, "id", "title", "covers", "holidays", "authorities")
	c := &Calendar{ID: f.Required(n, "id"), Title: f.Text(n, "title"), Holidays: map[date.Day]string{}, File: f.File, Pos: n.Pos}
	day := func(m *source.Node, key string) date.Day {
		d, err := date.Parse(f.Required(m, key))
		if err != nil || !d.Exact() {
			f.Diags.Add(f.File, m.Pos, "%s must be a day, as 2026-11-26", key)
		}
		return d.First
	}
	if covers := n.Get("covers"); f.Known(covers, "from", "until") {
		c.From, c.Until = day(covers, "from"), day(covers, "until")
	}
	for _, h := range f.List(n, "holidays") {
		f.Known(h, "date", "name", "authority", "source")
		c.Holidays[day(h, "date")] = f.Required(h, "name")
		if id := h.Get("authority"); id != nil && l.pack.Authorities[id.Value] == nil {
			f.Diags.Add(f.File, id.Pos, "no authority is called %q", id.Value)
		}
		if h.Get("authority") == nil && h.Get("source") == nil {
			f.Diags.Add(f.File, h.Pos, "a holiday needs its authority or source")
		}
	}
	l.pack.Calendars[c.ID] = c
}
