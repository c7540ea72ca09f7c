package workshop

import (
	"cmp"

	"fathom/assess"
	"fathom/assess/panel"
)

// Hidden says why votes that were shown cannot be seen.
type Hidden string

// The reasons, all of anonymous rooms.
const (
	TooFew Hidden = "too-few" // fewer than panel.MinGroup levels from phones
	// put beside an earlier round, it would tell what fewer than panel.MinGroup people changed
	TooClose Hidden = "too-close"
)

// Tally is a round that was shown.
type Tally struct {
	Votes  int    // how many voted
	Hidden Hidden // "": all below holds; else nothing of it
	Levels []Count
	NA     Count
	// who does not know
	Unknown Count
	Spread  assess.Spread
	// who speaks first, by name: see [panel.Item]. Nobody in an anonymous room
	Lowest, Highest, Against, For []string
}

// Count is how many gave one answer.
type Count struct {
	Level int // of a level
	Votes int
	Who   []string // by name, in the order of joining; nobody in an anonymous room
}

// tally is what may be seen of the round that the criterion stands at; nil before it is shown.
func (r *Room) tally(it *item) *Tally {
	b := it.last()
	if !b.open {
		return nil
	}
	t := &Tally{Votes: b.turnout(), Hidden: r.hidden(it, len(it.rounds)-1)}
	if t.Hidden != "" {
		return t
	}
	votes := r.votesOf(b)
	r.count(t, votes)
	return t
}

// votesOf are the votes of a round that was shown, in the order of joining, under the names of the voters; under none
// in an anonymous room.
func (r *Room) votesOf(b *box) []assess.Vote {
	if r.anonymous {
		return nameless(b, true)
	}
	byVoter := map[string]Vote{}
	var out []assess.Vote
	for _, v := range b.opened() {
		byVoter[v.voter] = v.Vote
	}
	for _, s := range r.seats {
		if v, ok := byVoter[s.id]; ok {
			out = append(out, assess.Vote{Rater: s.name, State: v.state(), Level: v.Level})
		}
	}
	return out
}

// count fills the tally in.
func (r *Room) count(t *Tally, votes []assess.Vote) {
	scale := r.model.Rubric.Scale(r.model.Criterion(r.at).Scale)
	for _, l := range scale.Levels {
		t.Levels = append(t.Levels, Count{Level: l.Level})
	}
	for _, v := range votes {
		c := t.at(v)
		c.Votes++
		if !r.anonymous {
			c.Who = append(c.Who, v.Rater)
		}
	}
	poll := (&assess.Answer{Votes: votes}).Poll()
	t.Spread = assess.SpreadOf(poll.Levels, len(scale.Levels))
	if !r.anonymous {
		speak := panel.Item{Spread: t.Spread, NA: poll.NA}
		speak.Call(votes)
		t.Lowest, t.Highest, t.Against, t.For = speak.Lowest, speak.Highest, speak.Against, speak.For
	}
}

// at is where a vote is counted.
func (t *Tally) at(v assess.Vote) *Count {
	switch v.State {
	case assess.NotApplicable:
		return &t.NA
	case assess.Unknown:
		return &t.Unknown
	}
	for i := range t.Levels {
		if t.Levels[i].Level == v.Level {
			return &t.Levels[i]
		}
	}
	panic("workshop: a vote off the scale")
}

// hidden says why the n-th round of a criterion, from 0, cannot be seen though it was shown. In an anonymous room a
// distribution has [panel.MinGroup] levels or more, and beside each earlier one that could be seen either nothing
// differs or at least so many votes do: somebody who alone changes between two rounds must not be seen to. Votes that
// the facilitator entered hide nobody: the facilitator can take them off. So the same holds without them.
func (r *Room) hidden(it *item, n int) Hidden {
	if !r.anonymous {
		return ""
	}
	var seen, fromPhones [][]assess.Vote // what could be seen before
	for k, b := range it.rounds[:n+1] {
		votes, phones := r.votesOf(b), nameless(b, false)
		why := cmp.Or(tooTelling(phones, fromPhones), tooTelling(votes, seen))
		switch {
		case k == n:
			return why
		case why == "":
			seen, fromPhones = append(seen, votes), append(fromPhones, phones)
		}
	}
	return ""
}

// nameless are the votes of a round that was shown, of an anonymous room; those that the facilitator knows only on
// demand.
func nameless(b *box, known bool) (out []assess.Vote) {
	for _, v := range b.opened() {
		if known || !v.known {
			out = append(out, assess.Vote{State: v.state(), Level: v.Level})
		}
	}
	return out
}

// tooTelling says why a nameless count cannot be seen after the earlier ones.
func tooTelling(votes []assess.Vote, earlier [][]assess.Vote) Hidden {
	if len((&assess.Answer{Votes: votes}).Poll().Levels) < panel.MinGroup {
		return TooFew
	}
	for _, e := range earlier {
		if panel.Tells(e, votes, panel.MinGroup) {
			return TooClose
		}
	}
	return ""
}
