package verdict_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"fathom/assess"
	"fathom/assess/gate"
	"fathom/assess/plan"
	"fathom/reports/doc"
	"fathom/reports/verdict"
	"fathom/rubric/problem"
	"fathom/rubric/rubricfile"
	"fathom/rubric/say"
)

// result is of a rubric of two practices of one criterion each, on a scale from 1 to 3: 1 on the first, no answer on
// the second.
func result(t *testing.T) *assess.Result {
	t.Helper()
	data, err := os.ReadFile("../../testdata/rubrics/ok/mini.yaml")
	if err != nil {
		t.Fatal(err)
	}
	r, _, err := rubricfile.Read(rubricfile.File{Name: "mini.yaml", Data: data})
	if err != nil {
		t.Fatal(err)
	}
	return assess.Compile(r).Evaluate(&assess.Assessment{Subject: assess.Subject{ID: "s", Name: "Team A"},
		Date:    "2026-11-20",
		Answers: []assess.Answer{{Given: true, State: assess.Answered, Level: 1}, {}}}, assess.Options{})
}

func some(x float64) assess.Maybe[float64] { return assess.Some(x) }

// outcome is that of a rule about the whole.
func outcome(kind gate.Kind, limit float64, v gate.Verdict, was float64) gate.Outcome {
	return gate.Outcome{Rule: gate.Rule{Kind: kind, At: "overall", Limit: limit}, Verdict: v, Was: some(was),
		Low: some(was), High: some(was)}
}

// rows are those of a verdict's table, and the headline.
func rows(t *testing.T, lang say.Language, outcomes ...gate.Outcome) (headline string, out [][]string) {
	t.Helper()
	rep := verdict.New(result(t), &verdict.Gate{File: "a.yaml", Outcomes: outcomes}, "", lang).Doc()
	for _, b := range rep.Sections[0].Blocks {
		if table, ok := b.(doc.Table); ok {
			out = table.Rows
		}
	}
	return rep.Sections[0].Heading, out
}

// TestTold: what was found never reads as the limit where it is not the limit, and the limit stands as it was written.
func TestTold(t *testing.T) {
	for _, c := range []struct {
		kind        gate.Kind
		limit, was  float64
		wants, told string
	}{
		{gate.MinScore, 3, 2.98, "≥ 3.0", "2.98"}, {gate.MinScore, 3, 3, "≥ 3.0", "3.0"},
		{gate.MinScore, 2.75, 2.749, "≥ 2.75", "2.7"}, {gate.MinLevel, 3, 2, "≥ 3", "2"},
		{gate.MinAttainment, 0.8, 0.796, "≥ 80%", "79.6%"}, {gate.MaxUnanswered, 0.1, 0.104, "≤ 10%", "10.4%"},
		{gate.MaxUnknown, 0.125, 0.2, "≤ 12.5%", "20%"}, {gate.MaxNA, 0.2, 0.2, "≤ 20%", "20%"},
		{gate.MaxAge, 180, 181, "≤ 180", "181"}, {gate.Evidence, 3, 2, "0", "2"}, {gate.Regression, 0, 0.04, "≤ 0.0", "0.04"},
		{gate.MaxDiscuss, 5, 6, "≤ 5", "6"}, {gate.MinRaters, 3, 2, "≥ 3", "2"}, {gate.Floor, 2, 1.96, "≥ 2.00", "1.96"},
	} {
		_, got := rows(t, "en", outcome(c.kind, c.limit, gate.NotMet, c.was))
		if got[0][2] != c.told || got[0][3] != c.wants {
			t.Errorf("%s %g of %g: %q of %q, want %q of %q", c.kind, c.was, c.limit, got[0][2], got[0][3], c.told, c.wants)
		}
	}
}

// TestHeadline counts the rules that apply, and none of one that does not.
func TestHeadline(t *testing.T) {
	met, not := outcome(gate.MinScore, 1, gate.Met, 1), outcome(gate.MinScore, 2, gate.NotMet, 1)
	open, idle := outcome(gate.MinScore, 2, gate.Undecided, 1), outcome(gate.MinScore, 2, gate.NotApplicable, 1)
	for _, c := range []struct {
		outcomes []gate.Outcome
		en, zh   string
	}{
		{nil, "No rule was asked for", "没有给出规则"},
		{[]gate.Outcome{met}, "Passed: 1 of 1 rule met", "通过：1 条规则全部达到（共 1 条）"},
		{[]gate.Outcome{met, met, idle}, "Passed: 2 of 2 rules met; not applicable: 1", "通过：2 条规则全部达到（共 2 条）；另有 1 条不适用"},
		{[]gate.Outcome{met, open}, "Not passed: 1 of 2 rules met", "未通过：2 条规则中达到 1 条"},
		{[]gate.Outcome{not, idle, idle}, "Not passed: 0 of 1 rule met; not applicable: 2", "未通过：1 条规则中达到 0 条；另有 2 条不适用"},
		{[]gate.Outcome{idle}, "Not passed: no rule applies", "未通过：没有一条规则适用"},
	} {
		if got, _ := rows(t, "en", c.outcomes...); got != c.en {
			t.Errorf("%q, want %q", got, c.en)
		}
		if got, _ := rows(t, "zh", c.outcomes...); got != c.zh {
			t.Errorf("%q, want %q", got, c.zh)
		}
	}
}

// TestOrder: what is not met or not known comes first, as the policy has it; then what is met, then what asks nothing.
func TestOrder(t *testing.T) {
	var all []gate.Outcome
	for _, v := range []gate.Verdict{gate.NotApplicable, gate.Met, gate.Undecided, gate.NotMet} {
		all = append(all, outcome(gate.MinScore, 1, v, 1))
	}
	_, got := rows(t, "en", all...)
	for i, want := range []string{"? undecided", "✗ not met", "✓ met", "– n/a"} {
		if got[i][0] != want {
			t.Errorf("row %d is %s, want %s", i, got[i][0], want)
		}
	}
}

// TestHowToMeet: what would meet a rule is said in words, with the steps that were found, three at most.
func TestHowToMeet(t *testing.T) {
	level := func(n int) assess.Maybe[int] { return assess.Some(n) }
	without := func(kind gate.Kind) gate.Outcome {
		return gate.Outcome{Rule: gate.Rule{Kind: kind, Limit: 2}, Verdict: gate.Undecided}
	}
	with := func(o gate.Outcome, change func(*gate.Outcome)) gate.Outcome {
		change(&o)
		return o
	}
	score := outcome(gate.MinScore, 2, gate.NotMet, 1)
	for _, c := range []struct {
		o      gate.Outcome
		en, zh string
	}{
		{outcome(gate.MinScore, 1, gate.Met, 1), "", ""},
		{with(score, func(o *gate.Outcome) { o.Steps = []gate.Step{{Criterion: 0, From: level(1), To: level(3)}} }),
			"Alpha / One from 1 to 3", "Alpha / One从 1 级到 3 级"},
		{with(score, func(o *gate.Outcome) { o.Steps = []gate.Step{{Criterion: 1, To: level(2)}} }),
			"answer, at least 2: Beta / One", "回答（至少 2 级）：Beta / One"},
		{with(score, func(o *gate.Outcome) {
			o.Steps = []gate.Step{{Criterion: 0, From: level(1), To: level(3)}, {Criterion: 1, To: level(2)}}
		}), "Alpha / One from 1 to 3; answer Beta / One, at least 2", "Alpha / One从 1 级到 3 级；回答Beta / One（至少 2 级）"},
		{with(outcome(gate.Evidence, 2, gate.NotMet, 5), func(o *gate.Outcome) { o.Criteria = []int{0, 1, 0, 1, 0} }),
			"evidence for: Alpha / One; Beta / One; Alpha / One and 2 more", "补上证据：Alpha / One；Beta / One；Alpha / One等 5 条"},
		{with(outcome(gate.MinScore, 2, gate.Undecided, 1), func(o *gate.Outcome) { o.High = some(2) }),
			"could be 1.0 to 2.0; the missing answers would undo it", "可能在 1.0 到 2.0 之间；缺的答案一补上就达不到了"},
		{score, "not even the highest levels", "全部升到最高级也达不到"},
		{outcome(gate.MaxAge, 180, gate.NotMet, 200), "a new assessment", "重新评估"},
		{outcome(gate.MinRaters, 3, gate.NotMet, 2), "more raters' files, merged (fathom merge)", "收齐更多评分人的答卷再合并（fathom merge）"},
		{without(gate.MaxAge), "--now with a date", "用 --now 给出日期"},
		{without(gate.MaxDiscuss), "the merged file of several raters (fathom merge)", "改用多位评分人的合并答卷（fathom merge）"},
		{without(gate.Regression), "a --baseline file with a score there", "用 --baseline 给出在这里有得分的旧答卷"},
		{without(gate.MinScore), "answers that give it a number", "补上能算出这个数的答案"},
	} {
		for lang, want := range map[say.Language]string{"en": c.en, "zh": c.zh} {
			if _, got := rows(t, lang, c.o); got[0][4] != want {
				t.Errorf("%s, %+v: %q, want %q", lang, c.o.Rule, got[0][4], want)
			}
		}
	}
}

// hostile is a verdict on a file whose name means harm.
func hostile(t *testing.T) *verdict.Verdict {
	o := outcome(gate.MinScore, 2, gate.NotMet, 1)
	o.Steps = []gate.Step{{Criterion: 1, To: assess.Some(3)}, {Criterion: 0, From: assess.Some(1), To: assess.Some(2)}}
	evidence := outcome(gate.Evidence, 1, gate.NotMet, 1)
	evidence.At, evidence.Criteria = "", []int{0}
	return verdict.New(result(t), &verdict.Gate{File: "a,b:50%\n::add-mask::x.yaml",
		Outcomes: []gate.Outcome{o, outcome(gate.MinScore, 1, gate.Met, 1), evidence},
		Places:   problem.Places{"alpha/one": {Line: 7}}}, "sha256:1", "en")
}

// TestAnnotations: only what is not met, at the first answer that has a line; names end no property and begin no
// command. There are ten at most.
func TestAnnotations(t *testing.T) {
	var out bytes.Buffer
	if err := verdict.WriteAnnotations(&out, hostile(t)); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	const file = "::error file=a%2Cb%3A50%25 %3A<U+003A>add-mask%3A<U+003A>x.yaml,line=7,title=Gate%3A Team A::"
	if len(lines) != 2 || lines[0] != file+"Score of the whole: was 1.0, wanted ≥ 2.0; would meet it, found by trying: answer Beta / One, at least 3; Alpha / One from 1 to 2" ||
		lines[1] != file+"No evidence from level 1 up: was 1, wanted 0; would meet it: evidence for: Alpha / One" {
		t.Errorf("%q", lines)
	}
	out.Reset()
	v := hostile(t)
	err := verdict.WriteAnnotations(&out, v, v, v, v, v, v)
	if n := strings.Count(out.String(), "::error"); err != nil || n != 10 {
		t.Errorf("%d annotations, %v", n, err)
	}
}

// TestStepsWithoutAWay: where the rubric's actions lead nowhere, a line names the answers that would meet a rule, as
// nothing stands below that does.
func TestStepsWithoutAWay(t *testing.T) {
	o := outcome(gate.MinScore, 2, gate.NotMet, 1)
	o.Steps = slices.Repeat([]gate.Step{{Criterion: 1, To: assess.Some(3)}}, 4)
	for _, way := range []*plan.Answer{nil, {Choice: &plan.Choice{Short: make([]plan.Short, 1)}}} {
		var out bytes.Buffer
		v := verdict.New(result(t), &verdict.Gate{File: "a.yaml", Outcomes: []gate.Outcome{o}, Way: way}, "", "en")
		const want = "found by trying: answer, at least 3: Beta / One; Beta / One; Beta / One and 1 more"
		if err := verdict.WriteAnnotations(&out, v); err != nil || !strings.Contains(out.String(), want) {
			t.Errorf("%s, %v, want %s", out.String(), err, want)
		}
	}
}

// TestJUnit: a suite of the rules and one a dimension; a rule that is met passes, a criterion that a rule names which
// is not met fails at its line, and one without an answer is skipped. Two files of one name are told apart.
func TestJUnit(t *testing.T) {
	var out bytes.Buffer
	v := hostile(t)
	if err := verdict.WriteJUnit(&out, v, v); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Suites []struct {
			Name     string `xml:"name,attr"`
			Tests    int    `xml:"tests,attr"`
			Failures int    `xml:"failures,attr"`
			Skipped  int    `xml:"skipped,attr"`
			Cases    []struct {
				Name    string  `xml:"name,attr"`
				Failure string  `xml:"failure"`
				Skipped *string `xml:"skipped"`
			} `xml:"testcase"`
		} `xml:"testsuite"`
	}
	if err := xml.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Suites) != 4 || got.Suites[2].Name != got.Suites[0].Name+" (2)" {
		t.Fatalf("%+v", got)
	}
	rules, work := got.Suites[0], got.Suites[1]
	if rules.Tests != 3 || rules.Failures != 2 || rules.Skipped != 0 || rules.Cases[0].Name != "min-score overall" ||
		rules.Cases[1].Name != "min-score overall 1" || rules.Cases[2].Name != "evidence" || rules.Cases[1].Failure != "" {
		t.Errorf("%+v", rules)
	}
	if work.Tests != 2 || work.Failures != 1 || work.Skipped != 1 || *work.Cases[1].Skipped != "not answered" ||
		!strings.HasSuffix(work.Cases[0].Failure, ":7: No evidence from level 1 up") {
		t.Errorf("%+v", work)
	}
}

// TestJUnitOpen: a criterion does not fail by a rule of which nobody knows yet.
func TestJUnitOpen(t *testing.T) {
	v := hostile(t)
	v.Outcomes[2].Verdict = gate.Undecided
	var out strings.Builder
	if err := verdict.WriteJUnit(&out, v); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(out.String(), "<failure"); n != 2 { // the two rules
		t.Errorf("%d failures:\n%s", n, &out)
	}
}

// TestJSON: one verdict is a document and several are a list; a rule without a place has null, and steps say how they
// were found.
func TestJSON(t *testing.T) {
	type document struct {
		Format string
		Passed bool
		Rules  []struct {
			Rule     string
			At       *string
			Was      *float64
			Criteria []string
			Steps    []struct {
				Criterion string
				From, To  *int
			}
			StepsFound *string `json:"steps_found"`
		}
	}
	var out bytes.Buffer
	if err := verdict.WriteJSON(&out, hostile(t)); err != nil {
		t.Fatal(err)
	}
	var d document
	if err := json.Unmarshal(out.Bytes(), &d); err != nil {
		t.Fatal(err)
	}
	if x := d.Rules[0]; d.Format != verdict.Format || d.Passed || *x.At != "overall" || *x.Was != 1 ||
		*x.StepsFound != "by trying" || x.Steps[0].Criterion != "beta/one" || x.Steps[0].From != nil || *x.Steps[0].To != 3 {
		t.Errorf("%+v", d)
	}
	if x := d.Rules[2]; x.At != nil || x.StepsFound != nil || cmp.Diff([]string{"alpha/one"}, x.Criteria) != "" {
		t.Errorf("%+v", x)
	}
	out.Reset()
	var both []document
	if err := verdict.WriteJSON(&out, hostile(t), hostile(t)); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(out.Bytes(), &both); err != nil || len(both) != 2 {
		t.Errorf("%v: %s", err, &out)
	}
}

// TestMarkdown: what did not pass comes first, and a summary too long for a job ends with how many are missing.
func TestMarkdown(t *testing.T) {
	passed := verdict.New(result(t), &verdict.Gate{File: "a.yaml",
		Outcomes: []gate.Outcome{outcome(gate.MinScore, 1, gate.Met, 1)}}, "", "en")
	var out strings.Builder
	if err := verdict.WriteMarkdown(&out, passed, hostile(t)); err != nil {
		t.Fatal(err)
	}
	text := out.String()
	if not, is := strings.Index(text, "Not passed:"), strings.Index(text, " Passed:"); not < 0 || is < not {
		t.Errorf("the one that passed stands first:\n%s", &out)
	}
	all := make([]*verdict.Verdict, 5000)
	for i := range all {
		all[i] = passed
	}
	out.Reset()
	if err := verdict.WriteMarkdown(&out, all...); err != nil {
		t.Fatal(err)
	}
	if shown := strings.Count(out.String(), " Passed:"); out.Len() >= 1<<20 || shown < 1000 ||
		!strings.HasSuffix(out.String(), say.Language("en").Say("%d more left out.\n", "", 5000-shown)) {
		t.Errorf("%d bytes, %d shown, then %q", out.Len(), shown, out.String()[out.Len()-60:])
	}
}

// TestAgreedUnknown: what decides a score may be votes that are missing, or what a panel agreed not to know: that it is
// to agree on, since no vote is missing. Where both decide, each is told with what it needs.
func TestAgreedUnknown(t *testing.T) {
	res := result(t)
	a := res.Assessment
	a.Panel, a.Raters = true, []assess.Rater{{ID: "r1"}, {ID: "r2"}}
	a.Answers[0] = assess.Answer{Given: true, State: assess.Unknown, Votes: []assess.Vote{
		{Rater: "r1", State: assess.Answered, Level: 1}, {Rater: "r2", State: assess.Answered, Level: 3}}}
	a.Answers[1] = assess.Answer{Given: true, State: assess.Unanswered, Votes: a.Answers[0].Votes[:1]}
	at := func(i, level int) gate.Step { return gate.Step{Criterion: i, To: assess.Some(level)} }
	for _, c := range []struct {
		steps  []gate.Step
		en, zh string
	}{
		{[]gate.Step{at(0, 2)}, "agree on, at least 2: Alpha / One", "商定（至少 2 级）：Alpha / One"},
		{[]gate.Step{at(1, 2)}, "the missing votes, at least 2: Beta / One", "补齐缺的票（至少 2 级）：Beta / One"},
		{[]gate.Step{at(0, 2), at(1, 2)}, "agree on Alpha / One, at least 2; the missing votes on Beta / One, at least 2",
			"商定Alpha / One（至少 2 级）；补齐Beta / One缺的票（至少 2 级）"},
		{[]gate.Step{{Criterion: 0}, {Criterion: 1}}, "agree on Alpha / One; the missing votes on Beta / One",
			"商定Alpha / One；补齐Beta / One缺的票"},
	} {
		o := outcome(gate.MinScore, 2, gate.Undecided, 1)
		o.High, o.Steps = some(3), c.steps
		for lang, want := range map[say.Language]string{"en": c.en, "zh": c.zh} {
			rep := verdict.New(res, &verdict.Gate{File: "a.yaml", Outcomes: []gate.Outcome{o}}, "", lang).Doc()
			got := ""
			for _, b := range rep.Sections[0].Blocks {
				if table, ok := b.(doc.Table); ok {
					got = table.Rows[0][4]
				}
			}
			if _, got, _ = strings.Cut(got, say.Both("; ", "；").In(lang)); got != want {
				t.Errorf("%q, want %q", got, want)
			}
		}
	}
}
