package reports

import (
	"cmp"
	"slices"
	"strings"

	"fathom/assess"
)

const (
	strengths = 3
	firstFew  = 5
)

func (b *builder) line() Line {
	o := &b.res.Overall
	l := Line{
		Subject: b.subject(), Date: b.res.Assessment.Date,
		Score: nodeScore(&o.Node), Bounds: b.bounds(&o.Node), Level: none, Stage: none,
		Attainment: percent(o.Attainment), Asked: b.asked(b.res), Coverage: b.answeredOf(), First: none,
	}
	if o.Level.OK {
		l.Level = plain(float64(o.Level.Value))
	}
	if o.StageReached.OK {
		l.Stage = plain(float64(o.StageReached.Value))
	}
	if len(b.res.Priorities) > 0 {
		l.First = b.practice(b.res.Priorities[0].Practice)
	}
	return l
}

// bounds prints what a score could be if the missing answers were all worst or all best.
func (b *builder) bounds(n *assess.Node) string {
	if !n.Low.OK {
		return none
	}
	low := score(n.Low, n.Decimals, among(n, n.High)...)
	if n.High.Value-n.Low.Value < assess.Tolerance {
		return low
	}
	return low + "–" + score(n.High, n.Decimals, among(n, n.Low)...)
}

// summary is the page for a reader who reads one page.
func (b *builder) summary() Section {
	s := Section{Heading: b.Say("Summary", "摘要")}
	o := &b.res.Overall
	if !o.Score.OK {
		text := b.Say("Nothing is answered yet, so nothing can be scored.", "还没有任何答案，无法计分。")
		if !o.Coverage.OK {
			text = b.Say("Nothing of what was asked applies and counts, so nothing can be scored.", "问到的没有一条适用且计分，无法计分。")
		}
		s.Blocks = append(s.Blocks, Paragraph{text, true}, b.askedParagraph())
		return s
	}
	s.Blocks = append(s.Blocks, Paragraph{b.headline(), true}, b.askedParagraph(), b.overallBars())
	if best := b.strengths(); len(best) > 0 {
		s.Blocks = append(s.Blocks, Heading{b.Say("What is strong", "做得好的")}, List{Items: best})
	}
	if first := b.first(); len(first) > 0 {
		s.Blocks = append(s.Blocks, Heading{b.Say("What to do first", "先做什么")}, List{Items: first, Ordered: true})
	}
	s.Blocks = append(s.Blocks, Heading{b.Say("What is not known", "还不清楚的")}, List{Items: b.unknown()})
	return s
}

// headline says in one or two sentences where the subject stands.
func (b *builder) headline() string {
	o := &b.res.Overall
	text := b.Say("%s scores %s", "%s得 %s 分", b.subject(), nodeScore(&o.Node, b.frame().Overall.Target))
	if o.Scale == nil {
		text += b.Say(" of %s", "（满分 %s）", b.best())
	}
	if shown := b.shown(&o.Node); shown != "" {
		text += b.Say(": %s", "：%s", shown)
	}
	text += b.Say(".", "。")
	if o.StageReached.OK {
		text += b.Say(" At least 85%% of the weight has reached %s.", "85%%以上的权重已达到 %s。", b.level(o.Scale, o.StageReached.Value))
	}
	if o.Attainment.OK {
		text += b.Say(" %s of the way to the targets is done.", "通往目标的路走了 %s。", percent(o.Attainment))
	}
	return text
}

// heads are the titles of the columns of bars.
func (b *builder) heads() Bar {
	return Bar{Name: b.Say("What", "项目"), Text: b.Say("Score", "得分"), TargetLabel: b.Say("Target", "目标"), Note: b.Say("Remark", "说明")}
}

// overallBars shows the whole and its parts, with what is missing.
func (b *builder) overallBars() Bars {
	bars := Bars{Heads: b.heads(), Rows: []Bar{b.bar(b.Say("Overall", "总体"), 0, &b.res.Overall.Node, &b.frame().Overall)}}
	for p := range b.res.Parts {
		if len(b.res.Parts) > 1 {
			bars.Rows = append(bars.Rows, b.bar(b.part(p), 1, &b.res.Parts[p], &b.frame().Parts[p]))
		}
	}
	return bars
}

// bar draws a score on its scale, or between the least and the most it could have.
func (b *builder) bar(name string, depth int, n *assess.Node, ends *assess.Ends) Bar {
	bar := Bar{Name: name, Level: depth, Score: n.Score, Low: n.Low, High: n.High, Target: ends.Target, Text: nodeScore(n, ends.Target)}
	bar.Min, bar.Max = ends.Bottom.Value, ends.Top.Value
	if n.Scale != nil {
		bar.Min, bar.Max = n.Scale.Lowest(), n.Scale.Highest()
	}
	if ends.Target.OK {
		bar.TargetLabel = score(ends.Target, n.Decimals, beside(n.Score)...)
	}
	bar.Note = b.barNote(n)
	if ends.Target.OK && ends.Target.Value > ends.Top.Value+assess.Tolerance {
		out := b.Say("at most %s with what applies and was asked", "按适用且问到的，最多 %s 分", points(ends.Top.Value, n.Decimals))
		bar.Note = strings.TrimPrefix(bar.Note+b.Say("; ", "；")+out, b.Say("; ", "；"))
	}
	return bar
}

// barNote says what a score does not rest on.
func (b *builder) barNote(n *assess.Node) string {
	switch {
	case !n.Coverage.OK:
		return b.Say("not assessed: nothing applicable was asked", "未评估：没有问到适用的标准")
	case !n.Score.OK:
		return b.Say("not assessed", "未评估")
	case n.Provisional():
		return b.Say("provisional: %s, %s answered", "暂定：%s，已答 %s", b.bounds(n), answered(n))
	case n.Coverage.Value < 1:
		return b.Say("%s, %s answered", "%s，已答 %s", b.bounds(n), answered(n))
	}
	return ""
}

// strengths are the highest scores on their scales, then against their targets, among what is strong.
func (b *builder) strengths() []string {
	var is []int
	for i := range b.res.Practices {
		if b.isStrong(i) {
			is = append(is, i)
		}
	}
	ahead := func(i int) float64 { return b.res.Practices[i].Score.Value - b.res.Practices[i].Aim.Value }
	slices.SortStableFunc(is, func(x, y int) int {
		return cmp.Or(cmp.Compare(b.share(y), b.share(x)), cmp.Compare(ahead(y), ahead(x)))
	})
	var out []string
	for _, i := range is[:min(len(is), strengths)] {
		out = append(out, b.practice(i)+"  "+b.against(i))
	}
	return out
}

// isStrong tells whether a practice that counts has reached its target, or lies in the upper half of what it could have and is
// nothing to work on now. The lowest that there is, is no strength, whatever the target.
func (b *builder) isStrong(i int) bool {
	p := &b.res.Practices[i]
	switch {
	case !p.InOverall || !p.Score.OK || b.share(i) <= 0:
		return false
	case p.Gap.OK && p.Gap.Value < assess.Tolerance:
		return true
	}
	return b.share(i) > 0.5+assess.Tolerance && !b.inFocus(i)
}

// share is where a practice's score lies between the least and the most it could have: points of practices that can have
// different ones do not compare.
func (b *builder) share(i int) float64 {
	return b.frame().Practices[i].Share(b.res.Practices[i].Score).Value
}

func (b *builder) inFocus(i int) bool {
	return slices.ContainsFunc(b.res.Priorities, func(p assess.Priority) bool { return p.Practice == i && p.Focus })
}

// against is a practice's score beside its target: "2.3 (target 4)"; it is told apart from further scores.
func (b *builder) against(i int, further ...Value) string {
	s := b.practiceScore(i, further...)
	if !b.res.Practices[i].Target.OK {
		return s
	}
	return b.Say("%s (target %s)", "%s（目标 %s）", s, b.target(i))
}

func (b *builder) first() []string {
	var out []string
	for k := range b.res.Priorities {
		p := &b.res.Priorities[k]
		if p.Focus && len(out) < firstFew {
			out = append(out, b.Say("%s  %s: %s", "%s  %s：%s", b.practice(p.Practice), b.against(p.Practice), b.why(p)))
		}
	}
	return out
}

func (b *builder) unknown() []string {
	o := &b.res.Overall
	var out []string
	counts := b.counts()
	if counts[assess.Unknown]+counts[assess.Unanswered] == 0 {
		if votes := b.missingVotes(); votes != "" {
			return []string{b.Say("every question that was asked has somebody's answer; %s", "问到的每个问题都有人作答；%s", votes)}
		}
		return []string{b.Say("every question that was asked has an answer", "问到的每个问题都有答案")}
	}
	var left []string // parts that are not assessed
	for p := range b.res.Parts {
		if n := &b.res.Parts[p]; n.Coverage.OK && !n.Score.OK {
			left = append(left, b.Say("%s: not assessed", "%s：未评估", b.part(p)))
		}
	}
	out = append(out, b.Say("%s; %s", "%s；%s", b.missing(counts[assess.Unanswered], counts[assess.Unknown]), b.couldBe(&o.Node, len(left) > 0)))
	out = append(out, left...)
	if votes := b.missingVotes(); votes != "" {
		out = append(out, votes)
	}
	if n := len(b.res.Plan.FindOutFirst); n > 0 {
		out = append(out, b.Say("find out first: %s", "先弄清：%s", b.practices(b.res.Plan.FindOutFirst[:min(n, 3)])))
	}
	return out
}

// missing counts the answers that are not there: of one, it says whether it is a "don't know".
func (b *builder) missing(unanswered, unknown int) string {
	switch n := unanswered + unknown; {
	case n > 1:
		return b.Say("%d answers missing, %d of them \"don't know\"", "缺 %d 个答案，其中 %d 个是“不知道”", n, unknown)
	case unknown == 1:
		return b.Say("1 answer missing: it is \"don't know\"", "缺 1 个答案，答的是“不知道”")
	}
	return b.Say("1 answer missing", "缺 1 个答案")
}

// missingVotes says how much of a panel's votes is missing, as its gate counts it; "" where nothing is, and of one rater.
func (b *builder) missingVotes() string {
	if !b.res.Assessment.Panel {
		return ""
	}
	t := b.ofWhole()
	var parts []string
	if t.Unanswered > assess.Tolerance {
		parts = append(parts, b.Say("%s missing", "缺 %s", percent(assess.Some(t.Unanswered))))
	}
	if t.Unknown > assess.Tolerance {
		parts = append(parts, b.Say("%s \"don't know\"", "“不知道”占 %s", percent(assess.Some(t.Unknown))))
	}
	if len(parts) == 0 {
		return ""
	}
	return b.Say("of the votes, by weight: ", "按权重计，选票中") + strings.Join(parts, b.Say(", ", "，"))
}

// couldBe says what the missing answers could make of the whole: of what is assessed, where some of it is not.
func (b *builder) couldBe(n *assess.Node, partly bool) string {
	low, high := score(n.Low, n.Decimals, among(n, n.High)...), score(n.High, n.Decimals, among(n, n.Low)...)
	switch {
	case !n.Low.OK || !less(n.Low.Value, n.High.Value):
		return b.Say("none of them bears on the score as it stands", "都不影响现在的得分")
	case partly:
		return b.Say("of what is assessed, the score could be anything from %s to %s", "已评估部分的得分可能在 %s 到 %s 之间", low, high)
	}
	return b.Say("the score could be anything from %s to %s", "得分可能在 %s 到 %s 之间", low, high)
}

// counts tells how many criteria are in each state.
func (b *builder) counts() map[assess.State]int {
	counts := map[assess.State]int{}
	for i := range b.res.Practices {
		for _, c := range b.res.Practices[i].Criteria {
			counts[c.State]++
		}
	}
	return counts
}
