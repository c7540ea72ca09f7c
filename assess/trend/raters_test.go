package trend_test

import (
	"fmt"
	"math"
	"testing"

	"fathom/assess"
	"fathom/assess/trend"
	"fathom/rubric/channelteam"
)

// panelOf is a panel with votes on the first criteria, as in rated.
func panelOf(m *assess.Model, date string, ids []string, votes ...[]int) *assess.Assessment {
	a := rated(m, date, "x")
	a.Panel, a.Raters = true, nil
	for _, id := range ids {
		a.Raters = append(a.Raters, assess.Rater{ID: id})
	}
	for i, row := range votes {
		a.Answers[i] = assess.Answer{Given: true, State: assess.Unanswered}
		for r, level := range row {
			switch {
			case level > 0:
				a.Answers[i].Votes = append(a.Answers[i].Votes,
					assess.Vote{Rater: ids[r], State: assess.Answered, Level: level})
			case level == -2:
				a.Answers[i].Votes = append(a.Answers[i].Votes, assess.Vote{Rater: ids[r], State: assess.NotApplicable})
			}
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
	r := compare(m, old, panelOf(m, "2026-11-01", []string{"d", "c"}, []int{3, 4})).Raters
	if got := fmt.Sprint(r.Same, r.Left, r.Joined); got != "[c] [a b] [d]" {
		t.Errorf("same, left, joined: %s", got)
	}
	named := compare(m, panelOf(m, "2026-04-01", []string{"anonymous-1", "anonymous-2"}, []int{2, 3}), old).Raters
	if named.Method != trend.Nameless {
		t.Errorf("anonymous then: %+v", named)
	}
}

// TestRatersNotApplicable: p2 of weight 9. Where all agree that it does not apply, each rater goes from (2+2)/2 = 2 to
// (3+2)/2 = 2.5, as the panel does. Where one rater alone says so, it weighs for all: both now score (10*3+2)/11, from
// 2.
func TestRatersNotApplicable(t *testing.T) {
	m := issue()
	ab, cd := []string{"a", "b"}, []string{"c", "d"}
	for _, c := range []struct {
		ids      []string
		old, new []int // on p2
		method   trend.Method
		mean     float64
	}{
		{ab, []int{-2, -2}, []int{-2, -2}, trend.PairedRaters, 0.5},
		{cd, []int{-2, -2}, []int{-2, -2}, trend.OtherRaters, 0.5},
		{ab, []int{3, -2}, []int{-2, -2}, trend.PairedRaters, 0.5},
		{ab, []int{2, 2}, []int{3, -2}, trend.PairedRaters, 10. / 11},
		{cd, []int{2, 2}, []int{3, -2}, trend.OtherRaters, 10. / 11},
	} {
		tr := compare(m, panelOf(m, "2026-01-01", ab, []int{2, 2}, c.old, []int{2, 2}),
			panelOf(m, "2026-07-01", c.ids, []int{3, 3}, c.new, []int{2, 2}))
		iv := tr.Raters.Interval
		if tr.Raters.Method != c.method || !iv.Flat || math.Abs(iv.Mean-c.mean) > 1e-9 ||
			math.Abs(tr.Moves.Subject-c.mean) > 1e-9 {
			t.Errorf("p2 %v then, %v now: %+v; the panel moved %v", c.old, c.new, tr.Raters, tr.Moves.Subject)
		}
	}
}

// TestRatersOwn: a rater counts over what that rater rated both times, and not at all without any. a moves by 1 on p1,
// b by 2 on p3, c has nothing that was rated both times: 1 and 2 give 1.5.
func TestRatersOwn(t *testing.T) {
	m := issue()
	abc := []string{"a", "b", "c"}
	old := panelOf(m, "2026-01-01", abc, []int{1, 0, 1}, []int{1, 1, 0}, []int{0, 1, 1})
	new := panelOf(m, "2026-07-01", abc, []int{2, 1, 0}, []int{0, 0, 3}, []int{3, 3, 0})
	r := compare(m, old, new).Raters
	if r.Method != trend.PairedRaters || r.Interval.DF != 1 || math.Abs(r.Interval.Mean-1.5) > 1e-9 {
		t.Errorf("%+v", r)
	}
}
