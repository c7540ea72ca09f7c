package assess

// This file scores panels whose votes are codes.

// Ballot is what the raters of a panel voted on a criterion, where they agreed on nothing.
type Ballot struct {
	Criterion int    // by its place in rubric order
	Votes     []Code // in the order of the raters: levels, DontKnow and DoesNotApply; one or more
}

// ScorePanel is [Scorer.Score] of a panel: the criteria with a ballot, and no others, have the code Voted.
func (s *Scorer) ScorePanel(codes []Code, ballots []Ballot, stage, sector, depth string) {
	if len(ballots) > 0 {
		copy(s.own, codes)
		codes = s.own
		for k := range ballots {
			s.count(&ballots[k])
		}
	}
	s.Score(codes, stage, sector, depth)
}

// count puts what a ballot comes to in the place of its criterion's code.
func (s *Scorer) count(b *Ballot) {
	var sum voteSum
	for _, code := range b.Votes {
		sum.add(s.m.rated(b.Criterion, code))
	}
	state, value := sum.comesTo()
	switch state {
	case Answered:
		s.voted[b.Criterion] = value // and the code stays
	case Unknown:
		s.own[b.Criterion] = DontKnow
	default:
		s.own[b.Criterion] = DoesNotApply
	}
}

// rated is what a code says of a criterion, and the value of a level. What is not known is Unknown, like no answer: no
// number tells the two apart.
func (m *Model) rated(criterion int, code Code) (State, float64) {
	switch code {
	case NoAnswer, DontKnow:
		return Unknown, 0
	case DoesNotApply:
		return NotApplicable, 0
	}
	return Answered, m.criteria[criterion].scale.Levels[code-FirstLevel].Value
}
