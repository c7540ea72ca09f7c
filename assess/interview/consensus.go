package interview

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"fathom/assess"
	"fathom/rubric/say"
)

// This file is about a panel that agrees: what the room sees beside the question.

// Room is what a panel's session is given besides its questions. The zero value knows nothing of why and has no end.
type Room struct {
	Why     map[int]string       // why a criterion is on the list, in the session's language
	Minutes int                  // how long the group has; 0 for no end
	Elapsed func() time.Duration // since the session began; nil where Minutes is 0
}

// Talk is what a panel sees of its votes on one question.
type Talk struct {
	Why      string // on the list
	Median   string // the lower one, "" without levels
	Others   string // who gave no level, in numbers; "" for nobody
	First    string // who speaks first; "" where all say the same
	Names    string // who voted what, the lowest first; "" while names are hidden
	HasNames bool   // there are names to show
}

// NewConsensus is New for a panel that agrees on levels: the questions are those criteria (indexes), in their order.
func NewConsensus(m *assess.Model, a *assess.Assessment, criteria []int, room Room,
	save func(*assess.Assessment) error) *Session {
	s := newSession(m, a, save)
	s.room = &room
	s.planOnly(criteria)
	s.openFrom(0)
	return s
}

// IsConsensus reports whether a panel agrees here, in place of one person who rates.
func (s *Session) IsConsensus() bool { return s.room != nil }

// HowToAgree tells a panel what to do, "" where it is one person who rates.
func (s *Session) HowToAgree() string {
	if !s.IsConsensus() {
		return ""
	}
	return s.Lang.Say("Look at the votes. Whoever gave the lowest level speaks first, then whoever gave the highest; each says what was seen. Then agree on a level, or that it does not apply, or that nobody knows, and write why.",
		"先看票数。评得最低的先说，再请评得最高的说，各自讲看到了什么。然后商定一个级别（或不适用、没人知道），写下理由。")
}

// ShowNames shows who voted what on the present question, or hides it again; at first it is hidden, because a room
// looks on, and so it is at each further question.
func (s *Session) ShowNames() {
	here := s.Here()
	if here.Kind != Question || s.isNamed(here.Criterion) {
		s.named = 0
		return
	}
	s.named = here.Criterion + 1
}

// isNamed reports whether it is shown who voted what on a criterion.
func (s *Session) isNamed(i int) bool { return s.named == i+1 }

// TimeLeft says how long the group still has, "" where there is no end.
func (s *Session) TimeLeft() string {
	if s.room == nil || s.room.Minutes == 0 {
		return ""
	}
	left := s.room.Minutes - int(s.room.Elapsed().Minutes())
	if left <= 0 {
		return s.Lang.Say("Time is up: %[2]s.", "%[1]d 分钟已到。", s.room.Minutes, say.Count(s.room.Minutes, "1 minute", "%d minutes"))
	}
	return s.Lang.Say("%[1]d of %[3]s left", "还剩 %[1]d/%[2]d 分钟", left, s.room.Minutes, say.Count(s.room.Minutes, "1 minute", "%d minutes"))
}

// talk describes the votes on a criterion; nil without any.
func (s *Session) talk(i int) *Talk {
	a := &s.a.Answers[i]
	if len(a.Votes) == 0 {
		return nil
	}
	poll := a.Poll()
	t := &Talk{HasNames: !s.a.IsAnonymous(), Others: s.others(&poll)}
	if s.room != nil {
		t.Why = s.room.Why[i]
	}
	if t.HasNames && s.isNamed(i) {
		t.Names = s.votes(i)
	}
	if levels := slices.Sorted(slices.Values(poll.Levels)); len(levels) > 0 {
		t.Median = s.levelText(s.scale(i), levels[(len(levels)-1)/2])
		t.First = s.first(levels[0], levels[len(levels)-1], poll.NA > 0)
	}
	return t
}

// first says who opens: whoever holds that it does not apply, then whoever gave the lowest level and the highest.
func (s *Session) first(low, high int, against bool) string {
	switch {
	case against && low < high:
		return s.Lang.Say("who said N/A, then who gave %d, then %d", "认为不适用的，再请评 %d 级的，然后评 %d 级的", low, high)
	case against:
		return s.Lang.Say("who said N/A, then who gave %d", "认为不适用的，再请评 %d 级的", low)
	case low < high:
		return s.Lang.Say("who gave %d, then %d", "评 %d 级的，再请评 %d 级的", low, high)
	}
	return ""
}

func (s *Session) others(p *assess.Poll) string {
	var out []string
	if p.Unknown > 0 {
		out = append(out, s.Lang.Say("%[2]s", "%[1]d 人不知道", p.Unknown, say.Count(p.Unknown, "1 doesn't know", "%d don't know")))
	}
	if p.NA > 0 {
		out = append(out, s.Lang.Say("%[2]s it does not apply", "%[1]d 人认为不适用", p.NA, say.Count(p.NA, "1 says", "%d say")))
	}
	return strings.Join(out, s.Lang.Say(", ", "，"))
}

// votes lists who voted what, the lowest first, those without a level last.
func (s *Session) votes(i int) string {
	votes := slices.SortedStableFunc(slices.Values(s.a.Answers[i].Votes), func(x, y assess.Vote) int {
		return cmp.Or(cmp.Compare(x.State, y.State), cmp.Compare(x.Level, y.Level))
	})
	var out, names []string
	for k, v := range votes {
		names = append(names, s.a.Called(v.Rater))
		if k+1 < len(votes) && votes[k+1].State == v.State && votes[k+1].Level == v.Level {
			continue
		}
		said := s.Lang.Say("%d", "%d 级", v.Level)
		switch v.State {
		case assess.Unknown:
			said = s.Lang.Say("don't know", "不知道")
		case assess.NotApplicable:
			said = s.Lang.Say("not applicable", "不适用")
		}
		out, names = append(out, said+s.Lang.Say(": ", "：")+s.Lang.List(names)), nil
	}
	return strings.Join(out, s.Lang.Say("; ", "；"))
}

// seen is an answer as the room may see it: raters' notes without their names while these are hidden.
func (s *Session) seen(i int) assess.Answer {
	a := s.a.Answers[i]
	if a.Votes == nil {
		return a
	}
	lines := strings.Split(a.Note, "\n")
	for n, line := range lines {
		by, text := s.a.Signed(line)
		if by != nil && s.isNamed(i) {
			text = by.Called() + s.Lang.Say(": ", "：") + text
		}
		lines[n] = text
	}
	a.Note = strings.Join(lines, "\n")
	return a
}
