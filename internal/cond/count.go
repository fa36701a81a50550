package cond

import (
	"example.com/vacatur/internal/tri"
)

// count compares the number of items that meet the condition with the bounds. Items with the same known label count once;
// an item whose label is not known may have that of any other.
func (o *Over) count(env *Env) tri.Value {
	var t tally
	open := tri.No
	known := o.fitting(env, &open, func(v tri.Value) {
		if o.Distinct == nil {
			t.add(v == tri.Yes, "none", true)
			return
		}
		label := env.Value(o.Distinct)
		t.add(v == tri.Yes, label.Str, label.Known())
		if v == tri.Yes && !label.Known() {
			t.labelOpen = true
		}
	})
	if !known {
		return tri.Unknown
	}
	least, most := t.bounds()
	if t.labelOpen {
		open |= tri.Unknown
	}
	return o.Decide(least, most, open)
}

// Decide holds a count that lies between least and most against the bounds. Open are the causes why it is not one number.
func (o *Over) Decide(least, most int, open tri.Value) tri.Value {
	result := tri.Yes
	if o.AtLeast > 0 {
		result = within(least >= o.AtLeast, most < o.AtLeast, open)
	}
	if o.AtMost >= 0 {
		result = tri.And(result, within(most <= o.AtMost, least > o.AtMost, open))
	}
	return result
}

// tally counts labelled items between a least and a most number.
type tally struct {
	alone, aloneMaybe     int // items that certainly stand alone
	labels                []string
	certain               []bool // by label: some item surely counts
	unlabelled, unlabMayb int
	labelOpen             bool
}

func (t *tally) add(certain bool, label string, known bool) {
	switch {
	case !known && certain:
		t.unlabelled++
	case !known:
		t.unlabMayb++
	case label == "none" && certain:
		t.alone++
	case label == "none":
		t.aloneMaybe++
	default:
		for i, l := range t.labels {
			if l == label {
				t.certain[i] = t.certain[i] || certain
				return
			}
		}
		t.labels, t.certain = append(t.labels, label), append(t.certain, certain)
	}
}

func (t *tally) bounds() (least, most int) {
	least, most = t.alone, t.alone+t.aloneMaybe+len(t.labels)+t.unlabelled+t.unlabMayb
	labelled := 0
	for _, c := range t.certain {
		if c {
			labelled++
		}
	}
	least += labelled
	if labelled == 0 && t.unlabelled > 0 { // an item that stands alone is not what another one belongs to
		least++
	}
	if t.unlabelled+t.unlabMayb == 1 && len(t.labels) == 0 {
		t.labelOpen = false
	}
	return least, most
}
