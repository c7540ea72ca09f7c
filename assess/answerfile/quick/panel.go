package quick

import (
	"bytes"

	"fathom/assess"
	"fathom/rubric"
)

// This file keeps what panels have beside plain records: several raters, and their votes.

// panel is what was read of a panel so far. Votes may stand before the raters whose they are.
type panel struct {
	raters [][]byte
	casts  []cast
	polls  []poll
	seats  []assess.Code // of each rater, the vote on one criterion
	votes  []assess.Code // room for those of the ballots
}

// cast is one rater's vote.
type cast struct {
	rater []byte
	at    int // the rater's place; -1: not known yet
	code  assess.Code
}

// poll is where the votes on a criterion begin among the casts; they end where the next begins.
type poll struct{ criterion, from int }

// empty drops what was read of another record.
func (p *panel) empty() {
	p.raters, p.casts, p.polls, p.votes = p.raters[:0], p.casts[:0], p.polls[:0], p.votes[:0]
}

// Within these bounds a panel cannot reach the number of keys and values of which the strict reader takes no more: so
// many go with each criterion, with each vote, and all together.
const (
	nodesEach, nodesVote = 18, 2
	maxNodes             = 40_000
)

// add adds a rater, whose id must be there once.
func (s *scanner) add(id []byte) {
	for _, other := range s.panel.raters {
		s.must(!bytes.Equal(other, id))
	}
	s.panel.raters = append(s.panel.raters, id)
	s.must(len(s.panel.raters) <= assess.MaxRaters)
}

// ballot begins the votes on criterion i.
func (s *scanner) ballot(i int) { s.panel.polls = append(s.panel.polls, poll{i, len(s.panel.casts)}) }

// cast adds a vote of a rater, who is looked for from a place on, and returns the place behind.
func (s *scanner) cast(rater []byte, from int, code assess.Code) int {
	at := s.panel.place(rater, from)
	s.panel.casts = append(s.panel.casts, cast{rater, at, code})
	s.must(nodesEach*len(s.keys)+nodesVote*len(s.panel.casts) <= maxNodes)
	return at + 1
}

// elect gives every vote to its rater, and makes ballots of those on criteria that were not agreed on.
func (s *scanner) elect() {
	p := &s.panel
	if s.bad || len(p.polls) == 0 {
		return
	}
	p.seats = append(p.seats[:0], make([]assess.Code, len(p.raters))...)
	for k, poll := range p.polls {
		end := len(p.casts)
		if k+1 < len(p.polls) {
			end = p.polls[k+1].from
		}
		s.seat(p.casts[poll.from:end])
		from := len(p.votes)
		for i, code := range p.seats {
			if code != assess.NoAnswer {
				p.votes = append(p.votes, code)
				p.seats[i] = assess.NoAnswer
			}
		}
		if s.codes[poll.criterion] == assess.Voted {
			s.head.Ballots = append(s.head.Ballots, assess.Ballot{Criterion: poll.criterion, Votes: p.votes[from:]})
		}
	}
}

// seat puts votes in the places of their raters.
func (s *scanner) seat(casts []cast) {
	p := &s.panel
	s.must(len(casts) > 0)
	for _, c := range casts {
		if c.at < 0 {
			c.at = p.place(c.rater, 0)
		}
		if s.must(c.at >= 0 && p.seats[c.at] == assess.NoAnswer); s.bad {
			return
		}
		p.seats[c.at] = c.code
	}
}

// place is that of a rater, looked for from a place on; -1 for nobody.
func (p *panel) place(id []byte, from int) int {
	for k := range p.raters {
		at := from + k
		if at >= len(p.raters) {
			at -= len(p.raters)
		}
		if bytes.Equal(p.raters[at], id) {
			return at
		}
	}
	return -1
}

func (s *Lines) raters() {
	for s.open('['); s.more(']'); {
		s.add(s.rater(true))
	}
	s.must(len(s.panel.raters) > 0)
}

// rater reads one rater's id, and what else is said of the person; only in a panel a date.
func (s *Lines) rater(dated bool) []byte {
	var id []byte
	seen := 0
	for s.open('{'); s.more('}'); {
		bit := 0
		switch key := s.key(); string(key) {
		case "id":
			from := s.at
			bit, id = 1, s.identifier()
			s.mark(ofRater, from, nil)
		case "name":
			bit = 2
			s.marked(ofNothing, nil)
		case "role":
			bit = 4
			s.marked(ofNothing, nil)
		case "date":
			bit = 8
			s.must(dated && isDate(s.plain()))
		}
		s.must(bit != 0 && seen&bit == 0)
		seen |= bit
	}
	s.must(seen&1 != 0)
	return id
}

// votes reads the raters' votes on criterion i.
func (s *Lines) votes(i int) {
	s.ballot(i)
	next, done := 0, false
	for s.open('{'); s.more('}'); {
		if next, done = s.predictedVotes(i, next); !done {
			rater := s.key()
			next = s.cast(rater, next, s.vote(i))
		}
	}
}

func (s *Lines) vote(i int) assess.Code {
	if s.peek() != '"' {
		return s.level(i)
	}
	switch string(s.plain()) {
	case "unknown":
		return assess.DontKnow
	case "na":
		return assess.DoesNotApply
	}
	s.bad = true
	return assess.NoAnswer
}

func (s *Files) raters() {
	for s.prefix("  - {id: ") {
		s.must(s.peek() != '"') // or its votes could be another's
		s.add(s.rater(true))
	}
	s.must(len(s.panel.raters) > 0)
}

// rater reads what is said of a rater, from the id on, which it returns; only in a panel with a date.
func (s *Files) rater(dated bool) []byte {
	id := s.scalar()
	s.must(rubric.ValidID(id))
	if s.prefix(", name: ") {
		s.scalar()
	}
	if s.prefix(", role: ") {
		s.scalar()
	}
	if dated && s.prefix(", date: ") {
		s.must(isDate(s.until('}')))
		s.word("\n")
		return id
	}
	s.word("}\n")
	return id
}

func (s *Files) votes(i int) {
	s.ballot(i)
	next := 0
	for first := true; !s.bad && !s.prefix("}"); first = false {
		s.comma(first)
		rater := s.until(':')
		s.word(" ")
		next = s.cast(rater, next, s.vote(i))
	}
}

func (s *Files) vote(i int) assess.Code {
	switch {
	case s.prefix("unknown"):
		return assess.DontKnow
	case s.prefix("na"):
		return assess.DoesNotApply
	}
	return s.level(i)
}
