// Package offer says which post-conviction paths are offered at all: those against a conviction that stands or may, and those
// out of a charge that is still open. A conviction that was undone, never was one, or is only perhaps there needs none. Reports, batches and
// the interview all ask here, so that none offers what another does not.
package offer

import (
	"slices"

	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/screen"
	"example.com/vacatur/internal/tri"
)

// Judge knows what in a pack says whether a charge is still open, and which deadlines are those of paths.
type Judge struct {
	disposition *fact.Fact
	owners      map[*rulepack.Rule]*rulepack.Rule // paths, by their deadlines
}

// NewJudge returns a Judge for a pack.
func NewJudge(p *rulepack.Pack) Judge {
	j := Judge{p.Catalog.Lookup("conviction.disposition"), map[*rulepack.Rule]*rulepack.Rule{}}
	for _, path := range p.OfKind(rulepack.PathRule) {
		for _, d := range path.Path.Deadlines {
			j.owners[d] = path
		}
	}
	return j
}

// Offers reports whether a path is offered for an item of the convictions, of which it is known whether it stands. Out of an
// open charge lead only the paths that ask for how the case ended.
func (j Judge) Offers(path *rulepack.Rule, stands tri.Value, item *fact.Item) bool {
	if stands != tri.No {
		return true
	}
	return j.Open(item) && slices.ContainsFunc(path.Elements, func(e rulepack.Element) bool {
		return slices.ContainsFunc(e.Reads, func(r rulepack.Read) bool { return r.Fact == j.disposition })
	})
}

// Runs reports whether a deadline concerns anyone: that of a path does where the path is offered.
func (j Judge) Runs(d *rulepack.Rule, stands tri.Value, item *fact.Item) bool {
	path := j.owners[d]
	return path == nil || j.Offers(path, stands, item)
}

// Open reports whether the charge is still pending.
func (j Judge) Open(item *fact.Item) bool {
	if j.disposition == nil {
		return false
	}
	v := &item.Values[j.disposition.Slot]
	return v.Known() && v.Str == "pending"
}

// Only takes out of a result the paths that are not offered, with their deadlines and the questions that they alone ask.
func Only(r *screen.Result) {
	j := NewJudge(r.Pack)
	stands := func(i int) tri.Value { return answer(r.Convictions[i].IsStanding.Status) }
	kept := slices.DeleteFunc(slices.Clone(r.Paths), func(p screen.Path) bool {
		return p.Conviction >= 0 && (Perhaps(r, p.Conviction) || !j.Offers(p.Rule, stands(p.Conviction), r.Convictions[p.Conviction].Item))
	})
	if len(kept) == len(r.Paths) {
		return
	}
	r.Paths = kept
	r.Deadlines = slices.DeleteFunc(r.Deadlines, func(d *screen.Deadline) bool {
		return d.Conviction >= 0 && (Perhaps(r, d.Conviction) && j.owners[d.Rule] != nil || !j.Runs(d.Rule, stands(d.Conviction), r.Convictions[d.Conviction].Item))
	})
	ofPath := map[string]bool{}
	for d, path := range j.owners {
		ofPath[d.ID], ofPath[path.ID] = true, true
	}
	asks := func(id string, conviction int) bool {
		return !ofPath[id] && r.Pack.Rule(rulepack.PathRule, id) == nil || slices.ContainsFunc(kept, func(p screen.Path) bool {
			return (conviction < 0 || p.Conviction < 0 || p.Conviction == conviction) && (p.Rule.ID == id ||
				slices.ContainsFunc(p.Rule.Path.Deadlines, func(d *rulepack.Rule) bool { return d.ID == id }))
		})
	}
	for i := range r.Missing {
		m := &r.Missing[i]
		m.MattersFor = slices.DeleteFunc(m.MattersFor, func(id string) bool { return !asks(id, m.Conviction) })
	}
	r.Missing = slices.DeleteFunc(r.Missing, func(m screen.Missing) bool { return len(m.MattersFor) == 0 })
}

// Perhaps reports whether a conviction beside others is one of which nothing is known. It stands for the open question whether
// there is another; nothing is offered for it.
func Perhaps(r *screen.Result, conviction int) bool {
	it := r.Convictions[conviction].Item
	return len(r.Convictions) > 1 && len(it.Findings) == 0 &&
		!slices.ContainsFunc(it.Values, func(v fact.Value) bool { return v.State == fact.Given }) &&
		!slices.ContainsFunc(it.Lists, func(l fact.Sublist) bool { return len(l.Items) > 0 })
}

// answer is the answer behind the status of a conviction.
func answer(s screen.Status) tri.Value {
	switch s {
	case screen.Triggered:
		return tri.Yes
	case screen.NotTriggered:
		return tri.No
	}
	return tri.Unknown
}
