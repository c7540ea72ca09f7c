package gate_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"fathom/assess"
	"fathom/assess/gate"
	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/rubrictest"
)

// grove makes a rubric at random: two parts with up to three dimensions, practices and criteria each, two scales, any
// aggregates, weights (0 among them), targets and floors; at times a practice is held to its lowest,
// and practices are read on a scale of their own.
func grove(rng *rand.Rand) *assess.Model {
	kinds := []rubric.Aggregate{rubric.Mean, rubric.Mean, rubric.Sum, rubric.Min, rubric.Geometric}
	rule := func() rubric.Rule { return rubric.Rule{Aggregate: kinds[rng.IntN(len(kinds))]} }
	num := func(v float64) rubric.PerStage { return rubric.PerStage{All: &v} }
	weight := func() float64 { return []float64{0, 1, 1, 1, 2, 3, 0.7}[rng.IntN(7)] }
	r := &rubric.Rubric{ID: "g", Version: "1", Scoring: rubric.Scoring{Practice: rule(), Dimension: rule(),
		Part: rule(), Overall: rule()}}
	if r.Scoring.Practice.Aggregate != rubric.Sum && rng.IntN(2) == 0 {
		above := float64(rng.IntN(2))
		r.Scoring.Practice.AboveLowest = &above
	}
	for _, s := range []struct{ n, times, plus int }{{5, 1, 0}, {3, 2, 1}} {
		scale := rubric.Scale{ID: fmt.Sprint("s", s.n)}
		for l := 1; l <= s.n; l++ {
			scale.Levels = append(scale.Levels, rubric.Level{Level: l, Value: float64(l*s.times + s.plus)})
		}
		r.Scales = append(r.Scales, scale)
	}
	for _, part := range []string{"x", "y"} {
		r.Parts = append(r.Parts, rubric.Part{ID: part})
		for d := range 1 + rng.IntN(3) {
			dim := fmt.Sprint(part, "d", d)
			r.Dimensions = append(r.Dimensions, rubric.Dimension{ID: dim, Part: part})
			if rng.IntN(3) == 0 {
				r.Dimensions[len(r.Dimensions)-1].Weight = num(weight())
			}
			for k := range 1 + rng.IntN(3) {
				floor := float64(1 + rng.IntN(3))
				p := rubric.Practice{ID: fmt.Sprint(dim, "k", k), Dimension: dim, Weight: num(weight()),
					ByCriteria: k == 2,
					Target:     num(float64(1 + rng.IntN(3))), Floor: &floor}
				scale := r.Scales[min(1, rng.IntN(4))].ID
				for c := range 1 + rng.IntN(3) {
					p.Criteria = append(p.Criteria, rubric.Criterion{ID: fmt.Sprint("c", c), Weight: weight(),
						Scale: scale, Core: c == 0})
				}
				r.Practices = append(r.Practices, p)
			}
		}
	}
	return assess.Compile(rubrictest.Own(rng, r, 2))
}

// answered fills a file of one rater, or of a panel of four, at random.
func answered(m *assess.Model, rng *rand.Rand) *assess.Result {
	a := &assess.Assessment{Date: "2026-05-01", Depth: []string{"full", "full", "quick", "x"}[rng.IntN(4)],
		Answers: make([]assess.Answer, m.Len())}
	holes := 1 + rng.IntN(20)
	state := func() assess.State {
		return []assess.State{assess.Unknown, assess.NotApplicable, assess.Answered}[min(rng.IntN(holes+2), 2)]
	}
	level := func(i int) int { return 1 + rng.IntN(len(m.Rubric.Scale(m.Criterion(i).Scale).Levels)) }
	panel := rng.IntN(3) == 0
	if panel {
		a.Panel = true
		for k := range 4 {
			a.Raters = append(a.Raters, assess.Rater{ID: fmt.Sprint("r", k), Role: string(rune('a' + k/2))})
		}
	}
	for i := range a.Answers {
		x := &a.Answers[i]
		if rng.IntN(holes+1) == 0 {
			continue
		}
		*x = assess.Answer{Given: true, State: state(), Level: level(i),
			Text: []string{"", "", "", "other"}[rng.IntN(4)]}
		if rng.IntN(2) == 0 {
			x.Evidence = []string{"e"}
		}
		if !panel || rng.IntN(5) == 0 {
			continue
		}
		x.State = assess.Unanswered
		for _, r := range a.Raters {
			if rng.IntN(holes+1) > 0 {
				x.Votes = append(x.Votes, assess.Vote{Rater: r.ID, State: state(), Level: level(i)})
			}
		}
		if x.Given = len(x.Votes) > 0; !x.Given {
			*x = assess.Answer{}
		}
	}
	return m.Evaluate(a, assess.Options{})
}

// anyRules makes rules of every kind at random: one alone, or several, of which those of shares let others off.
func anyRules(m *assess.Model, rng *rand.Rand) []gate.Rule {
	r := m.Rubric
	nodes := append(append(append([]string{"overall", "overall"}, r.PartIDs()...), r.DimensionIDs()...),
		r.PracticeIDs()...)
	var rules []gate.Rule
	for range 1 + rng.IntN(3) {
		rule := gate.Rule{Kind: gate.Kinds()[rng.IntN(len(gate.Kinds()))], Each: rng.IntN(3) == 0}
		switch rule.Kind {
		case gate.MinScore:
			rule.At, rule.Limit = nodes[rng.IntN(len(nodes))], 1+6*rng.Float64()
		case gate.MinLevel:
			rule.At, rule.Limit = nodes[rng.IntN(len(nodes))], float64(1+rng.IntN(5))
		case gate.Floor:
			rule.At, rule.Limit = r.Practices[rng.IntN(len(r.Practices))].ID, float64(1+rng.IntN(5))
		case gate.Regression:
			rule.At, rule.Limit = nodes[rng.IntN(len(nodes))], rng.Float64()
		case gate.Evidence, gate.MaxDiscuss, gate.MinRaters:
			rule.Limit = float64(rng.IntN(5))
		case gate.MaxAge:
			rule.Limit = 30
		default:
			rule.Limit = rng.Float64()
		}
		rules = append(rules, rule)
	}
	return rules
}

// TestQuickIsSlow: the verdicts, the ends and the steps are those that are found by scoring everything again for each
// try.
func TestQuickIsSlow(t *testing.T) {
	rng := rand.New(rand.NewPCG(13, 8))
	seen := map[string]int{}
	for round := range rubrictest.Cases(9000) {
		m := grove(rng)
		compare(t, m, rng, seen)
		if t.Failed() {
			t.Fatalf("round %d", round)
		}
	}
	for _, k := range gate.Kinds() {
		for _, v := range []gate.Verdict{gate.NotMet, gate.Undecided} {
			named := k.OfScores() || k == gate.MaxUnanswered && v == gate.NotMet || k == gate.MaxUnknown ||
				v == gate.Undecided && (k == gate.MaxNA || k == gate.Evidence || k == gate.MaxDiscuss)
			if n := seen[string(k)+" "+string(v)]; named && n < rubrictest.Cases(20) {
				t.Errorf("%s %s: only %d with steps", k, v, n)
			}
		}
	}
}

func TestQuickIsSlowChannelTeam(t *testing.T) {
	m, rng := assess.Compile(channelteam.Rubric()), rand.New(rand.NewPCG(13, 9))
	for range 3 {
		compare(t, m, rng, map[string]int{})
	}
}

func compare(t *testing.T, m *assess.Model, rng *rand.Rand, seen map[string]int) {
	t.Helper()
	res, rules := answered(m, rng), anyRules(m, rng)
	ctx := gate.Context{Baseline: answered(m, rng), Now: "2026-05-20"}
	quick, slow := gate.Check(m, res, rules, ctx), gate.CheckSlowly(m, res, rules, ctx)
	for i := range quick {
		if !reflect.DeepEqual(quick[i], slow[i]) {
			t.Errorf("%+v of %+v\nquick %+v\nslow  %+v\nscoring %+v", rules[i], rules, quick[i], slow[i], m.Rubric.Scoring)
		}
		if len(slow[i].Steps) > 0 {
			seen[string(rules[i].Kind)+" "+string(slow[i].Verdict)]++
		}
	}
}
