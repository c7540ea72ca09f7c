package huhprompt

import (
	"io"
	"slices"
	"sort"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"

	"fathom/rubric/width"
)

// choice is a field of ours: options with all their text, wrapped to the window and scrolled by lines. Nothing is
// chosen where nothing was chosen before, moving the cursor chooses nothing, and Enter without a cursor does nothing.
type choice struct {
	style   style
	before  []string // paragraphs above the options
	options []option
	after   []string // paragraphs below the options
	brief   int      // where the options and the first so many paragraphs below find no room, options are shortened
	cursor  int      // -1: on none
	done    bool     // Enter was pressed on an option

	width, height int
	offset        int  // first line in view
	free          bool // scrolled away from the cursor
}

// option is one thing to choose.
type option struct {
	key   string // the digit that moves the cursor here, "" for none
	label string // stands before the text, with the key
	text  string
	gap   bool // a blank line above
}

var _ huh.Field = (*choice)(nil)

func newChoice(s style, cursor int) *choice { return &choice{style: s, cursor: cursor} }

// press handles one key and reports whether the field knew it.
func (c *choice) press(k tea.KeyMsg) bool {
	switch k.String() {
	case "up", "k":
		c.move(-1)
	case "down", "j":
		c.move(1)
	case "home":
		c.set(0)
	case "end":
		c.set(len(c.options) - 1)
	case "pgdown", "ctrl+f", " ":
		c.scroll(max(c.height-1, 1))
	case "pgup", "ctrl+b":
		c.scroll(-max(c.height-1, 1))
	case "enter", "ctrl+j": // a terminal that is not ours yet turns Enter into ctrl+j
		c.done = c.cursor >= 0
	default:
		i := slices.IndexFunc(c.options, func(o option) bool { return o.key != "" && o.key == narrow(k.String()) })
		if i < 0 {
			return false
		}
		c.set(i)
	}
	return true
}

func (c *choice) move(by int) {
	if c.cursor < 0 && by < 0 {
		c.cursor = len(c.options)
	}
	c.set(c.cursor + by)
}

func (c *choice) set(i int) {
	c.cursor, c.free = min(max(i, 0), len(c.options)-1), false
}

func (c *choice) scroll(by int) { c.offset, c.free = c.offset+by, true }

// layout is everything laid out in lines, and where among them the options, and the paragraphs below them, begin and
// end.
type layout struct {
	lines          []string
	options, after []span
	short          bool // some options are not in full
}

// span is some lines, from the first to behind the last.
type span struct{ from, to int }

// laidOut lays everything out; in a card, options that find no room in full have as many lines as they can, one at
// least, and the first of them one more. The option under the cursor is always in full.
func (c *choice) laidOut() layout {
	whole := c.inLines(0)
	if c.brief == 0 || c.height <= 0 || c.ends(whole) <= c.height {
		return whole
	}
	few := len(c.options)
	more := sort.Search(few*longest, func(n int) bool { return c.ends(c.inLines(few+n+1)) > c.height })
	return c.inLines(few + more)
}

// longest is how many lines more than one an option can have that is not in full.
const longest = 3

// ends is the line behind the options and those paragraphs that should be in view with them.
func (c *choice) ends(l layout) int {
	if n := min(c.brief-1, len(l.after)); n > 0 {
		return l.after[n-1].to
	}
	return l.options[len(l.options)-1].to
}

// inLines lays everything out with so many lines shared among the options, but for the one under the cursor; 0: all in
// full.
func (c *choice) inLines(shared int) layout {
	var l layout
	l.paragraphs(c.before, c.width)
	if len(l.lines) > 0 {
		l.lines = append(l.lines, "")
	}
	column := c.column()
	for i, o := range c.options {
		if o.gap && i > 0 {
			l.lines = append(l.lines, "")
		}
		limit := (shared + len(c.options) - 1 - i) / len(c.options)
		if i == c.cursor {
			limit = 0
		}
		lines, short := c.option(i, column, limit)
		l.options, l.short = append(l.options, l.add(lines)), l.short || short
	}
	if len(c.after) > 0 && shared == 0 { // a blank line is worth less than one of a level
		l.lines = append(l.lines, "")
	}
	l.after = l.paragraphs(c.after, c.width)
	return l
}

func (l *layout) add(lines []string) span {
	from := len(l.lines)
	l.lines = append(l.lines, lines...)
	return span{from, len(l.lines)}
}

func (l *layout) paragraphs(texts []string, cells int) (at []span) {
	for _, p := range texts {
		at = append(at, l.add(wrapped(p, cells)))
	}
	return at
}

// option lays one option out, with the mark of the cursor, in so many lines at most; 0: in full.
func (c *choice) option(i, column, most int) (lines []string, short bool) {
	o, mark := c.options[i], "  "
	if i == c.cursor {
		mark = "> "
	}
	if o.text != "" && column == 0 && c.brief == 0 { // below the name, where no column is left beside it
		lines, _ = hanging("    ", o.text, c.width, 0)
		lines = append([]string{mark + o.label}, lines...)
	} else {
		if o.text != "" {
			o.label = width.Pad(o.label, column) + "  "
		}
		lines, short = hanging(mark+o.label, o.text, c.width, most)
	}
	for n, line := range lines {
		if i == c.cursor {
			lines[n] = c.style.strong(line)
		} else if n == 0 {
			lines[n] = mark + c.style.strong(o.label) + strings.TrimPrefix(line, mark+o.label)
		}
	}
	return lines, short
}

// roomForText is how many cells beside long labels are enough for texts to be read in a column.
const roomForText = 40

// column is the width of all labels, so that the texts stand below each other; 0 where that would cost too much room.
func (c *choice) column() int {
	n := 0
	for _, o := range c.options {
		if o.text != "" {
			n = max(n, width.Of(o.label))
		}
	}
	if n > c.width/3 && c.width-n < roomForText {
		return 0
	}
	return n
}

// View shows the lines that fit, with the option under the cursor among them.
func (c *choice) View() string { return strings.Join(c.visible().lines, "\n") }

// view is what is in sight of a field, and what is not.
type view struct {
	lines        []string
	above, below span // the options of which a line is out of sight
	after        int  // the first paragraph below the options of which a line is out of sight below
	more         bool // lines are out of sight below
	short        bool // some options are not in full
}

// visible returns the lines in view and what is out of sight.
func (c *choice) visible() view {
	l := c.laidOut()
	v := view{lines: l.lines, after: len(c.after), short: l.short, below: span{len(c.options), len(c.options)}}
	if c.height <= 0 || len(l.lines) <= c.height {
		c.offset = 0
		return v
	}
	c.scrollTo(l)
	end := c.offset + c.height
	v.lines, v.more = l.lines[c.offset:end], end < len(l.lines)
	for i, o := range l.options {
		if o.from < c.offset {
			v.above.to = i + 1
		}
		if o.to > end {
			v.below.from = min(v.below.from, i)
		}
	}
	v.after = len(slices.DeleteFunc(l.after, func(p span) bool { return p.to > end }))
	return v
}

// scrollTo brings the option under the cursor into view, unless the person scrolled away from it.
func (c *choice) scrollTo(l layout) {
	if !c.free && c.cursor >= 0 {
		at := l.options[c.cursor]
		c.offset = min(max(c.offset, at.to-c.height), at.from)
		if c.cursor == 0 && at.to <= c.height {
			c.offset = 0
		}
	}
	c.offset = min(max(c.offset, 0), len(l.lines)-c.height)
}

// What a huh.Field must have besides.

func (c *choice) Init() tea.Cmd  { return nil }
func (c *choice) Blur() tea.Cmd  { return nil }
func (c *choice) Focus() tea.Cmd { return nil }
func (c *choice) Error() error   { return nil }
func (c *choice) Run() error     { return huh.Run(c) }
func (c *choice) Skip() bool     { return false }
func (c *choice) Zoom() bool     { return true }

// RunAccessible does nothing: package lineprompt is the way without a screen.
func (c *choice) RunAccessible(io.Writer, io.Reader) error { return nil }

func (c *choice) KeyBinds() []key.Binding                  { return nil }
func (c *choice) WithTheme(*huh.Theme) huh.Field           { return c }
func (c *choice) WithAccessible(bool) huh.Field            { return c }
func (c *choice) WithKeyMap(*huh.KeyMap) huh.Field         { return c }
func (c *choice) WithPosition(huh.FieldPosition) huh.Field { return c }
func (c *choice) GetKey() string                           { return "" }
func (c *choice) GetValue() any                            { return c.cursor }

func (c *choice) WithWidth(w int) huh.Field {
	c.width = w
	return c
}

func (c *choice) WithHeight(h int) huh.Field {
	c.height = h
	return c
}

// Update handles a key; in a form Enter leads to the next field.
func (c *choice) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if k, ok := msg.(tea.KeyMsg); ok && c.press(k) && c.done {
		return c, huh.NextField
	}
	return c, nil
}

// narrow turns full-width signs, as a Chinese keyboard types them, into the keys they stand for.
func narrow(s string) string { return width.Narrow(s) }
