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

// deadline counts one deadline in the scope of env, and marks what keeps it open. It reports false where the deadline does
// not run at all; d is then of no use.
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
			d.Status, d.why = NoFixedDate, "the clock has not started: no such notice or event yet"
			return k.Kind == "diligence"
		}
		d.Trigger, d.TriggerOn, d.TriggerSet = trigger(k, from, known, env)
	}
	switch {
	case k.Kind == "none":
		d.Status, d.why = NoFixedDate, "no time limit in the statute"
		return true
	case rulepack.AllUnread(rule.Authorities) || len(rule.Authorities) == 0:
		d.why = "ask an attorney: nobody has checked this limit in its source"
		return true
	case applies.NeedsFacts():
		// A deadline that may run is one to keep: its date is counted all the same, and the report asks what decides.
		d.why = "whether this deadline runs at all turns on facts that are not known; keep it until they are"
		st.OpenRule(rule.Index, env)
	}
	if known != tri.Yes && (k.Kind != "diligence" || !d.TriggerSet) {
		k.Trigger.Explain(env, st)
	}
	switch {
	case k.Kind != "diligence":
		st.count(d, env, from, known == tri.Yes)
	case d.TriggerSet:
		d.Status, d.why = NoFixedDate, diligence
	default:
		d.why = "reasonable diligence, from a day that is not known"
	}
	return true
}

// diligence is why a deadline has no fixed date; the day from which it is measured is added when it is shown.
const diligence = "reasonable diligence, measured from "

// Why says what stands in the way of a date, or why the cautious one is shorter; "" where there is nothing to say.
func (d *Deadline) Why() string {
	if d.why == diligence {
		return diligence + d.TriggerOn.String()
	}
	return d.why
}

// trigger finds the fact from which the deadline counts. Where the trigger is the latest of several facts and some are not
// known, the latest of the known ones is the earliest day from which it can count.
func trigger(k *rulepack.Clock, from date.Date, known tri.Value, env *cond.Env) (f *fact.Fact, on date.Date, set bool) {
	on = date.None
	for _, c := range k.Triggers {
		v := env.Value(c)
		if !v.Known() || v.Date.IsNone() {
			if f == nil && len(k.Triggers) == 1 {
				f = c
			}
			continue
		}
		if set && date.Before(on, v.Date) != tri.Yes {
			continue
		}
		f, on, set = c, v.Date, true
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
			d.why = cmp.Or(d.why, "the day from which it counts is not known")
			return
		}
	}
	nominal, sure, some := nominalDay(k, env, from)
	switch {
	case !some:
		d.why = "no period is stated for these facts; ask an attorney"
		return
	case !sure:
		d.why = cmp.Or(d.why, "the length of the period is not certain; the shorter one is shown")
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
	d.why = cmp.Or(d.why, "the exact day is not known; this is the earliest that it can be")
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
	d.Cautious, d.why = &day, c.Text
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
