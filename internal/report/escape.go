package report

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// width is the number of columns that a text takes on a terminal.
func width(s string) int {
	n := 0
	for _, r := range s {
		n += runeWidth(r)
	}
	return n
}

func runeWidth(r rune) int {
	switch {
	case r < 0x300:
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me):
		return 0
	case r >= 0x1100 && r <= 0x115f, r >= 0x2e80 && r <= 0xa4cf, r >= 0xac00 && r <= 0xd7a3, r >= 0xf900 && r <= 0xfaff,
		r >= 0xfe30 && r <= 0xfe6f, r >= 0xff00 && r <= 0xff60, r >= 0x1f300 && r <= 0x1faff, r >= 0x20000 && r <= 0x3fffd:
		return 2
	}
	return 1
}

// fold breaks a text into lines of at most the given width. Words that are longer are broken.
func fold(s string, first, rest int) []string {
	var lines []string
	var line strings.Builder
	room, used := first, 0
	end := func() {
		lines = append(lines, line.String())
		line.Reset()
		room, used = rest, 0
	}
	for _, word := range strings.Fields(s) {
		w := width(word)
		if used > 0 && used+1+w > room {
			end()
		}
		if used > 0 {
			line.WriteByte(' ')
			used++
		}
		if w <= room-used {
			line.WriteString(word)
			used += w
			continue
		}
		for _, r := range word {
			if rw := runeWidth(r); used+rw > room && used > 0 {
				end()
			}
			line.WriteRune(r)
			used += runeWidth(r)
		}
	}
	if used > 0 || len(lines) == 0 {
		end()
	}
	return lines
}

// shorten cuts a text to what fits on a number of lines.
func shorten(s string, room, lines int) string {
	folded := fold(s, room, room)
	if len(folded) <= lines {
		return s
	}
	kept := strings.Join(folded[:lines-1], " ")
	return strings.TrimSpace(kept + " " + cut(strings.Join(folded[lines-1:], " "), room))
}

// cut shortens a text to one line of the given width.
func cut(s string, room int) string {
	s = strings.Join(strings.Fields(s), " ")
	if width(s) <= room {
		return s
	}
	used, cutAt := 0, 0
	for i, r := range s {
		if used+runeWidth(r) > room-1 {
			break
		}
		used += runeWidth(r)
		cutAt = i + utf8.RuneLen(r)
	}
	if sp := strings.LastIndexByte(s[:cutAt], ' '); sp > cutAt*2/3 {
		cutAt = sp
	}
	return strings.TrimRight(s[:cutAt], " ,;:") + "…"
}
