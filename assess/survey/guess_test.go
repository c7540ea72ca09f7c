package survey_test

import (
	"strings"
	"testing"

	"fathom/assess/form"
	"fathom/assess/survey"
	"fathom/rubric/say"
)

// draft is the mapping that is drafted for a table.
func draft(t *testing.T, lang say.Language, data string) string {
	t.Helper()
	tables, err := form.ReadTables("f.csv", []byte(data), "")
	if err != nil {
		t.Fatal(err)
	}
	text, err := survey.Skeleton("f.csv", tables, model(), lang)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := survey.ReadMapping("m.yaml", text, model()); err != nil {
		t.Errorf("%v\n%s", err, text)
	}
	return string(text)
}

// begins reports whether a line of a text begins so.
func begins(text, line string) bool { return strings.Contains("\n"+text, "\n"+line) }

// TestDoubtfulGuesses: a guess stands as it is only where one column bears the name, and asks for nothing else.
func TestDoubtfulGuesses(t *testing.T) {
	for _, c := range []struct {
		heads string // of columns, the cells below are 3
		live  []string
		off   []string
	}{
		{"Goal quality - importance|Goal quality - current|Goal quality - target", nil,
			[]string{"Goal quality - importance: " + q, "Goal quality - current: " + q, "Goal quality - target: " + q}},
		{"Role definition (importance)", nil, []string{`"Role definition (importance)": ` + role}},
		{"Role definition: is it paid?", nil, []string{`"Role definition: is it paid?": ` + role}},
		{"Risk control cost|Goal quality", []string{"Goal quality: " + q}, []string{"Risk control cost: compliance-risk/risk-control"}},
		{"Current [Goal quality]|Wanted [Goal quality]", nil, []string{`"Current [Goal quality]": ` + q, `"Wanted [Goal quality]": ` + q}},
		// the whole name goes before a part of it, wherever it stands
		{"Goal quality wanted|Goal quality", []string{"Goal quality: " + q}, []string{"Goal quality wanted: " + q}},
		{"How mature is it? [Goal quality]|G1Q2. Role definition", []string{`"How mature is it? [Goal quality]": ` + q, "G1Q2. Role definition: " + role}, nil},
		{"目标质量的重要性|您认为目标质量如何", nil, []string{"目标质量的重要性: " + q, "您认为目标质量如何: " + q}},
		{"您认为目标质量如何", []string{"您认为目标质量如何: " + q}, nil},
		// a note stands beside an answer; another answer is none
		{"Goal quality comment|Goal quality", []string{"Goal quality: " + q, `Goal quality comment: "` + q + `#note"`}, nil},
		{"Role definition [Other]|Role definition|Role definition [Comment]",
			[]string{"Role definition: " + role, `"Role definition [Comment]": "` + role + `#note"`}, []string{`"Role definition [Other]": "` + role + `#note"`}},
		{"Goal quality - current|Goal quality - target|Goal quality comment", nil, []string{`Goal quality comment: "` + q + `#note"`}},
	} {
		heads := strings.Split(c.heads, "|")
		row := strings.Repeat(",3", len(heads))[1:]
		text := draft(t, "en", `"`+strings.Join(heads, `","`)+"\"\n"+row+"\n")
		for _, line := range c.live {
			if !begins(text, "  "+line+"   #") {
				t.Errorf("not live: %s\n%s", line, text)
			}
		}
		for _, line := range c.off {
			if !begins(text, "  #"+line+"   #") {
				t.Errorf("not behind #: %s\n%s", line, text)
			}
		}
	}
}

// TestToolsHeads: what the named tools call the day, the person and what was sent stands in the draft, and is no
// criterion.
func TestToolsHeads(t *testing.T) {
	for _, c := range []struct {
		data  string
		lines []string
		never string
	}{
		{"Respondent ID,Collector ID,Date Created,Date Modified,Goal quality\n1,4001,11/20/2026 02:03:11 PM,11/21/2026 02:13:11 PM,3\n",
			[]string{"respondent: {column: Respondent ID, prefix: r}", "  Date Modified: date", "dates: mdy"}, "info-collection"},
		{"ID,Start time,Completion time,Goal quality\n1,2026-11-20 09:00,2026-11-20 09:10,3\n", []string{"  Completion time: date"}, ""},
		{"编号,开始答题时间,结束答题时间,1.目标质量\n1,2026-11-20 14:00:01,2026-11-20 14:02:01,4分\n",
			[]string{"respondent: {column: 编号, prefix: r}", "  结束答题时间: date"}, ""},
		{"#,Goal quality,Response Type,Start Date (UTC),Submit Date (UTC)\nk3,4,completed,2026-11-20 10:00,2026-11-20 10:10\np3,4,partial,2026-11-20 10:00,\n",
			[]string{`respondent: {column: "#", prefix: r}`, `  "Submit Date (UTC)": date`, `submitted: {column: "Submit Date (UTC)"}`}, ""},
		{"#,Goal quality\n1,4\n", []string{"respondent: number"}, ""}, // a mere number of the row
		{"id. Response ID,submitdate. Date submitted,lastpage. Last page,startdate. Date started,G1. Goal quality\n1,2026-11-20,3,2026-11-20,4\n2,,1,2026-11-20,4\n",
			[]string{"respondent: {column: id. Response ID, prefix: r}", "  submitdate. Date submitted: date", "submitted: {column: submitdate. Date submitted}"}, "cap-"},
		{"StartDate,ResponseId,RecordedDate,Goal quality\n2026-11-20 09:01:00,R1,2026-11-20 09:01:00,3\n", []string{"  RecordedDate: date"}, "target-attainment"},
		{"record_id,maturity_timestamp,goal_quality,maturity_complete\n1,2026-11-20 10:10,3,2\n2,[not completed],2,0\n",
			[]string{"respondent: {column: record_id, prefix: r}", "  maturity_timestamp: date", `submitted: {column: maturity_complete, value: "2"}`}, ""},
		{"Record ID,Survey Timestamp,Goal quality,Complete?\n1,2026-11-20 10:10,3,Complete\n2,2026-11-20 10:10,3,Incomplete\n",
			[]string{"respondent: {column: Record ID, prefix: r}", "  Survey Timestamp: date", `submitted: {column: "Complete?", value: Complete}`}, ""},
		{"ResponseId,Finished,Status,Goal quality\nR1,True,IP Address,3\nR2,True,Survey Preview,3\n", []string{"submitted: {column: Status, value: IP Address}"}, ""},
		{"ResponseId,RecordedDate,Goal quality,Goal quality_TEXT\nR1,2026-11-20,3,why\n",
			[]string{"  Goal quality: " + q, `  Goal quality_TEXT: "` + q + `#note"`}, ""},
		// LimeSurvey without days; days under a head that nobody knows
		{"Response ID,Date submitted,Goal quality\n1,1980-01-01 00:00:00,3\n2,,3\n", []string{"submitted: {column: Date submitted}", "#set: {name: Henan channel, date: YYYY-MM-DD}",
			"  #Date submitted: date   # LimeSurvey kept no days"}, "  Date submitted: date"},
		{"Zeitstempel,Goal quality,Geboren\n20.11.2026 14:02,3,x\n", []string{"  Zeitstempel: date   # 1 value"}, ""},
		{"Wann?,Goal quality\n20.11.2026 14:02,3\n", []string{`  "Wann?": date   # guess, by the dates in it`}, ""},
		{"Wann?,Bis,Goal quality\n2026-11-20,2026-11-21,3\n", []string{`  #"Wann?": date   # perhaps, by the dates in it`, "  #Bis: date   # perhaps"}, "  Wann?"},
		{"Date of birth,Goal quality\n1980-11-20,3\n", []string{"  #Date of birth: date   # perhaps", "#set: {name: Henan channel, date: YYYY-MM-DD}"}, ""},
		// days and people of more tools
		{"ObjectID,GlobalID,CreationDate,EditDate,Goal quality\n1,{A},11/20/2026 8:15:59 AM,11/21/2026 8:15:59 AM,3\n",
			[]string{"respondent: {column: GlobalID, prefix: r}", "  CreationDate: date"}, ""},
		{"Form_Id,Goal quality_Rating,Entry_DateSubmitted\n1-1,3,11/20/2026 10:00:00\n", []string{"respondent: {column: Form_Id, prefix: r}", "  Entry_DateSubmitted: date"}, ""},
		{"提交者（自动）,提交时间（自动）,目标质量（必填）,2. 布局与渠道类型（选填）\n张三,2026年11月20日 14:02,2,3\n",
			[]string{"respondent: {column: 提交者（自动）, prefix: r}", "  提交时间（自动）: date", "  目标质量（必填）: " + q, `  "2. 布局与渠道类型（选填）": channel-planning/coverage-design`}, ""},
		{"开始时间,完成时间,培训全面性（请按现状）\n2026-11-20 14:02,2026-11-20 14:12,2\n", []string{"  完成时间: date", "  培训全面性（请按现状）: selection-training/training-coverage"}, ""},
		// who answered is not in a column with gaps
		{"meta/instanceID,__id,Goal quality\nuuid:1,uuid:1,3\n,uuid:2,3\n", []string{"respondent: {column: __id, prefix: r}"}, ""},
		{"_id,_submission_time,Goal quality\n5,2026-11-20T02:05:00,3\n6,2026-11-20T02:05:00,3\n", []string{"respondent: {column: _id, prefix: r}"}, ""},
		// Alchemer; N/A where it is only perhaps an answer
		{"Response ID,Date Submitted,Goal quality:2. Please rate each item,Role definition:2. Please rate each item\n12,2026-11-20,3,4\n",
			[]string{`  "Goal quality:2. Please rate each item": ` + q, `  "Role definition:2. Please rate each item": ` + role}, ""},
		{"Goal quality: is it important?,Role definition: is it important?\n3,4\n", []string{`  #"Goal quality: is it important?": ` + q}, ""},
		{"Goal quality: is it paid?\n3\nN/A\n", []string{`  #"Goal quality: is it paid?": ` + q, "reason: not applicable in the survey"}, ""},
		// LimeSurvey with the codes first
		{"id,submitdate,lastpage,G1Q1_SQ1\nResponse ID,Date submitted,Last page,Please rate [Goal quality]\n1,2026-11-20 10:00:00,3,3\n",
			[]string{"skip: [2]", "respondent: {column: id, prefix: r}", "  submitdate: date", "  G1Q1_SQ1: " + q}, ""},
		{"Who,Q1,Q2,Goal\nanna,yes,no,Strongly agree\nbo,yes,no,Agree\n", nil, "skip"},
	} {
		text := draft(t, "en", c.data)
		for _, line := range c.lines {
			if !begins(text, line) {
				t.Errorf("no line %s\n%s", line, text)
			}
		}
		if c.never != "" && begins(text, c.never) || strings.Contains(c.never, "-") && strings.Contains(text, c.never) {
			t.Errorf("%s stands in\n%s", c.never, text)
		}
	}
}

// TestTwiceInDrafts: equal names, or numbers of cases, are perhaps two people; equal addresses are one.
func TestTwiceInDrafts(t *testing.T) {
	for data, want := range map[string]string{
		"Name,Goal quality\nAnna,3\nAnna,4\n":                            "#twice: last",
		"Name,Goal quality\nAnna,3\nAnna\u200B,4\n":                      "#twice: last",
		"record_id,Goal quality\n1,3\n1.0,4\n":                           "#twice: last",
		"record_id,Goal quality\n1,3\n1,4\n":                             "#twice: last",
		"Email Address,Goal quality\na@x.com,3\nA@x.com,4\n":             "twice: last",
		"Email Address,Goal quality\na@x.com,3\nb@x.com,4\n":             "#set:",
		"Email Address,Goal quality\na@x.com,3\na@x.com,4\n公用,4\n公用,3\n": "#twice: last",
	} {
		if text := draft(t, "en", data); !begins(text, want) || want == "#set:" && strings.Contains(text, "twice") {
			t.Errorf("no line %s\n%s", want, text)
		}
	}
}

// TestChineseDrafts: what a person is to fill in is called in the language of the draft.
func TestChineseDrafts(t *testing.T) {
	const data = "区域,目标质量,职责界定\n北,大概吧,不适用\n"
	text := draft(t, "zh", data)
	for _, word := range []string{"HEAD", "LEVEL", ": ID"} {
		if strings.Contains(text, word) {
			t.Errorf("%s stands in\n%s", word, text)
		}
	}
	for _, line := range []string{"respondent: number   # 也可写 {column: 列名}", "  #区域: 标识", "  #大概吧: 级别", "reason: 问卷中选了不适用"} {
		if !begins(text, line) {
			t.Errorf("no line %s\n%s", line, text)
		}
	}
	if text := draft(t, "en", data); !begins(text, "  #区域: ID") || !begins(text, "  #大概吧: LEVEL") {
		t.Error(text)
	}
}

// TestDraftsOfDates: the order of day and month is proposed only where it reads every date.
func TestDraftsOfDates(t *testing.T) {
	for dates, want := range map[string]string{
		"11/13/2026\n11/12/2026": "dates: mdy   #",
		"13/11/2026\n11/12/2026": "dates: dmy   #",
		"11/12/2026\n12/12/2026": "#dates: dmy   #",
		"11/13/2026\n13/11/2026": "# no order of day and month fits every date",
	} {
		text := draft(t, "en", "Timestamp,Goal quality\n"+strings.ReplaceAll(dates, "\n", ",3\n")+",3\n")
		if !begins(text, want) || strings.HasPrefix(want, "# ") && strings.Contains(text, "dates:") {
			t.Errorf("%s: no line %s\n%s", dates, want, text)
		}
	}
}

// TestNoRecords: JSON without any record is an empty file, not a table with a strange column.
func TestNoRecords(t *testing.T) {
	for _, data := range []string{"[]", " [ ]\n", "[{}]", `{"count": 0, "results": []}`} {
		_, problems := read(t, head+"columns: {Q: "+q+"}\n", data)
		if len(problems) != 1 || problems[0].Message.EN != "the file is empty" {
			t.Errorf("%s: %v", data, problems)
		}
		tables, err := form.ReadTables("f.json", []byte(data), "")
		if err != nil {
			t.Fatal(err)
		}
		if text, err := survey.Skeleton("f.json", tables, model(), "en"); err == nil {
			t.Errorf("%s", text)
		}
	}
}
