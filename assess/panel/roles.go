package panel

import (
	"cmp"
	"slices"

	"fathom/assess"
)

// RoleView is how the raters of one role see the practices.
type RoleView struct {
	Role   string // "" for raters without one
	Raters int
	// mean level of each practice; undefined without a vote, or where the group is too small to show
	Means []assess.Maybe[float64]
}

// RolesOf puts the views of the roles side by side, by name. With a minimum group k of 2 or more, a role with fewer
// raters is left out, and so is the smallest of the others while those left out are fewer than k together: their votes
// could be found by subtracting. The same holds on each practice for those who voted there.
func RolesOf(m *assess.Model, a *assess.Assessment, k int) []RoleView {
	roles, counts := a.Roles(), map[string]int{}
	for _, r := range a.Raters {
		counts[r.Role]++
	}
	groups := shown(counts, k)
	views := make([]RoleView, len(groups))
	for i, role := range groups {
		views[i] = RoleView{Role: role, Raters: counts[role],
			Means: make([]assess.Maybe[float64], len(m.Rubric.Practices))}
	}
	at := 0
	for p := range m.Rubric.Practices {
		n := len(m.Rubric.Practices[p].Criteria)
		t := tallyOf(a.Answers[at:at+n], roles, k)
		at += n
		for i := range views {
			if role := views[i].Role; t.votes[role] > 0 && !t.hidden[role] {
				views[i].Means[p] = assess.Some(t.sums[role] / float64(t.votes[role]))
			}
		}
	}
	return views
}

// tally is what the roles said about one practice, and whose view of it must stay hidden.
type tally struct {
	sums   map[string]float64
	votes  map[string]int
	hidden map[string]bool
}

// tallyOf hides a role on the practice when it must be hidden on one of its criteria: who is shown elsewhere has enough
// voters there, so that the hidden ones are never too few.
func tallyOf(answers []assess.Answer, roles map[string]string, k int) tally {
	t := tally{map[string]float64{}, map[string]int{}, map[string]bool{}}
	for i := range answers {
		voters := map[string]int{}
		for _, v := range answers[i].Votes {
			if v.State == assess.Answered {
				role := roles[v.Rater]
				t.sums[role] += float64(v.Level)
				t.votes[role]++
				voters[role]++
			}
		}
		open := shown(voters, k)
		for role := range voters {
			if !slices.Contains(open, role) {
				t.hidden[role] = true
			}
		}
	}
	return t
}

// shown lists the groups that can be shown when groups under k stay hidden: not the small ones, and of the others not
// the smallest (the first by name among equals) as long as the hidden ones are some, but fewer than k together.
func shown(sizes map[string]int, k int) []string {
	var groups []string
	hidden := 0
	for g, n := range sizes {
		if n >= k {
			groups = append(groups, g)
		} else {
			hidden += n
		}
	}
	slices.SortFunc(groups, func(x, y string) int { return cmp.Or(cmp.Compare(sizes[x], sizes[y]), cmp.Compare(x, y)) })
	for 0 < hidden && hidden < k && len(groups) > 0 {
		hidden += sizes[groups[0]]
		groups = groups[1:]
	}
	slices.Sort(groups)
	return groups
}
