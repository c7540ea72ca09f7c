//go:build unix

package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
)

// TestChineseLists: a list in a Chinese sentence has 、 between its things. No literal shows the comma there: it is put
// in when the list is joined. So no list that is joined by ", " goes into what is said in both languages, unless the
// same sentence has it with 、, too; say.Row and List are lists of both.
func TestChineseLists(t *testing.T) {
	for _, dir := range packages(t) {
		files := token.NewFileSet()
		all, _ := filepath.Glob(filepath.Join(root, dir, "*.go"))
		var parsed []*ast.File
		for _, path := range all {
			if strings.HasSuffix(path, "_test.go") {
				continue
			}
			f, err := parser.ParseFile(files, path, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			parsed = append(parsed, f)
		}
		names := commaNames(parsed)
		for _, f := range parsed {
			ast.Inspect(f, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok && saysEnglishList(call, names) {
					t.Errorf("%s: a list with commas in a Chinese sentence", files.Position(call.Pos()))
				}
				return true
			})
		}
	}
}

// TestChineseWords: one thing has one name in everything that is read in Chinese.
func TestChineseWords(t *testing.T) {
	house := map[string]string{"梯级": "阶", "研讨": "工作坊"}
	check := func(path, text string) {
		for other, ours := range house {
			if strings.Contains(strings.ReplaceAll(text, "\n", ""), other) {
				t.Errorf("%s: %s is called %s here", path, ours, other)
			}
		}
	}
	for _, dir := range packages(t) {
		files, _ := filepath.Glob(filepath.Join(root, dir, "*.go"))
		for _, path := range files {
			if !strings.HasSuffix(path, "_test.go") {
				check(path, strings.Join(literals(t, path), "|"))
			}
		}
	}
	for _, p := range pagesIn(t, "zh") {
		check(p.name, p.text)
	}
}

// commaNames are the functions of a package that return a list that is joined by commas, or what such a one returns,
// and what holds one.
func commaNames(files []*ast.File) map[string]bool {
	out := map[string]bool{}
	for range 2 { // who returns what another returns is known the second time
		for _, f := range files {
			for _, d := range f.Decls {
				ast.Inspect(d, func(n ast.Node) bool {
					switch n := n.(type) {
					case *ast.ReturnStmt:
						if of, ok := d.(*ast.FuncDecl); ok && len(n.Results) == 1 && isEnglishList(n.Results[0], out) {
							out[of.Name.Name] = true
						}
					case *ast.AssignStmt:
						if name, ok := n.Lhs[0].(*ast.Ident); ok && isEnglishList(n.Rhs[0], out) {
							out[name.Name] = true
						}
					}
					return true
				})
			}
		}
	}
	return out
}

// isEnglishList reports whether an expression is a list that is joined by commas.
func isEnglishList(e ast.Expr, names map[string]bool) bool {
	call, isCall := e.(*ast.CallExpr)
	return isJoined(e, `", "`) || names[nameOf(e)] || isCall && names[nameOf(call.Fun)]
}

// isJoined reports whether an expression is a list that is joined by a literal, as it stands.
func isJoined(e ast.Expr, by string) bool {
	call, ok := e.(*ast.CallExpr)
	if !ok || len(call.Args) != 2 || nameOf(call.Fun) != "Join" {
		return false
	}
	mark, ok := call.Args[1].(*ast.BasicLit)
	return ok && mark.Value == by
}

func nameOf(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}

// saysEnglishList reports whether a call says something in both languages of which only one has the marks of its list.
func saysEnglishList(call *ast.CallExpr, names map[string]bool) bool {
	if name := nameOf(call.Fun); len(call.Args) < 3 || name != "Both" && name != "Say" {
		return false
	}
	english, chinese := false, false
	for _, arg := range call.Args[2:] {
		ast.Inspect(arg, func(n ast.Node) bool {
			if e, ok := n.(ast.Expr); ok {
				english, chinese = english || isEnglishList(e, names), chinese || isJoined(e, `"、"`)
			}
			return true
		})
	}
	return english && !chinese
}
