package main

import (
	"go/ast"
	"go/doc"
	"go/doc/comment"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// commented is a package as go doc knows it, with its comments and their places.
type commented struct {
	*doc.Package
	texts map[string]string
}

// TestDocLinks: what looks like a link of go doc, [Name] or [room.Name], leads to something. Only exported names can be
// led to, so that no other name of the package stands in brackets.
func TestDocLinks(t *testing.T) {
	all := map[string]commented{}
	for _, dir := range packages(t) {
		all["fathom/"+dir] = commentsOf(t, dir)
	}
	links := 0
	for path, p := range all {
		for at, text := range p.texts {
			for _, l := range linksOf(text) {
				if links++; l.Name != "" && !leads(all, path, l) {
					t.Errorf("%s: [%s] leads nowhere", at, linkName(l))
				}
			}
			for _, m := range regexp.MustCompile(`\[(?:(\w+)\.)?([a-z]\w*)\]`).FindAllStringSubmatch(text, -1) {
				if p.Parser().LookupSym(m[1], m[2]) {
					t.Errorf("%s: %s cannot be a link: it is not exported", at, m[0])
				}
			}
		}
	}
	if links < 100 {
		t.Errorf("only %d links found", links)
	}
}

// commentsOf reads the files of a folder, without tests.
func commentsOf(t *testing.T, dir string) commented {
	t.Helper()
	fset := token.NewFileSet()
	var files []*ast.File
	out := commented{texts: map[string]string{}}
	paths, _ := filepath.Glob(filepath.Join(root, dir, "*.go"))
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(fset, path, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
		for _, c := range f.Comments {
			out.texts[fset.Position(c.Pos()).String()] = c.Text()
		}
	}
	p, err := doc.NewFromFiles(fset, files, "fathom/"+dir, doc.AllDecls)
	if err != nil {
		t.Fatal(err)
	}
	out.Package = p
	return out
}

// linksOf are the links of a comment as far as their shape goes.
func linksOf(text string) (links []*comment.DocLink) {
	p := comment.Parser{
		LookupPackage: func(name string) (string, bool) { return name, true },
		LookupSym:     func(string, string) bool { return true },
	}
	walk := func(texts []comment.Text) {
		for _, t := range texts {
			if l, ok := t.(*comment.DocLink); ok {
				links = append(links, l)
			}
		}
	}
	for _, block := range p.Parse(text).Content {
		switch b := block.(type) {
		case *comment.Paragraph:
			walk(b.Text)
		case *comment.Heading:
			walk(b.Text)
		case *comment.List:
			for _, item := range b.Items {
				for _, inner := range item.Content {
					walk(inner.(*comment.Paragraph).Text) // a list holds nothing else
				}
			}
		}
	}
	return links
}

// leads reports whether a link in a package leads to a name: of its own, of another of ours, or of a package of others.
func leads(all map[string]commented, from string, l *comment.DocLink) bool {
	to, known := from, true
	if l.ImportPath != "" {
		if to, known = all[from].Parser().LookupPackage(l.ImportPath); !known {
			to = l.ImportPath // in full, of a room that is not imported
		}
	}
	if p, ours := all[to]; ours {
		return p.Parser().LookupSym(l.Recv, l.Name)
	}
	return known
}

func linkName(l *comment.DocLink) string {
	var parts []string
	for _, part := range []string{l.ImportPath, l.Recv, l.Name} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ".")
}
