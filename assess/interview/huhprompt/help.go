package huhprompt

import (
	tea "github.com/charmbracelet/bubbletea"

	"fathom/rubric/width"
)

// help tells how to rate and lists the keys. Any key but those that scroll leads back.
type help struct {
	list *choice
	back screen
}

func newHelp(m *model, back screen) *help {
	h := &help{list: newChoice(m.style, -1), back: back}
	if how := m.s.Rating(); how != "" {
		h.list.before = []string{how, ""}
	}
	if how := m.s.HowToAgree(); how != "" {
		h.list.before = append([]string{how, ""}, h.list.before...)
	}
	for _, k := range keysOf(m) {
		h.list.before = append(h.list.before, width.Pad(k[0], 12)+k[1])
	}
	return h
}

// keysOf are the keys and what they do.
func keysOf(m *model) [][2]string {
	keys := [][2]string{
		{"0-9", m.lang.Say("move to that level; Up and Down do it too", "移到该级别，↑↓ 也可以")},
		{m.lang.Say("Enter", "回车"), m.lang.Say("answer, and go on to the next question", "作答，并到下一题")},
		{m.lang.Say("Left, b", "←、b"), m.lang.Say("back to the question before", "上一题")},
		{m.lang.Say("Right, s", "→、s"), m.lang.Say("skip: the question stays open", "跳过：这一题仍算未答")},
		{"n", m.lang.Say("not applicable, with a reason", "不适用，须写理由")},
		{"?", m.lang.Say("don't know", "不知道")},
		{m.lang.Say("t, e, c", "t、e、c"), m.lang.Say("note, evidence seen, how sure you are", "备注、看到的证据、把握多大")},
		{"x", m.lang.Say("take the answer back", "收回答案")},
		{"u", m.lang.Say("next open question", "下一个未答的题")},
		{"g", m.lang.Say("go to any question", "跳到任意一题")},
		{m.lang.Say("PgDn, PgUp", "PgDn、PgUp"), m.lang.Say("scroll", "翻页")},
		{"q", m.lang.Say("save and quit; come back at any time", "保存并退出，随时可以接着答")},
	}
	if m.s.IsConsensus() {
		keys[5] = [2]string{"?", m.lang.Say("nobody knows", "没人知道")}
		keys[6] = [2]string{m.lang.Say("t, e", "t、e"), m.lang.Say("why you agree, evidence seen", "商定的理由、看到的证据")}
		keys = append(keys, [2]string{"v", m.lang.Say("show who voted what, or hide it", "显示或隐藏谁评了几级")})
	}
	return keys
}

func (h *help) head(m *model) []string {
	return []string{m.style.strong(m.lang.Say("How to rate, and the keys", "怎么评，用哪些键"))}
}

func (h *help) field(*model) field { return h.list }

func (h *help) foot(m *model) []string {
	return keyLines(m.lang.Say("Any key: to the question   PgDn: scroll", "任意键：回到题目   PgDn 翻页"), m.text())
}

func (h *help) press(m *model, k tea.KeyMsg) {
	switch k.String() {
	case "pgdown", "pgup", "up", "down":
		h.list.press(k)
		h.list.cursor = -1
	default:
		m.now = h.back
	}
}
