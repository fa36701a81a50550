package interview

import (
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"
	"github.com/charmbracelet/x/ansi"

	"example.com/vacatur/internal/display"
)

// deaf is how long a form hears no keys after it opens. Enter pressed twice, or a paste with line ends in it, must not
// answer a question that nobody has read.
const deaf = 80 * time.Millisecond

// formModel is one form on the screen, with the keys that a form of huh does not know.
type formModel struct {
	form      *huh.Form
	field     huh.Field
	filtering func() bool
	jump      func(letter string) bool // of a list: goes to the choice of a letter, if it has one
	answer    func() string
	shown     func() string // the answer as it reads afterwards
	title     string
	hint      string
	help      string
	keys      string
	again     string // ends the line of an answer that was changed
	noTyping  string // of a list: what typing in it says

	width       int // of the screen; 0: not known
	hears       bool
	helping     bool
	tried       bool // Enter was pressed
	typed       bool // text was typed where there is a list: Enter waits for a choice
	ended       bool
	interrupted bool
	move        Move
}

type hearsNow struct{}

// Init opens the form.
func (f *formModel) Init() tea.Cmd {
	return tea.Batch(f.form.Init(), tea.Tick(deaf, func(time.Time) tea.Msg { return hearsNow{} }))
}

// Update takes the keys that leave the question or explain it, and gives all else to the form.
func (f *formModel) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case hearsNow:
		f.hears = true
		return f, nil
	case tea.WindowSizeMsg:
		return f, f.pass(f.room(msg))
	case tea.KeyMsg:
		if msg.Type == tea.KeyCtrlC {
			f.interrupted = true
			return f, tea.Quit
		}
		if !f.hears || f.ended {
			return f, nil
		}
		filtering := f.filtering != nil && f.filtering()
		switch s := msg.String(); {
		case s == "ctrl+b", s == "esc" && !filtering:
			return f, f.leave(Back)
		case s == "ctrl+r":
			return f, f.leave(ToReview)
		case s == "?" && !filtering && f.help != "":
			f.helping = !f.helping
			return f, nil
		case f.noTyping != "" && !filtering && f.takesTyping(msg):
			return f, nil
		case s == "enter":
			f.tried = true
		}
	}
	return f, f.pass(msg)
}

// takesTyping keeps text from a list. What was typed there was meant for another question, or for a choice by its letter:
// Enter after it must not take the choice that happens to be marked.
func (f *formModel) takesTyping(msg tea.KeyMsg) bool {
	s := msg.String()
	switch {
	case s == "/" || s == " " && f.jump == nil: // search, and marks in a list of several
		return false
	case msg.Type == tea.KeyRunes || msg.Type == tea.KeySpace:
		f.typed = f.jump == nil || msg.Paste || !f.jump(strings.ToLower(s))
		return true
	case s == "enter":
		return f.typed
	}
	f.typed = false
	return false
}

func (f *formModel) leave(m Move) tea.Cmd {
	f.move, f.ended = m, true
	return tea.Quit
}

func (f *formModel) pass(msg tea.Msg) tea.Cmd {
	_, cmd := f.form.Update(msg)
	if f.form.State == huh.StateCompleted && !f.ended {
		return f.leave(Forward)
	}
	return cmd
}

// room leaves the form the lines that the hints around it do not need. Some terminals do not know their size.
func (f *formModel) room(size tea.WindowSizeMsg) tea.WindowSizeMsg {
	if size.Width <= 0 || size.Height <= 0 {
		size.Width, size.Height = 80, 24
	}
	f.width = size.Width
	size.Height = max(size.Height-6, 6)
	return size
}

// View draws the question; once it is answered, one line that says so.
func (f *formModel) View() string {
	if f.interrupted || f.ended && f.move != Forward {
		return ""
	}
	if f.ended {
		return f.wrapped("✓ "+f.title+" "+display.Lines(f.shown())+f.again) + "\n"
	}
	lines := []string{f.form.View()}
	if f.hint != "" {
		lines = append(lines, f.wrapped(f.hint))
	}
	if f.typed {
		lines = append(lines, f.wrapped(f.noTyping))
	}
	if f.helping {
		lines = append(lines, f.wrapped(f.help))
	}
	return strings.Join(append(lines, f.wrapped(f.keys)), "\n") + "\n"
}

// wrapped breaks text at the width of the screen, which would cut it off.
func (f *formModel) wrapped(s string) string {
	if f.width <= 0 {
		return s
	}
	return ansi.Wordwrap(s, f.width-1, "")
}
