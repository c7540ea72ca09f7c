package gap_test

import (
	"bytes"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/reports/explanation"
	"fathom/reports/markdown"
	"fathom/rubric/rubricfile"
	"fathom/rubric/say"
)

// TestMissingVotes: a criterion with one level among four votes has a value, and the report does not say that
// everything is answered. Two criteria of equal weight, four who voted: on x a level and three don't-knows, on y two
// levels and two without a vote. So 3/4 of a half, 37.5 %, don't know, and 2/4 of a half, 25 %, is missing. With a
// level of all on both nothing is.
func TestMissingVotes(t *testing.T) {
	r, _, err := rubricfile.Read(rubricfile.File{Name: "v.yaml", Data: []byte(`
format: fathom.rubric/1
id: v
version: "1"
languages: [en, zh]
scales:
  s: [{level: 1}, {level: 2}, {level: 3}]
parts: [{id: p}]
dimensions: [{id: d, part: p}]
practices:
  - {id: a, dimension: d, criteria: [{id: x, core: true}, {id: y}]}
`)})
	if err != nil {
		t.Fatal(err)
	}
	const head = "format: fathom.answers/1\nrubric: {id: v, version: \"1\"}\nsubject: {id: s}\ndate: 2026-11-20\nraters: [{id: k}, {id: l}, {id: m}, {id: n}]\nanswers:\n"
	const some = "  a/x: {votes: {k: 2, l: unknown, m: unknown, n: unknown}}\n  a/y: {votes: {k: 2, l: 3}}\n"
	const all = "  a/x: {votes: {k: 2, l: 2, m: 2, n: 2}}\n  a/y: {votes: {k: 2, l: 3, m: 3, n: 3}}\n"
	const none = "  a/x: {votes: {k: 2, l: unknown, m: 2, n: 2}}\n  a/y: {votes: {k: 2, l: 3, m: 3, n: 3}}\n"
	for _, c := range []struct {
		answers        string
		lang           say.Language
		want, answered string
	}{
		{some, "en", `every question that was asked has somebody's answer; of the votes, by weight: 25% missing, 38% "don't know"`, "38%"},
		{some, "zh", `问到的每个问题都有人作答；按权重计，选票中缺 25%，“不知道”占 38%`, "38%"},
		{none, "en", `of the votes, by weight: 13% "don't know"`, "88%"}, // 1 of 8 votes, and 7
		{none, "zh", `选票中“不知道”占 13%`, "88%"},
		{all, "en", "every question that was asked has an answer\n", "100%"},
		{all, "zh", "问到的每个问题都有答案\n", "100%"},
	} {
		var buf bytes.Buffer
		rep := report(t, r, "p.yaml", []byte(head+c.answers), c.lang)
		if err := markdown.Write(&buf, rep.Doc()); err != nil {
			t.Fatal(err)
		}
		if rep.Line().Coverage != c.answered {
			t.Errorf("%s: %s answered, want %s", c.lang, rep.Line().Coverage, c.answered)
		}
		if !strings.Contains(buf.String(), c.want) {
			t.Errorf("%s: no %q in\n%s", c.lang, c.want, buf.String()[:900])
		}
	}
}

// TestExplainSettled: what a missing answer cannot change is said so, and not as a range from a number to itself. A
// practice is at most at its lowest criterion, and one is at the lowest level, 1, whatever the other is.
func TestExplainSettled(t *testing.T) {
	r, _, err := rubricfile.Read(rubricfile.File{Name: "v.yaml", Data: []byte(`
format: fathom.rubric/1
id: v
version: "1"
languages: [en, zh]
scales:
  s: [{level: 1}, {level: 2}, {level: 3}]
scoring: {practice: {aggregate: mean, above_lowest: 0}}
parts: [{id: p}]
dimensions: [{id: d, part: p}]
practices:
  - {id: a, dimension: d, criteria: [{id: x, core: true}, {id: y}]}
`)})
	if err != nil {
		t.Fatal(err)
	}
	m := assess.Compile(r)
	for _, c := range []struct {
		level  int
		en, zh string
	}{
		{1, "whatever the missing answers are, it is 1.00", "不管补成什么，都是 1.00"},
		{3, "it could be anything from 1.00 to 3.00", "可能在 1.00 到 3.00 之间"},
	} {
		res := m.Evaluate((&assess.Assessment{Answers: make([]assess.Answer, 2)}).With(0, c.level), assess.Options{})
		e, _ := m.Explain(res, "a")
		says(t, "en", inWords(t, explanation.New(res, e, "en")), []string{c.en}, nil)
		says(t, "zh", inWords(t, explanation.New(res, e, "zh")), []string{c.zh}, nil)
	}
}
