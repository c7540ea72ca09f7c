package foreign

import (
	"bytes"
	"strings"
	"testing"

	"fathom/assess"
	models "fathom/rubric/foreign"
	"fathom/rubric/rubricfile"
)

// ours is a rubric whose practices have criteria of the same ids; its levels have other values than numbers.
const ours = `format: fathom.rubric/1
id: own
version: 1.0.0
languages: [en]
title: {en: Own}
scales:
  s:
    - {level: 0, value: 0, name: {en: No}, meaning: {en: no}}
    - {level: 1, value: 10, name: {en: Some}, meaning: {en: some}}
    - {level: 2, value: 100, name: {en: All}, meaning: {en: all}}
parts: [{id: p, name: {en: P}, noun: {en: practice}}]
dimensions: [{id: d, part: p, name: {en: D}}]
practices:
  - {id: Goals, dimension: d, name: {en: Goals}, criteria: [
      {id: set, name: {en: Set}, core: true, question: {en: "Are they set?"}, levels: {1: {en: a few}, 2: {en: all of them}}},
      {id: met, name: {en: Met}}]}
  - {id: people, dimension: d, name: {en: People}, criteria: [{id: set, name: {en: Set}, core: true}]}
`

// TestAuditOfOurs: an audit of a library that an export of ours made answers the rubric that the library was made of,
// and the one that an import makes of it. The tool writes urns in small letters. A score of the tool is the number of a
// level, whatever the level is worth; where a question was answered and gave the score, they are one answer.
func TestAuditOfOurs(t *testing.T) {
	r, _, err := rubricfile.Read(rubricfile.File{Name: "r.yaml", Data: []byte(ours)})
	if err != nil {
		t.Fatal(err)
	}
	lib, err := models.CISO(r, models.ExportOptions{File: "lib.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(lib.Data, []byte("urn:fathom:risk:req_node:own:Goals:set")) {
		t.Fatal("other urns than this test goes by")
	}
	urn := "urn:fathom:risk:req_node:own:"
	data := "urn;compliance_result;score;answers\n" + urn + "goals:set;compliant;2;\"Are they set? >> all of them\"\n" +
		urn + "goals:met;not_applicable;;\n" + urn + "people:set;partially_compliant;1;\n"
	onlyChosen := "urn;compliance_result;score;answers\n" + urn + "goals:set;not_assessed;;\"Are they set? >> a few\"\n"
	for name, m := range map[string]*assess.Model{
		"the rubric": assess.Compile(r), "its import": modelOf(t, models.FromCISO, nil, string(lib.Data)),
	} {
		out := read(t, FromAudit, "audit.csv", data, m, said())
		as := out.Respondents[0].Assessment
		given := func(id string) assess.Answer { return as.Answers[at(t, m, id)] }
		set, met, people := given("Goals/set"), given("Goals/met"), given("people/set")
		if set.Level != 2 || set.State != assess.Answered || met.State != assess.NotApplicable || people.Level != 1 ||
			people.State != assess.Answered {
			t.Errorf("%s: %+v %+v %+v", name, set, met, people)
		}
		counts(t, &out.Ledger, models.Taken, map[string]int{"answers": 3, "not applicable": 1})
		counts(t, &out.Ledger, models.Lost, map[string]int{"results, where the answer is the score": 2}, "audit.csv:2:2")

		out = read(t, FromAudit, "audit.csv", onlyChosen, m, said())
		as = out.Respondents[0].Assessment
		if a := given("Goals/set"); a.Level != 1 || a.State != assess.Answered {
			t.Errorf("%s: %+v", name, a)
		}
		shared := strings.Replace(onlyChosen, "a few", "no", 1) // what the scale says of level 0
		out = read(t, FromAudit, "audit.csv", shared, m, said())
		as = out.Respondents[0].Assessment
		if a := given("Goals/set"); a.Level != 0 || a.State != assess.Answered {
			t.Errorf("%s: %+v", name, a)
		}
		refused(t, FromAudit, "audit.csv", strings.Replace(data, ";2;", ";7;", 1), m, said(), "audit.csv:2:3 no level that is worth 7")
	}
}
