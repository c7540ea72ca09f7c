package workshop_test

import (
	"fmt"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/workshop"
)

const here, there = "roles/overlap-control", "roles/role-definition"

// TestRefusals: each event in each phase in which it does not fit, and each answer that is none.
func TestRefusals(t *testing.T) {
	m := model()
	vote := func(id string, round int, v workshop.Vote) workshop.Event {
		return workshop.Voted{Criterion: id, Round: round, Voter: "s1", Vote: v}
	}
	lobby := []workshop.Event{workshop.Joined{Nonce: "1", Key: "k1", Name: "Ann"}}
	voting := append(lobby[:1:1], workshop.Moved{To: here}, vote(here, 1, level(2)))
	shown := append(voting[:3:3], workshop.Shown{Criterion: here, Round: 1})
	agreed := append(shown[:4:4], workshop.Settled{Criterion: here, Round: 1, Vote: level(2)})
	second := append(agreed[:5:5], workshop.Again{Criterion: here, Round: 1})
	ended := append(agreed[:5:5], workshop.Closed{})
	long := strings.Repeat("长", 201)
	for _, c := range []struct {
		after []workshop.Event
		e     workshop.Event
		want  workshop.Kind
	}{
		{lobby, vote(here, 1, level(2)), workshop.NotOpen},
		{lobby, workshop.Shown{Criterion: here, Round: 1}, workshop.NotOpen},
		{lobby, workshop.Moved{To: "no/such"}, workshop.NoCriterion},
		{lobby, workshop.Skipped{Criterion: here}, workshop.Past},
		{lobby, workshop.Timed{Left: 1}, workshop.NotNow},
		{lobby, workshop.Joined{Nonce: "2", Name: long}, workshop.BadText},
		{lobby, workshop.Joined{Nonce: "2", Name: " a"}, workshop.BadText},
		{lobby, workshop.Joined{Nonce: "2", Name: "a\u202eb"}, workshop.BadText},
		{lobby, workshop.Joined{Nonce: "2", Name: "a\nb"}, workshop.BadText},
		{lobby, workshop.Joined{Nonce: "2", Role: strings.Repeat("a\u200d", 20)}, workshop.BadText},
		{lobby, workshop.Joined{}, workshop.BadEvent},
		{lobby, workshop.TakenAway{Seat: "s2"}, workshop.NoSuchSeat},
		{lobby, opened(m), workshop.BadEvent},
		{voting, vote(here, 1, level(0)), workshop.NoLevel},
		{voting, vote(here, 1, level(6)), workshop.NoLevel},
		{voting, vote(here, 1, workshop.Vote{}), workshop.NoLevel},
		{voting, vote(here, 1, workshop.Vote{Answer: "yes"}), workshop.NoLevel},
		{voting, vote(here, 1, workshop.Vote{Answer: workshop.NA, Level: 1, Note: "x"}), workshop.NoLevel},
		{voting, vote(here, 1, workshop.Vote{Answer: workshop.NA}), workshop.NoReason},
		{voting, vote(here, 1, workshop.Vote{Answer: workshop.Unknown, Note: long}), workshop.BadText},
		{voting, vote(here, 2, level(2)), workshop.Past},
		{voting, vote(here, 0, level(2)), workshop.Past},
		{voting, vote(there, 1, level(2)), workshop.Past},
		{voting, vote("no/such", 1, level(2)), workshop.NoCriterion},
		{voting, workshop.Voted{Criterion: here, Round: 1, Voter: "s2", Vote: level(2)}, workshop.NoSeat},
		{voting, workshop.Again{Criterion: here, Round: 1}, workshop.NotNow},
		{voting, workshop.Settled{Criterion: here, Round: 1, Vote: level(2)}, workshop.NotNow},
		{voting, workshop.Shown{Criterion: there, Round: 1}, workshop.Past},
		{voting, workshop.Timed{Left: -1}, workshop.BadEvent},
		{voting, workshop.Timed{Left: 24*60*60*1000 + 1}, workshop.BadEvent},
		{shown, vote(here, 1, level(2)), workshop.NotOpen},
		{shown, workshop.Shown{Criterion: here, Round: 1}, workshop.NotNow},
		{shown, workshop.Settled{Criterion: here, Round: 1, Vote: level(9)}, workshop.NoLevel},
		{shown, workshop.Settled{Criterion: here, Round: 1, Vote: workshop.Vote{Answer: workshop.NA}},
			workshop.NoReason},
		{shown, workshop.Remarked{Criterion: here, Text: long}, workshop.BadText},
		{agreed, vote(here, 1, level(2)), workshop.NotOpen},
		{second, vote(here, 1, level(2)), workshop.Past},
		{second, workshop.Again{Criterion: here, Round: 1}, workshop.Past}, // a second press on the button
		{ended, vote(here, 1, level(2)), workshop.NotOpen},
		{ended, workshop.Joined{Nonce: "2"}, workshop.NotOpen},
		{ended, workshop.Moved{To: there}, workshop.NotOpen},
		{ended, workshop.Closed{}, workshop.NotOpen},
	} {
		r := open(t, m, opened(m))
		apply(t, r, c.after...)
		if kind := kindOf(t, r.Apply(c.e)); kind != c.want {
			t.Errorf("%s: %T %+v: %q, want %q", r.Phase(), c.e, c.e, kind, c.want)
		}
	}
}

// TestAnonymousRefusals: an anonymous room takes no text, no key that is none, and no more voters than there are seats.
func TestAnonymousRefusals(t *testing.T) {
	o := opened(model())
	o.Anonymous = true
	r := open(t, model(), o)
	apply(t, r, workshop.Joined{Nonce: "1"}, workshop.Moved{To: here})
	vote := func(voter, note string) workshop.Kind {
		return kindOf(t, r.Apply(workshop.Voted{Criterion: here, Round: 1, Voter: voter,
			Vote: workshop.Vote{Answer: workshop.NA, Note: note}}))
	}
	mine, other := r.Voter("s1", []byte("a")), r.Voter("s1", []byte("b"))
	for _, c := range []struct {
		voter, note string
		want        workshop.Kind
	}{
		{"s1", "", workshop.NoSeat}, {mine, "note", workshop.NoText}, {mine, "", ""}, {mine, "", ""},
		{other, "", workshop.NoSeat},
	} {
		if kind := vote(c.voter, c.note); kind != c.want {
			t.Errorf("%+v: %q", c, kind)
		}
	}
	if kind := kindOf(t, r.Apply(workshop.TakenAway{Seat: "s1", Drop: true})); kind != workshop.NotNow {
		t.Error(kind)
	}
}

// TestVoterKey: the key is of one criterion and one round: HMAC-SHA-256 as RFC 2104 has it.
func TestVoterKey(t *testing.T) {
	// printf 'roles/overlap-control|1' | openssl dgst -sha256 -hmac secret
	const want = "f1a2838e3d49bf85c1da70f4745d3adaa73cb90778384715cc1be956db150314"
	if got := workshop.VoterKey([]byte("secret"), here, 1); got != want {
		t.Error(got)
	}
	seen := map[string]bool{}
	for _, id := range []string{here, there} {
		for round := range 3 {
			seen[workshop.VoterKey([]byte("secret"), id, round)] = true
		}
	}
	if len(seen) != 6 {
		t.Error(seen)
	}
}

// TestStarts: what a room cannot begin with.
func TestStarts(t *testing.T) {
	m := model()
	for what, change := range map[string]func(*workshop.Opened){
		"another rubric": func(o *workshop.Opened) { o.Rubric = "sha256:0" },
		"no panel":       func(o *workshop.Opened) { o.Known = nil },
		"other answers":  func(o *workshop.Opened) { o.Known.Answers = nil },
		"one rater":      func(o *workshop.Opened) { o.Known.Raters = []assess.Rater{{ID: "a"}} },
		"anonymous panel": func(o *workshop.Opened) {
			o.Known = known(m)
			o.Known.Raters = []assess.Rater{{ID: "anonymous-1"}}
		},
		"names to anonymous": func(o *workshop.Opened) { o.Known, o.Anonymous = known(m), true },
		"depth":              func(o *workshop.Opened) { o.Depth = "deep" },
		"seats":              func(o *workshop.Opened) { o.Seats = -1 },
	} {
		o := opened(m)
		change(&o)
		if _, err := workshop.New(m, o); kindOf(t, err) != workshop.BadStart {
			t.Errorf("%s: %v", what, err)
		}
		if _, at, err := workshop.Fold(m, []workshop.Event{o}); at != 0 || kindOf(t, err) != workshop.BadStart {
			t.Errorf("%s: %d, %v", what, at, err)
		}
	}
	if _, at, err := workshop.Fold(m, nil); at != -1 || kindOf(t, err) != workshop.BadStart {
		t.Errorf("%d, %v", at, err)
	}
	events := []workshop.Event{opened(m), workshop.Moved{}, workshop.Moved{To: "no/such"}}
	if _, at, err := workshop.Fold(m, events); at != 2 || kindOf(t, err) != workshop.NoCriterion {
		t.Errorf("%d, %v", at, err)
	}
}

// TestTimer: views tell what is left, never when; moving on ends it.
func TestTimer(t *testing.T) {
	r := open(t, model(), opened(model()))
	apply(t, r, workshop.Moved{}, workshop.Timed{At: 1000, Left: 500})
	for now, left := range map[int64]int64{1000: 500, 1499: 1, 1500: 0, 9000: 0} {
		if p := r.Public(now); p.Left != left || !p.Timer {
			t.Errorf("at %d: %+v", now, p)
		}
	}
	apply(t, r, workshop.Moved{})
	if p := r.Public(1000); p.Timer || p.Left != 0 {
		t.Errorf("%+v", p)
	}
}

// TestVersions: what everybody knows has a new version by what the facilitator does, never by a vote; the screen
// changes with the first vote of a person, not with the second.
func TestVersions(t *testing.T) {
	r := open(t, model(), opened(model()))
	apply(t, r, workshop.Joined{Nonce: "1"}, workshop.Moved{To: here})
	version, change := r.Public(0).Version, r.Screen(0).Change
	for k, grows := range []int{1, 0} {
		apply(t, r, workshop.Voted{Criterion: here, Round: 1, Voter: "s1", Vote: level(1 + k)})
		if s := r.Screen(0); s.Version != version || s.Change != change+grows {
			t.Errorf("vote %d: version %d -> %d, change %d -> %d", k, version, s.Version, change, s.Change)
		}
		change = r.Screen(0).Change
	}
	apply(t, r, workshop.Shown{Criterion: here, Round: 1})
	if p := r.Public(0); p.Version <= version {
		t.Error("the reveal has no new version")
	}
}

// TestTidy: what people type becomes one clean line; what is tidy stays.
func TestTidy(t *testing.T) {
	for in, want := range map[string]string{"  a\n b\t": "a b", "a\u202eb\u0000c": "abc", "陈　静": "陈 静",
		"👩\u200d👧": "👩\u200d👧",
		"\u200d":   "", "\u200c \u200c": "", "\u3164\u2800": "", "a\u3164b": "a b", "\ufe0f": "", "\u0301": "", "-": "-",
		"\xff": "", "ok": "ok", "": ""} {
		if got := workshop.Tidy(in); got != want || workshop.Tidy(got) != got {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// TestFewAreNoPanel: two people without names are nothing that may be shown; what they agreed on is.
func TestFewAreNoPanel(t *testing.T) {
	m := model()
	o := opened(m)
	o.Anonymous = true
	r := open(t, m, o)
	apply(t, r, workshop.Joined{Nonce: "1"}, workshop.Joined{Nonce: "2"}, workshop.Moved{To: here})
	for n := range 2 {
		apply(t, r, workshop.Voted{Criterion: here, Round: 1, Voter: r.Voter("", fmt.Append(nil, n)), Vote: level(2)})
	}
	agreed := workshop.Vote{Answer: workshop.Level, Level: 2, Note: "so it is"}
	apply(t, r, workshop.Shown{Criterion: here, Round: 1}, workshop.Settled{Criterion: here, Round: 1, Vote: agreed})
	a := resultOf(t, r)
	i, _ := m.Index(here)
	if x := a.Answers[i]; a.Panel || a.Raters != nil || x.Votes != nil || x.Level != 2 || x.Note != agreed.Note {
		t.Errorf("%+v, %+v", a, a.Answers[i])
	}
	file(t, m, a)
}
