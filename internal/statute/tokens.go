package statute

import (
	"strings"
	"unicode/utf8"
)

// tokens cuts a text into words, section numbers, subdivisions in brackets, and single signs. (Every run reads the statutes
// of a whole catalog, so this is no regular expression; the tests hold it against one.)
func tokens(text string) (out []string) {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		n := size
		switch {
		case r == ' ' || r >= '\t' && r <= '\r' && r != '\v':
			i += size
			continue
		case isLetter(text[i]):
			n = run(text[i:], func(c byte) bool { return isLetter(c) || c == '.' || c == '&' || c == '\'' })
		case isDigit(text[i]):
			n = numberEnd(text[i:])
		case r == '(':
			n = max(bracketEnd(text[i:]), size)
		}
		out = append(out, text[i:i+n])
		i += n
	}
	return out
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// run returns how many bytes at the beginning fit.
func run(s string, fits func(byte) bool) int {
	n := 0
	for n < len(s) && fits(s[n]) {
		n++
	}
	return n
}

// numberEnd returns where a number with letters and colons in it ends; after a point, a digit has to come.
func numberEnd(s string) int {
	n := run(s, func(c byte) bool { return isDigit(c) || isLetter(c) || c == ':' })
	for n+1 < len(s) && s[n] == '.' && isDigit(s[n+1]) {
		n++
		n += run(s[n:], isDigit)
		n += run(s[n:], isLetter)
	}
	return n
}

// bracketEnd returns where a subdivision of one to eight characters in brackets ends, or 0.
func bracketEnd(s string) int {
	end := strings.IndexAny(s[1:], "()") + 1
	if end < 2 || s[end] != ')' || utf8.RuneCountInString(s[1:end]) > 8 {
		return 0
	}
	return end + 1
}

// isNumber reports whether a text is a section number: digits with up to two letters behind them, and the same again after
// a point.
func isNumber(s string) bool {
	for {
		n := run(s, isDigit)
		letters := run(s[n:], isLetter)
		if n == 0 || letters > 2 {
			return false
		}
		if s = s[n+letters:]; s == "" {
			return true
		}
		if s[0] != '.' {
			return false
		}
		s = s[1:]
	}
}
