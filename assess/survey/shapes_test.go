package survey_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fathom/assess/form"
	"fathom/assess/survey"
	"fathom/rubric/say"
)

// shape is an export as a survey tool writes it, with made-up content, in testdata/surveys: the lines that a person
// edits in the mapping that is drafted for it, and what then comes in.
type shape struct {
	edits map[string]string // beginnings of lines, to what they become
	want  string            // respondents, with how many criteria they answered
}

func shapes() map[string]shape {
	const edited, team = "#set: {name: Henan channel}", "set: {name: Henan channel, sector: fmcg-distributor}"
	return map[string]shape{
		// 646 columns: a question and a comment for each criterion, then how long each took
		"limesurvey.csv": {map[string]string{edited: team, "#labels:": "labels:", "  #Cannot say: LEVEL": "  Cannot say: unknown",
			"  #Not our business: LEVEL": "  Not our business: na"}, "r8 2026-11-20 91; r9 2026-11-21 91"},
		"kobo.csv": {map[string]string{edited: team}, "r8f1d-1 2026-11-20 2; rd77a-2 2026-11-21 2"}, // with groups
		"wjx.xlsx": {map[string]string{edited: team,
			"respondent: {column: 序号, prefix: r}": "respondent: {column: 序号, prefix: r, name: 1、您的姓名：}"},
			"王芳 r1 2026-11-20 2; 李雷 r2 2026-11-20 1"},
		// the month first
		"google.csv": {map[string]string{edited: team}, "rohkpkx3s7iji 2026-08-21 2; rzaunnoj3ni46 2026-08-02 2"},
		// three rows of heads, codes below words, heads above heads
		"qualtrics.csv":    {map[string]string{edited: team}, "rR_1abc 2026-11-20 2"},
		"vvexport.txt":     {map[string]string{edited: team}, "r7 2026-11-20 2"},
		"surveymonkey.csv": {map[string]string{edited: team}, "r118 2026-11-20 2"},
	}
}

func table(lines ...string) []byte { return []byte(strings.Join(lines, "\r\n") + "\r\n") }

// TestShapes: each export comes in with the mapping that is written for it and at most five edited lines.
func TestShapes(t *testing.T) {
	for name, s := range shapes() {
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join("../../testdata/surveys", name))
			if err != nil {
				t.Fatal(err)
			}
			tables, err := form.ReadTables(name, data, "")
			if err != nil {
				t.Fatal(err)
			}
			text, err := survey.Skeleton(name, tables, model(), "en")
			if err != nil {
				t.Fatal(err)
			}
			mapping, err := survey.ReadMapping("m.yaml", edit(t, string(text), s.edits), model())
			if err != nil {
				t.Fatalf("%v\n%.3000s", err, text)
			}
			sv := survey.New(model(), mapping, "")
			sv.Read(name, tables)
			got, problems := sv.Result()
			if len(problems) > 0 {
				t.Fatalf("%v\n%.3000s", problems, text)
			}
			if come := comeIn(got); come != s.want {
				t.Errorf("%s, want %s\n%.3000s", come, s.want, text)
			}
		})
	}
}

// edit does what a person does: it changes lines that begin so, no more than five.
func edit(t *testing.T, text string, edits map[string]string) []byte {
	t.Helper()
	if len(edits) > 5 {
		t.Fatal("more than five lines are edited")
	}
	for line, to := range edits {
		if strings.Count("\n"+text, "\n"+line) != 1 {
			t.Fatalf("no line %s\n%.3000s", line, text)
		}
		text = strings.Replace("\n"+text, "\n"+line, "\n"+to, 1)[1:]
	}
	return []byte(text)
}

// comeIn tells who has how many answers.
func comeIn(got *survey.Result) string {
	var out []string
	for _, r := range got.Respondents {
		n := 0
		for _, a := range r.Assessment.Answers {
			if a.Given {
				n++
			}
		}
		who := r.Assessment.Raters[0]
		out = append(out, strings.TrimSpace(fmt.Sprint(who.Name, " ", who.ID, " ", r.Assessment.Date, " ", n)))
	}
	return strings.Join(out, "; ")
}

// TestSkeletonHidesPeople: what tells who somebody is does not stand in the mapping to begin with.
func TestSkeletonHidesPeople(t *testing.T) {
	data := table("Name,Your e-mail,IP,Mobile,Goal quality,Region", "Anna Berg,ann@example.com,1.2.3.4,139123,3,North", "Bo,bo@example.com,1.2.3.5,139124,4,South")
	tables, err := form.ReadTables("f.csv", data, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"en", "zh"} {
		text, err := survey.Skeleton("f.csv", tables, model(), say.Language(lang))
		if err != nil {
			t.Fatal(err)
		}
		for _, secret := range []string{"Anna Berg", "ann@", "1.2.3", "13912"} {
			if strings.Contains(string(text), secret) {
				t.Errorf("%s shows %s:\n%s", lang, secret, text)
			}
		}
		if !strings.Contains(string(text), "North | South") {
			t.Errorf("%s does not show what a region is:\n%s", lang, text)
		}
		if _, err := survey.ReadMapping("m.yaml", text, model()); err != nil {
			t.Error(err)
		}
	}
}
