package report

import (
	"io"
	"strconv"
	"sync"

	"github.com/go-json-experiment/json/jsontext"

	"example.com/vacatur/internal/screen"
)

// jsonWriter writes one JSON value, on one line.
type jsonWriter struct {
	buf   []byte
	start int  // where the value begins in buf
	short bool // leave out what authorities say
	facts []screen.FactRead
	// said holds what once has written, where several values of one pack are written one after another.
	said *sync.Map
}

// saying names a part of what is written of something in the pack.
type saying struct {
	of   any
	part string
}

// once writes members of an object that are the same whenever they are written: those of a part of something in the pack.
func (j *jsonWriter) once(of any, part string, fill func()) {
	if j.said == nil {
		fill()
		return
	}
	key := saying{of, part}
	if text, ok := j.said.Load(key); ok {
		if text := text.([]byte); len(text) > 0 {
			j.comma()
			j.buf = append(j.buf, text...)
		}
		return
	}
	outer := *j
	*j = jsonWriter{short: outer.short}
	fill()
	text := j.buf
	*j = outer
	j.said.Store(key, text)
	j.once(of, part, nil) // from there
}

// comma divides what comes from what stands before it.
func (j *jsonWriter) comma() {
	if n := len(j.buf); n > j.start {
		switch j.buf[n-1] {
		case '{', '[', ':', ',':
		default:
			j.buf = append(j.buf, ',')
		}
	}
}

// str writes a text. What is no UTF-8 in it is replaced.
func (j *jsonWriter) str(s string) {
	j.comma()
	j.buf, _ = jsontext.AppendQuote(j.buf, s)
}

func (j *jsonWriter) raw(s string) {
	j.comma()
	j.buf = append(j.buf, s...)
}

// key writes a key, which needs no escapes.
func (j *jsonWriter) key(k string) {
	j.comma()
	j.buf = append(append(append(j.buf, '"'), k...), `":`...)
}

func (j *jsonWriter) null()          { j.raw("null") }
func (j *jsonWriter) number(n int)   { j.raw(strconv.Itoa(n)) }
func (j *jsonWriter) boolean(b bool) { j.raw(strconv.FormatBool(b)) }

func (j *jsonWriter) text(k, v string) {
	j.key(k)
	j.str(v)
}

// orNull writes text, or null where there is none.
func (j *jsonWriter) orNull(k, v string) {
	if j.key(k); v == "" {
		j.null()
		return
	}
	j.str(v)
}

func (j *jsonWriter) object(fill func()) {
	j.raw("{")
	fill()
	j.buf = append(j.buf, '}')
}

// array writes n elements under a key.
func (j *jsonWriter) array(k string, n int, each func(i int)) {
	j.key(k)
	j.buf = append(j.buf, '[')
	for i := range n {
		each(i)
	}
	j.buf = append(j.buf, ']')
}

func (j *jsonWriter) texts(k string, vs []string) {
	j.array(k, len(vs), func(i int) { j.str(vs[i]) })
}

// indented writes the value for people to read, with a line feed behind it.
func (j *jsonWriter) indented(w io.Writer) error {
	v := jsontext.Value(j.buf)
	if err := v.Indent(jsontext.WithIndent("  ")); err != nil {
		return err
	}
	_, err := w.Write(append(v, '\n'))
	return err
}
