package gate_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"fathom/assess"
	"fathom/assess/gate"
	"fathom/rubric/rubrictest"
)

// TestWhateverTheVotes: what is met of a panel stays met and what is not met stays so, whatever votes still come in and
// whatever is agreed where they are missing; and with its steps agreed on, a rule is met.
func TestWhateverTheVotes(t *testing.T) {
	m, rng := little(), rand.New(rand.NewPCG(5, 6))
	seen := map[gate.Kind]map[gate.Verdict]int{}
	for range rubrictest.Cases(750) {
		now := randomPanel(m, rng)
		near := 2 + 2*rng.Float64()
		for _, r := range []gate.Rule{
			{Kind: gate.MinScore, At: "overall", Limit: near}, {Kind: gate.MinScore, At: "p", Limit: near},
			{Kind: gate.MinLevel, At: "x", Limit: float64(1 + rng.IntN(5))},
			{Kind: gate.MinAttainment, Limit: rng.Float64()}, {Kind: gate.Evidence, Limit: float64(2 + rng.IntN(4))},
			{Kind: gate.MaxUnanswered, Limit: rng.Float64()},
			{Kind: gate.MaxUnknown, Limit: rng.Float64()}, {Kind: gate.MaxNA, Limit: rng.Float64()},
			{Kind: gate.MaxDiscuss, Limit: float64(rng.IntN(4))},
		} {
			o := gate.Check(m, now, []gate.Rule{r}, gate.Context{})[0]
			if seen[r.Kind] == nil {
				seen[r.Kind] = map[gate.Verdict]int{}
			}
			seen[r.Kind][o.Verdict]++
			for range 4 {
				then := comeIn(m, now.Assessment, rng, r.Kind)
				after := gate.Check(m, then, []gate.Rule{r}, gate.Context{})[0]
				// what is answered is missing no more
				known := r.Kind == gate.MaxUnknown || r.Kind == gate.MaxUnanswered
				if o.Verdict == gate.Met && after.Verdict != gate.Met ||
					o.Verdict == gate.NotMet && after.Verdict != gate.NotMet && !known {
					t.Fatalf("%+v: %s at first (%v, %v to %v), then %s (%v)\n%+v\n%+v", r, o.Verdict, o.Was, o.Low, o.High, after.Verdict, after.Was, now.Assessment.Answers,
						then.Assessment.Answers)
				}
			}
			if len(o.Steps) == 0 {
				continue
			}
			done := taken(t, m, now.Assessment, &o)
			again := gate.Check(m, m.Evaluate(done, assess.Options{}), []gate.Rule{r}, gate.Context{})[0]
			if again.Verdict != gate.Met {
				t.Fatalf("%+v: the steps %+v lead to %s, %v", r, o.Steps, again.Verdict, again.Was)
			}
		}
	}
	least := rubrictest.Cases(20)
	for kind, verdicts := range seen {
		if open := verdicts[gate.Undecided]; verdicts[gate.Met] < least || verdicts[gate.NotMet] < least ||
			open < least && kind != gate.MaxUnanswered {
			t.Errorf("%s: %v", kind, verdicts)
		}
	}
}

// taken takes an outcome's steps.
func taken(t *testing.T, m *assess.Model, a *assess.Assessment, o *gate.Outcome) *assess.Assessment {
	t.Helper()
	out := *a
	out.Answers = slices.Clone(a.Answers)
	for _, s := range o.Steps {
		if s.From.OK && s.From.Value >= s.To.Value {
			t.Fatalf("%+v: a step from %d to %d", o.Rule, s.From.Value, s.To.Value)
		}
		x := &out.Answers[s.Criterion]
		if votes := x.Votes; o.Verdict != gate.Undecided || !o.Kind.OfScores() || len(votes) == 0 {
			*x = assess.Answer{Given: true, State: assess.Answered, Level: max(1, s.To.Value), Evidence: []string{"e"},
				Votes: votes}
			continue
		}
		old := x.Votes
		x.Votes = nil
		for _, r := range a.Voters() {
			id := r.ID
			at := slices.IndexFunc(old, func(v assess.Vote) bool { return v.Rater == id })
			switch {
			case at >= 0 && old[at].State != assess.Unknown:
				x.Votes = append(x.Votes, old[at])
			case at >= 0 || m.Asked(s.Criterion, a.Depth):
				x.Votes = append(x.Votes, assess.Vote{Rater: id, State: assess.Answered, Level: s.To.Value})
			}
		}
	}
	return &out
}

// randomPanel has four raters and two roles; about one in six votes is missing, one in six a don't-know, one in ten no
// application.
func randomPanel(m *assess.Model, rng *rand.Rand) *assess.Result {
	lines := make([]string, m.Len())
	for i := range lines {
		for range 4 {
			lines[i] += []string{"-", "?", "n", "", "", ""}[rng.IntN(6)]
			if lines[i] == "" || lines[i][len(lines[i])-1] == ' ' {
				lines[i] += fmt.Sprint(1 + rng.IntN(5))
			}
			lines[i] += " "
		}
		if rng.IntN(6) == 0 {
			lines[i] += fmt.Sprint("=", 1+rng.IntN(5))
		}
	}
	res := voted(m, []string{"x", "full"}[rng.IntN(2)], lines...)
	res.Assessment.Raters = []assess.Rater{{ID: "r0", Role: "a"}, {ID: "r1", Role: "a"}, {ID: "r2", Role: "b"},
		{ID: "r3", Role: "b"}}
	return m.Evaluate(res.Assessment, assess.Options{})
}

// comeIn lets votes come in where they are missing or don't-knows. What counts votes may get any vote, what is about
// scores levels: nobody can tell what a criterion that turns out not to apply does to them.
func comeIn(m *assess.Model, a *assess.Assessment, rng *rand.Rand, k gate.Kind) *assess.Result {
	out := *a
	out.Answers = slices.Clone(a.Answers)
	voters := a.Voters()
	for i := range out.Answers {
		x := &out.Answers[i]
		if x.IsAgreed() || !m.Asked(i, a.Depth) {
			continue
		}
		old := x.Votes
		x.Given, x.State, x.Votes = true, assess.Unanswered, nil
		for _, r := range voters {
			id := r.ID
			at := slices.IndexFunc(old, func(v assess.Vote) bool { return v.Rater == id })
			v := assess.Vote{Rater: id, State: assess.Answered, Level: 1 + rng.IntN(5)}
			if counts := k == gate.MaxUnknown || k == gate.MaxNA || k == gate.MaxDiscuss; counts {
				v.State = []assess.State{assess.Answered, assess.Unknown, assess.NotApplicable}[rng.IntN(3)]
			}
			if at >= 0 && (old[at].State != assess.Unknown || k == gate.MaxDiscuss || k == gate.MaxUnknown) {
				v = old[at]
			}
			x.Votes = append(x.Votes, v)
		}
	}
	return m.Evaluate(&out, assess.Options{})
}
