package gap_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"fathom/assess"
	"fathom/reports/doc"
	"fathom/reports/gap"
	"fathom/rubric/channelteam"
)

// TestOnePlan: the report, the result JSON and the workbook have the same steps on the same days, whoever there is.
func TestOnePlan(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	steps, later := 0, 0
	for n, a := range madeUp() {
		free := m.Evaluate(a, assess.Options{})
		if n%2 == 0 {
			with := *a
			a = &with
			a.Capacity = assess.Capacity{PerQuarter: map[string]float64{"DIR": 12, "OPS": 8, "HR": 0}, AtOnce: 1}
		}
		g := gap.New(m.Evaluate(a, assess.Options{}), "", "en")
		drawn, planned, listed := drawnSteps(g.Doc()), jsonSteps(t, g), sheetSteps(g.Workbook())
		if g.Result.Overall.Provisional() {
			if len(drawn)+len(listed) > 0 {
				t.Errorf("%s: it is too early for a plan: %q, %q", a.Subject.ID, drawn, listed)
			}
			drawn, listed = planned, planned // as data, with a mark
		}
		if !slices.Equal(drawn, planned) || !slices.Equal(drawn, listed) {
			t.Errorf("%s: report\n%q\nJSON\n%q\nworkbook\n%q", a.Subject.ID, drawn, planned, listed)
		}
		steps += len(drawn)
		if !slices.Equal(planned, jsonSteps(t, gap.New(free, "", "en"))) {
			later++
		}
	}
	if steps < 150 || later < 10 {
		t.Errorf("%d steps, %d plans changed by who there is: the test looks at nothing", steps, later)
	}
}

func drawnSteps(rep *doc.Report) (out []string) {
	for _, s := range rep.Sections {
		for _, b := range s.Blocks {
			lanes, _ := b.(doc.Lanes)
			for _, row := range lanes.Rows {
				for _, bar := range row.Bars {
					out = append(out, fmt.Sprintf("%s, %d–%d", bar.Name, bar.From, bar.To))
				}
			}
		}
	}
	slices.Sort(out)
	return out
}

func jsonSteps(t *testing.T, g *gap.Gap) (out []string) {
	var res struct {
		Plan struct {
			Phases []struct {
				Actions []struct {
					Practice string
					To       int
					FromDay  int `json:"from_day"`
					ToDay    int `json:"to_day"`
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(written(t, gap.WriteJSON, g)), &res); err != nil {
		t.Fatal(err)
	}
	names := map[string]string{}
	for i := range g.Rubric.Practices {
		names[g.Rubric.Practices[i].ID] = g.Practice(i)
	}
	for _, ph := range res.Plan.Phases {
		for _, a := range ph.Actions {
			out = append(out, fmt.Sprintf("%s to %d, %d–%d", names[a.Practice], a.To, a.FromDay, a.ToDay))
		}
	}
	slices.Sort(out)
	return out
}

func sheetSteps(book *doc.Workbook) (out []string) {
	for _, s := range book.Sheets {
		if s.Name != "Plan" {
			continue
		}
		for _, row := range s.Rows {
			out = append(out, fmt.Sprintf("%s to %v, %v–%v", row[1].Text, row[2].Number.Value, row[8].Number.Value,
				row[9].Number.Value))
		}
	}
	slices.Sort(out)
	return out
}
