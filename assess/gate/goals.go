package gate

import (
	"fathom/assess"
	"fathom/assess/plan"
)

// Goals are what rules ask of the scores of a result, as a plan can reach it. The others are about answers and votes:
// no step meets them. What a rule for each of many nodes asks of one where nothing applies, is nothing. A floor of what
// takes no part in the overall score is asked for by itself: the goal of all floors does not look there.
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
			_, i := res.Model.Find(r.At, assess.KindPractice)
			all := plan.Goal{Kind: plan.GoalFloors} // a policy asks for all of them
			switch {
			case !applies(res, r.At):
			case !res.Practices[i].InOverall:
				points := res.Practices[i].Floor.Value
				goals = append(goals, plan.Goal{Kind: plan.GoalScore, At: r.At, Value: points})
			case !floors && all.Asks(res):
				goals, floors = append(goals, all), true
			}
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

// Way is the cheapest way to all rules about scores that are not met or undecided, by the rubric's actions, as the gate
// judges it: with every missing answer at its lowest that the rules must not depend on. It takes steps to all of them,
// or none: see [plan.Answer.Reached]. It is nil where no rule about scores fails whatever is missing, and where nobody
// knows a way.
func Way(res *assess.Result, outcomes []Outcome) *plan.Answer {
	var rules, unmet []Rule
	failed := false
	for i := range outcomes {
		o := &outcomes[i]
		rules = append(rules, o.Rule)
		if o.Kind.OfScores() && o.Kind != Regression && (o.Verdict == NotMet || o.Verdict == Undecided) {
			unmet = append(unmet, o.Rule)
			failed = failed || o.Verdict == NotMet
		}
	}
	goals, _ := Goals(unmet, res)
	if !failed || len(goals) == 0 {
		return nil
	}
	q := plan.Question{Kind: plan.Reach, Goals: goals}
	a := Ask(res, rules, unmet, q, plan.Capacity(res.Assessment.Capacity), 0)
	if len(a.Plan.Steps) == 0 && len(a.Needed) == 0 {
		return nil
	}
	return a
}

// Ask asks how rules of a policy are reached, as the gate judges them. The people and the end are as in [plan.Way].
func Ask(res *assess.Result, policy, aims []Rule, q plan.Question, capacity plan.Capacity, until int) *plan.Answer {
	c := newChecker(res.Model, res, policy, Context{})
	whole := Rule{Kind: MinScore, At: string(assess.KindOverall)}
	missing := c.open(whole, c.missing)
	if len(missing) > 0 {
		q.Judged = c.atWorst(whole, c.missing)
		c.heaviestFirst(whole, missing, c.missing)
	}
	a := plan.Ask(res.Model, res, q, capacity, until)
	a.Missing = c.bearing(aims, missing)
	if len(a.Choice.Short) > 0 {
		a.Needed = needed(policy, aims, plan.Furthest(res.Model, res, q, capacity, until))
	}
	return a
}

// bearing are those of some missing criteria, in their order, on whose answers rules depend that are not met today
// whatever they turn out to be.
func (c *checker) bearing(rules []Rule, missing []int) (out []int) {
	bears := map[int]bool{}
	for _, r := range rules {
		r = c.ofWhatApplies(r)
		if v := c.judge(r).Verdict; v == Met || v == NotApplicable || !r.Kind.OfScores() {
			continue
		}
		for _, i := range c.open(r, c.missing) {
			bears[i] = true
		}
	}
	for _, i := range missing {
		if bears[i] {
			out = append(out, i)
		}
	}
	return out
}

// needed are the missing answers without which rules are not met, each once, with every step taken.
func needed(policy, aims []Rule, furthest *assess.Result) (out []plan.Needed) {
	c, places := newChecker(furthest.Model, furthest, policy, Context{}), map[int]int{}
	for _, r := range aims {
		o := c.decide(c.ofWhatApplies(r))
		if o.Verdict != Undecided {
			continue
		}
		for _, s := range o.Steps {
			at, named := places[s.Criterion]
			switch {
			case !named:
				places[s.Criterion] = len(out)
				out = append(out, plan.Needed{Criterion: s.Criterion, Level: s.To})
			case s.To.OK && s.To.Value > out[at].Level.Value:
				out[at].Level = s.To
			}
		}
	}
	return out
}
