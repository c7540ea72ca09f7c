package roadmap

import "fathom/rubric"

// lifts says what a step makes of the answers, as [fathom/assess.Model.Lift] has it.
func (r *Roadmap) lifts() string {
	rule := r.Rubric.Scoring.Practice
	switch {
	case rule.Aggregate == rubric.Staged:
		return r.Say("A step is the rubric's action from a level to the next; it brings every answered criterion of the practice that stands on the rungs up to that level to its level %[1]d, with which it passes, and missing answers stay missing.",
			"一步就是评估标准里从一级到下一级的行动，做完后该事项在这一级及以下各阶已答的标准都到 %[1]d 级（即通过），缺的答案仍按缺处理。", *rule.Pass)
	case rule.Scale != "":
		return r.Say("A step is the rubric's action from a level to the next; it brings the answered criteria of the practice as far up as that level takes, and missing answers stay missing.",
			"一步就是评估标准里从一级到下一级的行动，做完后该事项已答的标准升到这一级所需的级别，缺的答案仍按缺处理。")
	}
	return r.Say("A step is the rubric's action from a level to the next; it lifts every answered criterion of the practice to that level, and missing answers stay missing.",
		"一步就是评估标准里从一级到下一级的行动，做完后该事项已答的各条标准都到这一级，缺的答案仍按缺处理。")
}
