package gap

import (
	"cmp"
	"slices"
	"strconv"

	"fathom/assess"
	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/rubric"
)

// figures makes the charts of the report.
func (g *Gap) figures() doc.Figures {
	o := &g.Result.Overall
	f := doc.Figures{Radar: g.radar(), Heat: g.heat()}
	if !g.isTooEarly() {
		f.Gaps = g.gapChart()
	}
	if o.Score.OK {
		f.Level = g.Say("%s of %s", "%s 分（满分 %s）", g.Overall(o.Score), g.Most(&g.Frame().Overall, o.Score))
	}
	if t := g.Frame().Overall.Target; t.OK {
		f.Target = g.Say("target %s", "目标 %s", g.OverallTarget())
	}
	return f
}

// radarTitle says what the dimensions are shown beside.
func (g *Gap) radarTitle() string {
	if !g.HasTargets() {
		return g.Say("Scores of the dimensions", "各维度的得分")
	}
	return g.Say("Dimensions against their targets", "各维度的现状与目标")
}

func (g *Gap) radar() doc.Radar {
	r := doc.Radar{Title: g.radarTitle(), Heads: g.heads()}
	r.Heads.Name = g.Say("Dimension", "维度")
	for d := range g.Result.Dimensions {
		if n, ends := &g.Result.Dimensions[d], &g.Frame().Dimensions[d]; n.Score.OK && ends.Share(n.Score).OK {
			axis := g.bar(g.Dimension(d), 0, n, ends)
			if n.Scale == nil {
				axis.Text += "/" + number.Points(ends.Top.Value, n.Decimals)
			}
			if g.earlier != nil {
				axis.Earlier = g.earlier.Old.Dimensions[d].Score
			}
			r.Axes = append(r.Axes, axis)
		}
	}
	if len(r.Axes) < 3 || len(r.Axes) > 10 {
		return doc.Radar{}
	}
	if g.earlier != nil {
		r.Earlier = g.earlier.Old.Assessment.Date
		if !g.earlier.Old.IsPresent() {
			r.Earlier = g.Say("%s, by the present rubric", "%s，按现行标准", r.Earlier)
		}
	}
	if !g.isTooEarly() {
		r.Description = g.highestAndLowest(r.Axes)
	}
	return r
}

// highestAndLowest describes a radar for those who do not see it.
func (g *Gap) highestAndLowest(axes []doc.Bar) string {
	low := slices.MinFunc(axes, func(x, y doc.Bar) int { return cmp.Compare(x.Share(), y.Share()) })
	high := slices.MaxFunc(axes, func(x, y doc.Bar) int { return cmp.Compare(x.Share(), y.Share()) })
	if !number.Less(low.Share(), high.Share()) {
		return g.Say("All dimensions stand equally high.", "各维度高低相同。")
	}
	return g.Say("Highest: %s, %s. Lowest: %s, %s.", "最高：%s %s。最低：%s %s。", high.Name, high.Text, low.Name, low.Text)
}

func (g *Gap) gapChart() doc.GapChart {
	chart := doc.GapChart{Title: g.Say("Gaps to the targets", "与目标的差距"), Heads: g.heads(), GapHead: g.Say("Gap", "差距")}
	chart.Heads.Name = g.Say("Practice", "事项")
	chart.Description = g.Say("Sorted by gap. Dot: score; diamond: target; thin line: what the missing answers could change.", "按差距从大到小排列。圆点：得分；菱形：目标；细线：缺的答案可能带来的变化。")
	var is []int
	for i := range g.Result.Practices {
		if g.Result.Practices[i].Gap.OK {
			is = append(is, i)
		}
	}
	slices.SortStableFunc(is, func(x, y int) int {
		return cmp.Compare(g.Result.Practices[y].Gap.Value, g.Result.Practices[x].Gap.Value)
	})
	for _, i := range is {
		p := &g.Result.Practices[i]
		chart.Rows = append(chart.Rows, doc.GapRow{Bar: g.practiceBar(i), Gap: number.Score(p.Gap, p.Decimals, 0)})
	}
	return chart
}

func (g *Gap) heat() doc.Heat {
	h := doc.Heat{Title: g.Say("Every criterion", "逐条标准"), Corner: g.Say("Practice", "事项"), Legend: g.legend(),
		Description: g.Say("The level of each criterion; – is a criterion without a level.", "每条标准的级别；– 表示没有级别。")}
	if g.Sums() {
		h.Description = g.Say("The points of each criterion; – is a criterion without any.", "每条标准的得分；– 表示没有得分。")
	}
	dimension, columns := -1, 0
	for i := range g.Result.Practices {
		row := doc.HeatRow{Name: g.Practice(i)}
		for k, c := range g.Result.Practices[i].Criteria {
			if c.State != assess.NotAsked {
				row.Cells = append(row.Cells, g.heatCell(i, k, &c))
			}
		}
		if len(row.Cells) == 0 {
			continue
		}
		if d := g.DimensionOf(i); d != dimension {
			row.Group, dimension = g.Dimension(d), d
		}
		columns = max(columns, len(row.Cells))
		h.Rows = append(h.Rows, row)
	}
	for k := range columns {
		h.Columns = append(h.Columns, g.Say("Criterion %d", "标准 %d", k+1))
	}
	return h
}

// legend names the levels of the one scale that all criteria share; it is empty where they do not, or where points are
// added up.
func (g *Gap) legend() []doc.HeatCell {
	var s *rubric.Scale
	for i := range g.Rubric.Practices {
		for k := range g.Rubric.Practices[i].Criteria {
			own := g.Rubric.Scale(g.Rubric.Practices[i].Criteria[k].Scale)
			if s != nil && own != s {
				return nil
			}
			s = own
		}
	}
	if s == nil || g.Sums() || s.Highest() <= s.Lowest() {
		return nil
	}
	var cells []doc.HeatCell
	for _, l := range s.Levels {
		v, _ := s.Value(l.Level)
		cells = append(cells, doc.HeatCell{Name: g.LevelName(s, l.Level), Text: strconv.Itoa(l.Level),
			Position: assess.Some((v - s.Lowest()) / (s.Highest() - s.Lowest()))})
	}
	return cells
}

func (g *Gap) heatCell(i, k int, c *assess.CriterionResult) doc.HeatCell {
	cell := doc.HeatCell{Name: g.Criterion(i, k), Text: g.AnswerWords(i, k)}
	s := g.Rubric.Scale(g.Rubric.Practices[i].Criteria[k].Scale)
	if c.State != assess.Answered || !c.Value.OK || s.Highest() <= s.Lowest() {
		return cell
	}
	cell.Text = number.Score(c.Value, assess.Decimals(s))
	if g.Sums() {
		cell.Text = number.Points(c.Weight*c.Value.Value, 2)
	} else if c.Level.OK && c.Value.Value == g.LevelValue(i, k, c.Level.Value) {
		cell.Text = number.Plain(float64(c.Level.Value))
	}
	cell.Position = assess.Some((c.Value.Value - s.Lowest()) / (s.Highest() - s.Lowest()))
	return cell
}
