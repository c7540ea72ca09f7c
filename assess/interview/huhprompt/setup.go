package huhprompt

import (
	"slices"
	"strconv"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"

	"fathom/assess/interview"
)

// fact asks one question of a form.
type fact struct {
	interview.Field
	n     int // its place in the form
	list  *choice
	text  string
	input *huh.Input
}

// askFact shows the n-th question of the form, or goes on when there is none left.
func (m *model) askFact(n int) {
	m.lang = m.form.Language()
	if n >= m.form.Len() {
		m.filled()
		return
	}
	f := &fact{Field: m.form.Field(n), n: n}
	if f.Choices == nil {
		f.text = f.Value
		f.input = huh.NewInput().Value(&f.text).Prompt("> ").CharLimit(200)
		f.input.WithTheme(m.style.theme())
		f.input.WithKeyMap(keyMap())
		f.input.Focus()
	} else {
		f.list = newChoice(m.style, slices.IndexFunc(f.Choices,
			func(c interview.Choice) bool { return c.ID == f.Value }))
		for i, c := range f.Choices {
			label := strconv.Itoa(i+1) + " " + c.Name
			f.list.options = append(f.list.options, option{key: strconv.Itoa(i + 1), label: label, text: c.Meaning})
		}
	}
	m.now = f
}

func (f *fact) head(m *model) []string {
	where := m.lang.Say("%s, %d of %d", "%s，%d/%d", m.form.Heading(), f.n+1, m.form.Len())
	lines := []string{m.style.faint(fit(where, m.text()))}
	for _, line := range wrapped(f.Title, m.text()) {
		lines = append(lines, m.style.strong(line))
	}
	return append(lines, wrapped(f.Help, m.text())...)
}

func (f *fact) field(m *model) field {
	if f.list != nil {
		return f.list
	}
	f.input.WithWidth(m.text())
	return f.input
}

func (f *fact) foot(m *model) []string {
	keys, out := m.lang.Say("Enter: go on", "回车继续"), m.lang.Say("Esc: back   Ctrl-C: quit", "Esc 返回   Ctrl-C 退出")
	if f.list != nil {
		keys = m.lang.Say("Up/Down or a digit, then Enter", "↑↓ 或数字选，回车确定")
	} else if f.Value != "" {
		keys += m.lang.Say("   Ctrl-U: clear", "   Ctrl-U 清空")
	}
	if f.leaves(m) {
		out = m.lang.Say("Esc: leave", "Esc 退出")
		if f.list != nil {
			out = m.lang.Say("q: leave", "q 退出")
		}
	}
	return keyLines(keys+"   "+out, m.text())
}

func (f *fact) press(m *model, k tea.KeyMsg) {
	switch {
	case f.leaves(m) && (k.Type == tea.KeyEsc || f.list != nil && narrow(k.String()) == "q"):
		m.end(interview.ErrAborted)
	case k.Type == tea.KeyEsc && f.n == 0 && m.s != nil: // a form among the questions
		m.s.Back()
		m.show()
	case k.Type == tea.KeyEsc:
		m.askFact(max(f.n-1, 0))
	case f.list != nil:
		if f.list.press(k) && f.list.done {
			f.set(m, f.Choices[f.list.cursor].ID)
		}
	case k.Type == tea.KeyEnter, k.Type == tea.KeyCtrlJ:
		f.set(m, f.text)
	default:
		updated, _ := f.input.Update(k)
		f.input = updated.(*huh.Input)
	}
}

// leaves reports whether Esc ends the program: at the first question of a form that nothing follows.
func (f *fact) leaves(m *model) bool { return f.n == 0 && m.start.Begin == nil }

func (f *fact) set(m *model, value string) {
	if wrong := m.form.Set(f.n, value); wrong != "" {
		m.notice = wrong
		return
	}
	m.askFact(f.n + 1)
}
