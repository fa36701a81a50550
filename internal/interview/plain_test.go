package interview_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/interview"
	"example.com/vacatur/internal/screen"
)

// noted is a Prompter that notes what it was asked.
type noted struct {
	interview.Prompter
	asked []string
}

func (n *noted) Ask(ctx context.Context, q interview.Question) (interview.Answer, error) {
	n.asked = append(n.asked, q.ID)
	return n.Prompter.Ask(ctx, q)
}

// plainly holds an interview line by line.
func plainly(t *testing.T, input string, saved *string) (*noted, string, *fact.Case, *screen.Result, error) {
	t.Helper()
	var out bytes.Buffer
	p := &noted{Prompter: interview.NewPlain(strings.NewReader(input), &out, "en")}
	if saved == nil {
		saved = new(string)
	}
	c, res, err := interview.Run(t.Context(), p, nil, keep(saved))
	return p, out.String(), c, res, err
}

// The plain prompter asks what any other asks, in the same order, and an empty line is "not sure".
func TestPlainAsksTheSame(t *testing.T) {
	person := by(burglary)
	var lines []string
	s := &script{answer: func(q interview.Question) string {
		a := person(q)
		if a == interview.Unknown {
			lines = append(lines, "")
		} else {
			lines = append(lines, a)
		}
		return a
	}}
	want, wantRes := hold(t, s, nil)
	p, out, c, res, err := plainly(t, strings.Join(lines, "\n")+"\n\n", nil)
	if err != nil || res == nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if !slices.Equal(p.asked, s.asked) {
		t.Errorf("asked %q\nwant %q", p.asked, s.asked)
	}
	if got, want := text(c, res.Pack), text(want, wantRes.Pack); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestPlainTalk(t *testing.T) {
	input := strings.Join([]string{
		"?", "06/01/1984", "1984-06-01", // help, a mistake, an answer
		"yes", "<", "=", // back and forth, keeping what stands
		"99", "Lawful permanent resident (green card)", // no such number, a label
		"1, 14", "1 3", // goals
		">", "77", "1", "1985", "", // to the review, a change, the result
	}, "\n") + "\n"
	p, out, c, res, err := plainly(t, input, nil)
	if err != nil || res == nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, want := range []string{
		"The year is enough if the day is not known.", "(1984-06-01 if the month comes first)", `"99" is not one of the choices; write a number from 1 to 15`,
		"Now: 1984-06-01", `"77" is no number of an answer`, "12) Not sure", "  1. When was the client born? 1985", "Not be removed; Naturalize", `"14" is not one of the choices`,
	} {
		if !strings.Contains(out, want) {
			t.Errorf("the talk lacks %q", want)
		}
	}
	if t.Failed() {
		t.Log(out)
	}
	if got := value(t, c, "person.date_of_birth", 0).String(); got != "1985" {
		t.Errorf("born %s", got)
	}
	want := []string{"person.date_of_birth", "person.citizenship_claim", "person.status", "person.citizenship_claim"}
	if !slices.Equal(p.asked[:4], want) {
		t.Errorf("asked %q", p.asked)
	}
	if v := value(t, c, "person.citizenship_claim", 0); v.String() != "yes" {
		t.Errorf("the claim is %s", v)
	}
}

// Input that ends early loses nothing that was answered.
func TestPlainInputEnds(t *testing.T) {
	for _, input := range []string{"1984\nno\n", "1984\nno"} {
		saved := ""
		_, _, c, res, err := plainly(t, input, &saved)
		if !errors.Is(err, interview.ErrInputEnded) || res != nil {
			t.Fatalf("%q: %v", input, err)
		}
		for _, c := range []*fact.Case{c, read(t, saved)} {
			if got := value(t, c, "person.citizenship_claim", 0).String(); got != "no" {
				t.Errorf("%q: the claim is %s", input, got)
			}
		}
	}
}

func TestPlainIsBrokenOff(t *testing.T) {
	r, _ := io.Pipe() // says nothing
	ctx, cancel := context.WithCancel(t.Context())
	p := interview.NewPlain(r, writerFunc(func(b []byte) (int, error) {
		if bytes.Contains(b, []byte("> ")) {
			cancel()
		}
		return len(b), nil
	}), "en")
	if _, _, err := interview.Run(ctx, p, nil, interview.Options{Source: shipped}); !errors.Is(err, interview.ErrInterrupted) {
		t.Errorf("got %v", err)
	}
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(b []byte) (int, error) { return f(b) }

// What a case or an answer says never steers the terminal.
func TestPlainShowsNoControls(t *testing.T) {
	table := with(burglary, "conviction.statute 0", "PC 459 \x1b]0;x\x07\u202e")
	s := &script{answer: by(table)}
	c, _ := hold(t, s, nil)
	var out bytes.Buffer
	p := interview.NewPlain(strings.NewReader("\n"), &out, "en")
	if _, _, err := interview.Run(t.Context(), p, c, interview.Options{Source: shipped}); err != nil && !errors.Is(err, interview.ErrInputEnded) {
		t.Fatal(err)
	}
	if strings.ContainsAny(out.String(), "\x1b\x07\u202e") {
		t.Errorf("%q", out.String())
	}
}

func FuzzPlain(f *testing.F) {
	f.Add("1984\n2\n1\n\n1\nCA\nPC 459\n1\n2009\n<\n=\n>\n3\n\n\n")
	f.Add("?\n<\n>\n\xff\n")
	f.Fuzz(func(t *testing.T, input string) {
		saved := ""
		_, _, _, _, err := plainly(t, input, &saved)
		if err != nil && !errors.Is(err, interview.ErrInputEnded) && !strings.Contains(err.Error(), "could not be read") {
			t.Fatal(err)
		}
		if saved != "" {
			read(t, saved)
		}
	})
}
