package huhprompt

import (
	"fmt"
	"slices"
	"strconv"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"

	"fathom/assess/interview"
)

// fact asks for one fact before the first question.
type fact struct {
	interview.Field
	n     int // its place among the facts that are asked
	list  *choice
	text  string
	input *huh.Input
}

// askFact shows the n-th fact to ask, or begins when there is none left.
func (m *model) askFact(n int) {
	ask := m.start.Setup.Ask
	m.lang = m.start.Setup.Lang
	if n >= len(ask) {
		m.begin(m.start.Setup.Facts)
		return
	}
	f := &fact{Field: m.start.Setup.Field(ask[n]), n: n}
	if f.Choices == nil {
		f.text = f.Value
		f.input = huh.NewInput().Value(&f.text).Prompt("> ").CharLimit(200)
		f.input.WithTheme(m.style.theme())
		f.input.WithKeyMap(keyMap())
		f.input.Focus()
	} else {
		f.list = newChoice(m.style, slices.IndexFunc(f.Choices, func(c interview.Choice) bool { return c.ID == f.Value }))
		for i, c := range f.Choices {
			label := strconv.Itoa(i+1) + " " + c.Name
			f.list.options = append(f.list.options, option{key: strconv.Itoa(i + 1), label: label, text: c.Meaning})
		}
	}
	m.now = f
}

func (f *fact) head(m *model) []string {
	where := fmt.Sprintf(m.t("Before we start, %d of %d", "开始之前，%d/%d"), f.n+1, len(m.start.Setup.Ask))
	return append([]string{m.style.faint(where), m.style.strong(f.Title)}, wrapped(f.Help, m.text())...)
}

func (f *fact) field(m *model) field {
	if f.list != nil {
		return f.list
	}
	f.input.WithWidth(m.text())
	return f.input
}

func (f *fact) foot(m *model) []string {
	if f.list != nil {
		return keyLines(m.t("Up/Down or a digit, then Enter   Esc: back   Ctrl-C: quit", "↑↓ 或数字选，回车确定   Esc 返回   Ctrl-C 退出"), m.text())
	}
	return keyLines(m.t("Enter: go on   Esc: back   Ctrl-C: quit", "回车继续   Esc 返回   Ctrl-C 退出"), m.text())
}

func (f *fact) press(m *model, k tea.KeyMsg) {
	switch {
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

func (f *fact) set(m *model, value string) {
	if wrong := m.start.Setup.Set(m.start.Setup.Ask[f.n], value); wrong != "" {
		m.notice = wrong
		return
	}
	m.askFact(f.n + 1)
}
