package form_test

import (
	"fmt"
	"strings"
	"testing"

	"fathom/assess/form"
	"fathom/rubric/problem"
)

// TestOnlyWhatIsRead: formulas, errors, repeated heads and rows are a matter only where an answer or a fact is read
// from them, and so is how many columns there are.
func TestOnlyWhatIsRead(t *testing.T) {
	cell := func(at, text string) string {
		return `<c r="` + at + `" t="inlineStr"><is><t>` + text + `</t></is></c>`
	}
	head := func(more string) string {
		return `<row r="1">` + cell("A1", "Sum") + cell("B1", "Sum") + cell("C1", "fathom_subject") + cell("D1", "fathom_date") +
			cell("E1", "["+first+"]") + more + `</row>`
	}
	row := func(n int, a, e string) string {
		return fmt.Sprintf(`<row r="%d"><c r="A%[1]d">%s</c>`, n, a) + cell(fmt.Sprintf("C%d", n), fmt.Sprintf("s%d", n)) +
			cell(fmt.Sprintf("D%d", n), "2026-11-20") + fmt.Sprintf(`<c r="E%d">%s</c></row>`, n, e)
	}
	sum := `<f>SUM(E2:E9)</f><v>3</v>`
	for name, c := range map[string]struct {
		rows  string
		want  int // respondents
		empty int
		err   string
	}{
		"formula unread":      {head("") + row(2, sum, "<v>3</v>"), 1, 0, ""},
		"formula read":        {head("") + row(2, sum, sum), 0, 0, "f.xlsx:S!E2: a formula"},
		"no result, read":     {head("") + row(2, sum, "<f>1/0</f>"), 0, 0, "f.xlsx:S!E2: a formula"},
		"total below":         {head("") + row(2, sum, "<v>3</v>") + `<row r="4"><c r="A4">` + sum + `</c></row>`, 1, 1, ""},
		"total of answers":    {head("") + row(2, sum, "<v>3</v>") + `<row r="4"><c r="E4">` + sum + `</c></row>`, 0, 0, "f.xlsx:S!E4: a formula"},
		"total, not computed": {head("") + row(2, sum, "<v>3</v>") + `<row r="4"><c r="E4"><f>1</f><v></v></c></row>`, 0, 0, "f.xlsx:S!E4: a formula"},
		"error unread":        {head("") + strings.Replace(row(2, "<v>#N/A</v>", "<v>3</v>"), `"A2"`, `"A2" t="e"`, 1), 1, 0, ""},
		"error read":          {head("") + strings.Replace(row(2, "", "<v>#N/A</v>"), `"E2"`, `"E2" t="e"`, 1), 0, 0, "f.xlsx:S!E2: #N/A is an error"},
		"an answer's twice":   {head(cell("F1", "["+first+"]")) + row(2, "", "<v>3</v>"), 0, 0, "f.xlsx:S!F1: the column [goals-strategy/goal-quality] is there twice"},
		"many columns":        {head(cell("XFD1", "last")) + row(2, "", "<v>3</v>"), 1, 0, ""},
		"only blank rows":     {head("") + `<row r="2"><c r="A2"><v>1</v></c></row>`, 0, 0, "f.xlsx: no respondent"},
		"formula in the head": {head(`<c r="F1"><f>1</f><v>1</v></c>`) + row(2, "", "<v>3</v>"), 1, 0, ""},
	} {
		got, err := importBook(t, parts(c.rows))
		switch {
		case c.err != "":
			if err == nil || !strings.Contains(err.Error(), c.err) {
				t.Errorf("%s: %v, want %s", name, err, c.err)
			}
		case err != nil:
			t.Errorf("%s: %v", name, err)
		case len(got.Respondents) != c.want || got.Empty != c.empty:
			t.Errorf("%s: %d respondents, %d empty rows", name, len(got.Respondents), got.Empty)
		}
	}
}

// TestFormulasOfOthers: in a table of others a formula is what it came to; one that nothing has computed is told, and
// so is its row, however a program leaves the value out.
func TestFormulasOfOthers(t *testing.T) {
	for cell, want := range map[string]string{
		`<c r="B2"><f>1+2</f><v>3</v></c>`: "3", `<c r="B2" t="str"><f>""</f><v></v></c>`: "",
		`<c r="B2"><f>1+2</f></c>`: "computed", `<c r="B2"><f>1+2</f><v></v></c>`: "computed",
		`<c r="B2"><f>1+2</f><v/></c>`: "computed",
	} {
		sheets, err := form.ReadCells("f.xlsx", zipped(t, parts(
			`<row r="1"><c r="A1"><v>1</v></c></row><row r="2">`+cell+`</row><row r="3"><c r="A3"><v>1</v></c></row>`)))
		if err != nil {
			t.Fatal(err)
		}
		var problems problem.List
		if want == "" && sheets[0].Rows() == 2 {
			continue // nothing stands in the row
		}
		text := sheets[0].Text(1, 1, &problems)
		if want == "computed" && (len(problems) != 1 || problems[0].Cell != "S!B2" || sheets[0].IsBlank(1)) ||
			want != "computed" && (text != want || problems != nil) {
			t.Errorf("%s: %q %v", cell, text, problems)
		}
	}
}

// TestWideCSV: as many columns as the tools of surveys write, blank rows between the answers.
func TestWideCSV(t *testing.T) {
	text := strings.Repeat("q,", 645) + "[" + first + "],fathom_subject,fathom_date\n"
	text += strings.Repeat(",", 647) + "\n" +
		strings.Repeat("x,", 645) + "4,henan,2026-11-20\n" + strings.Repeat("x,", 645) + ",,\n"
	got, err := form.Import("f.csv", []byte(text), model(), form.Defaults{})
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Respondents) != 1 || got.Respondents[0].Assessment.Answers[0].Level != 4 || got.Empty != 1 {
		t.Errorf("%+v", got)
	}
}
