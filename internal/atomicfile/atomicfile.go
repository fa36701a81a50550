// Package atomicfile writes files that hold a person's record: readable by their owner alone, and whole or not at all.
package atomicfile

import (
	"os"
	"path/filepath"
)

// Write puts data under a name with mode 0600. The data goes to a new file beside it first, so that a failed run leaves
// what was there before.
func Write(name string, data []byte) (err error) {
	f, err := os.CreateTemp(filepath.Dir(name), ".vacatur-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	if _, err = f.Write(data); err != nil {
		return err
	}
	if err = f.Sync(); err != nil {
		return err
	}
	if err = f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), name) // CreateTemp made it with mode 0600
}
