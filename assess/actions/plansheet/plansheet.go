// Package plansheet reads what a team wrote into the sheet of a plan, in a workbook of the gap report or of the plan.
//
// The sheet is found by its heads, in either language and wherever the columns stand; only those of
// [fathom/assess/actions.SheetHeads] are read. Nothing is guessed, and nothing that was typed there is passed over:
// what cannot be read is a problem with its cell, of these kinds besides those of [fathom/assess/form]:
//
//	no-plan, subject, rubric    no sheet of a plan, or one of another subject or rubric
//	id, duplicate               a row with something typed and without a step's id, or two of one
//	unknown-word, done          a status that does not exist, or done without its day
package plansheet

import (
	"slices"

	"fathom/assess/actions"
	"fathom/assess/form"
	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// Read reads the entries of a workbook: of a plan for a subject, by a rubric. The error is a [problem.List].
func Read(file string, data []byte, subject string, r *rubric.Rubric) ([]actions.Entry, error) {
	sheets, err := form.ReadCells(file, data)
	if err != nil {
		return nil, err
	}
	rd := &reader{file: file, r: r, heads: actions.SheetHeads()}
	rd.facts(sheets, subject)
	found := false
	for i := range sheets {
		if head := rd.find(&sheets[i]); head >= 0 && !sheets[i].Hidden {
			found = true
			rd.sheet(head)
		}
	}
	if !found {
		rd.whole("no-plan", say.Both("no sheet of a plan, with the columns Step id and Status", "没有计划的工作表，即含“步骤编号”和“进展”两列的表"))
	}
	if err := rd.problems.Err(); err != nil {
		return nil, err
	}
	return rd.entries, nil
}

type reader struct {
	file     string
	r        *rubric.Rubric
	heads    actions.Heads
	problems problem.List
	entries  []actions.Entry

	cells   *form.Cells // of the sheet at hand
	columns struct{ id, who, due, state, done, note int }
}

// facts holds what the workbook says of itself against what it is read for. One without facts is taken as it is.
func (rd *reader) facts(sheets []form.Cells, subject string) {
	i := slices.IndexFunc(sheets, func(c form.Cells) bool {
		return c.Hidden && c.Rows() > 0 && c.Text(0, 0, &rd.problems) == actions.FactFormat &&
			c.Text(0, 1, &rd.problems) == actions.SheetFormat
	})
	if i < 0 {
		return
	}
	for row := range sheets[i].Rows() {
		value := sheets[i].Text(row, 1, &rd.problems)
		switch name := sheets[i].Text(row, 0, &rd.problems); {
		case name == actions.FactSubject && value != subject:
			rd.whole("subject", say.Both("the workbook is of %s; the plan is for %s", "工作簿是 %s 的，当前的计划是 %s 的", problem.Short(value), subject))
		case name == actions.FactRubric && value != rd.r.ID:
			rd.whole("rubric", say.Both("the workbook is by rubric %s; the one in use is %s", "工作簿用的评估标准是 %s，当前用的是 %s", problem.Short(value), rd.r.ID))
		}
	}
}

// whole adds a problem of the whole file.
func (rd *reader) whole(kind string, m say.Message) {
	rd.problems.Add(problem.Problem{File: rd.file, Kind: kind, Message: m})
}

// headRows is how far down a head is looked for.
const headRows = 30

// find is the row of the heads of a plan's sheet, -1 without one.
func (rd *reader) find(c *form.Cells) int {
	rd.cells = c
	for row := range min(c.Rows(), headRows) {
		at := func(m say.Message) int {
			for column := range c.Columns(row) {
				if form.IsWord(c.Text(row, column, &problem.List{}), m) {
					return column
				}
			}
			return -1
		}
		k := &rd.columns
		k.id, k.who, k.due = at(rd.heads.ID), at(rd.heads.Who), at(rd.heads.Due)
		k.state, k.done, k.note = at(rd.heads.State), at(rd.heads.Done), at(rd.heads.Note)
		if k.id >= 0 && k.state >= 0 {
			return row
		}
	}
	return -1
}

func (rd *reader) sheet(head int) {
	first := map[string]int{}
	for row := head + 1; row < rd.cells.Rows(); row++ {
		e := rd.row(row)
		id := rd.columns.id
		wrote := e.State != "" || e.Who != "" || e.Due != "" || e.Done != "" || e.Note != ""
		_, _, isStep := actions.StepOf(rd.r, e.ID)
		switch {
		case e.ID == "" && !wrote && e.Title == "":
			continue
		case e.ID == "" && (wrote || e.Title != ""):
			rd.fault(row, id, "id", say.Both("this row has no step id; write one, for something of your own a word such as hire-director", "这一行没有步骤编号；请补上，自己加的事可以起一个词，例如 hire-director"))
			continue
		case !actions.ValidID(e.ID):
			rd.fault(row, id, "id", say.Both("%s cannot be a step id: a step like roles@3, or a word of letters, digits, _ . and -, beginning with a letter", "%s 不能作步骤编号：写步骤，例如 roles@3，或以字母开头、由字母、数字、_ . - 组成的词", problem.Short(e.ID)))
			continue
		case first[e.ID] > 0:
			rd.fault(row, id, "duplicate", say.Both("%s is on this sheet twice", "%s 在表里写了两次", e.ID))
			continue
		}
		first[e.ID] = row
		if wrote || !isStep {
			rd.entries = append(rd.entries, e)
		}
	}
}

func (rd *reader) fault(row, column int, kind string, m say.Message) {
	rd.problems.Add(rd.cells.Problem(row, max(column, 0), kind, m))
}

// row reads what was typed in a row.
func (rd *reader) row(row int) actions.Entry {
	k := &rd.columns
	text := func(column int) string {
		if column < 0 {
			return ""
		}
		return rd.cells.Text(row, column, &rd.problems)
	}
	date := func(column int) string {
		if column < 0 {
			return ""
		}
		return rd.cells.Date(row, column, &rd.problems)
	}
	e := actions.Entry{ID: text(k.id), Who: text(k.who), Due: date(k.due), Done: date(k.done), Note: text(k.note),
		Place: rd.cells.Problem(row, k.id, "", say.Message{})}
	e.State = rd.state(row, text(k.state), e.Done)
	for column := range k.id {
		// what a row is called is only a comment: what is wrong there is nobody's fault
		if t := rd.cells.Text(row, column, &problem.List{}); len(t) > len(e.Title) {
			e.Title = t
		}
	}
	return e
}

// state reads a status. Who says done says when, and a day alone says done, as in the file of actions.
func (rd *reader) state(row int, word, done string) actions.State {
	state := actions.State("")
	for _, s := range actions.States() {
		if form.IsWord(word, actions.State(s).Word(), s) {
			state = actions.State(s)
		}
	}
	switch {
	case word != "" && state == "":
		rd.fault(row, rd.columns.state, "unknown-word", say.Both("no such status: %s; pick open, doing, done or dropped", "没有“%s”这种进展；请选未开始、进行中、已完成或不做", problem.Short(word)))
	case state == actions.Done && done == "":
		rd.fault(row, rd.columns.state, "done", say.Both("say when it was done, under Done on", "请在“完成日”一列写明日期"))
	case word == "" && done != "":
		return actions.Done
	case state != actions.Done && done != "":
		rd.fault(row, rd.columns.done, "done", say.Both("this has a day on which it was done, and another status", "写了完成日期，进展却不是已完成"))
	}
	return state
}
