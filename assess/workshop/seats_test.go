package workshop_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/workshop"
)

// TestJoinTwice: a second tap on Join is the same person; another nonce is another one, also under the same name.
func TestJoinTwice(t *testing.T) {
	r := open(t, model(), opened(model()))
	ann := workshop.Joined{Nonce: "1", Key: "k1", Name: "Ann"}
	apply(t, r, ann, ann, workshop.Joined{Nonce: "2", Key: "k2", Name: "Ann"}, workshop.Joined{Nonce: "3", Key: "k3"})
	want := []workshop.Person{{Seat: "s1", Name: "Ann"}, {Seat: "s2", Name: "Ann (2)"}, {Seat: "s3", Name: "Person 3"}}
	if got := r.Screen(0).People; !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
	for key, seat := range map[string]string{"k1": "s1", "k2": "s2", "k3": "s3", "": "", "k4": ""} {
		if got, ok := r.SeatOf(key); got != seat || ok != (seat != "") {
			t.Errorf("%q has seat %q", key, got)
		}
	}
	if got, ok := r.SeatFor("1"); got != "s1" || !ok {
		t.Error(got)
	}
	if kind := kindOf(t, r.Apply(workshop.Joined{Nonce: "4", Key: "k1"})); kind != workshop.BadEvent {
		t.Error(kind)
	}
}

// TestTakenAway: who has no seat any more cannot vote and is not counted, but for a vote that stays. The same phone has
// the seat again, with its votes, under whatever name; another phone by that name is somebody else. A seat that was
// nobody's has left nothing behind, neither its votes nor its name.
func TestTakenAway(t *testing.T) {
	r := open(t, model(), opened(model()))
	for n := 1; n <= 3; n++ {
		apply(t, r, workshop.Joined{Nonce: fmt.Sprint(n), Key: fmt.Sprint("k", n), Name: fmt.Sprint("P", n)})
	}
	apply(t, r, workshop.Moved{})
	at := r.Public(0)
	vote := func(seat string, l int) error {
		return r.Apply(workshop.Voted{Criterion: at.Criterion, Round: 1, Voter: seat, Vote: level(l)})
	}
	for n, seat := range []string{"s1", "s2", "s3"} {
		if err := vote(seat, n+1); err != nil {
			t.Fatal(err)
		}
	}
	apply(t, r, workshop.TakenAway{Seat: "s1"}, workshop.TakenAway{Seat: "s2", Drop: true})
	if kind := kindOf(t, vote("s1", 5)); kind != workshop.NoSeat {
		t.Error(kind)
	}
	if _, ok := r.SeatOf("k1"); ok {
		t.Error("the phone still has the seat")
	}
	if _, ok := r.SeatFor("1"); ok {
		t.Error("the form still has the seat")
	}
	if s := r.Screen(0); s.Seats != 2 || s.Voted != 2 {
		t.Errorf("%d seats, %d votes", s.Seats, s.Voted)
	}
	for key, want := range map[string]bool{"k1": true, "k2": false, "k3": false, "": false} {
		if name, had := r.Had(key); had != want || had && name != "P1" {
			t.Errorf("%s had the seat of %q: %v", key, name, had)
		}
	}
	apply(t, r, workshop.Joined{Nonce: "4", Key: "k4", Name: "P1"}, workshop.Joined{Nonce: "5", Key: "k5", Name: "P2"},
		workshop.Joined{Nonce: "6", Key: "k1", Name: "Somebody"}, workshop.Joined{Nonce: "7", Key: "k2", Name: "P9"})
	want := []workshop.Person{{Seat: "s1", Name: "P1", Voted: true}, {Seat: "s3", Name: "P3", Voted: true},
		{Seat: "s4", Name: "P1 (2)"}, {Seat: "s5", Name: "P2"}, {Seat: "s6", Name: "P9"}}
	if got := r.Screen(0).People; !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
	for key, want := range map[string]string{"k1": "s1", "k2": "s6", "k4": "s4", "k5": "s5"} {
		if seat, _ := r.SeatOf(key); seat != want {
			t.Errorf("%s is on %s, want %s", key, seat, want)
		}
	}
	if mine, _ := r.Phone("s1", "", 0); mine.Mine == nil || mine.Mine.Level != 1 {
		t.Errorf("the vote of P1: %+v", mine.Mine)
	}
	apply(t, r, workshop.Closed{})
	var raters []string
	for _, rater := range resultOf(t, r).Raters {
		raters = append(raters, rater.ID)
	}
	if want := []string{"p1", "p3"}; !reflect.DeepEqual(raters, want) {
		t.Errorf("%v", raters)
	}
}

// TestPhoneGivenUp: when somebody's phone is dead the facilitator takes the seat away and enters the votes under the
// same name; should the phone wake up, the seat is its own again. A seat that was nobody's is no longer counted among
// those that there are.
func TestPhoneGivenUp(t *testing.T) {
	o := opened(model())
	o.Seats = 2
	r := open(t, model(), o)
	phone := workshop.Joined{Nonce: "1", Key: "k1", Name: "Ann"}
	apply(t, r, phone, workshop.TakenAway{Seat: "s1"}, workshop.Joined{Nonce: "2", Name: "Ann"})
	if c := r.Host(0).Chairs; len(c) != 1 || c[0].Phone || c[0].Away || c[0].Name != "Ann" {
		t.Errorf("%+v", c)
	}
	phone.Nonce = "3"
	apply(t, r, phone, workshop.Joined{Nonce: "4", Key: "k4", Name: "Bo"})
	if c := r.Host(0).Chairs; len(c) != 2 || !c[0].Phone {
		t.Errorf("%+v", c)
	}
	if kind := kindOf(t, r.Apply(workshop.Joined{Nonce: "5", Key: "k5", Name: "Cy"})); kind != workshop.RoomFull {
		t.Error(kind)
	}
	apply(t, r, workshop.TakenAway{Seat: "s2", Drop: true}, workshop.Joined{Nonce: "6", Key: "k6", Name: "Cy"})
}

// TestRaterIDs: ids are made of names, short, and no two alike; none looks like that of an anonymous panel.
func TestRaterIDs(t *testing.T) {
	m := model()
	r := open(t, m, opened(m))
	names := []string{"Ann", "ann", "Anonymous-1", "anonymous", strings.Repeat("x", 40), strings.Repeat("x", 39), "",
		"---", "p7", "Zoë"}
	for n, name := range names {
		apply(t, r, workshop.Joined{Nonce: fmt.Sprint(n), Name: name})
	}
	apply(t, r, workshop.Moved{})
	for n := range names {
		at := r.Public(0).Criterion
		apply(t, r, workshop.Voted{Criterion: at, Round: 1, Voter: fmt.Sprint("s", n+1), Vote: level(1)})
	}
	apply(t, r, workshop.Closed{})
	a := resultOf(t, r)
	if len(a.Raters) != len(names) || a.IsAnonymous() {
		t.Fatalf("%+v", a.Raters)
	}
	for _, rater := range a.Raters {
		if len(rater.ID) > 16 || strings.HasPrefix(rater.ID, assess.AnonymousPrefix) {
			t.Errorf("%+v", rater)
		}
	}
	file(t, m, a)
}

// known is a panel in which Ann and 金 have voted on two criteria, and agreed on a third.
func known(m *assess.Model) *assess.Assessment {
	a := empty(m)
	a.Panel = true
	a.Raters = []assess.Rater{{ID: "ann", Name: "Ann", Role: "sales"}, {ID: "kim", Name: "金"},
		{ID: "lee", Name: "Lee"}}
	put := func(id string, votes ...int) {
		i, _ := m.Index(id)
		x := assess.Answer{Given: true, State: assess.Unanswered, Text: m.Criterion(i).TextDigest()}
		for k, l := range votes {
			x.Votes = append(x.Votes, assess.Vote{Rater: a.Raters[k].ID, State: assess.Answered, Level: l})
		}
		a.Answers[i] = x
	}
	put("roles/overlap-control", 1, 4)
	put("roles/role-definition", 2, 3)
	i, _ := m.Index("roles/role-definition")
	a.Answers[i].State, a.Answers[i].Level = assess.Answered, 3
	return a
}

// TestKnownRaters: who comes under the name or id of a rater of the panel is that rater. The vote in the file stays the
// first one; the vote in the room stands in the note.
func TestKnownRaters(t *testing.T) {
	m := model()
	o := opened(m)
	o.Known, o.Lang = known(m), "zh"
	r := open(t, m, o)
	apply(t, r, workshop.Joined{Nonce: "1", Name: "金"}, workshop.Joined{Nonce: "2", Name: "ann"},
		workshop.Joined{Nonce: "3", Name: "Ann"}, workshop.Joined{Nonce: "4", Name: "Bo"})
	at := workshop.Moved{To: "roles/overlap-control"}
	apply(t, r, at)
	said := []workshop.Vote{level(5), level(2), {Answer: workshop.NA, Note: "没有"}, {Answer: workshop.Unknown}}
	for n, v := range said {
		apply(t, r, workshop.Voted{Criterion: at.To, Round: 1, Voter: fmt.Sprint("s", n+1), Vote: v})
	}
	apply(t, r, workshop.Shown{Criterion: at.To, Round: 1}, workshop.Remarked{Criterion: at.To, Text: "问销售"},
		workshop.Settled{Criterion: at.To, Round: 1, Vote: level(3)})
	a := resultOf(t, r)
	want := []assess.Rater{{ID: "ann", Name: "Ann", Role: "sales", Date: "2026-11-20"},
		{ID: "ann-2", Name: "Ann (2)", Date: "2026-11-28"}, {ID: "bo", Name: "Bo", Date: "2026-11-28"},
		{ID: "kim", Name: "金", Date: "2026-11-20"}}
	if !reflect.DeepEqual(a.Raters, want) {
		t.Errorf("%+v", a.Raters)
	}
	i, _ := m.Index(at.To)
	votes := []assess.Vote{{Rater: "ann", State: assess.Answered, Level: 1},
		{Rater: "ann-2", State: assess.NotApplicable}, {Rater: "bo", State: assess.Unknown},
		{Rater: "kim", State: assess.Answered, Level: 4}}
	if !reflect.DeepEqual(a.Answers[i].Votes, votes) {
		t.Errorf("%+v", a.Answers[i].Votes)
	}
	if want := "ann-2: 没有\n工作坊上投票：2、5、不知道、不适用\n以后再议：问销售"; a.Answers[i].Note != want {
		t.Errorf("note %q", a.Answers[i].Note)
	}
	file(t, m, a)
}

// TestNewVotesOfKnown: a rater of the panel who votes on what the file has no vote of has that vote in it.
func TestNewVotesOfKnown(t *testing.T) {
	m := model()
	o := opened(m)
	o.Known = known(m)
	r := open(t, m, o)
	apply(t, r, workshop.Joined{Nonce: "1", Name: "Lee"}, workshop.Moved{To: "roles/overlap-control"},
		workshop.Voted{Criterion: "roles/overlap-control", Round: 1, Voter: "s1", Vote: level(2)})
	before := resultOf(t, r)
	if len(before.Raters) != 2 {
		t.Errorf("%+v: a vote that was not shown yet is in the panel", before.Raters)
	}
	apply(t, r, workshop.Shown{Criterion: "roles/overlap-control", Round: 1})
	a := resultOf(t, r)
	i, _ := m.Index("roles/overlap-control")
	if len(a.Raters) != 3 || len(a.Answers[i].Votes) != 3 || a.Answers[i].Votes[2].Level != 2 {
		t.Errorf("%+v", a.Answers[i])
	}
	if k := o.Known.Answers[i]; len(k.Votes) != 2 {
		t.Errorf("the known panel was changed: %+v", k)
	}
}

// TestDepth: a room that asks less than the panel does not make it ask less; one that asks more makes it ask more.
func TestDepth(t *testing.T) {
	m := model()
	for _, c := range []struct{ known, room, want string }{
		{"full", "quick", "full"}, {"", "team", ""}, {"quick", "full", "full"}, {"quick", "", "quick"},
		{"team", "quick/team", "team"}, {"quick/team", "team", "team"},
		{"team", "quick", "full"}, {"team", "member", "full"},
	} {
		o := opened(m)
		o.Known, o.Depth = known(m), c.room
		o.Known.Depth = c.known
		r := open(t, m, o)
		apply(t, r, workshop.Joined{Nonce: "1"}, workshop.Moved{})
		at := r.Public(0).Criterion
		apply(t, r, workshop.Voted{Criterion: at, Round: 1, Voter: "s1", Vote: level(2)}, workshop.Closed{})
		if a := resultOf(t, r); a.Depth != c.want {
			t.Errorf("%s in a room of %s: %q, want %q", c.known, c.room, a.Depth, c.want)
		}
	}
	o := opened(m)
	o.Depth, o.Known.Depth = "quick", "full"
	if a := resultOf(t, open(t, m, o)); a.Depth != "quick" {
		t.Errorf("a new panel asks %q", a.Depth)
	}
}

// TestEveryoneOnTheListHasASeat: raters of the known panel take no second place in it. Of 490 who stand there all may
// come, and ten others.
func TestEveryoneOnTheListHasASeat(t *testing.T) {
	o := opened(model())
	o.Seats, o.Known.Panel = assess.MaxRaters, true
	for n := range 490 {
		o.Known.Raters = append(o.Known.Raters, assess.Rater{ID: fmt.Sprint("k", n), Name: fmt.Sprint("K", n)})
	}
	r := open(t, model(), o)
	join := func(name string) error { return r.Apply(workshop.Joined{Nonce: name, Key: name, Name: name}) }
	for n := range 11 {
		kind := kindOf(t, join(fmt.Sprint("New ", n)))
		if full := kind == workshop.RoomFull; full != (n == 10) {
			t.Errorf("newcomer %d: %q", n, kind)
		}
	}
	for n := range 490 {
		if err := join(fmt.Sprint("K", n)); err != nil {
			t.Fatalf("K%d: %v", n, err)
		}
	}
}
