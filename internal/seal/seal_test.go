package seal_test

import (
	"errors"
	"testing"

	"example.com/vacatur/internal/seal"
)

func TestSealAndOpen(t *testing.T) {
	sealed, err := seal.Seal([]byte("schema: vacatur/case/v1\n"), "correct horse")
	if err != nil {
		t.Fatal(err)
	}
	if !seal.Sealed(sealed) || seal.Sealed([]byte("schema: x")) {
		t.Error("a sealed file was not known as one")
	}
	if data, err := seal.Open(sealed, "correct horse"); err != nil || string(data) != "schema: vacatur/case/v1\n" {
		t.Errorf("opened as %q, %v", data, err)
	}
	for _, pass := range []string{"wrong", ""} {
		if _, err := seal.Open(sealed, pass); !errors.Is(err, seal.ErrWrongPassphrase) {
			t.Errorf("passphrase %q: %v", pass, err)
		}
	}
	if _, err := seal.Open(sealed[:len(sealed)/2], "correct horse"); err == nil || errors.Is(err, seal.ErrWrongPassphrase) {
		t.Errorf("half a file: %v", err)
	}
	if _, err := seal.Seal(nil, ""); err == nil {
		t.Error("an empty passphrase was taken")
	}
}
