package interview

import (
	"strings"
	"unicode/utf8"

	"fathom/assess"
)

// This file is about why a criterion does not apply: the reason stands apart from the note, which it never replaces.

// draft is a reason that is being typed: what it stands behind while it is none yet, and the text so far.
type draft struct{ before, text string }

// kept is where the draft is kept, so that nothing typed is lost: in a paragraph of its own behind what was there.
func (d draft) kept() string { return strings.Trim(d.before+"\n"+d.text, "\n") }

// own is where whoever is at the screen writes: a rater the note; a panel why it agrees. What raters noted beside their
// votes is theirs.
func own(a *assess.Answer) *string {
	if a.Votes != nil {
		return &a.Reason
	}
	return &a.Note
}

// rulesOut reports whether the answer in view is "not applicable".
func (s *Session) rulesOut() bool {
	a := s.answer()
	return a.Given && a.State == assess.NotApplicable
}

// BeginReason returns the reason for "not applicable" as far as there is one: of the answer, or the draft that somebody
// left in this session.
func (s *Session) BeginReason() string {
	if s.rulesOut() {
		return s.answer().Why()
	}
	i := s.Here().Criterion
	if d, ok := s.drafts[i]; ok && d.kept() == *own(s.answer()) {
		return d.text
	}
	s.drafts[i] = draft{before: *own(s.answer())}
	return ""
}

// DraftReason keeps a reason that is still being typed; see BeginReason. It becomes one by NotApplicable, and the note
// is again what it was before.
func (s *Session) DraftReason(text string) error {
	text, err := clean(text)
	if err != nil {
		return err
	}
	if s.rulesOut() {
		if text == "" {
			return ErrNoReason
		}
		return s.change(func(a *assess.Answer) { a.RuleOut(text) })
	}
	d := s.drafts[s.Here().Criterion]
	d.text = text
	if utf8.RuneCountInString(d.kept()) > assess.MaxText {
		return ErrTooLong
	}
	s.drafts[s.Here().Criterion] = d
	return s.change(func(a *assess.Answer) { *own(a) = d.kept() })
}

// NotApplicable takes the question in view out of the assessment for a reason, and goes on.
func (s *Session) NotApplicable(reason string) error {
	reason, err := clean(reason)
	switch {
	case err != nil:
		return err
	case reason == "":
		return ErrNoReason
	}
	i := s.Here().Criterion
	return s.settle(func(a *assess.Answer) {
		if d, ok := s.drafts[i]; ok && d.text != "" && d.kept() == *own(a) {
			*own(a) = d.before
		}
		delete(s.drafts, i)
		if a.Votes != nil && a.State != assess.NotApplicable {
			s.agreed[i] = a.Reason
		}
		a.RuleOut(reason)
	})
}
