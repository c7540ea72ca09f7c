package assess_test

import (
	"math/rand/v2"
	"testing"

	"fathom/assess"
	"fathom/rubric"
)

// TestProbe: over random rubrics, what a probe tells of other answers is what scoring the whole again gives, whatever
// was taken before: of one criterion, of several of a practice, and of what begins a part or leaves it.
func TestProbe(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 13))
	for range 1500 {
		m := tree(rng)
		for i := range m.Rubric.Practices {
			m.Rubric.Practices[i].Target = rubric.PerStage{All: num(float64(1 + rng.IntN(3)))}
		}
		a, opt := aFile(m, rng), assess.Options{Stage: []string{"", "late"}[rng.IntN(2)],
			Sector: []string{"", "here"}[rng.IntN(2)]}
		id := anyNode(m, rng)
		score, share := m.NewProbe(a, opt, id), m.NewAttainmentProbe(a, opt)
		for range 12 {
			changes := someChanges(m, rng)
			checkProbe(t, m, with(a, changes), opt, id, score.Try(changes...), share.Try(changes...))
			checkProbe(t, m, a, opt, id, score.Now(), share.Now())
			if rng.IntN(3) == 0 {
				more := someChanges(m, rng) // of another practice, in one go
				changes = append(changes, more...)
				score.Take(changes...)
				share.Take(changes...)
				a = with(a, changes)
				taken := m.Score(a, opt)
				if was := nodeOf(m, taken, id).Score; score.Now() != was || share.Now() != taken.Overall.Attainment {
					t.Errorf("%s: %v and %v, not %v and %v to the last digit", id, score.Now(), share.Now(), was,
						taken.Overall.Attainment)
				}
			}
		}
		if t.Failed() {
			t.FailNow()
		}
	}
}

func checkProbe(t *testing.T, m *assess.Model, a *assess.Assessment, opt assess.Options, id string, score,
	share assess.Maybe[float64]) {
	t.Helper()
	res := m.Score(a, opt)
	if want := nodeOf(m, res, id).Score; score.OK != want.OK || !near(score.Value, want.Value) {
		t.Errorf("%s: %v, not %v (%+v)", id, score, want, m.Rubric.Scoring)
	}
	if want := res.Overall.Attainment; share.OK != want.OK || !near(share.Value, want.Value) {
		t.Errorf("attainment: %v, not %v (%+v)", share, want, m.Rubric.Scoring)
	}
}

func aFile(m *assess.Model, rng *rand.Rand) *assess.Assessment {
	a := random(m, rng)
	a.Depth = []string{"", "quick", "p0"}[rng.IntN(3)]
	if rng.IntN(4) == 0 { // parts that nobody has begun
		for i := range a.Answers {
			if partOf(m, i) > 0 {
				a.Answers[i] = assess.Answer{}
			}
		}
	}
	return a
}

func anyNode(m *assess.Model, rng *rand.Rand) string {
	r := m.Rubric
	ids := append(append(append([]string{"overall", "nowhere"}, r.PartIDs()...), r.DimensionIDs()...),
		r.PracticeIDs()...)
	return ids[rng.IntN(len(ids))]
}

func nodeOf(m *assess.Model, res *assess.Result, id string) *assess.Node {
	for i, part := range m.Rubric.Parts {
		if part.ID == id {
			return &res.Parts[i]
		}
	}
	for i, d := range m.Rubric.Dimensions {
		if d.ID == id {
			return &res.Dimensions[i]
		}
	}
	for i, p := range m.Rubric.Practices {
		if p.ID == id {
			return &res.Practices[i].Node
		}
	}
	if id == "overall" {
		return &res.Overall.Node
	}
	return &assess.Node{}
}

// someChanges are other answers to one criterion, or to all of its practice.
func someChanges(m *assess.Model, rng *rand.Rand) []assess.Change {
	answers := []assess.Answer{{}, na, unknown, level(1), level(2), level(3), level(2)}
	at := rng.IntN(m.Len())
	out := []assess.Change{{At: at, Answer: answers[rng.IntN(len(answers))]}}
	if rng.IntN(3) > 0 {
		return out
	}
	for i := range m.Len() {
		if i != at && m.Criterion(i).Practice == m.Criterion(at).Practice {
			out = append(out, assess.Change{At: i, Answer: answers[rng.IntN(len(answers))]})
		}
	}
	return out
}

func with(a *assess.Assessment, changes []assess.Change) *assess.Assessment {
	out := *a
	out.Answers = append([]assess.Answer(nil), a.Answers...)
	for _, c := range changes {
		out.Answers[c.At] = c.Answer
	}
	return &out
}
