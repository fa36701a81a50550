package screen

import (
	"cmp"
	"time"

	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/tri"
)

// clock is what is the same of a deadline in all cases.
type clock struct {
	unread bool       // nobody has read an authority for it
	from   *fact.Fact // the only fact from which it counts; nil where there is more to ask
}

func clockOf(r *rulepack.Rule) (c clock) {
	c.unread = rulepack.AllUnread(r.Authorities) || len(r.Authorities) == 0
	if t := r.Clock.Trigger; t != nil && t.Subject != nil && t.Subject.Fact != nil && t.Base == nil && len(r.Clock.Triggers) == 1 &&
		r.Clock.Triggers[0] == t.Subject.Fact && (t.Subject.Fact.List == nil || t.Subject.Fact.List == r.Of) {
		c.from = t.Subject.Fact
	}
	return c
}

// counts reports whether a deadline of which the rule has this answer has a date to be counted, and says why not, or why not
// for certain. One that may run is one to keep: its date is counted all the same, and the report asks what decides.
func (c *clock) counts(d *Deadline, applies tri.Value) bool {
	switch {
	case d.Rule.Clock.Kind == "none":
		d.Status, d.Reason = NoFixedDate, NoLimit
		return false
	case c.unread:
		d.Reason = NobodyRead
		return false
	case applies.NeedsFacts():
		d.Reason = MayNotRun
	}
	return true
}

// appendDeadline appends a deadline where it may run in the scope of env.
func (st *seat) appendDeadline(to []Deadline, rule *rulepack.Rule, env *cond.Env) []Deadline {
	n := len(to)
	if to = append(to, Deadline{}); !st.deadline(&to[n], rule, env) {
		to = to[:n]
	}
	return to
}

// deadline counts one deadline in the scope of env, where it may run, and marks what keeps it open. It reports false where
// it does not run at all; d is then of no use.
func (st *seat) deadline(d *Deadline, rule *rulepack.Rule, env *cond.Env) (runs bool) {
	applies := st.Rule(rule.Index, env)
	if applies == tri.No {
		return false
	}
	*d = Deadline{Rule: rule, Conviction: -1, Status: DateUnknown, scope: st.scope(rule.Of, env)}
	if rule.Of == st.b.s.convictions {
		d.Conviction = env.Index[rule.Of.Scope]
	}
	k := rule.Clock
	from, known := date.Date{}, tri.Unknown
	if k.Trigger != nil {
		from, known = k.Trigger.Date(env)
		if known == tri.Yes && from.IsNone() {
			d.Status, d.Reason = NoFixedDate, NotStarted
			return k.Kind == "diligence"
		}
		d.Trigger, d.TriggerOn, d.TriggerSet = trigger(k, from, known, env)
	}
	if !st.b.clocks[rule.Index].counts(d, applies) {
		return true
	}
	if applies.NeedsFacts() {
		st.OpenRule(rule.Index, env)
	}
	if known != tri.Yes && (k.Kind != "diligence" || !d.TriggerSet) {
		k.Trigger.Explain(env, st)
	}
	switch {
	case k.Kind != "diligence":
		st.count(d, env, from, known == tri.Yes)
	case d.TriggerSet:
		d.Status, d.Reason = NoFixedDate, Diligence
	default:
		d.Reason = DiligenceOpen
	}
	return true
}

// undated is the deadline of a conviction, or of the whole case (-1), where the only fact from which it counts is not known.
func (st *seat) undated(rule *rulepack.Rule, conviction int, applies tri.Value) (d Deadline) {
	c := &st.b.clocks[rule.Index]
	d = Deadline{Rule: rule, Conviction: conviction, Status: DateUnknown, Trigger: c.from, TriggerOn: date.None, scope: scope{int32(conviction), st, nil}}
	switch {
	case !c.counts(&d, applies):
	case rule.Clock.Kind == "diligence":
		d.Reason = DiligenceOpen
	default:
		d.Reason = cmp.Or(d.Reason, TriggerOpen)
	}
	return d
}

// trigger finds the fact from which the deadline counts. Where the trigger is the latest of several facts and some are not
// known, the latest of the known ones is the earliest day from which it can count.
func trigger(k *rulepack.Clock, from date.Date, known tri.Value, env *cond.Env) (f *fact.Fact, on date.Date, set bool) {
	on = date.None
	for _, c := range k.Triggers {
		v := env.Value(c)
		if !v.Known() || v.Date().IsNone() {
			if f == nil && len(k.Triggers) == 1 {
				f = c
			}
			continue
		}
		if set && date.Before(on, v.Date()) != tri.Yes {
			continue
		}
		f, on, set = c, v.Date(), true
	}
	if known == tri.Yes {
		return f, from, true
	}
	return f, on, set && k.Latest
}

// count computes the last day. Only where trigger, length and applicability are certain is it a date; otherwise the earliest
// day that is possible is shown as the cautious one.
func (st *seat) count(d *Deadline, env *cond.Env, from date.Date, certain bool) {
	k := d.Rule.Clock
	if !certain {
		if d.TriggerSet {
			from = d.TriggerOn
		} else if from.IsNone() || from == (date.Date{}) {
			d.Reason = cmp.Or(d.Reason, TriggerOpen)
			return
		}
	}
	nominal, sure, some := nominalDay(k, env, from)
	switch {
	case !some:
		d.Reason = NoPeriod
		return
	case !sure:
		d.Reason = cmp.Or(d.Reason, LengthOpen)
	}
	first := roll(nominal.First, k)
	asOf := st.c.AsOf
	if certain && sure && nominal.Exact() {
		d.Date, d.Nominal = &first, &nominal.First
		d.DaysLeft = int(first - asOf)
		d.Status = statusFor(d.DaysLeft)
		cautious(d, env, from, asOf)
		return
	}
	d.Cautious = &first
	d.DaysLeft = int(first - asOf)
	switch last := roll(nominal.Last, k); {
	case d.DaysLeft >= 0: // it is kept by the earliest day that it can be
		d.Status = statusFor(d.DaysLeft)
	case certain && sure && last < asOf:
		d.Status = Overdue
	}
	d.Reason = cmp.Or(d.Reason, DayOpen)
}

// cautious adds the shorter date that a careful person keeps.
func cautious(d *Deadline, env *cond.Env, from date.Date, asOf date.Day) {
	c := d.Rule.Clock.Cautious
	if c == nil || c.When.Eval(env) == tri.No {
		return
	}
	day := roll(counted(d.Rule.Clock, from, c.Length).First, d.Rule.Clock)
	if day >= *d.Date {
		return
	}
	d.Cautious, d.Reason = &day, Careful
	if left := int(day - asOf); left >= 0 {
		d.Status = statusFor(left)
	}
}

// counted returns the day that lies a period after the day from which a deadline counts, or before it.
func counted(k *rulepack.Clock, from date.Date, length date.Term) date.Date {
	if k.Backwards {
		return from.Sub(length)
	}
	return from.Add(length)
}

// nominalDay counts the last day by the first length whose condition holds; where that is not certain, the earliest of those
// that may be the last. It reports none where no length can hold.
func nominalDay(k *rulepack.Clock, env *cond.Env, from date.Date) (nominal date.Date, sure, some bool) {
	for _, c := range k.Length {
		guard := c.When.Eval(env)
		if guard == tri.No {
			continue
		}
		day := counted(k, from, c.Length)
		if !some || day.First < nominal.First {
			nominal = day
		}
		if guard == tri.Yes {
			return nominal, !some, true
		}
		some = true
	}
	return nominal, false, some
}

func statusFor(days int) DeadlineStatus {
	switch {
	case days < 0:
		return Overdue
	case days <= 14:
		return Urgent
	case days <= 60:
		return Soon
	}
	return Later
}

// roll moves a last day that is a Saturday, a Sunday or a holiday to the next (or the last) day that is none. Outside the
// years of the calendar a day is not moved forward, since its holidays are not known.
func roll(day date.Day, k *rulepack.Clock) date.Day {
	if k.LastDay == "as_is" || k.Calendar == nil {
		return day
	}
	step := date.Day(1)
	if k.LastDay == "roll_back" {
		step = -1
	} else if day < k.Calendar.From || day > k.Calendar.Until {
		return day
	}
	for range 14 {
		_, holiday := k.Calendar.Holidays[day]
		if w := day.Weekday(); w != time.Saturday && w != time.Sunday && !holiday {
			return day
		}
		day += step
	}
	return day
}

// rank orders deadlines: by the day to keep, those without one after them.
func (d *Deadline) rank() int {
	const far = 1 << 30
	switch {
	case d.Status == NoFixedDate:
		return far + 1
	case d.Date == nil && d.Cautious != nil, d.Date != nil && d.Cautious != nil && int(*d.Date-*d.Cautious) <= d.DaysLeft: // still ahead
		return int(*d.Cautious)
	case d.Date != nil:
		return int(*d.Date)
	}
	return far
}

// Before reports whether a deadline is the one to keep first.
func (d *Deadline) Before(e *Deadline) bool { return d.rank() < e.rank() }
