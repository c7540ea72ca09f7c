package panel_test

import (
	"fmt"
	"os"
	"slices"
	"testing"

	"fathom/assess"
	"fathom/assess/panel"
	"fathom/rubric/rubricfile"
)

func TestHints(t *testing.T) {
	m := model()
	a := merge(t, m, ballot(m, "flat", "", 3, 3, 3, 3, 3, 3, 3, 3), ballot(m, "high", "self", 5, 4, 5, 4, 5, 4, 5, 4),
		ballot(m, "low", "assessor", 1, 2, 1, 2, 1, 2, 1, 2))
	var got []string
	for _, h := range panel.HintsOf(m, a, nil) {
		got = append(got, fmt.Sprintf("%s %s %d %.2f", h.Rater, h.Code, h.N, h.By))
	}
	// high: 4.5 against (3+1.5)/2 = 2.25; low: 1.5 against (3+4.5)/2 = 3.75
	want := []string{"flat straight-line 8 0.00", "high lenient 8 2.25", "high self-above 8 0.00", "low severe 8 2.25"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	s := ballot(m, "flat", "", 3, 2)
	if h := panel.HintsOf(m, merge(t, m, s), []panel.Ballot{s}); len(h) != 1 || h[0].Code != panel.NoEvidence ||
		h[0].N != 1 {
		t.Errorf("%+v", h)
	}
}

// TestHintsOnOtherScales: on three levels a run is common and no hint, a run does not go on from one scale to the next,
// and evidence is asked for from the middle of any scale.
func TestHintsOnOtherScales(t *testing.T) {
	m := kitchen(t)
	hints := func(levels []int) (codes []string) {
		s := ballot(m, "a", "", levels...)
		for _, h := range panel.HintsOf(m, merge(t, m, s), []panel.Ballot{s}) {
			codes = append(codes, fmt.Sprint(h.Code, " ", h.N))
		}
		return codes
	}
	// 22 criteria on three levels, 8 on four; 1 of three is the middle, 1 of four is below it
	if got := hints(slices.Repeat([]int{1}, 27)); !slices.Equal(got, []string{"no-evidence 22"}) {
		t.Errorf("%q", got)
	}
	if got := hints(append(slices.Repeat([]int{0}, 22), slices.Repeat([]int{2}, 6)...)); !slices.Equal(got,
		[]string{"straight-line 6", "no-evidence 6"}) {
		t.Errorf("%q", got)
	}
}

// TestLeniencyPerScale: a level of three is another distance than one of four, so that each scale is by itself: in the
// first case a is one level above b on all 8 criteria of four levels and equal on the other 22, which would be 0.27
// over all.
func TestLeniencyPerScale(t *testing.T) {
	m := kitchen(t)
	levels := func(check, n, routine, k int) []int {
		return slices.Concat(slices.Repeat([]int{check}, n), slices.Repeat([]int{-1}, 22-n),
			slices.Repeat([]int{routine}, k))
	}
	for _, c := range []struct {
		a, b []int
		want []string // of a
	}{
		{levels(1, 22, 3, 8), levels(1, 22, 2, 8), []string{"lenient 8 1.00 routine"}},
		{levels(2, 22, 1, 8), levels(1, 22, 2, 8), []string{"lenient 22 1.00 check", "severe 8 1.00 routine"}},
		{levels(1, 8, 1, 7), levels(2, 8, 3, 7), []string{"severe 8 1.00 check"}}, // 7 are too few
		{levels(1, 7, 1, 7), levels(2, 7, 3, 7), nil},                             // so are 14 of two scales
	} {
		var got []string
		for _, h := range panel.HintsOf(m, merge(t, m, ballot(m, "a", "", c.a...), ballot(m, "b", "", c.b...)), nil) {
			if h.Rater == "a" && (h.Code == panel.Lenient || h.Code == panel.Severe) {
				got = append(got, fmt.Sprintf("%s %d %.2f %s", h.Code, h.N, h.By, h.Scale))
			} else if h.Code == panel.StraightLine && h.Scale != "" {
				t.Errorf("%+v", h)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// kitchen is a rubric of two scales: 22 criteria on three levels, 8 on four.
func kitchen(t *testing.T) *assess.Model {
	t.Helper()
	data, err := os.ReadFile("../../testdata/rubrics/examples/kitchen-hygiene.yaml")
	if err != nil {
		t.Fatal(err)
	}
	r, _, err := rubricfile.Read(rubricfile.File{Name: "kitchen.yaml", Data: data})
	if err != nil {
		t.Fatal(err)
	}
	return assess.Compile(r)
}
