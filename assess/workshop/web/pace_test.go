package web

import (
	"errors"
	"syscall"
	"testing"
	"time"

	"fathom/assess/workshop"
)

// TestSecondTapIsNoEvent: a vote that is there already, and a form of the join page that was answered already, are
// confirmed, and take no room in the journal.
func TestSecondTapIsNoEvent(t *testing.T) {
	h := openHall(t)
	ann := h.person()
	nonce := NewSecret()
	ann.wants(303, "/join", "code", h.keys[codeKey], "name", "Ann", "nonce", nonce)
	h.facilitator().wants(204, "/admin/next")
	q := h.on()
	ann.wants(204, "/vote", "q", q, "level", "3", "note", "x")
	before := len(h.journal.events)
	ann.wants(204, "/vote", "q", q, "level", "3", "note", "x")
	h.person().wants(303, "/join", "code", h.keys[codeKey], "name", "Ann", "nonce", nonce)
	if got := len(h.journal.events); got != before {
		t.Errorf("%d events more", got-before)
	}
	ann.wants(204, "/vote", "q", q, "level", "3")
	if got := len(h.journal.events); got != before+1 {
		t.Error("a vote without its note is another one")
	}
}

// TestOneSeatFillsNothing: a script that changes the vote of its seat without an end is told to wait; other seats vote
// on, and after a while so may it.
func TestOneSeatFillsNothing(t *testing.T) {
	h := openHall(t)
	ann, bo := h.seated("Ann"), h.seated("Bo")
	h.facilitator().wants(204, "/admin/next")
	q := h.on()
	for range paceBurst {
		if !h.pace.takes("s1") {
			t.Fatal("too early")
		}
	}
	ann.wants(429, "/vote", "q", q, "level", "3").has(t, "too often")
	bo.wants(204, "/vote", "q", q, "level", "3")
	h.pass(time.Second)
	ann.wants(204, "/vote", "q", q, "level", "3")
	ann.wants(204, "/vote", "q", q, "level", "3") // the same is no other vote
	ann.wants(429, "/vote", "q", q, "level", "4")
}

// TestFullJournal: when the journal has no room for more of what phones send, they are told that nothing was saved, and
// the facilitator why; whoever runs the room shows the votes, agrees and ends it all the same.
func TestFullJournal(t *testing.T) {
	h := openHall(t)
	ann, host := h.seated("Ann"), h.facilitator()
	host.wants(204, "/admin/next")
	q := h.on()
	ann.wants(204, "/vote", "q", q, "level", "3")
	h.journal.mu.Lock()
	h.journal.full = syscall.EFBIG
	h.journal.mu.Unlock()
	ann.wants(503, "/vote", "q", q, "level", "4")
	h.person().wants(503, "/join", "code", h.keys[codeKey])
	host.get("/host").has(t, "votes cannot be kept")
	ann.wants(204, "/vote", "q", q, "level", "3") // it is on the disk
	host.wants(204, "/admin/reveal")
	host.wants(204, "/admin/agree", "level", "3")
	host.wants(204, "/admin/end")
}

// TestSecondTapOfWhatIsLost: where a vote and its second tap wait for the same write, and that fails, neither is
// confirmed.
func TestSecondTapOfWhatIsLost(t *testing.T) {
	h := openHall(t)
	h.seated("Ann")
	h.facilitator().wants(204, "/admin/next")
	q := h.on()
	h.journal.refuse(syscall.ENOSPC)
	vote := workshop.Voted{Criterion: q, Round: 1, Voter: "s1", Vote: workshop.Vote{Answer: workshop.Level, Level: 3}}
	tap := want{make: func(r *workshop.Room) (workshop.Event, error) {
		if r.Has(vote) {
			return nil, nil
		}
		return vote, nil
	}}
	_, answers, fault := h.clerk.commit([]want{tap, tap})
	for i, err := range answers {
		if !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("tap %d: %v, and the fault is %v", i+1, err, fault)
		}
	}
}
