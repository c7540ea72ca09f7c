package huhprompt

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"

	"fathom/assess"
	"fathom/assess/interview"
	"fathom/rubric/channelteam"
	"fathom/rubric/say"
	"fathom/rubric/width"
)

// room is a panel of eight, three with Chinese names, who agree on three criteria.
func room(t *testing.T, lang say.Language, w, h int) *stage {
	t.Helper()
	m := assess.Compile(channelteam.Rubric())
	a := &assess.Assessment{Subject: assess.Subject{ID: "s"}, Date: "2026-11-20", Depth: "quick", Panel: true,
		Answers: make([]assess.Answer, m.Len())}
	for _, name := range []string{"Anna Berg", "Bo Li", "Carl", "Dora", "Emil", "李明", "王芳", "陈晓"} {
		a.Raters = append(a.Raters, assess.Rater{ID: "r" + fmt.Sprint(len(a.Raters)), Name: name})
	}
	var at []int
	for _, c := range []struct {
		id, note string
		votes    []int // -1 don't know, -2 not applicable
	}{
		{"goals-strategy/goal-quality", "", []int{1, 2, 2, 5, 3, 3, 3, 4}},
		{"roles/overlap-control", "r2: two reports seen\nr6: 看了两份周报", []int{3, 3, 3, 3, 3, -1, -2, -2}},
		{"cap-inventory/stock-control", "", []int{2, 2, 2, 2, 2, 2, 2, 2}},
	} {
		i, ok := m.Index(c.id)
		if !ok {
			t.Fatal(c.id)
		}
		at = append(at, i)
		answer := &a.Answers[i]
		answer.Given, answer.State, answer.Note = true, assess.Unanswered, c.note
		for k, level := range c.votes {
			v := assess.Vote{Rater: a.Raters[k].ID, State: assess.Answered, Level: max(level, 0)}
			switch level {
			case -1:
				v.State = assess.Unknown
			case -2:
				v.State = assess.NotApplicable
			}
			answer.Votes = append(answer.Votes, v)
		}
	}
	why := map[int]string{at[0]: lang.Say("far apart", "分歧大"), at[1]: lang.Say("do not agree whether it applies", "对是否适用看法不一"),
		at[2]: lang.Say("low but weighty", "分低权重大")}
	st := &stage{a: a}
	st.model = newModel(interview.Start{Lang: lang, Begin: func(interview.Facts) (*interview.Session, error) {
		s := interview.NewConsensus(m, a, at, interview.Room{Why: why, Minutes: 60,
			Elapsed: func() time.Duration { return 18 * time.Minute }}, func(*assess.Assessment) error { return nil })
		s.Lang = lang
		return s, nil
	}}, style{})
	st.Update(tea.WindowSizeMsg{Width: w, Height: h})
	return st
}

// TestConsensusScreens compares what a room sees with what was looked at, in both languages at three widths.
func TestConsensusScreens(t *testing.T) {
	for _, lang := range []say.Language{"zh", "en"} {
		for _, size := range [][2]int{{60, 20}, {80, 24}, {120, 40}} {
			st := room(t, lang, size[0], size[1])
			var out strings.Builder
			shoot := func(what string) { photograph(t, st, size, &out, what) }
			shoot("the rules of the room")
			st.press(" ")
			shoot("far apart, names hidden")
			st.press("v")
			shoot("with names")
			st.press("t", "shown the plan")
			shoot("why")
			st.press("enter", "3", "enter", "v")
			shoot("does it apply, with notes and names")
			st.press("v", "c")
			shoot("whose confidence would it be")
			st.press("n", "no stock of its own", "enter")
			shoot("to confirm")
			st.press("left", "left")
			shoot("agreed, with its reason")
			checkGolden(t, fmt.Sprintf("screens-consensus-%s-%d.txt", lang, size[0]), out.String())
			if got := st.a.Answers[st.s.Here().Criterion]; got.Level != 3 ||
				got.Reason != "shown the plan" || got.Note != "" || got.Confidence != "" {
				t.Errorf("agreed is %+v", got)
			}
		}
	}
}

// TestBarsOfManyVotes: with up to 30 votes the bars of the levels begin in one column, are as long as the votes are
// many beside each other, end in their number, and no line is wider than the screen; every level stays in view, or the
// screen says which do not.
func TestBarsOfManyVotes(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	i, _ := m.Index("goals-strategy/goal-quality")
	for _, votes := range [][]int{{1, 2, 3, 1, 1}, {8, 0, 0, 0, 0}, {0, 3, 5, 4, 0}, {12, 0, 0, 0, 0},
		{2, 14, 3, 1, 10}, {0, 0, 30, 0, 0}, {6, 6, 6, 6, 6}} {
		for _, lang := range []say.Language{"zh", "en"} {
			for _, size := range [][2]int{{60, 20}, {80, 24}, {120, 40}} {
				what := fmt.Sprintf("%v in %s at %d", votes, lang, size[0])
				st := crowd(m, i, votes, lang, size)
				bars(t, what, st.View(), votes, size[0])
				st.press("v")
				bars(t, what+" with names", st.View(), votes, size[0])
			}
		}
	}
}

// crowd is a panel with so many votes for each level of one criterion, behind the rules of the room.
func crowd(m *assess.Model, i int, votes []int, lang say.Language, size [2]int) *stage {
	a := &assess.Assessment{Subject: assess.Subject{ID: "s"}, Date: "2026-11-20", Depth: "quick", Panel: true,
		Answers: make([]assess.Answer, m.Len())}
	answer := &a.Answers[i]
	answer.Given, answer.State = true, assess.Unanswered
	for level, n := range votes {
		for range n {
			id := fmt.Sprint("r", len(a.Raters))
			a.Raters = append(a.Raters, assess.Rater{ID: id, Name: []string{"李明", "Anna Berg", "欧阳小红"}[len(a.Raters)%3] + id})
			answer.Votes = append(answer.Votes, assess.Vote{Rater: id, State: assess.Answered, Level: level + 1})
		}
	}
	st := &stage{a: a}
	st.model = newModel(interview.Start{Lang: lang, Begin: func(interview.Facts) (*interview.Session, error) {
		s := interview.NewConsensus(m, a, []int{i}, interview.Room{}, func(*assess.Assessment) error { return nil })
		s.Lang = lang
		return s, nil
	}}, style{})
	st.Update(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
	st.press(" ")
	return st
}

var bar = regexp.MustCompile(`^ *[>▸❯]? *([1-5]) .*?(█+) (\d+) `)

// bars checks the bars of one screen.
func bars(t *testing.T, what, view string, votes []int, cells int) {
	t.Helper()
	column, seen := -1, 0
	lengths := map[int]int{}
	for _, line := range strings.Split(view, "\n") {
		if w := width.Of(line); w > cells {
			t.Errorf("%s: %d cells: %q", what, w, line)
		}
		if !strings.Contains(line, "█") {
			continue
		}
		got := bar.FindStringSubmatch(line)
		if got == nil {
			t.Errorf("%s: a bar by itself: %q", what, line)
			continue
		}
		level, _ := strconv.Atoi(got[1])
		if n, _ := strconv.Atoi(got[3]); n != votes[level-1] {
			t.Errorf("%s: level %d has %d votes, want %d", what, level, n, votes[level-1])
		}
		at := width.Of(line[:strings.Index(line, "█")])
		if column >= 0 && at != column {
			t.Errorf("%s: a bar begins at %d, another at %d:\n%s", what, at, column, view)
		}
		column, lengths[votes[level-1]] = at, utf8.RuneCountInString(got[2])
		seen++
	}
	for n, long := range lengths {
		for less, short := range lengths {
			if less < n && short > long {
				t.Errorf("%s: %d votes are %d long, %d votes %d", what, n, long, less, short)
			}
		}
	}
	want, most, longest := 0, slices.Max(votes), 8
	for _, n := range votes {
		want += min(n, 1)
	}
	if cells < 78 {
		longest = 5
	}
	if long, ok := lengths[most]; ok && long != min(most, longest) {
		t.Errorf("%s: the longest bar has %d cells, want %d", what, long, min(most, longest))
	}
	if seen != want && !strings.Contains(view, "PgDn") {
		t.Errorf("%s: %d of %d bars, and nothing says that more are below:\n%s", what, seen, want, view)
	}
	if seen == 0 {
		t.Errorf("%s: no bar:\n%s", what, view)
	}
}
