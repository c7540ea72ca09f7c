package html

import (
	"io"

	"fathom/reports"
)

// WriteHandbook writes a rubric's handbook as one page under the same rules as [Write]: nothing runs, nothing is fetched.
func WriteHandbook(w io.Writer, rep *reports.Report) error {
	return write(w, newHandbook(rep), []string{"style.css", "handbook.css"}, "handbook.tmpl")
}

// handbook is what its template lays out.
type handbook struct {
	Lang, Title, Edition, Contents string
	Sections                       []chapter
}

// chapter is a section with the depth of its heading: 2 is the outermost.
type chapter struct {
	reports.Section
	Depth    int
	Blocks   []handbookBlock
	Chapters []chapter
}

// handbookBlock is one block of a chapter: exactly one field is set besides the name of the chapter.
type handbookBlock struct {
	Name      string
	Paragraph *reports.Paragraph
	List      *reports.List
	Table     *reports.Table
}

func newHandbook(rep *reports.Report) handbook {
	h := handbook{Lang: "en", Title: rep.Title, Edition: rep.Edition, Contents: rep.Contents, Sections: newChapters(rep.Sections, 2)}
	if rep.Lang == "zh" {
		h.Lang = "zh-Hans"
	}
	return h
}

func newChapters(sections []reports.Section, depth int) []chapter {
	var out []chapter
	for _, s := range sections {
		c := chapter{Section: s, Depth: depth, Chapters: newChapters(s.Sections, depth+1)}
		for _, b := range s.Blocks {
			c.Blocks = append(c.Blocks, newHandbookBlock(s.Heading, b))
		}
		out = append(out, c)
	}
	return out
}

func newHandbookBlock(name string, b reports.Block) handbookBlock {
	switch v := b.(type) {
	case reports.Paragraph:
		return handbookBlock{Paragraph: &v}
	case reports.List:
		return handbookBlock{List: &v}
	case reports.Table:
		return handbookBlock{Name: name, Table: &v}
	}
	return handbookBlock{}
}

// IsDeep tells whether the table of contents goes below a chapter.
func (c chapter) IsDeep() bool {
	return len(c.Chapters) > 0 && c.Chapters[0].IsListed()
}

// Cards tells whether a table's rows stand as cards on a phone: several columns of running text do not fit it.
func (b handbookBlock) Cards() bool {
	n := 0
	for _, c := range b.Table.Columns {
		if c.Flexible {
			n++
		}
	}
	return n > 1 || len(b.Table.Columns) > 4
}
