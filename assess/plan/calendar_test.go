package plan_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"fathom/assess"
	"fathom/assess/plan"
)

// a case to try: a rubric with answers, and people.
type trial struct {
	t        *testing.T
	m        *assess.Model
	res      *assess.Result
	capacity plan.Capacity
	until    int
}

// trials are random small rubrics, every third with ample time and people.
func trials(t *testing.T, n int, seed uint64, try func(trial, *rand.Rand)) {
	for k := range n {
		rng := rand.New(rand.NewPCG(seed, uint64(k)))
		of := shape{1 + rng.IntN(3), 1 + rng.IntN(4), 2 + rng.IntN(12), rng.IntN(10), k%4 > 0}
		m := assess.Compile(aRubric(rng, of))
		tr := trial{t: t, m: m, res: m.Evaluate(someAnswers(m, rng, k%4 > 0), assess.Options{})}
		if k%3 > 0 {
			tr.capacity.AtOnce = rng.IntN(4)
			tr.capacity.PerQuarter = map[string]float64{}
			for _, id := range []string{"A", "B", ""} {
				if rng.IntN(3) > 0 {
					tr.capacity.PerQuarter[id] = oneOf(rng, 0, 0.5, 3, 10, 13.7, 50)
				}
			}
			tr.until = oneOf(rng, 0, 0, 45, 90, 200, 400)
		}
		t.Run(fmt.Sprint(k), func(t *testing.T) {
			tr.t = t
			try(tr, rng)
		})
	}
}

// picks chooses some practices and levels at random.
func picks(m *assess.Model, rng *rand.Rand) (out []plan.Pick) {
	for i := range m.Rubric.Practices {
		if scale := m.PracticeScale(i); scale != nil && rng.IntN(4) > 0 {
			out = append(out, plan.Pick{Practice: i, To: scale.Levels[rng.IntN(len(scale.Levels))].Level})
		}
	}
	return out
}

// TestCalendar: whatever the rubric, the answers and the people, for the way and for chosen steps.
func TestCalendar(t *testing.T) {
	steps, slow, left := 0, 0, map[plan.Reason]int{}
	trials(t, 600, 1, func(tr trial, rng *rand.Rand) {
		for _, p := range []*plan.Plan{plan.Way(tr.m, tr.res, tr.capacity, tr.until),
			plan.Arrange(tr.m, tr.res, picks(tr.m, rng), tr.capacity, tr.until)} {
			tr.check(p)
			steps += len(p.Steps)
			for k := range p.Steps {
				if st := &p.Steps[k]; st.ToDay-st.FromDay > st.Action.Days {
					slow++
				}
			}
			for _, l := range p.Left {
				left[l.Why]++
			}
		}
	})
	if steps < 3000 || slow < 500 || len(left) != 8 {
		t.Errorf("the trials are poor: %d steps, %d slow, left %v", steps, slow, left)
	}
}

// TestFirst180Days: without capacity they are the plan of the result, whatever the rubric.
func TestFirst180Days(t *testing.T) {
	n := 0
	trials(t, 300, 2, func(tr trial, _ *rand.Rand) {
		p := plan.Way(tr.m, tr.res, plan.Capacity{}, 0)
		var got, want []string
		for k, ph := range tr.res.Plan.Phases {
			for _, st := range ph.Actions {
				want = append(want, fmt.Sprint(ph.Days, st.Practice, st.StartLevel, st.To, st.FromDay, st.ToDay,
					st.FirstRaise))
			}
			for _, at := range p.Phases[k].Steps {
				st := &p.Steps[at]
				got = append(got, fmt.Sprint(ph.Days, st.Practice, st.From, st.To, st.FromDay, st.ToDay, st.FirstRaise))
			}
			if !reflect.DeepEqual(p.Phases[k].Projected, ph.Projected) {
				tr.t.Errorf("day %d: %v, want %v", ph.Days, p.Phases[k].Projected, ph.Projected)
			}
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			tr.t.Errorf("%v, want %v", got, want)
		}
		for k := range p.Steps {
			if p.Steps[k].FromDay < 180 && p.Steps[k].ToDay > 180 {
				tr.t.Errorf("a step begins on day %d and is not in the plan of the result", p.Steps[k].FromDay)
			}
		}
		n += len(want)
	})
	if n < 500 {
		t.Errorf("only %d steps", n)
	}
}

// TestAmple: with more people than there is work, the plan is the one without capacity; with fewer, nothing is earlier.
func TestAmple(t *testing.T) {
	trials(t, 200, 3, func(tr trial, rng *rand.Rand) {
		chosen := picks(tr.m, rng)
		for name, make := range map[string]func(plan.Capacity) *plan.Plan{
			"way":     func(c plan.Capacity) *plan.Plan { return plan.Way(tr.m, tr.res, c, 0) },
			"arrange": func(c plan.Capacity) *plan.Plan { return plan.Arrange(tr.m, tr.res, chosen, c, 0) },
		} {
			free := make(plan.Capacity{})
			ample := make(plan.Capacity{PerQuarter: map[string]float64{"A": 1e9, "B": 1e9, "": 1e9}, AtOnce: 1000})
			for k := range free.Loads {
				free.Loads[k].Over = false
			}
			if !reflect.DeepEqual(free, ample) {
				tr.t.Errorf("%s: ample people change the plan", name)
			}
			days := map[string]int{}
			for k := range free.Steps {
				days[free.Steps[k].ID(tr.m.Rubric)] = free.Steps[k].FromDay
			}
			few := make(tr.capacity)
			for k := range few.Steps {
				if id := few.Steps[k].ID(tr.m.Rubric); few.Steps[k].FromDay < days[id] && name == "arrange" {
					tr.t.Errorf("%s: %s begins on day %d, without capacity on %d", name, id, few.Steps[k].FromDay, days[id])
				}
			}
		}
	})
}

// TestSame: the same input gives the same plan, and the order of the picks does not matter.
func TestSame(t *testing.T) {
	trials(t, 100, 4, func(tr trial, rng *rand.Rand) {
		way := plan.Way(tr.m, tr.res, tr.capacity, tr.until)
		if !reflect.DeepEqual(way, plan.Way(tr.m, tr.res, tr.capacity, tr.until)) {
			tr.t.Error("the way is another the second time")
		}
		chosen := picks(tr.m, rng)
		one := plan.Arrange(tr.m, tr.res, chosen, tr.capacity, tr.until)
		rng.Shuffle(len(chosen), func(a, b int) { chosen[a], chosen[b] = chosen[b], chosen[a] })
		if !reflect.DeepEqual(one, plan.Arrange(tr.m, tr.res, chosen, tr.capacity, tr.until)) {
			tr.t.Error("the order of the picks changes the plan")
		}
	})
}
