package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"

	"golang.org/x/term"

	"example.com/vacatur/internal/atomicfile"
	"example.com/vacatur/internal/seal"
)

// tries is how often a passphrase may be typed before the program gives up.
const tries = 3

// newPassphrase asks for a passphrase for a file, twice, and again where the two differ or are too short.
func (a *app) newPassphrase(file string) (string, error) {
	var why string
	for range tries {
		first, err := a.passphrase(why + "New passphrase for " + file)
		if err != nil {
			return "", err
		}
		if len(first) < 8 {
			why = "It has fewer than 8 characters. "
			continue
		}
		again, err := a.passphrase("The same passphrase again")
		if err != nil {
			return "", err
		}
		if first == again {
			return first, nil
		}
		why = "The two differ. "
	}
	return "", usage("no passphrase of 8 characters or more was typed twice alike; nothing was written")
}

// sealed keeps data in a file under a passphrase.
func sealed(file, pass string) func([]byte) error {
	return func(data []byte) error {
		data, err := seal.Seal(data, pass)
		if err != nil {
			return err
		}
		return atomicfile.Write(file, data)
	}
}

// unsealed opens a sealed file and returns its passphrase as well; any other file is returned as it is.
func (a *app) unsealed(file string, data []byte) (opened []byte, pass string, err error) {
	if !seal.Sealed(data) {
		return data, "", nil
	}
	why := ""
	for left := tries - 1; left >= 0; left-- {
		if pass, err = a.passphrase(why + "Passphrase for " + file); err != nil {
			return nil, "", err
		}
		if opened, err = seal.Open(data, pass); !errors.Is(err, seal.ErrWrongPassphrase) {
			break
		}
		why = "That is not the passphrase. "
	}
	if err != nil {
		return nil, "", coded{exitInput, fmt.Errorf("%s: %w", file, err)}
	}
	return opened, pass, nil
}

// passphrase reads one from the terminal and from nowhere else, so that it never stands in a script or a history.
func (a *app) passphrase(prompt string) (string, error) {
	f, ok := a.In.(*os.File)
	if !ok || !isTerminal(f) {
		return "", usage("a passphrase is read from a terminal alone, and standard input is none")
	}
	terminal := int(f.Fd())
	before, err := term.GetState(terminal)
	if err != nil {
		return "", err
	}
	interrupted := make(chan os.Signal, 1)
	signal.Notify(interrupted, os.Interrupt)
	defer signal.Stop(interrupted)
	type line struct {
		text []byte
		err  error
	}
	typed := make(chan line, 1)
	fmt.Fprint(a.Err, prompt+": ")
	defer fmt.Fprintln(a.Err)
	go func() { // a read from the terminal cannot be stopped; the program ends while it waits
		text, err := term.ReadPassword(terminal)
		typed <- line{text, err}
	}()
	select {
	case l := <-typed:
		return string(l.text), l.err
	case <-interrupted:
		return "", errors.Join(context.Canceled, term.Restore(terminal, before))
	}
}
