package report

import (
	"bufio"
	"io"
	"strings"

	"example.com/vacatur/internal/display"
)

func writeMarkdown(w io.Writer, s *sheet) error {
	m := bufio.NewWriter(w)
	m.WriteString("# " + markdown(s.title) + "\n")
	inList := false
	for i := range s.blocks {
		b := &s.blocks[i]
		if !b.item || !inList {
			m.WriteByte('\n')
		}
		inList = b.item
		switch {
		case b.level > 0:
			m.WriteString(strings.Repeat("#", min(b.level, 2)+1) + " " + markdown(b.lead) + "\n")
		case b.item:
			m.WriteString("- ")
			if b.tag != "" {
				m.WriteString("**[" + strings.ToUpper(markdown(b.tag)) + "]** ")
			}
			if b.lead != "" {
				m.WriteString("**" + markdown(b.lead) + "**")
				if b.text != "" {
					m.WriteString(": ")
				}
			}
			m.WriteString(markdown(b.text) + "\n")
			for _, f := range b.fields {
				m.WriteString("  - *" + markdown(f.label) + ":* " + markdown(f.text) + "\n")
			}
		default:
			m.WriteString(markdown(b.text) + "\n")
		}
	}
	return m.Flush()
}

// markdown escapes a text so that every character stands for itself: emphasis, links, code, raw HTML, entities, tables, and
// what would start a list, a heading or a quotation; also the bare addresses that some readers turn into links.
func markdown(s string) string {
	s = strings.TrimSpace(display.Line(s))
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch c {
		case '\\', '`', '*', '_', '[', ']', '<', '>', '|', '~', '&', '$', '@', '{', '}', '^':
			b.WriteByte('\\')
		case '#', '+', '-', '=', '!':
			if i == 0 {
				b.WriteByte('\\')
			}
		case '.', ')':
			if i > 0 && strings.Trim(s[:i], "0123456789") == "" || i >= 3 && strings.EqualFold(s[i-3:i], "www") {
				b.WriteByte('\\')
			}
		case ':':
			if strings.HasPrefix(s[i:], "://") {
				b.WriteByte('\\')
			}
		}
		b.WriteByte(c)
	}
	return b.String()
}
