package doc

import (
	"fathom/assess"
	"fathom/rubric/say"
)

// Report is one document, ready to lay out: a gap report or another.
type Report struct {
	Lang     say.Language
	Title    string
	Date     string // what a page prints above the title, and when a workbook was made; "" for a document of no day
	Edition  string // what exactly a handbook was made of: the rubric's id, version and digest
	Contents string // the heading of the table of contents, "" for a document that needs none
	Pages    int    // how many pages of paper it may fill at most; 0 for any number
	Sections []Section

	Brand *Brand // whose paper it is; nil for nobody's

	// Figures makes the charts when a writer that draws asks for them; nil for a document without.
	Figures func() Figures
}

// New is a document of some sections.
func New(lang say.Language, title string, sections ...Section) *Report {
	return &Report{Lang: lang, Title: title, Sections: sections}
}

// Add appends the sections that have something to say, in their order.
func (r *Report) Add(sections ...Section) {
	for _, s := range sections {
		if len(s.Blocks) > 0 {
			r.Sections = append(r.Sections, s)
		}
	}
}

// Section is a headed part of a report, with the sections below it.
type Section struct {
	ID       string      // where a link leads, unique in the report; "" for none
	Kind     assess.Kind // what of the rubric it is about; "" for the rest
	Heading  string
	Note     string // what stands beside the heading in small print
	Annex    bool   // it is looked up rather than read: a page has it, and its charts, behind all that is read
	Blocks   []Block
	Sections []Section
}

// IsListed reports whether a section stands in the table of contents: those below a practice do not.
func (s Section) IsListed() bool { return s.ID != "" && s.Kind != assess.KindCriterion }

// Block is a Heading, Paragraph, List, Table, Bars, Profiles, Grid, Lanes, Dumbbells or Bridge.
type Block interface{ block() }

// Heading is a heading within a section.
type Heading struct{ Text string }

// Paragraph is running text. Strong text is what a hurried reader should see.
type Paragraph struct {
	Text   string
	Strong bool
}

// List is a list of short texts, numbered from 1 where the order matters.
type List struct {
	Items   []string
	Ordered bool
}

// Table is a table with a head.
type Table struct {
	Columns []Column
	Rows    [][]string
}

// Column is one column of a table. Flexible columns share the width that the others leave. What stands Aside is said
// elsewhere in the document, too: where the width is not enough for all columns, it is left out.
type Column struct {
	Title    string
	Right    bool
	Flexible bool
	Aside    bool
}

func (Heading) block()   {}
func (Paragraph) block() {}
func (List) block()      {}
func (Table) block()     {}
