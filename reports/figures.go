package reports

import (
	"cmp"
	"slices"

	"fathom/assess"
	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/rubric/say"
)

// figures makes the charts of the report.
func (b *builder) figures() *doc.Figures {
	o := &b.Result.Overall
	f := &doc.Figures{Ask: b.ask(), Radar: b.radar(), Gaps: b.gapChart(), Heat: b.heat()}
	if o.Score.OK {
		f.Level = b.Say("%s of %s", "%s 分（满分 %s）", number.NodeScore(&o.Node, b.Frame().Overall.Target), b.Best())
	}
	if t := b.Frame().Overall.Target; t.OK {
		f.Target = b.Say("target %s", "目标 %s", number.Score(t, o.Decimals, number.Beside(o.Score)...))
	}
	return f
}

// ask sums up what the first phases of the plan want from the reader.
func (b *builder) ask() string {
	for _, phase := range b.Result.Plan.Phases {
		if len(phase.Actions) == 0 {
			continue
		}
		var owners []string
		for _, a := range phase.Actions {
			if o := a.Action.Owner; o != "" && !slices.Contains(owners, b.Owner(o)) {
				owners = append(owners, b.Owner(o))
			}
		}
		text := b.Say("Decide on %[3]s for the first %[4]s", "请批准前%[2]d天的%[1]d项行动", len(phase.Actions), phase.Days,
			say.Count(len(phase.Actions), "1 action", "%d actions"), say.Count(phase.Days, "day", "%d days"))
		if len(owners) > 0 {
			text += b.Say(", led by: %s", "，牵头人：%s", b.List(owners))
		}
		if s := phase.Projected.Overall; s.OK {
			text += b.Say(". The overall score would then be %s", "；完成后总分预计为 %s", number.Score(s, b.Result.Overall.Decimals, number.LevelValues(b.Result.Overall.Scale)...))
		}
		return text + b.Say(".", "。")
	}
	return ""
}

func (b *builder) radar() doc.Radar {
	r := doc.Radar{Title: b.Say("Dimensions against their targets", "各维度的现状与目标"), Heads: b.heads()}
	r.Heads.Name = b.Say("Dimension", "维度")
	for d := range b.Result.Dimensions {
		if n, ends := &b.Result.Dimensions[d], &b.Frame().Dimensions[d]; n.Score.OK && ends.Share(n.Score).OK {
			axis := b.bar(b.Dimension(d), 0, n, ends)
			if n.Scale == nil {
				axis.Text += "/" + number.Points(ends.Top.Value, n.Decimals)
			}
			if b.trend != nil {
				axis.Earlier = b.trend.Old.Dimensions[d].Score
			}
			r.Axes = append(r.Axes, axis)
		}
	}
	if len(r.Axes) < 3 || len(r.Axes) > 10 {
		return doc.Radar{}
	}
	if b.trend != nil {
		r.Earlier = b.trend.Old.Assessment.Date
		if !b.trend.Old.IsPresent() {
			r.Earlier = b.Say("%s, by the present rubric", "%s，按现行标准", r.Earlier)
		}
	}
	r.Description = b.highestAndLowest(r.Axes)
	return r
}

// highestAndLowest describes a radar for those who do not see it.
func (b *builder) highestAndLowest(axes []doc.Bar) string {
	low := slices.MinFunc(axes, func(x, y doc.Bar) int { return cmp.Compare(x.Share(), y.Share()) })
	high := slices.MaxFunc(axes, func(x, y doc.Bar) int { return cmp.Compare(x.Share(), y.Share()) })
	if !number.Less(low.Share(), high.Share()) {
		return b.Say("All dimensions stand equally high.", "各维度高低相同。")
	}
	return b.Say("Highest: %s, %s. Lowest: %s, %s.", "最高：%s %s。最低：%s %s。", high.Name, high.Text, low.Name, low.Text)
}

func (b *builder) gapChart() doc.GapChart {
	g := doc.GapChart{Title: b.Say("Gaps to the targets", "与目标的差距"), Heads: b.heads(), GapHead: b.Say("Gap", "差距")}
	g.Heads.Name = b.Say("Practice", "事项")
	g.Description = b.Say("Sorted by gap. Dot: score; diamond: target; thin line: what the missing answers could change.", "按差距从大到小排列。圆点：得分；菱形：目标；细线：缺的答案可能带来的变化。")
	var is []int
	for i := range b.Result.Practices {
		if b.Result.Practices[i].Gap.OK {
			is = append(is, i)
		}
	}
	slices.SortStableFunc(is, func(x, y int) int {
		return cmp.Compare(b.Result.Practices[y].Gap.Value, b.Result.Practices[x].Gap.Value)
	})
	for _, i := range is {
		p := &b.Result.Practices[i]
		g.Rows = append(g.Rows, doc.GapRow{Bar: b.practiceBar(i), Gap: number.Score(p.Gap, p.Decimals, 0)})
	}
	return g
}

func (b *builder) heat() doc.Heat {
	h := doc.Heat{Title: b.Say("Every criterion", "逐条标准"), Corner: b.Say("Practice", "事项"),
		Description: b.Say("The level of each criterion; – is a criterion without a level.", "每条标准的级别；– 表示没有级别。")}
	if b.Sums() {
		h.Description = b.Say("The points of each criterion; – is a criterion without any.", "每条标准的得分；– 表示没有得分。")
	}
	dimension, columns := -1, 0
	for i := range b.Result.Practices {
		p := &b.Result.Practices[i]
		if !p.Coverage.OK {
			continue
		}
		row := doc.HeatRow{Name: b.Practice(i)}
		if d := b.DimensionOf(i); d != dimension {
			row.Group, dimension = b.Dimension(d), d
		}
		for k, c := range p.Criteria {
			row.Cells = append(row.Cells, b.heatCell(i, k, &c))
		}
		columns = max(columns, len(row.Cells))
		h.Rows = append(h.Rows, row)
	}
	for k := range columns {
		h.Columns = append(h.Columns, b.Say("Criterion %d", "标准 %d", k+1))
	}
	return h
}

func (b *builder) heatCell(i, k int, c *assess.CriterionResult) doc.HeatCell {
	cell := doc.HeatCell{Name: b.Criterion(i, k), Text: b.AnswerWords(i, k)}
	s := b.Rubric.Scale(b.Rubric.Practices[i].Criteria[k].Scale)
	if c.State != assess.Answered || !c.Value.OK || s.Highest() <= s.Lowest() {
		return cell
	}
	cell.Text = number.Score(c.Value, assess.Decimals(s))
	if b.Sums() {
		cell.Text = number.Points(c.Weight*c.Value.Value, 2)
	} else if c.Level.OK && c.Value.Value == b.LevelValue(i, k, c.Level.Value) {
		cell.Text = number.Plain(float64(c.Level.Value))
	}
	cell.Position = assess.Some((c.Value.Value - s.Lowest()) / (s.Highest() - s.Lowest()))
	return cell
}
