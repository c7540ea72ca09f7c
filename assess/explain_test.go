package assess_test

import (
	"testing"

	"fathom/assess"
	"fathom/rubric"
)

func explain(t *testing.T, r *rubric.Rubric, a *assess.Assessment, id string) *assess.Explanation {
	t.Helper()
	m := assess.Compile(r)
	e, ok := m.Explain(m.Evaluate(a, assess.Options{}), id)
	if !ok {
		t.Fatalf("no %s", id)
	}
	return e
}

// TestExplainCounts: of the criteria weighing 1, 2, 4, 8 and 16, those count that are answered, not answered though
// asked, and unknown; what does not apply (4) and what was not asked (16) does not. 3 points of weight 1 stand for all
// 11: 33.
func TestExplainCounts(t *testing.T) {
	r := sums(spec{id: "a", criteria: 5, weight: 3}, spec{id: "b", criteria: 1, weight: 5},
		spec{id: "c", criteria: 1, weight: 7})
	for k := range r.Practices[0].Criteria {
		r.Practices[0].Criteria[k].Weight = float64(int(1) << k)
		r.Practices[0].Criteria[k].Core = k < 2
	}
	a := &assess.Assessment{Depth: "quick", Answers: []assess.Answer{level(3), none, na, unknown, none, na, none}}
	e := explain(t, r, a, "a")
	if e.Weight != 11 || e.Plain != assess.Some(33.0) || e.Node.Score != e.Plain || e.Capped.OK {
		t.Errorf("weight %v, made %v, score %v", e.Weight, e.Plain, e.Node.Score)
	}
	// a and c apply; b does not
	if e := explain(t, r, a, "A"); e.Weight != 10 || e.Terms[0].Share != 1 {
		t.Errorf("the dimension: weight %v, %+v", e.Weight, e.Terms)
	}
	// nothing is answered: what applies still has its weight
	a.Answers[0] = none
	if e := explain(t, r, a, "a"); e.Weight != 11 || e.Plain.OK {
		t.Errorf("nothing answered: weight %v, made %v", e.Weight, e.Plain)
	}
}

// TestExplainNotAssessed: a part that is not assessed has no weight in the sum of the others: 3 x 4, and not 3 x 4 x 12
// / 3.
func TestExplainNotAssessed(t *testing.T) {
	s := means()
	s.Overall = rubric.Rule{Aggregate: rubric.Sum}
	r := build(s, []spec{{id: "a", criteria: 1, weight: 3}}, []spec{{id: "b", criteria: 1, weight: 9}})
	r.Parts = append(r.Parts, rubric.Part{ID: "other"})
	r.Dimensions[1].Part = "other"
	e := explain(t, r, &assess.Assessment{Answers: []assess.Answer{level(4), none}}, "overall")
	if e.Weight != 3 || e.Plain != assess.Some(12.0) || e.Node.Score != e.Plain {
		t.Errorf("weight %v, made %v, score %v", e.Weight, e.Plain, e.Node.Score)
	}
}

// TestExplainHeld: a scores 1 of 5, b is not answered and scores from 10 to 20. The mean of what is answered is 1, and
// no answer to b lets the whole be below (1 + 10) / 2 = 5.5. The other way round, a mean of 20 is at most (20 + 5) / 2
// = 12.5.
func TestExplainHeld(t *testing.T) {
	r := build(means(), []spec{{id: "a", criteria: 1, weight: 1}, {id: "b", criteria: 1, weight: 1}})
	r.Scales = append(r.Scales, rubric.Scale{ID: "tens", Levels: []rubric.Level{{Level: 1, Value: 10},
		{Level: 2, Value: 20}}})
	r.Practices[1].Criteria[0].Scale = "tens"
	for _, c := range []struct {
		answers     []assess.Answer
		made, score float64
		low, high   bool
	}{
		{[]assess.Answer{level(1), none}, 1, 5.5, true, false},
		{[]assess.Answer{none, level(2)}, 20, 12.5, false, true},
		{[]assess.Answer{level(1), level(1)}, 5.5, 5.5, false, false},
	} {
		e := explain(t, r, &assess.Assessment{Answers: c.answers}, "A")
		low, high := e.Held()
		if e.Plain != assess.Some(c.made) || e.Node.Score != assess.Some(c.score) || low != c.low || high != c.high {
			t.Errorf("made %v, score %v, held %v %v", e.Plain, e.Node.Score, low, high)
		}
	}
}

// TestExplainCapped: 5, 5, 5 and 1 make 4, and at most 1 above the lowest is 2.
func TestExplainCapped(t *testing.T) {
	s := means()
	s.Practice.AboveLowest = num(1)
	e := explain(t, build(s, []spec{{id: "a", criteria: 4, weight: 1}}),
		&assess.Assessment{Answers: []assess.Answer{level(5), level(5), level(5), level(1)}}, "a")
	if low, high := e.Held(); e.Plain != assess.Some(4.0) || e.Capped != assess.Some(2.0) || low || high {
		t.Errorf("made %v, capped %v, held %v %v", e.Plain, e.Capped, low, high)
	}
}

// TestFirstRaise: what a step asks for first is answered, counts, and lies below the level that the step starts from.
func TestFirstRaise(t *testing.T) {
	r := build(means(), []spec{{id: "a", criteria: 5, weight: 1, target: 4,
		actions: []rubric.Action{{To: 4, Days: 30}}}})
	r.Practices[0].Criteria[1].Weight = 0
	// (2 + 4 + 4) / 3 = 3.33, level 3: the first lies below, and so does the second, which weighs nothing; one is
	// unknown
	res := evaluate(r, level(2), level(1), level(4), level(4), unknown)
	if steps := res.Plan.Phases[0].Actions; len(steps) != 1 || steps[0].StartLevel != 3 ||
		len(steps[0].FirstRaise) != 1 || steps[0].FirstRaise[0] != 0 {
		t.Errorf("%+v", steps)
	}
	// 3 is the level itself
	res = evaluate(r, level(3), level(1), level(3), level(4), unknown)
	if steps := res.Plan.Phases[0].Actions; len(steps) != 1 || len(steps[0].FirstRaise) != 0 {
		t.Errorf("%+v", steps)
	}
}
