package trend_test

import (
	"math"
	"os"
	"testing"
	"time"

	"fathom/assess"
	"fathom/assess/trend"
	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/rubricfile"
)

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 0.0005 {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}

// The hours of sleep that ten people gained with each of two drugs: Cushny and Peebles (1905), as Student (1908) used
// them.
var (
	drug1 = []float64{0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0}
	drug2 = []float64{1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4}
)

func TestPaired(t *testing.T) {
	var d []float64
	for i := range drug1 {
		d = append(d, drug2[i]-drug1[i])
	}
	iv := trend.Paired(d).Value
	near(t, "mean", iv.Mean, 1.58)
	near(t, "t", iv.T, 4.0621)
	near(t, "p", iv.P, .002833)
	near(t, "low", iv.Low, .7001)
	near(t, "high", iv.High, 2.4599)
	if !iv.Certain() || iv.Flat {
		t.Errorf("%+v", iv)
	}
	if trend.Paired(d[:1]).OK || trend.Paired(nil).OK {
		t.Error("an interval of one")
	}
	if iv := trend.Paired([]float64{.5, .5, .5}).Value; !iv.Flat || iv.Mean != .5 || !iv.Certain() {
		t.Errorf("no spread: %+v", iv)
	}
}

func TestWelch(t *testing.T) {
	iv := trend.Welch(drug1, drug2).Value
	near(t, "t", iv.T, 1.8608)
	near(t, "df", iv.DF, 17.776)
	near(t, "p", iv.P, .07939)
	if iv.Certain() {
		t.Errorf("%+v", iv)
	}
	if trend.Welch(drug1[:1], drug2).OK {
		t.Error("an interval of one")
	}
}

// rated is a file of one rater with levels on the criteria from the first; 0 is no answer, -2 not applicable.
func rated(m *assess.Model, date, rater string, levels ...int) *assess.Assessment {
	a := &assess.Assessment{Subject: assess.Subject{ID: "s"}, Date: date, Raters: []assess.Rater{{ID: rater}},
		Answers: make([]assess.Answer, m.Len())}
	for i, l := range levels {
		switch {
		case l > 0:
			a.Answers[i] = assess.Answer{Given: true, State: assess.Answered, Level: l}
		case l == -2:
			a.Answers[i] = assess.Answer{Given: true, State: assess.NotApplicable, Note: "no"}
		}
	}
	return a
}

func round(m *assess.Model, a *assess.Assessment) trend.Round {
	return trend.Present(m.Evaluate(a, assess.Options{}))
}

func compare(m *assess.Model, old, new *assess.Assessment) *trend.Trend {
	return trend.Compare(m, round(m, old), round(m, new))
}

// TestLikeForLike: the team did not move; a weak practice was answered for the first time, and one does not apply any
// more.
func TestLikeForLike(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	tr := compare(m, rated(m, "2026-05-01", "a", 3, 3, 3, 5), rated(m, "2026-11-01", "a", 3, 3, 3, -2, 0, 0, 0, 1))
	if tr.Criteria != 3 || tr.Overall.Delta() != assess.Some(0.0) || tr.Days != 184 {
		t.Errorf("%d criteria, change %v, %d days", tr.Criteria, tr.Overall.Delta(), tr.Days)
	}
	mv := tr.Moves
	if !mv.OK || mv.Subject != 0 || mv.Stage != 0 || mv.Dropped >= 0 || mv.Added >= 0 {
		t.Errorf("%+v", mv)
	}
	if tr.Raters.Method != trend.OneRater {
		t.Errorf("%+v", tr.Raters)
	}
}

// TestMovesAddUp: the parts of a change are the whole change, whatever changed.
func TestMovesAddUp(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	for _, stage := range []string{"startup", "growth", "mature"} {
		old, new := rated(m, "2026-05-01", "a", 2, 3, 3, 5, 1, 2), rated(m, "2026-11-01", "a", 3, 3, 4, -2, 0, 3, 4, 1)
		new.Subject.Stage = stage
		tr := compare(m, old, new)
		mv := tr.Moves
		whole := tr.New.Overall.Score.Value - tr.Old.Overall.Score.Value
		sum := mv.Stage + mv.Dropped + mv.Texts + mv.Subject + mv.Added
		if !mv.OK || math.Abs(sum-whole) > 1e-9 {
			t.Errorf("%s: %v, want %v", stage, sum, whole)
		}
		if mv.Subject <= 0 {
			t.Errorf("%s: the team got better, and moved %v", stage, mv.Subject)
		}
	}
}

// TestRound: by which rubric a round was reported.
func TestRound(t *testing.T) {
	m := issue()
	a := rated(m, "2026-01-01", "a", 1)
	present := round(m, a)
	other, unknown := present, present
	other.Own, unknown.Own = m.Evaluate(rated(m, "2026-01-01", "a", 3), assess.Options{}), nil
	for _, c := range []struct {
		trend.Round
		present, remade bool
		score           float64
	}{{present, true, false, 1}, {other, false, true, 3}, {unknown, false, false, 1}} {
		if c.IsPresent() != c.present || c.IsRemade() != c.remade || c.Reported() != assess.Some(c.score) {
			t.Errorf("%v %v %v, want %+v", c.IsPresent(), c.IsRemade(), c.Reported(), c)
		}
	}
}

// TestUndefined: no change from or to nothing, and no certainty of an interval that touches 0.
func TestUndefined(t *testing.T) {
	one := assess.Some(1.0)
	for _, c := range []trend.Change{{Old: one}, {New: one}, {}} {
		if c.Delta().OK {
			t.Errorf("%+v changes", c)
		}
	}
	for _, iv := range []trend.Interval{{High: 1}, {Low: -1}, {Low: -1, High: 1}} {
		if iv.Certain() {
			t.Errorf("%+v is certain", iv)
		}
	}
}

// TestMovesUndefined: no step is told where the old score is undefined, or nothing is compared. Early, only p1 has a
// weight; late, all weigh 1, so that p2 at 2 and p3 from 2 to 3 make (2*2+3)/3, a third more than 2.
func TestMovesUndefined(t *testing.T) {
	m := issue()
	one, none := 1.0, 0.0
	m.Rubric.Stages = []rubric.Stage{{ID: "early"}, {ID: "late"}}
	for k := range m.Rubric.Practices[1:] {
		m.Rubric.Practices[k+1].Weight = rubric.PerStage{By: map[string]float64{"early": none, "late": one}}
	}
	old := func(levels ...int) *assess.Assessment {
		a := rated(m, "2026-01-01", "a", levels...)
		a.Subject.Stage = "early"
		return a
	}
	new := rated(m, "2026-07-01", "a", 0, 2, 3)
	new.Subject.Stage = "late"
	tr := compare(m, old(0, 2, 2), new)
	if tr.Old.Overall.Score.OK || !tr.Overall.Old.OK || math.Abs(tr.Overall.Delta().Value-1./3) > 1e-9 ||
		tr.Moves != (trend.Moves{}) {
		t.Errorf("no score then: %+v %+v", tr.Overall, tr.Moves)
	}
	tr = compare(m, old(2), new)
	if !tr.Old.Overall.Score.OK || tr.Criteria != 0 || tr.Overall.Delta().OK || tr.Moves != (trend.Moves{}) {
		t.Errorf("nothing alike: %+v %+v", tr.Overall, tr.Moves)
	}
	if tr = compare(m, old(2, 2, 2), new); !tr.Moves.OK {
		t.Errorf("%+v", tr.Moves)
	}
	remade := round(m, old(2, 2, 2))
	remade.Own = m.Evaluate(old(0, 2), assess.Options{})
	if tr = trend.Compare(m, remade, round(m, new)); tr.Moves != (trend.Moves{}) {
		t.Errorf("nothing was reported then: %+v", tr.Moves)
	}
}

// TestDays: a date that is none makes no days, on either side.
func TestDays(t *testing.T) {
	m := issue()
	for _, dates := range [][2]string{{"", "2026-07-01"}, {"2026-07-01", ""}} {
		if tr := compare(m, rated(m, dates[0], "a", 1), rated(m, dates[1], "a", 1)); tr.Days != 0 {
			t.Errorf("%q: %d days", dates, tr.Days)
		}
	}
}

// TestFollowUp: a step shows once its level is reached; else it is not seen once its day is over.
func TestFollowUp(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	levels := make([]int, m.Len())
	for i := range levels {
		levels[i] = 1
	}
	old := rated(m, "2026-05-01", "a", levels...)
	seen := map[trend.Status]bool{}
	for i := range levels {
		if m.Criterion(i).Practice%2 == 0 {
			levels[i] = 5
		}
	}
	for _, date := range []string{"2026-05-15", "2027-05-01"} {
		tr := compare(m, old, rated(m, date, "a", levels...))
		for _, f := range tr.FollowUp {
			seen[f.Status] = true
			want := trend.Shows
			switch {
			case f.Step.Practice%2 == 0:
			case tr.Days >= f.Step.ToDay:
				want = trend.NotSeen
			default:
				want = trend.NotDue
			}
			if f.Status != want {
				t.Errorf("%s: step to %d of practice %d by day %d: %s, want %s", date, f.Step.To, f.Step.Practice, f.Step.ToDay, f.Status, want)
			}
		}
	}
	if !seen[trend.Shows] || !seen[trend.NotSeen] || !seen[trend.NotDue] {
		t.Errorf("seen only %v", seen)
	}
}

// TestFollowUpOnTheDot: a step shows at its very level, and is not seen from its very day on.
func TestFollowUpOnTheDot(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	levels := make([]int, m.Len())
	for i := range levels {
		levels[i] = 1
	}
	old := rated(m, "2026-05-01", "a", levels...)
	first := compare(m, old, old).FollowUp[0].Step
	for _, c := range []struct {
		days, level int
		want        trend.Status
	}{
		{0, first.To, trend.Shows}, {first.ToDay, first.To - 1, trend.NotSeen},
		{first.ToDay - 1, first.To - 1, trend.NotDue}, {first.ToDay, -2, trend.NotCompare},
	} {
		for i := range levels {
			if m.Criterion(i).Practice == first.Practice {
				levels[i] = c.level
			}
		}
		date := time.Date(2026, 5, 1+c.days, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		if f := compare(m, old, rated(m, date, "a", levels...)).FollowUp[0]; f.Status != c.want {
			t.Errorf("level %d after %d days: %s, want %s", c.level, c.days, f.Status, c.want)
		}
	}
}

func TestSeries(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	var all []*assess.Assessment
	for i, date := range []string{"2026-01-01", "2026-06-01", "2026-12-01"} {
		all = append(all, rated(m, date, "a", 2+i, 3))
	}
	lines := series(m, all...)
	if len(lines) != 3 || lines[2].Assessment.Date != "2026-12-01" || !lines[0].Alike.OK ||
		lines[0].Alike.Value >= lines[2].Alike.Value {
		t.Errorf("%+v", lines)
	}
}

// TestPointsAlike: points that are compared stand for those that are missing on both sides, as in the score itself;
// what does not apply brings none. Compared are fridge, logger and rotation. Cold-chain, 7 points without a freezer: 5
// then, 7 now. Dry-store, 7 points: half of them then, all now (dates only then, off-floor only now). So storage goes
// from 8.5 to 14, and the kitchen of three such dimensions from 25.5 to 42. As reported, dry-store was (3+1)/5 of 7 =
// 5.6 then, the whole 31.8: what was dropped is -6.3.
func TestPointsAlike(t *testing.T) {
	data, err := os.ReadFile("../../testdata/rubrics/examples/kitchen-hygiene.yaml")
	if err != nil {
		t.Fatal(err)
	}
	r, _, err := rubricfile.Read(rubricfile.File{Name: "kitchen.yaml", Data: data})
	if err != nil {
		t.Fatal(err)
	}
	m := assess.Compile(r)
	old, new := rated(m, "2026-03-01", "a", 2, -2, 0, 2, 1), rated(m, "2026-09-01", "a", 2, -2, 2, 0, 2, 2)
	old.Answers[2] = assess.Answer{Given: true, State: assess.Answered}
	tr := compare(m, old, new)
	if c := tr.Overall; tr.Criteria != 3 || c.Old != assess.Some(25.5) || c.New != assess.Some(42.0) {
		t.Errorf("%d criteria: %+v", tr.Criteria, c)
	}
	if c := tr.Practices[0]; c.Old != assess.Some(5.0) || c.New != assess.Some(7.0) || c.OldLevel.OK {
		t.Errorf("cold-chain: %+v", c)
	}
	if mv := tr.Moves; !mv.OK || math.Abs(mv.Dropped+6.3) > 1e-9 || mv.Added != 0 {
		t.Errorf("%+v", mv)
	}
}

func series(m *assess.Model, all ...*assess.Assessment) []trend.Line {
	var rounds []trend.Round
	for _, a := range all {
		rounds = append(rounds, round(m, a))
	}
	return trend.Series(m, rounds)
}

// issue is the rubric of two dimensions: d1 with p1 of weight 1 and p2 of weight 9, d2 with p3 of weight 1.
func issue() *assess.Model {
	r := &rubric.Rubric{ID: "t", Version: "1", Languages: []string{"en"}, Parts: []rubric.Part{{ID: "x"}}}
	r.Dimensions = []rubric.Dimension{{ID: "d1", Part: "x"}, {ID: "d2", Part: "x"}}
	mean := rubric.Rule{Aggregate: rubric.Mean}
	r.Scoring = rubric.Scoring{Practice: mean, Dimension: mean, Part: mean, Overall: mean}
	r.Scales = []rubric.Scale{{ID: "s", Levels: []rubric.Level{{Level: 1, Value: 1}, {Level: 2, Value: 2},
		{Level: 3, Value: 3}}}}
	one := []rubric.Criterion{{ID: "c", Weight: 1, Scale: "s"}}
	r.Practices = []rubric.Practice{
		{ID: "p1", Dimension: "d1", Weight: some(1), Criteria: one},
		{ID: "p2", Dimension: "d1", Weight: some(9), Criteria: one},
		{ID: "p3", Dimension: "d2", Weight: some(1), Criteria: one},
	}
	return assess.Compile(r)
}

// TestOutOfSector: then in a sector in which p1 weighs 9 instead of 1, now in none, and answered alike. By hand: then
// ((9*1+9*3)/18*18 + 2) / 19 = 2, now ((1*1+9*3)/10*10 + 2) / 11 = 30/11, all of it by the weights.
func TestOutOfSector(t *testing.T) {
	m := issue()
	m.Rubric.Sectors = []rubric.Sector{{ID: "trade", Weights: map[string]float64{"p1": 8}}}
	old, new := rated(m, "2026-01-01", "a", 1, 3, 2), rated(m, "2026-07-01", "a", 1, 3, 2)
	old.Subject.Sector = "trade"
	tr := compare(m, old, new)
	near(t, "weights", tr.Moves.Stage, 30.0/11-2)
	near(t, "like for like then", tr.Overall.Old.Value, 30.0/11)
	if mv := tr.Moves; mv.Dropped != 0 || mv.Subject != 0 || mv.Added != 0 {
		t.Errorf("%+v", mv)
	}
	if s := trend.Series(m, []trend.Round{round(m, old), round(m, new)}); s[0].Alike != s[1].Alike {
		t.Errorf("%v and %v", s[0].Alike, s[1].Alike)
	}
}

// TestNotApplicable: p2, the heaviest, does not apply. By hand: then (2+2)/2 = 2, now (3+2)/2 = 2.5, all of it the
// subject's.
func TestNotApplicable(t *testing.T) {
	m := issue()
	old, new := rated(m, "2026-01-01", "a", 2, -2, 2), rated(m, "2026-07-01", "a", 3, -2, 2)
	tr := compare(m, old, new)
	if c := tr.Overall; c.Old != assess.Some(2.0) || c.New != assess.Some(2.5) {
		t.Errorf("%+v", c)
	}
	if mv := tr.Moves; mv != (trend.Moves{OK: true, Subject: 0.5}) {
		t.Errorf("%+v", mv)
	}
	if c := tr.Practices[1].Change; c.Old.OK || c.New.OK {
		t.Errorf("p2 does not apply: %+v", c)
	}
	if lines := series(m, old, new, new); lines[0].Alike != assess.Some(2.0) || lines[2].Alike != assess.Some(2.5) {
		t.Errorf("%+v", lines)
	}
}
