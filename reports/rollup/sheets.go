package rollup

import (
	"slices"

	"fathom/assess"
	"fathom/assess/portfolio"
	"fathom/reports/doc"
	"fathom/reports/names"
	"fathom/reports/number"
)

// Workbook is the roll-up as tables; those that would be empty are left out.
func (b *Rollup) Workbook() *doc.Workbook {
	all := []doc.Sheet{b.nodeSheet(), b.classSheet(), b.practiceSheet(), b.focusSheet(), b.groupSheet(), b.pairSheet(),
		b.subjectSheet(), b.noteSheet(), b.binSheet()}
	all = slices.DeleteFunc(all, func(s doc.Sheet) bool { return len(s.Rows) == 0 && s.Name != all[0].Name })
	return &doc.Workbook{Lang: b.Language, Title: b.title(), Sheets: all}
}

// scores is a column of scores, coloured by the scale of the whole.
func (b *Rollup) scores(title string) doc.SheetColumn {
	return names.ScoreColumn(title, b.frame.Overall.Scale)
}

// nodeCell is a score of a node, shown as finely as it is counted.
func nodeCell(v number.Value, n *assess.Ends) doc.SheetCell { return doc.NumberCell(v, places(n)) }

func longCell(n int64) doc.SheetCell { return doc.WholeCell(int(n)) }

func portionCell(n, all int64) doc.SheetCell {
	if all == 0 {
		return doc.SheetCell{}
	}
	return doc.ShareCell(assess.Some(float64(n) / float64(all)))
}

// spreadHeads are the heads of a distribution; a small portfolio has no percentiles.
func (b *Rollup) spreadHeads() []doc.SheetColumn {
	out := []doc.SheetColumn{{Title: b.Say("Subjects", "对象数")}, b.scores(b.Say("Mean", "均值"))}
	if isRanked(&b.all.Overall) {
		out = append(out, doc.Heads("P10", "P25", b.Say("Median", "中位数"), "P75", "P90")...)
	}
	return append(out, doc.Heads(b.Say("Lowest", "最低"), b.Say("Highest", "最高"))...)
}

func (b *Rollup) spreadCells(d *portfolio.Distribution, n *assess.Ends) []doc.SheetCell {
	out := []doc.SheetCell{longCell(d.N), nodeCell(d.Mean, n)}
	if isRanked(&b.all.Overall) {
		for _, v := range []number.Value{d.P10, d.P25, d.P50, d.P75, d.P90} {
			if !isRanked(d) {
				v = number.Value{}
			}
			out = append(out, nodeCell(v, n))
		}
	}
	return append(out, nodeCell(d.Min, n), nodeCell(d.Max, n))
}

// nodeSheet holds the whole, the parts and the dimensions.
func (b *Rollup) nodeSheet() doc.Sheet {
	s := doc.Sheet{Name: b.Say("Summary", "摘要"), Title: b.title(),
		Columns: append(doc.Heads(b.Say("What", "项目")), b.spreadHeads()...)}
	s.Columns = append(s.Columns, doc.Heads(b.Say("Level of the mean", "均值所在级别"))...)
	add := func(name string, d *portfolio.Distribution, n *assess.Ends, isStrong bool) {
		level := ""
		if m := b.mean(n, d.Mean); m.Level.OK {
			level = b.Level(m.Scale, m.Level.Value)
		}
		row := append(append([]doc.SheetCell{doc.TextCell(name)}, b.spreadCells(d, n)...), doc.TextCell(level))
		if isStrong {
			row = doc.Strong(row...)
		}
		s.Rows = append(s.Rows, row)
	}
	if !b.all.Overall.Hidden {
		add(b.Say("Overall", "总体"), &b.all.Overall, &b.frame.Overall, true)
	}
	for k := range b.all.Parts {
		if len(b.all.Parts) > 1 && !b.all.Parts[k].Hidden {
			add(b.Part(k), &b.all.Parts[k], &b.frame.Parts[k], true)
		}
	}
	from := len(s.Rows)
	for d := range b.all.Dimensions {
		if b.all.Dimensions[d].N > 0 { // none of a hidden one, too
			add(b.Dimension(d), &b.all.Dimensions[d], &b.frame.Dimensions[d], false)
		}
	}
	if scale := b.frame.Overall.Scale; scale != nil && len(s.Rows) > from {
		s.Chart = doc.SheetChart{Title: b.Say("Dimensions: mean", "各维度均值"), From: from, To: len(s.Rows), Series: []int{2}, Min: scale.Lowest(),
			Max: scale.Highest()}
		if isRanked(&b.all.Overall) {
			s.Chart.Title, s.Chart.Series = b.Say("Dimensions: mean, P10 and P90", "各维度的均值、P10 和 P90"), []int{2, 3, 7}
		}
	}
	return s
}

// classSheet holds the classes of the overall score, for a histogram.
func (b *Rollup) classSheet() doc.Sheet {
	s := doc.Sheet{Name: b.Say("Spread", "分布"), Title: b.Say("Spread of the overall score", "总分分布"),
		Columns: doc.Heads(b.Say("Score", "得分"), b.Say("Subjects", "对象数"), b.Say("Share", "占比"))}
	d, n := &b.all.Overall, &b.frame.Overall
	if !isRanked(d) {
		return s
	}
	low, high := reach(d, n)
	for _, c := range b.classesOf(d, n, low, high, finest) {
		s.Rows = append(s.Rows, []doc.SheetCell{doc.TextCell(c.Label), longCell(c.N), portionCell(c.N, d.N)})
	}
	s.Chart = doc.SheetChart{Kind: doc.HistogramChart, Title: s.Title, To: len(s.Rows), Series: []int{1}}
	s.AddTotals(doc.TextCell(b.Say("All together", "合计")), longCell(d.N), portionCell(d.N, d.N))
	return s
}

// practiceSheet holds every practice, with the share of its subjects at each level.
func (b *Rollup) practiceSheet() doc.Sheet {
	s := doc.Sheet{Name: b.Say("Practices", "事项"), Title: b.Say("Every practice", "逐项得分"),
		Columns: doc.Heads(b.Say("Part", "部分"), b.Say("Dimension", "维度"), b.Say("Practice", "事项"))}
	s.Columns = append(append(s.Columns, b.spreadHeads()...), doc.Heads(b.Say("At target", "达标"), b.Say("In focus", "列为重点"))...)
	labels, first := b.labels(), len(s.Columns)
	for _, l := range labels {
		s.Columns = append(s.Columns, doc.SheetColumn{Title: b.Say("Level %s", "%s 级", l)})
	}
	for i := range b.all.Practices {
		p := &b.all.Practices[i]
		if p.N == 0 {
			continue
		}
		d := b.DimensionOf(i)
		row := append([]doc.SheetCell{doc.TextCell(b.Part(b.PartOf(d))), doc.TextCell(b.Dimension(d)),
			doc.TextCell(b.Practice(i))}, b.spreadCells(&p.Distribution, &b.frame.Practices[i])...)
		row = append(row, doc.ShareCell(p.AtTarget), countPortion(p.Focus, b.all.Subjects))
		s.Rows = append(s.Rows, append(row, b.levelCells(i, labels)...))
	}
	if len(labels) > 0 && len(s.Rows) > 0 {
		s.Chart = doc.SheetChart{Kind: doc.StackChart, Title: b.Say("Subjects by level", "各级别的对象"), To: len(s.Rows), Name: 2}
		for k := range labels {
			s.Chart.Series = append(s.Chart.Series, first+k)
		}
	}
	return s
}

// labels are the levels of all practices, each once, in the order in which they are met.
func (b *Rollup) labels() []string {
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

func (b *Rollup) levelCells(i int, labels []string) []doc.SheetCell {
	out := make([]doc.SheetCell, len(labels))
	for _, x := range b.levelShares(i) {
		if !x.Hidden {
			out[slices.Index(labels, x.Label)] = portionCell(x.N, b.all.Practices[i].N)
		}
	}
	return out
}

// countPortion is a portion, empty where it is not shown.
func countPortion(n portfolio.Count, all int64) doc.SheetCell {
	if !n.OK {
		return doc.SheetCell{}
	}
	return portionCell(n.Value, all)
}

func (b *Rollup) focusSheet() doc.Sheet {
	s := doc.Sheet{Name: b.Say("Focus", "重点"), Title: b.Say("Most common focus", "最常见的重点事项"),
		Columns: doc.Heads(b.Say("Practice", "事项"), b.Say("Subjects", "对象数"), b.Say("Share", "占比"))}
	for _, i := range b.all.Focus {
		n := b.all.Practices[i].Focus.Value
		s.Rows = append(s.Rows, []doc.SheetCell{doc.TextCell(b.Practice(i)), longCell(n),
			portionCell(n, b.all.Subjects)})
	}
	s.Chart = doc.SheetChart{Kind: doc.ShareChart, Title: s.Title, To: len(s.Rows), Series: []int{2}}
	return s
}

// groupSheet holds all groups of all tags.
func (b *Rollup) groupSheet() doc.Sheet {
	s := doc.Sheet{Name: b.Say("Groups", "分组"), Title: b.Say("Groups and dimensions: means", "各组各维度的均值"),
		Columns: append(doc.Heads(b.Say("Tag", "标签"), b.Say("Group", "分组"), b.Say("Subjects", "对象数")), b.scores(b.Say("Overall", "总体")))}
	for d := range b.all.Dimensions {
		s.Columns = append(s.Columns, b.scores(b.Dimension(d)))
	}
	for k := range b.all.Groupings {
		g := &b.all.Groupings[k]
		for i := range g.Groups {
			x := &g.Groups[i]
			row := []doc.SheetCell{doc.TextCell(b.tag(g.Tag)), doc.TextCell(b.group(g.Tag, x.Value)), longCell(x.N),
				nodeCell(x.Overall, &b.frame.Overall)}
			for d, mean := range x.Dimensions {
				row = append(row, nodeCell(mean, &b.frame.Dimensions[d]))
			}
			s.Rows = append(s.Rows, row)
		}
	}
	if o := &b.all.Overall; !o.Hidden {
		row := []doc.SheetCell{{}, doc.TextCell(b.Say("All subjects", "全部对象")), longCell(o.N),
			nodeCell(o.Mean, &b.frame.Overall)}
		for d := range b.all.Dimensions {
			row = append(row, nodeCell(b.all.Dimensions[d].Mean, &b.frame.Dimensions[d]))
		}
		s.AddTotals(row...)
	}
	return s
}

func (b *Rollup) pairSheet() doc.Sheet {
	s := doc.Sheet{Name: b.Say("Pairs", "对照"), Title: b.Say("Practices that belong together", "相对应的事项"),
		Columns: []doc.SheetColumn{{Title: b.Say("First", "第一项")}, {Title: b.Say("Second", "第二项")}, {Title: b.Say("Subjects", "对象数")},
			b.scores(b.Say("Mean of the first", "第一项均值")), b.scores(b.Say("Mean of the second", "第二项均值")), {Title: b.Say("Difference", "相差")},
			{Title: b.Say("Second a point or more lower", "第二项低一分及以上")}, {Title: b.Say("Second a point or more higher", "第二项高一分及以上")}}}
	for k := range b.all.Pairs {
		p := &b.all.Pairs[k]
		if p.N == 0 {
			continue
		}
		x, y := &b.frame.Practices[p.First], &b.frame.Practices[p.Second]
		s.Rows = append(s.Rows, []doc.SheetCell{doc.TextCell(b.Practice(p.First)), doc.TextCell(b.Practice(p.Second)),
			longCell(p.N), nodeCell(p.MeanFirst, x), nodeCell(p.MeanSecond, y),
			nodeCell(assess.Some(p.MeanSecond.Value-p.MeanFirst.Value), x), countPortion(p.Lower, p.N),
			countPortion(p.Higher, p.N)})
	}
	return s
}

// subjectSheet holds the subjects with the lowest and the highest scores.
func (b *Rollup) subjectSheet() doc.Sheet {
	s := doc.Sheet{Name: b.Say("Subjects", "对象"), Title: b.Say("Lowest and highest subjects", "得分最低和最高的对象"),
		Columns: append(doc.Heads(b.Say("End", "哪一端"), b.Say("Subject", "对象"), b.Say("Name", "名称"), b.Say("Date", "日期")),
			b.scores(b.Say("Score", "得分")))}
	ranked := isRanked(&b.all.Overall)
	if ranked {
		s.Columns = append(s.Columns, doc.SheetColumn{Title: b.Say("Percentile", "百分位")})
	}
	for end, list := range [][]portfolio.Placed{b.all.Low, b.all.High} {
		for _, p := range list {
			row := []doc.SheetCell{doc.TextCell([]string{b.Say("lowest", "最低"), b.Say("highest", "最高")}[end]),
				doc.TextCell(clean(p.ID)), doc.TextCell(clean(p.Name)), doc.TextCell(clean(p.Date)),
				nodeCell(assess.Some(p.Score), &b.frame.Overall)}
			if ranked {
				row = append(row, percentileCell(p.Percentile))
			}
			s.Rows = append(s.Rows, row)
		}
	}
	return s
}

// binSheet holds every score that was counted, for charts of one's own.
func (b *Rollup) binSheet() doc.Sheet {
	s := doc.Sheet{Name: b.Say("Counts", "计数"), Title: b.Say("Subjects by score", "各得分的对象数"),
		Columns: doc.Heads(b.Say("Kind", "类别"), b.Say("Id", "标识"), b.Say("Name", "名称"), b.Say("Score", "得分"), b.Say("Subjects", "对象数"))}
	pooled := b.veiled()
	if pooled {
		s.Columns = slices.Insert(s.Columns, 4, doc.SheetColumn{Title: b.Say("To", "至")})
	}
	add := func(kind, id, name string, d *portfolio.Distribution, n *assess.Ends) {
		for _, bin := range d.Bins {
			row := []doc.SheetCell{doc.TextCell(kind), doc.TextCell(id), doc.TextCell(name),
				nodeCell(assess.Some(bin.Score), n), longCell(bin.N)}
			if pooled {
				row = slices.Insert(row, 4, nodeCell(assess.Some(bin.To), n))
			}
			s.Rows = append(s.Rows, row)
		}
	}
	add(b.Say("overall", "总体"), "", b.Say("Overall", "总体"), &b.all.Overall, &b.frame.Overall)
	for k := range b.all.Parts {
		add(b.Say("part", "部分"), b.Rubric.Parts[k].ID, b.Part(k), &b.all.Parts[k], &b.frame.Parts[k])
	}
	for d := range b.all.Dimensions {
		add(b.Say("dimension", "维度"), b.Rubric.Dimensions[d].ID, b.Dimension(d), &b.all.Dimensions[d],
			&b.frame.Dimensions[d])
	}
	for i := range b.all.Practices {
		add(b.Say("practice", "事项"), b.ID(i), b.Practice(i), &b.all.Practices[i].Distribution, &b.frame.Practices[i])
	}
	return s
}

// noteSheet holds what a reader must know: what it says, what is left out, and how it was counted.
func (b *Rollup) noteSheet() doc.Sheet {
	s := doc.Sheet{Name: b.Say("Method", "方法"), Title: b.Say("What it says and how it was counted", "结论与方法"),
		Columns: []doc.SheetColumn{doc.Prose(b.Say("Note", "说明"), 110)}}
	add := func(text string) {
		if text != "" {
			s.Rows = append(s.Rows, []doc.SheetCell{doc.TextCell(text)})
		}
	}
	if b.all.Overall.N == 0 {
		for _, blk := range b.nothing() {
			add(blk.(doc.Paragraph).Text)
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
		case doc.List:
			for _, item := range v.Items {
				add(item)
			}
		case doc.Paragraph:
			add(v.Text)
		}
	}
	return s
}
