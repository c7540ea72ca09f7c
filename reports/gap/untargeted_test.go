package gap_test

import (
	"bytes"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/reports/doc"
	"fathom/reports/gap"
	"fathom/reports/html"
	"fathom/reports/markdown"
	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/rubricfile"
	"fathom/rubric/say"
)

// untargeted is the result of the built-in rubric without targets, as lists of questions come in: every answer is at
// level 3, but for the practices that are named.
func untargeted(levels map[string]int) *assess.Result {
	r := channelteam.Rubric()
	for i := range r.Practices {
		r.Practices[i].Target, r.Practices[i].Floor, r.Practices[i].Requires = rubric.PerStage{}, nil, nil
		r.Practices[i].Criteria[0].Name = rubric.Text{"en": "Is it done?", "zh": "做了吗？"}
	}
	m := assess.Compile(r)
	a := &assess.Assessment{Subject: assess.Subject{ID: "north", Name: "North"}, Date: "2026-11-20",
		Answers: make([]assess.Answer, m.Len())}
	at := 0
	for i := range r.Practices {
		for range r.Practices[i].Criteria {
			a.Answers[at] = assess.Answer{Given: true, State: assess.Answered, Level: 3}
			if level, ok := levels[r.Practices[i].ID]; ok {
				a.Answers[at].Level = level
			}
			at++
		}
	}
	return m.Evaluate(a, assess.Options{})
}

// headed are the lists of a report by what stands above them.
func headed(rep *doc.Report) map[string][]string {
	out, head := map[string][]string{}, ""
	for _, s := range rep.Sections {
		head = s.Heading
		for _, b := range s.Blocks {
			switch v := b.(type) {
			case doc.Heading:
				head = v.Text
			case doc.List:
				out[head] = append(out[head], v.Items...)
			}
		}
	}
	return out
}

// TestUntargeted: where nothing has a target, a report says what is lowest: in its first sentences, in a list, at the
// end of the questions and in the slides; and speaks of no targets, gaps or plan but to say that there are none.
func TestUntargeted(t *testing.T) {
	res := untargeted(map[string]int{"roles": 1, "incentives": 2, "goals-strategy": 5})
	for lang, want := range map[say.Language][]string{
		"en": {"Where scores are lowest", "Roles & responsibilities  1.0", "Incentives  2.0",
			"scores are lowest in Roles & responsibilities, Incentives", "Scores of the dimensions"},
		"zh": {"得分最低的", "角色与职责  1.0", "激励机制  2.0", "得分最低的是角色与职责、激励机制", "各维度的得分"},
	} {
		g := gap.New(res, "", lang)
		for _, rep := range []*doc.Report{g.Doc(), g.Brief(), g.Ending()} {
			if low := headed(rep)[want[0]]; !slices.Equal(low, want[1:3]) {
				t.Errorf("%s: the lowest are %q", lang, low)
			}
		}
		if said := strings.Join(words(g.Doc().Sections[0]), "\n"); !strings.Contains(said, want[3]) {
			t.Errorf("%s: the summary says %q", lang, said)
		}
		var titles []string
		for _, slide := range g.Slides(false).Slides {
			titles = append(titles, slide.Title)
		}
		if !slices.Contains(titles, want[0]) || slices.Contains(titles, g.Say("The first half-year", "前半年")) {
			t.Errorf("%s: the slides are %q", lang, titles)
		}
		for _, sheet := range g.Workbook().Sheets {
			if sheet.Name == g.Say("Gaps", "差距") || sheet.Name == g.Say("Plan", "计划") {
				t.Errorf("%s: an empty sheet %s", lang, sheet.Name)
			}
			if sheet.Name != g.Say("Summary", "摘要") && sheet.Name != g.Say("Scorecard", "记分卡") {
				continue
			}
			for k, head := range sheet.Columns {
				cells := 0
				for _, row := range sheet.Rows {
					if row[k].Text != "" || row[k].Number.OK {
						cells++
					}
				}
				if cells == 0 || len(sheet.Rows[0]) != len(sheet.Columns) {
					t.Errorf("%s: sheet %s has nothing below %q", lang, sheet.Name, head.Title)
				}
			}
		}
		var page bytes.Buffer
		if err := html.Write(&page, g.Doc()); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(page.String(), want[4]) {
			t.Errorf("%s: the radar is not called %q", lang, want[4])
		}
		heads := g.Say(`<th scope="col"[^>]*>(Target|Remark)<|<h2[^>]*>Roadmap<`, `<th scope="col"[^>]*>(目标|说明)<|<h2[^>]*>路线图<`)
		if empty := regexp.MustCompile(heads).FindString(page.String()); empty != "" {
			t.Errorf("%s: the page has a head over nothing: %s", lang, empty)
		}
		page.Reset()
		if err := markdown.Write(&page, g.Doc()); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(page.String(), g.Say("| Remark |", "| 说明 |")) {
			t.Errorf("%s: Markdown has a head over no remarks", lang)
		}
	}
}

// TestManyLowest: where more have the least than are named, it is said how many.
func TestManyLowest(t *testing.T) {
	levels := map[string]int{"goals-strategy": 5}
	for _, id := range channelteam.Rubric().PracticeIDs()[4:11] {
		levels[id] = 1
	}
	for lang, want := range map[say.Language][]string{
		"en": {" and 4 more.", "2 more have the same score"}, "zh": {"等 7 项。", "另有 2 项得分相同"},
	} {
		rep := gap.New(untargeted(levels), "", lang).Doc()
		low := headed(rep)[lang.Say("Where scores are lowest", "得分最低的")]
		if said := words(rep.Sections[0])[0]; !strings.HasSuffix(said, want[0]) || len(low) != 6 || low[5] != want[1] {
			t.Errorf("%s: %q %q", lang, said, low)
		}
	}
}

// TestNothingLowest: where all practices have as much, none is lowest; and where there are targets, gaps say it.
func TestNothingLowest(t *testing.T) {
	for name, res := range map[string]*assess.Result{"level": untargeted(nil), "targets": partly(1000)} {
		g := gap.New(res, "", "en")
		if lists := headed(g.Doc()); lists["Where scores are lowest"] != nil {
			t.Errorf("%s: %q", name, slices.Collect(maps.Keys(lists)))
		}
	}
}

// TestQuestionsWithinSentences: a criterion that is a question stands in quotation marks within a sentence.
func TestQuestionsWithinSentences(t *testing.T) {
	res := untargeted(map[string]int{"roles": 2})
	i := slices.Index(res.Model.Rubric.PracticeIDs(), "roles")
	at, _ := res.Model.Index("roles/" + res.Model.Rubric.Practices[i].Criteria[0].ID)
	a := *res.Assessment
	a.Answers = slices.Clone(a.Answers)
	a.Answers[at].Level = 5
	for lang, want := range map[say.Language]string{"en": `"Is it done?" stands at level 5`, "zh": "“做了吗？”已到 5 级"} {
		rep := gap.New(res.Model.Evaluate(&a, assess.Options{}), "", lang).Doc()
		if said := strings.Join(words(rep.Sections...), "\n"); !strings.Contains(said, want) {
			t.Errorf("%s: nothing says %q in %q", lang, want, said)
		}
	}
}

// practiceTables are the tables of a report whose rows are practices.
func practiceTables(rep *doc.Report, lang say.Language) (out []doc.Table) {
	for _, s := range rep.Sections {
		for _, b := range s.Blocks {
			table, _ := b.(doc.Table)
			for _, c := range table.Columns {
				if c.Title == lang.Say("Practice", "事项") {
					out = append(out, table)
				}
			}
		}
	}
	return out
}

// TestQuestionsOnce: of a list of questions each is named once where criteria stand beside their practice; and while
// little is answered, no plan is promised that never comes.
func TestQuestionsOnce(t *testing.T) {
	r := untargeted(nil).Model.Rubric
	for i := range r.Practices {
		r.Practices[i].Criteria = r.Practices[i].Criteria[:1]
		r.Practices[i].Criteria[0].Name, r.Practices[i].Criteria[0].Core = r.Practices[i].Name, true
	}
	r.Findings, r.Sectors = nil, nil
	m := assess.Compile(r)
	a := &assess.Assessment{Subject: assess.Subject{ID: "north", Name: "North"}, Date: "2026-11-20",
		Answers: make([]assess.Answer, m.Len())}
	for _, answered := range []int{1, m.Len()} {
		for k := range answered {
			a.Answers[k] = assess.Answer{Given: true, State: assess.Answered, Level: 1 + k%2}
		}
		for lang, promise := range map[say.Language]string{"en": "a plan", "zh": "计划"} {
			rep := gap.New(m.Evaluate(a, assess.Options{}), "", lang).Doc()
			if said := strings.Join(words(rep.Sections[0]), "\n"); strings.Contains(said, promise) {
				t.Errorf("%s: %d answered: %q", lang, answered, said)
			}
			tables := practiceTables(rep, lang)
			for _, table := range tables {
				for _, row := range table.Rows {
					said := strings.Join(row, "\n")
					if strings.Count(said, row[0]) > 1 || len(row) != len(table.Columns) {
						t.Errorf("%s: %q", lang, row)
					}
				}
			}
			for _, item := range headed(rep)[lang.Say("What to find out first", "先弄清楚什么")] {
				if strings.ContainsAny(item, ":：") {
					t.Errorf("%s: %q", lang, item)
				}
			}
			if len(tables) == 0 {
				t.Errorf("%s: %d answered: no table of practices", lang, answered)
			}
		}
	}
}

// TestFloorsAlone: where nothing has a target and something is below its floor, that comes first, without columns of
// targets and of priorities, which are gaps by weight.
func TestFloorsAlone(t *testing.T) {
	r := untargeted(nil).Model.Rubric
	floor := 4.0
	r.Practices[0].Floor = &floor
	m := assess.Compile(r)
	res := m.Evaluate(untargeted(nil).Assessment, assess.Options{})
	for lang, want := range map[say.Language][]string{
		"en": {"Practice", "Now", "Why here"}, "zh": {"事项", "现状", "理由"},
	} {
		var heads []string
		tables := practiceTables(gap.New(res, "", lang).Doc(), lang)
		if len(tables) == 1 {
			for _, c := range tables[0].Columns {
				heads = append(heads, c.Title)
			}
		}
		if !slices.Equal(heads, want) || len(tables[0].Rows) != 1 || len(tables[0].Rows[0]) != 3 {
			t.Errorf("%s: %q %+v", lang, heads, tables)
		}
	}
}

// TestLowestByScore: on one scale the lowest score is lowest, also beside a practice that can have nothing lower.
func TestLowestByScore(t *testing.T) {
	r, _, err := rubricfile.Read(rubricfile.File{Name: "r.yaml", Data: []byte(`format: fathom.rubric/1
id: rungs
version: "1"
languages: [en]
title: {en: Rungs}
scales:
  rung: [{level: 0, name: {en: None}}, {level: 1, name: {en: Some}}, {level: 2, name: {en: More}}, {level: 3, name: {en: All}}]
  done: [{level: 0, name: {en: "No"}}, {level: 1, name: {en: "Yes"}}]
scoring:
  practice: {aggregate: staged, scale: rung, pass: 1}
owners: {LEAD: {en: Lead}}
parts: [{id: all, name: {en: All}, noun: {en: domain}}]
dimensions: [{id: one, part: all, name: {en: One}}]
practices:
  - {id: late, dimension: one, weight: 2, name: {en: Late}, criteria: [{id: a, scale: done, rung: 3, core: true}]}
  - {id: early, dimension: one, name: {en: Early}, criteria: [{id: a, scale: done, rung: 1, core: true}, {id: b, scale: done, rung: 2}]}
  - {id: full, dimension: one, name: {en: Full}, criteria: [{id: a, scale: done, rung: 1, core: true}]}
`)})
	if err != nil {
		t.Fatal(err)
	}
	answers := "format: fathom.answers/1\nrubric: {id: rungs, version: \"1\"}\nsubject: {id: s}\ndate: 2026-11-20\n" +
		"answers: {late/a: 0, early/a: 1, early/b: 0, full/a: 1}\n"
	low := headed(report(t, r, "a.yaml", []byte(answers), "en").Doc())["Where scores are lowest"]
	if !slices.Equal(low, []string{"Early  1.0", "Late  2.0"}) {
		t.Errorf("%q", low)
	}
}
