package gap

import (
	"slices"
	"strconv"
	"strings"

	"fathom/assess"
	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/rubric"
)

// priorities is the ranked table of everything listed, with the reason for each place.
func (g *Gap) priorities() doc.Section {
	s := doc.Section{Heading: g.Say("Priorities", "优先事项")}
	if len(g.Result.Priorities) == 0 {
		if g.Result.Overall.Score.OK {
			s.Blocks = append(s.Blocks, doc.Paragraph{Text: g.noGap()})
		}
		if low := g.lowestTable(); len(low.Rows) > 0 {
			s.Blocks = append(s.Blocks, doc.Heading{Text: g.whereLowest()}, low)
		}
		return s
	}
	if !g.HasTargets() {
		s.Blocks = append(s.Blocks, doc.Paragraph{Text: g.Say("There are no targets here. What comes first, and why:",
			"这里没有设目标。先做哪些、为什么：")}, g.urgentTable())
		return s
	}
	s.Blocks = append(s.Blocks, doc.Paragraph{Text: g.Say(
		"Priority is weight times gap; a prerequisite inherits the priority of what waits for it. The rank in brackets is how far it could move if every priority were off by a quarter.",
		"优先值是权重乘以差距；前置项继承等着它的事项的优先值。括号里是各优先值上下浮动四分之一时名次的范围。")})
	t := doc.Table{Columns: []doc.Column{
		{Title: g.Say("Rank", "名次")}, {Title: g.Say("Practice", "事项"), Flexible: true}, {Title: g.Say("Now", "现状"), Right: true},
		{Title: g.Say("Target", "目标"), Right: true}, {Title: g.Say("Priority", "优先值"), Right: true},
		{Title: g.Say("Why here", "理由"), Flexible: true}}}
	for k := range g.Result.Priorities {
		p := &g.Result.Priorities[k]
		pr := &g.Result.Practices[p.Practice]
		t.Rows = append(t.Rows, []string{g.rank(p), g.Practice(p.Practice), g.PracticeScore(p.Practice),
			g.Target(p.Practice), number.Told(p.Effective, pr.Decimals, 0), g.why(p)})
	}
	s.Blocks = append(s.Blocks, t)
	return s
}

// urgentTable is what comes first where nothing has a target, and so no gap and no priority: what is below its floor.
func (g *Gap) urgentTable() doc.Table {
	t := doc.Table{Columns: []doc.Column{{Title: g.Say("Practice", "事项"), Flexible: true},
		{Title: g.Say("Now", "现状"), Right: true}, {Title: g.Say("Why here", "理由"), Flexible: true}}}
	for k := range g.Result.Priorities {
		p := &g.Result.Priorities[k]
		t.Rows = append(t.Rows, []string{g.Practice(p.Practice), g.PracticeScore(p.Practice), g.why(p)})
	}
	return t
}

func (g *Gap) whereLowest() string { return g.Say("Where scores are lowest", "得分最低的") }

// lowestTable is where to look where nothing has a target: what is lowest, and what is lowest in it.
func (g *Gap) lowestTable() doc.Table {
	t := doc.Table{Columns: []doc.Column{{Title: g.Say("Practice", "事项"), Flexible: true},
		{Title: g.Say("Score", "得分"), Right: true}, {Title: g.Say("Lowest criterion", "其中最低的标准"), Flexible: true},
		{Title: g.Say("Answer", "答案")}}}
	weak := first(g.weak(), mostRanks)
	for _, i := range weak {
		if k := g.weakestCriterion(i); k >= 0 {
			t.Rows = append(t.Rows, []string{g.Practice(i), g.PracticeScore(i), g.Criterion(i, k), g.grade(i, k)})
		}
	}
	g.sayOnce(&t, 2, weak)
	return t
}

// sayOnce leaves out a column of criteria where all the practices beside it are one question.
func (g *Gap) sayOnce(t *doc.Table, column int, is []int) {
	if slices.ContainsFunc(is, func(i int) bool { return !g.IsQuestion(i) }) {
		return
	}
	t.Columns = slices.Delete(t.Columns, column, column+1)
	for k := range t.Rows {
		t.Rows[k] = slices.Delete(t.Rows[k], column, column+1)
	}
}

// isAimless reports whether there is nothing to rank and to plan: no target, and nothing below a floor.
func (g *Gap) isAimless() bool { return !g.HasTargets() && len(g.Result.Priorities) == 0 }

// rank prints a rank with its interval: "3 (1–4)".
func (g *Gap) rank(p *assess.Priority) string {
	if p.BestRank == p.WorstRank {
		return strconv.Itoa(p.Rank)
	}
	return g.Say("%d (%d–%d)", "%d（%d–%d）", p.Rank, p.BestRank, p.WorstRank)
}

// why gives the reason for a practice's place in words.
func (g *Gap) why(p *assess.Priority) string {
	reasons := g.cause(p)
	if pr := &g.Result.Practices[p.Practice]; pr.Gap.OK && pr.Gap.Value > assess.Tolerance {
		reasons = append(reasons, g.Say("gap %s, weight %s", "差距 %s，权重 %s", number.Score(pr.Gap, pr.Decimals, 0), number.Plain(pr.Weight)))
		if pr.IsAgreed {
			reasons = append(reasons, g.Wants(p.Practice))
		}
	}
	return strings.Join(reasons, g.Say("; ", "；"))
}

// cause is what besides its gap and weight puts a practice in its place.
func (g *Gap) cause(p *assess.Priority) []string {
	var reasons []string
	pr := &g.Result.Practices[p.Practice]
	if pr.Floor.OK && pr.Score.OK && number.Less(pr.Score.Value, pr.Floor.Value) {
		reasons = append(reasons, g.Say("below the floor of %s", "低于底线 %s", g.Floor(p.Practice)))
	} else if p.Urgent {
		reasons = append(reasons, g.Say("something below its floor waits for it", "有低于底线的事项在等它"))
	}
	if p.InheritedFrom.OK {
		reasons = append(reasons, g.Say("%s waits for it", "%s在等它", g.Practice(p.InheritedFrom.Value)))
	}
	if len(p.OpenRequires) > 0 {
		reasons = append(reasons, g.Say("needs %s first", "须先做%s", g.Practices(p.OpenRequires)))
	}
	return reasons
}

// weakestCriterion is the lowest answered criterion that counts, where points are added up the one that loses most of
// them, where practices are staged the lowest of those that hold it at its rung; -1 when none is answered.
func (g *Gap) weakestCriterion(i int) int {
	weakest, least, lets := -1, 0.0, 0.0
	for k, c := range g.Result.Practices[i].Criteria {
		if c.State != assess.Answered || c.Weight == 0 {
			continue
		}
		v, most := c.Value.Value, 0.0
		if g.Rubric.Scoring.Practice.Aggregate == rubric.Staged {
			most = g.Lets(i, k, v)
		}
		if g.Sums() {
			v = c.Weight * (v - g.Rubric.Scale(g.Rubric.Practices[i].Criteria[k].Scale).Highest())
		}
		if weakest < 0 || most < lets || most == lets && v < least-assess.Tolerance {
			weakest, least, lets = k, v, most
		}
	}
	return weakest
}

// noSteps says why nothing is on the calendar.
func (g *Gap) noSteps() string {
	switch {
	case len(g.Result.Priorities) == 0:
		return g.noGap() + g.Say(" There is nothing to plan.", "没有可安排的行动。")
	case g.Sums() && g.Rubric.Scoring.Practice.Scale == "":
		return g.Say("Points have no levels, so there are no steps to plan from the rubric; the priorities say where the points are.",
			"按分数计的事项没有级别，评估标准里也就没有可排期的步骤；分数丢在哪里，见优先事项。")
	}
	return g.Say("None of the rubric's actions can be put on this plan.", "评估标准里没有能排进这份计划的行动。")
}

// noGap says why nothing is listed: nothing is aimed at, or all of it is reached, so far as it is known.
func (g *Gap) noGap() string {
	known := true
	for i := range g.Result.Practices {
		if p := &g.Result.Practices[i]; p.Aim.OK && p.Coverage.OK {
			known = known && p.Score.OK && !number.Less(p.Coverage.Value, 1)
		}
	}
	switch {
	case !g.HasTargets():
		return g.Say("There are no targets here, and so no gaps.", "这里没有设目标，也就没有差距。")
	case !known:
		return g.Say("No practice that is answered lies below its target.", "已答的各项都没有低于目标。")
	}
	return g.Say("Every target is reached.", "目标都已达到。")
}

func (g *Gap) roadmapRow(day, what string, overall assess.Maybe[float64],
	part func(int) assess.Maybe[float64]) []string {
	row := []string{day, what, g.Overall(overall)}
	for p := range g.Result.Parts {
		if g.Result.Parts[p].Score.OK && len(g.Result.Parts) > 1 {
			row = append(row, g.partScore(p, part(p)))
		}
	}
	return row
}

// partScore prints a score of a part as finely as today's stands in the summary.
func (g *Gap) partScore(p int, v assess.Maybe[float64]) string {
	n := &g.Result.Parts[p]
	places := number.NodePlaces(n, g.Frame().Parts[p].Target)
	return number.Score(v, number.Places(v.Value, places, number.Among(n)...))
}

// notNow names what does not count here; and the weakest practice when it is not in focus.
func (g *Gap) notNow() doc.Section {
	s := doc.Section{Heading: g.Say("Not now", "暂缓")}
	var is []int
	for _, n := range g.Result.Plan.NotNow {
		if n.Reason == assess.ReasonWeight {
			is = append(is, n.Practice)
		}
	}
	if len(is) > 0 {
		s.Blocks = append(s.Blocks, doc.List{Items: []string{g.Say("does not count at this stage or in this sector: %s", "在本阶段或本行业不计权重：%s", g.Practices(is))}})
	}
	if w := g.Result.Overall.Weakest; w.OK && g.HasTargets() && !g.inFocus(w.Value) && g.Comparable() {
		s.Blocks = append(s.Blocks, doc.Paragraph{Text: g.Say("The weakest practice is %s, %s. It is not in focus: %s.", "最弱的是%s，%s。它不在重点里：%s。",
			g.Practice(w.Value), g.against(w.Value), g.notFocus(w.Value))})
	}
	return s
}

func (g *Gap) notFocus(i int) string {
	for _, n := range g.Result.Plan.NotNow {
		if n.Practice != i {
			continue
		}
		switch n.Reason {
		case assess.ReasonWeight:
			return g.Say("its weight here is 0", "它在这里的权重为 0")
		case assess.ReasonRequires:
			return g.Say("something else has to come first", "要先做别的")
		}
		return g.Say("its weight times its gap is smaller than others'", "它的权重乘差距不如其他事项大")
	}
	if !g.Result.Practices[i].Aim.OK {
		return g.Say("it has no target", "它没有设目标")
	}
	return g.Say("it has reached its target", "它已达到目标")
}

// findOut lists the practices whose missing answers could change most.
func (g *Gap) findOut() doc.Section {
	s := doc.Section{Heading: g.Say("Find out first", "先弄清楚")}
	if len(g.Result.Plan.FindOutFirst) == 0 {
		return s
	}
	t := doc.Table{Columns: []doc.Column{{Title: g.Say("Practice", "事项"), Flexible: true},
		{Title: g.Say("Answered", "已答"), Right: true},
		{Title: g.Say("Could be", "可能得分"), Right: true}, {Title: g.Say("What is missing", "缺什么"), Flexible: true}}}
	for _, i := range g.Result.Plan.FindOutFirst {
		p := &g.Result.Practices[i]
		t.Rows = append(t.Rows, []string{g.Practice(i), number.Answered(&p.Node), number.Bounds(&p.Node),
			g.List(g.missingOf(i))})
	}
	g.sayOnce(&t, 3, g.Result.Plan.FindOutFirst)
	s.Blocks = append(s.Blocks, t)
	return s
}

// missingOf names the criteria of a practice whose answers are missing.
func (g *Gap) missingOf(i int) []string {
	var missing []string
	for k, c := range g.Result.Practices[i].Criteria {
		if c.State == assess.Unknown || c.State == assess.Unanswered {
			missing = append(missing, g.Within(i, k))
		}
	}
	return missing
}
