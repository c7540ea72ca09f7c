package plan

import (
	"cmp"
	"slices"

	"fathom/assess"
)

// Begin is the first 180 days of the focus plan by phase, with the people that the assessment says there are: the plan
// of the result where it says nothing of them, else what of [Way] is done by then, within a phase by rank. The result
// is one of [assess.Model.Evaluate].
func Begin(res *assess.Result) []assess.Phase {
	people := Capacity(res.Assessment.Capacity)
	if len(people.PerQuarter) == 0 && people.AtOnce == 0 {
		return res.Plan.Phases
	}
	way := Way(res.Model, res, people, 0)
	out := make([]assess.Phase, firstPhases)
	for k := range out {
		ph := &way.Phases[k]
		out[k] = assess.Phase{Days: ph.Days, Actions: []assess.Step{}, Projected: ph.Projected}
		for _, n := range ph.Steps {
			st := &way.Steps[n]
			out[k].Actions = append(out[k].Actions, assess.Step{Practice: st.Practice, Action: st.Action,
				FromDay: st.FromDay, ToDay: st.ToDay, FirstRaise: st.FirstRaise, StartLevel: st.From, To: st.To})
		}
		slices.SortStableFunc(out[k].Actions, func(x, y assess.Step) int {
			return cmp.Or(cmp.Compare(rankOf(res, x.Practice), rankOf(res, y.Practice)), cmp.Compare(x.To, y.To))
		})
	}
	return out
}

// StepOf is a step of a result's plan as one of any plan, with its days and what it needs beside its action.
func StepOf(res *assess.Result, st *assess.Step) Step {
	return Step{Practice: st.Practice, Action: st.Action, From: st.StartLevel, To: st.To, FirstRaise: st.FirstRaise,
		PersonDays: res.Rubric.Work(st.Action), Also: unserved(res, st.Practice, st.Action), FromDay: st.FromDay,
		ToDay: st.ToDay}
}

// rankOf is the place of a practice among the priorities.
func rankOf(res *assess.Result, practice int) int {
	return slices.IndexFunc(res.Priorities, func(p assess.Priority) bool { return p.Practice == practice })
}
