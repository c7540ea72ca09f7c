package plansheet_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"fathom/assess/actions"
	"fathom/assess/actions/plansheet"
	"fathom/assess/form"
	"fathom/rubric/channelteam"
)

// cell is one to fill in; a text that begins with = is a formula.
type cell struct {
	at    string
	value any
}

const head = "Action|Step id|Who|Due date|Status|Done on|Remarks"

// book is a workbook with the heads of a plan in row 2, and cells.
func book(t *testing.T, heads string, cells ...cell) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, h := range strings.Split(heads, "|") {
		name, _ := excelize.CoordinatesToCellName(i+1, 2)
		_ = f.SetCellValue("Sheet1", name, h)
	}
	for _, c := range cells {
		write := func() error { return f.SetCellValue("Sheet1", c.at, c.value) }
		if formula, ok := c.value.(string); ok && strings.HasPrefix(formula, "=") {
			write = func() error { return f.SetCellFormula("Sheet1", c.at, formula) }
		}
		if err := write(); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func entries(t *testing.T, data []byte) string {
	t.Helper()
	got, err := plansheet.Read("p.xlsx", data, "henan", channelteam.Rubric())
	if err != nil {
		return err.Error()
	}
	var out []string
	for _, e := range got {
		out = append(out, fmt.Sprintf("%s %s|%s|%s|%s|%s|%s", e.Place.Where(), e.ID, e.State, e.Who, e.Due, e.Done, e.Note))
	}
	return strings.Join(out, "\n")
}

// TestRead: what was typed, in either language, as dates or texts; rows without an entry say nothing.
func TestRead(t *testing.T) {
	for heads, words := range map[string][2]string{head: {"Doing", "done"}, "行动|步骤编号|谁来做|到期日|进展|完成日|落实备注": {"进行中", "已完成"}} {
		got := entries(t, book(t, heads, cell{"B3", "roles@2"}, cell{"C3", " 王芳 "}, cell{"E3", words[0]},
			cell{"B4", "roles@3"}, cell{"B5", "goals-strategy@2"}, cell{"D5", 46391}, cell{"E5", words[1]},
			cell{"F5", "2027/1/29"}, cell{"B6", "hire-director"}, cell{"A6", "Find one"}, cell{"G6", "two\nlines"}))
		want := "p.xlsx:Sheet1!B3 roles@2|doing|王芳|||\np.xlsx:Sheet1!B5 goals-strategy@2|done||2027-01-04|2027-01-29|\n" +
			"p.xlsx:Sheet1!B6 hire-director|||||two\nlines"
		if got != want {
			t.Errorf("%s\nwant %s", got, want)
		}
	}
}

// TestReadFaults: what cannot be read is told by its cell, all at once, and nothing is taken.
func TestReadFaults(t *testing.T) {
	for _, c := range []struct {
		cells []cell
		want  string
	}{
		{[]cell{{"B3", "roles@2"}, {"E3", "soon"}}, "p.xlsx:Sheet1!E3: no such status: soon; pick open, doing, done or dropped [unknown-word]"},
		{[]cell{{"B3", "roles@2"}, {"E3", "done"}}, "p.xlsx:Sheet1!E3: say when it was done, under Done on [done]"},
		{[]cell{{"B3", "roles@2"}, {"E3", "doing"}, {"F3", "2027-01-29"}}, "p.xlsx:Sheet1!F3: this has a day on which it was done, and another status [done]"},
		{[]cell{{"B3", "roles@2"}, {"D3", "29.1.2027"}}, "p.xlsx:Sheet1!D3: want a date like 2026-11-20, not 29.1.2027 [date]"},
		{[]cell{{"C3", "Li"}}, "p.xlsx:Sheet1!B3: this row has no step id; write one, for something of your own a word such as hire-director [id]"},
		{[]cell{{"B3", "角色"}, {"C3", "Li"}}, "p.xlsx:Sheet1!B3: 角色 cannot be a step id: a step like roles@3, or a word of letters, digits, _ . and -, beginning with a letter [id]"},
		{[]cell{{"B3", "roles@2"}, {"C3", "Li"}, {"B4", "roles@2"}}, "p.xlsx:Sheet1!B4: roles@2 is on this sheet twice [duplicate]"},
		{[]cell{{"B3", "roles@2"}, {"C3", "=A1"}}, "p.xlsx:Sheet1!C3: a formula that nothing has computed; open the workbook in a spreadsheet program and save it [formula]"},
	} {
		if got := entries(t, book(t, head, c.cells...)); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
	for name, data := range map[string][]byte{"no-plan": book(t, "A|B"), "workbook": []byte("no"),
		"too-large": make([]byte, form.MaxBytes+1)} {
		if got := entries(t, data); !strings.Contains(got, "["+name+"]") {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// TestFormulasByValue: a formula that a program has computed stands for what it came to, and one elsewhere is nobody's
// business.
func TestFormulasByValue(t *testing.T) {
	// the library keeps what stood in the cell beside the formula, as a program does with what it has computed
	got := entries(t, book(t, head, cell{"B3", "roles@2"}, cell{"D3", 46391}, cell{"D3", "=K9+1"}, cell{"C3", 7},
		cell{"C3", "=K8"}, cell{"K3", "=1/0"}))
	if want := "p.xlsx:Sheet1!B3 roles@2||7|2027-01-04||"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// TestFacts: a workbook of another subject or rubric is refused.
func TestFacts(t *testing.T) {
	for fact, kind := range map[[2]string]string{{actions.FactSubject, "tokyo"}: "[subject]",
		{actions.FactRubric, "other"}: "[rubric]", {actions.FactSubject, "henan"}: ""} {
		f := excelize.NewFile()
		_, _ = f.NewSheet("fathom")
		for i, row := range [][2]string{{actions.FactFormat, actions.SheetFormat}, fact} {
			_ = f.SetCellValue("fathom", fmt.Sprintf("A%d", i+1), row[0])
			_ = f.SetCellValue("fathom", fmt.Sprintf("B%d", i+1), row[1])
		}
		_ = f.SetSheetVisible("fathom", false, true)
		_ = f.SetSheetRow("Sheet1", "A1", &[]string{"Step id", "Status"})
		var out bytes.Buffer
		_ = f.Write(&out)
		if got := entries(t, out.Bytes()); !strings.HasSuffix(got, kind) || kind == "" && got != "" {
			t.Errorf("%v: %s", fact, got)
		}
	}
}
