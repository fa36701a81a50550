package batch

import (
	"strconv"

	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/screen"
	"example.com/vacatur/internal/tri"
)

// BriefSchema is the name and version of brief output.
const BriefSchema = "vacatur/brief/v1"

// standing names the answer to whether a conviction stands, as results name it.
func standing(v tri.Value) string {
	switch {
	case v.Settled():
		return v.String()
	case v.NeedsFacts():
		return "needs_facts"
	}
	return "arguable"
}

// appendObject appends a case as one JSON object: for each conviction the grounds that stand or may, the best path, the
// next deadline and the facts on which most turns. Keys stand in one order; lists that would be empty are left out.
func (v *views) appendObject(to []byte, c *fact.Case, o *screen.Outline) []byte {
	to = append(to, `{"schema":"`+BriefSchema+`","case_id":`...)
	to = appendQuoted(to, c.ID)
	to = append(to, `,"as_of":"`...)
	to = append(to, c.AsOf.String()...)
	to = append(to, `","convictions":[`...)
	for i := range v.convictions {
		x := &v.convictions[i]
		if i > 0 {
			to = append(to, ',')
		}
		to = appendQuoted(append(to, `{"id":`...), v.items[i].Key)
		if s := &v.items[i].Values[v.statute.Slot]; s.Known() {
			to = appendQuoted(append(to, `,"statute":`...), s.Str)
		}
		to = append(to, `,"convicted":"`...)
		to = append(to, standing(o.Convicted[i])...)
		to = append(to, '"')
		to = x.grounds.append(to)
		if p := x.path; p != nil {
			to = append(append(to, `,"best_path":{"id":"`...), p.Rule.ID...)
			to = append(append(to, `","status":"`...), p.Status.PathString()...)
			to = append(append(to, `","effect":"`...), p.Effect...)
			to = append(to, `"}`...)
		}
		if d := x.deadline; d != nil {
			to = appendDeadline(to, d)
		}
		to = x.missing.append(to)
		to = append(to, '}')
	}
	to = append(to, ']')
	to = v.whole.object(to, `,"grounds":{`)
	to = v.bars.object(to, `,"bars":{`)
	to = v.missing.append(to)
	return append(to, "}\n"...)
}

// object appends the lists as an object of their own, unless all are empty.
func (l *lists) object(to []byte, opening string) []byte {
	first := len(to) + len(opening)
	if to = l.append(append(to, opening...)); len(to) == first {
		return to[:first-len(opening)]
	}
	copy(to[first:], to[first+1:]) // no comma before the first member
	to[len(to)-1] = '}'
	return to
}

func (l *lists) append(to []byte) []byte {
	for _, s := range []screen.Status{screen.Triggered, screen.Arguable, screen.NeedsFacts} {
		if len(l[s]) > 0 {
			to = append(append(append(to, `,"`...), s.String()...), `":`...)
			to = appendNames(to, l[s])
		}
	}
	return to
}

func (s *short) append(to []byte) []byte {
	if len(s.names) == 0 {
		return to
	}
	to = appendNames(append(to, `,"missing":`...), s.names)
	if s.more > 0 {
		to = strconv.AppendInt(append(to, `,"missing_more":`...), int64(s.more), 10)
	}
	return to
}

// appendNames appends ids of the pack, which need no escapes.
func appendNames(to []byte, names []string) []byte {
	for i, n := range names {
		if i == 0 {
			to = append(to, `["`...)
		} else {
			to = append(to, `","`...)
		}
		to = append(to, n...)
	}
	return append(to, `"]`...)
}

func appendDeadline(to []byte, d *screen.Deadline) []byte {
	to = append(append(to, `,"next_deadline":{"id":"`...), d.Rule.ID...)
	to = append(append(to, `","status":"`...), d.Status.String()...)
	to = append(to, '"')
	if d.Date != nil {
		to = append(append(append(to, `,"date":"`...), d.Date.String()...), '"')
	}
	if d.Cautious != nil {
		to = append(append(append(to, `,"cautious_date":"`...), d.Cautious.String()...), '"')
	}
	if d.Date != nil || d.Cautious != nil {
		to = strconv.AppendInt(append(to, `,"days_left":`...), int64(d.DaysLeft), 10)
	}
	return append(to, '}')
}
