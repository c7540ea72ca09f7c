package main

import (
	"go/scanner"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/clipperhouse/displaywidth"
)

// maxColumns is how wide a line of a Go file may be; a tab is four columns, a Chinese character two.
const maxColumns = 120

// TestLines keeps lines so short that two files fit side by side. Texts do not count: a string with a blank or a
// Chinese character in it, or of 40 characters and more, is taken out of its line before that is measured, since both
// languages of a text stand in one line wherever they can. Nothing else is excepted, and comments are wrapped.
func TestLines(t *testing.T) {
	for _, dir := range packages(t) {
		paths, _ := filepath.Glob(filepath.Join(root, dir, "*.go"))
		for _, path := range paths {
			for _, line := range wideLines(t, path) {
				t.Errorf("%s:%d: wider than %d columns", path, line, maxColumns)
			}
		}
	}
}

// wideLines are the numbers of the lines of a Go file that are too wide without their texts.
func wideLines(t *testing.T, path string) (wide []int) {
	t.Helper()
	src, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	fset := token.NewFileSet()
	file := fset.AddFile(path, -1, len(src))
	var s scanner.Scanner
	s.Init(file, src, nil, 0)
	rest := []byte{}
	for at := 0; ; {
		pos, tok, lit := s.Scan()
		if tok == token.EOF {
			rest = append(rest, src[at:]...)
			break
		}
		if tok == token.STRING && isText.MatchString(lit) {
			from := file.Offset(pos)
			rest = append(rest, src[at:from]...)
			at = from + len(lit)
			rest = append(rest, strings.Repeat("\n", strings.Count(lit, "\n"))...)
		}
	}
	for i, line := range strings.Split(string(rest), "\n") {
		if displaywidth.String(strings.ReplaceAll(line, "\t", "    ")) > maxColumns {
			wide = append(wide, i+1)
		}
	}
	return wide
}

var isText = regexp.MustCompile(` |\p{Han}|.{42}`)
