// Package screen holds a case against the rule pack. It is a pure function of pack, case and date: no clock, no file, no
// network, no terminal. Everything that shows or compares results (reports, batch, plan, interview, tests) runs this code.
package screen

import (
	"sync"

	"example.com/vacatur/internal/cond"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/tri"
)

// Screener holds a compiled pack with what screening looks up in it. It may be used by many goroutines.
type Screener struct {
	pack    *rulepack.Pack
	catalog *Catalog

	convictions *fact.List
	orders      *fact.List

	jurisdiction, statute, offenseType, maxPossible, inchoate *fact.Fact
	orderPath, orderKind, orderOutcome, orderDate             *fact.Fact

	convicted *rulepack.Rule
	sentence  *cond.Value

	circuit func() *circuit // laid out when it is first wanted

	groundRules, barRules, waiverRules, pathRules, deadlineRules, warningRules, checkRules []*rulepack.Rule
}

// New prepares a pack for screening.
func New(p *rulepack.Pack) *Screener {
	s := &Screener{pack: p, catalog: NewCatalog(p)}
	c := p.Catalog
	s.convictions, s.orders = c.List("convictions"), c.List("orders")
	s.jurisdiction, s.statute = c.Lookup("conviction.jurisdiction"), c.Lookup("conviction.statute")
	s.offenseType, s.maxPossible = c.Lookup("conviction.offense_type"), c.Lookup("conviction.sentence.max_possible")
	s.inchoate = c.Lookup("conviction.details.inchoate")
	s.orderPath, s.orderKind = c.Lookup("order.path"), c.Lookup("order.kind")
	s.orderOutcome, s.orderDate = c.Lookup("order.outcome"), c.Lookup("order.date")
	s.convicted, s.sentence = p.Rule(rulepack.Definition, "convicted"), p.Value("sentence.counted")
	s.groundRules, s.barRules, s.waiverRules = p.OfKind(rulepack.Ground), p.OfKind(rulepack.Bar), p.OfKind(rulepack.Waiver)
	s.pathRules, s.warningRules, s.checkRules = p.OfKind(rulepack.PathRule), p.OfKind(rulepack.Warning), p.OfKind(rulepack.Check)
	ofPath := map[*rulepack.Rule]bool{}
	for _, r := range s.pathRules {
		for _, d := range r.Path.Deadlines {
			ofPath[d] = true
		}
	}
	for _, r := range p.OfKind(rulepack.Deadline) {
		if !ofPath[r] {
			s.deadlineRules = append(s.deadlineRules, r)
		}
	}
	s.circuit = sync.OnceValue(func() *circuit { return newCircuit(s) })
	return s
}

// Pack returns the pack that the screener holds.
func (s *Screener) Pack() *rulepack.Pack { return s.pack }

// Catalog returns the offense catalog of the pack.
func (s *Screener) Catalog() *Catalog { return s.catalog }

// Screen holds a case against all rules and keeps the full trace.
func (s *Screener) Screen(c *fact.Case) *Result {
	r := s.newRun(c)
	res := &Result{Case: r.c, Pack: s.pack, Convictions: make([]Conviction, len(r.convs))}
	t := newTracer(r, res)
	for i := range r.convs {
		t.conviction(i)
	}
	for _, rule := range s.groundRules {
		res.Grounds = t.verdicts(res.Grounds, rule)
	}
	for _, rule := range s.barRules {
		res.Bars = append(res.Bars, t.bar(rule))
	}
	for _, rule := range s.waiverRules {
		res.Waivers = t.verdicts(res.Waivers, rule)
	}
	for _, rule := range s.pathRules {
		t.paths(rule)
	}
	for _, rule := range s.deadlineRules {
		t.deadlines(rule)
	}
	for _, rule := range s.warningRules {
		t.warning(rule)
	}
	t.finish()
	return res
}

// Brief is what stands against a person, without any trace: the answers of all grounds and bars, in the order of the pack,
// each with the answer of every conviction for rules about one.
type Brief struct {
	Convicted []tri.Value
	Grounds   []BriefVerdict
	Bars      []BriefVerdict
}

// BriefVerdict is the answer of one rule.
type BriefVerdict struct {
	Rule  *rulepack.Rule
	Value tri.Value
}

// Stand returns what stands against the person of a case.
func (s *Screener) Stand(c *fact.Case) Brief { return s.stand(s.newRun(c)) }

func (s *Screener) stand(r *run) Brief {
	b := Brief{Convicted: make([]tri.Value, len(r.convs)), Grounds: make([]BriefVerdict, 0, len(s.groundRules)), Bars: make([]BriefVerdict, 0, len(s.barRules))}
	for i := range r.convs {
		b.Convicted[i] = r.remembered(s.convicted, i+1)
	}
	for _, rule := range s.groundRules {
		b.Grounds = append(b.Grounds, BriefVerdict{rule, r.Rule(rule.Index, &r.env)})
	}
	for _, rule := range s.barRules {
		b.Bars = append(b.Bars, BriefVerdict{rule, r.Rule(rule.Index, &r.env)})
	}
	return b
}

// Holds evaluates a condition about the whole case, as goals have it.
func (s *Screener) Holds(c *fact.Case, x *cond.Expr) tri.Value {
	r := s.newRun(c)
	return x.Eval(&r.env)
}

// CheckFailure is a check of the facts of a case against each other that did not pass.
type CheckFailure struct {
	Rule *rulepack.Rule
	Item *fact.Item // nil for checks of the whole case
	At   *fact.Value
}

// Checks returns what in a case cannot be right, or is strange enough to ask about. Only what is certain is reported.
func (s *Screener) Checks(c *fact.Case) []CheckFailure {
	r := s.newRun(c)
	var out []CheckFailure
	for _, rule := range s.checkRules {
		r.eachScope(rule.Of, func(env *cond.Env) {
			if judge(rule, env) == tri.Yes {
				out = append(out, failure(rule, env))
			}
		})
	}
	return out
}

// failure describes a check that did not pass in the scope of env.
func failure(rule *rulepack.Rule, env *cond.Env) CheckFailure {
	f := CheckFailure{Rule: rule}
	if rule.Of != nil {
		f.Item = env.Item[rule.Of.Scope]
	}
	if rule.At != nil && (rule.At.List == nil || env.Item[rule.At.List.Scope] != nil) {
		f.At = env.Value(rule.At)
	}
	return f
}

// eachScope visits the environments in which a rule is asked.
func (r *run) eachScope(of *fact.List, visit func(*cond.Env)) {
	if of == nil {
		e := r.env
		visit(&e)
		return
	}
	var walk func(env cond.Env, l *fact.List, then func(cond.Env))
	walk = func(env cond.Env, l *fact.List, then func(cond.Env)) {
		visitItems := func(env cond.Env) {
			items := env.Sublist(l).Items
			for i := range items {
				e := env
				e.Item[l.Scope], e.Index[l.Scope] = &items[i], i
				then(e)
			}
		}
		if l.Parent != nil {
			walk(env, l.Parent, visitItems)
			return
		}
		visitItems(env)
	}
	walk(r.env, of, func(e cond.Env) { visit(&e) })
}
