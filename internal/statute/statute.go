// Package statute reads statutes as people write them ("PC 459", "459 PC", "§ 273.5(a)", "HS11377(a)", "664/459 PC") and
// compares them. It never matches by substring: 37 is not 637. How a jurisdiction names its codes is said by the rule
// pack, not here.
package statute

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Section is one section with its subdivisions, as 273.5(a)(1).
type Section struct {
	Code   string // id of the code, or "" where the text names none
	Number string // upper case: 273.5, 647F
	Subs   []string
}

// String returns the section as codes print it: 273.5(a)(1), 653f(d).
func (s Section) String() string {
	var b strings.Builder
	if s.Code != "" {
		b.WriteString(s.Code + " ")
	}
	b.WriteString(strings.ToLower(s.Number))
	for _, sub := range s.Subs {
		b.WriteString("(" + sub + ")")
	}
	return b.String()
}

// Covers reports whether s names the whole of which t is a part, or the same: 273.5 covers 273.5(a). A section without a
// code covers that of any code.
func (s Section) Covers(t Section) bool {
	return (s.Code == "" || t.Code == "" || s.Code == t.Code) && s.Number == t.Number &&
		len(s.Subs) <= len(t.Subs) && slices.Equal(s.Subs, t.Subs[:len(s.Subs)])
}

// Citation is one or more sections charged together, as 664/459.
type Citation []Section

// String joins the sections by slashes, with the code said once.
func (c Citation) String() string {
	parts := make([]string, len(c))
	for i, s := range c {
		if i > 0 && s.Code == c[0].Code {
			s.Code = ""
		}
		parts[i] = s.String()
	}
	return strings.Join(parts, "/")
}

// Code is a code of laws with the ways in which people write its name.
type Code struct {
	ID    string
	Names []string
}

// Parser reads the citations of one jurisdiction.
type Parser struct {
	names    map[string]string // folded (lower case, letters and digits only, single spaces) to the id of the code
	prefixes map[string]string // names that end with a colon and stand directly before the section, as 18:1001
}

// NewParser returns a parser that knows the given codes.
func NewParser(codes []Code) *Parser {
	p := &Parser{names: map[string]string{}, prefixes: map[string]string{}}
	for _, c := range codes {
		for _, n := range append([]string{c.ID}, c.Names...) {
			if strings.HasSuffix(n, ":") {
				p.prefixes[n] = c.ID
			} else if f := foldName(n); p.names[f] == "" {
				p.names[f] = c.ID
			}
		}
	}
	return p
}

// foldName keeps letters and digits, in lower case, and puts one space between runs of them.
func foldName(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

var noise = map[string]bool{"section": true, "sections": true, "sec": true, "secs": true, "s": true, "ss": true, "cal": true, "calif": true,
	"california": true, "ca": true, "subd": true, "subdivision": true, "subsection": true, "felony": true, "misdemeanor": true, "the": true, "of": true, "code": true, "art": true, "article": true, "para": true, "paragraph": true}

func word(s string) string { return strings.Trim(strings.ToLower(s), ".'") }

var subdivision = map[string]bool{"subd": true, "subdivision": true, "subsection": true, "para": true, "paragraph": true}

// separator ends a section; another may follow.
var separator = map[string]bool{"/": true, "&": true, ",": true, ";": true, "§": true, "+": true, "-": true}

// Parse reads a citation and nothing else. The error says what could not be read.
func (p *Parser) Parse(text string) (Citation, error) {
	c, beside, err := p.ParseNamed(text)
	if err == nil && len(beside) > 0 {
		return nil, fmt.Errorf("%q is no section and no code known here", beside[0])
	}
	return c, err
}

// ParseNamed reads a citation with words beside it that name the offense, as "PC 459 second degree", and returns those words.
func (p *Parser) ParseNamed(text string) (c Citation, beside []string, err error) {
	if len(text) > 200 {
		return nil, nil, fmt.Errorf("a statute of %d characters cannot be read", len(text))
	}
	tokens, code := p.split(text)
	open := false // whether subdivisions may follow
	for _, t := range tokens {
		switch {
		case t.code != "":
			if len(c) > 0 && c[len(c)-1].Code == "" { // the code stands behind its sections
				for i := range c {
					if c[i].Code == "" {
						c[i].Code = t.code
					}
				}
			}
			code, open = t.code, false
		case isOrdinal(t.text):
			beside = append(beside, t.text)
		case t.text[0] >= '0' && t.text[0] <= '9':
			if !isNumber(t.text) {
				return nil, nil, fmt.Errorf("%q is not a section number", t.text)
			}
			c = append(c, Section{Code: t.before, Number: strings.ToUpper(t.text)})
			open = true
		case t.text[0] == '(' && len(t.text) > 1:
			if len(c) == 0 {
				return nil, nil, fmt.Errorf("the subdivision %s stands behind no section", t.text)
			}
			if !open { // 23152(a) and (b): another part of the same section
				c = append(c, Section{Code: c[len(c)-1].Code, Number: c[len(c)-1].Number})
				open = true
			}
			last := &c[len(c)-1]
			last.Subs = append(last.Subs, strings.ToLower(strings.TrimSpace(t.text[1:len(t.text)-1])))
		case separator[t.text]:
			open = false
		case word(t.text) == "and": // 841(a)(1) and (b)(1)(C): two parts of the section
			open = false
		case noise[word(t.text)]:
			open = open || subdivision[word(t.text)] && len(c) > 0
		default:
			beside = append(beside, t.text)
		}
	}
	switch {
	case len(c) == 0 && len(beside) > 0:
		return nil, nil, fmt.Errorf("%q is no section and no code known here", beside[0])
	case len(c) == 0:
		return nil, nil, fmt.Errorf("no section number was found")
	}
	for i := range c {
		if c[i].Code == "" {
			c[i].Code = code
		}
	}
	return c, beside, nil
}

// isOrdinal reports words as 2nd, which are no sections.
func isOrdinal(s string) bool {
	switch strings.TrimLeft(s, "0123456789") {
	case s:
		return false
	case "st", "nd", "rd", "th", "ST", "ND", "RD", "TH":
		return true
	}
	return false
}

type part struct {
	text   string
	code   string // a code named here
	before string // for a section: the code that was named before it
}

// split cuts text into tokens and finds the names of codes among them. What follows a code and a hyphen is a description
// and falls away, as in "503 VC-TAKE CAR".
func (p *Parser) split(text string) (parts []part, last string) {
	var pieces []string
	for _, t := range tokens(text) { // HS11377 and 11377HS: cut between letters and digits where the letters are a code
		pieces = append(pieces, p.cut(t)...)
	}
	sections := 0
	for i := 0; i < len(pieces); {
		if id, n := p.codeAt(pieces[i:]); n > 0 {
			parts, last = append(parts, part{code: id}), id
			i += n
			if sections > 0 && i < len(pieces) && pieces[i] == "-" {
				break
			}
			continue
		}
		t := pieces[i]
		if t[0] >= '0' && t[0] <= '9' {
			sections++
		}
		if t == "-" && sections > 0 && i+1 < len(pieces) && unicode.IsLetter(rune(pieces[i+1][0])) && last != "" {
			if _, n := p.codeAt(pieces[i+1:]); n == 0 {
				break
			}
		}
		parts = append(parts, part{text: t, before: last})
		i++
	}
	return parts, last
}

// cut divides letters that stand directly before or behind digits where they name a code, and a name that ends in a colon
// or that holds digits itself, as the title of a code, from the section behind it.
func (p *Parser) cut(t string) []string {
	if i := strings.IndexByte(t, ':') + 1; i > 0 && i < len(t) && p.prefixes[t[:i]] != "" {
		return []string{t[:i], t[i:]}
	}
	for i := 2; i < len(t); i++ {
		if isDigit(t[0]) && isLetter(t[i-1]) && isDigit(t[i]) && p.isCode(t[:i]) {
			return []string{t[:i], t[i:]}
		}
	}
	i := strings.IndexFunc(t, unicode.IsDigit)
	if i > 0 && p.isCode(t[:i]) {
		return []string{t[:i], t[i:]}
	}
	if i == 0 {
		if j := strings.LastIndexFunc(t, unicode.IsDigit) + 1; j < len(t) && p.isCode(t[j:]) {
			return []string{t[:j], t[j:]}
		}
	}
	return []string{t}
}

func (p *Parser) isCode(word string) bool {
	return p.names[foldName(word)] != ""
}

// codeAt returns the code whose name begins the tokens, and how many tokens it takes; the longest name wins. A comma may
// stand within a name ("Title 18, United States Code"), not at its end.
func (p *Parser) codeAt(tokens []string) (id string, n int) {
	if id = p.prefixes[tokens[0]]; id != "" {
		return id, 1
	}
	var words []string
	for i, t := range tokens {
		if i >= 8 || strings.HasPrefix(t, "(") || t == "/" || t == "-" {
			break
		}
		f := foldName(t)
		if f == "" && t != "&" && t != "." && (t != "," || len(words) == 0) {
			break
		}
		if f != "" {
			words = append(words, f)
		}
		joined := strings.Join(words, " ")
		if name := p.names[joined]; name != "" && joined != "" && t != "," {
			id, n = name, i+1
		}
	}
	return id, n
}
