package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// TestImportHidden: questions in hidden rows are read, and told; what stands on hidden sheets is counted as lost, and a
// hidden sheet is no second list.
func TestImportHidden(t *testing.T) {
	dir := t.TempDir()
	path := dir + "/list.xlsx"
	book(t, path, map[string]string{"A1": "Question", "A2": "Set?", "A3": "Met?", "A4": "Known?"})
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	_, err = f.NewSheet("Old")
	for _, e := range []error{
		err, f.SetSheetVisible("Old", false), f.SetCellStr("Old", "A1", "Question"), f.SetCellStr("Old", "A2", "Gone?"),
		f.SetRowVisible("Sheet1", 3, false), f.Save(),
	} {
		if e != nil {
			t.Fatal(e)
		}
	}
	imported := func(args ...string) (int, string) {
		var out, errs bytes.Buffer
		a := app{in: strings.NewReader(""), out: &out, err: &errs, getenv: func(string) string { return "" }}
		return a.run(append([]string{"rubric", "import", path}, args...)), errs.String()
	}
	code, told := imported("-o", dir+"/r.yaml", "--lang", "en")
	want := []string{
		"came over: cells, 4 of 6", "left out: hidden sheet Old (2), first: " + path + ":Old!A1",
		"questions in hidden rows, read like the others: 1, first: " + path + ":Sheet1!A3; to leave them out, delete their rows",
	}
	for _, line := range want {
		if code != exitOK || !strings.Contains(told, line) {
			t.Errorf("exit %d, no %q in\n%s", code, line, told)
		}
	}
	code, told = imported("-o", dir+"/old.yaml", "--sheet", "Old", "--lang", "zh")
	if code != exitOK || strings.Contains(told, "隐藏") {
		t.Errorf("exit %d\n%s", code, told)
	}
}
