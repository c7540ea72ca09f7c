package rollup

import (
	"cmp"
	"math"
	"slices"

	"fathom/assess"
	"fathom/assess/portfolio"
	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/rubric/safe"
)

// mostGroups is how many groups a report shows of one tag; the workbook and JSON hold them all.
const mostGroups = 40

// grouping shows the groups of one tag against the dimensions, by value and never by score.
func (b *Rollup) grouping(k int) doc.Section {
	g := &b.all.Groupings[k]
	s := doc.Section{Heading: b.Say("By %s", "按 %s 分组", b.tag(g.Tag))}
	shown := largest(g.Groups)
	if len(shown) > 0 {
		s.Blocks = append(s.Blocks, b.grid(g.Tag, shown))
	}
	if n := len(g.Groups); n > len(shown) {
		s.Blocks = append(s.Blocks, doc.Paragraph{Text: b.Say("The %d largest of %s groups; the workbook and the JSON hold all of them.", "共 %[2]s 组，这里只列最大的 %[1]d 组；全部分组见工作簿和 JSON。", len(shown), number.Count(int64(n)))})
	}
	if g.Hidden > 0 {
		s.Blocks = append(s.Blocks, doc.Paragraph{Text: b.hidden(g)})
	}
	return s
}

func (b *Rollup) hidden(g *portfolio.Grouping) string {
	switch {
	case len(g.Groups) == 0 && b.veiled() && len(b.all.Groupings) > 1:
		return b.Say("No group is shown: each is of fewer than %d subjects, or would tell of so few beside the groups by something else.", "各组都不单列：少于 %d 个对象，或与其他分组对照就能推算出这么小的一组。", b.all.MinGroup)
	case len(g.Groups) == 0:
		return b.Say("Every group is too small to be shown: fewer than %d subjects.", "每一组都太小，不单列：少于 %d 个对象。", b.all.MinGroup)
	}
	return b.Say("%[3]s: of fewer than %[2]d subjects, or the next larger one, where a small one could be told by subtraction.",
		"%[1]s 个对象所在的组不单列：该组少于 %[2]d 个对象，或列出来就能推算出别的小组。", number.Count(g.Hidden), b.all.MinGroup,
		number.Counting(g.Hidden, "1 subject is in a group that is not shown", "%s subjects are in groups that are not shown"))
}

// largest are the largest groups in the order of their values.
func largest(groups []portfolio.Group) []portfolio.Group {
	if len(groups) <= mostGroups {
		return groups
	}
	at := make([]int, len(groups))
	for i := range at {
		at[i] = i
	}
	slices.SortStableFunc(at, func(x, y int) int { return cmp.Compare(groups[y].N, groups[x].N) })
	at = at[:mostGroups]
	slices.Sort(at)
	out := make([]portfolio.Group, len(at))
	for k, i := range at {
		out[k] = groups[i]
	}
	return out
}

func (b *Rollup) grid(tag string, groups []portfolio.Group) doc.Grid {
	g := doc.Grid{Corner: b.tag(tag), Columns: []string{b.Say("Subjects", "对象数"), b.Say("Overall", "总体")}}
	var dims []int
	for d := range b.all.Dimensions {
		if b.all.Dimensions[d].N > 0 {
			dims = append(dims, d)
			g.Columns = append(g.Columns, b.Dimension(d))
		}
	}
	for i := range groups {
		x := &groups[i]
		row := doc.GridRow{Name: b.group(tag, x.Value), Cells: []doc.GridCell{{Text: number.Count(x.N)},
			gridCell(x.Overall, &b.all.Overall, &b.frame.Overall)}}
		for _, d := range dims {
			row.Cells = append(row.Cells, gridCell(x.Dimensions[d], &b.all.Dimensions[d], &b.frame.Dimensions[d]))
		}
		g.Rows = append(g.Rows, row)
	}
	return g
}

// gridCell is a group's mean on the way that all subjects' scores of the node reach.
func gridCell(v number.Value, all *portfolio.Distribution, n *assess.Ends) doc.GridCell {
	low, high := reach(all, n)
	return doc.GridCell{Text: at(v, n), Position: assess.Between(v, low, high)}
}

// tag names what subjects are grouped by.
func (b *Rollup) tag(tag string) string {
	if tag == portfolio.ByDepth {
		return b.Say("depth", "答题范围")
	}
	return clean(tag)
}

// group names a group, also the one of subjects without the tag.
func (b *Rollup) group(tag, value string) string {
	if tag == portfolio.ByDepth {
		return b.depthGroup(value)
	}
	if value == "" {
		return b.Say("(no %s)", "（未填 %s）", clean(tag))
	}
	return clean(value)
}

// ends names the subjects with the lowest and the highest scores; all of them, where they are few.
func (b *Rollup) ends() doc.Section {
	s := doc.Section{Heading: b.Say("Lowest and highest subjects", "得分最低和最高的对象")}
	low, high := b.all.Low, b.all.High
	if len(low) == 0 || len(high) == 0 {
		return s
	}
	if n := int(b.all.Overall.N); n <= len(low)+len(high) {
		s.Heading = b.Say("Subjects, the lowest first", "全部对象（从低到高）")
		rest := slices.Clone(high[:n-len(low)])
		slices.Reverse(rest)
		s.Blocks = append(s.Blocks, b.subjects(append(slices.Clone(low), rest...)))
		return s
	}
	s.Blocks = append(s.Blocks, doc.Heading{Text: b.Say("Lowest", "最低")}, b.subjects(low),
		doc.Heading{Text: b.Say("Highest", "最高")}, b.subjects(high))
	return s
}

func (b *Rollup) subjects(list []portfolio.Placed) doc.Table {
	t := doc.Table{Columns: []doc.Column{{Title: b.Say("Subject", "对象"), Flexible: true}, {Title: b.Say("Date", "日期")},
		{Title: b.Say("Score", "得分"), Right: true}}}
	ranked := slices.ContainsFunc(list, func(p portfolio.Placed) bool { return p.Percentile.OK })
	if ranked {
		t.Columns = append(t.Columns, doc.Column{Title: b.Say("Percentile", "百分位"), Right: true})
	}
	for _, p := range list {
		row := []string{b.placed(&p.Subject), clean(p.Date), at(assess.Some(p.Score), &b.frame.Overall)}
		if ranked {
			row = append(row, percentile(p.Percentile))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// placed names a subject, with the id behind the name.
func (b *Rollup) placed(s *portfolio.Subject) string {
	if name := safe.Line(s.Name); name != "" {
		return b.Say("%s (%s)", "%s（%s）", name, clean(s.ID))
	}
	return clean(s.ID)
}

// percentile never says 0 or 100: every subject has itself beside it.
func percentile(v number.Value) string {
	if !v.OK {
		return number.None
	}
	switch text := assess.Round(v.Value, 1); text {
	case "0.0":
		return "<0.1"
	case "100.0":
		return ">99.9"
	default:
		return text
	}
}

// percentileCell is a number but where that would read as 0 or 100.
func percentileCell(v number.Value) doc.SheetCell {
	if text := percentile(v); text[0] == '<' || text[0] == '>' {
		return doc.TextCell(text)
	}
	return doc.SheetCell{Number: v, Decimals: 1}
}

// notes say how it was counted, and what it does not prove.
func (b *Rollup) notes() doc.Section {
	s := doc.Section{Heading: b.Say("Method", "方法说明")}
	n, ranked := &b.frame.Overall, isRanked(&b.all.Overall)
	var items []string
	add := func(is bool, text string) {
		if is {
			items = append(items, text)
		}
	}
	add(true, b.Say("Rubric %s %s  %s", "评估标准 %s %s  %s", clean(b.Rubric.ID), clean(b.Rubric.Version), b.ShortDigest())+b.From())
	base := b.Base()
	add(base != "", b.Say("It is laid over %s", "它扩展自 %s", base))
	under := b.under()
	add(under != "", under)
	add(true, b.Say("Every subject counts once. Scores are shown in steps of %s; means and quantiles are those of the exact scores.", "每个对象只算一次。得分按 %s 分一档显示；均值和分位数按原始得分计算。", number.Plain(step(n))))
	add(ranked, b.Say("P10, median and P90 are quantiles as spreadsheets compute them (type 7, PERCENTILE.INC). They are given from ten scores up.",
		"P10、中位数、P90 是分位数，算法与电子表格相同（第 7 类，PERCENTILE.INC）。满 10 个得分才给出。"))
	off := b.coarsest()
	add(ranked && off > 0, b.Say("There are more different scores than are kept one by one: a quantile may be off by up to %s.", "不同的得分太多，没有逐一保留：分位数可能有最多 %s 分的误差。", number.Plain(off)))
	add(len(b.all.Low) > 0 && ranked, b.Say("A subject's percentile is the share of subjects below it and half of those that score the same, itself among them.", "百分位：得分比它低的对象占多少，再加上同分对象（含它自己）所占的一半。"))
	add(ranked, b.Say("A score is unusual when it lies more than one and a half times the distance between the quartiles below the first or above the third (Tukey).", "异常值：比下四分位数低、或比上四分位数高，超过四分位距的 1.5 倍（Tukey 法）。"))
	add(len(b.all.Groupings) > 0 && b.all.MinGroup > 1, b.Say("Groups of fewer than %d subjects are not shown, nor is a mean of fewer scores, or one from which such a mean could be told.",
		"少于 %d 个对象的组不单列；得分个数不足的均值，以及能推算出它的均值，也不显示。", b.all.MinGroup))
	add(len(b.all.Groupings) > 0, b.Say("Groups stand in the order of their values; it is no ranking.", "各组按取值排列，不是名次。"))
	add(b.all.Anonymous, b.Say("No subject is named, and those without a score are not counted.", "不列出任何对象的名称；没有得分的对象不计入。"))
	add(b.veiled(), b.Say("Nothing is shown of fewer than %d subjects, and nothing that differs by fewer from something else that is shown. The lowest, the highest score and a quantile may be those of one subject, but not whose.",
		"少于 %d 个对象的数字不显示；与已显示的数字相减只差这么少对象的，也不显示。最低分、最高分和分位数可能来自某一个对象，但看不出是谁。", b.all.MinGroup))
	s.Blocks = append(s.Blocks, doc.List{Items: items}, b.Disclaimer())
	return s
}

// coarsest is how far a quantile that is shown may be off, in points.
func (b *Rollup) coarsest() float64 {
	off := b.all.Overall.Precision.Value
	for _, list := range [][]portfolio.Distribution{b.all.Parts, b.all.Dimensions} {
		for i := range list {
			off = max(off, list[i].Precision.Value)
		}
	}
	return off
}

// step is the distance between two scores that are counted apart.
func step(n *assess.Ends) float64 { return math.Pow10(-counted(n)) }

// under says for which stage and sector the subjects were scored, as far as the rubric has them.
func (b *Rollup) under() string {
	switch stage, sector := b.Stage(b.all.Stage), b.Sector(b.all.Sector); {
	case len(b.Rubric.Stages) == 0 && len(b.Rubric.Sectors) == 0:
		return ""
	case stage != number.None && sector != number.None:
		return b.Say("All were scored for the stage %s and the sector %s.", "全部按阶段“%s”、行业“%s”计分。", stage, sector)
	case stage != number.None && len(b.Rubric.Sectors) == 0:
		return b.Say("All were scored for the stage %s.", "全部按阶段“%s”计分。", stage)
	case stage != number.None:
		return b.Say("All were scored for the stage %s, and each for its own sector.", "全部按阶段“%s”计分，行业按各自的。", stage)
	case sector != number.None && len(b.Rubric.Stages) == 0:
		return b.Say("All were scored for the sector %s.", "全部按行业“%s”计分。", sector)
	case sector != number.None:
		return b.Say("All were scored for the sector %s, and each for its own stage.", "全部按行业“%s”计分，阶段按各自的。", sector)
	case len(b.Rubric.Sectors) == 0:
		return b.Say("Each subject was scored for its own stage, with the targets of that stage.", "每个对象按自己的阶段计分，目标也是该阶段的。")
	case len(b.Rubric.Stages) == 0:
		return b.Say("Each subject was scored for its own sector.", "每个对象按自己的行业计分。")
	}
	return b.Say("Each subject was scored for its own stage and sector, with the targets of that stage.", "每个对象按自己的阶段和行业计分，目标也是该阶段的。")
}
