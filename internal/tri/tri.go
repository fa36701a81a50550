// Package tri owns three-valued (Kleene) logic with a memory of why an answer is unknown.
//
// A value is Yes, No or unknown. An unknown value remembers its causes: a fact is missing, the law is unsettled, or both.
// The rule for everyone who uses it: a missing fact is never No, and no operation here turns an unknown into an answer
// unless the other operand settles the matter alone.
package tri

// Value is a truth value. The zero Value is not valid; use the constants.
type Value uint8

const (
	mayYes Value = 1 << iota
	mayNo
	facts
	law
)

const (
	// Yes holds for certain.
	Yes = mayYes
	// No fails for certain.
	No = mayNo
	// Unknown is open because a fact is missing.
	Unknown = mayYes | mayNo | facts
	// Arguable is open because the law is unsettled or the statute divisible, although the facts are known.
	Arguable = mayYes | mayNo | law
)

const causes = facts | law

// Of turns a Go bool into Yes or No.
func Of(b bool) Value {
	if b {
		return Yes
	}
	return No
}

// And is No if either is No, Yes if both are Yes, and otherwise unknown for the causes of the unknown operands.
func And(a, b Value) Value {
	if a == No || b == No {
		return No
	}
	return a | b
}

// Or is Yes if either is Yes, No if both are No, and otherwise unknown for the causes of the unknown operands.
func Or(a, b Value) Value {
	if a == Yes || b == Yes {
		return Yes
	}
	return a | b
}

// Not exchanges Yes and No and leaves unknown values as they are.
func Not(a Value) Value {
	switch a {
	case Yes:
		return No
	case No:
		return Yes
	}
	return a
}

// If is then where cond is Yes and otherwise where it is No. Where cond is unknown, the answer is settled only if both
// branches agree; it then needs no cause, and otherwise carries the causes of cond and of both branches.
func If(cond, then, otherwise Value) Value {
	switch cond {
	case Yes:
		return then
	case No:
		return otherwise
	}
	if then == otherwise {
		return then
	}
	return then | otherwise | cond
}

// Settled reports whether v is Yes or No.
func (v Value) Settled() bool { return v == Yes || v == No }

// NeedsFacts reports whether v is unknown and a missing fact is among its causes.
func (v Value) NeedsFacts() bool { return v&facts != 0 }

// LawUnsettled reports whether v is unknown and the state of the law is among its causes.
func (v Value) LawUnsettled() bool { return v&law != 0 }

// Because returns an unknown value with the causes of all given values; it is Unknown where none of them has a cause.
func Because(values ...Value) Value {
	var c Value
	for _, v := range values {
		c |= v & causes
	}
	if c == 0 {
		c = facts
	}
	return mayYes | mayNo | c
}

// String returns "yes", "no" or "unknown".
func (v Value) String() string {
	switch v {
	case Yes:
		return "yes"
	case No:
		return "no"
	}
	return "unknown"
}

// MayBe reports whether v is not No.
func (v Value) MayBe() bool { return v != No }
