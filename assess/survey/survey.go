package survey

import (
	"slices"
	"sync/atomic"

	"golang.org/x/text/unicode/norm"

	"fathom/assess"
	"fathom/assess/form"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// Survey is one import at work: files of one survey, read by one mapping. Each file is read twice: first every row is
// understood, and who it is kept; then, where all of them could be, the rows that count are given out one by one. So a
// survey of any length takes little memory.
type Survey struct {
	m        *assess.Model
	mapping  *Mapping
	targets  form.Targets
	set      setFacts
	files    []*fileReader
	kept     map[personKey]keptRow
	rows     int // so far, in all files
	people   madeOf
	subjects madeOf
	members  madeOf // the firms of subjects
	out      Result
	problems problem.List
	doubles  problem.List // of rows of one person: told behind what is wrong with the rows themselves

	// Check is what more is asked of each, nil for nothing. It must not keep the answers.
	Check func(form.Respondent) problem.List
	Rows  atomic.Int64 // that were understood so far, for who watches: each twice
}

// setFacts are the facts that the mapping or the command gives for everybody.
type setFacts struct {
	of               map[string]string
	Rater, RaterName string
}

// Result is what a survey gave.
type Result struct {
	Respondents int
	Dropped     []string // columns that nothing reads, in the order of the last file; by letter where they have no head
	Unread      []string // sheets in view of the last file that were not read

	Skipped      []int    // rows that the mapping leaves out and that hold something, as the files count them
	NotSubmitted int      // rows that were never sent
	Empty        []string // who gave no answer at all, by row and name: the first thousand of them
	Repeated     int      // rows of people of whom another row counts
	RepeatedAt   []string // where they stand: the first thousand of them
	Numbered     bool     // people are called by their rows
	RaterUsed    bool     // a row named nobody, and the rater for those was taken
	Unknown      []Unknown

	survey *Survey
}

// New begins an import. The rater is who filled in a row that names nobody, "" for nobody.
func New(m *assess.Model, mapping *Mapping, rater string) *Survey {
	s := &Survey{m: m, mapping: mapping, targets: form.NewTargets(m), people: madeOf{},
		subjects: madeOf{}, members: madeOf{}, kept: map[personKey]keptRow{}}
	s.set = setFacts{of: mapping.Set, Rater: mapping.Set[form.FactRater], RaterName: mapping.Set[form.FactRaterName]}
	if s.set.Rater == "" && s.set.RaterName == "" {
		s.set.Rater = rater
	}
	return s
}

// Read reads the tables of one file.
func (s *Survey) Read(file string, sheets []form.Cells) { s.read(file, sheets, nil) }

// ReadStream reads a table that is never here as a whole. It must stay open until the respondents are given out.
func (s *Survey) ReadStream(file string, st *form.Stream) { s.read(file, []form.Cells{st.Cells}, st) }

// FirstRows are how many rows of a stream must stay at hand for a mapping.
func FirstRows(mp *Mapping) int { return max(slices.Max(append(mp.Head, 0)), searched) + 2 }

func (s *Survey) read(file string, sheets []form.Cells, stream *form.Stream) {
	s.out.Dropped, s.out.Unread = nil, nil
	t, bad := choose(file, sheets, s.mapping)
	if bad != nil {
		s.problems.Join(bad)
		return
	}
	t.stream = stream
	for i := range sheets {
		if sheets[i].Name != t.Name {
			s.out.Unread = append(s.out.Unread, sheets[i].Name)
		}
	}
	rd := &fileReader{Survey: s, t: t, sheets: sheets, place: len(s.files), before: s.rows, filled: map[int]bool{},
		told: map[string]bool{}, known: map[word]meaning{}, lost: map[word]*Unknown{},
		unknowns: map[unknownKey]*Unknown{},
		ids:      map[[2]string]string{}, whens: map[string]when{}, personal: map[string]bool{}}
	s.files = append(s.files, rd)
	before := len(s.problems)
	if found := rd.columns(); len(s.problems) == before {
		rd.read()
		rd.leftOut()
	} else if found {
		rd.leftOut()
	}
	s.rows += len(rd.counts)
}

// Result ends the reading: what all files gave, and every fault of them. With a fault nothing may be written.
func (s *Survey) Result() (*Result, problem.List) {
	s.out.survey, s.out.Respondents = s, len(s.kept)
	s.problems.Join(s.doubles)
	s.doubles = nil
	return &s.out, s.problems
}

// Left are the columns and sheets of the file read last that nothing reads.
func (s *Survey) Left() (columns, sheets []string) { return s.out.Dropped, s.out.Unread }

// maxKept is how many words, and rows without an answer, are kept for messages.
const maxKept = 1000

// fileReader is one file at work.
type fileReader struct {
	*Survey
	t        *table
	sheets   []form.Cells
	place    int // among the files
	before   int // rows of answers in the files before it
	c        columns
	headless []int        // columns without a head in which nothing was found yet
	filled   map[int]bool // those in which something was
	counts   []bool       // by row of answers: it is the one of its person that counts

	words    []*Unknown
	unknowns map[unknownKey]*Unknown
	known    map[word]meaning
	lost     map[word]*Unknown
	ids      map[[2]string]string // of stages and sectors, by key and text
	whens    map[string]when      // by text
	personal map[string]bool      // by head

	notUnderstood int             // cells of answers
	unsent        []unsent        // problems of rows that may never have been sent
	sums          problem.List    // of the rows that stand last, while they may sum up the others
	told          map[string]bool // of what every row lacks
}

// keep remembers what a text means, as long as they are not too many: other columns than those of levels may have
// another text in every row.
func keep[K comparable, V any](in map[K]V, key K, value V) {
	const most = 10_000
	if len(in) < most {
		in[key] = value
	}
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

// read understands every row, and keeps who they are.
func (rd *fileReader) read() {
	answers := make([]assess.Answer, rd.m.Len()) // of one row after the other: nobody keeps them
	end, broken := 0, false
	for row, bad := range rd.t.all() {
		rd.problems.Join(bad)
		end, broken = rd.t.Number(row), broken || bad != nil
		if bad != nil || !rd.t.isAnswers(row) {
			rd.skipped(row)
			continue
		}
		rd.Rows.Add(1)
		rd.counts = append(rd.counts, false)
		rd.look(row)
		rd.checkWidth(row)
		if !rd.isSubmitted(row) {
			rd.out.NotSubmitted++
		} else if a, understood := rd.understood(row, answers); a != nil {
			rd.check(row, a)
			rd.noteSum(row, understood)
		} else {
			rd.empty(row)
		}
	}
	if len(rd.counts) == 0 && len(rd.problems) == 0 {
		rd.problems.Add(problem.Problem{File: rd.t.file, Kind: "columns", Message: say.Both("no respondent below the head", "表头下面没有任何答卷")})
	}
	if !broken {
		rd.problems.Join(rd.t.checkSkip(end))
	}
	rd.tellSums()
	rd.tellUnsent()
	rd.tellUnknown()
}

// understood reads a row that was sent, and keeps whose it is; nil without any answer. It reports whether all of it
// could be understood.
func (rd *fileReader) understood(row int, answers []assess.Answer) (*assess.Assessment, bool) {
	faults, lost := rd.problems.Total(), rd.notUnderstood
	a, at := rd.respondent(row, rd.before+len(rd.counts), answers)
	if a != nil {
		rd.take(row, a, at)
	}
	return a, rd.problems.Total() == faults && rd.notUnderstood == lost
}

// skipped notes a row that the mapping leaves out.
func (rd *fileReader) skipped(row int) {
	if number := rd.t.Number(row); row > rd.t.last && slices.Contains(rd.t.skip, number) && !rd.t.IsBlank(row) {
		rd.out.Skipped = append(rd.out.Skipped, number)
	}
}

// check asks what the one who reads the survey asks of everybody, once a row is understood.
func (rd *fileReader) check(row int, a *assess.Assessment) {
	if rd.Check != nil && len(rd.problems) == 0 && rd.notUnderstood == 0 {
		rd.problems.Join(rd.Check(rd.t.Respondent(row, a)))
	}
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

// isSubmitted reports whether a row was sent, by all columns that tell.
func (rd *fileReader) isSubmitted(row int) bool {
	for i, column := range rd.c.submitted {
		text, values := rd.text(row, column), rd.mapping.Submitted[i].Values
		if values == nil && slices.Contains(unsentWords(), form.Plain(text)) ||
			values != nil && !slices.Contains(values, sentWord(text)) {
			return false
		}
	}
	return true
}
