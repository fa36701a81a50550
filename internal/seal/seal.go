// Package seal encrypts case files with a passphrase, in the age format, so that other age tools open them as well. It never
// asks for the passphrase; the caller does, on the terminal.
package seal

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"

	"filippo.io/age"
	"filippo.io/age/armor"
)

// header begins every armored age file.
const header = "-----BEGIN AGE ENCRYPTED FILE-----"

// Sealed reports whether data is an armored age file.
func Sealed(data []byte) bool { return bytes.HasPrefix(bytes.TrimSpace(data), []byte(header)) }

// Seal encrypts data under a passphrase and returns it as armored text.
func Seal(data []byte, passphrase string) ([]byte, error) {
	recipient, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return nil, fmt.Errorf("the passphrase cannot be used: %w", err)
	}
	var buf bytes.Buffer
	text := armor.NewWriter(&buf)
	w, err := age.Encrypt(text, recipient)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	if err := text.Close(); err != nil {
		return nil, err
	}
	return append(buf.Bytes(), '\n'), nil
}

// ErrWrongPassphrase says that a sealed file is whole as far as can be seen, and that another passphrase opens it.
var ErrWrongPassphrase = errors.New("the passphrase is not the one that the file was sealed with")

// Open decrypts what Seal made. The error is ErrWrongPassphrase where another passphrase may open it.
func Open(data []byte, passphrase string) ([]byte, error) {
	identity, err := age.NewScryptIdentity(passphrase)
	if err != nil { // an empty one
		return nil, ErrWrongPassphrase
	}
	r, err := age.Decrypt(armor.NewReader(bytes.NewReader(bytes.TrimSpace(data))), identity)
	var other *age.NoIdentityMatchError
	switch {
	case errors.As(err, &other) && !slices.Contains(other.StanzaTypes, "scrypt"):
		return nil, errors.New("the file is sealed with a key and not with a passphrase; open it with age first")
	case errors.Is(err, age.ErrIncorrectIdentity):
		return nil, ErrWrongPassphrase
	case err == nil:
		data, err = io.ReadAll(r)
	}
	if err != nil {
		return nil, fmt.Errorf("the sealed file is damaged or was cut short, and cannot be opened: %w", err)
	}
	return data, nil
}
