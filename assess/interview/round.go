package interview

import (
	"slices"
	"strings"

	"fathom/assess"
)

// This file is about asking again what was asked before.

// before says what a criterion was answered in the round before, and whether the text was another; and what was noted.
func (s *Session) before(i int) (text, note string) {
	if s.Before == nil || !s.Before.Answers[i].Given {
		return "", ""
	}
	a := &s.Before.Answers[i]
	if a.State == assess.Unanswered && a.Noted() == "" {
		return "", ""
	}
	text = s.Lang.Say("Last time (%s): %s", "上次（%s）：%s", s.Before.Date, s.stateText(i, a))
	if !s.model.IsPresent(i, a.Text) {
		text += s.Lang.Say(" (the text may have changed since)", "（此后文字可能有改动）")
	}
	noted := a.Noted()
	var notes []string
	if a.State == assess.NotApplicable {
		noted = a.Remark()
		notes = append(notes, s.Lang.Say("Last time's reason: %s", "上次的理由：%s", a.Why()))
	}
	if noted != "" {
		notes = append(notes, s.Lang.Say("Last time's note: %s", "上次的备注：%s", noted))
	}
	return text, strings.Join(notes, s.Lang.Say("; ", "；"))
}

// Again is what somebody wants who opens a file in which every question is answered.
const (
	NewRound = "round"   // ask again, into a new file
	Correct  = "correct" // change this file, under its date
)

// again asks which of the two it is to be.
func (s *Setup) again() Field {
	return Field{Title: s.Lang.Say("Every question in this file is answered, on %s. What now?", "这份答卷（%s）已全部答完。现在要做什么？", s.Rated),
		Choices: []Choice{
			{NewRound, s.Lang.Say("a new round", "开始新一轮"), s.Lang.Say("into a new file of today, last time's answers in view", "写入今天的新文件，上次的答案显示在旁")},
			{Correct, s.Lang.Say("correct this one", "修改这一份"), s.Lang.Say("its date stays %s", "日期仍是 %s", s.Rated)},
		}, Value: NewRound}
}

// setAgain keeps the choice. A new round begins with what is wanted: only who changes the file itself is asked whether
// what it says is to be another.
func (s *Setup) setAgain(n int, value string) {
	s.Again = value
	s.Ask = slices.DeleteFunc(s.Ask, func(f Fact) bool { return f == OtherStage || f == OtherSector })
	for _, x := range []struct {
		fact        Fact
		was, wanted string
	}{{OtherStage, s.Was.Stage, s.Wanted.Stage}, {OtherSector, s.Was.Sector, s.Wanted.Sector}} {
		if value == Correct && x.was != "" && x.wanted != "" && x.was != x.wanted {
			s.Ask = append(s.Ask, x.fact)
		}
	}
}

// The choices where a flag says another stage or sector than the file.
const (
	keepChoice   = "keep"
	changeChoice = "change"
)

// change asks whether the stage or the sector that the file says is to be another from now on.
func (s *Setup) change(f Fact) Field {
	r, title := s.Model.Rubric, ""
	if f == OtherStage {
		title = s.Lang.Say("The file says stage %s. Change it to %s?", "答卷里的阶段是“%s”。要改成“%s”吗？", nameOf(s.stages(r), s.Was.Stage), nameOf(s.stages(r), s.Wanted.Stage))
	} else {
		title = s.Lang.Say("The file says sector %s. Change it to %s?", "答卷里的行业是“%s”。要改成“%s”吗？", nameOf(s.sectors(r), s.Was.Sector), nameOf(s.sectors(r), s.Wanted.Sector))
	}
	return Field{Title: title, Help: s.Lang.Say("Weights and targets follow it; every score of this file changes.", "权重和目标会随之改变，这份答卷的各项得分都会变。"),
		Choices: []Choice{{ID: keepChoice, Name: s.Lang.Say("keep it as it is", "保持不变")}, {ID: changeChoice, Name: s.Lang.Say("change it in the file", "在答卷里改掉")}},
		Value:   keepChoice}
}

func nameOf(choices []Choice, id string) string {
	for _, c := range choices {
		if c.ID == id {
			return c.Name
		}
	}
	return id
}
