package plan_test

import (
	"slices"
	"testing"

	"fathom/assess"
	"fathom/assess/plan"
)

// ids are those of steps, sorted.
func ids(m *assess.Model, steps []plan.Step) []string {
	out := []string{}
	for k := range steps {
		out = append(out, steps[k].ID(m.Rubric))
	}
	slices.Sort(out)
	return out
}

// TestAskByAnEnd: the worked example, with 60 days. By then roles and training are at 2, goals and innovation at 3:
// (2 + 3 + 2 + 2 + 2 + 0.5 * 3) / 5.5 = 12.5 / 5.5. The days bound what is chosen, not only what is shown of it.
func TestAskByAnEnd(t *testing.T) {
	m, res := worked(t, 1, 2, 1, 2, 2, 2)
	all := []string{"goals@3", "innovation@3", "roles@2", "training@2"}
	aim := plan.Question{Kind: plan.Reach, Goals: []plan.Goal{{Kind: plan.GoalScore, At: "overall", Value: 3}}}
	a := plan.Ask(m, res, aim, plan.Capacity{}, 60)
	if len(a.Choice.Short) != 1 || !near(a.Choice.Short[0].Best.Value, 12.5/5.5) {
		t.Errorf("reach: short is %+v", a.Choice.Short)
	}
	if got := ids(m, a.Plan.Steps); !slices.Equal(got, all) || len(a.NoRoom) > 0 {
		t.Errorf("reach: %v, no room for %v", got, ids(m, a.NoRoom))
	}
	b := plan.Ask(m, res, plan.Question{Kind: plan.Budget, Budget: 1000}, plan.Capacity{}, 60)
	if got := ids(m, b.Plan.Steps); !slices.Equal(got, all) || len(b.NoRoom) > 0 || b.WeekMore != nil {
		t.Errorf("budget: %v, no room for %v", got, ids(m, b.NoRoom))
	}
	if b.Until != 60 || !near(b.Plan.PersonDays, 3+15+3+15) {
		t.Errorf("until day %d, %v person-days", b.Until, b.Plan.PersonDays)
	}
}

// TestAskNoRoom: the director has a person-day for every day, but does one step at a time: in 60 days there is room for
// roles@2 and nothing after it that takes 60 days, or for innovation@3, which counts half. A budget buys what there is
// room for, and no more; of a way to goals@3, beside which roles@2 must be done, what has no room is told.
func TestAskNoRoom(t *testing.T) {
	m, res := worked(t, 1, 2, 1, 2, 2, 2)
	people := plan.Capacity{PerQuarter: map[string]float64{"DIR": 91, "HR": 91, "OPS": 91}, AtOnce: 1}
	a := plan.Ask(m, res, plan.Question{Kind: plan.Budget}, people, 60)
	if got, want := ids(m, a.Plan.Steps), []string{"roles@2", "training@2"}; !slices.Equal(got, want) {
		t.Errorf("planned are %v, want %v", got, want)
	}
	if !a.Plan.Proof.Optimal || len(a.NoRoom) > 0 {
		t.Errorf("%+v, no room for %v", a.Plan.Proof, ids(m, a.NoRoom))
	}
	goals := plan.Question{Kind: plan.Reach, Goals: []plan.Goal{{Kind: plan.GoalScore, At: "goals", Value: 3}}}
	a = plan.Ask(m, res, goals, people, 60)
	if got := ids(m, a.NoRoom); a.Plan.Proof.Optimal || !slices.Equal(got, []string{"goals@3"}) {
		t.Errorf("%+v, no room for %v", a.Plan.Proof, got)
	}
	if a = plan.Ask(m, res, plan.Question{Kind: plan.Budget}, people, 0); a.Until != 180 {
		t.Errorf("the whole capacity ends on day %d", a.Until)
	}
	for k := range a.Plan.Steps {
		if a.Plan.Steps[k].ToDay > 180 {
			t.Errorf("%s ends on day %d", a.Plan.Steps[k].ID(m.Rubric), a.Plan.Steps[k].ToDay)
		}
	}
}

// TestAskWithoutPeople: who has no time bounds a choice also where there is no end.
func TestAskWithoutPeople(t *testing.T) {
	m, res := worked(t, 1, 2, 1, 2, 2, 2)
	people := plan.Capacity{PerQuarter: map[string]float64{"OPS": 0}}
	q := plan.Question{Kind: plan.Reach, Goals: []plan.Goal{{Kind: plan.GoalScore, At: "overall", Value: 3}}}
	a := plan.Ask(m, res, q, people, 0) // data and market stay at 2: (3 + 3 + 3 + 2 + 2 + 1.5) / 5.5
	if len(a.Choice.Short) != 1 || !near(a.Choice.Short[0].Best.Value, 14.5/5.5) || len(a.NoRoom) > 0 {
		t.Fatalf("short is %+v, no room for %v", a.Choice.Short, ids(m, a.NoRoom))
	}
	for _, l := range a.Choice.Short[0].Left {
		if l.Why != plan.NoPeople {
			t.Errorf("%s is left as %s", m.Rubric.Practices[l.Practice].ID, l.Why)
		}
	}
}

// TestAskFocus: by day 180 the worked example has done 106 person-days, and of the way (16 - 5.5) / 11. For as many the
// best choice leaves out innovation, too, which counts half; a week more does not pay for it (15).
func TestAskFocus(t *testing.T) {
	m, res := worked(t, 1, 2, 1, 2, 2, 2)
	a := plan.Ask(m, res, plan.Question{Kind: plan.Focus}, plan.Capacity{}, 0)
	if by := a.ByUrgency; by == nil || !near(by.PersonDays, 106) || !near(by.Attainment, 10.5/11) {
		t.Errorf("by urgency: %+v", by)
	}
	if best := a.ByWorth; best == nil || !near(best.Attainment, 10.5/11) {
		t.Errorf("by worth: %+v", best)
	}
	if a.WeekMore != nil || a.Choice != nil {
		t.Errorf("a week more brings %+v", a.WeekMore)
	}
	// by day 30 roles@2 and training@2 are done: 6 person-days, (11 - 5.5) / 11; nothing else is done by then, whatever
	// the work
	if a = plan.Ask(m, res, plan.Question{Kind: plan.Focus}, plan.Capacity{}, 30); !near(a.ByWorth.Attainment, 0.5) ||
		!near(a.ByUrgency.Attainment, 0.5) || a.WeekMore != nil {
		t.Errorf("by day 30: %+v, %+v, %+v", a.ByUrgency, a.ByWorth, a.WeekMore)
	}
}

// TestAskWeekMore: a budget of 3 buys roles@2 or training@2, one point of eleven; 8 buy both. What a week more brings
// is told of attainment alone.
func TestAskWeekMore(t *testing.T) {
	m, res := worked(t, 1, 2, 1, 2, 2, 2)
	a := plan.Ask(m, res, plan.Question{Kind: plan.Budget, Budget: 3}, plan.Capacity{}, 0)
	if a.WeekMore == nil || !near(a.WeekMore.Attainment-a.Choice.Attained().Value, 1.0/11) {
		t.Errorf("a week more brings %+v", a.WeekMore)
	}
	for _, gain := range []plan.Gain{plan.GainOverall, plan.GainLevels} {
		q := plan.Question{Kind: plan.Budget, Budget: 3, Gain: gain}
		if a := plan.Ask(m, res, q, plan.Capacity{}, 0); a.WeekMore != nil {
			t.Errorf("for %s a week more brings %+v", gain, a.WeekMore)
		}
	}
}
