package web

import (
	"slices"
	"strconv"
	"strings"

	"fathom/assess"
	"fathom/assess/workshop"
	"fathom/rubric"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// questionView is a criterion as it is put to the room.
type questionView struct {
	ID             string
	Number, Total  int // its place on the agenda
	Practice, Name string
	Question       string
	Evidence       []string
	Choices        []choice
}

// choice is one level.
type choice struct{ Value, Name, Text string }

// question words the criterion that the room stands on; nil in the lobby.
func question(r *workshop.Room, lang say.Language) *questionView {
	i, _, on := r.Current()
	if !on {
		return nil
	}
	return questionAt(r, i, lang)
}

func questionAt(r *workshop.Room, i int, lang say.Language) *questionView {
	m := r.Model()
	c := m.Criterion(i)
	p := &m.Rubric.Practices[c.Practice]
	in := texts{m.Rubric, lang}
	v := &questionView{ID: c.ID, Practice: m.Rubric.WithRung(p, c.Criterion, in.of(p.Name, p.ID),
		func(t rubric.Text) string { return in.of(t, "") }), Name: in.of(c.Name, c.Criterion.ID),
		Question: in.of(c.Asks(), ""), Evidence: in.evidence(p)}
	plan := r.Plan()
	v.Total = len(plan.Planned)
	if at := slices.Index(slices.Concat(plan.Planned, plan.Spare), i); at >= 0 {
		v.Number = at + 1
	}
	v.Total = max(v.Total, v.Number)
	for _, l := range m.Rubric.Scale(c.Scale).Levels {
		v.Choices = append(v.Choices, choice{strconv.Itoa(l.Level), in.of(l.Name, ""), in.of(c.LevelText(l.Level), "")})
	}
	return v
}

// texts are the words of a rubric in a language, or in its own where it does not have that one.
type texts struct {
	rubric *rubric.Rubric
	lang   say.Language
}

func (t texts) of(text rubric.Text, otherwise string) string {
	if s := text.In(append([]string{string(t.lang)}, t.rubric.Languages...)...); s != "" {
		return safe.Line(s)
	}
	return safe.Line(otherwise)
}

func (t texts) evidence(p *rubric.Practice) (out []string) {
	for _, lang := range append([]string{string(t.lang)}, t.rubric.Languages...) {
		for _, e := range p.Evidence[lang] {
			out = append(out, safe.Line(e))
		}
		if out != nil {
			return out
		}
	}
	return nil
}

// words tells a vote, or what was agreed on, in a few words: "3 Defined".
func (t texts) words(m *assess.Model, i int, v *workshop.Vote) string {
	switch {
	case v == nil:
		return ""
	case v.Answer == workshop.NA:
		return t.lang.Say("not applicable", "不适用")
	case v.Answer == workshop.Unknown:
		return t.lang.Say("don't know", "不知道")
	}
	return strings.TrimSpace(strconv.Itoa(v.Level) + " " + t.level(m, i, v.Level))
}

// level is the name of a level.
func (t texts) level(m *assess.Model, i, level int) string {
	for _, l := range t.rubric.Scale(m.Criterion(i).Scale).Levels {
		if l.Level == level {
			return t.of(l.Name, "")
		}
	}
	return ""
}

// because is the note beside what was agreed on.
func because(v *workshop.Vote) string {
	if v == nil {
		return ""
	}
	return safe.Line(v.Note)
}
