package panel

import (
	"slices"

	"fathom/assess"
)

// LateVote is a vote on what a panel had agreed on before.
type LateVote struct {
	Criterion int // index into Model.Criteria
	Vote      assess.Vote
}

// Late lists the votes that came to criteria on which a panel among the ballots has agreed: what was agreed stands, and
// the room should know that there is another vote. By criterion, then by rater.
func Late(m *assess.Model, ballots []Ballot) []LateVote {
	var out []LateVote
	for i := range m.Len() {
		agreed := func(s Ballot) bool { return s.Panel && s.Answers[i].IsAgreed() }
		if !slices.ContainsFunc(ballots, agreed) {
			continue
		}
		var votes []LateVote
		for _, s := range ballots {
			if agreed(s) {
				continue
			}
			for _, v := range votesIn(s, i) {
				votes = append(votes, LateVote{i, v})
			}
		}
		slices.SortStableFunc(votes, func(x, y LateVote) int { return compareRaters(x.Vote, y.Vote) })
		out = append(out, votes...)
	}
	return out
}

// votesIn are the votes on a criterion that a ballot brings.
func votesIn(s Ballot, i int) []assess.Vote {
	switch a := &s.Answers[i]; {
	case s.Panel:
		return a.Votes
	case a.State != assess.Unanswered && a.Given && len(s.Raters) > 0:
		return []assess.Vote{{Rater: s.Raters[0].ID, State: a.State, Level: a.Level}}
	}
	return nil
}
