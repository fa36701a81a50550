package report

import (
	"bufio"
	"io"
	"strings"

	"example.com/vacatur/internal/display"
)

const columns = 80

// colours are ANSI sequences of the sixteen basic colours, which every terminal shows in its own scheme.
var colours = map[tone]string{bad: "\x1b[1;31m", doubt: "\x1b[1;33m", good: "\x1b[1;32m", dim: "\x1b[2m"}

const (
	bold  = "\x1b[1m"
	reset = "\x1b[0m"
)

type textWriter struct {
	*bufio.Writer
	color bool
}

func writeText(w io.Writer, s *sheet, color bool) error {
	t := textWriter{bufio.NewWriter(w), color}
	lastItem := false
	for i := range s.blocks {
		b := &s.blocks[i]
		switch {
		case b.level > 0:
			t.heading(b, i == 0)
		case b.item:
			t.item(b)
		default:
			if lastItem {
				t.WriteByte('\n')
			}
			t.lines("", "", display.Line(b.text), "", "")
		}
		lastItem = b.item
	}
	return t.Flush()
}

func (t *textWriter) heading(b *block, first bool) {
	if !first {
		t.WriteByte('\n')
	}
	text := display.Line(b.lead)
	underline := ""
	switch b.level {
	case 1:
		if underline = "="; !b.exact {
			text = strings.ToUpper(text)
		}
	case 2:
		underline = "-"
	default:
		text += ":"
	}
	longest := 0
	for _, l := range fold(text, columns, columns) {
		t.painted(l, bold)
		t.WriteByte('\n')
		longest = max(longest, width(l))
	}
	if underline != "" {
		t.WriteString(strings.Repeat(underline, longest))
		t.WriteByte('\n')
	}
}

// item writes "* [STATUS] name: text", and its labelled lines indented under it.
func (t *textWriter) item(b *block) {
	head := ""
	if b.tag != "" {
		head = "[" + strings.ToUpper(display.Line(b.tag)) + "] "
	}
	body := display.Line(b.lead)
	switch {
	case body != "" && b.text != "":
		body += ": " + display.Line(b.text)
	case body == "":
		body = display.Line(b.text)
	}
	if b.lines > 0 {
		t.lines("* ", "  ", shorten(head+body, columns-2, b.lines), head, colours[b.tone])
		return
	}
	t.lines("* ", "  ", head+body, head, colours[b.tone])
	for _, f := range b.fields {
		if f.aside {
			continue
		}
		label := display.Line(f.label) + ": "
		t.lines("    ", "      ", label+display.Line(f.text), label, dimLabel)
	}
}

const dimLabel = "\x1b[36m"

// lines writes folded text with an indent of its own for the first line. The part that the text begins with is painted.
func (t *textWriter) lines(first, rest, text, part, colour string) {
	for i, l := range fold(text, columns-width(first), columns-width(rest)) {
		if i == 0 {
			t.WriteString(first)
			if p := strings.TrimRight(part, " "); p != "" && strings.HasPrefix(l, p) {
				t.painted(p, colour)
				l = l[len(p):]
			}
		} else {
			t.WriteString(rest)
		}
		t.WriteString(l)
		t.WriteByte('\n')
	}
}

func (t *textWriter) painted(s, colour string) {
	if !t.color || colour == "" {
		t.WriteString(s)
		return
	}
	t.WriteString(colour)
	t.WriteString(s)
	t.WriteString(reset)
}
