package huhprompt

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"fathom/assess"
	"fathom/assess/interview"
)

// card is the screen of one question.
type card struct {
	interview.Card
	levels *choice
}

func newCard(m *model) *card {
	c := &card{Card: m.s.Card(), levels: newChoice(m.style, -1)}
	for _, l := range c.Levels {
		o := option{label: strconv.Itoa(l.Level) + " " + l.Name, text: l.Text}
		if l.Level >= 0 && l.Level <= 9 {
			o.key = strconv.Itoa(l.Level)
		}
		c.levels.options = append(c.levels.options, o)
	}
	if c.Answer.Given && c.Answer.State == assess.Answered {
		c.levels.cursor = slices.IndexFunc(c.Levels, func(l interview.Level) bool { return l.Level == c.Answer.Level })
	}
	if len(c.Evidence) > 0 {
		c.levels.before = []string{m.lang.Say("Look for: ", "看证据：") + strings.Join(c.Evidence, m.lang.Say("; ", "；"))}
	}
	c.levels.after = c.remarks(m)
	return c
}

// remarks are what was said besides the level.
func (c *card) remarks(m *model) []string {
	var out []string
	if c.Before != "" {
		out = append(out, c.Before)
	}
	if c.Answer.Note != "" {
		label := m.lang.Say("Note: ", "备注：")
		if c.Answer.State == assess.NotApplicable {
			label = m.lang.Say("Why it does not apply: ", "不适用的理由：")
		}
		out = append(out, label+c.Answer.Note)
	}
	if len(c.Answer.Evidence) > 0 {
		out = append(out, m.lang.Say("Evidence seen: ", "已看到的证据：")+strings.Join(c.Answer.Evidence, m.lang.Say("; ", "；")))
	}
	if c.Answer.Confidence != "" {
		out = append(out, m.lang.Say("Confidence: ", "把握：")+confidenceName(m, c.Answer.Confidence))
	}
	return out
}

func (c *card) head(m *model) []string {
	where := []string{fmt.Sprintf("%d/%d", c.Number, c.Total)}
	for _, s := range []string{c.Dimension, c.Practice, c.Part} {
		if s != "" {
			where = append(where, s)
		}
	}
	line := strings.Join(where, " · ")
	if c.Part != "" && len(wrapped(line, m.text())) > 1 {
		line = strings.Join(where[:len(where)-1], " · ")
	}
	lines := []string{m.style.faint(fit(line, m.text()))}
	for _, title := range wrapped(c.Title(m.lang), m.text()) {
		lines = append(lines, m.style.strong(title))
	}
	return lines
}

func (c *card) field(*model) field { return c.levels }

func (c *card) foot(m *model) []string {
	var lines []string
	if c.Votes != "" {
		lines = wrapped(m.lang.Say("Votes: ", "投票：")+c.Votes, m.text())
	}
	switch {
	case c.Changed && c.Settled:
		lines = append(lines, wrapped(m.lang.Say("The text changed after this was answered. Look again, and answer to confirm: ", "作答之后文字有改动，请再看一遍并作答确认：")+m.s.AnswerText(m.s.Here().Criterion), m.text())...)
	case c.Settled:
		lines = append(lines, wrapped(m.lang.Say("Answer so far: ", "目前的答案：")+m.s.AnswerText(m.s.Here().Criterion), m.text())...)
	}
	keys := m.lang.Say("Digit, Enter: answer   Left: back   Right: skip   n: N/A   ?: don't know   t: note   h: all keys   q: quit",
		"按数字再回车作答   ← 上一题   → 跳过   n 不适用   ? 不知道   t 备注   h 全部按键   q 退出")
	return append(lines, keyLines(keys, m.text())...)
}

func (c *card) press(m *model, k tea.KeyMsg) {
	if c.levels.press(k) {
		if c.levels.done {
			c.levels.done = false
			m.settled(m.s.Answer(c.Levels[c.levels.cursor].Level))
		} else if k.Type == tea.KeyEnter {
			m.notice = m.lang.Say("Nothing chosen yet: a digit or the arrows, then Enter.", "还没有选：先按数字或方向键，再按回车。")
		}
		return
	}
	switch narrow(k.String()) {
	case "?":
		m.settled(m.s.DontKnow())
	case "n":
		m.now = newDialog(m, reason)
	case "t":
		m.now = newDialog(m, note)
	case "e":
		m.now = newDialog(m, evidence)
	case "c":
		m.now = newConfidence(m)
	case "x":
		m.tell(m.s.Clear())
		m.show()
	default:
		m.navigate(k)
	}
}

// settled goes on after an answer, or stays and says why it is not kept.
func (m *model) settled(err error) {
	m.tell(err)
	m.show()
}

// navigate handles the keys that cards and summaries share.
func (m *model) navigate(k tea.KeyMsg) {
	switch narrow(k.String()) {
	case "left", "shift+tab", "b", "esc":
		m.s.Back()
	case "right", "tab", "s":
		m.s.Next()
	case "u":
		m.s.NextOpen()
	case "g":
		m.now = newJump(m)
		return
	case "h":
		m.now = newHelp(m, m.now)
		return
	case "q":
		m.end(m.s.Save())
		return
	default:
		m.notice = m.lang.Say("No such key here; h shows the keys.", "这里没有这个按键；h 可查看按键。")
		return
	}
	m.show()
}
