// Package display owns what text from a case or a file may be shown as: nothing in it steers a terminal or turns the order
// of letters around. What HTML, Markdown and the like need besides is theirs to escape.
package display

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Line makes one line of any text that is safe to show: line breaks and tabs become spaces, and what could steer a terminal
// or turn the order of letters around (control, format and private characters, line separators, broken UTF-8) becomes U+FFFD.
func Line(s string) string {
	if isClean(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			return ' '
		case unsafe(r):
			return utf8.RuneError
		}
		return r
	}, strings.ReplaceAll(s, "\r\n", "\n"))
}

func isClean(s string) bool {
	for _, r := range s {
		if unsafe(r) || r == utf8.RuneError {
			return false
		}
	}
	return true
}

// unsafe reports characters that are not shown themselves and act on what stands around them.
func unsafe(r rune) bool {
	switch {
	case r < 0x7f:
		return r < 0x20
	case r == 0x200c || r == 0x200d: // joiners, which some scripts need
		return false
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp)
}

// Lines is Line for text of several lines: line breaks stay.
func Lines(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = Line(lines[i])
	}
	return strings.Join(lines, "\n")
}
