package screen

import (
	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/tri"
)

// word is the lanes that are answered at once.
type word struct {
	place int         // among the words of the block
	vals  []tri.Lanes // by gate
	marks []tri.Mask  // by gate: lanes in which it is open and something that is shown turns on it
	known []tri.Mask  // by fact and list: lanes in which it is known
	// leaves that read something known, as bits, and which leaves read what
	touched []uint64
	readers [][]uint64
	// what is known of a fact, by fact, and which facts anything is known of
	cells  [][]cell
	learnt []int32
	asked  []tri.Mask // by rank: lanes in which it is named as missing
	// lanes in use, those of them that hold a conviction, and those of cases that say which convictions there are
	filled, convictions, given tri.Mask
	cases                      tri.Groups // the lanes of each case
	// lanes of cases to be outlined, and the first of each
	wanted, firsts tri.Mask
	failing        tri.Mask // lanes in which a check does not pass
}

func (c *circuit) newWord(place int) *word {
	facts, lists := len(c.s.pack.Catalog.Facts), len(c.s.pack.Catalog.Lists)
	return &word{place: place, vals: make([]tri.Lanes, len(c.gates)), marks: make([]tri.Mask, len(c.gates)),
		known: make([]tri.Mask, facts+lists), cells: make([][]cell, facts), asked: make([]tri.Mask, len(c.unknowns)),
		touched: make([]uint64, (len(c.gates)+63)/64), readers: c.readers}
}

// cell is a known value of a fact, in the lanes in which it stands.
type cell struct {
	lanes      tri.Mask
	date       date.Date // of the value
	value      *fact.Value
	seat       *seat
	conviction int // -1: a value of the case
}

// learn notes a known value.
func (w *word) learn(f int, c cell) {
	if w.known[f] == 0 {
		w.learnt = append(w.learnt, int32(f))
		w.cells[f] = w.cells[f][:0]
	}
	w.know(f, c.lanes)
	w.cells[f] = append(w.cells[f], c)
}

// know notes that a fact or list is known in some lanes, and which leaves turn on it.
func (w *word) know(what int, lanes tri.Mask) {
	if w.known[what] == 0 {
		for i, leaves := range w.readers[what] {
			w.touched[i] |= leaves
		}
	}
	w.known[what] |= lanes
}

// read takes the answers of two lanes.
func (w *word) read(to []tri.Two, gates []int32, lane int) {
	for i, gate := range gates {
		to[i] = w.vals[gate].Two(lane)
	}
}
