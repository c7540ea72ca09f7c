package huhprompt

import (
	"slices"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"fathom/assess"
	"fathom/assess/interview"
	"fathom/rubric"
)

// ticking is a stage of one checklist of three things and one that stands alone.
func ticking(t *testing.T, width, height int) *stage {
	t.Helper()
	r := &rubric.Rubric{ID: "t", Version: "1", Languages: []string{"en"}, Parts: []rubric.Part{{ID: "all"}},
		Scales:     []rubric.Scale{{ID: "s", Levels: []rubric.Level{{}, {Level: 1, Value: 1}, {Level: 2, Value: 2}}}},
		Dimensions: []rubric.Dimension{{ID: "d", Part: "all"}}}
	c := rubric.Criterion{ID: "backups", Weight: 1, Scale: "s"}
	for _, id := range []string{"daily", "tested", "offsite", "none"} {
		c.Items = append(c.Items, rubric.Item{ID: id, Text: rubric.Text{"en": "Text of " + id}, Alone: id == "none"})
	}
	c.Ticked = []rubric.TickRule{{Level: 2, AtLeast: 2}, {Level: 1, AtLeast: 1}, {Level: 0}}
	r.Practices = []rubric.Practice{{ID: "p", Dimension: "d", Criteria: []rubric.Criterion{c}}}
	r.Share()
	m := assess.Compile(r)
	st := &stage{a: &assess.Assessment{Answers: make([]assess.Answer, m.Len())}}
	st.model = newModel(interview.Start{Lang: "en", Begin: func(interview.Facts) (*interview.Session, error) {
		return interview.New(m, st.a, func(*assess.Assessment) error { return st.err }), nil
	}}, style{})
	st.Update(tea.WindowSizeMsg{Width: width, Height: height})
	return st
}

// TestTicks: digits and Space tick and take back, 0 says that none holds, what stands alone takes the others back, and
// Enter answers with all of it; before anything is ticked Enter answers nothing.
func TestTicks(t *testing.T) {
	for _, x := range []struct {
		keys   []string
		ticked []string
		level  int
	}{
		{[]string{"enter"}, nil, 0},
		{[]string{"1", "enter"}, []string{"daily"}, 1},
		{[]string{"1", "3", "enter"}, []string{"daily", "offsite"}, 2},
		{[]string{"1", "3", "1", "enter"}, []string{"offsite"}, 1},
		{[]string{"down", "down", " ", "enter"}, []string{"tested"}, 1},
		{[]string{"1", "4", "enter"}, []string{"none"}, 0},
		{[]string{"4", "2", "enter"}, []string{"tested"}, 1},
		{[]string{"1", "0", "enter"}, []string{"none"}, 0},
		{[]string{"1", "1", "enter"}, []string{}, 0},
		{[]string{" ", "enter"}, nil, 0},
	} {
		st := ticking(t, 80, 24)
		st.press(x.keys...)
		got := st.a.Answers[0]
		if got.Given != (x.ticked != nil) || (got.Ticked == nil) != (x.ticked == nil) ||
			!slices.Equal(got.Ticked, x.ticked) || got.Level != x.level {
			t.Errorf("%v: %+v", x.keys, got)
		}
	}
}

// TestTickScreen: what is on the screen before and after two ticks; it fits a small window.
func TestTickScreen(t *testing.T) {
	st := ticking(t, 80, 24)
	st.press("1", "3")
	view := st.View()
	for _, want := range []string{"[x] 1  Text of daily", "[ ] 2  Text of tested", "[x] 3  Text of offsite",
		"Level 2: 2 or more hold", "Level 0: in every other case", "Ticked here, with Enter: level 2"} {
		if !strings.Contains(view, want) {
			t.Errorf("no %q in\n%s", want, view)
		}
	}
	var out strings.Builder
	for _, size := range [][2]int{{30, 8}, {60, 20}, {40, 10}} {
		photograph(t, ticking(t, size[0], size[1]), size, &out, "a small window")
	}
}
