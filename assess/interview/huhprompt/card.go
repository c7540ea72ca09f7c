package huhprompt

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"fathom/assess"
	"fathom/assess/interview"
	"fathom/rubric/say"
)

// card is the screen of one question.
type card struct {
	interview.Card
	levels *choice  // or what can be ticked; see ticks.go
	ticked []bool   // of the items, as they stand on the screen
	chosen bool     // something was ticked here, or taken back
	below  []string // what the paragraphs below the levels are, in a word
}

func newCard(m *model) *card {
	c := &card{Card: m.s.Card(), levels: newChoice(m.style, -1)}
	if len(c.Items) > 0 {
		c.layItems(m)
	} else {
		c.layLevels(m)
	}
	if len(c.Evidence) > 0 {
		c.add(m.lang.Say("what to look for", "看什么证据"), m.lang.Say("Look for: ", "看什么证据："), strings.Join(c.Evidence, m.lang.Say("; ", "；")))
	}
	if c.Before != "" {
		c.add(m.lang.Say("last time's answer", "上次的答案"), "", c.Before)
	}
	c.levels.brief = 1 + len(c.below) // these are in view with the levels
	c.addRemarks(m)
	return c
}

// layLevels makes the levels what is chosen from.
func (c *card) layLevels(m *model) {
	labels := c.labels(m)
	for i, l := range c.Levels {
		o := option{label: labels[i], text: l.Text}
		if l.Level >= 0 && l.Level <= 9 {
			o.key = strconv.Itoa(l.Level)
		}
		c.levels.options = append(c.levels.options, o)
	}
	if c.Answer.Given && c.Answer.State == assess.Answered {
		c.levels.cursor = slices.IndexFunc(c.Levels, func(l interview.Level) bool { return l.Level == c.Answer.Level })
	}
}

// add puts a paragraph below the levels.
func (c *card) add(what, label, text string) {
	c.below, c.levels.after = append(c.below, what), append(c.levels.after, label+text)
}

// addRemarks adds what was said besides the level.
func (c *card) addRemarks(m *model) {
	if c.BeforeNote != "" {
		c.add(m.lang.Say("last time's note", "上次的备注"), "", c.BeforeNote)
	}
	if c.Talk != nil {
		c.addTalk(m)
	} else {
		c.addNotes(m)
	}
	if len(c.Answer.Evidence) > 0 {
		c.add(m.lang.Say("the evidence seen", "已看到的证据"), m.lang.Say("Evidence seen: ", "已看到的证据："),
			strings.Join(c.Answer.Evidence, m.lang.Say("; ", "；")))
	}
	if c.Answer.Confidence != "" && c.Talk == nil {
		c.add(m.lang.Say("the confidence", "把握程度"), m.lang.Say("Confidence: ", "把握程度："), confidenceName(m, c.Answer.Confidence))
	}
}

// addNotes adds why the criterion does not apply, and the note.
func (c *card) addNotes(m *model) {
	if c.NotApplicable() {
		c.add(m.lang.Say("the reason", "理由"), m.lang.Say("Why it does not apply: ", "不适用的理由："), c.Answer.Why())
	}
	if note := c.Answer.Remark(); note != "" {
		c.add(m.lang.Say("the note", "备注"), m.lang.Say("Note: ", "备注："), note)
	}
}

// hidden says which levels are out of sight or, when all are in view, what else is.
func (c *card) hidden(m *model, v view) string {
	if len(c.Items) > 0 {
		return c.hiddenItems(m, v)
	}
	above, below := c.Levels[v.above.from:v.above.to], c.Levels[v.below.from:v.below.to]
	rest := c.below[v.after:]
	switch {
	case len(above) > 0 && len(below) > 0:
		return m.lang.Say("%[3]s %[1]s above, %[2]s below", "上面有 %[1]s 级，下面有 %[2]s 级", levelRange(m, above), levelRange(m, below),
			levelWord(above))
	case len(above) > 0:
		return m.lang.Say("%s %s above (PgUp)", "上面还有 %[2]s 级（PgUp）", levelWord(above), levelRange(m, above))
	case len(below) > 0:
		return m.lang.Say("%s %s below (PgDn)", "下面还有 %[2]s 级（PgDn）", levelWord(below), levelRange(m, below))
	case len(rest) > 0:
		return m.lang.Say("%s below (PgDn)", "下面还有%s（PgDn）", m.lang.List(rest))
	case v.short:
		return m.lang.Say("A digit or Up/Down shows a level in full.", "按数字或 ↑↓ 看某一级的全文。")
	}
	return ""
}

func levelWord(some []interview.Level) string { return say.Agree(len(some), "level", "levels") }

// levelRange names levels that follow each other.
func levelRange(m *model, some []interview.Level) string {
	first, last := strconv.Itoa(some[0].Level), strconv.Itoa(some[len(some)-1].Level)
	switch len(some) {
	case 1:
		return first
	case 2:
		return first + m.lang.Say("–", "、") + last
	}
	return first + "–" + last
}

func (c *card) head(m *model) []string {
	number := fmt.Sprintf("%d/%d", c.Number, c.Total)
	lines := []string{m.style.faint(place(number, c.Part, c.Dimension, c.Practice, m.text()))}
	for _, title := range wrapped(ofFirm(c.Member, c.Title(m.lang), m.text()), m.text()) {
		lines = append(lines, m.style.strong(title))
	}
	return lines
}

// ofFirm is what is rated, behind the firm where it is of one: on every screen, however narrow.
func ofFirm(firm, title string, cells int) string {
	if firm == "" {
		return title
	}
	return fit(firm, cells/2) + " · " + title
}

// field is the list of levels, laid out for the width of the moment.
func (c *card) field(m *model) field {
	labels := c.itemLabels()
	if len(c.Items) == 0 {
		labels = c.labels(m)
	}
	for i, label := range labels {
		c.levels.options[i].label = label
	}
	return c.levels
}

func (c *card) foot(m *model) []string {
	var lines []string
	if c.Talk != nil {
		lines = c.talkLines(m)
	}
	if said := c.soFar(m); said != "" {
		lines = append(lines, wrapped(said, m.text())...)
	}
	if m.s.IsConsensus() {
		return append(lines, keyLines(c.roomKeys(m), m.text())...)
	}
	if len(c.Items) > 0 {
		return append(lines, c.tickLines(m)...)
	}
	keys := m.lang.Say("Digit, Enter: answer   Left: back   Right: skip   n: N/A   ?: don't know   t: note   h: all keys   q: quit",
		"按数字再回车作答   ← 上一题   → 跳过   n 不适用   ? 不知道   t 备注   h 全部按键   q 退出")
	return append(lines, keyLines(keys, m.text())...)
}

// soFar says what is kept of this question: the answer, and that there is more than a level.
func (c *card) soFar(m *model) string {
	besides := c.besides(m)
	switch {
	case c.Changed && c.Settled:
		return m.lang.Say("The text changed after this was answered. Look again, and answer to confirm: ", "作答之后文字有改动，请再看一遍并作答确认：") +
			m.s.AnswerText(m.s.Here().Criterion) + besides
	case c.Settled && m.s.IsConsensus():
		return m.lang.Say("Agreed: ", "已商定：") + m.s.AnswerText(m.s.Here().Criterion) + besides
	case c.Settled:
		return m.lang.Say("Answer so far: ", "目前的答案：") + m.s.AnswerText(m.s.Here().Criterion) + besides
	case besides != "" && m.s.IsConsensus():
		return m.lang.Say("Nothing agreed yet", "尚未商定") + besides
	case besides != "":
		return m.lang.Say("No level yet", "尚未作答") + besides
	}
	return ""
}

// besides names what is kept besides the answer; it may be out of sight. The reason why a criterion does not apply is
// part of that answer.
func (c *card) besides(m *model) string {
	var out []string
	switch {
	case c.Talk != nil && c.Answer.Reason != "" && !c.NotApplicable():
		out = append(out, m.lang.Say("reason", "理由"))
	case c.Talk == nil && c.Answer.Remark() != "":
		out = append(out, m.lang.Say("note", "备注"))
	}
	if len(c.Answer.Evidence) > 0 {
		out = append(out, m.lang.Say("evidence", "证据"))
	}
	if c.Answer.Confidence != "" && c.Talk == nil {
		out = append(out, m.lang.Say("confidence", "把握程度"))
	}
	if len(out) == 0 {
		return ""
	}
	return m.lang.Say(" + %s", "（另有%s）", m.lang.List(out))
}

func (c *card) press(m *model, k tea.KeyMsg) {
	if len(c.Items) > 0 && c.pressItem(m, k) {
		return
	}
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
	case "v":
		if c.Talk != nil && c.Talk.HasNames {
			m.s.ShowNames()
			m.comeBack(c)
			return
		}
		m.navigate(k)
	case "c":
		if m.s.IsConsensus() {
			m.notice = m.lang.Say("How sure one is, each rater says alone, not the group.", "把握多大由各人自己填，小组商定时不填。")
			return
		}
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
