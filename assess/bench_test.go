package assess

import (
	"testing"

	"fathom/rubric/channelteam"
)

// BenchmarkScores is scoring alone: states, values, every node with its bounds; no priorities, no plan.
func BenchmarkScores(b *testing.B) {
	m := Compile(channelteam.Rubric())
	a := &Assessment{Answers: make([]Answer, m.Len())}
	for i := range a.Answers {
		a.Answers[i] = Answer{Given: true, State: Answered, Level: 1 + i%5}
	}
	b.ReportAllocs()
	for b.Loop() {
		res := &Result{Practices: make([]Practice, len(m.practices))}
		s := m.newEvaluation(m.newSetting("growth", "", nil))
		m.rate(a, s, res)
		s.score()
		s.publish(res)
	}
}
