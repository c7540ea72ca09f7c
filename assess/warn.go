package assess

import (
	"slices"
	"strconv"
)

// ProvisionalBelow is the coverage, 0 to 1, under which a score is called provisional.
const ProvisionalBelow = 0.8

func levelName(level int) string { return strconv.Itoa(level) }

// warn adds the remarks on completeness before those of the plan: the whole first, then nodes and votes in rubric
// order.
func (m *Model) warn(res *Result) {
	ofPlan := res.Warnings
	res.Warnings = nil
	if !res.Overall.Score.OK {
		res.add(NothingAnswered, "")
	}
	for i := range res.Parts {
		if n := &res.Parts[i]; res.Overall.Score.OK && n.Coverage.OK && !n.Score.OK {
			res.add(NotAssessed, res.Rubric.Parts[i].ID)
		}
	}
	res.checkCoverage(&res.Overall.Node, "overall")
	for i := range res.Parts {
		res.checkCoverage(&res.Parts[i], res.Rubric.Parts[i].ID)
	}
	for i := range res.Dimensions {
		res.checkCoverage(&res.Dimensions[i], res.Rubric.Dimensions[i].ID)
	}
	for i := range res.Practices {
		res.checkCoverage(&res.Practices[i].Node, res.Rubric.Practices[i].ID)
	}
	for _, i := range res.overruled {
		res.add(AnsweredLeftOut, m.Criterion(i).ID)
	}
	m.checkVotes(res)
	res.Warnings = append(res.Warnings, ofPlan...)
}

// checkVotes warns of criteria on which more than half of a panel's raters gave no level, as long as nothing is agreed:
// the few who did speak for all, or the criterion counts for nothing.
func (m *Model) checkVotes(res *Result) {
	if !res.Assessment.Panel {
		return
	}
	raters := len(res.Assessment.Voters())
	for i := range res.Assessment.Answers {
		a := &res.Assessment.Answers[i]
		if a.IsAgreed() {
			continue
		}
		b := a.Poll()
		switch {
		case 2*b.NA > raters:
			res.add(VotesNA, m.Criterion(i).ID)
		case 2*b.Unknown > raters:
			res.add(VotesUnknown, m.Criterion(i).ID)
		}
	}
}

func (res *Result) add(code WarningCode, at string) {
	res.Warnings = append(res.Warnings, Warning{Code: code, At: at})
}

func (res *Result) checkCoverage(n *Node, id string) {
	if n.Provisional() {
		res.add(LowCoverage, id)
	}
}

// Provisional tells that a score rests on less than 80 % of what could be answered.
func (n *Node) Provisional() bool {
	return n.Score.OK && less(n.Coverage.Value, ProvisionalBelow)
}

// TooEarly reports whether too little is answered to say where the subject stands: under 80 % of what the overall score
// is made of, of a panel by its votes; and, where a part that was asked has no answer at all, under 80 % of everything
// that was asked: a first answer in it must not turn a verdict into none.
func (res *Result) TooEarly() bool {
	if res.Overall.Provisional() {
		return true
	}
	few := func(over Basis) bool {
		t := Total(res.Model.Shares(res, over))
		return t.Weight > 0 && less(t.Answered, ProvisionalBelow)
	}
	return res.Assessment.Panel && few(Counting) || res.LacksPart() && few(EveryPart)
}

// LacksPart reports whether there is an overall score, and a part that was asked and counts has no answer at all.
func (res *Result) LacksPart() bool {
	return res.Overall.Score.OK && slices.ContainsFunc(res.Parts, func(p Node) bool {
		return p.Coverage.OK && !p.Score.OK && p.Weight > 0
	})
}

// Possible is the overall score with the least and the most that it can be once all that was asked is answered, and
// how much of that is. Where a part has no answer at all this takes it in, other than the bounds of the overall score,
// which are those of the parts that have one; else they are the same.
func (res *Result) Possible() Node {
	out := res.Overall.Node
	if !res.LacksPart() {
		return out
	}
	out.Low = res.withMissing(func(c *criterion) float64 { return c.lowest })
	out.High = res.withMissing(func(c *criterion) float64 { return c.highest })
	out.Coverage = Some(Total(res.Model.Shares(res, EveryPart)).Answered)
	return out
}

// withMissing is the overall score with each missing answer given a value.
func (res *Result) withMissing(value func(*criterion) float64) Maybe[float64] {
	m := res.Model
	s := m.newEvaluation(m.newSetting(res.Stage, res.Sector, res.Assessment.Targets))
	for i, state := range res.states() {
		p := m.criteria[i].practice
		s.states[i], s.values[i] = state, res.Practices[p].Criteria[i-m.practices[p].criteria.from].Value.Value
		if state == Unanswered || state == Unknown {
			s.states[i], s.values[i] = Answered, value(&m.criteria[i])
		}
	}
	s.score()
	return s.overall.maybe()
}
