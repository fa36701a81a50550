package fact

import (
	"fmt"
	"strconv"
	"strings"

	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/source"
)

// State says whether a value is known and how it came.
type State uint8

// The states of a value. The zero value of Value is Absent.
const (
	Absent  State = iota // the case does not speak of it
	Unknown              // the case says that it is not known
	Given                // the case states it
	Derived              // it follows from other facts or from the offense catalog
)

// Value is the value of a fact. Its zero value is an absent one.
type Value struct {
	State   State
	Type    Type
	Index   int32   // of the choice; bit set of choices; 1 for yes, 0 for no
	measure measure // see Date, Term and Num
	Str     string  // text, or the id of the choice
	Pos     source.Pos
}

// Known reports whether there is a value.
func (v *Value) Known() bool { return v.State >= Given }

// Yes reports whether a yes/no value is yes.
func (v *Value) Yes() bool { return v.Index == 1 }

// String returns the value as a case file writes it; "unknown" where there is none.
func (v *Value) String() string {
	if !v.Known() {
		return "unknown"
	}
	switch v.Type {
	case YesNo:
		if v.Yes() {
			return "yes"
		}
		return "no"
	case Date:
		return v.Date().String()
	case Term:
		return v.Term().String()
	case Number:
		return strconv.FormatFloat(v.Num(), 'f', -1, 64)
	}
	return v.Str
}

// Equal reports whether two values say the same, wherever they stand.
func (v *Value) Equal(w *Value) bool {
	a, b := *v, *w
	a.Pos, b.Pos = source.Pos{}, source.Pos{}
	return a == b
}

// Parse reads text as a value of the fact. The error says what would be right.
func (f *Fact) Parse(s string) (Value, error) {
	v := Value{State: Given, Type: f.Type, Str: s}
	if s == "unknown" {
		return Value{State: Unknown, Type: f.Type}, nil
	}
	switch f.Type {
	case YesNo:
		switch s {
		case "yes", "true":
			v.Index, v.Str = 1, ""
		case "no", "false":
			v.Str = ""
		default:
			return Value{}, fmt.Errorf("%q is not an answer to yes or no; write yes, no or unknown", s)
		}
	case Choice:
		i := f.OptionIndex(s)
		if i < 0 {
			return Value{}, f.notAChoice(s)
		}
		v.Index = int32(i)
	case Choices:
		return f.ParseChoices(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ';' || r == ',' }))
	case Date:
		v.Str = ""
		if s == "none" && f.MayBeNo {
			v.SetDate(date.None)
			break
		}
		d, err := date.Parse(s)
		if err != nil {
			return Value{}, err
		}
		v.SetDate(d)
	case Term:
		v.Str = ""
		t, err := date.ParseTerm(s)
		if err != nil {
			return Value{}, err
		}
		v.SetTerm(t)
	case Number:
		v.Str = ""
		n, err := strconv.ParseFloat(s, 64)
		if err != nil || n < 0 || n > 1e12 || n != n {
			return Value{}, fmt.Errorf("%q is not a number; write digits, as 1200 or 1.5", s)
		}
		v.SetNum(n)
	}
	return v, nil
}

// ParseChoices reads the value of a fact of type Choices.
func (f *Fact) ParseChoices(ids []string) (Value, error) {
	v := Value{State: Given, Type: Choices}
	var kept []string
	for _, id := range ids {
		i := f.OptionIndex(id)
		if i < 0 {
			return Value{}, f.notAChoice(id)
		}
		if v.Index&(1<<i) == 0 {
			v.Index |= 1 << i
			kept = append(kept, id)
		}
	}
	v.Str = strings.Join(kept, " ")
	return v, nil
}

func (f *Fact) notAChoice(s string) error {
	ids := make([]string, len(f.Options))
	for i, o := range f.Options {
		ids[i] = o.ID
	}
	if near := source.Nearest(s, ids); near != "" {
		return fmt.Errorf("%q is not one of the choices; did you mean %q?", s, near)
	}
	return fmt.Errorf("%q is not one of the choices; write one of %s, unknown", s, strings.Join(ids, ", "))
}
