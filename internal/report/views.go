package report

import (
	"io"

	"example.com/vacatur/internal/screen"
)

// DeadlinesText writes only the deadlines of a case.
func DeadlinesText(w io.Writer, r *screen.Result, o Options) error {
	d := newDrawer(r, o)
	d.head()
	d.deadlines()
	return writeText(w, d.sheet, o.Color)
}

// DeadlinesJSON writes only the deadlines of a case, in the form that they have in a result.
func DeadlinesJSON(w io.Writer, r *screen.Result, o Options) error {
	var j jsonWriter
	j.object(func() {
		j.text("case_id", r.Case.ID)
		j.text("as_of", r.Case.AsOf.String())
		j.text("disclaimer", tr(o.language(r), disclaimer))
		j.array("deadlines", len(r.Deadlines), func(i int) { j.deadline(r, r.Deadlines[i]) })
	})
	return j.indented(w)
}

// PlansText writes only the plans of a case.
func PlansText(w io.Writer, r *screen.Result, o Options) error {
	d := newDrawer(r, o)
	d.head()
	d.plans()
	return writeText(w, d.sheet, o.Color)
}

// PlansJSON writes only the plans of a case, in the form that they have in a result.
func PlansJSON(w io.Writer, r *screen.Result, o Options) error {
	var j jsonWriter
	j.object(func() {
		j.text("case_id", r.Case.ID)
		j.text("as_of", r.Case.AsOf.String())
		j.text("disclaimer", tr(o.language(r), disclaimer))
		j.plans(r, o.Plans)
	})
	return j.indented(w)
}
