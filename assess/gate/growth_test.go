package gate_test

import (
	"runtime"
	"slices"
	"testing"

	"fathom/assess"
	"fathom/assess/gate"
)

// TestCheckGrowsWithItsRules: a rubric four times as large, with a rule for each practice, makes a check claim about
// four times the memory, be the rules met, undecided or not: what all rules need is found once. Each rule that scores
// the whole again would make it sixteen times.
func TestCheckGrowsWithItsRules(t *testing.T) {
	for _, kind := range []gate.Kind{gate.MinScore, gate.MinLevel, gate.Floor, gate.Regression} {
		few, many := claimed(t, kind, 150), claimed(t, kind, 600)
		if many > 6*few {
			t.Errorf("%s: %d bytes for 150 criteria, %d for 600", kind, few, many)
		}
	}
}

// TestHeaviestGrowsWithTheCriteria: which answers weigh most for a share is found without scoring all again for each.
func TestHeaviestGrowsWithTheCriteria(t *testing.T) {
	of := func(criteria int) uint64 {
		m := orchard(criteria, false, false)
		return checked(t, m, halfOpen(m), []gate.Rule{{Kind: gate.MaxUnknown, Limit: 0.1}}, gate.Undecided)
	}
	if few, many := of(150), of(600); many > 6*few {
		t.Errorf("%d bytes for 150 criteria, %d for 600", few, many)
	}
}

// TestClimbGrowsWithItsSteps: a climb four times as long tries about four times as many raises, whatever its rule
// measures and also where only the criteria of a practice together bring something. Who tries all at each step tries
// sixteen times as many.
func TestClimbGrowsWithItsSteps(t *testing.T) {
	for _, capped := range []bool{false, true} {
		for _, r := range []gate.Rule{{Kind: gate.MinScore, At: "overall", Limit: 5},
			{Kind: gate.MinAttainment, Limit: 1}, {Kind: gate.Regression, At: "overall", Limit: 0.01}} {
			of := func(criteria int) (tried, steps int) {
				m := orchard(criteria, false, capped)
				return gate.ClimbCounted(m, uniform(m, 1, nil), r, gate.Context{Baseline: uniform(m, 4, nil)})
			}
			few, short := of(150)
			many, long := of(600)
			if long < 3*short || many > 6*few {
				t.Errorf("%s: %d tried for %d criteria, %d for %d", r.Kind, few, short, many, long)
			}
		}
	}
}

// halfOpen is an assessment in which every second practice has holes.
func halfOpen(m *assess.Model) *assess.Result {
	return uniform(m, 2, func(a []assess.Answer) {
		for i := range a {
			if i%6 < 3 && i%2 == 0 {
				a[i] = assess.Answer{}
			}
		}
	})
}

// claimed is the memory that a check of so many criteria claims, in bytes, with a rule of a kind for each practice.
func claimed(t *testing.T, kind gate.Kind, criteria int) uint64 {
	t.Helper()
	m := orchard(criteria, false, false)
	var rules []gate.Rule
	for k, id := range m.Rubric.PracticeIDs() {
		limit := []float64{2, 3, 4}[k%3]
		if kind == gate.Regression {
			limit = []float64{2, 1, 0.4}[k%3]
		}
		rules = append(rules, gate.Rule{Kind: kind, At: id, Limit: limit, Each: true})
	}
	verdicts := []gate.Verdict{gate.Met, gate.NotMet, gate.Undecided}
	if kind == gate.Regression {
		verdicts = verdicts[:2]
	}
	return checked(t, m, halfOpen(m), rules, verdicts...)
}

// checked is the memory that a check claims whose rules have each of some verdicts, against a baseline at level 4.
func checked(t *testing.T, m *assess.Model, res *assess.Result, rules []gate.Rule, want ...gate.Verdict) uint64 {
	t.Helper()
	ctx := gate.Context{Baseline: uniform(m, 4, nil)}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	out := gate.Check(m, res, rules, ctx)
	runtime.ReadMemStats(&after)
	for _, v := range want {
		if !slices.ContainsFunc(out, func(o gate.Outcome) bool { return o.Verdict == v }) {
			t.Errorf("no rule is %s", v)
		}
	}
	return after.TotalAlloc - before.TotalAlloc
}
