package huhprompt

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/huh"
	"github.com/charmbracelet/lipgloss"

	"fathom/rubric/safe"
	"fathom/rubric/width"
)

// style draws emphasis where the terminal may show it. It uses no colours, so it looks right on any background.
type style struct{ on bool }

func (s style) strong(text string) string { return s.render(lipgloss.NewStyle().Bold(true), text) }
func (s style) faint(text string) string  { return s.render(lipgloss.NewStyle().Faint(true), text) }

func (s style) render(as lipgloss.Style, text string) string {
	if !s.on || text == "" {
		return text
	}
	return as.Render(text)
}

// theme is huh's plainest, without the borders that cost cells.
func (s style) theme() *huh.Theme {
	t := huh.ThemeBase()
	plain := lipgloss.NewStyle()
	t.Focused.Base, t.Blurred.Base = plain, plain
	if s.on {
		t.Focused.TextInput.Cursor = plain.Reverse(true)
	}
	return t
}

// keyMap leaves editing to huh's fields and everything else to us.
func keyMap() *huh.KeyMap {
	k := huh.NewDefaultKeyMap()
	none := key.NewBinding()
	k.Text.Next, k.Text.Prev, k.Text.Submit, k.Text.Editor = none, none, none, none
	k.Input.Next, k.Input.Prev, k.Input.Submit, k.Input.AcceptSuggestion = none, none, none, none
	return k
}

// wrapped breaks safe text into lines.
func wrapped(text string, cells int) []string { return width.Wrap(safe.Text(text), cells) }

// hanging breaks text into lines behind a label, at most so many (0: all); the lines after the first are indented to
// stand below the first. It reports whether an ellipsis stands for the rest.
func hanging(label, text string, cells, most int) (lines []string, short bool) {
	indent := width.Of(label)
	cells = max(cells-indent, 10)
	lines = wrapped(text, cells)
	if short = most > 0 && len(lines) > most; short {
		lines = lines[:most]
		last := strings.TrimRight(lines[most-1], " ,;:.，；：。、")
		if width.Of(last) >= cells {
			last = width.Wrap(last, cells-1)[0]
		}
		lines[most-1] = last + "…"
	}
	for i := range lines {
		if i == 0 {
			lines[i] = label + lines[i]
		} else {
			lines[i] = strings.Repeat(" ", indent) + lines[i]
		}
	}
	return lines, short
}

// fit cuts or wraps nothing: it shortens one line to so many cells, with an ellipsis where something is missing.
func fit(text string, cells int) string {
	text = safe.Line(text)
	if width.Of(text) <= cells {
		return text
	}
	return width.Wrap(text, max(cells-1, 4))[0] + "…"
}

// place joins where a card is: its number and part always in full, the practice as far as there is room, and the
// dimension where there is room for more than a syllable.
func place(number, part, dimension, practice string, cells int) string {
	const dot, least = " · ", 10
	line := safe.Line(number)
	if part != "" {
		line += dot + safe.Line(part)
	}
	room := cells - width.Of(line) - 2*width.Of(dot) - width.Of(safe.Line(practice))
	if room >= min(least, width.Of(safe.Line(dimension))) {
		line += dot + fit(dimension, room)
	}
	return fit(line+dot+practice, cells)
}

// keyLines breaks a list of keys between keys, never inside one. Three blanks stand between two keys.
func keyLines(keys string, cells int) []string {
	var lines []string
	line := ""
	for _, k := range strings.Split(keys, "   ") {
		switch {
		case line == "":
			line = k
		case width.Of(line)+3+width.Of(k) <= cells:
			line += "   " + k
		default:
			lines = append(lines, line)
			line = k
		}
	}
	return append(lines, line)
}
