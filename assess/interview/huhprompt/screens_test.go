package huhprompt

import (
	"context"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/google/go-cmp/cmp"

	"fathom/assess"
	"fathom/assess/interview"
	"fathom/rubric/channelteam"
	"fathom/rubric/say"
	"fathom/rubric/width"
)

var update = flag.Bool("update", false, "rewrite the expected screens")

// stage is a program without a terminal: keys go in one after the other, and the screen is what View returns.
type stage struct {
	*model
	a    *assess.Assessment
	err  error // of every save
	save int
}

func newStage(t testing.TB, lang say.Language, width, height int) *stage {
	t.Helper()
	m := assess.Compile(channelteam.Rubric())
	st := &stage{a: &assess.Assessment{Subject: assess.Subject{ID: "s"}, Date: "2026-11-20", Depth: "quick",
		Answers: make([]assess.Answer, m.Len())}}
	setup := &interview.Setup{Facts: interview.Facts{Lang: lang}, Model: m,
		Ask: []interview.Fact{interview.Name, interview.Stage, interview.Depth, interview.File},
		CheckFile: func(path string) string {
			if path == "taken.yaml" {
				return "taken"
			}
			return ""
		}}
	st.model = newModel(interview.Start{Lang: lang, Setup: setup,
		Begin: func(f interview.Facts) (*interview.Session, error) {
			s := interview.New(m, st.a, func(*assess.Assessment) error {
				st.save++
				return st.err
			})
			s.Lang = f.Lang
			return s, nil
		}}, style{})
	st.Update(tea.WindowSizeMsg{Width: width, Height: height})
	return st
}

var named = map[string]tea.KeyType{
	"enter": tea.KeyEnter, "esc": tea.KeyEsc, "left": tea.KeyLeft, "right": tea.KeyRight, "up": tea.KeyUp,
	"down": tea.KeyDown, "pgdown": tea.KeyPgDown, "ctrl+c": tea.KeyCtrlC, "ctrl+j": tea.KeyCtrlJ,
	"backspace": tea.KeyBackspace,
}

// press types keys: names of special ones, else text.
func (st *stage) press(keys ...string) {
	for _, k := range keys {
		if special, ok := named[k]; ok {
			st.Update(tea.KeyMsg{Type: special})
			continue
		}
		st.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(k)})
	}
}

// TestScreens compares the screens of one session with those that were looked at, in both languages at three widths. No
// line may be wider than the window, no screen higher.
func TestScreens(t *testing.T) {
	for _, lang := range []say.Language{"zh", "en"} {
		for _, size := range [][2]int{{60, 20}, {80, 24}, {120, 40}} {
			st := newStage(t, say.Language(lang), size[0], size[1])
			var out strings.Builder
			shoot := func(what string) { photograph(t, st, size, &out, what) }
			scene(st, shoot)
			checkGolden(t, fmt.Sprintf("screens-%s-%d.txt", lang, size[0]), out.String())
		}
	}
}

// photograph writes the screen of the moment behind its title, and finds a line wider or a screen higher than the
// window.
func photograph(t *testing.T, st *stage, size [2]int, out *strings.Builder, what string) {
	t.Helper()
	view := st.View()
	for _, line := range strings.Split(view, "\n") {
		if w := width.Of(line); w > size[0] {
			t.Errorf("%v: %s: %d cells: %q", size, what, w, line)
		}
	}
	if n := strings.Count(view, "\n") + 1; n > size[1] {
		t.Errorf("%v: %s: %d lines", size, what, n)
	}
	fmt.Fprintf(out, "──── %s\n%s\n", what, trimmed(view))
}

// checkGolden compares screens with those that were looked at.
func checkGolden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("../../../testdata/golden", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s: %s", path, diff)
	}
}

func trimmed(view string) string {
	lines := strings.Split(view, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

// scene plays one session through every kind of screen.
func scene(st *stage, shoot func(what string)) {
	shoot("name")
	st.press("河南", "enter")
	shoot("stage")
	st.press("1", "enter")
	shoot("depth")
	st.press("2", "enter")
	shoot("file")
	st.press("enter")
	shoot("how to rate")
	st.press("x")
	shoot("first card")
	st.press("enter")
	shoot("Enter alone answers nothing")
	st.press("3")
	shoot("a digit moves the cursor")
	st.press("enter", "t", "两个大区争同一客户", "enter")
	shoot("card with a note and no answer")
	st.press("n")
	shoot("reason, begun with the note")
	st.press("esc", "?")
	st.press("c", "2", "enter", "e", "客户主档 2026", "ctrl+j", "拜访记录", "enter")
	shoot("card with evidence and confidence")
	st.press("5", "enter")
	shoot("summary of a dimension")
	st.press("g", "right", "right")
	shoot("go to")
	st.press("enter", "n", "纯软件，无实物库存", "enter", "left")
	shoot("back at a card that does not apply")
	st.press("x")
	shoot("taken back, and its reason with it")
	st.press("4", "t", "奖金规则年中改过一次", "enter")
	shoot("marked, then a note")
	here := st.model.s.At()
	st.model.s.GoToNumber(31)
	st.model.show()
	shoot("a card of the second part")
	st.model.s.GoTo(here)
	st.model.show()
	st.err = &fs.PathError{Op: "write", Path: "answers.yaml", Err: syscall.ENOSPC}
	st.press("2", "enter")
	shoot("a save that failed")
	st.err = nil
	st.press("2", "enter")
	for st.model.s.Here().Kind != interview.Change {
		st.model.s.Next()
	}
	st.model.show()
	shoot("the part changes: what is rated now")
	st.press("enter")
	shoot("which firm")
	st.press("新乡商贸", "enter")
	shoot("first card of the firm")
	before := st.model.s.Assessment()
	round := *before
	round.Answers = make([]assess.Answer, len(before.Answers))
	round.Date = "2026-05-20"
	round.Answers[st.model.s.Here().Criterion] = assess.Answer{Given: true, State: assess.Answered, Level: 2,
		Note: strings.Repeat("只有总经理说得出重点产品，没有写下来。", 4)}
	st.model.s.Before = &round
	st.model.show()
	shoot("a new round: last time's answer in view")
	st.press("4")
	shoot("a new round: a digit moves the cursor")
	st.model.s.Before = nil
	st.model.s.GoTo(999)
	st.model.show()
	shoot("the end")
}

// TestTypedAhead: keys that arrive in one read each go to the question that is in view by then.
func TestTypedAhead(t *testing.T) {
	st := newStage(t, "en", 80, 24)
	st.press("X", "enter", "enter", "enter", "enter", "x")
	for range 3 {
		st.press("2", "enter")
	}
	if got := st.model.s.Progress().Done; got != 3 {
		t.Errorf("%d answers", got)
	}
	st.model.s.GoTo(0)
	st.model.show()
	st.press("tab and more") // t opens the note, the rest is its text
	st.press("enter")
	if got := st.a.Answers[0].Note; got != "ab and more" {
		t.Errorf("note %q", got)
	}
	st.press("４", "enter") // a full-width digit
	if got := st.a.Answers[0].Level; got != 4 {
		t.Errorf("level %d", got)
	}
}

// TestNothingPreselected: at a new card neither Enter nor leaving answers, and moving the cursor does not either.
func TestNothingPreselected(t *testing.T) {
	st := newStage(t, "en", 80, 24)
	st.press("X", "enter", "enter", "enter", "enter", "x")
	st.press("enter", "enter", "down", "down", "right", "left")
	if st.save != 0 || st.a.Answers[0].Given {
		t.Errorf("%d saves, %+v", st.save, st.a.Answers[0])
	}
	st.press("down", "enter")
	if st.a.Answers[0].Level != 1 {
		t.Errorf("%+v", st.a.Answers[0])
	}
}

// TestHalfTypedTextIsKept: whatever ends a session, a text that was being typed is saved.
func TestHalfTypedTextIsKept(t *testing.T) {
	for name, end := range map[string]func(*stage){
		"Ctrl-C":       func(st *stage) { st.press("ctrl+c") },
		"signal":       func(st *stage) { st.Update(leave{context.Canceled}) },
		"a second":     func(st *stage) { st.Update(tick{}) },
		"Esc":          func(st *stage) { st.press("esc") },
		"Enter":        func(st *stage) { st.press("enter") },
		"program ends": func(st *stage) { st.keepDraft() },
	} {
		st := newStage(t, "en", 80, 24)
		st.press("X", "enter", "enter", "enter", "enter", "x")
		st.press("t", "half a thou")
		if st.a.Answers[0].Note != "" {
			t.Fatalf("%s: saved before", name)
		}
		end(st)
		if got := st.a.Answers[0].Note; got != "half a thou" || st.save == 0 {
			t.Errorf("%s: note %q after %d saves", name, got, st.save)
		}
	}
}

func TestSetup(t *testing.T) {
	st := newStage(t, "en", 80, 24)
	st.press("Nordic", "enter", "esc", "enter", "3", "enter", "enter")
	for range len("nordic.yaml") {
		st.press("backspace")
	}
	st.press("taken", "enter")
	if !strings.Contains(st.View(), " taken\n") {
		t.Errorf("no word about the file that exists:\n%s", st.View())
	}
	st.press("2", "enter")
	want := interview.Facts{Lang: "en", Name: "Nordic", Stage: "mature", Depth: "quick/team", File: "taken2.yaml"}
	if diff := cmp.Diff(want, st.start.Setup.Facts); diff != "" {
		t.Error(diff)
	}
}

// TestSmallWindow: however small the window is, something is drawn, and growing it later brings everything back.
func TestSmallWindow(t *testing.T) {
	st := newStage(t, "zh", 80, 24)
	st.press("X", "enter", "enter", "enter", "enter", "x", "3")
	whole := st.View()
	for h := range 30 {
		st.Update(tea.WindowSizeMsg{Width: 3 * h, Height: h})
		if st.View() == "" {
			t.Errorf("nothing at height %d", h)
		}
	}
	st.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	if diff := cmp.Diff(whole, st.View()); diff != "" {
		t.Error(diff)
	}
}

func BenchmarkKey(b *testing.B) {
	st := newStage(b, "zh", 80, 24)
	st.press("X", "enter", "enter", "enter", "enter", "x")
	for b.Loop() {
		st.press("down")
		_ = st.View()
	}
}

// TestMarkIsKept: a level that is marked stays marked while something else is said about the question, and Enter gives
// it. Only going to another question, or taking the answer back, lets go of it.
func TestMarkIsKept(t *testing.T) {
	for what, keys := range map[string][]string{
		"note":                 {"t", "why", "enter"},
		"note left by Esc":     {"t", "why", "esc"},
		"reason left by Esc":   {"n", "why", "esc"},
		"evidence":             {"e", "a list", "enter"},
		"evidence left by Esc": {"e", "a list", "esc"},
		"confidence":           {"c", "2", "enter"},
		"confidence, left":     {"c", "esc"},
		"list, left":           {"g", "esc"},
		"help, left":           {"h", "x"},
		"all of them":          {"t", "why", "enter", "e", "a list", "enter", "c", "3", "enter", "h", "x"},
	} {
		for _, lang := range []say.Language{"en", "zh"} {
			st := newStage(t, say.Language(lang), 80, 24)
			st.press("s", "enter", "1", "enter", "enter", "enter", "x")
			here := st.s.Here().Criterion
			st.press("3")
			st.press(keys...)
			if a := st.a.Answers[here]; a.State == assess.Answered && a.Given {
				t.Errorf("%s: answered before Enter", what)
			}
			st.press("enter")
			if a := st.a.Answers[here]; !a.Given || a.State != assess.Answered || a.Level != 3 ||
				st.s.Here().Criterion == here {
				t.Errorf("%s: %+v\n%s", what, a, st.View())
			}
			st.press("left", "5")
			st.press(keys...)
			st.press("enter")
			if a := st.a.Answers[here]; a.Level != 5 {
				t.Errorf("%s, to change an answer: %+v", what, a)
			}
		}
	}
	st := newStage(t, "en", 80, 24)
	st.press("s", "enter", "1", "enter", "enter", "enter", "x")
	here := st.s.Here().Criterion
	st.press("3", "right", "left", "enter")
	st.press("3", "t", "why", "enter", "x", "enter")
	if a := st.a.Answers[here]; a.State == assess.Answered || a.Level != 0 || a.Note != "why" {
		t.Errorf("a mark that was left or taken back answers: %+v", a)
	}
}
