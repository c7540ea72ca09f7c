// Package change is the report on what changed between two assessments of a subject, like for like.
package change

import (
	"fathom/assess"
	"fathom/assess/trend"
	"fathom/reports/doc"
	"fathom/reports/names"
	"fathom/reports/number"
	"fathom/rubric/say"
)

// Change is the report on what changed between two assessments of a subject.
type Change struct {
	names.Scored
	trend *trend.History
	done  doc.Section // what done actions brought; empty where no list of them is at hand
}

// New prepares the report on what changed between two assessments of a subject.
func New(t *trend.History, digest string, lang say.Language) *Change {
	return &Change{Scored: names.Of(t.New.Result, digest, lang), trend: t}
}

// With adds what done actions brought: a section with a sentence and a table.
func (c *Change) With(done doc.Section) *Change {
	c.done = done
	return c
}

// Doc is the report to read: a first page for who reads one page, then the drawings, then the tables.
func (c *Change) Doc() *doc.Report {
	rep := doc.New(c.Language, c.title())
	rep.Date = c.trend.New.Assessment.Date
	rep.Add(c.WithView(c.lead()))
	rep.Add(c.changedDimensions(), c.changedPractices(), c.moves(), c.series(), c.changedCriteria(),
		c.followUp(), c.doneTable(), c.next(), c.scope(c.Say("How this was compared", "怎么比的"), c.inNumbers()...))
	return c.WithOrigin(rep)
}

func (c *Change) title() string { return c.Say("What changed: %s", "变化：%s", c.Heading()) }

// Details are the sections behind the summary: what moved the score, and how dimensions and practices changed.
func (c *Change) Details() []doc.Section {
	return []doc.Section{c.series(), c.moves(), c.changedDimensions(), c.changedPractices(), c.followUp(),
		c.scope(c.Say("What else differs", "还有哪些不同"))}
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
		"Like for like, over %[1]s answered on %[2]s and %[3]s, the score went from %[4]s to %[5]s (%[6]s).",
		"同口径比较（%[2]s 与 %[3]s 都有答案的，%[1]s）：得分从 %[4]s 到 %[5]s（%[6]s）。",
		c.ofCriteria(), old.Date, new.Date, c.fine(t.Overall.Old), c.fine(t.Overall.New), c.signed(t.Overall.Delta()))})
	s.Blocks = append(s.Blocks, c.askedBothTimes(t.Old.Result, t.New.Result), doc.Paragraph{Text: c.certainty()})
	s.Blocks = append(s.Blocks, c.largest()...)
	return s
}

// Headline says in a sentence or two how far the whole moved since then, and whether that is more than chance.
func (c *Change) Headline() string {
	return c.Say("Since %s: ", "自 %s 以来：", c.trend.Old.Assessment.Date) + c.headline()
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
