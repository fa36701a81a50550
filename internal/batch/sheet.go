package batch

import (
	"strconv"

	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/screen"
)

// sheetHeader names the columns of the output that is a table. A case is whole in it when number has reached of.
const sheetHeader = "case_id,conviction,number,of,statute,convicted,triggered,arguable,needs_facts,bars_triggered,bars_arguable," +
	"best_path,path_status,path_effect,next_deadline,deadline_status,deadline_date,days_left,missing\n"

// appendRows appends one row for each conviction of a case. What concerns the whole case is on each of its rows; a ground
// that no conviction brings, on the first.
func (v *views) appendRows(to []byte, c *fact.Case, o *screen.Outline) []byte {
	for i := range v.convictions {
		x := &v.convictions[i]
		to = append(appendCell(to, c.ID, false), ',')
		to = append(appendCell(to, v.items[i].Key, false), ',')
		to = append(strconv.AppendInt(to, int64(i+1), 10), ',')
		to = append(strconv.AppendInt(to, int64(len(v.convictions)), 10), ',')
		if s := &v.items[i].Values[v.statute.Slot]; s.Known() {
			to = appendCell(to, s.Str, false)
		}
		to = append(append(append(to, ','), standing(o.Convicted[i])...), ',')
		for _, s := range []screen.Status{screen.Triggered, screen.Arguable, screen.NeedsFacts} {
			to = appendWords(to, x.grounds[s], true)
			if i == 0 {
				to = appendWords(to, v.whole[s], len(x.grounds[s]) == 0)
			}
			to = append(to, ',')
		}
		to = append(appendWords(to, v.bars[screen.Triggered], true), ',')
		to = append(appendWords(to, v.bars[screen.Arguable], true), ',')
		if p := x.path; p != nil {
			to = append(append(to, p.Rule.ID...), ',')
			to = append(append(to, p.Status.PathString()...), ',')
			to = append(append(to, p.Effect...), ',')
		} else {
			to = append(to, ",,,"...)
		}
		if d := x.deadline; d != nil {
			to = append(append(to, d.Rule.ID...), ',')
			to = append(append(to, d.Status.String()...), ',')
			to = append(append(to, keep(d)...), ',')
			if d.Date != nil || d.Cautious != nil {
				to = strconv.AppendInt(to, int64(d.DaysLeft), 10)
			}
			to = append(to, ',')
		} else {
			to = append(to, ",,,,"...)
		}
		to = appendWords(to, x.missing.names, true)
		to = appendWords(to, v.missing.names, len(x.missing.names) == 0)
		if more := x.missing.more + v.missing.more; more > 0 {
			to = strconv.AppendInt(append(to, " +"...), int64(more), 10)
		}
		to = append(to, '\n')
	}
	return to
}

// appendWords appends ids of the pack, with spaces between them. None of them needs quotes in a table.
func appendWords(to []byte, words []string, first bool) []byte {
	for _, w := range words {
		if !first {
			to = append(to, ' ')
		}
		to, first = append(to, w...), false
	}
	return to
}
