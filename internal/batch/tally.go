package batch

import (
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/screen"
)

const statusSlots = 6 // enough for the statuses of grounds, paths and deadlines

// tally counts what came of records. Grounds and bars count cases, by the strongest status in each; paths and deadlines
// count every one.
type tally struct {
	pack                                   *rulepack.Pack
	screened, rejected, empty, convictions int64
	cases                                  [screen.Triggered + 1]int64 // by the strongest ground
	rules                                  [][statusSlots]int64        // by rule
}

// totals are the counts of a whole run.
type totals struct {
	tally
	written, skipped int64
}

func newTally(p *rulepack.Pack) tally {
	return tally{pack: p, rules: make([][statusSlots]int64, len(p.Rules))}
}

func (t *tally) reset() {
	clear(t.rules)
	*t = tally{pack: t.pack, rules: t.rules}
}

func (t *tally) add(u *tally) {
	t.screened += u.screened
	t.rejected += u.rejected
	t.empty += u.empty
	t.convictions += u.convictions
	for i := range t.cases {
		t.cases[i] += u.cases[i]
	}
	for i := range t.rules {
		for j := range t.rules[i] {
			t.rules[i][j] += u.rules[i][j]
		}
	}
}

func (t *tally) outline(o *screen.Outline) {
	t.screened++
	strongest := t.standings(o.Grounds)
	t.standings(o.Bars)
	t.cases[strongest]++
	for i := range o.Paths {
		t.rules[o.Paths[i].Rule.Index][o.Paths[i].Status]++
	}
	for i := range o.Deadlines {
		t.deadline(&o.Deadlines[i])
	}
}

// standings counts each rule once, by its strongest status; the answers of one rule stand together.
func (t *tally) standings(ss []screen.Standing) (strongest screen.Status) {
	for i := 0; i < len(ss); {
		rule, status := ss[i].Rule, screen.NotTriggered
		for ; i < len(ss) && ss[i].Rule == rule; i++ {
			status = max(status, ss[i].Status)
		}
		t.rules[rule.Index][status]++
		strongest = max(strongest, status)
	}
	return strongest
}

func (t *tally) result(r *screen.Result) {
	var standing []screen.Standing
	of := func(vs []screen.Verdict) []screen.Standing {
		standing = standing[:0]
		for i := range vs {
			if vs[i].Status > screen.NotTriggered {
				standing = append(standing, screen.Standing{Rule: vs[i].Rule, Status: vs[i].Status})
			}
		}
		return standing
	}
	t.screened++
	t.cases[t.standings(of(r.Grounds))]++
	t.standings(of(r.Bars))
	for i := range r.Paths {
		if p := &r.Paths[i]; p.Status > screen.NotTriggered {
			t.rules[p.Rule.Index][p.Status]++
		}
	}
	for i := range r.Deadlines {
		t.deadline(r.Deadlines[i])
	}
}

func (t *tally) deadline(d *screen.Deadline) {
	t.rules[d.Rule.Index][d.Status]++
}
