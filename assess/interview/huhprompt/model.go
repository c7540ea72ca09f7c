package huhprompt

import (
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"fathom/assess/interview"
	"fathom/rubric/say"
)

// The window that is assumed until the terminal tells, and the smallest that is laid out for.
const (
	usualWidth, usualHeight = 80, 24
	minWidth, minHeight     = 30, 8
	widest                  = 100 // cells in a line of text; longer lines are hard to read
)

// screen is what the person sees at one moment. A screen that replaces itself sets model.now.
type screen interface {
	head(m *model) []string       // lines that stay at the top
	field(m *model) field         // fills the middle
	foot(m *model) []string       // lines that stay at the bottom, above the message
	press(m *model, k tea.KeyMsg) // handles one key
}

// field is what a screen shows in the middle: one of huh's, or ours.
type field interface{ View() string }

// model is the whole session: where the person is, what is on the screen and how it ended.
type model struct {
	style  style
	start  interview.Start
	form   interview.Form // asked before the first question, or alone
	filled func()         // goes on behind the form
	lang   say.Language
	s      *interview.Session // nil until the facts are known
	now    screen
	notice string // one line about what just happened, until the next key

	width, height int
	result        error
	over          bool
}

func newModel(start interview.Start, st style) *model {
	m := &model{style: st, start: start, lang: start.Lang, width: usualWidth, height: usualHeight}
	if start.Setup != nil {
		m.form, m.filled = start.Setup, func() { m.begin(start.Setup.Facts) }
		m.askFact(0)
	} else {
		m.begin(interview.Facts{})
	}
	return m
}

// newForm is the model of a form that nothing follows.
func newForm(form interview.Form, st style) *model {
	m := &model{style: st, form: form, width: usualWidth, height: usualHeight}
	m.filled = func() { m.end(nil) }
	m.askFact(0)
	return m
}

// begin starts the questions, or ends the program when they cannot start.
func (m *model) begin(facts interview.Facts) {
	s, err := m.start.Begin(facts)
	if err != nil {
		m.end(err)
		return
	}
	m.s, m.lang = s, s.Lang
	m.show()
	if s.Rating() != "" && s.Progress().Done == 0 {
		m.now = newHelp(m, m.now)
	}
}

// show puts the stop in view on the screen.
func (m *model) show() {
	if m.s.Here().Kind == interview.Question {
		m.now = newCard(m)
	} else {
		m.now = newReview(m)
	}
}

// comeBack shows the stop in view again, after something else was said about it. A level that was marked on its card
// stays marked, and the card where it was.
func (m *model) comeBack(from screen) {
	m.show()
	was, ok := from.(*card)
	now, isCard := m.now.(*card)
	if ok && isCard {
		now.levels.cursor, now.levels.offset, now.levels.free = was.levels.cursor, was.levels.offset, was.levels.free
	}
}

func (m *model) end(err error) { m.result, m.over = err, true }

type tick struct{}

func nextTick() tea.Cmd { return tea.Tick(time.Second, func(time.Time) tea.Msg { return tick{} }) }

// Init implements tea.Model.
func (m *model) Init() tea.Cmd {
	if m.over {
		return tea.Quit
	}
	return nextTick()
}

// Update implements tea.Model.
func (m *model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = max(msg.Width, minWidth), max(msg.Height, minHeight)
	case leave:
		m.keepDraft()
		m.end(msg.err)
	case tick:
		m.keepDraft()
		cmd = nextTick()
	case tea.KeyMsg:
		m.keys(msg)
	}
	if m.over {
		return m, tea.Quit
	}
	return m, cmd
}

// keys hands over what was typed, sign by sign, because one read of the terminal can hold several keys: each goes to
// the screen that the one before it left.
func (m *model) keys(k tea.KeyMsg) {
	m.notice = ""
	if k.Type == tea.KeyCtrlC {
		m.keepDraft()
		m.end(interview.ErrAborted)
		return
	}
	for i, r := range k.Runes {
		if _, isText := m.now.(*dialog); isText || k.Paste {
			m.now.press(m, tea.KeyMsg{Type: tea.KeyRunes, Runes: k.Runes[i:], Paste: k.Paste, Alt: k.Alt})
			return
		}
		m.now.press(m, tea.KeyMsg{Type: k.Type, Runes: []rune{r}, Alt: k.Alt})
		if m.over {
			return
		}
	}
	if len(k.Runes) == 0 {
		m.now.press(m, k)
	}
}

// keepDraft saves the text that is being typed, so that nothing typed is lost whatever happens next.
func (m *model) keepDraft() {
	if d, ok := m.now.(*dialog); ok && m.s != nil {
		d.keep(m)
	}
}

// tell shows what went wrong, or that nothing did.
func (m *model) tell(err error) {
	if err != nil {
		m.notice = interview.Explain(err, m.lang)
	}
}

// text is how many cells a line of text may take.
func (m *model) text() int { return min(m.width, widest) - 2 }

// View implements tea.Model: the head, the field scrolled to what is left, the foot.
func (m *model) View() string {
	if m.over || m.now == nil {
		return ""
	}
	head, foot := m.now.head(m), m.now.foot(m)
	if m.notice != "" {
		foot = append(wrapped(m.notice, m.text()), foot...)
	}
	room := m.height - len(head) - len(foot) - 2
	if room < 3 { // a window too small for everything shows what is asked
		foot = foot[:min(len(foot), 1)]
		room = max(m.height-len(head)-len(foot)-2, 1)
	}
	body, more := m.body(room)
	lines := append(head, "")
	lines = append(lines, body...)
	for len(lines) < m.height-len(foot)-1 {
		lines = append(lines, "")
	}
	lines = append(lines, more)
	for _, l := range foot {
		lines = append(lines, m.style.faint(l))
	}
	for i, l := range lines {
		lines[i] = " " + l
	}
	return strings.Join(lines[:min(len(lines), m.height)], "\n")
}

// body lays the field out in so many lines, and says what of it is out of sight.
func (m *model) body(room int) (lines []string, more string) {
	f := m.now.field(m)
	c, ok := f.(*choice)
	if !ok {
		return strings.Split(f.View(), "\n"), ""
	}
	c.width, c.height = m.text(), room
	v := c.visible()
	if card, ok := m.now.(*card); ok {
		more = card.hidden(m, v)
	} else if v.more {
		more = m.lang.Say("... more below (PgDn)", "……下面还有（PgDn 翻页）")
	}
	return v.lines, m.style.faint(fit(more, m.text()))
}
