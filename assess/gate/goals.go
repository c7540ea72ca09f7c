package gate

import (
	"fathom/assess"
	"fathom/assess/plan"
)

// Goals are what rules ask of the scores of a result, as a plan can reach it. The others are about answers and votes:
// no step meets them. What a rule for each of many nodes asks of one where nothing applies, is nothing.
func Goals(rules []Rule, res *assess.Result) (goals []plan.Goal, others []Rule) {
	floors := false
	for _, r := range rules {
		switch r.Kind {
		case MinScore, MinLevel:
			if r.Each && !applies(res, r.At) {
				continue
			}
			kind := plan.GoalScore
			if r.Kind == MinLevel {
				kind = plan.GoalLevel
			}
			goals = append(goals, plan.Goal{Kind: kind, At: r.At, Value: r.Limit})
		case MinAttainment:
			goals = append(goals, plan.Goal{Kind: plan.GoalAttainment, Value: r.Limit})
		case Floor:
			all := plan.Goal{Kind: plan.GoalFloors} // a policy asks for all of them
			if !floors && all.Asks(res) {
				goals = append(goals, all)
			}
			floors = true
		default:
			others = append(others, r)
		}
	}
	return goals, others
}

// applies reports whether anything below a node applies and was asked.
func applies(res *assess.Result, at string) bool {
	kind, i := res.Model.Find(at, assess.KindOverall, assess.KindPart, assess.KindDimension, assess.KindPractice)
	n := res.Node(kind, i)
	return n != nil && n.Coverage.OK
}

// Way is the cheapest way to all rules about scores that are not met, by the rubric's actions; nil where there is none.
func Way(res *assess.Result, outcomes []Outcome) *plan.Answer {
	var unmet []Rule
	for i := range outcomes {
		if o := &outcomes[i]; o.Verdict == NotMet && o.Kind.OfScores() && o.Kind != Regression {
			unmet = append(unmet, o.Rule)
		}
	}
	goals, _ := Goals(unmet, res)
	if len(goals) == 0 {
		return nil
	}
	q := plan.Question{Kind: plan.Reach, Goals: goals}
	a := plan.Ask(res.Model, res, q, plan.Capacity(res.Assessment.Capacity), 0)
	if len(a.Plan.Steps) == 0 {
		return nil
	}
	return a
}
