package huhprompt

import (
	"strconv"
	"strings"

	"fathom/rubric/width"
)

// This file is about the card of a panel that agrees.

// labels are what stands before the texts of the levels: the number and the name and, where there are votes, a bar of
// them.
func (c *card) labels(m *model) []string {
	out := make([]string, len(c.Levels))
	names, most := 0, 0
	for i, l := range c.Levels {
		out[i] = strconv.Itoa(l.Level) + " " + l.Name
		names, most = max(names, width.Of(out[i])), max(most, l.Votes)
	}
	if c.Talk == nil {
		return out
	}
	longest := 8
	if m.text() < 76 {
		longest = 5
	}
	cells := min(most, longest)
	for i, l := range c.Levels {
		bar := ""
		if l.Votes > 0 {
			bar = strings.Repeat("█", max(1, (l.Votes*cells+most/2)/most)) + " " + strconv.Itoa(l.Votes)
		}
		out[i] = width.Pad(out[i], names) + " " + width.Pad(bar, cells+1+len(strconv.Itoa(most)))
	}
	return out
}

// addTalk adds why the panel agrees, and what its raters noted.
func (c *card) addTalk(m *model) {
	switch {
	case c.Answer.Reason == "":
	case c.NotApplicable():
		c.add(m.lang.Say("the reason", "理由"), m.lang.Say("Why it does not apply: ", "不适用的理由："), c.Answer.Reason)
	default:
		c.add(m.lang.Say("the reason", "理由"), m.lang.Say("Why we agree: ", "商定的理由："), c.Answer.Reason)
	}
	if c.Answer.Note != "" {
		c.add(m.lang.Say("the raters' notes", "评分人的备注"), m.lang.Say("Raters' notes: ", "评分人的备注："),
			strings.ReplaceAll(c.Answer.Note, "\n", m.lang.Say("; ", "；")))
	}
}

// talkLines say why this is on the list, where the votes stand, who speaks first, and how much time is left.
func (c *card) talkLines(m *model) []string {
	t, semicolon := c.Talk, m.lang.Say("; ", "；")
	var facts []string
	add := func(label, text string) {
		if text != "" {
			facts = append(facts, label+text)
		}
	}
	add(m.lang.Say("Why: ", "原因："), t.Why)
	add(m.lang.Say("median ", "中位数 "), t.Median)
	add("", t.Others)
	lines := wrapped(strings.Join(facts, semicolon), m.text())
	if t.Names != "" {
		lines = append(lines, wrapped(m.lang.Say("Votes: ", "投票：")+t.Names, m.text())...)
	}
	facts = nil
	add(m.lang.Say("Speak first: ", "先请发言："), t.First)
	add("", m.s.TimeLeft())
	if len(facts) > 0 {
		lines = append(lines, wrapped(strings.Join(facts, semicolon), m.text())...)
	}
	return lines
}

// roomKeys are the keys that a room needs.
func (c *card) roomKeys(m *model) string {
	keys := m.lang.Say("Digit, Enter: agreed   t: why   n: N/A   ?: nobody knows   Left: back   Right: skip",
		"按数字再回车：商定   t 理由   n 不适用   ? 没人知道   ← 上一题   → 跳过")
	if c.Talk != nil && c.Talk.HasNames {
		keys += m.lang.Say("   v: names", "   v 姓名")
	}
	return keys + m.lang.Say("   h: all keys   q: quit", "   h 全部按键   q 退出")
}
