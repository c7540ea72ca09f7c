package assess_test

import (
	"fmt"

	"fathom/assess"
	"fathom/rubric/channelteam"
)

// A team is at level 3 everywhere, but for one criterion at level 1 and one that nobody knows.
func Example() {
	m := assess.Compile(channelteam.Rubric())
	a := &assess.Assessment{Subject: assess.Subject{ID: "north"}, Date: "2026-11-20", Depth: "team",
		Answers: make([]assess.Answer, m.Len())}
	for i := range a.Answers {
		if m.Asked(i, a.Depth) {
			a.Answers[i] = assess.Answer{Given: true, State: assess.Answered, Level: 3}
		}
	}
	low, _ := m.Index("roles/overlap-control")
	a.Answers[low].Level = 1
	unknown, _ := m.Index("goals-strategy/goal-quality")
	a.Answers[unknown] = assess.Answer{Given: true, State: assess.Unknown}

	res := m.Evaluate(a, assess.Options{Stage: "growth"})
	asked, all := res.Asked()
	fmt.Printf("%d of %d criteria asked\n", asked, all)
	fmt.Printf("score %.2f, at worst %.2f, at best %.2f\n", res.Overall.Score.Value, res.Overall.Low.Value, res.Overall.High.Value)
	fmt.Println("level", res.Overall.Level.Value)
	first := res.Priorities[0]
	fmt.Printf("first %s: weight times gap is %.0f\n", m.Rubric.Practices[first.Practice].ID, first.Own)
	// Output:
	// 58 of 91 criteria asked
	// score 2.95, at worst 2.88, at best 2.99
	// level 2
	// first goals-strategy: weight times gap is 5
}

// Explain shows how a number is made: two criteria of weight 1, at 3 and at 1.
func ExampleModel_Explain() {
	m := assess.Compile(channelteam.Rubric())
	a := &assess.Assessment{Answers: make([]assess.Answer, m.Len())}
	for id, level := range map[string]int{"roles/role-definition": 3, "roles/overlap-control": 1} {
		i, _ := m.Index(id)
		a.Answers[i] = assess.Answer{Given: true, State: assess.Answered, Level: level}
	}
	e, _ := m.Explain(m.Evaluate(a, assess.Options{}), "roles")
	for _, t := range e.Terms {
		fmt.Println(t.ID, t.Score.Value, "weight", t.Weight)
	}
	fmt.Println("mean", e.Plain.Value)
	// Output:
	// roles/role-definition 3 weight 1
	// roles/overlap-control 1 weight 1
	// mean 2
}
