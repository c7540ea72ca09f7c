package plan_test

import (
	"math"
	"math/rand/v2"
	"slices"
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
	before := assess.Maybe[int]{}
	for _, l := range node.Scale.Levels {
		if l.Level <= node.Level.Value || !b.m.Lifts(b.res, i, before, l.Level) {
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
		out, before = append(out, found), assess.Some(l.Level)
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
			to, asked := b.m.Lift(c, ups[i][n-1].To)
			if asked && cr.Value.Value < b.m.Worth(c, to) {
				a.Answers[c] = assess.Answer{Given: true, State: assess.Answered, Level: to}
			}
		}
	}
	t.res = b.m.ScoreUnder(&a, b.res)
	for i, n := range t.taken {
		for _, q := range b.m.Rubric.Practices[i].Requires {
			_, at := b.m.Find(q.Practice, assess.KindPractice)
			if n > 0 && b.short(at, q.Level, b.res) && b.short(at, q.Level, t.res) {
				return
			}
		}
	}
	b.ways = append(b.ways, t)
}

// short reports whether practice i has a score that is below what is required of it.
func (b *brute) short(i int, level float64, in *assess.Result) bool {
	score := in.Practices[i].Score
	return score.OK && !assess.Reaches(score.Value, b.points(i, level, in))
}

// points are those that are required of practice i, of what applies.
func (b *brute) points(i int, level float64, in *assess.Result) float64 {
	portion := 1.0
	if b.m.Rubric.Scoring.Practice.Aggregate == rubric.Sum && b.m.PracticeScale(i) == nil {
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
	start := b.m.Rubric.Scoring.Practice.Start
	return start + (b.m.Points(i, level)-start)*portion
}

// after is the score of practice i with n of its steps taken.
func (b *brute) after(i, n int) float64 {
	for k := range b.ways {
		if b.ways[k].taken[i] == n {
			return b.ways[k].res.Practices[i].Score.Value
		}
	}
	return math.NaN() // never with what it needs
}

// beyond reports whether the last of n steps goes beyond what the target, the floor and others ask of practice i.
func (b *brute) beyond(i, n int) bool {
	p, score := &b.res.Practices[i], b.after(i, n-1)
	for _, want := range []assess.Maybe[float64]{p.Aim, p.Floor} {
		if want.OK && !assess.Reaches(score, want.Value) {
			return false
		}
	}
	for k := range b.m.Rubric.Practices {
		for _, q := range b.m.Rubric.Practices[k].Requires {
			_, at := b.m.Find(q.Practice, assess.KindPractice)
			if at == i && b.short(i, q.Level, b.res) && !assess.Reaches(score, b.points(i, q.Level, b.res)) {
				return false
			}
		}
	}
	return true
}

// end is the day on which the n-th step of practice i is done at the earliest.
func (b *brute) end(i, n int) int {
	start, notBefore := 0, 0
	for _, q := range b.m.Rubric.Practices[i].Requires {
		_, at := b.m.Find(q.Practice, assess.KindPractice)
		if !b.short(at, q.Level, b.res) {
			continue
		}
		for k, up := range b.ups(at) {
			if assess.Reaches(b.after(at, k), b.points(at, q.Level, b.res)) {
				break
			}
			end := b.end(at, k+1)
			notBefore = max(notBefore, end)
			if up.Effort != "S" {
				start = max(start, end)
			}
		}
	}
	for _, up := range b.ups(i)[:n] {
		start = max(start+up.Days, notBefore) // a step begins when the one before it is done
	}
	return start
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
func (b *brute) within(t *tried, q *plan.Question) bool {
	for owner, most := range q.Bounds.Owners {
		if t.days[owner] > most+1e-9 {
			return false
		}
	}
	for i, n := range t.taken {
		if q.Bounds.MaxSteps > 0 && n > q.Bounds.MaxSteps || q.Bounds.ToTarget && n > 0 && b.beyond(i, n) ||
			q.Bounds.Horizon > 0 && n > 0 && b.end(i, n) > q.Bounds.Horizon {
			return false
		}
	}
	return q.Kind == plan.Reach || q.Budget == 0 && len(q.Bounds.Owners) > 0 || t.all <= q.Budget+1e-9
}

// most is the best gain there is, and the fewest person-days for it.
func (b *brute) most(q *plan.Question) (best assess.Maybe[float64], all float64) {
	for k := range b.ways {
		t := &b.ways[k]
		g := gainOf(t, q.Gain)
		if !b.within(t, q) || !g.OK {
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
		if !b.within(t, q) || !b.reached(t, q) {
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

// way finds a choice among those that were tried.
func (b *brute) way(t *testing.T, c plan.Choice) *tried {
	t.Helper()
	for k := range b.ways {
		if slices.Equal(b.ways[k].taken, c.Taken) {
			return &b.ways[k]
		}
	}
	t.Fatalf("%v is no choice of steps that have what they need", c.Taken)
	return nil
}

// aGoal is a goal that some choice reaches, or that none does.
func (b *brute) aGoal(rng *rand.Rand) plan.Goal {
	r, in := b.m.Rubric, b.ways[rng.IntN(len(b.ways))].res
	ids := slices.Concat([]string{"overall", "overall"}, r.PartIDs(), r.DimensionIDs(), r.PracticeIDs())
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

// asked is a goal as far as any choice gets: a score, an attainment, or a score for each practice that falls short.
func (b *brute) asked(g plan.Goal) (out []plan.Goal) {
	switch g.Kind {
	case plan.GoalTargets, plan.GoalFloors:
		for i := range b.res.Practices {
			p := &b.res.Practices[i]
			aim := p.Aim
			if g.Kind == plan.GoalFloors {
				aim = p.Floor
			}
			if p.InOverall && p.Score.OK && aim.OK {
				id := b.m.Rubric.Practices[i].ID
				out = append(out, b.asked(plan.Goal{Kind: plan.GoalScore, At: id, Value: aim.Value})...)
			}
		}
		return out
	}
	best := assess.Maybe[float64]{}
	for k := range b.ways {
		at := b.measured(b.ways[k].res, g)
		if b.holds(b.ways[k].res, g) {
			return []plan.Goal{g}
		}
		if at.OK && (!best.OK || at.Value > best.Value) {
			best = at
		}
	}
	switch {
	case !best.OK:
		return nil
	case g.Kind == plan.GoalAttainment:
		return []plan.Goal{{Kind: plan.GoalAttainment, Value: best.Value}}
	}
	return []plan.Goal{{Kind: plan.GoalScore, At: g.At, Value: best.Value}}
}

// measured is the number that a goal is about.
func (b *brute) measured(res *assess.Result, g plan.Goal) assess.Maybe[float64] {
	if g.Kind == plan.GoalAttainment {
		return res.Overall.Attainment
	}
	kind, at := b.m.Find(g.At, assess.KindOverall, assess.KindPart, assess.KindDimension, assess.KindPractice)
	return res.Node(kind, at).Score
}
