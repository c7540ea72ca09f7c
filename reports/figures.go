package reports

import (
	"cmp"
	"slices"

	"fathom/assess"
	"fathom/rubric/say"
)

// Figures are the charts of a report as data, for writers that draw. A chart that would have nothing to show is empty.
type Figures struct {
	Level, Target string // of the whole, in words
	Ask           string // what the reader is asked to decide
	Radar         Radar
	Gaps          GapChart
	Heat          Heat
}

// Radar compares dimensions with their targets, each on an axis of its own. It has three to ten axes, or none: fewer have no area, more
// cannot be read.
type Radar struct {
	Title, Description string
	Heads              Bar
	Axes               []Bar
	Earlier            string // the earlier assessment that the axes show, "" without one
}

// GapChart lists the practices with a target, the widest gap first.
type GapChart struct {
	Title, Description string
	Heads              Bar
	GapHead            string
	Rows               []Gap
}

// Gap is one practice: where it stands, where it should be, and the difference in points, as text.
type Gap struct {
	Bar
	Gap string
}

// Heat shows the level of every criterion, a row a practice.
type Heat struct {
	Title, Description string
	Corner             string // the head of the first column
	Columns            []string
	Rows               []HeatRow
}

// HeatRow is one practice; Group is set on the first of a dimension.
type HeatRow struct {
	Group, Name string
	Cells       []HeatCell
}

// HeatCell is one criterion. Position is where its value lies on its scale, 0 to 1; undefined where it has no value.
type HeatCell struct {
	Name, Text string
	Position   assess.Maybe[float64]
}

// Figures makes the charts of the report.
func (rep *Report) Figures() Figures {
	b := rep.builder()
	o := &rep.result.Overall
	f := Figures{Ask: b.ask(), Radar: b.radar(), Gaps: b.gapChart(), Heat: b.heat()}
	if o.Score.OK {
		f.Level = b.Say("%s of %s", "%s 分（满分 %s）", nodeScore(&o.Node, b.frame().Overall.Target), b.best())
	}
	if t := b.frame().Overall.Target; t.OK {
		f.Target = b.Say("target %s", "目标 %s", score(t, o.Decimals, beside(o.Score)...))
	}
	return f
}

// best is the highest score there can be.
func (b *builder) best() string {
	o := &b.res.Overall
	if o.Scale != nil {
		return plain(o.Scale.Highest())
	}
	if top := b.frame().Overall.Top; top.OK {
		return points(top.Value, o.Decimals)
	}
	return none
}

// ask sums up what the first phases of the plan want from the reader.
func (b *builder) ask() string {
	for _, phase := range b.res.Plan.Phases {
		if len(phase.Actions) == 0 {
			continue
		}
		var owners []string
		for _, a := range phase.Actions {
			if o := a.Action.Owner; o != "" && !slices.Contains(owners, b.owner(o)) {
				owners = append(owners, b.owner(o))
			}
		}
		text := b.Say("Decide on %[3]s for the first %[4]s", "请批准前%[2]d天的%[1]d项行动", len(phase.Actions), phase.Days,
			say.Count(len(phase.Actions), "1 action", "%d actions"), say.Count(phase.Days, "day", "%d days"))
		if len(owners) > 0 {
			text += b.Say(", led by: %s", "，牵头人：%s", b.List(owners))
		}
		if s := phase.Projected.Overall; s.OK {
			text += b.Say(". The overall score would then be %s", "；完成后总分预计为 %s", score(s, b.res.Overall.Decimals, levelValues(b.res.Overall.Scale)...))
		}
		return text + b.Say(".", "。")
	}
	return ""
}

func (b *builder) radar() Radar {
	r := Radar{Title: b.Say("Dimensions against their targets", "各维度的现状与目标"), Heads: b.heads()}
	r.Heads.Name = b.Say("Dimension", "维度")
	for d := range b.res.Dimensions {
		if n, ends := &b.res.Dimensions[d], &b.frame().Dimensions[d]; n.Score.OK && ends.Share(n.Score).OK {
			axis := b.bar(b.dimension(d), 0, n, ends)
			if n.Scale == nil {
				axis.Text += "/" + points(ends.Top.Value, n.Decimals)
			}
			if b.trend != nil {
				axis.Earlier = b.trend.Old.Dimensions[d].Score
			}
			r.Axes = append(r.Axes, axis)
		}
	}
	if len(r.Axes) < 3 || len(r.Axes) > 10 {
		return Radar{}
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
func (b *builder) highestAndLowest(axes []Bar) string {
	low := slices.MinFunc(axes, func(x, y Bar) int { return cmp.Compare(x.share(), y.share()) })
	high := slices.MaxFunc(axes, func(x, y Bar) int { return cmp.Compare(x.share(), y.share()) })
	if !less(low.share(), high.share()) {
		return b.Say("All dimensions stand equally high.", "各维度高低相同。")
	}
	return b.Say("Highest: %s, %s. Lowest: %s, %s.", "最高：%s %s。最低：%s %s。", high.Name, high.Text, low.Name, low.Text)
}

func (b *builder) gapChart() GapChart {
	g := GapChart{Title: b.Say("Gaps to the targets", "与目标的差距"), Heads: b.heads(), GapHead: b.Say("Gap", "差距")}
	g.Heads.Name = b.Say("Practice", "事项")
	g.Description = b.Say("Sorted by gap. Dot: score; diamond: target; thin line: what the missing answers could change.", "按差距从大到小排列。圆点：得分；菱形：目标；细线：缺的答案可能带来的变化。")
	var is []int
	for i := range b.res.Practices {
		if b.res.Practices[i].Gap.OK {
			is = append(is, i)
		}
	}
	slices.SortStableFunc(is, func(x, y int) int {
		return cmp.Compare(b.res.Practices[y].Gap.Value, b.res.Practices[x].Gap.Value)
	})
	for _, i := range is {
		p := &b.res.Practices[i]
		g.Rows = append(g.Rows, Gap{b.practiceBar(i), score(p.Gap, p.Decimals, 0)})
	}
	return g
}

func (b *builder) heat() Heat {
	h := Heat{Title: b.Say("Every criterion", "逐条标准"), Corner: b.Say("Practice", "事项"),
		Description: b.Say("The level of each criterion; – is a criterion without a level.", "每条标准的级别；– 表示没有级别。")}
	if b.sums() {
		h.Description = b.Say("The points of each criterion; – is a criterion without any.", "每条标准的得分；– 表示没有得分。")
	}
	dimension, columns := -1, 0
	for i := range b.res.Practices {
		p := &b.res.Practices[i]
		if !p.Coverage.OK {
			continue
		}
		row := HeatRow{Name: b.practice(i)}
		if d := b.dimensionOf(i); d != dimension {
			row.Group, dimension = b.dimension(d), d
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

func (b *builder) heatCell(i, k int, c *assess.CriterionResult) HeatCell {
	cell := HeatCell{Name: b.criterion(i, k), Text: b.answerWords(i, k)}
	s := b.r.Scale(b.r.Practices[i].Criteria[k].Scale)
	if c.State != assess.Answered || !c.Value.OK || s.Highest() <= s.Lowest() {
		return cell
	}
	cell.Text = score(c.Value, assess.Decimals(s))
	if b.sums() {
		cell.Text = points(c.Weight*c.Value.Value, 2)
	} else if c.Level.OK && c.Value.Value == levelValue(b, i, k, c.Level.Value) {
		cell.Text = plain(float64(c.Level.Value))
	}
	cell.Position = assess.Some((c.Value.Value - s.Lowest()) / (s.Highest() - s.Lowest()))
	return cell
}

// levelValue is the value of a level of the k-th criterion of practice i.
func levelValue(b *builder, i, k, level int) float64 {
	v, _ := b.r.Scale(b.r.Practices[i].Criteria[k].Scale).Value(level)
	return v
}
