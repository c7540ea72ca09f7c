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
	Applies    = assess.Applies
	FarApart   = assess.FarApart
	TwoLevels  = assess.TwoLevels
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
	Reasons   []Reason          // none: nothing to discuss or to confirm
	OnUse     bool              // many say that it does not apply: settle that before any level
	// Who voted lowest and highest, to speak first; empty unless their votes differ and the panel is a named one.
	Lowest, Highest []string
	// Who says that it does not apply, to speak before them, empty unless others gave it a level; and those, where all
	// gave the same.
	Against, For []string
}

// Agenda lists the criteria with votes in rubric order, and the places of those worth discussing, the worthiest first:
// where a third or more say that it does not apply; then far apart before two levels apart before the rest; then by
// weight times average deviation; then by weight times don't-knows; then by weight; then in rubric order. What raters
// agree on but is low and weighs much is to confirm, by weight. What the panel has agreed on, be it a level, N/A or
// don't know, is on neither list.
type Agenda struct {
	Items            []Item
	Discuss, Confirm []int // indexes of Items
}

// How long a group takes for an item, in minutes, by rules of thumb that nobody has measured: to discuss one, with
// those who differ most speaking first; and to hear a low level that all gave read aloud, and nod. They have no flag: a
// group that is twice as fast gives twice its time.
const (
	DiscussMinutes = 6
	ConfirmMinutes = 2
	UsualMinutes   = 10 * DiscussMinutes // where nobody says how long there is: the ten worth most
)

// Within is how many items to discuss, and then to confirm, a group gets through in so many minutes.
func (ag *Agenda) Within(minutes int) (discuss, confirm int) {
	discuss = min(len(ag.Discuss), minutes/DiscussMinutes)
	if discuss < len(ag.Discuss) {
		return discuss, 0
	}
	return discuss, min(len(ag.Confirm), (minutes-discuss*DiscussMinutes)/ConfirmMinutes)
}

// Minutes is how long the whole list takes.
func (ag *Agenda) Minutes() int {
	return len(ag.Discuss)*DiscussMinutes + len(ag.Confirm)*ConfirmMinutes
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
		switch {
		case topics[i].Open():
			ag.Discuss = append(ag.Discuss, len(ag.Items))
		case topics[i].ToConfirm():
			ag.Confirm = append(ag.Confirm, len(ag.Items))
		}
		ag.Items = append(ag.Items, newItem(m, a, i, &topics[i]))
	}
	for _, list := range [][]int{ag.Discuss, ag.Confirm} {
		slices.SortStableFunc(list, func(x, y int) int { return compare(&ag.Items[x], &ag.Items[y], raters) })
	}
	return ag
}

func newItem(m *assess.Model, a *assess.Assessment, i int, t *assess.Topic) Item {
	answer := &a.Answers[i]
	it := Item{
		Criterion: i, Practice: m.Criterion(i).Practice, State: assess.Unanswered,
		Spread: t.Spread, Unknown: t.Unknown, NA: t.NA, Weight: t.Weight, Reasons: t.Concerns,
		OnUse: t.SplitOnUse(),
	}
	if t.Agreed {
		it.State = answer.State
	}
	if answer.State == assess.Answered {
		it.Agreed = assess.Some(answer.Level)
	}
	if !a.IsAnonymous() {
		it.Call(answer.Votes)
	}
	return it
}

// Call names who speaks first among the votes of a named panel, by its spread and who says that it does not apply.
func (it *Item) Call(votes []assess.Vote) {
	for _, v := range votes {
		isLevel, differ := v.State == assess.Answered, it.Spread.High > it.Spread.Low
		switch {
		case isLevel && differ && v.Level == it.Spread.Low:
			it.Lowest = append(it.Lowest, v.Rater)
		case isLevel && differ && v.Level == it.Spread.High:
			it.Highest = append(it.Highest, v.Rater)
		case isLevel && !differ && it.NA > 0:
			it.For = append(it.For, v.Rater)
		case v.State == assess.NotApplicable && it.Spread.N > 0:
			it.Against = append(it.Against, v.Rater)
		}
	}
}

func compare(x, y *Item, raters int) int {
	rank := func(it *Item) int {
		switch {
		case it.OnUse:
			return 0
		case it.Spread.Verdict == assess.Discuss:
			return 1
		case it.Spread.Verdict == assess.Check:
			return 2
		}
		return 3
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
