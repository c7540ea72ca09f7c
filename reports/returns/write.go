package returns

import (
	_ "embed"
	"io"
	"slices"
	"strconv"
	"strings"

	"fathom/assess"
	"fathom/assess/roster"
	"fathom/reports/record"
)

//go:embed status.schema.json
var schema string

// Schema returns the JSON Schema of the documents of what came back.
func Schema() []byte { return []byte(schema) }

// Format is the value of the `format` key of the JSON.
const Format = "fathom.status/1"

// The shape of the JSON. What there is none of is null, a list without entries [].
type (
	statusDoc struct {
		Format    string        `json:"format"`
		Program   string        `json:"program"`
		Rubric    record.Rubric `json:"rubric"`
		Now       string        `json:"now"`
		Counts    countsDoc     `json:"counts"`
		People    []personDoc   `json:"people"` // in the order of the list
		Strangers []strangerDoc `json:"strangers"`
		Unread    []unreadDoc   `json:"unread"`
	}
	// countsDoc counts: complete + partial + waiting + unusable = people; those who are late are some of them.
	countsDoc struct {
		People    int `json:"people"`
		Complete  int `json:"complete"`
		Partial   int `json:"partial"`
		Waiting   int `json:"waiting"`
		Unusable  int `json:"unusable"`
		Late      int `json:"late"`
		Strangers int `json:"strangers"` // returns
		Unread    int `json:"unread"`    // files
	}
	personDoc struct {
		ID       string        `json:"id"`
		Name     string        `json:"name"`
		Role     *string       `json:"role"`
		Row      int           `json:"row"`
		Subject  subjectDoc    `json:"subject"` // as the list has it
		Depth    *string       `json:"depth"`
		Language *string       `json:"language"`
		Contact  *string       `json:"contact"`
		Due      *string       `json:"due"`
		State    roster.State  `json:"state"`
		DaysLate int           `json:"days_late"` // 0 for who is not late
		Asked    int           `json:"asked"`     // criteria; 0 where nothing came back
		Answered int           `json:"answered"`
		Missing  []string      `json:"missing"`
		Marks    []roster.Mark `json:"marks"`
		Differ   int           `json:"differ"`  // criteria on which several returns of the person differ
		Returns  []returnDoc   `json:"returns"` // the one that counts first
	}
	subjectDoc struct {
		ID     *string `json:"id"`
		Name   *string `json:"name"`
		Member *string `json:"member"`
		Stage  *string `json:"stage"`
		Sector *string `json:"sector"`
	}
	returnDoc struct {
		File    string  `json:"file"`
		Date    string  `json:"date"`
		Version *string `json:"version"` // of the rubric, where it is another
		Texts   int     `json:"texts"`   // answers to another wording
	}
	strangerDoc struct {
		File    string     `json:"file"`
		Date    string     `json:"date"`
		Rater   *raterDoc  `json:"rater"`
		Subject subjectDoc `json:"subject"`
		Near    *int       `json:"near"` // row of the list
	}
	raterDoc struct {
		ID   string  `json:"id"`
		Name *string `json:"name"`
	}
	unreadDoc struct {
		File    string `json:"file"`
		Line    int    `json:"line"` // 0 for the whole file
		Column  int    `json:"column"`
		Message string `json:"message"`
	}
)

// WriteJSON writes one JSON document of format [Format].
func (r *Returns) WriteJSON(w io.Writer) error { return record.Write(w, r.document()) }

func (r *Returns) document() statusDoc {
	d := statusDoc{Format: Format, Program: record.Program(), Rubric: record.RubricOf(r.Rubric, r.Digest), Now: r.Now,
		People: make([]personDoc, len(r.People)), Strangers: []strangerDoc{}, Unread: []unreadDoc{},
		Counts: countsDoc{len(r.People), r.count(roster.Complete), r.count(roster.Partial), r.count(roster.Waiting),
			r.count(roster.Unusable), r.late(), len(r.Strangers), len(r.Unread)}}
	for i := range r.People {
		d.People[i] = r.personOf(&r.People[i])
	}
	for _, s := range r.Strangers {
		d.Strangers = append(d.Strangers, r.strangerOf(s))
	}
	for _, p := range r.Unread {
		d.Unread = append(d.Unread, unreadDoc{p.File, p.Line, p.Column, p.Message.In(r.Language)})
	}
	return d
}

func (r *Returns) personOf(p *roster.Standing) personDoc {
	d := personDoc{ID: p.Rater.ID, Name: p.Rater.Name, Role: record.Given(p.Rater.Role), Row: p.Row,
		Subject: subjectOf(&p.Subject), Depth: record.Given(p.Depth), Language: record.Given(string(p.Language)),
		Contact: record.Given(p.Contact), Due: record.Given(p.Due), State: p.State, DaysLate: p.Late, Asked: p.Asked,
		Answered: p.Answered, Missing: []string{}, Marks: append([]roster.Mark{}, p.Marks...), Differ: p.Differ,
		Returns: []returnDoc{}}
	for _, i := range p.Missing {
		d.Missing = append(d.Missing, r.FullID(i))
	}
	for _, i := range p.Returns {
		back := &r.Status.Returns[i]
		d.Returns = append(d.Returns,
			returnDoc{back.File, back.Assessment.Date, record.Given(back.Version), back.Texts})
	}
	return d
}

func subjectOf(s *assess.Subject) subjectDoc {
	return subjectDoc{record.Given(s.ID), record.Given(s.Name), record.Given(s.Member), record.Given(s.Stage),
		record.Given(s.Sector)}
}

func (r *Returns) strangerOf(s roster.Stranger) strangerDoc {
	a := r.Status.Returns[s.Return].Assessment
	d := strangerDoc{File: r.Status.Returns[s.Return].File, Date: a.Date, Subject: subjectOf(&a.Subject)}
	if len(a.Raters) == 1 && !a.Panel {
		d.Rater = &raterDoc{a.Raters[0].ID, record.Given(a.Raters[0].Name)}
	}
	if s.Near != nil {
		d.Near = &s.Near.Row
	}
	return d
}

// The states of rows that are nobody's on the list.
const stranger, unread = "stranger", "unread"

// WriteCSV writes a row a person of the list, then one a return of nobody on it, then one a file that cannot be read.
func (r *Returns) WriteCSV(w io.Writer) error {
	d := r.document()
	rows := [][]string{{"row", "id", "name", "role", "subject", "subject_name", "partner", "depth", "language",
		"contact", "due", "state", "days_late", "asked", "answered", "missing", "marks", "returns", "date", "file",
		"message"}}
	for i := range d.People {
		p := &d.People[i]
		file, date := "", ""
		if len(p.Returns) > 0 {
			file, date = p.Returns[0].File, p.Returns[0].Date
		}
		var marks []string
		for _, m := range p.Marks {
			marks = append(marks, string(m))
		}
		rows = append(rows, cells(strconv.Itoa(p.Row), p.ID, p.Name, or(p.Role), or(p.Subject.ID), or(p.Subject.Name),
			or(p.Subject.Member), or(p.Depth), or(p.Language), or(p.Contact), or(p.Due), string(p.State),
			strconv.Itoa(p.DaysLate), strconv.Itoa(p.Asked), strconv.Itoa(p.Answered), strings.Join(p.Missing, " "),
			strings.Join(marks, " "), strconv.Itoa(len(p.Returns)), date, file, ""))
	}
	for _, s := range d.Strangers {
		rater := raterDoc{}
		if s.Rater != nil {
			rater = *s.Rater
		}
		rows = append(rows, cells("", rater.ID, or(rater.Name), "", or(s.Subject.ID), or(s.Subject.Name),
			or(s.Subject.Member), "", "", "", "", stranger, "", "", "", "", "", "", s.Date, s.File, ""))
	}
	for _, u := range d.Unread {
		row := make([]string, len(rows[0]))
		row[slices.Index(rows[0], "state")], row[slices.Index(rows[0], "file")] = unread, u.File
		row[slices.Index(rows[0], "message")] = u.Message
		rows = append(rows, cells(row...))
	}
	return record.WriteCSV(w, rows)
}

func or(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// cells makes texts safe for a spreadsheet.
func cells(texts ...string) []string {
	for i := range texts {
		texts[i] = record.Cell(texts[i])
	}
	return texts
}
