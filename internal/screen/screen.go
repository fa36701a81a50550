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
	blocks  sync.Pool       // of *Block, for answers that keep nothing

	groundRules, barRules, waiverRules, pathRules, deadlineRules, warningRules, checkRules []*rulepack.Rule
	fills                                                                                  fills
	placePaths                                                                             map[string][]*rulepack.Rule // paths for convictions, by jurisdiction
	wholePaths                                                                             []*rulepack.Rule            // paths about the whole case
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
	s.sortPaths()
	s.sortFills()
	s.circuit = sync.OnceValue(func() *circuit { return newCircuit(s) })
	s.blocks.New = func() any { return s.NewBlock() }
	return s
}

// Pack returns the pack that the screener holds.
func (s *Screener) Pack() *rulepack.Pack { return s.pack }

// Catalog returns the offense catalog of the pack.
func (s *Screener) Catalog() *Catalog { return s.catalog }

// Screen holds a case against all rules and keeps the full trace.
func (s *Screener) Screen(c *fact.Case) *Result {
	b := s.blocks.Get().(*Block)
	defer s.blocks.Put(b)
	b.Reset()
	b.Add(c.Clone())
	b.Answer()
	defer b.detach()
	st := b.seats[0]
	res := &Result{Case: st.c, Pack: s.pack, Convictions: make([]Conviction, len(st.convs)), seat: st}
	t := newTracer(b, res)
	t.standing()
	res.Grounds = t.verdicts(s.groundRules)
	res.Bars = make([]Verdict, 0, len(s.barRules))
	for _, rule := range s.barRules {
		res.Bars = append(res.Bars, t.bar(rule))
	}
	res.Waivers = t.verdicts(s.waiverRules)
	for _, rule := range s.pathRules {
		t.path(rule)
	}
	for _, rule := range s.deadlineRules {
		st.eachScope(rule.Of, func(env *cond.Env) { t.deadlines = t.appendDeadline(t.deadlines, rule, env) })
		t.missing.because(rule)
	}
	for _, rule := range s.warningRules {
		t.warning(rule)
	}
	t.finish()
	return res
}

// Brief is what stands against a person, without any trace: the answers of all grounds and bars, in the order of the pack.
type Brief struct {
	Convicted []tri.Value // by conviction
	Grounds   []BriefVerdict
	Bars      []BriefVerdict
}

// BriefVerdict is the answer of one rule.
type BriefVerdict struct {
	Rule  *rulepack.Rule
	Value tri.Value
}

// Stand returns what stands against the persons of cases.
func (s *Screener) Stand(cases ...*fact.Case) []Brief {
	out := make([]Brief, 0, len(cases))
	s.inBlocks(cases, func(st *seat) { out = append(out, st.brief()) })
	return out
}

// Stand returns what stands against the person.
func (r *Result) Stand() Brief { return r.seat.brief() }

// Holds evaluates a condition about the whole case, as goals have it.
func (r *Result) Holds(x *cond.Expr) tri.Value {
	defer r.seat.pop()
	return x.Eval(r.seat.push(-1))
}

// inBlocks answers cases, as many side by side as there is room for, and visits each.
func (s *Screener) inBlocks(cases []*fact.Case, visit func(*seat)) {
	b := s.blocks.Get().(*Block)
	defer s.blocks.Put(b)
	for len(cases) > 0 {
		b.Reset()
		n := 0
		for n < len(cases) && b.Add(cases[n].Clone()) {
			n++
		}
		b.Answer()
		for _, st := range b.seats[:n] {
			visit(st)
		}
		cases = cases[n:]
	}
}

func (st *seat) brief() Brief {
	s := st.b.s
	b := Brief{Convicted: make([]tri.Value, len(st.convs)), Grounds: make([]BriefVerdict, 0, len(s.groundRules)), Bars: make([]BriefVerdict, 0, len(s.barRules))}
	for i := range st.convs {
		b.Convicted[i] = st.answer(s.convicted.Index, i)
	}
	for _, rule := range s.groundRules {
		b.Grounds = append(b.Grounds, BriefVerdict{rule, st.Rule(rule.Index, &st.env)})
	}
	for _, rule := range s.barRules {
		b.Bars = append(b.Bars, BriefVerdict{rule, st.Rule(rule.Index, &st.env)})
	}
	return b
}

// Convictions is the place of the convictions among the lists of a case.
func (s *Screener) Convictions() int { return s.convictions.Index }
