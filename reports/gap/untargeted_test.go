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
	"fathom/rubric"
	"fathom/rubric/channelteam"
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
