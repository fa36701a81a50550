package interview

import (
	"strings"
	"unicode"
)

// visible makes text fit to be shown on a terminal: what could steer it, or turn the direction of writing, becomes a mark
// that shows that something was there.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t':
			return ' '
		case unicode.IsControl(r), r == '\u2028', r == '\u2029', r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
			return '\ufffd'
		}
		return r
	}, s)
}
