package assess_test

import (
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/rubric/channelteam"
)

// TestFacts: the rubric and the schema of answers know the same words and limits.
func TestFacts(t *testing.T) {
	if depths := channelteam.Rubric().Depths(); depths[0] != assess.FullDepth || depths[1] != assess.QuickDepth {
		t.Errorf("depths %q", depths)
	}
	schema := strings.Join(strings.Fields(string(answerfile.Schema())), "")
	for _, want := range []string{
		`"const":"` + assess.Format + `"`,
		`"maxLength":` + strconv.Itoa(assess.MaxText),
		`"enum":["` + strings.Join(assess.Confidences(), `","`) + `"]`,
	} {
		if !strings.Contains(schema, want) {
			t.Errorf("the schema has no %s", want)
		}
	}
}

// TestEndsOfAll: the ends at a stage and in a sector are, to the last bit, the bounds of an assessment without answers.
func TestEndsOfAll(t *testing.T) {
	dirs, _ := filepath.Glob("../testdata/cases/[0-9]*")
	for _, dir := range dirs {
		m, _ := load(t, dir)
		for _, stage := range append([]string{""}, m.Rubric.StageIDs()...) {
			for _, sector := range append([]string{""}, m.Rubric.SectorIDs()...) {
				f := m.Ends(stage, sector)
				res := m.Score(&assess.Assessment{Answers: make([]assess.Answer, m.Len())},
					assess.Options{Stage: stage, Sector: sector})
				all := slices.Concat([]assess.Ends{f.Overall}, f.Parts, f.Dimensions, f.Practices)
				for i, n := range scores(res) {
					if all[i].Bottom != n.Low || all[i].Top != n.High {
						t.Errorf("%s at %q in %q, node %d: %v to %v, want %v to %v", dir, stage, sector, i, all[i].Bottom, all[i].Top, n.Low, n.High)
					}
					if all[i].Scale != n.Scale || all[i].Decimals != n.Decimals {
						t.Errorf("%s, node %d: another scale, or %d decimals, want %d", dir, i, all[i].Decimals, n.Decimals)
					}
				}
			}
		}
	}
}

// TestFind: nodes are found by their ids; where two kinds share one, the first that is asked for has it.
func TestFind(t *testing.T) {
	r := channelteam.Rubric()
	old := r.Dimensions[1].ID
	r.Dimensions[1].ID = r.Practices[0].ID
	for i := range r.Practices {
		if r.Practices[i].Dimension == old {
			r.Practices[i].Dimension = r.Dimensions[1].ID
		}
	}
	m := assess.Compile(r)
	shared, criterion := r.Practices[0].ID, m.Criterion(3).ID
	for _, c := range []struct {
		id    string
		kinds []assess.Kind
		kind  assess.Kind
		at    int
	}{
		{"overall", []assess.Kind{assess.KindPart, assess.KindOverall}, assess.KindOverall, 0},
		{shared, []assess.Kind{assess.KindDimension, assess.KindPractice}, assess.KindDimension, 1},
		{shared, []assess.Kind{assess.KindPractice, assess.KindDimension}, assess.KindPractice, 0},
		{criterion, []assess.Kind{assess.KindCriterion}, assess.KindCriterion, 3},
		{criterion, []assess.Kind{assess.KindPractice}, "", -1},
		{"", []assess.Kind{assess.KindOverall, assess.KindPart}, "", -1},
	} {
		if kind, at := m.Find(c.id, c.kinds...); kind != c.kind || at != c.at {
			t.Errorf("%q among %v: %q %d, want %q %d", c.id, c.kinds, kind, at, c.kind, c.at)
		}
	}
}

// TestBetween: worked by hand.
func TestBetween(t *testing.T) {
	for _, c := range []struct{ v, low, high, want float64 }{{3, 1, 5, 0.5}, {0, 1, 5, 0}, {9, 1, 5, 1},
		{-1, -3, 1, 0.5}} {
		if got := assess.Between(assess.Some(c.v), c.low, c.high); !got.OK || got.Value != c.want {
			t.Errorf("%v between %v and %v: %v", c.v, c.low, c.high, got)
		}
	}
	if got := assess.Between(assess.Some(1.0), 2, 2); got.OK {
		t.Errorf("between an end and itself: %v", got)
	}
	if got := assess.Between(assess.Maybe[float64]{}, 1, 5); got.OK {
		t.Errorf("nothing between: %v", got)
	}
}
