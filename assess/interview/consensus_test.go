package interview_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"fathom/assess"
	"fathom/assess/interview"
)

// talking is a session of four raters on the first criterion: 1, 2, 2 and one who does not know, in the order of the
// file: the lower median of 1 2 2 is 2.
func talking(t *testing.T, raters ...assess.Rater) *interview.Session {
	t.Helper()
	m := small(t)
	a := blank(m, "full")
	a.Panel, a.Raters = true, raters
	a.Answers[0] = assess.Answer{Given: true, State: assess.Unanswered, Note: raters[0].ID + ": on paper\nfree text"}
	for i, v := range []assess.Vote{{State: assess.Answered, Level: 2}, {State: assess.Answered, Level: 1},
		{State: assess.Unknown}, {State: assess.Answered, Level: 2}} {
		v.Rater = raters[i].ID
		a.Answers[0].Votes = append(a.Answers[0].Votes, v)
	}
	now := 0
	return interview.NewConsensus(m, a, []int{0}, interview.Room{Why: map[int]string{0: "far apart"}, Minutes: 30,
		Elapsed: func() time.Duration { now += 20; return time.Duration(now) * time.Minute }}, (&disk{}).save)
}

// TestTalk: names are hidden at first, also those before the notes; v shows them, by name and not by id.
func TestTalk(t *testing.T) {
	s := talking(t, assess.Rater{ID: "r-x", Name: "李明"}, assess.Rater{ID: "bo"}, assess.Rater{ID: "cy"},
		assess.Rater{ID: "di"})
	c := s.Card()
	want := interview.Talk{Why: "far apart", Median: c.Talk.Median, Others: "1 doesn't know", First: "who gave 1, then 2",
		HasNames: true}
	if diff := cmp.Diff(want, *c.Talk); diff != "" {
		t.Error(diff)
	}
	if c.Talk.Median[:1] != "2" || c.Levels[1].Votes != 1 || c.Levels[2].Votes != 2 ||
		c.Answer.Note != "on paper\nfree text" {
		t.Errorf("%+v", c)
	}
	s.ShowNames()
	c = s.Card()
	if want := "1: bo; 2: 李明, di; don't know: cy"; c.Talk.Names != want {
		t.Errorf("the names are %q, want %q", c.Talk.Names, want)
	}
	if c.Answer.Note != "李明: on paper\nfree text" {
		t.Errorf("the note is %q", c.Answer.Note)
	}
	if s.ShowNames(); s.Card().Talk.Names != "" {
		t.Error("the names are not hidden again")
	}
	if got := s.TimeLeft() + "|" + s.TimeLeft(); got != "10 of 30 minutes left|Time is up: 30 minutes." {
		t.Error(got)
	}
}

// TestTalkAnonymous: there are no names to show.
func TestTalkAnonymous(t *testing.T) {
	s := talking(t, assess.Rater{ID: "anonymous-1"}, assess.Rater{ID: "anonymous-2"}, assess.Rater{ID: "anonymous-3"},
		assess.Rater{ID: "anonymous-4"})
	s.ShowNames()
	if c := s.Card(); c.Talk.HasNames || c.Talk.Names != "" {
		t.Errorf("%+v", c.Talk)
	}
}

// TestNamesOfOneQuestion: who asked for the names of one question did not ask for those of the next one.
func TestNamesOfOneQuestion(t *testing.T) {
	m := small(t)
	a := blank(m, "full")
	a.Panel, a.Raters = true, []assess.Rater{{ID: "ann"}, {ID: "bo"}}
	for i := range 2 {
		a.Answers[i] = assess.Answer{Given: true, State: assess.Unanswered, Note: "ann: seen", Votes: []assess.Vote{
			{Rater: "ann", State: assess.Answered, Level: 1}, {Rater: "bo", State: assess.Answered, Level: 2}}}
	}
	s := interview.NewConsensus(m, a, []int{0, 1}, interview.Room{}, (&disk{}).save)
	shown := func() bool { return s.Card().Talk.Names != "" || s.Card().Answer.Note != "seen" }
	if shown() {
		t.Error("the names are shown at first")
	}
	if s.ShowNames(); !shown() {
		t.Error("the names are not shown")
	}
	if s.Next(); shown() {
		t.Errorf("the names of the next question are shown: %+v", s.Card().Talk)
	}
	if s.ShowNames(); !shown() {
		t.Error("the names of the second question are not shown")
	}
	if s.Back(); shown() {
		t.Error("the names of the first question are shown again")
	}
}
