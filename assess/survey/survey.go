package survey

import (
	"slices"

	"golang.org/x/text/unicode/norm"

	"fathom/assess"
	"fathom/assess/form"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// Survey is one import at work: files of one survey, read by one mapping.
type Survey struct {
	m        *assess.Model
	mapping  *Mapping
	targets  form.Targets
	set      setFacts
	all      []Respondent
	rows     int               // so far, in all files
	people   map[string]string // ids in lower case, and what they were made of
	out      Result
	problems problem.List
}

// setFacts are the facts that the mapping or the command gives for everybody.
type setFacts struct {
	of               map[string]string
	Rater, RaterName string
}

// Result is what a survey gave.
type Result struct {
	Respondents []Respondent
	Dropped     []string // columns that nothing reads, in the order of the last file; by letter where they have no head
	Unread      []string // sheets in view of the last file that were not read

	Skipped      []int    // rows that the mapping leaves out and that hold something, as the files count them
	NotSubmitted int      // rows that were never sent
	Empty        []string // who gave no answer at all, by row and name
	Repeated     int      // rows of people of whom another row counts
	RepeatedAt   []string // where they stand
	Numbered     bool     // people are called by their rows
	RaterUsed    bool     // a row named nobody, and the rater for those was taken
	Unknown      []Unknown
}

// Respondent is one filled row.
type Respondent struct {
	form.Respondent
	when when
}

// New begins an import. The rater is who filled in a row that names nobody, "" for nobody.
func New(m *assess.Model, mapping *Mapping, rater string) *Survey {
	s := &Survey{m: m, mapping: mapping, targets: form.NewTargets(m), people: map[string]string{}}
	s.set = setFacts{of: mapping.Set, Rater: mapping.Set[form.FactRater], RaterName: mapping.Set[form.FactRaterName]}
	if s.set.Rater == "" && s.set.RaterName == "" {
		s.set.Rater = rater
	}
	return s
}

// Read reads the tables of one file.
func (s *Survey) Read(file string, sheets []form.Cells) {
	s.out.Dropped, s.out.Unread = nil, nil
	t, bad := choose(file, sheets, s.mapping)
	if bad != nil {
		s.problems.Join(bad)
		return
	}
	for i := range sheets {
		if sheets[i].Name != t.Name {
			s.out.Unread = append(s.out.Unread, sheets[i].Name)
		}
	}
	s.out.Skipped = append(s.out.Skipped, t.skipped...)
	rd := &fileReader{Survey: s, t: t, sheets: sheets, told: map[string]bool{}, known: map[word]meaning{}}
	before := len(s.problems)
	if rd.columns(); len(s.problems) == before {
		rd.read()
	}
	s.rows += len(t.rows)
}

// Result ends the import: what all files gave, and every fault of them. With a fault nothing may be written.
func (s *Survey) Result() (*Result, problem.List) {
	s.settle()
	return &s.out, s.problems
}

// Left are the columns and sheets of the file read last that nothing reads.
func (s *Survey) Left() (columns, sheets []string) { return s.out.Dropped, s.out.Unread }

// fileReader is one file at work.
type fileReader struct {
	*Survey
	t      *table
	sheets []form.Cells
	c      columns
	words  []*Unknown
	known  map[word]meaning

	notUnderstood int             // cells of answers
	sentLine      string          // of the mapping, that would leave out rows that were never sent; see [ifUnsent]
	told          map[string]bool // of what every row lacks
}

func (rd *fileReader) fault(row, column int, kind string, m say.Message) {
	rd.problems.Add(rd.t.Problem(row, column, kind, m))
}

// once tells what is missing in every row alike in the first of them only.
func (rd *fileReader) once(row int, kind string, m say.Message) {
	if rd.told[m.EN] {
		return
	}
	rd.told[m.EN] = true
	rd.fault(row, 0, kind, m)
}

// text is what a cell says, "" without a column. An accent is on its letter, also where a Mac writes it behind.
func (rd *fileReader) text(row, column int) string {
	if column < 0 {
		return ""
	}
	return norm.NFC.String(rd.t.Text(row, column, &rd.problems))
}

func (rd *fileReader) read() {
	for i, row := range rd.t.rows {
		rd.checkWidth(row)
		if rd.isSubmitted(row) {
			rd.respondent(row, rd.rows+i+1)
		} else {
			rd.out.NotSubmitted++
		}
	}
	rd.tellUnknown()
}

// checkWidth refuses a row of CSV with more cells than heads: a separator inside an answer has moved all behind it.
func (rd *fileReader) checkWidth(row int) {
	for c := len(rd.t.heads); c < rd.t.Columns(row) && !rd.t.IsSheet(); c++ {
		if rd.t.Look(row, c) != "" {
			rd.fault(row, c, "columns", say.Both("the row has more cells than the head; is a text with the separator in it not in quotation marks?", "这一行的单元格比表头多；是不是文字里有分隔符却没加引号？"))
			return
		}
	}
}

// isSubmitted reports whether a row was sent, by the column that tells.
func (rd *fileReader) isSubmitted(row int) bool {
	text := form.Plain(rd.text(row, rd.c.submitted))
	values := rd.mapping.Submitted.Values
	if rd.c.submitted < 0 || values == nil {
		return rd.c.submitted < 0 || !slices.Contains(unsentWords(), text)
	}
	for _, value := range values {
		if text == value {
			return true
		}
	}
	return false
}
