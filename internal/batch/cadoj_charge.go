package batch

import (
	"bytes"
	"strconv"

	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/source"
)

// charge returns the statute and the words of the offense of conviction, and the column they stand in: the offense
// convicted of where it is named apart from the one charged, then the charge, then the comment.
func (d *cadojDecoder) charge() (statute, offense []byte, column int) {
	for _, column := range []int{cadojConvicted, cadojOffense, cadojComment} {
		text := d.text(column)
		if len(text) == 0 || bytes.HasPrefix(text, []byte("SEE COMMENT")) {
			continue
		}
		statute, words := divideCharge(text)
		if len(statute) > 0 {
			return statute, words, column
		}
		if len(offense) == 0 {
			offense = words
		}
	}
	return nil, offense, cadojOffense
}

// divideCharge divides "503 VC-TAKE CAR W/OUT OWNERS CONSENT" at the hyphen behind the code. Text that does not begin with
// a section has none. Where no code stands before a hyphen, all of it is the statute as written.
func divideCharge(text []byte) (statute, words []byte) {
	if text[0] < '0' || text[0] > '9' {
		return nil, text
	}
	for i := 1; i < len(text); i++ {
		if text[i] != '-' {
			continue
		}
		before := bytes.TrimRight(text[:i], " ")
		if last := before[len(before)-1]; last >= 'A' && last <= 'Z' {
			return before, bytes.TrimSpace(text[i+1:])
		}
	}
	return text, nil
}

// levelOf returns the level of conviction. That of the charge is not taken for it.
func (d *cadojDecoder) levelOf() string {
	switch string(d.text(cadojLevel)) {
	case "FELONY":
		return "felony"
	case "MISDEMEANOR":
		return "misdemeanor"
	case "INFRACTION":
		return "infraction"
	}
	switch string(d.text(cadojConvTOC)) {
	case "F":
		return "felony"
	case "M":
		return "misdemeanor"
	case "I":
		return "infraction"
	}
	return ""
}

// part adds one part of the sentence. Parts that the layout does not explain, such as a hospital or the youth authority,
// leave the time of imprisonment unknown.
func (d *cadojDecoder) part(c *cadojConviction, it *fact.Item, line int) {
	where, length := d.text(cadojSentence), d.text(cadojLength)
	term, known := d.term(length, line)
	switch string(where) {
	case "JAIL", "PRISON", "JAIL SS", "PRISON SS":
		if c.confined++; known {
			c.term = term
		} else {
			c.opaque = true
		}
	case "PROBATION":
		switch v := &it.Values[d.probation.Slot]; {
		case !known:
		case v.State == fact.Absent:
			*v = fact.Value{State: fact.Given, Type: fact.Term, Pos: d.pos(cadojLength, line)}
			v.SetTerm(term)
		case v.Term() != term:
			*v = fact.Value{State: fact.Unknown, Type: fact.Term}
		}
	case "", "FINE", "FINE SS", "RESTITUTION":
	default:
		c.opaque = c.opaque || known
	}
}

// imprisonment sets the time imposed. Whether several parts run together or one after another the rows do not say.
func (d *cadojDecoder) imprisonment(c *cadojConviction, it *fact.Item) {
	v := &it.Values[d.imposed.Slot]
	switch {
	case c.opaque || c.confined > 1:
		*v = fact.Value{State: fact.Unknown, Type: fact.Term}
	case c.confined == 1:
		*v = fact.Value{State: fact.Given, Type: fact.Term}
		v.SetTerm(c.term)
	}
}

func (d *cadojDecoder) pos(column, line int) source.Pos {
	return source.Pos{Line: int32(line), Col: int32(d.cells[column].at + 1)}
}

// term reads the length of a part of the sentence. Without a number it is not known.
func (d *cadojDecoder) term(length []byte, line int) (date.Term, bool) {
	n, err := strconv.Atoi(string(length))
	if len(length) > 0 && (err != nil || n < 0 || n > 99999) {
		d.fail(line, cadojLength, "%q is not the length of a sentence; it is a number", length)
		return date.Term{}, false
	}
	if n == 0 {
		return date.Term{}, false
	}
	switch code := d.text(cadojTimeCode); string(code) {
	case "D":
		return date.Days(n), true
	case "M":
		return date.Months(n), true
	case "Y":
		return date.Months(12 * n), true
	case "":
		return date.Term{}, false
	default:
		d.fail(line, cadojTimeCode, "the unit %q of a sentence is not known; it is D, M or Y", code)
		return date.Term{}, false
	}
}
