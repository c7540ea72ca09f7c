package html

import (
	"fathom/reports/doc"
	"fathom/rubric/say"
)

// handbook is what its template lays out.
type handbook struct {
	Lang, Title, Edition, Contents string
	Sections                       []chapter
}

// chapter is a section with the depth of its heading: 2 is the outermost.
type chapter struct {
	doc.Section
	Depth    int
	Blocks   []handbookBlock
	Chapters []chapter
}

// handbookBlock is a block of any page that knows how its table stands on a phone.
type handbookBlock struct{ block }

func newHandbook(rep *doc.Report) (handbook, error) {
	chapters, err := newChapters(rep.Sections, 2, rep.Lang)
	return handbook{Lang: langTag(rep), Title: rep.Title, Edition: rep.Edition, Contents: rep.Contents,
		Sections: chapters}, err
}

func newChapters(sections []doc.Section, depth int, lang say.Language) ([]chapter, error) {
	var out []chapter
	for _, s := range sections {
		c := chapter{Section: s, Depth: depth}
		for _, b := range s.Blocks {
			blk, err := newBlock(b, lang)
			if err != nil {
				return nil, err
			}
			blk.Name = s.Heading
			c.Blocks = append(c.Blocks, handbookBlock{blk})
		}
		var err error
		if c.Chapters, err = newChapters(s.Sections, depth+1, lang); err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

// IsDeep reports whether the table of contents goes below a chapter.
func (c chapter) IsDeep() bool {
	return len(c.Chapters) > 0 && c.Chapters[0].IsListed()
}

// Cards reports whether a table's rows stand as cards on a phone: several columns of running text do not fit it.
func (b handbookBlock) Cards() bool {
	n := 0
	for _, c := range b.Table.Columns {
		if c.Flexible {
			n++
		}
	}
	return n > 1 || len(b.Table.Columns) > 4
}
