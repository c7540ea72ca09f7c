package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// book writes a workbook of cells, with those that are merged; a cell that begins with = is a formula.
func book(t *testing.T, path string, cells map[string]string, merged ...string) {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for at, text := range cells {
		var err error
		if formula, ok := strings.CutPrefix(text, "="); ok {
			err = f.SetCellFormula("Sheet1", at, formula)
		} else {
			err = f.SetCellStr("Sheet1", at, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, area := range merged {
		first, last, _ := strings.Cut(area, ":")
		if err := f.MergeCell("Sheet1", first, last); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
}

// TestImportWorkbook: the list that a consultant has, with a title, merged areas and levels of 1 to 5 points, becomes a
// scored questionnaire without an edit. By hand: the areas have (2*4 + 1*1) / 3 = 3 and (1*4 + 1*4) / 2 = 4, all
// together (2*4 + 1*1 + 1*4 + 1*4) / 5 = 3.4.
func TestImportWorkbook(t *testing.T) {
	dir := t.TempDir()
	list := filepath.Join(dir, "list.xlsx")
	cells := map[string]string{"A1": "渠道评估表", "A2": "维度", "B2": "序号", "C2": "问题", "D2": "权重", "E2": "1分", "F2": "2分", "G2": "3分", "H2": "4分",
		"I2": "5分", "J2": "备注", "A3": "团队", "B3": "1", "C3": "有目标吗？", "D3": "2", "E3": "没有", "F3": "口头", "G3": "书面", "H3": "分解", "I3": "考核",
		"B4": "2", "C4": "有例会吗？", "D4": "1", "A5": "货品", "B5": "3", "C5": "断货吗？", "D5": "1", "J5": "查系统", "B6": "4", "C6": "退货快吗？", "D6": "1"}
	book(t, list, cells, "A1:J1", "A3:A4", "A5:A6")
	out := filepath.Join(dir, "list.yaml")
	fathom(t, "", "rubric", "import", list, "-o", out)
	fathom(t, "", "rubric", "lint", out)
	data, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, line := range strings.Split(string(data), "\n") {
		if id, ok := strings.CutPrefix(line, "  - id: q-"); ok {
			ids = append(ids, "q-"+id)
		}
	}
	if len(ids) != 4 {
		t.Fatalf("practices %q in\n%s", ids, data)
	}
	answers := "format: fathom.answers/1\nrubric: {id: list, version: 1.0.0}\nsubject: {id: s}\ndate: 2026-11-20\nanswers:\n"
	for i, level := range []string{"4", "1", "4", "4"} {
		answers += "  " + ids[i] + "/rating: " + level + "\n"
	}
	path := filepath.Join(dir, "a.yaml")
	if err := os.WriteFile(path, []byte(answers), 0o600); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Overall    struct{ Score float64 }
		Dimensions []struct{ Score float64 }
	}
	if err := json.Unmarshal([]byte(fathom(t, "", "score", path, "--rubric", out, "-f", "json")), &got); err != nil {
		t.Fatal(err)
	}
	if d := got.Dimensions; got.Overall.Score != 3.4 || len(d) != 2 || d[0].Score != 3 || d[1].Score != 4 {
		t.Errorf("%+v", got)
	}
	fathom(t, "", "form", "export", "-o", filepath.Join(dir, "form.xlsx"), "--rubric", out)
}

// TestImportFormula: a weight that nothing has computed is located; so is one that is an error.
func TestImportFormula(t *testing.T) {
	path := filepath.Join(t.TempDir(), "list.xlsx")
	book(t, path, map[string]string{"A1": "Question", "B1": "Weight", "A2": "Set?", "B2": "=1+1", "A3": "Met?",
		"B3": "1"})
	var out, errs bytes.Buffer
	a := app{in: strings.NewReader(""), out: &out, err: &errs, getenv: func(string) string { return "" }}
	if code := a.run([]string{"rubric", "import", path, "--lang", "en"}); code != exitInvalid ||
		!strings.Contains(errs.String(), "Sheet1!B2: a formula that nothing has computed") {
		t.Errorf("%d %s", code, &errs)
	}
}

// TestImportFlatAverage: a framework's score is the mean over all that is assessed, wherever it stands in the tree. By
// hand: 0 in one group and 3, 3, 3 in another are 9/4 = 2.25, not (0 + 3) / 2; with one of the three not applicable
// 6/3 = 2.
func TestImportFlatAverage(t *testing.T) {
	dir := t.TempDir()
	library := filepath.Join(dir, "lib.yaml")
	text := "name: Lib\nobjects:\n  framework:\n    name: Lib\n    scores_definition:\n    - {score: 0, name: No}\n    - {score: 3, name: All}\n" +
		"    requirement_nodes:\n    - {urn: top, name: Top}\n    - {urn: g1, parent_urn: top, name: One}\n    - {urn: g2, parent_urn: top, name: Two}\n" +
		"    - {urn: a, parent_urn: g1, assessable: true, name: A}\n"
	for _, leaf := range []string{"b", "c", "d"} {
		text += "    - {urn: " + leaf + ", parent_urn: g2, assessable: true, name: " + leaf + "}\n"
	}
	write := func(path, text string) {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(library, text)
	out, path := filepath.Join(dir, "out.yaml"), filepath.Join(dir, "a.yaml")
	fathom(t, "", "rubric", "import", library, "-o", out)
	for last, want := range map[string]float64{"3": 2.25, "{na: not here}": 2} {
		write(path, "format: fathom.answers/1\nrubric: {id: lib, version: 1.0.0}\nsubject: {id: s}\ndate: 2026-11-20\n"+
			"answers: {g1/a: 0, g2/b: 3, g2/c: 3, g2/d: "+last+"}\n")
		var got struct{ Overall struct{ Score float64 } }
		data := fathom(t, "", "score", path, "--rubric", out, "-f", "json")
		if err := json.Unmarshal([]byte(data), &got); err != nil {
			t.Fatal(err)
		}
		if got.Overall.Score != want {
			t.Errorf("%s: %v, want %v", last, got.Overall.Score, want)
		}
	}
}
