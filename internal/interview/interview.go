// Package interview asks a person the facts of a case: first what every case has, then only what the rules still turn on.
// It owns the order of questions, going back, the review and what falls away when an answer changes. It never decides what
// the law is (package screen does), never reads or writes files (the caller saves), and asks through a Prompter, so that
// every way of asking puts the same questions in the same order.
//
// The rule for everyone inside: the case is the only memory of answers. "Not sure" is the value unknown, which is an answer;
// only what the case does not speak of is asked.
package interview

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/screen"
)

var (
	// ErrInterrupted says that the person broke off. What was answered is saved.
	ErrInterrupted = errors.New("interrupted")
	// ErrInputEnded says that the input ended before the interview did. What was answered is saved.
	ErrInputEnded = errors.New("the input ended before the interview did")
)

// Source returns a screener that holds the rules for convictions of some jurisdictions: the general ones where none is
// named. It is called once for each set of them.
type Source func(jurisdictions ...string) (*screen.Screener, error)

// Options say how an interview is held.
type Options struct {
	Source   Source
	Language string   // of the questions; "" for that of the case
	AsOf     date.Day // of a new case
	// Keep is called after each answer with the case so far and the pack by whose catalog it is to be written; may be nil.
	Keep func(*fact.Case, *rulepack.Pack) error
}

// Run holds the interview and screens what it learned. A start case may be nil; of a given one, which was read with the rules
// for its jurisdictions, only what is open is asked. The case is that of the result's pack. It is returned with an error as
// well, and holds what was answered until then.
func Run(ctx context.Context, p Prompter, start *fact.Case, opts Options) (*fact.Case, *screen.Result, error) {
	e, err := begin(start, opts)
	if err != nil {
		return start, nil, err
	}
	e.prompter = p
	if opts.Keep == nil {
		p.Say(e.words.notSaved)
	}
	if err := e.loop(ctx); err != nil {
		if errors.Is(err, ErrInterrupted) || errors.Is(err, ErrInputEnded) {
			if saveErr := e.save(); saveErr != nil {
				err = errors.Join(err, saveErr)
			}
		}
		return e.open(), nil, err
	}
	res := e.result()
	e.s.WhatIf(e.c, res)
	return e.c, res, nil
}

// engine is an interview under way.
type engine struct {
	prompter Prompter
	opts     Options
	words    *words
	c        *fact.Case
	s        *screen.Screener
	known    map[string]*screen.Screener // by jurisdictions
	closed   map[place]bool              // lists of which the last item is known, or known not to be known
	dropped  map[place]cut               // what a "no" to another item took away, in case it is taken back
	hushed   map[place]place             // questions that are not asked while another is answered "not sure"
	history  []place                     // questions in the order in which they were asked
	troubles []string                    // facts that cannot both be right, as last told
	rushed   bool                        // the person went to the review before the last question
	res      *screen.Result              // of c; nil when c changed
}

func begin(start *fact.Case, opts Options) (*engine, error) {
	e := &engine{opts: opts, known: map[string]*screen.Screener{}, closed: map[place]bool{}, dropped: map[place]cut{}, hushed: map[place]place{}}
	var err error
	if e.s, err = opts.Source(); err != nil {
		return nil, err
	}
	e.known[""] = e.s
	if start == nil {
		e.c = e.catalog().NewCase()
		e.c.AsOf = opts.AsOf
	} else if err := e.goOn(start); err != nil {
		return nil, err
	}
	if opts.Language != "" {
		e.c.Language = opts.Language
	}
	e.words = wordsOf(e.c.Language)
	e.adopt()
	return e, nil
}

// goOn takes up a start case, which was read with the rules for its own convictions.
func (e *engine) goOn(start *fact.Case) error {
	e.c = start.Clone()
	s, err := e.screener(e.c)
	if err != nil {
		return err
	}
	if e.s = s; !fits(e.c, e.catalog()) {
		return errors.New("the start case was read with other rules than those for its jurisdictions")
	}
	return nil
}

// loop asks until nothing is open, and then reviews until the person is content.
func (e *engine) loop(ctx context.Context) error {
	for {
		p, open := e.next()
		if open && !e.rushed {
			if err := e.ask(ctx, p); err != nil {
				return err
			}
			continue
		}
		done, err := e.review(ctx)
		if done || err != nil {
			return err
		}
	}
}

// ask asks one question, or those before it where the person goes back, until one of them is answered.
func (e *engine) ask(ctx context.Context, p place) error {
	at := len(e.history)
	for {
		a, err := e.put(ctx, p)
		if err != nil {
			return err
		}
		switch a.Move {
		case Back:
			before := at - 1
			for before >= 0 && !e.stated(e.history[before]) { // what fell away is passed over
				before--
			}
			if before < 0 {
				e.prompter.Say(e.words.first)
				continue
			}
			at, p = before, e.history[before]
		case ToReview:
			e.rushed = true
			return nil
		default:
			return e.answer(p, a.Text)
		}
	}
}

// put shows a question and holds what comes back against what it may be, whatever the prompter checked.
func (e *engine) put(ctx context.Context, p place) (Answer, error) {
	q := e.question(p)
	for {
		if ctx.Err() != nil {
			return Answer{}, ErrInterrupted
		}
		a, err := e.prompter.Ask(ctx, q)
		if err != nil || a.Move != Forward {
			return a, err
		}
		if err := q.Check(a.Text); err != nil {
			e.prompter.Say(err.Error())
			continue
		}
		return a, nil
	}
}

// answer takes an answer into the case, saves, and tells what cannot be right.
func (e *engine) answer(p place, text string) error {
	if err := e.take(p, text); err != nil {
		return err
	}
	if !slices.Contains(e.history, p) {
		e.history = append(e.history, p)
	}
	if err := e.save(); err != nil {
		return err
	}
	e.tell(p)
	return nil
}

func (e *engine) save() error {
	if e.opts.Keep == nil {
		return nil
	}
	if err := e.opts.Keep(e.open(), e.s.Pack()); err != nil {
		return fmt.Errorf("the answers could not be saved: %w", err)
	}
	return nil
}
