package gap_test

import (
	"slices"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/reports/doc"
	"fathom/reports/gap"
	"fathom/rubric/channelteam"
	"fathom/rubric/say"
)

// quick is the report of a quick look at three practices: two have a level, one does not apply.
func quick(t *testing.T, lang say.Language) *gap.Gap {
	t.Helper()
	return report(t, channelteam.Rubric(), "a.yaml", []byte(`format: fathom.answers/1
rubric: {id: channel-team, version: 1.1.0}
subject: {id: s}
date: 2026-11-20
depth: quick
answers:
  goals-strategy/goal-quality: 2
  channel-planning/coverage-design: {na: we only sell direct}
  roles/overlap-control: 5
`), lang)
}

// TestHeatOfQuick: a quick look shows what it asked, one criterion a practice, and a practice that does not apply is
// there and says so.
func TestHeatOfQuick(t *testing.T) {
	h := quick(t, "en").Doc().Figures().Heat
	if len(h.Columns) != 1 || len(h.Rows) != 31 {
		t.Fatalf("%d columns, %d rows", len(h.Columns), len(h.Rows))
	}
	for _, row := range h.Rows {
		switch cell := row.Cells[0]; row.Name {
		case "Channel planning & expansion":
			if cell.Position.OK || !strings.Contains(cell.Text, "not applicable") {
				t.Errorf("%+v", cell)
			}
		case "Roles & responsibilities":
			if cell.Name != "No gaps, no overlaps" || cell.Text != "5" || cell.Position != assess.Some(1.0) {
				t.Errorf("%+v", cell)
			}
		}
	}
}

// TestLegend: the five levels by their names, a quarter of the scale apart.
func TestLegend(t *testing.T) {
	var got []string
	for i, c := range quick(t, "zh").Doc().Figures().Heat.Legend {
		got = append(got, c.Text+c.Name)
		if c.Position != assess.Some(float64(i)/4) {
			t.Errorf("%+v", c)
		}
	}
	if want := []string{"1无章法", "2起步", "3成体系", "4可量化", "5持续领先"}; !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
}

// TestTwoPages: two pages, of the summary and the plan, with every step of the first half-year and no chart of what is
// looked up.
func TestTwoPages(t *testing.T) {
	g := gap.New(assess.Compile(channelteam.Rubric()).Evaluate(madeUp()[0], assess.Options{}), "", "en")
	rep := g.TwoPages()
	figures := rep.Figures()
	if rep.Pages != 2 || len(rep.Sections) != 2 || len(figures.Gaps.Rows)+len(figures.Heat.Rows) > 0 {
		t.Fatalf("%d pages, %d sections", rep.Pages, len(rep.Sections))
	}
	steps := 0
	for _, phase := range g.Result.Plan.Phases {
		steps += len(phase.Actions)
	}
	listed, drawn := 0, 0
	for _, b := range rep.Sections[1].Blocks {
		switch v := b.(type) {
		case doc.List:
			if v.Ordered {
				listed += len(v.Items)
			}
		case doc.Lanes:
			for _, row := range v.Rows {
				drawn += len(row.Bars)
			}
		}
	}
	if steps == 0 || listed != steps || drawn != steps {
		t.Errorf("%d steps, %d in words and %d in the picture", steps, listed, drawn)
	}
}
