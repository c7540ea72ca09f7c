package assess

import (
	"slices"

	"fathom/rubric"
)

// rate finds the state, value and level of one criterion. What was agreed wins, be it a level, don't know or not
// applicable; else the value is the mean of the votes' values and the level shown is their lower median; without any
// level among the votes it is unknown when one voter does not know, else not applicable.
func (c *CriterionResult) rate(a *Answer, scale *rubric.Scale, asked bool) {
	switch {
	case !a.Given && asked:
		c.State = Unanswered
	case !a.Given:
		c.State = NotAsked
	case a.State == Answered:
		v, _ := scale.Value(a.Level)
		c.State, c.Value, c.Level = Answered, Some(v), Some(a.Level)
	case len(a.Votes) > 0 && !a.IsAgreed():
		c.fromVotes(a.Votes, scale)
	default:
		c.State = a.State
	}
}

func (c *CriterionResult) fromVotes(votes []Vote, scale *rubric.Scale) {
	var sum voteSum
	for _, v := range votes {
		value, _ := scale.Value(v.Level)
		sum.add(v.State, value)
	}
	state, value := sum.comesTo()
	if c.State = state; state == Answered {
		c.Value, c.Level = Some(value), Some(lowerMedian(votes))
	}
}

// voteSum adds up the votes on one criterion.
type voteSum struct {
	values  float64
	levels  int
	unknown bool
}

// add adds a vote; only that of a level has a value.
func (s *voteSum) add(state State, value float64) {
	switch state {
	case Answered:
		s.values += value
		s.levels++
	case Unknown:
		s.unknown = true
	}
}

// comesTo is the state of the criterion, and its value where it is Answered.
func (s *voteSum) comesTo() (State, float64) {
	switch {
	case s.levels > 0:
		return Answered, s.values / float64(s.levels)
	case s.unknown:
		return Unknown, 0
	}
	return NotApplicable, 0
}

// levels returns the votes that are levels.
func levels(votes []Vote) []int {
	out := make([]int, 0, len(votes))
	for _, v := range votes {
		if v.State == Answered {
			out = append(out, v.Level)
		}
	}
	return out
}

func lowerMedian(votes []Vote) int {
	l := levels(votes)
	slices.Sort(l)
	return l[(len(l)-1)/2]
}

// panelSum adds up the agreement of the criteria with two votes or more.
type panelSum struct {
	criteria, aligned int
	ad                float64
}

func (p *panelSum) add(c *CriterionResult, votes []Vote, nLevels int) {
	if len(votes) == 0 {
		return
	}
	s := SpreadOf(levels(votes), nLevels)
	c.Agreement = s.Verdict
	if s.N < 2 {
		return
	}
	if s.Verdict == Aligned {
		p.aligned++
	}
	p.criteria++
	p.ad += s.AD
}

func (p *panelSum) agreement() Maybe[Agreement] {
	if p.criteria == 0 {
		return Maybe[Agreement]{}
	}
	n := float64(p.criteria)
	return Some(Agreement{Criteria: p.criteria, Aligned: Quantity(float64(p.aligned) / n), MeanAD: Quantity(p.ad / n)})
}
