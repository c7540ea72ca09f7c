package workshop_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"fathom/assess/workshop"
)

// This file tests that nobody learns what somebody else voted before it is shown.

// play is a workshop in which one seat votes as it likes, and a record of all that the others can see at every step.
type play struct {
	t      *testing.T
	r      *workshop.Room
	secret string               // the seat whose vote is nobody's business
	votes  func() workshop.Vote // what it votes, in turn
	also   func(*workshop.Room) any
	seen   []string
	joined int
	byHand map[string]bool // seats for which the facilitator votes
}

func newPlay(t *testing.T, anonymous bool, secret string, votes func() workshop.Vote) *play {
	m := model()
	o := opened(m)
	o.Anonymous = anonymous
	return &play{t: t, r: open(t, m, o), secret: secret, votes: votes, byHand: map[string]bool{}}
}

// do lets something happen, and looks round the room.
func (p *play) do(e workshop.Event) {
	kind := kindOf(p.t, p.r.Apply(e))
	p.note(kind)
	p.note(p.r.Public(500))
	p.note(p.r.Screen(500))
	p.note(p.r.Host(500))
	p.note(p.r.LeftOut())
	result, err := p.r.Result()
	p.note(result)
	p.note(err)
	for n := 1; n <= p.joined; n++ {
		seat := fmt.Sprint("s", n)
		if view, _ := p.r.Phone(seat, p.voter(seat), 500); seat != p.secret {
			p.note(view)
		}
	}
	if p.also != nil {
		p.note(p.also(p.r))
	}
}

func (p *play) note(x any) {
	text, err := json.Marshal(x)
	if err != nil {
		p.t.Fatal(err)
	}
	p.seen = append(p.seen, string(text))
}

func (p *play) voter(seat string) string { return p.r.Voter(seat, []byte("secret of "+seat)) }

func (p *play) join() { p.joins(fmt.Sprint("key", p.joined+1)) }

// comes is somebody without a phone.
func (p *play) comes() {
	p.byHand[fmt.Sprint("s", p.joined+1)] = true
	p.joins("")
}

func (p *play) joins(key string) {
	p.joined++
	e := workshop.Joined{Nonce: fmt.Sprint(p.joined), Key: key}
	if !p.r.Anonymous() {
		e.Name = fmt.Sprint("Name", p.joined)
	}
	p.do(e)
}

// vote is the vote of a seat on what the room stands on: one that everybody knows, or the secret one.
func (p *play) vote(seat string) {
	v := level(1 + len(seat+p.r.Public(0).Criterion)%5)
	if seat == p.secret {
		v = p.votes()
	}
	if p.r.Anonymous() {
		v.Note = ""
	}
	at := p.r.Public(0)
	p.do(workshop.Voted{Criterion: at.Criterion, Round: at.Round, Voter: p.voter(seat), Vote: v,
		Entered: p.byHand[seat] && p.r.Anonymous()})
}

func (p *play) show() {
	at := p.r.Public(0)
	p.do(workshop.Shown{Criterion: at.Criterion, Round: at.Round})
}

// schedules are the ways in which a round can go, up to the moment before the secret is shown.
func schedules() map[string]func(p *play) {
	atOnce := func(p *play) {
		for range 6 {
			p.join()
		}
		p.do(workshop.Moved{})
		for n := 1; n <= 6; n++ {
			p.vote(fmt.Sprint("s", n))
		}
	}
	return map[string]func(p *play){
		"all at once": atOnce,
		"coming and going": func(p *play) {
			p.join()
			p.join()
			p.do(workshop.Timed{At: 100, Left: 1000})
			p.do(workshop.Moved{})
			first := p.r.Public(0).Criterion
			p.vote("s2")
			p.join()
			p.vote("s2") // thinks better of it
			p.vote("s1")
			p.do(workshop.Voted{Criterion: first, Round: 2, Voter: "s1", Vote: level(1)})
			p.do(workshop.Moved{To: "roles/overlap-control"})
			p.vote("s2")
			p.vote("s3")
			p.do(workshop.Skipped{Criterion: "roles/overlap-control"})
			p.do(workshop.Remarked{Criterion: first, Text: "ask sales"})
			p.do(workshop.Moved{To: first})
			p.do(workshop.TakenAway{Seat: "s1"})
			p.join()
			p.vote("s4")
			p.vote("s2")
			p.do(workshop.Timed{At: 400, Left: 200})
		},
		"seats taken away and votes by hand": func(p *play) {
			for range 3 {
				p.join()
			}
			p.comes()
			p.comes()
			p.do(workshop.Moved{})
			p.vote("s4")
			p.vote("s2")
			p.vote("s1")
			p.do(workshop.TakenAway{Seat: "s2"})
			p.do(workshop.TakenAway{Seat: "s5"})
			p.do(workshop.TakenAway{Seat: "s1", Drop: true}) // refused where nobody has a name
			p.do(workshop.Joined{Nonce: "back", Key: "key2"})
			p.vote("s2")
			p.vote("s4")
			p.vote("s3")
		},
		"second round": func(p *play) {
			votes := p.votes
			p.votes = func() workshop.Vote { return level(3) }
			atOnce(p)
			p.show()
			at := p.r.Public(0)
			p.do(workshop.Again{Criterion: at.Criterion, Round: at.Round})
			p.votes = votes
			for n := 6; n > 0; n-- {
				p.vote(fmt.Sprint("s", n))
			}
			p.vote("s2")
		},
	}
}

// anyVotes are votes by chance, all of which a room takes.
func anyVotes(seed uint64) func() workshop.Vote {
	by := rand.New(rand.NewPCG(seed, 1))
	return func() workshop.Vote {
		switch n := by.IntN(8); {
		case n < 5:
			return workshop.Vote{Answer: workshop.Level, Level: 1 + n, Note: fmt.Sprintf("%0*d", 1+by.IntN(200), n)}
		case n < 7:
			return workshop.Vote{Answer: workshop.NA, Note: "none of ours"}
		}
		return workshop.Vote{Answer: workshop.Unknown}
	}
}

// differs plays a schedule with many secrets and reports whether anything that others see depends on them.
func differs(t *testing.T, anonymous bool, schedule func(*play), also func(*workshop.Room) any) bool {
	var want []string
	for seed := range uint64(16) {
		p := newPlay(t, anonymous, "s2", anyVotes(seed))
		p.also = also
		schedule(p)
		if want == nil {
			want = p.seen
		}
		if !reflect.DeepEqual(p.seen, want) {
			return true
		}
	}
	return false
}

// TestNonInterference: whatever one person votes, the others see the same until it is shown: on their phones, on the
// screen, on the facilitator's page, in the panel file, in what is refused. A view that leaks is found.
func TestNonInterference(t *testing.T) {
	for name, schedule := range schedules() {
		for _, anonymous := range []bool{false, true} {
			if differs(t, anonymous, schedule, nil) {
				t.Errorf("%s, anonymous %v: others see what was voted", name, anonymous)
			}
			leak := func(r *workshop.Room) any { return r.Leak(500) }
			if !differs(t, anonymous, schedule, leak) {
				t.Errorf("%s, anonymous %v: the leak was not found", name, anonymous)
			}
		}
	}
}

// TestShownIsSeen: once it is shown, the same schedules do differ: they are not equal for nothing happening.
func TestShownIsSeen(t *testing.T) {
	for name, schedule := range schedules() {
		shown := func(p *play) {
			schedule(p)
			p.show()
		}
		if !differs(t, false, shown, nil) {
			t.Errorf("%s: nothing is shown", name)
		}
	}
}

// TestPrivacyOnlyGrows: before anybody has joined a room can get or lose names; afterwards only lose them, and nothing
// of them stays; once it has begun neither.
func TestPrivacyOnlyGrows(t *testing.T) {
	r := open(t, model(), opened(model()))
	apply(t, r, workshop.PrivacySet{Anonymous: true}, workshop.PrivacySet{}, workshop.Joined{Nonce: "1", Name: "Ann"},
		workshop.PrivacySet{Anonymous: true})
	if kind := kindOf(t, r.Apply(workshop.PrivacySet{})); kind != workshop.LessPrivate {
		t.Error(kind)
	}
	if kind := kindOf(t, r.Apply(workshop.Joined{Nonce: "2", Name: "Bo"})); kind != workshop.NoText {
		t.Error(kind)
	}
	if h := r.Host(0); h.Chairs[0].Name != "" || h.People != nil {
		t.Errorf("%+v", h)
	}
	if p, ok := r.Phone("s1", "", 0); !ok || p.Name != "" {
		t.Errorf("%+v", p)
	}
	named := open(t, model(), opened(model()))
	apply(t, named, workshop.Moved{})
	if kind := kindOf(t, named.Apply(workshop.PrivacySet{Anonymous: true})); kind != workshop.NotNow {
		t.Error(kind)
	}
}

// TestEventsTellNobody: what is kept of an anonymous room ties no two votes together: each stands under a key of its
// own, and nothing of a seat stands beside it, nor a secret anywhere.
func TestEventsTellNobody(t *testing.T) {
	o := opened(model())
	o.Anonymous = true
	r := open(t, model(), o)
	var kept []workshop.Event
	keep := func(e workshop.Event) {
		apply(t, r, e)
		kept = append(kept, e)
	}
	secret := func(n int) []byte { return fmt.Appendf(nil, "secret-%d", n) }
	for n := range 3 {
		keep(workshop.Joined{Nonce: fmt.Sprint("nonce", n), Key: workshop.SeatKey(secret(n))})
	}
	for _, id := range []string{here, there} {
		keep(workshop.Moved{To: id})
		for round := 1; round <= 2; round++ {
			for n := range 3 {
				voter := r.Voter(fmt.Sprint("s", n+1), secret(n))
				keep(workshop.Voted{Criterion: id, Round: round, Voter: voter, Vote: level(3)})
			}
			keep(workshop.Shown{Criterion: id, Round: round})
			if round == 1 {
				keep(workshop.Again{Criterion: id, Round: 1})
			}
		}
	}
	voters := map[string]bool{}
	for _, e := range kept {
		text, err := workshop.Encode(e)
		if err != nil || strings.Contains(string(text), "secret-") {
			t.Errorf("%s, %v", text, err)
		}
		if v, ok := e.(workshop.Voted); ok {
			if voters[v.Voter] || strings.Contains(string(text), "nonce") || strings.Contains(string(text), `"s1"`) {
				t.Errorf("%s", text)
			}
			voters[v.Voter] = true
		}
	}
	if len(voters) != 12 {
		t.Errorf("%d keys", len(voters))
	}
}
