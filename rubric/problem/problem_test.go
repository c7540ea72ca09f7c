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
		{errors.New(" odd "), "odd", "odd"},
	} {
		if got := Cause(c.err); got.EN != c.en || got.ZH != c.zh {
			t.Errorf("%v: %+v", c.err, got)
		}
	}
}
