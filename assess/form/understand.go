package form

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/pattern"
	"fathom/rubric/problem"
	"fathom/rubric/say"
	"fathom/rubric/width"
)

// This file understands the answers of one respondent.

func (rd *reader) finish(f *filled) {
	a := &assess.Assessment{Answers: make([]assess.Answer, rd.m.Len())}
	rd.readFacts(f, a)
	for i := range a.Answers {
		if fields := f.answers[i]; fields != nil {
			a.Answers[i] = rd.entry(fields, rd.m.Rubric.Scale(rd.m.Criterion(i).Scale))
		}
	}
	rd.out.Respondents = append(rd.out.Respondents, Respondent{f.place, a, f.at})
}

// entry understands the cells of one criterion. Without any text there is no entry.
func (rd *reader) entry(fields map[string]located, scale *rubric.Scale) assess.Answer {
	answer, reason, note := fields[colAnswer], fields[colReason], fields[colNote]
	a := assess.Answer{Note: rd.text(note), Evidence: rd.evidence(fields[colEvidence]),
		Confidence: rd.confidence(fields[colConfidence])}
	a.State, a.Level = rd.state(answer, scale)
	a.Given = !answer.isBlank() || a.Note != "" || a.Evidence != nil || a.Confidence != "" || !reason.isBlank()
	if !a.Given {
		return assess.Answer{}
	}
	switch {
	case a.State == assess.NotApplicable && reason.isBlank() && !note.isBlank() && reason.table == nil:
		// a table without a column for the reason: it is the note
	case a.State == assess.NotApplicable && reason.isBlank():
		rd.fault(or(reason, answer), "no-reason", say.Both("say why it does not apply", "请写明不适用的理由"))
	case a.State == assess.NotApplicable && a.Note != "":
		a.Reason = rd.text(reason)
	case a.State == assess.NotApplicable:
		a.Note = rd.text(reason)
	case !reason.isBlank():
		rd.fault(reason, "two-answers", say.Both("a reason for N/A, but the answer is not N/A", "写了“不适用”的理由，答案却不是“不适用”"))
	}
	a.Text = strings.TrimSpace(fields[colText].text)
	return a
}

func or(a, b located) located {
	if a.table != nil {
		return a
	}
	return b
}

// numbered is a level as people write it: the number, behind "level" or 第 (7B2C), and its name behind it.
var numbered = pattern.Of(`^(?:` + "第" + `|level|l)?\s*(-?(?:0|[1-9][0-9]*))(?:\.0+)?(?:e[-+]?0+)?([^0-9].*)?$`)

// state understands an answer: a level, N/A, don't know, or nothing.
func (rd *reader) state(cell located, scale *rubric.Scale) (assess.State, int) {
	if cell.isBlank() {
		return assess.Unanswered, 0
	}
	text := strings.TrimSpace(cell.text)
	switch {
	case isWord(text, notApplicable(), "na", "not applicable"):
		return assess.NotApplicable, 0
	case isWord(text, dontKnow(), "unknown", "dont know"):
		return assess.Unknown, 0
	case isWord(text, unanswered()):
		return assess.Unanswered, 0
	}
	if level, ok := levelOf(text, scale); ok {
		return assess.Answered, level
	}
	if i, ok := meant(len(scale.Levels), func(i int) bool { return begins(text, "", scale.Levels[i].Name) }); ok {
		return assess.Answered, scale.Levels[i].Level
	}
	rd.fault(cell, "level", say.Both("%s is not a level here (%s), N/A or don't know", "%s 不是这里的级别（%s）、不适用或不知道", short(text), scale.LevelList()).And(problem.Alike(text)))
	return assess.Unanswered, 0
}

// levelOf reads a level of the scale: its number, its name, or both.
func levelOf(text string, scale *rubric.Scale) (int, bool) {
	text = strings.ToLower(strings.TrimSpace(width.Narrow(text)))
	if m, ok := strings.CutPrefix(text, "m"); ok && numbered().MatchString(m) {
		text = "-" + m // as the choices of our XLSForm write it
	}
	if m := numbered().FindStringSubmatch(text); m != nil {
		behind := strings.TrimSpace(m[2])
		// a full-width 、 or 。 is narrow here
		name := strings.TrimLeft(strings.TrimPrefix(behind, "级"), " .,:)､｡/–—-")
		n, err := strconv.Atoi(m[1])
		for _, l := range scale.Levels {
			if l.Level == n && err == nil {
				return n, behind == "" || behind == "级" || name != "" && isName(name, "", l.Name)
			}
		}
		return 0, false
	}
	i, ok := meant(len(scale.Levels), func(i int) bool { return isName(text, "", scale.Levels[i].Name) })
	if !ok {
		return 0, false
	}
	return scale.Levels[i].Level, true
}

// text reads free text as it is. Blanks alone are nothing.
func (rd *reader) text(cell located) string {
	if cell.isBlank() {
		return ""
	}
	if n := utf8.RuneCountInString(cell.text); n > assess.MaxText {
		rd.fault(cell, "too-long", tooLong(n, assess.MaxText))
	}
	return cell.text
}

// evidence reads one piece a line.
func (rd *reader) evidence(cell located) []string {
	var out []string
	for line := range strings.SplitSeq(rd.text(cell), "\n") {
		if line = strings.TrimSuffix(line, "\r"); strings.TrimSpace(line) != "" {
			out = append(out, line)
		}
	}
	return out
}

func (rd *reader) confidence(cell located) string {
	if cell.isBlank() {
		return ""
	}
	var words []string
	for _, c := range confidences() {
		if isWord(cell.text, c.Message) {
			return c.id
		}
		words = append(words, c.id)
	}
	rd.fault(cell, "unknown-word", rd.problems.Hint(say.Both("%s is no confidence", "%s 不是把握程度", short(cell.text)), width.Narrow(cell.text), words))
	return ""
}

// oneOf reads the id or the name of something of the rubric.
func (rd *reader) oneOf(cell located, among []named) string {
	if cell.isBlank() {
		return ""
	}
	if id, ok := meantBy(cell.text, among); ok {
		return id
	}
	rd.fault(cell, "unknown-word", rd.noneOf(cell.text, among))
	return ""
}

// calledBy finds what a text means among things of the rubric, by their ids and whole names.
func calledBy(text string, among []named) (id string, ok bool) {
	i, ok := meant(len(among), func(i int) bool { return isName(text, among[i].id, among[i].name) })
	if !ok {
		return "", false
	}
	return among[i].id, true
}

// meantBy is calledBy, but for how a name begins, too.
func meantBy(text string, among []named) (id string, ok bool) {
	i, ok := meant(len(among), func(i int) bool { return isName(text, among[i].id, among[i].name) },
		func(i int) bool { return begins(text, among[i].id, among[i].name) })
	if !ok {
		return "", false
	}
	return among[i].id, true
}

// noneOf says that a word is none of those here, and which one it is near, else their names as the lists of the form
// show them.
func (rd *reader) noneOf(got string, among []named) say.Message {
	var ids, en, zh []string
	for _, n := range among {
		ids = append(ids, n.id)
		en = append(en, short(cmp.Or(n.name.In(append([]string{"en"}, rd.m.Rubric.Languages...)...), n.id)))
		zh = append(zh, short(cmp.Or(n.name.In(append([]string{"zh"}, rd.m.Rubric.Languages...)...), n.id)))
	}
	m := say.Both("%s is not a valid word here", "这里不能写 %s", short(got))
	if words := slices.Concat(ids, en, zh); problem.Nearest(got, words) != "" || len(among) > 16 {
		return rd.problems.Hint(m, got, words)
	}
	return m.And(say.Message{EN: "; valid: " + strings.Join(en, ", "), ZH: "；可用：" + strings.Join(zh, "、")})
}
