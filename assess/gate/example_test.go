package gate_test

import (
	"fmt"

	"fathom/assess"
	"fathom/assess/gate"
	"fathom/rubric/channelteam"
)

// A rule is decided only when the missing answers cannot change it.
func ExampleCheck() {
	m := assess.Compile(channelteam.Rubric())
	a := &assess.Assessment{Depth: "quick", Answers: make([]assess.Answer, m.Len())}
	for i := range a.Answers {
		if m.Asked(i, a.Depth) {
			a.Answers[i] = assess.Answer{Given: true, State: assess.Answered, Level: 3}
		}
	}
	missing, _ := m.Index("goals-strategy/goal-quality")
	a.Answers[missing] = assess.Answer{}
	res := m.Evaluate(a, assess.Options{})

	for _, limit := range []float64{2.5, 3, 3.5} {
		rules, _ := gate.NewRules(m, gate.MinScore, "overall", limit)
		for _, o := range gate.Check(m, res, rules, gate.Context{}) {
			fmt.Printf("%.1f or more: %s, for it is %.2f now and could be %.2f to %.2f\n", limit, o.Verdict, o.Was.Value, o.Low.Value, o.High.Value)
		}
	}
	// Output:
	// 2.5 or more: met, for it is 3.00 now and could be 2.91 to 3.09
	// 3.0 or more: undecided, for it is 3.00 now and could be 2.91 to 3.09
	// 3.5 or more: not-met, for it is 3.00 now and could be 2.91 to 3.09
}
