package report

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/display"
	"example.com/vacatur/internal/screen"
)

// ICS writes the days to come on which a deadline ends as an iCalendar file (RFC 5545): one all-day event each, with an alarm
// before it, and one for the cautious date where there is one. What has passed is for the report; it has no place among
// appointments. The identifiers stay the same from run to run, so that a calendar takes a new file as a change of the old
// events. It is written here and not by a library, because the libraries for it bring an HTTP client along.
func ICS(w io.Writer, results []*screen.Result) error {
	c := calendar{ids: map[string]int{}}
	c.line("BEGIN", "VCALENDAR")
	c.line("VERSION", "2.0")
	c.line("PRODID", "-//vacatur//deadlines//EN")
	c.line("CALSCALE", "GREGORIAN")
	for _, r := range results {
		for _, d := range toldOnce(r) {
			if d.Cautious != nil && *d.Cautious >= r.Case.AsOf {
				c.event(r, d, *d.Cautious, "cautious", "Cautious date: ")
			}
			if d.Date != nil && *d.Date >= r.Case.AsOf {
				c.event(r, d, *d.Date, "last", "Last day: ")
			}
		}
	}
	c.line("END", "VCALENDAR")
	_, err := io.WriteString(w, c.String())
	return err
}

type calendar struct {
	strings.Builder
	ids map[string]int // how often an identifier was used
}

// id returns an identifier that no other event of the calendar has: cases without an id of their own must not take the place
// of one another.
func (c *calendar) id(s string) string {
	c.ids[s]++
	if n := c.ids[s]; n > 1 {
		return fmt.Sprintf("%s/%d", s, n)
	}
	return s
}

// line writes a content line, folded so that no line is longer than 75 bytes, and never within a character.
func (c *calendar) line(name, value string) {
	s := name + ":" + value
	for room := 75; len(s) > room; room = 74 {
		cut := room
		for cut > 0 && !utf8.RuneStart(s[cut]) {
			cut--
		}
		c.WriteString(s[:cut] + "\r\n ")
		s = s[cut:]
	}
	c.WriteString(s + "\r\n")
}

var icsEscapes = strings.NewReplacer(`\`, `\\`, `;`, `\;`, `,`, `\,`)

// text writes a property that holds text; what could end the line or steer a reader is taken out.
func (c *calendar) text(name, value string) { c.line(name, icsEscapes.Replace(display.Line(value))) }

func (c *calendar) event(r *screen.Result, d *screen.Deadline, day date.Day, kind, prefix string) {
	stamp := func(day date.Day) string { return strings.ReplaceAll(day.String(), "-", "") }
	what := d.Rule.Title
	if who := convictionID(r, d.Conviction); who != "" {
		what += " (" + who + ")"
	}
	if r.Case.ID != "" {
		what = r.Case.ID + ": " + what
	}
	c.line("BEGIN", "VEVENT")
	c.text("UID", c.id(fmt.Sprintf("%s/%s/%s/%s", r.Case.ID, d.Rule.ID, convictionID(r, d.Conviction), kind))+"@vacatur.example.com")
	c.line("DTSTAMP", stamp(r.Case.AsOf)+"T000000Z")
	c.line("DTSTART;VALUE=DATE", stamp(day))
	c.line("DTEND;VALUE=DATE", stamp(day+1))
	c.text("SUMMARY", prefix+what)
	text := d.Rule.Text
	for _, a := range d.Rule.AllAuthorities() {
		text += " " + a.Cite + "."
	}
	c.text("DESCRIPTION", text+" "+d.Why(english)+" "+disclaimer)
	c.line("BEGIN", "VALARM")
	c.line("ACTION", "DISPLAY")
	c.text("DESCRIPTION", prefix+what)
	c.line("TRIGGER", alarm(int(day-r.Case.AsOf)))
	c.line("END", "VALARM")
	c.line("END", "VEVENT")
}

// alarm says when to warn of a day that lies so many days ahead: a week before, or as soon as there is time left for it.
func alarm(days int) string {
	switch {
	case days >= 7:
		return "-P7D"
	case days > 1:
		return "-P1D"
	}
	return "PT8H" // in the morning of the day
}
