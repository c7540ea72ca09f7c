// Package workshop is a room of people who rate together: each privately, then all votes at once, then they talk where
// they differ and agree. It knows what may happen when, what the panel file says in the end, and what each in the room
// may know.
//
// It is pure. Whatever happens comes in as an [Event]; a [Room] is the fold of its events, so that whoever keeps the
// events keeps the room. Times and random keys come with the events; nothing here asks a clock, a disk or a network.
//
//	lobby -> voting(criterion, round) -> revealed -> agreed | voting(criterion, round+1) -> next criterion ... -> end
//
// What goes out are views, one a kind of audience: [Public] for every stream, [Phone] for one seat, [Screen] for the
// projector, [Host] for the facilitator. Before a round is revealed no view of anybody depends on what somebody else
// voted: votes lie in a box that tells who voted and hands each voter the own vote, until it is opened. A property test
// holds the package to it.
//
// In an anonymous room nobody has a name, and the views tell how many voted, never who. A vote then comes under a key
// that belongs to one criterion and one round ([VoterKey]), so that not even the events tie two votes of a person
// together.
package workshop

import "fathom/assess"

// What a room takes.
const (
	MaxName     = 40  // characters in a name or a role
	MaxNote     = 200 // characters in a note or a reason
	UsualSeats  = 200 // seats where the facilitator says nothing
	ItemSeconds = 90  // how long a group takes for a criterion, by rule of thumb
)

// Phase is where a room stands.
type Phase string

// The phases.
const (
	Lobby    Phase = "lobby"
	Voting   Phase = "voting"
	Revealed Phase = "revealed"
	Agreed   Phase = "agreed"
	Ended    Phase = "end"
)

// Answer is what a vote says, or what the room agreed on.
type Answer string

// The answers.
const (
	Level   Answer = "level"
	NA      Answer = "na"      // does not apply
	Unknown Answer = "unknown" // don't know
)

// Vote is what one person says about a criterion, or what the room agreed on.
type Vote struct {
	Answer Answer `json:"answer"`
	Level  int    `json:"level,omitempty"` // with Level: a level of the criterion's scale; else 0
	// in one line, [MaxNote] characters at most: why it does not apply, or a remark. A room without names takes none
	Note string `json:"note,omitempty"`
}

// state is the answer in the words of the model.
func (v Vote) state() assess.State {
	switch v.Answer {
	case NA:
		return assess.NotApplicable
	case Unknown:
		return assess.Unknown
	}
	return assess.Answered
}
