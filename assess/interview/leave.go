package interview

import (
	"slices"

	"fathom/assess"
	"fathom/rubric/say"
)

// This file leaves a part out of an assessment, and takes that back.

// partLeftOut is the reason why nothing of a part applies that somebody left out.
func partLeftOut() say.Message { return say.Both("this part was left out", "这一部分没有评") }

// asked are the criteria of a part that are asked, and the other parts of which some are.
func (s *Session) asked(part int) (criteria []int, others []string) {
	for i := range s.model.Len() {
		_, d := s.model.Find(s.model.Rubric.Practices[s.model.Criterion(i).Practice].Dimension, assess.KindDimension)
		switch at := s.partOf(d); {
		case !s.asks(i):
		case at == part:
			criteria = append(criteria, i)
		case !slices.Contains(others, s.model.Rubric.Parts[at].ID):
			others = append(others, s.model.Rubric.Parts[at].ID)
		}
	}
	return criteria, others
}

// canLeave reports whether a part can be left out: nothing of it is answered, and something else is asked.
func (s *Session) canLeave(part int) bool {
	criteria, others := s.asked(part)
	for _, i := range criteria {
		if s.a.Answers[i].Given {
			return false
		}
	}
	return len(others) > 0
}

// leave leaves a part out and goes on behind it. Where one other part is all that is left, the depth says so; no depth
// says two parts of three, so that there nothing of the part applies.
func (s *Session) leave(part int) error {
	criteria, others := s.asked(part)
	at := s.at
	if len(others) == 1 {
		s.a.Depth = s.model.Rubric.DepthIn(others[0], s.a.Depth)
		s.plan()
		s.GoTo(at)
		return s.keep()
	}
	for _, i := range criteria {
		s.a.Answers[i] = assess.Answer{Given: true, State: assess.NotApplicable, Note: partLeftOut().In(s.Lang),
			Text: s.digests[i]}
	}
	for s.Here().Kind != End && s.partOf(s.Here().Dimension) == part {
		s.Next()
	}
	return s.keep()
}

// takeBack opens what was left out as a part, and reports whether there is any.
func (s *Session) takeBack(part int) (any bool) {
	criteria, _ := s.asked(part)
	for _, i := range criteria {
		a, left := &s.a.Answers[i], partLeftOut()
		if a.State == assess.NotApplicable && a.Votes == nil && (a.Note == left.EN || a.Note == left.ZH) {
			*a, any = assess.Answer{}, true
		}
	}
	return any
}
