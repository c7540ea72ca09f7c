package workshop

import (
	"maps"
	"slices"
)

// box holds the votes of one round. Until it is opened it tells who has voted and hands each voter the own vote, and
// nothing else: whatever a view says of others before the reveal goes through turnout, has and mine.
type box struct {
	votes  map[string]Vote
	cut    map[string]bool // whose note was left out
	known  map[string]bool // whose vote the facilitator entered, and so knows
	open   bool
	margin margin // for the notes of this round
}

func newBox(m margin) *box {
	return &box{votes: map[string]Vote{}, cut: map[string]bool{}, known: map[string]bool{}, margin: m}
}

// turnout is how many have voted.
func (b *box) turnout() int { return len(b.votes) }

// has reports whether a voter has voted.
func (b *box) has(voter string) bool {
	_, ok := b.votes[voter]
	return ok
}

// mine is the vote of one voter, for that voter.
func (b *box) mine(voter string) (Vote, bool) {
	v, ok := b.votes[voter]
	return v, ok
}

// put takes a vote, or another one of the same voter, and whether its note was kept.
func (b *box) put(voter string, v Vote, noted bool) {
	b.votes[voter] = v
	delete(b.cut, voter)
	if !noted {
		b.cut[voter] = true
	}
}

// drop forgets the vote of a seat that was nobody's.
func (b *box) drop(voter string) {
	delete(b.votes, voter)
	delete(b.cut, voter)
}

// cast is a vote and whose it is.
type cast struct {
	voter string
	known bool // to the facilitator, who entered it
	Vote
}

// opened are the votes by voter, once the round was shown; none before.
func (b *box) opened() []cast {
	if !b.open {
		return nil
	}
	return b.counted()
}

// counted are the votes by voter. It is for the panel file and for opened alone.
func (b *box) counted() []cast {
	out := make([]cast, 0, len(b.votes))
	for _, voter := range slices.Sorted(maps.Keys(b.votes)) {
		out = append(out, cast{voter, b.known[voter], b.votes[voter]})
	}
	return out
}
