package tri_test

import (
	"testing"

	"example.com/vacatur/internal/tri"
)

var all = []tri.Value{tri.Yes, tri.No, tri.Unknown, tri.Arguable, tri.Because(tri.Unknown, tri.Arguable)}

// refines reports whether b may follow from a by learning more.
func refines(a, b tri.Value) bool { return a == b || !a.Settled() }

func TestOrderDoesNotMatter(t *testing.T) {
	for _, a := range all {
		for _, b := range all {
			if tri.And(a, b) != tri.And(b, a) || tri.Or(a, b) != tri.Or(b, a) {
				t.Errorf("And or Or of %08b and %08b depends on order", a, b)
			}
			for _, c := range all {
				if tri.And(tri.And(a, b), c) != tri.And(a, tri.And(b, c)) {
					t.Errorf("And is not associative for %08b %08b %08b", a, b, c)
				}
				if tri.Or(tri.Or(a, b), c) != tri.Or(a, tri.Or(b, c)) {
					t.Errorf("Or is not associative for %08b %08b %08b", a, b, c)
				}
			}
		}
	}
}

func TestDeMorgan(t *testing.T) {
	for _, a := range all {
		for _, b := range all {
			if tri.Not(tri.And(a, b)) != tri.Or(tri.Not(a), tri.Not(b)) {
				t.Errorf("de Morgan fails for %08b %08b", a, b)
			}
		}
	}
}

// Replacing an unknown operand by any value never flips a settled answer.
func TestLearningNeverFlips(t *testing.T) {
	for _, a := range all {
		for _, b := range all {
			for _, learned := range all {
				if !refines(a, learned) {
					continue
				}
				for name, op := range map[string]func(x, y tri.Value) tri.Value{"and": tri.And, "or": tri.Or} {
					if before, after := op(a, b), op(learned, b); before.Settled() && before != after {
						t.Errorf("%s(%s,%s)=%s became %s", name, a, b, before, after)
					}
				}
				for _, c := range all {
					if before, after := tri.If(a, b, c), tri.If(learned, b, c); before.Settled() && before != after {
						t.Errorf("if(%s,%s,%s)=%s became %s", a, b, c, before, after)
					}
					if before, after := tri.If(c, a, b), tri.If(c, learned, b); before.Settled() && before != after {
						t.Errorf("if(%s,%s,%s)=%s became %s", c, a, b, before, after)
					}
				}
			}
		}
	}
}

func TestCauses(t *testing.T) {
	both := tri.And(tri.Unknown, tri.Arguable)
	if !both.NeedsFacts() || !both.LawUnsettled() || both.Settled() {
		t.Errorf("And(Unknown, Arguable) lost a cause: %08b", both)
	}
	if v := tri.And(tri.Yes, tri.Arguable); v.NeedsFacts() || !v.LawUnsettled() {
		t.Errorf("And(Yes, Arguable) = %08b", v)
	}
	if v := tri.If(tri.Arguable, tri.Yes, tri.No); v.NeedsFacts() || !v.LawUnsettled() {
		t.Errorf("If(Arguable, Yes, No) = %08b", v)
	}
}
