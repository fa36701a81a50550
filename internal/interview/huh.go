package interview

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"

	"example.com/vacatur/internal/display"
	"example.com/vacatur/internal/fact"
	_ "example.com/vacatur/internal/quietterm" // before bubbletea asks the terminal for its colours
)

// Huh asks on a terminal, one form a question. What was answered stays on the screen above the question.
type Huh struct {
	w     *words
	in    io.Reader
	out   io.Writer
	theme *huh.Theme
	group string
}

// NewHuh returns a Huh that asks on the terminal of in and out, in a language, with or without colour.
func NewHuh(in io.Reader, out io.Writer, lang string, color bool) *Huh {
	h := &Huh{w: wordsOf(lang), in: in, out: out, theme: huh.ThemeBase()}
	if color {
		h.theme = huh.ThemeCharm()
	}
	return h
}

// Say writes a line.
func (h *Huh) Say(text string) { fmt.Fprintln(h.out, display.Lines(text)) }

// Ask runs the form of a question.
func (h *Huh) Ask(ctx context.Context, q Question) (Answer, error) {
	if q.Group != h.group {
		h.group = q.Group
		h.Say("\n" + q.Group)
	}
	f := &formModel{title: display.Lines(q.Text), hint: display.Lines(h.w.hint(&q)), help: display.Lines(q.Help), keys: h.w.keys}
	if f.help == "" {
		f.help = h.w.noHelp
	}
	if len(q.Choices) > 0 {
		f.noTyping = h.w.noTyping
	}
	switch {
	case q.Type == fact.Choices:
		f.keys = h.w.keysMany
		h.several(f, &q)
	case len(q.Choices) > 0:
		h.one(f, &q)
	default:
		h.text(f, &q)
	}
	if q.Current != "" {
		was := q.Label(q.Current)
		if q.Current == Unknown {
			was = h.w.notSure
		}
		f.again = " " + display.Lines(fmt.Sprintf(h.w.before, was))
	}
	if err := h.run(ctx, f); err != nil {
		return Answer{}, err
	}
	return Answer{Move: f.move, Text: f.answer()}, nil
}

// options are the choices, each on one line: a list of wrapped ones does not scroll to where the cursor is.
func (h *Huh) options(q *Question) []huh.Option[string] {
	out := make([]huh.Option[string], len(q.Choices))
	for i, c := range q.Choices {
		out[i] = huh.NewOption(ansi.Truncate(display.Lines(c.Label), max(h.width()-12, 12), "…"), c.ID)
	}
	return out
}

// width is that of the terminal.
func (h *Huh) width() int {
	if tty, ok := h.out.(term.File); ok {
		if w, _, err := term.GetSize(tty.Fd()); err == nil && w > 0 {
			return w
		}
	}
	return 80
}

// one asks for one choice. Until the person has chosen, "not sure" is marked: a stray Enter must not answer yes.
func (h *Huh) one(f *formModel, q *Question) {
	value := cmp.Or(q.Current, Unknown)
	s := huh.NewSelect[string]().Title(f.title).Options(h.options(q)...).Value(&value).Validate(q.Check)
	f.field, f.filtering = s, s.GetFiltering
	f.jump = func(letter string) bool {
		id, found := h.w.letter(q, letter)
		if found {
			value = id
			s.Value(&value)
		}
		return found
	}
	f.answer = func() string { return value }
	f.shown = func() string { return q.Label(value) }
}

func (h *Huh) several(f *formModel, q *Question) {
	value := strings.Fields(q.Current)
	s := huh.NewMultiSelect[string]().Title(f.title).Options(h.options(q)...).Value(&value).Validate(func(ids []string) error {
		switch {
		case !f.tried: // huh holds the empty answer against us before anyone has answered
			return nil
		case len(ids) == 0:
			return errors.New(h.w.choose)
		case len(ids) > 1 && slices.Contains(ids, Unknown):
			return errors.New(h.w.alone)
		}
		return q.Check(strings.Join(ids, " "))
	})
	f.field, f.filtering = s, s.GetFiltering
	f.answer = func() string { return strings.Join(value, " ") }
	f.shown = func() string { return q.Label(f.answer()) }
}

func (h *Huh) text(f *formModel, q *Question) {
	value := display.Lines(q.Current)
	if value == Unknown {
		value = ""
	}
	f.answer = func() string {
		if s := strings.TrimSpace(value); s != "" && !h.w.isUnsure(s) {
			return s
		}
		return Unknown
	}
	f.field = huh.NewInput().Title(f.title).Value(&value).Validate(func(s string) error {
		if strings.TrimSpace(s) == "" || h.w.isUnsure(s) {
			return nil
		}
		return q.Check(s)
	})
	f.shown = func() string {
		if a := f.answer(); a != Unknown {
			return a
		}
		return h.w.notSure
	}
}

// Review shows all answers and asks for the number of one.
func (h *Huh) Review(ctx context.Context, items []Item) (int, error) {
	h.group = ""
	h.Say(ansi.Wordwrap(listed(h.w, items), h.width()-1, ""))
	value := ""
	f := &formModel{title: h.w.reviewAsk, keys: h.w.keysReview}
	f.field = huh.NewInput().Title(f.title).Value(&value).Validate(func(s string) error {
		_, err := chosenItem(h.w, items, strings.TrimSpace(s))
		return err
	})
	f.shown = func() string { return value }
	if err := h.run(ctx, f); err != nil {
		return 0, err
	}
	if f.move == Back {
		return Continue, nil
	}
	if f.move == ToReview {
		return h.Review(ctx, items)
	}
	return chosenItem(h.w, items, strings.TrimSpace(value))
}

// run shows a form until it is completed or left.
func (h *Huh) run(ctx context.Context, f *formModel) error {
	keys := huh.NewDefaultKeyMap()
	keys.Quit.SetEnabled(false) // the keys that leave a question are ours
	f.form = huh.NewForm(huh.NewGroup(f.field)).WithShowHelp(false).WithTheme(h.theme).WithKeyMap(keys)
	_, err := tea.NewProgram(f, tea.WithInput(h.in), tea.WithOutput(h.out), tea.WithContext(ctx), tea.WithoutSignalHandler()).Run()
	switch {
	case f.interrupted, ctx.Err() != nil, errors.Is(err, tea.ErrInterrupted):
		return ErrInterrupted
	case err != nil:
		return fmt.Errorf("the terminal could not be used for questions: %w; --accessible asks line by line", err)
	case !f.ended:
		return ErrInputEnded // an answer counts only when its form is completed
	}
	return nil
}
