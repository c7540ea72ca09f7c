package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"fathom/rubric/channelteam/samples"
)

// inFolder runs the program, and gives what it said.
func inFolder(t *testing.T, want int, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	a := app{in: strings.NewReader(""), out: &out, err: &errs, getenv: func(string) string { return "" }}
	if code := a.run(args); code != want {
		t.Fatalf("%v: exit code %d, %s", args, code, errs.String())
	}
	return errs.String()
}

// fillIn types into a workbook, as an action's row says by its step.
func fillIn(t *testing.T, path, sheet, step string, words map[string]any) {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	head, filled := map[string]int{}, 0
	for r, row := range rows {
		for c, text := range row {
			if _, ok := words[text]; ok && filled == 0 {
				head[text] = c
			}
			if text != step {
				continue
			}
			for title, value := range words {
				name, _ := excelize.CoordinatesToCellName(head[title]+1, r+1)
				if err := f.SetCellValue(sheet, name, value); err != nil {
					t.Fatal(err)
				}
				filled++
			}
		}
	}
	if filled != len(words) {
		t.Fatalf("%d of %d cells for %s", filled, len(words), step)
	}
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
}

// TestWorkbookReadBack: what a team types into the workbook of the report, or of the plan, comes into its file; what
// the file says otherwise is told and decided by nobody but the user.
func TestWorkbookReadBack(t *testing.T) {
	for lang, w := range map[string]struct{ gap, plan, who, status, doing, note string }{
		"en": {"Plan", "Steps", "Who", "Status", "doing", "Remarks"}, "zh": {"计划", "步骤", "谁来做", "进展", "进行中", "落实备注"},
	} {
		t.Chdir(t.TempDir())
		if err := os.WriteFile("h.yaml", samples.All()[0].Data, 0o600); err != nil {
			t.Fatal(err)
		}
		inFolder(t, exitOK, "report", "h.yaml", "-f", "xlsx=gap.xlsx", "--lang", lang)
		inFolder(t, exitOK, "plan", "h.yaml", "-f", "xlsx=plan.xlsx", "-f", "actions=a.yaml", "--lang", lang,
			"--start", "2027-01-04")
		fillIn(t, "gap.xlsx", w.gap, "roles@2", map[string]any{w.who: "王芳", w.status: w.doing, w.note: "=1+1"})
		fillIn(t, "plan.xlsx", w.plan, "roles@2", map[string]any{w.who: "Li"})
		back := func(want int, more ...string) string {
			args := []string{"plan", "h.yaml", "-f", "actions=a.yaml", "--start", "2027-01-04"}
			return inFolder(t, want, append(args, more...)...)
		}
		if said := back(exitOK, "--from-workbook", "gap.xlsx"); !strings.Contains(said, "from gap.xlsx: 1 action changed, 0 added") {
			t.Error(said)
		}
		first, _ := os.ReadFile("a.yaml")
		for _, want := range []string{"state: doing", "who: 王芳", `note: "=1+1"`} {
			if !strings.Contains(string(first), want) {
				t.Errorf("%s: no %s in\n%.900s", lang, want, first)
			}
		}
		said := back(exitInvalid, "--from-workbook", "plan.xlsx")
		if now, _ := os.ReadFile("a.yaml"); !strings.Contains(said, "who is Li here and 王芳 in the file [conflict]") || !bytes.Equal(now, first) {
			t.Errorf("%s: %s", lang, said)
		}
		back(exitOK, "--from-workbook", "plan.xlsx", "--prefer", "file")
		if now, _ := os.ReadFile("a.yaml"); !bytes.Equal(now, first) {
			t.Errorf("%s: the file does not stand", lang)
		}
		back(exitOK, "--from-workbook", "plan.xlsx", "--prefer", "workbook")
		if now, _ := os.ReadFile("a.yaml"); !strings.Contains(string(now), "who: Li") {
			t.Errorf("%s: the workbook does not stand", lang)
		}
	}
}

// TestWorkbookUsage: what is missing is said before anything is written.
func TestWorkbookUsage(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, data := range map[string][]byte{"h.yaml": samples.All()[0].Data, "n.yaml": samples.All()[1].Data,
		"x.xlsx": []byte("x")} {
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	inFolder(t, exitOK, "report", "n.yaml", "-f", "xlsx=other.xlsx")
	for _, c := range []struct {
		code int
		args []string
		want string
	}{
		{exitUsage, []string{"--from-workbook", "x.xlsx"}, "needs the file that it goes into"},
		{exitUsage, []string{"-f", "actions=a.yaml", "--prefer", "file"}, "--prefer is for --from-workbook"},
		{exitUsage, []string{"-f", "actions=a.yaml", "--from-workbook", "x.xlsx", "--prefer", "files"}, "did you mean file"},
		{exitInvalid, []string{"-f", "actions=a.yaml", "--from-workbook", "x.xlsx"}, "not a workbook that can be read"},
		{exitInvalid, []string{"-f", "actions=a.yaml", "--from-workbook", "other.xlsx"}, "the workbook is of "},
		{exitFile, []string{"-f", "actions=a.yaml", "--from-workbook", "none.xlsx"}, "none.xlsx"},
	} {
		said := inFolder(t, c.code, append([]string{"plan", "h.yaml"}, c.args...)...)
		if !strings.Contains(said, c.want) {
			t.Errorf("%v: %s", c.args, said)
		}
		if left, _ := filepath.Glob("a.yaml"); len(left) > 0 {
			t.Errorf("%v wrote a file", c.args)
		}
	}
}
