package main

import (
	"bytes"
	"os"
	"regexp"
	"strings"
	"testing"
)

// The commands in the README and in the manual of the rules run, and print what the pages show. A line "..." stands for any
// number of lines.
func TestPagesShowWhatRuns(t *testing.T) {
	t.Chdir("../..")
	ran := 0
	for _, page := range []string{"README.md", "rules/README.md"} {
		data, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, block := range regexp.MustCompile("(?s)```console\n(.*?)```").FindAllStringSubmatch(string(data), -1) {
			for _, part := range regexp.MustCompile(`(?m)^\$ `).Split(block[1], -1)[1:] {
				command, want, _ := strings.Cut(part, "\n")
				ran++
				t.Run(command, func(t *testing.T) { showsWhatRuns(t, command, want) })
			}
		}
	}
	if ran == 0 {
		t.Fatal("the pages show no command")
	}
}

func showsWhatRuns(t *testing.T, command, want string) {
	args, ok := strings.CutPrefix(command, "vacatur ")
	if !ok {
		args, ok = strings.CutPrefix(command, "go run ./cmd/vacatur ")
	}
	if !ok {
		t.Skip("no command of the program")
	}
	var out, errs bytes.Buffer
	code := Main(words(args), Streams{In: strings.NewReader(""), Out: &out, Err: &errs}, noon)
	if code != 0 {
		t.Fatalf("exit code %d: %s", code, errs.String())
	}
	if !shows(strings.Split(strings.TrimRight(out.String(), "\n"), "\n"), strings.Split(strings.TrimSpace(want), "\n")) {
		t.Errorf("the page shows\n%s\nand the program prints\n%s", want, out.String())
	}
}

// shows reports whether the lines printed begin with those of the page, where "..." stands for any lines and an empty page
// shows nothing.
func shows(printed, page []string) bool {
	switch {
	case len(page) == 0 || len(page) == 1 && page[0] == "":
		return true
	case page[0] == "...":
		for i := range len(printed) + 1 {
			if shows(printed[i:], page[1:]) {
				return true
			}
		}
		return false
	}
	return len(printed) > 0 && printed[0] == page[0] && shows(printed[1:], page[1:])
}

// words splits a command as a shell does, with single and double quotes.
func words(s string) (out []string) {
	for _, m := range regexp.MustCompile(`'([^']*)'|"([^"]*)"|(\S+)`).FindAllStringSubmatch(s, -1) {
		out = append(out, m[1]+m[2]+m[3])
	}
	return out
}
