package problem

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
	"testing"

	"fathom/rubric/say"
)

func TestNearest(t *testing.T) {
	words := []string{"roles/overlap-control", "roles/role-definition", "goals-strategy", "weight"}
	for got, want := range map[string]string{
		"roles/overlap-contrl": "roles/overlap-control",
		"wieght":               "weight", // a transposition is one edit
		"WEIGHT":               "weight",
		"goals_strategy":       "goals-strategy",
		"zebra":                "",
		"":                     "",
	} {
		if near := Nearest(got, words); near != want {
			t.Errorf("Nearest(%q) = %q, want %q", got, near, want)
		}
	}
}

func TestHintListsShortChoices(t *testing.T) {
	m := Hint(say.Both("no %s", "没有 %s", "x"), "qqqqqq", []string{"mean", "sum"})
	if m.EN != "no x; valid: mean, sum" || m.ZH != "没有 x；可用：mean、sum" {
		t.Errorf("got %+v", m)
	}
}

func TestListIsSortedByPlace(t *testing.T) {
	at := func(line, col int) Problem {
		return Problem{File: "a.yaml", Line: line, Column: col, Kind: "k", Message: say.Both("m", "m")}
	}
	l := List{at(10, 1), at(2, 9), at(2, 3)}
	want := "a.yaml:2:3: m [k]\na.yaml:2:9: m [k]\na.yaml:10:1: m [k]"
	if got := l.Err().Error(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if (List{}).Err() != nil {
		t.Error("an empty list is an error")
	}
}

// TestCause: the words for what goes wrong with a file, and with the folder it is to stand in.
func TestCause(t *testing.T) {
	of := func(err error) error { return &fs.PathError{Op: "write", Path: "a.yaml", Err: err} }
	for _, c := range []struct {
		err    error
		en, zh string
	}{
		{of(syscall.ENOENT), "a.yaml: it does not exist", "a.yaml：文件或目录不存在"},
		{of(Folder{syscall.ENOENT}), "a.yaml: its folder does not exist", "a.yaml：所在的目录不存在"},
		{of(syscall.EACCES), "a.yaml: no permission", "a.yaml：没有权限"},
		{of(Folder{syscall.EACCES}), "a.yaml: no permission to write in its folder", "a.yaml：没有权限写入所在的目录"},
		{of(fmt.Errorf("%w: %w", ErrReadOnly, syscall.EPERM)), "a.yaml: the file is read-only", "a.yaml：文件是只读的"},
		{of(Folder{syscall.ENOSPC}), "a.yaml: the disk is full", "a.yaml：磁盘已满"},
		{of(ErrInUse), "a.yaml: another program has the file open", "a.yaml：文件正被别的程序占用"},
		{errors.New(" odd "), "odd", "odd"},
	} {
		if got := Cause(c.err); got.EN != c.en || got.ZH != c.zh {
			t.Errorf("%v: %+v", c.err, got)
		}
	}
}

// TestCells: a place in a workbook is told as its cell, and sorts by sheet, row and column; a row without a column is
// told alone.
func TestCells(t *testing.T) {
	at := func(sheet, row, column int, cell string) Problem {
		return Problem{File: "f.xlsx", Sheet: sheet, Line: row, Column: column, Cell: cell, Message: say.Both("x", "错")}
	}
	list := List{at(2, 2, 2, "A!B2"), at(1, 10, 2, "Z!B10"), at(1, 2, 27, "Z!AA2"), at(1, 2, 2, "Z!B2"),
		{File: "f.xlsx", Message: say.Both("whole", "整体")}, {File: "e.csv", Line: 7, Message: say.Both("row", "行")}}
	want := "e.csv:7: row\nf.xlsx: whole\nf.xlsx:Z!B2: x\nf.xlsx:Z!AA2: x\nf.xlsx:Z!B10: x\nf.xlsx:A!B2: x"
	if got := list.Err().Error(); got != want {
		t.Error(got)
	}
}
