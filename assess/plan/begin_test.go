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

// TestBegin: with the people that the assessment says there are, the first 180 days are those of the way for them, by
// phase and rank, with its scores; without a word of them, the plan of the result as it is.
func TestBegin(t *testing.T) {
	n, moved := 0, 0
	trials(t, 300, 5, func(tr trial, _ *rand.Rand) {
		if got := plan.Begin(tr.res); !reflect.DeepEqual(got, tr.res.Plan.Phases) {
			tr.t.Errorf("without people: %v, want %v", got, tr.res.Plan.Phases)
		}
		free := fmt.Sprint(tr.res.Plan.Phases)
		tr.res.Assessment.Capacity = assess.Capacity(tr.capacity)
		way := plan.Way(tr.m, tr.res, tr.capacity, 0)
		phases := plan.Begin(tr.res)
		var got, want []string
		for k, ph := range phases {
			if !reflect.DeepEqual(ph.Projected, way.Phases[k].Projected) {
				tr.t.Errorf("day %d: %v, want %v", ph.Days, ph.Projected, way.Phases[k].Projected)
			}
			rank := -1
			for _, st := range ph.Actions {
				at := slices.IndexFunc(tr.res.Priorities, func(p assess.Priority) bool {
					return p.Practice == st.Practice
				})
				if at < rank {
					tr.t.Errorf("rank %d stands behind %d", at+1, rank+1)
				}
				rank = at
				got = append(got, fmt.Sprint(st.Practice, st.StartLevel, st.To, st.FromDay, st.ToDay, ph.Days))
			}
		}
		for k := range way.Steps {
			if st := &way.Steps[k]; st.ToDay <= 180 {
				want = append(want, fmt.Sprint(st.Practice, st.From, st.To, st.FromDay, st.ToDay,
					assess.PhaseEnd(assess.PhaseOf(st.ToDay))))
			}
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			tr.t.Errorf("%v, want %v", got, want)
		}
		n += len(want)
		if fmt.Sprint(phases) != free {
			moved++
		}
	})
	if n < 500 || moved < 50 {
		t.Errorf("%d steps, %d plans moved by the people: the trials are poor", n, moved)
	}
}
