// Package seal encrypts case files with a passphrase, in the age format, so that other age tools open them as well. It never
// asks for the passphrase; the caller does, on the terminal.
package seal

import (
	"bytes"
	"fmt"
	"io"
	"strings"

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

// Open decrypts what Seal made. The error says if the passphrase is wrong.
func Open(data []byte, passphrase string) ([]byte, error) {
	identity, err := age.NewScryptIdentity(passphrase)
	if err != nil {
		return nil, fmt.Errorf("the passphrase cannot be used: %w", err)
	}
	r, err := age.Decrypt(armor.NewReader(strings.NewReader(strings.TrimSpace(string(data)))), identity)
	if err != nil {
		return nil, fmt.Errorf("the file cannot be opened with this passphrase: %w", err)
	}
	return io.ReadAll(r)
}
