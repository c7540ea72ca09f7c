// Package roster is the list of the people who are sent a questionnaire, and what has become of it: who has answered,
// who has not yet, and what came back that was not asked for.
//
// A list is a table, CSV or a workbook, with a person a row. Its first row names the columns, in English or Chinese, of
// which only the name is needed:
//
//	name          姓名        who answers; an id is made of it where no column gives one
//	role          角色        what they do
//	id            标识        tells two people of one name apart
//	subject       评估对象     the name of what is rated; and its id, where it has one of its own:
//	subject id    评估对象标识
//	partner       渠道成员     the firm of the channel that is rated
//	stage         阶段        by id or name, as the rubric has them
//	sector        行业
//	depth         深度        quick, full, or the id of a profile or part
//	language      语言        zh or en: of the questionnaire, and of what is written to the person
//	contact       联系方式     e-mail, phone, WeChat: anything; several columns may say it
//	due           截止日期     like 2026-12-05
//	tag:region    标签:区域    a tag of the subject, by which a portfolio is grouped
//
// Other columns are left out and named. Nothing is guessed: what cannot be read is a problem with its place.
package roster

import (
	"strings"

	"fathom/assess"
	"fathom/assess/form"
	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// MaxPeople is how many rows a list may have, with the one that names the columns.
const MaxPeople = form.MaxRows

// Person is one row of a list: who is asked, about what, and how.
type Person struct {
	Rater    assess.Rater
	Subject  assess.Subject // with the firm and the tags; its ID is "" where neither the list nor a default names one
	Depth    string         // "" where nobody says
	Language say.Language   // "" where nobody says
	Contact  string         // anything, for people
	Due      string         // a date; "" for none

	Row int // in the list, from 1
	at  problem.Problem
}

// Problem is one of the person's row.
func (p *Person) Problem(kind string, m say.Message) problem.Problem {
	out := p.at
	out.Kind, out.Message = kind, m
	return out
}

// Key is what one row has and no other: the person with the subject, and with its firm. One person may be asked about
// several.
func (p *Person) Key() string { return key(p.Rater.ID, p.Subject.ID, p.Subject.Member) }

// SeenName is the name as people see it: alike for two whose names look alike.
func (p *Person) SeenName() string { return rubric.Seen(p.Rater.Name) }

func key(rater, subject, member string) string {
	return strings.ToLower(rater) + "\x00" + strings.ToLower(subject) + "\x00" + rubric.Seen(member)
}

// List is a list as it was read.
type List struct {
	People  []Person
	Dropped []string // columns that stand for nothing here, by their heads
	Unread  []string // sheets of a workbook behind the one that was read
}

// Options are what holds where a list does not say, and how it is written.
type Options struct {
	Subject  assess.Subject
	Depth    string
	Due      string
	Encoding string // of a text, as in [form.Defaults]
}

// Read reads a list of people: CSV or a workbook. The error is a [problem.List] with every fault; then nothing is
// returned.
func Read(file string, data []byte, m *assess.Model, opt Options) (*List, error) {
	tables, err := form.ReadTables(file, data, opt.Encoding)
	if err != nil {
		return nil, tooManyPeople(err)
	}
	rd := &reader{file: file, m: m, opt: opt, columns: map[string]int{}, rows: map[string]int{}}
	for i := range tables {
		switch {
		case rd.t == nil && tables[i].Rows() > 0:
			rd.t = &tables[i]
		case tables[i].Rows() > 0:
			rd.out.Unread = append(rd.out.Unread, tables[i].Name)
		}
	}
	if rd.t == nil {
		return nil, rd.ofFile(say.Both("the file is empty", "文件是空的"))
	}
	if !rd.head() {
		return nil, rd.problems.Err()
	}
	for row := 1; row < rd.t.Rows(); row++ {
		if !rd.t.IsBlank(row) {
			rd.person(row)
		}
	}
	if len(rd.out.People) == 0 && rd.problems == nil {
		return nil, rd.ofFile(say.Both("nobody stands below the head", "表头下面没有任何人"))
	}
	if err := rd.problems.Err(); err != nil {
		return nil, err
	}
	return &rd.out, nil
}

// tooManyPeople words the limit of a table for a list.
func tooManyPeople(err error) error {
	list, ok := err.(problem.List)
	for i := range list {
		if ok && list[i].Kind == "too-many" && list[i].Column <= 1 {
			list[i].Message = say.Both("more than %d rows; make several lists of it", "超过 %d 行；请分成几份名单", MaxPeople)
		}
	}
	return err
}

func (rd *reader) ofFile(m say.Message) error {
	return problem.List{{File: rd.file, Kind: "columns", Message: m}}
}
