package doc_test

import (
	"archive/zip"
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/reports/doc"
	"fathom/reports/docx"
	"fathom/reports/html"
	"fathom/reports/markdown"
	"fathom/reports/terminal"
)

// writers are all that write a document.
var writers = map[string]func(io.Writer, *doc.Report) error{
	"markdown": markdown.Write,
	"docx":     text,
	"html":     html.Write,
	"terminal": func(w io.Writer, r *doc.Report) error { return terminal.Write(w, r, terminal.Options{Width: 80}) },
	"spoken": func(w io.Writer, r *doc.Report) error {
		return terminal.Write(w, r, terminal.Options{Width: 80, Plain: true})
	},
}

// text writes the text of a document for Word.
func text(w io.Writer, r *doc.Report) error {
	var b bytes.Buffer
	if err := docx.Write(&b, r, false); err != nil {
		return err
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		return err
	}
	f, err := z.Open("word/document.xml")
	if err != nil {
		return err
	}
	_, err = io.Copy(w, f)
	return err
}

// blocks are one of every kind, by the name of its type, each with a text that a reader must find.
var blocks = map[string]doc.Block{
	"Heading":   doc.Heading{Text: "sought"},
	"Paragraph": doc.Paragraph{Text: "sought"},
	"List":      doc.List{Items: []string{"sought"}, Ordered: true},
	"Table":     doc.Table{Columns: []doc.Column{{Title: "Name"}}, Rows: [][]string{{"sought"}}},
	"Bars": doc.Bars{Heads: doc.Bar{Name: "Name", TargetLabel: "Target"},
		Rows: []doc.Bar{{Name: "sought", Score: assess.Some(1.0), Max: 2}}},
	"Profiles": doc.Profiles{Name: "Name", Measures: []string{"Mean"},
		Rows: []doc.Profile{{Name: "sought", Measures: []string{"1"}}}},
	"Grid": doc.Grid{Corner: "Name", Columns: []string{"A"},
		Rows: []doc.GridRow{{Name: "sought", Cells: []doc.GridCell{{Text: "1"}}}}},
	"Lanes": doc.Lanes{Marks: []doc.LaneMark{{Day: 30, Text: "30"}},
		Rows: []doc.Lane{{Name: "Who", Bars: []doc.LaneBar{{Number: 1, Name: "sought", To: 30}}}}},
	"Dumbbells": doc.Dumbbells{Name: "Name", Rows: []doc.Dumbbell{{Name: "sought", Max: 5}}},
	"Bridge":    doc.Bridge{Step: "Step", Rows: []doc.Span{{Name: "sought", To: 1}}},
}

// documents are a document of one block in each of the ways in which pages are laid out.
func documents(b doc.Block) map[string]*doc.Report {
	s := doc.Section{Heading: "Section", Blocks: []doc.Block{b}}
	return map[string]*doc.Report{
		"plain": {Title: "Title", Sections: []doc.Section{{Heading: "First"}, s}},
		"lead":  {Title: "Title", Sections: []doc.Section{s}},
		"figures": {Title: "Title", Sections: []doc.Section{{Heading: "First"}, s},
			Figures: func() doc.Figures { return doc.Figures{} }},
		"edition": {Title: "Title", Sections: []doc.Section{s}, Edition: "1"},
		"nested":  {Title: "Title", Sections: []doc.Section{{Heading: "First", Sections: []doc.Section{s}}}},
	}
}

// TestEveryBlock: every writer writes every kind of block, wherever it stands.
func TestEveryBlock(t *testing.T) {
	for kind, b := range blocks {
		for name, write := range writers {
			for place, rep := range documents(b) {
				var out strings.Builder
				if err := write(&out, rep); err != nil || !strings.Contains(out.String(), "sought") {
					t.Errorf("%s in %s, %s: not written, %v", kind, name, place, err)
				}
			}
		}
	}
}

// TestUnknownBlock: a block that a writer does not know is an error, and nothing is written.
func TestUnknownBlock(t *testing.T) {
	for name, write := range writers {
		for place, rep := range documents(nil) {
			var out strings.Builder
			if err := write(&out, rep); err == nil || out.Len() > 0 {
				t.Errorf("%s, %s: %v, %d bytes", name, place, err, out.Len())
			}
		}
	}
}

// TestBlocksAreAll: the tests above know every kind there is.
func TestBlocksAreAll(t *testing.T) {
	paths, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var kinds []string
	for _, path := range paths {
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Name.Name == "block" {
				kinds = append(kinds, fn.Recv.List[0].Type.(*ast.Ident).Name)
			}
		}
	}
	for _, k := range kinds {
		if blocks[k] == nil {
			t.Errorf("no %s among the blocks", k)
		}
	}
	if len(kinds) != len(blocks) {
		t.Errorf("%d kinds, %d blocks", len(kinds), len(blocks))
	}
}
