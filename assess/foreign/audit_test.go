package foreign

import (
	"strings"
	"testing"

	"fathom/assess"
	models "fathom/rubric/foreign"
)

// library is a framework of two sections; the scores are its own where they are given.
func library(scores string) string {
	return `
urn: urn:x:risk:library:toy
locale: en
ref_id: toy
name: Toy
version: 1
objects:
  framework:
    urn: urn:x:risk:framework:toy
    ref_id: toy
    name: Toy
` + scores + `    requirement_nodes:
    - {urn: 'urn:x:risk:req_node:toy:a', ref_id: A, name: First, assessable: false}
    - {urn: 'urn:x:risk:req_node:toy:a.1', parent_urn: 'urn:x:risk:req_node:toy:a', ref_id: A.1, name: One, assessable: true}
    - {urn: 'urn:x:risk:req_node:toy:a.2', parent_urn: 'urn:x:risk:req_node:toy:a', ref_id: A.2, name: Two, assessable: true}
    - {urn: 'urn:x:risk:req_node:toy:b', ref_id: B, name: Second, assessable: false}
    - {urn: 'urn:x:risk:req_node:toy:b.1', parent_urn: 'urn:x:risk:req_node:toy:b', ref_id: B.1, name: Three, assessable: true, weight: 3}
`
}

const ownScores = "    scores_definition: [{score: 0, name: None}, {score: 50, name: Half}, {score: 100, name: Full}]\n"

// table is an audit as the tool writes it, with a heading that has nothing to say.
func table(rows ...string) string {
	return "\ufeffurn;ref_id;name;compliance_result;extended_result;requirement_progress;score;observations\n" +
		"urn:x:risk:req_node:toy:a;A;First;;;;;\n" + strings.Join(rows, "\n") + "\n"
}

func said() Facts { return Facts{Subject: "Acme", Date: "2026-11-20", Rater: "Ann"} }

// TestAuditOfScores: by hand, (1*50 + 1*100 + 3*0) / 5 = 30 as one mean over all; what does not apply is left out,
// (1*50 + 3*0) / 4 = 12.5.
func TestAuditOfScores(t *testing.T) {
	m := modelOf(t, models.FromCISO, nil, library(ownScores))
	out := read(t, FromAudit, "audit.csv", table("urn:x:risk:req_node:toy:a.1;A.1;One;partially_compliant;;in_progress;50;'-half of it",
		"urn:x:risk:req_node:toy:a.2;A.2;Two;not_assessed;;to_do;100.0;", "urn:x:risk:req_node:toy:b.1;B.1;Three;non_compliant;major_nonconformity;done;0;"),
		m, said())
	as := out.Respondents[0].Assessment
	if got := score(m, as); !near(got, 30) || as.Subject.Name != "Acme" || as.Date != "2026-11-20" ||
		as.Raters[0].ID != "ann" {
		t.Errorf("%v %+v", got, as.Subject)
	}
	if i := at(t, m, "a-2/a.1"); as.Answers[i].Note != "-half of it" {
		t.Errorf("note %q", as.Answers[i].Note)
	}
	counts(t, &out.Ledger, models.Taken, map[string]int{"answers": 3, "notes": 1, "questions that nobody answered there": 1})
	counts(t, &out.Ledger, models.Lost, map[string]int{"results, where the answer is the score": 2, "progress of requirements": 3,
		"extended results": 1}, "audit.csv:3:4", "audit.csv:3:6", "audit.csv:5:5")

	out = read(t, FromAudit, "audit.csv", table("urn:x:risk:req_node:toy:a.1;A.1;One;;;;50;", ";a.2;Two;not_applicable;;;100;we have none",
		"urn:x:risk:req_node:toy:b.1;B.1;Three;;;;0;"), m, said())
	as = out.Respondents[0].Assessment
	i := at(t, m, "a-2/a.2")
	if got := score(m, as); !near(got, 12.5) || as.Answers[i].State != assess.NotApplicable || as.Answers[i].Note != "we have none" {
		t.Errorf("%v %+v", got, as.Answers[i])
	}
	counts(t, &out.Ledger, models.Lost, map[string]int{"scores that do not count there": 1}, "audit.csv:4:7")

	refused(t, FromAudit, "audit.csv", table("urn:x:risk:req_node:toy:a.1;A.1;One;;;;55;"), m, said(), "audit.csv:3:7 no level that is worth 55")
	refused(t, FromAudit, "audit.csv", table("urn:x:risk:req_node:toy:a.1;A.1;One;;;;good;"), m, said(), "audit.csv:3:7 want a score, not good")
	refused(t, FromAudit, "audit.csv", table("urn:x:risk:req_node:toy:a.1;A.1;One;;;;50;", "urn:x:risk:req_node:toy:a.1;A.1;One;;;;50;"), m, said(),
		"audit.csv:4:7 a second answer to a-2/a.1")
	refused(t, FromAudit, "audit.csv", table("urn:x:risk:req_node:toy:a.1;A.1;One;;;;50;", ";a.1;One;not_applicable;;;;"), m, said(),
		"audit.csv:4:4 a second answer to a-2/a.1")
	refused(t, FromAudit, "audit.csv", "a;b\n1;2\n", m, said(), "audit.csv no requirement with a result")
}

// TestAuditOfResults: without scores the result is the answer: (1*2 + 3*1) / 4 = 1.25.
func TestAuditOfResults(t *testing.T) {
	m := modelOf(t, models.FromCISO, nil, library(""))
	out := read(t, FromAudit, "audit.csv", table("urn:x:risk:req_node:toy:a.1;A.1;One;compliant;;;80;", "urn:x:risk:req_node:toy:a.2;A.2;Two;not_assessed;;;;",
		"urn:x:risk:req_node:toy:b.1;B.1;Three;partially_compliant;;;;", "urn:x:risk:req_node:toy:c.9;C.9;Four;compliant;;;;yes"), m, said())
	if got := score(m, out.Respondents[0].Assessment); !near(got, 1.25) {
		t.Errorf("%v", got)
	}
	counts(t, &out.Ledger, models.Taken, map[string]int{"answers": 2, "questions that nobody answered there": 1})
	counts(t, &out.Ledger, models.Lost, map[string]int{"scores, for which the rubric has no scale": 1, "notes": 1,
		"answers to questions that the rubric does not have": 1}, "audit.csv:3:7", "audit.csv:6:4", "audit.csv:6:8")
	refused(t, FromAudit, "audit.csv", table("urn:x:risk:req_node:toy:a.1;A.1;One;okay;;;;"), m, said(), "audit.csv:3:4 not okay")
	refused(t, FromAudit, "audit.csv", table("urn:x:risk:req_node:toy:a.1;A.1;One;compliant;;;;"), m, Facts{},
		"audit.csv when; --date", "audit.csv who answered; --rater", "audit.csv who was assessed; --subject")
}

// TestAuditAsJSON: only there it stands whether a score counts.
func TestAuditAsJSON(t *testing.T) {
	m := modelOf(t, models.FromCISO, nil, library(ownScores))
	data := `{"name": "Audit of Acme", "updated_at": "2026-11-20T10:00:00Z", "requirement_assessments": [
	{"result": "compliant", "score": 50, "is_scored": true, "requirement": {"urn": "urn:x:risk:req_node:toy:a.1", "name": "One"}},
	{"result": "not_assessed", "score": 100, "is_scored": false, "requirement": {"urn": "urn:x:risk:req_node:toy:a.2"}},
	{"result": "not_assessed", "score": null, "answers": {"q": "c"}, "requirement": {"urn": "urn:x:risk:req_node:toy:b.1"}}]}`
	out := read(t, FromAudit, "audit.json", data, m, Facts{Rater: "Ann"})
	as := out.Respondents[0].Assessment
	if got := score(m, as); !near(got, 50) || as.Subject.Name != "Audit of Acme" || as.Date != "2026-11-20" {
		t.Errorf("%v %+v %s", got, as.Subject, as.Date)
	}
	counts(t, &out.Ledger, models.Lost, map[string]int{"results, where the answer is the score": 1, "scores that do not count there": 1,
		"answers to the questions of requirements": 1}, "audit.json:2:13", "audit.json:3:38", "audit.json:4:44")
}

// TestAuditOfQuestions: a question is told by its own words within its requirement, a choice by the whole of its own.
func TestAuditOfQuestions(t *testing.T) {
	questions := `, questions: {'urn:x:risk:req_node:toy:a.1:question:1': {type: unique_choice, text: 'How far?', choices:
      [{urn: c1, value: 'No', add_score: 0}, {urn: c2, value: 'All of it', add_score: 4}]}}}`
	lib := strings.Replace(library(""), "name: One, assessable: true}", "name: One, assessable: true"+questions, 1)
	lib = strings.Replace(lib, "name: Two, assessable: true}", "name: Two, assessable: true"+strings.ReplaceAll(questions, "toy:a.1", "toy:a.2"), 1)
	m := modelOf(t, models.FromCISO, nil, lib)
	head := "urn;ref_id;compliance_result;answers\n"
	row := func(urn, answers string) string {
		return "urn:x:risk:req_node:toy:" + urn + ";x;not_assessed;\"" + answers + "\"\n"
	}
	data := head + row("a.1", "How far? >> All of it\n\nWhy? >> because") + row("a.2", "How far? >> [No / All of it]") + row("b.1", "")
	out := read(t, FromAudit, "audit.csv", data, m, said())
	i := at(t, m, "a-2/a.1-question-1")
	given := 0
	for _, a := range out.Respondents[0].Assessment.Answers {
		if a.Given {
			given++
		}
	}
	if a := out.Respondents[0].Assessment.Answers[i]; given != 1 || a.State != assess.Answered || a.Level != 4 {
		t.Errorf("%d given, %s: %+v", given, m.Criterion(i).ID, a)
	}
	counts(t, &out.Ledger, models.Lost, map[string]int{"answers to the questions of requirements": 1}, "audit.csv:2:4")
}

// TestNotRecognised: forms and answer files of ours, and tables of others, are none of these.
func TestNotRecognised(t *testing.T) {
	for name, data := range map[string]string{
		"a.yaml": "format: fathom.answers/1\nanswers: {a/b: 1}\n", "b.yaml": "progress: 3\n", "c.yaml": "progress: {a: {b: c}}\n",
		"d.csv": "name,result\nA,good\n", "e.json": `[{"result": "good", "who": "A"}]`, "f.yaml": "progress: [", "g.csv": "",
		"h.xlsx": workbook(t, map[string]string{"fathom!A1": "fact"}),
		"i.xlsx": workbook(t, map[string]string{"Interview!A1": "x"}),
	} {
		if kind := KindOf(Input{Name: name, Data: []byte(data)}); kind != "" {
			t.Errorf("%s is taken for %s", name, kind)
		}
	}
}

// TestAuditInExcel: the workbook fills the rows of headings like the others, and says that they are none.
func TestAuditInExcel(t *testing.T) {
	m := modelOf(t, models.FromCISO, nil, library(ownScores))
	cells := map[string]string{}
	for i, row := range []string{"urn assessable compliance_result requirement_progress implementation_score documentation_score",
		"urn:x:risk:req_node:toy:a FALSE not_assessed to_do", "urn:x:risk:req_node:toy:a.1 TRUE compliant done 100 50"} {
		for c, text := range strings.Fields(row) {
			cells["Sheet1!"+string(rune('A'+c))+string(rune('1'+i))] = text
		}
	}
	out := read(t, FromAudit, "audit.xlsx", workbook(t, cells), m, said())
	if got := score(m, out.Respondents[0].Assessment); !near(got, 100) {
		t.Errorf("%v", got)
	}
	counts(t, &out.Ledger, models.Taken, map[string]int{"answers": 1})
	counts(t, &out.Ledger, models.Lost, map[string]int{"results, where the answer is the score": 1, "documentation scores": 1,
		"progress of requirements": 1}, "audit.xlsx:Sheet1!C3", "audit.xlsx:Sheet1!F3", "audit.xlsx:Sheet1!D3")
}
