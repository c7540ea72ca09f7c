package plan_test

import (
	"fmt"
	"math"
	"math/rand/v2"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/rubrictest"
)

func num(v float64) *float64 { return &v }

// newRand is the same on every run.
func newRand() *rand.Rand { return rand.New(rand.NewPCG(1, 2)) }

func oneOf[T any](rng *rand.Rand, of ...T) T { return of[rng.IntN(len(of))] }

// shape is how large a random rubric is, and how odd.
type shape struct {
	parts, dims, practices, requires int  // dims and practices of all parts together, evenly
	odd                              bool // every aggregate, cap, scale, weight and cost that there may be
}

// small is a shape that can be searched by trying everything.
func small(rng *rand.Rand) shape {
	return shape{1 + rng.IntN(3), 1 + rng.IntN(4), 2 + rng.IntN(4), rng.IntN(5), true}
}

// aRubric makes a random rubric of a shape.
func aRubric(rng *rand.Rand, of shape) *rubric.Rubric {
	mean := rubric.Rule{Aggregate: rubric.Mean}
	r := &rubric.Rubric{ID: "t", Version: "1", Languages: []string{"en"},
		Scoring: rubric.Scoring{Practice: mean, Dimension: mean, Part: mean, Overall: mean},
		Scales:  []rubric.Scale{scale("five", 5, 1, 0), scale("three", 3, 0.5, -0.5), scale("ten", 3, 10, 0)},
		Owners:  []rubric.Owner{{ID: "A"}, {ID: "B"}},
		Stages:  []rubric.Stage{{ID: "early", Default: true}, {ID: "late"}},
		Sectors: []rubric.Sector{{ID: "here", Weights: map[string]float64{"k0": -3, "k1": 1}}}}
	if of.odd {
		rule := func() rubric.Rule {
			return rubric.Rule{Aggregate: oneOf(rng, rubric.Mean, rubric.Mean, rubric.Sum, rubric.Min,
				rubric.Geometric)}
		}
		r.Scoring = rubric.Scoring{Practice: rule(), Dimension: rule(), Part: rule(), Overall: rule()}
	}
	if rng.IntN(2) == 0 {
		r.Scoring.Practice.AboveLowest = num(oneOf(rng, 0, 0.5, 1))
	}
	mixed := of.odd && rng.IntN(3) == 0
	of.dims = max(of.dims, of.parts)
	of.practices = max(of.practices, of.dims)
	for p := range of.parts {
		r.Parts = append(r.Parts, rubric.Part{ID: fmt.Sprint("p", p), Weight: given(rng, of.odd)})
	}
	for d := range of.dims {
		r.Dimensions = append(r.Dimensions, rubric.Dimension{ID: fmt.Sprint("d", d),
			Part: r.Parts[d*of.parts/of.dims].ID, Weight: given(rng, of.odd)})
	}
	for k := range of.practices {
		on := "five"
		if mixed {
			on = oneOf(rng, "five", "three", "ten")
		}
		r.Practices = append(r.Practices, aPractice(rng, r, k, r.Dimensions[k*of.dims/of.practices].ID, on, of.odd))
	}
	if r.Scoring.Practice.Aggregate == rubric.Sum && of.practices%2 == 0 && !mixed {
		readOnOwnScale(r)
	} else if of.odd {
		rubrictest.Own(rng, r, 2)
	}
	for range of.requires { // of earlier ones, in chains and of several
		if i := rng.IntN(of.practices); i > 0 {
			p := &r.Practices[i]
			p.Requires = append(p.Requires, rubric.Requirement{Practice: fmt.Sprint("k", rng.IntN(i)),
				Level: float64(2 + rng.IntN(2))})
		}
	}
	return r
}

// readOnOwnScale reads the sums on a scale of their own, all of which can be reached; every second practice has rungs
// on it.
func readOnOwnScale(r *rubric.Rubric) {
	r.Scales = append(r.Scales, scale("own", 5, 0.8, 0.2))
	r.Scoring.Practice.Scale = "own"
	for i := range r.Practices {
		for c := range r.Practices[i].Criteria {
			r.Practices[i].Criteria[c].Weight = 1 / float64(len(r.Practices[i].Criteria))
			if i%2 == 1 {
				rung := 2 + c
				r.Practices[i].Criteria[c].Rung = &rung
			}
		}
	}
}

func scale(id string, levels int, step, from float64) rubric.Scale {
	s := rubric.Scale{ID: id}
	for l := 1; l <= levels; l++ {
		s.Levels = append(s.Levels, rubric.Level{Level: l, Value: from + step*float64(l)})
	}
	return s
}

func given(rng *rand.Rand, odd bool) rubric.PerStage {
	weight := func() float64 { return oneOf(rng, 0, 1, 1, 2, 3, 0.7) }
	switch {
	case !odd || rng.IntN(3) == 0:
		return rubric.PerStage{}
	case rng.IntN(2) == 0:
		return rubric.PerStage{All: num(weight())}
	}
	return rubric.PerStage{By: map[string]float64{"early": weight(), "late": weight()}}
}

func aPractice(rng *rand.Rand, r *rubric.Rubric, k int, dim, on string, odd bool) rubric.Practice {
	levels := r.Scale(on).Levels
	p := rubric.Practice{ID: fmt.Sprint("k", k), Dimension: dim, Weight: given(rng, odd), ByCriteria: k%5 == 3}
	if !odd {
		p.Weight = rubric.PerStage{All: num(float64(1 + rng.IntN(5)))}
	}
	if rng.IntN(5) > 0 {
		p.Target = rubric.PerStage{All: num(float64(2 + rng.IntN(len(levels)-1)))}
	}
	if rng.IntN(3) == 0 {
		p.Floor = num(2)
	}
	for c := range 1 + rng.IntN(3) {
		weight := 1.0
		if odd {
			weight = oneOf(rng, 0, 1, 1, 2, 0.7)
		}
		p.Criteria = append(p.Criteria, rubric.Criterion{ID: fmt.Sprint("c", c), Weight: weight, Scale: on,
			Core: c == 0})
	}
	for _, l := range levels[1:] {
		if odd && rng.IntN(8) == 0 {
			continue // a level without an action
		}
		a := rubric.Action{To: l.Level, Effort: oneOf[rubric.Effort](rng, "S", "M", "L"), Days: oneOf(rng, 10, 30, 90),
			Owner: oneOf(rng, "A", "B", "")}
		if odd {
			a.PersonDays = oneOf(rng, 0, 0, 0.5, 2.25, 1.37)
		}
		p.Actions = append(p.Actions, a)
	}
	return p
}

// someAnswers fills in every kind of answer.
func someAnswers(m *assess.Model, rng *rand.Rand, odd bool) *assess.Assessment {
	a := &assess.Assessment{Answers: make([]assess.Answer, m.Len()), Panel: true}
	if odd {
		a.Depth = oneOf(rng, "", "", "quick")
		a.Subject.Stage, a.Subject.Sector = oneOf(rng, "", "late"), oneOf(rng, "", "here")
	}
	unasked := -1 // nothing of this practice is answered
	if odd && rng.IntN(2) == 0 {
		unasked = rng.IntN(len(m.Rubric.Practices))
	}
	for i := range a.Answers {
		if m.Criterion(i).Practice == unasked {
			continue
		}
		levels := m.Rubric.Scale(m.Criterion(i).Scale).Levels
		low := func() int { return levels[min(rng.IntN(len(levels)), rng.IntN(len(levels)))].Level }
		switch x := rng.IntN(16); {
		case x == 0:
			a.Answers[i] = assess.Answer{Given: true, State: assess.NotApplicable, Note: "no"}
		case x == 1:
			a.Answers[i] = assess.Answer{Given: true, State: assess.Unknown}
		case x < 4:
		case x < 7:
			a.Answers[i] = assess.Answer{Given: true, State: assess.Unanswered, Votes: []assess.Vote{
				{Rater: "r1", State: assess.Answered, Level: low()},
				{Rater: "r2", State: assess.Answered, Level: low()}}}
		default:
			a.Answers[i] = assess.Answer{Given: true, State: assess.Answered, Level: low()}
		}
	}
	return a
}

// near reports whether two numbers are one, to what is printed of none.
func near(a, b float64) bool { return math.Abs(a-b) <= 1e-9*max(1, math.Abs(a)) }
