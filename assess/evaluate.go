package assess

import "fathom/rubric"

// Evaluate computes everything about an assessment. The assessment must have one answer slot for each criterion.
func (m *Model) Evaluate(a *Assessment, opt Options) *Result {
	res, s := m.judged(a, opt)
	m.prioritise(res, s)
	m.plan(res, s)
	warn(res)
	return res
}

// Score is Evaluate without priorities, plan and warnings, for callers that try many answers.
func (m *Model) Score(a *Assessment, opt Options) *Result {
	res, _ := m.judged(a, opt)
	return res
}

func (m *Model) judged(a *Assessment, opt Options) (*Result, *scorer) {
	res := &Result{Rubric: m.Rubric, Assessment: a, Stage: m.stage(a, opt), Sector: a.Subject.Sector}
	if opt.Sector != "" {
		res.Sector = opt.Sector
	}
	s := m.newScorer(res.Stage, res.Sector)
	res.Practices = make([]Practice, len(m.practices))
	res.Overall.Agreement = m.rate(a, s, res)
	s.score()
	s.publish(res)
	m.judge(res, s)
	return res, s
}

func (m *Model) stage(a *Assessment, opt Options) string {
	switch {
	case opt.Stage != "":
		return opt.Stage
	case a.Subject.Stage != "":
		return a.Subject.Stage
	}
	return m.Rubric.DefaultStage()
}

// rate finds state, value and agreement of every criterion, and the panel's agreement over all of them.
func (m *Model) rate(a *Assessment, s *scorer, res *Result) Maybe[Agreement] {
	all := make([]CriterionResult, len(m.criteria))
	var panel panelSum
	for i := range m.criteria {
		c := &m.criteria[i]
		all[i].Weight = c.weight
		all[i].rate(&a.Answers[i], c.scale, m.Asked(i, a.Depth))
		panel.add(&all[i], a.Answers[i].Votes, len(c.scale.Levels))
		s.states[i] = all[i].State
		s.values[i] = all[i].Value.Value
	}
	for p := range m.practices {
		kids := m.practices[p].criteria
		res.Practices[p].Criteria = all[kids.from:kids.to:kids.to]
	}
	return panel.agreement()
}

// scorer holds the state of one evaluation and scores it, as often as the plan needs.
type scorer struct {
	m      *Model
	weight []float64 // of practices, in force
	stage  string
	states []State
	values []float64

	overall                Node
	parts, dims, practices []Node
	lowest                 []float64 // the lowest score each practice can have
}

func (m *Model) newScorer(stage, sector string) *scorer {
	s := &scorer{m: m, stage: stage, states: make([]State, len(m.criteria))}
	nodes := make([]Node, len(m.parts)+len(m.dims)+len(m.practices))
	s.parts, nodes = nodes[:len(m.parts):len(m.parts)], nodes[len(m.parts):]
	s.dims, s.practices = nodes[:len(m.dims):len(m.dims)], nodes[len(m.dims):]
	numbers := make([]float64, len(m.criteria)+2*len(m.practices))
	s.values, numbers = numbers[:len(m.criteria)], numbers[len(m.criteria):]
	s.weight, s.lowest = numbers[:len(m.practices)], numbers[len(m.practices):]
	modifier := m.modifiers(sector)
	for i := range m.practices {
		p := &m.Rubric.Practices[i]
		w, ok := p.Weight.At(stage)
		if !ok {
			w = 1
		}
		s.weight[i] = max(0, w+modifier[p.ID])
	}
	return s
}

func (m *Model) modifiers(sector string) map[string]float64 {
	for i := range m.Rubric.Sectors {
		if m.Rubric.Sectors[i].ID == sector {
			return m.Rubric.Sectors[i].Weights
		}
	}
	return nil
}

// score computes every node from the criteria's states and values.
func (s *scorer) score() {
	rules := s.m.Rubric.Scoring
	for i := range s.practices {
		s.scorePractice(i, rules.Practice)
	}
	s.scoreAbove()
}

// scoreAbove computes every node above the practices.
func (s *scorer) scoreAbove() {
	rules := s.m.Rubric.Scoring
	for d, kids := range s.m.dims {
		t := newTally(rules.Dimension.Aggregate)
		for k := kids.from; k < kids.to; k++ {
			t.child(&s.practices[k])
		}
		s.dims[d] = Node{Weight: s.given(s.m.Rubric.Dimensions[d].Weight, t.weight)}
		t.node(&s.dims[d], s.m.dimIn[d])
	}
	for p, kids := range s.m.parts {
		t := newTally(rules.Part.Aggregate)
		for k := kids.from; k < kids.to; k++ {
			t.child(&s.dims[k])
		}
		s.parts[p] = Node{Weight: s.given(s.m.Rubric.Parts[p].Weight, t.weight)}
		t.node(&s.parts[p], s.m.partIn[p])
	}
	s.scoreOverall(rules.Overall.Aggregate)
}

// given is the weight the rubric gives a node at this stage, else the sum of its applicable children's.
func (s *scorer) given(w rubric.PerStage, sum float64) float64 {
	if v, ok := w.At(s.stage); ok {
		return v
	}
	return sum
}

// scorePractice pools the criteria. With above_lowest the practice is at most its lowest answered criterion plus that
// many points, so that a missing basic is not averaged away.
func (s *scorer) scorePractice(i int, rule rubric.Rule) {
	t := newTally(rule.Aggregate)
	bottom := pool{agg: rule.Aggregate}
	kids := s.m.practices[i].criteria
	for k := kids.from; k < kids.to; k++ {
		c := &s.m.criteria[k]
		if c.weight == 0 || s.states[k] == NotApplicable || s.states[k] == NotAsked {
			continue
		}
		low, high := c.lowest, c.highest
		if s.states[k] == Answered {
			low, high = s.values[k], s.values[k]
			t.known.add(c.weight, low)
			t.covered += c.weight
		}
		t.low.add(c.weight, low)
		t.high.add(c.weight, high)
		bottom.add(c.weight, c.lowest)
		t.weight += c.weight
	}
	n, in := &s.practices[i], s.m.practices[i].in
	*n = Node{Weight: s.weight[i], Scale: in.scale, Decimals: in.decimals}
	if t.weight == 0 {
		return
	}
	n.Coverage = Some(t.covered / t.weight)
	n.Low, n.High = Some(capped(&t.low, t.weight, rule)), Some(capped(&t.high, t.weight, rule))
	s.lowest[i] = capped(&bottom, t.weight, rule)
	if t.known.n > 0 {
		n.Score = Some(capped(&t.known, t.weight, rule))
		n.hold()
	}
}

func capped(p *pool, applicable float64, rule rubric.Rule) float64 {
	v := p.value(applicable)
	if rule.AboveLowest != nil && rule.Aggregate != rubric.Sum {
		v = min(v, p.lowest+*rule.AboveLowest)
	}
	return v
}

// scoreOverall takes the parts that have a score; when none has, all applicable parts, for their bounds.
func (s *scorer) scoreOverall(agg rubric.Aggregate) {
	assessed := false
	for p := range s.parts {
		assessed = assessed || s.assessed(p)
	}
	t := newTally(agg)
	for p := range s.parts {
		if !assessed || s.parts[p].Score.OK {
			t.child(&s.parts[p])
		}
	}
	s.overall = Node{}
	t.node(&s.overall, s.m.overall)
}

// assessed tells whether a part counts in the overall score.
func (s *scorer) assessed(p int) bool { return s.parts[p].Weight > 0 && s.parts[p].Score.OK }

// counts tells whether practice i is applicable and no weight on its way up is 0, in a part that is assessed.
func (s *scorer) counts(i int) bool {
	p := &s.m.practices[i]
	return s.practices[i].Weight > 0 && s.practices[i].Coverage.OK && s.dims[p.dim].Weight > 0 && s.assessed(p.part)
}

// publish copies the nodes into the result.
func (s *scorer) publish(res *Result) {
	res.Overall.Node = s.overall
	nodes := make([]Node, 0, len(s.parts)+len(s.dims))
	nodes = append(append(nodes, s.parts...), s.dims...)
	res.Parts = nodes[:len(s.parts):len(s.parts)]
	res.Dimensions = nodes[len(s.parts):]
	for i := range s.practices {
		p := &res.Practices[i]
		p.Node = s.practices[i]
		p.InOverall = s.counts(i)
		if t, ok := s.m.Rubric.Practices[i].Target.At(s.stage); ok {
			p.Target = Some(t)
			if p.Score.OK {
				p.Gap = Some(max(0, s.m.Points(i, t)-p.Score.Value))
			}
		}
	}
}
