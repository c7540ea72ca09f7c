package form

import (
	"archive/zip"
	"bytes"
	"fmt"
	"slices"
	"strings"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// This file is what forms share with tables of other makers: see package survey.

// ReadTables reads a file that is no form: the sheets in view of a workbook, the one table of CSV or JSON, or the
// tables in a zip. What one cell is in doubt about is a problem only for who asks for the cell. The encoding is that of
// a text, as in [Defaults]. The error is a [problem.List].
func ReadTables(file string, data []byte, encoding string) ([]Cells, error) {
	all, err := ReadSheets(file, data, encoding)
	return slices.DeleteFunc(all, func(c Cells) bool { return c.Hidden && c.Name != metaSheet }), err
}

// ReadSheets is ReadTables with the sheets that are hidden.
func ReadSheets(file string, data []byte, encoding string) ([]Cells, error) {
	switch {
	case len(data) > MaxBytes:
		return nil, problem.List{tooLarge(file)}
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		if parts := zippedCSV(data); parts != nil {
			return cellsOfZip(file, parts, encoding)
		}
		return ReadCells(file, data)
	}
	if bad := refused(file, data); bad != nil {
		return nil, bad
	}
	t, problems := readTitled(file, data, encoding)
	if err := problems.Err(); err != nil {
		return nil, err
	}
	t.unguardOthers()
	return []Cells{{t: t}}, nil
}

// RespondentOf is somebody whose answers are a file of their own.
func RespondentOf(file string, as *assess.Assessment) Respondent {
	return Respondent{Place: file, Assessment: as, at: problem.Problem{File: file}}
}

// Text turns the bytes of a text file into UTF-8 without a byte order mark, by the rules of [Defaults]. The error is a
// [problem.List].
func Text(file string, data []byte, encoding string) (string, error) {
	text, bad := decode(file, data, encoding)
	return text, bad.Err()
}

// cellsOfZip reads the CSV files of a zip, each as a sheet of its name.
func cellsOfZip(file string, parts []*zip.File, encoding string) (out []Cells, err error) {
	tables, bad := zippedTables(file, parts, encoding)
	for i, t := range tables {
		t.unguardOthers()
		out = append(out, Cells{Name: parts[i].Name, t: t})
	}
	return out, bad.Err()
}

// refused are the files that are no table, by how they begin.
func refused(file string, data []byte) problem.List {
	switch begin := bytes.ToLower(bytes.TrimSpace(data[:min(len(data), 200)])); {
	case bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0")):
		return problem.List{fault(file, "workbook", say.Both("an old workbook (.xls) or one with a password; open it in Excel or WPS, save it as .xlsx without a password, and import that", "旧格式（.xls）或带密码的工作簿；请用 Excel 或 WPS 打开，另存为不带密码的 .xlsx，再导入"))}
	case bytes.HasPrefix(begin, []byte("<")):
		return problem.List{fault(file, "workbook", say.Both("a web page, whatever its name ends in; open it in Excel or WPS, save it as .xlsx, and import that", "这其实是网页，不管文件名怎么写；请用 Excel 或 WPS 打开，另存为 .xlsx，再导入"))}
	}
	return nil
}

// IsForm reports whether tables are a form of ours: a workbook with the sheet that says so, or a row a criterion.
func IsForm(tables []Cells) bool {
	for i := range tables {
		if tables[i].Name == metaSheet {
			return true
		}
	}
	return len(tables) == 1 && len(tables[0].t.rows) > 0 && isLong(tables[0].t.rows[0])
}

// IsSheet reports whether the table is one of several in a workbook, and has a name.
func (c *Cells) IsSheet() bool { return c.t.sheet != "" }

// Number is the number of a row as its file counts, from 1; in JSON that of the object.
func (c *Cells) Number(row int) int { return c.t.places[row] }

// Place is where a row stands, for people: the file and the number of the row, in JSON the line.
func (c *Cells) Place(row int) string {
	n := c.Number(row)
	if c.t.spots != nil {
		n = c.t.spotOf(row, 0).Line
	}
	return fmt.Sprintf("%s:%d", c.t.file, n)
}

// Beside are the keys that JSON has beside the list of answers, but for those that count pages.
func (c *Cells) Beside() []string { return c.t.beside }

// Respondent is who filled in a row.
func (c *Cells) Respondent(row int, as *assess.Assessment) Respondent {
	return Respondent{Place: c.Place(row), Assessment: as, at: c.t.problem(row, 0, "", say.Message{})}
}

// Merged finds merged cells below a row that hold several of the cells that are read: only the first of them would have
// what the others show.
func (c *Cells) Merged(head int, isRead func(column int) bool) problem.List {
	c.t.head = head
	return c.t.mergedCells(isRead)
}

// First is the cell whose value a cell shows: that of the corner where cells are merged, else itself. A merged area
// whose first row holds nothing shows nothing.
func (c *Cells) First(row, column int) (int, int) {
	if row < 0 || row >= len(c.t.rows) {
		return row, column
	}
	a, merged := c.t.mergedAt(row, column)
	if first, found := slices.BinarySearch(c.t.places, a.row); merged && found {
		return first, a.col - 1
	}
	return row, column
}

// Decode is the text of a file that is no table by the rules of tables: the encoding as in [Defaults]. The error is a
// [problem.List].
func Decode(file string, data []byte, encoding string) (string, error) {
	if len(data) > MaxBytes {
		return "", problem.List{tooLarge(file)}
	}
	text, bad := decode(file, data, encoding)
	return lineEnds(text), bad.Err()
}

// Facts are the keys of what is known about a respondent and the subject, besides tags.
func Facts() []string { return personFacts() }

// The keys of single facts.
const (
	FactSubject, FactName, FactStage, FactSector, FactDate = factSubject, factName, factStage, factSector, factDate
	FactRater, FactRaterName, FactRole, FactMember         = factRater, factRaterName, factRole, factMember

	FactDepth = factDepth
)

// TagPrefix begins the key of a tag.
const TagPrefix = tagPrefix

// The parts of the answer to a criterion.
const (
	FieldAnswer, FieldReason, FieldNote, FieldEvidence, FieldConfidence = colAnswer, colReason, colNote, colEvidence,
		colConfidence
)

// Target is what a column stands for.
type Target struct {
	Criterion int    // its index; -1 for a fact
	Field     string // the part of the answer, or the key of the fact
}

// Targets are what columns can stand for.
type Targets struct {
	names  map[string]target
	labels func() *readLabels // made when first asked for
}

// NewTargets lists what columns can stand for. It is made once for all tables of a rubric.
func NewTargets(m *assess.Model) Targets { return Targets{targetNames(m), labelsOf(m)} }

// Of finds what a name stands for: a criterion's full id, with #note and the like for the rest of its answer, a fact,
// or a tag.
func (t Targets) Of(name string) (Target, bool) {
	if to, ok := t.names[name]; ok {
		return Target{to.criterion, to.field}, to.criterion >= 0 || slices.Contains(Facts(), to.field)
	}
	tag, ok := strings.CutPrefix(name, tagPrefix)
	return Target{-1, name}, ok && strings.TrimSpace(tag) != ""
}

// OfHead finds what a head of our own forms stands for by the name in it.
func (t Targets) OfHead(head string) (Target, bool) {
	to, ok := (&reader{names: t.names}).column(head)
	return Target{to.criterion, to.field}, ok
}

// OfHeads finds what the heads of our own forms stand for, by place, also as another tool shows them.
func (t Targets) OfHeads(heads []string) map[int]Target {
	out := map[int]Target{}
	for c, to := range (&reader{names: t.names, labels: t.labels}).heads(heads) {
		out[c] = Target{to.criterion, to.field}
	}
	return out
}

// IsNA, IsUnknown and IsUnanswered report whether a text says so in our own words, however it is written.
func IsNA(s string) bool { return isWord(s, notApplicable(), "na", "not applicable") }

// IsUnknown implements what IsNA says.
func IsUnknown(s string) bool { return isWord(s, dontKnow(), "unknown", "dont know") }

// IsUnanswered implements what IsNA says.
func IsUnanswered(s string) bool { return isWord(s, unanswered()) }

// LevelOf reads a level of the scale as people write it: its number, its whole name, or both. In the words of another
// tool how a name begins may be anything.
func LevelOf(s string, scale *rubric.Scale) (level int, ok bool) { return levelOf(s, scale) }

// StageOf finds a stage by its id or its whole name.
func StageOf(r *rubric.Rubric, s string) (id string, ok bool) { return calledBy(s, stagesOf(r)) }

// SectorOf finds a sector as StageOf does.
func SectorOf(r *rubric.Rubric, s string) (id string, ok bool) { return calledBy(s, sectorsOf(r)) }

// ConfidenceOf reads a word for how sure somebody is.
func ConfidenceOf(s string) (id string, ok bool) {
	for _, c := range confidences() {
		if isWord(s, c.Message) {
			return c.id, true
		}
	}
	return "", false
}

// Plain is what people type made comparable: half-width, lower case, no blanks.
func Plain(s string) string { return plain(s) }
