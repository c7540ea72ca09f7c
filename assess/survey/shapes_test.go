package survey_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"fathom/assess/form"
	"fathom/assess/survey"
	"fathom/rubric/say"
)

// shape is an export as a survey tool writes it, with made-up content: what the mapping for it begins with, the lines
// that a person edits in that, and what then comes in.
type shape struct {
	file  func(t *testing.T) []byte
	edits map[string]string // lines of the skeleton, to what they become
	want  string            // respondents with their answered criteria
}

const edited = "#set: {name: Henan channel}"

func shapes() map[string]shape {
	team := "set: {name: Henan channel, sector: fmcg-distributor}"
	return map[string]shape{
		"LimeSurvey, 646 columns": {limeSurvey, map[string]string{edited: team, "#labels:": "labels:", "  #Cannot say: LEVEL": "  Cannot say: unknown",
			"  #Not our business: LEVEL": "  Not our business: na"}, "r8 2026-11-20 91; r9 2026-11-21 91"},
		"KoboToolbox, group heads": {kobo, map[string]string{edited: team}, "r8f1d-1 2026-11-20 2; rd77a-2 2026-11-21 2"},
		"wjx workbook": {wjx, map[string]string{edited: team, "respondent: {column: 序号, prefix: r}": "respondent: {column: 序号, prefix: r, name: 1、您的姓名：}"},
			"王芳 r1 2026-11-20 2; 李雷 r2 2026-11-20 1"},
		"Google Forms, month first": {func(*testing.T) []byte {
			return table("Timestamp,Email Address,How good are goals? [Goal quality],Role definition,Anything else?",
				"8/21/2026 13:10:31,ann@example.com,3 - Defined,Not sure,no", "8/2/2026 9:00:00,bo@example.com,2,4,")
		}, map[string]string{edited: team}, "rohkpkx3s7iji 2026-08-21 2; rzaunnoj3ni46 2026-08-02 2"},
		"Qualtrics, three heads": {func(*testing.T) []byte {
			return table("StartDate,IPAddress,Finished,RecordedDate,ResponseId,Q1,Q1_TEXT,Q2", `Start Date,IP Address,Finished,Recorded Date,Response ID,How is our goal quality?,How is our goal quality? - comment,Role definition`,
				`"{""ImportId"":""startDate""}","{""ImportId"":""ipAddress""}","{""ImportId"":""finished""}","{""ImportId"":""recordedDate""}","{""ImportId"":""_recordId""}","{""ImportId"":""QID1""}","{""ImportId"":""QID1_TEXT""}","{""ImportId"":""QID2""}"`,
				"2026-11-20 14:00:00,1.2.3.4,True,2026-11-20 14:02:11,R_1abc,4 - Managed,written down,2", "2026-11-20 15:00:00,1.2.3.5,False,2026-11-20 15:02:11,R_2abc,,,2")
		}, map[string]string{edited: team}, "rR_1abc 2026-11-20 2"},
		"LimeSurvey VV": {func(*testing.T) []byte {
			return []byte("Response ID\tDate submitted\tGoal quality\tRole definition\nid\tsubmitdate\tG1Q1\tG1Q2\n7\t2026-11-20 10:00:00\t3\t4\n")
		}, map[string]string{edited: team}, "r7 2026-11-20 2"},
		"SurveyMonkey, heads above heads": {func(*testing.T) []byte {
			return table("Respondent ID,End Date,How mature is it?,,Comment", ",,Goal quality,Role definition,Open-Ended Response",
				"118,11/20/2026 02:02:11 PM,3,4. Managed,x")
		}, map[string]string{edited: team}, "r118 2026-11-20 2"},
	}
}

func table(lines ...string) []byte { return []byte(strings.Join(lines, "\r\n") + "\r\n") }

// TestShapes: each export comes in with the mapping that is written for it and at most five edited lines.
func TestShapes(t *testing.T) {
	for name, s := range shapes() {
		t.Run(name, func(t *testing.T) {
			data := s.file(t)
			tables, err := form.ReadTables("f.csv", data, "")
			if err != nil {
				t.Fatal(err)
			}
			text, err := survey.Skeleton("f.csv", tables, model(), "en")
			if err != nil {
				t.Fatal(err)
			}
			mapping, err := survey.ReadMapping("m.yaml", edit(t, string(text), s.edits), model())
			if err != nil {
				t.Fatalf("%v\n%.3000s", err, text)
			}
			sv := survey.New(model(), mapping, "")
			sv.Read("f.csv", tables)
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

// limeSurvey has a question and a comment for each criterion, the times that each took, and questions of its own.
func limeSurvey(*testing.T) []byte {
	head := []string{"id", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp", "ipaddr"}
	first := []string{"8", "2026-11-20 10:00:00", "9", "en", "1", "2026-11-20 09:00:00", "2026-11-20 10:00:00", "1.2.3.4"}
	second := []string{"9", "2026-11-21 10:00:00", "9", "en", "2", "2026-11-21 09:00:00", "2026-11-21 10:00:00", "1.2.3.5"}
	unsent := []string{"12", "", "2", "en", "3", "2026-11-21 09:00:00", "2026-11-21 10:00:00", "1.2.3.6"}
	for i := range model().Len() {
		c := model().Criterion(i)
		q := fmt.Sprintf("G%dQ%02d. %s", c.Practice, i, c.Name["en"])
		head = append(head, q, q+" [Comment]")
		first = append(first, []string{"3 - Defined", "Cannot say", "Not our business"}[i%3], "")
		second = append(second, fmt.Sprint(1+i%5), "seen")
		unsent = append(unsent, "", "")
	}
	for len(head) < 646 {
		n := len(head)
		head = append(head, fmt.Sprintf("Question time: G%dQ%02d", n/7, n))
		first, second, unsent = append(first, fmt.Sprint(n, ".5")), append(second, "7.1"), append(unsent, "")
	}
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	_ = w.WriteAll([][]string{head, first, second, unsent})
	return out.Bytes()
}

func kobo(*testing.T) []byte {
	return []byte(strings.Join([]string{
		`"start";"end";"team/goals/goal_quality";"team/roles/role_definition";"team/roles/role_definition_comment";"_id";"_uuid";"_submission_time"`,
		`"2026-11-20T09:00:00.000+08:00";"2026-11-20T09:20:00.000+08:00";"3";"4";"";"101";"8f1d-1";"2026-11-20T01:20:05"`,
		`"2026-11-21T09:00:00.000+08:00";"2026-11-21T09:20:00.000+08:00";"5";"2";"two claim it";"102";"d77a-2";"2026-11-21T01:20:05"`, ""}, "\n"))
}

func wjx(t *testing.T) []byte {
	t.Helper()
	book := excelize.NewFile()
	for row, cells := range [][]any{
		{"序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP", "1、您的姓名：", "2、目标质量", "3、" + zh(role)},
		{1, "2026/11/20 下午2:02:11", "120秒", "微信", "N/A", "1.2.3.4(北京-北京)", "王芳", "3、成体系", "4分"},
		{2, "2026/11/20 14:05:11", "90秒", "链接", "直接访问", "1.2.3.5(河南-郑州)", "李雷", "2级", "(空)"},
	} {
		if err := book.SetSheetRow("Sheet1", fmt.Sprint("A", row+1), &cells); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// zh is what a criterion is called in Chinese.
func zh(id string) string {
	for i := range model().Len() {
		if c := model().Criterion(i); c.ID == id {
			return c.Name["zh"]
		}
	}
	return ""
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
