package batch

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// mistake is one reason why a record is refused, and where it stands.
type mistake struct {
	line, col int
	text      string
}

type mistakes []mistake

const (
	maxMistakes = 20  // of one record that are written out
	shownOfLong = 200 // bytes of a record too long to be read
)

// appendReject appends one refused record: its place, the reason, and the record as it stood. The first mistake gives the
// place; further ones follow in the reason, each with its own.
func appendReject(to []byte, r *record, ms mistakes, table bool) []byte {
	var reason strings.Builder
	for i, m := range ms {
		if i == maxMistakes {
			reason.WriteString("; and " + strconv.Itoa(len(ms)-i) + " more")
			break
		}
		if i > 0 {
			reason.WriteString("; " + strconv.Itoa(m.line) + ":" + strconv.Itoa(m.col) + ": ")
		}
		reason.WriteString(m.text)
	}
	text := bytes.TrimRight(r.text, "\r\n")
	if r.cut {
		for len(text) > 0 && !utf8.Valid(text[max(0, len(text)-utf8.UTFMax):]) && !utf8.RuneStart(text[len(text)-1]) {
			text = text[:len(text)-1]
		}
		text = append(bytes.Clone(text), "…"...)
	}
	if table {
		to = append(strconv.AppendInt(to, int64(ms[0].line), 10), ',')
		to = append(strconv.AppendInt(to, int64(ms[0].col), 10), ',')
		to = append(appendCell(to, reason.String(), false), ',')
		return append(appendCell(to, string(text), true), '\n')
	}
	to = strconv.AppendInt(append(to, `{"line":`...), int64(ms[0].line), 10)
	to = strconv.AppendInt(append(to, `,"column":`...), int64(ms[0].col), 10)
	to = appendQuoted(append(to, `,"reason":`...), reason.String())
	to = appendQuoted(append(to, `,"record":`...), string(text))
	return append(to, "}\n"...)
}

const rejectsHeader = "line,column,reason,record\n"

// appendQuoted appends a JSON string. Bytes that are no UTF-8 become the replacement character.
func appendQuoted(to []byte, s string) []byte {
	out, err := jsontext.AppendQuote(to, s)
	if err != nil {
		out, _ = jsontext.AppendQuote(to, strings.ToValidUTF8(s, "\ufffd"))
	}
	return out
}

// appendCell appends a cell of a table. Text that a spreadsheet would take for a formula gets an apostrophe before it, and
// control characters become spaces; line feeds may stay, within quotes.
func appendCell(to []byte, s string, lines bool) []byte {
	if s == "" {
		return to
	}
	plain, quote := true, false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == ',' || c == '"' || c == '\n' && lines:
			quote = true
		case c < ' ' || c == 0x7f || c >= utf8.RuneSelf:
			plain = false
		}
	}
	if !plain {
		s = strings.Map(func(r rune) rune {
			if r < ' ' && (r != '\n' || !lines) || r >= 0x7f && r < 0xa0 {
				return ' '
			}
			return r
		}, strings.ToValidUTF8(s, "\ufffd"))
	}
	quote = quote || s[0] == ' ' || s[len(s)-1] == ' '
	if quote {
		to = append(to, '"')
	}
	if isFormula(s) {
		to = append(to, '\'')
	}
	if !quote {
		return append(to, s...)
	}
	for i := 0; i < len(s); i++ {
		if s[i] == '"' {
			to = append(to, '"')
		}
		to = append(to, s[i])
	}
	return append(to, '"')
}

// isFormula reports whether a spreadsheet may take a text for a formula: blanks before the sign, and wide forms of it, do
// not stop it.
func isFormula(s string) bool {
	s = strings.TrimLeft(s, " \n\u00a0\u3000\ufeff")
	r, _ := utf8.DecodeRuneInString(s)
	return s != "" && strings.ContainsRune("=+-@＝＋－＠\t", r)
}
