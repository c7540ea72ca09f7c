package gate_test

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/gate"
	"fathom/assess/plan"
	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/channelteam/samples"
	"fathom/rubric/rubrictest"
)

// TestWayPasses: of random files with holes, the way, done, meets every rule that it is for, and no cheaper choice of
// steps does, of all that there are; where there is none, none does, and the answers that are asked for, given beside
// every step, do.
func TestWayPasses(t *testing.T) {
	rng := rand.New(rand.NewPCG(15, 30))
	seen := map[string]int{}
	for n := range rubrictest.Cases(500) {
		m := aLittle(rng)
		res := m.Evaluate(withHoles(m, rng), assess.Options{})
		rules := policyOf(m, rng)
		outcomes := gate.Check(m, res, rules, gate.Context{})
		a := gate.Way(res, outcomes)
		aims := unmet(outcomes)
		if len(aims) == 0 || !slices.ContainsFunc(outcomes, fails) {
			if a != nil {
				t.Fatalf("case %d: a way where none is asked for", n)
			}
			continue
		}
		cheapest := cheapestWay(m, res, rules, aims)
		switch {
		case a != nil && a.Reached():
			seen["reached"]++
			if len(res.Assessment.Answers) > 0 && len(a.Missing) > 0 {
				seen["reached, with holes"]++
			}
			if !a.Plan.Proof.Optimal || math.Abs(a.Plan.PersonDays-cheapest) > 1e-9 {
				t.Fatalf("case %d: %v person-days, the cheapest is %v", n, a.Plan.PersonDays, cheapest)
			}
			for _, p := range []*plan.Plan{a.Plan, a.Other} {
				if p != nil && !passes(m, done(m, res, p.Steps), rules, aims) {
					t.Fatalf("case %d: the way does not pass", n)
				}
			}
		case !math.IsInf(cheapest, 1):
			t.Fatalf("case %d: no way, but one for %v", n, cheapest)
		case a != nil && len(a.Needed) > 0:
			seen["answers"]++
			checkNeeded(t, m, res, rules, a)
		default:
			seen["none"]++
		}
	}
	for kind, least := range map[string]int{"reached, with holes": 60, "answers": 20, "none": 20} {
		if seen[kind] < rubrictest.Cases(least) {
			t.Errorf("%s: only %d", kind, seen[kind])
		}
	}
}

// TestWayOfSamples: the ways that are printed for the samples pass.
func TestWayOfSamples(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	ways := 0
	for k, sample := range samples.All() {
		file, err := answerfile.Read("sample", sample.Data, m.Rubric)
		if err != nil {
			t.Fatal(err)
		}
		res := m.Evaluate(file, assess.Options{})
		for _, more := range []float64{0.3, 0.6, 0.9} {
			rules := []gate.Rule{{Kind: gate.MinScore, At: "overall", Limit: res.Overall.Score.Value + more},
				{Kind: gate.MinScore, At: "team", Limit: res.Overall.Score.Value + more},
				{Kind: gate.MinAttainment, Limit: 0.9}}
			outcomes := gate.Check(m, res, rules, gate.Context{})
			a := gate.Way(res, outcomes)
			if a == nil || !a.Reached() {
				continue
			}
			ways++
			if !passes(m, done(m, res, a.Plan.Steps), rules, unmet(outcomes)) {
				t.Errorf("sample %d, %v more: the way does not pass", k, more)
			}
		}
	}
	if ways < 4 {
		t.Errorf("only %d ways", ways)
	}
}

func fails(o gate.Outcome) bool { return o.Verdict == gate.NotMet && o.Kind.OfScores() }

// unmet are the rules about scores that do not hold whatever is missing.
func unmet(outcomes []gate.Outcome) (out []gate.Rule) {
	for _, o := range outcomes {
		if o.Kind.OfScores() && (o.Verdict == gate.NotMet || o.Verdict == gate.Undecided) {
			out = append(out, o.Rule)
		}
	}
	return out
}

// passes reports whether each of the aims is met, under the whole policy.
func passes(m *assess.Model, res *assess.Result, rules, aims []gate.Rule) bool {
	for k, o := range gate.Check(m, res, rules, gate.Context{}) {
		aim := func(r gate.Rule) bool { return r.Kind == rules[k].Kind && r.At == rules[k].At }
		if slices.ContainsFunc(aims, aim) && o.Verdict != gate.Met {
			return false
		}
	}
	return true
}

// done is a result after steps: every answered criterion of the practice below what a step asks is agreed to be there.
func done(m *assess.Model, res *assess.Result, steps []plan.Step) *assess.Result {
	a := *res.Assessment
	a.Answers = slices.Clone(a.Answers)
	at := 0
	for i := range res.Practices {
		for _, c := range res.Practices[i].Criteria {
			for _, st := range steps {
				to, asked := m.Lift(at, st.To)
				if st.Practice == i && asked && c.State == assess.Answered && c.Value.Value < m.Worth(at, to)-1e-9 {
					x := &a.Answers[at]
					*x = assess.Answer{Given: true, State: assess.Answered, Level: max(x.Level, to), Votes: x.Votes}
				}
			}
			at++
		}
	}
	return m.ScoreUnder(&a, res)
}

// cheapestWay tries every choice of steps that has what it needs, and tells the least work that passes.
func cheapestWay(m *assess.Model, res *assess.Result, rules, aims []gate.Rule) float64 {
	least := math.Inf(1)
	var try func(i int, steps []plan.Step, work float64)
	try = func(i int, steps []plan.Step, work float64) {
		if work >= least-1e-9 {
			return
		}
		if i == len(res.Practices) {
			if then := done(m, res, steps); hasNeeds(m, res, then, steps) && passes(m, then, rules, aims) {
				least = work
			}
			return
		}
		try(i+1, steps, work)
		p := &m.Rubric.Practices[i]
		if !res.Practices[i].Level.OK {
			return
		}
		before := assess.Maybe[int]{}
		for to := res.Practices[i].Level.Value + 1; to <= 5; to++ {
			if !m.Lifts(res, i, before, to) {
				continue // of a practice on a scale of its own
			}
			before = assess.Some(to)
			k := slices.IndexFunc(p.Actions, func(a rubric.Action) bool { return a.To == to })
			if k < 0 {
				return
			}
			work += m.Rubric.Work(&p.Actions[k])
			try(i+1, append(slices.Clone(steps), plan.Step{Practice: i, To: to}), work)
		}
	}
	try(0, nil, 0)
	return least
}

func hasNeeds(m *assess.Model, now, then *assess.Result, steps []plan.Step) bool {
	for _, st := range steps {
		for _, q := range m.Rubric.Practices[st.Practice].Requires {
			_, at := m.Find(q.Practice, assess.KindPractice)
			points := m.Points(at, q.Level)
			if s := now.Practices[at].Score; s.OK && s.Value < points-1e-9 &&
				then.Practices[at].Score.Value < points-1e-9 {
				return false
			}
		}
	}
	return true
}

// checkNeeded gives the answers that are asked for, as low as they may be, beside every step that can be taken: what is
// undecided is met, if anything is.
func checkNeeded(t *testing.T, m *assess.Model, res *assess.Result, rules []gate.Rule, a *plan.Answer) {
	t.Helper()
	far := plan.Furthest(m, res, a.Plan.Question, plan.Capacity{}, 0)
	before := gate.Check(m, far, rules, gate.Context{})
	given := *far.Assessment
	given.Answers = slices.Clone(given.Answers)
	for _, n := range a.Needed {
		x := &given.Answers[n.Criterion]
		if x.Given && x.State == assess.Answered {
			t.Fatalf("%d is answered", n.Criterion)
		}
		if len(x.Votes) > 0 {
			x.Votes = filledVotes(&given, x.Votes, max(1, n.Level.Value))
			continue
		}
		*x = assess.Answer{Given: true, State: assess.Answered, Level: max(1, n.Level.Value)}
	}
	for k, o := range gate.Check(m, m.ScoreUnder(&given, res), rules, gate.Context{}) {
		b := before[k]
		if b.Kind.OfScores() && b.Verdict == gate.Undecided && len(b.Steps) > 0 && o.Verdict != gate.Met {
			t.Fatalf("%+v: %+v lead to %s", o.Rule, a.Needed, o.Verdict)
		}
	}
}

// filledVotes are the votes with a level from everybody who has none.
func filledVotes(a *assess.Assessment, votes []assess.Vote, level int) (out []assess.Vote) {
	for _, r := range a.Voters() {
		v := assess.Vote{Rater: r.ID, State: assess.Answered, Level: level}
		at := slices.IndexFunc(votes, func(x assess.Vote) bool { return x.Rater == r.ID })
		if at >= 0 && votes[at].State != assess.Unknown {
			v = votes[at]
		}
		out = append(out, v)
	}
	return out
}

func policyOf(m *assess.Model, rng *rand.Rand) (out []gate.Rule) {
	limit := func() float64 { return 1.5 + 3*rng.Float64() }
	out = append(out, gate.Rule{Kind: gate.MinScore, At: "overall", Limit: limit()})
	for range rng.IntN(3) {
		id := m.Rubric.Practices[rng.IntN(len(m.Rubric.Practices))].ID
		switch rng.IntN(4) {
		case 0:
			out = append(out, gate.Rule{Kind: gate.MinAttainment, Limit: rng.Float64()})
		case 1:
			out = append(out, gate.Rule{Kind: gate.MinLevel, At: id, Limit: float64(2 + rng.IntN(3))})
		case 2:
			out = append(out, gate.Rule{Kind: gate.MinScore, At: "p1", Limit: limit()})
		case 3:
			floors, _ := gate.NewRules(m, gate.Floor, "", 0)
			out = append(out, floors...)
		}
	}
	if rng.IntN(4) == 0 {
		out = append(out, gate.Rule{Kind: gate.MaxUnanswered, Limit: 0.3})
	}
	return slices.CompactFunc(out, func(a, b gate.Rule) bool { return a == b })
}

// aLittle is a random rubric of two parts and three or four practices.
func aLittle(rng *rand.Rand) *assess.Model {
	num := func(v float64) rubric.PerStage { return rubric.PerStage{All: &v} }
	rule := func() rubric.Rule {
		return rubric.Rule{Aggregate: []rubric.Aggregate{rubric.Mean, rubric.Mean, rubric.Min,
			rubric.Geometric}[rng.IntN(4)]}
	}
	five := rubric.Scale{ID: "five"}
	for l := 1; l <= 5; l++ {
		five.Levels = append(five.Levels, rubric.Level{Level: l, Value: float64(l)})
	}
	r := &rubric.Rubric{ID: "little", Version: "1", Scales: []rubric.Scale{five},
		Scoring: rubric.Scoring{Practice: rule(), Dimension: rule(), Part: rule(), Overall: rule()},
		Parts:   []rubric.Part{{ID: "p0"}, {ID: "p1"}}, Dimensions: []rubric.Dimension{{ID: "d0", Part: "p0"},
			{ID: "d1", Part: "p1"}}}
	if above := 1.0; rng.IntN(3) == 0 {
		r.Scoring.Practice.AboveLowest = &above
	}
	for k := range 3 + rng.IntN(2) {
		p := rubric.Practice{ID: fmt.Sprint("k", k), Dimension: fmt.Sprint("d", k%2), Weight: num(float64(rng.IntN(4))),
			Target: num(float64(3 + rng.IntN(3)))}
		if rng.IntN(2) == 0 {
			floor := 2.0
			p.Floor = &floor
		}
		for c := range 1 + rng.IntN(3) {
			p.Criteria = append(p.Criteria, rubric.Criterion{ID: fmt.Sprint("c", c), Weight: float64(1 + rng.IntN(2)),
				Scale: "five"})
		}
		for to := 2; to <= 5; to++ {
			if rng.IntN(12) > 0 {
				p.Actions = append(p.Actions, rubric.Action{To: to, Effort: "S", Days: 30,
					PersonDays: float64(1 + rng.IntN(9))})
			}
		}
		if k > 0 && rng.IntN(3) == 0 {
			p.Requires = []rubric.Requirement{{Practice: fmt.Sprint("k", rng.IntN(k)), Level: 2}}
		}
		r.Practices = append(r.Practices, p)
	}
	slices.SortStableFunc(r.Practices, func(a, b rubric.Practice) int { return cmp.Compare(a.Dimension, b.Dimension) })
	return assess.Compile(rubrictest.Own(rng, r, 3))
}

// withHoles answers most criteria, some by votes, of which some are missing.
func withHoles(m *assess.Model, rng *rand.Rand) *assess.Assessment {
	a := &assess.Assessment{Answers: make([]assess.Answer, m.Len()), Panel: rng.IntN(3) == 0}
	if a.Panel {
		a.Raters = []assess.Rater{{ID: "r1"}, {ID: "r2"}}
	}
	low := func() int { return 1 + min(rng.IntN(5), rng.IntN(5)) }
	for i := range a.Answers {
		switch x := rng.IntN(14); {
		case x == 0:
			a.Answers[i] = assess.Answer{Given: true, State: assess.NotApplicable, Note: "no"}
		case x == 1:
			a.Answers[i] = assess.Answer{Given: true, State: assess.Unknown}
		case x < 4:
		case x < 8 && a.Panel:
			votes := []assess.Vote{{Rater: "r1", State: assess.Answered, Level: low()}}
			if rng.IntN(2) == 0 {
				votes = append(votes, assess.Vote{Rater: "r2", State: []assess.State{assess.Answered,
					assess.Unknown}[rng.IntN(2)], Level: low()})
			}
			a.Answers[i] = assess.Answer{Given: true, State: assess.Unanswered, Votes: votes}
		default:
			a.Answers[i] = assess.Answer{Given: true, State: assess.Answered, Level: low()}
		}
	}
	return a
}
