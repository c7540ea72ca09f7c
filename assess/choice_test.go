package assess_test

import (
	"testing"

	"fathom/assess"
	"fathom/rubric"
)

// TestSector: a sector that takes all weight away takes the practice out of everything above it, but keeps it listed,
// not now, for its weight. By hand: without the sector (1*1 + 3*5)/4 = 4, with it 5.
func TestSector(t *testing.T) {
	r := build(means(), []spec{{id: "a", criteria: 1, weight: 1, target: 3}, {id: "b", criteria: 1, weight: 3}})
	r.Sectors = []rubric.Sector{{ID: "soft", Weights: map[string]float64{"a": -4}}}
	m := assess.Compile(r)
	a := &assess.Assessment{Answers: []assess.Answer{level(1), level(5)}}
	want(t, "overall", m.Evaluate(a, assess.Options{}).Overall.Score, 4)
	res := m.Evaluate(a, assess.Options{Sector: "soft"})
	want(t, "overall in the sector", res.Overall.Score, 5)
	if res.Practices[0].Weight != 0 || res.Overall.Weakest != assess.Some(1) {
		t.Errorf("a has weight %v; weakest %v, want b", res.Practices[0].Weight, res.Overall.Weakest)
	}
	if n := res.Plan.NotNow; len(n) != 1 || n[0].Practice != 0 || n[0].Reason != assess.ReasonWeight {
		t.Errorf("not now: %+v, want a for its weight", n)
	}
}

// TestStage: weights and targets come from the stage in force; a flag goes before the file, the file before the
// default.
func TestStage(t *testing.T) {
	r := build(means(), []spec{{id: "a", criteria: 1, weight: 1}, {id: "b", criteria: 1, weight: 1}})
	r.Stages = []rubric.Stage{{ID: "early"}, {ID: "late", Default: true}}
	r.Practices[0].Weight = rubric.PerStage{By: map[string]float64{"early": 3, "late": 1}}
	m := assess.Compile(r)
	a := &assess.Assessment{Answers: []assess.Answer{level(1), level(5)}}
	want(t, "default", m.Evaluate(a, assess.Options{}).Overall.Score, 3)
	want(t, "flag", m.Evaluate(a, assess.Options{Stage: "early"}).Overall.Score, 2)
	a.Subject.Stage = "early"
	want(t, "file", m.Evaluate(a, assess.Options{}).Overall.Score, 2)
	want(t, "flag before file", m.Evaluate(a, assess.Options{Stage: "late"}).Overall.Score, 3)
}

// TestTies: equal priorities and equal weakest scores go by rubric order, also when thirds make the sums.
func TestTies(t *testing.T) {
	r := build(means(), []spec{{id: "a", criteria: 3, weight: 3, target: 4},
		{id: "b", criteria: 1, weight: 5, target: 3}})
	// a: (1+2+2)/3 = 5/3, gap 7/3, own 7; b: score 1.6 from votes 1,1,2,2,2, gap 1.4, own 7
	votes := assess.Answer{Given: true, State: assess.Unanswered}
	for _, v := range []int{1, 1, 2, 2, 2} {
		votes.Votes = append(votes.Votes, assess.Vote{State: assess.Answered, Level: v})
	}
	res := evaluate(r, level(1), level(2), level(2), votes)
	if res.Priorities[0].Practice != 0 || res.Priorities[1].Practice != 1 {
		t.Errorf("a tie goes by rubric order: %+v", res.Priorities)
	}
	if res.Overall.Weakest != assess.Some(1) {
		t.Errorf("weakest %v, want b", res.Overall.Weakest)
	}
}

// TestPartNotAssessed: a part without a score stays out of the overall score and is said to be not assessed.
func TestPartNotAssessed(t *testing.T) {
	r := build(means(), []spec{{id: "a", criteria: 1, weight: 1}}, []spec{{id: "b", criteria: 1, weight: 9}})
	r.Parts = append(r.Parts, rubric.Part{ID: "other"})
	r.Dimensions[1].Part = "other"
	res := evaluate(r, level(4), unknown)
	want(t, "overall", res.Overall.Score, 4)
	want(t, "coverage", res.Overall.Coverage, 1)
	if len(res.Warnings) != 1 || res.Warnings[0].Code != assess.NotAssessed || res.Warnings[0].At != "other" {
		t.Errorf("warnings %+v", res.Warnings)
	}
	if len(res.Plan.FindOutFirst) != 0 {
		t.Errorf("find out first is for assessed parts: %v", res.Plan.FindOutFirst)
	}
}

// TestDepth: what is not asked and has no entry is outside everything; an entry always counts.
func TestDepth(t *testing.T) {
	m := assess.Compile(build(means(), []spec{{id: "a", criteria: 2, weight: 1}}))
	a := &assess.Assessment{Depth: "quick", Answers: []assess.Answer{level(4), none}}
	res := m.Evaluate(a, assess.Options{})
	want(t, "coverage", res.Overall.Coverage, 1)
	if s := res.Practices[0].Criteria[1].State; s != assess.NotAsked {
		t.Errorf("the second criterion is %v", s)
	}
	a.Answers[1] = level(2)
	want(t, "with an entry", m.Evaluate(a, assess.Options{}).Overall.Score, 3)
	a.Answers[1], a.Depth = none, "part"
	want(t, "the part's depth", m.Evaluate(a, assess.Options{}).Overall.Coverage, 0.5)
}
