package portfolio_test

import (
	"bytes"
	"encoding/json"
	"math"
	"math/rand/v2"
	"testing"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/portfolio"
	"fathom/assess/portfolio/portfoliotest"
	"fathom/reports/rollup"
	"fathom/rubric/channelteam"
)

// withTargets gives every second line of data targets of its own, for some practices each.
func withTargets(t *testing.T, m *assess.Model, data []byte, rng *rand.Rand) []byte {
	t.Helper()
	var out []byte
	for line := range bytes.Lines(data) {
		agreed := map[string]int{}
		for _, id := range m.Rubric.PracticeIDs() {
			if rng.IntN(3) == 0 {
				agreed[id] = 1 + rng.IntN(5)
			}
		}
		targets, err := json.Marshal(agreed)
		if err != nil {
			t.Fatal(err)
		}
		if key := []byte(`"date":`); rng.IntN(2) == 0 && bytes.Contains(line, key) {
			line = bytes.Replace(line, key, []byte(`"targets":`+string(targets)+`,"date":`), 1)
		}
		out = append(out, line...)
	}
	return out
}

// TestTargets: who reached the target of a practice, and how much of the way is done, is for the roll-up and its rows
// what it is for a report, whether the targets are agreed or the stage's, and whoever read the answers.
func TestTargets(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	data := withTargets(t, m, lines(m, 300, mixed()), rand.New(rand.NewPCG(17, 5)))
	all := evaluated(t, m, data)
	var written docs
	for _, res := range all {
		var out bytes.Buffer
		if err := answerfile.Write(&out, res.Assessment, m.Rubric); err != nil {
			t.Fatal(err)
		}
		written = append(written, out.Bytes())
	}
	for name, src := range map[string]portfolio.Source{"lines": source(data), "files": &written} {
		s := stream(m)
		s.Fold = func() *portfolio.Fold { return portfolio.NewFold(m, "digest", "", "", nil, false) }
		s.Row = rollup.NewRows(m, "en", nil).JSON
		var rows bytes.Buffer
		out, err := s.Run(src, &rows)
		if err != nil || out.Bad > 0 || out.Fallbacks == 0 || out.Fallbacks == int64(len(all)) {
			t.Fatalf("%s: %+v, %v", name, out, err)
		}
		shares := out.Fold.Rollup(0).Practices
		differ := 0
		for i := range shares {
			if reaches(all, i, true) != shares[i].AtTarget {
				t.Errorf("%s: practice %d: %v at target, want %v", name, i, shares[i].AtTarget, reaches(all, i, true))
			}
			if reaches(all, i, false) != shares[i].AtTarget {
				differ++
			}
		}
		if differ < len(shares)/2 {
			t.Errorf("%s: only %d shares depend on what was agreed: that proves nothing", name, differ)
		}
		for k, row := range bytes.Split(bytes.TrimSpace(rows.Bytes()), []byte("\n")) {
			var got struct{ Overall struct{ Attainment float64 } }
			if err := json.Unmarshal(row, &got); err != nil {
				t.Fatal(err)
			}
			if want := all[k].Overall.Attainment.Value; math.Abs(want-got.Overall.Attainment) > 0.00005+1e-9 {
				t.Errorf("%s: row %d: attainment %v, want %v", name, k, got.Overall.Attainment, want)
			}
		}
	}
}

// reaches is the share of the results with a score and a target for practice i that reach it; without the agreed
// targets as if the stage's held for all.
func reaches(all []*assess.Result, i int, agreed bool) assess.Maybe[float64] {
	n, reached, of := 0, 0, &all[0].Rubric.Practices[i]
	for _, res := range all {
		p, target := &res.Practices[i], res.Practices[i].Target
		if !agreed {
			v, ok := of.Target.At(res.Stage)
			target = assess.Maybe[float64]{Value: v, OK: ok}
		}
		if p.Score.OK && target.OK {
			n++
			if p.Score.Value > target.Value-5e-10 { // scores are compared as rounded to a billionth
				reached++
			}
		}
	}
	if n == 0 {
		return assess.Maybe[float64]{}
	}
	return assess.Some(float64(reached) / float64(n))
}

// TestAgreedUnderAVeil: where one subject agreed a target of its own, the share at the target beside the scores could
// tell whether this one reaches it, so an anonymous roll-up does not show it; a merge of states keeps to that.
func TestAgreedUnderAVeil(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	for _, anonymous := range []bool{false, true} {
		f := portfoliotest.Fold(60, anonymous)
		a := &assess.Assessment{Subject: assess.Subject{ID: "own"}, Date: "2026-11-20",
			Answers: make([]assess.Answer, m.Len())}
		for i := range a.Answers {
			a.Answers[i] = assess.Answer{Given: true, State: assess.Answered, Level: 3}
		}
		shown := func(f *portfolio.Fold) (n int) {
			for _, p := range f.Rollup(5).Practices {
				if p.AtTarget.OK {
					n++
				}
			}
			return n
		}
		if shown(f) == 0 {
			t.Fatal("nothing is shown: that proves nothing")
		}
		a.Targets = map[string]float64{}
		for _, id := range m.Rubric.PracticeIDs() {
			a.Targets[id] = 5
		}
		rec := &portfolio.Record{Scores: m.NewScorer()}
		rec.Scores.Evaluate(a, assess.Options{})
		rec.Take(a)
		f.Add(rec)
		again, err := portfolio.ReadState("s", []byte(stateOf(t, f)), m, f.Digest)
		if err != nil {
			t.Fatal(err)
		}
		more := portfoliotest.Fold(10, anonymous)
		if err := more.Merge(again); err != nil {
			t.Fatal(err)
		}
		for _, f := range []*portfolio.Fold{f, again, more} {
			if n := shown(f); (n == 0) != anonymous {
				t.Errorf("anonymous %v: %d shares at target are shown", anonymous, n)
			}
		}
	}
}
