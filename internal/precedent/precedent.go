// Package precedent holds the rules against published decisions (and against proofs drawn from the words of a statute): the
// facts of each as a case, what was held, and where that was read. It owns the form of those files and the comparison; the
// screening is done by package screen like any other.
package precedent

import (
	"fmt"
	"slices"
	"strings"

	"example.com/vacatur/internal/casefile"
	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/screen"
	"example.com/vacatur/internal/source"
)

// Precedent is one decision or one proof.
type Precedent struct {
	ID      string
	Cite    string // of a decision
	Statute string // of a proof that rests on a statute's words
	Court   string
	HeldFor string // person, government, neither
	Case    *source.Node
	Expect  *source.Node
	File    string
	Pos     source.Pos
}

// Published reports whether it is a published decision.
func (p *Precedent) Published() bool { return p.Cite != "" }

var keys = []string{"id", "cite", "statute", "court", "held_for", "facts", "holding", "read", "case", "expect", "note"}

// Read reads the precedents of one file.
func Read(file string, data []byte) ([]*Precedent, source.Diagnostics) {
	n, ds := source.ReadYAML(file, data)
	if n == nil {
		return nil, ds
	}
	r := source.Reader{File: file, Diags: &ds}
	r.Known(n, "schema", "precedents")
	var out []*Precedent
	for _, item := range r.List(n, "precedents") {
		if !r.Known(item, keys...) {
			continue
		}
		p := &Precedent{ID: r.Required(item, "id"), Cite: r.Text(item, "cite"), Statute: strings.Join(r.Strings(item, "statute"), "; "), Court: r.Text(item, "court"),
			HeldFor: r.OneOf(item, "held_for", "person", "government", "neither"), Case: item.Get("case"), Expect: item.Get("expect"), File: file, Pos: item.Pos}
		if p.Published() {
			r.Required(item, "holding")
		}
		if (p.Cite == "") == (p.Statute == "") {
			ds.Add(file, item.Pos, "a precedent has either cite (a decision) or statute (a proof from its words)")
		}
		if read := item.Get("read"); p.Published() && (read == nil || read.Get("source") == nil || read.Get("on") == nil) {
			ds.Add(file, item.Pos, "%s does not say where and when it was read", p.ID)
		}
		if p.Case == nil || p.Expect == nil {
			ds.Add(file, item.Pos, "%s needs case and expect", p.ID)
			continue
		}
		out = append(out, p)
	}
	return out, ds
}

// Evidence is what the proofs did to each rule: how often each status was expected of it.
type Evidence map[string]map[string]int

func (e Evidence) add(rule, status string) {
	if e[rule] == nil {
		e[rule] = map[string]int{}
	}
	e[rule][status]++
}

// Run holds a precedent against the rules. Each difference between what was held and what the rules say is a diagnostic
// at the expectation.
func Run(p *Precedent, s *screen.Screener, seen Evidence) (ds source.Diagnostics) {
	n := *p.Case
	n.Fields = append([]source.Field{{Key: "schema", Pos: n.Pos, Value: &source.Node{Value: casefile.Schema, Pos: n.Pos}}}, n.Fields...)
	c, mistakes := casefile.Decode(p.File, &n, s.Pack(), date.DayOf(2026, 11, 24))
	if c == nil {
		return mistakes
	}
	res := s.Screen(c)
	t := tester{file: p.File, id: p.ID, result: res, seen: seen}
	r := source.Reader{File: p.File, Diags: &t.ds}
	r.Known(p.Expect, "convictions", "classification", "sentence", "grounds", "exceptions", "bars", "waivers", "paths", "deadlines", "warnings")
	for i := range p.Expect.Fields {
		t.section(&p.Expect.Fields[i])
	}
	return t.ds
}

type tester struct {
	file, id string
	result   *screen.Result
	seen     Evidence
	ds       source.Diagnostics
}

func (t *tester) differ(n *source.Node, what, got, want string) {
	if got != want {
		t.ds.Add(t.file, n.Pos, "%s: %s is %s, expected %s", t.id, what, got, want)
	}
}

func (t *tester) conviction(key string, n *source.Node) *screen.Conviction {
	i := slices.IndexFunc(t.result.Convictions, func(c screen.Conviction) bool { return c.Item.Key == key })
	if i < 0 {
		t.ds.Add(t.file, n.Pos, "%s: no conviction is called %q", t.id, key)
		return nil
	}
	return &t.result.Convictions[i]
}

var standing = map[string]string{"triggered": "yes", "not_triggered": "no", "arguable": "arguable", "needs_facts": "needs_facts"}

func (t *tester) section(f *source.Field) {
	switch f.Key {
	case "convictions":
		t.each(f.Value, func(key string, n *source.Node) {
			if c := t.conviction(key, n); c != nil {
				t.seen.add("definition convicted", n.Value)
				t.differ(n, "is_conviction of "+key, standing[c.IsStanding.Status.String()], n.Value)
			}
		})
	case "sentence":
		t.each(f.Value, func(key string, n *source.Node) {
			if c := t.conviction(key, n); c != nil {
				t.differ(n, "the sentence of "+key, c.Sentence.Show(), n.Value)
			}
		})
	case "classification":
		t.each(f.Value, func(key string, n *source.Node) { t.classes(key, n) })
	case "grounds":
		t.verdicts(f.Value, "ground", t.result.Grounds, screen.Status.String)
	case "bars":
		t.verdicts(f.Value, "bar", t.result.Bars, screen.Status.String)
	case "waivers":
		t.verdicts(f.Value, "waiver", t.result.Waivers, screen.Status.PathString)
	case "exceptions":
		t.each(f.Value, func(id string, n *source.Node) { t.exception(id, n) })
	case "paths":
		t.each(f.Value, func(id string, n *source.Node) { t.path(id, n) })
	case "deadlines":
		t.each(f.Value, func(id string, n *source.Node) { t.deadline(id, n) })
	case "warnings":
		for _, n := range f.Value.Items {
			if !slices.ContainsFunc(t.result.Warnings, func(v screen.Verdict) bool { return v.Rule.ID == n.Value }) {
				t.ds.Add(t.file, n.Pos, "%s: the warning %s is not given", t.id, n.Value)
			}
		}
	}
}

func (t *tester) each(n *source.Node, visit func(string, *source.Node)) {
	if n.Kind != source.Map {
		t.ds.Add(t.file, n.Pos, "%s: a mapping must stand here", t.id)
		return
	}
	for _, f := range n.Fields {
		visit(f.Key, f.Value)
	}
}

func (t *tester) classes(key string, n *source.Node) {
	c := t.conviction(key, n)
	if c == nil {
		return
	}
	t.each(n, func(class string, want *source.Node) {
		got := "no"
		if t.result.Pack.Classification(class) == nil {
			t.ds.Add(t.file, want.Pos, "%s: no classification is called %q", t.id, class)
			return
		}
		for _, k := range c.Classes() {
			if k.Classification.ID == class {
				got = k.Value
			}
		}
		if len(c.Match.Offenses) == 0 && got == "no" {
			got = "unknown"
		}
		t.differ(want, class+" of "+key, got, want.Value)
	})
}

// verdicts compares the status of rules: over all convictions the strongest, or that of one conviction.
func (t *tester) verdicts(n *source.Node, kind string, all []screen.Verdict, name func(screen.Status) string) {
	t.each(n, func(id string, want *source.Node) {
		status := func(conviction int) (string, bool) {
			best, found := screen.NotTriggered, false
			for _, v := range all {
				if v.Rule.ID == id && (conviction < 0 || slices.Contains(v.Convictions(), conviction)) {
					best, found = max(best, v.Status), true
				}
			}
			return name(best), found
		}
		if !slices.ContainsFunc(all, func(v screen.Verdict) bool { return v.Rule.ID == id }) {
			t.ds.Add(t.file, want.Pos, "%s: no %s is called %q", t.id, kind, id)
			return
		}
		if want.Kind == source.Map {
			t.each(want, func(key string, w *source.Node) {
				if c := t.conviction(key, w); c != nil {
					got, _ := status(slices.IndexFunc(t.result.Convictions, func(x screen.Conviction) bool { return x.Item == c.Item }))
					t.seen.add(kind+" "+id, w.Value)
					t.differ(w, fmt.Sprintf("%s %s for %s", kind, id, key), got, w.Value)
				}
			})
			return
		}
		got, _ := status(-1)
		t.seen.add(kind+" "+id, want.Value)
		t.differ(want, kind+" "+id, got, want.Value)
	})
}

func (t *tester) exception(id string, n *source.Node) {
	rule := t.result.Pack.Rule(rulepack.Exception, id)
	if rule == nil {
		t.ds.Add(t.file, n.Pos, "%s: no exception is called %q", t.id, id)
		return
	}
	check := func(conviction int, w *source.Node) {
		got := "no"
		if v, ok := t.result.Exception(rule, conviction); ok {
			if got = v.String(); !v.Settled() && !v.NeedsFacts() {
				got = "arguable"
			}
		}
		t.seen.add("exception "+id, w.Value)
		t.differ(w, "exception "+id, got, w.Value)
	}
	if n.Kind != source.Map {
		check(-1, n)
		return
	}
	t.each(n, func(key string, w *source.Node) {
		if c := t.conviction(key, w); c != nil {
			check(slices.IndexFunc(t.result.Convictions, func(x screen.Conviction) bool { return x.Item == c.Item }), w)
		}
	})
}

func (t *tester) path(id string, n *source.Node) {
	check := func(key string, w *source.Node) {
		want, effect := w.Value, ""
		if w.Kind == source.Map {
			want, effect = w.Get("status").Text(), w.Get("effect").Text()
		}
		for i := range t.result.Paths {
			p := &t.result.Paths[i]
			if p.Rule.ID != id || key != "" && (p.Conviction < 0 || t.result.Convictions[p.Conviction].Item.Key != key) {
				continue
			}
			if want != "" {
				t.seen.add("path "+id, want)
				t.differ(w, "path "+id, p.Status.PathString(), want)
			}
			if effect != "" {
				t.differ(w, "effect of "+id, p.Effect(), effect)
			}
			return
		}
		t.ds.Add(t.file, w.Pos, "%s: the path %s is not among the results", t.id, id)
	}
	if n.Kind == source.Map && n.Get("status") == nil && n.Get("effect") == nil {
		t.each(n, check)
		return
	}
	check("", n)
}

func (t *tester) deadline(id string, n *source.Node) {
	check := func(key string, w *source.Node) {
		i := slices.IndexFunc(t.result.Deadlines, func(d *screen.Deadline) bool {
			return d.Rule.ID == id && (key == "" || d.Conviction >= 0 && t.result.Convictions[d.Conviction].Item.Key == key)
		})
		status := ""
		if i >= 0 {
			status = t.result.Deadlines[i].Status.String()
		}
		if w.Kind == source.Scalar {
			if w.Value == "none" {
				w = &source.Node{Pos: w.Pos}
			}
			if t.seen.add("deadline "+id, w.Value); status != w.Value {
				t.differ(w, "deadline "+id, status, w.Value)
			}
			return
		}
		if i < 0 {
			t.ds.Add(t.file, w.Pos, "%s: the deadline %s does not run", t.id, id)
			return
		}
		d := t.result.Deadlines[i]
		t.each(w, func(k string, want *source.Node) {
			got := "none"
			switch k {
			case "status":
				t.seen.add("deadline "+id, want.Value)
				got = status
			case "date", "nominal_date", "cautious_date":
				t.seen.add("deadline "+id, status) // a day says that it runs
				if day := map[string]*date.Day{"date": d.Date, "nominal_date": d.Nominal, "cautious_date": d.Cautious}[k]; day != nil {
					got = day.String()
				}
			default:
				t.ds.Add(t.file, want.Pos, "%s: %q is not something a deadline has", t.id, k)
				return
			}
			t.differ(want, k+" of "+id, got, want.Value)
		})
	}
	if n.Kind == source.Map && n.Get("status") == nil && n.Get("date") == nil && n.Get("nominal_date") == nil && n.Get("cautious_date") == nil {
		t.each(n, check)
		return
	}
	check("", n)
}
