package assess

import "strconv"

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
