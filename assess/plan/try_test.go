package plan_test

import (
	"fmt"
	"testing"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/plan"
	"fathom/rubric/channelteam"
	"fathom/rubric/channelteam/samples"
)

func TestTry(t *testing.T) {
	r := channelteam.Rubric()
	m := assess.Compile(r)
	for _, s := range samples.All() {
		a, err := answerfile.Read(s.Name, s.Data, r)
		if err != nil {
			t.Fatal(err)
		}
		res := m.Evaluate(a, assess.Options{})
		for _, c := range []plan.Capacity{{}, {PerQuarter: map[string]float64{"DIR": 20, "CHM": 40}}} {
			p := plan.Way(m, res, c, 0)
			fmt.Println(s.Name, len(p.Steps), p.TargetsMet, p.AtTargets, p.PersonDays, p.PersonDaysAfter(180))
			for _, st := range p.Steps {
				fmt.Println("  ", st.ID(r), st.Action.Owner, st.Action.Days, st.PersonDays, st.FromDay, st.ToDay, st.Waits, st.Beside)
			}
			for _, ph := range p.Phases {
				fmt.Printf("   %d %.2f %.3f %v %v\n", ph.Days, ph.Projected.Overall.Value, ph.Attainment.Value, ph.PersonDays, ph.Steps)
			}
			fmt.Printf("%+v\n", p.Loads)
			fmt.Printf("%+v\n", p.Left)
		}
	}
}
