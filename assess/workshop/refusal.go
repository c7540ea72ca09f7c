package workshop

import "fathom/rubric/say"

// Kind says why a room refuses an event.
type Kind string

// The kinds of refusals. The first group are about who votes, the second about who runs the room.
const (
	NoSeat      Kind = "no-seat"      // nobody has this seat, or it was taken away
	NotOpen     Kind = "not-open"     // no votes are taken now: lobby, shown already, or ended
	Past        Kind = "past"         // about another criterion or round than the room's
	NoCriterion Kind = "no-criterion" // none that is asked here
	NoLevel     Kind = "no-level"     // not a level of the criterion's scale, or no answer at all
	NoReason    Kind = "no-reason"    // why it does not apply
	BadText     Kind = "bad-text"     // a name or note that is too long, or not as Tidy leaves it
	NoText      Kind = "no-text"      // names and notes, where the room is anonymous
	RoomFull    Kind = "full"         // no seat is left, or no room in the panel file for another person

	NoSuchSeat  Kind = "no-such-seat" // that the facilitator could mean
	NotNow      Kind = "not-now"      // not in this phase
	NothingLeft Kind = "nothing-left" // no further criterion is up
	LessPrivate Kind = "less-private" // the room cannot get names any more
	FileFull    Kind = "file-full"    // the panel file has no room for the votes on another criterion
	BadStart    Kind = "bad-start"    // the panel file does not go with such a room
	BadEvent    Kind = "bad-event"    // what no program of ours sends
)

// Refusal is the error of an event that does not fit. The room is as before.
type Refusal struct {
	Kind Kind
	say.Message
}

func (r *Refusal) Error() string { return "workshop: " + r.EN }

func refuse(kind Kind, en, zh string, args ...any) error {
	return &Refusal{kind, say.Both(en, zh, args...)}
}
