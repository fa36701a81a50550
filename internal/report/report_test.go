package report_test

import (
	"bytes"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"example.com/vacatur/internal/casefile"
	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/report"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/screen"
	"example.com/vacatur/rules"
)

func result(t testing.TB, text string) *screen.Result {
	t.Helper()
	p, ds := rulepack.Load(rules.Library(), "CA")
	if p == nil {
		t.Fatal(ds)
	}
	n, ds := casefile.Read("x.yaml", []byte(text))
	if n == nil {
		t.Fatal(ds)
	}
	c, ds := casefile.Decode("x.yaml", n, p, date.DayOf(2026, 11, 24))
	if c == nil {
		t.Fatal(ds)
	}
	s := screen.New(p)
	r := s.Screen(c)
	s.WhatIf(c, r)
	return r
}

const hostile = `schema: vacatur/case/v1
case_id: "\e[31mred\r\nBEGIN:VEVENT <script>alert(1)</script> [x](javascript:y)"
removal: {stage: final_order, final_order_date: 2026-11-01, circuit: 9}
convictions:
  - {id: "<b>&\u202e\e]0;title\a", jurisdiction: CA, statute: "PC 459", offense: "# head | <img src=x> \x07", disposition: plea, plea: guilty}
`

// Text of a case reaches no form of output as anything but text.
func TestHostileText(t *testing.T) {
	r := result(t, hostile)
	for name, write := range map[string]func(io.Writer, *screen.Result, report.Options) error{
		"text": report.Text, "markdown": report.Markdown, "html": report.HTML, "json": report.JSON, "deadlines": report.DeadlinesText,
		"ics": func(w io.Writer, r *screen.Result, _ report.Options) error { return report.ICS(w, []*screen.Result{r}) },
	} {
		var buf bytes.Buffer
		if err := write(&buf, r, report.Options{}); err != nil {
			t.Fatal(name, err)
		}
		out := buf.String()
		for _, bad := range []string{"\x1b", "\x07", "\u202e"} {
			if name != "json" && strings.Contains(out, bad) {
				t.Errorf("%s lets %q through", name, bad)
			}
		}
		if name == "html" && (strings.Contains(out, "<script>alert") || strings.Contains(out, "<img")) {
			t.Error("HTML is not escaped")
		}
		if name == "markdown" && strings.Contains(out, "<script>") {
			t.Error("markup reaches Markdown")
		}
		if name == "ics" {
			for _, line := range strings.Split(out, "\r\n") {
				if len(line) > 75 {
					t.Errorf("a line of %d bytes: %q", len(line), line)
				}
			}
			if strings.Count(out, "\nBEGIN:VEVENT") != strings.Count(out, "\nEND:VEVENT") {
				t.Error("case text begins an event of its own")
			}
		}
	}
}

// Two cases without an id of their own keep all their events in one calendar.
func TestCalendarIdentifiersAreUnique(t *testing.T) {
	const anonymous = `schema: vacatur/case/v1
removal: {stage: final_order, final_order_date: 2026-11-01, circuit: 9}
convictions:
  - {id: c, jurisdiction: CA, statute: "PC 459", disposition: plea, plea: guilty}
`
	var buf bytes.Buffer
	if err := report.ICS(&buf, []*screen.Result{result(t, anonymous), result(t, anonymous)}); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, line := range strings.Split(strings.ReplaceAll(buf.String(), "\r\n ", ""), "\r\n") {
		if strings.HasPrefix(line, "UID:") {
			if seen[line] {
				t.Errorf("%s stands twice", line)
			}
			seen[line] = true
		}
	}
	if len(seen) < 2 {
		t.Error("the calendar is empty")
	}
}

// Whatever a case holds, no line of the text is wider than a terminal, and without colour it holds no escape sequence.
func TestTextFitsEightyColumns(t *testing.T) {
	wide := strings.Replace(hostile, "# head", strings.Repeat("漢字", 90)+" "+strings.Repeat("x", 300), 1)
	var buf bytes.Buffer
	if err := report.Text(&buf, result(t, wide), report.Options{}); err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(buf.String(), "\n") {
		columns := 0
		for _, r := range line {
			if columns++; r > 0x2e80 {
				columns++
			}
		}
		if columns > 80 && !strings.ContainsRune(line, '\ufffd') { // a replacement character is one column wide
			t.Errorf("%d columns: %s", columns, line)
		}
	}
	var colored bytes.Buffer
	if err := report.Text(&colored, result(t, wide), report.Options{Color: true}); err != nil {
		t.Fatal(err)
	}
	plain := strings.NewReplacer("\x1b[1;31m", "", "\x1b[1;33m", "", "\x1b[1;32m", "", "\x1b[2m", "", "\x1b[1m", "", "\x1b[36m", "", "\x1b[0m", "").Replace(colored.String())
	if plain != buf.String() {
		t.Error("colour changes more than colour")
	}
}

// The result has its keys in the order of the contract, and the same bytes every time.
func TestJSONKeysInOrder(t *testing.T) {
	data, err := os.ReadFile("../../testdata/cases/lpr-receiving-2009.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var first, second bytes.Buffer
	if err := report.JSON(&first, result(t, string(data)), report.Options{}); err != nil {
		t.Fatal(err)
	}
	if err := report.JSON(&second, result(t, string(data)), report.Options{}); err != nil {
		t.Fatal(err)
	}
	if first.String() != second.String() {
		t.Error("two runs give different bytes")
	}
	var keys []string
	dec := jsontext.NewDecoder(&first)
	for {
		tok, err := dec.ReadToken()
		if err != nil {
			break
		}
		if dec.StackDepth() == 1 && tok.Kind() == '"' {
			if _, n := dec.StackIndex(1); n%2 == 1 {
				keys = append(keys, tok.String())
			}
		}
	}
	want := "schema case_id as_of pack disclaimer convictions grounds bars waivers paths deadlines plans missing warnings"
	if got := strings.Join(keys, " "); got != want {
		t.Errorf("the keys are %s", got)
	}
}
