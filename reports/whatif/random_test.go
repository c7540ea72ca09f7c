package whatif_test

import (
	"fmt"
	"math/rand/v2"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/rubrictest"
)

// scales are what random rubrics rate on: the second has values that are not its levels, the third is very short.
func scales() []rubric.Scale {
	return []rubric.Scale{
		{ID: "five", Levels: []rubric.Level{{Level: 1, Value: 1}, {Level: 2, Value: 2}, {Level: 3, Value: 3},
			{Level: 4, Value: 4}, {Level: 5, Value: 5}}},
		{ID: "steps", Levels: []rubric.Level{{Level: 0, Value: 0}, {Level: 1, Value: 1.0 / 3}, {Level: 2, Value: 4},
			{Level: 3, Value: 9}}},
		{ID: "yes", Levels: []rubric.Level{{Level: 0, Value: 0}, {Level: 1, Value: 1}}},
	}
}

func pick[T any](rng *rand.Rand, of ...T) T { return of[rng.IntN(len(of))] }

// perStage is a number for all stages, one for each, or none.
func perStage(rng *rand.Rand, of ...float64) rubric.PerStage {
	switch rng.IntN(4) {
	case 0:
		return rubric.PerStage{}
	case 1:
		return rubric.PerStage{By: map[string]float64{"early": pick(rng, of...), "late": pick(rng, of...)}}
	}
	v := pick(rng, of...)
	return rubric.PerStage{All: &v}
}

// randomRubric has every kind of rule that bears on a score.
func randomRubric(rng *rand.Rand) *rubric.Rubric {
	rule := func() rubric.Rule {
		out := rubric.Rule{Aggregate: pick(rng, rubric.Mean, rubric.Mean, rubric.Sum, rubric.Min, rubric.Geometric)}
		if out.Aggregate == rubric.Sum {
			out.Start = pick(rng, 0.0, 0, -3, 10)
		}
		return out
	}
	r := &rubric.Rubric{ID: "random", Version: "1", Languages: []string{"en", "zh"}, Scales: scales(),
		Scoring: rubric.Scoring{Practice: rule(), Dimension: rule(), Part: rule(), Overall: rule()},
		Stages:  []rubric.Stage{{ID: "early"}, {ID: "late"}},
		Sectors: []rubric.Sector{{ID: "trade", Weights: map[string]float64{"p0": -1, "p1": 2, "p3": -3}}}}
	if rng.IntN(2) == 0 {
		above := pick(rng, 0, 0.5, 1)
		r.Scoring.Practice.AboveLowest = &above
	}
	if r.Scoring.Practice.Aggregate == rubric.Sum && rng.IntN(2) == 0 {
		r.Scoring.Practice.Scale = pick(rng, r.Scales...).ID
	}
	mixed := rng.IntN(3) // one scale throughout, one a practice, one a criterion
	one := pick(rng, r.Scales...).ID
	for p := range pick(rng, 1, 2, 2, 3) {
		part := fmt.Sprintf("part%d", p)
		r.Parts = append(r.Parts, rubric.Part{ID: part, Weight: perStage(rng, 0, 1, 1, 2.5, 2.5, 4)})
		for range 1 + rng.IntN(3) {
			dim := fmt.Sprintf("dim%d", len(r.Dimensions))
			r.Dimensions = append(r.Dimensions, rubric.Dimension{ID: dim, Part: part,
				Weight: perStage(rng, 0, 1, 1, 2, 3, 3)})
			for range 1 + rng.IntN(3) {
				r.Practices = append(r.Practices, randomPractice(rng, dim, len(r.Practices), mixed, one))
			}
		}
	}
	return rubrictest.Own(rng, r, 1)
}

func randomPractice(rng *rand.Rand, dim string, n, mixed int, scale string) rubric.Practice {
	p := rubric.Practice{ID: fmt.Sprintf("p%d", n), Dimension: dim, Weight: perStage(rng, 0, 1, 1, 2, 2, 5),
		Target: perStage(rng, 1, 2, 3, 4), ByCriteria: rng.IntN(3) == 0}
	if mixed > 0 {
		scale = pick(rng, scales()...).ID
	}
	for k := range 1 + rng.IntN(4) {
		if mixed > 1 {
			scale = pick(rng, scales()...).ID
		}
		p.Criteria = append(p.Criteria, rubric.Criterion{ID: fmt.Sprintf("c%d", k), Core: rng.IntN(2) == 0,
			Weight: pick(rng, 0, 0.5, 1, 1, 1, 2, 2), Scale: scale})
	}
	return p
}

// randomAnswer is one in any state; some are votes, whose mean lies between levels.
func randomAnswer(rng *rand.Rand, s *rubric.Scale) assess.Answer {
	level := func() int { return pick(rng, s.Levels...).Level }
	switch rng.IntN(8) {
	case 0:
		return assess.Answer{Given: true, State: assess.NotApplicable, Note: "why"}
	case 1:
		return assess.Answer{Given: true, State: assess.Unknown}
	case 2:
		return assess.Answer{}
	case 3, 4:
		a := assess.Answer{Given: true}
		for v := range 2 + rng.IntN(2) {
			vote := assess.Vote{Rater: fmt.Sprintf("r%d", v), State: assess.Answered, Level: level()}
			if rng.IntN(5) == 0 {
				vote = assess.Vote{Rater: vote.Rater, State: pick(rng, assess.Unknown, assess.NotApplicable)}
			}
			a.Votes = append(a.Votes, vote)
		}
		return a
	}
	return assess.Answer{Given: true, State: assess.Answered, Level: level()}
}

// randomAssessment answers some of a rubric, at any depth, stage and sector.
func randomAssessment(rng *rand.Rand, m *assess.Model) *assess.Assessment {
	a := &assess.Assessment{Answers: make([]assess.Answer, m.Len()), Date: "2026-11-20", Panel: true,
		Raters: []assess.Rater{{ID: "r0"}, {ID: "r1"}, {ID: "r2"}},
		Subject: assess.Subject{ID: "s", Name: "S", Stage: pick(rng, "", "early", "late"),
			Sector: pick(rng, "", "trade")},
		Depth: pick(rng, "", "full", "quick", m.Rubric.Parts[0].ID)}
	empty := rng.IntN(3) == 0 // one part is
	for i := range a.Answers {
		c := m.Criterion(i)
		if empty && m.Asked(i, m.Rubric.Parts[len(m.Rubric.Parts)-1].ID) || !m.Asked(i, a.Depth) && rng.IntN(4) > 0 {
			continue
		}
		a.Answers[i] = randomAnswer(rng, m.Rubric.Scale(c.Scale))
	}
	return a
}
