package interview

import (
	"fmt"
	"io"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"

	"example.com/vacatur/internal/fact"
)

// opened is the form of a question with many long choices, on a screen of 60 by 24.
func opened(t *testing.T, typ fact.Type) *formModel {
	t.Helper()
	h := NewHuh(nil, io.Discard, "en", false)
	q := Question{Text: "What kind of offense was it?", Type: typ, check: func(string) error { return nil }}
	for i := range 36 {
		q.Choices = append(q.Choices, Choice{fmt.Sprint(i), fmt.Sprintf("choice %d, %s", i, strings.Repeat("long ", 40))})
	}
	f := &formModel{title: q.Text, help: "the reason", keys: h.w.keys}
	if typ == fact.Choices {
		h.several(f, &q)
	} else {
		h.one(f, &q)
	}
	f.form = huh.NewForm(huh.NewGroup(f.field)).WithShowHelp(false).WithTheme(h.theme)
	f.form.Init()
	f.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	return f
}

func press(f *formModel, keys ...tea.KeyType) {
	for _, k := range keys {
		f.Update(tea.KeyMsg{Type: k})
	}
}

// Keys count only once the form hears: what was typed for the question before is not an answer to this one.
func TestEarlyKeysAreDropped(t *testing.T) {
	f := opened(t, fact.Choice)
	press(f, tea.KeyDown, tea.KeyEsc, tea.KeyCtrlR, tea.KeyEnter)
	if f.ended || f.answer() != "0" && f.answer() != "" {
		t.Fatalf("ended %t with %q", f.ended, f.answer())
	}
	f.Update(hearsNow{})
	press(f, tea.KeyEsc)
	if !f.ended || f.move != Back {
		t.Errorf("ended %t, move %d", f.ended, f.move)
	}
	f = opened(t, fact.Choice)
	press(f, tea.KeyCtrlC) // stopping is never too early
	if !f.interrupted {
		t.Error("not interrupted")
	}
}

// Wherever the cursor is in a long list, it is on the screen, and nothing is higher than the screen.
func TestLongListsScroll(t *testing.T) {
	for _, typ := range []fact.Type{fact.Choice, fact.Choices} {
		f := opened(t, typ)
		f.Update(hearsNow{})
		f.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("?")})
		for i := range 36 {
			view := f.View()
			if !strings.Contains(view, fmt.Sprintf("> choice %d,", i)) && !strings.Contains(view, fmt.Sprintf("> [ ] choice %d,", i)) {
				t.Fatalf("%s: the cursor at %d is not on the screen:\n%s", typ, i, view)
			}
			if n := strings.Count(view, "\n"); n > 24 {
				t.Fatalf("%s: %d lines", typ, n)
			}
			press(f, tea.KeyDown)
		}
	}
}
