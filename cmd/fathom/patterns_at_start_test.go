package main

import (
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// parsed are the files of a room that are no tests.
func parsed(t *testing.T, fset *token.FileSet, dir string) (files []*ast.File) {
	t.Helper()
	paths, _ := filepath.Glob(filepath.Join(root, dir, "*.go"))
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(fset, path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	return files
}

// TestNoPatternAtStart: no room compiles a regular expression when the program starts, because every command would pay
// for it: those of rooms are made by pattern.Of.
func TestNoPatternAtStart(t *testing.T) {
	for _, dir := range packages(t) {
		if strings.HasPrefix(dir, "testdata") || dir == "cmd/dist" { // which are no part of it
			continue
		}
		fset := token.NewFileSet()
		for _, f := range parsed(t, fset, dir) {
			for _, d := range f.Decls {
				if g, ok := d.(*ast.GenDecl); ok {
					noneCompiled(t, fset, g)
				}
			}
		}
	}
}

// noneCompiled refuses a call that compiles in a declaration, but for one inside a function that somebody calls later.
func noneCompiled(t *testing.T, fset *token.FileSet, g *ast.GenDecl) {
	t.Helper()
	ast.Inspect(g, func(n ast.Node) bool {
		if _, later := n.(*ast.FuncLit); later {
			return false
		}
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		if fun, ok := call.Fun.(*ast.SelectorExpr); ok && fun.Sel.Name == "MustCompile" {
			t.Errorf("%s: compiled in every start; use pattern.Of", fset.Position(call.Pos()))
		}
		return true
	})
}

// TestPatterns compiles every constant text of pattern.Of, since the program does so only when somebody needs it.
func TestPatterns(t *testing.T) {
	compiled := 0
	for _, dir := range packages(t) {
		fset := token.NewFileSet()
		files := parsed(t, fset, dir)
		info := types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
		known := types.Config{Error: func(error) {}} // imports stay unknown; constants of the room are all it takes
		_, _ = known.Check(dir, fset, files, &info)
		for _, f := range files {
			ast.Inspect(f, func(n ast.Node) bool {
				text, at := patternText(n, &info)
				if text == nil {
					return true
				}
				compiled++
				if _, err := regexp.Compile(constant.StringVal(text)); err != nil {
					t.Errorf("%s: %v", fset.Position(at), err)
				}
				return true
			})
		}
	}
	if compiled < 50 {
		t.Errorf("only %d patterns were found", compiled)
	}
}

// patternText is the constant text that a call of pattern.Of is given; nil for anything else.
func patternText(n ast.Node, info *types.Info) (constant.Value, token.Pos) {
	call, ok := n.(*ast.CallExpr)
	if !ok || len(call.Args) != 1 {
		return nil, token.NoPos
	}
	fun, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || fun.Sel.Name != "Of" {
		return nil, token.NoPos
	}
	if room, ok := fun.X.(*ast.Ident); !ok || room.Name != "pattern" {
		return nil, token.NoPos
	}
	return info.Types[call.Args[0]].Value, call.Pos()
}
