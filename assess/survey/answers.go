package survey

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"fathom/assess"
	"fathom/assess/form"
	"fathom/rubric"
	"fathom/rubric/say"
)

// respondent understands one row, with answers into the room that is given. It is nil for one without any answer, which
// is nobody's.
func (rd *fileReader) respondent(row, number int, answers []assess.Answer) (*assess.Assessment, when) {
	a := &assess.Assessment{Answers: answers}
	given, before, faults := false, rd.notUnderstood, rd.problems.Total()
	for i := range a.Answers {
		a.Answers[i] = rd.answer(row, i, &rd.c.answers[i])
		given = given || a.Answers[i].Given
	}
	if !given && rd.notUnderstood == before && rd.problems.Total() == faults { // a cell with a fault is no blank one
		return nil, when{}
	}
	rater := rd.person(row, number)
	if rater.ID != "" {
		a.Raters = []assess.Rater{rater}
	}
	return a, rd.facts(row, a)
}

// empty tells of a row without any answer.
func (rd *fileReader) empty(row int) {
	if len(rd.out.Empty) < maxKept {
		who := cmp.Or(rd.text(row, rd.c.person), rd.fact(row, form.FactRater), rd.fact(row, form.FactRaterName))
		rd.out.Empty = append(rd.out.Empty, strings.TrimSpace(rd.t.Place(row)+" "+who))
	}
}

// answer reads the cells of one criterion.
func (rd *fileReader) answer(row, criterion int, c *answerColumns) assess.Answer {
	a := assess.Answer{Note: rd.long(row, c.note), Evidence: rd.evidence(row, c.evidence),
		Confidence: rd.confidence(row, c.confidence)}
	text := rd.text(row, c.answer)
	m := meaning{state: assess.Unanswered}
	if text != "" {
		m = rd.meaning(row, c, text)
	}
	a.State, a.Level = m.state, m.level
	reason := rd.long(row, c.reason)
	if a.State == assess.NotApplicable {
		a.Note = rd.reason(row, c.answer, reason, a.Note, text, m)
	} else if reason != "" {
		rd.fault(row, c.reason, "two-answers", say.Both("a reason for N/A, but the answer is not N/A; in the mapping, call the column a note: %s#note", "写了“不适用”的理由，答案却不是“不适用”；请在映射里把这一列写成备注：%s#note", rd.m.Criterion(criterion).ID))
	}
	a.Given = a.State != assess.Unanswered || a.Note != "" || a.Evidence != nil || a.Confidence != ""
	if !a.Given {
		return assess.Answer{}
	}
	return a
}

// meaning understands an answer. What it cannot is kept for a message.
func (rd *fileReader) meaning(row int, c *answerColumns, text string) meaning {
	one := word{text, c.scale, c.named}
	if m, ok := rd.known[one]; ok {
		return m
	}
	if u := rd.lost[one]; u != nil {
		rd.count(u, row, c.answer)
		return meaning{state: assess.Unanswered}
	}
	m, ok := rd.means(one)
	one.text = strings.Clone(text)
	if ok {
		keep(rd.known, one, m)
		return m
	}
	if u := rd.unknown(row, c.answer, text, c.scale); u != nil {
		keep(rd.lost, one, u)
	}
	return meaning{state: assess.Unanswered}
}

// word is the text of an answer in a column, nil for one that bears a name of our own.
type word struct {
	text   string
	scale  *rubric.Scale
	column *Column
}

// means finds what a word means: the same in every row.
func (rd *fileReader) means(w word) (meaning, bool) {
	if w.column == nil {
		return understand(w.text, w.scale, []Labels{rd.mapping.Labels}, true)
	}
	m, ok := understand(w.text, w.scale, []Labels{w.column.Labels, rd.mapping.Labels}, false)
	if ok && m.state == assess.Answered && w.column.Reversed && !w.isOwnLabel() {
		m.level = reversedLevel(m.level, w.scale)
	}
	return m, ok
}

// isOwnLabel reports whether the labels of the column itself say what the word means: the level that stands there is
// meant, also where the question is asked the other way.
func (w word) isOwnLabel() bool {
	m, ok := understand(w.text, w.scale, []Labels{w.column.Labels}, false)
	return ok && m.byLabel
}

// reason is why something does not apply: what the row says of the criterion, in whatever column; else what it says of
// all; else the mapping's words; else, where a label says that it does not apply, the words of the cell.
func (rd *fileReader) reason(row, column int, reason, note, text string, m meaning) string {
	said := strings.TrimSpace(reason + "\n" + note)
	for _, why := range []string{said, rd.long(row, rd.c.reason), rd.mapping.Reason} {
		if why != "" {
			return why
		}
	}
	if m.byLabel {
		return text
	}
	if rd.c.reason >= 0 { // a line in the mapping would take the place of the column
		rd.fault(row, rd.c.reason, "no-reason", say.Both("say here why %s does not apply", "请在这里写明 %s 为什么不适用", short(rd.t.heads[column])))
		return ""
	}
	rd.fault(row, column, "no-reason", say.Both("say why it does not apply; in the mapping: reason: \"not applicable (survey)\"", "请写明不适用的理由；在映射里写 reason: \"问卷中选了不适用\""))
	return ""
}

// long reads free text.
func (rd *fileReader) long(row, column int) string {
	if column < 0 {
		return ""
	}
	text := rd.text(row, column)
	if n := utf8.RuneCountInString(text); n > assess.MaxText {
		rd.fault(row, column, "too-long", say.Both("the text has %d characters; the limit is %d", "文字有 %d 个字符，上限是 %d 个", n, assess.MaxText))
	}
	return text
}

// evidence reads one piece a line.
func (rd *fileReader) evidence(row, column int) (out []string) {
	if column < 0 {
		return nil
	}
	for line := range strings.SplitSeq(rd.long(row, column), "\n") {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

func (rd *fileReader) confidence(row, column int) string {
	if column < 0 {
		return ""
	}
	text := rd.text(row, column)
	id, ok := form.ConfidenceOf(text)
	if text != "" && !ok {
		rd.fault(row, column, "unknown-word", say.Both("%s is no confidence: low, medium or high", "%s 不是把握程度：低、中、高", short(text)))
	}
	return id
}
