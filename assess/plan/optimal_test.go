package plan_test

import (
	"math/rand/v2"
	"testing"

	"fathom/assess/plan"
)

// TestBruteForce: on 500 random rubrics of every kind, budget and reach find what trying everything finds; and the
// steps, taken and scored again, reach what was promised.
func TestBruteForce(t *testing.T) {
	rng := rand.New(rand.NewPCG(15, 500))
	seen := map[string]int{}
	for n := range 500 {
		b := aBrute(rng)
		s := plan.NewSolver(b.m, b.res)
		for range 5 {
			b.budget(t, rng, s, seen)
			b.reach(t, rng, s, seen)
		}
		if t.Failed() {
			t.Fatalf("case %d of 500", n)
		}
	}
	for _, kind := range []string{"budget attainment", "budget overall", "budget levels", "reach score", "reach level",
		"reach attainment", "reach targets", "reach floors", "out of reach", "other", "no other", "short"} {
		if seen[kind] < 20 {
			t.Errorf("%s: only %d cases", kind, seen[kind])
		}
	}
}

// someBounds are any bounds; the people's are what some choice takes.
func (b *brute) someBounds(rng *rand.Rand) (out plan.Bounds) {
	if rng.IntN(3) == 0 {
		out.Owners = map[string]float64{"A": b.ways[rng.IntN(len(b.ways))].days["A"], "B": float64(rng.IntN(50))}
	}
	out.MaxSteps, out.ToTarget = oneOf(rng, 0, 0, 2), rng.IntN(4) == 0
	out.Horizon = oneOf(rng, 0, 0, 90, 150)
	return out
}

func (b *brute) budget(t *testing.T, rng *rand.Rand, s *plan.Solver, seen map[string]int) {
	t.Helper()
	q := plan.Question{Kind: plan.Budget, Gain: oneOf(rng, plan.GainAttainment, plan.GainOverall, plan.GainLevels),
		Budget: oneOf(rng, b.ways[rng.IntN(len(b.ways))].all, rng.Float64()*200), Bounds: b.someBounds(rng)}
	if q.Bounds.Owners != nil {
		q.Budget = oneOf(rng, 0, q.Budget)
	}
	c, way := s.Budget(q), (*tried)(nil)
	best, all := b.most(&q)
	way = b.way(t, c)
	got := gainOf(way, q.Gain)
	if c.Gain.OK != best.OK || got != c.Gain && q.Gain != plan.GainLevels {
		t.Fatalf("%+v promises %v; scored again %v, best %v", q, c.Gain, got, best)
	}
	if best.OK && (!near(got.Value, best.Value) || !near(c.PersonDays, all) || !c.Proof.Optimal) || !b.within(way, &q) {
		t.Fatalf("%+v: %v for %v (%v), best %v for %v; %+v", q, got, c.PersonDays, c.Taken, best, all, c.Proof)
	}
	seen["budget "+string(q.Gain)]++
	q.Bounds.Work = 1 + rng.IntN(3000)
	if c := s.Budget(q); best.OK && (c.Proof.Bound < best.Value-1e-9 || c.Gain.Value > c.Proof.Bound+1e-9) {
		t.Fatalf("%+v: %v, bound %v, best %v", q, c.Gain, c.Proof.Bound, best)
	}
}

func (b *brute) reach(t *testing.T, rng *rand.Rand, s *plan.Solver, seen map[string]int) {
	t.Helper()
	q := plan.Question{Kind: plan.Reach, Cost: oneOf(rng, plan.CostPersonDays, plan.CostPersonDays, plan.CostDays,
		plan.CostOwner), Owner: "A", Bounds: b.someBounds(rng)}
	for range 1 + rng.IntN(3) {
		q.Goals = append(q.Goals, b.aGoal(rng))
	}
	c := s.Reach(q)
	cost, all, found := b.least(&q)
	if found != (len(c.Short) == 0) {
		t.Fatalf("%+v: reached %v, short %+v", q, found, c.Short)
	}
	for _, g := range q.Goals {
		seen["reach "+string(g.Kind)]++
	}
	if !found {
		seen["out of reach"]++
		b.nearest(t, s, q, seen)
		return
	}
	b.cheapest(t, &q, c, cost, all)
	b.other(t, s, &q, c, seen)
	q.Bounds.Work = 1 + rng.IntN(3000)
	if c := s.Reach(q); len(c.Short) == 0 && (c.Proof.Bound > cost+1e-9 || c.Cost < c.Proof.Bound-1e-9) {
		t.Fatalf("%+v: %v, bound %v, best %v", q, c.Cost, c.Proof.Bound, cost)
	}
}

// cheapest holds an answer to what trying everything found.
func (b *brute) cheapest(t *testing.T, q *plan.Question, c plan.Choice, cost, all float64) {
	t.Helper()
	way := b.way(t, c)
	if !b.reached(way, q) || !b.within(way, q) || !near(c.Cost, cost) || !near(c.PersonDays, all) || !c.Proof.Optimal ||
		!near(costOf(way, q), c.Cost) || !near(c.Proof.Bound, cost) || c.After.Overall.Node != way.res.Overall.Node {
		t.Fatalf("%+v: %v for %v, %v in all (%v); best %v, %v; %+v", q, b.reached(way, q), c.Cost, c.PersonDays, c.Taken,
			cost, all, c.Proof)
	}
}

// nearest asks what no plan reaches, and holds the answer to what trying everything says of goals as far as they can
// be reached.
func (b *brute) nearest(t *testing.T, s *plan.Solver, q plan.Question, seen map[string]int) {
	t.Helper()
	q.Bounds = plan.Bounds{}
	c, asked := s.Reach(q), q
	asked.Goals = nil
	for _, g := range q.Goals {
		asked.Goals = append(asked.Goals, b.asked(g)...)
	}
	cost, all, found := b.least(&asked)
	if !found {
		t.Fatalf("%+v: not even %+v", q, asked.Goals)
	}
	b.cheapest(t, &asked, c, cost, all)
	for _, short := range c.Short {
		if short.Goal.Kind == plan.GoalScore && short.Best.OK {
			seen["short"]++
			if at := b.asked(short.Goal); !near(at[0].Value, short.Best.Value) {
				t.Fatalf("%+v: best %v, want %v", short.Goal, short.Best, at)
			}
		}
	}
}

// other holds the second answer to what trying everything finds among choices that share no more than half.
func (b *brute) other(t *testing.T, s *plan.Solver, q *plan.Question, first plan.Choice, seen map[string]int) {
	t.Helper()
	c, ok := s.Other(*q, first)
	ways := b.ways
	defer func() { b.ways = ways }()
	b.ways = nil
	for k := range ways {
		shared := 0.0
		for i, n := range ways[k].taken {
			for _, up := range b.ups(i)[:min(n, first.Taken[i])] {
				shared += b.m.Rubric.Work(up)
			}
		}
		if 2*shared <= first.PersonDays+1e-9 {
			b.ways = append(b.ways, ways[k])
		}
	}
	cost, all, found := b.least(q)
	found = found && len(first.Steps) > 0
	if ok != found {
		t.Fatalf("%+v: another %v, want %v", q, ok, found)
	}
	if !found {
		seen["no other"]++
		return
	}
	seen["other"]++
	b.cheapest(t, q, c, cost, all)
}

// TestSamePlan: the same question has the same answer, whatever was asked before.
func TestSamePlan(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for range 50 {
		b := aBrute(rng)
		s := plan.NewSolver(b.m, b.res)
		q := plan.Question{Kind: plan.Reach, Goals: []plan.Goal{b.aGoal(rng), b.aGoal(rng)}, Bounds: b.someBounds(rng)}
		first := s.Reach(q)
		s.Budget(plan.Question{Kind: plan.Budget, Budget: 20})
		for _, again := range []plan.Choice{s.Reach(q), plan.NewSolver(b.m, b.res).Reach(q)} {
			if !same(first, again) {
				t.Fatalf("%+v: %+v, then %+v", q, first.Taken, again.Taken)
			}
		}
	}
}

func same(a, b plan.Choice) bool {
	for i := range a.Taken {
		if a.Taken[i] != b.Taken[i] {
			return false
		}
	}
	return a.Cost == b.Cost && a.Proof == b.Proof && a.After.Overall.Node == b.After.Overall.Node
}
