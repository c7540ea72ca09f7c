package gap

import (
	"math"
	"slices"
	"strings"

	"fathom/assess"
	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/rubric/say"
)

// firstFew is how many practices are told to begin with.
const firstFew = 5

// Line is the report in one line.
func (g *Gap) Line() Line {
	o := &g.Result.Overall
	l := Line{
		Subject: g.Subject(), Date: g.Result.Assessment.Date,
		Score: g.Overall(o.Score), Bounds: number.Bounds(g.whole()), Level: number.None, Stage: number.None,
		Attainment: number.Percent(o.Attainment), Asked: g.Asked(g.Result), Coverage: g.answeredOf(),
		First: number.None,
	}
	if level := g.level(&o.Node); level.OK {
		l.Level = number.Plain(float64(level.Value))
	}
	l.Band = g.band(g.whole())
	if o.StageReached.OK {
		l.Stage = number.Plain(float64(o.StageReached.Value))
	}
	if g.isTooEarly() {
		l.Level, l.Stage = number.None, number.None
	} else if len(g.Result.Priorities) > 0 {
		l.First = g.Practice(g.Result.Priorities[0].Practice)
	}
	return l
}

// noScore says why there is no score at all.
func (g *Gap) noScore() string {
	if !g.Result.Overall.Coverage.OK {
		return g.Say("Nothing of what was asked applies and counts, so nothing can be scored.", "问到的没有一条适用且计分，无法计分。")
	}
	if n := g.counts()[assess.Unknown]; n > 0 {
		return g.Say("No question has an answer but \"don't know\" (%[2]s), so nothing can be scored.", "得到的回答只有“不知道”（%[1]d 题），无法计分。", n, say.Count(n, "1 question", "%d questions"))
	}
	if n := g.counts()[assess.NotApplicable] - len(g.Result.LeftOut()); n > 0 { // the sector said the others
		return g.Say("No question has an answer but \"not applicable\" (%[2]s), so nothing can be scored.", "得到的回答只有“不适用”（%[1]d 题），无法计分。", n, say.Count(n, "1 question", "%d questions"))
	}
	return g.Say("Nothing is answered yet, so nothing can be scored.", "还没有任何答案，无法计分。")
}

// summary is the page for a reader who reads one page.
func (g *Gap) summary() doc.Section {
	s := doc.Section{Heading: g.Say("Summary", "摘要")}
	o := &g.Result.Overall
	if !o.Score.OK {
		s.Blocks = append(s.Blocks, doc.Paragraph{Text: g.noScore(), Strong: true}, g.AskedParagraph())
		return s
	}
	s.Blocks = append(s.Blocks, doc.Paragraph{Text: g.headline(), Strong: true}, g.askedParagraph())
	s.Blocks = append(s.Blocks, g.besideTeam()...)
	s.Blocks = append(append(s.Blocks, g.OtherTexts()...), g.panel()...)
	if g.since != nil {
		s.Blocks = append(s.Blocks, doc.Paragraph{Text: g.since.Headline(), Strong: true})
	}
	if g.isTooEarly() {
		s.Blocks = append(s.Blocks, g.findOutInstead()...)
		return s
	}
	s.Blocks = append(s.Blocks, g.overallBars())
	list := func(heading string, items []string, ordered bool) {
		if len(items) > 0 {
			s.Blocks = append(s.Blocks, doc.Heading{Text: heading}, doc.List{Items: items, Ordered: ordered})
		}
	}
	list(g.Say("What is strong", "做得好的"), g.scores(first(g.strong(), named)), false)
	list(g.whereLowest(), g.lowestFew(), false)
	list(g.Say("What to do first", "先做什么"), g.first(firstFew, true), true)
	if sure := g.surelyFirst(); sure != "" {
		s.Blocks = append(s.Blocks, doc.Paragraph{Text: sure})
	}
	s.Blocks = append(s.Blocks, g.ask()...)
	list(g.Say("What is not known", "还不清楚的"), g.unknown(), false)
	return s
}

// findOutInstead is what stands in place of priorities and a plan while too little is answered.
func (g *Gap) findOutInstead() []doc.Block {
	follow := say.Both("Strengths, priorities and a plan follow once %d%% is answered.", "答到 %d%% 以上，再谈强项、先后和计划。",
		int(math.Round(100*assess.ProvisionalBelow)))
	if g.isAimless() {
		follow = say.Both("Strengths and the lowest scores follow once %d%% is answered.", "答到 %d%% 以上，再谈强项和得分最低的事项。",
			int(math.Round(100*assess.ProvisionalBelow)))
	}
	blocks := []doc.Block{doc.Paragraph{Text: follow.In(g.Language)}}
	var items []string
	for _, i := range first(g.Result.Plan.FindOutFirst, firstFew) {
		if g.IsQuestion(i) {
			items = append(items, g.Practice(i))
			continue
		}
		items = append(items, g.Say("%s: %s", "%s：%s", g.Practice(i), g.List(g.missingOf(i))))
	}
	if len(items) > 0 {
		blocks = append(blocks, doc.Heading{Text: g.Say("What to find out first", "先弄清楚什么")}, doc.List{Items: items, Ordered: true})
	}
	return append(blocks, doc.Heading{Text: g.Say("What is not known", "还不清楚的")}, doc.List{Items: g.unknown()})
}

// heads are the titles of the columns of bars.
func (g *Gap) heads() doc.Bar {
	return doc.Bar{Name: g.Say("What", "项目"), Text: g.Say("Score", "得分"), TargetLabel: g.Say("Target", "目标"),
		Note: g.Say("Remark", "说明")}
}

// overallBars shows the whole and its parts, with what is missing.
func (g *Gap) overallBars() doc.Bars {
	bars := doc.Bars{Heads: g.heads(), Rows: []doc.Bar{g.bar(g.Say("Overall", "总体"), 0, g.whole(),
		&g.Frame().Overall)}}
	for p := range g.Result.Parts {
		if len(g.Result.Parts) > 1 {
			bar := g.bar(g.Part(p), 1, &g.Result.Parts[p], &g.Frame().Parts[p])
			if g.isBeside(p) && !g.Result.Parts[p].Score.OK {
				bar.Note = g.Say("rated in files of their own", "各用一份答卷评")
			}
			bars.Rows = append(bars.Rows, bar)
		}
	}
	return bars
}

// bar draws a score on its scale, or between the least and the most it could have.
func (g *Gap) bar(name string, depth int, n *assess.Node, ends *assess.Ends) doc.Bar {
	bar := doc.Bar{Name: name, Level: depth, Score: n.Score, Low: n.Low, High: n.High, Target: ends.Target,
		Text: number.NodeScore(n, ends.Target)}
	bar.Min, bar.Max = ends.Bottom.Value, ends.Top.Value
	if n.Scale != nil {
		bar.Min, bar.Max = n.Scale.Lowest(), n.Scale.Highest()
	}
	if ends.Target.OK {
		bar.TargetLabel = number.NodeWanted(n, ends.Target)
	}
	bar.Note = g.remark(n, ends, g.barNote(n))
	if ends.Target.OK && number.Less(ends.Top.Value, ends.Target.Value) {
		out := g.Say("at most %s with what applies and was asked", "按适用且问到的，最多 %s 分", number.Points(ends.Top.Value, n.Decimals))
		bar.Note = strings.TrimPrefix(bar.Note+g.Say("; ", "；")+out, g.Say("; ", "；"))
	}
	return bar
}

// barNote says what a score does not rest on.
func (g *Gap) barNote(n *assess.Node) string {
	switch {
	case !n.Coverage.OK:
		return g.Say("not assessed: not asked or not applicable", "未评估：没有问，或不适用")
	case !n.Score.OK:
		return g.Say("not assessed", "未评估")
	case n.Provisional():
		return g.Say("provisional: %s, %s answered", "暂定：%s，已答 %s", number.Bounds(n), number.Answered(n))
	case n.Coverage.Value < 1:
		return g.Say("%s, %s answered", "%s，已答 %s", number.Bounds(n), number.Answered(n))
	}
	return ""
}

// scores are practices with their scores beside their targets.
func (g *Gap) scores(is []int) []string {
	var out []string
	for _, i := range is {
		out = append(out, g.Practice(i)+"  "+g.against(i))
	}
	return out
}

// lowestFew are the practices with the lowest scores, and how many more there are of them.
func (g *Gap) lowestFew() []string {
	weak := g.weak()
	out := g.scores(first(weak, firstFew))
	if more := len(weak) - len(out); more > 0 {
		out = append(out, g.Say("%[2]s the same score", "另有 %[1]d 项得分相同", more, say.Count(more, "1 more has", "%d more have")))
	}
	return out
}

// share is where a practice's score lies between the least and the most it could have: points of practices that can
// have different ones do not compare.
func (g *Gap) share(i int) float64 {
	return g.Frame().Practices[i].Share(g.Result.Practices[i].Score).Value
}

func (g *Gap) inFocus(i int) bool {
	return slices.ContainsFunc(g.Result.Priorities, func(p assess.Priority) bool { return p.Practice == i && p.Focus })
}

// against is a practice's score beside its target: "2.3 (target 4)"; it is told apart from further scores.
func (g *Gap) against(i int, further ...number.Value) string {
	s := g.PracticeScore(i, further...)
	if !g.Result.Practices[i].Target.OK {
		return s
	}
	return g.Say("%s (%s)", "%s（%s）", s, g.Wants(i))
}

// first is what to begin with and, where room is, why it comes before others and what its owner does this week; weights
// and gaps stand with the priorities.
func (g *Gap) first(few int, why bool) []string {
	var out []string
	for k := range g.Result.Priorities {
		p := &g.Result.Priorities[k]
		if !p.Focus || len(out) == few {
			continue
		}
		line := g.Practice(p.Practice) + "  " + g.against(p.Practice)
		if cause := g.cause(p); why && len(cause) > 0 {
			line = g.Say("%s: %s", "%s：%s", line, strings.Join(cause, g.Say("; ", "；")))
		}
		if why {
			line += g.thisWeek(p)
		}
		out = append(out, line)
	}
	return out
}

// surelyFirst names those that are in the first five however the priorities are off; "" for none.
func (g *Gap) surelyFirst() string {
	var is []int
	for k := range g.Result.Priorities {
		if p := &g.Result.Priorities[k]; p.Certain {
			is = append(is, p.Practice)
		}
	}
	if len(is) == 0 || len(g.Result.Priorities) <= firstFew { // of five or fewer, all are
		return ""
	}
	return g.Say("Among the first five even if every priority were off by a quarter: %s.", "即使优先值估得有四分之一的出入，也排在前五的是：%s。", g.Practices(is))
}

func (g *Gap) unknown() []string {
	var out []string
	counts := g.counts()
	if counts[assess.Unknown]+counts[assess.Unanswered] == 0 {
		if votes := g.missingVotes(); votes != "" {
			return []string{g.Say("every question that was asked has somebody's answer; %s", "问到的每个问题都有人作答；%s", votes)}
		}
		if firms := g.unknownOfFirms(); len(firms) > 0 {
			return append([]string{g.Say("every question that the team was asked has an answer", "问团队的每个问题都有答案")}, firms...)
		}
		return []string{g.Say("every question that was asked has an answer", "问到的每个问题都有答案")}
	}
	var left []string // parts that are not assessed
	for p := range g.Result.Parts {
		if n := &g.Result.Parts[p]; n.Coverage.OK && !n.Score.OK {
			left = append(left, g.withoutScore(p))
		}
	}
	out = append(out, g.Say("%s; %s", "%s；%s", g.missing(counts[assess.Unanswered], counts[assess.Unknown]),
		g.couldBe(g.whole())))
	out = append(out, left...)
	out = append(out, g.unknownOfFirms()...)
	if votes := g.missingVotes(); votes != "" {
		out = append(out, votes)
	}
	if n := len(g.Result.Plan.FindOutFirst); n > 0 && !g.isTooEarly() {
		out = append(out, g.Say("find out first: %s", "先弄清：%s", g.Practices(g.Result.Plan.FindOutFirst[:min(n, 3)])))
	}
	return out
}

// missing counts the answers that are not there: of one, it says whether it is a "don't know".
func (g *Gap) missing(unanswered, unknown int) string {
	switch n := unanswered + unknown; {
	case n > 1 && unanswered == 0:
		return g.Say("%[2]s \"don't know\"", "有 %[1]d 题答的是“不知道”", unknown, say.Count(unknown, "1 answer is", "%d answers are"))
	case n > 1 && unknown == 0:
		return g.Say("%[2]s missing", "缺 %[1]d 个答案", unanswered, say.Count(unanswered, "1 answer", "%d answers"))
	case n > 1:
		return g.Say("%d answers missing, %d of them \"don't know\"", "缺 %d 个答案，其中 %d 个是“不知道”", n, unknown)
	case unknown == 1:
		return g.Say("1 answer missing: it is \"don't know\"", "缺 1 个答案，答的是“不知道”")
	}
	return g.Say("1 answer missing", "缺 1 个答案")
}

// missingVotes says how much of a panel's votes is missing, as its gate counts it; "" where nothing is, and of one
// rater.
func (g *Gap) missingVotes() string {
	if !g.Result.Assessment.Panel {
		return ""
	}
	t := g.ofWhole()
	var parts []string
	if t.Unanswered > assess.Tolerance {
		parts = append(parts, g.Say("%s missing", "缺 %s", number.Percent(assess.Some(t.Unanswered))))
	}
	if t.Unknown > assess.Tolerance {
		parts = append(parts, g.Say("%s \"don't know\"", "“不知道”占 %s", number.Percent(assess.Some(t.Unknown))))
	}
	if len(parts) == 0 {
		return ""
	}
	return g.Say("of the votes, by weight: ", "按权重计，选票中") + strings.Join(parts, g.Say(", ", "，"))
}

// couldBe says what the missing answers could make of the whole.
func (g *Gap) couldBe(n *assess.Node) string {
	low, high := number.Score(n.Low, n.Decimals, number.Among(n, n.High)...),
		number.Score(n.High, n.Decimals, number.Among(n, n.Low)...)
	switch {
	case !n.Low.OK || !number.Less(n.Low.Value, n.High.Value):
		return g.Say("none of them bears on the score as it stands", "都不影响现在的得分")
	}
	return g.Say("the score could be anything from %s to %s", "得分可能在 %s 到 %s 之间", low, high)
}

// counts tells how many criteria are in each state.
func (g *Gap) counts() map[assess.State]int {
	counts := map[assess.State]int{}
	for i := range g.Result.Practices {
		for _, c := range g.Result.Practices[i].Criteria {
			counts[c.State]++
		}
	}
	return counts
}
