package interview

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/say"
)

// What a session refuses. Nothing is changed then.
var (
	ErrLevel    = errors.New("interview: no such level")
	ErrNoReason = errors.New("interview: not applicable needs a reason")
	ErrTooLong  = errors.New("interview: the text is too long")
)

// ErrUnsaved wraps the cause when an answer could not be saved. The session keeps the answer and goes on; the next
// save that works holds it.
var ErrUnsaved = errors.New("interview: not saved")

// Session is one person's way through the questions of one assessment. It belongs to one goroutine.
type Session struct {
	Lang   say.Language       // of all texts
	Blind  bool               // no score before the end
	Before *assess.Assessment // the round before, shown beside the questions; nil without

	model   *assess.Model
	a       *assess.Assessment
	save    func(*assess.Assessment) error
	digests []string // of the criteria's texts as they are now
	stops   []Stop
	numbers []int // of the questions: the n-th that is asked, by criterion
	at      int
	unsaved bool
	drafts  map[int]draft  // by criterion: a reason for "not applicable" that is not finished
	agreed  map[int]string // by criterion: why a panel agreed, before it agreed that it does not apply
	room    *Room          // of a panel that agrees; nil for one person
	named   int            // 1 and the criterion of which it is shown who voted what; 0 for none
}

// New begins or resumes an interview at the first open question. Every change of the assessment is handed to save
// before the person sees the next question.
func New(m *assess.Model, a *assess.Assessment, save func(*assess.Assessment) error) *Session {
	s := newSession(m, a, save)
	s.plan()
	s.openFrom(0)
	return s
}

func newSession(m *assess.Model, a *assess.Assessment, save func(*assess.Assessment) error) *Session {
	s := &Session{Lang: "en", model: m, a: a, save: save, drafts: map[int]draft{}, agreed: map[int]string{}}
	s.digests = make([]string, m.Len())
	for i := range s.digests {
		c := m.Criterion(i)
		s.digests[i] = c.TextDigest()
		if answer := &a.Answers[i]; answer.Given && answer.Text == "" {
			answer.Text = s.digests[i] // given for the rubric as it is: else the reader would have marked it
		}
	}
	return s
}

// Assessment returns the answers so far, for reading.
func (s *Session) Assessment() *assess.Assessment { return s.a }

// Rubric returns the rubric in use.
func (s *Session) Rubric() *rubric.Rubric { return s.model.Rubric }

// Unsaved reports whether the last save failed.
func (s *Session) Unsaved() bool { return s.unsaved }

// Save saves again what could not be saved. It does nothing when all is saved.
func (s *Session) Save() error {
	if !s.unsaved {
		return nil
	}
	return s.keep()
}

func (s *Session) keep() error {
	err := s.save(s.a)
	s.unsaved = err != nil
	if err != nil {
		return fmt.Errorf("%w: %w", ErrUnsaved, err)
	}
	return nil
}

// Answer gives the question in view a level and, once that is saved, goes on to the next.
func (s *Session) Answer(level int) error {
	scale := s.scale(s.Here().Criterion)
	if _, ok := scale.Value(level); !ok {
		return ErrLevel
	}
	return s.settle(func(a *assess.Answer) { s.rate(a, assess.Answered, level) })
}

// DontKnow marks the question in view as one the person, or a panel together, cannot answer, and goes on.
func (s *Session) DontKnow() error {
	return s.settle(func(a *assess.Answer) { s.rate(a, assess.Unknown, 0) })
}

// rate gives an answer that is not "not applicable". The reason of one before is no note on the new answer and goes;
// the note stays, and why a panel agreed before in this session comes back.
func (s *Session) rate(a *assess.Answer, state assess.State, level int) {
	if a.State == assess.NotApplicable {
		a.Note, a.Reason = a.Remark(), s.agreed[s.Here().Criterion]
	}
	a.State, a.Level, a.Ticked = state, level, nil
}

// settle changes the answer in view as an answer to today's text, and goes on once it is saved.
func (s *Session) settle(change func(*assess.Answer)) error {
	i := s.Here().Criterion
	err := s.change(func(a *assess.Answer) {
		a.Text = s.digests[i]
		change(a)
	})
	if err == nil {
		s.Next()
	}
	return err
}

// Clear takes the answer in view back. Its note, evidence and votes stay; the reason why it did not apply goes.
func (s *Session) Clear() error {
	return s.change(func(a *assess.Answer) { s.rate(a, assess.Unanswered, 0) })
}

// SetNote replaces the note of the question in view, answered or not; beside votes, why the panel agrees, which cannot
// be empty where it is why the criterion does not apply.
func (s *Session) SetNote(text string) error {
	text, err := clean(text)
	if err != nil {
		return err
	}
	if a := s.answer(); text == "" && a.Votes != nil && s.rulesOut() {
		return ErrNoReason
	}
	return s.change(func(a *assess.Answer) {
		if a.Votes != nil || a.State != assess.NotApplicable {
			*own(a) = text
			return
		}
		why := a.Why()
		a.Note, a.Reason = text, why
		a.RuleOut(why)
	})
}

// SetEvidence replaces the evidence seen for the question in view: one piece a line.
func (s *Session) SetEvidence(lines string) error {
	text, err := clean(lines)
	if err != nil {
		return err
	}
	var pieces []string
	for _, line := range strings.Split(text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			pieces = append(pieces, line)
		}
	}
	return s.change(func(a *assess.Answer) { a.Evidence = pieces })
}

// SetConfidence says how sure the person is: "low", "medium", "high", or "" to say nothing.
func (s *Session) SetConfidence(word string) error {
	return s.change(func(a *assess.Answer) { a.Confidence = word })
}

// change edits the answer in view and saves, if anything is different. An entry that says nothing is no entry.
func (s *Session) change(edit func(*assess.Answer)) error {
	if s.Here().Kind != Question {
		return nil
	}
	a := s.answer()
	before := *a
	if !a.Given {
		a.State, a.Given = assess.Unanswered, true
	}
	edit(a)
	switch {
	case a.State == assess.Unanswered && a.Votes == nil && a.Note == "" && a.Evidence == nil && a.Confidence == "":
		*a = assess.Answer{}
	case a.Text == "":
		a.Text = s.digests[s.Here().Criterion]
	}
	if !s.unsaved && equal(before, *a) {
		return nil
	}
	return s.keep()
}

func equal(a, b assess.Answer) bool {
	return a.Given == b.Given && a.State == b.State && a.Level == b.Level && a.Note == b.Note &&
		a.Reason == b.Reason && a.Text == b.Text && a.Confidence == b.Confidence &&
		slices.Equal(a.Ticked, b.Ticked) && (a.Ticked == nil) == (b.Ticked == nil) &&
		strings.Join(a.Evidence, "\n") == strings.Join(b.Evidence, "\n")
}

// clean prepares a text that was typed: blanks around it are dropped, and what is not UTF-8 shows.
func clean(text string) (string, error) {
	text = strings.TrimSpace(strings.ToValidUTF8(strings.ReplaceAll(text, "\r\n", "\n"), "\uFFFD"))
	if utf8.RuneCountInString(text) > assess.MaxText {
		return "", ErrTooLong
	}
	return text, nil
}

func (s *Session) answer() *assess.Answer { return &s.a.Answers[s.Here().Criterion] }

func (s *Session) scale(i int) *rubric.Scale { return s.model.Rubric.Scale(s.model.Criterion(i).Scale) }
