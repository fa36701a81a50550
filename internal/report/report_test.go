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
