package assess

// Evaluate computes everything about an assessment. The assessment must have one answer slot for each criterion.
func (m *Model) Evaluate(a *Assessment, opt Options) *Result {
	res, s := m.judged(a, opt)
	m.prioritise(res, s)
	m.plan(res, s)
	m.warn(res)
	return res
}

// Score is Evaluate without priorities, plan and warnings, for callers that try many answers.
func (m *Model) Score(a *Assessment, opt Options) *Result {
	res, _ := m.judged(a, opt)
	return res
}

// ScoreUnder scores an assessment under the stage, the sector and the agreed targets of a result, also where that has
// none and the assessment names one.
func (m *Model) ScoreUnder(a *Assessment, res *Result) *Result {
	return m.Score(a.under(res), Options{})
}

// EvaluateUnder is ScoreUnder with everything that Evaluate computes.
func (m *Model) EvaluateUnder(a *Assessment, res *Result) *Result {
	return m.Evaluate(a.under(res), Options{})
}

func (a *Assessment) under(res *Result) *Assessment {
	under := *a
	under.Subject.Stage, under.Subject.Sector, under.Targets = res.Stage, res.Sector, res.Assessment.Targets
	return &under
}

func (m *Model) judged(a *Assessment, opt Options) (*Result, *evaluation) {
	res := &Result{Model: m, Rubric: m.Rubric, Assessment: a, Stage: m.stage(a, opt), Sector: a.Subject.Sector}
	if opt.Sector != "" {
		res.Sector = opt.Sector
	}
	a, res.overruled = m.applied(a, res.Sector, opt.Langs)
	res.Assessment = a
	s := m.newEvaluation(m.newSetting(res.Stage, res.Sector, a.Targets))
	res.Practices = make([]Practice, len(m.practices))
	res.Overall.Agreement = m.rate(a, s, res)
	s.score()
	s.publish(res)
	s.judge(res)
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
func (m *Model) rate(a *Assessment, s *evaluation, res *Result) Maybe[Agreement] {
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

// publish copies the nodes into the result.
func (s *evaluation) publish(res *Result) {
	res.Overall.Node = s.overall.node(s.m.overall)
	nodes := make([]Node, len(s.parts)+len(s.dims))
	res.Parts, res.Dimensions = nodes[:len(s.parts):len(s.parts)], nodes[len(s.parts):]
	for i := range s.parts {
		res.Parts[i] = s.parts[i].node(s.m.partIn[i])
	}
	for i := range s.dims {
		res.Dimensions[i] = s.dims[i].node(s.m.dimIn[i])
	}
	for i := range s.practices {
		p := &res.Practices[i]
		p.Node = s.practices[i].node(s.m.practices[i].in)
		p.InOverall = s.counts[i]
		p.Target = s.written[i]
		_, p.IsAgreed = res.Assessment.Targets[s.m.Rubric.Practices[i].ID]
		p.Aim, p.Floor, p.Gap = s.target(i), s.floor(i), s.gap(i)
	}
}
