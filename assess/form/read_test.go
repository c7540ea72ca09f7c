package form_test

import (
	"fmt"
	"strings"
	"testing"

	"fathom/assess/form"
	"fathom/rubric/problem"
)

// TestZips: a zip gives the table with answers; what else lies in it is named, and what cannot be told apart is an
// error.
func TestZips(t *testing.T) {
	answers := "fathom_subject,fathom_date,q_goals_strategy__goal_quality\nhenan,2026-11-20,3\n"
	got, err := form.Import("f.zip", archived(t, "in/x.csv", answers, "x - audit.csv", "event,node\na,b\n",
		"media/a.jpg", strings.Repeat(" ", 33<<20), "media/a.csv", answers, "in/media/a.csv", answers,
		"__MACOSX/in/._x.csv", "\x00\x05"),
		model(), form.Defaults{})
	if err != nil || got.Respondents[0].Assessment.Answers[0].Level != 3 || fmt.Sprint(got.Unread) != "[x - audit.csv]" ||
		got.Respondents[0].Place != "f.zip/in/x.csv:2" {
		t.Errorf("%+v, %v", got, err)
	}
	damaged := archived(t, "x.csv", answers+strings.Repeat("a,b,c\n", 100))
	damaged[60] ^= 0xFF
	for want, data := range map[string][]byte{
		"f.zip: the zip holds 2 CSV files with answers": archived(t, "a.csv", answers, "b.csv", answers),
		"f.zip: the zip holds 0 CSV files with answers": archived(t, "a.csv", "x\n", "b.csv", ""),
		"f.zip/x.csv:2:3: 9 is not a level here":        archived(t, "x.csv", strings.Replace(answers, ",3\n", ",9\n", 1)),
		"f.zip/x.csv: the file in the zip is damaged":   damaged,
		"f.zip/y.csv: the file has more than 10 MiB": archived(t, "x.csv", strings.Repeat(" ", form.MaxBytes/2), "y.csv",
			strings.Repeat(" ", 1+form.MaxBytes/2)),
		"f.zip/x.csv: the file has more than 10 MiB":                archived(t, "x.csv", strings.Repeat(" ", form.MaxBytes+1)),
		"f.zip: not a workbook that can be read; save it as .xlsx":  archived(t, "x.txt", answers),
		"f.zip/x.csv: the text is neither UTF-8 nor UTF-16 nor GBK": archived(t, "x.csv", "\xff\xff\x81\x20\x00"),
		"f.zip/x.csv:1:1: no column is a criterion":                 archived(t, "x.csv", "a,b\n1,2\n"),
	} {
		if _, err := form.Import("f.zip", data, model(), form.Defaults{}); kinds(err) == nil ||
			!strings.Contains(err.Error(), want) {
			t.Errorf("%v\nwant %s", err, want)
		}
	}
	tables, err := form.ReadTables("f.zip", archived(t, "x.csv", "Why\n'=1\n", "y.csv", answers), "")
	var problems problem.List
	if err != nil || len(tables) != 2 || tables[1].Name != "y.csv" || tables[0].Text(1, 0, &problems) != "=1" {
		t.Errorf("%v, %v", tables, err)
	}
	if _, err := form.ReadTables("f.zip", damaged, ""); err == nil || !strings.Contains(err.Error(), "is damaged") {
		t.Error(err)
	}
}

// TestBesideTheTable: what stands beside a table or far below it, and a head that is computed where it is read.
func TestBesideTheTable(t *testing.T) {
	long := func(head, cells string) string {
		return `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>` + head + "</row>" + facts +
			criterion(4, first, `<c r="B4"><v>3</v></c>`+cells)
	}
	text := func(at, s string) string { return `<c r="` + at + `" t="inlineStr"><is><t>` + s + `</t></is></c>` }
	wide := func(head, cells string) string {
		return `<row r="1">` + text("A1", "fathom_subject") + text("B1", "fathom_date") + text("C1", "["+first+"]") +
			head + `</row><row r="9000">` + text("A9000", "henan") + text("B9000", "2026-11-20") +
			`<c r="C9000"><v>3</v></c>` + cells + "</row>"
	}
	formula := `><f>1+2</f><v>3</v></c>`
	for name, c := range map[string]struct{ rows, want string }{
		"long: heads elsewhere":   {rows: long(text("C1", "x")+text("D1", "x"), "")},
		"long: formula elsewhere": {rows: long(text("C1", "sum"), `<c r="C4"`+formula)},
		"long: error elsewhere":   {rows: long(text("C1", "sum"), `<c r="C4" t="e"><v>#N/A</v></c>`)},
		"long: head twice":        {rows: long(text("C1", "note")+text("D1", "note"), ""), want: "f.xlsx:S!D1: the column note is there twice"},
		"long: formula":           {rows: long(text("C1", "note"), `<c r="C4"`+formula), want: "f.xlsx:S!C4: a formula; type the value itself"},
		"long: head computed":     {rows: long(`<c r="C1" t="str"><f>A1</f><v>note</v></c>`, ""), want: "f.xlsx:S!C1: a formula"},
		"long: error":             {rows: long(text("C1", "note"), `<c r="C4" t="e"><v>#N/A</v></c>`), want: "f.xlsx:S!C4: #N/A is an error"},
		"wide: far down":          {rows: wide("", "")},
		"wide: heads elsewhere":   {rows: wide(text("D1", "Note")+text("E1", "Note"), "")},
		"wide: formula elsewhere": {rows: wide(text("D1", "sum"), `<c r="D9000"`+formula)},
		"wide: far right":         {rows: wide(text("XFD1", "sum"), `<c r="XFD9000"><v>1</v></c>`)},
		"wide: no head above":     {rows: wide("", `<c r="GZ9000"><v>1</v></c>`)},
		"wide: a row of others":   {rows: wide(text("D1", "sum"), "") + `<row r="9001"><c r="D9001"><v>12</v></c></row>`},
		"wide: blank cells":       {rows: wide("", `<c r="XFD9000"/>`) + `<row r="9002">` + text("A9002", " ") + "</row>"},
		"wide: head twice":        {rows: wide(text("D1", "["+first+"]"), ""), want: "f.xlsx:S!D1: the column [" + first + "] is there twice"},
		"wide: formula":           {rows: wide(text("D1", "["+second+"]"), `<c r="D9000"`+formula), want: "f.xlsx:S!D9000: a formula"},
		"wide: formula, no value": {rows: wide(text("D1", "["+second+"]"), `<c r="D9000"><f>1+2</f></c>`), want: "f.xlsx:S!D9000: a formula; type"},
		"wide: head computed":     {rows: wide(`<c r="D1" t="str"><f>A1</f><v>[`+second+`]</v></c>`, ""), want: "f.xlsx:S!D1: a formula"},
		"wide: error":             {rows: wide(text("D1", "["+second+"]"), `<c r="D9000" t="e"><v>#REF!</v></c>`), want: "f.xlsx:S!D9000: #REF! is an error"},
	} {
		got, err := importBook(t, parts(c.rows))
		switch {
		case c.want != "":
			if kinds(err) == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%s: %v\nwant %s", name, err, c.want)
			}
		case err != nil:
			t.Errorf("%s: %v", name, err)
		case len(got.Respondents) != 1 || got.Respondents[0].Assessment.Answers[0].Level != 3:
			t.Errorf("%s: %d respondents", name, len(got.Respondents))
		}
	}
	blank := "fathom_subject,fathom_date,[" + first + "]\n" + strings.Repeat(",,\n", form.MaxRows) +
		"henan,2026-11-20,3\n"
	if got := imported(t, []byte(blank)); len(got) != 1 ||
		!strings.HasSuffix(got[0].Place, fmt.Sprint(":", form.MaxRows+2)) {
		t.Errorf("%+v", got)
	}
}
