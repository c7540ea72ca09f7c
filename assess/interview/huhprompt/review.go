package huhprompt

import (
	"fmt"
	"strconv"

	tea "github.com/charmbracelet/bubbletea"

	"fathom/assess"
	"fathom/assess/interview"
	"fathom/rubric/safe"
	"fathom/rubric/width"
)

// review is the summary after a dimension, and at the end of all.
type review struct {
	interview.Review
	list *choice
	on   option // goes on, or finishes
	end  bool
}

func newReview(m *model) *review {
	r := &review{Review: m.s.Review(), list: newChoice(m.style, 0), end: m.s.Here().Kind == interview.End}
	if r.Question != "" {
		r.list.before = append(r.list.before, r.Question)
	}
	for _, s := range r.Scores {
		r.list.before = append(r.list.before, width.Pad(s.Name, scoreWidth(r.Scores))+"  "+s.Text+"  "+s.Level)
	}
	on := m.lang.Say("Go on", "继续")
	if r.end {
		on = m.lang.Say("Finish", "结束")
	}
	r.on = option{label: on}
	r.field(m) // so that the keys know how many options there are
	return r
}

func scoreWidth(scores []interview.Score) int {
	n := 0
	for _, s := range scores {
		n = max(n, width.Of(s.Name))
	}
	return n
}

// rowOptions lists questions with their answers in two columns, as far as the window allows now: of an answer no more
// than half of it, of a name what is left.
func rowOptions(m *model, rows []interview.Row, dimensions bool) []option {
	names, answers := 0, 0
	for _, r := range rows {
		names = max(names, width.Of(safe.Line(rowName(m, r))))
		answers = max(answers, width.Of(rowAnswer(m, r)))
	}
	digits := len(strconv.Itoa(m.s.Progress().Total))
	room := m.text() - digits - 5 // the cursor, and what stands between
	answers = min(answers, room/2)
	names = min(names, room-answers)
	var out []option
	for _, r := range rows {
		label := fmt.Sprintf("%*d ", digits, m.s.Number(r.Stop)) + width.Pad(shortName(m, r, names), names)
		out = append(out, option{label: label + "  " + fit(rowAnswer(m, r), answers), gap: dimensions && r.New})
	}
	return out
}

func rowAnswer(m *model, r interview.Row) string {
	if r.Noted {
		return r.Answer + m.lang.Say(" + note", "（另有备注）")
	}
	return r.Answer
}

func rowName(m *model, r interview.Row) string {
	return r.Full(m.lang.Say(": ", "："))
}

// shortName is a row's name in so many cells. The practice is shortened before the criterion: many rows share it.
func shortName(m *model, r interview.Row, cells int) string {
	behind := m.lang.Say(": ", "：") + safe.Line(r.Name)
	if room := cells - width.Of(behind); room >= leastName && r.Practice != r.Name {
		return fit(r.Practice, room) + behind
	}
	return fit(rowName(m, r), cells)
}

// leastName is in how many cells a name still says something.
const leastName = 8

func (r *review) head(m *model) []string {
	return []string{m.style.faint(m.s.Tally(r.Progress)), m.style.strong(fit(r.Title, m.text()))}
}

func (r *review) field(m *model) field {
	r.list.options = append([]option{r.on}, rowOptions(m, r.Rows, r.end)...)
	r.list.options[1].gap = true
	return r.list
}

func (r *review) foot(m *model) []string {
	keys := m.lang.Say("Enter: choose   Up/Down: to a question   u: next open   g: go to   h: all keys   q: save and quit",
		"回车确定   ↑↓ 选一题回去改   u 下一个未答   g 跳到   h 全部按键   q 保存并退出")
	return keyLines(keys, m.text())
}

func (r *review) press(m *model, k tea.KeyMsg) {
	if !r.list.press(k) {
		m.navigate(k)
		return
	}
	switch {
	case !r.list.done:
		return
	case r.list.cursor > 0:
		m.s.GoTo(r.Rows[r.list.cursor-1].Stop)
	case r.end:
		m.end(m.s.Save())
		return
	default:
		m.s.Next()
	}
	m.show()
}

// jump is the list of all questions.
type jump struct {
	rows []interview.Row
	list *choice
	back screen
}

func newJump(m *model) *jump {
	j := &jump{rows: m.s.Rows(func(interview.Stop) bool { return true }), list: newChoice(m.style, 0), back: m.now}
	j.field(m) // so that the keys know how many there are
	for i, r := range j.rows {
		if r.Stop <= m.s.At() {
			j.list.cursor = i
		}
	}
	return j
}

func (j *jump) head(m *model) []string {
	here := fit(j.rows[j.list.cursor].Dimension, m.text())
	return []string{m.style.strong(m.lang.Say("Go to", "跳到")), m.style.faint(here)}
}

func (j *jump) field(m *model) field {
	j.list.options = rowOptions(m, j.rows, true)
	return j.list
}

func (j *jump) foot(m *model) []string {
	return keyLines(m.lang.Say("Up/Down, Enter: go there   Left/Right: dimension   Esc: back to the question", "↑↓ 选，回车跳到   ← → 换维度   Esc 回到原题"), m.text())
}

func (j *jump) press(m *model, k tea.KeyMsg) {
	switch k.String() {
	case "esc", "g", "q":
		m.comeBack(j.back)
		return
	case "right", "tab":
		j.dimension(1)
		return
	case "left", "shift+tab":
		j.dimension(-1)
		return
	}
	if j.list.press(k) && j.list.done {
		m.s.GoTo(j.rows[j.list.cursor].Stop)
		m.show()
	}
}

// dimension moves the cursor to the first question of the next dimension, or of the one before.
func (j *jump) dimension(by int) {
	for i := j.list.cursor + by; i >= 0 && i < len(j.rows); i += by {
		if j.rows[i].New {
			j.list.set(i)
			return
		}
	}
}

// confidence asks how sure the person is.
type confidence struct {
	list *choice
	back screen
}

func confidenceName(m *model, word string) string {
	return map[string]string{
		assess.LowConfidence: m.lang.Say("low", "低"), assess.MediumConfidence: m.lang.Say("medium", "中"),
		assess.HighConfidence: m.lang.Say("high", "高"),
	}[word]
}

func newConfidence(m *model) *confidence {
	c := &confidence{list: newChoice(m.style, -1), back: m.now}
	for i, word := range assess.Confidences() {
		c.list.options = append(c.list.options, option{key: strconv.Itoa(i + 1),
			label: strconv.Itoa(i+1) + " " + confidenceName(m, word)})
		if m.s.Card().Answer.Confidence == word {
			c.list.cursor = i
		}
	}
	return c
}

func (c *confidence) head(m *model) []string {
	return append(c.back.head(m), "", m.style.strong(m.lang.Say("How sure are you?", "有多大把握？")))
}

func (c *confidence) field(*model) field { return c.list }

func (c *confidence) foot(m *model) []string {
	return keyLines(m.lang.Say("Digit or Up/Down, then Enter   Esc: back", "按数字或 ↑↓ 选，回车确定   Esc 返回"), m.text())
}

func (c *confidence) press(m *model, k tea.KeyMsg) {
	if k.Type == tea.KeyEsc {
		m.comeBack(c.back)
		return
	}
	if c.list.press(k) && c.list.done {
		m.tell(m.s.SetConfidence(assess.Confidences()[c.list.cursor]))
		m.comeBack(c.back)
	}
}
