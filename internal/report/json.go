package report

import (
	"cmp"
	"io"
	"sync"

	"example.com/vacatur/internal/screen"
	"example.com/vacatur/internal/tri"
)

// ResultSchema is the name and version of the result format.
const ResultSchema = "vacatur/result/v1"

// JSON writes the whole result, indented, with its keys in a fixed order.
func JSON(w io.Writer, r *screen.Result, o Options) error {
	var j jsonWriter
	j.result(r, o)
	return j.indented(w)
}

// JSONLines appends results of one pack as the lines of a file. What is the same in every result is written out once. It may
// be used by many goroutines.
type JSONLines struct{ said sync.Map }

// Append appends a whole result on one line, without a line feed. What authorities say, which is the same in every record,
// is left out.
func (l *JSONLines) Append(dst []byte, r *screen.Result, o Options) []byte {
	j := jsonWriter{buf: dst, start: len(dst), short: true, said: &l.said}
	j.result(r, o)
	return j.buf
}

func (j *jsonWriter) result(r *screen.Result, o Options) {
	lang := o.language(r)
	j.object(func() {
		j.text("schema", ResultSchema)
		j.text("case_id", r.Case.ID)
		j.text("as_of", r.Case.AsOf.String())
		oldest, _ := relied(r)
		j.key("pack")
		j.object(func() {
			j.text("version", r.Pack.Version)
			j.text("digest", r.Pack.Digest)
			j.orNull("verified_oldest", oldest)
		})
		j.text("disclaimer", tr(lang, disclaimer))
		j.array("convictions", len(r.Convictions), func(i int) { j.conviction(r, i) })
		j.array("grounds", len(r.Grounds), func(i int) { j.ground(r, &r.Grounds[i]) })
		j.array("bars", len(r.Bars), func(i int) { j.verdict(r, &r.Bars[i], r.Bars[i].Status.String()) })
		j.array("waivers", len(r.Waivers), func(i int) { j.verdict(r, &r.Waivers[i], r.Waivers[i].Status.PathString()) })
		j.array("paths", len(r.Paths), func(i int) { j.path(r, &r.Paths[i]) })
		j.array("deadlines", len(r.Deadlines), func(i int) { j.deadline(r, r.Deadlines[i]) })
		j.plans(r, o.Plans)
		j.array("missing", len(r.Missing), func(i int) {
			m := &r.Missing[i]
			j.object(func() {
				j.text("fact", m.Name)
				j.text("question", m.Question.In(lang))
				j.texts("matters_for", m.MattersFor)
				j.orNull("conviction", convictionID(r, m.Conviction))
			})
		})
		j.array("warnings", len(r.Warnings), func(i int) {
			v := &r.Warnings[i]
			j.object(func() {
				j.once(v.Rule, "warning", func() {
					j.text("id", v.Rule.ID)
					j.text("text", v.Rule.Text)
					j.authorities(v.Rule.AllAuthorities(), nil)
				})
				j.convictions(r, v.Convictions())
			})
		})
	})
}

func (j *jsonWriter) convictions(r *screen.Result, is []int) {
	j.array("convictions", len(is), func(i int) { j.str(convictionID(r, is[i])) })
}

// standing is how a conviction is said to stand.
var standing = map[screen.Status]string{screen.Triggered: "yes", screen.NotTriggered: "no", screen.Arguable: "arguable", screen.NeedsFacts: "needs_facts"}

func (j *jsonWriter) conviction(r *screen.Result, i int) {
	c := &r.Convictions[i]
	d := drawer{r: r, sheet: &sheet{lang: "en"}}
	j.object(func() {
		j.text("id", convictionID(r, i))
		j.text("statute", d.value(i, "conviction.statute"))
		offense := d.value(i, "conviction.offense")
		if offense == "" && c.Match.Certain() {
			offense = c.Match.Offenses[0].Title
		}
		j.text("offense", offense)
		j.key("is_conviction")
		j.object(func() {
			j.text("status", standing[c.IsStanding.Status])
			j.elements(c.IsStanding.Elements())
			j.authorities(c.IsStanding.Rule.AllAuthorities(), contraryOf(c.IsStanding.Rule))
		})
		j.key("sentence_for_immigration")
		j.object(func() {
			j.text("imposed", c.Sentence.Show())
			status := "yes"
			if c.Sentence.Known != tri.Yes {
				status = "unknown"
			}
			j.array("elements", 1, func(int) {
				j.object(func() {
					j.text("id", "sentence.counted")
					j.text("text", c.Sentence.Text)
					j.text("status", status)
					j.array("facts", 1, func(int) {
						j.object(func() {
							j.text("name", "conviction.sentence.imposed")
							j.text("value", cmp.Or(d.value(i, "conviction.sentence.imposed"), "unknown"))
						})
					})
				})
			})
		})
		j.key("classification")
		j.object(func() {
			for _, k := range c.Classes() {
				j.class(&k)
			}
		})
	})
}

func (j *jsonWriter) class(c *screen.Class) {
	j.key(c.Classification.ID)
	j.object(func() {
		j.text("value", c.Value)
		j.text("basis", c.Basis)
		j.authorities(c.Authorities, c.Contrary)
		if c.By != "" {
			j.text("by", c.By)
		}
		if c.Unread {
			j.key("verified")
			j.boolean(false)
		}
	})
}
