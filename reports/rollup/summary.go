package rollup

import (
	"cmp"
	"strconv"
	"strings"

	"fathom/assess"
	"fathom/assess/portfolio"
	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/rubric/say"
)

// nothing says that nothing could be scored.
func (b *Rollup) nothing() []doc.Block {
	blocks := []doc.Block{doc.Paragraph{Text: b.Say("No subject could be scored.", "没有一个对象可以计分。"), Strong: true}}
	if b.all.Withheld {
		blocks[0] = doc.Paragraph{Text: b.Say("There are fewer than %[1]d subjects with a score. An anonymous roll-up shows nothing of so few.", "有得分的对象不到 %[1]d 个。对象这么少，匿名汇总什么都不显示。", b.all.MinGroup), Strong: true}
	}
	if b.all.Bad > 0 {
		blocks = append(blocks, doc.Paragraph{Text: b.bad()})
	}
	return blocks
}

// standing is the page for a reader who reads one page.
func (b *Rollup) standing() doc.Section {
	s := doc.Section{Heading: b.Say("Summary", "摘要"), Blocks: []doc.Block{doc.Paragraph{Text: b.headline(), Strong: true}}}
	if text := b.kinds(); text != "" {
		s.Blocks = append(s.Blocks, doc.Paragraph{Text: text, Strong: true})
	}
	if text := b.reached(); text != "" {
		s.Blocks = append(s.Blocks, doc.Paragraph{Text: text})
	}
	for _, text := range []string{b.depths(), b.left()} {
		if text != "" {
			s.Blocks = append(s.Blocks, doc.Paragraph{Text: text})
		}
	}
	weakest, strongest := b.extremes()
	if len(weakest) > 0 {
		s.Blocks = append(s.Blocks, doc.Heading{Text: b.Say("Weakest practices", "最弱的事项")}, doc.List{Items: b.scored(weakest), Ordered: true},
			doc.Heading{Text: b.Say("Strongest practices", "最强的事项")}, doc.List{Items: b.scored(strongest), Ordered: true})
	}
	return s
}

// headline says how many there are, where they stand and how far apart.
func (b *Rollup) headline() string {
	d, n := &b.all.Overall, &b.frame.Overall
	best := ""
	if b.hasOneBest() {
		best = b.Say(" of %s", "（满分 %s）", b.Most(&b.frame.Overall, d.Mean))
	}
	text := b.Say("%s subjects score %s%s on average", "%s 个对象平均 %s 分%s", number.Count(d.N), at(d.Mean, n), best)
	if d.N == 1 {
		text = b.Say("1 subject scores %s%s", "1 个对象得 %s 分%s", at(d.Mean, n), best)
	}
	if shown := b.Shown(b.mean(n, d.Mean)); shown != "" {
		text += b.Say(": %s", "：%s", shown)
	}
	text += b.Say(".", "。")
	switch {
	case isRanked(d):
		text += b.Say(" The middle half lies between %s and %s, the middle 80%% between %s and %s.", "中间一半的得分在 %s 到 %s 之间，中间八成在 %s 到 %s 之间。",
			at(d.P25, n), at(d.P75, n), at(d.P10, n), at(d.P90, n))
	case d.N > 1:
		text += b.Say(" The lowest scores %s, the highest %s.", "最低 %s 分，最高 %s 分。", at(d.Min, n), at(d.Max, n))
	}
	return text
}

// hasOneBest tells that scores have no level and that the same is the most for all subjects.
func (b *Rollup) hasOneBest() bool {
	return b.frame.Overall.Scale == nil && (len(b.Rubric.Stages) == 0 || b.all.Stage != "") &&
		(len(b.Rubric.Sectors) == 0 || b.all.Sector != "")
}

// mean is a node at a mean, with the level that this shows.
func (b *Rollup) mean(n *assess.Ends, mean number.Value) *assess.Node {
	m := assess.At(mean, n.Scale)
	m.Low, m.High = n.Bottom, n.Top
	return &m
}

// reached says in how many practices half of the subjects are at the target.
func (b *Rollup) reached() string {
	all, half := 0, 0
	for i := range b.all.Practices {
		if p := &b.all.Practices[i]; p.AtTarget.OK {
			all++
			if p.AtTarget.Value >= 0.5-assess.Tolerance {
				half++
			}
		}
	}
	practices := say.Count(all, "1 practice", "%d practices")
	switch {
	case all == 0:
		return ""
	case b.all.Overall.N == 1:
		return b.Say("It reaches the target in %[1]d of %[3]s.", "%[2]d 个设有目标的事项中，%[1]d 个达标。", half, all, practices)
	case b.all.Anonymous && all < b.practicesWithTarget():
		return b.Say("At least half of the subjects are at the target in %[1]d of %[3]s whose share there may be shown.", "%[2]d 个可以显示达标比例的事项中，有 %[1]d 个至少半数对象达标。", half, all, practices)
	case half == 0:
		return b.Say("%[2]s", "%[1]d 个设有目标的事项中，没有一个达到半数对象达标。", all,
			say.Count(all, "In the one practice with a target, fewer than half of the subjects reach it.",
				"In none of the %d practices does half of the subjects reach the target."))
	}
	return b.Say("In %[1]d of %[3]s at least half of the subjects reach the target.", "%[2]d 个设有目标的事项中，有 %[1]d 个至少半数对象达标。", half, all, practices)
}

// practicesWithTarget counts the practices with a target.
func (b *Rollup) practicesWithTarget() (n int) {
	stage := cmp.Or(b.all.Stage, b.Rubric.DefaultStage())
	for i := range b.Rubric.Practices {
		if _, ok := b.Rubric.Practices[i].Target.At(stage); ok {
			n++
		}
	}
	return n
}

// left says what the numbers are without.
func (b *Rollup) left() string {
	var out []string
	if n := b.all.Subjects - b.all.Overall.N; n > 0 {
		out = append(out, b.Say("%[2]s no answer that could be scored.", "%[1]s 个对象没有可计分的答案。", number.Count(n), number.Counting(n, "1 subject has", "%s subjects have")))
	}
	if b.all.Bad > 0 {
		out = append(out, b.bad())
	}
	return strings.Join(out, b.Say(" ", ""))
}

func (b *Rollup) bad() string {
	return b.Say("%[2]s left out.", "%[1]s 条记录无法读取，未计入。", number.Count(b.all.Bad),
		number.Counting(b.all.Bad, "1 record could not be read and is", "%s records could not be read and are"))
}

// extremes are the weakest and the strongest practices, none of them both; none where practices reach from and to other
// scores, so that 4 of 5 points would be weaker than 5 of 10.
func (b *Rollup) extremes() (weakest, strongest []int) {
	var scored []int
	for i := range b.all.Practices {
		if b.all.Practices[i].Mean.OK {
			scored = append(scored, i)
		}
	}
	for _, i := range scored {
		low, high := ends(&b.frame.Practices[scored[0]])
		if l, h := ends(&b.frame.Practices[i]); l != low || h != high {
			return nil, nil
		}
	}
	half := len(scored) / 2
	return b.all.Weakest[:min(len(b.all.Weakest), half)], b.all.Strongest[:min(len(b.all.Strongest), half)]
}

// scored lists practices with their means and how many are at the target.
func (b *Rollup) scored(is []int) []string {
	var out []string
	for _, i := range is {
		p := &b.all.Practices[i]
		text := b.Practice(i) + "  " + at(p.Mean, &b.frame.Practices[i])
		if p.AtTarget.OK {
			text += b.Say(", %s at target", "，%s 达标", number.Percent(p.AtTarget))
		}
		out = append(out, text)
	}
	return out
}

// distribution shows how the overall scores are spread, in classes, and what is unusual among them.
func (b *Rollup) distribution() doc.Section {
	s := doc.Section{Heading: b.Say("Spread of the overall score", "总分分布")}
	d, n := &b.all.Overall, &b.frame.Overall
	if !isRanked(d) {
		return s
	}
	s.Blocks = append(s.Blocks, doc.Paragraph{Text: b.Say("Lowest %s, median %s, highest %s.", "最低 %s 分，中位数 %s 分，最高 %s 分。", at(d.Min, n), at(d.P50, n), at(d.Max, n)) +
		b.Say(" ", "") + b.unusual()})
	if bars := b.classBars(); len(bars.Rows) > 0 {
		s.Blocks = append(s.Blocks, doc.Paragraph{Text: b.Say("Share and number of subjects by score:", "各得分段的对象占比和个数：")}, bars)
	}
	return s
}

// classBars are the classes of the overall score, ten at most.
func (b *Rollup) classBars() doc.Bars {
	d, n := &b.all.Overall, &b.frame.Overall
	bars := doc.Bars{Heads: doc.Bar{Name: b.Say("Score", "得分"), Text: b.Say("Share", "占比"), Note: b.Say("Subjects", "对象数")}}
	shares := b.classesOf(d, n, d.Min.Value, d.Max.Value, 10)
	most := int64(1)
	for _, c := range shares {
		most = max(most, c.N)
	}
	for _, c := range shares {
		bars.Rows = append(bars.Rows, doc.Bar{Name: c.Label, Score: assess.Some(float64(c.N)), Max: float64(most),
			Text: number.Portion(c.N, d.N), Note: number.Count(c.N)})
	}
	return bars
}

// classesOf are the classes whose numbers are told: of an anonymous roll-up those in which scores are counted, as
// others could tell of too few subjects.
func (b *Rollup) classesOf(d *portfolio.Distribution, n *assess.Ends, from, to float64, most int) []doc.Share {
	if !b.veiled() {
		return classes(d, n, from, to, most)
	}
	var out []doc.Share
	for _, bin := range d.Bins {
		out = append(out, doc.Share{Label: fromTo(assess.Some(bin.Score), assess.Some(bin.To), n), N: bin.N})
	}
	return out
}

// veiled reports whether numbers of few subjects are hidden.
func (b *Rollup) veiled() bool { return b.all.Anonymous && b.all.MinGroup > 1 }

// unusual tells of scores beyond the fences. A fence outside the scale, beyond which no score can lie, is not named.
func (b *Rollup) unusual() string {
	o, n := &b.all.Outliers, &b.frame.Overall
	if !o.LowFence.OK || !o.HighFence.OK {
		return ""
	}
	low, high := at(o.LowFence, n), at(o.HighFence, n)
	var sides []string
	lowest, highest := reach(&b.all.Overall, n)
	if !o.Low.OK || !o.High.OK {
		return "" // so few that it is not shown
	}
	if o.LowFence.Value >= lowest {
		sides = append(sides, b.Say("Unusually low, below %s: %s", "异常偏低（低于 %s 分）的有 %s 个", low, number.Count(o.Low.Value)))
	}
	if o.HighFence.Value <= highest {
		sides = append(sides, b.Say("Unusually high, above %s: %s", "异常偏高（高于 %s 分）的有 %s 个", high, number.Count(o.High.Value)))
	}
	switch {
	case o.Low.Value+o.High.Value > 0:
		return strings.Join(sides, b.Say(". ", "，")) + b.Say(".", "。")
	case len(sides) == 2:
		return b.Say("No score is unusual: none lies below %s or above %s.", "没有异常值：没有低于 %s 分或高于 %s 分的。", low, high)
	}
	return b.Say("No score is unusual.", "没有异常值。")
}

// common are the practices that most subjects have in focus.
func (b *Rollup) common() doc.Section {
	s := doc.Section{Heading: b.Say("Most common focus", "最常见的重点事项")}
	if len(b.all.Focus) == 0 {
		return s
	}
	bars := doc.Bars{Heads: doc.Bar{Name: b.Say("Practice", "事项"), Text: b.Say("Share", "占比"), Note: b.Say("Subjects", "对象数")}}
	for _, i := range b.all.Focus {
		n := b.all.Practices[i].Focus.Value
		bars.Rows = append(bars.Rows, doc.Bar{Name: b.Practice(i), Score: assess.Some(float64(n)),
			Max: float64(max(b.all.Subjects, n)), Text: number.Portion(n, b.all.Subjects), Note: number.Count(n)})
	}
	s.Blocks = append(s.Blocks, doc.Paragraph{Text: b.Say("Share and number of the subjects that have the practice among what to do first:", "把该事项列为重点的对象占比和个数：")}, bars)
	return s
}

// levelLabel is how a level is written beside others.
func levelLabel(level int) string { return strconv.Itoa(level) }
