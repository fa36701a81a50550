package interview

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"example.com/vacatur/internal/display"
	"example.com/vacatur/internal/fact"
)

// Plain asks line by line, for screen readers and for input that is no terminal.
type Plain struct {
	w     *words
	out   io.Writer
	lines chan line
	want  chan struct{}
	begun bool
	group string
}

type line struct {
	text string
	err  error
}

// maxLine bounds one line of input; an answer is far shorter.
const maxLine = 64 << 10

// NewPlain returns a Plain that reads lines from in and writes to out, in a language.
func NewPlain(in io.Reader, out io.Writer, lang string) *Plain {
	p := &Plain{w: wordsOf(lang), out: out, lines: make(chan line, 1), want: make(chan struct{})}
	// A read from a terminal cannot be broken off; so that the interview can be, one goroutine reads, a line when asked.
	go func() {
		sc := bufio.NewScanner(in)
		sc.Buffer(nil, maxLine)
		for range p.want {
			if sc.Scan() {
				p.lines <- line{text: strings.TrimSpace(sc.Text())}
				continue
			}
			err := ErrInputEnded
			if sc.Err() != nil {
				err = fmt.Errorf("the input could not be read: %w", sc.Err())
			}
			p.lines <- line{err: err}
		}
	}()
	return p
}

func (p *Plain) read(ctx context.Context) (string, error) {
	select {
	case p.want <- struct{}{}:
	case <-ctx.Done():
		return "", ErrInterrupted
	}
	select {
	case l := <-p.lines:
		return l.text, l.err
	case <-ctx.Done():
		return "", ErrInterrupted
	}
}

// Say writes a line.
func (p *Plain) Say(text string) { fmt.Fprintln(p.out, display.Lines(text)) }

// Ask writes the question with its choices numbered, and reads lines until one is an answer.
func (p *Plain) Ask(ctx context.Context, q Question) (Answer, error) {
	if !p.begun {
		p.begun = true
		p.Say(p.w.plainKeys)
	}
	if q.Group != p.group {
		p.group = q.Group
		p.Say("\n== " + q.Group + " ==")
	}
	p.Say("\n" + q.Text)
	for i, c := range q.Choices {
		p.Say(fmt.Sprintf("  %d) %s", i+1, c.Label))
	}
	if hint := p.w.hint(&q); hint != "" {
		p.Say("  " + hint)
	}
	if q.Current != "" {
		p.Say("  " + fmt.Sprintf(p.w.asNow, q.Label(q.Current)))
	}
	for {
		fmt.Fprint(p.out, "> ")
		text, err := p.read(ctx)
		if err != nil {
			fmt.Fprintln(p.out)
			return Answer{}, err
		}
		switch {
		case text == "?" && q.Help != "":
			p.Say(q.Help)
			continue
		case text == "?":
			p.Say(p.w.noHelp)
			continue
		case text == "<":
			return Answer{Move: Back}, nil
		case text == ">":
			return Answer{Move: ToReview}, nil
		case text == "", p.w.isUnsure(text):
			text = Unknown
		case text == "=" && q.Current != "":
			text = q.Current
		default:
			if text, err = p.chosen(&q, text); err != nil {
				p.Say(err.Error())
				continue
			}
		}
		if err := q.Check(text); err != nil {
			p.Say(err.Error())
			continue
		}
		return Answer{Text: text}, nil
	}
}

// chosen turns numbers and labels into the ids of choices. Other text is left as it is.
func (p *Plain) chosen(q *Question, text string) (string, error) {
	if len(q.Choices) == 0 {
		return text, nil
	}
	if id, found := p.w.letter(q, strings.ToLower(text)); found {
		p.Say("  = " + q.Label(id))
		return id, nil
	}
	for _, c := range q.Choices {
		if strings.EqualFold(text, c.Label) || text == c.ID && !isNumber(text) {
			return c.ID, nil
		}
	}
	if q.Type != fact.Choices {
		if !isNumber(text) {
			return text, nil
		}
		return p.numbered(q, text)
	}
	var ids []string
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' || r == ';' }) {
		id := part
		if isNumber(part) {
			var err error
			if id, err = p.numbered(q, part); err != nil {
				return "", err
			}
		}
		ids = append(ids, id)
	}
	for _, id := range ids {
		if id == Unknown && len(ids) > 1 {
			return "", errors.New(p.w.alone)
		}
	}
	return strings.Join(ids, " "), nil
}

func (p *Plain) numbered(q *Question, text string) (string, error) {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > len(q.Choices) {
		return "", fmt.Errorf(p.w.noSuchChoice, text, len(q.Choices))
	}
	return q.Choices[n-1].ID, nil
}

func isNumber(s string) bool { return strings.Trim(s, "0123456789") == "" }

// Review writes all answers with their numbers and reads which to change.
func (p *Plain) Review(ctx context.Context, items []Item) (int, error) {
	p.group = ""
	p.Say(listed(p.w, items))
	for {
		fmt.Fprint(p.out, display.Lines(p.w.reviewAsk)+" ")
		text, err := p.read(ctx)
		if err != nil {
			fmt.Fprintln(p.out)
			return 0, err
		}
		if text == "<" {
			return Continue, nil
		}
		at, err := chosenItem(p.w, items, text)
		if err == nil {
			return at, nil
		}
		p.Say(err.Error())
	}
}

// listed is the text of the review.
func listed(w *words, items []Item) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\n%s\n", w.reviewTitle)
	group := ""
	for i, it := range items {
		if it.Group != group {
			group = it.Group
			fmt.Fprintf(&b, "\n%s\n", oneLine(group))
		}
		fmt.Fprintf(&b, "%3d. %s %s\n", i+1, oneLine(it.Question), oneLine(it.Answer))
	}
	return b.String()
}

func oneLine(s string) string { return strings.ReplaceAll(s, "\n", " ") }

func chosenItem(w *words, items []Item, text string) (int, error) {
	if text == "" {
		return Done, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > len(items) {
		return 0, fmt.Errorf(w.noSuchNumber, text, len(items))
	}
	return n - 1, nil
}
