package assess_test

import (
	"cmp"
	"math"
	"math/rand/v2"
	"testing"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/rubric/channelteam"
	"fathom/rubric/channelteam/samples"
)

// random fills the answers of a model at random, all four states among them.
func random(m *assess.Model, rng *rand.Rand) *assess.Assessment {
	a := &assess.Assessment{Answers: make([]assess.Answer, m.Len())}
	for i := range a.Answers {
		levels := m.Rubric.Scale(m.Criterion(i).Scale).Levels
		switch rng.IntN(8) {
		case 0:
			a.Answers[i] = na
		case 1:
			a.Answers[i] = unknown
		case 2:
		default:
			a.Answers[i] = level(levels[rng.IntN(len(levels))].Level)
		}
	}
	return a
}

// TestProperties: scores stay within their bounds, raising an answer lowers no score, not applicable elsewhere moves no
// other dimension, and a prerequisite stands before what waits for it.
func TestProperties(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	rng := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		a := random(m, rng)
		checkProperties(t, m, a, rng.IntN(m.Len()))
	}
}

func checkProperties(t *testing.T, m *assess.Model, a *assess.Assessment, at int) {
	t.Helper()
	res := m.Evaluate(a, assess.Options{})
	rank := map[int]int{}
	for _, p := range res.Priorities {
		rank[p.Practice] = p.Rank
		if p.BestRank > p.Rank || p.Rank > p.WorstRank {
			t.Errorf("rank %d is outside %d-%d", p.Rank, p.BestRank, p.WorstRank)
		}
	}
	for _, p := range res.Priorities {
		for _, x := range p.OpenRequires {
			if rank[x] == 0 || rank[x] > p.Rank {
				t.Errorf("%d waits for %d, which stands behind it", p.Practice, x)
			}
		}
	}
	before := scores(res)
	for i, s := range before {
		if s.Score.OK && (s.Score.Value < s.Low.Value-1e-9 || s.Score.Value > s.High.Value+1e-9) {
			t.Errorf("node %d: %v is outside %v-%v", i, s.Score, s.Low, s.High)
		}
	}
	if a.Answers[at].State == assess.Answered && a.Answers[at].Level < 5 {
		for i, s := range scores(m.Evaluate(a.With(at, a.Answers[at].Level+1), assess.Options{})) {
			if before[i].Score.OK && s.Score.Value < before[i].Score.Value-1e-9 {
				t.Errorf("raising %s lowers node %d from %v to %v", m.Criterion(at).ID, i, before[i].Score, s.Score)
			}
		}
	}
	other := *a
	other.Answers = append([]assess.Answer(nil), a.Answers...)
	other.Answers[at] = na
	for d, s := range m.Evaluate(&other, assess.Options{}).Dimensions {
		mine := m.Rubric.Practices[m.Criterion(at).Practice].Dimension == m.Rubric.Dimensions[d].ID
		if !mine && s.Score != res.Dimensions[d].Score {
			t.Errorf("not applicable in another dimension moves %s", m.Rubric.Dimensions[d].ID)
		}
	}
}

func scores(res *assess.Result) []assess.Node {
	out := append([]assess.Node{res.Overall.Node}, res.Parts...)
	out = append(out, res.Dimensions...)
	for _, p := range res.Practices {
		out = append(out, p.Node)
	}
	return out
}

// FuzzEvaluate checks the properties for any pattern of answers.
func FuzzEvaluate(f *testing.F) {
	m := assess.Compile(channelteam.Rubric())
	f.Add(uint64(1), 3)
	f.Fuzz(func(t *testing.T, seed uint64, at int) {
		rng := rand.New(rand.NewPCG(seed, seed))
		checkProperties(t, m, random(m, rng), int(uint(at)%uint(m.Len())))
	})
}

// TestExplain: the terms of every node make its score, and one more level never makes it lower.
func TestExplain(t *testing.T) {
	r := channelteam.Rubric()
	m := assess.Compile(r)
	a, err := answerfile.Read("henan", samples.All()[0].Data, r)
	if err != nil {
		t.Fatal(err)
	}
	res := m.Evaluate(a, assess.Options{})
	for _, id := range m.IDs() {
		e, ok := m.Explain(res, id)
		if !ok {
			t.Fatalf("%s: not explained", id)
		}
		share, mean := 0.0, 0.0
		for _, term := range e.Terms {
			share += term.Share
			mean += term.Share * term.Score.Value
			if term.Raised.OK && term.Raised.Value < e.Node.Score.Value-1e-9 {
				t.Errorf("%s: one more level on %s lowers it", id, term.ID)
			}
		}
		if len(e.Terms) > 0 && e.Node.Score.OK && (math.Abs(share-1) > 1e-9 || math.Abs(mean-e.Plain.Value) > 1e-9) {
			t.Errorf("%s: shares add up to %v, terms to %v, not to %v", id, share, mean, e.Plain)
		}
		if made := cmp.Or(e.Capped, e.Plain); len(e.Terms) > 0 && math.Abs(made.Value-e.Node.Score.Value) > 1e-9 {
			t.Errorf("%s: %v is made, the score is %v", id, made, e.Node.Score)
		}
	}
	if _, ok := m.Explain(res, "nothing"); ok {
		t.Error("an unknown id is explained")
	}
}
