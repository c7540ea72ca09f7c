package finding_test

import (
	"math/rand/v2"
	"testing"

	"fathom/assess"
	"fathom/assess/finding"
	"fathom/rubric"
	"fathom/rubric/channelteam"
)

// TestOnlyWhatWasAsked: at no depth does a finding speak of a criterion without an answer: a rule holds exactly where
// all that it names is answered and meets it, and "every criterion" means every one. The files leave some of what their
// depth asks out, and some of the quick ones answer a few questions more.
func TestOnlyWhatWasAsked(t *testing.T) {
	r := channelteam.Rubric()
	m := assess.Compile(r)
	ruled, quick, plateaus := 0, 0, 0
	for n := range 360 {
		rng := rand.New(rand.NewPCG(uint64(n), 11))
		a := &assess.Assessment{Subject: assess.Subject{ID: "s", Stage: "growth"},
			Depth: []string{"quick", "full"}[n%2], Answers: make([]assess.Answer, m.Len())}
		flat := rng.IntN(2) == 0
		for i := range a.Answers {
			level := 1 + rng.IntN(5)
			if flat {
				level = 3
			}
			if rng.IntN(20) > 0 && (m.Asked(i, a.Depth) || n%3 == 0 && rng.IntN(2) == 0) {
				a.Answers[i] = assess.Answer{Given: true, State: assess.Answered, Level: level}
			}
		}
		holds := func(c rubric.Condition) bool {
			at, ok := m.Index(c.At)
			return ok && a.Answers[at].Given && c.Holds(a.Answers[at].Level)
		}
		said := map[int]bool{}
		for _, f := range finding.All(m, m.Evaluate(a, assess.Options{})) {
			switch f.Kind {
			case finding.Ruled:
				said[f.Rule] = true
			case finding.Plateau:
				plateaus++
				p := &r.Practices[f.Practice]
				for k := range p.Criteria {
					at, _ := m.Index(rubric.FullID(p.ID, p.Criteria[k].ID))
					if !a.Answers[at].Given {
						t.Errorf("%s file %d: all of %s stands at %d, and %s is open", a.Depth, n, p.ID, f.Level,
							p.Criteria[k].ID)
					}
				}
			}
		}
		for i := range r.Findings {
			want := true
			for _, c := range r.Findings[i].If {
				want = want && holds(c)
			}
			if said[i] != want {
				t.Errorf("%s file %d: %s is said: %v, want %v", a.Depth, n, r.Findings[i].ID, said[i], want)
			}
			if want {
				ruled++
			}
			if want && a.Depth == "quick" {
				quick++
			}
		}
	}
	if ruled < 100 || quick < 10 || plateaus < 100 {
		t.Errorf("%d rules, %d of them of quick files, %d plateaus: the test looks at nothing", ruled, quick, plateaus)
	}
}
