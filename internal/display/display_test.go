package display_test

import (
	"testing"

	"example.com/vacatur/internal/display"
)

func TestLines(t *testing.T) {
	if got := display.Lines("a\x1b[2J\tb\u202ec\nñ"); got != "a\ufffd[2J b\ufffdc\nñ" {
		t.Errorf("got %q", got)
	}
}

func TestLine(t *testing.T) {
	if got := display.Line("a\r\nb\nc\x07\u2028"); got != "a b c\ufffd\ufffd" {
		t.Errorf("got %q", got)
	}
}
