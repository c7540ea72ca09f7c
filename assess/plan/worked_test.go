package plan_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/plan"
	"fathom/rubric/rubricfile"
)

// worked is the model of the worked example with its answers.
func worked(t *testing.T, levels ...int) (*assess.Model, *assess.Result) {
	t.Helper()
	data, err := os.ReadFile("testdata/worked.yaml")
	if err != nil {
		t.Fatal(err)
	}
	r, _, err := rubricfile.Read(rubricfile.File{Name: "worked.yaml", Data: data})
	if err != nil {
		t.Fatal(err)
	}
	m := assess.Compile(r)
	a := &assess.Assessment{}
	for _, level := range levels {
		a.Answers = append(a.Answers, assess.Answer{Given: level > 0, State: assess.Answered, Level: level})
	}
	return m, m.Evaluate(a, assess.Options{})
}

// lines are what the worked example says of a plan.
func lines(m *assess.Model, p *plan.Plan) (out []string) {
	add := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	for k := range p.Steps {
		st := &p.Steps[k]
		add("%-13s %-4s day %3d to %3d", st.ID(m.Rubric), st.Action.Owner, st.FromDay, st.ToDay)
	}
	for _, ph := range p.Phases {
		add("by day %3d: %.2f, %v person-days", ph.Days, ph.Projected.Overall.Value, ph.PersonDays)
	}
	add("targets met on day %d, overall %.2f, %v person-days after day 180", p.TargetsMet.Value, p.AtTargets.Value,
		p.PersonDaysAfter(180))
	for _, l := range p.Loads {
		add("%-4s %v person-days, %d at once on day %d, %.2f in a week", l.Owner, l.PersonDays, l.AtOnce, l.PeakDay,
			l.PerWeek)
	}
	return out
}

// TestWorked follows testdata/worked.md line by line: each line that is set in is what comes out.
func TestWorked(t *testing.T) {
	m, res := worked(t, 1, 2, 1, 2, 2, 2)
	got := lines(m, plan.Way(m, res, plan.Capacity{}, 0))
	people := plan.Capacity{PerQuarter: map[string]float64{"DIR": 13, "HR": 26}}
	got = append(got, lines(m, plan.Way(m, res, people, 0))...)
	d := dates(t, "2027-01-04", "2027-02-10..2027-02-24")
	for _, day := range []int{30, 36, 37, 180, 240} {
		got = append(got, fmt.Sprintf("day %3d is %s", day, d.Date(day).Format("2006-01-02")))
	}
	text, err := os.ReadFile("testdata/worked.md")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for line := range strings.Lines(string(text)) {
		want, set := strings.CutPrefix(strings.TrimRight(line, "\r\n"), "    ")
		if !set {
			continue
		}
		if n >= len(got) || got[n] != want {
			t.Fatalf("line %d:\n got %q\nwant %q", n+1, got[min(n, len(got)-1)], want)
		}
		n++
	}
	if n != len(got) {
		t.Errorf("%d lines are worked, %d come out", n, len(got))
	}
}
