package workshop_test

import (
	"errors"
	"testing"

	"fathom/assess"
	"fathom/assess/workshop"
	"fathom/rubric/channelteam"
)

func model() *assess.Model { return assess.Compile(channelteam.Rubric()) }

// empty is a panel file in which nobody has voted.
func empty(m *assess.Model) *assess.Assessment {
	return &assess.Assessment{Subject: assess.Subject{ID: "henan", Name: "河南"}, Date: "2026-11-20",
		Answers: make([]assess.Answer, m.Len())}
}

func opened(m *assess.Model) workshop.Opened {
	return workshop.Opened{Date: "2026-11-28", Lang: "en", Rubric: m.Rubric.Digest(), Known: empty(m)}
}

func open(t testing.TB, m *assess.Model, o workshop.Opened) *workshop.Room {
	t.Helper()
	r, err := workshop.New(m, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func apply(t testing.TB, r *workshop.Room, events ...workshop.Event) {
	t.Helper()
	for _, e := range events {
		if err := r.Apply(e); err != nil {
			t.Fatalf("%T %+v: %v", e, e, err)
		}
	}
}

// kindOf is why an event is refused, "" where it is not.
func kindOf(t testing.TB, err error) workshop.Kind {
	t.Helper()
	var no *workshop.Refusal
	if err != nil && !errors.As(err, &no) {
		t.Fatalf("not a refusal: %v", err)
	}
	if no == nil {
		return ""
	}
	return no.Kind
}

func level(l int) workshop.Vote { return workshop.Vote{Answer: workshop.Level, Level: l} }

// TestOneCriterion walks one criterion from the lobby to what is agreed.
func TestOneCriterion(t *testing.T) {
	r := open(t, model(), opened(model()))
	for _, n := range []string{"Ann", "Bo", "Chen"} {
		apply(t, r, workshop.Joined{Nonce: n, Key: workshop.SeatKey([]byte(n)), Name: n})
	}
	apply(t, r, workshop.Moved{})
	p := r.Public(0)
	if p.Phase != workshop.Voting || p.Round != 1 {
		t.Fatalf("%+v", p)
	}
	for seat, l := range map[string]int{"s1": 2, "s2": 4, "s3": 3} {
		apply(t, r, workshop.Voted{Criterion: p.Criterion, Round: 1, Voter: seat, Vote: level(l)})
	}
	if s := r.Screen(0); s.Voted != 3 || s.Shown != nil || !s.People[0].Voted {
		t.Errorf("%+v", s)
	}
	apply(t, r, workshop.Shown{Criterion: p.Criterion, Round: 1})
	s := r.Screen(0)
	if s.Shown.Votes != 3 || s.Shown.Lowest[0] != "Ann" || s.Shown.Highest[0] != "Bo" {
		t.Errorf("%+v", s.Shown)
	}
	late := workshop.Voted{Criterion: p.Criterion, Round: 1, Voter: "s1", Vote: level(3)}
	if kind := kindOf(t, r.Apply(late)); kind != workshop.NotOpen {
		t.Error(kind)
	}
	apply(t, r, workshop.Settled{Criterion: p.Criterion, Round: 1, Vote: level(3)}, workshop.Moved{})
	if kind := kindOf(t, r.Apply(late)); kind != workshop.Past {
		t.Error(kind)
	}
	if s := r.Screen(0); s.Done != 1 || s.Total != 91 || s.Phase != workshop.Voting {
		t.Errorf("%+v", s)
	}
}
