package huhprompt

import (
	"io"
	"slices"
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
	before  []string // paragraphs above the options, but below them where the window cannot hold everything
	options []option
	after   []string // paragraphs below the options
	listing bool     // the options are a list to scroll: before stays on top
	cursor  int      // -1: on none
	done    bool     // Enter was pressed on an option

	width, height int
	tall          int  // lines in which everything should find room, whatever else is said below; 0: any
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

// lines lays everything out and tells which lines the option under the cursor takes.
func (c *choice) lines() (all []string, from, to int) {
	before, after := c.paragraphs(c.before), c.paragraphs(c.after)
	all, from, to = c.laidOut(len(before))
	if c.tall > 0 && len(before)+len(all)+len(after)+2 > c.tall && len(c.options) > 0 && !c.listing {
		before, after = nil, append(before, after...)
		all, from, to = c.laidOut(0)
	}
	if len(after) > 0 {
		all = append(append(all, ""), after...)
	}
	return append(before, all...), from, to
}

func (c *choice) paragraphs(texts []string) []string {
	var out []string
	for _, p := range texts {
		out = append(out, wrapped(p, c.width)...)
	}
	return out
}

// laidOut lays the options out below so many lines, with a blank line between.
func (c *choice) laidOut(below int) (all []string, from, to int) {
	if below > 0 {
		all = append(all, "")
	}
	column := c.column()
	for i, o := range c.options {
		if o.gap && i > 0 {
			all = append(all, "")
		}
		if i == c.cursor {
			from = below + len(all)
		}
		all = append(all, c.option(i, column)...)
		if i == c.cursor {
			to = below + len(all)
		}
	}
	return all, from, to
}

// option lays one option out, with the mark of the cursor.
func (c *choice) option(i, column int) []string {
	o, mark := c.options[i], "  "
	if i == c.cursor {
		mark = "> "
	}
	if o.text != "" {
		o.label = width.Pad(o.label, column) + "  "
	}
	lines := hanging(mark+o.label, o.text, c.width)
	for n, line := range lines {
		if i == c.cursor {
			lines[n] = c.style.strong(line)
		} else if n == 0 {
			lines[n] = mark + c.style.strong(o.label) + strings.TrimPrefix(line, mark+o.label)
		}
	}
	return lines
}

// column is the width of all labels, so that the texts stand below each other; 0 where that would cost too much room.
func (c *choice) column() int {
	n := 0
	for _, o := range c.options {
		if o.text != "" {
			n = max(n, width.Of(o.label))
		}
	}
	if n > c.width/3 {
		return 0
	}
	return n
}

// View shows the lines that fit, with the option under the cursor among them.
func (c *choice) View() string {
	shown, _ := c.visible()
	return strings.Join(shown, "\n")
}

// visible returns the lines in view and how many follow below.
func (c *choice) visible() (shown []string, below int) {
	all, from, to := c.lines()
	if c.height <= 0 || len(all) <= c.height {
		c.offset = 0
		return all, 0
	}
	if !c.free && c.cursor >= 0 {
		if to > c.offset+c.height {
			c.offset = to - c.height
		}
		if from < c.offset {
			c.offset = from
		}
		if c.cursor == 0 && to <= c.height {
			c.offset = 0
		}
	}
	c.offset = min(max(c.offset, 0), len(all)-c.height)
	return all[c.offset : c.offset+c.height], len(all) - c.height - c.offset
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
