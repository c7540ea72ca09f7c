package huhprompt

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"

	"fathom/assess"
)

// kind is what a dialog's text is for.
type kind int

const (
	note kind = iota
	reason
	evidence
)

// dialog takes a text about the question in view. While it is typed it is saved every second: a reason that is not
// finished is kept behind the note.
type dialog struct {
	kind kind
	text string // huh writes it at every key
	kept string // as it was saved last
	area *huh.Text
	back screen
}

func newDialog(m *model, k kind) *dialog {
	d := &dialog{kind: k, back: m.now}
	switch answer := m.s.Card().Answer; {
	case k == reason:
		d.text = m.s.BeginReason()
	case k == evidence:
		d.text = strings.Join(answer.Evidence, "\n")
	case answer.Votes != nil: // what raters noted is theirs
		d.text = answer.Reason
	default:
		d.text = answer.Remark()
	}
	d.kept = d.text
	d.area = huh.NewText().Value(&d.text).CharLimit(assess.MaxText).ExternalEditor(false).ShowLineNumbers(false)
	d.area.WithTheme(m.style.theme())
	d.area.WithKeyMap(keyMap())
	d.area.Focus()
	return d
}

func (d *dialog) title(m *model) string {
	switch d.kind {
	case reason:
		return m.lang.Say("Why does it not apply?", "为什么不适用？")
	case evidence:
		return m.lang.Say("What evidence did you see? One piece a line", "看到了哪些证据？每行一条")
	}
	if m.s.Card().Talk != nil {
		return m.lang.Say("Why do you agree on this?", "为什么这样商定？")
	}
	return m.lang.Say("Note", "备注")
}

func (d *dialog) head(m *model) []string {
	return append(d.back.head(m), "", m.style.strong(d.title(m)))
}

func (d *dialog) field(m *model) field {
	d.area.WithWidth(m.text())
	d.area.WithHeight(max(min(m.height-10, 10), 3))
	return d.area
}

func (d *dialog) foot(m *model) []string {
	keys := m.lang.Say("Enter: done   Ctrl-J: new line   Esc: back, the text is kept", "回车完成   Ctrl-J 换行   Esc 返回，文字会保留")
	if d.kind == reason && m.s.Card().Talk != nil {
		keys = m.lang.Say("Enter: not applicable, for this reason   Ctrl-J: new line   Esc: back, the text is kept", "回车：以此为由记为不适用   Ctrl-J 换行   Esc 返回，文字会保留")
	} else if d.kind == reason {
		keys = m.lang.Say("Enter: not applicable, for this reason   Ctrl-J: new line   Esc: back, the text is kept as a note", "回车：以此为由记为不适用   Ctrl-J 换行   Esc 返回，文字留作备注")
	}
	if d.text != "" {
		keys += m.lang.Say("   Ctrl-U: clear the line", "   Ctrl-U 清空本行")
	}
	return keyLines(keys, m.text())
}

func (d *dialog) press(m *model, k tea.KeyMsg) {
	switch k.Type {
	case tea.KeyEnter:
		if k.Alt {
			break
		}
		d.finish(m)
		return
	case tea.KeyEsc:
		if d.keep(m); m.notice == "" {
			m.comeBack(d.back)
		}
		return
	}
	updated, _ := d.area.Update(k)
	d.area = updated.(*huh.Text)
}

// finish takes the text for what it was asked for.
func (d *dialog) finish(m *model) {
	if d.kind == reason {
		err := m.s.NotApplicable(d.text)
		if m.tell(err); err == nil {
			m.show()
		}
		return
	}
	err := d.set(m)
	if m.tell(err); err == nil {
		m.comeBack(d.back)
	}
}

func (d *dialog) set(m *model) error {
	switch d.kind {
	case evidence:
		return m.s.SetEvidence(d.text)
	case reason:
		return m.s.DraftReason(d.text)
	}
	return m.s.SetNote(d.text)
}

// keep saves what is typed so far. A reason cannot become empty; then the old one stays.
func (d *dialog) keep(m *model) {
	if d.text == d.kept {
		return
	}
	card := m.s.Card()
	isReason := d.kind == reason || d.kind == note && card.Talk != nil
	if strings.TrimSpace(d.text) == "" && card.NotApplicable() && isReason {
		return
	}
	if err := d.set(m); err != nil {
		m.tell(err)
		return
	}
	d.kept = d.text
}
