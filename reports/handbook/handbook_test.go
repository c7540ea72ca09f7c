package handbook

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"fathom/reports/doc"
	"fathom/reports/markdown"
	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/rubricfile"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

func readRubric(t *testing.T, path string) *rubric.Rubric {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	r, _, err := rubricfile.Read(rubricfile.File{Name: path, Data: data})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func markdownOf(t *testing.T, rep *doc.Report) string {
	t.Helper()
	var b strings.Builder
	if err := markdown.Write(&b, rep); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// between cuts out what stands after one text and before the next other.
func between(s, after, before string) string {
	_, s, _ = strings.Cut(s, after)
	s, _, _ = strings.Cut(s, before)
	return s
}

// below is the page from an anchor on.
func below(page, id string) string {
	_, rest, _ := strings.Cut(page, `<a id="`+id+`"></a>`)
	return rest
}

// TestHandbookHasAll counts: below its own anchor stands every criterion with as many rows as its scale has levels,
// each with its own text, and every practice with its actions; nothing else has an anchor but what the contents list.
func TestHandbookHasAll(t *testing.T) {
	r := channelteam.Rubric()
	for _, lang := range []say.Language{"zh", "en"} {
		rep, _ := New(r, channelteam.Digest(), "", lang)
		page := markdownOf(t, rep.Doc())
		levels, actions := 0, 0
		for _, p := range r.Practices {
			for _, c := range p.Criteria {
				block := between(below(page, rubric.FullID(p.ID, c.ID)), "| --- | --- |\n", "\n\n")
				for _, l := range r.Scale(c.Scale).Levels {
					want := fmt.Sprintf("| %d %s | %s |", l.Level, markdown.Escape(l.Name[string(lang)]),
						markdown.Escape(c.Levels[l.Level][string(lang)]))
					if slices.Contains(strings.Split(block, "\n"), want) {
						levels++
					} else {
						t.Errorf("%s %s/%s: no %q", lang, p.ID, c.ID, want)
					}
				}
			}
			block := between(below(page, p.ID), "| ---: | --- | --- | ---: | --- | --- |\n", "\n\n")
			rows := strings.Split(block, "\n")
			if len(rows) != len(p.Actions) {
				t.Errorf("%s %s: %d steps, want %d", lang, p.ID, len(rows), len(p.Actions))
			}
			for k, a := range p.Actions {
				owner := r.Owners[slices.IndexFunc(r.Owners,
					func(o rubric.Owner) bool { return o.ID == a.Owner })].Name[string(lang)]
				effort := fmt.Sprintf("%s (%v)", a.Effort, a.PersonDays)
				if lang == "zh" {
					effort = fmt.Sprintf("%s（%v）", a.Effort, a.PersonDays)
				}
				if want := fmt.Sprintf("| %d | %s | %s | %d | %s | %s |", a.To, markdown.Escape(a.Text[string(lang)]), markdown.Escape(owner), a.Days,
					effort, markdown.Escape(a.KPI[string(lang)])); rows[k] == want {
					actions++
				} else {
					t.Errorf("%s %s: %q, want %q", lang, p.ID, rows[k], want)
				}
			}
			for _, text := range append(p.Evidence[string(lang)], p.Intent[string(lang)]) {
				if !strings.Contains(page, markdown.Escape(text)) {
					t.Errorf("%s %s: no %q", lang, p.ID, text)
				}
			}
		}
		if levels != 91*5 || actions != 31*4 {
			t.Errorf("%s: %d levels and %d actions", lang, levels, actions)
		}
		if links, anchors := strings.Count(page, "](#"), strings.Count(page, "<a id="); anchors != links+91 {
			t.Errorf("%s: %d links, %d anchors", lang, links, anchors)
		}
		if n := strings.Count(page, "\n| "+markdown.Escape("4.12 ")); n == 0 {
			t.Errorf("%s: the source is missing", lang)
		}
	}
}

// TestHandbookFrame reads what stands before the first practice and what is said of one.
func TestHandbookFrame(t *testing.T) {
	rep, _ := New(channelteam.Rubric(), channelteam.Digest(), "", "en")
	page := markdownOf(t, rep.Doc())
	for _, want := range []string{
		"# Channel team maturity: a handbook for raters", "channel-team 1.1.0 sha256:", channelteam.Digest(), "| 3 Defined | Written, owned, on a fixed cadence;",
		"- Practice: the mean of its criteria. At most 1 above the lowest of them", "| Growth (default) |", "| Roles &amp; responsibilities | 3; level 2 | 4; level 3 | 4; level 4 |",
		"Roles &amp; responsibilities +1, Brand promotion &amp; protection −1, Inventory management −4", "| DIR | Channel director |",
		"- Weight: Start-up 3, Growth 4, Mature 4; by sector: B2B software and IT resellers +1\n- Target: Start-up level 2, Growth level 3, Mature level 4\n- Floor: level 2; below it",
		"- What must come first: Goals &amp; strategy at level 2", "- Compare with: Sales target management", "**Do the right people own the right things with the right authority?**",
		"roles/overlap-control · core: asked in a quick round", "Scored: 51 of 51 entries, 163 of 163 clauses.", "parts: 2, dimensions: 9, practices: 31, criteria: 91, actions: 124",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q", want)
		}
	}
}

// TestScoringInWords: every rule a rubric can choose has its own words.
func TestScoringInWords(t *testing.T) {
	r := channelteam.Rubric()
	text := func(lang say.Language) string {
		return strings.Join(newBuilder(r, "", lang).rules(), "\n")
	}
	for _, c := range []struct {
		change   func()
		in, zhIn string
	}{
		{func() {}, "Dimension: the mean of its practices, by weight.", "维度：各项的加权平均。"},
		{func() { r.Scoring.Dimension.Aggregate = rubric.Min }, "Dimension: the lowest of its practices.", "维度：各项里的最低分。"},
		{func() { r.Scoring.Dimension.Aggregate = rubric.Geometric }, "Dimension: the geometric mean of its practices, by weight", "维度：各项的加权几何平均"},
		{func() { r.Scoring.Dimension.Aggregate = rubric.Sum }, "Dimension: the sum of its practices, each times its weight", "维度：各项的得分乘权重后相加"},
		{func() { r.Scoring.Practice = rubric.Rule{Aggregate: rubric.Sum} }, "Practice: the sum of its criteria; where", "事项：各条标准的得分相加；"},
		{func() { r.Scoring.Practice.Start = 110 }, "It begins with 110 points.", "起始分是 110 分。"},
		{func() { r.Scoring.Practice.Start = 0 }, "Scores here are points; they have no levels.", "这里的得分只有分数，没有级别。"},
		{func() { r.Scoring.Practice.Aggregate = rubric.Geometric }, "Practice: the geometric mean of its criteria:", "事项：各条标准的几何平均："},
		{func() { r.Practices[3].Criteria[0].Weight = 2 }, "Practice: the geometric mean of its criteria, by weight", "没有写明权重的标准，权重是 1。"},
		{func() { r.Dimensions[2].Weight.By = map[string]float64{"growth": 3} }, "Unless it says otherwise, a dimension weighs as much as its practices together.", "没有写明权重的维度，权重等于其中各项的权重之和。"},
		{func() { r.Practices[3].ByCriteria = true }, "weigh as much as their criteria that count", "：权重等于其中计分的各条标准权重之和"},
		{func() { everyByCriteria(r) }, "A practice weighs as much as its criteria that count", "一项的权重等于其中计分的各条标准权重之和"},
		{func() { r.Parts = r.Parts[:1] }, "The whole: the score of its only part.", "总体：只有一个部分，就是它的得分。"},
	} {
		c.change()
		if en, zh := text("en"), text("zh"); !strings.Contains(en, c.in) || !strings.Contains(zh, c.zhIn) {
			t.Errorf("no %q or %q in\n%s\n%s", c.in, c.zhIn, en, zh)
		}
	}
}

func everyByCriteria(r *rubric.Rubric) {
	for i := range r.Practices {
		r.Practices[i].ByCriteria = true
	}
}

// TestHandbookOfOthers: points instead of levels, one language, one part, no source.
func TestHandbookOfOthers(t *testing.T) {
	rep, _ := New(readRubric(t, "../../testdata/rubrics/ok/sums.yaml"), "", "", "zh")
	page := markdownOf(t, rep.Doc())
	for _, want := range []string{"| 1 Some | 0.25 | a quarter |", "- 目标：0.8 分", "- 须先做到：Alpha达到 0.5 分", "| 0 No | none |", "# Mini：评分手册"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q", want)
		}
	}
	for _, not := range []string{"附录", "2 级", "行动："} {
		if strings.Contains(page, not) {
			t.Errorf("%q is about something that this rubric has not", not)
		}
	}
}

// TestHandbookOfOne: one id gives what stands there, and no contents; an unknown one gives the ids.
func TestHandbookOfOne(t *testing.T) {
	r := channelteam.Rubric()
	// practices, criteria, tables of actions
	for id, want := range map[string][3]int{"people": {3, 8, 3}, "roles": {1, 2, 1},
		"roles/overlap-control": {0, 1, 0}} {
		rep, _ := New(r, channelteam.Digest(), id, "en")
		page := markdownOf(t, rep.Doc())
		got := [3]int{strings.Count(page, "- Weight: "), strings.Count(page, "| 1 Ad hoc |"), strings.Count(page, "| To | Action |")}
		if got != want || strings.Contains(page, "Contents") || !strings.Contains(page, "channel-team 1.1.0 sha256:") {
			t.Errorf("%s: %v, want %v\n%.200s", id, got, want, page)
		}
	}
	if rep, ids := New(r, "", "role", "en"); rep != nil || len(ids) != 9+31+91 {
		t.Errorf("%v, %d ids", rep, len(ids))
	}
}

// TestSectionIDs: every anchor is there once, whatever the rubric calls its parts, dimensions and practices.
func TestSectionIDs(t *testing.T) {
	for _, path := range []string{"../../testdata/rubrics/hostile.yaml", "../../testdata/rubrics/ok/mini.yaml"} {
		rep, _ := New(readRubric(t, path), "", "", "en")
		seen := map[string]bool{}
		var walk func([]doc.Section)
		walk = func(sections []doc.Section) {
			for _, s := range sections {
				if s.ID != "" && seen[s.ID] {
					t.Errorf("%s: %s twice", path, s.ID)
				}
				seen[s.ID] = true
				walk(s.Sections)
			}
		}
		walk(rep.Doc().Sections)
	}
}

// TestHostileRubric: every text of a rubric is text, in the document and in Markdown.
func TestHostileRubric(t *testing.T) {
	r := readRubric(t, "../../testdata/rubrics/hostile.yaml")
	rep, _ := New(r, "", "", "en")
	page := markdownOf(t, rep.Doc())
	for _, not := range []string{"<script", "\x1b", "\u202e", "::", "##vso", "a|b", "</td", "http://", " `code`", "@someone"} {
		if strings.Contains(page, not) {
			t.Errorf("%q is still there", not)
		}
	}
	for _, line := range strings.Split(page, "\n") {
		if strings.HasPrefix(line, "|") && strings.Count(strings.ReplaceAll(line, `\|`, ""), "|") < 3 {
			t.Errorf("a row is torn: %q", line)
		}
		if strings.HasPrefix(line, "line ") {
			t.Errorf("a line of a text began a line: %q", line)
		}
	}
	if want := "| 0 =1+1 &lt;b&gt; | " + markdown.Escape(safe.Line(r.Practices[0].Criteria[0].Levels[0]["en"])) + " |"; !strings.Contains(page,
		want) {
		t.Errorf("no %q", want)
	}
}

// tagged is a rubric whose actions say how to begin and to end: alpha's two steps lift all, or one, of two criteria.
const tagged = `format: fathom.rubric/1
id: r
version: "1"
languages: [en, zh]
scales: {s: [{level: 1}, {level: 2}, {level: 3}]}
parts: [{id: p}]
dimensions: [{id: d, part: p}]
practices:
  - id: alpha
    dimension: d
    criteria: [{id: one, core: true, name: {en: One, zh: 一}}, {id: two, name: {en: Two, zh: 二}}]
    actions:
      - {to: 2, effort: S, days: 1, serves: [one, two], measures: two, first: {en: ask, zh: 问}, done: {en: a list, zh: 单}}
      - {to: 3, effort: S, days: 1, serves: [one], measures: one}
  - id: beta
    dimension: d
    criteria: [{id: one, core: true, name: {en: Uno, zh: 壹}}]
    actions: [{to: 2, effort: S, days: 1, measures: one}, {to: 3, effort: S, days: 1}]
  - id: gamma
    dimension: d
    criteria: [{id: one, core: true}]
    actions: [{to: 2, effort: S, days: 1}]
`

// TestBeginAndEnd: a second table has what the steps say of themselves, without columns that none of them fills; a
// practice whose steps say nothing has no such table.
func TestBeginAndEnd(t *testing.T) {
	r, _, err := rubricfile.Read(rubricfile.File{Name: "r", Data: []byte(tagged)})
	if err != nil {
		t.Fatal(err)
	}
	for lang, want := range map[say.Language][]string{
		"en": {"| To | First step this week | What shows that it is done | Criteria it lifts |\n| ---: | --- | --- | --- |\n" +
			"| 2 | ask | a list | all 2; measured: Two |\n| 3 |  |  | One; measured: One |\n",
			"| To | Criteria it lifts |\n| ---: | --- |\n| 2 | Uno |\n| 3 | Uno |\n"},
		"zh": {"| 升到 | 本周第一步 | 做完看什么 | 提升哪几条标准 |\n| ---: | --- | --- | --- |\n" +
			"| 2 | 问 | 单 | 全部 2 条；衡量：二 |\n| 3 |  |  | 一；衡量：一 |\n",
			"| 升到 | 提升哪几条标准 |\n| ---: | --- |\n| 2 | 壹 |\n| 3 | 壹 |\n"},
	} {
		h, _ := New(r, "", "", lang)
		page := markdownOf(t, h.Doc())
		for _, table := range want {
			if !strings.Contains(page, table) {
				t.Errorf("%s: no %q in\n%s", lang, table, below(page, "alpha"))
			}
		}
		if n := strings.Count(page, "| "+map[say.Language]string{"en": "Criteria it lifts", "zh": "提升哪几条标准"}[lang]); n != 2 {
			t.Errorf("%s: %d tables, want 2", lang, n)
		}
	}
}

// untagged is a rubric whose actions say none of it.
const untagged = `format: fathom.rubric/1
id: r
version: "1"
languages: [en]
scales: {s: [{level: 1}, {level: 2}]}
parts: [{id: p}]
dimensions: [{id: d, part: p}]
practices:
  - {id: a, dimension: d, criteria: [{id: one, core: true}], actions: [{to: 2, effort: S, days: 1}]}
`

// TestActionColumns: the workbook has a column for what some action says, and none for what none does.
func TestActionColumns(t *testing.T) {
	for text, want := range map[string][]string{
		tagged: {"Measure", "First step this week", "What shows that it is done", "Criteria it lifts"},
		strings.ReplaceAll(tagged, "first: {en: ask, zh: 问}, ", ""): {"Effort", "Measure", "What shows that it is done",
			"Criteria it lifts"},
		untagged: {"Days", "Person-days", "Effort", "Measure"},
	} {
		r, _, err := rubricfile.Read(rubricfile.File{Name: "r", Data: []byte(text)})
		if err != nil {
			t.Fatal(err)
		}
		b := newBuilder(r, "", "en")
		s := b.actionSheet(&cover{practices: []int{0}, criterion: -1})
		var titles []string
		for _, c := range s.Columns[len(s.Columns)-4:] {
			titles = append(titles, c.Title)
		}
		if !slices.Equal(titles, want) || len(s.Rows[0]) != len(s.Columns) {
			t.Errorf("%v, want %v", titles, want)
		}
	}
}

// TestQuestions: a criterion's question stands above its levels, and in a column of its own beside its name; a rubric
// without questions has no such column.
func TestQuestions(t *testing.T) {
	r := readRubric(t, "../../testdata/schemas/full-rubric.yaml")
	for path, want := range map[string]bool{"../../testdata/schemas/full-rubric.yaml": true,
		"../../testdata/rubrics/ok/mini.yaml": false} {
		rep, _ := New(readRubric(t, path), "", "", "en")
		columns := rep.Workbook().Sheets[1].Columns
		isQuestion := func(c doc.SheetColumn) bool { return c.Title == "Question" }
		if got := slices.ContainsFunc(columns, isQuestion); got != want {
			t.Errorf("%s: a column of questions: %v", path, got)
		}
	}
	rep, _ := New(r, "", "", "en")
	if block := between(below(markdownOf(t, rep.Doc()), "alpha/one"), "", "| Level"); !strings.Contains(block, "\n\nHow much of it is there?\n\n") {
		t.Errorf("%q", block)
	}
}

// TestWhomPartsRate: the handbook and the overview say of each part whom it rates, where one rates a firm of the
// channel; else they say nothing.
func TestWhomPartsRate(t *testing.T) {
	r := channelteam.Rubric()
	plain := *r
	plain.Parts = slices.Clone(r.Parts)
	for i := range plain.Parts {
		plain.Parts[i].Of = ""
	}
	for lang, want := range map[say.Language][2]string{"en": {"Rates the subject itself.", "Rates one partner: "},
		"zh": {"评的是评估对象自己。", "评的是一家渠道成员，"}} {
		for _, b := range []*builder{newBuilder(r, "", lang), newBuilder(&plain, "", lang)} {
			n := 0
			if b.Rubric == r {
				n = 1
			}
			for _, rep := range []*doc.Report{b.overview(), b.handbook().Doc()} {
				text := markdownOf(t, rep)
				for _, w := range want {
					if got := strings.Count(text, w); got != n {
						t.Errorf("%s: %q stands %d times, want %d", lang, w, got, n)
					}
				}
			}
		}
	}
}
