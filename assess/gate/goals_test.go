package gate_test

import (
	"slices"
	"testing"

	"fathom/assess"
	"fathom/assess/gate"
	"fathom/assess/plan"
	"fathom/rubric/channelteam"
)

// henan is an assessment of the built-in rubric in which every criterion is at level 2, but those of the last practice,
// which do not apply.
func henan(capacity map[string]float64) *assess.Result {
	m := assess.Compile(channelteam.Rubric())
	a := &assess.Assessment{Capacity: assess.Capacity{PerQuarter: capacity}}
	last := len(m.Rubric.Practices) - 1
	for i := range m.Rubric.Practices {
		for range m.Rubric.Practices[i].Criteria {
			answer := assess.Answer{Given: true, State: assess.Answered, Level: 2}
			if i == last {
				answer = assess.Answer{Given: true, State: assess.NotApplicable}
			}
			a.Answers = append(a.Answers, answer)
		}
	}
	return m.Evaluate(a, assess.Options{})
}

// TestGoals: rules about scores become goals, floors one for all of them; what is about answers and votes is handed
// back; of a rule for each practice, what does not apply asks nothing.
func TestGoals(t *testing.T) {
	res := henan(nil)
	each, _ := gate.NewRules(res.Model, gate.MinScore, "practices", 2.5)
	floors, _ := gate.NewRules(res.Model, gate.Floor, "", 0)
	rules := slices.Concat([]gate.Rule{
		{Kind: gate.MinScore, At: "overall", Limit: 3}, {Kind: gate.MinLevel, At: "roles", Limit: 3},
		{Kind: gate.MinAttainment, Limit: 0.8}, {Kind: gate.MaxUnanswered, Limit: 0.1},
		{Kind: gate.MinRaters, Limit: 3},
		{Kind: gate.Regression, At: "overall", Limit: 0.1}}, each, floors)
	goals, others := gate.Goals(rules, res)
	want := []plan.Goal{{Kind: plan.GoalScore, At: "overall", Value: 3},
		{Kind: plan.GoalLevel, At: "roles", Value: 3},
		{Kind: plan.GoalAttainment, Value: 0.8}}
	for i := range res.Rubric.Practices[:len(res.Rubric.Practices)-1] {
		want = append(want, plan.Goal{Kind: plan.GoalScore, At: res.Rubric.Practices[i].ID, Value: 2.5})
	}
	if want = append(want, plan.Goal{Kind: plan.GoalFloors}); !slices.Equal(goals, want) {
		t.Errorf("got %v, want %v", goals, want)
	}
	var kinds []gate.Kind
	for _, r := range others {
		kinds = append(kinds, r.Kind)
	}
	if want := []gate.Kind{gate.MaxUnanswered, gate.MinRaters, gate.Regression}; !slices.Equal(kinds, want) {
		t.Errorf("handed back are %v, want %v", kinds, want)
	}
}

// TestMissingThatBear: of the missing answers those are told on which a rule depends that is not met without them.
func TestMissingThatBear(t *testing.T) {
	res := henan(nil)
	a := *res.Assessment
	a.Answers = slices.Clone(a.Answers)
	a.Answers[0], a.Answers[len(a.Answers)-1] = assess.Answer{}, assess.Answer{}
	res = res.Model.Evaluate(&a, assess.Options{})
	at := res.Rubric.Practices[res.Model.Criterion(0).Practice].ID
	for limit, want := range map[float64][]int{5: {0}, 1: nil} {
		rules := []gate.Rule{{Kind: gate.MinScore, At: at, Limit: limit}}
		q := plan.Question{Kind: plan.Reach, Goals: []plan.Goal{{Kind: plan.GoalScore, At: at, Value: limit}}}
		if got := gate.Ask(res, rules, rules, q, plan.Capacity{}, 0).Missing; !slices.Equal(got, want) {
			t.Errorf("%s at %v: %v, want %v", at, limit, got, want)
		}
	}
}

// TestWay: the way is to what is not met, and scored again it meets it; without a rule about scores that is not met,
// or without anybody who could do it, there is none.
func TestWay(t *testing.T) {
	outcome := func(kind gate.Kind, at string, limit float64, verdict gate.Verdict) gate.Outcome {
		return gate.Outcome{Rule: gate.Rule{Kind: kind, At: at, Limit: limit}, Verdict: verdict}
	}
	short := outcome(gate.MinScore, "roles", 3, gate.NotMet)
	met := outcome(gate.MinScore, "overall", 4, gate.Met) // by some other file: it must not count
	a := gate.Way(henan(nil), []gate.Outcome{short, met})
	if a == nil || !a.Plan.Proof.Optimal || len(a.Plan.Steps) != 1 || a.Plan.Steps[0].To != 3 {
		t.Fatalf("the way is %+v", a)
	}
	if p := a.Plan.Phases[len(a.Plan.Phases)-1].Projected.Practices; p[a.Plan.Steps[0].Practice].Value != 3 {
		t.Errorf("it leads to %v", p[a.Plan.Steps[0].Practice])
	}
	nobody := map[string]float64{a.Plan.Steps[0].Action.Owner: 0}
	for name, way := range map[string]*plan.Answer{
		"all met":     gate.Way(henan(nil), []gate.Outcome{met}),
		"answers":     gate.Way(henan(nil), []gate.Outcome{outcome(gate.MaxUnanswered, "", 0.1, gate.NotMet)}),
		"regression":  gate.Way(henan(nil), []gate.Outcome{outcome(gate.Regression, "overall", 0, gate.NotMet)}),
		"undecided":   gate.Way(henan(nil), []gate.Outcome{outcome(gate.MinScore, "roles", 3, gate.Undecided)}),
		"has no time": gate.Way(henan(nobody), []gate.Outcome{short}),
	} {
		if way != nil {
			t.Errorf("%s: the way has %d steps", name, len(way.Plan.Steps))
		}
	}
}
