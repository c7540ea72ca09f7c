package gap_test

import (
	"strings"
	"testing"

	"fathom/assess"
	"fathom/reports/doc"
	"fathom/reports/gap"
	"fathom/rubric/channelteam"
	"fathom/rubric/say"
)

// sheet is a sheet of the workbook by its place.
func sheet(t *testing.T, res *assess.Result, lang say.Language, at int) doc.Sheet {
	t.Helper()
	return gap.New(res, channelteam.Digest(), lang).Workbook().Sheets[at]
}

// TestSummarySheetSpeaks: the first sheet says every sentence of the report's summary, in its order and whole.
func TestSummarySheetSpeaks(t *testing.T) {
	for _, lang := range []say.Language{"en", "zh"} {
		for _, answered := range []bool{true, false} {
			res := result(t, answered)
			var want []string
			for _, b := range gap.New(res, channelteam.Digest(), lang).Doc().Sections[0].Blocks {
				switch b := b.(type) {
				case doc.Paragraph:
					want = append(want, b.Text)
				case doc.Heading:
					want = append(want, b.Text)
				case doc.List:
					want = append(want, b.Items...)
				}
			}
			var got []string
			for _, line := range sheet(t, res, lang, 0).Lead {
				got = append(got, line.Text)
			}
			if len(got) != len(want) || len(got) < 2 {
				t.Fatalf("%s: %d lines, want %d", lang, len(got), len(want))
			}
			for i := range want {
				if !strings.HasSuffix(got[i], want[i]) {
					t.Errorf("%s: %q, want %q", lang, got[i], want[i])
				}
			}
		}
	}
}

// result is one of the built-in rubric at depth quick: with the core criteria at level 3, or with nothing answered.
func result(t *testing.T, answered bool) *assess.Result {
	t.Helper()
	m := assess.Compile(channelteam.Rubric())
	a := &assess.Assessment{Answers: make([]assess.Answer, m.Len()), Depth: assess.QuickDepth, Date: "2026-11-20",
		Subject: assess.Subject{ID: "s", Name: "S", Stage: "growth"}}
	for i := range a.Answers {
		if answered && m.Asked(i, assess.QuickDepth) {
			a.Answers[i] = assess.Answer{Given: true, State: assess.Answered, Level: 3}
		}
	}
	return m.Evaluate(a, assess.Options{})
}

// TestNotAskedLast: what nobody was asked stands behind all that was, and nothing is left out.
func TestNotAskedLast(t *testing.T) {
	res := result(t, true)
	asked, all := res.Asked()
	var answers doc.Sheet
	for _, s := range gap.New(res, channelteam.Digest(), "en").Workbook().Sheets {
		if s.Name == "Answers" {
			answers = s
		}
	}
	if len(answers.Rows) != all || asked == all {
		t.Fatalf("%d rows of %d, %d asked", len(answers.Rows), all, asked)
	}
	for i, row := range answers.Rows {
		if isLast := row[4].Text == "not asked"; isLast != (i >= asked) {
			t.Errorf("row %d: %s", i, row[4].Text)
		}
	}
}
