package assess_test

import (
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"fathom/assess"
	"fathom/rubric/channelteam"
)

// fill puts an assessment without votes on a sheet, and tells whether it could.
func fill(m *assess.Model, sheet *assess.Sheet, a *assess.Assessment) bool {
	sheet.Begin()
	for i := range a.Answers {
		answer := &a.Answers[i]
		switch {
		case answer.Votes != nil:
			return false
		case answer.State == assess.Answered:
			levels := m.Rubric.Scale(m.Criterion(i).Scale).Levels
			for k := range levels {
				if levels[k].Level == answer.Level {
					sheet.Codes()[i] = assess.FirstLevel + assess.Code(k)
				}
			}
		case answer.State == assess.NotApplicable:
			sheet.Codes()[i] = assess.DoesNotApply
		case answer.Given:
			sheet.Codes()[i] = assess.DontKnow
		}
	}
	sheet.Score(a.Subject.Stage, a.Subject.Sector, a.Depth)
	return true
}

// same holds a sheet against the whole evaluation: every number of it must be the same number, to the last bit.
func same(t *testing.T, m *assess.Model, sheet *assess.Sheet, a *assess.Assessment) {
	t.Helper()
	res := m.Evaluate(a, assess.Options{})
	if sheet.Overall() != res.Overall.Node || sheet.Weakest() != res.Overall.Weakest || sheet.StageReached() != res.Overall.StageReached || sheet.Attainment() != res.Overall.Attainment {
		t.Fatalf("overall %+v, want %+v", sheet.Overall(), res.Overall)
	}
	for i := range res.Parts {
		if sheet.Part(i) != res.Parts[i].Score {
			t.Fatalf("part %d: %v, want %v", i, sheet.Part(i), res.Parts[i].Score)
		}
	}
	for i := range res.Dimensions {
		if sheet.Dimension(i) != res.Dimensions[i].Score {
			t.Fatalf("dimension %d: %v, want %v", i, sheet.Dimension(i), res.Dimensions[i].Score)
		}
	}
	for i := range res.Practices {
		if sheet.Practice(i) != res.Practices[i].Score {
			t.Fatalf("practice %d: %v, want %v", i, sheet.Practice(i), res.Practices[i].Score)
		}
	}
	var focus []int
	for _, p := range res.Priorities {
		if p.Focus {
			focus = append(focus, p.Practice)
		}
	}
	if !slices.Equal(sheet.Focus(), focus) {
		t.Fatalf("focus %v, want %v", sheet.Focus(), focus)
	}
}

// TestSheet: a sheet that is used again and again gives what one whole evaluation gives.
func TestSheet(t *testing.T) {
	dirs, _ := filepath.Glob("../testdata/cases/[0-9]*")
	filled := 0
	for _, dir := range dirs {
		m, a := load(t, dir)
		sheet := m.NewSheet()
		if fill(m, sheet, a) {
			filled++
			same(t, m, sheet, a)
		}
		sheet.Evaluate(a, assess.Options{})
		same(t, m, sheet, a)
		rng := rand.New(rand.NewPCG(3, 4))
		for range 200 {
			b := random(m, rng)
			b.Subject = anywhere(m, rng)
			b.Depth = []string{"", "quick", m.Rubric.Parts[0].ID}[rng.IntN(3)]
			fill(m, sheet, b)
			same(t, m, sheet, b)
		}
	}
	if filled < 10 {
		t.Errorf("only %d cases were put on a sheet", filled)
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

func BenchmarkSheet(b *testing.B) {
	m := assess.Compile(channelteam.Rubric())
	sheet := m.NewSheet()
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		i++
		sheet.Begin()
		for k := range sheet.Codes() {
			sheet.Codes()[k] = assess.FirstLevel + assess.Code((i+k)%5)
		}
		sheet.Score("growth", "", "")
		sheet.Attainment()
		sheet.StageReached()
		sheet.Weakest()
		sheet.Focus()
	}
}
