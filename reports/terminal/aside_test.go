package terminal_test

import (
	"strings"
	"testing"

	"github.com/clipperhouse/displaywidth"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/plan"
	"fathom/reports/doc"
	"fathom/reports/roadmap"
	"fathom/reports/terminal"
	"fathom/rubric/channelteam"
	"fathom/rubric/channelteam/samples"
	"fathom/rubric/say"
)

// TestAside: where a table has no room, first what is said elsewhere goes, and only then the table.
func TestAside(t *testing.T) {
	long := strings.Repeat("word ", 12)
	table := doc.Table{Columns: []doc.Column{{Title: "Step", Flexible: true}, {Title: "When", Aside: true},
		{Title: "Work", Flexible: true}}, Rows: [][]string{{long, "from here to there", long}}}
	for width, want := range map[int]string{120: "Step When Work", 44: "Step Work", 24: ""} {
		var b strings.Builder
		if err := terminal.WriteTable(&b, table, nil, terminal.Options{Width: width}); err != nil {
			t.Fatal(err)
		}
		head := ""
		if lines := strings.Split(b.String(), "\n"); strings.Contains(lines[2], "─") {
			head = strings.Join(strings.Fields(lines[1]), " ")
		}
		if head != want {
			t.Errorf("at %d columns the head is %q, want %q:\n%s", width, head, want, b.String())
		}
	}
}

// TestPlanWidth: no line of a plan is wider than the terminal, with its lanes in days and in dates, drawn and in words.
func TestPlanWidth(t *testing.T) {
	r, sample := channelteam.Rubric(), samples.All()[0]
	a, err := answerfile.Read(sample.Name, sample.Data, r)
	if err != nil {
		t.Fatal(err)
	}
	m := assess.Compile(r)
	start, _ := plan.ParseDate("2027-01-04")
	people := plan.Capacity{PerQuarter: map[string]float64{"DIR": 13}}
	answer := plan.Ask(m, m.Evaluate(a, assess.Options{}), plan.Question{Kind: plan.Focus}, people, 0)
	for _, lang := range []say.Language{"zh", "en"} {
		for _, dated := range []bool{false, true} {
			calendar := roadmap.Calendar{Dates: plan.NewDates(start), Dated: dated}
			rep := roadmap.New(answer, channelteam.Digest(), calendar, lang).Doc()
			for _, width := range []int{60, 80, 100, 120} {
				for _, plain := range []bool{false, true} {
					var b strings.Builder
					if err := terminal.Write(&b, rep, terminal.Options{Width: width, Plain: plain}); err != nil {
						t.Fatal(err)
					}
					for _, line := range strings.Split(b.String(), "\n") {
						if w := displaywidth.String(line); w > width {
							t.Errorf("%s at %d: %d cells in %q", lang, width, w, line)
						}
					}
				}
			}
		}
	}
}
