//go:build unix

package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/creack/pty"
)

// session is the program on a pseudo-terminal.
type session struct {
	t    *testing.T
	tty  *os.File
	cmd  *exec.Cmd
	mu   sync.Mutex
	text strings.Builder
	read int
}

// built returns the program, built for this test.
func built(t *testing.T) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "vacatur")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return program
}

func start(t *testing.T, program string, args ...string) *session {
	t.Helper()
	cmd := exec.Command(program, args...)
	cmd.Env = append(os.Environ(), "TERM=xterm", "NO_COLOR=1")
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 50, Cols: 200})
	if err != nil {
		t.Fatal(err)
	}
	s := &session{t: t, tty: tty, cmd: cmd}
	go func() {
		buf := make([]byte, 4096)
		for {
			n, err := tty.Read(buf)
			s.mu.Lock()
			s.text.Write(buf[:n])
			s.mu.Unlock()
			if err != nil {
				return
			}
		}
	}()
	t.Cleanup(func() { tty.Close(); cmd.Process.Kill() })
	return s
}

// expect waits until a text is on the screen, behind what was waited for before, and types keys a while after it: keys that
// come with the screen are dropped on purpose.
func (s *session) expect(text, keys string) {
	s.t.Helper()
	for range 200 {
		s.mu.Lock()
		all := s.text.String()
		s.mu.Unlock()
		if i := strings.Index(all[s.read:], text); i >= 0 {
			s.read += i + len(text)
			time.Sleep(250 * time.Millisecond)
			if _, err := s.tty.WriteString(keys); err != nil {
				s.t.Fatal(err)
			}
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	s.t.Fatalf("%q did not come; the screen ends in %q", text, last(s.text.String()[s.read:]))
}

func last(s string) string { return s[max(0, len(s)-600):] }

func (s *session) exit() int {
	s.t.Helper()
	err := s.cmd.Wait()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.ExitCode()
	}
	return 0
}

// From the first question to the report on a terminal: an answer is changed, everything is saved, and a second run goes on
// where the first one ended.
func TestScreenOnATerminal(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	program := built(t)
	file := filepath.Join(t.TempDir(), "case.yaml")
	const enter, esc, down, review = "\r", "\x1b", "\x1b[B", "\x12"

	s := start(t, program, "screen", "--save", file)
	s.expect("When was the client born?", "06/01/1984"+enter)
	s.expect("is not a date", "\x151984"+enter)
	s.expect("naturalize before", "n"+enter)
	s.expect("immigration status today?", esc)        // back
	s.expect("naturalize before", enter)              // the answer as it stands
	s.expect("immigration status today?", down+enter) // from "not sure", which is marked at first
	s.expect("want to reach?", review)
	s.expect("Number of an answer to change", "1"+enter)
	s.expect("When was the client born?", "\x151985"+enter)
	s.expect("Number of an answer to change", "\x03")
	if code := s.exit(); code != exitInterrupted {
		t.Errorf("exit code %d after Ctrl-C, want %d", code, exitInterrupted)
	}
	saved, err := os.ReadFile(file)
	if err != nil || !strings.Contains(string(saved), "date_of_birth: 1985") || !strings.Contains(string(saved), "citizenship_claim: no") {
		t.Fatalf("saved %q, %v", saved, err)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file is readable by others: %v, %v", info.Mode(), err)
	}

	// Resume: what was answered is not asked again; to the review, and on to the report.
	complete := filepath.Join(t.TempDir(), "complete.yaml")
	shipped, err := os.ReadFile("../../testdata/cases/lpr-receiving-2009.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(complete, shipped, 0o600); err != nil {
		t.Fatal(err)
	}
	r := start(t, program, "screen", "--resume", complete, "--save", file)
	r.expect("?", review)
	r.expect("Number of an answer to change", enter)
	r.expect("not legal advice", "")
	r.expect("[TRIGGERED] 101(a)(43)(G)", "")
	r.expect("AUTHORITIES CITED", "")
	if code := r.exit(); code != exitOK {
		t.Errorf("exit code %d, want 0", code)
	}
}

// A sealed interview stays sealed when it is gone on with, under the passphrase it has, until the user says otherwise.
func TestSealedOnATerminal(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	program, file := built(t), filepath.Join(t.TempDir(), "case.age")
	const enter, interrupt = "\r", "\x03"
	kept := func() string {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}

	leftSealed := func(p *session, what string) {
		t.Helper()
		if code := p.exit(); code != exitInterrupted || !strings.HasPrefix(kept(), "-----BEGIN AGE") {
			t.Fatalf("exit code %d, and the %s holds %q", code, what, kept())
		}
	}

	s := start(t, program, "screen", "--encrypt", "--save", file)
	s.expect("New passphrase", "short"+enter)
	s.expect("fewer than 8", "correct horse"+enter)
	s.expect("again", "correct house"+enter)
	s.expect("differ", "correct horse"+enter)
	s.expect("again", "correct horse"+enter)
	s.expect("When was the client born?", "1984"+enter)
	s.expect("naturalize before", interrupt)
	leftSealed(s, "file")

	r := start(t, program, "screen", "--resume", file, "--save", file)
	r.expect("Passphrase for", "wrong"+enter)
	r.expect("not the passphrase", "correct horse"+enter)
	r.expect("naturalize before", "\x1b[B"+enter)
	r.expect("immigration status today?", interrupt)
	leftSealed(r, "resumed file")

	w := start(t, program, "check", file)
	for _, prompt := range []string{"Passphrase for", "not the passphrase", "not the passphrase"} {
		w.expect(prompt, "wrong"+enter)
	}
	w.expect("sealed with", "")
	if code := w.exit(); code != exitInput {
		t.Errorf("exit code %d after three wrong passphrases, want %d", code, exitInput)
	}
	b := start(t, program, "check", file)
	b.expect("Passphrase for", interrupt)
	if code := b.exit(); code != exitInterrupted {
		t.Errorf("exit code %d after Ctrl-C at the passphrase, want %d", code, exitInterrupted)
	}

	p := start(t, program, "screen", "--resume", file, "--save", file, "--encrypt=false")
	p.expect("Passphrase for", "correct horse"+enter)
	p.expect("immigration status today?", enter)
	p.expect("?", interrupt)
	if p.exit(); !strings.Contains(kept(), "citizenship_claim: ") {
		t.Errorf("--encrypt=false kept %q", kept())
	}
}

// No command asks the terminal for its colours: one that does not answer would make it wait for seconds.
func TestSilentTerminal(t *testing.T) {
	program := built(t)
	s := start(t, program, "version")
	s.expect("rule pack", "")
	s.exit()
	if strings.Contains(s.text.String(), "\x1b]11;?") {
		t.Error("version asks the terminal for its colours, and would wait for the answer")
	}
}
