package handbook

import (
	"fmt"
	"slices"

	"fathom/reports/number"
	"fathom/rubric"
)

// guide explains the words that stand at every practice, as far as this rubric uses them.
func (b *builder) guide() []string {
	var floors, requires, actions, evidence, quick bool
	for i := range b.Rubric.Practices {
		p := &b.Rubric.Practices[i]
		floors, requires = floors || p.Floor != nil, requires || len(p.Requires) > 0
		actions, evidence = actions || len(p.Actions) > 0, evidence || len(b.Evidence(i)) > 0
		quick = quick || len(p.Criteria) > 1
	}
	var out []string
	add := func(is bool, en, zh string) {
		if is {
			out = append(out, b.Say(en, zh))
		}
	}
	add(true, "Criterion: what is rated. Read all its levels before you choose one.", "标准：打分的对象。先读完所有级别，再选一个。")
	add(quick, "Core: one criterion of each practice. A quick round asks only these; a full one asks all.", "核心：每一项里的一条标准。快速评估只问核心标准，完整评估全问。")
	add(true, "Weight: how much a practice counts. Target: what is aimed for. What comes first is decided by the weight times the distance to the target.", "权重：这一项有多要紧。目标：想做到哪里。先做什么，看权重乘以离目标的差距。")
	add(floors, "Floor: what a practice must not fall below. If it does, it is urgent.", "底线：一项不能低于的水平。低于它就是紧急事项。")
	add(requires, "What must come first: work on this practice waits until the other has reached the level named.", "须先做到：那一项没达到所说的水平之前，这一项先不动手。")
	add(b.Sums() && !b.hasLevels(), "Points: where only a part of a practice applies or is asked, its target, its floor and what others need of it count as that share of them.",
		"分数：一项只有一部分适用或问到时，它的目标、底线和别的项对它的要求，都按这一部分的权重折算。")
	add(len(b.Rubric.Pairs) > 0, "Compare with: the same thing seen from the other side. A difference between the two scores is a finding of its own.", "对照：从另一边看的同一件事。两边得分不一样，本身就是一个发现。")
	add(evidence, "Evidence: what to ask to see before you rate.", "证据：打分之前要求看的东西。")
	add(actions, "Actions: each is the step to the level it names, from the one below. Days are calendar days, person-days the work that it takes. Effort: S is up to 5 person-days, M up to 30, L more.", "行动：每一条是从低一级升到所写级别的一步。天数是日历天，人天是要投入的工作量。投入：S 不超过 5 人天，M 不超过 30 人天，L 更多。")
	return out
}

// rules says in words how scores are made.
func (b *builder) rules() []string {
	s := &b.Rubric.Scoring
	given := func(weights ...rubric.PerStage) bool {
		return slices.ContainsFunc(weights, func(w rubric.PerStage) bool { return !w.IsZero() })
	}
	var dims, parts []rubric.PerStage
	for d := range b.Rubric.Dimensions {
		dims = append(dims, b.Rubric.Dimensions[d].Weight)
	}
	for p := range b.Rubric.Parts {
		parts = append(parts, b.Rubric.Parts[p].Weight)
	}
	out := []string{
		b.Say("Criterion: the points of its level.", "标准：所选级别的分值。"),
		b.Say("Practice: ", "事项：") + b.criteriaRule(s.Practice),
		b.Say("Dimension: ", "维度：") + b.rule(s.Dimension, true, "practices", "各项"),
		b.Say("Part: ", "部分：") + b.rule(s.Part, true, "dimensions", "各维度") + b.sumOf(given(dims...), "a dimension", "practices", "维度", "各项"),
		b.Say("The whole: ", "总体：") + b.partsRule(s.Overall, given(parts...)),
		b.byCriteria(),
		b.Say("What weighs 0 takes no part in any score.", "权重为 0 的不计入任何得分。"),
		b.Say("What is not applicable is left out. Don't know and no answer never count as the lowest level: the report shows between which bounds they leave the score.",
			"不适用的不计。不知道和没答的绝不按最低级算：报告会写明它们让得分落在什么区间。"),
	}
	out = append(slices.DeleteFunc(out, func(text string) bool { return text == "" }), b.bandRules()...)
	if b.hasLevels() {
		return append(out, b.Say("A score between two levels is called by the lower one: it has reached that one and is on its way to the next.", "得分落在两级之间，就叫低的那一级：这一级已经做到，正往上一级走。"))
	}
	return append(out, b.Say("Scores here are points; they have no levels.", "这里的得分只有分数，没有级别。"))
}

// byCriteria says how practices weigh that weigh what their criteria do; "" without any.
func (b *builder) byCriteria() string {
	var of []string
	for i := range b.Rubric.Practices {
		if b.Rubric.Practices[i].ByCriteria {
			of = append(of, b.Practice(i))
		}
	}
	switch len(of) {
	case 0:
		return ""
	case len(b.Rubric.Practices):
		return b.Say("A practice weighs as much as its criteria that count: what does not apply has no weight, and a score weighs what is answered.",
			"一项的权重等于其中计分的各条标准权重之和：不适用的没有权重，得分按已答的权重计。")
	}
	return b.Say("%s: weigh as much as their criteria that count; what does not apply has no weight, and a score weighs what is answered.",
		"%s：权重等于其中计分的各条标准权重之和；不适用的没有权重，得分按已答的权重计。", b.List(of))
}

// hasLevels reports whether the score of any practice has levels.
func (b *builder) hasLevels() bool {
	for i := range b.Rubric.Practices {
		if b.m.PracticeScale(i) != nil {
			return true
		}
	}
	return false
}

// rule words one rule of scoring over what weighs differently or not, and what a sum begins with.
func (b *builder) rule(r rubric.Rule, weighted bool, en, zh string) string {
	text := b.ruleOf(r, weighted, en, zh)
	if r.Start != 0 {
		text += b.Say(" It begins with %s points.", "起始分是 %s 分。", number.Plain(r.Start))
	}
	return text
}

func (b *builder) ruleOf(r rubric.Rule, weighted bool, en, zh string) string {
	say := func(e, z string) string { return b.Say(fmt.Sprintf(e, en), fmt.Sprintf(z, zh)) }
	switch {
	case r.Aggregate == rubric.Min:
		return say("the lowest of its %s.", "%s里的最低分。")
	case r.Aggregate == rubric.Sum && weighted:
		return say("the sum of its %s, each times its weight; where answers are missing, the others stand for them.", "%s的得分乘权重后相加；没答的按已答的平均算。")
	case r.Aggregate == rubric.Sum:
		return say("the sum of its %s; where answers are missing, the others stand for them.", "%s的得分相加；没答的按已答的平均算。")
	case r.Aggregate == rubric.Geometric && weighted:
		return say("the geometric mean of its %s, by weight: a low one pulls it down further than in a plain mean, and one of 0 makes it 0.", "%s的加权几何平均：低分比在普通平均里拉得更低，有一个 0 分就是 0 分。")
	case r.Aggregate == rubric.Geometric:
		return say("the geometric mean of its %s: a low one pulls it down further than in a plain mean, and one of 0 makes it 0.", "%s的几何平均：低分比在普通平均里拉得更低，有一个 0 分就是 0 分。")
	case weighted:
		return say("the mean of its %s, by weight.", "%s的加权平均。")
	}
	return say("the mean of its %s.", "%s的平均分。")
}

// criteriaRule is the rule of practices; criteria weigh the same unless one says otherwise.
func (b *builder) criteriaRule(r rubric.Rule) string {
	if r.Aggregate == rubric.Staged {
		return b.stagedRule(r)
	}
	weighted := slices.ContainsFunc(b.Rubric.Practices, func(p rubric.Practice) bool {
		return slices.ContainsFunc(p.Criteria, func(c rubric.Criterion) bool { return c.Weight != 1 })
	})
	text := b.rule(r, weighted, "criteria", "各条标准")
	if r.AboveLowest != nil {
		text += b.Say(" At most %s above the lowest of them, so that a missing basic is not averaged away.", "最多比其中最低的高 %s 分，免得基本功的缺失被平均掉。", number.Plain(*r.AboveLowest))
	}
	if r.Scale != "" {
		text += b.Say(" The sum is read on the scale %s: it has levels, and what does not apply or was not asked is taken to be like the others.",
			"总和按标尺 %s 读出级别；不适用和没问到的，按已答的平均算。", r.Scale)
	}
	if weighted {
		text += b.Say(" A criterion weighs 1 unless it says otherwise.", "没有写明权重的标准，权重是 1。")
	}
	return text
}

// partsRule is the rule of the whole.
func (b *builder) partsRule(r rubric.Rule, given bool) string {
	if len(b.Rubric.Parts) == 1 && r.Aggregate != rubric.Sum {
		return b.Say("the score of its only part.", "只有一个部分，就是它的得分。")
	}
	return b.rule(r, true, "parts", "各部分") + b.sumOf(given, "a part", "dimensions", "部分", "各维度")
}

// sumOf tells what a node weighs that has no weight of its own.
func (b *builder) sumOf(given bool, en, enKids, zh, zhKids string) string {
	if given {
		return b.Say(" Unless it says otherwise, %[1]s weighs as much as its %[2]s together.", "没有写明权重的%[3]s，权重等于其中%[4]s的权重之和。", en, enKids, zh, zhKids)
	}
	return b.Say(" Here %[1]s weighs as much as its %[2]s together.", "%[3]s的权重等于其中%[4]s的权重之和。", en, enKids, zh, zhKids)
}
