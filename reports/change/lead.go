package change

import (
	"cmp"
	"slices"
	"strings"

	"fathom/assess/trend"
	"fathom/reports/doc"
	"fathom/rubric/say"
)

// lead is the first page: what changed in words, whether the plan was kept, what rose and fell.
func (c *Change) lead() doc.Section {
	s := doc.Section{Heading: c.Say("In short", "概要"), Blocks: []doc.Block{doc.Paragraph{Strong: true, Text: c.headline()}}}
	if c.trend.Criteria > 0 {
		s.Blocks = append(s.Blocks, doc.Paragraph{Text: c.compared()}, c.askedBothTimes(c.trend.Old.Result,
			c.trend.New.Result))
	}
	s.Blocks = append(append(s.Blocks, c.kept()...), c.doneSentence()...)
	if more := c.largest(); len(more) > 0 {
		s.Blocks = append(append(s.Blocks, doc.Heading{Text: c.Say("What rose and what fell", "升了什么，降了什么")}), more...)
	}
	return s
}

// headline says how far the whole moved, like for like, and whether that is more than chance.
func (c *Change) headline() string {
	t := c.trend.Overall
	if c.trend.Criteria == 0 || !t.Delta().OK {
		return c.nothingAlike()
	}
	old, new, by := c.fine(t.Old), c.fine(t.New), c.signed(t.Delta())
	switch {
	case by == c.zero():
		return c.Say("Like for like, over %[2]s, the score is as it was: %[1]s.", "同口径得分（%[2]s）没有变化：%[1]s。", new, c.ofCriteria())
	case t.Delta().Value > 0:
		return c.Say("Like for like, over %[4]s, the score rose from %[1]s to %[2]s (%[3]s). ", "同口径得分（%[4]s）从 %[1]s 升到 %[2]s（%[3]s）。", old, new, by, c.ofCriteria()) + c.chance()
	}
	return c.Say("Like for like, over %[4]s, the score fell from %[1]s to %[2]s (%[3]s). ", "同口径得分（%[4]s）从 %[1]s 降到 %[2]s（%[3]s）。", old, new, by, c.ofCriteria()) + c.chance()
}

// ofCriteria is over how many criteria the change of the whole is, of all that the rubric has.
func (c *Change) ofCriteria() string { return c.ofAll(c.trend.Criteria) }

func (c *Change) ofAll(n int) string {
	all := c.Result.Model.Len()
	if n == all {
		return c.Say("%[2]s", "全部 %[1]d 条标准", all, say.Count(all, "the one criterion", "all %d criteria"))
	}
	return c.Say("%[1]d of %[3]s", "%[2]d 条标准中的 %[1]d 条", n, all, say.Count(all, "1 criterion", "%d criteria"))
}

// chance says in plain words whether the change of the whole is more than noise.
func (c *Change) chance() string {
	r := c.trend.Raters
	switch r.Method {
	case trend.OneRater:
		return c.Say("With only one rater, then or now, nobody can tell whether this is more than chance.", "两次里至少有一次只有一个人评分，看不出是真有变化还是偶然波动。")
	case trend.Nameless:
		return c.Say("The votes are anonymous, so nobody can tell whether this is more than chance.", "投票是匿名的，看不出是真有变化还是偶然波动。")
	}
	who := c.Say("the %[2]s, the same both times,", "前后相同的 %[1]d 位评分人", len(r.Same),
		say.Count(len(r.Same), "1 rater", "%d raters"))
	if r.Method == trend.OtherRaters {
		who = c.Say("the raters, who are not the same as then,", "前后不同的评分人")
	}
	switch up := c.trend.Overall.Delta().Value > 0; {
	case !r.Interval.Certain():
		return c.Say("It may be chance: %s are too far apart on it.", "也可能只是偶然：%s看法相差太大，分不清。", who)
	case up != (r.Interval.Mean > 0):
		return c.Say("But the raters' own scores, taken one by one, went the other way.", "但评分人各自的打分，平均起来方向相反。")
	case r.Interval.Flat:
		return c.Say("All raters report the same change.", "所有评分人给出的变化都一样。")
	}
	return c.Say("That is more than %s differ among themselves: a real change.", "这一变化超过%s之间的出入：是真有变化。", who)
}

// compared says what the numbers rest on, and what was reported where that is another number.
func (c *Change) compared() string {
	t := c.trend
	text := c.Say("Compared: %[3]s with an answer both on %[1]s and on %[2]s, by the present weights.",
		"比的是 %[1]s 和 %[2]s 都有答案的 %[4]d 条标准，权重都用现在的。", t.Old.Assessment.Date, t.New.Assessment.Date,
		say.Count(t.Criteria, "the 1 criterion", "the %d criteria"), t.Criteria)
	if n := t.OtherTexts; n > 0 {
		text += c.Say(" Of %[2]s with an answer both times the text changed or may have: not compared.",
			"另有 %[1]d 条两次都有答案，但文字已改动或可能改动，不作比较。", n, say.Count(n, "1 more", "%d more"))
	}
	old, new := c.fine(t.Old.Reported()), c.fine(t.New.Overall.Score)
	if old != c.fine(t.Overall.Old) || new != c.fine(t.Overall.New) {
		text += c.Say(" Of everything, the scores are %s then and %s now; where the difference comes from stands below.",
			"全部答案的得分当时是 %s，现在是 %s；差别从哪里来，见下文。", old, new)
	}
	return text + c.bands()
}

// fewest and most are how many rises, and how many falls, are named: where nobody knows which are more than chance, and
// where it is known.
const fewest, most = 3, 5

// largest names the largest rises and falls: where raters tell, those that are more than they differ among themselves.
func (c *Change) largest() []doc.Block {
	var up, down []int
	less, still := 0, 0
	for i := range c.trend.Practices {
		p := &c.trend.Practices[i]
		switch by := c.signed(p.Delta()); {
		case !p.Delta().OK:
		case by == c.zero():
			still++
		case c.isTold() && !p.Beyond():
			less++
		case p.Delta().Value > 0:
			up = append(up, i)
		default:
			down = append(down, i)
		}
	}
	delta := func(i int) float64 { return c.trend.Practices[i].Delta().Value }
	slices.SortStableFunc(up, func(x, y int) int { return cmp.Compare(delta(y), delta(x)) })
	slices.SortStableFunc(down, func(x, y int) int { return cmp.Compare(delta(x), delta(y)) })
	n := fewest
	if c.isTold() {
		n = most
	}
	var items []string
	for _, i := range append(up[:min(n, len(up))], down[:min(n, len(down))]...) {
		items = append(items, c.moved(i))
	}
	var out []doc.Block
	if len(items) > 0 {
		out = append(out, doc.List{Items: items})
	}
	for _, text := range []string{c.ofTheRest(len(items), less, still), c.fromTheBottom()} {
		if text != "" {
			out = append(out, doc.Paragraph{Text: text})
		}
	}
	return out
}

// ofTheRest says what the named rises and falls are, and how many other practices moved less, or not at all.
func (c *Change) ofTheRest(named, less, still int) string {
	switch {
	case named+less == 0 && still > 0:
		return c.Say("No practice rose or fell.", "没有哪一项升降。")
	case c.isTold() && named == 0:
		return c.Say("No practice rose or fell by more than the raters differ among themselves.", "没有哪一项的升降超过评分人之间的出入。")
	case c.isTold():
		return c.Say("These moved by more than the raters differ among themselves%s.", "以上升降都超过评分人之间的出入%s。", c.lessAndStill(less, still))
	case named > 0:
		return c.Say("These moved furthest; whether that is more than chance, nobody can tell from these answers.", "这些升降最大；是不是真有变化，凭这些答案看不出来。")
	}
	return ""
}

// lessAndStill counts the practices that moved by less, and those that did not, behind what is said of the others.
func (c *Change) lessAndStill(less, still int) string {
	var parts []string
	if less > 0 {
		parts = append(parts, c.Say("%[2]s moved by less", "另有 %[1]d 项升降没有超过", less, say.Count(less, "1 more practice", "%d more practices")))
	}
	if still > 0 {
		parts = append(parts, c.Say("%[2]s did not move", "%[1]d 项没有变化", still, say.Count(still, "1", "%d")))
	}
	if len(parts) == 0 {
		return ""
	}
	return c.Say("; ", "；") + strings.Join(parts, c.Say(", ", "，"))
}

// moved is one practice's change: "▲ Incentives: 2.50 → 3.00 (+0.50), level 2 → 3". A step up or down in level is named
// only where it is more than chance.
func (c *Change) moved(i int) string {
	p := &c.trend.Practices[i]
	sign := "▲"
	if p.Delta().Value < 0 {
		sign = "▼"
	}
	text := c.Say("%s %s: %s → %s (%s)", "%s %s：%s → %s（%s）", sign, c.Practice(i), c.fine(p.Old), c.fine(p.New), c.signed(p.Delta()))
	if p.Beyond() && p.OldLevel.OK && p.NewLevel.OK && p.OldLevel != p.NewLevel {
		text += c.Say(", level %s", "，级别 %s", c.levels(p))
	}
	return text
}

// isTold reports whether raters tell changes of practices from chance.
func (c *Change) isTold() bool {
	return slices.ContainsFunc(c.trend.Practices, func(p trend.PracticeChange) bool { return p.Interval.OK })
}

// fromTheBottom warns where what gained most was the lowest, and nobody knows whether that is more than chance: the
// lowest tend to rise by chance alone.
func (c *Change) fromTheBottom() string {
	if c.isTold() {
		return ""
	}
	lowest, most := -1, -1
	for i := range c.trend.Practices {
		p := &c.trend.Practices[i]
		if !p.Delta().OK {
			continue
		}
		if lowest < 0 || p.Old.Value < c.trend.Practices[lowest].Old.Value {
			lowest = i
		}
		if most < 0 || p.Delta().Value > c.trend.Practices[most].Delta().Value {
			most = i
		}
	}
	if most < 0 || most != lowest || !c.Comparable() || c.trend.Practices[most].Delta().Value <= 0 {
		return ""
	}
	return c.Say("%s gained most and was the lowest: the lowest tend to rise a little by chance alone.", "%s升得最多，原来也最低；最低的项目本来就容易回升一些。", c.Practice(most))
}
