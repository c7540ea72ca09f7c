package workshop

import (
	"slices"
	"unicode/utf8"

	"fathom/assess"
)

// This file keeps the panel within what an answer file holds. A vote is never refused for it, nor what was agreed: there
// are no more seats than the file has room for, with the longest answers of all on every criterion. A note is left out
// when it may not fit any more.
//
// Whether it may is known before the round opens, from the notes of rounds that are over and the number of seats. It
// must not depend on what others write in the same round: nobody shall learn from a refused note how much others wrote.

// What a file takes at most, in bytes and in nodes (keys and values), reckoned on the safe side.
const (
	signBytes    = 6                        // of one character, where it is escaped
	headBytes    = 2_000                    // of a file without answers, and of its comments
	headNodes    = 60                       // of that
	raterBytes   = 60 + 2*MaxName*signBytes // of a rater's line, with a name and a role
	raterNodes   = 9                        // of that
	answerBytes  = 400                      // of an answer without votes, notes and evidence, with the digest of its text
	answerNodes  = 14                       // of that
	voteBytes    = 15                       // of a vote, without the id of the rater
	voteNodes    = 2                        // of that
	agreedBytes  = 2 * MaxNote * signBytes  // of the reason for what was agreed, and of the facilitator's remark
	roundBytes   = 600                      // of the line about a later round
	longestRater = maxID + len("-500")
	noteChars    = 8_000 // of all notes on a criterion; what is left of [assess.MaxText] is for lines of the room
)

// margin is what the notes of one round may take.
type margin struct {
	chars int // of each; 0: none
	seats int // who came later has none
	line  bool
}

// measure finds out how many seats the file has room for, and how many bytes for notes.
func (r *Room) measure() {
	k, asked, id := r.start.Known, 0, longestRater
	bytes, nodes := headBytes+len(k.Subject.Name)+len(k.Subject.Member), headNodes+2*len(k.Subject.Tags)
	for i := range r.items {
		if r.items[i].asked {
			asked++
		}
		b, n := sizeOf(&k.Answers[i])
		bytes, nodes = bytes+b, nodes+n
	}
	for i := range k.Removed {
		b, n := sizeOf(&k.Removed[i].Answer)
		bytes, nodes = bytes+b+len(k.Removed[i].ID), nodes+n
	}
	for _, text := range k.Comments {
		bytes, nodes = bytes+2*len(text)+100, nodes+2
	}
	for name, value := range k.Subject.Tags {
		bytes += 2*len(name) + 2*len(value)
	}
	for _, rater := range k.Raters {
		id = max(id, len(rater.ID))
		bytes += raterBytes + len(rater.ID) + 2*len(rater.Name) + 2*len(rater.Role)
	}
	nodes += raterNodes*len(k.Raters) + 2*len(k.Targets) + 2*len(k.Capacity.PerQuarter)
	bytes += 100 * (len(k.Targets) + len(k.Capacity.PerQuarter))
	r.label = id + len(notesApart) + len("\n")
	seat := raterBytes + asked*(id+voteBytes)
	left := assess.MaxFile - bytes - asked*agreedBytes
	r.most = max(0, min(assess.MaxRaters-len(k.Raters), left/seat,
		(assess.MaxNodes-nodes)/(raterNodes+voteNodes*asked)))
	r.most = min(r.most, orUsual(r.start.Seats))
	r.spare = left - seat*r.most
}

func orUsual(seats int) int {
	if seats == 0 {
		return UsualSeats
	}
	return seats
}

// sizeOf is what an answer that is there takes.
func sizeOf(a *assess.Answer) (bytes, nodes int) {
	bytes, nodes = answerBytes+2*len(a.Note)+2*len(a.Reason), answerNodes+voteNodes*len(a.Votes)+len(a.Evidence)
	for _, e := range a.Evidence {
		bytes += 2*len(e) + 4
	}
	for _, v := range a.Votes {
		bytes += voteBytes + len(v.Rater)
	}
	return bytes, nodes
}

// marginOf is what the notes of a round that opens now may take, and keeps room for as much. More people may come: a
// quarter, and five.
func (r *Room) marginOf(it *item) margin {
	m := margin{seats: min(r.most, len(r.seats)+len(r.seats)/4+5)}
	if len(it.rounds) > 0 && r.spare >= roundBytes {
		m.line, r.spare = true, r.spare-roundBytes
	}
	if m.seats == 0 || r.anonymous {
		return m
	}
	m.chars = min((noteChars-it.chars)/m.seats-r.label, r.spare/m.seats/signBytes-r.label, MaxNote)
	if m.chars = max(0, m.chars); m.chars > 0 {
		r.spare -= r.mostOf(m)
	}
	return m
}

// mostOf is what the notes of a round take at most, in bytes.
func (r *Room) mostOf(m margin) int {
	if m.chars == 0 {
		return 0
	}
	return m.seats * (m.chars + r.label) * signBytes
}

// noteRoom is how long a note the seat may write in this round, in characters.
func (r *Room) noteRoom(id string, b *box) int {
	nth := slices.IndexFunc(r.seats, func(s *seat) bool { return s.id == id })
	if nth < 0 || nth >= b.margin.seats {
		return 0
	}
	return b.margin.chars
}

// fits reports whether the note of a vote may be kept.
func (r *Room) fits(voter string, b *box, note string) bool {
	return utf8.RuneCountInString(note) <= r.noteRoom(voter, b)
}

// book counts what the notes of a round that is over took.
func (r *Room) book(it *item, b *box) {
	r.spare += r.mostOf(b.margin)
	for _, v := range b.counted() {
		if v.Note != "" {
			it.chars += utf8.RuneCountInString(v.Note) + r.label
			r.spare -= 2 * (len(v.Note) + r.label)
		}
	}
}
