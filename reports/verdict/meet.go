package verdict

import (
	"slices"
	"strings"

	"fathom/assess/gate"
	"fathom/reports/names"
	"fathom/reports/number"
	"fathom/rubric"
)

// This file says what would meet a rule that is not met.

// fewSteps is how many steps or criteria a line names.
const fewSteps = 3

// howToMeet says what would meet a rule.
func (v *Verdict) howToMeet(o *gate.Outcome) string {
	if o.Verdict == gate.Met || o.Verdict == gate.NotApplicable {
		return ""
	}
	lead, items := v.raises(o)
	if lead == "" && len(items) == 0 {
		lead, items = v.demands(o)
	}
	if len(items) == 0 {
		return v.needed(o)
	}
	if v.onTheWay(o) {
		return v.Say("the steps below", "见下面的步骤")
	}
	more := ""
	if len(items) > fewSteps {
		more = v.Say(" and %d more", "等 %d 条", v.countLeft(len(items)))
		items = items[:fewSteps]
	}
	return v.possible(o) + lead + strings.Join(items, v.Say("; ", "；")) + more
}

// onTheWay reports whether the cheapest way says how to meet a rule: it takes more than a line names.
func (v *Verdict) onTheWay(o *gate.Outcome) bool {
	return v.Way != nil && v.Way.Reached() && o.Verdict == gate.NotMet && o.Kind.OfScores() && len(o.Steps) > fewSteps
}

// possible says where an undecided number could come to lie.
func (v *Verdict) possible(o *gate.Outcome) string {
	if o.Verdict != gate.Undecided || !o.Was.OK || !o.Low.OK || !o.High.OK {
		return ""
	}
	return v.Say("could be %s to %s; ", "可能在 %s 到 %s 之间；", v.quantity(o, o.Low.Value), v.quantity(o, o.High.Value))
}

// raises words the steps of an outcome; answers that all need the same level, and are given in the same way, share a
// lead.
func (v *Verdict) raises(o *gate.Outcome) (lead string, items []string) {
	if len(o.Steps) == 0 {
		return "", nil
	}
	first := o.Steps[0]
	shared := !slices.ContainsFunc(o.Steps, func(s gate.Step) bool {
		return s.From.OK || s.To != first.To || v.votesDo(o, s) != v.votesDo(o, first)
	})
	for _, s := range o.Steps {
		switch {
		case shared:
			items = append(items, v.CriterionAt(s.Criterion))
		case s.From.OK:
			items = append(items, v.raise(s.Criterion, s.From.Value, s.To.Value))
		default:
			items = append(items, v.answer(o, s))
		}
	}
	if !shared {
		return "", items
	}
	verb := v.Say("answer", "回答")
	switch {
	case v.votesDo(o, first):
		verb = v.Say("the missing votes", "补齐缺的票")
	case v.Result.Assessment.Panel:
		verb = v.Say("agree on", "商定")
	}
	return verb + v.atLeast(first) + v.Say(": ", "："), items
}

// votesDo reports whether the votes that are missing in a panel are enough: for a score, where the panel has not agreed
// that nobody knows.
func (v *Verdict) votesDo(o *gate.Outcome, s gate.Step) bool {
	a := v.Result.Assessment
	return a.Panel && o.Verdict == gate.Undecided && o.Kind.OfScores() && !a.Answers[s.Criterion].IsAgreed()
}

// answer words a step that gives an answer.
func (v *Verdict) answer(o *gate.Outcome, s gate.Step) string {
	name := v.CriterionAt(s.Criterion)
	switch {
	case v.votesDo(o, s):
		return v.Say("the missing votes on %s", "补齐%s缺的票", name) + v.atLeast(s)
	case v.Result.Assessment.Panel:
		return v.Say("agree on %s", "商定%s", name) + v.atLeast(s)
	}
	return v.Say("answer %s", "回答%s", name) + v.atLeast(s)
}

// atLeast is the level that an answer must have, where it must have one.
func (v *Verdict) atLeast(s gate.Step) string {
	if !s.To.OK {
		return ""
	}
	return v.Say(", at least %s", "（至少 %s）", v.rung(s.Criterion, s.To.Value))
}

// demands words what the criteria need that a rule names.
func (v *Verdict) demands(o *gate.Outcome) (lead string, items []string) {
	if !o.Was.OK {
		return "", nil
	}
	for _, i := range o.Criteria {
		items = append(items, v.CriterionAt(i))
	}
	switch o.Kind {
	case gate.Evidence:
		lead = v.Say("evidence for: ", "补上证据：")
	case gate.MaxDiscuss:
		lead = v.Say("agree on: ", "商定：")
	case gate.MaxNA:
		lead = v.Say("rate: ", "改为打级：")
	}
	return lead, items
}

// needed says what a rule needs that no criterion can give it.
func (v *Verdict) needed(o *gate.Outcome) string {
	switch {
	case o.Kind == gate.MaxAge && o.Was.OK:
		return v.Say("a new assessment", "重新评估")
	case o.Kind == gate.MaxAge:
		return v.Say("--now with a date", "用 --now 给出日期")
	case o.Kind == gate.MinRaters:
		return v.Say("more raters' files, merged (fathom merge)", "收齐更多评分人的答卷再合并（fathom merge）")
	case o.Kind == gate.MaxDiscuss && !o.Was.OK:
		return v.Say("the merged file of several raters (fathom merge)", "改用多位评分人的合并答卷（fathom merge）")
	case o.Kind == gate.Regression && !o.Was.OK:
		return v.Say("a --baseline file with a score there", "用 --baseline 给出在这里有得分的旧答卷")
	case !o.Was.OK && o.Verdict != gate.NotMet &&
		!(wantsMuch(o.Kind) && o.High.OK && number.Less(o.High.Value, o.Limit)):
		return v.Say("answers that give it a number", "补上能算出这个数的答案")
	case o.Verdict == gate.Undecided && o.Was.OK:
		return v.possible(o) + v.Say("the missing answers would undo it", "缺的答案一补上就达不到了")
	}
	return v.Say("not even the highest levels", "全部升到最高级也达不到")
}

// raise words a step.
func (v *Verdict) raise(criterion, from, to int) string {
	i, k := v.Place(criterion)
	if s := v.Rubric.Scale(v.Rubric.Practices[i].Criteria[k].Scale); v.byName(s, from) && v.byName(s, to) {
		return v.Say("%s from %q to %q", "%s从“%s”到“%s”", v.CriterionAt(criterion), v.LevelName(s, from), v.LevelName(s, to))
	}
	return v.Say("%s from %d to %d", "%s从 %d 级到 %d 级", v.CriterionAt(criterion), from, to)
}

// rung words a level to be reached.
func (v *Verdict) rung(criterion, level int) string {
	i, k := v.Place(criterion)
	if s := v.Rubric.Scale(v.Rubric.Practices[i].Criteria[k].Scale); v.byName(s, level) {
		return v.Say("%q", "“%s”", v.LevelName(s, level))
	}
	return v.Say("%d", "%d 级", level)
}

// byName reports whether a level goes by its name: where levels have values of their own, their numbers say little.
func (v *Verdict) byName(s *rubric.Scale, level int) bool {
	return names.OwnValues(s) && v.LevelName(s, level) != ""
}

// countLeft is what the language counts behind "and more": the others in English, all of them in Chinese.
func (v *Verdict) countLeft(all int) int {
	if v.Language == "zh" {
		return all
	}
	return all - fewSteps
}
