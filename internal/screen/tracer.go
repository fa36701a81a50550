package screen

import (
	"slices"

	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/tri"
)

// tracer turns the answers for a case into a Result.
type tracer struct {
	*seat
	result  *Result
	missing missing
	// deadlines are those of paths, path by path, and then those of the immigration side; ofPath says how many each path has
	deadlines []Deadline
	ofPath    []int
	done      int                // how many paths there are so far
	paths     [][]*rulepack.Rule // by conviction: the paths of its jurisdiction that are still to come
}

// newTracer begins the result of the first case of a block.
func newTracer(b *Block, res *Result) *tracer {
	st, g := b.seats[0], &b.gathered
	n := len(b.s.wholePaths)
	g.paths = g.paths[:0]
	for i := range st.convs {
		g.paths = append(g.paths, b.s.pathsFor(&st.convs[i]))
		n += len(g.paths[i])
	}
	res.Paths = make([]Path, n)
	g.place = slices.Grow(g.place[:0], len(b.unknowns)*b.lanes)[:len(b.unknowns)*b.lanes]
	clear(g.place)
	return &tracer{seat: st, result: res, missing: missing{b: b, found: g.found[:0], turns: g.turns[:0], place: g.place},
		deadlines: g.deadlines[:0], ofPath: g.ofPath[:0], paths: g.paths}
}

// standing describes the convictions.
func (t *tracer) standing() {
	rule := t.b.s.convicted
	for i := range t.convs {
		c := &t.result.Convictions[i]
		c.Item, c.Match, c.seat, c.at = t.convs[i].item, t.convs[i].match, t.seat, i
		t.verdict(&c.IsStanding, rule, i)
		c.Sentence = t.sentence(i)
	}
	t.missing.because(rule)
}

// verdicts says what became of rules: once for each conviction if one is about convictions, strongest first.
func (t *tracer) verdicts(rules []*rulepack.Rule) []Verdict {
	n := 0
	for _, rule := range rules {
		if n++; rule.Of != nil {
			n += len(t.convs) - 1
		}
	}
	out, at := make([]Verdict, n), 0
	for _, rule := range rules {
		if rule.Of == nil {
			t.verdict(&out[at], rule, -1)
			at++
		} else {
			first := at
			for i := range t.convs {
				t.verdict(&out[at], rule, i)
				at++
			}
			for i := first + 1; i < at; i++ {
				if out[i].Status > out[i-1].Status {
					slices.SortStableFunc(out[first:at], func(a, b Verdict) int { return int(b.Status) - int(a.Status) })
					break
				}
			}
		}
		t.missing.because(rule)
	}
	return out
}

// verdict says what became of a rule for a conviction, or for the whole case (-1), and marks it if it is open.
func (t *tracer) verdict(v *Verdict, rule *rulepack.Rule, i int) {
	gate, lane := t.b.ruleGate[rule.Index]-1, t.lane(i)
	answer := t.b.words[lane/tri.Width].vals[gate].At(lane)
	v.Rule, v.Status, v.scope = rule, StatusOf(answer), scope{int32(i), t.seat, nil}
	if answer.NeedsFacts() {
		t.mark(gate, i)
	}
}

// bar says what became of a bar.
func (t *tracer) bar(rule *rulepack.Rule) (v Verdict) {
	t.verdict(&v, rule, -1)
	t.missing.because(rule)
	return v
}

// path adds what became of a path, for every conviction of the jurisdictions that it reaches.
func (t *tracer) path(rule *rulepack.Rule) {
	first, from, to := t.done, -1, 0
	if rule.Of == t.b.s.convictions {
		from, to = 0, len(t.convs)
	}
	for i := from; i < to; i++ {
		if i < 0 || t.takes(rule, i) {
			p := &t.result.Paths[t.done]
			p.Conviction, p.Outcome = i, &nothing
			t.verdict(&p.Verdict, rule, i)
			t.done++
		}
	}
	t.missing.because(rule)
	for k := first; k < t.done; k++ {
		before := len(t.deadlines)
		if p := &t.result.Paths[k]; p.Status != NotTriggered {
			for _, d := range rule.Path.Deadlines {
				t.deadlines = t.appendDeadline(t.deadlines, d, t.at(p.Conviction))
				t.missing.because(d)
			}
		}
		t.ofPath = append(t.ofPath, len(t.deadlines)-before)
	}
}

// takes reports whether a path is one for the jurisdiction of a conviction. Paths are asked for in the order of the pack.
func (t *tracer) takes(rule *rulepack.Rule, conviction int) bool {
	left := &t.paths[conviction]
	if len(*left) == 0 || (*left)[0] != rule {
		return false
	}
	*left = (*left)[1:]
	return true
}

// nothing is the outcome of paths of which nobody has asked for one.
var nothing Outcome

// warning adds a warning where it holds, once for all convictions that it is about.
func (t *tracer) warning(rule *rulepack.Rule) {
	if gate := t.b.ruleGate[rule.Index]; gate > 0 && !t.b.spread && t.b.words[0].vals[gate-1].MayBe()&t.b.words[0].filled == 0 {
		return // as most are
	}
	seen := false
	t.eachScope(rule.Of, func(env *cond.Env) {
		if v := t.Rule(rule.Index, env); !seen && warns(v) {
			seen = true
			t.result.Warnings = append(t.result.Warnings, Verdict{Rule: rule, Status: StatusOf(v), scope: t.scope(rule.Of, env)})
		}
	})
}

// warns reports whether the answer of a warning is one to be told.
func warns(v tri.Value) bool { return v.MayBe() && !v.NeedsFacts() }

// finish orders what was collected: missing facts on which most turns first, deadlines by day.
func (t *tracer) finish() {
	t.result.Missing = t.missing.all()
	t.b.gathered.deadlines, t.b.gathered.ofPath = t.deadlines, t.ofPath
	all, from := slices.Clone(t.deadlines), 0
	ofPaths := 0
	for _, n := range t.ofPath {
		ofPaths += n
	}
	next := make([]*Deadline, 0, len(all))
	for i := range all[ofPaths:] {
		next = append(next, &all[ofPaths+i])
	}
	for i, n := range t.ofPath {
		of := all[from : from+n : from+n]
		for k := range of {
			if of[k].Rule.Clock.Kind != "none" {
				next = append(next, &of[k])
			}
		}
		t.result.Paths[i].Deadlines, from = of, from+n
	}
	slices.SortStableFunc(next, func(a, b *Deadline) int { return a.rank() - b.rank() })
	t.result.Deadlines = next
}
