package assess

import (
	"math"
	"slices"

	"fathom/rubric"
)

// Miss is an expectation of one of the rubric's own tests that does not come true.
type Miss struct {
	Test   int            // index into Rubric.Tests
	Expect int            // index into the test's Expect; -1 when it is the order of the first practices
	Score  Maybe[float64] // what the node scores
	First  []string       // ids of the practices that come first
}

// RunTests scores the worked examples that the rubric carries and returns what does not come true, in their order.
func (m *Model) RunTests() []Miss {
	var out []Miss
	for i := range m.Rubric.Tests {
		t := &m.Rubric.Tests[i]
		res := m.Evaluate(m.worked(t), Options{})
		for k, e := range t.Expect {
			if score := m.scoreOf(res, e.ID); !comesTrue(e, score) {
				out = append(out, Miss{Test: i, Expect: k, Score: score})
			}
		}
		if first := res.first(len(t.First)); !slices.Equal(first, t.First) {
			out = append(out, Miss{Test: i, Expect: -1, First: first})
		}
	}
	return out
}

// worked is the assessment that a test describes.
func (m *Model) worked(t *rubric.Test) *Assessment {
	a := &Assessment{Subject: Subject{Stage: t.Stage, Sector: t.Sector}, Answers: make([]Answer, m.Len())}
	for i := range m.criteria {
		given, ok := t.Answers[m.criteria[i].id]
		switch {
		case ok && given.NA:
			a.Answers[i] = Answer{Given: true, State: NotApplicable}
		case ok && given.Unknown:
			a.Answers[i] = Answer{Given: true, State: Unknown}
		case ok:
			a.Answers[i] = Answer{Given: true, State: Answered, Level: given.Level}
		case t.All != nil:
			a.Answers[i] = Answer{Given: true, State: Answered, Level: *t.All}
		}
	}
	return a
}

func (m *Model) scoreOf(res *Result, id string) Maybe[float64] {
	kind, i := m.Find(id, anyKind()...)
	if i < 0 {
		return Maybe[float64]{}
	}
	return m.nodeOf(res, kind, i).Score
}

func comesTrue(e rubric.Expectation, score Maybe[float64]) bool {
	if e.None || !score.OK {
		return e.None && !score.OK
	}
	return round(math.Abs(score.Value-e.Score)) <= rounded(e.Within)
}

// first are the ids of the n highest priorities.
func (res *Result) first(n int) []string {
	var ids []string
	for _, p := range res.Priorities[:min(n, len(res.Priorities))] {
		ids = append(ids, res.Rubric.Practices[p.Practice].ID)
	}
	return ids
}
