package report

import (
	"fmt"
	"strconv"
	"strings"

	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/tri"
)

// conditions says conditions of the pack in words: facts by their questions, rules and values by their titles.
type conditions struct {
	pack *rulepack.Pack
	lang string
}

func (c conditions) tr(english string) string { return tr(c.lang, english) }

func (c conditions) trf(english string, args ...any) string {
	return fmt.Sprintf(c.tr(english), args...)
}

// say says a condition. Inner says that it stands within another and is set apart from it where it has several parts.
func (c conditions) say(x *cond.Expr, inner bool) string {
	if x == nil {
		return c.tr("always")
	}
	switch x.Op {
	case cond.OpAll, cond.OpAny:
		parts := make([]string, len(x.Kids))
		for i, k := range x.Kids {
			parts[i] = c.say(k, len(x.Kids) > 1)
		}
		joint := map[bool]string{true: "; " + c.tr("and") + " ", false: "; " + c.tr("or") + " "}[x.Op == cond.OpAll]
		if s := strings.Join(parts, joint); !inner || len(parts) < 2 {
			return s
		}
		return "(" + strings.Join(parts, joint) + ")"
	case cond.OpNot:
		return c.trf("not (%s)", c.say(x.Kids[0], false))
	case cond.OpArguable:
		return c.trf("unsettled where (%s)", c.say(x.Kids[0], false))
	case cond.OpTest:
		parts := make([]string, len(x.Tests))
		for i := range x.Tests {
			parts[i] = c.test(&x.Tests[i], x.Subject)
		}
		return c.subject(x.Subject) + " " + strings.Join(parts, ", ")
	case cond.OpRule:
		return c.rule(x.Ref.Rule) + ": " + word(c.lang, x.Want.String())
	case cond.OpAnyRule:
		names := make([]string, len(x.Rules))
		for i, r := range x.Rules {
			names[i] = c.pack.Rules[r].ID
		}
		return c.trf("any of %s", strings.Join(names, ", "))
	case cond.OpClass:
		return c.pack.Classifications[x.Class].Title + ": " + word(c.lang, x.Want.String())
	}
	return c.over(x)
}

func (c conditions) rule(index int) string {
	r := c.pack.Rules[index]
	if r.Kind == rulepack.Ground {
		return r.ID
	}
	return r.Title
}

// over says a condition about the items of a list.
func (c conditions) over(x *cond.Expr) string {
	o := x.Over
	list := o.List
	if x.Op == cond.OpPick {
		list = o.Pick.List
	}
	how := c.trf("at least %s", strconv.Itoa(o.AtLeast))
	switch {
	case x.Op == cond.OpPick && o.First:
		how = c.tr("the first")
	case x.Op == cond.OpPick:
		how = c.tr("the last")
	case x.Op == cond.OpSum:
		how = c.trf("at least %s", o.Length)
	case o.AtMost >= 0:
		how = c.trf("at most %s", strconv.Itoa(o.AtMost))
	}
	return list.Title.In(c.lang) + ": " + how + " (" + c.say(o.Where, false) + ")"
}

// subject names what a test looks at.
func (c conditions) subject(s cond.Subject) string {
	switch {
	case s.Value != nil:
		return s.Value.Title + ":"
	case s.Fact.Question.In(c.lang) != "":
		return s.Fact.Question.In(c.lang)
	}
	return s.Fact.Name + ":"
}

// comparisons are the words for what a test asks.
var comparisons = map[cond.TestOp]string{cond.TestAtLeast: "at least %s", cond.TestMoreThan: "more than %s", cond.TestAtMost: "at most %s",
	cond.TestLessThan: "less than %s", cond.TestBefore: "before %s", cond.TestOnOrBefore: "on or before %s", cond.TestAfter: "after %s",
	cond.TestOnOrAfter: "on or after %s"}

func (c conditions) test(t *cond.Test, s cond.Subject) string {
	switch {
	case t.Op == cond.TestIn:
		names := make([]string, len(t.Literals))
		for i := range t.Literals {
			names[i] = c.literal(&t.Literals[i], s.Fact)
		}
		return strings.Join(names, " / ")
	case t.Op == cond.TestWithin && t.Backwards:
		return c.trf("within %s before %s", t.Length, c.operand(t.Operand))
	case t.Op == cond.TestWithin:
		return c.trf("within %s after %s", t.Length, c.operand(t.Operand))
	}
	return c.trf(comparisons[t.Op], c.operand(t.Operand))
}

// literal is a value as people read it: a choice by its label.
func (c conditions) literal(v *fact.Value, f *fact.Fact) string {
	if f != nil && v.Type == fact.Choice {
		if i := f.OptionIndex(v.Str); i >= 0 && f.Options[i].Label.In(c.lang) != "" {
			return f.Options[i].Label.In(c.lang)
		}
	}
	if v.Type == fact.YesNo {
		return word(c.lang, tri.Of(v.Yes()).String())
	}
	return v.String()
}

func (c conditions) operand(o *cond.Operand) string {
	several := func(english string, of []*cond.Operand) string {
		names := make([]string, len(of))
		for i, k := range of {
			names[i] = c.operand(k)
		}
		return c.trf(english, strings.Join(names, ", "))
	}
	switch {
	case o.Literal != nil:
		return o.Literal.String()
	case o.AsOf:
		return c.tr("the date of the screening")
	case o.Subject != nil && o.Subject.Value != nil:
		return o.Subject.Value.Title
	case o.Subject != nil:
		return "“" + c.subject(*o.Subject) + "”"
	case len(o.Latest) > 0:
		return several("the latest of %s", o.Latest)
	case len(o.Earliest) > 0:
		return several("the earliest of %s", o.Earliest)
	case o.Minus != (date.Term{}):
		return "(" + c.trf("%s before %s", o.Minus, c.operand(o.Base)) + ")"
	case o.Plus != (date.Term{}):
		return "(" + c.trf("%s after %s", o.Plus, c.operand(o.Base)) + ")"
	}
	return c.operand(o.Base)
}
