package trend_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"fathom/assess"
	"fathom/assess/trend"
	"fathom/rubric"
)

// TestPairedNoise: three raters on scales from 1 to 3. p1 moves by 1, 1, 1 and p2 by 0, 0, 1. By hand, in spans of 2:
// no squares of p1, those of p2 are (1 + 1 + 4)/36 = 1/6, of 4 degrees of freedom; s = √(1/24) = 0.2041. For both
// together t(1 - .05/4, 4) = 3.495, and 3.495 * 0.2041 * 2 * √(1/3) = 0.8239: p1 moved by more, p2 by 1/3 did not. p3,
// which is not rated, has no interval.
func TestPairedNoise(t *testing.T) {
	m, abc := issue(), []string{"a", "b", "c"}
	tr := compare(m, panelOf(m, "2026-01-01", abc, []int{1, 2, 1}, []int{2, 2, 2}),
		panelOf(m, "2026-07-01", abc, []int{2, 3, 2}, []int{2, 2, 3}))
	noiseIs(t, tr, 0, 1, 0.8239, true)
	noiseIs(t, tr, 1, 1./3, 0.8239, false)
	if tr.Practices[2].Interval.OK || tr.Practices[2].Beyond() {
		t.Errorf("not rated, and %+v", tr.Practices[2])
	}
}

// TestOtherNoise: two raters then, three others now. p1 is 1 1, then 2 2 3; p2 is 2 3, then 2 2 2. By hand, in spans of
// 2: squares of p1 (1 + 1 + 4)/9/4 = 1/6, of p2 1/2/4 = 1/8, each of 3 degrees; s = √(7/144) = 0.2205. t(1 - .05/4, 6)
// is 2.969, and 2.969 * 0.2205 * 2 * √(1/2 + 1/3) = 1.195: p1 moved by 4/3, p2 by -1/2.
func TestOtherNoise(t *testing.T) {
	m := issue()
	tr := compare(m, panelOf(m, "2026-01-01", []string{"a", "b"}, []int{1, 1}, []int{2, 3}),
		panelOf(m, "2026-07-01", []string{"c", "d", "e"}, []int{2, 2, 3}, []int{2, 2, 2}))
	noiseIs(t, tr, 0, 4./3, 1.195, true)
	noiseIs(t, tr, 1, -.5, 1.195, false)
}

func noiseIs(t *testing.T, tr *trend.Trend, i int, mean, half float64, beyond bool) {
	t.Helper()
	p := &tr.Practices[i]
	iv := p.Interval.Value
	near(t, "mean", iv.Mean, mean)
	near(t, "half of the interval", iv.High-iv.Mean, half)
	if !p.Interval.OK || p.Beyond() != beyond {
		t.Errorf("practice %d: %+v, beyond is %v", i, p.Interval, p.Beyond())
	}
}

// TestAgreedOtherwise: all raters moved up, and the level that was agreed on fell: that is no clear fall.
func TestAgreedOtherwise(t *testing.T) {
	m, ab := issue(), []string{"a", "b"}
	old, now := panelOf(m, "2026-01-01", ab, []int{1, 1}), panelOf(m, "2026-07-01", ab, []int{2, 2})
	old.Answers[0].State, old.Answers[0].Level = assess.Answered, 3
	now.Answers[0].State, now.Answers[0].Level = assess.Answered, 1
	p := &compare(m, old, now).Practices[0]
	if p.Delta().Value != -2 || p.Interval.Value.Mean != 1 || p.Beyond() {
		t.Errorf("%+v, beyond is %v", p, p.Beyond())
	}
}

// TestNoNoise: one rater, and votes of nobody, tell no change from chance.
func TestNoNoise(t *testing.T) {
	m := issue()
	for _, ids := range [][]string{{"a"}, {"anonymous-1", "anonymous-2"}} {
		tr := compare(m, panelOf(m, "2026-01-01", ids, []int{1, 1}[:len(ids)]),
			panelOf(m, "2026-07-01", ids, []int{3, 3}[:len(ids)]))
		if p := tr.Practices[0]; p.Interval.OK || p.Beyond() || p.Delta().Value != 2 {
			t.Errorf("%v: %+v", ids, p)
		}
	}
}

// TestFalseAlarms: where nothing changed and raters only waver, about one comparison in twenty calls any of its twelve
// practices changed; where one practice rises by a whole level, most find it.
func TestFalseAlarms(t *testing.T) {
	d := draft{rand.New(rand.NewPCG(16, 11))}
	m := assess.Compile(manyPractices(12))
	ids := []string{"a", "b", "c", "d", "e", "f", "g", "h"}
	alarms, found := 0, 0
	const rounds = 600
	for range rounds {
		var then, now [][]int
		for i := range 12 {
			var x, y []int
			for range ids {
				level := 2 + d.IntN(2)
				x = append(x, level)
				y = append(y, level+d.IntN(3)-1)
				if i == 0 {
					y[len(y)-1]++
				}
			}
			then, now = append(then, x), append(now, y)
		}
		tr := compare(m, panelOf(m, "2026-01-01", ids, then...), panelOf(m, "2026-07-01", ids, now...))
		alarm := false
		for i := range tr.Practices {
			alarm = alarm || i > 0 && tr.Practices[i].Beyond()
		}
		if alarm {
			alarms++
		}
		if tr.Practices[0].Beyond() {
			found++
		}
	}
	if share := float64(alarms) / rounds; math.Abs(share-0.045) > 0.03 {
		t.Errorf("%.3f of all comparisons raise a false alarm", share)
	}
	if found < rounds*6/10 {
		t.Errorf("%d of %d whole levels were found", found, rounds)
	}
}

// manyPractices is a rubric of practices of one criterion with five levels.
func manyPractices(n int) *rubric.Rubric {
	mean := rubric.Rule{Aggregate: rubric.Mean}
	r := &rubric.Rubric{ID: "t", Version: "1", Languages: []string{"en"}, Parts: []rubric.Part{{ID: "x"}},
		Dimensions: []rubric.Dimension{{ID: "d", Part: "x"}},
		Scoring:    rubric.Scoring{Practice: mean, Dimension: mean, Part: mean, Overall: mean}}
	scale := rubric.Scale{ID: "s"}
	for l := 1; l <= 5; l++ {
		scale.Levels = append(scale.Levels, rubric.Level{Level: l, Value: float64(l)})
	}
	r.Scales = []rubric.Scale{scale}
	for i := range n {
		r.Practices = append(r.Practices, rubric.Practice{ID: string(rune('a' + i)), Dimension: "d", Weight: some(1),
			Criteria: []rubric.Criterion{{ID: "c", Weight: 1, Scale: "s"}}})
	}
	return r
}
