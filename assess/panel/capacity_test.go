package panel_test

import (
	"reflect"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/panel"
)

// TestCapacityDiffers: no file is believed before another.
func TestCapacityDiffers(t *testing.T) {
	m := model()
	for want, c := range map[string][2]assess.Capacity{
		"b.yaml: not the same person-days a quarter of DIR: 30.5 here, 20 in a.yaml": {
			{PerQuarter: map[string]float64{"DIR": 20}}, {PerQuarter: map[string]float64{"DIR": 30.5}}},
		"b.yaml: not the same at_once: 3 here, 2 in a.yaml": {{AtOnce: 2}, {AtOnce: 3}},
	} {
		x, y := ballot(m, "a", "", 2), ballot(m, "b", "", 3)
		x.Capacity, y.Capacity = c[0], c[1]
		_, problems := panel.Merge(m, []panel.Ballot{x, y})
		if problems == nil || !strings.Contains(problems.Error(), want) {
			t.Errorf("%q: %v", want, problems)
		}
	}
}

// TestCapacity: what raters say of the people there are is joined, whoever says it, also one who gave no answer.
func TestCapacity(t *testing.T) {
	m := model()
	x, y, z := ballot(m, "a", "", 2), ballot(m, "b", "", 3), ballot(m, "c", "")
	x.Capacity = assess.Capacity{PerQuarter: map[string]float64{"DIR": 20, "OPS": 5}}
	y.Capacity = assess.Capacity{PerQuarter: map[string]float64{"HR": 0, "DIR": 20}}
	z.Capacity = assess.Capacity{AtOnce: 3}
	want := assess.Capacity{PerQuarter: map[string]float64{"DIR": 20, "OPS": 5, "HR": 0}, AtOnce: 3}
	for _, ballots := range [][]panel.Ballot{{x, y, z}, {z, y, x}} {
		if got := merge(t, m, ballots...).Capacity; !reflect.DeepEqual(got, want) {
			t.Errorf("%v, want %v", got, want)
		}
	}
	if got := merge(t, m, ballot(m, "a", "", 2)).Capacity; !reflect.DeepEqual(got, assess.Capacity{}) {
		t.Errorf("%v where nobody says anything", got)
	}
}

// TestTargets: what was agreed to be wanted is joined, a practice at a time; two that say it differently are told.
func TestTargets(t *testing.T) {
	m := model()
	x, y, z := ballot(m, "a", "", 2), ballot(m, "b", "", 3), ballot(m, "c", "", 3)
	first, second := m.Rubric.Practices[0].ID, m.Rubric.Practices[1].ID
	x.Targets, z.Targets = map[string]float64{first: 4}, map[string]float64{first: 4, second: 2}
	want := map[string]float64{first: 4, second: 2}
	if got := merge(t, m, x, y, z).Targets; !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	y.Targets = map[string]float64{second: 3}
	_, problems := panel.Merge(m, []panel.Ballot{x, y, z})
	if want := "c.yaml: not the same agreed target of " + second + ": 2 here, 3 in b.yaml"; problems == nil ||
		!strings.Contains(problems.Error(), want) {
		t.Errorf("%v, want %q", problems, want)
	}
}
