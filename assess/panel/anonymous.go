package panel

import (
	"cmp"
	"fmt"
	"slices"

	"fathom/assess"
)

// MinGroup is the smallest group whose votes an anonymous panel shows, unless another is asked for.
const MinGroup = 3

// Anonymize returns what may be known of a panel when groups under k raters are to stay hidden. Names, roles, notes,
// evidence, confidence and comments go, and of the dates all but that of the oldest vote, which becomes the panel's.
// The votes on a criterion are sorted and handed to nameless raters, so that nothing ties two votes of a person
// together; fewer than k levels on a criterion go altogether, and only what the panel agreed on stays. Whatever is
// computed from the result can tell no more than it holds. Two panels of one round can tell more than each of them: see
// [Withhold].
//
// The second result is false when the panel itself has fewer than k raters, or k is under 2.
func Anonymize(a *assess.Assessment, k int) (*assess.Assessment, bool) {
	if k < 2 || len(a.Raters) < k {
		return nil, false
	}
	out := *a
	out.Removed, out.Comments = nil, nil
	out.Date = a.OldestVote()
	out.Raters = make([]assess.Rater, len(a.Raters))
	for i := range out.Raters {
		out.Raters[i].ID = anonymousID(i, len(a.Raters))
	}
	out.Answers = make([]assess.Answer, len(a.Answers))
	for i := range a.Answers {
		out.Answers[i] = anonymous(&a.Answers[i], out.Raters, k)
	}
	return &out, true
}

// anonymousID pads with zeros, so that the ids sort as the raters do.
func anonymousID(i, n int) string {
	return fmt.Sprintf("%s%0*d", assess.AnonymousPrefix, len(fmt.Sprint(n)), i+1)
}

func anonymous(a *assess.Answer, raters []assess.Rater, k int) assess.Answer {
	out := assess.Answer{State: a.State, Level: a.Level, Text: a.Text}
	if len(a.Poll().Levels) >= k {
		out.Votes = slices.SortedFunc(slices.Values(a.Votes), func(x, y assess.Vote) int {
			return cmp.Or(cmp.Compare(x.State, y.State), cmp.Compare(x.Level, y.Level))
		})
		for j := range out.Votes {
			out.Votes[j].Rater = raters[j].ID
		}
	}
	switch {
	case a.State == assess.NotApplicable && a.Given:
		out.Given = true
		out.RuleOut("匿名 / anonymous") // a reason is required; the panel's own may name somebody
	case a.State == assess.Answered || a.State == assess.Unknown, out.Votes != nil:
		out.Given = true
	default:
		out = assess.Answer{State: assess.NotAsked}
	}
	return out
}

// Withhold takes those votes out of an anonymous panel that could be found by subtracting an earlier one of the same
// round from it, for groups of k; earlier are all anonymous panels that were handed out before. It returns the panel
// and on how many criteria votes were taken out; what was agreed stays.
//
// The votes on a criterion stay where, against each earlier panel, those that are new and those that are gone are none
// or at least k. Where an earlier panel shows none, it had at most k-1 levels: the votes stay if there are k more
// raters now, or so many levels that k of them must be new.
func Withhold(a *assess.Assessment, k int, earlier []*assess.Assessment) (*assess.Assessment, int) {
	out := *a
	out.Answers = slices.Clone(a.Answers)
	withheld := 0
	for i := range out.Answers {
		tells := func(e *assess.Assessment) bool { return tells(e, a, i, k) }
		if len(out.Answers[i].Votes) == 0 || !slices.ContainsFunc(earlier, tells) {
			continue
		}
		withheld++
		left := &out.Answers[i]
		if left.Votes, left.Note, left.Reason = nil, left.Why(), ""; !left.IsAgreed() {
			*left = assess.Answer{State: assess.NotAsked}
		}
	}
	return &out, withheld
}

// tells reports whether the votes on criterion i in two panels, put beside each other, show what fewer than k people
// said.
func tells(earlier, now *assess.Assessment, i, k int) bool {
	if len(earlier.Answers[i].Votes) == 0 {
		levels := len(now.Answers[i].Poll().Levels)
		return len(now.Raters)-len(earlier.Raters) < k && levels-(k-1) < k
	}
	return Tells(earlier.Answers[i].Votes, now.Answers[i].Votes, k)
}

// Tells reports whether two counts of votes on one criterion, put beside each other, show what fewer than k people
// said: the votes that are new, or those that are gone, are some, but fewer than k.
func Tells(earlier, now []assess.Vote, k int) bool {
	type said struct {
		state assess.State
		level int
	}
	more := map[said]int{}
	for _, v := range now {
		more[said{v.State, v.Level}]++
	}
	for _, v := range earlier {
		more[said{v.State, v.Level}]--
	}
	added, gone := 0, 0
	for _, n := range more {
		added, gone = added+max(n, 0), gone+max(-n, 0)
	}
	return 0 < added && added < k || 0 < gone && gone < k
}
