package survey

import (
	"strings"

	"fathom/assess/form"
	"fathom/rubric/pattern"
	"fathom/rubric/problem"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

// This file proposes the line of the mapping for rows that are no answers: never sent, a second head, a sum.

// unsent is a problem of a row that may never have been sent. Which line of a mapping leaves such rows out is seen in
// the whole table, so that the message is only made once it is read.
type unsent struct {
	at, column      int // the place in the list of problems, and the column
	before, another say.Message
}

// ifUnsent proposes to leave out rows that were never sent where the mapping does not do so yet; then comes another
// way. The column is that of the day, if no other tells.
func (rd *fileReader) ifUnsent(row, column int, kind string, before, another say.Message) {
	at := len(rd.problems)
	rd.fault(row, column, kind, before.And(another))
	if rd.c.submitted == nil && at < problem.MaxKept && rd.problems[at].More == 0 {
		rd.unsent = append(rd.unsent, unsent{at, column, before, another})
	}
}

// tellUnsent makes the messages.
func (rd *fileReader) tellUnsent() {
	if rd.unsent == nil {
		return
	}
	sent := rd.t.findSent()
	if sent == nil {
		sent = []sentBy{{column: rd.unsent[0].column}}
	}
	line := rd.t.submittedLine(sent)
	for _, u := range rd.unsent {
		rd.problems[u.at].Message = u.before.And(say.Both("%s, where the row was never sent; or ", "%s（如果这一行从未提交），或 ", line)).And(u.another)
	}
}

// submittedLine is the line of a mapping that takes the rows that all of some columns say were sent.
func (t *table) submittedLine(sent []sentBy) string {
	var all []string
	for _, s := range sent {
		all = append(all, s.in(t))
	}
	if len(all) == 1 {
		return "submitted: " + all[0]
	}
	return "submitted: [" + strings.Join(all, ", ") + "]"
}

// in is how a mapping takes the rows with one of the values, or with anything.
func (s sentBy) in(t *table) string {
	var quoted []string
	for _, v := range s.values {
		quoted = append(quoted, strictyaml.Quote(v))
	}
	value := strings.Join(quoted, ", ")
	switch len(quoted) {
	case 0:
	case 1:
		value = ", value: " + value
	default:
		value = ", value: [" + value + "]"
	}
	return "{column: " + strictyaml.Quote(t.headOf(s.column)) + value + "}"
}

// headOf is how a mapping calls a column.
func (t *table) headOf(c int) string {
	if head := t.heads[c]; head != "" && len(t.find(head)) == 1 {
		return head
	}
	return letter(c)
}

// noDay tells of what a tool writes where there is no day: of a row that was sent without one, or never.
func (rd *fileReader) noDay(row, column int, text string, isSent bool) {
	if isSent {
		rd.fault(row, column, "date", say.Both("%s is what LimeSurvey writes where it keeps no dates; in the mapping: set: {date: 2026-11-20}, and no column for the date", "%s 是 LimeSurvey 不保留日期时写的；请在映射里写 set: {date: 2026-11-20}，不写日期列", short(text)))
		return
	}
	rd.ifUnsent(row, column, "date", say.Both("%s is no date; in the mapping: ", "%s 不是日期；请在映射里写：", short(text)),
		say.Both("skip: [%d]", "skip: [%d]", rd.t.Number(row)))
}

// noAnswers proposes to skip a row that may be no answers, "" for any other.
func (rd *fileReader) noAnswers(row int) say.Message {
	switch {
	case rd.t.Number(row) < 2:
	case rd.isSum(row):
		return say.Both("; or skip: [%d], where this row sums up the others", "；如果这一行是合计，写 skip: [%d]", rd.t.Number(row))
	case rd.isBelowHead(row):
		return say.Both("; or skip: [%d], where this is a second row of heads", "；如果这一行也是表头，写 skip: [%d]", rd.t.Number(row))
	}
	return say.Message{}
}

var sumWord = pattern.Of(`(?i)^` + oneOf("(?:grand ?|sub)?(?:totals?|sum)", "average", "mean", "count", "n",
	"计", "合计", "总合计", "总计", "小计", "平均", "平均分", "平均值", "平均数") + `[:：]?$`)

// isSum reports whether the first word of a row says that it sums up others.
func (rd *fileReader) isSum(row int) bool {
	for c := range rd.t.Columns(row) {
		if text := rd.t.Look(row, c); text != "" {
			return sumWord().MatchString(form.Plain(text))
		}
	}
	return false
}

// isBelowHead reports whether a row may be a second one of heads: it is one of the two below the first, it is in words,
// and no answer in it is understood. Who answered has a number or a day, if not a level.
func (rd *fileReader) isBelowHead(row int) bool {
	if row > rd.t.last+2 {
		return false
	}
	for c := range rd.t.Columns(row) {
		if text := rd.t.Look(row, c); text != "" && strings.Trim(text[:1], "0123456789") == "" {
			return false
		}
	}
	for to, column := range rd.c.of {
		if to.Criterion < 0 || to.Field != form.FieldAnswer {
			continue
		}
		scale := rd.m.Rubric.Scale(rd.m.Criterion(to.Criterion).Scale)
		if _, ok := understand(rd.t.Look(row, column), scale, []Labels{rd.mapping.Labels}, false); ok {
			return false
		}
	}
	return true
}

// quote writes a text as a mapping file has it: whole, for whoever copies it, unless nobody would.
func quote(s string) string { return strictyaml.Quote(problem.Shorten(s, 200)) }
