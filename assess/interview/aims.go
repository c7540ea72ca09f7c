package interview

import (
	"maps"
	"slices"
	"strconv"

	"fathom/assess"
	"fathom/rubric"
)

// This file asks, where somebody wants to say so, which levels are wanted: a question for each practice.

// The choices of the step: the targets of the stage, and own ones, practice by practice.
const (
	stageTargets = "stage"
	ownTargets   = "own"
)

// aimOf is the question for the target of practice i; practice tells which one it is for.
func aimOf(i int) Fact { return practices + Fact(i) }

func (f Fact) practice() (int, bool) { return int(f - practices), f >= practices }

// CanAim reports whether the rubric has practices with levels for which it proposes a target.
func CanAim(m *assess.Model) bool {
	return slices.ContainsFunc(m.Rubric.Practices, func(p rubric.Practice) bool {
		return !p.Target.IsZero() && m.Rubric.LevelsOf(&p) != nil
	})
}

// aims is the question whether targets are to be set at all.
func (s *Setup) aims() Field {
	value := stageTargets
	if len(s.Targets) > 0 {
		value = ownTargets
	}
	return Field{Title: s.Lang.Say("Which levels do you aim for?", "打算达到什么级别？"),
		Help: s.Lang.Say("Targets can be changed in the file later.", "目标以后也可以在答卷里改。"),
		Choices: []Choice{
			{ID: stageTargets, Name: s.Lang.Say("as the stage proposes", "按所处阶段的建议")},
			{ID: ownTargets, Name: s.Lang.Say("as we agreed: ask for each practice", "按我们的约定：逐项设定")},
		}, Value: value}
}

// setAims puts the questions for the practices that are asked behind the n-th, or takes them back with their answers.
func (s *Setup) setAims(n int, own bool) {
	s.Ask = slices.DeleteFunc(s.Ask, func(f Fact) bool { _, ok := f.practice(); return ok })
	if !own {
		s.Targets = nil
		return
	}
	var aims []Fact
	for i := range s.Model.Len() {
		p := s.Model.Criterion(i).Practice
		f := aimOf(p)
		if s.asks(i, s.Depth) && s.Model.PracticeScale(p) != nil && !slices.Contains(aims, f) {
			aims = append(aims, f)
		}
	}
	s.Ask = slices.Insert(s.Ask, n+1, aims...)
}

// aim is the question for the target of one practice. The stage's is proposed.
func (s *Setup) aim(i int) Field {
	p := &s.Model.Rubric.Practices[i]
	proposed, has := p.Target.At(or(s.Stage, s.Model.Rubric.DefaultStage()))
	f := Field{Title: s.Lang.Say("Target: %s", "目标：%s", s.in(p.Name, p.ID)), Help: s.in(p.Intent, "")}
	if level, ok := s.Targets[p.ID]; ok {
		f.Value = strconv.Itoa(int(level))
	} else if has {
		f.Value = strconv.Itoa(int(proposed))
	}
	for _, l := range s.Model.PracticeScale(i).Levels {
		c := Choice{ID: strconv.Itoa(l.Level), Name: s.in(l.Name, s.Lang.Say("level %d", "%d 级", l.Level))}
		if name := s.in(l.Name, ""); l.Level != len(f.Choices)+1 && name != "" { // its number is not the choice's
			c.Name = s.Lang.Say("level %d, %s", "%d 级“%s”", l.Level, name)
		}
		if has && float64(l.Level) == proposed {
			c.Meaning = s.Lang.Say("as the stage proposes", "所处阶段的建议")
		}
		f.Choices = append(f.Choices, c)
	}
	if !has {
		f.Choices = append(f.Choices, Choice{Name: s.Lang.Say("no target", "不设目标")})
	}
	return f
}

// setAim keeps what was agreed of one practice. What the stage proposes anyway is not kept: it follows the stage.
func (s *Setup) setAim(n int, value string) {
	i, _ := s.Ask[n].practice()
	p := &s.Model.Rubric.Practices[i]
	proposed, has := p.Target.At(or(s.Stage, s.Model.Rubric.DefaultStage()))
	level, err := strconv.Atoi(value)
	s.Targets = maps.Clone(s.Targets)
	delete(s.Targets, p.ID)
	if err == nil && !(has && float64(level) == proposed) {
		if s.Targets == nil {
			s.Targets = map[string]float64{}
		}
		s.Targets[p.ID] = float64(level)
	}
	if len(s.Targets) == 0 {
		s.Targets = nil
	}
}
