package huhprompt

import (
	"fmt"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/google/go-cmp/cmp"

	"fathom/assess"
	"fathom/assess/interview"
	"fathom/rubric/say"
	"fathom/rubric/width"
)

// begun is a session at its first card; full asks all questions.
func begun(t testing.TB, lang say.Language, width, height int, full bool) *stage {
	t.Helper()
	st := newStage(t, lang, width, height)
	if full {
		st.a.Depth = assess.FullDepth
	}
	st.press("s", "enter", "enter", "enter", "enter", "x")
	return st
}

// TestCardsFit walks over all questions in both languages at three sizes: of which cards a line is out of sight,
// whichever level the cursor is on. On each, the part stands in the head, the level under the cursor in full, and
// what to look for below the levels.
func TestCardsFit(t *testing.T) {
	for _, c := range []struct {
		lang          say.Language
		width, height int
		most          int // cards that scroll
	}{
		{"en", 60, 20, 10}, {"en", 80, 24, 0}, {"en", 120, 40, 0},
		{"zh", 60, 20, 0}, {"zh", 80, 24, 0}, {"zh", 120, 40, 0},
	} {
		st := begun(t, c.lang, c.width, c.height, true)
		st.a.Subject.Member = st.lang.Say("Kaiyuan Trading", "新乡商贸") // it stands on every card of its part
		var scroll []string
		cards := 0
		for n, stop := range st.s.Stops() {
			if stop.Kind != interview.Question {
				continue
			}
			st.s.GoTo(n)
			st.show()
			now := st.now.(*card)
			cards++
			if head := now.head(st.model)[0]; !strings.Contains(head, now.Part) || width.Of(head) > c.width-2 {
				t.Errorf("%s %d: no part in %q", c.lang, c.width, head)
			}
			if scrolls(t, st, now) {
				scroll = append(scroll, now.Full)
			}
		}
		if cards != 91 || len(scroll) > c.most {
			t.Errorf("%s %dx%d: of %d cards %d scroll, %d may: %v", c.lang, c.width, c.height, cards, len(scroll), c.most,
				scroll)
		}
	}
}

// TestScrollingIsSeen: in a window with too few lines for any card, each is found to scroll; else TestCardsFit would
// say nothing.
func TestScrollingIsSeen(t *testing.T) {
	for _, lang := range []say.Language{"en", "zh"} {
		st := begun(t, lang, 60, 11, true)
		for n, stop := range st.s.Stops() {
			if stop.Kind != interview.Question {
				continue
			}
			st.s.GoTo(n)
			st.show()
			now := st.now.(*card)
			if screen, out := at(st, now, 2); !out {
				t.Errorf("%s: nothing of %s is found out of sight\n%s", lang, now.Full, screen)
			}
		}
	}
}

// TestLongLabels: the meanings of long names stand below each other where that leaves enough room for them, else each
// below its name.
func TestLongLabels(t *testing.T) {
	c := newChoice(style{}, 0)
	for _, label := range []string{"1 FMCG distributor network", "2 Durables and industrial dealers", "3 none of these"} {
		c.options = append(c.options, option{label: label, text: "meaning"})
	}
	for cells, want := range map[int]map[int]int{78: {37: 3}, 58: {4: 3}} {
		c.width, c.height = cells, 20
		at := map[int]int{}
		for _, line := range c.visible().lines {
			if i := strings.Index(line, "meaning"); i > 0 {
				at[i]++
			}
		}
		if diff := cmp.Diff(want, at); diff != "" {
			t.Errorf("at %d cells the meanings begin elsewhere: %s", cells, diff)
		}
	}
}

// scrolls reports whether a line of a card is out of sight with the cursor on any level.
func scrolls(t *testing.T, st *stage, c *card) (any bool) {
	t.Helper()
	for cursor := -1; cursor < len(c.Levels); cursor++ {
		screen, out := at(st, c, cursor)
		any = any || out
		look := strings.Index(screen, st.lang.Say("Look for: ", "看什么证据："))
		last := c.Levels[len(c.Levels)-1]
		if at := strings.Index(screen, fmt.Sprintf("%d %s", last.Level, last.Name)); !any && (look < 0 || look < at) {
			t.Errorf("%s: what to look for is not below level %d\n%s", c.Full, last.Level, screen)
		}
		if cursor >= 0 && !strings.Contains(flat(screen), flat(c.Levels[cursor].Text)) {
			t.Errorf("%s: level %d is not in full\n%s", c.Full, cursor+1, screen)
		}
	}
	return any
}

// at is the card with the cursor on a level, and whether a line of it is out of sight.
func at(st *stage, c *card, cursor int) (screen string, out bool) {
	c.levels.cursor, c.levels.free = cursor, false
	screen = st.View()
	return screen, c.levels.visible().more || c.levels.offset > 0
}

// flat is a text without its blanks and line breaks.
func flat(text string) string { return strings.Join(strings.Fields(text), "") }

// TestHiddenLevelsAreNamed: where not all levels find room, the card names those above and below; where all do, it
// says what else is out of sight.
func TestHiddenLevelsAreNamed(t *testing.T) {
	for lang, want := range map[say.Language][4]string{
		"en": {"what to look for below (PgDn)", "level 1 above, 4–5 below", "levels 1–3 above (PgUp)", "the note below (PgDn)"},
		"zh": {"下面还有 5 级（PgDn）", "上面有 1、2 级，下面有 3–5 级", "上面还有 1–4 级（PgUp）", "下面还有备注（PgDn）"},
	} {
		st := begun(t, lang, 56, 13, false)
		if lang == "zh" {
			st = begun(t, lang, 40, 12, false)
		}
		for k, keys := range []string{"1", "3", "5"} {
			st.press(keys)
			if v := st.View(); !strings.Contains(v, want[k]+"\n") {
				t.Errorf("%q is not said:\n%s", want[k], v)
			}
		}
		st = begun(t, lang, 80, 24, false)
		st.press("t", strings.Repeat("a long note ", 60), "enter")
		if v := st.View(); !strings.Contains(v, want[3]) {
			t.Errorf("%q is not said:\n%s", want[3], v)
		}
	}
}

// TestListsFitTheWindow: the lists of questions show every answer at any width, also when the window changes while
// they are in view, and no line is cut off by the terminal.
func TestListsFitTheWindow(t *testing.T) {
	for _, lang := range []say.Language{"en", "zh"} {
		st := begun(t, lang, 80, 24, false)
		st.press("3", "t", "why", "enter", "enter", "?", "n", "no stock", "enter")
		for what, open := range map[string]func(){
			"summary": func() { st.s.GoTo(3); st.show() },
			"go to":   func() { st.press("g") },
			"the end": func() { st.s.GoTo(999); st.show() },
		} {
			for _, first := range []int{30, 60, 70, 80, 120} {
				st.Update(tea.WindowSizeMsg{Width: first, Height: 24})
				open()
				for _, cells := range []int{60, 70, 44, 120} {
					st.Update(tea.WindowSizeMsg{Width: cells, Height: 24})
					view := st.View()
					for _, line := range strings.Split(view, "\n") {
						if width.Of(line) > cells {
							t.Errorf("%s %s at %d: %q", lang, what, cells, line)
						}
					}
					for _, answer := range []string{
						st.lang.Say("3 Defined + note", "3 成体系（另有备注）"), st.lang.Say("don't know", "不知道"),
						st.lang.Say("not applicable", "不适用")} {
						if cells >= 60 && !strings.Contains(view, answer) {
							t.Errorf("%s %s, laid out at %d, at %d: no %q\n%s", lang, what, first, cells, answer, view)
						}
					}
				}
				st.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
				if what == "go to" {
					st.press("esc")
				}
			}
		}
	}
}

// TestNoteIsMarked: the card says that there is a note, evidence or a word on how sure somebody is, also where that
// is out of sight; the reason of what does not apply is no note.
func TestNoteIsMarked(t *testing.T) {
	st := begun(t, "en", 60, 20, false)
	st.press("t", "why", "enter")
	if v := st.View(); !strings.Contains(v, "No level yet + note\n") {
		t.Error(v)
	}
	st.press("e", "a list", "enter", "c", "2", "enter", "4", "enter", "left")
	if v := st.View(); !strings.Contains(v, "Answer so far: 4 Managed + note, evidence, confidence\n") {
		t.Error(v)
	}
	st.press("right", "n", "no stock", "enter", "left")
	if v := st.View(); !strings.Contains(v, "Answer so far: not applicable\n") {
		t.Error(v)
	}
}

// TestReasonIsNoNote: the reason of "not applicable" begins in an empty box and stands apart from the note, whatever is
// done first; whatever answer takes its place, the reason goes and the note stays.
func TestReasonIsNoNote(t *testing.T) {
	for before, keys := range map[string][]string{"": nil, "an older note": {"t", "an older note", "enter"}} {
		for what, instead := range map[string][]string{"taken back": {"x"}, "a level": {"4", "enter"}, "don't know": {"?"}} {
			st := begun(t, "en", 80, 24, false)
			st.press(keys...)
			st.press("n", "no", "esc", "n", " stock", "enter", "left") // what was left is gone on with
			if a := st.a.Answers[0]; a.State != assess.NotApplicable || a.Why() != "no stock" || a.Remark() != before {
				t.Fatalf("%+v", a)
			}
			if v := st.View(); before != "" && !strings.Contains(v, "not applicable + note\n") {
				t.Error(v)
			}
			st.press(instead...)
			if a := st.a.Answers[0]; a.Note != before || a.Reason != "" || a.State == assess.NotApplicable {
				t.Errorf("%s after %q: %+v", what, before, a)
			}
		}
	}
}

// TestReasonUnderWay: a reason that is left unfinished is kept behind the note, in a line of its own; a note is written
// beside a reason, and each is changed alone.
func TestReasonUnderWay(t *testing.T) {
	st := begun(t, "en", 80, 24, false)
	st.press("t", "old", "enter", "n", "half", "esc")
	if a := st.a.Answers[0]; a.State != assess.Unanswered || a.Note != "old\nhalf" {
		t.Fatalf("%+v", a)
	}
	st.press("n", " done", "enter", "left", "t", "er", "enter", "n", "!", "enter", "left")
	if a := st.a.Answers[0]; a.Why() != "half done!" || a.Remark() != "older" {
		t.Errorf("%+v", a)
	}
	st.press("t", "ctrl+u", "enter")
	if a := st.a.Answers[0]; a.Why() != "half done!" || a.Remark() != "" || a.Note != "half done!" {
		t.Errorf("%+v", a)
	}
}

// TestTitlesWrap: what is asked of a finished file is read to its end in a narrow window, with a firm's long name, too.
func TestTitlesWrap(t *testing.T) {
	for _, lang := range []say.Language{"en", "zh"} {
		st := newStage(t, lang, 60, 20)
		for _, cells := range []int{40, 60, 80} {
			st.Update(tea.WindowSizeMsg{Width: cells, Height: 20})
			st.form = &interview.Setup{Facts: interview.Facts{Lang: lang}, Model: st.start.Setup.Model,
				Rated: "2026-05-01", Ask: []interview.Fact{interview.Again, interview.Name},
				Member: strings.Repeat("Very Long Trading ", 6)}
			for n := range 2 {
				st.askFact(n)
				title := strings.Fields(st.form.Field(n).Title)
				v := strings.Join(strings.Fields(st.View()), " ")
				if !strings.Contains(v, strings.Join(title, " ")) && lang == "en" {
					t.Errorf("%s at %d: no %q in\n%s", lang, cells, title, v)
				}
				for _, line := range strings.Split(st.View(), "\n") {
					if width.Of(line) > cells {
						t.Errorf("%s: %d cells of %d: %q", lang, width.Of(line), cells, line)
					}
				}
			}
		}
	}
}
