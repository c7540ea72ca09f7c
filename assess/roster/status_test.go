package roster_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/roster"
)

// back is a return with so many answers in rubric order, all at a level.
func back(m *assess.Model, rater, subject, date string, n, level int) roster.Return {
	a := &assess.Assessment{Subject: assess.Subject{ID: subject}, Date: date, Depth: "quick",
		Answers: make([]assess.Answer, m.Len())}
	if rater != "" {
		a.Raters = []assess.Rater{{ID: rater, Name: strings.ToUpper(rater)}}
	}
	for i := range a.Answers {
		if m.Asked(i, "quick") && n > 0 {
			a.Answers[i] = assess.Answer{Given: true, State: assess.Answered, Level: level}
			n--
		}
	}
	return roster.Return{File: rater + date, Assessment: a}
}

// TestStatus: who has answered all, some or nothing, who is late, what should be looked at, worked by hand: a quick
// form asks 31 criteria.
func TestStatus(t *testing.T) {
	m := model()
	l := read(t, "name,subject,due\nall,x,2026-12-05\nsome,x,2026-12-05\nnone,x,2026-12-05\nlate,x,2026-12-01\n"+
		"today,x,2026-12-03\ntwice,x,\nagain,x,\nsplit,x,\nold,x,\nelse,x,\nDEEP,x,\nalone,y,\n", roster.Options{Depth: "quick"})
	all := back(m, "all", "x", "2026-12-01", 31, 3)
	all.Assessment.Answers[0] = assess.Answer{Given: true, State: assess.Unknown}
	old := back(m, "old", "x", "2026-12-01", 31, 3)
	old.Version = "1.0.0"
	deep := back(m, "deep", "X", "2026-12-01", 31, 3)
	deep.Assessment.Depth, deep.Texts = "full", 2
	s := roster.StatusOn(l, []roster.Return{all, back(m, "some", "x", "2026-12-01", 12, 3),
		back(m, "twice", "x", "2026-12-02", 31, 4), back(m, "twice", "x", "2026-11-20", 31, 3),
		back(m, "again", "x", "2026-12-02", 5, 4), back(m, "again", "x", "2026-12-02", 5, 4),
		back(m, "split", "x", "2026-12-02", 4, 4), back(m, "split", "x", "2026-12-02", 9, 4),
		old, back(m, "else", "z", "2026-12-02", 31, 4), deep, back(m, "", "y", "2026-12-02", 31, 1),
		back(m, "", "x", "2026-12-02", 31, 1), back(m, "nobody", "x", "2026-12-02", 31, 1)}, "2026-12-03", m)
	want := []string{
		"all complete 31/31 late 0 left 2 [0] [] 0", "some partial 12/31 late 0 left 2 [1] [] 0",
		"none waiting 0/0 late 0 left 2 [] [] 0", "late waiting 0/0 late 2 left -1 [] [] 0",
		"today waiting 0/0 late 0 left 0 [] [] 0", "twice complete 31/31 late 0 left -1 [2 3] [differs] 31",
		"again partial 5/31 late 0 left -1 [4 5] [again] 0", "split partial 9/31 late 0 left -1 [7 6] [differs] 5",
		"old unusable 31/31 late 0 left -1 [8] [other-version] 0", "else unusable 31/31 late 0 left -1 [9] [other-subject] 0",
		"DEEP complete 31/31 late 0 left -1 [10] [other-texts other-depth] 0", "alone complete 31/31 late 0 left -1 [11] [] 0",
	}
	for i := range s.People {
		p := &s.People[i]
		got := fmt.Sprintf("%s %s %d/%d late %d left %d %v %v %d", p.Rater.Name, p.State, p.Answered, p.Asked, p.Late,
			p.Left, p.Returns, p.Marks, p.Differ)
		if got != want[i] {
			t.Errorf("%s, want %s", got, want[i])
		}
		if len(p.Missing) != p.Asked-p.Answered {
			t.Errorf("%s misses %d", p.Rater.Name, len(p.Missing))
		}
	}
	if len(s.Strangers) != 2 || s.Strangers[0].Return != 12 || s.Strangers[1].Return != 13 {
		t.Errorf("strangers: %v", s.Strangers)
	}
	if !slices.Equal(s.People[1].Missing[:1], []int{at(m, 12)}) {
		t.Errorf("some misses %v", s.People[1].Missing)
	}
}

// at is the place of the criterion that a quick form asks as the nth, from 0.
func at(m *assess.Model, n int) int {
	for i := range m.Len() {
		if m.Asked(i, "quick") {
			if n == 0 {
				return i
			}
			n--
		}
	}
	return -1
}

// TestWhose: a return belongs to the row of its rater, subject and firm; a list that leaves the subject open takes any;
// a name with another id is near, and no more.
func TestWhose(t *testing.T) {
	m := model()
	for _, c := range []struct{ list, rater, subject, member, want string }{
		{"name\nanna\n", "anna", "x", "", "2"}, {"name\nanna\n", "ANNA", "x", "f", "2"},
		{"name,subject\nanna,x\nanna,y\n", "anna", "y", "", "3"},
		{"name,subject\nanna,x\nanna,y\n", "anna", "z", "", "near 2"},
		{"name,subject\nanna,\nanna,y\n", "anna", "y", "", "3"},
		{"name,subject\nanna,\nanna,y\n", "anna", "z", "", "2"},
		{"name,partner\nanna,f\nanna,g\n", "anna", "x", "g", "3"},
		{"name,partner\nanna,\nanna,g\n", "anna", "x", "g", "3"},
		{"name,partner\nanna,\nanna,g\n", "anna", "x", "h", "2"}, {"name,partner\nanna,f\n", "anna", "x", "", "2"},
		{"name,id\nANNA,a1\n", "anna", "x", "", "near 2"}, {"name\nbo\n", "anna", "x", "", ""},
		{"name,subject\nbo,x\nbo,y\n", "", "y", "", "3"}, {"name,subject\nbo,x\nanna,x\n", "", "x", "", ""},
	} {
		r := back(m, c.rater, c.subject, "2026-12-01", 1, 1)
		r.Assessment.Subject.Member = c.member
		s, got := roster.StatusOn(read(t, c.list, roster.Options{}), []roster.Return{r}, "2026-12-03", m), ""
		for i := range s.People {
			if len(s.People[i].Returns) > 0 {
				got = fmt.Sprint(s.People[i].Row)
			}
		}
		if len(s.Strangers) > 0 && s.Strangers[0].Near != nil {
			got += fmt.Sprint("near ", s.Strangers[0].Near.Row)
		}
		if got != c.want {
			t.Errorf("%q %s %s %s: %q, want %q", c.list, c.rater, c.subject, c.member, got, c.want)
		}
	}
	panel := back(m, "anna", "x", "2026-12-01", 1, 1)
	panel.Assessment.Panel = true
	l := read(t, "name\nanna\n", roster.Options{})
	if s := roster.StatusOn(l, []roster.Return{panel}, "2026-12-03", m); len(s.Strangers) != 1 {
		t.Error("a panel is nobody's return")
	}
}
