package huhprompt

import (
	"strconv"

	tea "github.com/charmbracelet/bubbletea"

	"fathom/rubric/say"
)

// This file is about the card of a checklist: what holds is ticked, and Enter answers with all of it.

// layItems makes the items what is chosen from, and says below what ticking them makes.
func (c *card) layItems(m *model) {
	for i, it := range c.Items {
		o := option{text: it.Text}
		if it.Help != "" {
			o.text += m.lang.Say(" (%s)", "（%s）", it.Help)
		}
		if i < 9 {
			o.key = strconv.Itoa(i + 1)
		}
		c.levels.options = append(c.levels.options, o)
		c.ticked = append(c.ticked, it.Ticked)
	}
	for i, label := range c.itemLabels() {
		c.levels.options[i].label = label
	}
	for _, l := range c.Levels {
		c.add(m.lang.Say("the levels", "各级"), m.lang.Say("Level %d: ", "%d 级：", l.Level), levelWords(m, l.Name, l.Text))
	}
}

// levelWords are a level's name, and its text where there is one.
func levelWords(m *model, name, text string) string {
	switch {
	case text == "":
		return name
	case name == "":
		return text
	}
	return m.lang.Say("%s: %s", "%s：%s", name, text)
}

// itemLabels are what stands before the texts of the items: whether they are ticked, and their numbers.
func (c *card) itemLabels() []string {
	out := make([]string, len(c.Items))
	for i := range c.Items {
		mark := "[ ] "
		if c.ticked[i] {
			mark = "[x] "
		}
		out[i] = mark + strconv.Itoa(i+1)
	}
	return out
}

// tickLines say what the ticks on the screen mean, and the keys.
func (c *card) tickLines(m *model) []string {
	var lines []string
	if c.chosen {
		now := m.lang.Say("Ticked here, with Enter: ", "按现在的勾选，回车后为：") + m.s.Means(c.places())
		lines = wrapped(now, m.text())
	}
	keys := m.lang.Say("Digit or Space: tick   0: none   Enter: answer   Left: back   Right: skip   n: N/A   ?: don't know   t: note   h: all keys   q: quit",
		"数字或空格：勾选   0 都不符合   回车：作答   ← 上一题   → 跳过   n 不适用   ? 不知道   t 备注   h 全部按键   q 退出")
	return append(lines, keyLines(keys, m.text())...)
}

// places are what is ticked on the screen.
func (c *card) places() []int {
	out := []int{}
	for i, on := range c.ticked {
		if on {
			out = append(out, i)
		}
	}
	return out
}

// pressItem handles the keys that tick and answer; it reports false for the others.
func (c *card) pressItem(m *model, k tea.KeyMsg) bool {
	switch key := narrow(k.String()); {
	case key == "0":
		c.tickNone()
	case key == " ":
		if c.levels.cursor < 0 {
			m.notice = m.lang.Say("Up or Down first: Space ticks the line under the cursor.", "先用 ↑↓ 选一行，再按空格勾选。")
			return true
		}
		c.toggle(c.levels.cursor)
	case k.Type == tea.KeyEnter || key == "ctrl+j":
		if !c.chosen && c.Answer.Ticked == nil {
			m.notice = m.lang.Say("Nothing ticked yet: tick what holds, or 0 if none of it does, then Enter.", "还没有勾选：请勾选符合的各项，都不符合按 0，再按回车。")
			return true
		}
		m.settled(m.s.Tick(c.places()))
	case len(key) == 1 && key[0] >= '1' && key[0] <= '9':
		if i := int(key[0] - '1'); i < len(c.Items) {
			c.levels.set(i)
			c.toggle(i)
		}
	default:
		return false
	}
	return true
}

// toggle ticks an item or takes it back; what says that nothing else holds, and the others, take each other back.
func (c *card) toggle(i int) {
	c.ticked[i], c.chosen = !c.ticked[i], true
	for k := range c.ticked {
		if k != i && c.ticked[i] && (c.Items[i].Alone || c.Items[k].Alone) {
			c.ticked[k] = false
		}
	}
}

// tickNone takes all ticks back, or ticks the one item that says so.
func (c *card) tickNone() {
	clear(c.ticked)
	c.chosen = true
	for i := range c.Items {
		if c.Items[i].Alone {
			c.ticked[i] = true
			return
		}
	}
}

// hiddenItems says which items are out of sight.
func (c *card) hiddenItems(m *model, v view) string {
	above, below := v.above.to-v.above.from, v.below.to-v.below.from
	switch {
	case above > 0 && below > 0:
		return m.lang.Say("%[1]d above, %[2]d below", "上面还有 %[1]d 项，下面还有 %[2]d 项", above, below)
	case above > 0:
		return m.lang.Say("%[2]s above (PgUp)", "上面还有 %[1]d 项（PgUp）", above, say.Count(above, "1 item", "%d items"))
	case below > 0:
		return m.lang.Say("%[2]s below (PgDn)", "下面还有 %[1]d 项（PgDn）", below, say.Count(below, "1 item", "%d items"))
	case v.after < len(c.below):
		return m.lang.Say("more below (PgDn)", "下面还有内容（PgDn）")
	}
	return ""
}
