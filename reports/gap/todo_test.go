package gap_test

import (
	"bytes"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/plan"
	"fathom/reports/doc"
	"fathom/reports/gap"
	"fathom/reports/roadmap"
	"fathom/rubric/channelteam"
	"fathom/rubric/say"
)

// served is the result of the built-in rubric at a depth with every answer that is asked at level 2, where every action
// serves and measures the last criterion of its practice alone.
func served(depth string) *assess.Result {
	r := channelteam.Rubric()
	for i := range r.Practices {
		p := &r.Practices[i]
		last := p.Criteria[len(p.Criteria)-1].ID
		for k := range p.Actions {
			p.Actions[k].Serves, p.Actions[k].Measures = []string{last}, last
		}
	}
	m := assess.Compile(r)
	a := &assess.Assessment{Subject: assess.Subject{ID: "north", Name: "North"}, Date: "2026-11-20", Depth: depth,
		Answers: make([]assess.Answer, m.Len())}
	for i := range a.Answers {
		if m.Asked(i, depth) {
			a.Answers[i] = assess.Answer{Given: true, State: assess.Answered, Level: 2}
		}
	}
	return m.Evaluate(a, assess.Options{})
}

// TestStepsInFull: whatever tells a step's action says what its level needs beside it, and what was not asked is to be
// checked first, in the report, on its sheet of the plan, and in the plan.
func TestStepsInFull(t *testing.T) {
	for depth, want := range map[string]map[say.Language]string{
		"full":  {"en": "Also needed for level ", "zh": "还须一并做到："},
		"quick": {"en": "Check first, as it was not asked (", "zh": "先核实（未问到"},
	} {
		for lang, text := range want {
			g := gap.New(served(depth), "", lang)
			var rows bytes.Buffer
			if err := roadmap.Focus(g.Result, "", lang).WriteCSV(&rows); err != nil {
				t.Fatal(err)
			}
			steps := stepCells(g.Workbook(), g.Say("Action", "行动"))
			for _, cell := range steps {
				whole := strings.ReplaceAll(cell, `"`, `""`)
				if !strings.Contains(cell, text) || !strings.Contains(rows.String(), whole) {
					t.Errorf("%s, %s: no %q, or not as in the plan: %s", depth, lang, text, cell)
				}
				for _, rep := range []*doc.Report{g.Doc(), g.TwoPages(), g.Brief()} {
					if !strings.Contains(strings.Join(words(rep.Sections...), "\n"), cell) {
						t.Errorf("%s, %s: the report does not say %q", depth, lang, cell)
					}
				}
			}
			if len(steps) == 0 {
				t.Error("no steps: the test looks at nothing")
			}
			mark := g.Say("check first", "先核实")
			for _, cell := range stepCells(g.Workbook(), g.Say("Measure", "衡量")) {
				if strings.Contains(cell, mark) != (depth == "quick") {
					t.Errorf("%s, %s: measure %q", depth, lang, cell)
				}
			}
		}
	}
}

// stepCells are the cells of a column of the sheet with the plan.
func stepCells(b *doc.Workbook, head string) (out []string) {
	for _, s := range b.Sheets {
		for c := range s.Columns {
			if s.Columns[c].Title == head {
				for _, row := range s.Rows {
					out = append(out, row[c].Text)
				}
			}
		}
	}
	return out
}

// TestAskServesWhatWasAsked: a step whose action is only for what was not asked is not to be approved, nor is its work;
// what it leaves without an action is named. Where one action serves what was asked, that step alone is the ask.
func TestAskServesWhatWasAsked(t *testing.T) {
	res := served("quick")
	page := strings.Join(words(gap.New(res, "", "en").TwoPages().Sections[0]), "\n")
	for text, there := range map[string]bool{"Approve": false, "Agree the plan": false, "It needs ": false,
		"Not to be approved yet, as the actions are for what was not asked:": true, "(no action of its own for: ": true,
		". This week, Channel director: Check first, as it was not asked (": true} {
		if strings.Contains(page, text) != there {
			t.Errorf("%q there: %v\n%s", text, !there, page)
		}
	}
	st := firstStep(res)
	st.Action.Serves = []string{res.Rubric.Practices[st.Practice].Criteria[0].ID}
	page = strings.Join(words(gap.New(res, "", "en").TwoPages().Sections[0]), "\n")
	own := roadmap.Focus(res, "", "en").PersonDays(res.Rubric.Work(st.Action))
	for _, text := range []string{"Approve the plan for the first 180 days: 1 step, " + own + ".", "It needs " + own} {
		if !strings.Contains(page, text) {
			t.Errorf("no %q\n%s", text, page)
		}
	}
}

// firstStep is the first step of a plan.
func firstStep(res *assess.Result) *plan.Step {
	return &plan.Way(res.Model, res, plan.Capacity{}, 0).Steps[0]
}
