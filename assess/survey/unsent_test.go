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

// TestSeveralSent: a row counts where all columns say that it was sent; a number is the same however it is written.
func TestSeveralSent(t *testing.T) {
	const columns = head + "columns: {Q: " + q + ", W: rater}\n"
	const data = "W,Q,Finished,Status\na1,3,True,IP Address\na2,3,False,IP Address\na3,3,True,Survey Preview\na4,4,TRUE,Imported\na5,4,True,\n"
	for submitted, want := range map[string][]string{
		`[{column: Finished, value: "True"}, {column: Status, value: [IP Address, Imported]}]`: {"a1 2026-11-20 3", "a4 2026-11-20 4"},
		`[{column: Finished, value: "True"}, {column: Status}]`:                                {"a1 2026-11-20 3", "a3 2026-11-20 3", "a4 2026-11-20 4"},
		`[{column: Status, value: Imported}]`:                                                  {"a4 2026-11-20 4"},
		`{column: Status, value: Imported}`:                                                    {"a4 2026-11-20 4"},
	} {
		if got := lines(t, columns+"submitted: "+submitted+"\n", data); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", submitted, got, want)
		}
	}
	got, problems := read(t, columns+`submitted: [{column: Finished, value: "True"}, {column: Status, value: IP Address}]`+"\n", data)
	if len(problems) > 0 || got.NotSubmitted != 4 || len(got.Dropped) > 0 {
		t.Errorf("%+v %v", got, problems)
	}
	_, problems = read(t, columns+"submitted: [{column: Finished}, {column: State}]\n", data)
	if len(problems) != 1 || !strings.Contains(problems[0].Message.EN, "the column State of the mapping is not there") {
		t.Error(problems)
	}
	for _, value := range []string{`"2"`, "2", "2.0", `"２"`, "2.00"} {
		if got := lines(t, columns+"submitted: {column: C, value: "+value+"}\n", "W,Q,C\na1,3,2\na2,4,2.0\na3,5,0\na4,5,2.1\na5,5,0.0\n"); len(got) != 2 {
			t.Errorf("%s: %q", value, got)
		}
	}
}

// TestSentDrafts: the draft leaves out what was never sent and what was a trial, and keeps what was filled in whole.
func TestSentDrafts(t *testing.T) {
	for _, c := range []struct{ data, line string }{
		{"ResponseId,Finished,Status,Goal quality\nR1,True,IP Address,3\nR2,True,Survey Preview,3\nR3,False,IP Address,3\n",
			`submitted: [{column: Finished, value: "True"}, {column: Status, value: IP Address}]`},
		{"ResponseId,Finished,Status,Goal quality\nR1,True,IP Address,3\nR2,True,Survey Preview,3\nR3,True,Imported,3\n",
			`submitted: {column: Status, value: [IP Address, Imported]}`},
		{"ResponseId,Finished,Status,DistributionChannel,Goal quality\nR1,1,0,anonymous,3\nR2,1,1,preview,3\nR3,0,0,email,3\n",
			`submitted: [{column: Finished, value: "1"}, {column: DistributionChannel, value: [anonymous, email]}]`},
		{"ResponseId,Finished,Response Type,Goal quality\nR1,True,IP Address,3\nR3,False,IP Address,3\n", `submitted: {column: Finished, value: "True"}`},
		{"Record ID,Goal quality,Complete?\n1,3,Complete\n2,3,Incomplete\n3,3,Unverified\n", `submitted: {column: "Complete?", value: [Complete, Unverified]}`},
		{"Record ID,Goal quality,Complete?\n1,3,Complete\n3,3,Unverified\n", "#set"},
		{"record_id,goal_quality,m_complete\n1,3,2.0\n2,3,2\n3,3,0.0\n", `submitted: {column: m_complete, value: "2.0"}`},
	} {
		text := draft(t, "en", c.data)
		if !begins(text, c.line) || c.line == "#set" && strings.Contains(text, "submitted") {
			t.Errorf("no line %s\n%s", c.line, text)
		}
	}
	text := draft(t, "en", "ResponseId,Finished,Status,Goal quality\nR1,True,IP Address,3\nR2,True,Survey Preview,3\nR3,False,IP Address,3\n")
	text = strings.Replace(text, "#set: {name: Henan channel, date: YYYY-MM-DD", "set: {name: Henan channel, date: 2026-11-20", 1)
	got, problems := read(t, strings.TrimPrefix(text[strings.Index(text, "format:"):], "format: fathom.mapping/1\n"),
		"ResponseId,Finished,Status,Goal quality\nR1,True,IP Address,3\nR2,True,Survey Preview,3\nR3,False,IP Address,3\n")
	if len(problems) > 0 || got.Respondents != 1 || got.NotSubmitted != 2 {
		t.Errorf("%+v %v\n%s", got, problems, text)
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
