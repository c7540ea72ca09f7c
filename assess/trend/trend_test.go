package trend_test

import (
	"math"
	"os"
	"testing"

	"fathom/assess"
	"fathom/assess/trend"
	"fathom/rubric"
	"fathom/rubric/channelteam"
)

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 0.0005 {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}

// The hours of sleep that ten people gained with each of two drugs: Cushny and Peebles (1905), as Student (1908) used them.
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
	a := &assess.Assessment{Subject: assess.Subject{ID: "s"}, Date: date, Raters: []assess.Rater{{ID: rater}}, Answers: make([]assess.Answer, m.Len())}
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

func compare(m *assess.Model, old, new *assess.Assessment) *trend.Trend {
	return trend.Compare(m, m.Evaluate(old, assess.Options{}), m.Evaluate(new, assess.Options{}), nil)
}

// TestLikeForLike: the team did not move; a weak practice was answered for the first time, and one does not apply any more.
func TestLikeForLike(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	tr := compare(m, rated(m, "2026-05-01", "a", 3, 3, 3, 5), rated(m, "2026-11-01", "a", 3, 3, 3, -2, 0, 0, 0, 1))
	if tr.Criteria != 3 || tr.Overall.Delta().Value != 0 || tr.Days != 184 {
		t.Errorf("%d criteria, change %v, %d days", tr.Criteria, tr.Overall.Delta(), tr.Days)
	}
	mv := tr.Moves
	if mv.Subject != 0 || mv.Stage != 0 || mv.Dropped >= 0 || mv.Added >= 0 {
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
		if sum := mv.Stage + mv.Dropped + mv.Subject + mv.Added; !mv.OK || math.Abs(sum-whole) > 1e-9 {
			t.Errorf("%s: %v, want %v", stage, sum, whole)
		}
		if mv.Subject <= 0 {
			t.Errorf("%s: the team got better, and moved %v", stage, mv.Subject)
		}
	}
}

// panelOf votes of raters a, b, ... on the first criteria.
func panelOf(m *assess.Model, date string, ids []string, votes ...[]int) *assess.Assessment {
	a := rated(m, date, "x")
	a.Panel, a.Raters = true, nil
	for _, id := range ids {
		a.Raters = append(a.Raters, assess.Rater{ID: id})
	}
	for i, row := range votes {
		a.Answers[i] = assess.Answer{Given: true, State: assess.Unanswered}
		for r, level := range row {
			a.Answers[i].Votes = append(a.Answers[i].Votes, assess.Vote{Rater: ids[r], State: assess.Answered, Level: level})
		}
	}
	return a
}

func TestRaters(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	abc := []string{"a", "b", "c"}
	old := panelOf(m, "2026-05-01", abc, []int{2, 3, 2})
	for _, c := range []struct {
		ids    []string
		votes  []int
		method trend.Method
		flat   bool
	}{
		{abc, []int{3, 4, 3}, trend.PairedRaters, true},
		{abc, []int{3, 3, 4}, trend.PairedRaters, false},
		{[]string{"c", "d", "e"}, []int{3, 4, 4}, trend.OtherRaters, false},
		{[]string{"anonymous-1", "anonymous-2", "anonymous-3"}, []int{3, 3, 4}, trend.Nameless, false},
		{[]string{"z"}, []int{3}, trend.OneRater, false},
	} {
		tr := compare(m, old, panelOf(m, "2026-11-01", c.ids, c.votes))
		if tr.Raters.Method != c.method || tr.Raters.Interval.Flat != c.flat {
			t.Errorf("%v: %+v", c.ids, tr.Raters)
		}
		if c.flat && tr.Raters.Interval.Mean != 1 {
			t.Errorf("all report %v", tr.Raters.Interval.Mean)
		}
	}
	tr := compare(m, old, panelOf(m, "2026-11-01", []string{"c", "d"}, []int{3, 4}))
	if len(tr.Raters.Same) != 1 || len(tr.Raters.Left) != 2 || len(tr.Raters.Joined) != 1 {
		t.Errorf("%+v", tr.Raters)
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

func TestSeries(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	var all []*assess.Result
	for i, date := range []string{"2026-01-01", "2026-06-01", "2026-12-01"} {
		all = append(all, m.Evaluate(rated(m, date, "a", 2+i, 3), assess.Options{}))
	}
	lines := trend.Series(m, all)
	if len(lines) != 3 || lines[2].Date != "2026-12-01" || lines[0].Alike.Value >= lines[2].Alike.Value {
		t.Errorf("%+v", lines)
	}
}

// TestPointsAlike: points are compared over what was answered both times; what does not apply is not taken to be like the rest.
// Of ten points in cold-chain: then 5 (fridge) of 7 without a freezer, now 5 + 2; in dry-store rotation alone both times, 1 of 2 then
// and 2 now, dates only then (3), off the floor only now (1).
func TestPointsAlike(t *testing.T) {
	data, err := os.ReadFile("../../testdata/rubrics/examples/kitchen-hygiene.yaml")
	if err != nil {
		t.Fatal(err)
	}
	r, _, err := rubric.Read(rubric.File{Name: "kitchen.yaml", Data: data})
	if err != nil {
		t.Fatal(err)
	}
	m := assess.Compile(r)
	old, new := rated(m, "2026-03-01", "a", 2, -2, 0, 2, 1), rated(m, "2026-09-01", "a", 2, -2, 2, 0, 2, 2)
	old.Answers[2] = assess.Answer{Given: true, State: assess.Answered}
	tr := compare(m, old, new)
	if c := tr.Overall; tr.Criteria != 3 || c.Old.Value != 6 || c.New.Value != 9 {
		t.Errorf("%d criteria: %+v", tr.Criteria, c)
	}
	if c := tr.Practices[0]; c.Old.Value != 5 || c.New.Value != 7 || c.OldLevel.OK {
		t.Errorf("cold-chain: %+v", c)
	}
}
