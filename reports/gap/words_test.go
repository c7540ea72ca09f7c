package gap_test

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/gate"
	"fathom/assess/panel"
	"fathom/assess/trend"
	"fathom/reports/agreement"
	"fathom/reports/change"
	"fathom/reports/doc"
	"fathom/reports/explanation"
	"fathom/reports/gap"
	"fathom/reports/markdown"
	"fathom/reports/verdict"
	"fathom/rubric/channelteam"
	"fathom/rubric/rubricfile"
	"fathom/rubric/say"
)

// edge is a rubric at the edges: levels from 0 to 2 in the practice a, values from 10 to 20 in b, and no targets unless
// they are put in; c is a part of its own.
const edge = `
format: fathom.rubric/1
id: edge
version: "1"
languages: [en, zh]
scales:
  s: [{level: 0}, {level: 1}, {level: 2}]
  t: [{level: 0, value: 10}, {level: 1, value: 20}]
parts: [{id: p}, {id: q}]
dimensions: [{id: d, part: p}, {id: e, part: q}]
practices:
  - {id: a, dimension: d, TARGET criteria: [{id: x, core: true}, {id: y}, {id: z}]}
  - {id: b, dimension: d, criteria: [{id: x, core: true, scale: t}]}
  - {id: c, dimension: e, criteria: [{id: x, core: true}]}
`

func edgeResult(t *testing.T, target, depth, answers string) (*assess.Model, *assess.Result) {
	t.Helper()
	r, _, err := rubricfile.Read(rubricfile.File{Name: "edge.yaml",
		Data: []byte(strings.Replace(edge, "TARGET", target, 1))})
	if err != nil {
		t.Fatal(err)
	}
	file := "format: fathom.answers/1\nrubric: {id: edge, version: \"1\"}\nsubject: {id: s}\ndate: 2026-11-20\ndepth: " + depth +
		"\nrater: {id: r1, role: field}\nanswers: {" + answers + "}\n"
	a, err := answerfile.Read("a.yaml", []byte(file), r)
	if err != nil {
		t.Fatal(err)
	}
	m := assess.Compile(r)
	return m, m.Evaluate(a, assess.Options{})
}

// written is what a document writes as data.
func written[D any](t *testing.T, write func(io.Writer, ...D) error, one D) string {
	t.Helper()
	var out bytes.Buffer
	if err := write(&out, one); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func inWords(t *testing.T, rep *doc.Report) string {
	t.Helper()
	return written(t, func(w io.Writer, all ...*doc.Report) error { return markdown.Write(w, all[0]) }, rep)
}

func says(t *testing.T, what, text string, yes, no []string) {
	t.Helper()
	for _, s := range yes {
		if !strings.Contains(text, s) {
			t.Errorf("%s does not say %q:\n%s", what, s, text)
		}
	}
	for _, s := range no {
		if strings.Contains(text, s) {
			t.Errorf("%s says %q:\n%s", what, s, text)
		}
	}
}

// TestTrueAtTheEdges: what a report says is true of results at the edges, in both languages.
func TestTrueAtTheEdges(t *testing.T) {
	for _, c := range []struct {
		what, target, depth, answers string
		en, zh, notEN                []string
	}{
		{"the lowest there is", "", "full", "a/x: 0, a/y: 0, a/z: 0, b/x: 0, c/x: 0",
			[]string{"There are no targets here, and so no gaps."}, []string{"这里没有设目标，也就没有差距"}, []string{"What is strong", "reach"}},
		{"the highest", "", "full", "a/x: 2, a/y: 2, a/z: 2, b/x: 1, c/x: 2",
			[]string{"What is strong", "- a  2.0", "every question that was asked has an answer"}, []string{"做得好的"}, []string{"target 2"}},
		{"nothing applies", "", "full", "a/x: {na: gone}, a/y: {na: gone}, a/z: {na: gone}, b/x: {na: gone}, c/x: {na: gone}",
			[]string{"Nothing of what was asked applies and counts"}, []string{"问到的没有一条适用且计分"}, []string{"nothing is answered yet", "– of the weight"}},
		{"nothing answered", "", "full", "", []string{"Nothing is answered yet"}, []string{"还没有任何答案"}, []string{"applies and counts"}},
		{"only that something does not apply", "", "full", "a/x: {na: gone}", []string{"No question has an answer but \"not applicable\" (1 question)"},
			[]string{"得到的回答只有“不适用”（1 题）"}, []string{"Nothing is answered yet"}},
		{"another part is missing", "", "full", "a/x: 1, a/y: 1, a/z: 1, b/x: 0",
			[]string{"the score could be anything from 3.7 to 4.3", "q: not assessed"}, // (1+10)/3 and (1+10+2)/3
			[]string{"得分可能在 3.7 到 4.3 之间"}, []string{"bears on the score"}},
		{"half of a part is missing", "", "full", "a/x: 1, a/y: 1, a/z: 1",
			[]string{"the score could be anything from 3.7 to 7.7"}, // (1+10)/3 and (1+20+2)/3
			[]string{"得分可能在 3.7 到 7.7 之间"}, nil},
		{"reached, and known", "target: 1,", "full", "a/x: 1, a/y: 1, a/z: 1, b/x: 0, c/x: 1",
			[]string{"Every target is reached."}, []string{"目标都已达到。"}, []string{"no targets"}},
		{"reached, so far as it is known", "target: 1,", "full", "a/x: 1, a/y: 2, b/x: 0, c/x: 1",
			[]string{"No practice that is answered lies below its target."}, []string{"已答的各项都没有低于目标"}, []string{"Every target is reached"}},
		{"just below", "target: 1,", "full", "a/x: 2, a/y: 1, a/z: 0, b/x: 0, c/x: 1", []string{"1.0 (target 1)"}, []string{"1.0（目标 1）"}, []string{"gap"}},
	} {
		_, res := edgeResult(t, c.target, c.depth, c.answers)
		says(t, c.what, inWords(t, gap.New(res, "", "en").Doc()), c.en, c.notEN)
		says(t, c.what, inWords(t, gap.New(res, "", "zh").Doc()), c.zh, nil)
	}
}

// TestWeakestWithoutTarget: the weakest practice is not said to have reached a target that it does not have.
func TestWeakestWithoutTarget(t *testing.T) {
	r, _, err := rubricfile.Read(rubricfile.File{Name: "w.yaml", Data: []byte(`
format: fathom.rubric/1
id: w
version: "1"
languages: [en]
scales: {s: [{level: 1}, {level: 2}, {level: 3}]}
parts: [{id: p}]
dimensions: [{id: d, part: p}]
practices:
  - {id: a, dimension: d, criteria: [{id: x}]}
  - {id: b, dimension: d, target: 3, criteria: [{id: x}]}
`)})
	if err != nil {
		t.Fatal(err)
	}
	m := assess.Compile(r)
	a := (&assess.Assessment{Answers: make([]assess.Answer, 2)}).With(0, 1).With(1, 2)
	for lang, want := range map[say.Language]string{"en": "The weakest practice is a, 1.0. It is not in focus: it has no target.", "zh": "它不在重点里：它没有设目标。"} {
		says(t, string(lang), inWords(t, gap.New(m.Evaluate(a, assess.Options{}), "", lang).Doc()), []string{want},
			[]string{"reached its target", "已达到目标"})
	}
}

// TestExplainIsTrue: where bounds hold a score the arithmetic says what it makes, and what is made of that; what is
// printed adds up.
func TestExplainIsTrue(t *testing.T) {
	for _, c := range []struct {
		answers, id string
		en, zh      []string
	}{
		{"a/x: 1, a/y: 1, a/z: 1", "d", []string{"# d: 5.50", "(1×1.00) / 1 = 1.00", "Held at its lowest possible: 5.50 instead of 1.00.", "it is not lower"},
			[]string{"（1×1.00）/ 1 = 1.00", "按最低可能计：5.50，而不是 1.00。", "都不会更低"}},
		{"b/x: 1", "d", []string{"= 20.00", "Held at its highest possible: 11.00 instead of 20.00."}, []string{"按最高可能计：11.00，而不是 20.00。"}},
		{"a/x: 1, a/y: 1, a/z: 0, b/x: 1", "d", []string{"(1×0.667 + 1×20.00) / 2 = 10.33"}, []string{"= 10.33"}},
		{"a/x: 2, a/y: 2, a/z: 2, b/x: 1, c/x: 2", "overall", []string{"nothing: all that is answered is at its highest", "Nothing of it can go a level higher"}, []string{"没有：已答的都是最高"}},
		{"a/x: 2", "a/y", []string{"It has no level yet"}, []string{"还没有级别"}},
		{"a/x: 2", "a/x", []string{"There is no higher level to go to from here."}, []string{"没有可再升的级别。"}},
	} {
		m, res := edgeResult(t, "", "full", c.answers)
		e, _ := m.Explain(res, c.id)
		says(t, c.answers, inWords(t, explanation.New(res, e, "en")), c.en, nil)
		says(t, c.answers, inWords(t, explanation.New(res, e, "zh")), c.zh, nil)
	}
}

// TestExplainOutside: what was not asked does not weigh 0, nor does what does not apply.
func TestExplainOutside(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	for _, c := range []struct {
		depth  string
		state  assess.State
		en, zh string
	}{{"team", assess.NotAsked, "not asked", "未问"}, {"full", assess.NotApplicable, "not applicable", "不适用"}} {
		a := &assess.Assessment{Depth: c.depth, Answers: make([]assess.Answer, m.Len())}
		for i := range a.Answers {
			a.Answers[i] = assess.Answer{State: assess.Answered, Level: 3, Given: true}
			if m.Rubric.Practices[m.Criterion(i).Practice].Dimension[:3] == "cap" {
				a.Answers[i] = assess.Answer{State: c.state, Note: "why", Given: c.state != assess.NotAsked}
			}
		}
		res := m.Evaluate(a, assess.Options{})
		for _, id := range []string{"overall", "member", "cap-market"} {
			e, _ := m.Explain(res, id)
			says(t, c.depth+id, inWords(t, explanation.New(res, e, "en")), []string{c.en}, []string{"weight 0"})
			says(t, c.depth+id, inWords(t, explanation.New(res, e, "zh")), []string{c.zh}, []string{"权重为 0"})
		}
	}
}

// TestExplainAddsUp: three times two thirds, twice: 0.67 each would make 2.01 of three, so more digits stand there.
func TestExplainAddsUp(t *testing.T) {
	r, _, err := rubricfile.Read(rubricfile.File{Name: "w.yaml", Data: []byte(`
format: fathom.rubric/1
id: w
version: "1"
languages: [en]
scales: {s: [{level: 0}, {level: 1}]}
scoring: {practice: {aggregate: mean}, dimension: {aggregate: sum}}
parts: [{id: p}]
dimensions: [{id: d, part: p}]
practices:
  - {id: a, dimension: d, weight: 2, criteria: [{id: x}, {id: y}, {id: z}]}
  - {id: b, dimension: d, criteria: [{id: x}, {id: y}, {id: z}]}
`)})
	if err != nil {
		t.Fatal(err)
	}
	m := assess.Compile(r)
	a := &assess.Assessment{Answers: make([]assess.Answer, 6)}
	for i, l := range []int{1, 1, 0, 1, 1, 0} {
		a = a.With(i, l)
	}
	res := m.Evaluate(a, assess.Options{})
	e, _ := m.Explain(res, "d")
	says(t, "d", inWords(t, explanation.New(res, e, "en")), []string{"Sum by weight: 2×0.667 + 1×0.667 = 2.00"}, []string{"0.67 +"})
}

// TestPointsThatApply: where points are added up the report says the target that counts, and what it was.
func TestPointsThatApply(t *testing.T) {
	r, _, err := rubricfile.Read(rubricfile.File{Name: "w.yaml", Data: []byte(`
format: fathom.rubric/1
id: w
version: "1"
languages: [en]
scales: {s: [{level: 0}, {level: 1}, {level: 2}]}
scoring: {practice: {aggregate: sum}}
parts: [{id: p}]
dimensions: [{id: d, part: p}]
practices:
  - {id: a, dimension: d, target: 6, criteria: [{id: x}, {id: y}, {id: u}, {id: v}]}
`)})
	if err != nil {
		t.Fatal(err)
	}
	m := assess.Compile(r)
	a := &assess.Assessment{Answers: []assess.Answer{{}, {}, {Given: true, State: assess.NotApplicable},
		{Given: true, State: assess.NotApplicable}}}
	a = a.With(0, 1).With(1, 1)
	res := m.Evaluate(a, assess.Options{})
	says(t, "en", inWords(t, gap.New(res, "", "en").Doc()), []string{"2.0 (target 3.0)", "gap 1.0", "target 6 counts as 3.0: so much of it applies and was asked"}, nil)
	says(t, "zh", inWords(t, gap.New(res, "", "zh").Doc()), []string{"2.0（目标 3.0）", "目标 6 按适用且问到的部分折算为 3.0"}, nil)
	says(t, "json", written(t, gap.WriteJSON, gap.New(res, "sha256:"+strings.Repeat("0", 64), "en")), []string{`"target": 6.0,`, `"target_points": 3.0,`, `"gap": 1.0,`},
		nil)
	says(t, "csv", written(t, gap.WriteCSV, gap.New(res, "", "en")),
		[]string{",6.0,1.0,1,,,3.0,full,false,,,,,4.0,0.5,,,\r\n"}, nil)
}

// TestCSVHasAllThatWasWritten: beside the note stand the evidence, how sure somebody is, and the tags; the whole has no
// weight.
func TestCSVHasAllThatWasWritten(t *testing.T) {
	_, res := edgeResult(t, "", "quick", "a/x: {level: 1, note: N, evidence: [\"=E\", F], confidence: low}")
	res.Assessment.Subject.Tags = map[string]string{"region": "North", "b": "2"}
	says(t, "csv", written(t, gap.WriteCSV, gap.New(res, "", "en")), []string{
		",answered,N,,quick,,\"'=E\nF\",low,b: 2; region: North,,,,,,\r\n", ",not_asked,,,quick,,,,b: 2; region: North,,,,,,\r\n",
		"s,2026-11-20,overall,overall,,5.5,5.5,10.5,0.5,,,", "s,2026-11-20,part,p,p,5.5,5.5,10.5,0.5,2.0,"}, nil)
}

func scoresOf(lang say.Language, reports ...*gap.Gap) *gap.Scores {
	s := gap.NewScores(lang)
	for _, r := range reports {
		_ = s.Add(r)
	}
	return s
}

// TestDepthStandsThere: a third of the questions never looks like all of them, wherever a score is read.
func TestDepthStandsThere(t *testing.T) {
	m, res := edgeResult(t, "", "quick", "a/x: 1, b/x: 1, c/x: 1")
	_, all := edgeResult(t, "", "full", "a/x: 1, a/y: 1, a/z: 1, b/x: 1, c/x: 1")
	_, part := edgeResult(t, "", "q", "c/x: 1")
	for lang, want := range map[say.Language][4]string{
		"en": {"A quick look: 3 of 5 criteria were asked", "quick, 3 of 5 criteria", "q only, 1 of 5 criteria", "All 5 criteria were asked."},
		"zh": {"快速评估：5 条标准只问了 3 条", "快速，5 条标准中的 3 条", "只问q，5 条标准中的 1 条", "全部 5 条标准都问到了。"},
	} {
		quick := gap.New(res, "", lang)
		says(t, string(lang), inWords(t, quick.Doc()), []string{want[0]}, nil)
		if got := scoresOf(lang, quick, gap.New(all, "", lang), gap.New(part, "", lang)).Notes(); len(got) != 2 ||
			!strings.Contains(got[0], want[1]) || !strings.Contains(got[1], want[2]) {
			t.Errorf("%s: notes %q", lang, got)
		}
		if row := scoresOf(lang, quick).Table().Rows[0]; !strings.Contains(strings.Join(row, " "), "100%*") {
			t.Errorf("%s: %q", lang, row)
		}
		if title := quick.Workbook().Sheets[0].Title; !strings.Contains(title, want[1]) {
			t.Errorf("%s: the workbook's first sheet is %q", lang, title)
		}
		rules := []gate.Rule{{Kind: gate.MinScore, At: "overall", Limit: 19}}
		checked := verdict.New(res, &verdict.Gate{File: "a.yaml", Outcomes: gate.Check(m, res, rules, gate.Context{})},
			"", lang)
		says(t, string(lang)+" gate", inWords(t, checked.Doc()), []string{want[0], want[1]}, nil)
		says(t, string(lang)+" gate", written(t, verdict.WriteJSON, checked), []string{`"depth": "quick",`, `"asked": 3,`, `"criteria": 5`}, nil)
		says(t, string(lang)+" gate", written(t, verdict.WriteJUnit, checked), []string{`name="asked" value="` + want[1]}, nil)
		says(t, string(lang)+" gate", written(t, verdict.WriteAnnotations, checked),
			[]string{strings.ReplaceAll(want[1], ",", "%2C")}, nil)
		full := verdict.New(all, &verdict.Gate{File: "a.yaml", Outcomes: gate.Check(m, all, rules, gate.Context{})}, "",
			lang)
		says(t, string(lang)+" gate", inWords(t, full.Doc()), []string{want[3]}, nil)
		change := change.New(&trend.History{Trend: trend.Compare(m, trend.Present(res), trend.Present(all))}, "", lang)
		says(t, string(lang)+" compare", inWords(t, change.Doc()), []string{want[1],
			map[say.Language]string{"en": "full, all 5 criteria", "zh": "完整，全部 5 条标准"}[lang]}, nil)
		says(t, string(lang), written(t, gap.WriteCSV, quick),
			[]string{",quick,,,,,,,,,,\r\n", ",quick,false,,,,,,,,,\r\n"}, nil)
	}
	says(t, "json", written(t, gap.WriteJSON, gap.New(res, "", "en")), []string{`"depth": "quick",`, `"asked": 3,`, `"criteria": 5`}, nil)
}

// TestDeviationBesideItsLimit: on three levels AD may be 0.5. Votes of 0, 0, 0, 1, 1 and 2 are on average 0.667 from
// their mean of 0.667; 0, 0, 0, 1, 1, 1 and 1 are 0.49 from theirs, which is not the limit itself.
func TestDeviationBesideItsLimit(t *testing.T) {
	m, res := edgeResult(t, "", "full", "")
	a := *res.Assessment
	a.Panel = true
	vote := func(levels ...int) assess.Answer {
		out := assess.Answer{Given: true, State: assess.Unanswered}
		for i, l := range levels {
			out.Votes = append(out.Votes, assess.Vote{Rater: string(rune('a' + i)), State: assess.Answered, Level: l})
		}
		return out
	}
	a.Answers[0], a.Answers[1] = vote(0, 0, 0, 1, 1, 2), vote(0, 0, 0, 1, 1, 1, 1)
	for i := range 7 {
		a.Raters = append(a.Raters, assess.Rater{ID: string(rune('a' + i))})
	}
	res = m.Evaluate(&a, assess.Options{})
	p := &agreement.Panel{Agenda: panel.NewAgenda(m, res)}
	text := inWords(t, agreement.New(res, p, "", "en").Doc())
	says(t, "votes", text, []string{"| 0.7 | to discuss |", "| 0.49 | – |"}, []string{"| 0.5 |"})
}

// TestLeniencyNamesItsScale: of several scales a hint says on which one, in both languages and in JSON; of one it need
// not.
func TestLeniencyNamesItsScale(t *testing.T) {
	m, res := edgeResult(t, "", "full", "")
	for _, c := range []struct {
		voted  []int // criteria by their place: 3 is on scale t, the others on s
		en, zh string
	}{
		{[]int{0, 1, 3}, "r1 rates 0.7 levels above the others, over 9 criteria of scale t.", "r1 比其他人平均高 0.7 级（共 9 条，标尺 t）。"},
		{[]int{0, 1, 2}, "r1 rates 0.7 levels above the others, over 9 criteria.", "r1 比其他人平均高 0.7 级（共 9 条）。"},
	} {
		a := *res.Assessment
		a.Panel, a.Raters, a.Answers = true, []assess.Rater{{ID: "r1"}, {ID: "r2"}}, make([]assess.Answer, m.Len())
		for _, i := range c.voted {
			a.Answers[i] = assess.Answer{Given: true, Votes: []assess.Vote{{Rater: "r1", State: assess.Answered,
				Level: 1}, {Rater: "r2", State: assess.Answered}}}
		}
		panelOf := m.Evaluate(&a, assess.Options{})
		p := &agreement.Panel{Agenda: panel.NewAgenda(m, panelOf),
			Hints: []panel.Hint{{Rater: "r1", Code: panel.Lenient, N: 9, By: .7, Scale: "t"},
				{Rater: "r1", Code: panel.SelfAbove, N: 1}}}
		says(t, "hint", inWords(t, agreement.New(panelOf, p, "", "en").Doc()), []string{c.en, "above the assessor on 1 criterion."}, nil)
		says(t, "hint", inWords(t, agreement.New(panelOf, p, "", "zh").Doc()), []string{c.zh}, nil)
		var out bytes.Buffer
		if err := agreement.New(panelOf, p, "", "en").WriteJSON(&out); err != nil {
			t.Fatal(err)
		}
		says(t, "JSON", out.String(), []string{`"scale": "t"`}, []string{`"scale": ""`})
	}
}
