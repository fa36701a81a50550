package screen

import (
	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/tri"
)

// A circuit is the pack laid out flat: every condition that can be asked of a case, or of one of its convictions, once,
// with those it is made of before it. To answer cases is then one walk over an array, for many convictions side by side,
// and to find what keeps answers open is one walk back. What ranges over a list, or turns on a named value, stays a leaf
// that asks the condition itself. The circuit says the same as the conditions do, since three-valued `all` and `any` do not
// depend on order; a test compares.
type circuit struct {
	s     *Screener
	gates []gate // each after those that it needs
	// what walks look at of all gates, one beside the other
	hot  []hot
	kids []int32

	walk    []run       // the gates to be answered on the walk; tests and classifications are answered before
	blank   []tri.Lanes // what gates are where nothing is known
	initial []tri.Lanes // the same of leaves; others are not answered yet

	readers     [][]uint64 // by fact and list: the leaves to be answered on the walk that read it, as bits
	tested      [][]test   // by fact: the tests on it
	testedAgain [][]test   // by fact of the case: those that hold it against something of a conviction

	ruleGate    []int32          // by rule: its gate + 1; 0: it is asked by the conditions that range over its list
	kept        []int32          // the gates whose answers a Result keeps
	keptAt      []int32          // by gate: its place among these
	classGate   []int32          // by classification: its gate + 1; 0: nothing asks for it
	asked       []int            // the classifications that something asks for
	elements    [][]int32        // by rule of the case or of a conviction: the gates of its elements
	effects     [][]int32        // by path: the conditions of its effects
	behind      []behind         // by rule about the whole case
	clocks      []clock          // by rule
	looseChecks []*rulepack.Rule // checks of the items of other lists
	rank        []int32          // by fact, list and classification: its place among all, those first on which most rules turn
	unknowns    []Unknown        // by rank
	// ofConviction has the bits, by rank, of those that a conviction has.
	ofConviction []uint64
}

// hot is the part of a gate that every walk looks at.
type hot struct {
	from, to int32 // of its kids; of opTestAlone, the index of the fact and its rank
	op       op
	must     bool // of leaves: it may be another one than where nothing is known, whatever it reads
}

// run is gates beside each other that do the same with as many others, and of which none needs another.
type run struct {
	op       op
	kids     int
	at       int32 // where the kids of the first begin
	from, to int32
}

type op uint8

const (
	opYes op = iota
	opNo
	opAll
	opAny
	opNot
	opArguable
	opAnyConviction // of the case: whether a node of convictions holds for any of them
	opTest          // leaf: tests on a fact
	opAsk           // leaf: asked of the condition itself
	opClass         // leaf: a classification
	opCounted       // leaf: over the convictions; kids[0] is what an item must meet
	opListed        // leaf: over another list
	opRuleDynamic   // leaf: a rule of another scope
	opTestAlone     // opTest of a fact of the same scope that only that fact can leave open
)

// gate is a node in its final place.
type gate struct {
	op     op
	list   *fact.List
	ofCase bool      // of opTest: the fact is one of the case
	inConv bool      // of a conviction; otherwise of the case
	alone  bool      // of opTest: nothing but the fact can leave it open
	always bool      // of leaves: it looks at other convictions, or at the day, so that it is asked whatever is known of this one
	plain  bool      // of opCounted: nothing but how many there are matters
	none   tri.Value // of list leaves: where no item fits
	asks   []int32   // of leaves: what they ask for, by rank, where nothing that they read is known
	value  int       // of opAsk: the named value that it tests, counted from 1, where that is found once for all that ask
	class  int       // of opClass; of opRuleDynamic, the rule
	x      *cond.Expr
	kids   []int32
	needs  []int32 // gates of the rules that a leaf asks
	reads  []int   // what a leaf reads, as indexes of rank
}
