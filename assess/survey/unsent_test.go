package survey_test

import (
	"slices"
	"strings"
	"testing"
)

// TestUnsentLines: a row that was never sent, or is no answer, is refused with the line of the mapping that leaves it
// out, and that line works as it is printed.
func TestUnsentLines(t *testing.T) {
	const columns = "set: {subject: x}\ncolumns: {Q: " + q + ", W: rater, D: date}\n"
	for _, c := range []struct{ data, line string }{
		{"W,D,Q\na1,2026-11-20,3\na2,{question_not_shown},3\n", "submitted: {column: D}"},
		{"W,D,Q\na1,2026-11-20,3\na2,,3\n", "submitted: {column: D}"},
		{"W,D,Q,m_complete\na1,2026-11-20,3,2\na2,[not completed],3,0\n", `submitted: {column: m_complete, value: "2"}`},
		{"W,D,Q,Response Type\na1,2026-11-20,3,completed\na2,,3,partial\n", "submitted: {column: Response Type, value: completed}"},
		{"W,D,Q\na1,2026-11-20,3\na2,[not completed],3\n", "skip: [3]"},
		{"W,D,Q\na1,2026-11-20,3\n合计,合计,13\n", "skip: [3]"},
		{"W,D,Q\na1,2026-11-20,3\nTotal,,3\n", "skip: [3]"},
		{"W,D,Q\na1,2026-11-20,3\nAverage,2026-11-20,3.25\n", "skip: [3]"},
	} {
		_, problems := read(t, columns, c.data)
		if !strings.Contains(problems.In("en"), c.line) {
			t.Errorf("%q: %v, want %s", c.data, problems, c.line)
		}
		if got := lines(t, columns+c.line+"\n", c.data); !slices.Equal(got, []string{"a1 2026-11-20 3"}) {
			t.Errorf("%s: %q", c.line, got)
		}
	}
	_, problems := read(t, columns, "W,D,Q\na1,1980-01-01 00:00:00,3\n")
	if len(problems) != 1 || !strings.Contains(problems[0].Message.EN, "set: {date: 2026-11-20}") {
		t.Error(problems)
	}
	// an answer like others is not to be skipped
	_, problems = read(t, columns, "W,D,Q\na1,2026-11-20,3\na2,2026-11-20,3\na3,2026-11-20,3\na4,2026-11-20,maybe\n")
	if len(problems) != 1 || strings.Contains(problems[0].Message.EN, "skip") {
		t.Error(problems)
	}
}

// TestAnswersAreNoHeads: a row with a number or a day in it is somebody's answers: nobody is told to skip it.
func TestAnswersAreNoHeads(t *testing.T) {
	for data, want := range map[string]bool{
		"W,D,Q\nAnn,2026-11-20,Strongly agree\nBo,2026-11-20,3\n": false,
		"W,D,Q\n1,,★★★\n2,2026-11-20,3\n":                         false,
		"W,D,Q\nName,When,Strongly agree\nBo,2026-11-20,3\n":      true,
	} {
		_, problems := read(t, "set: {subject: x}\ncolumns: {W: rater, D: date, Q: "+q+"}\n", data)
		if got := strings.Contains(problems.In("en"), "skip: [2]"); got != want || len(problems) == 0 {
			t.Errorf("%q: skip %t, want %t: %v", data, got, want, problems)
		}
	}
}
