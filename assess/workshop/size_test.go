package workshop_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/workshop"
)

// fullRoom is a room with as many people as get in, who all write as much as they may on every criterion, twice.
func fullRoom(t *testing.T, m *assess.Model, o workshop.Opened, vote workshop.Vote, sign string) *workshop.Room {
	r := open(t, m, o)
	people := 0
	for ; ; people++ {
		name := fmt.Sprintf("%03d", people) + strings.Repeat(sign, workshop.MaxName-3)
		e := workshop.Joined{Nonce: fmt.Sprint(people), Name: name, Role: strings.Repeat(sign, workshop.MaxName)}
		if o.Anonymous {
			e.Name, e.Role = "", ""
		}
		if kindOf(t, r.Apply(e)) == workshop.RoomFull {
			break
		}
	}
	if s := r.Screen(0); s.Seats != people || people == 0 {
		t.Fatalf("%d seats, %d people", s.Seats, people)
	}
	long := strings.Repeat(sign, workshop.MaxNote)
	for {
		if kind := kindOf(t, r.Apply(workshop.Moved{})); kind == workshop.FileFull || kind == workshop.NothingLeft {
			return r
		}
		at := r.Public(0)
		for round := 1; round <= 2; round++ {
			for n := range people {
				v := vote
				seat := fmt.Sprint("s", n+1)
				if !r.Anonymous() {
					phone, _ := r.Phone(seat, "", 0)
					v.Note = strings.Repeat(sign, phone.NoteRoom)
				}
				voter := r.Voter(seat, []byte(seat))
				apply(t, r, workshop.Voted{Criterion: at.Criterion, Round: round, Voter: voter, Vote: v})
			}
			apply(t, r, workshop.Shown{Criterion: at.Criterion, Round: round})
			if round == 1 {
				apply(t, r, workshop.Again{Criterion: at.Criterion, Round: 1})
			}
		}
		agreed := workshop.Vote{Answer: workshop.NA, Note: long}
		apply(t, r, workshop.Settled{Criterion: at.Criterion, Round: 2, Vote: agreed},
			workshop.Remarked{Criterion: at.Criterion, Text: long})
	}
}

// TestFullRoom: a room takes as many people as the panel file has room for, and every vote of theirs, and all that was
// agreed; only notes are left out, and the room says so.
func TestFullRoom(t *testing.T) {
	m := model()
	for _, c := range []struct {
		seats int
		depth string
		vote  workshop.Vote
		sign  string

		anonymous        bool
		people, criteria int
	}{
		{0, "", workshop.Vote{Answer: workshop.Unknown}, "\"", false, 200, 91},
		// 60,000 keys and values hold 500 raters with 9 each, 91 answers with 14, and 54 times 500 votes with 2
		{500, "", workshop.Vote{Answer: workshop.Unknown}, "𠀀", false, 500, 54},
		{500, "quick", workshop.Vote{Answer: workshop.Level, Level: 3}, "\\", false, 500, 31}, // the core criteria
		// 1 MiB holds 500 raters with 380 bytes each, 91 answers with 400, and 50 times 500 votes with 28 and a reason
		{500, "", level(3), "x", true, 500, 50},
	} {
		o := opened(m)
		o.Seats, o.Depth, o.Anonymous = c.seats, c.depth, c.anonymous
		r := fullRoom(t, m, o, c.vote, c.sign)
		a := resultOf(t, r)
		people := r.Screen(0).Seats
		criteria := 0
		for i := range a.Answers {
			switch n := len(a.Answers[i].Votes); n {
			case 0:
			case people:
				criteria++
			default:
				t.Fatalf("%d votes, want %d", n, people)
			}
		}
		if people != c.people || criteria != c.criteria {
			t.Errorf("%d people, %d criteria, want %d and %d", people, criteria, c.people, c.criteria)
		}
		for _, name := range []string{"p.yaml", "p.json"} {
			var out bytes.Buffer
			if err := answerfile.WriteAs(&out, name, a, m.Rubric); err != nil {
				t.Errorf("%s of %d people: %v", name, people, err)
			}
		}
	}
}

// TestNoteLost: of 200 people each may write 27 characters, (9,000 - 200*(8+4) - 22*(16+4)) / 222 with ids of 8 signs,
// 4 beside them, and 22 more people; a longer note is left out, its vote is not, and who wrote it and the facilitator
// are told. In a room of thirty all may write all.
func TestNoteLost(t *testing.T) {
	for _, c := range []struct{ people, room int }{{200, 27}, {30, workshop.MaxNote}} {
		r := open(t, model(), opened(model()))
		for n := range c.people {
			apply(t, r, workshop.Joined{Nonce: fmt.Sprint(n), Name: fmt.Sprintf("Name %03d", n)})
		}
		apply(t, r, workshop.Moved{})
		at := r.Public(0)
		vote := func(note int) (p workshop.Phone) {
			v := workshop.Vote{Answer: workshop.Level, Level: 2, Note: strings.Repeat("长", note)}
			apply(t, r, workshop.Voted{Criterion: at.Criterion, Round: 1, Voter: "s1", Vote: v})
			p, _ = r.Phone("s1", "", 0)
			return p
		}
		if p := vote(c.room); p.NoteRoom != c.room || p.NoteLost || p.Mine.Note == "" {
			t.Errorf("%d people: %+v", c.people, p)
		}
		if c.room == workshop.MaxNote {
			continue
		}
		if p := vote(c.room + 1); !p.NoteLost || p.Mine.Note != "" || p.Mine.Level != 2 {
			t.Errorf("%d people: %+v, %+v", c.people, p, p.Mine)
		}
		if left := r.LeftOut(); left != nil {
			t.Errorf("%+v is told before the votes are shown", left)
		}
		apply(t, r, workshop.Shown{Criterion: at.Criterion, Round: 1})
		if left := r.Host(0).LeftOut; len(left) != 1 || left[0].Notes != 1 {
			t.Errorf("%+v", left)
		}
	}
}

// TestLateNotes: who comes after a round has opened may write a note as long as there is room for one: 9,000
// characters take two of the 200 and 20 that were kept, and of the other 8,560 forty of 200 and 12 for the name, and
// one of 68. The file holds them all.
func TestLateNotes(t *testing.T) {
	m := model()
	r := open(t, m, opened(m))
	apply(t, r, workshop.Moved{})
	at := r.Public(0)
	for n := range 50 {
		apply(t, r, workshop.Joined{Nonce: fmt.Sprint(n), Name: fmt.Sprintf("Name %03d", n)})
		seat, want := fmt.Sprint("s", n+1), workshop.MaxNote
		switch {
		case n == 42:
			want = 68
		case n > 42:
			want = 0
		}
		p, _ := r.Phone(seat, "", 0)
		if p.NoteRoom != want {
			t.Fatalf("person %d: %d characters, want %d", n+1, p.NoteRoom, want)
		}
		v := workshop.Vote{Answer: workshop.NA, Note: strings.Repeat("长", max(1, want))}
		apply(t, r, workshop.Voted{Criterion: at.Criterion, Round: 1, Voter: seat, Vote: v})
		if p, _ = r.Phone(seat, "", 0); p.NoteLost != (want == 0) {
			t.Errorf("person %d: lost %v", n+1, p.NoteLost)
		}
	}
	apply(t, r, workshop.Shown{Criterion: at.Criterion, Round: 1},
		workshop.Again{Criterion: at.Criterion, Round: 1})
	file(t, m, resultOf(t, r))
	i, _ := m.Index(at.Criterion)
	if n := strings.Count(resultOf(t, r).Answers[i].Note, "长"); n != 42*workshop.MaxNote+68 {
		t.Errorf("%d characters in the panel", n)
	}
}
