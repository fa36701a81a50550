package screen

import (
	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/tri"
)

// Outline is what a batch says of a case: answers without the trace that shows why. Rules that do not stand are left out.
type Outline struct {
	Convicted []tri.Value
	Grounds   []Standing
	Bars      []Standing
	Paths     []OpenPath
	Deadlines []Deadline // in no order
}

// Standing is a ground or bar that is not answered no. A rule about the whole case has Conviction -1.
type Standing struct {
	Rule       *rulepack.Rule
	Conviction int
	Status     Status
}

// OpenPath is a path that is not ruled out.
type OpenPath struct {
	Rule       *rulepack.Rule
	Conviction int
	Status     Status
	Effect     string
}

// Outline answers for the cases of the block that are wanted, and marks what is open, so that Explain can name what is
// missing. Rule by rule it looks at all cases at once, since most rules stand in none.
func (b *Block) Outline(wanted func(at int) bool) {
	for _, w := range b.filled() {
		w.wanted, w.firsts = 0, 0
	}
	for at, st := range b.seats[:b.taken] {
		out := &st.out
		out.Convicted, out.Grounds, out.Bars = out.Convicted[:0], out.Grounds[:0], out.Bars[:0]
		out.Paths, out.Deadlines = out.Paths[:0], out.Deadlines[:0]
		if !wanted(at) {
			continue
		}
		for w, in := range b.filled() {
			in.wanted |= st.lanesIn(w)
		}
		b.words[st.first/tri.Width].firsts |= tri.Lane(st.first)
		for i := range st.convs {
			out.Convicted = append(out.Convicted, st.answer(b.s.convicted.Index, i))
		}
	}
	b.visit(b.s.convicted, nil)
	for _, rule := range b.s.groundRules {
		b.visit(rule, func(st *seat, i int, v tri.Value) {
			st.out.Grounds = append(st.out.Grounds, Standing{rule, i, StatusOf(v)})
		})
	}
	for _, rule := range b.s.barRules {
		b.visit(rule, func(st *seat, i int, v tri.Value) {
			st.out.Bars = append(st.out.Bars, Standing{rule, i, StatusOf(v)})
		})
	}
	for w, in := range b.filled() {
		for left := in.wanted & in.convictions; left != 0; {
			paths, same := b.alike(w, left)
			for _, rule := range paths {
				b.outlinePath(rule, w, same)
			}
			left &^= same
		}
		for _, rule := range b.s.wholePaths {
			b.outlinePath(rule, w, in.firsts)
		}
	}
	for _, rule := range b.s.deadlineRules {
		b.outlineDeadline(rule)
	}
	for _, rule := range b.s.waiverRules {
		b.visit(rule, nil)
	}
}

// Outlined returns what Outline found for a case of the block. It holds until the block is used for other cases.
func (b *Block) Outlined(at int) *Outline { return &b.seats[at].out }

// visit marks a rule where it is open, and visits where it may stand: the wanted cases, or their convictions.
func (b *Block) visit(rule *rulepack.Rule, each func(st *seat, i int, v tri.Value)) {
	for w, in := range b.filled() {
		b.visitIn(rule, w, in.about(rule), each)
	}
}

// about returns the lanes in which a rule about the case or about convictions is looked at.
func (w *word) about(rule *rulepack.Rule) tri.Mask {
	if rule.Of == nil {
		return w.firsts
	}
	return w.wanted & w.convictions
}

// whose returns the case that has a lane, and which of its convictions a rule is asked of there: -1 where it is about the case.
func (b *Block) whose(lane int, rule *rulepack.Rule) (st *seat, conviction int) {
	if st = b.seatOf[lane]; rule.Of == nil {
		return st, -1
	}
	return st, lane - st.first
}

// visitIn does so in some lanes of a word.
func (b *Block) visitIn(rule *rulepack.Rule, w int, lanes tri.Mask, each func(st *seat, i int, v tri.Value)) {
	gate := b.ruleGate[rule.Index] - 1
	v := b.words[w].vals[gate]
	if lanes &= v.MayBe(); lanes == 0 {
		return
	}
	b.mark(gate, w, lanes&v.NeedsFacts())
	if each == nil {
		return
	}
	for ; lanes != 0; lanes &= lanes - 1 {
		lane := lanes.First()
		st, i := b.whose(tri.Width*w+lane, rule)
		each(st, i, v.At(lane))
	}
}

// alike returns the paths that there are for the first of some lanes, and the lanes for which there are the same.
func (b *Block) alike(w int, lanes tri.Mask) (paths []*rulepack.Rule, same tri.Mask) {
	for ; lanes != 0; lanes &= lanes - 1 {
		lane := tri.Width*w + lanes.First()
		st := b.seatOf[lane]
		p := b.s.pathsFor(&st.convs[lane-st.first])
		if same == 0 {
			paths = p
		}
		if len(p) == len(paths) && (len(p) == 0 || &p[0] == &paths[0]) {
			same |= lanes & -lanes
		}
	}
	return paths, same
}

func (b *Block) outlinePath(rule *rulepack.Rule, w int, lanes tri.Mask) {
	b.visitIn(rule, w, lanes, func(st *seat, i int, v tri.Value) {
		st.out.Paths = append(st.out.Paths, OpenPath{rule, i, StatusOf(v), st.effect(rule, i)})
	})
	for _, d := range rule.Path.Deadlines {
		if d.Clock.Kind != "none" {
			b.outlineDeadlineIn(d, w, lanes&b.words[w].vals[b.ruleGate[rule.Index]-1].MayBe())
		}
	}
}

func (b *Block) outlineDeadline(rule *rulepack.Rule) {
	if rule.Of == nil || rule.Of == b.s.convictions {
		for w, in := range b.filled() {
			b.outlineDeadlineIn(rule, w, in.about(rule))
		}
		return
	}
	for _, st := range b.seats[:b.taken] {
		if b.words[st.first/tri.Width].firsts&tri.Lane(st.first) != 0 {
			st.eachScope(rule.Of, func(env *cond.Env) { st.outlineDeadline(rule, env) })
		}
	}
}

// outlineDeadlineIn counts a deadline in some lanes of a word. In most of them the day from which it counts is not known.
func (b *Block) outlineDeadlineIn(rule *rulepack.Rule, w int, lanes tri.Mask) {
	gate, c := b.ruleGate[rule.Index]-1, &b.clocks[rule.Index]
	v := b.words[w].vals[gate]
	if lanes &= v.MayBe(); lanes == 0 {
		return
	}
	undated := tri.Mask(0)
	if c.from != nil {
		undated = lanes &^ b.words[w].known[c.from.Index]
		if rule.Clock.Kind != "none" && !c.unread {
			b.mark(gate, w, undated&v.NeedsFacts())
			b.ask(b.rank[c.from.Index], w, undated)
		}
	}
	for ; lanes != 0; lanes &= lanes - 1 {
		lane := lanes.First()
		st, i := b.whose(tri.Width*w+lane, rule)
		if undated&lanes&-lanes != 0 {
			st.out.Deadlines = append(st.out.Deadlines, st.undated(rule, i, v.At(lane)))
		} else {
			st.outlineDeadline(rule, st.at(i))
		}
	}
}

func (st *seat) outlineDeadline(rule *rulepack.Rule, env *cond.Env) {
	st.out.Deadlines = st.appendDeadline(st.out.Deadlines, rule, env)
}
