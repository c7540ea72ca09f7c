package gate_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/gate"
	"fathom/rubric"
	"fathom/rubric/channelteam"
)

// little is a rubric of two parts with plain means on a scale from 1 to 5: in part x the practices p (weight 2, target
// 5, criteria p/a and p/b) and q (weight 1, criterion q/c), in part y the practice z (weight 1, criterion z/d).
func little() *assess.Model {
	num := func(v float64) rubric.PerStage { return rubric.PerStage{All: &v} }
	mean := rubric.Rule{Aggregate: rubric.Mean}
	s := rubric.Scale{ID: "five"}
	for l := 1; l <= 5; l++ {
		s.Levels = append(s.Levels, rubric.Level{Level: l, Value: float64(l)})
	}
	c := func(id string) rubric.Criterion { return rubric.Criterion{ID: id, Weight: 1, Scale: "five"} }
	return assess.Compile(&rubric.Rubric{
		ID: "little", Version: "1", Scales: []rubric.Scale{s},
		Scoring: rubric.Scoring{Practice: mean, Dimension: mean, Part: mean, Overall: mean},
		Parts:   []rubric.Part{{ID: "x"}, {ID: "y"}}, Dimensions: []rubric.Dimension{{ID: "dx", Part: "x"},
			{ID: "dy", Part: "y"}},
		Practices: []rubric.Practice{
			{ID: "p", Dimension: "dx", Weight: num(2), Target: num(5), Criteria: []rubric.Criterion{c("a"), c("b")}},
			{ID: "q", Dimension: "dx", Weight: num(1), Criteria: []rubric.Criterion{c("c")}},
			{ID: "z", Dimension: "dy", Weight: num(1), Criteria: []rubric.Criterion{c("d")}},
		},
	})
}

// filled makes an assessment of a line like "4 - 4 5": levels, - unanswered, ? don't know, n not applicable.
func filled(m *assess.Model, depth, line string) *assess.Result {
	a := &assess.Assessment{Depth: depth, Date: "2026-05-01"}
	for _, word := range strings.Fields(line) {
		switch word {
		case "-":
			a.Answers = append(a.Answers, assess.Answer{})
		case "?":
			a.Answers = append(a.Answers, assess.Answer{Given: true, State: assess.Unknown})
		case "n":
			a.Answers = append(a.Answers, assess.Answer{Given: true, State: assess.NotApplicable})
		default:
			a.Answers = append(a.Answers, assess.Answer{Given: true, State: assess.Answered, Level: int(word[0] - '0')})
		}
	}
	return m.Evaluate(a, assess.Options{})
}

// stepWords tells the steps in short: "b>=4" answer, "a 4->5" raise.
func stepWords(m *assess.Model, steps []gate.Step) string {
	var out []string
	for _, s := range steps {
		word := m.Criterion(s.Criterion).Criterion.ID
		if s.From.OK {
			word += fmt.Sprintf(" %d->%d", s.From.Value, s.To.Value)
		} else if s.To.OK {
			word += fmt.Sprintf(">=%d", s.To.Value)
		}
		out = append(out, word)
	}
	return strings.Join(out, ", ")
}

// undefined stands for no number where one is wanted.
var undefined = math.NaN()

// is reports whether a number is the wanted one; what is undefined is not 0.
func is(got assess.Maybe[float64], want float64) bool {
	return got.OK == !math.IsNaN(want) && (!got.OK || math.Abs(got.Value-want) <= 1e-9)
}

// TestMissing: rules about files with holes, worked by hand. In part x of "4 - 4 -", b is missing: p is 4 as it stands,
// 2.5 with b at 1 and 4.5 with b at 5, and the part is (2p+q)/3: 4, 3 and 13/3. b weighs 1 of 3.
func TestMissing(t *testing.T) {
	m := little()
	each := gate.Rule{Kind: gate.MinScore, At: "q", Limit: 3, Each: true}
	score := func(at string, limit float64) gate.Rule { return gate.Rule{Kind: gate.MinScore, At: at, Limit: limit} }
	rule := func(kind gate.Kind, limit float64) gate.Rule { return gate.Rule{Kind: kind, Limit: limit} }
	lost := func(limit float64) gate.Rule { return gate.Rule{Kind: gate.Regression, At: "overall", Limit: limit} }
	level := func(at string, limit float64) gate.Rule { return gate.Rule{Kind: gate.MinLevel, At: at, Limit: limit} }
	floor := func(limit float64) gate.Rule { return gate.Rule{Kind: gate.Floor, At: "p", Limit: limit, Each: true} }
	unanswered, unknown := rule(gate.MaxUnanswered, .4), rule(gate.MaxUnknown, .4)
	before := func(line string) gate.Context { return gate.Context{Baseline: filled(m, "x", line)} }
	type holes struct {
		depth, line string
		rule        gate.Rule
		policy      []gate.Rule // its other rules
		ctx         gate.Context
		want        gate.Verdict
		low, high   float64
		steps       string
	}
	for _, c := range []holes{
		{"x", "4 - 4 -", score("overall", 3), nil, gate.Context{}, gate.Met, 3, 13. / 3, ""},
		{"x", "4 - 4 -", score("overall", 3.1), nil, gate.Context{}, gate.Undecided, 3, 13. / 3, "b>=2"}, // (2*3+4)/3 = 3.33
		{"x", "4 - 4 -", score("overall", 4), nil, gate.Context{}, gate.Undecided, 3, 13. / 3, "b>=4"},
		{"x", "4 - 4 -", score("overall", 4.2), nil, gate.Context{}, gate.Undecided, 3, 13. / 3, "b>=5"},
		{"x", "4 - 4 -", score("overall", 4.5), nil, gate.Context{}, gate.NotMet, 3, 13. / 3, "b>=5, a 4->5"}, // (2*5+4)/3 = 4.67
		// nothing is missing there
		{"x", "4 - 4 -", score("q", 4), nil, gate.Context{}, gate.Met, 4, 4, ""},
		{"x", "4 ? 4 -", score("overall", 4), nil, gate.Context{}, gate.Undecided, 3, 13. / 3, "b>=4"},
		// two are missing: at level 3 of both it is (2*3.5+3)/3 = 3.33, with one of them at 3 and the other at 1
		// (7+1)/3 or (5+3)/3
		{"x", "4 - - -", score("overall", 3.3), nil, gate.Context{}, gate.Undecided, 2, 14. / 3, "b>=3, c>=3"},
		{"x", "4 - - -", score("overall", 2.6), nil, gate.Context{}, gate.Undecided, 2, 14. / 3, "b>=2, c>=2"}, // (6+2)/3
		// the policy says how much may be missing: the score counts as it stands
		{"x", "4 - 4 -", score("overall", 4), []gate.Rule{unanswered}, gate.Context{}, gate.Met, 4, 4, ""},
		{"x", "4 - 4 -", score("overall", 4.2), []gate.Rule{unanswered}, gate.Context{}, gate.NotMet, 4, 4, "a 4->5"},
		{"x", "4 - 4 -", score("overall", 4), []gate.Rule{rule(gate.MaxUnanswered, .3)}, gate.Context{}, gate.Undecided, 3,
			13. / 3, "b>=4"},
		{"x", "4 ? 4 -", score("overall", 4), []gate.Rule{unknown}, gate.Context{}, gate.Met, 4, 4, ""},
		{"x", "4 ? 4 -", score("overall", 4), []gate.Rule{unanswered}, gate.Context{}, gate.Undecided, 3, 13. / 3, "b>=4"},
		{"x", "4 - 4 -", score("overall", 4), []gate.Rule{unknown}, gate.Context{}, gate.Undecided, 3, 13. / 3, "b>=4"},
		{"x", "4 4 - -", each, []gate.Rule{unanswered}, gate.Context{}, gate.Undecided, undefined, undefined, "c>=3"},
		// a part that nobody has begun, and one that was not asked; x weighs 3 and y 1
		{"full", "4 4 4 -", score("overall", 4), nil, gate.Context{}, gate.Undecided, 13. / 4, 17. / 4, "d>=4"},
		{"x", "4 4 4 -", score("overall", 4), nil, gate.Context{}, gate.Met, 4, 4, ""},
		{"x", "4 - 4 -", level("overall", 3), nil, gate.Context{}, gate.Met, 3, 4, ""},
		{"x", "4 - 4 -", level("p", 3), nil, gate.Context{}, gate.Undecided, 2, 4, "b>=2"},
		{"x", "4 - 4 -", level("p", 5), nil, gate.Context{}, gate.NotMet, 2, 4, "b>=5, a 4->5"},
		{"x", "4 - 4 -", floor(2.5), nil, gate.Context{}, gate.Met, 2.5, 4.5, ""},
		{"x", "4 - 4 -", floor(3), nil, gate.Context{}, gate.Undecided, 2.5, 4.5, "b>=2"},
		{"x", "4 - 4 -", floor(4.6), nil, gate.Context{}, gate.NotMet, 2.5, 4.5, "b>=5, a 4->5"},
		// only p has a target, 5: (p-1)/4
		{"x", "4 - 4 -", rule(gate.MinAttainment, .375), nil, gate.Context{}, gate.Met, .375, .875, ""},
		{"x", "4 - 4 -", rule(gate.MinAttainment, .5), nil, gate.Context{}, gate.Undecided, .375, .875, "b>=2"},
		{"x", "4 - 4 -", rule(gate.MinAttainment, .9), nil, gate.Context{}, gate.NotMet, .375, .875, "b>=5, a 4->5"},
		// answered then and missing now: what was weak may not be left out; at worst 4 - 3
		{"x", "4 - 4 -", lost(1), nil, before("4 4 4 -"), gate.Met, 0, 1, ""},
		{"x", "4 - 4 -", lost(.5), nil, before("4 4 4 -"), gate.Undecided, 0, 1, "b>=3"}, // (2*3.5+4)/3 = 3.67
		{"x", "4 - 4 -", lost(.5), []gate.Rule{unanswered}, before("4 4 4 -"), gate.Met, 0, 0, ""},
		{"x", "2 - 4 -", lost(.2), nil, before("4 4 4 -"), gate.NotMet, 1. / 3, 5. / 3, "b>=4, a 2->4"}, // (2*4+4)/3 = 4
		// without b 4 - 10/3, with b at 1 both times 3 - 8/3
		{"x", "3 - 4 -", lost(.5), nil, before("4 1 4 -"), gate.Undecided, 0, 2. / 3, "b"},
		{"x", "4 - 4 -", lost(0), nil, before("4 - 4 -"), gate.Met, 0, 0, ""}, // nobody knew it then: nothing to compare
		// shares: what is unanswered may turn out unknown, or not to apply
		{"x", "4 ? - -", rule(gate.MaxUnknown, .5), nil, gate.Context{}, gate.Undecided, 1. / 3, 2. / 3, "c"},
		{"x", "4 ? - -", rule(gate.MaxUnknown, .3), nil, gate.Context{}, gate.NotMet, 1. / 3, 2. / 3, "b, c"},
		{"x", "4 ? - -", rule(gate.MaxUnknown, .7), nil, gate.Context{}, gate.Met, 1. / 3, 2. / 3, ""},
		{"x", "4 ? - -", unknown, []gate.Rule{unanswered}, gate.Context{}, gate.Met, 1. / 3, 1. / 3, ""},
		{"x", "4 n ? -", rule(gate.MaxNA, .5), nil, gate.Context{}, gate.Undecided, 1. / 3, 2. / 3, "c"},
		{"x", "4 n - -", rule(gate.MaxNA, .3), nil, gate.Context{}, gate.NotMet, 1. / 3, 2. / 3, ""},
		{"x", "4 n - -", rule(gate.MaxNA, .7), nil, gate.Context{}, gate.Met, 1. / 3, 2. / 3, ""},
		{"x", "4 - 4 -", rule(gate.MaxUnanswered, 1./3), nil, gate.Context{}, gate.Met, 1. / 3, 1. / 3, ""},
		// what is unanswered may turn out a 5 without evidence
		{"x", "4 - 4 -", rule(gate.Evidence, 5), nil, gate.Context{}, gate.Undecided, 0, 1, "b"},
		{"x", "4 - 4 -", rule(gate.Evidence, 5), []gate.Rule{unanswered}, gate.Context{}, gate.Met, 0, 0, ""},
		{"x", "4 - 4 -", rule(gate.Evidence, 4), nil, gate.Context{}, gate.NotMet, 2, 3, ""},
		// the age looks at no answer
		{"x", "- - - -", rule(gate.MaxAge, 30), nil, gate.Context{Now: "2026-05-31"}, gate.Met, 30, 30, ""},
	} {
		o := gate.Check(m, filled(m, c.depth, c.line), append([]gate.Rule{c.rule}, c.policy...), c.ctx)[0]
		name := fmt.Sprintf("%s %q: %s %s %v", c.depth, c.line, c.rule.Kind, c.rule.At, c.rule.Limit)
		if o.Verdict != c.want || !is(o.Low, c.low) || !is(o.High, c.high) {
			t.Errorf("%s: %s, %v to %v; want %s, %v to %v", name, o.Verdict, o.Low, o.High, c.want, c.low, c.high)
		}
		if got := stepWords(m, o.Steps); got != c.steps {
			t.Errorf("%s: steps %q, want %q", name, got, c.steps)
		}
	}
}

// TestMissingVotes: what nobody has voted on may be far apart, too.
func TestMissingVotes(t *testing.T) {
	m := little()
	res := filled(m, "x", "4 - 4 -")
	res.Assessment.Panel = true
	for limit, want := range map[float64]gate.Verdict{0: gate.Undecided, 1: gate.Met} {
		o := gate.Check(m, res, []gate.Rule{{Kind: gate.MaxDiscuss, Limit: limit}}, gate.Context{})[0]
		if o.Verdict != want {
			t.Errorf("%v to discuss: %s, want %s", limit, o.Verdict, want)
		}
	}
}

// TestEach: a rule for each of many asks nothing where nothing applies; a rule that names a node does, and something
// must be met.
func TestEach(t *testing.T) {
	m := little()
	each := func(kind gate.Kind, limit float64) []gate.Rule {
		rules, refused := gate.NewRules(m, kind, "practices", limit)
		if refused != nil {
			t.Fatal(refused.EN)
		}
		return rules
	}
	for _, c := range []struct {
		depth, line string
		rules       []gate.Rule
		ctx         gate.Context
		want        string // of p, q and z
		passed      bool
	}{
		{"x", "4 4 4 -", each(gate.MinScore, 3), gate.Context{}, "met met not-applicable", true},
		{"x", "4 4 2 -", each(gate.MinScore, 3), gate.Context{}, "met not-met not-applicable", false},
		{"full", "4 4 4 -", each(gate.MinScore, 3), gate.Context{}, "met met undecided", false},
		{"full", "n n 4 n", each(gate.MinLevel, 3), gate.Context{}, "not-applicable met not-applicable", true},
		{"full", "n n n n", each(gate.MinLevel, 3), gate.Context{}, "not-applicable not-applicable not-applicable", false},
		{"x", "4 4 4 -", []gate.Rule{{Kind: gate.MinScore, At: "z", Limit: 3}}, gate.Context{}, "undecided", false},
		{"full", "4 4 - 4", each(gate.Regression, .5), gate.Context{Baseline: filled(m, "x", "4 4 4 -")}, "met undecided not-applicable", false},
		{"full", "4 4 4 4", each(gate.Regression, .5), gate.Context{}, "undecided undecided undecided", false},
	} {
		out := gate.Check(m, filled(m, c.depth, c.line), c.rules, c.ctx)
		var got []string
		for _, o := range out {
			got = append(got, string(o.Verdict))
		}
		if strings.Join(got, " ") != c.want || gate.Passed(out) != c.passed {
			t.Errorf("%s %q %s: %v, passed %v", c.depth, c.line, c.rules[0].Kind, got, gate.Passed(out))
		}
	}
	if !gate.Passed(nil) {
		t.Error("no gate unless asked")
	}
}

// TestWhatever: what is met stays met and what is not met stays so, whatever the missing answers turn out to be; and
// with its steps done a rule is met.
func TestWhatever(t *testing.T) {
	capped := little()
	capped.Rubric.Scoring.Practice.AboveLowest = new(float64)
	for _, c := range []struct {
		m      *assess.Model
		nodes  []string // a part, a dimension and a practice
		rounds int
	}{{little(), []string{"x", "dx", "p"}, 200}, {capped, []string{"x", "dx", "p"}, 200},
		{assess.Compile(channelteam.Rubric()), []string{"team", "direction", "roles"}, 1}} {
		whatever(t, c.m, c.nodes, c.rounds)
	}
}

func whatever(t *testing.T, m *assess.Model, nodes []string, rounds int) {
	rng := rand.New(rand.NewPCG(3, 4))
	seen := map[gate.Verdict]int{}
	for range rounds {
		now, then := holed(m, rng), holed(m, rng)
		ctx := gate.Context{Baseline: then}
		for _, r := range someRules(rng, nodes) {
			o := gate.Check(m, now, []gate.Rule{r}, ctx)[0]
			seen[o.Verdict]++
			for range 5 {
				after := gate.Check(m, complete(m, now.Assessment, rng), []gate.Rule{r}, ctx)[0].Verdict
				known := r.Kind == gate.MaxUnknown // a don't-know that is answered is none any more
				if o.Verdict == gate.Met && after != gate.Met ||
					o.Verdict == gate.NotMet && after != gate.NotMet && !known {
					t.Fatalf("%+v: %s at first (%v, %v to %v), then %s", r, o.Verdict, o.Was, o.Low, o.High, after)
				}
			}
			if len(o.Steps) == 0 {
				continue
			}
			a := now.Assessment
			for _, s := range o.Steps {
				a = a.With(s.Criterion, max(1, s.To.Value))
			}
			again := gate.Check(m, m.Evaluate(a, assess.Options{}), []gate.Rule{r}, ctx)[0]
			if again.Verdict != gate.Met {
				t.Fatalf("%+v: the steps %+v lead to %s, %v", r, o.Steps, again.Verdict, again.Was)
			}
		}
	}
	if rounds > 1 && (seen[gate.Met] < 20 || seen[gate.NotMet] < 20 || seen[gate.Undecided] < 20) {
		t.Errorf("verdicts %v", seen)
	}
}

// holed answers at random, about one in five not at all.
func holed(m *assess.Model, rng *rand.Rand) *assess.Result {
	return uniform(m, 1, func(a []assess.Answer) {
		for i := range a {
			a[i].Level = 1 + rng.IntN(5)
			switch rng.IntN(10) {
			case 0:
				a[i] = assess.Answer{}
			case 1:
				a[i] = assess.Answer{Given: true, State: assess.Unknown}
			}
		}
	})
}

// complete gives every missing answer a level at random.
func complete(m *assess.Model, a *assess.Assessment, rng *rand.Rand) *assess.Result {
	out := a
	for i := range a.Answers {
		if a.Answers[i].State != assess.Answered {
			out = out.With(i, 1+rng.IntN(5))
		}
	}
	return m.Evaluate(out, assess.Options{})
}

func someRules(rng *rand.Rand, nodes []string) []gate.Rule {
	near := func() float64 { return 2 + 2*rng.Float64() }
	part, dimension, practice := nodes[0], nodes[1], nodes[2]
	return []gate.Rule{
		{Kind: gate.MinScore, At: "overall", Limit: near()}, {Kind: gate.MinScore, At: dimension, Limit: near()},
		{Kind: gate.MinScore, At: practice, Limit: near()},
		{Kind: gate.MinLevel, At: part, Limit: float64(1 + rng.IntN(4))},
		{Kind: gate.MinAttainment, Limit: rng.Float64()}, {Kind: gate.Floor, At: practice, Limit: near()},
		{Kind: gate.Regression, At: "overall", Limit: rng.Float64() / 4},
		{Kind: gate.Regression, At: practice, Limit: rng.Float64()}, {Kind: gate.MaxUnknown, Limit: rng.Float64() / 10},
	}
}

// TestHeldDown: where a practice is held to its lowest criterion plus a level, the steps raise the lowest together. At
// 1, 1 and 5 plain means would give 7/3, the cap gives 2, and no single raise of one level changes that.
func TestHeldDown(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	for _, level := range []int{1, 2} {
		res := uniform(m, level, func(a []assess.Answer) {
			for i := 2; i < len(a); i += 3 {
				a[i].Level = 5
			}
		})
		o := gate.Check(m, res, []gate.Rule{{Kind: gate.MinScore, At: "overall", Limit: 5}}, gate.Context{})[0]
		if o.Verdict != gate.NotMet || len(o.Steps) == 0 {
			t.Errorf("from %d: %s, %d steps", level, o.Verdict, len(o.Steps))
		}
	}
}
