package roadmap_test

import (
	"slices"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/plan"
	"fathom/reports/roadmap"
	"fathom/rubric/say"
)

// TestNeeds: who leads, what the people can do where that is known, and who has too much. The director leads three
// steps from day 0: 7 * (3/30 + 15/60 + 1/30) = 2.7 in the first weeks. With 13 person-days a quarter, a week has 1.
func TestNeeds(t *testing.T) {
	for name, c := range map[string]struct {
		asked
		en, zh []string
	}{
		"too much at once": {
			asked: asked{levels: today, start: "2027-01-04"},
			en: []string{"Director|19|2.7|3",
				"nobody yet|15|1.8|1",
				"All together|34||",
				"A step's person-days are all of its work, of who leads it and of everybody who helps; they are counted for who leads it. Effort: S is up to 5 person-days, M up to 30, L more.",
				"Leading more than two steps at once, or more than five person-days a week, is more than one person usually carries beside the daily work. Check who shares it, or say what each role can do (--capacity):",
				"Director: 3 steps at once from 2027-01-04, up to 2.7 person-days in a week"},
			zh: []string{"负责人|19|2.7|3",
				"尚无负责人|15|1.8|1",
				"合计|34||",
				"一步的人天是它的全部工作量，牵头的和参与的人都算在内，这里都记在牵头角色名下。投入：S 不超过 5 人天，M 不超过 30 人天，L 更多。",
				"一个人在日常工作之外，同时牵头的步骤超过两步，或一周超过 5 人天，通常承担不了。请看看由谁分担，或用 --capacity 写明各角色能投入多少：",
				"负责人：2027年1月4日起同时做 3 步，一周最多 2.7 人天"},
		},
		"a capacity": {
			asked: asked{levels: today, people: plan.Capacity{PerQuarter: map[string]float64{"DIR": 13}}},
			en: []string{"Director|19|1|2|13",
				"nobody yet|15|1.8|1|no bound",
				"All together|34|||",
				"A step's person-days are all of its work, of who leads it and of everybody who helps; they are counted for who leads it. Effort: S is up to 5 person-days, M up to 30, L more.",
				"The plan sets no bound to a role of which nobody said what it can do."},
			zh: []string{"负责人|19|1|2|13",
				"尚无负责人|15|1.8|1|不限",
				"合计|34|||",
				"一步的人天是它的全部工作量，牵头的和参与的人都算在内，这里都记在牵头角色名下。投入：S 不超过 5 人天，M 不超过 30 人天，L 更多。",
				"没有写明能投入多少的角色，计划不设上限。"},
		},
		"one at once": {
			asked: asked{levels: today, people: plan.Capacity{AtOnce: 1}},
			en: []string{"Director|19|1.8|1",
				"nobody yet|15|1.8|1",
				"All together|34||",
				"A step's person-days are all of its work, of who leads it and of everybody who helps; they are counted for who leads it. Effort: S is up to 5 person-days, M up to 30, L more."},
			zh: []string{"负责人|19|1.8|1",
				"尚无负责人|15|1.8|1",
				"合计|34||",
				"一步的人天是它的全部工作量，牵头的和参与的人都算在内，这里都记在牵头角色名下。投入：S 不超过 5 人天，M 不超过 30 人天，L 更多。"},
		},
	} {
		t.Run(name, func(t *testing.T) { c.wants(t, "What it needs", "需要什么", c.en, c.zh) })
	}
}

// TestSteps: what is done, by whom, when, and what comes first; beside it the milestones, with the score of the whole
// assessment at each, and what stays short, by reason.
func TestSteps(t *testing.T) {
	for name, c := range map[string]struct {
		asked
		heading, kopf string
		en, zh        []string
	}{
		"gains": {
			asked: asked{levels: today}, heading: "What it brings", kopf: "带来什么",
			en: []string{"By day 90, in the words of the rubric:",
				"Roles to 3: All roles are written",
				"Stock to 2",
				"Goals to 3"},
			zh: []string{"到第 90 天，用评估标准里的话说：",
				"职责到 3 级：全部成文",
				"库存到 2 级",
				"目标到 3 级"},
		},
		"steps": {
			asked: asked{levels: today}, heading: "Steps", kopf: "步骤",
			en: []string{"1|Roles to 2|=List the roles|Director|day 0–30|3|",
				"2|Stock to 2|Count|Director|day 0–30|1|",
				"3|Goals to 3|Set goals|Director|day 0–60|15|1",
				"4|Roles to 3|Write the rest|nobody yet|day 30–90|15|1"},
			zh: []string{"1|职责到 2 级|=列出职责|负责人|第 0–30 天|3|",
				"2|库存到 2 级|盘点|负责人|第 0–30 天|1|",
				"3|目标到 3 级|定目标|负责人|第 0–60 天|15|1",
				"4|职责到 3 级|补齐其余|尚无负责人|第 30–90 天|15|1"},
		},
		"steps on dates": {
			asked: asked{levels: today, start: "2027-01-04", not: "2027-02-10..2027-02-24"}, heading: "Steps", kopf: "步骤",
			en: []string{"1|Roles to 2|=List the roles|Director|2027-01-04 – 2027-02-02|3|",
				"2|Stock to 2|Count|Director|2027-01-04 – 2027-02-02|1|",
				"3|Goals to 3|Set goals|Director|2027-01-04 – 2027-03-19|15|1",
				"4|Roles to 3|Write the rest|nobody yet|2027-02-03 – 2027-04-18|15|1"},
			zh: []string{"1|职责到 2 级|=列出职责|负责人|2027-01-04 至 2027-02-02|3|",
				"2|库存到 2 级|盘点|负责人|2027-01-04 至 2027-02-02|1|",
				"3|目标到 3 级|定目标|负责人|2027-01-04 至 2027-03-19|15|1",
				"4|职责到 3 级|补齐其余|尚无负责人|2027-02-03 至 2027-04-18|15|1"},
		},
		"milestones": {
			asked: asked{levels: today}, heading: "Milestones", kopf: "里程碑",
			en: []string{"today|–||1.5|17%",
				"day 30|Roles to 2, Stock to 2|4|2.0|50%",
				"day 90|Goals to 3, Roles to 3|30|2.5|83%",
				"day 180|–|0|2.5|83%"},
			zh: []string{"今天|–||1.5|17%",
				"第 30 天|职责到 2 级、库存到 2 级|4|2.0|50%",
				"第 90 天|目标到 3 级、职责到 3 级|30|2.5|83%",
				"第 180 天|–|0|2.5|83%"},
		},
		"left": {
			asked: asked{levels: today}, heading: "What stays short of its target", kopf: "达不到目标的",
			en: []string{"No action in the rubric for level 3: Stock, 2.0 of 3"},
			zh: []string{"评估标准里没有到 3 级的行动：库存 2.0 分（目标 3）"},
		},
		"left at an end": {
			asked: asked{levels: today, until: 30}, heading: "What stays short of its target", kopf: "达不到目标的",
			en: []string{"Does not fit before the end: Roles, 2.0 of 3; Goals, 2.0 of 3",
				"No action in the rubric for level 3: Stock, 2.0 of 3"},
			zh: []string{"在期限内排不下：职责 2.0 分（目标 3）；目标 2.0 分（目标 3）",
				"评估标准里没有到 3 级的行动：库存 2.0 分（目标 3）"},
		},
		"left without people": {
			asked: asked{levels: today, people: noDirector}, heading: "What stays short of its target", kopf: "达不到目标的",
			en: []string{"Nobody has the time: Roles, 1.0 of 3; Goals, 2.0 of 3; Stock, 1.0 of 3"},
			zh: []string{"没有人有时间做：职责 1.0 分（目标 3）；目标 2.0 分（目标 3）；库存 1.0 分（目标 3）"},
		},
		"left unanswered": {
			asked: asked{levels: [4]int{3, 0, 3, 2}}, heading: "What stays short of its target", kopf: "达不到目标的",
			en: []string{"Nothing is answered: Goals"},
			zh: []string{"没有任何答案：目标"},
		},
		"left by a budget": {
			asked: asked{levels: today, question: budget(1, "")}, heading: "What stays short of its target", kopf: "达不到目标的",
			en: []string{"Not part of this plan: Roles, 1.0 of 3; Goals, 2.0 of 3",
				"No action in the rubric for level 3: Stock, 2.0 of 3"},
			zh: []string{"不在这份计划里：职责 1.0 分（目标 3）；目标 2.0 分（目标 3）",
				"评估标准里没有到 3 级的行动：库存 2.0 分（目标 3）"},
		},
		"nothing bought": {asked: asked{levels: today, question: budget(0.5, "")}, heading: "What stays short of its target", kopf: "达不到目标的"},
		"another way": {
			asked: asked{levels: today, question: reach(score("overall", 1.75))}, heading: "Another way", kopf: "另一种走法",
			en: []string{"With 3 person-days instead of 1, and at most half of the work the same: Roles to 2."},
			zh: []string{"投入 3 人天（上面的是 1），与上面相同的工作最多一半：职责到 2 级。"},
		},
		"holidays": {
			asked: asked{levels: today, start: "2027-01-04", not: "2027-02-10..2027-02-24"}, heading: "How it was worked out", kopf: "怎样得出",
			en: []string{"A step is the rubric's action from a level to the next; it lifts every answered criterion of the practice to that level, and missing answers stay missing. Each score here is the whole assessment scored again. A step begins when the one before it and its prerequisites are done; beside a small prerequisite (effort S) it may run, and is done after it.",
				"Nothing is planned on these days: 2027-02-10 to 2027-02-24."},
			zh: []string{"一步就是评估标准里从一级到下一级的行动，做完后该事项已答的各条标准都到这一级，缺的答案仍按缺处理。这里的每个分数都是整份答卷重新计分。前一步和前置项做完，一步才开始；前置项是小步（S）的，可以同时做，但要晚于它完成。",
				"这些日子不安排工作：2027-02-10 至 2027-02-24。"},
		},
		"no dates": {
			asked: asked{levels: today}, heading: "How it was worked out", kopf: "怎样得出",
			en: []string{"A step is the rubric's action from a level to the next; it lifts every answered criterion of the practice to that level, and missing answers stay missing. Each score here is the whole assessment scored again. A step begins when the one before it and its prerequisites are done; beside a small prerequisite (effort S) it may run, and is done after it.",
				"Days count from the start of the plan; months are told as if it began on 2027-01-04."},
			zh: []string{"一步就是评估标准里从一级到下一级的行动，做完后该事项已答的各条标准都到这一级，缺的答案仍按缺处理。这里的每个分数都是整份答卷重新计分。前一步和前置项做完，一步才开始；前置项是小步（S）的，可以同时做，但要晚于它完成。",
				"天数从计划开始算起；所说的月份以 2027-01-04 开始推算。"},
		},
	} {
		t.Run(name, func(t *testing.T) { c.wants(t, c.heading, c.kopf, c.en, c.zh) })
	}
}

// TestSaid: what is said of answers that this small rubric does not give.
func TestSaid(t *testing.T) {
	first := budget(4, "")
	for name, c := range map[string]struct {
		asked
		change func(*plan.Answer)
		en, zh string // a sentence of the summary
	}{
		"what urgency costs": {asked{levels: today}, func(a *plan.Answer) {
			a.ByUrgency = &plan.Measured{PersonDays: 34, Attainment: 0.6649}
			a.ByWorth = &plan.Measured{PersonDays: 33, Attainment: 0.6651}
		}, "Taking the most urgent first, the 34 person-days until day 90 bring target attainment to 66%; chosen for attainment alone, the same work would bring it to 67%.",
			"按轻重缓急安排，第 90 天前投入 34 人天，目标达成度到 66%；若只看目标达成度来选，同样的投入可到 67%。"},
		"next to nothing more": {asked{levels: today, question: first}, func(a *plan.Answer) {
			a.WeekMore = &plan.Measured{Attainment: 0.5001}
		}, "One more person-week (5 person-days) would add up to 0.01 percentage points of target attainment.",
			"再多投入一人周（5 人天），目标达成度最多可再高 0.01 个百分点。"},
		"a bound of a budget": {asked{levels: today, question: first}, func(a *plan.Answer) {
			a.Plan.Proof = plan.Proof{Bound: 0.51}
		}, "This is the best that was found; no choice can bring more than 51% (here: 50%).",
			"这是已找到的最好选法；任何选法都不会超过 51%（这里是 50%）。"},
		"nothing left to buy": {asked{levels: today, question: first}, func(a *plan.Answer) {
			a.Plan.Steps, a.Now.Overall.Attainment = nil, assess.Some(1.0)
		}, "Every target is met: there is nothing to buy.", "目标都已达到，不必再投入。"},
		"no targets": {asked{levels: today, question: first}, func(a *plan.Answer) {
			a.Plan.Steps, a.Now.Overall.Attainment = nil, assess.Maybe[float64]{}
		}, "There are no targets to come nearer to; --for overall asks for the score.",
			"这里没有目标可以接近；想问总分，请用 --for overall。"},
		"a bound of a reach": {asked{levels: today, question: reach(score("overall", 2))}, func(a *plan.Answer) {
			a.Plan.Proof = plan.Proof{Bound: 3.5}
		}, "This is the best that was found; no way can cost less than 3.5.",
			"这是已找到的最好走法；任何走法都不会少于 3.5。"},
		"nothing fits": {asked{levels: today, question: first, until: 30}, func(a *plan.Answer) {
			a.NoRoom, a.Plan.Steps = a.Plan.Steps, nil
		}, "2 steps would not be done by day 30 with the people there are: Roles to 2, Stock to 2.",
			"有 2 步按现有人手在第 30 天前做不完：职责到 2 级、库存到 2 级。"},
		"not together": {asked{levels: today, question: reach(score("overall", 2))}, func(a *plan.Answer) {
			a.Choice.Short, a.Plan.Steps = []plan.Short{{Goal: score("overall", 2), Best: assess.Some(1.9)}}, nil
		}, "Overall at 2 is out of reach with the rubric's actions. ", "靠评估标准里的行动，做不到“总分达到 2 分”。"},
		"many reasons": {asked{levels: today, question: reach(plan.Goal{Kind: plan.GoalFloors})}, func(a *plan.Answer) {
			left := []plan.Left{{Practice: 0, Why: plan.Later}, {Practice: 1, Why: plan.Later},
				{Practice: 2, Why: plan.Later}, {Practice: 3, Why: plan.Later}, {Practice: 1, Why: plan.NoLevels}}
			a.Choice.Short = []plan.Short{{Goal: plan.Goal{Kind: plan.GoalFloors}, Left: left}}
		}, "Not every floor can be reached with the rubric's actions (Does not fit before the end: Roles, Goals, Stock and 1 more; Points without levels to climb: Goals). ",
			"靠评估标准里的行动，不是每条底线都能达到（在期限内排不下：职责、目标、库存等 4 项；按分数计，没有级别可升：目标）。"},
	} {
		t.Run(name, func(t *testing.T) {
			for lang, want := range map[say.Language]string{"en": c.en, "zh": c.zh} {
				answer, calendar := c.ask(t)
				c.change(answer)
				got := section(roadmap.New(answer, "", calendar, lang).Doc(), lang.Say("Summary", "摘要"))
				if !slices.Contains(got, want) {
					t.Errorf("no %q in\n\t%s", want, strings.Join(got, "\n\t"))
				}
			}
		})
	}
}
