package panel_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/panel"
)

// random makes a panel of n raters in a few roles, who answer some of the first criteria.
func random(t *testing.T, m *assess.Model, r *rand.Rand, n int) *assess.Assessment {
	var ballots []panel.Ballot
	for i := range n {
		var levels []int
		for range 8 {
			levels = append(levels, -2+r.IntN(8))
		}
		s := ballot(m, fmt.Sprintf("secret%d", i), fmt.Sprintf("role%d", r.IntN(4)), levels...)
		for k := range s.Answers {
			if a := &s.Answers[k]; a.Given {
				a.Note, a.Evidence, a.Confidence = "secret note", []string{"secret file"}, "high"
			}
		}
		ballots = append(ballots, s)
	}
	return merge(t, m, ballots...)
}

// TestAnonymous: nothing in an anonymous panel names or links anybody, and no criterion shows fewer levels than the
// group.
func TestAnonymous(t *testing.T) {
	m, r := model(), rand.New(rand.NewPCG(7, 8))
	for range 200 {
		n, k := 2+r.IntN(8), 2+r.IntN(4)
		full := random(t, m, r, n)
		a, ok := panel.Anonymize(full, k)
		if ok != (n >= k) {
			t.Fatalf("%d raters, groups of %d: %v", n, k, ok)
		}
		if !ok {
			continue
		}
		text := file(t, a)
		for _, bad := range []string{"secret", "role:", "confidence", "evidence"} {
			if strings.Contains(text, bad) {
				t.Fatalf("the panel tells %q:\n%s", bad, text)
			}
		}
		for i := range a.Answers {
			votes, levels := a.Answers[i].Votes, 0
			for _, v := range votes {
				if v.State == assess.Answered {
					levels++
				}
			}
			if len(votes) > 0 && levels < k {
				t.Fatalf("%d levels shown with groups of %d", levels, k)
			}
			if !slices.IsSortedFunc(votes, func(x, y assess.Vote) int { return int(x.State) - int(y.State) }) {
				t.Fatalf("the votes are not sorted: %+v", votes)
			}
			for j, v := range votes {
				if v.Rater != a.Raters[j].ID {
					t.Fatalf("vote %d belongs to %s", j, v.Rater)
				}
			}
		}
		if panel.HintsOf(m, a, nil) != nil || !a.IsAnonymous() || full.IsAnonymous() {
			t.Fatal("hints on an anonymous panel")
		}
	}
}

// TestAnonymousForgetsWho: exchanging what two raters said on a criterion gives the same anonymous panel.
func TestAnonymousForgetsWho(t *testing.T) {
	m, r := model(), rand.New(rand.NewPCG(9, 10))
	for range 100 {
		a := random(t, m, r, 6)
		want, _ := panel.Anonymize(a, 3)
		for i := range a.Answers {
			votes := a.Answers[i].Votes
			if len(votes) > 1 {
				x, y := &votes[0], &votes[len(votes)-1]
				x.State, y.State, x.Level, y.Level = y.State, x.State, y.Level, x.Level
			}
		}
		if got, _ := panel.Anonymize(a, 3); file(t, got) != file(t, want) {
			t.Fatal("the anonymous panel depends on who voted what")
		}
	}
}

// TestNoSubtraction: on no practice are the voters whose view is hidden some, but fewer than the group, while another
// view is shown; and no view of fewer is shown.
func TestNoSubtraction(t *testing.T) {
	m, r := model(), rand.New(rand.NewPCG(11, 12))
	shownAny := false
	for range 400 {
		a, k := random(t, m, r, 4+r.IntN(16)), 2+r.IntN(3)
		views := panel.RolesOf(m, a, k)
		roles := map[string]string{}
		for _, rater := range a.Raters {
			roles[rater.ID] = rater.Role
		}
		shown, sizes := 0, 0
		for _, v := range views {
			sizes += v.Raters
			if v.Raters < k {
				t.Fatalf("a role of %d is shown", v.Raters)
			}
		}
		if hidden := len(a.Raters) - sizes; len(views) > 0 && hidden > 0 && hidden < k {
			t.Fatalf("%d hidden raters, groups of %d", hidden, k)
		}
		at := 0
		for p := range m.Rubric.Practices {
			for range m.Rubric.Practices[p].Criteria {
				checkCriterion(t, a.Answers[at].Votes, roles, views, p, k, &shown)
				at++
			}
		}
		shownAny = shownAny || shown > 0
	}
	if !shownAny {
		t.Error("no view was ever shown: the test looked at nothing")
	}
}

func checkCriterion(t *testing.T, votes []assess.Vote, roles map[string]string, views []panel.RoleView, p, k int,
	shown *int) {
	t.Helper()
	counts := map[string]int{}
	for _, v := range votes {
		if v.State == assess.Answered {
			counts[roles[v.Rater]]++
		}
	}
	if len(votes) == 0 {
		return
	}
	hidden, visible := 0, 0
	for role, n := range counts {
		at := slices.IndexFunc(views, func(v panel.RoleView) bool { return v.Role == role })
		if at >= 0 && views[at].Means[p].OK {
			visible++
			if n < k {
				t.Fatalf("the view of %d voters is shown, groups of %d", n, k)
			}
		} else {
			hidden += n
		}
	}
	*shown += visible
	if visible > 0 && hidden > 0 && hidden < k {
		t.Fatalf("%d hidden voters, groups of %d", hidden, k)
	}
}
