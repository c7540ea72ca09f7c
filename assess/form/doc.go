// Package form is the questionnaire as a spreadsheet, for people without a terminal, and back.
//
// Three exports: a workbook to fill in, an XLSForm for ODK and KoboToolbox, and CSV. Import reads filled workbooks,
// CSV and JSON of our own forms, also as a form tool returns them. Nothing is guessed: what cannot be read is a problem
// with its place, and then nothing is returned. Columns that stand for nothing are dropped and named. Tables that other
// tools made are read by package survey; what it shares with this one stands in foreign.go.
//
// The problems have these kinds:
//
//	too-large, too-many, zip, macros   the file is larger than a form can be, or no harmless workbook
//	encoding, csv, workbook            the file cannot be read
//	formula, error-value, row, merged  a cell that says nothing for certain: a formula or its error, a place that is
//	                                   two places
//	separator                          a row of a CSV file whose cells are parted otherwise than those of the head
//	format, rubric, rubric-version     the form is of another format, or was made for another rubric or version
//	columns, duplicate                 the columns do not make a form, or something is given twice
//	unknown-id, unknown-word           a criterion, stage, sector or confidence that does not exist
//	level                              not a level of the criterion's scale
//	no-reason, two-answers             N/A without a reason, or a reason without N/A
//	missing, id, date, number, too-long
//	                                   a fact that is missing or cannot be what it stands for
package form

import (
	"errors"

	"fathom/assess"
	"fathom/rubric/say"
)

// Format is the format id in workbooks and CSV that this package writes.
const Format = "fathom.form/1"

// The limits of a file to import. What exceeds one is refused with a problem that names it.
const (
	MaxBytes   = 10 << 20 // of the file
	MaxRows    = 5_000    // of a sheet, without blank ones
	MaxColumns = 16_384   // of a sheet, as in spreadsheet programs

	maxCell  = 32_767   // characters of a cell, as in spreadsheet programs
	maxTable = 32 << 20 // bytes of all cells together: a workbook may name one text in each of them

	maxUnzipped = 32 << 20 // of a workbook's parts together
	maxParts    = 1_000    // in a workbook's archive
	maxElements = 3_000_000
	maxTexts    = 1_000_000 // in a workbook, to be shared by cells
	maxCells    = 4_000_000 // of a table, blank ones before others in their row among them
	maxDoubts   = 100_000   // cells of a sheet that say nothing for certain
	maxNesting  = 100       // of elements
	// bytes of a tag with its attributes, or of a text: a cell's is shorter, however it is escaped
	maxTag = 1 << 20
)

func tooLong(n, limit int) say.Message {
	return say.Both("the text has %d characters; the limit is %d", "文字有 %d 个字符，上限是 %d 个", n, limit)
}

func tooMuchText() say.Message {
	return say.Both("the cells hold more than %d MiB of text", "单元格里的文字合计超过 %d MiB", maxTable>>20)
}

func tooManyColumns() say.Message {
	return say.Both("more than %d columns", "超过 %d 列", MaxColumns)
}

func tooManyCells() say.Message {
	return say.Both("more than %d cells", "超过 %d 个单元格", maxCells)
}

// ErrNotKept tells that an assessment holds what a form cannot carry: importing it would give something else.
var ErrNotKept = errors.New("form: the assessment cannot be kept in a form")

// Options are the choices of an export.
type Options struct {
	Depth string         // what is asked; "" is the assessment's, or everything
	Langs []say.Language // "zh", "en" or both, in the order they are shown

	Stage, Sector, Member string // of a blank form

	// the facts are those of the assessment: who fills the form in cannot change them, but for a role that is missing
	Locked bool
}

// form is one export at work.
type form struct {
	m     *assess.Model
	a     *assess.Assessment
	langs []say.Language

	locked bool
}

// newForm lays a form out. Without an assessment it is blank.
func newForm(m *assess.Model, a *assess.Assessment, opt Options) *form {
	f := &form{m: m, a: &assess.Assessment{Answers: make([]assess.Answer, m.Len())}, langs: opt.Langs,
		locked: opt.Locked}
	f.a.Subject.Stage, f.a.Subject.Sector, f.a.Subject.Member = opt.Stage, opt.Sector, opt.Member
	if a != nil {
		kept := *a
		f.a = &kept
	}
	if opt.Depth != "" {
		f.a.Depth = opt.Depth
	}
	if len(f.langs) == 0 {
		f.langs = []say.Language{"en"}
	}
	return f
}

// asked lists the criteria of the form: those of the depth but for what the sector leaves out, and those that have an
// answer.
func (f *form) asked() []int {
	var out []int
	for i := range f.m.Len() {
		if f.m.AskedIn(f.a, i) || f.a.Answers[i].Given {
			out = append(out, i)
		}
	}
	return out
}
