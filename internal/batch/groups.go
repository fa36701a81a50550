package batch

import (
	"bytes"
	"fmt"
	"hash/maphash"
	"math/bits"
)

// groups divides a comma-separated text into records: rows that stand together with the same text in one column. A row
// without it is a record of its own.
type groups struct {
	w    *window
	key  int // column, or -1
	what string
	seen idSet
	id   []byte
}

func newGroups(w *window, key int, what string) *groups {
	return &groups{w: w, key: key, what: what, seen: newIDSet()}
}

// next finds the next record. Where a quote is never closed, only the line in which it opens is lost.
func (g *groups) next(r *record) error {
	for { // empty lines
		n := g.w.lineEnd(0)
		if n == 0 {
			return g.w.end()
		}
		if n < 0 || len(bytes.TrimSpace(g.w.rest()[:n])) > 0 {
			break
		}
		g.w.take(n)
	}
	*r = record{line: g.w.line}
	end, wrong := g.row(0)
	if end < 0 {
		g.refuseLong(r)
		return nil
	}
	r.bad = wrong
	first := g.keyOf(g.w.rest()[:end])
	if len(first) == 0 {
		g.finish(r, end)
		return nil
	}
	g.id = append(g.id[:0], first...)
	for {
		n, wrong := g.row(end)
		if n == end || n > end && !bytes.Equal(g.keyOf(g.w.rest()[end:n]), g.id) {
			break
		}
		if n < 0 {
			if !g.longRowOfSame(end) {
				break
			}
			g.dropSame(r, end)
			return nil
		}
		if r.bad == "" {
			r.bad = wrong
		}
		end = n
	}
	if !g.seen.add(g.id) && r.bad == "" {
		r.bad = fmt.Sprintf("%s %q stands a second time, further down; rows of one case must stand together: sort the rows by %s", g.what, g.id, g.what)
	}
	g.finish(r, end)
	return nil
}

func (g *groups) finish(r *record, end int) {
	r.text = g.w.rest()[:end]
	g.w.take(end)
	r.end = g.w.done
}

func (g *groups) keyOf(row []byte) []byte {
	if g.key < 0 {
		return nil
	}
	return bytes.TrimSpace(nthCell(row, g.key))
}

// row returns where the row that begins at from ends. It is from itself at the end of the input, and -1 where the record
// would be longer than is allowed. A row that cannot be read is the line that it begins in.
func (g *groups) row(from int) (end int, wrong string) {
	for {
		line := g.w.lineEnd(from)
		if line < 0 || line == from {
			return line, ""
		}
		n, open, wrong := rowEnd(g.w.rest()[from:])
		if !open {
			if g.w.rest()[from+n-1] == '\n' || g.w.eof || wrong != "" {
				return from + n, wrong
			}
		} else if g.w.eof || len(g.w.rest())-from > g.w.max {
			return line, "a quote opens a cell here and is never closed; write a quote inside a cell twice, within quotes"
		}
		g.w.more()
	}
}

// refuseLong passes over a row that is longer than is allowed.
func (g *groups) refuseLong(r *record) {
	r.text, r.cut = bytes.Clone(g.w.peek(shownOfLong)), true
	r.bad = fmt.Sprintf("the record is longer than %d bytes", g.w.max)
	g.w.skipLine()
	r.end = g.w.done
}

// longRowOfSame reports whether the row at from, with which the record would be too long, belongs to it.
func (g *groups) longRowOfSame(from int) bool {
	for len(g.w.rest()) < from+shownOfLong && g.w.more() {
	}
	return bytes.Equal(g.keyOf(g.w.rest()[from:]), g.id)
}

// dropSame refuses a record that is longer than is allowed, with all rows of the same key.
func (g *groups) dropSame(r *record, end int) {
	r.text, r.cut = bytes.Clone(g.w.peek(shownOfLong)), true
	r.bad = fmt.Sprintf("the rows of %s %q together are longer than %d bytes", g.what, g.id, g.w.max)
	g.w.take(end)
	for {
		n, _ := g.row(0)
		switch {
		case n < 0 && g.longRowOfSame(0):
			g.w.skipLine()
			continue
		case n > 0 && bytes.Equal(g.keyOf(g.w.rest()[:n]), g.id):
			g.w.take(n)
			continue
		}
		break
	}
	g.seen.add(g.id)
	r.end = g.w.done
}

// idSet remembers the keys met, as hashes in a table that stops growing at a bound: past maxIDs keys, only those are
// known. Two keys with the same hash of 64 bits are taken for one, which happens to one input in millions.
type idSet struct {
	seed  maphash.Seed
	table []uint64
	n     int
}

const (
	maxIDs   = 1 << 20
	maxTable = maxIDs / 4 * 5 // a fifth of a full table is free
)

func newIDSet() idSet { return idSet{seed: maphash.MakeSeed(), table: make([]uint64, 1<<10)} }

// add reports whether the key is new.
func (s *idSet) add(key []byte) bool {
	h := maphash.Bytes(s.seed, key) | 1
	i := s.find(h)
	if s.table[i] == h {
		return false
	}
	if s.n >= maxIDs {
		return true
	}
	if s.table[i], s.n = h, s.n+1; s.n*5 > len(s.table)*4 {
		s.grow()
	}
	return true
}

// grow makes room by half, not by twice: the table is the one thing in a batch that grows with the input.
func (s *idSet) grow() {
	old := s.table
	s.table = make([]uint64, min(len(old)/2*3, maxTable))
	for _, h := range old {
		if h != 0 {
			s.table[s.find(h)] = h
		}
	}
}

// find returns the place of a hash, or the free one for it. A hash stands as far into the table as it does among all numbers.
func (s *idSet) find(h uint64) int {
	at, _ := bits.Mul64(h, uint64(len(s.table)))
	i := int(at)
	for s.table[i] != 0 && s.table[i] != h {
		if i++; i == len(s.table) {
			i = 0
		}
	}
	return i
}
