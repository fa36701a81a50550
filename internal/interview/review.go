package interview

import (
	"context"
	"fmt"
	"slices"

	"example.com/vacatur/internal/fact"
)

// review shows every answer and changes one, until the person is content.
func (e *engine) review(ctx context.Context) (done bool, err error) {
	if ctx.Err() != nil {
		return false, ErrInterrupted
	}
	places := e.answered()
	items := make([]Item, len(places))
	for i, p := range places {
		q := e.question(p)
		items[i] = Item{Group: q.Group, Question: q.Text, Answer: q.Label(q.Current)}
		if q.Current == Unknown {
			items[i].Answer = e.words.notSure
		}
	}
	for _, s := range e.troubles {
		e.prompter.Say(e.words.trouble + s)
	}
	at, err := e.prompter.Review(ctx, items)
	switch {
	case err != nil:
		return false, err
	case at == Done:
		if _, open := e.next(); open {
			e.prompter.Say(e.words.early)
		}
		return true, nil
	case at == Continue:
		return false, e.resume(ctx)
	case at < 0 || at >= len(places):
		return false, fmt.Errorf("the review has no answer %d", at+1)
	}
	a, err := e.put(ctx, places[at])
	if err != nil || a.Move != Forward {
		return false, err
	}
	return false, e.answer(places[at], a.Text)
}

// resume leaves the review: for the open questions if there are any, or else for the last one answered.
func (e *engine) resume(ctx context.Context) error {
	e.rushed = false
	if _, open := e.next(); open {
		return nil
	}
	for _, p := range slices.Backward(e.history) {
		if e.stated(p) {
			return e.ask(ctx, p)
		}
	}
	return nil
}

// answered returns where the case holds answers, in the order of the case.
func (e *engine) answered() []place {
	var out []place
	for _, f := range e.catalog().Case {
		if p := ofCase(f); e.stated(p) {
			out = append(out, p)
		}
	}
	for _, l := range e.catalog().Top {
		if l != e.convictions() {
			out = e.answeredOf(out, l, -1)
		}
	}
	return e.answeredOf(out, e.convictions(), -1)
}

func (e *engine) answeredOf(out []place, l *fact.List, outer int) []place {
	items := sub(e.c, l, outer).Items
	for i := range items {
		if l != e.convictions() || i > 0 { // that there is one conviction was never asked
			out = append(out, e.more(l, outer, i))
		}
		if phantom(&items[i]) {
			continue
		}
		for _, f := range l.Facts {
			if p := e.within(f, outer, i); e.stated(p) {
				out = append(out, p)
			}
		}
		for _, child := range l.Children {
			out = e.answeredOf(out, child, i)
		}
	}
	if p := e.more(l, outer, len(items)); e.stated(p) {
		out = append(out, p)
	}
	return out
}

// tell says what an answer shows: a statute that the catalog does not hold, facts that cannot both be right.
func (e *engine) tell(p place) {
	if l := e.convictions(); p.name == "conviction.statute" && p.outer < len(sub(e.c, l, -1).Items) {
		if v := valueAt(e.c, e.fact(p), p); v != nil && v.Known() {
			if m := e.result().Convictions[p.outer].Match; len(m.Offenses) == 0 && m.Problem != "" {
				e.prompter.Say(e.words.catalog + m.Problem)
			}
		}
	}
	var troubles []string
	for _, f := range e.s.Checks(e.c) {
		text := f.Rule.Text
		if f.Item != nil && f.Item.Key != "" {
			text = f.Item.Key + ": " + text
		}
		if !slices.Contains(e.troubles, text) {
			e.prompter.Say(e.words.trouble + text)
		}
		troubles = append(troubles, text)
	}
	e.troubles = troubles
}
