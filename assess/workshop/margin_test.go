package workshop_test

import (
	"fmt"
	"testing"

	"fathom/assess/workshop"
)

// TestEmptyRounds: rounds in which nobody voted take no room in the panel file. Who looks through all 91 criteria
// leaves it as it was: of 200 seats the last is still to be had, and notes are as long as before.
func TestEmptyRounds(t *testing.T) {
	r := open(t, model(), opened(model()))
	join := func(n int) error {
		return r.Apply(workshop.Joined{Nonce: fmt.Sprint(n), Name: fmt.Sprintf("Name %03d", n)})
	}
	for n := range 15 {
		if err := join(n); err != nil {
			t.Fatal(err)
		}
	}
	apply(t, r, workshop.Moved{})
	first := r.Public(0).Criterion
	before, _ := r.Phone("s1", "", 0)
	for _, it := range r.Host(0).Items {
		apply(t, r, workshop.Moved{To: r.Model().Criterion(it.Criterion).ID})
	}
	apply(t, r, workshop.Moved{To: first})
	if after, _ := r.Phone("s1", "", 0); after.NoteRoom != before.NoteRoom || before.NoteRoom == 0 {
		t.Errorf("a note of %d characters, and %d before", after.NoteRoom, before.NoteRoom)
	}
	for n := 15; n < workshop.UsualSeats; n++ {
		if err := join(n); err != nil {
			t.Fatalf("person %d: %v", n+1, err)
		}
	}
	for _, it := range r.Host(0).Items {
		if id := r.Model().Criterion(it.Criterion).ID; id != first && (it.Phase != workshop.Lobby || it.Rounds > 0) {
			t.Errorf("%s: %s, %d rounds", id, it.Phase, it.Rounds)
		}
	}
}

// TestEmptyRoundLeft: a second round in which nobody voted is gone once the room has left it, and what was shown before
// stands; one with a vote stays.
func TestEmptyRoundLeft(t *testing.T) {
	r := open(t, model(), opened(model()))
	apply(t, r, workshop.Joined{Nonce: "1", Name: "Ann"}, workshop.Moved{To: here})
	vote := func(round int) workshop.Voted {
		return workshop.Voted{Criterion: here, Round: round, Voter: "s1", Vote: level(2)}
	}
	again, away, back := workshop.Again{Criterion: here, Round: 1}, workshop.Moved{To: there}, workshop.Moved{To: here}
	apply(t, r, vote(1), workshop.Shown{Criterion: here, Round: 1}, again, away, back)
	if p := r.Public(0); p.Phase != workshop.Revealed || p.Round != 1 {
		t.Errorf("%+v", p)
	}
	apply(t, r, again, vote(2), away, back)
	if p := r.Public(0); p.Phase != workshop.Voting || p.Round != 2 || r.Screen(0).Voted != 1 {
		t.Errorf("%+v", p)
	}
}
