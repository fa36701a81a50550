package rulepack

import (
	"path"
	"slices"
	"strings"
	"sync"

	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/source"
)

// Schema is the first line of every rule file.
const Schema = "vacatur/rules/v1"

// Library is where rule files are found: the names of all of them, and the document tree of each.
type Library interface {
	// Names lists the files by their paths within the pack, sorted.
	Names() []string
	// Read returns the document of a file, and the name by which diagnostics call it.
	Read(name string) (node *source.Node, shown string, ds source.Diagnostics)
	// Identity returns the version of the pack and the digest of all its files.
	Identity() (version, digest string)
}

// All stands for every jurisdiction in calls of Load.
const All = "*"

// Load reads and compiles the rules that convictions of the given jurisdictions need: the general files, and those named
// after a jurisdiction. The pack is nil if the diagnostics hold mistakes.
func Load(lib Library, jurisdictions ...string) (*Pack, source.Diagnostics) {
	l := newLoader(lib)
	_, l.checked = lib.(*Compiled)
	names := slices.DeleteFunc(slices.Clone(lib.Names()), func(name string) bool { return !needed(name, jurisdictions) })
	var files []*file
	for i, r := range readAll(lib, names) {
		l.diags = append(l.diags, r.ds...)
		if r.node == nil {
			continue
		}
		f := &file{name: names[i], node: r.node, Reader: source.Reader{File: r.shown, Diags: &l.diags}}
		f.jurisdiction = jurisdictionOf(f.name)
		files = append(files, f)
		l.pack.Files = append(l.pack.Files, f.name)
	}
	if len(files) == 0 {
		l.diags.Add("rules", source.Pos{}, "no rule files were found")
		return nil, l.diags
	}
	// Facts first, since conditions name them; then what conditions refer to by name; then the rules themselves.
	for _, pass := range []func(*file){l.lists, l.facts, l.names, l.authorities, l.codes, l.sections} {
		for _, f := range files {
			pass(f)
		}
	}
	l.fills()
	l.resolve()
	l.diags.Sort()
	if l.diags.HasErrors() {
		return nil, l.diags
	}
	return l.pack, l.diags
}

// read is a rule file as a document tree.
type read struct {
	node  *source.Node
	shown string
	ds    source.Diagnostics
}

// readAll reads files side by side, since that is a third of what a short run does.
func readAll(lib Library, names []string) []read {
	out := make([]read, len(names))
	var wg sync.WaitGroup
	for i, name := range names {
		wg.Go(func() { out[i].node, out[i].shown, out[i].ds = lib.Read(name) })
	}
	wg.Wait()
	return out
}

// needed reports whether a file is read for these jurisdictions. A file in offenses/ or paths/ is named after one, and so
// are authorities; US and IMM are always read for paths and authorities, US for offenses as well.
func needed(name string, jurisdictions []string) bool {
	j := jurisdictionOf(name)
	if j == "" || slices.Contains(jurisdictions, All) || slices.Contains(jurisdictions, j) {
		return true
	}
	return (j == "US" || j == "IMM") && !strings.HasPrefix(name, "offenses/")
}

// jurisdictionOf returns XX for offenses/XX.yaml, paths/XX.yaml and authorities/XX.yaml or XX-topic.yaml, and "" for others.
func jurisdictionOf(name string) string {
	dir, base := path.Split(name)
	if dir != "offenses/" && dir != "paths/" && dir != "authorities/" {
		return ""
	}
	base = strings.TrimSuffix(base, ".yaml")
	j, _, _ := strings.Cut(base, "-")
	return j
}

type file struct {
	source.Reader
	name         string
	jurisdiction string
	node         *source.Node
}

type loader struct {
	checked bool // whether the library was checked when it was made
	pack    *Pack
	diags   source.Diagnostics
	classes map[string]int
	values  map[string]*cond.Value
	valueAt map[*cond.Value]valueSource
	fillsOf []fillSource
}

type valueSource struct {
	file *file
	node *source.Node
	of   *fact.List
}

type fillSource struct {
	fact *fact.Fact
	file *file
}

func newLoader(lib Library) *loader {
	l := &loader{
		pack: &Pack{
			Catalog:     fact.NewCatalog(),
			Authorities: map[string]*Authority{},
			Offenses:    map[string]*OffenseCatalog{},
			Calendars:   map[string]*Calendar{},
			byID:        map[Kind]map[string]*Rule{},
		},
		classes: map[string]int{},
		values:  map[string]*cond.Value{},
		valueAt: map[*cond.Value]valueSource{},
	}
	l.pack.Version, l.pack.Digest = lib.Identity()
	l.pack.classes, l.pack.values = l.classes, l.values
	return l
}

func (l *loader) compiler(f *file) *cond.Compiler {
	return &cond.Compiler{Reader: f.Reader, Catalog: l.pack.Catalog, Values: l.values, Classes: l.classes}
}

// section returns the items of a section, and reports one that is no list.
func (f *file) section(name string) []*source.Node {
	n := f.node.Get(name)
	if n == nil {
		return nil
	}
	if n.Kind != source.List {
		f.Diags.Add(f.File, n.Pos, "%s must be a list", name)
		return nil
	}
	return n.Items
}

var sectionNames = []string{"schema", "lists", "facts", "classifications", "authorities", "definitions", "values", "exceptions", "grounds", "bars",
	"waivers", "codes", "offenses", "paths", "deadlines", "calendars", "warnings", "checks", "goals"}

// lists reads the first things of every file: its schema, its keys, and the lists of a case.
func (l *loader) lists(f *file) {
	if !f.Known(f.node, sectionNames...) {
		return
	}
	if s := f.Required(f.node, "schema"); s != "" && s != Schema {
		f.Diags.Add(f.File, f.node.Get("schema").Pos, "the schema must be %s, not %q", Schema, s)
	}
	for _, n := range f.section("lists") {
		f.Known(n, "id", "item", "at", "key", "absent", "title")
		at := strings.Split(f.Required(n, "at"), ".")
		l.pack.Catalog.AddList(&fact.List{
			ID: f.Required(n, "id"), Item: f.Required(n, "item"), At: at, Key: f.Text(n, "key"),
			Title: f.texts(n.Get("title")), AbsentIsEmpty: f.OneOf(n, "absent", "empty", "unknown") == "empty",
		})
		if len(l.pack.Catalog.Lists) >= cond.MaxScopes {
			f.Diags.Add(f.File, n.Pos, "there are more than %d lists", cond.MaxScopes-1)
			l.pack.Catalog.Lists = l.pack.Catalog.Lists[:cond.MaxScopes-1]
		}
	}
}

// plain checks that an id needs no escapes, whatever output it is written to.
func (f *file) plain(id string, pos source.Pos) {
	if strings.ContainsFunc(id, func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune(`",'\`, r) }) {
		f.Diags.Add(f.File, pos, "%q is not an id: write it with letters, digits, points, brackets, - and _", id)
	}
}

// texts reads a text in one or several languages; a plain text is English.
func (f *file) texts(n *source.Node) fact.Texts {
	switch {
	case n == nil || n.Kind == source.Null:
		return nil
	case n.Kind == source.Scalar:
		return fact.Texts{"en": n.Value}
	case n.Kind != source.Map:
		f.Diags.Add(f.File, n.Pos, "a text must stand here, or {en: …, es: …}")
		return nil
	}
	t := fact.Texts{}
	for _, field := range n.Fields {
		if len(field.Key) != 2 {
			f.Diags.Add(f.File, field.Pos, "%q is not a language; write en, es", field.Key)
		}
		t[field.Key] = field.Value.Value
	}
	if t["en"] == "" && len(t) > 0 && n.Get("en") == nil {
		f.Diags.Add(f.File, n.Pos, "the English text (en) is missing")
	}
	return t
}

// names reads what conditions call by name: classifications and named values.
func (l *loader) names(f *file) {
	for _, n := range f.section("classifications") {
		f.Known(n, "id", "title", "types")
		c := &Classification{ID: f.Required(n, "id"), Title: f.Required(n, "title"), Index: len(l.pack.Classifications)}
		f.plain(c.ID, n.Pos)
		for _, t := range f.List(n, "types") {
			c.Types = append(c.Types, l.offenseType(f, t))
		}
		if _, twice := l.classes[c.ID]; twice {
			f.Diags.Add(f.File, n.Pos, "the classification %s is defined twice", c.ID)
			continue
		}
		l.classes[c.ID] = c.Index
		l.pack.Classifications = append(l.pack.Classifications, c)
	}
	for _, n := range f.section("values") {
		f.Known(n, "id", "of", "type", "title", "cases", "note", "authorities", "volatile")
		v := &cond.Value{ID: f.Required(n, "id"), Title: f.Text(n, "title"), Pos: n.Pos, File: f.File}
		if t := f.OneOf(n, "type", "term", "date"); t == "date" {
			v.Type = fact.Date
		} else {
			v.Type = fact.Term
		}
		of := l.of(f, n)
		if of != nil {
			v.Scope = of.Scope
		}
		if l.values[v.ID] != nil || l.pack.Catalog.Lookup(v.ID) != nil {
			f.Diags.Add(f.File, n.Pos, "the name %s is taken", v.ID)
			continue
		}
		l.values[v.ID] = v
		l.pack.Values = append(l.pack.Values, v)
		l.valueAt[v] = valueSource{f, n, of}
	}
}

// of reads the item that a rule is asked for; nil is the whole case.
func (l *loader) of(f *file, n *source.Node) *fact.List {
	name := f.Text(n, "of")
	if name == "" || name == "case" {
		return nil
	}
	list := l.pack.Catalog.ListOfItem(name)
	if list == nil {
		items := []string{"case"}
		for _, li := range l.pack.Catalog.Lists {
			items = append(items, li.Item)
		}
		f.Diags.Add(f.File, n.Get("of").Pos, "a rule cannot be of %q%s; it is one of %s", name, source.DidYouMean(name, items), strings.Join(items, ", "))
	}
	return list
}
