package reports_test

import (
	"bytes"
	"strings"
	"testing"

	"fathom/reports"
	"fathom/rubric"
)

// TestMissingVotes: a criterion with one level among four votes has a value, and the report does not say that everything is answered.
// Two criteria of equal weight, four who voted: on x a level and three don't-knows, on y two levels and two without a vote. So 3/4 of a
// half, 37.5 %, don't know, and 2/4 of a half, 25 %, is missing. With a level of all on both nothing is.
func TestMissingVotes(t *testing.T) {
	r, _, err := rubric.Read(rubric.File{Name: "v.yaml", Data: []byte(`
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
	for _, c := range []struct{ answers, lang, want string }{
		{some, "en", `every question that was asked has somebody's answer; of the votes, by weight: 25% missing, 38% "don't know"`},
		{some, "zh", `问到的每个问题都有人作答；按权重计，选票中缺 25%，“不知道”占 38%`},
		{all, "en", "every question that was asked has an answer\n"},
		{all, "zh", "问到的每个问题都有答案\n"},
	} {
		var buf bytes.Buffer
		if err := reports.WriteMarkdown(&buf, report(t, r, "p.yaml", []byte(head+c.answers), c.lang)); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(buf.String(), c.want) {
			t.Errorf("%s: no %q in\n%s", c.lang, c.want, buf.String()[:900])
		}
	}
}
