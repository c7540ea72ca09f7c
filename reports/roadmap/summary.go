package roadmap

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"fathom/assess"
	"fathom/assess/plan"
	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/rubric"
	"fathom/rubric/say"
)

// halfYear is the day by which a plan is told first.
const halfYear = 180

// summary answers the question in a few sentences.
func (r *Roadmap) summary() doc.Section {
	s := doc.Section{Heading: r.Say("Summary", "摘要")}
	add := func(text string, strong bool) {
		if text != "" {
			s.Blocks = append(s.Blocks, doc.Paragraph{Text: text, Strong: strong})
		}
	}
	if !r.Result.Overall.Score.OK {
		add(r.Say("Nothing is scored yet, so there is nothing to plan from.", "还没有得分，无从计划。"), true)
		return s
	}
	switch r.plan.Question.Kind {
	case plan.Reach:
		add(r.reachHeadline(), true)
		add(r.noRoom(), true)
		add(r.proof(r.answer.Choice.Cost), false)
		s.Blocks = append(s.Blocks, r.answers()...)
	case plan.Budget:
		add(r.budgetHeadline(), true)
		add(r.proof(r.answer.Choice.Gain.Value), false)
		add(r.weekMore(), false)
	default:
		add(r.focusHeadline(), true)
		add(r.urgency(), false)
		add(r.weekMore(), false)
	}
	add(r.provisional(), false)
	return s
}

// focusHeadline says where the plan leads in half a year, and when the targets are met.
func (r *Roadmap) focusHeadline() string {
	now := r.Result.Overall.Score
	if today := r.stands(r.Overall(now)); len(r.plan.Steps) == 0 {
		if r.plan.TargetsMet.OK && r.unscored() {
			return today + r.Say(", and every practice that has a score is at its target: there is nothing to plan.", "，有得分的事项都已达到目标，没有要安排的行动。")
		}
		if r.plan.TargetsMet.OK {
			return today + r.Say(", and every target is met: there is nothing to plan.", "，目标都已达到，没有要安排的行动。")
		}
		return today + r.Say(", and none of the rubric's actions can be planned.", "，评估标准里没有能安排的行动。")
	}
	half := r.halfWay()
	text := r.stands(r.Overall(now))
	switch then := half.Projected.Overall; {
	case !then.OK:
	case r.Overall(then) == r.Overall(now):
		text += r.Say("; by %s it still reads %s", "；到%s看上去仍是 %s 分", r.by(half.Days), r.Overall(then))
	default:
		text += r.Say("; by %s the plan brings it to %s", "；到%s可达 %s 分", r.by(half.Days), r.Overall(then))
	}
	text += r.Say(".", "。")
	if met := r.plan.TargetsMet; met.OK {
		text += r.Say(" ", "") + r.met(half.Projected.Overall, r.month(met.Value))
		if more := r.plan.PersonDaysAfter(halfYear); more > 0 {
			text += r.Say(", with %s", "，还要再投入 %s", r.more(more))
		}
		return text + r.Say(".", "。")
	}
	n := len(r.plan.Left)
	return text + r.Say(" %[2]s: see what stays short.", "有 %[1]d 项到最后仍达不到目标，见“达不到目标的”。", n,
		say.Count(n, "1 practice does not get to its target", "%d practices do not get to their targets"))
}

// stands says where the subject stands today.
func (r *Roadmap) stands(score string) string {
	return r.Say("%[1]s stands at %[3]s", "%[2]s目前 %[3]s 分", r.Whom(), r.Whose(), score)
}

// met says when the targets are met, after a score was told that the plan leads to.
func (r *Roadmap) met(told number.Value, when string) string {
	switch at := r.atTargets(told); {
	case r.isThere(told) && r.unscored():
		return r.Say("Every practice that has a score is at its own target about %s", "有得分的各事项的目标约在%s达成", when)
	case r.isThere(told):
		return r.Say("Every practice is at its own target about %s", "各事项的目标约在%s达成", when)
	case r.unscored():
		return r.Say("The targets of all practices that have a score%s are met about %s", "有得分事项的目标%s约在%s达成", at, when)
	default:
		return r.Say("All targets%s are met about %s", "全部目标%s约在%s达成", at, when)
	}
}

// unscored reports whether a practice with a target has no score.
func (r *Roadmap) unscored() bool {
	return slices.ContainsFunc(r.plan.Left, func(l plan.Left) bool { return l.Why == plan.Unscored })
}

// halfWay is the phase of half a year in which the last step is done; the last one where none is.
func (r *Roadmap) halfWay() *plan.Phase {
	at := &r.plan.Phases[0]
	for k := range r.plan.Phases {
		if ph := &r.plan.Phases[k]; ph.Days <= halfYear && (len(ph.Steps) > 0 || len(at.Steps) == 0) {
			at = ph
		}
	}
	return at
}

// urgency says what it costs to take the most urgent first.
func (r *Roadmap) urgency() string {
	by, best := r.answer.ByUrgency, r.answer.ByWorth
	if by == nil || !number.Less(by.Attainment, best.Attainment) {
		return ""
	}
	return r.Say("Taking the most urgent first, the %s until %s bring target attainment to %s; chosen for attainment alone, the same work would bring it to %s.", "按轻重缓急安排，%[2]s前投入 %[1]s，目标达成度到 %[3]s；若只看目标达成度来选，同样的投入可到 %[4]s。",
		r.days(by.PersonDays), r.by(r.halfWay().Days), r.percent(by.Attainment, best.Attainment),
		r.percent(best.Attainment, by.Attainment))
}

// percent prints an attainment, told apart from another.
func (r *Roadmap) percent(share float64, from ...float64) string {
	return number.Percent(assess.Some(share), from...)
}

// weekMore says what one more person-week buys.
func (r *Roadmap) weekMore() string {
	more := r.answer.WeekMore
	if more == nil {
		return ""
	}
	base := r.answer.ByWorth
	if base == nil {
		base = &plan.Measured{Attainment: r.answer.Choice.Attained().Value}
	}
	points := number.Told(100*(more.Attainment-base.Attainment), 1, 0)
	return r.Say("One more person-week (%d person-days) would add up to %s percentage points of target attainment.", "再多投入一人周（%d 人天），目标达成度最多可再高 %s 个百分点。", plan.Week, points)
}

// nothingBought says why a budget buys no step.
func (r *Roadmap) nothingBought() string {
	now, way := r.Result.Overall.Attainment, r.plan.Question.Gain
	isWay := way == plan.GainAttainment || way == ""
	switch {
	case isWay && !now.OK:
		return r.Say("There are no targets to come nearer to%s.", "这里没有目标可以接近%s。", r.onScreen("; --for overall asks for the score", "；想问总分，请用 --for overall"))
	case isWay && !number.Less(now.Value, 1):
		return r.Say("Every target is met: there is nothing to buy.", "目标都已达到，不必再投入。")
	case !r.HasLevels():
		return r.Say("Points have no levels, so there are no steps to plan from the rubric.", "按分数计的事项没有级别，评估标准里也就没有可排的步骤。")
	case !slices.ContainsFunc(r.Rubric.Practices, func(p rubric.Practice) bool { return len(p.Actions) > 0 }):
		return r.Say("The rubric has no actions to plan.", "评估标准里没有可排的行动。")
	}
	if r.answer.Until > 0 {
		return r.Say("No step that would bring more is done by %s with this work and the people there are.", "靠这些投入和现有人手，在%s前做不完任何一步有用的行动。", r.by(r.answer.Until))
	}
	return r.Say("So little work does not finish any step that would bring more.", "这些投入不够做完任何一步有用的行动。")
}

// budgetHeadline says what the work buys.
func (r *Roadmap) budgetHeadline() string {
	if len(r.plan.Steps) == 0 {
		return r.nothingBought()
	}
	p, attainment := r.end()
	before := r.Result.Overall.Score
	text := r.Say("With %[1]s, %[2]s gets to an overall score of %[3]s, from %[4]s today", "投入 %[1]s，%[5]s的总分可从现在的 %[4]s 到 %[3]s",
		r.days(r.plan.PersonDays), r.Whom(), r.overall(p.Overall, before), r.overall(before, p.Overall), r.Whose())
	if now := r.Result.Overall.Attainment; now.OK && attainment.OK {
		text += r.Say("; target attainment goes from %s to %s", "，目标达成度从 %s 到 %s", r.percent(now.Value, attainment.Value), r.percent(attainment.Value, now.Value))
	}
	return text + r.Say(": %[2]s, done by %[3]s.", "：共 %[1]d 步，%[3]s前完成。", len(r.plan.Steps), say.Count(len(r.plan.Steps), "1 step", "%d steps"), r.by(r.endDay()))
}

// noRoom names the chosen steps that do not fit on the calendar.
func (r *Roadmap) noRoom() string {
	steps := r.answer.NoRoom
	if len(steps) == 0 {
		return ""
	}
	count := r.Say("%[2]s", "另有 %[1]d 步", len(steps), say.Count(len(steps), "1 more step", "%d more steps"))
	if len(r.plan.Steps) == 0 {
		count = r.Say("%[2]s", "有 %[1]d 步", len(steps), say.Count(len(steps), "1 step", "%d steps"))
	}
	names := make([]string, len(steps))
	for k := range steps {
		names[k] = r.step(&steps[k])
	}
	return r.Say("The aim is not reached by then. ", "到时达不到要求。") +
		r.Say("%s would not be done by %s with the people there are: %s.", "%s按现有人手在%s前做不完：%s。", count, r.by(r.answer.Until), r.List(names))
}

// reachHeadline says what the aim takes, and what of it is out of reach.
func (r *Roadmap) reachHeadline() string {
	c, aim := r.answer.Choice, r.List(r.aims())
	text := r.tooFar()
	switch {
	case len(r.plan.Steps) == 0 && len(r.answer.NoRoom) > 0:
		return text + r.Say("%s: no step of the way there would be done in time.", "%s：这条路上没有一步赶得及。", upper(aim))
	case len(r.plan.Steps) == 0 && len(c.Short) == 0:
		return r.Say("%s: reached today.", "%s：今天已达到。", upper(aim))
	case len(r.plan.Steps) == 0 && len(r.answer.Capacity.PerQuarter) == 0:
		return text
	case len(r.plan.Steps) == 0:
		return strings.TrimSpace(text) + r.onScreen(" What can be done all the same: ask --budget capacity.", "想知道能做到哪一步，可用 --budget capacity。")
	case len(c.Short) > 0:
		aim = r.Say("As far as it goes", "能做到的部分")
	case len(r.answer.NoRoom) > 0:
		aim = r.Say("Towards the aim (%s)", "朝“%s”走", aim)
	}
	return text + r.Say("%[1]s: %[2]s, in %[3]s and %[4]s, done by %[5]s.", "%[1]s：需投入 %[2]s，共 %[6]d 步、%[7]d 个事项，%[5]s前完成。", upper(aim), r.days(r.plan.PersonDays),
		say.Count(len(r.plan.Steps), "1 step", "%d steps"), say.Count(r.practices(), "1 practice", "%d practices"),
		r.by(r.endDay()), len(r.plan.Steps), r.practices())
}

// upper begins a sentence.
func upper(s string) string {
	first, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[n:]
}

// practices counts those that take a step.
func (r *Roadmap) practices() int {
	seen := map[int]bool{}
	for i := range r.plan.Steps {
		seen[r.plan.Steps[i].Practice] = true
	}
	return len(seen)
}

// aims words what is to be reached and is not yet; all of it where nothing is left.
func (r *Roadmap) aims() []string {
	all, now := plan.Strongest(r.Result.Model, r.plan.Question.Goals), r.Result
	if judged := r.plan.Question.Judged; judged != nil { // what holds only if missing answers are good is open
		now = now.Model.ScoreUnder(judged, now)
	}
	var open, out []string
	for i := range all {
		out = append(out, r.goal(&all[i]))
		if !all[i].Met(now) {
			open = append(open, out[i])
		}
	}
	if len(open) > 0 {
		return open
	}
	return out
}

// tooFar says what of the aim no plan reaches.
func (r *Roadmap) tooFar() string {
	text, told := "", plan.Strongest(r.Result.Model, r.plan.Question.Goals)
	for i := range r.answer.Choice.Short {
		if s := &r.answer.Choice.Short[i]; slices.Contains(told, s.Goal) {
			text += r.short(s)
		}
	}
	return text
}

func (r *Roadmap) goal(g *plan.Goal) string {
	switch g.Kind {
	case plan.GoalLevel:
		return r.Say("%s at level %s", "%s达到 %s 级", r.node(g.At), number.Plain(g.Value))
	case plan.GoalAttainment:
		return r.Say("target attainment of %s", "目标达成度 %s", number.Percent(assess.Some(g.Value)))
	case plan.GoalTargets:
		return r.Say("every target", "全部目标")
	case plan.GoalFloors:
		return r.Say("every floor", "全部底线")
	}
	return r.Say("%s at %s", "%s达到 %s 分", r.node(g.At), number.Plain(g.Value))
}

// node names a node of the rubric, or the whole.
func (r *Roadmap) node(id string) string {
	if id == string(assess.KindOverall) || id == "" {
		return r.Say("Overall", "总分")
	}
	return r.Node(id)
}

// short says of a goal that no plan reaches it, and how far it gets; where nothing is planned, that is not known.
func (r *Roadmap) short(s *plan.Short) string {
	best := ""
	if s.Best.OK && len(r.plan.Steps) > 0 {
		best = number.Told(s.Best.Value, 2, s.Goal.Value)
		if s.Goal.Kind == plan.GoalAttainment {
			best = number.Percent(s.Best, s.Goal.Value)
		}
	}
	var text string
	switch s.Goal.Kind {
	case plan.GoalTargets:
		text = r.Say("Not every target can be reached with %s", "靠%s，不是每个目标都能达到", r.means())
	case plan.GoalFloors:
		text = r.Say("Not every floor can be reached with %s", "靠%s，不是每条底线都能达到", r.means())
	default:
		text = r.Say("%[2]s is out of reach with %[1]s", "靠%s，做不到“%s”", r.means(), upper(r.goal(&s.Goal)))
		if best != "" {
			text += r.Say(": %s is the most", "，最多到 %s", best)
		}
	}
	if why := r.byReason(s.Left, r.few); len(why) > 0 {
		text += r.Say(" (%s)", "（%s）", strings.Join(why, r.Say("; ", "；")))
	}
	return text + r.Say(". ", "。")
}

// means are what there is to reach an aim with.
func (r *Roadmap) means() string {
	text := r.Say("the rubric's actions", "评估标准里的行动")
	if len(r.answer.Capacity.PerQuarter) > 0 {
		text = r.Say("the rubric's actions and the people there are", "评估标准里的行动和现有的人手")
	}
	if r.answer.Until > 0 {
		text += r.Say(" by %s", "在%s前", r.by(r.answer.Until))
	}
	if len(r.answer.Needed) > 0 {
		text += r.Say(" while answers are missing", "（缺的答案补上之前）")
	}
	return text
}

// proof says how sure it is that there is nothing better.
func (r *Roadmap) proof(value float64) string {
	p := &r.plan.Proof
	switch {
	case len(r.plan.Steps) == 0:
		return ""
	case len(r.answer.NoRoom) > 0:
		return r.Say("Whether other steps would fit the calendar better is not proved.", "换成别的步骤能不能更好地排进时间表，没有证明。")
	case p.Optimal && r.plan.Question.Cost == plan.CostDays:
		return r.Say("No other way has fewer days of steps in all (%s, added up, also where they run side by side): this is proved.", "各步天数相加（并行的也各算各的）共 %s 天，没有更少的走法，已经证明。", amount(value))
	case p.Optimal && r.plan.Question.Cost == plan.CostOwner:
		return r.Say("No other way takes fewer person-days led by %s (%s): this is proved.", "由%s牵头的投入为 %s 人天，没有更少的走法，已经证明。", r.owner(r.plan.Question.Owner), amount(value))
	case p.Optimal && r.plan.Question.Kind == plan.Reach && len(r.answer.Needed) > 0:
		return r.Say("No cheaper way leads as far: this is proved.", "走到这一步，没有更省的走法，已经证明。")
	case p.Optimal && r.plan.Question.Kind == plan.Reach:
		return r.Say("No cheaper way exists: this is proved.", "没有更省的走法，已经证明。")
	case p.Optimal:
		return r.Say("No other choice of steps brings more: this is proved.", "没有别的选法能带来更多，已经证明。")
	case r.plan.Question.Kind == plan.Reach:
		return r.Say("This is the best that was found; no way can cost less than %s.", "这是已找到的最好走法；任何走法都不会少于 %s。", amount(p.Bound))
	}
	return r.Say("This is the best that was found; no choice can bring more than %s (here: %s).", "这是已找到的最好选法；任何选法都不会超过 %s（这里是 %s）。", r.gain(p.Bound, value), r.gain(value, p.Bound))
}

// gain prints what a budget is to buy, told apart from another.
func (r *Roadmap) gain(x, from float64) string {
	switch r.plan.Question.Gain {
	case plan.GainOverall:
		return number.Told(x, r.Result.Overall.Decimals, from)
	case plan.GainLevels:
		return number.Plain(x)
	}
	return r.percent(x, from)
}

// provisional warns where too little is answered to plan on.
func (r *Roadmap) provisional() string {
	if !r.Result.TooEarly() {
		return ""
	}
	whole := r.Result.Possible()
	return r.Say("Only %s is answered: find out the rest before this plan is agreed.", "只答了 %s；计划定下来之前，请先把其余的弄清楚。", number.Answered(&whole))
}
