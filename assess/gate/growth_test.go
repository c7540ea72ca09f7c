package gate_test

import (
	"runtime"
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

// claimed is the memory that a check of so many criteria claims, in bytes, with a rule of a kind for each practice.
func claimed(t *testing.T, kind gate.Kind, criteria int) uint64 {
	t.Helper()
	m := orchard(criteria, false, false)
	res := uniform(m, 2, func(a []assess.Answer) {
		for i := range a {
			if i%6 < 3 && i%2 == 0 {
				a[i] = assess.Answer{} // every second practice
			}
		}
	})
	ctx := gate.Context{Baseline: uniform(m, 4, func([]assess.Answer) {})}
	var rules []gate.Rule
	for k, id := range m.Rubric.PracticeIDs() {
		limit := []float64{2, 3, 4}[k%3]
		if kind == gate.Regression {
			limit = []float64{2, 1, 0.4}[k%3]
		}
		rules = append(rules, gate.Rule{Kind: kind, At: id, Limit: limit, Each: true})
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	out := gate.Check(m, res, rules, ctx)
	runtime.ReadMemStats(&after)
	seen := map[gate.Verdict]int{}
	for i := range out {
		seen[out[i].Verdict]++
	}
	if seen[gate.Met] == 0 || seen[gate.NotMet] == 0 || seen[gate.Undecided] == 0 && kind != gate.Regression {
		t.Errorf("%s: %v", kind, seen)
	}
	return after.TotalAlloc - before.TotalAlloc
}
