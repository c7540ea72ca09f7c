package trend_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"fathom/assess"
	"fathom/assess/trend"
	"fathom/rubric"
	"fathom/rubric/rubrictest"
)

// draft draws small rubrics and assessments of them.
type draft struct{ *rand.Rand }

func (d draft) chance(percent int) bool { return d.IntN(100) < percent }

func some(v float64) rubric.PerStage { return rubric.PerStage{All: &v} }

// weight draws a practice's weight, sometimes 0, sometimes another one in each stage.
func (d draft) weight() rubric.PerStage {
	draw := func() float64 { return []float64{0, 0.5, 1, 1, 2, 3, 9}[d.IntN(7)] }
	if d.chance(30) {
		return rubric.PerStage{By: map[string]float64{"early": draw(), "late": draw()}}
	}
	return some(draw())
}

// given draws a weight that few dimensions and parts have.
func (d draft) given() rubric.PerStage {
	if d.chance(20) {
		return some([]float64{0, 1, 5}[d.IntN(3)])
	}
	return rubric.PerStage{}
}

func (d draft) rule() rubric.Rule {
	return rubric.Rule{Aggregate: []rubric.Aggregate{rubric.Mean, rubric.Mean, rubric.Sum, rubric.Min,
		rubric.Geometric}[d.IntN(5)]}
}

// rubric draws up to three parts, dimensions and practices in each, all aggregates, weights and sectors.
func (d draft) rubric() *rubric.Rubric {
	r := &rubric.Rubric{ID: "t", Version: "1", Languages: []string{"en"},
		Stages: []rubric.Stage{{ID: "early"}, {ID: "late"}}}
	r.Scoring = rubric.Scoring{Practice: d.rule(), Dimension: d.rule(), Part: d.rule(), Overall: d.rule()}
	if r.Scoring.Practice.Aggregate != rubric.Sum && d.chance(30) {
		one := 1.0
		r.Scoring.Practice.AboveLowest = &one
	}
	for k, values := range [][]float64{{1, 2, 3}, {0, 0.5, 2, 4, 10}} {
		s := rubric.Scale{ID: fmt.Sprint("s", k)}
		for l, v := range values {
			s.Levels = append(s.Levels, rubric.Level{Level: l + 1, Value: v})
		}
		r.Scales = append(r.Scales, s)
	}
	sector := rubric.Sector{ID: "trade", Weights: map[string]float64{}}
	for p := range 1 + d.IntN(3) {
		part := fmt.Sprint("part", p)
		r.Parts = append(r.Parts, rubric.Part{ID: part, Weight: d.given()})
		for k := range 1 + d.IntN(3) {
			dim := fmt.Sprint(part, "-d", k)
			r.Dimensions = append(r.Dimensions, rubric.Dimension{ID: dim, Part: part, Weight: d.given()})
			for i := range 1 + d.IntN(3) {
				id := fmt.Sprint(dim, "-p", i)
				r.Practices = append(r.Practices, rubric.Practice{ID: id, Dimension: dim, Weight: d.weight(),
					ByCriteria: i == 2, Criteria: d.criteria()})
				if d.chance(20) {
					sector.Weights[id] = float64(d.IntN(4) - 1)
				}
			}
		}
	}
	r.Sectors = []rubric.Sector{sector}
	return rubrictest.Own(d.Rand, r, 2)
}

// reweighed is the rubric with other weights of its practices.
func (d draft) reweighed(r *rubric.Rubric) *rubric.Rubric {
	out := *r
	out.Practices = append([]rubric.Practice(nil), r.Practices...)
	for i := range out.Practices {
		out.Practices[i].Weight = d.weight()
	}
	return &out
}

func (d draft) criteria() []rubric.Criterion {
	scale := fmt.Sprint("s", d.IntN(2))
	out := make([]rubric.Criterion, 1+d.IntN(3))
	for k := range out {
		out[k] = rubric.Criterion{ID: fmt.Sprint("c", k), Weight: []float64{1, 1, 2}[d.IntN(3)], Scale: scale,
			Core: d.chance(50)}
	}
	return out
}

// rate draws a level.
func (d draft) rate(m *assess.Model, i int) assess.Answer {
	return assess.Answer{Given: true, State: assess.Answered,
		Level: 1 + d.IntN(len(m.Rubric.Scale(m.Criterion(i).Scale).Levels))}
}

// assessment draws answers in all states, at any depth, stage and sector.
func (d draft) assessment(m *assess.Model, date string) *assess.Assessment {
	a := &assess.Assessment{Subject: assess.Subject{ID: "s"}, Date: date, Answers: make([]assess.Answer, m.Len())}
	a.Subject.Stage, a.Subject.Sector = []string{"", "early", "late"}[d.IntN(3)], []string{"", "trade"}[d.IntN(2)]
	a.Depth = []string{"", "full", "quick", m.Rubric.Parts[0].ID}[d.IntN(4)]
	for i := range a.Answers {
		switch d.IntN(8) {
		case 0, 1:
		case 2:
			a.Answers[i] = assess.Answer{Given: true, State: assess.Unknown}
		case 3:
			a.Answers[i] = assess.Answer{Given: true, State: assess.NotApplicable, Note: "no"}
		default:
			a.Answers[i] = d.rate(m, i)
		}
	}
	return a
}

// rerated is an assessment with other levels on the same criteria; what is missing may be missing in another way.
func (d draft) rerated(m *assess.Model, a *assess.Assessment, date string) *assess.Assessment {
	out := *a
	out.Date, out.Answers = date, append([]assess.Answer(nil), a.Answers...)
	for i := range out.Answers {
		switch {
		case out.Answers[i].State == assess.Answered:
			out.Answers[i] = d.rate(m, i)
		case out.Answers[i].State == assess.Unknown && m.Asked(i, a.Depth) && d.chance(50):
			out.Answers[i] = assess.Answer{}
		}
	}
	return &out
}

// reported lists the scores of all nodes.
func reported(res *assess.Result) []assess.Maybe[float64] {
	out := []assess.Maybe[float64]{res.Overall.Score}
	for i := range res.Parts {
		out = append(out, res.Parts[i].Score)
	}
	for i := range res.Dimensions {
		out = append(out, res.Dimensions[i].Score)
	}
	for i := range res.Practices {
		out = append(out, res.Practices[i].Score)
	}
	return out
}

// alike lists the scores of all nodes, then and now, as they are compared.
func alike(t *trend.Trend) (old, new []assess.Maybe[float64]) {
	all := append(append([]trend.Change{t.Overall}, t.Parts...), t.Dimensions...)
	for i := range t.Practices {
		all = append(all, t.Practices[i].Change)
	}
	for _, c := range all {
		old, new = append(old, c.Old), append(new, c.New)
	}
	return old, new
}

func equal(x, y []assess.Maybe[float64]) bool {
	for i := range x {
		if x[i].OK != y[i].OK || math.Abs(x[i].Value-y[i].Value) > 1e-9 {
			return false
		}
	}
	return len(x) == len(y)
}

// TestAlikeIsReported: where the same was answered and the same does not apply, like for like is what was reported, at
// every node and in the series; nothing was dropped or added.
func TestAlikeIsReported(t *testing.T) {
	d := draft{rand.New(rand.NewPCG(12, 1))}
	scored := 0
	for n := range 3000 {
		m := assess.Compile(d.rubric())
		a := d.assessment(m, "2026-01-01")
		b := d.rerated(m, a, "2026-07-01")
		tr := compare(m, a, b)
		old, new := alike(tr)
		if !equal(old, reported(tr.Old.Result)) || !equal(new, reported(tr.New.Result)) {
			t.Fatalf("rubric %d: then %v, like for like %v; now %v, like for like %v", n, reported(tr.Old.Result), old, reported(tr.New.Result), new)
		}
		for _, l := range series(m, a, b) {
			if l.Overall.Score != l.Alike {
				t.Fatalf("rubric %d: series %+v", n, l)
			}
		}
		if !tr.Moves.OK {
			continue
		}
		scored++
		if mv := tr.Moves; math.Abs(mv.Dropped)+math.Abs(mv.Added)+math.Abs(mv.Stage) > 1e-9 {
			t.Fatalf("rubric %d: %+v", n, mv)
		}
	}
	if scored < 2000 {
		t.Errorf("only %d of 3000 pairs have scores", scored)
	}
}

// TestAnyPair: whatever was answered, and by whatever weights it was reported, the steps are the whole difference; what
// is compared with itself has not changed; nothing was added where everything answered now was answered then, and
// nothing dropped where everything answered then is answered now and the same applies.
func TestAnyPair(t *testing.T) {
	d := draft{rand.New(rand.NewPCG(12, 2))}
	added, dropped := 0, 0
	for n := range 3000 {
		m := assess.Compile(d.rubric())
		a, b := d.assessment(m, "2026-01-01"), d.assessment(m, "2026-07-01")
		if d.chance(50) { // alike but for some answers that are missing on one side
			b = d.rerated(m, a, "2026-07-01")
			poorer := []*assess.Assessment{a, b}[d.IntN(2)]
			for i := range poorer.Answers {
				if poorer.Answers[i].State == assess.Answered && d.chance(30) {
					poorer.Answers[i] = assess.Answer{Given: true, State: assess.Unknown}
				}
			}
		}
		then := round(m, a)
		if own := assess.Compile(d.reweighed(m.Rubric)).Evaluate(a, assess.Options{}); d.chance(50) &&
			own.Overall.Score.OK {
			then.Own = own
		}
		tr := trend.Compare(m, then, round(m, b))
		mv := tr.Moves
		if !mv.OK {
			continue
		}
		whole := tr.New.Overall.Score.Value - then.Own.Overall.Score.Value
		if sum := mv.Rubric + mv.Stage + mv.Dropped + mv.Subject + mv.Added; math.Abs(sum-whole) > 1e-9 {
			t.Fatalf("rubric %d: the steps %+v are %v, the difference is %v", n, mv, sum, whole)
		}
		gone, fresh, same := between(tr)
		if !fresh {
			added++
			if math.Abs(mv.Added) > 1e-9 {
				t.Fatalf("rubric %d: everything was answered before, added %v", n, mv.Added)
			}
		}
		if !gone && same {
			dropped++
			if math.Abs(mv.Dropped) > 1e-9 {
				t.Fatalf("rubric %d: everything is answered again, dropped %v", n, mv.Dropped)
			}
		}
		unknown := trend.Compare(m, trend.Round{Result: then.Result}, round(m, b)).Moves
		if unknown.Rubric != 0 || then.IsPresent() && unknown != mv {
			t.Fatalf("rubric %d: another rubric that is not at hand: %+v, not %+v", n, unknown, mv)
		}
		mv = compare(m, a, a).Moves
		if mv.OK && math.Abs(mv.Stage)+math.Abs(mv.Dropped)+math.Abs(mv.Subject)+math.Abs(mv.Added) > 0 {
			t.Fatalf("rubric %d: compared with itself %+v", n, mv)
		}
	}
	if added < 500 || dropped < 500 {
		t.Errorf("only %d pairs without new answers, %d without lost ones", added, dropped)
	}
}

// between reports whether something was answered only then, whether something only now, and whether the same applies.
func between(tr *trend.Trend) (gone, fresh, same bool) {
	same = true
	out := func(s assess.State) bool { return s == assess.NotApplicable || s == assess.NotAsked }
	for p := range tr.Old.Practices {
		for k := range tr.Old.Practices[p].Criteria {
			x, y := tr.Old.Practices[p].Criteria[k].State, tr.New.Practices[p].Criteria[k].State
			gone = gone || x == assess.Answered && y != assess.Answered
			fresh = fresh || x != assess.Answered && y == assess.Answered
			same = same && out(x) == out(y)
		}
	}
	return gone, fresh, same
}
