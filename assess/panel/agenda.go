package panel

import (
	"cmp"
	"slices"

	"fathom/assess"
)

// Reason says why a criterion is worth discussing; see [assess.Concern].
type Reason = assess.Concern

// The reasons.
const (
	FarApart   = assess.FarApart
	TwoLevels  = assess.TwoLevels
	Applies    = assess.Applies
	RolesApart = assess.RolesApart
	DontKnow   = assess.ManyUnknown
	LowAndMain = assess.LowAndMain
)

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

// Agenda lists the criteria with votes in rubric order, and the places of those worth discussing, the worthiest first:
// far apart before two levels apart before the rest; then by weight times average deviation; then by weight times
// don't-knows; then by weight; then in rubric order. What the panel has agreed on, be it a level, N/A or don't know, is
// not on it.
type Agenda struct {
	Items   []Item
	Discuss []int // indexes of Items
}

// NewAgenda finds out what is worth a panel's time.
func NewAgenda(m *assess.Model, res *assess.Result) *Agenda {
	a := res.Assessment
	ag := &Agenda{}
	topics, raters := m.Topics(res), len(a.Voters())
	for i := range topics {
		if topics[i].N() == 0 {
			continue
		}
		if topics[i].Open() {
			ag.Discuss = append(ag.Discuss, len(ag.Items))
		}
		ag.Items = append(ag.Items, newItem(m, a, i, &topics[i]))
	}
	slices.SortStableFunc(ag.Discuss, func(x, y int) int { return compare(&ag.Items[x], &ag.Items[y], raters) })
	return ag
}

func newItem(m *assess.Model, a *assess.Assessment, i int, t *assess.Topic) Item {
	answer := &a.Answers[i]
	it := Item{
		Criterion: i, Practice: m.Criterion(i).Practice, State: assess.Unanswered,
		Spread: t.Spread, Unknown: t.Unknown, NA: t.NA, Weight: t.Weight, Reasons: t.Concerns,
	}
	if t.Agreed {
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
		cmp.Compare(round(y.Weight*float64(y.Unknown)/float64(raters)),
			round(x.Weight*float64(x.Unknown)/float64(raters))),
		cmp.Compare(round(y.Weight), round(x.Weight)),
	)
}

// round keeps sums of thirds from deciding a tie.
func round(x float64) int64 { return int64(x*1e9 + 0.5) }
