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
// evidence and confidence go. The votes on a criterion are sorted and handed to nameless raters, so that nothing ties two votes
// of a person together; fewer than k levels on a criterion go altogether, and only what the panel agreed on stays. Whatever is
// computed from the result can tell no more than it holds.
//
// The second result is false when the panel itself has fewer than k raters, or k is under 2.
func Anonymize(a *assess.Assessment, k int) (*assess.Assessment, bool) {
	if k < 2 || len(a.Raters) < k {
		return nil, false
	}
	out := *a
	out.Removed = nil
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
	levels := 0
	for _, v := range a.Votes {
		if v.State == assess.Answered {
			levels++
		}
	}
	if levels >= k {
		out.Votes = slices.SortedFunc(slices.Values(a.Votes), func(x, y assess.Vote) int {
			return cmp.Or(cmp.Compare(x.State, y.State), cmp.Compare(x.Level, y.Level))
		})
		for j := range out.Votes {
			out.Votes[j].Rater = raters[j].ID
		}
	}
	switch {
	case a.State == assess.NotApplicable && a.Given:
		out.Given, out.Note = true, "匿名 / anonymous" // a reason is required; the panel's own may name somebody
	case a.State == assess.Answered || a.State == assess.Unknown, out.Votes != nil:
		out.Given = true
	default:
		out = assess.Answer{State: assess.NotAsked}
	}
	return out
}
