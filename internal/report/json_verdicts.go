package report

import (
	"slices"

	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/screen"
)

func (j *jsonWriter) ground(r *screen.Result, v *screen.Verdict) {
	j.object(func() {
		j.once(v.Rule, "ground", func() {
			j.text("id", v.Rule.ID)
			j.text("ina", v.Rule.INA)
			j.text("kind", v.Rule.GroundKind)
			j.text("title", v.Rule.Title)
		})
		j.text("status", v.Status.String())
		j.convictions(r, v.Convictions())
		j.elements(v.Elements())
		j.exceptions(v.Exceptions())
		j.once(v.Rule, "authorities", func() {
			j.authorities(v.Rule.AllAuthorities(), contraryOf(v.Rule))
			j.note(v.Rule)
		})
	})
}

func (j *jsonWriter) verdict(r *screen.Result, v *screen.Verdict, status string) {
	j.object(func() {
		j.text("id", v.Rule.ID)
		j.text("status", status)
		j.convictions(r, v.Convictions())
		elements := v.Elements()
		j.elements(elements)
		if v.Rule.Kind == rulepack.Bar { // of the reasons that it has
			var contrary []*rulepack.Authority
			for i := range elements {
				contrary = rulepack.JoinAuthorities(contrary, elements[i].Def.Contrary...)
			}
			j.authorities(v.Rule.AllAuthorities(), contrary)
		} else {
			j.once(v.Rule, "authorities", func() { j.authorities(v.Rule.AllAuthorities(), contraryOf(v.Rule)) })
		}
		j.text("title", v.Rule.Title)
		j.exceptions(v.Exceptions())
		j.once(v.Rule, "note", func() { j.note(v.Rule) })
	})
}

func (j *jsonWriter) note(rule *rulepack.Rule) {
	if rule.Note != "" {
		j.text("note", rule.Note)
	}
	if rule.IsVolatile() {
		j.key("volatile")
		j.boolean(true)
	}
}

func (j *jsonWriter) exceptions(es []screen.ExceptionVerdict) {
	j.array("exceptions", len(es), func(i int) {
		e := &es[i]
		j.object(func() {
			j.once(e.Rule, "exception", func() {
				j.text("id", e.Rule.ID)
				j.text("title", e.Rule.Title)
			})
			j.text("status", e.Status.String())
			j.elements(e.Elements)
			j.once(e.Rule, "exception authorities", func() { j.authorities(e.Rule.AllAuthorities(), nil) })
		})
	})
}

// elements writes elements; those of a bar carry the reason to which they belong before their id.
func (j *jsonWriter) elements(es []screen.Element) {
	j.array("elements", len(es), func(i int) {
		e := &es[i]
		j.object(func() {
			j.once(e.Def, "element", func() {
				id := e.Def.ID
				if e.Reason != "" {
					id = e.Reason + "." + id
				}
				j.text("id", id)
				j.text("text", e.Def.Text.In("en"))
			})
			j.text("status", e.Status.String())
			j.facts = e.AppendFacts(j.facts[:0])
			j.array("facts", len(j.facts), func(k int) {
				j.object(func() {
					j.text("name", j.facts[k].Name)
					j.text("value", j.facts[k].Value)
				})
			})
		})
	})
}

// contraryOf gathers the authorities that go the other way in the elements of a rule.
func contraryOf(r *rulepack.Rule) (out []*rulepack.Authority) {
	for i := range r.Elements {
		out = rulepack.JoinAuthorities(out, r.Elements[i].Contrary...)
	}
	return out
}

// authorities writes authorities, and after them those that go the other way, marked so.
func (j *jsonWriter) authorities(as, contrary []*rulepack.Authority) {
	all := len(as)
	for _, c := range contrary {
		if !slices.Contains(as, c) {
			as = append(as[:len(as):len(as)], c)
		}
	}
	j.array("authorities", len(as), func(i int) {
		a := as[i]
		j.object(func() {
			j.text("id", a.ID)
			j.text("cite", a.Cite)
			if !j.short {
				j.text("says", a.Says)
			}
			j.orNull("verified", a.Verified.On)
			if a.Verified.Secondary {
				j.key("secondary")
				j.boolean(true)
			}
			if i >= all || slices.Contains(contrary, a) {
				j.key("contrary")
				j.boolean(true)
			}
			if a.Volatile {
				j.key("volatile")
				j.boolean(true)
			}
		})
	})
}

func (j *jsonWriter) path(r *screen.Result, p *screen.Path) {
	rule := p.Rule.Path
	j.object(func() {
		j.text("id", p.Rule.ID)
		j.orNull("conviction", convictionID(r, p.Conviction))
		j.once(p.Rule, "path", func() {
			j.text("title", p.Rule.Title)
			j.text("cite", rule.Cite)
		})
		j.text("status", p.Status.PathString())
		j.text("effect", p.Effect())
		j.elements(p.Elements())
		j.array("deadlines", len(p.Deadlines), func(i int) { j.deadline(r, &p.Deadlines[i]) })
		j.texts("clears", p.Clears)
		j.texts("remains", p.Remains)
		j.once(p.Rule, "filing", func() {
			j.texts("evidence", rule.Evidence)
			j.text("where_to_file", rule.WhereToFile)
			j.authorities(p.Rule.AllAuthorities(), contraryOf(p.Rule))
			j.text("vehicle", rule.Vehicle)
		})
		if text := p.EffectText(); text != "" {
			j.text("effect_text", text)
		}
		if len(p.Weakens) > 0 {
			j.array("weakens", len(p.Weakens), func(i int) {
				j.object(func() {
					j.text("id", p.Weakens[i].ID)
					j.text("then", p.Weakens[i].Then.String())
				})
			})
		}
		j.once(p.Rule, "note", func() { j.note(p.Rule) })
	})
}

func (j *jsonWriter) day(k string, d *date.Day) {
	if d == nil {
		j.orNull(k, "")
		return
	}
	j.text(k, d.String())
}

func (j *jsonWriter) deadline(r *screen.Result, d *screen.Deadline) {
	j.object(func() {
		j.once(d.Rule, "deadline", func() {
			j.text("id", d.Rule.ID)
			j.text("title", d.Rule.Title)
		})
		j.text("for", convictionID(r, d.Conviction))
		j.text("status", d.Status.String())
		j.day("date", d.Date)
		j.day("nominal_date", d.Nominal)
		j.key("days_left")
		if d.Date != nil {
			j.number(d.DaysLeft)
		} else {
			j.null()
		}
		j.key("trigger")
		if d.Trigger == nil {
			j.null()
		} else {
			j.object(func() {
				j.text("fact", d.Trigger.Name)
				on := ""
				if d.TriggerSet {
					on = d.TriggerOn.String()
				}
				j.orNull("date", on)
			})
		}
		j.text("counting", d.Rule.Text)
		j.day("cautious_date", d.Cautious)
		j.once(d.Rule, "deadline authorities", func() { j.authorities(d.Rule.AllAuthorities(), nil) })
		if why := d.Why(english); why != "" {
			j.text("why", why)
		}
		j.elements(d.Elements())
	})
}

func (j *jsonWriter) plans(r *screen.Result, plans []Plan) {
	d := drawer{r: r}
	j.array("plans", len(plans), func(i int) {
		p := &plans[i]
		j.object(func() {
			j.text("goal", p.Goal)
			j.array("motions", len(p.Motions), func(k int) {
				j.object(func() {
					j.text("conviction", p.Motions[k].Conviction)
					j.text("path", p.Motions[k].Path)
					if rule := d.pathRule(p.Motions[k].Path); rule != nil {
						if filed := pendingSince(r, d.at(p.Motions[k].Conviction), rule); filed != "" {
							j.text("pending_since", filed)
						}
					}
				})
			})
			j.texts("clears", p.Clears)
			j.texts("remains", p.Remains)
			j.text("certainty", p.Certainty)
			if !p.Smallest {
				j.key("smallest")
				j.boolean(false)
			}
			if p.NotTried > 0 {
				j.key("not_tried")
				j.number(p.NotTried)
			}
		})
	})
}
