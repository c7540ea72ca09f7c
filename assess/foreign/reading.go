package foreign

import (
	"math"
	"slices"
	"strings"

	"fathom/assess"
	"fathom/assess/form"
	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

type message = say.Message

// reading is one file at work.
type reading struct {
	*source
	m        *assess.Model
	facts    Facts
	out      Result
	problems problem.List

	full map[string]int   // criteria by their full ids, of now and before
	own  map[string][]int // and by those within their practices
}

func newReading(s *source, m *assess.Model, facts Facts) *reading {
	rd := &reading{source: s, m: m, facts: facts, full: map[string]int{}, own: map[string][]int{}}
	for i := range m.Len() {
		c := m.Criterion(i)
		for _, id := range rubric.FormerIDs(m.Rubric.Practices[c.Practice], *c.Criterion) {
			if _, taken := rd.full[id]; !taken {
				rd.full[id] = i
			}
		}
	}
	for i := range m.Len() { // what has an id now goes before what had it once
		rd.full[m.Criterion(i).ID] = i
	}
	for id, i := range rd.full {
		_, own, _ := strings.Cut(id, "/")
		if !slices.Contains(rd.own[own], i) {
			rd.own[own] = append(rd.own[own], i)
		}
	}
	return rd
}

// byOwn is the one criterion that has or had an id within its practice. Of several, one that has it now is meant.
func (rd *reading) byOwn(id string) (criterion int, ok bool) {
	found := rd.own[id]
	if len(found) > 1 {
		found = slices.DeleteFunc(slices.Clone(found), func(i int) bool { return rd.m.Criterion(i).Criterion.ID != id })
	}
	if id == "" || len(found) != 1 {
		return 0, false
	}
	return found[0], true
}

// levelWorth is the level of a criterion's scale that is worth so much.
func (rd *reading) levelWorth(criterion int, value float64) (level int, ok bool) {
	for _, l := range rd.scale(criterion).Levels {
		if math.Abs(l.Value-value) < 1e-9 {
			return l.Level, true
		}
	}
	return 0, false
}

func (rd *reading) scale(criterion int) *rubric.Scale {
	return rd.m.Rubric.Scale(rd.m.Criterion(criterion).Criterion.Scale)
}

// levelCalled is the level of a criterion's scale that has just this name in any language.
func (rd *reading) levelCalled(criterion int, name string) (level int, ok bool) {
	for _, l := range rd.scale(criterion).Levels {
		for _, called := range l.Name {
			if called == name {
				return l.Level, true
			}
		}
	}
	return 0, false
}

// ours is a text of ours in the first language of the rubric that has it.
func (rd *reading) ours(m message) string {
	for _, lang := range rd.m.Rubric.Languages {
		switch lang {
		case "zh":
			return m.ZH
		case "en":
			return m.EN
		}
	}
	return m.EN
}

// who is what a file says of its answers. What they are wanted for stands behind the name of who wants it: the subject
// stays the same, so that now and then can be compared.
type who struct{ subject, date, rater, wanted string }

// add adds somebody's answers, if there are any. What the caller says of them goes before what the file does.
func (rd *reading) add(w who, answers []assess.Answer, at string) {
	if !slices.ContainsFunc(answers, func(a assess.Answer) bool { return a.Given }) {
		return
	}
	said := func(by, file, flag string, what message) string {
		missing := rd.whole("missing", say.Both("the file does not say %[1]s; %[3]s says it", "文件没有写明%[2]s，请用 %[3]s 指定", what.EN, what.ZH, flag))
		if by == "" && file == "" && !slices.Contains(rd.problems, missing) {
			rd.problems.Add(missing)
		}
		if by != "" {
			return by
		}
		return file
	}
	subject := said(rd.facts.Subject, w.subject, "--subject", say.Both("who was assessed", "评的是谁"))
	date := said(rd.facts.Date, w.date, "--date", say.Both("when", "是哪一天"))
	rater := said(rd.facts.Rater, w.rater, "--rater", say.Both("who answered", "答题人"))
	if w.wanted != "" {
		rater += ", " + w.wanted
	}
	as := &assess.Assessment{Date: date, Answers: answers,
		Subject: assess.Subject{ID: rubric.IDFrom(subject, rubric.SubjectPrefix), Name: subject},
		Raters:  []assess.Rater{{ID: rubric.IDFrom(rater, rubric.RaterPrefix), Name: rater}}}
	rd.out.Respondents = append(rd.out.Respondents, form.RespondentOf(at, as))
}

// notHere tells that nothing in the file is what it was said to be.
func (rd *reading) notHere(m message) { rd.problems.Add(rd.whole("source", m)) }

// The kinds of what is counted, which several tools have.
func answers() message { return say.Both("answers", "答案") }
func notes() message   { return say.Both("notes", "备注") }
func factsOf() message {
	return say.Both("facts (who, when)", "基本情况（评的是谁、何时、谁答）")
}
func unanswered() message {
	return say.Both("questions that nobody answered there", "那边没有作答的题")
}

// noQuestion are answers to what the rubric does not ask.
func noQuestion() message {
	return say.Both("answers to questions that the rubric does not have", "评估标准里没有的题的答案")
}
