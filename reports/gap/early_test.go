package gap_test

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/reports/gap"
	"fathom/rubric/channelteam"
	"fathom/rubric/say"
)

// partly is a result with so many answers, all at level 4 and without evidence.
func partly(answers int) *assess.Result {
	m := assess.Compile(channelteam.Rubric())
	a := &assess.Assessment{Subject: assess.Subject{ID: "north", Name: "North"}, Date: "2026-11-20",
		Answers: make([]assess.Answer, m.Len())}
	for i := range min(answers, m.Len()) {
		a.Answers[i] = assess.Answer{Given: true, State: assess.Answered, Level: 4}
	}
	return m.Evaluate(a, assess.Options{})
}

// TestEarlyDocuments: while too little is answered, no document names levels, ranks, a plan or strengths, as page one
// says; the data of the result say that it is too early.
func TestEarlyDocuments(t *testing.T) {
	for answers, early := range map[int]bool{20: true, 1000: false} {
		for lang, strengths := range map[say.Language]string{"en": "before these strengths", "zh": "讲这些强项之前"} {
			g := gap.New(partly(answers), "", lang)
			told := map[string]bool{"a level in the summary": false, "strengths": false, "data": false}
			for _, s := range g.Workbook().Sheets {
				told[s.Name] = true
				for _, c := range s.Columns {
					if c.Title == g.Say("Level", "级别") && s.Name == g.Say("Summary", "摘要") {
						told["a level in the summary"] = s.Rows[0][len(s.Columns)-1].Text != ""
					}
				}
			}
			told["strengths"] = strings.Contains(strings.Join(words(g.Doc().Sections...), "\n"), strengths)
			var data, rows bytes.Buffer
			if gap.WriteJSON(&data, g) != nil || gap.WriteCSV(&rows, g) != nil {
				t.Fatal("not written")
			}
			told["data"] = strings.Contains(data.String(), `"too_early": false`)
			all, err := csv.NewReader(&rows).ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			for _, row := range all[1:] {
				told["a level in the rows"] = told["a level in the rows"] || row[2] == "practice" && row[10] != ""
			}
			for _, what := range []string{"a level in the summary", "strengths", "data", g.Say("Plan", "计划"),
				g.Say("Gaps", "差距"), "a level in the rows"} {
				if told[what] == early {
					t.Errorf("%s, %d answers: %s: %v", lang, answers, what, told[what])
				}
			}
		}
	}
}
