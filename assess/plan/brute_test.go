package plan_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"fathom/assess"
	"fathom/assess/plan"
	"fathom/rubric"
)

// brute knows the rules in the plainest words there are, and tries everything.
type brute struct {
	m    *assess.Model
	res  *assess.Result
	ways []tried
}

// tried is one choice of steps and what the scorer says of it.
type tried struct {
	taken []int
	days  map[string]float64 // person-days by owner
	all   float64
	long  float64 // calendar days, added up
	res   *assess.Result
}

// ups are the actions of practice i, without holes.
func (b *brute) ups(i int) (out []*rubric.Action) {
	node := &b.res.Practices[i].Node
	if node.Scale == nil || !node.Level.OK {
		return nil
	}
	for _, l := range node.Scale.Levels {
		if l.Level <= node.Level.Value {
			continue
		}
		var found *rubric.Action
		for k := range b.m.Rubric.Practices[i].Actions {
			if a := &b.m.Rubric.Practices[i].Actions[k]; a.To == l.Level {
				found = a
			}
		}
		if found == nil {
			break
		}
		out = append(out, found)
	}
	return out
}

// tryAll lists every choice that has what it needs; false when there are too many.
func (b *brute) tryAll() bool {
	ups, count := make([][]*rubric.Action, len(b.res.Practices)), 1
	for i := range ups {
		ups[i] = b.ups(i)
		count *= len(ups[i]) + 1
	}
	if count > 3000 {
		return false
	}
	taken := make([]int, len(ups))
	for n := range count {
		for i := range taken {
			taken[i] = n % (len(ups[i]) + 1)
			n /= len(ups[i]) + 1
		}
		b.try(taken, ups)
	}
	return true
}

func (b *brute) try(taken []int, ups [][]*rubric.Action) {
	t := tried{taken: append([]int(nil), taken...), days: map[string]float64{}}
	a := *b.res.Assessment
	a.Answers = append([]assess.Answer(nil), a.Answers...)
	c := -1
	for i, n := range taken {
		for _, up := range ups[i][:n] {
			t.days[up.Owner] += b.m.Rubric.Work(up)
			t.all += b.m.Rubric.Work(up)
			t.long += float64(up.Days)
		}
		for _, cr := range b.res.Practices[i].Criteria {
			c++
			if n == 0 || cr.State != assess.Answered {
				continue
			}
			to := ups[i][n-1].To
			if v, _ := b.res.Practices[i].Scale.Value(to); cr.Value.Value < v {
				a.Answers[c] = assess.Answer{Given: true, State: assess.Answered, Level: to}
			}
		}
	}
	t.res = b.m.ScoreUnder(&a, b.res)
	for i, n := range taken {
		for _, q := range b.m.Rubric.Practices[i].Requires {
			_, at := b.m.Find(q.Practice, assess.KindPractice)
			if n > 0 && b.short(at, q.Level, b.res) && b.short(at, q.Level, t.res) {
				return
			}
		}
	}
	b.ways = append(b.ways, t)
}

// short reports whether practice i has a score that is below what is required of it, of what applies.
func (b *brute) short(i int, level float64, in *assess.Result) bool {
	portion := 1.0
	if b.m.Rubric.Scoring.Practice.Aggregate == rubric.Sum {
		applies, all := 0.0, 0.0
		for _, c := range in.Practices[i].Criteria {
			all += c.Weight
			if c.State != assess.NotApplicable && c.State != assess.NotAsked {
				applies += c.Weight
			}
		}
		if all > 0 {
			portion = applies / all
		}
	}
	score := in.Practices[i].Score
	return score.OK && !assess.Reaches(score.Value, b.m.Points(i, level)*portion)
}

func gainOf(t *tried, g plan.Gain) assess.Maybe[float64] {
	switch g {
	case plan.GainOverall:
		return t.res.Overall.Score
	case plan.GainLevels:
		n := 0
		for _, k := range t.taken {
			n += k
		}
		return assess.Some(float64(n))
	}
	return t.res.Overall.Attainment
}

// within reports whether a choice stays within a question's person-days.
func within(t *tried, q *plan.Question) bool {
	for owner, most := range q.Bounds.Owners {
		if t.days[owner] > most+1e-9 {
			return false
		}
	}
	if q.Bounds.MaxSteps > 0 {
		for _, n := range t.taken {
			if n > q.Bounds.MaxSteps {
				return false
			}
		}
	}
	return q.Kind == plan.Reach || q.Budget == 0 && len(q.Bounds.Owners) > 0 || t.all <= q.Budget+1e-9
}

// most is the best gain there is, and the fewest person-days for it.
func (b *brute) most(q *plan.Question) (best assess.Maybe[float64], all float64) {
	for k := range b.ways {
		t := &b.ways[k]
		g := gainOf(t, q.Gain)
		if !within(t, q) || !g.OK {
			continue
		}
		if !best.OK || !assess.Reaches(best.Value, g.Value) ||
			assess.Reaches(g.Value, best.Value) && t.all < all-1e-9 {
			best, all = g, t.all
		}
	}
	return best, all
}

func costOf(t *tried, q *plan.Question) float64 {
	switch q.Cost {
	case plan.CostOwner:
		return t.days[q.Owner]
	case plan.CostDays:
		return t.long
	}
	return t.all
}

// least is the cheapest cost that reaches all goals, and the fewest person-days for it.
func (b *brute) least(q *plan.Question) (cost, all float64, found bool) {
	cost, all = math.Inf(1), math.Inf(1)
	for k := range b.ways {
		t := &b.ways[k]
		if !within(t, q) || !b.reached(t, q) {
			continue
		}
		if c := costOf(t, q); c < cost-1e-9 || c < cost+1e-9 && t.all < all-1e-9 {
			cost, all, found = c, t.all, true
		}
	}
	return cost, all, found
}

func (b *brute) reached(t *tried, q *plan.Question) bool {
	for _, g := range q.Goals {
		if !b.holds(t.res, g) {
			return false
		}
	}
	return true
}

// holds reports whether a goal is reached.
func (b *brute) holds(res *assess.Result, g plan.Goal) bool {
	switch g.Kind {
	case plan.GoalAttainment:
		at := res.Overall.Attainment
		return at.OK && assess.Reaches(at.Value, g.Value)
	case plan.GoalTargets, plan.GoalFloors:
		for i := range res.Practices {
			p := &res.Practices[i]
			aim := p.Aim
			if g.Kind == plan.GoalFloors {
				aim = p.Floor
			}
			if p.InOverall && aim.OK && !(p.Score.OK && assess.Reaches(p.Score.Value, aim.Value)) {
				return false
			}
		}
		return true
	}
	kind, at := b.m.Find(g.At, assess.KindOverall, assess.KindPart, assess.KindDimension, assess.KindPractice)
	node := res.Node(kind, at)
	if g.Kind == plan.GoalLevel {
		return node.Level.OK && float64(node.Level.Value) >= g.Value
	}
	return node.Score.OK && assess.Reaches(node.Score.Value, g.Value)
}

// aBrute makes a random case that can be searched.
func aBrute(rng *rand.Rand) *brute {
	for {
		m := assess.Compile(aRubric(rng, small(rng)))
		b := &brute{m: m, res: m.Evaluate(someAnswers(m, rng, true), assess.Options{})}
		if b.tryAll() && len(b.ways) > 1 {
			return b
		}
	}
}

// TestBruteForce: on random rubrics of every kind, budget and reach find what trying everything finds; and the steps,
// taken and scored again, reach what was promised.
func TestBruteForce(t *testing.T) {
	rng := rand.New(rand.NewPCG(15, 500))
	seen := map[string]int{}
	for n := range 500 {
		b := aBrute(rng)
		s := plan.NewSolver(b.m, b.res)
		for range 3 {
			b.budget(t, rng, s, seen)
			b.reach(t, rng, s, seen)
		}
		if t.Failed() {
			t.Fatalf("case %d of 500", n)
		}
	}
	t.Log(seen)
}

// way finds a choice among those that were tried.
func (b *brute) way(t *testing.T, c plan.Choice) *tried {
	t.Helper()
	for k := range b.ways {
		if equal(b.ways[k].taken, c.Taken) {
			return &b.ways[k]
		}
	}
	t.Fatalf("%v is no choice of steps that have what they need", c.Taken)
	return nil
}

func equal(a, b []int) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return len(a) == len(b)
}

func (b *brute) budget(t *testing.T, rng *rand.Rand, s *plan.Solver, seen map[string]int) {
	t.Helper()
	top := &b.ways[rng.IntN(len(b.ways))]
	q := plan.Question{Kind: plan.Budget, Gain: oneOf(rng, plan.GainAttainment, plan.GainOverall, plan.GainLevels)}
	q.Budget = oneOf(rng, top.all, top.all, rng.Float64()*200)
	if rng.IntN(3) == 0 {
		q.Bounds.Owners = map[string]float64{"A": top.days["A"], "B": float64(rng.IntN(50))}
		q.Budget = oneOf(rng, 0, q.Budget)
	}
	q.Bounds.MaxSteps = oneOf(rng, 0, 0, 2)
	c := s.Budget(q)
	best, all := b.most(&q)
	way := b.way(t, c)
	got := gainOf(way, q.Gain)
	if c.Gain.OK != best.OK || got != c.Gain && q.Gain != plan.GainLevels {
		t.Fatalf("%+v promises %v; scored again %v, best %v", q, c.Gain, got, best)
	}
	if best.OK && (!near(got.Value, best.Value) || !near(c.PersonDays, all) || !c.Proof.Optimal) || !within(way, &q) {
		t.Fatalf("%+v: %v for %v (%v), best %v for %v; %+v %v", q, got, c.PersonDays, c.Taken, best, all, c.Proof, b.m.Rubric.Scoring)
	}
	seen["budget "+string(q.Gain)]++
}

// aGoal is a goal that some choice reaches, or that none does.
func (b *brute) aGoal(rng *rand.Rand) plan.Goal {
	r, in := b.m.Rubric, b.ways[rng.IntN(len(b.ways))].res
	ids := append(append(append([]string{"overall", "overall"}, r.PartIDs()...), r.DimensionIDs()...), r.PracticeIDs()...)
	id := ids[rng.IntN(len(ids))]
	kind, at := b.m.Find(id, assess.KindOverall, assess.KindPart, assess.KindDimension, assess.KindPractice)
	node := in.Node(kind, at)
	more := oneOf(rng, 0, 0, 0, 1e-3, 10)
	switch rng.IntN(7) {
	case 0:
		return plan.Goal{Kind: plan.GoalTargets}
	case 1:
		return plan.Goal{Kind: plan.GoalFloors}
	case 2, 3:
		return plan.Goal{Kind: plan.GoalAttainment, Value: in.Overall.Attainment.Value + more}
	case 4:
		if node.Level.OK {
			return plan.Goal{Kind: plan.GoalLevel, At: id, Value: float64(node.Level.Value)}
		}
	}
	return plan.Goal{Kind: plan.GoalScore, At: id, Value: node.Score.Value + more}
}

func (b *brute) reach(t *testing.T, rng *rand.Rand, s *plan.Solver, seen map[string]int) {
	t.Helper()
	q := plan.Question{Kind: plan.Reach, Cost: oneOf(rng, plan.CostPersonDays, plan.CostPersonDays, plan.CostDays,
		plan.CostOwner), Owner: "A"}
	for range 1 + rng.IntN(3) {
		q.Goals = append(q.Goals, b.aGoal(rng))
	}
	q.Bounds.MaxSteps = oneOf(rng, 0, 0, 2)
	c := s.Reach(q)
	cost, all, found := b.least(&q)
	if found != (len(c.Short) == 0) {
		t.Fatalf("%+v: reached %v, short %+v", q, found, c.Short)
	}
	way := b.way(t, c)
	if !found {
		seen["out of reach"]++
		return
	}
	if !b.reached(way, &q) || !near(c.Cost, cost) || !near(c.PersonDays, all) || !c.Proof.Optimal ||
		!near(costOf(way, &q), c.Cost) {
		t.Fatalf("%+v: %v for %v, %v in all (%v); best %v, %v; %+v %v", q, b.reached(way, &q), c.Cost, c.PersonDays, c.Taken,
			cost, all, c.Proof, b.m.Rubric.Scoring)
	}
	for _, g := range q.Goals {
		seen["reach "+string(g.Kind)]++
	}
}
