package assess_test

import (
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/channelteam"
)

// score scores an assessment by its codes and its ballots.
func score(m *assess.Model, scorer *assess.Scorer, a *assess.Assessment) {
	codes := make([]assess.Code, m.Len())
	var ballots []assess.Ballot
	for i := range a.Answers {
		answer := &a.Answers[i]
		if codes[i] = codeOf(m, i, answer.Given, answer.State, answer.Level); answer.Votes == nil || answer.IsAgreed() {
			continue
		}
		codes[i] = assess.Voted
		b := assess.Ballot{Criterion: i}
		for _, v := range answer.Votes {
			b.Votes = append(b.Votes, codeOf(m, i, true, v.State, v.Level))
		}
		ballots = append(ballots, b)
	}
	given := slices.Clone(codes)
	scorer.ScorePanel(codes, ballots, a.Subject.Stage, a.Subject.Sector, a.Depth)
	if !slices.Equal(codes, given) {
		panic("the scorer changed its caller's codes")
	}
}

func codeOf(m *assess.Model, i int, given bool, state assess.State, level int) assess.Code {
	switch {
	case !given:
		return assess.NoAnswer
	case state == assess.NotApplicable:
		return assess.DoesNotApply
	case state != assess.Answered:
		return assess.DontKnow
	}
	at := slices.IndexFunc(m.Rubric.Scale(m.Criterion(i).Scale).Levels,
		func(l rubric.Level) bool { return l.Level == level })
	return assess.FirstLevel + assess.Code(at)
}

// same holds a scorer against the whole evaluation: every number of it must be the same number, to the last bit.
func same(t *testing.T, m *assess.Model, scorer *assess.Scorer, a *assess.Assessment) {
	t.Helper()
	res := m.Evaluate(a, assess.Options{})
	judged(t, res)
	if scorer.Overall() != res.Overall.Node || scorer.Weakest() != res.Overall.Weakest ||
		scorer.StageReached() != res.Overall.StageReached || scorer.Attainment() != res.Overall.Attainment {
		t.Fatalf("overall %+v, want %+v", scorer.Overall(), res.Overall)
	}
	for i := range res.Parts {
		if scorer.Part(i) != res.Parts[i].Score {
			t.Fatalf("part %d: %v, want %v", i, scorer.Part(i), res.Parts[i].Score)
		}
	}
	for i := range res.Dimensions {
		if scorer.Dimension(i) != res.Dimensions[i].Score {
			t.Fatalf("dimension %d: %v, want %v", i, scorer.Dimension(i), res.Dimensions[i].Score)
		}
	}
	for i := range res.Practices {
		if scorer.Practice(i) != res.Practices[i].Score {
			t.Fatalf("practice %d: %v, want %v", i, scorer.Practice(i), res.Practices[i].Score)
		}
		p, at := &res.Practices[i], -1
		if p.Level.OK {
			at = slices.IndexFunc(p.Scale.Levels, func(l rubric.Level) bool { return l.Level == p.Level.Value })
		}
		if scorer.Target(i) != p.Aim || scorer.LevelIndex(i) != at {
			t.Fatalf("practice %d: target %v, level %d, want %v, %d", i, scorer.Target(i), scorer.LevelIndex(i), p.Aim, at)
		}
	}
	var focus []int
	for _, p := range res.Priorities {
		if p.Focus {
			focus = append(focus, p.Practice)
		}
	}
	if !slices.Equal(scorer.Focus(), focus) {
		t.Fatalf("focus %v, want %v", scorer.Focus(), focus)
	}
}

// TestScorer: a scorer that is used again and again gives what one whole evaluation gives.
func TestScorer(t *testing.T) {
	dirs, _ := filepath.Glob("../testdata/cases/[0-9]*")
	for _, dir := range dirs {
		m, a := load(t, dir)
		scorer := m.NewScorer()
		score(m, scorer, a)
		same(t, m, scorer, a)
		scorer.Evaluate(a, assess.Options{})
		same(t, m, scorer, a)
		rng := rand.New(rand.NewPCG(3, 4))
		for range 200 {
			b := random(m, rng)
			b.Subject = anywhere(m, rng)
			b.Depth = []string{"", "quick", m.Rubric.Parts[0].ID}[rng.IntN(3)]
			voted(m, b, rng)
			score(m, scorer, b)
			same(t, m, scorer, b)
		}
	}
}

// TestScorerOfTrees: so it does over random rubrics of every rule.
func TestScorerOfTrees(t *testing.T) {
	rng := rand.New(rand.NewPCG(24, 4))
	for range 300 {
		m := tree(rng)
		for i := range m.Rubric.Practices {
			m.Rubric.Practices[i].Target = rubric.PerStage{All: num(float64(1 + rng.IntN(3)))}
		}
		scorer := m.NewScorer()
		for range 20 {
			a := random(m, rng)
			a.Subject, a.Depth = anywhere(m, rng), []string{"", "quick", "p0"}[rng.IntN(3)]
			voted(m, a, rng)
			score(m, scorer, a)
			same(t, m, scorer, a)
		}
	}
}

// voted gives half of the assessments votes on some criteria, a few of which were agreed on.
func voted(m *assess.Model, a *assess.Assessment, rng *rand.Rand) {
	if rng.IntN(2) == 0 {
		return
	}
	for i := range a.Answers {
		answer, levels := &a.Answers[i], m.Rubric.Scale(m.Criterion(i).Scale).Levels
		if rng.IntN(3) > 0 {
			continue
		}
		for range 1 + rng.IntN(4) {
			v := assess.Vote{State: assess.Answered, Level: levels[rng.IntN(len(levels))].Level}
			if state := rng.IntN(5); state < 2 {
				v = assess.Vote{State: []assess.State{assess.Unknown, assess.NotApplicable}[state]}
			}
			answer.Votes = append(answer.Votes, v)
		}
		if !answer.Given || rng.IntN(4) > 0 {
			answer.Given, answer.State, answer.Level, answer.Note = true, assess.Unanswered, 0, ""
		}
	}
}

// anywhere is a subject at any stage and in any sector of the rubric, or in none.
func anywhere(m *assess.Model, rng *rand.Rand) (s assess.Subject) {
	if n := len(m.Rubric.Stages); n > 0 && rng.IntN(3) > 0 {
		s.Stage = m.Rubric.Stages[rng.IntN(n)].ID
	}
	if n := len(m.Rubric.Sectors); n > 0 && rng.IntN(3) > 0 {
		s.Sector = m.Rubric.Sectors[rng.IntN(n)].ID
	}
	return s
}

func BenchmarkScorer(b *testing.B) {
	m := assess.Compile(channelteam.Rubric())
	scorer, codes := m.NewScorer(), make([]assess.Code, m.Len())
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		i++
		for k := range codes {
			codes[k] = assess.FirstLevel + assess.Code((i+k)%5)
		}
		scorer.Score(codes, "growth", "", "")
		scorer.Attainment()
		scorer.StageReached()
		scorer.Weakest()
		scorer.Focus()
	}
}

// TestScorerKnowsAllAnswers: for every combination of answers, at both depths, what the scorer looks up is what the
// whole evaluation finds: under every rule, with a cap, a floor, targets and a prerequisite.
func TestScorerKnowsAllAnswers(t *testing.T) {
	answers := []assess.Answer{none, unknown, na, level(1), level(2), level(3), level(4), level(5)}
	for name, rule := range map[string]rubric.Rule{"mean": {Aggregate: rubric.Mean}, "lowest": {Aggregate: rubric.Min},
		"sum": {Aggregate: rubric.Sum, Start: 2}, "geometric": {Aggregate: rubric.Geometric},
		"capped": {Aggregate: rubric.Mean, AboveLowest: num(1)}} {
		scoring := means()
		scoring.Practice = rule
		m := assess.Compile(build(scoring, []spec{{id: "a", criteria: 2, weight: 2, target: 4, floor: 2}},
			[]spec{{id: "b", criteria: 1, weight: 1, target: 3,
				requires: []rubric.Requirement{{Practice: "a", Level: 3}}}, {id: "c", criteria: 1, weight: 1}}))
		scorer := m.NewScorer()
		a := &assess.Assessment{Answers: make([]assess.Answer, 4)}
		for n := range 2 * 2 * 4096 { // the second time all is known
			a.Depth = []string{"", "quick"}[n%2]
			for k, rest := 0, n/2; k < 4; k, rest = k+1, rest/8 {
				a.Answers[k] = answers[rest%8]
			}
			score(m, scorer, a)
			same(t, m, scorer, a)
			if t.Failed() {
				t.Fatalf("%s: %+v", name, a.Answers)
			}
		}
	}
}

// TestScorerOfManySettings: so it does where stages and sectors are more than outcomes are kept for.
func TestScorerOfManySettings(t *testing.T) {
	r, rng := *channelteam.Rubric(), rand.New(rand.NewPCG(25, 1))
	r.Sectors = nil
	for k := range 12 {
		weights := map[string]float64{}
		for range 5 {
			weights[r.Practices[rng.IntN(len(r.Practices))].ID] = float64(rng.IntN(3))
		}
		r.Sectors = append(r.Sectors, rubric.Sector{ID: string(rune('a' + k)), Weights: weights})
	}
	m := assess.Compile(&r)
	scorer, seen := m.NewScorer(), map[string]bool{}
	for range 600 {
		a := random(m, rng)
		a.Subject = anywhere(m, rng)
		seen[a.Subject.Stage+"/"+a.Subject.Sector] = true
		score(m, scorer, a)
		same(t, m, scorer, a)
	}
	if len(seen) < 40 {
		t.Error("there were only", len(seen))
	}
}
