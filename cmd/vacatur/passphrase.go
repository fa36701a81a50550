package main

import (
	"fmt"
	"os"

	"golang.org/x/term"

	"example.com/vacatur/internal/atomicfile"
	"example.com/vacatur/internal/seal"
)

// sealing asks for a new passphrase, twice, and returns how a file is kept under it.
func (a *app) sealing(file string) (func([]byte) error, error) {
	first, err := a.passphrase("Passphrase for " + file)
	if err != nil {
		return nil, err
	}
	again, err := a.passphrase("The same passphrase again")
	switch {
	case err != nil:
		return nil, err
	case first != again:
		return nil, usage("the two passphrases differ")
	case len(first) < 8:
		return nil, usage("the passphrase has fewer than 8 characters")
	}
	return func(data []byte) error {
		sealed, err := seal.Seal(data, first)
		if err != nil {
			return err
		}
		return atomicfile.Write(file, sealed)
	}, nil
}

// unsealed opens a sealed file; any other is returned as it is.
func (a *app) unsealed(data []byte) ([]byte, error) {
	if !seal.Sealed(data) {
		return data, nil
	}
	pass, err := a.passphrase("Passphrase")
	if err != nil {
		return nil, err
	}
	opened, err := seal.Open(data, pass)
	if err != nil {
		return nil, coded{exitInput, err}
	}
	return opened, nil
}

// passphrase reads one from the terminal and from nowhere else, so that it never stands in a script or a history.
func (a *app) passphrase(prompt string) (string, error) {
	f, ok := a.In.(*os.File)
	if !ok || !isTerminal(f) {
		return "", usage("a passphrase is read from a terminal alone, and standard input is none")
	}
	fmt.Fprint(a.Err, prompt+": ")
	data, err := term.ReadPassword(int(f.Fd()))
	fmt.Fprintln(a.Err)
	return string(data), err
}
