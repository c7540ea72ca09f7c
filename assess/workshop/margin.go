package workshop

import (
	"slices"
	"unicode/utf8"

	"fathom/assess"
)

// This file keeps the panel within what an answer file holds. A vote is never refused for it, nor what was agreed: a
// criterion is opened, and somebody let in, only where the file has room for the longest answers of all. Notes may take
// what is left beside the criteria that are planned; others are left out.
//
// How long a note may be follows from the notes of rounds that are over and from who was there before: those who are
// there when a round opens, and some more, may write the same; of what is left everybody takes in the order of coming.
// It must not depend on what others write in the same round: nobody shall learn from a refused note how much they
// wrote.

// What a file takes at most, in bytes and in nodes (keys and values), reckoned on the safe side.
const (
	signBytes    = 4                        // of one character; see checkText
	headBytes    = 2_000                    // of a file without answers, and of its comments
	headNodes    = 60                       // of that
	raterBytes   = 60 + 2*MaxName*signBytes // of a rater's line, with a name and a role
	raterNodes   = 9                        // of that
	answerBytes  = 400                      // of an answer and its text's digest, without votes, notes and evidence
	answerNodes  = 14                       // of that
	voteBytes    = 15                       // of a vote, without the id of the rater
	voteNodes    = 2                        // of that
	agreedBytes  = 2 * MaxNote * signBytes  // of the reason for what was agreed, and of the facilitator's remark
	roundBytes   = 600                      // of the line about a later round
	longestRater = maxID + len("-500")
	noteChars    = 9_000 // of all notes on a criterion; what is left of [assess.MaxText] is for lines of the room
)

// margin is what the notes of one round may take.
type margin struct {
	chars  int   // of each; 0: none
	seats  int   // of so many, in the order of joining
	labels int   // characters beside them, of all
	later  []int // of those who came after them
	more   int   // characters that those take, with what stands beside their notes
	line   bool  // there is room for the line about the round
}

// ledger is what the panel file has room for yet, and what things take there at most.
type ledger struct {
	bytes, nodes int
	seats        int // people who are counted
	ids          int // bytes of their ids in the panel
	opened       int // criteria that were voted on: everybody may have a vote there
}

// ledgerOf is what a panel leaves room for.
func ledgerOf(k *assess.Assessment) ledger {
	l := ledger{bytes: assess.MaxFile - headBytes - 6*len(k.Subject.Name+k.Subject.Member+k.Previous),
		nodes: assess.MaxNodes - headNodes}
	for i := range k.Answers {
		l.take(sizeOf(&k.Answers[i]))
	}
	for i := range k.Removed {
		l.take(sizeOf(&k.Removed[i].Answer))
	}
	for _, text := range k.Comments {
		l.take(100+2*len(text), 2)
	}
	for name, value := range k.Subject.Tags {
		l.take(10+2*len(name+value), 2)
	}
	for _, rater := range k.Raters {
		l.take(raterBytes+len(rater.ID)+2*len(rater.Name+rater.Role), raterNodes)
	}
	l.take(100*(len(k.Targets)+len(k.Capacity.PerQuarter)), 2*(len(k.Targets)+len(k.Capacity.PerQuarter)))
	return l
}

// take takes room, and reports whether there was enough; where there was not, it takes none.
func (l *ledger) take(bytes, nodes int) bool {
	if bytes > l.bytes || nodes > l.nodes {
		return false
	}
	l.bytes, l.nodes = l.bytes-bytes, l.nodes-nodes
	return true
}

// admit takes the room for one more person, with a vote on everything that was opened.
func (l *ledger) admit(id int) bool {
	if !l.take(raterBytes+l.opened*(id+voteBytes), raterNodes+l.opened*voteNodes) {
		return false
	}
	l.seats, l.ids = l.seats+1, l.ids+id
	return true
}

// open takes the room for one more criterion, with a vote of each person.
func (l *ledger) open() bool {
	if !l.take(l.criterion(), l.seats*voteNodes) {
		return false
	}
	l.opened++
	return true
}

// close gives back what open took.
func (l *ledger) close() {
	l.opened--
	l.bytes, l.nodes = l.bytes+l.criterion(), l.nodes+l.seats*voteNodes
}

// criterion is how many bytes one more criterion takes.
func (l *ledger) criterion() int { return agreedBytes + l.ids + l.seats*voteBytes }

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
// tenth, and two.
func (r *Room) marginOf(i int) margin {
	it, l, late := &r.items[i], &r.ledger, len(r.seats)/10+2
	m := margin{seats: len(r.seats) + late, labels: late*labelOf(longestRater) + l.ids + len(r.seats)*labelOf(0)}
	m.line = r.hasLine(i, len(it.rounds)) && l.take(roundBytes, 0)
	if r.anonymous {
		return m
	}
	more := late * (raterBytes + (l.opened+r.unopened())*(longestRater+voteBytes))
	bytes := l.bytes - r.unopened()*l.criterion() - more
	m.chars = max(0, min(min(noteChars-it.chars, bytes/signBytes)-m.labels, m.seats*MaxNote)) / m.seats
	l.take(m.bytes(), 0)
	return m
}

// labelOf is how many characters stand beside a note in the panel: the id of who wrote it.
func labelOf(id int) int { return id + len(notesApart) + len("\n") }

// taken is how many characters the notes of a round take at most.
func (m margin) taken() int {
	if m.chars == 0 {
		return m.more
	}
	return m.seats*m.chars + m.labels + m.more
}

// bytes are what the notes of a round take at most.
func (m margin) bytes() int { return m.taken() * signBytes }

// seatLate keeps room for a note of somebody who came last, in every round that is on: as long as any, while there is
// room beside what others may write.
func (r *Room) seatLate(s *seat) {
	for i := range r.items {
		it := &r.items[i]
		b := it.last()
		if b == nil || b.open || len(r.seats) <= b.margin.seats {
			continue
		}
		label := labelOf(len(s.rater))
		chars := r.lateChars(it, b, label)
		if chars > 0 {
			b.margin.more += chars + label
			r.ledger.take((chars+label)*signBytes, 0)
		}
		b.margin.later = append(b.margin.later, chars)
	}
}

// unopened is how many criteria are planned that nobody has voted on yet.
func (r *Room) unopened() int {
	n := 0
	for _, i := range r.plan.Planned {
		if r.items[i].last() == nil {
			n++
		}
	}
	return n
}

// noteRoom is how long a note the seat may write in this round, in characters.
func (r *Room) noteRoom(id string, b *box) int {
	nth := slices.IndexFunc(r.seats, func(s *seat) bool { return s.id == id })
	switch late := nth - b.margin.seats; {
	case nth < 0 || late >= len(b.margin.later):
		return 0
	case late >= 0:
		return b.margin.later[late]
	}
	return b.margin.chars
}

// nextNoteRoom is how long a note somebody may write who has no seat yet, in characters; a little more where the id is
// a long one.
func (r *Room) nextNoteRoom(i int) int {
	it, b := &r.items[i], r.items[i].last()
	if len(r.seats) < b.margin.seats {
		return b.margin.chars
	}
	return r.lateChars(it, b, labelOf(1))
}

// lateChars is how long a note of one more person may be in a round that is on, with a label of so many characters.
func (r *Room) lateChars(it *item, b *box, label int) int {
	bytes := r.ledger.bytes - r.unopened()*r.ledger.criterion()
	room := min(noteChars-it.chars-b.margin.taken(), bytes/signBytes)
	return max(0, min(room-label, MaxNote))
}

// fits reports whether the note of a vote may be kept.
func (r *Room) fits(voter string, b *box, note string) bool {
	return utf8.RuneCountInString(note) <= r.noteRoom(voter, b)
}

// book counts what the notes of a round that is over took.
func (r *Room) book(it *item, b *box) {
	r.ledger.bytes += b.margin.bytes()
	for _, v := range b.counted() {
		if v.Note != "" {
			label := labelOf(len(r.bySeat(v.voter).rater))
			it.chars += utf8.RuneCountInString(v.Note) + label
			r.ledger.bytes -= 2 * (len(v.Note) + label)
		}
	}
}
