package change

import (
	"slices"
	"strings"

	"fathom/assess"
	"fathom/assess/trend"
	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/reports/record"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// series tables every assessment when there are more than two, each with its depth where not all were asked the same:
// what askedBothTimes says is of the first and the last.
func (c *Change) series() doc.Section {
	s := doc.Section{Heading: c.Say("Over time", "历次得分")}
	if len(c.trend.Series) < 3 {
		return s
	}
	versions := slices.ContainsFunc(c.trend.Series, func(l trend.Line) bool { return l.Version != c.Rubric.Version })
	t := doc.Table{Columns: []doc.Column{{Title: c.Say("Date", "日期")}, {Title: c.Say("Score as reported", "当次得分"), Right: true},
		{Title: c.Say("Like for like", "同口径得分"), Right: true}}}
	if versions {
		t.Columns[1].Title = c.Say("Score", "得分")
		t.Columns = append(t.Columns, doc.Column{Title: c.Say("Scored by", "计分依据")})
	}
	depths := slices.ContainsFunc(c.trend.Series, func(l trend.Line) bool {
		return c.Asked(l.Result) != c.Asked(c.trend.New.Result)
	})
	if depths {
		t.Columns = append(t.Columns, doc.Column{Title: c.Say("Depth", "深度")})
	}
	for _, l := range c.trend.Series {
		row := []string{l.Assessment.Date, c.fine(l.Reported()), c.fine(l.Alike)}
		if versions {
			row = append(row, c.madeWith(l.Round))
		}
		if depths {
			row = append(row, c.Asked(l.Result))
		}
		t.Rows = append(t.Rows, row)
	}
	s.Blocks = append(s.Blocks, t, doc.Paragraph{Text: c.Say("Like for like: only criteria answered every time by the same text, %s, under the last weights. Below, the last is compared with the first.", "同口径：只算每次都有答案、文字也相同的标准（%s），按最后一次的权重。以下比较最后一次与第一次。",
		c.ofAll(c.trend.Series[0].Compared))})
	return s
}

// inNumbers are the statistics of the whole, for who wants them.
func (c *Change) inNumbers() []string {
	if m := c.trend.Raters.Method; m != trend.PairedRaters && m != trend.OtherRaters {
		return nil
	}
	return []string{c.certainty()}
}

// scope says how the two were compared, and what makes them differ besides the subject.
func (c *Change) scope(heading string, more ...string) doc.Section {
	s := doc.Section{Heading: heading}
	t, old, new := c.trend, c.trend.Old, c.trend.New
	items := more
	add := func(is bool, text string) {
		if is {
			items = append(items, text)
		}
	}
	items = append(items, c.versions()...)
	add(old.Stage != new.Stage, c.Say("Stage: %s, now %s.", "业务阶段：原为 %s，现为 %s。", c.Stage(old.Stage), c.Stage(new.Stage)))
	add(old.Sector != new.Sector, c.Say("Sector: %s, now %s.", "行业：原为 %s，现为 %s。", c.Sector(old.Sector), c.Sector(new.Sector)))
	add(record.Depth(old.Assessment.Depth) != record.Depth(new.Assessment.Depth),
		c.Say("Depth: %s; now %s.", "深度：原为“%s”，现为“%s”。", c.DepthQuoted(old.Assessment.Depth), c.DepthQuoted(new.Assessment.Depth)))
	items = append(items, c.targets()...)
	add(len(t.Raters.Left) > 0, c.Say("Raters who left: %s.", "不再评分的人：%s。", c.called(old.Assessment, t.Raters.Left)))
	add(len(t.Raters.Joined) > 0, c.Say("Raters who joined: %s.", "新加入的评分人：%s。", c.called(new.Assessment, t.Raters.Joined)))
	add(t.Renamed > 0, c.Say("%[2]s moved with a criterion that has another id now.", "%[1]d 条答案随标准改名而转移。", t.Renamed, say.Count(t.Renamed, "1 answer", "%d answers")))
	add(t.Gone > 0, c.Say("%[2]s that the rubric no longer has.", "%[1]d 条答案对应的标准或级别已不在评估标准里。", t.Gone,
		say.Count(t.Gone, "1 answer is to a criterion or a level", "%d answers are to criteria or levels")))
	add(t.Changed > 0, c.Say("%[2]s not compared.", "%[1]d 条标准的文字已改，不作比较。", t.Changed,
		say.Count(t.Changed, "1 criterion has another text now and is", "%d criteria have another text now and are")))
	add(t.Unchecked > 0, c.Say("Of %[2]s not compared.", "有 %[1]d 条标准无法判断文字是否改过，不作比较。", t.Unchecked,
		say.Count(t.Unchecked, "1 criterion it cannot be told whether its text changed; it is", "%d criteria it cannot be told whether their text changed; they are")))
	if len(items) > 0 {
		s.Blocks = append(s.Blocks, doc.List{Items: items})
	}
	return s
}

// targets says what is wanted of practices now and was not then, or the other way round, because somebody agreed so.
// Nothing that is compared depends on it; attainment, gaps and plans do.
func (c *Change) targets() []string {
	var moved []string
	for i := range c.Result.Practices {
		then, now := &c.trend.Old.Result.Practices[i], &c.trend.New.Result.Practices[i]
		if then.Target != now.Target && (then.IsAgreed || now.IsAgreed) {
			moved = append(moved, c.Say("%s %s, now %s", "%s原为 %s，现为 %s", c.Practice(i), plain(then.Target), plain(now.Target)))
		}
	}
	if len(moved) == 0 {
		return nil
	}
	return []string{c.Say("Targets that were agreed: %s.", "约定目标有变：%s。", strings.Join(moved, c.Say("; ", "；")))}
}

// plain prints a target as it was written, a dash without one.
func plain(v number.Value) string {
	if !v.OK {
		return number.None
	}
	return number.Plain(v.Value)
}

// called lists raters by their names.
func (c *Change) called(a *assess.Assessment, ids []string) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = safe.Line(a.Called(id))
	}
	return c.List(names)
}
