package survey

import (
	"fathom/assess/form"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// This file tells of rows at the end of a table that sum up the others, where their numbers happen to be levels.

// noteSum keeps what is to be told of a row that may be a sum, until another row stands below it that is none. Of one
// that is not understood something is told already.
func (rd *fileReader) noteSum(row int, understood bool) {
	column, m := rd.sumAt(row)
	switch {
	case column < 0:
		rd.sums = nil
	case understood && len(rd.counts) > 1:
		rd.sums = append(rd.sums, rd.t.Problem(row, column, "total", m))
	}
}

// sumAt finds a word for a sum where a row says who answered, or what is rated; -1 without one. Where each row is
// somebody, that is the word of a person.
func (rd *fileReader) sumAt(row int) (column int, m say.Message) {
	number := rd.t.Number(row)
	who := []int{rd.c.person, rd.c.name, rd.c.fact(form.FactRater), rd.c.fact(form.FactRaterName)}
	for _, c := range who {
		if c >= 0 && !rd.mapping.Respondent.Number && rd.isSumAt(row, c) {
			return c, say.Both("%[1]s in the last row may sum up the others; in the mapping: skip: [%[2]d], or respondent: number where it is somebody", "最后一行的 %[1]s 可能是合计；请在映射里写 skip: [%[2]d]；如果确实是人，写 respondent: number",
				short(rd.t.Look(row, c)), number)
		}
	}
	for _, fact := range []string{form.FactSubject, form.FactName, form.FactMember} {
		if c := rd.c.fact(fact); c >= 0 && rd.isSumAt(row, c) {
			return c, say.Both("%[1]s in the last row may sum up the others; in the mapping: skip: [%[2]d]; or, where it is what was rated, write its whole name in the table", "最后一行的 %[1]s 可能是合计；请在映射里写 skip: [%[2]d]；如果确实是评估对象，请在表格里写全名称",
				short(rd.t.Look(row, c)), number)
		}
	}
	return -1, m
}

// isSumAt reports whether a cell says that its row sums up others. An N may be somebody's initial.
func (rd *fileReader) isSumAt(row, column int) bool {
	word := form.Plain(rd.t.Look(row, column))
	return word != "n" && sumWord().MatchString(word)
}

// tellSums tells of the rows that stood last.
func (rd *fileReader) tellSums() {
	rd.problems.Join(problem.List(rd.sums))
}
