package rollup

import (
	"slices"

	"fathom/assess"
	"fathom/assess/portfolio"
	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/rubric"
	"fathom/rubric/safe"
)

// finest is into how many classes the scores of a dimension are drawn.
const finest = 21

// byNode shows the whole, the parts and the dimensions.
func (b *Rollup) byNode() doc.Section {
	s := doc.Section{Heading: b.Say("By part and dimension", "按部分和维度")}
	p := b.profiles(b.Say("What", "项目"), b.spreadHead())
	p.Rows = append(p.Rows, b.profile(b.Say("Overall", "总体"), 0, &b.all.Overall, &b.frame.Overall))
	var silent, hidden []string
	add := func(name string, level int, d *portfolio.Distribution, n *assess.Ends) {
		switch {
		case d.Hidden:
			hidden = append(hidden, name)
			return
		case d.N == 0:
			silent = append(silent, name)
			return
		}
		p.Rows = append(p.Rows, b.profile(name, level, d, n))
	}
	for k := range b.all.Parts {
		if len(b.all.Parts) > 1 {
			add(b.Part(k), 0, &b.all.Parts[k], &b.frame.Parts[k])
		}
		for d := range b.all.Dimensions {
			if b.PartOf(d) == k {
				add(b.Dimension(d), 1, &b.all.Dimensions[d], &b.frame.Dimensions[d])
			}
		}
	}
	s.Blocks = append(s.Blocks, b.counted(p))
	if len(silent) > 0 {
		s.Blocks = append(s.Blocks, doc.Paragraph{Text: b.Say("Without any score: %s.", "没有任何得分：%s。", b.List(silent))})
	}
	if len(hidden) > 0 {
		s.Blocks = append(s.Blocks, doc.Paragraph{Text: b.notShown(hidden)})
	}
	return s
}

// notShown names nodes whose numbers would tell of too few subjects.
func (b *Rollup) notShown(names []string) string {
	return b.Say("Not shown, because fewer than %d subjects have a score there, or fewer than that have none: %s.", "以下不显示，因为有得分的对象不到 %d 个，或没有得分的对象不到这个数：%s。", b.all.MinGroup, b.List(names))
}

// spreadHead says from where to where the distributions reach, where all reach as far.
func (b *Rollup) spreadHead() string {
	low, high := reach(&b.all.Overall, &b.frame.Overall)
	for d := range b.frame.Dimensions {
		if l, h := reach(&b.all.Dimensions[d], &b.frame.Dimensions[d]); l != low || h != high {
			return b.Say("Distribution", "分布")
		}
	}
	return b.Say("Distribution, %s–%s", "分布（%s–%s 分）", number.Plain(low), number.Plain(high))
}

// profiles is an empty table of profiles with the usual measures: mean, spread and, in the end, subjects.
func (b *Rollup) profiles(name, drawing string) doc.Profiles {
	p := doc.Profiles{Name: name, Drawing: drawing, Measures: []string{b.Say("Mean", "均值"), b.Say("P10–P90", "P10–P90"),
		b.Say("Median", "中位数"), b.Say("Subjects", "对象数")}}
	if !isRanked(&b.all.Overall) {
		p.Measures = []string{b.Say("Mean", "均值"), b.Say("Range", "范围"), b.Say("Subjects", "对象数")}
	}
	return p
}

func (b *Rollup) measures(d *portfolio.Distribution, n *assess.Ends) []string {
	out := []string{at(d.Mean, n), b.spread(d, n)}
	if isRanked(&b.all.Overall) {
		out = append(out, at(d.P50, n))
	}
	return append(out, number.Count(d.N))
}

// spread is where the middle 80 % lie, or all of a few.
func (b *Rollup) spread(d *portfolio.Distribution, n *assess.Ends) string {
	switch {
	case !isRanked(&b.all.Overall):
		return fromTo(d.Min, d.Max, n)
	case !isRanked(d):
		return number.None
	}
	return fromTo(d.P10, d.P90, n)
}

func (b *Rollup) profile(name string, level int, d *portfolio.Distribution, n *assess.Ends) doc.Profile {
	low, high := reach(d, n)
	p := doc.Profile{Name: name, Level: level, Measures: b.measures(d, n), Score: d.Mean, Min: low, Max: high}
	if isRanked(d) {
		p.Shares = classes(d, n, low, high, finest)
	}
	return p
}

// counted leaves the numbers of subjects out where they are all the same.
func (b *Rollup) counted(p doc.Profiles) doc.Profiles {
	last := len(p.Measures) - 1
	for _, r := range p.Rows {
		if len(r.Measures) > 0 && r.Measures[last] != number.Count(b.all.Subjects) {
			return p
		}
	}
	p.Measures = p.Measures[:last]
	for i := range p.Rows {
		if len(p.Rows[i].Measures) > 0 {
			p.Rows[i].Measures = p.Rows[i].Measures[:last]
		}
	}
	return p
}

// byPractice shows how many subjects are at which level in each practice.
func (b *Rollup) byPractice() doc.Section {
	s := doc.Section{Heading: b.Say("By practice", "按事项")}
	if text := b.levelKey(); text != "" {
		s.Blocks = append(s.Blocks, doc.Paragraph{Text: text})
	}
	for k := range b.Rubric.Parts {
		p := b.practiceProfiles(k)
		if len(p.Rows) == 0 {
			continue
		}
		if len(b.Rubric.Parts) > 1 {
			s.Blocks = append(s.Blocks, doc.Heading{Text: b.Part(k)})
		}
		s.Blocks = append(s.Blocks, p)
	}
	var hidden []string
	few := false
	for i := range b.all.Practices {
		p := &b.all.Practices[i]
		if p.Hidden {
			hidden = append(hidden, b.Practice(i))
		}
		few = few || !p.Hidden && p.N > 0 && slices.ContainsFunc(append([]portfolio.Count{p.Below}, p.Levels...),
			func(c portfolio.Count) bool { return !c.OK })
	}
	if few {
		s.Blocks = append(s.Blocks, doc.Paragraph{Text: b.Say("? stands for levels that are not shown: of fewer than %d subjects, or the next larger one, where a small one could be told by subtraction.",
			"“?”是不单列的级别：该级别少于 %d 个对象，或列出来就能推算出别的级别。", b.all.MinGroup)})
	}
	if len(hidden) > 0 {
		s.Blocks = append(s.Blocks, doc.Paragraph{Text: b.notShown(hidden)})
	}
	return s
}

func (b *Rollup) practiceProfiles(part int) doc.Profiles {
	p := b.profiles(b.Say("Practice", "事项"), b.Say("Subjects by level", "各级别的对象"))
	p.Stacked = true
	targets := b.hasTargets()
	if targets {
		p.Measures = append([]string{p.Measures[0], b.Say("At target", "达标")}, p.Measures[1:]...)
	}
	for d := range b.Rubric.Dimensions {
		if b.PartOf(d) != part {
			continue
		}
		rows := []doc.Profile{{Name: b.Dimension(d)}}
		for i := range b.Rubric.Practices {
			if b.DimensionOf(i) == d && b.all.Practices[i].N > 0 {
				rows = append(rows, b.practiceProfile(i, targets))
			}
		}
		if len(rows) > 1 {
			p.Rows = append(p.Rows, rows...)
		}
	}
	return b.counted(p)
}

func (b *Rollup) practiceProfile(i int, targets bool) doc.Profile {
	p, n := &b.all.Practices[i], &b.frame.Practices[i]
	low, high := ends(n)
	out := doc.Profile{Name: b.Practice(i), Level: 1, Measures: b.measures(&p.Distribution, n), Score: p.Mean, Min: low,
		Max: high, Shares: b.levelShares(i)}
	if targets {
		out.Measures = append([]string{out.Measures[0], number.Percent(p.AtTarget)}, out.Measures[1:]...)
	}
	return out
}

func (b *Rollup) hasTargets() bool {
	for i := range b.all.Practices {
		if b.all.Practices[i].AtTarget.OK {
			return true
		}
	}
	return false
}

// levelShares counts the subjects of a practice by level, those below the lowest first where there are any.
func (b *Rollup) levelShares(i int) []doc.Share {
	p, scale := &b.all.Practices[i], b.frame.Practices[i].Scale
	if scale == nil || len(p.Levels) != len(scale.Levels) {
		return nil
	}
	if p.Hidden || p.N == 0 {
		return nil
	}
	var out []doc.Share
	rest := p.N
	add := func(label string, n portfolio.Count, position float64) {
		out = append(out, doc.Share{Label: label, N: n.Value, Hidden: !n.OK, Position: position})
		rest -= n.Value
	}
	if p.Below.Value > 0 || !p.Below.OK {
		add("<"+levelLabel(scale.Levels[0].Level), p.Below, -1)
	}
	for k, l := range scale.Levels {
		add(levelLabel(l.Level), p.Levels[k], float64(k)/float64(max(len(scale.Levels)-1, 1)))
	}
	if b.veiled() {
		add("?", assess.Some(rest), -1)
	}
	return out
}

// levelKey names the levels, where all practices have the same.
func (b *Rollup) levelKey() string {
	var one *rubric.Scale
	for i := range b.frame.Practices {
		s := b.frame.Practices[i].Scale
		if one == nil {
			one = s
		}
		if s == nil || s != one {
			return ""
		}
	}
	if one == nil {
		return ""
	}
	var names []string
	for _, l := range one.Levels {
		if name := b.Text(l.Name); name != "" {
			names = append(names, levelLabel(l.Level)+" "+name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return b.Say("Levels: %s.", "级别：%s。", b.List(names))
}

// pairs compares practices that belong together, over the subjects that have both.
func (b *Rollup) pairs() doc.Section {
	s := doc.Section{Heading: b.Say("Practices that belong together", "相对应的事项")}
	var scored []*portfolio.PairRollup
	for k := range b.all.Pairs {
		if p := &b.all.Pairs[k]; p.N > 0 {
			scored = append(scored, p)
		}
	}
	if len(scored) == 0 {
		return s
	}
	first := b.Say("First → second", "第一项 → 第二项")
	if x, y := b.PartOf(b.DimensionOf(scored[0].First)), b.PartOf(b.DimensionOf(scored[0].Second)); x != y {
		s.Heading = b.Say("%s and %s side by side", "%s与%s对照", b.Part(x), b.Part(y))
		first = b.Part(x) + " → " + b.Part(y)
	}
	t := doc.Table{Columns: []doc.Column{{Title: first, Flexible: true}, {Title: b.Say("Means", "均值"), Right: true},
		{Title: b.Say("Difference", "相差"), Right: true},
		{Title: b.Say("Lower", "偏低"), Right: true}, {Title: b.Say("Higher", "偏高"), Right: true}}}
	alike := !slices.ContainsFunc(scored, func(p *portfolio.PairRollup) bool { return p.N != scored[0].N })
	over := b.Say("Over the %s subjects that have both scores.", "只算两项都有得分的 %s 个对象。", number.Count(scored[0].N))
	switch {
	case !alike:
		t.Columns = append(t.Columns, doc.Column{Title: b.Say("Subjects", "对象数"), Right: true})
		over = b.Say("Over the subjects that have both scores.", "只算两项都有得分的对象。")
	case scored[0].N == 1:
		over = b.Say("Over the one subject that has both scores.", "只有 1 个对象两项都有得分。")
	}
	for _, p := range scored {
		t.Rows = append(t.Rows, b.pairRow(p)[:len(t.Columns)])
	}
	s.Blocks = append(s.Blocks, t, doc.Paragraph{Text: over + b.Say(
		" Lower, higher: share of them whose second score is a point or more below or above the first.",
		"偏低、偏高：后一项比前一项低、高一分及以上的对象所占比例。")})
	return s
}

func (b *Rollup) pairRow(p *portfolio.PairRollup) []string {
	x, y := &b.frame.Practices[p.First], &b.frame.Practices[p.Second]
	difference := number.None
	if p.MeanFirst.OK && p.MeanSecond.OK {
		difference = number.Sign(p.MeanSecond.Value-p.MeanFirst.Value, places(x))
	}
	return []string{b.Practice(p.First) + " → " + b.Practice(p.Second), at(p.MeanFirst, x) + " → " + at(p.MeanSecond, y),
		difference,
		shownPortion(p.Lower, p.N), shownPortion(p.Higher, p.N), number.Count(p.N)}
}

// shownPortion is a portion, unless it is not shown.
func shownPortion(n portfolio.Count, all int64) string {
	if !n.OK {
		return number.None
	}
	return number.Portion(n.Value, all)
}

// clean makes a text that came from a record fit for one line.
func clean(s string) string { return safe.Line(s) }
