package interview

import (
	"slices"

	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/screen"
)

// The tiers of questions, those that come first first.
const (
	ofCaseAndRecord = iota // of the whole case, and a ground that a conviction brings turns on it
	ofConviction           // of a conviction: a ground, a bar or its main path
	ofBars                 // of the whole case, and a bar that a conviction brings
	ofOtherPaths           // of a conviction: all else
	ofPersonAlone          // of the whole case: what no conviction brings
)

// tier says when the question for a missing fact comes.
func (e *engine) tier(m *screen.Missing) int {
	res, items := e.result(), sub(e.c, e.convictions(), -1).Items
	count := func(vs []screen.Verdict) (tied, alone int) {
		for i := range vs {
			switch v := &vs[i]; {
			case v.Status == screen.NotTriggered || !slices.Contains(m.MattersFor, v.Rule.ID):
			case slices.ContainsFunc(v.Convictions(), func(i int) bool { return !phantom(&items[i]) }):
				tied++
			default:
				alone++
			}
		}
		return tied, alone
	}
	tied, alone := count(res.Grounds)
	bars, _ := count(res.Bars)
	if slices.ContainsFunc(m.MattersFor, func(id string) bool { return e.s.Pack().Rule(rulepack.Definition, id) != nil }) {
		tied++ // whether there is a conviction at all
	}
	if m.Conviction < 0 {
		switch {
		case alone > 0 && alone >= tied: // what is about the person may reach a ground of the record in passing
			return ofPersonAlone
		case tied > 0:
			return ofCaseAndRecord
		case bars > 0:
			return ofBars
		}
		return ofPersonAlone
	}
	if tied+bars > 0 || e.ofMain(m) {
		return ofConviction
	}
	return ofOtherPaths
}

// ofMain reports whether the main vehicle against a conviction turns on a missing fact of it.
func (e *engine) ofMain(m *screen.Missing) bool {
	return m.Conviction >= 0 && slices.ContainsFunc(e.result().Paths, func(p screen.Path) bool {
		return p.Conviction == m.Conviction && p.Rule.Path.Main && slices.Contains(m.MattersFor, p.Rule.ID)
	})
}

// idle reports whether a missing fact decides only on paths that would change nothing in immigration law. Nobody is asked
// for it.
func (e *engine) idle(m *screen.Missing) bool {
	return !slices.ContainsFunc(m.MattersFor, func(id string) bool {
		if e.s.Pack().Rule(rulepack.PathRule, id) == nil {
			return true
		}
		return slices.ContainsFunc(e.result().Paths, func(p screen.Path) bool {
			return p.Rule.ID == id && p.Effect() != "none" && (m.Conviction < 0 || p.Conviction < 0 || p.Conviction == m.Conviction)
		})
	})
}

// followsUnsure reports whether a missing fact only follows up on another of which the person is not sure: where the answer
// to that were no, or any other choice than one, nothing would turn on it. Who is not sure whether there was an appeal is not
// asked what it attacked; both stay unknown.
func (e *engine) followsUnsure(m *screen.Missing) bool {
	if m.Fact.From != nil && e.asked(m.Fact) != m.Fact { // the state is not known, so the circuit is not either
		return !e.absent(e.placesOf(e.asked(m.Fact), m.Conviction)[0])
	}
	if e.ofMain(m) { // what was said at the plea is asked for its own sake: evidence of one point may be there where that of another is not
		return false
	}
	at := e.placesOf(m.Fact, m.Conviction)[0]
	if p, known := e.hushed[at]; known && e.unsure(p) {
		return true
	}
	for i := range e.result().Missing {
		main := &e.result().Missing[i]
		if main.Fact == nil || main.Fact == m.Fact || main.Conviction >= 0 && main.Conviction != m.Conviction || main.Fact.List != nil && main.Fact.List != e.convictions() {
			continue
		}
		p := e.placesOf(main.Fact, main.Conviction)[0]
		if !e.unsure(p) || !within(m.MattersFor, main.MattersFor) || !e.related(m, main) {
			continue
		}
		if e.moot(m, main.Fact, p) {
			e.hushed[at] = p
			return true
		}
	}
	return false
}

// unsure reports whether the person said that they are not sure.
func (e *engine) unsure(p place) bool {
	f := e.fact(p)
	if f == nil {
		return false
	}
	v := valueAt(e.c, f, p)
	return v != nil && v.State == fact.Unknown
}

// within reports whether every id is among others.
func within(ids, others []string) bool {
	return !slices.ContainsFunc(ids, func(id string) bool { return !slices.Contains(others, id) })
}

// related reports whether one fact can follow up on another: both are about the whole case, or one element reads both. Two
// elements of a path stand each for itself.
func (e *engine) related(m, main *screen.Missing) bool {
	if m.Conviction < 0 && main.Conviction < 0 {
		return true
	}
	return slices.ContainsFunc(e.s.Pack().Rules, func(r *rulepack.Rule) bool {
		return slices.ContainsFunc(r.Elements, func(el rulepack.Element) bool {
			reads := func(f *fact.Fact) bool {
				return slices.ContainsFunc(el.Reads, func(r rulepack.Read) bool { return r.Fact == f })
			}
			return reads(m.Fact) && reads(main.Fact)
		})
	})
}

// moot reports whether nothing turns on a fact once another is no, none, or any of its choices but one.
func (e *engine) moot(m *screen.Missing, main *fact.Fact, p place) bool {
	var answers []string
	switch {
	case main.Type == fact.YesNo:
		answers = []string{"no"}
	case main.Type == fact.Date && main.MayBeNo:
		answers = []string{"none"}
	case main.Type == fact.Choice:
		for _, o := range main.Options {
			answers = append(answers, o.ID)
		}
	}
	turns := 0
	for _, a := range answers {
		v, err := main.Parse(a)
		if err != nil {
			return false
		}
		c := e.c.Clone()
		*valueAt(c, main, p) = v
		if slices.ContainsFunc(screened(e.s, c).Missing, func(o screen.Missing) bool { return o.Fact == m.Fact && o.Conviction == m.Conviction }) {
			turns++
		}
	}
	if main.Type == fact.Choice {
		return turns <= 1
	}
	return turns == 0 && len(answers) > 0
}
