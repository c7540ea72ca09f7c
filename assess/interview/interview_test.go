package interview_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"fathom/assess"
	"fathom/assess/interview"
	"fathom/rubric/rubricfile"
)

// small is a rubric of two dimensions with three criteria each, two of them core.
func small(t testing.TB) *assess.Model {
	t.Helper()
	const text = `format: fathom.rubric/1
id: small
version: 1.0.0
languages: [en]
scales: {plain: [{level: 0, name: {en: none}}, {level: 1, name: {en: some}}, {level: 2, name: {en: all}}]}
parts: [{id: team, name: {en: Team}}]
dimensions: [{id: d1, part: team, name: {en: First}}, {id: d2, part: team, name: {en: Second}}]
practices:
  - {id: p1, dimension: d1, criteria: [{id: a, core: true}, {id: b}]}
  - {id: p2, dimension: d1, criteria: [{id: c}]}
  - {id: p3, dimension: d2, criteria: [{id: d, core: true}, {id: e}, {id: f}]}
`
	r, _, err := rubricfile.Read(rubricfile.File{Name: "small.yaml", Data: []byte(text)})
	if err != nil {
		t.Fatal(err)
	}
	return assess.Compile(r)
}

// disk remembers what was saved last, and fails on demand.
type disk struct {
	saved []assess.Answer
	saves int
	err   error
}

func (d *disk) save(a *assess.Assessment) error {
	if d.err != nil {
		return d.err
	}
	d.saves++
	d.saved = append([]assess.Answer(nil), a.Answers...)
	return nil
}

func blank(m *assess.Model, depth string) *assess.Assessment {
	return &assess.Assessment{Subject: assess.Subject{ID: "s"}, Date: "2026-11-20", Depth: depth,
		Answers: make([]assess.Answer, m.Len())}
}

// script is a Prompter for tests: it makes its moves in order and then leaves.
type script []func(*interview.Session) error

func (moves script) Conduct(_ context.Context, start interview.Start) error {
	s, err := start.Begin(interview.Facts{})
	if err != nil {
		return err
	}
	for _, move := range moves {
		if err := move(s); err != nil {
			return err
		}
	}
	return s.Save()
}

func (script) Fill(context.Context, interview.Form) error { return interview.ErrAborted }

var _ interview.Prompter = script{}

// run conducts a script over a new session and returns the session.
func run(t *testing.T, m *assess.Model, a *assess.Assessment, d *disk,
	moves ...func(*interview.Session) error) (*interview.Session, error) {
	t.Helper()
	var s *interview.Session
	err := script(moves).Conduct(t.Context(), interview.Start{Begin: func(interview.Facts) (*interview.Session, error) {
		s = interview.New(m, a, d.save)
		return s, nil
	}})
	return s, err
}

func level(n int) func(*interview.Session) error {
	return func(s *interview.Session) error { return s.Answer(n) }
}

func quietly(move func(*interview.Session)) func(*interview.Session) error {
	return func(s *interview.Session) error {
		move(s)
		return nil
	}
}

// TestEveryAnswerIsSaved: each kind of answer is on the disk before the next question is in view.
func TestEveryAnswerIsSaved(t *testing.T) {
	m, d := small(t), &disk{}
	s, err := run(t, m, blank(m, "full"), d,
		level(2),
		func(s *interview.Session) error { return s.DontKnow() },
		func(s *interview.Session) error { return s.NotApplicable(" no stock ") },
		quietly((*interview.Session).Next),
		func(s *interview.Session) error { return s.SetNote("ask Li\r\ntoday") },
		func(s *interview.Session) error { return s.SetEvidence("plan 2026\n\n  map ") },
		func(s *interview.Session) error { return s.SetConfidence("high") },
	)
	if err != nil || d.saves != 6 {
		t.Fatalf("%v, %d saves", err, d.saves)
	}
	digest := func(i int) string {
		c := m.Criterion(i)
		return c.TextDigest()
	}
	want := []assess.Answer{
		{Given: true, State: assess.Answered, Level: 2, Text: digest(0)},
		{Given: true, State: assess.Unknown, Text: digest(1)},
		{Given: true, State: assess.NotApplicable, Note: "no stock", Text: digest(2)},
		{Given: true, State: assess.Unanswered, Note: "ask Li\ntoday", Evidence: []string{"plan 2026", "map"}, Confidence: "high",
			Text: digest(3)},
		{}, {},
	}
	if diff := cmp.Diff(want, d.saved); diff != "" {
		t.Error(diff)
	}
	if p := s.Progress(); p.Done != 3 || p.Total != 6 || p.Left() != 3 || s.ProgressOf(1).Done != 0 {
		t.Errorf("progress %+v", p)
	}
}

func TestRefusals(t *testing.T) {
	m := small(t)
	for want, move := range map[error]func(*interview.Session) error{
		interview.ErrLevel:    level(3),
		interview.ErrNoReason: func(s *interview.Session) error { return s.NotApplicable(" \n") },
		interview.ErrTooLong:  func(s *interview.Session) error { return s.SetNote(string(make([]byte, 10_001))) },
	} {
		d := &disk{}
		s, err := run(t, m, blank(m, "full"), d, move)
		if !errors.Is(err, want) || d.saves != 0 || s.At() != 0 {
			t.Errorf("got %v after %d saves at %d, want %v", err, d.saves, s.At(), want)
		}
	}
}

// TestConsensus: a panel agrees that a question does not apply, for a reason, or that nobody knows; votes and what the
// raters noted stay.
func TestConsensus(t *testing.T) {
	m, d := small(t), &disk{}
	a := blank(m, "full")
	votes := []assess.Vote{{Rater: "li", State: assess.Answered, Level: 1}, {Rater: "wu", State: assess.NotApplicable}}
	for i := range 4 {
		a.Answers[i] = assess.Answer{Given: true, State: assess.Unanswered, Votes: votes, Note: "wu: no stock"}
	}
	a.Answers[1].Note = ""
	s := interview.NewConsensus(m, a, []int{2, 0, 1, 3}, interview.Room{}, d.save)
	if err := s.NotApplicable(" "); !errors.Is(err, interview.ErrNoReason) || d.saves != 0 || s.At() != 0 {
		t.Fatalf("without a reason: %v after %d saves at %d", err, d.saves, s.At())
	}
	if err := s.NotApplicable("software only"); err != nil || s.Here().Criterion != 0 {
		t.Fatalf("%v at %+v", err, s.Here())
	}
	if err := s.DontKnow(); err != nil || s.Here().Criterion != 1 {
		t.Fatalf("%v at %+v", err, s.Here())
	}
	if err := s.NotApplicable("software only"); err != nil {
		t.Fatal(err)
	}
	if err := s.NotApplicable("as before"); err != nil || s.Here().Kind != interview.End {
		t.Fatalf("%v at %+v", err, s.Here())
	}
	for i, want := range []assess.Answer{
		{State: assess.Unknown, Note: "wu: no stock"},
		{State: assess.NotApplicable, Reason: "software only"},
		{State: assess.NotApplicable, Reason: "software only", Note: "wu: no stock"},
		{State: assess.NotApplicable, Reason: "as before", Note: "wu: no stock"},
	} {
		want.Given, want.Votes, want.Text = true, votes, m.Criterion(i).TextDigest()
		if diff := cmp.Diff(want, d.saved[i]); diff != "" {
			t.Errorf("%d: %s", i, diff)
		}
	}
	if p := s.Progress(); p.Left() != 0 {
		t.Errorf("%+v", p)
	}
	s.GoTo(0)
	if err := s.Answer(1); err != nil { // the reason why it did not apply is none for a level
		t.Fatal(err)
	}
	s.GoTo(0)
	if err := s.SetNote("all ship from the depot"); err != nil {
		t.Fatal(err)
	}
	if got := a.Answers[2]; got.Reason != "all ship from the depot" || got.Note != "wu: no stock" || got.Level != 1 {
		t.Errorf("what the panel notes is its reason, and what raters noted is theirs: %+v", got)
	}
}

// TestResume: an interview begins at the first open question, and NextOpen goes round.
func TestResume(t *testing.T) {
	m := small(t)
	a := blank(m, "full")
	a.Answers[0] = assess.Answer{Given: true, State: assess.Answered, Level: 1}
	a.Answers[2] = assess.Answer{Given: true, State: assess.Answered, Level: 1}
	s := interview.New(m, a, (&disk{}).save)
	if s.Here().Criterion != 1 {
		t.Errorf("resumes at %d", s.Here().Criterion)
	}
	for _, want := range []int{3, 4, 5, 1} {
		if s.NextOpen(); s.Here().Criterion != want {
			t.Errorf("next open is %d, want %d", s.Here().Criterion, want)
		}
	}
	for i := range a.Answers {
		a.Answers[i] = assess.Answer{Given: true, State: assess.Unknown}
	}
	if s = interview.New(m, a, (&disk{}).save); s.Here().Kind != interview.End {
		t.Errorf("nothing is open, but it resumes at %+v", s.Here())
	}
}

// TestChangedText: an answer to a text that changed waits for a look; the same answer again confirms it.
func TestChangedText(t *testing.T) {
	m, d := small(t), &disk{}
	a := blank(m, "quick")
	a.Answers[0] = assess.Answer{Given: true, State: assess.Answered, Level: 1, Text: "unchecked"}
	a.Answers[3] = assess.Answer{Given: true, State: assess.Answered, Level: 1}
	s := interview.New(m, a, d.save)
	if s.At() != 0 || !s.Card().Changed || s.Progress().Done != 1 {
		t.Fatalf("at %d, %+v", s.At(), s.Progress())
	}
	if err := s.Answer(1); err != nil || s.Progress().Left() != 0 || d.saves != 1 {
		t.Errorf("%v %+v %d", err, s.Progress(), d.saves)
	}
}

// TestRewordedText: an answer to an earlier text that asked the same is settled, and keeps the record of what was
// rated.
func TestRewordedText(t *testing.T) {
	m, d := small(t), &disk{}
	m.Criterion(0).SameAs = []string{"abcdefgh"}
	a := blank(m, "quick")
	a.Answers[0] = assess.Answer{Given: true, State: assess.Answered, Level: 1, Text: "abcdefgh"}
	s := interview.New(m, a, d.save)
	if s.At() == 0 || s.Progress().Done != 1 || strings.HasPrefix(s.AnswerText(0), "text changed") {
		t.Errorf("at %d, %+v, %s", s.At(), s.Progress(), s.AnswerText(0))
	}
	if got := s.Assessment().Answers[0].Text; got != "abcdefgh" {
		t.Errorf("the record of what was rated is %s now", got)
	}
}

// TestSaveFails: the answer stays in view and in memory, the session goes on, and the next save that works holds all.
func TestSaveFails(t *testing.T) {
	m, d := small(t), &disk{}
	s := interview.New(m, blank(m, "full"), d.save)
	if err := s.Answer(1); err != nil {
		t.Fatal(err)
	}
	d.err = errors.New("no space left")
	if err := s.Answer(2); !errors.Is(err, interview.ErrUnsaved) || !errors.Is(err, d.err) || s.At() != 1 ||
		!s.Unsaved() {
		t.Errorf("%v at %d", err, s.At())
	}
	if d.saved[1].Given {
		t.Error("saved after all")
	}
	s.Next()
	d.err = nil
	if err := s.Answer(0); err != nil || d.saved[1].Level != 2 || d.saved[2].Level != 0 || s.Unsaved() {
		t.Errorf("%v %+v", err, d.saved)
	}
	s.Back() // from the summary
	d.err = errors.New("no space left")
	_ = s.SetNote("x")
	d.err = nil
	if err := s.Save(); err != nil || d.saved[s.Here().Criterion].Note != "x" {
		t.Errorf("%v %+v", err, d.saved)
	}
}

// TestClear: taking an answer back keeps what was written beside it; an entry that says nothing is no entry.
func TestClear(t *testing.T) {
	m, d := small(t), &disk{}
	s := interview.New(m, blank(m, "full"), d.save)
	_ = s.SetNote("why")
	_ = s.Answer(1)
	s.Back()
	if err := s.Clear(); err != nil || d.saved[0].State != assess.Unanswered || d.saved[0].Note != "why" {
		t.Errorf("%v %+v", err, d.saved[0])
	}
	if err := s.SetNote(""); err != nil || d.saved[0].Given {
		t.Errorf("%v %+v", err, d.saved[0])
	}
}

// TestReview: a summary lists the answers and what is missing, and tells no score while the session is blind.
func TestReview(t *testing.T) {
	m := small(t)
	s, err := run(t, m, blank(m, "full"), &disk{}, level(2), level(1), quietly((*interview.Session).Next))
	if err != nil {
		t.Fatal(err)
	}
	v := s.Review()
	if v.Title != "First" || len(v.Rows) != 3 || v.Rows[0].Answer != "2 all" || !v.Rows[2].Open || v.Progress.Left() != 1 ||
		len(v.Scores) != 1 {
		t.Errorf("%+v", v)
	}
	s.Blind = true
	if v := s.Review(); len(v.Scores) != 0 {
		t.Errorf("blind, but %+v", v.Scores)
	}
	s.GoTo(99)
	if v := s.Review(); len(v.Scores) == 0 || len(v.Rows) != 6 || !v.Rows[3].New {
		t.Errorf("%+v", v)
	}
}

// TestAnyWay takes random walks: whatever the person does, what is on the disk is what the session shows, and an answer
// that was given is only ever changed on its own question.
func TestAnyWay(t *testing.T) {
	m := small(t)
	for seed := range uint64(200) {
		random, d := rand.New(rand.NewPCG(seed, 1)), &disk{}
		s := interview.New(m, blank(m, "full"), d.save)
		for range 60 {
			at, before := s.Here(), append([]assess.Answer(nil), s.Assessment().Answers...)
			switch random.IntN(9) {
			case 0, 1, 2:
				if at.Kind == interview.Question {
					_ = s.Answer(random.IntN(3))
				}
			case 3:
				_ = s.Clear()
			case 4:
				_ = s.SetNote("n")
			case 5:
				s.GoTo(random.IntN(12) - 1)
			case 6:
				s.Back()
			case 7:
				s.NextOpen()
			case 8:
				if at.Kind == interview.Question {
					_ = s.NotApplicable("no")
				}
			}
			for i, b := range before {
				if diff := cmp.Diff(b, s.Assessment().Answers[i]); diff != "" &&
					(at.Kind != interview.Question || i != at.Criterion) {
					t.Fatalf("seed %d: %d changed: %s", seed, i, diff)
				}
			}
			if d.saves > 0 && !cmp.Equal(d.saved, s.Assessment().Answers) {
				t.Fatalf("seed %d: not saved", seed)
			}
		}
	}
}
