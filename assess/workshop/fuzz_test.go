package workshop_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/panel"
	"fathom/assess/workshop"
	"fathom/rubric/say"
)

// anyEvent is an event by chance; most fit the room.
func anyEvent(r *workshop.Room, by *rand.Rand) workshop.Event {
	at := r.Public(0)
	id, round := at.Criterion, at.Round
	if by.IntN(12) == 0 {
		id, round = pick(by, "", "no/such", here, r.Model().Criterion(by.IntN(r.Model().Len())).ID), by.IntN(4)
	}
	seat := fmt.Sprint("s", 1+by.IntN(8))
	vote := workshop.Vote{Answer: pick(by, workshop.Level, workshop.Level, workshop.NA, workshop.Unknown, "x"),
		Level: by.IntN(7), Note: pick(by, "", "", "a note", "\"quoted\": #1", strings.Repeat("长", 199), " untidy")}
	if vote.Answer != workshop.Level && by.IntN(8) > 0 {
		vote.Level = 0
	}
	if r.Anonymous() && by.IntN(8) > 0 {
		vote.Note = ""
	}
	switch by.IntN(24) {
	case 0, 1, 2:
		name := pick(by, "", "Ann", "Ann", "陈静", "true", "anonymous-7", "kim", strings.Repeat("n", 40), "- x: [")
		if r.Anonymous() {
			name = ""
		}
		key := pick(by, "", fmt.Sprint("k", by.IntN(40)))
		return workshop.Joined{Nonce: fmt.Sprint(by.IntN(40)), Key: key, Name: name}
	case 3:
		return workshop.TakenAway{Seat: seat, Drop: by.IntN(2) == 0}
	case 4:
		return workshop.PrivacySet{Anonymous: by.IntN(2) == 0}
	case 5, 6:
		return workshop.Moved{To: pick(by, "", "", id)}
	case 7:
		return workshop.Skipped{Criterion: id}
	case 8, 9, 10:
		return workshop.Shown{Criterion: id, Round: round}
	case 11, 12:
		return workshop.Again{Criterion: id, Round: round}
	case 13, 14:
		return workshop.Settled{Criterion: id, Round: round, Vote: vote}
	case 15:
		return workshop.Remarked{Criterion: id, Text: vote.Note}
	case 16:
		return workshop.Timed{At: by.Int64N(1000), Left: by.Int64N(1000) - 10}
	case 17:
		if by.IntN(10) == 0 {
			return workshop.Closed{}
		}
	}
	return workshop.Voted{Criterion: id, Round: round, Voter: r.Voter(seat, []byte(seat)), Vote: vote}
}

func pick[T any](by *rand.Rand, of ...T) T { return of[by.IntN(len(of))] }

// anyStart is a room by chance: new, or on a panel that has votes.
func anyStart(m *assess.Model, by *rand.Rand) workshop.Opened {
	o := opened(m)
	o.Lang, o.Anonymous, o.Minutes = pick[say.Language](by, "en", "zh"), by.IntN(2) == 0, by.IntN(3)*20
	o.Depth, o.Seats = pick(by, "", "quick", "team"), by.IntN(3)*5
	switch by.IntN(4) {
	case 0:
		return o
	case 1: // agreed by whoever wrote the file
		for i := range o.Known.Answers {
			if by.IntN(3) == 0 {
				o.Known.Answers[i].Note = pick(by, "", "noted")
				panel.Agree(o.Known, i, pick(by, assess.NotApplicable, assess.Unknown), 0, "not here")
			}
		}
		return o
	}
	o.Anonymous = false
	o.Known.Panel = true
	o.Known.Raters = []assess.Rater{{ID: "ann", Name: "Ann"}, {ID: "kim", Name: "金", Role: "sales"}}
	for i := range o.Known.Answers {
		if by.IntN(3) == 0 {
			o.Known.Answers[i] = assess.Answer{Given: true, State: assess.Unanswered, Note: pick(by, "", "kim: so"),
				Votes: []assess.Vote{{Rater: "ann", State: assess.Answered, Level: 1 + by.IntN(5)}}}
		}
		if by.IntN(9) == 0 {
			o.Known.Answers[i].Given = true
			panel.Agree(o.Known, i, assess.NotApplicable, 0, "not here")
		}
	}
	return o
}

// everything is all that anybody can see of a room, as text.
func everything(t *testing.T, r *workshop.Room) string {
	t.Helper()
	result, err := r.Result()
	all := []any{r.Public(7), r.Screen(7), r.Host(7), r.LeftOut(), r.Plan(), result, err, r.Keys()}
	for n := range 12 {
		seat := fmt.Sprint("s", n)
		phone, ok := r.Phone(seat, r.Voter(seat, []byte(seat)), 7)
		all = append(all, phone, ok)
	}
	text, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// anyRoom plays events by chance. A refused one changes nothing.
func anyRoom(t *testing.T, m *assess.Model, seed uint64, n int) (events []workshop.Event, r *workshop.Room) {
	by := rand.New(rand.NewPCG(seed, 4))
	start := anyStart(m, by)
	r = open(t, m, start)
	events = []workshop.Event{start}
	for range n {
		e := anyEvent(r, by)
		before := ""
		if by.IntN(20) == 0 {
			before = everything(t, r)
		}
		if kind := kindOf(t, r.Apply(e)); kind == "" {
			events = append(events, e)
		} else if before != "" && everything(t, r) != before {
			t.Fatalf("seed %d: %T was refused (%s), and changed the room", seed, e, kind)
		}
	}
	return events, r
}

// checkRoom: the events, written and read again, make the same room; its panel is a file that is read back as it is.
func checkRoom(t *testing.T, m *assess.Model, seed uint64, n int) {
	events, r := anyRoom(t, m, seed, n)
	var again []workshop.Event
	for _, e := range events {
		text, err := workshop.Encode(e)
		if err != nil || bytes.ContainsRune(text, '\n') {
			t.Fatalf("%s, %v", text, err)
		}
		back, err := workshop.Decode(text)
		if err != nil || !reflect.DeepEqual(back, e) {
			t.Fatalf("%s: %+v, %v", text, back, err)
		}
		again = append(again, back)
	}
	twin, at, err := workshop.Fold(m, again)
	if err != nil {
		t.Fatalf("seed %d: event %d: %v", seed, at, err)
	}
	if a, b := everything(t, r), everything(t, twin); a != b {
		t.Fatalf("seed %d:\n%s\n%s", seed, a, b)
	}
	a := resultOf(t, r)
	var out bytes.Buffer
	if err := answerfile.Write(&out, a, m.Rubric); err != nil {
		t.Fatalf("seed %d: %v", seed, err)
	}
}

// TestAnyRoom: whatever happens, the room goes on, its events keep it, and its panel can be written.
func TestAnyRoom(t *testing.T) {
	m := model()
	for seed := range uint64(120) {
		checkRoom(t, m, seed, int(20+2*seed))
	}
}

func FuzzRoom(f *testing.F) {
	m := model()
	f.Add(uint64(1), uint16(100))
	f.Fuzz(func(t *testing.T, seed uint64, n uint16) { checkRoom(t, m, seed, int(n%1000)) })
}

// FuzzDecode: no line makes it panic, and what is read can be written again.
func FuzzDecode(f *testing.F) {
	f.Add([]byte(`{"voted":{"criterion":"a/b","round":1,"voter":"s1","answer":"level","level":2}}`))
	f.Add([]byte(`{"closed":{}}`))
	f.Add([]byte(`{"moved":{"to":3}}`))
	m := model()
	f.Fuzz(func(t *testing.T, data []byte) {
		e, err := workshop.Decode(data)
		if err != nil {
			return
		}
		if _, err := workshop.Encode(e); err != nil {
			t.Fatal(err)
		}
		r := open(t, m, opened(m))
		apply(t, r, workshop.Joined{Nonce: "1"}, workshop.Moved{})
		_ = kindOf(t, r.Apply(e))
		_ = everything(t, r)
	})
}
