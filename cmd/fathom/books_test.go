//go:build unix

package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"testing"

	"github.com/xuri/excelize/v2"
)

// seenSheet is what another program sees of a sheet. What it does not read is nil.
type seenSheet struct {
	Name                 string
	Hidden               bool
	Protected, Grid, Fit *bool
	Rows                 []int    // hidden
	Cols                 []string // hidden
	Open, Lists          []string // cells that are not locked, and that have a list to choose from
	Numbers              map[string]float64
}

type seenBook []seenSheet

func (b seenBook) sheet(t *testing.T, name string) seenSheet {
	t.Helper()
	i := slices.IndexFunc(b, func(s seenSheet) bool { return s.Name == name })
	if i < 0 {
		t.Fatalf("no sheet %s", name)
	}
	return b[i]
}

// bookReader is a program that reads workbooks. Digits is how many of a number it keeps: 17 are all.
type bookReader struct {
	name    string
	needs   func(t *testing.T)
	read    func(t *testing.T, dir string, books []string) []byte
	digits  int
	protect bool // it reads protection, lists and page set-up
}

// bookModules is the folder with exceljs and SheetJS, "" without one; .ci/run fills it.
func bookModules() string { return os.Getenv("FATHOM_BOOKS") }

func needsModules(t *testing.T) {
	if bookModules() == "" {
		t.Skip("left out: exceljs and SheetJS (.ci/run installs them)")
	}
}

func needsOpenpyxl(t *testing.T) { wants(t, "openpyxl", python, "-c", "import openpyxl") }

func needsOffice(t *testing.T) {
	needsOpenpyxl(t)
	wants(t, "LibreOffice", "soffice", "--version")
}

// sees runs one of the programs in testdata/readers on workbooks.
func sees(t *testing.T, program, script, dir string, books []string) []byte {
	t.Helper()
	path, err := filepath.Abs(filepath.Join(root, "testdata/readers", script))
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, append([]string{path}, books...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "NODE_PATH="+filepath.Join(bookModules(), "node_modules"))
	return output(t, cmd)
}

func output(t *testing.T, cmd *exec.Cmd) []byte {
	t.Helper()
	out, err := cmd.Output()
	if err != nil {
		said := ""
		if ended, ok := err.(*exec.ExitError); ok {
			said = string(ended.Stderr)
		}
		t.Fatalf("%v: %v: %.500s", cmd.Args[:2], err, said)
	}
	return out
}

func bookReaders() []bookReader {
	node := func(script string) func(t *testing.T, dir string, books []string) []byte {
		return func(t *testing.T, dir string, books []string) []byte { return sees(t, "node", script, dir, books) }
	}
	return []bookReader{
		{"exceljs", needsModules, node("sees_exceljs.js"), 17, true},
		{"SheetJS", needsModules, node("sees_sheetjs.js"), 17, false},
		{"openpyxl", needsOpenpyxl, func(t *testing.T, dir string, books []string) []byte {
			return sees(t, python, "sees_openpyxl.py", dir, books)
		}, 17, true},
		{"LibreOffice", needsOffice, seesOffice, 15, true}, // what it saves has 15 digits
	}
}

// seesOffice has LibreOffice save the workbooks anew, and looks at those. Without a screen it forgets the grid lines of
// a workbook, so that they are taken from the other file that it can save.
func seesOffice(t *testing.T, dir string, books []string) []byte {
	profile := "-env:UserInstallation=file://" + filepath.ToSlash(t.TempDir())
	again := t.TempDir()
	save := func(as string, books ...string) {
		cmd := exec.Command("soffice", append([]string{profile, "--headless", "--convert-to", as, "--outdir", again},
			books...)...)
		cmd.Dir = dir
		output(t, cmd)
	}
	save("xlsx", books...)
	save("fods", "form.xlsx")
	flat, err := os.ReadFile(filepath.Join(again, "form.fods"))
	if err != nil {
		t.Fatal(err)
	}
	if !regexp.MustCompile(`config:name="ShowGrid" config:type="boolean">false<`).Match(flat) {
		t.Error("LibreOffice shows the form's grid lines")
	}
	var all map[string][]map[string]any
	if err := json.Unmarshal(sees(t, python, "sees_openpyxl.py", again, books), &all); err != nil {
		t.Fatal(err)
	}
	for _, book := range all {
		for _, sheet := range book {
			delete(sheet, "grid")
		}
	}
	data, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestBooksInOtherPrograms: what we write is there in the programs that people read workbooks with: protection and the
// cells that it leaves open, lists, grid lines, the page, what is out of view, and every number to the last digit.
func TestBooksInOtherPrograms(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	in := func(name string) string { return filepath.Join(dir, name) }
	inFolder(t, 0, "demo", in("demo"))
	answers := in("demo/henan-fmcg.yaml")
	now, err := os.ReadFile(answers)
	if err != nil {
		t.Fatal(err)
	}
	then := regexp.MustCompile(`(?m)^date: .*|: 3$`).ReplaceAllFunc(now, func(found []byte) []byte {
		if bytes.HasPrefix(found, []byte("date")) {
			return []byte("date: 2025-11-20")
		}
		return []byte(": 2")
	})
	if err := os.WriteFile(in("then.yaml"), then, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"form", "export", answers, "-o", in("form.xlsx")},
		{"form", "export", "-o", in("kobo.xlsx"), "--format", "xlsform"},
		{"report", answers, "-f", "xlsx=" + in("report.xlsx"), "-f", "json=" + in("result.json")},
		{"plan", answers, "-f", "xlsx=" + in("plan.xlsx")},
		{"portfolio", answers, in("demo/nordic-reseller.yaml"), "-f", "xlsx=" + in("rollup.xlsx")},
		{"compare", in("then.yaml"), answers, "-f", "xlsx=" + in("change.xlsx")},
		{"rubric", "show", "-f", "xlsx=" + in("rubric.xlsx")},
	} {
		inFolder(t, 0, args...)
	}
	books := []string{"form.xlsx", "kobo.xlsx", "report.xlsx", "plan.xlsx", "rollup.xlsx", "change.xlsx", "rubric.xlsx"}
	t.Run("spelling", func(t *testing.T) {
		for _, book := range books {
			checkSpelling(t, in(book))
		}
	})
	for _, r := range bookReaders() {
		t.Run(r.name, func(t *testing.T) {
			r.needs(t)
			var all map[string]seenBook
			if err := json.Unmarshal(r.read(t, dir, books), &all); err != nil {
				t.Fatal(err)
			}
			r.form(t, all["form.xlsx"])
			r.report(t, all["report.xlsx"])
			r.scores(t, all["report.xlsx"].sheet(t, "Scorecard"), in("result.json"))
			if n := len(all["plan.xlsx"].sheet(t, "Steps").Lists); r.protect && n != 38 {
				t.Errorf("the plan has %d lists, want one for each of 38 steps", n)
			}
			numbers := 0
			for _, book := range books {
				numbers += r.numbers(t, all[book], in(book))
			}
			if numbers < 1000 {
				t.Errorf("only %d numbers", numbers)
			}
		})
	}
}

// checkSpelling: what those programs look for, where none of them is installed: the prefix of the document's properties
// and switches as digits.
func checkSpelling(t *testing.T, path string) {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	spelled := regexp.MustCompile(` [A-Za-z:]+="(?:true|false)"`)
	for _, part := range z.File {
		in, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		if m := spelled.Find(text); m != nil {
			t.Errorf("%s: %s:%s", filepath.Base(path), part.Name, m)
		}
		if part.Name == "docProps/core.xml" && !bytes.Contains(text, []byte("<cp:coreProperties xmlns:cp=")) {
			t.Errorf("%s: properties %.200s", filepath.Base(path), text)
		}
		if part.Name == "docProps/core.xml" && bytes.Contains(text, []byte("2006-09-16T")) {
			t.Errorf("%s is of the day of the library's own workbook", filepath.Base(path))
		}
	}
}

// form: only what is to be filled in can be; the keys are out of view.
func (r bookReader) form(t *testing.T, b seenBook) {
	t.Helper()
	start, questions := b.sheet(t, "Start"), b.sheet(t, "Questions")
	for _, s := range b {
		r.is(t, s.Name+" is protected", s.Protected, true)
		r.is(t, s.Name+" is one page wide", s.Fit, s.Name != "fathom")
		if s.Grid != nil {
			r.is(t, s.Name+" has grid lines", s.Grid, s.Name == "fathom")
		}
		if s.Hidden != (s.Name == "fathom") {
			t.Errorf("%s is hidden: %t", s.Name, s.Hidden)
		}
	}
	equal(t, "hidden rows of the start", start.Rows, []int{1})
	equal(t, "hidden rows of the questions", questions.Rows, []int{1})
	equal(t, "hidden columns of the start", start.Cols, []string{"A"})
	equal(t, "hidden columns of the questions", questions.Cols, []string{"A", "R"})
	if r.protect {
		equal(t, "open cells", slices.Sorted(slices.Values(questions.Open)), below("GNOPQ", 3, 91))
		equal(t, "lists", slices.Sorted(slices.Values(questions.Lists)), below("GQ", 3, 91))
		equal(t, "open facts", slices.Sorted(slices.Values(start.Open)), below("C", 6, 10))
	}
}

// below names the cells of some columns, so many from a row on.
func below(columns string, row, n int) []string {
	var out []string
	for _, c := range columns {
		for i := range n {
			out = append(out, fmt.Sprintf("%c%d", c, row+i))
		}
	}
	slices.Sort(out)
	return out
}

func equal[T any](t *testing.T, what string, got, want T) {
	t.Helper()
	if g, w := fmt.Sprint(got), fmt.Sprint(want); g != w {
		t.Errorf("%s: %s, want %s", what, g, w)
	}
}

// is compares what a program says of a sheet. One that reads protection must not say nothing.
func (r bookReader) is(t *testing.T, what string, got *bool, want bool) {
	t.Helper()
	switch {
	case got == nil && r.protect:
		t.Errorf("%s: nothing, want %t", what, want)
	case got != nil && *got != want:
		t.Errorf("%s: %t, want %t", what, *got, want)
	}
}

// report: one page wide; open; workings of the what-if out of view.
func (r bookReader) report(t *testing.T, b seenBook) {
	t.Helper()
	for _, s := range b {
		r.is(t, s.Name+" is protected", s.Protected, false)
		r.is(t, s.Name+" is one page wide", s.Fit, s.Name != "fathom")
		if s.Hidden != (s.Name == "fathom") {
			t.Errorf("%s is hidden: %t", s.Name, s.Hidden)
		}
	}
	whatIf := b.sheet(t, "What if")
	equal(t, "workings", whatIf.Cols, []string{"G", "H", "I", "J", "K", "L", "M", "N", "O", "P"})
	if r.protect && len(whatIf.Lists) != 91 {
		t.Errorf("%d answers to pick, want 91", len(whatIf.Lists))
	}
}

// keeps reports whether a program has a number, as far as it keeps it. LibreOffice rounds to 16 digits before it rounds
// to 15, so that the last may be another.
func (r bookReader) keeps(got, want float64) bool {
	return got == want || r.digits < 17 && math.Abs(got-want) <= math.Abs(want)*math.Pow10(1-r.digits)
}

// scores: the scorecard has the numbers of the result.
func (r bookReader) scores(t *testing.T, s seenSheet, path string) {
	t.Helper()
	var result struct {
		Practices []struct{ Score, Low, High, Coverage float64 }
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &result); err != nil {
		t.Fatal(err)
	}
	if len(result.Practices) != 31 {
		t.Fatalf("%d practices", len(result.Practices))
	}
	for i, p := range result.Practices {
		for column, want := range map[string]float64{"D": p.Score, "G": p.Low, "H": p.High, "I": p.Coverage} {
			at := column + strconv.Itoa(3+i)
			if got, ok := s.Numbers[at]; !ok || !r.keeps(got, want) {
				t.Errorf("%s!%s: %v, want %v as in the result", s.Name, at, got, want)
			}
		}
	}
}

// numbers compares all numbers that a program sees with those of the file, but for formulas that it computes itself,
// and counts them.
func (r bookReader) numbers(t *testing.T, b seenBook, path string) int {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n := 0
	for _, s := range b {
		for at, got := range s.Numbers {
			if formula, err := f.GetCellFormula(s.Name, at); err != nil {
				t.Fatal(err)
			} else if formula != "" && r.digits < 17 {
				continue
			}
			text, err := f.GetCellValue(s.Name, at, excelize.Options{RawCellValue: true})
			if err != nil {
				t.Fatal(err)
			}
			want, err := strconv.ParseFloat(text, 64)
			if n++; err != nil || !r.keeps(got, want) {
				t.Errorf("%s!%s: %v, want %s", s.Name, at, got, text)
			}
		}
	}
	return n
}
