package portfolio_test

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"fathom/assess"
	"fathom/assess/portfolio"
	"fathom/rubric/channelteam"
)

// TestCountsOfScorers: a fold is the same whoever scores the records: one scorer, two in turn, or two folds that are
// merged; also where it was written in between.
func TestCountsOfScorers(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	rng := rand.New(rand.NewPCG(25, 3))
	fold := func() *portfolio.Fold { return portfolio.NewFold(m, "d", "", "", nil, false) }
	one, turns, left, right := fold(), fold(), fold(), fold()
	scorers := []*assess.Scorer{m.NewScorer(), m.NewScorer(), m.NewScorer()}
	add := func(f *portfolio.Fold, s *assess.Scorer, codes []assess.Code) {
		rec := portfolio.Record{Scores: s}
		rec.ID = []byte("a")
		s.Score(codes, "", "", "")
		f.Add(&rec)
	}
	for n := range 200 {
		codes := make([]assess.Code, m.Len())
		for i := range codes {
			codes[i] = assess.Code(rng.IntN(8))
		}
		add(one, scorers[0], codes)
		add(turns, scorers[1+n%7/4], codes)
		add([]*portfolio.Fold{left, right}[n%2], scorers[n%2], codes)
		if n == 100 {
			state(t, turns)
		}
	}
	if err := left.Merge(right); err != nil {
		t.Fatal(err)
	}
	for name, f := range map[string]*portfolio.Fold{"in turn": turns, "merged": left} {
		if got, want := state(t, f), state(t, one); !bytes.Equal(got, want) {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, want)
		}
	}
}

func state(t *testing.T, f *portfolio.Fold) []byte {
	t.Helper()
	out, err := f.State("a.json")
	if err != nil {
		t.Fatal(err)
	}
	return out
}
