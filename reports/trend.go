package reports

import (
	"math"
	"slices"
	"strconv"

	"fathom/assess"
	"fathom/assess/trend"
	"fathom/rubric/say"
)

// Trend is a comparison with earlier assessments, and what made their reading differ.
type Trend struct {
	*trend.Trend
	Series  []trend.Line // every assessment compared, the oldest first
	Renamed int          // answers that moved to another id since
	Gone    int          // answers that the rubric no longer asks for
	Changed int          // criteria whose text changed since: they are not compared

	Unchecked int // criteria of which nobody can tell whether their text changed: they are not compared either
}

// NewTrend builds the report on what changed between two assessments of a subject.
func NewTrend(t *Trend, digest string, lang say.Language) *Report {
	rep := Brief(t.New.Result, digest, lang)
	rep.trend = t
	b := rep.builder()
	rep.Title = b.Say("Change: %s", "变化：%s", b.subject())
	for _, s := range []Section{b.since(), b.series(), b.moves(), b.changedDimensions(), b.changedPractices(), b.followUp(), b.trendScope()} {
		if len(s.Blocks) > 0 {
			rep.Sections = append(rep.Sections, s)
		}
	}
	return rep.withOrigin(b)
}

// since says in words what changed since the earlier assessment.
func (b *builder) since() Section {
	t := b.trend
	if t == nil {
		return Section{}
	}
	old, new := t.Old.Assessment, t.New.Assessment
	s := Section{Heading: b.Say("Since %s", "自 %s 以来", old.Date)}
	if t.Criteria == 0 {
		s.Blocks = append(s.Blocks, Paragraph{Strong: true, Text: b.nothingAlike()})
		return s
	}
	s.Blocks = append(s.Blocks, Paragraph{Strong: true, Text: b.Say(
		"Like for like, over %[7]s answered on %[2]s and %[3]s, the score went from %[4]s to %[5]s (%[6]s).",
		"同口径比较（%[2]s 与 %[3]s 都有答案的 %[1]d 条标准）：得分从 %[4]s 到 %[5]s（%[6]s）。",
		t.Criteria, old.Date, new.Date, b.fine(t.Overall.Old), b.fine(t.Overall.New), b.signed(t.Overall.Delta()),
		say.Count(t.Criteria, "1 criterion", "%d criteria"))})
	s.Blocks = append(s.Blocks, b.askedBothTimes(t.Old.Result, t.New.Result), Paragraph{Text: b.certainty()})
	if better := b.improved(); better != "" {
		s.Blocks = append(s.Blocks, Paragraph{Text: better})
	}
	return s
}

// nothingAlike says why nothing is compared.
func (b *builder) nothingAlike() string {
	switch t := b.trend; {
	case t.Unchecked > 0:
		return b.Say("Nothing can be compared: answers come from another version of the rubric, and it cannot be told whether the texts that were rated then are the present ones.",
			"无从比较：有的答案出自评估标准的另一个版本，无法判断当时打分所依据的文字与现在是否相同。")
	case t.Changed > 0:
		return b.Say("Nothing can be compared: no criterion was answered both times by the same text.", "无从比较：没有一条标准两次都有答案而且文字相同。")
	}
	return b.Say("No criterion was answered both times, so nothing can be compared.", "没有一条标准两次都有答案，无从比较。")
}

// certainty says whether the change can be told from noise.
func (b *builder) certainty() string {
	r := b.trend.Raters
	switch r.Method {
	case trend.OneRater:
		return b.Say("One rater: cannot tell a change from noise.", "只有一位评分人，无法判断这是真变化还是波动。")
	case trend.Nameless:
		return b.Say("The votes are anonymous: there is no telling how the same raters changed.", "投票是匿名的，无法看出同一批评分人前后有何不同。")
	}
	iv := r.Interval
	if iv.Flat {
		return b.Say("All raters report %s.", "所有评分人报告的变化都是 %s。", b.signedNumber(iv.Mean))
	}
	who := b.Say("The same %d raters", "同样的 %d 位评分人", len(r.Same))
	if r.Method == trend.OtherRaters {
		who = b.Say("Different raters", "不同的评分人")
	}
	verdict := b.Say("a real change", "是真实变化")
	if !iv.Certain() {
		verdict = b.Say("it may be noise", "可能只是波动")
	}
	return b.Say("%s report %s on average, 95%% interval %s to %s: %s.", "%s平均报告 %s，95%% 区间 %s 至 %s：%s。",
		who, b.signedNumber(iv.Mean), b.signedNumber(iv.Low), b.signedNumber(iv.High), verdict)
}

// improved names the practices that reached another level. The lowest tend to rise by chance alone, which is said when the
// best gain is the lowest's.
func (b *builder) improved() string {
	var up, down []int
	lowest, most := -1, -1
	for i := range b.trend.Practices {
		p := &b.trend.Practices[i]
		d := p.Delta()
		if !d.OK {
			continue
		}
		if lowest < 0 || p.Old.Value < b.trend.Practices[lowest].Old.Value {
			lowest = i
		}
		if most < 0 || d.Value > b.trend.Practices[most].Delta().Value {
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
		text += b.Say("A level higher: %s. ", "升级：%s。", b.practices(up))
	}
	if len(down) > 0 {
		text += b.Say("A level lower: %s. ", "降级：%s。", b.practices(down))
	}
	if most >= 0 && most == lowest && b.comparable() && b.trend.Practices[most].Delta().Value > 0 {
		text += b.Say("%s gained most and was the lowest: the lowest tend to rise a little by chance alone.", "%s升得最多，原来也最低；最低的项目本来就容易回升一些。", b.practice(most))
	}
	return text
}

// series tables every assessment when there are more than two, each with its depth where not all were asked the same: what askedBothTimes
// says is of the first and the last.
func (b *builder) series() Section {
	s := Section{Heading: b.Say("Over time", "历次得分")}
	if len(b.trend.Series) < 3 {
		return s
	}
	versions := slices.ContainsFunc(b.trend.Series, func(l trend.Line) bool { return l.Version != b.r.Version })
	t := Table{Columns: []Column{{Title: b.Say("Date", "日期")}, {Title: b.Say("Score as reported", "当次得分"), Right: true}, {Title: b.Say("Like for like", "同口径得分"), Right: true}}}
	if versions {
		t.Columns[1].Title = b.Say("Score", "得分")
		t.Columns = append(t.Columns, Column{Title: b.Say("Scored by", "计分依据")})
	}
	depths := slices.ContainsFunc(b.trend.Series, func(l trend.Line) bool { return b.asked(l.Result) != b.asked(b.trend.New.Result) })
	if depths {
		t.Columns = append(t.Columns, Column{Title: b.Say("Depth", "深度")})
	}
	for _, l := range b.trend.Series {
		row := []string{l.Assessment.Date, b.fine(l.Reported()), b.fine(l.Alike)}
		if versions {
			row = append(row, b.madeWith(l.Round))
		}
		if depths {
			row = append(row, b.asked(l.Result))
		}
		t.Rows = append(t.Rows, row)
	}
	s.Blocks = append(s.Blocks, t, Paragraph{Text: b.Say("Like for like: only criteria answered every time, under the last weights. Below, the last is compared with the first.", "同口径：只算每次都有答案的标准，按最后一次的权重。以下比较最后一次与第一次。")})
	return s
}

// moves keeps apart what the subject moved and what else did.
func (b *builder) moves() Section {
	s := Section{Heading: b.Say("Where the change comes from", "变化从哪里来")}
	old, new := b.trend.Old.Reported(), b.trend.New.Overall.Score
	if !old.OK || !new.OK {
		return s
	}
	t := Table{Columns: []Column{{Title: b.Say("Step", "环节"), Flexible: true}, {Title: b.Say("Points", "分值"), Right: true}}}
	t.Rows = append(t.Rows, []string{b.scoreOf(b.trend.Old), b.fine(old)})
	for _, m := range b.steps(new.Value - old.Value) {
		t.Rows = append(t.Rows, []string{m.what, b.signedNumber(m.delta)})
	}
	t.Rows = append(t.Rows, []string{b.scoreOf(b.trend.New), b.fine(new)})
	s.Blocks = append(append(s.Blocks, t), b.rounding()...)
	return s
}

// move is one step from the earlier score to the present one, in points.
type move struct {
	what  string
	delta float64
}

// steps are what the whole difference is made of, or one that holds it all where nothing can be told apart.
func (b *builder) steps(whole float64) []move {
	m := b.trend.Moves
	if !m.OK {
		return []move{{b.Say("Cannot be told apart: nothing can be compared", "无从比较，分不出来源"), whole}}
	}
	steps := []move{
		{b.Say("Changes of the rubric", "评估标准的改动"), m.Rubric},
		{b.Say("Other stage or sector", "业务阶段或行业不同"), m.Stage},
		{b.Say("Answered only then, or other criteria apply now", "只在当时有答案，或适用的标准有变"), m.Dropped},
		{b.Say("What was assessed, like for like", "评估对象本身的变化（同口径）"), m.Subject},
		{b.Say("Answered only now", "现在才有答案"), m.Added},
	}
	if !b.trend.Old.IsRemade() {
		return steps[1:]
	}
	return steps
}

func (b *builder) changeHeads(first string) []Column {
	return []Column{{Title: first, Flexible: true}, {Title: b.trend.Old.Assessment.Date, Right: true}, {Title: b.trend.New.Assessment.Date, Right: true}, {Title: b.Say("Change", "变化"), Right: true}}
}

func (b *builder) changedDimensions() Section {
	s := Section{Heading: b.Say("By dimension", "按维度")}
	t := Table{Columns: b.changeHeads(b.Say("Dimension", "维度"))}
	for d, c := range b.trend.Dimensions {
		t.Rows = append(t.Rows, []string{b.dimension(d), b.fine(c.Old), b.fine(c.New), b.arrow(c.Delta())})
	}
	s.Blocks = append(s.Blocks, t)
	return s
}

func (b *builder) changedPractices() Section {
	s := Section{Heading: b.Say("By practice", "按事项")}
	t := Table{Columns: b.changeHeads(b.Say("Practice", "事项"))}
	levels := b.hasLevels()
	if levels {
		t.Columns = append(t.Columns, Column{Title: b.Say("Level", "级别")})
	}
	for i := range b.trend.Practices {
		p := &b.trend.Practices[i]
		if !p.Old.OK || !p.New.OK {
			continue
		}
		row := []string{b.practice(i), b.fine(p.Old), b.fine(p.New), b.arrow(p.Delta())}
		if levels {
			row = append(row, b.levels(p))
		}
		t.Rows = append(t.Rows, row)
	}
	if len(t.Rows) > 0 {
		text := b.Say("No practice is tested by itself: of many, some would seem to change by chance.", "不对单个事项做检验：事项一多，总有几项会碰巧显得有变化。")
		if levels {
			text = b.Say("A change within a level is no change in level. ", "级别以内的升降不算升降级。") + text
		}
		s.Blocks = append(s.Blocks, t, Paragraph{Text: text})
	}
	return s
}

// hasLevels tells whether any practice has levels.
func (b *builder) hasLevels() bool {
	return slices.ContainsFunc(b.res.Practices, func(p assess.Practice) bool { return p.Scale != nil })
}

func (b *builder) levels(p *trend.PracticeChange) string {
	switch {
	case !p.OldLevel.OK || !p.NewLevel.OK:
		return none
	case p.OldLevel == p.NewLevel:
		return strconv.Itoa(p.NewLevel.Value)
	}
	return strconv.Itoa(p.OldLevel.Value) + " → " + strconv.Itoa(p.NewLevel.Value)
}

// followUp asks of every step of the old plan whether it shows.
func (b *builder) followUp() Section {
	s := Section{Heading: b.Say("The earlier plan", "上次的计划")}
	t := Table{Columns: []Column{{Title: b.Say("By day", "到第几天"), Right: true}, {Title: b.Say("Step", "步骤"), Flexible: true}, {Title: b.Say("Level now", "现在级别"), Right: true}, {Title: b.Say("Does it show?", "见效了吗")}}}
	for _, f := range b.trend.FollowUp {
		level := none
		if f.Level.OK {
			level = strconv.Itoa(f.Level.Value)
		}
		t.Rows = append(t.Rows, []string{strconv.Itoa(f.Step.ToDay), b.Say("%s to level %d: %s", "%s到 %d 级：%s", b.practice(f.Step.Practice), f.Step.To, b.text(f.Step.Action.Text)), level, b.status(f.Status)})
	}
	if len(t.Rows) > 0 {
		text := b.Say("%[2]s between the two assessments.", "两次评估相隔 %[1]d 天。", b.trend.Days, say.Count(b.trend.Days, "1 day lies", "%d days lie"))
		if !b.trend.Old.IsPresent() {
			text = b.Say("These are the steps that the present rubric gives for the answers of then; the plan that was handed over may have had others. ", "这里的步骤是按现行标准从当时的答案得出的，与当时交付的计划可能不同。") + text
		}
		s.Blocks = append(s.Blocks, t, Paragraph{Text: text})
	}
	return s
}

func (b *builder) status(s trend.Status) string {
	switch s {
	case trend.Shows:
		return b.Say("shows", "已见效")
	case trend.NotSeen:
		return b.Say("not yet", "未见效")
	case trend.NotDue:
		return b.Say("not due", "未到期")
	}
	return b.Say("cannot tell", "无法判断")
}

// trendScope says what makes the two differ besides the subject.
func (b *builder) trendScope() Section {
	s := Section{Heading: b.Say("What else differs", "还有哪些不同")}
	t, old, new := b.trend, b.trend.Old, b.trend.New
	var items []string
	add := func(is bool, text string) {
		if is {
			items = append(items, text)
		}
	}
	items = append(items, b.versions()...)
	add(old.Stage != new.Stage, b.Say("Stage: %s, now %s.", "业务阶段：原为 %s，现为 %s。", b.stageName(old.Stage), b.stageName(new.Stage)))
	add(old.Sector != new.Sector, b.Say("Sector: %s, now %s.", "行业：原为 %s，现为 %s。", b.sectorName(old.Sector), b.sectorName(new.Sector)))
	add(depthWord(old.Assessment.Depth) != depthWord(new.Assessment.Depth), b.Say("Depth: %s; now %s.", "深度：原为“%s”，现为“%s”。", b.depth(old.Assessment.Depth), b.depth(new.Assessment.Depth)))
	add(len(t.Raters.Left) > 0, b.Say("Raters who left: %s.", "不再评分的人：%s。", b.List(t.Raters.Left)))
	add(len(t.Raters.Joined) > 0, b.Say("Raters who joined: %s.", "新加入的评分人：%s。", b.List(t.Raters.Joined)))
	add(t.Renamed > 0, b.Say("%[2]s moved with a criterion that has another id now.", "%[1]d 条答案随标准改名而转移。", t.Renamed, say.Count(t.Renamed, "1 answer", "%d answers")))
	add(t.Gone > 0, b.Say("%[2]s that the rubric no longer has.", "%[1]d 条答案对应的标准或级别已不在评估标准里。", t.Gone,
		say.Count(t.Gone, "1 answer is to a criterion or a level", "%d answers are to criteria or levels")))
	add(t.Changed > 0, b.Say("%[2]s not compared.", "%[1]d 条标准的文字已改，不作比较。", t.Changed,
		say.Count(t.Changed, "1 criterion has another text now and is", "%d criteria have another text now and are")))
	add(t.Unchecked > 0, b.Say("Of %[2]s not compared.", "有 %[1]d 条标准无法判断文字是否改过，不作比较。", t.Unchecked,
		say.Count(t.Unchecked, "1 criterion it cannot be told whether its text changed; it is", "%d criteria it cannot be told whether their text changed; they are")))
	if len(items) > 0 {
		s.Blocks = append(s.Blocks, List{Items: items})
	}
	return s
}

// depthWord is the word of the file format; a file without one is full.
func depthWord(s string) string {
	if s == "" {
		return "full"
	}
	return s
}

// arrow is a change with the way it goes, which colour alone would not tell.
func (b *builder) arrow(v Value) string {
	text := b.signed(v)
	switch {
	case !v.OK:
		return none
	case text == b.zero():
		return "= " + text
	case v.Value > 0:
		return "▲ " + text
	}
	return "▼ " + text
}

func (b *builder) zero() string { return assess.Round(0, b.digits()) }

// signed is a change with its sign.
func (b *builder) signed(v Value) string {
	if !v.OK {
		return none
	}
	return b.signedNumber(v.Value)
}

func (b *builder) signedNumber(x float64) string { return sign(x, b.digits()) }

// fine is a score with as many decimals as its change.
func (b *builder) fine(v Value) string {
	if !v.OK {
		return none
	}
	return assess.Round(v.Value, b.digits())
}

// digits is one more than scores are printed with: else 2.53 and 2.67 would read as 2.5, 2.7 and a change of 0.1.
func (b *builder) digits() int {
	return b.res.Overall.Decimals + 1
}

// sign rounds half away from zero, so that up and down look alike; zero has no sign.
func sign(x float64, digits int) string {
	text := assess.Round(math.Abs(x), digits)
	switch {
	case text == assess.Round(0, digits):
		return text
	case x < 0:
		return "−" + text
	}
	return "+" + text
}
