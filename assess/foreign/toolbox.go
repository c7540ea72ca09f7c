package foreign

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"fathom/assess"
	"fathom/assess/form"
	"fathom/rubric"
	"fathom/rubric/pattern"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// This file reads the toolbox of OWASP SAMM, a workbook: the answers of an interview, and a plan of phases with the
// answers that are wanted at the end of each. What an answer is worth stands in the workbook itself, in sheets out of
// view: which set of answers a question has, and the words and worth of each. The words are those of its version.

const (
	interviewSheet = "Interview"
	phaseSheet     = "Roadmap"
	questionSheet  = "imp-questions"
	answerSheet    = "imp-answers"
	benchmarkSheet = "Benchmark"
)

func isToolbox(s *source) bool {
	return s.sheet(interviewSheet) != nil && s.sheet(questionSheet) != nil && s.sheet(answerSheet) != nil
}

// option is an answer that a question has there.
type option struct {
	text  string
	worth float64
}

// toolbox is a workbook at work.
type toolbox struct {
	*reading
	options map[string][]option // by the codes of questions
}

// phase is where a column of answers stands: the interview, or what is wanted at the end of a phase.
type phase struct {
	sheet         *form.Cells
	label         string // "" of the interview
	answer, notes int    // columns; notes -1 without
}

func readToolbox(rd *reading) {
	if !isToolbox(rd.source) {
		rd.notHere(say.Both("this is no toolbox of OWASP SAMM 2: its sheets %s, %s and %s are not there", "这不是 OWASP SAMM 2 的工具表：缺少工作表 %s、%s 或 %s", interviewSheet, questionSheet, answerSheet))
		return
	}
	t := &toolbox{reading: rd, options: map[string][]option{}}
	t.readOptions()
	if len(t.problems) > 0 {
		return
	}
	head := t.head()
	said := t.columns(t.sheet(interviewSheet))
	if len(said) == 0 {
		rd.notHere(say.Both("the sheet %s has no column Answer", "工作表 %s 没有 Answer 列", interviewSheet))
		return
	}
	said[0].label = ""
	before := t.take(said[0], answers())
	rd.add(head, before, rd.file)
	if plan := t.sheet(phaseSheet); plan != nil {
		for _, p := range t.columns(plan)[min(1, len(t.columns(plan))):] { // the first repeats the interview
			before = t.phase(head, p, before)
		}
	}
	t.leave()
}

// phase adds the answers that are wanted at the end of a phase, where they are others than before.
func (t *toolbox) phase(head who, p phase, before []assess.Answer) []assess.Answer {
	if t.isUntouched(p) {
		return before
	}
	now := t.take(p, say.Both("answers of %s", "%s 的答案", problem.Short(p.label)))
	isSame := func(a, b assess.Answer) bool { return a.State == b.State && a.Level == b.Level }
	if slices.EqualFunc(now, before, isSame) {
		if slices.ContainsFunc(now, func(a assess.Answer) bool { return a.State == assess.Answered }) {
			t.out.Ledger.Add(say.Both("phases without a change, for which no file is written", "没有变化、不另写答卷的阶段"))
		}
		return now
	}
	head.wanted = p.label
	t.add(head, now, t.file)
	return now
}

var codeOfQuestion = pattern.Of(`^[A-Z]-([A-Z]{2})-([A-Z])-(\d)-(\d+)$`)

// criterion is the one that is made of the question with a code such as G-SM-A-1-1.
func (t *toolbox) criterion(code string) (int, bool) {
	m := codeOfQuestion().FindStringSubmatch(code)
	own := m[2] + m[3]
	if m[4] != "1" {
		own += "-" + m[4]
	}
	i, ok := t.full[rubric.FullID(m[1], own)]
	return i, ok
}

// readOptions reads what answers each question has, and what each is worth.
func (t *toolbox) readOptions() {
	sets := map[string][]option{}
	list := t.sheet(answerSheet)
	for row := 1; row < list.Rows(); row++ {
		if code := list.Look(row, 0); code != "" {
			sets[code] = t.set(list, row)
		}
	}
	questions := t.sheet(questionSheet)
	column := columnOf(questions, 0, "Answer Option")
	if column < 0 {
		t.notHere(say.Both("the sheet %s has no column Answer Option", "工作表 %s 没有 Answer Option 列", questionSheet))
		return
	}
	for row := 1; row < questions.Rows(); row++ {
		if code := questions.Look(row, 0); code != "" {
			t.options[code] = sets[questions.Text(row, column, &t.problems)]
		}
	}
}

// set reads a set of answers: each column of words has one beside it of what they are worth, whose head ends in _W.
func (t *toolbox) set(list *form.Cells, row int) (out []option) {
	for c := range list.Columns(0) {
		worth := columnOf(list, 0, list.Look(0, c)+"_W")
		text := list.Text(row, c, &t.problems)
		if worth < 0 || text == "" {
			continue
		}
		v, err := strconv.ParseFloat(list.Text(row, worth, &t.problems), 64)
		if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
			t.problems.Add(list.Problem(row, worth, "number", say.Both("want what this answer is worth", "这里要写这个答案的分值")))
			continue
		}
		out = append(out, option{text, v})
	}
	return out
}

// columnOf is the column with a head in a row, -1 without one.
func columnOf(t *form.Cells, row int, head string) int {
	if row >= t.Rows() {
		return -1
	}
	for c := range t.Columns(row) {
		if t.Look(row, c) == head {
			return c
		}
	}
	return -1
}

// columns are those of answers in a sheet, by the first row that has a head for one.
func (t *toolbox) columns(sheet *form.Cells) (out []phase) {
	for row := 0; row < sheet.Rows() && len(out) == 0; row++ {
		for c := range sheet.Columns(row) {
			if sheet.Look(row, c) == "Answer" {
				p := phase{sheet: sheet, answer: c, notes: columnOf(sheet, row, "Interview Notes")}
				if row > 0 {
					p.label = sheet.Look(row-1, c)
				}
				if p.label == "" {
					p.label = fmt.Sprintf("Phase %d", len(out))
				}
				out = append(out, p)
			}
		}
	}
	return out
}

// take reads a column of answers.
func (t *toolbox) take(p phase, kind message) []assess.Answer {
	out := make([]assess.Answer, t.m.Len())
	var problems problem.List
	for row := range p.sheet.Rows() {
		code := p.sheet.Text(row, 0, &problems)
		if !codeOfQuestion().MatchString(code) {
			continue
		}
		i, known := t.criterion(code)
		worth, given := t.worth(p, row, code, &problems)
		if known && given && out[i].State == assess.Answered {
			problems.Add(p.sheet.Problem(row, p.answer, "duplicate", say.Both("a second answer to %s", "%s 的第二个答案", code)))
		} else if known && given {
			out[i] = t.answer(p, row, i, worth, kind, &problems)
		} else if given {
			t.out.Ledger.Lose(noQuestion(), p.where(row))
		}
		if note := p.note(row, &problems); note != "" && known {
			out[i].Given, out[i].Note = true, note
			out[i].State = max(out[i].State, assess.Unanswered)
			t.out.Ledger.Take(notes(), p.where(row))
		} else if note != "" {
			t.out.Ledger.Lose(notes(), p.where(row))
		}
	}
	t.problems.Join(onceComputed(problems))
	return out
}

// onceComputed are the problems of a column, those of cells that nothing has computed once: one remedy mends them all.
func onceComputed(problems problem.List) (out problem.List) {
	for _, p := range problems {
		isAgain := func(q problem.Problem) bool { return q.Kind == "formula" && p.Kind == "formula" }
		if !slices.ContainsFunc(out, isAgain) {
			out = append(out, p)
		}
	}
	return out
}

// answer is the level that is worth as much.
func (t *toolbox) answer(p phase, row, criterion int, worth float64, kind message,
	problems *problem.List) assess.Answer {
	level, ok := t.levelWorth(criterion, worth)
	if !ok {
		problems.Add(p.sheet.Problem(row, p.answer, "level", say.Both("the rubric has no level that is worth %v", "评估标准里没有分值为 %v 的级别", worth)))
		return assess.Answer{}
	}
	t.out.Ledger.Take(kind, p.where(row))
	return assess.Answer{Given: true, State: assess.Answered, Level: level}
}

// worth is what the answer of a row is worth, by the workbook's own list. A reference to a blank cell came to 0.
func (t *toolbox) worth(p phase, row int, code string, problems *problem.List) (worth float64, given bool) {
	text := p.sheet.Text(row, p.answer, problems)
	options := t.options[code]
	at := slices.IndexFunc(options, func(o option) bool { return o.text == text })
	switch {
	case text == "", at < 0 && text == "0" && p.label != "":
		return 0, false
	case at < 0 && len(options) == 0:
		problems.Add(p.sheet.Problem(row, 0, "unknown-id", say.Both("the sheet %s has no answers for %s", "工作表 %s 没有列出 %s 的答案", questionSheet, code)))
		return 0, false
	case at < 0:
		there := texts(options)
		m := say.Both("%[1]s is none of the answers to this question, which are: %[2]s", "%[1]s 不是这道题的答案；这道题的答案有：%[3]s", problem.Short(text), there.EN, there.ZH)
		problems.Add(p.sheet.Problem(row, p.answer, "answer", m))
		return 0, false
	}
	return t.settled(p, row, options[at].worth, problems)
}

// settled is the worth of an answer where its words and what the workbook has computed beside it agree, or the caller
// settles it.
func (t *toolbox) settled(p phase, row int, words float64, problems *problem.List) (worth float64, given bool) {
	computed, err := strconv.ParseFloat(p.sheet.Look(row, p.answer+1), 64)
	switch {
	case err != nil, math.Abs(computed-words) < 1e-9, t.facts.Prefer == Words:
		return words, true
	case t.facts.Prefer == Numbers:
		return computed, true
	}
	problems.Add(p.sheet.Problem(row, p.answer, "disagree", say.Both("the words of this answer are worth %[1]v, and the workbook has computed %[2]v; open it in a spreadsheet program and save it, and if that changes nothing, its formula is wrong: --prefer words takes %[1]v, --prefer numbers %[2]v", "这个答案的文字值 %[1]v，工作簿里算出的却是 %[2]v；请先用表格软件打开并保存，若仍不变，就是公式有误：--prefer words 取 %[1]v，--prefer numbers 取 %[2]v", words, computed)))
	return 0, false
}

func texts(options []option) message {
	var out []string
	for _, o := range options {
		out = append(out, problem.Short(o.text))
	}
	return say.Row(out)
}

func (p phase) note(row int, problems *problem.List) string {
	if p.notes < 0 {
		return ""
	}
	return strings.TrimSpace(p.sheet.Text(row, p.notes, problems))
}

func (p phase) where(row int) string {
	return p.sheet.Problem(row, p.answer, "", message{}).Where()
}
