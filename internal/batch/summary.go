package batch

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"text/tabwriter"

	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/screen"
)

// Summary counts what came of a batch.
type Summary struct {
	Screened    int64 // cases screened in this run, whose output was written or counted again
	Resumed     int64 // cases that an earlier run had written
	Rejected    int64
	Empty       int64 // records that hold no conviction, such as a person with arrests alone
	Convictions int64
	Cases       []Count // by the strongest ground that stands
	Grounds     []Line  // cases
	Bars        []Line  // cases
	Paths       []Line  // convictions
	Deadlines   []Line
	failOn      []string
}

// Count is how often a status was given.
type Count struct {
	Status string
	N      int64
}

// Line holds the counts of one rule. Statuses that were not given are left out.
type Line struct {
	ID     string
	Counts []Count
}

// FailStatuses are the statuses that Options.FailOn may name.
var FailStatuses = []string{"triggered", "arguable", "needs_facts", "may_apply", "overdue", "urgent", "soon", "later", "no_fixed_date"}

// Failed returns those statuses of Options.FailOn that some result has.
func (s *Summary) Failed() (out []string) {
	for _, status := range s.failOn {
		for _, lines := range [][]Line{s.Grounds, s.Bars, s.Paths, s.Deadlines} {
			if slices.ContainsFunc(lines, func(l Line) bool {
				return slices.ContainsFunc(l.Counts, func(c Count) bool { return c.Status == status })
			}) {
				out = append(out, status)
				break
			}
		}
	}
	return out
}

func (t *totals) summary(opts *Options) Summary {
	s := Summary{Screened: t.screened, Resumed: t.skipped, Rejected: t.rejected, Empty: t.empty, Convictions: t.convictions, failOn: opts.FailOn}
	for status := screen.Triggered; ; status-- {
		s.Cases = append(s.Cases, Count{status.String(), t.cases[status]})
		if status == 0 {
			break
		}
	}
	for i, rule := range t.pack.Rules {
		l := Line{ID: rule.ID}
		for slot, n := range t.rules[i] {
			if rule.Kind != rulepack.Deadline {
				slot = int(screen.Triggered) - slot // strongest first
				n = 0
				if slot >= 0 {
					n = t.rules[i][slot]
				}
			}
			if n > 0 {
				l.Counts = append(l.Counts, Count{statusName(rule.Kind, slot), n})
			}
		}
		if len(l.Counts) == 0 {
			continue
		}
		switch rule.Kind {
		case rulepack.Ground:
			s.Grounds = append(s.Grounds, l)
		case rulepack.Bar:
			s.Bars = append(s.Bars, l)
		case rulepack.PathRule:
			s.Paths = append(s.Paths, l)
		case rulepack.Deadline:
			s.Deadlines = append(s.Deadlines, l)
		}
	}
	return s
}

func statusName(k rulepack.Kind, slot int) string {
	switch k {
	case rulepack.Deadline:
		return screen.DeadlineStatus(slot).String()
	case rulepack.PathRule:
		return screen.Status(slot).PathString()
	}
	return screen.Status(slot).String()
}

type section struct {
	name, title string
	lines       []Line
}

func (s *Summary) sections() []section {
	return []section{{"grounds", "Grounds (cases)", s.Grounds}, {"bars", "Bars (cases)", s.Bars}, {"paths", "Paths (convictions)", s.Paths}, {"deadlines", "Deadlines", s.Deadlines}}
}

// Text returns the summary as a table for people.
func (s *Summary) Text() string {
	var b bytes.Buffer
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "Cases screened\t%d\n", s.Screened)
	if s.Resumed > 0 {
		fmt.Fprintf(w, "Written by an earlier run\t%d\n", s.Resumed)
	}
	fmt.Fprintf(w, "Records rejected\t%d\n", s.Rejected)
	if s.Empty > 0 {
		fmt.Fprintf(w, "Records without a conviction\t%d\n", s.Empty)
	}
	fmt.Fprintf(w, "Convictions\t%d\n", s.Convictions)
	fmt.Fprintf(w, "\nCases by what stands\n")
	for _, c := range s.Cases {
		fmt.Fprintf(w, "  %s\t%d\n", c.Status, c.N)
	}
	for _, part := range s.sections() {
		if len(part.lines) > 0 {
			fmt.Fprintf(w, "\n%s\n", part.title)
		}
		for _, l := range part.lines {
			fmt.Fprintf(w, "  %s\t", l.ID)
			for i, c := range l.Counts {
				if i > 0 {
					fmt.Fprint(w, ", ")
				}
				fmt.Fprintf(w, "%s %d", c.Status, c.N)
			}
			fmt.Fprintln(w)
		}
	}
	_ = w.Flush() // a buffer takes everything
	return b.String()
}

// JSON returns the summary as one JSON object, on one line.
func (s *Summary) JSON() []byte {
	to := []byte(`{"schema":"vacatur/summary/v1"`)
	for _, n := range []struct {
		name string
		n    int64
	}{{"screened", s.Screened}, {"resumed", s.Resumed}, {"rejected", s.Rejected}, {"empty", s.Empty}, {"convictions", s.Convictions}} {
		to = strconv.AppendInt(append(to, `,"`+n.name+`":`...), n.n, 10)
	}
	to = appendCounts(append(to, `,"cases":`...), s.Cases)
	for _, part := range s.sections() {
		to = append(to, `,"`+part.name+`":{`...)
		for i, l := range part.lines {
			if i > 0 {
				to = append(to, ',')
			}
			to = append(appendQuoted(to, l.ID), ':')
			to = appendCounts(to, l.Counts)
		}
		to = append(to, '}')
	}
	return append(to, "}\n"...)
}

func appendCounts(to []byte, counts []Count) []byte {
	to = append(to, '{')
	for i, c := range counts {
		if i > 0 {
			to = append(to, ',')
		}
		to = strconv.AppendInt(append(to, `"`+c.Status+`":`...), c.N, 10)
	}
	return append(to, '}')
}
