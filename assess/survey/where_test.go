package survey_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"fathom/assess/form"
	"fathom/assess/survey"
	"fathom/rubric/problem"
)

// TestWhere: the heads stand where the mapping says, whatever stands above and below them.
func TestWhere(t *testing.T) {
	const columns = head + "columns: {Goals: " + q + ", Who: rater}\n"
	for name, c := range map[string]struct{ mapping, data, want string }{
		"first row":            {"", "Who,Goals\nanna,3\n", "anna 3"},
		"sep=":                 {"", "sep=;\nWho;Goals\nanna;3\n", "anna 3"},
		"sep= in quotes":       {"", "\"sep=,\"\r\nWho,Goals\r\nanna,3\r\n", "anna 3"},
		"title, semicolons":    {"head: 2\n", "Channel survey 2026\nWho;Goals\nanna;3\n", "anna 3"},
		"title row":            {"head: 2\n", "Channel survey 2026,,\nWho,Goals,Where\nanna,3,x\n", "anna 3"},
		"Qualtrics":            {"skip: [2, 3]\n", "Who,Goals\nResponse ID,How good?\n\"{\"\"ImportId\"\":\"\"_recordId\"\"}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\"\nanna,3\n", "anna 3"},
		"LimeSurvey VV":        {"head: 2\n", "Your name\tHow good?\nWho\tGoals\nanna\t3\n", "anna 3"},
		"case and width":       {"", "ＷＨＯ,goals \nanna,3\n", "anna 3"},
		"blank rows and ends":  {"", "Who,Goals,\n,,\nanna,3,\n,,\n", "anna 3"},
		"JSON, head and sheet": {"head: 2\nsheet: Answers\n", "[{\"Who\": \"anna\", \"Goals\": 3}, {\"Who\": \"bo\", \"Goals\": 4}]", "anna 3 bo 4"},
		"JSON":                 {"", "[{\"Who\": \"anna\", \"x\": null, \"Goals\": 3.0}]", "anna 3"},
		"JSON lines":           {"", "{\"Who\":\"anna\",\"Goals\":\"3\"}\n{\"Goals\":4,\"Who\":\"bo\"}\n\n", "anna 3 bo 4"},
		"wrapped JSON":         {"", "{\"count\": 1, \"results\": [{\"Who\": \"anna\", \"Goals\": 3}]}", "anna 3"},
	} {
		got := strings.ReplaceAll(strings.Join(lines(t, columns+c.mapping, c.data), " "), "2026-11-20 ", "")
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	for name, c := range map[string]struct{ columns, data string }{
		"heads above heads": {"head: [1, 2]\ncolumns: {\"How good? / Goals\": " + q + ", \"How good? / Roles\": " + role + ", Who: rater}\n",
			"Who,How good?,,Comment\n,Goals,Roles,Response\nanna,3,4,x\n"},
		"groups in JSON": {"columns: {g/Goals: " + q + ", g/h/Roles: " + role + ", Who: rater}\n", `[{"Who":"anna","g":{"Goals":3,"h":{"Roles":4}},"list":[1,{}]}]`},
		"by letter":      {"columns: {column B: " + q + ", column C: " + role + ", Who: rater}\n", "Who,Q,Q\nanna,3,4\n"},
	} {
		got, problems := read(t, head+c.columns, c.data)
		if len(problems) > 0 || got.Respondents != 1 {
			t.Errorf("%s: %v", name, problems)
			continue
		}
		sum := 0
		for _, a := range all(t, got)[0].Assessment.Answers {
			sum += a.Level
		}
		if sum != 7 {
			t.Errorf("%s: levels %d", name, sum)
		}
	}
}

// TestSheet: another sheet than the first, by name and number; the others are named.
func TestSheet(t *testing.T) {
	book := excelize.NewFile()
	if _, err := book.NewSheet("Answers"); err != nil {
		t.Fatal(err)
	}
	for cell, v := range map[string]any{"A1": "Survey", "A3": "Who", "B3": "Goals", "C3": "At", "A4": "anna",
		"B4": 3, "C4": 46346.5} {
		if err := book.SetCellValue("Answers", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	if err := book.SetCellFormula("Answers", "D4", "1/0"); err != nil { // beside what is read
		t.Fatal(err)
	}
	var data bytes.Buffer
	if err := book.Write(&data); err != nil {
		t.Fatal(err)
	}
	const columns = "set: {subject: x}\nhead: 3\ncolumns: {Goals: " + q + ", Who: rater, At: date}\n"
	for _, sheet := range []string{"answers", "2"} {
		if got := lines(t, columns+"sheet: "+sheet+"\n", data.String()); !slices.Equal(got, []string{"anna 2026-11-20 3"}) {
			t.Errorf("%s: %q", sheet, got)
		}
	}
	_, problems := read(t, columns+"sheet: Answer\n", data.String())
	if len(problems) != 1 || problems[0].Message.EN != "no sheet Answer; there are: Sheet1, Answers; did you mean Answers?" {
		t.Error(problems)
	}
	_, problems = read(t, "set: {subject: x}\ncolumns: {Goals: "+q+", Who: rater, At: date}\nsheet: Answers\n", data.String())
	if len(problems) != 1 || problems[0].Cell != "Answers!A1" || !strings.HasSuffix(problems[0].Message.EN, "; row 3 has them; in the mapping: head: 3") {
		t.Error(problems)
	}
}

// TestLeftOut: rows that were never submitted or have no answer become nobody's; they are counted and named.
func TestLeftOut(t *testing.T) {
	const columns = head + "columns: {Q: " + q + ", W: rater}\nlabels: {-: unanswered}\n"
	const data = "W,Q,sent,E-mail\nanna,3,2026-11-20,a@x\nbo,4,,b@x\ncy,-,yes,c@x\n,,x,\n"
	got, problems := read(t, columns+"submitted: {column: sent}\n", data)
	if len(problems) > 0 || got.Respondents != 1 || got.NotSubmitted != 1 ||
		!slices.Equal(got.Empty, []string{"f1.csv:4 cy", "f1.csv:5"}) || !slices.Equal(got.Dropped, []string{"E-mail"}) {
		t.Errorf("%+v %v", got, problems)
	}
	if got, _ := read(t, columns+"skip: [3, 4]\n", data); !slices.Equal(got.Skipped, []int{3, 4}) {
		t.Errorf("%v are skipped", got.Skipped)
	}
	for value, want := range map[string]int{"YES": 0, "[yes, 2026-11-20]": 1, "2026-11-20": 1, "no": 0} {
		got, problems := read(t, columns+"submitted: {column: sent, value: "+value+"}\n", data)
		if len(problems) > 0 || got.Respondents != want {
			t.Errorf("%s: %+v %v", value, got, problems)
		}
	}
}

// TestFacts: tags, a stage by its label, a sector, and what holds for everybody.
func TestFacts(t *testing.T) {
	const mapping = "set: {name: 河南渠道, date: 2026-11-20, sector: fmcg-distributor, \"tag:year\": \"2026\"}\ncolumns: {Q: " + q + ", W: rater, Region: \"tag:region\", St: {to: stage, labels: {扩张期: growth}}}\n"
	got, problems := read(t, mapping, "W,Q,Region,St\nanna,3,North,扩张期\nbo,3,,\n")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	s := all(t, got)[0].Assessment.Subject
	if s.Stage != "growth" || s.Sector != "fmcg-distributor" || s.Tags["region"] != "North" ||
		s.Tags["year"] != "2026" || s.Name != "河南渠道" || s.ID != "s-kgespxf" {
		t.Errorf("%+v", s)
	}
	if s := all(t, got)[1].Assessment.Subject; s.Stage != "" || len(s.Tags) != 1 {
		t.Errorf("%+v", s)
	}
	_, problems = read(t, mapping, "W,Q,Region,St\nanna,3,North,起飞\n")
	if len(problems) != 1 || !strings.Contains(problems[0].Message.EN, "labels: {起飞: ID}") {
		t.Error(problems)
	}
}

// TestBadInput: each fault has its cell, and the line of the mapping that answers it; nothing is returned as if it were
// whole.
func TestBadInput(t *testing.T) {
	const columns = head + "columns: {Q: " + q + ", R: " + role + ", W: rater}\n"
	for name, c := range map[string]struct{ mapping, data, place, says string }{
		"a label":       {columns, "W,Q,R\na1,3,3\na2,Perhaps,3\na3,perhaps,4\n", "f1.csv:3:2", "labels: {Perhaps: LEVEL}"},
		"a second head": {columns, "W,Q,R\nRespondent,Goals,Roles\na2,3,3\n", "f1.csv:2:2", "skip: [2]"},
		"a long label": {columns, "W,Q,R\na1,We have agreed on goals and look at them quarterly,3\n", "f1.csv:2:2",
			"labels: {We have agreed on goals and look at them quarterly: LEVEL}"},
		"N/A":          {columns, "W,Q,R\na1,N/A,3\n", "f1.csv:2:2", `reason: "not applicable (survey)"`},
		"nobody":       {columns, "W,Q,R\n,3,3\n", "f1.csv:2:1", "respondent: number"},
		"no date":      {"set: {subject: x}\ncolumns: {Q: " + q + "}\n", "W,Q\na1,3\n", "f1.csv:2:1", "set: {date: 2026-11-20}"},
		"no subject":   {"set: {date: 2026-11-20}\ncolumns: {Q: " + q + "}\n", "W,Q\na1,3\n", "f1.csv:2:1", "set: {subject: ID}"},
		"a column":     {columns, "W,Q,r2\na1,3,3\n", "f1.csv:1:1", "the column R of the mapping is not there"},
		"twice a head": {columns, "W,Q,R,Q\na1,3,3,3\n", "f1.csv:1:4", `"column B" or "column D"`},
		"a moved row":  {columns, "W,Q,R\na1,3,3,4\n", "f1.csv:2:4", "more cells than the head"},
		"a reason": {head + "columns: {Q: " + q + ", W: " + q + "#reason}\n",
			"W,Q\nwhy,3\n", "f1.csv:2:1", "goals-strategy/goal-quality#note"},
		"two names of a column": {head + "columns: {Q: " + q + ", q: " + role + "}\n", "W,Q\na1,3\n", "m.yaml:3:", "Q and q are one column"},
		"a name and a letter":   {head + "columns: {Q: " + q + ", column B: " + role + "}\n", "W,Q\na1,3\n", "m.yaml:3:", "Q and column B are one column"},
		"an empty reason":       {columns + "reason: {column: Why}\n", "W,Q,R,Why\na1,N/A,3,\n", "f1.csv:2:4", "say here why Q does not apply"},
		"nobody twice":          {"set: {date: 2026-11-20}\ncolumns: {Firm: name, Q: " + q + "}\n", "Firm,Q\nAlpha,3\nAlpha,4\n", "f1.csv:3", "f1.csv:2, and nothing says who answered; in the mapping: respondent: number"},
		"skip beyond":           {columns + "skip: [5]\n", "W,Q,R\na1,3,3\n", "f1.csv", "skip: 5 is beyond the last row, 2"},
		"skip the heads":        {columns + "skip: [1]\n", "W,Q,R\na1,3,3\n", "f1.csv", "skip: 1 is the row of the heads"},
		"a value in JSON":       {columns, "[{\"W\": \"a1\", \"R\": 3,\n \"Q\": true}]", "f1.csv:2:7", "TRUE is not a level"},
		"nothing mapped":        {head, "W,Q\na1,3\n", "f1.csv:1:1", "no head is like one; `fathom form mapping FILE`"},
		"a name not mapped":     {head, "W,3. Goal quality now\na1,3\n", "f1.csv:1:1", "columns: {\"3. Goal quality now\": " + q + "}"},
		"heads elsewhere":       {"head: 150\n" + columns, "W,Q,R\na1,3,3\n", "f1.csv", "row 1 has them; in the mapping: head: 1"},
		"a year of no survey":   {"set: {subject: x}\ncolumns: {W: rater, Q: " + q + ", D: date}\n", "W,Q,D\na1,3,0202-11-20\n", "f1.csv:2:3", "is no date"},
		"a year to come":        {"set: {subject: x}\ncolumns: {W: rater, Q: " + q + ", D: date}\n", "W,Q,D\na1,3,2062-11-20\n", "f1.csv:2:3", "is no date"},
		"an object is wrong":    {columns, "[{\"W\": \"a1\", \"R\": 3, \"Q\": 2},\n 7]", "f1.csv:2:2", "object"},
	} {
		var problems problem.List
		if strings.Contains(name, "object") {
			_, err := form.ReadTables("f1.csv", []byte(c.data), "")
			problems, _ = err.(problem.List)
		} else {
			_, problems = read(t, c.mapping, c.data)
		}
		if len(problems) == 0 || !strings.HasPrefix(problems.In("en"), strings.TrimSuffix(c.place, ":")+":") ||
			!strings.Contains(problems[0].Message.EN, c.says) {
			t.Errorf("%s: %v, want %s … %s", name, problems, c.place, c.says)
		}
	}
	if _, problems := read(t, columns, "W,Q,R\na1,N/A,3\n"); !strings.Contains(problems.In("zh"), `reason: "问卷中选了不适用"`) {
		t.Error(problems.In("zh"))
	}
	// each cell with a word, but one message where there are many
	_, problems := read(t, columns, "W,Q,R\na1,Perhaps,Perhaps\na2,perhaps,PERHAPS\n")
	if len(problems) != 4 || problems[3].Line != 3 || problems[3].Column != 3 {
		t.Error(problems)
	}
	_, problems = read(t, columns, "W,Q,R\n"+strings.Repeat("a1,Perhaps,3\n", 11))
	if len(problems) == 0 || !strings.Contains(problems[0].Message.EN, ", in 11 cells; ") {
		t.Error(problems)
	}
}

// TestReadMappingRefuses: every fault of a mapping, with its place.
func TestReadMappingRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"columns: {}":                           "missing-key",
		"format: x":                             "format",
		"[]":                                    "type",
		"columns: {a: nothing}":                 "unknown-id",
		"columns: {a: " + q + ", b: " + q + "}": "duplicate",
		"columns: {a: {reversed: true}}":        "missing-key",
		"respondent: number\ncolumns: {a: rater}":                    "duplicate",
		"respondent: {column: a}\ncolumns: {b: rater}":               "duplicate",
		"respondent: {column: a, name: c}\ncolumns: {b: rater_name}": "duplicate",
		"columns: {a: \"tag: \"}":                                    "unknown-id",
		"columns: [a]":                                               "type",
		"column: {}":                                                 "unknown-key",
		"labels: {a: 7}":                                             "level",
		"labels: {a: maybe}":                                         "level",
		"labels: {A: 3, ａ: 4}":                                       "duplicate",
		"labels: {\" \": 3}":                                         "unknown-word",
		"set: {a: b}":                                                "unknown-key",
		"set: {goals-strategy/goal-quality: \"3\"}":                  "unknown-key",
		"set: {stage: nowhere}":                                      "unknown-word",
		"set: {sector: nowhere}":                                     "unknown-word",
		"set: {depth: nowhere}":                                      "unknown-word",
		"set: {date: 1/2/2026}":                                      "date",
		"columns: {a: {to: date, reversed: true}}":                   "unknown-word",
		"columns: {a: {to: role, labels: {x: 3}}}":                   "unknown-word",
		"dates: us":                                                  "unknown-word",
		"twice: never":                                               "unknown-word",
		"respondent: name":                                           "unknown-word",
		"respondent: {column: a, prefix: 1}":                         "id",
		"head: 0":                                                    "number",
		"skip: 2":                                                    "type",
		"skip: [a]":                                                  "number",
		"submitted: {value: 1}":                                      "missing-key",
		"reason: [a]":                                                "type",
		"time: \"\"":                                                 "unknown-id",
	} {
		if !strings.Contains(text, "format") && text != "[]" && text != "columns: {}" {
			text = "format: fathom.mapping/1\n" + text
		}
		_, err := survey.ReadMapping("m.yaml", []byte(text), model())
		list, _ := err.(problem.List)
		if len(list) == 0 || list[0].Kind != want {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
}

// TestReadMappingSays: what could stand in place of a wrong word is listed whole, and each once.
func TestReadMappingSays(t *testing.T) {
	for text, want := range map[string]string{
		"set: {colour: red}": "valid: subject, name, stage, sector, member, date, rater, rater_name, role, depth",
		"labels: {x: great}": "valid: 1, 2, 3, 4, 5, na, unknown, unanswered, startup,",
	} {
		_, err := survey.ReadMapping("m.yaml", []byte("format: fathom.mapping/1\n"+text+"\n"), model())
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
}

// TestMappingInJSON: a label stands for the level that its number is worth, however a program writes it.
func TestMappingInJSON(t *testing.T) {
	for level, want := range map[string]string{"5": "5", "5.0": "5", "5e0": "5", `"5"`: "5", `"na"`: "na",
		"5.5": "", "6.0": "", "true": ""} {
		mapping, err := survey.ReadMapping("m.json", []byte(`{"format": "fathom.mapping/1", "labels": {"Fully": `+level+`}}`), model())
		if want == "" && err == nil || want != "" && (err != nil || mapping.Labels["fully"] != want) {
			t.Errorf("%s: %v, %v", level, mapping, err)
		}
	}
}
