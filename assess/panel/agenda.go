package panel

import (
	"cmp"
	"slices"

	"fathom/assess"
)

// Reason says why a criterion is worth discussing.
type Reason string

// The reasons.
const (
	FarApart   Reason = "discuss"    // the average deviation is above its limit
	TwoLevels  Reason = "check"      // two votes are 2 or more levels apart
	Applies    Reason = "applies"    // some say that it does not apply, and others gave it a level
	RolesApart Reason = "roles"      // two roles' means are a level or more apart
	DontKnow   Reason = "dont-know"  // a third of the raters or more do not know
	LowAndMain Reason = "low-weight" // a lowest level or the next below the best, with more weight than the average criterion
)

// Reasons lists every reason, the strongest first.
func Reasons() []Reason {
	return []Reason{FarApart, TwoLevels, Applies, RolesApart, DontKnow, LowAndMain}
}

// Item is one criterion of a panel, and how far its votes are apart.
type Item struct {
	Criterion int // index into Model.Criteria
	Practice  int
	Spread    assess.Spread
	Unknown   int               // votes "don't know"
	NA        int               // votes "not applicable"
	Weight    float64           // share of the whole, 0 to 1
	State     assess.State      // of what was agreed: Answered, Unknown or NotApplicable; Unanswered for nothing
	Agreed    assess.Maybe[int] // the level, where one was agreed
	Reasons   []Reason          // none: nothing to discuss
	// Who voted lowest and highest, to speak first; empty unless their votes differ and the panel is a named one.
	Lowest, Highest []string
}

// Agenda lists the criteria with votes in rubric order, and the places of those worth discussing, the worthiest first: far
// apart before two levels apart before the rest; then by weight times average deviation; then by weight times don't-knows; then by
// weight; then in rubric order. What the panel has agreed on, be it a level, N/A or don't know, is not on it.
type Agenda struct {
	Items   []Item
	Discuss []int // indexes of Items
}

// NewAgenda finds out what is worth a panel's time.
func NewAgenda(m *assess.Model, res *assess.Result) *Agenda {
	a := res.Assessment
	ag := &Agenda{}
	weights, raters := weightsOf(res), len(a.Voters())
	for i := range a.Answers {
		if len(a.Answers[i].Votes) == 0 {
			continue
		}
		it := newItem(m, a, i)
		it.Weight = weights[i]
		it.Reasons = reasons(m, a, &it, raters, 1/float64(len(weights)))
		if len(it.Reasons) > 0 && !a.Answers[i].IsAgreed() {
			ag.Discuss = append(ag.Discuss, len(ag.Items))
		}
		ag.Items = append(ag.Items, it)
	}
	slices.SortStableFunc(ag.Discuss, func(x, y int) int { return compare(&ag.Items[x], &ag.Items[y], raters) })
	return ag
}

func newItem(m *assess.Model, a *assess.Assessment, i int) Item {
	answer, c := &a.Answers[i], m.Criterion(i)
	it := Item{Criterion: i, Practice: c.Practice, State: assess.Unanswered}
	var levels []int
	for _, v := range answer.Votes {
		if v.State == assess.Answered {
			levels = append(levels, v.Level)
		}
	}
	_, it.Unknown, it.NA = answer.Count()
	it.Spread = assess.SpreadOf(levels, len(m.Rubric.Scale(c.Scale).Levels))
	if answer.IsAgreed() {
		it.State = answer.State
	}
	if answer.State == assess.Answered {
		it.Agreed = assess.Some(answer.Level)
	}
	if it.Spread.High > it.Spread.Low && !a.IsAnonymous() {
		for _, v := range answer.Votes {
			switch {
			case v.State != assess.Answered:
			case v.Level == it.Spread.Low:
				it.Lowest = append(it.Lowest, v.Rater)
			case v.Level == it.Spread.High:
				it.Highest = append(it.Highest, v.Rater)
			}
		}
	}
	return it
}

// weightsOf are the criteria's shares of the whole, 0 to 1.
func weightsOf(res *assess.Result) []float64 {
	out, all := res.CriterionWeights(), 0.0
	for _, w := range out {
		all += w
	}
	for i := range out {
		if all > 0 {
			out[i] /= all
		}
	}
	return out
}

func reasons(m *assess.Model, a *assess.Assessment, it *Item, raters int, average float64) []Reason {
	var out []Reason
	switch it.Spread.Verdict {
	case assess.Discuss:
		out = append(out, FarApart)
	case assess.Check:
		out = append(out, TwoLevels)
	}
	if it.NA > 0 && it.Spread.N > 0 {
		out = append(out, Applies)
	}
	if low, high, ok := roleMeans(a, it.Criterion); ok && high-low >= 1-1e-9 {
		out = append(out, RolesApart)
	}
	if 3*it.Unknown >= raters && it.Unknown > 0 {
		out = append(out, DontKnow)
	}
	scale := m.Rubric.Scale(m.Criterion(it.Criterion).Scale)
	second := scale.Levels[max(0, min(1, len(scale.Levels)-2))].Level // of two levels, only the lowest is low
	if it.Spread.N > 0 && it.Spread.Mean <= float64(second) && it.Weight > average {
		out = append(out, LowAndMain)
	}
	return out
}

// roleMeans are the lowest and the highest mean level of the roles from which two raters or more voted on a criterion: one
// person's view is no role's.
func roleMeans(a *assess.Assessment, i int) (low, high float64, ok bool) {
	sums, counts := map[string]float64{}, map[string]int{}
	roles := rolesOf(a)
	for _, v := range a.Answers[i].Votes {
		if role := roles[v.Rater]; v.State == assess.Answered && role != "" {
			sums[role] += float64(v.Level)
			counts[role]++
		}
	}
	var means []float64
	for role, n := range counts {
		if n > 1 {
			means = append(means, sums[role]/float64(n))
		}
	}
	if len(means) < 2 {
		return 0, 0, false
	}
	return slices.Min(means), slices.Max(means), true
}

// rolesOf maps raters to their roles.
func rolesOf(a *assess.Assessment) map[string]string {
	roles := map[string]string{}
	for _, r := range a.Raters {
		roles[r.ID] = r.Role
	}
	return roles
}

func compare(x, y *Item, raters int) int {
	rank := func(it *Item) int {
		switch it.Spread.Verdict {
		case assess.Discuss:
			return 0
		case assess.Check:
			return 1
		}
		return 2
	}
	return cmp.Or(
		cmp.Compare(rank(x), rank(y)),
		cmp.Compare(round(y.Weight*y.Spread.AD), round(x.Weight*x.Spread.AD)),
		cmp.Compare(round(y.Weight*float64(y.Unknown)/float64(raters)), round(x.Weight*float64(x.Unknown)/float64(raters))),
		cmp.Compare(round(y.Weight), round(x.Weight)),
	)
}

// round keeps sums of thirds from deciding a tie.
func round(x float64) int64 { return int64(x*1e9 + 0.5) }
