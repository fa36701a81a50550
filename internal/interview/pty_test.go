//go:build unix

package interview_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/creack/pty"

	"example.com/vacatur/internal/interview"
)

const childEnv = "VACATUR_TEST_INTERVIEW"

// TestMain makes this test program its own tiny interview, for the tests that drive one on a pseudo-terminal.
func TestMain(m *testing.M) {
	if dir := os.Getenv(childEnv); dir != "" {
		os.Exit(interviewOnTerminal(dir))
	}
	os.Exit(m.Run())
}

func interviewOnTerminal(dir string) int {
	p := &noted{Prompter: interview.NewHuh(os.Stdin, os.Stdout, "en", true)}
	saved := ""
	_, res, err := interview.Run(context.Background(), p, nil, keep(&saved))
	fmt.Printf("the end: %v %t\n", err, res != nil)
	for name, text := range map[string]string{"asked": strings.Join(p.asked, "\n"), "case": saved} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			return 1
		}
	}
	return 0
}

// terminal is a pseudo-terminal with an interview on it.
type terminal struct {
	t    *testing.T
	tty  *os.File
	dir  string
	done chan struct{}

	mu   sync.Mutex
	raw  []byte
	seen int // how much of the screen was waited for
}

func open(t *testing.T) *terminal {
	t.Helper()
	term := &terminal{t: t, dir: t.TempDir(), done: make(chan struct{})}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childEnv+"="+term.dir, "TERM=xterm-256color", "COLORTERM=")
	var err error
	if term.tty, err = pty.StartWithSize(cmd, &pty.Winsize{Rows: 50, Cols: 200}); err != nil {
		t.Skip("no pseudo-terminal here: ", err)
	}
	go func() {
		defer close(term.done)
		buf := make([]byte, 4096)
		for {
			n, err := term.tty.Read(buf)
			term.mu.Lock()
			term.raw = append(term.raw, buf[:n]...)
			term.mu.Unlock()
			if err != nil {
				return
			}
		}
	}()
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		_ = term.tty.Close()
	})
	return term
}

var escapes = regexp.MustCompile(`\x1b\[[0-9;?]*[a-zA-Z]|\x1b\][^\x07]*\x07|\r`)

func (term *terminal) screen() string {
	term.mu.Lock()
	defer term.mu.Unlock()
	return escapes.ReplaceAllString(string(term.raw), "")
}

// until waits for a text on the screen after what was waited for before; meanwhile it does something now and then.
func (term *terminal) until(text string, meanwhile func()) {
	term.t.Helper()
	for range 1200 {
		if s := term.screen(); len(s) >= term.seen {
			if i := strings.Index(s[term.seen:], text); i >= 0 {
				term.seen += i + len(text)
				return
			}
		}
		time.Sleep(25 * time.Millisecond)
		if meanwhile != nil {
			meanwhile()
		}
	}
	term.t.Fatalf("%q never came; the screen:\n%s", text, term.screen()[term.seen:])
}

func (term *terminal) send(keys string) {
	term.t.Helper()
	if _, err := term.tty.WriteString(keys); err != nil {
		term.t.Fatal(err)
	}
}

// hears waits until the form of a question is open and takes keys: its help comes on a question mark.
func (term *terminal) hears(question, help string) {
	term.t.Helper()
	term.until(question, nil)
	asked := false
	term.until(help, func() {
		if !asked { // the key may have come too early; a second one would take the help away again
			term.send("?")
			asked = true
			return
		}
		time.Sleep(100 * time.Millisecond)
		if !strings.Contains(term.screen()[term.seen:], help) {
			term.send("?")
		}
	})
}

func (term *terminal) file(name string) string {
	term.t.Helper()
	<-term.done
	data, err := os.ReadFile(filepath.Join(term.dir, name))
	if err != nil {
		term.t.Fatalf("%v; the screen:\n%s", err, term.screen())
	}
	return string(data)
}

const (
	down = "\x1b[B"
)

// On a terminal the same questions come in the same order as line by line; Enter pressed twice answers one question; back,
// the review and a change in it work with keys alone.
func TestOnATerminal(t *testing.T) {
	term := open(t)
	term.hears("When was the client born?", "The year is enough")
	term.send("19x4\r")
	term.until("is not a date", nil)
	term.send("\x7f\x7f\x7f984\r\r\r") // the second and the third Enter come before anyone can have read the next question
	term.until("✓ When was the client born? 1984", nil)
	term.hears("Was a parent or grandparent", "A citizen cannot be removed")
	term.send("PC 459\r") // text in a list, and Enter, answer nothing
	term.until("Typing does not answer here", nil)
	term.send("n\r")
	term.until("U.S. citizen, or did a parent naturalize before the client turned 18? No", nil)
	term.hears("immigration status today?", "newest card")
	term.send("\x02") // back
	term.hears("Was a parent or grandparent", "A citizen cannot be removed")
	term.send(down + "\r") // from "No" to "Not sure"
	term.until("turned 18? Not sure (before: No)", nil)
	term.hears("immigration status today?", "newest card")
	term.send(down + "\r") // from "Not sure", at the end, to the first
	term.until("today? Lawful permanent resident", nil)
	term.hears("want to reach?", "drawn for these goals")
	term.send("\r")
	term.until("choose one at least", nil)
	term.send(" " + down + down + " \r")
	term.until("reach? Not be removed; Naturalize", nil)
	term.hears("removal case stand?", "if no notice")
	term.send("\x12") // to the review
	term.until("Your answers", nil)
	term.until("empty for the result", nil)
	time.Sleep(300 * time.Millisecond)
	term.send("1\r")
	term.hears("When was the client born?", "The year is enough")
	term.send("\x7f5\r")
	term.until("✓ When was the client born? 1985", nil)
	term.until("empty for the result", nil)
	time.Sleep(300 * time.Millisecond)
	term.send("\r")
	term.until("the end: <nil> true", nil)

	asked := strings.Split(term.file("asked"), "\n")
	saved := ""
	p, out, _, _, err := plainly(t, "19x4\n1984\nno\n<\n\n1\n1 3\n>\n1\n1985\n\n", &saved)
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if !slices.Equal(asked, p.asked) {
		t.Errorf("on a terminal: %q\nline by line: %q", asked, p.asked)
	}
	if got, want := term.file("case"), saved; got != want {
		t.Errorf("on a terminal:\n%s\nline by line:\n%s", got, want)
	}
	if strings.Contains(string(term.raw), "\x1b]11;?") {
		t.Error("the terminal was asked for its background colour")
	}
}

func TestInterruptedOnATerminal(t *testing.T) {
	term := open(t)
	term.hears("When was the client born?", "The year is enough")
	term.send("1984\x03")
	term.until("the end: interrupted false", nil)
	if c := term.file("case"); strings.Contains(c, "1984") {
		t.Errorf("an answer counted although its form was not completed:\n%s", c)
	}
}
