package reports

import (
	"slices"

	"fathom/assess"
	"fathom/assess/portfolio"
)

// sheets are the tables of a roll-up's workbook; those that would be empty are left out.
func (b *rollupBuilder) sheets() []Sheet {
	all := []Sheet{b.nodeSheet(), b.classSheet(), b.practiceSheet(), b.focusSheet(), b.groupSheet(), b.pairSheet(), b.subjectSheet(), b.noteSheet(), b.binSheet()}
	return slices.DeleteFunc(all, func(s Sheet) bool { return len(s.Rows) == 0 && s.Name != all[0].Name })
}

// nodeCell is a score of a node, shown as finely as it is counted.
func nodeCell(v Value, n *assess.Node) SheetCell { return numberCell(v, places(n)) }

func longCell(n int64) SheetCell { return wholeCell(int(n)) }

func portionCell(n, all int64) SheetCell {
	if all == 0 {
		return SheetCell{}
	}
	return shareCell(assess.Some(float64(n) / float64(all)))
}

// spreadHeads are the heads of a distribution; a small portfolio has no percentiles.
func (b *rollupBuilder) spreadHeads() []SheetColumn {
	if !isRanked(&b.all.Overall) {
		return heads(b.Say("Subjects", "对象数"), b.Say("Mean", "均值"), b.Say("Lowest", "最低"), b.Say("Highest", "最高"))
	}
	return heads(b.Say("Subjects", "对象数"), b.Say("Mean", "均值"), "P10", "P25", b.Say("Median", "中位数"), "P75", "P90", b.Say("Lowest", "最低"), b.Say("Highest", "最高"))
}

func (b *rollupBuilder) spreadCells(d *portfolio.Distribution, n *assess.Node) []SheetCell {
	out := []SheetCell{longCell(d.N), nodeCell(d.Mean, n)}
	if isRanked(&b.all.Overall) {
		for _, v := range []Value{d.P10, d.P25, d.P50, d.P75, d.P90} {
			if !isRanked(d) {
				v = Value{}
			}
			out = append(out, nodeCell(v, n))
		}
	}
	return append(out, nodeCell(d.Min, n), nodeCell(d.Max, n))
}

// nodeSheet holds the whole, the parts and the dimensions.
func (b *rollupBuilder) nodeSheet() Sheet {
	s := Sheet{Name: b.Say("Summary", "摘要"), Title: b.rollupTitle(), Columns: append(heads(b.Say("What", "项目")), b.spreadHeads()...)}
	s.Columns = append(s.Columns, heads(b.Say("Level of the mean", "均值所在级别"))...)
	b.heatOn(s.Columns, 2)
	add := func(name string, d *portfolio.Distribution, n *assess.Node, isStrong bool) {
		level := ""
		if m := b.mean(n, d.Mean); m.Level.OK {
			level = b.level(m.Scale, m.Level.Value)
		}
		row := append(append([]SheetCell{textCell(name)}, b.spreadCells(d, n)...), textCell(level))
		if isStrong {
			row = strong(row...)
		}
		s.Rows = append(s.Rows, row)
	}
	if !b.all.Overall.Hidden {
		add(b.Say("Overall", "总体"), &b.all.Overall, &b.res.Overall.Node, true)
	}
	for k := range b.all.Parts {
		if len(b.all.Parts) > 1 && !b.all.Parts[k].Hidden {
			add(b.part(k), &b.all.Parts[k], &b.res.Parts[k], true)
		}
	}
	from := len(s.Rows)
	for d := range b.all.Dimensions {
		if b.all.Dimensions[d].N > 0 { // none of a hidden one, too
			add(b.dimension(d), &b.all.Dimensions[d], &b.res.Dimensions[d], false)
		}
	}
	if scale := b.res.Overall.Scale; scale != nil && len(s.Rows) > from {
		s.Chart = SheetChart{Title: b.Say("Dimensions: mean", "各维度均值"), From: from, To: len(s.Rows), Series: []int{2}, Min: scale.Lowest(), Max: scale.Highest()}
		if isRanked(&b.all.Overall) {
			s.Chart.Title, s.Chart.Series = b.Say("Dimensions: mean, P10 and P90", "各维度的均值、P10 和 P90"), []int{2, 3, 7}
		}
	}
	return s
}

// classSheet holds the classes of the overall score, for a histogram.
func (b *rollupBuilder) classSheet() Sheet {
	s := Sheet{Name: b.Say("Spread", "分布"), Title: b.Say("Spread of the overall score", "总分分布"),
		Columns: heads(b.Say("Score", "得分"), b.Say("Subjects", "对象数"), b.Say("Share", "占比"))}
	d, n := &b.all.Overall, &b.res.Overall.Node
	if !isRanked(d) {
		return s
	}
	low, high := reach(d, n)
	for _, c := range b.classesOf(d, n, low, high, finest) {
		s.Rows = append(s.Rows, []SheetCell{textCell(c.Label), longCell(c.N), portionCell(c.N, d.N)})
	}
	s.Chart = SheetChart{Kind: HistogramChart, Title: s.Title, To: len(s.Rows), Series: []int{1}}
	return s
}

// practiceSheet holds every practice, with the share of its subjects at each level.
func (b *rollupBuilder) practiceSheet() Sheet {
	s := Sheet{Name: b.Say("Practices", "事项"), Title: b.Say("Every practice", "逐项得分"), Columns: heads(b.Say("Part", "部分"), b.Say("Dimension", "维度"), b.Say("Practice", "事项"))}
	s.Columns = append(append(s.Columns, b.spreadHeads()...), heads(b.Say("At target", "达标"), b.Say("In focus", "列为重点"))...)
	labels, first := b.labels(), len(s.Columns)
	for _, l := range labels {
		s.Columns = append(s.Columns, SheetColumn{Title: b.Say("Level %s", "%s 级", l)})
	}
	b.heatOn(s.Columns, 4)
	for i := range b.all.Practices {
		p := &b.all.Practices[i]
		if p.N == 0 {
			continue
		}
		d := b.dimensionOf(i)
		row := append([]SheetCell{textCell(b.part(b.partOf(d))), textCell(b.dimension(d)), textCell(b.practice(i))}, b.spreadCells(&p.Distribution, &b.res.Practices[i].Node)...)
		row = append(row, shareCell(p.AtTarget), countPortion(p.Focus, b.all.Subjects))
		s.Rows = append(s.Rows, append(row, b.levelCells(i, labels)...))
	}
	if len(labels) > 0 && len(s.Rows) > 0 {
		s.Chart = SheetChart{Kind: StackChart, Title: b.Say("Subjects by level", "各级别的对象"), To: len(s.Rows), Name: 2}
		for k := range labels {
			s.Chart.Series = append(s.Chart.Series, first+k)
		}
	}
	return s
}

// labels are the levels of all practices, each once, in the order in which they are met.
func (b *rollupBuilder) labels() []string {
	var out []string
	for i := range b.all.Practices {
		for _, x := range b.levelShares(i) {
			if !slices.Contains(out, x.Label) {
				out = append(out, x.Label)
			}
		}
	}
	return out
}

func (b *rollupBuilder) levelCells(i int, labels []string) []SheetCell {
	out := make([]SheetCell, len(labels))
	for _, x := range b.levelShares(i) {
		if !x.Hidden {
			out[slices.Index(labels, x.Label)] = portionCell(x.N, b.all.Practices[i].N)
		}
	}
	return out
}

// countPortion is a portion, empty where it is not shown.
func countPortion(n portfolio.Count, all int64) SheetCell {
	if !n.OK {
		return SheetCell{}
	}
	return portionCell(n.Value, all)
}

func (b *rollupBuilder) focusSheet() Sheet {
	s := Sheet{Name: b.Say("Focus", "重点"), Title: b.Say("Most common focus", "最常见的重点事项"), Columns: heads(b.Say("Practice", "事项"), b.Say("Subjects", "对象数"), b.Say("Share", "占比"))}
	for _, i := range b.all.Focus {
		n := b.all.Practices[i].Focus.Value
		s.Rows = append(s.Rows, []SheetCell{textCell(b.practice(i)), longCell(n), portionCell(n, b.all.Subjects)})
	}
	s.Chart = SheetChart{Kind: ShareChart, Title: s.Title, To: len(s.Rows), Series: []int{2}}
	return s
}

// groupSheet holds all groups of all tags.
func (b *rollupBuilder) groupSheet() Sheet {
	s := Sheet{Name: b.Say("Groups", "分组"), Title: b.Say("Groups and dimensions: means", "各组各维度的均值"), Columns: heads(b.Say("Tag", "标签"), b.Say("Group", "分组"), b.Say("Subjects", "对象数"), b.Say("Overall", "总体"))}
	for d := range b.all.Dimensions {
		s.Columns = append(s.Columns, SheetColumn{Title: b.dimension(d)})
	}
	for c := 3; c < len(s.Columns); c++ {
		b.heatOn(s.Columns, c)
	}
	for k := range b.all.Groupings {
		g := &b.all.Groupings[k]
		for i := range g.Groups {
			x := &g.Groups[i]
			row := []SheetCell{textCell(b.tag(g.Tag)), textCell(b.group(g.Tag, x.Value)), longCell(x.N), nodeCell(x.Overall, &b.res.Overall.Node)}
			for d, mean := range x.Dimensions {
				row = append(row, nodeCell(mean, &b.res.Dimensions[d]))
			}
			s.Rows = append(s.Rows, row)
		}
	}
	return s
}

func (b *rollupBuilder) pairSheet() Sheet {
	s := Sheet{Name: b.Say("Pairs", "对照"), Title: b.Say("Practices that belong together", "相对应的事项"), Columns: heads(b.Say("First", "第一项"), b.Say("Second", "第二项"), b.Say("Subjects", "对象数"),
		b.Say("Mean of the first", "第一项均值"), b.Say("Mean of the second", "第二项均值"), b.Say("Difference", "相差"), b.Say("Second a point or more lower", "第二项低一分及以上"), b.Say("Second a point or more higher", "第二项高一分及以上"))}
	b.heatOn(s.Columns, 3, 4)
	for k := range b.all.Pairs {
		p := &b.all.Pairs[k]
		if p.N == 0 {
			continue
		}
		x, y := &b.res.Practices[p.First].Node, &b.res.Practices[p.Second].Node
		s.Rows = append(s.Rows, []SheetCell{textCell(b.practice(p.First)), textCell(b.practice(p.Second)), longCell(p.N), nodeCell(p.MeanFirst, x), nodeCell(p.MeanSecond, y),
			nodeCell(assess.Some(p.MeanSecond.Value-p.MeanFirst.Value), x), countPortion(p.Lower, p.N), countPortion(p.Higher, p.N)})
	}
	return s
}

// subjectSheet holds the subjects with the lowest and the highest scores.
func (b *rollupBuilder) subjectSheet() Sheet {
	s := Sheet{Name: b.Say("Subjects", "对象"), Title: b.Say("Lowest and highest subjects", "得分最低和最高的对象"), Columns: heads(b.Say("End", "哪一端"), b.Say("Subject", "对象"), b.Say("Name", "名称"), b.Say("Date", "日期"), b.Say("Score", "得分"), b.Say("Percentile", "百分位"))}
	b.heatOn(s.Columns, 4)
	if !isRanked(&b.all.Overall) {
		s.Columns = s.Columns[:5]
	}
	for end, list := range [][]portfolio.Placed{b.all.Low, b.all.High} {
		for _, p := range list {
			row := []SheetCell{textCell([]string{b.Say("lowest", "最低"), b.Say("highest", "最高")}[end]), textCell(clean(p.ID)), textCell(clean(p.Name)), textCell(clean(p.Date)),
				nodeCell(assess.Some(p.Score), &b.res.Overall.Node), percentileCell(p.Percentile)}
			s.Rows = append(s.Rows, row[:len(s.Columns)])
		}
	}
	return s
}

// binSheet holds every score that was counted, for charts of one's own.
func (b *rollupBuilder) binSheet() Sheet {
	s := Sheet{Name: b.Say("Counts", "计数"), Title: b.Say("Subjects by score", "各得分的对象数"), Columns: heads(b.Say("Kind", "类别"), b.Say("Id", "标识"), b.Say("Name", "名称"), b.Say("Score", "得分"), b.Say("Subjects", "对象数"))}
	pooled := b.veiled()
	if pooled {
		s.Columns = slices.Insert(s.Columns, 4, SheetColumn{Title: b.Say("To", "至")})
	}
	add := func(kind, id, name string, d *portfolio.Distribution, n *assess.Node) {
		for _, bin := range d.Bins {
			row := []SheetCell{textCell(kind), textCell(id), textCell(name), nodeCell(assess.Some(bin.Score), n), longCell(bin.N)}
			if pooled {
				row = slices.Insert(row, 4, nodeCell(assess.Some(bin.To), n))
			}
			s.Rows = append(s.Rows, row)
		}
	}
	add(b.Say("overall", "总体"), "", b.Say("Overall", "总体"), &b.all.Overall, &b.res.Overall.Node)
	for k := range b.all.Parts {
		add(b.Say("part", "部分"), b.r.Parts[k].ID, b.part(k), &b.all.Parts[k], &b.res.Parts[k])
	}
	for d := range b.all.Dimensions {
		add(b.Say("dimension", "维度"), b.r.Dimensions[d].ID, b.dimension(d), &b.all.Dimensions[d], &b.res.Dimensions[d])
	}
	for i := range b.all.Practices {
		add(b.Say("practice", "事项"), b.id(i), b.practice(i), &b.all.Practices[i].Distribution, &b.res.Practices[i].Node)
	}
	return s
}

// noteSheet holds what a reader must know: what it says, what is left out, and how it was counted.
func (b *rollupBuilder) noteSheet() Sheet {
	s := Sheet{Name: b.Say("Method", "方法"), Title: b.Say("What it says and how it was counted", "结论与方法"), Columns: []SheetColumn{{Title: b.Say("Note", "说明"), Wrap: true, Widest: 110}}}
	add := func(text string) {
		if text != "" {
			s.Rows = append(s.Rows, []SheetCell{textCell(text)})
		}
	}
	if b.all.Overall.N == 0 {
		for _, blk := range b.nothing() {
			add(blk.(Paragraph).Text)
		}
		return s
	}
	add(b.headline())
	add(b.reached())
	add(b.depths())
	add(b.left())
	add(b.unusual())
	for k := range b.all.Groupings {
		if g := &b.all.Groupings[k]; g.Hidden > 0 {
			add(b.tag(g.Tag) + b.Say(": ", "：") + b.hidden(g))
		}
	}
	for _, blk := range b.notes().Blocks {
		switch v := blk.(type) {
		case List:
			for _, item := range v.Items {
				add(item)
			}
		case Paragraph:
			add(v.Text)
		}
	}
	return s
}
