package workshop

import (
	"fathom/assess/panel"
)

// Public is what everybody may know at any time, and all that a stream says. Version changes when the rest does, but
// for the timer's running.
type Public struct {
	Version   int    `json:"version"`
	Phase     Phase  `json:"phase"`
	Criterion string `json:"criterion,omitempty"` // full id; "" in the lobby
	Round     int    `json:"round,omitempty"`     // from 1
	Left      int64  `json:"left,omitempty"`      // milliseconds on the timer; 0: it does not run, or is over
	Timer     bool   `json:"timer,omitempty"`     // there is one, even when it is over
}

// Phone is what the person on a seat may know.
type Phone struct {
	Public
	Seat, Name string // no name in an anonymous room
	Anonymous  bool
	Mine       *Vote // the own vote in this round; nil before there is one
	NoteLost   bool  // the note that came with it was left out: the panel file has no room for it
	NoteRoom   int   // longest note in this round, in characters; 0: it takes none
	Shown      *Tally
	Agreed     *Vote // what the room agreed on after this round; nil in the other phases
}

// Screen is what the projector shows.
type Screen struct {
	Public
	Change    int // changes with anything on the screen
	Anonymous bool
	Seats     int // people in the room, with those who voted in this round before their seat was taken away
	Voted     int // how many have voted in this round
	// who is in the room, and who has voted, never what; nil in an anonymous room
	People []Person
	Shown  *Tally
	Agreed *Vote // as in Phone
	Done   int   // criteria that are agreed on in this room
	Total  int   // of those that are planned, and of others that were agreed on
}

// Person is somebody in a room with names.
type Person struct {
	Seat, Name string
	Voted      bool
}

// Host is what the facilitator sees: what the screen shows, and how to go on. It knows no more of votes.
type Host struct {
	Screen
	Items   []Item  // every criterion that is asked, as it is planned: first Planned, then Spare, then the others
	Planned int     // how many of them there is time for
	Next    int     // place in Model.Criteria of what is up; -1: nothing
	Chairs  []Chair // the seats, also those taken away
	// longest note that the facilitator can enter for somebody without a phone, in characters: 0 outside a round, in an
	// anonymous room, and where the panel file has no room for one more
	NoteRoom int
	Notes    []Remark // of those who voted, once the round was shown; none in an anonymous room
	LeftOut  []LeftOut
}

// Item is a criterion as the facilitator sees it.
type Item struct {
	Criterion int // place in Model.Criteria
	Phase     Phase
	Rounds    int
	Skipped   bool
	Known     bool // agreed on before the workshop
	Agreed    *Vote
	Remark    string
	Why       []panel.Reason
}

// Chair is a seat as the facilitator sees it.
type Chair struct {
	Seat, Name string
	Phone      bool
	Away       bool
}

// Remark is what somebody wrote beside a vote.
type Remark struct {
	Name string
	Vote
}

// LeftOut says what the panel file has no room for.
type LeftOut struct {
	Criterion int // place in Model.Criteria
	Notes     int // of voters
	Lines     int // about later rounds, or of the facilitator
}

// Public is what everybody may know; now is the time on the clock of [Timed].
func (r *Room) Public(now int64) Public {
	p := Public{Version: r.moves, Phase: r.Phase(), Left: r.timer.leftAt(now), Timer: r.timer.on}
	if i, round, ok := r.Current(); ok {
		p.Criterion, p.Round = r.model.Criterion(i).ID, round
	}
	return p
}

// Phone is what a seat may know. The voter, which only an anonymous room asks for, is what [Room.Voter] says for the
// seat and its secret. ok is false where nobody has the seat.
func (r *Room) Phone(id, voter string, now int64) (p Phone, ok bool) {
	s := r.bySeat(id)
	if s == nil || s.away {
		return Phone{}, false
	}
	p = Phone{Public: r.Public(now), Seat: s.id, Name: s.name, Anonymous: r.anonymous}
	it := r.current()
	if it == nil {
		return p, true
	}
	b := it.last()
	if !r.anonymous {
		voter = s.id
	}
	if v, voted := b.mine(voter); voted {
		p.Mine, p.NoteLost = &v, b.cut[voter]
	}
	if !r.anonymous {
		p.NoteRoom = r.noteRoom(s.id, b)
	}
	p.Shown, p.Agreed = r.tally(it), it.outcome()
	return p, true
}

// Screen is what the projector shows.
func (r *Room) Screen(now int64) Screen {
	s := Screen{Public: r.Public(now), Change: r.changes, Anonymous: r.anonymous, Seats: r.present()}
	it := r.current()
	if it != nil {
		s.Voted, s.Shown, s.Agreed = it.last().turnout(), r.tally(it), it.outcome()
		s.Seats = max(s.Seats+r.gone(it.last()), s.Voted)
	}
	if !r.anonymous {
		s.People = r.people(it)
	}
	s.Done, s.Total = r.progress()
	return s
}

// gone is how many voted in a round, and had their seat taken away. A room without names cannot tell.
func (r *Room) gone(b *box) int {
	n := 0
	for _, s := range r.seats {
		if s.away && b.has(s.id) {
			n++
		}
	}
	return n
}

// people are those in the room in the order of joining; it is nil in the lobby.
func (r *Room) people(it *item) []Person {
	var out []Person
	for _, s := range r.seats {
		if !s.away {
			out = append(out, Person{s.id, s.name, it != nil && it.last().has(s.id)})
		}
	}
	return out
}

// outcome is what was agreed on after the last round, for everybody to see.
func (it *item) outcome() *Vote {
	if it.phase() != Agreed {
		return nil
	}
	v := it.agreed.Vote
	return &v
}

// progress counts what is agreed on.
func (r *Room) progress() (done, total int) {
	planned := map[int]bool{}
	for _, i := range r.plan.Planned {
		planned[i] = true
	}
	total = len(planned)
	for i := range r.items {
		if r.items[i].agreed != nil {
			done++
			if !planned[i] {
				total++
			}
		}
	}
	return done, total
}

// Host is what the facilitator sees.
func (r *Room) Host(now int64) Host {
	h := Host{Screen: r.Screen(now), Planned: len(r.plan.Planned), Next: -1, LeftOut: r.LeftOut()}
	if i, ok := r.Next(); ok {
		h.Next = i
	}
	for _, i := range r.order() {
		h.Items = append(h.Items, r.itemView(i))
	}
	for _, s := range r.seats {
		h.Chairs = append(h.Chairs, Chair{s.id, s.name, s.key != "" || s.away && s.phone != "", s.away})
	}
	if it := r.current(); it != nil && !r.anonymous {
		h.Notes = r.remarks(it.last())
	}
	if r.Phase() == Voting && !r.anonymous {
		h.NoteRoom = r.enteredNoteRoom()
	}
	return h
}

// enteredNoteRoom is the longest note that can be entered for one of those without a phone, or for somebody new.
func (r *Room) enteredNoteRoom() int {
	most := r.nextNoteRoom(r.at)
	for _, s := range r.seats {
		if s.key == "" && !s.away {
			most = max(most, r.noteRoom(s.id, r.current().last()))
		}
	}
	return most
}

// remarks are the notes beside the votes of a round that was shown.
func (r *Room) remarks(b *box) []Remark {
	var out []Remark
	for _, v := range b.opened() {
		if v.Note != "" {
			out = append(out, Remark{r.bySeat(v.voter).name, v.Vote})
		}
	}
	return out
}

// order are the criteria that are asked: planned, spare, the others.
func (r *Room) order() []int {
	seen := make([]bool, len(r.items))
	var out []int
	add := func(i int) {
		if !seen[i] && r.items[i].asked {
			seen[i] = true
			out = append(out, i)
		}
	}
	for _, i := range r.plan.Planned {
		add(i)
	}
	for _, i := range r.plan.Spare {
		add(i)
	}
	for i := range r.items {
		add(i)
	}
	return out
}

func (r *Room) itemView(i int) Item {
	it := &r.items[i]
	v := Item{Criterion: i, Phase: Lobby, Rounds: len(it.rounds), Skipped: it.skipped, Remark: it.remark,
		Known: r.start.Known.Answers[i].IsAgreed(), Why: r.plan.Why[i]}
	if it.last() != nil {
		v.Phase = it.phase()
	}
	if it.agreed != nil {
		agreed := it.agreed.Vote
		v.Agreed = &agreed
	}
	return v
}
