package assess_test

import (
	"math"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/channelteam/samples"
)

// build makes a rubric with one part and one dimension for each list of practices. Every practice has criteria on a
// 1-5 scale; names are a, b, c ... and c0, c1 ...
type spec struct {
	id       string
	criteria int
	weight   float64
	target   float64 // 0: none
	floor    float64 // 0: none
	requires []rubric.Requirement
	actions  []rubric.Action
}

func num(v float64) *float64 { return &v }

func build(scoring rubric.Scoring, dims ...[]spec) *rubric.Rubric {
	r := &rubric.Rubric{ID: "t", Version: "1", Languages: []string{"en"}, Scoring: scoring,
		Parts: []rubric.Part{{ID: "part"}}}
	s := rubric.Scale{ID: "five"}
	for l := 1; l <= 5; l++ {
		s.Levels = append(s.Levels, rubric.Level{Level: l, Value: float64(l)})
	}
	r.Scales = []rubric.Scale{s}
	for d, ps := range dims {
		dim := string(rune('A' + d))
		r.Dimensions = append(r.Dimensions, rubric.Dimension{ID: dim, Part: "part"})
		for _, p := range ps {
			rp := rubric.Practice{ID: p.id, Dimension: dim, Weight: rubric.PerStage{All: num(p.weight)},
				Requires: p.requires, Actions: p.actions}
			if p.target > 0 {
				rp.Target = rubric.PerStage{All: num(p.target)}
			}
			if p.floor > 0 {
				rp.Floor = num(p.floor)
			}
			for k := range p.criteria {
				rp.Criteria = append(rp.Criteria, rubric.Criterion{ID: "c" + string(rune('0'+k)), Weight: 1,
					Scale: "five", Core: k == 0})
			}
			r.Practices = append(r.Practices, rp)
		}
	}
	return r
}

func means() rubric.Scoring {
	m := rubric.Rule{Aggregate: rubric.Mean}
	return rubric.Scoring{Practice: m, Dimension: m, Part: m, Overall: m}
}

func level(l int) assess.Answer {
	return assess.Answer{Given: true, State: assess.Answered, Level: l}
}

var (
	na      = assess.Answer{Given: true, State: assess.NotApplicable, Note: "no"}
	unknown = assess.Answer{Given: true, State: assess.Unknown}
	none    assess.Answer
)

func evaluate(r *rubric.Rubric, answers ...assess.Answer) *assess.Result {
	return assess.Compile(r).Evaluate(&assess.Assessment{Answers: answers}, assess.Options{})
}

func want(t *testing.T, what string, got assess.Maybe[float64], value float64) {
	t.Helper()
	if !got.OK || math.Abs(got.Value-value) > 1e-12 {
		t.Errorf("%s = %v, want %v", what, got, value)
	}
}

// TestMissing: a: 3 and unknown, weight 2; b: 5, weight 1. By hand: a scores 3, bounds (3+1)/2=2 and (3+5)/2=4,
// coverage 1/2. Overall (2*3+5)/3 = 11/3, low (2*2+5)/3 = 3, high (2*4+5)/3 = 13/3, coverage (2*0.5+1)/3 = 2/3.
func TestMissing(t *testing.T) {
	res := evaluate(build(means(), []spec{{id: "a", criteria: 2, weight: 2}, {id: "b", criteria: 1, weight: 1}}),
		level(3), unknown, level(5))
	want(t, "a", res.Practices[0].Score, 3)
	want(t, "a low", res.Practices[0].Low, 2)
	want(t, "a high", res.Practices[0].High, 4)
	want(t, "a coverage", res.Practices[0].Coverage, 0.5)
	want(t, "overall", res.Overall.Score, 11.0/3)
	want(t, "low", res.Overall.Low, 3)
	want(t, "high", res.Overall.High, 13.0/3)
	want(t, "coverage", res.Overall.Coverage, 2.0/3)
	if !res.Overall.Provisional() || res.Overall.Level.Value != 3 || math.Abs(res.Overall.Progress-2.0/3) > 1e-12 {
		t.Errorf("11/3 is level 3, two thirds of the way to 4, and provisional: %+v", res.Overall.Node)
	}
	if diff := cmp.Diff([]int{0}, res.Plan.FindOutFirst); diff != "" {
		t.Error(diff)
	}
}

// TestAggregates: 5, 5, 5, 1 has the mean 4 and, with above_lowest 1, the score 2. Geometric: 125^(1/4). Minimum 1. Sum
// 16.
func TestAggregates(t *testing.T) {
	for _, c := range []struct {
		rule rubric.Rule
		want float64
	}{
		{rubric.Rule{Aggregate: rubric.Mean}, 4},
		{rubric.Rule{Aggregate: rubric.Mean, AboveLowest: num(1)}, 2},
		{rubric.Rule{Aggregate: rubric.Geometric}, math.Pow(125, 0.25)},
		{rubric.Rule{Aggregate: rubric.Min}, 1},
		{rubric.Rule{Aggregate: rubric.Sum}, 16},
	} {
		s := means()
		s.Practice = c.rule
		res := evaluate(build(s, []spec{{id: "a", criteria: 4, weight: 1}}), level(5), level(5), level(5), level(1))
		want(t, string(c.rule.Aggregate), res.Practices[0].Score, c.want)
		if summed := c.rule.Aggregate == rubric.Sum; res.Practices[0].Level.OK == summed ||
			res.Overall.StageReached.OK == summed {
			t.Errorf("%s: a sum has no level and no stage: %+v", c.rule.Aggregate, res.Overall)
		}
	}
}

// TestSAMM is the overall score of the published sample of OWASP SAMM v2: functions 1.25, 1.5, 1.75, 0.75 and 1.25 have
// the mean 1.3. Each function is a dimension here, scored directly.
func TestSAMM(t *testing.T) {
	quarter := rubric.Scale{ID: "q"}
	for l := range 13 {
		quarter.Levels = append(quarter.Levels, rubric.Level{Level: l, Value: float64(l) / 4})
	}
	r := build(means(), []spec{{id: "a", criteria: 1, weight: 1}}, []spec{{id: "b", criteria: 1, weight: 1}},
		[]spec{{id: "c", criteria: 1, weight: 1}}, []spec{{id: "d", criteria: 1, weight: 1}},
		[]spec{{id: "e", criteria: 1, weight: 1}})
	r.Scales = []rubric.Scale{quarter}
	for i := range r.Practices {
		r.Practices[i].Criteria[0].Scale = "q"
	}
	want(t, "overall", evaluate(r, level(5), level(6), level(7), level(3), level(5)).Overall.Score, 1.3)
}

// TestHDI is the geometric mean of the Human Development Index 2010: .847, .589 and .584 give .663.
func TestHDI(t *testing.T) {
	r := build(means(), []spec{{id: "a", criteria: 3, weight: 1}})
	r.Scoring.Practice.Aggregate = rubric.Geometric
	r.Scales[0].Levels = []rubric.Level{{Level: 1, Value: .584}, {Level: 2, Value: .589}, {Level: 3, Value: .847}}
	if got := evaluate(r, level(3), level(2), level(1)).Overall.Score.Value; math.Round(got*1000)/1000 != .663 {
		t.Errorf("%v, want .663", got)
	}
}

func TestNothing(t *testing.T) {
	r := build(means(), []spec{{id: "a", criteria: 2, weight: 1, target: 3}})
	res := evaluate(r, na, na)
	if o := res.Overall; o.Score.OK || o.Low.OK || o.High.OK || o.Coverage.OK {
		t.Errorf("everything is not applicable: %+v", o)
	}
	res = evaluate(r, none, unknown)
	want(t, "coverage", res.Overall.Coverage, 0)
	want(t, "low", res.Overall.Low, 1)
	want(t, "high", res.Overall.High, 5)
	if res.Overall.Score.OK || len(res.Priorities) != 0 || len(res.Warnings) == 0 ||
		res.Warnings[0].Code != assess.NothingAnswered {
		t.Errorf("nothing is answered: %+v, %v", res.Overall, res.Warnings)
	}
}

// TestAttainment: targets 4 and 3, scores 2 and 5: ((2-1) + (3-1)) / ((4-1) + (3-1)) = 3/5; the surplus pays nothing.
func TestAttainment(t *testing.T) {
	res := evaluate(build(means(), []spec{{id: "a", criteria: 1, weight: 1, target: 4},
		{id: "b", criteria: 1, weight: 1, target: 3}}), level(2), level(5))
	want(t, "attainment", res.Overall.Attainment, 0.6)
}

// TestStageReached: 85 of 100 weight at level 3 is enough, 84 is not.
func TestStageReached(t *testing.T) {
	for weight, stage := range map[float64]int{85: 3, 84: 2} {
		res := evaluate(build(means(), []spec{{id: "a", criteria: 1, weight: weight},
			{id: "b", criteria: 1, weight: 100 - weight}}), level(3), level(2))
		if res.Overall.StageReached != assess.Some(stage) {
			t.Errorf("%v %% at level 3: stage %v, want %d", weight, res.Overall.StageReached, stage)
		}
	}
}

// TestInheritance: c (weight 5, gap 3, own 15) needs b at 3, b (score 2) needs a at 2, a (score 1) wants nothing for
// itself. By hand: a and b inherit 15; a has two waiting, b one; order a, b, c.
func TestInheritance(t *testing.T) {
	r := build(means(), []spec{
		{id: "c", criteria: 1, weight: 5, target: 4, requires: []rubric.Requirement{{Practice: "b", Level: 3}}},
		{id: "b", criteria: 1, weight: 1, requires: []rubric.Requirement{{Practice: "a", Level: 2}}},
		{id: "a", criteria: 1, weight: 1},
	})
	res := evaluate(r, level(1), level(2), level(1))
	var order []int
	for _, p := range res.Priorities {
		order = append(order, p.Practice)
		if p.Effective != 15 || !p.Focus || !p.Certain {
			t.Errorf("%+v, want an effective priority of 15, in focus for certain", p)
		}
	}
	if diff := cmp.Diff([]int{2, 1, 0}, order); diff != "" {
		t.Fatal(diff)
	}
	if a := res.Priorities[0]; a.Waiting != 2 || a.InheritedFrom != assess.Some(0) || a.BestRank != 1 ||
		a.WorstRank != 1 {
		t.Errorf("a: %+v", a)
	}
	if n := len(res.Warnings); n == 0 || res.Warnings[0].Code != assess.NoAction {
		t.Errorf("no practice has an action: %v", res.Warnings)
	}
}

// TestFloor: below its floor a practice of low weight is first, and what it waits for before it.
func TestFloor(t *testing.T) {
	r := build(means(), []spec{
		{id: "big", criteria: 1, weight: 5, target: 5},
		{id: "low", criteria: 1, weight: 1, floor: 2, requires: []rubric.Requirement{{Practice: "pre", Level: 2}}},
		{id: "pre", criteria: 1, weight: 0},
	})
	res := evaluate(r, level(1), level(1), level(1))
	var order []int
	for _, p := range res.Priorities {
		order = append(order, p.Practice)
	}
	if diff := cmp.Diff([]int{2, 1, 0}, order); diff != "" {
		t.Error(diff)
	}
}

// TestPlan: a's small step (25 days) runs beside b's first step (20 days), which is done when both are, on day 25. b's
// second step (4 days) would end on day 29, in the same phase: it starts when that phase ends instead, on day 30.
func TestPlan(t *testing.T) {
	step := func(to int, effort rubric.Effort, days int) rubric.Action {
		return rubric.Action{To: to, Effort: effort, Days: days}
	}
	r := build(means(), []spec{
		{id: "a", criteria: 1, weight: 1, target: 2, actions: []rubric.Action{step(2, "S", 25)}},
		{id: "b", criteria: 2, weight: 1, target: 4, requires: []rubric.Requirement{{Practice: "a", Level: 2}},
			actions: []rubric.Action{step(3, "M", 20), step(4, "M", 4)}},
	})
	res := evaluate(r, level(1), level(2), level(2))
	type brief struct{ Days, Practice, To, From, End int }
	var got []brief
	for _, ph := range res.Plan.Phases {
		for _, st := range ph.Actions {
			got = append(got, brief{ph.Days, st.Practice, st.To, st.FromDay, st.ToDay})
		}
	}
	if diff := cmp.Diff([]brief{{30, 0, 2, 0, 25}, {30, 1, 3, 0, 25}, {90, 1, 4, 30, 34}}, got); diff != "" {
		t.Error(diff)
	}
	want(t, "overall after 30 days", res.Plan.Phases[0].Projected.Overall, 2.5)
	want(t, "overall after 90 days", res.Plan.Phases[1].Projected.Overall, 3)
}

// TestAgreement: votes 2, 4, 3 have the mean 3 and AD 2/3; exactly 0.8 (3,3,4,5,5) is a check, not a discussion.
func TestAgreement(t *testing.T) {
	for _, c := range []struct {
		votes []int
		want  assess.Verdict
	}{
		{[]int{3, 3, 4, 5, 5}, assess.Check}, {[]int{1, 5}, assess.Discuss}, {[]int{2, 4, 3}, assess.Check},
		{[]int{3, 3, 4}, assess.Aligned},
		{[]int{4}, assess.SingleRater}, {nil, assess.NoVotes}, {[]int{2, 2, 2, 2, 5}, assess.Discuss},
	} {
		a := assess.Answer{Given: true, State: assess.Unanswered}
		for _, v := range c.votes {
			a.Votes = append(a.Votes, assess.Vote{State: assess.Answered, Level: v})
		}
		if c.votes == nil {
			a = level(3)
		}
		res := evaluate(build(means(), []spec{{id: "a", criteria: 1, weight: 1}}), a)
		if got := res.Practices[0].Criteria[0].Agreement; got != c.want {
			t.Errorf("%v: %q, want %q", c.votes, got, c.want)
		}
	}
}

func BenchmarkEvaluate(b *testing.B) {
	r := channelteam.Rubric()
	m := assess.Compile(r)
	a, err := answerfile.Read("henan", samples.All()[0].Data, r)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		m.Evaluate(a, assess.Options{})
	}
}

// TestCapacityChangesNothing: the people there are are for plans to come; scores, ranks and the plan by focus are those
// without them.
func TestCapacityChangesNothing(t *testing.T) {
	r := channelteam.Rubric()
	m := assess.Compile(r)
	for _, s := range samples.All() {
		a, err := answerfile.Read(s.Name, s.Data, r)
		if err != nil {
			t.Fatal(err)
		}
		before := m.Evaluate(a, assess.Options{})
		b := *a
		b.Capacity = assess.Capacity{PerQuarter: map[string]float64{"DIR": 0, "OPS": 1}, AtOnce: 1}
		after := m.Evaluate(&b, assess.Options{})
		for what, both := range map[string][2]any{"overall": {before.Overall, after.Overall},
			"practices": {before.Practices, after.Practices}, "priorities": {before.Priorities, after.Priorities},
			"plan": {before.Plan, after.Plan}} {
			if !reflect.DeepEqual(both[0], both[1]) {
				t.Errorf("%s: another %s", s.Name, what)
			}
		}
	}
}
