// Package change is the report on what changed between two assessments of a subject, like for like.
package change

import (
	"slices"
	"strconv"

	"fathom/assess"
	"fathom/assess/trend"
	"fathom/reports/doc"
	"fathom/reports/names"
	"fathom/reports/number"
	"fathom/reports/record"
	"fathom/rubric/say"
)

// Change is the report on what changed between two assessments of a subject.
type Change struct {
	names.Scored
	trend *trend.History
}

// New prepares the report on what changed between two assessments of a subject.
func New(t *trend.History, digest string, lang say.Language) *Change {
	return &Change{names.Of(t.New.Result, digest, lang), t}
}

// Doc is the report to read.
func (c *Change) Doc() *doc.Report {
	rep := doc.New(c.Language, c.Say("Change: %s", "变化：%s", c.Subject()))
	rep.Add(c.Since())
	rep.Add(c.Details()...)
	return c.WithOrigin(rep)
}

// Details are the sections behind the summary: what moved the score, and how dimensions and practices changed.
func (c *Change) Details() []doc.Section {
	return []doc.Section{c.series(), c.moves(), c.changedDimensions(), c.changedPractices(), c.followUp(), c.scope()}
}

// Since says in words what changed since the earlier assessment.
func (c *Change) Since() doc.Section {
	t := c.trend
	old, new := t.Old.Assessment, t.New.Assessment
	s := doc.Section{Heading: c.Say("Since %s", "自 %s 以来", old.Date)}
	if t.Criteria == 0 {
		s.Blocks = append(s.Blocks, doc.Paragraph{Strong: true, Text: c.nothingAlike()})
		return s
	}
	s.Blocks = append(s.Blocks, doc.Paragraph{Strong: true, Text: c.Say(
		"Like for like, over %[7]s answered on %[2]s and %[3]s, the score went from %[4]s to %[5]s (%[6]s).",
		"同口径比较（%[2]s 与 %[3]s 都有答案的 %[1]d 条标准）：得分从 %[4]s 到 %[5]s（%[6]s）。",
		t.Criteria, old.Date, new.Date, c.fine(t.Overall.Old), c.fine(t.Overall.New), c.signed(t.Overall.Delta()),
		say.Count(t.Criteria, "1 criterion", "%d criteria"))})
	s.Blocks = append(s.Blocks, c.askedBothTimes(t.Old.Result, t.New.Result), doc.Paragraph{Text: c.certainty()})
	if better := c.improved(); better != "" {
		s.Blocks = append(s.Blocks, doc.Paragraph{Text: better})
	}
	return s
}

// nothingAlike says why nothing is compared.
func (c *Change) nothingAlike() string {
	switch t := c.trend; {
	case t.Unchecked > 0:
		return c.Say("Nothing can be compared: answers come from another version of the rubric, and it cannot be told whether the texts that were rated then are the present ones.",
			"无从比较：有的答案出自评估标准的另一个版本，无法判断当时打分所依据的文字与现在是否相同。")
	case t.Changed > 0:
		return c.Say("Nothing can be compared: no criterion was answered both times by the same text.", "无从比较：没有一条标准两次都有答案而且文字相同。")
	}
	return c.Say("No criterion was answered both times, so nothing can be compared.", "没有一条标准两次都有答案，无从比较。")
}

// certainty says whether the change can be told from noise.
func (c *Change) certainty() string {
	r := c.trend.Raters
	switch r.Method {
	case trend.OneRater:
		return c.Say("One rater: cannot tell a change from noise.", "只有一位评分人，无法判断这是真变化还是波动。")
	case trend.Nameless:
		return c.Say("The votes are anonymous: there is no telling how the same raters changed.", "投票是匿名的，无法看出同一批评分人前后有何不同。")
	}
	iv := r.Interval
	if iv.Flat {
		return c.Say("All raters report %s.", "所有评分人报告的变化都是 %s。", c.signedNumber(iv.Mean))
	}
	who := c.Say("The same %d raters", "同样的 %d 位评分人", len(r.Same))
	if r.Method == trend.OtherRaters {
		who = c.Say("Different raters", "不同的评分人")
	}
	verdict := c.Say("a real change", "是真实变化")
	if !iv.Certain() {
		verdict = c.Say("it may be noise", "可能只是波动")
	}
	return c.Say("%s report %s on average, 95%% interval %s to %s: %s.", "%s平均报告 %s，95%% 区间 %s 至 %s：%s。",
		who, c.signedNumber(iv.Mean), c.signedNumber(iv.Low), c.signedNumber(iv.High), verdict)
}

// improved names the practices that reached another level. The lowest tend to rise by chance alone, which is said when
// the best gain is the lowest's.
func (c *Change) improved() string {
	var up, down []int
	lowest, most := -1, -1
	for i := range c.trend.Practices {
		p := &c.trend.Practices[i]
		d := p.Delta()
		if !d.OK {
			continue
		}
		if lowest < 0 || p.Old.Value < c.trend.Practices[lowest].Old.Value {
			lowest = i
		}
		if most < 0 || d.Value > c.trend.Practices[most].Delta().Value {
			most = i
		}
		if p.OldLevel.OK && p.NewLevel.OK {
			switch {
			case p.NewLevel.Value > p.OldLevel.Value:
				up = append(up, i)
			case p.NewLevel.Value < p.OldLevel.Value:
				down = append(down, i)
			}
		}
	}
	text := ""
	if len(up) > 0 {
		text += c.Say("A level higher: %s. ", "升级：%s。", c.Practices(up))
	}
	if len(down) > 0 {
		text += c.Say("A level lower: %s. ", "降级：%s。", c.Practices(down))
	}
	if most >= 0 && most == lowest && c.Comparable() && c.trend.Practices[most].Delta().Value > 0 {
		text += c.Say("%s gained most and was the lowest: the lowest tend to rise a little by chance alone.", "%s升得最多，原来也最低；最低的项目本来就容易回升一些。", c.Practice(most))
	}
	return text
}

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
	s.Blocks = append(s.Blocks, t, doc.Paragraph{Text: c.Say("Like for like: only criteria answered every time, under the last weights. Below, the last is compared with the first.", "同口径：只算每次都有答案的标准，按最后一次的权重。以下比较最后一次与第一次。")})
	return s
}

// moves keeps apart what the subject moved and what else did.
func (c *Change) moves() doc.Section {
	s := doc.Section{Heading: c.Say("Where the change comes from", "变化从哪里来")}
	old, new := c.trend.Old.Reported(), c.trend.New.Overall.Score
	if !old.OK || !new.OK {
		return s
	}
	t := doc.Table{Columns: []doc.Column{{Title: c.Say("Step", "环节"), Flexible: true},
		{Title: c.Say("Points", "分值"), Right: true}}}
	t.Rows = append(t.Rows, []string{c.scoreOf(c.trend.Old), c.fine(old)})
	for _, m := range c.steps(new.Value - old.Value) {
		t.Rows = append(t.Rows, []string{m.what, c.signedNumber(m.delta)})
	}
	t.Rows = append(t.Rows, []string{c.scoreOf(c.trend.New), c.fine(new)})
	s.Blocks = append(append(s.Blocks, t), c.rounding()...)
	return s
}

// move is one step from the earlier score to the present one, in points.
type move struct {
	what  string
	delta float64
}

// steps are what the whole difference is made of, or one that holds it all where nothing can be told apart.
func (c *Change) steps(whole float64) []move {
	m := c.trend.Moves
	if !m.OK {
		return []move{{c.Say("Cannot be told apart: nothing can be compared", "无从比较，分不出来源"), whole}}
	}
	steps := []move{
		{c.Say("Changes of the rubric", "评估标准的改动"), m.Rubric},
		{c.Say("Other stage or sector", "业务阶段或行业不同"), m.Stage},
		{c.Say("Answered only then, or other criteria apply now", "只在当时有答案，或适用的标准有变"), m.Dropped},
		{c.Say("What was assessed, like for like", "评估对象本身的变化（同口径）"), m.Subject},
		{c.Say("Answered only now", "现在才有答案"), m.Added},
	}
	if !c.trend.Old.IsRemade() {
		return steps[1:]
	}
	return steps
}

func (c *Change) changeHeads(first string) []doc.Column {
	return []doc.Column{{Title: first, Flexible: true}, {Title: c.trend.Old.Assessment.Date, Right: true},
		{Title: c.trend.New.Assessment.Date, Right: true}, {Title: c.Say("Change", "变化"), Right: true}}
}

func (c *Change) changedDimensions() doc.Section {
	s := doc.Section{Heading: c.Say("By dimension", "按维度")}
	t := doc.Table{Columns: c.changeHeads(c.Say("Dimension", "维度"))}
	for d, x := range c.trend.Dimensions {
		t.Rows = append(t.Rows, []string{c.Dimension(d), c.fine(x.Old), c.fine(x.New), c.arrow(x.Delta())})
	}
	s.Blocks = append(s.Blocks, t)
	return s
}

func (c *Change) changedPractices() doc.Section {
	s := doc.Section{Heading: c.Say("By practice", "按事项")}
	t := doc.Table{Columns: c.changeHeads(c.Say("Practice", "事项"))}
	levels := c.HasLevels()
	if levels {
		t.Columns = append(t.Columns, doc.Column{Title: c.Say("Level", "级别")})
	}
	for i := range c.trend.Practices {
		p := &c.trend.Practices[i]
		if !p.Old.OK || !p.New.OK {
			continue
		}
		row := []string{c.Practice(i), c.fine(p.Old), c.fine(p.New), c.arrow(p.Delta())}
		if levels {
			row = append(row, c.levels(p))
		}
		t.Rows = append(t.Rows, row)
	}
	if len(t.Rows) > 0 {
		text := c.Say("No practice is tested by itself: of many, some would seem to change by chance.", "不对单个事项做检验：事项一多，总有几项会碰巧显得有变化。")
		if levels {
			text = c.Say("A change within a level is no change in level. ", "级别以内的升降不算升降级。") + text
		}
		s.Blocks = append(s.Blocks, t, doc.Paragraph{Text: text})
	}
	return s
}

func (c *Change) levels(p *trend.PracticeChange) string {
	switch {
	case !p.OldLevel.OK || !p.NewLevel.OK:
		return number.None
	case p.OldLevel == p.NewLevel:
		return strconv.Itoa(p.NewLevel.Value)
	}
	return strconv.Itoa(p.OldLevel.Value) + " → " + strconv.Itoa(p.NewLevel.Value)
}

// followUp asks of every step of the old plan whether it shows.
func (c *Change) followUp() doc.Section {
	s := doc.Section{Heading: c.Say("The earlier plan", "上次的计划")}
	t := doc.Table{Columns: []doc.Column{{Title: c.Say("By day", "到第几天"), Right: true}, {Title: c.Say("Step", "步骤"), Flexible: true},
		{Title: c.Say("Level now", "现在级别"), Right: true}, {Title: c.Say("Does it show?", "见效了吗")}}}
	for _, f := range c.trend.FollowUp {
		level := number.None
		if f.Level.OK {
			level = strconv.Itoa(f.Level.Value)
		}
		t.Rows = append(t.Rows, []string{strconv.Itoa(f.Step.ToDay),
			c.Say("%s to level %d: %s", "%s到 %d 级：%s", c.Practice(f.Step.Practice), f.Step.To, c.Text(f.Step.Action.Text)), level, c.status(f.Status)})
	}
	if len(t.Rows) > 0 {
		text := c.Say("%[2]s between the two assessments.", "两次评估相隔 %[1]d 天。", c.trend.Days, say.Count(c.trend.Days, "1 day lies", "%d days lie"))
		if !c.trend.Old.IsPresent() {
			text = c.Say("These are the steps that the present rubric gives for the answers of then; the plan that was handed over may have had others. ", "这里的步骤是按现行标准从当时的答案得出的，与当时交付的计划可能不同。") + text
		}
		s.Blocks = append(s.Blocks, t, doc.Paragraph{Text: text})
	}
	return s
}

func (c *Change) status(s trend.Status) string {
	switch s {
	case trend.Shows:
		return c.Say("shows", "已见效")
	case trend.NotSeen:
		return c.Say("not yet", "未见效")
	case trend.NotDue:
		return c.Say("not due", "未到期")
	}
	return c.Say("cannot tell", "无法判断")
}

// scope says what makes the two differ besides the subject.
func (c *Change) scope() doc.Section {
	s := doc.Section{Heading: c.Say("What else differs", "还有哪些不同")}
	t, old, new := c.trend, c.trend.Old, c.trend.New
	var items []string
	add := func(is bool, text string) {
		if is {
			items = append(items, text)
		}
	}
	items = append(items, c.versions()...)
	add(old.Stage != new.Stage, c.Say("Stage: %s, now %s.", "业务阶段：原为 %s，现为 %s。", c.Stage(old.Stage), c.Stage(new.Stage)))
	add(old.Sector != new.Sector, c.Say("Sector: %s, now %s.", "行业：原为 %s，现为 %s。", c.Sector(old.Sector), c.Sector(new.Sector)))
	add(record.Depth(old.Assessment.Depth) != record.Depth(new.Assessment.Depth),
		c.Say("Depth: %s; now %s.", "深度：原为“%s”，现为“%s”。", c.Depth(old.Assessment.Depth), c.Depth(new.Assessment.Depth)))
	add(len(t.Raters.Left) > 0, c.Say("Raters who left: %s.", "不再评分的人：%s。", c.List(t.Raters.Left)))
	add(len(t.Raters.Joined) > 0, c.Say("Raters who joined: %s.", "新加入的评分人：%s。", c.List(t.Raters.Joined)))
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

// arrow is a change with the way it goes, which colour alone would not tell.
func (c *Change) arrow(v number.Value) string {
	text := c.signed(v)
	switch {
	case !v.OK:
		return number.None
	case text == c.zero():
		return "= " + text
	case v.Value > 0:
		return "▲ " + text
	}
	return "▼ " + text
}

func (c *Change) zero() string { return assess.Round(0, c.digits()) }

// signed is a change with its sign.
func (c *Change) signed(v number.Value) string {
	if !v.OK {
		return number.None
	}
	return c.signedNumber(v.Value)
}

func (c *Change) signedNumber(x float64) string { return number.Sign(x, c.digits()) }

// fine is a score with as many decimals as its change.
func (c *Change) fine(v number.Value) string {
	if !v.OK {
		return number.None
	}
	return assess.Round(v.Value, c.digits())
}

// digits is one more than scores are printed with: else 2.53 and 2.67 would read as 2.5, 2.7 and a change of 0.1.
func (c *Change) digits() int {
	return c.Result.Overall.Decimals + 1
}

// askedBothTimes says what was asked then and now.
func (c *Change) askedBothTimes(old, new *assess.Result) doc.Paragraph {
	then, now := c.Asked(old), c.Asked(new)
	if then == now {
		return doc.Paragraph{Text: c.Say("Depth both times: %s.", "两次的深度：%s。", now)}
	}
	return doc.Paragraph{Text: c.Say("Depth on %s: %s; on %s: %s.", "深度：%s 为%s；%s 为%s。", old.Assessment.Date, then, new.Assessment.Date, now)}
}
