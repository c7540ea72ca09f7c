package workshop

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"fathom/assess"
	"fathom/rubric/say"
)

// Event is something that happened in a room. Events are plain data; [Encode] writes one as a line. Where they name a
// criterion it is by its full id.
type Event interface {
	name() string
	apply(r *Room) error
}

// Opened is the first event of every room, and never comes again.
type Opened struct {
	Date      string       `json:"date"`            // YYYY-MM-DD, of the votes
	Lang      say.Language `json:"lang"`            // of the notes that the room itself writes into the panel
	Depth     string       `json:"depth,omitempty"` // see [rubric.Rubric.Depths]; "": of Known
	Anonymous bool         `json:"anonymous,omitempty"`
	Minutes   int          `json:"minutes,omitempty"` // how long the group has; 0: no end
	Seats     int          `json:"seats,omitempty"`   // at most, up to [assess.MaxRaters]; 0: UsualSeats
	Rubric    string       `json:"rubric"`            // digest of the rubric, [rubric.Rubric.Digest]
	// the panel file as it stood: whom it is about, what is agreed, and votes that are there already
	Known *assess.Assessment `json:"known"`
	// secrets of whoever runs the room, kept for a restart; see Room.Keys
	Keys map[string]string `json:"keys,omitempty"`
}

// Joined gives somebody a seat. A nonce that was seen before changes nothing: a second tap on Join is the same person.
// Whose phone has the key of a seat that was taken away has that seat again, and nobody else does, under whatever name;
// for somebody without a phone the name is enough, since it is the facilitator who says it. Who comes under the name or
// the id of a rater of the known panel, when nobody else has, is that rater.
type Joined struct {
	Nonce string `json:"nonce"`          // of the form: one a person
	Key   string `json:"key,omitempty"`  // digest of the seat's cookie; "" for a person without a phone
	Name  string `json:"name,omitempty"` // never in an anonymous room; need not be the only one of its kind
	Role  string `json:"role,omitempty"` // never in an anonymous room
}

// TakenAway takes a seat away: its phone is told, and it is counted no more. Its votes stay, unless Drop says that it
// was nobody's: then its name is free again. A room without names cannot tell which votes those are.
type TakenAway struct {
	Seat string `json:"seat"`
	Drop bool   `json:"drop,omitempty"`
}

// PrivacySet changes whether the room has names: before the first vote, and after the first join only to anonymous.
type PrivacySet struct {
	Anonymous bool `json:"anonymous"`
}

// Moved goes to a criterion, from wherever the room stands. One that nobody has voted on opens for its first round;
// else the room sees it as it was left, but for a round in which nobody voted: that one is as if it had never been. An
// empty To is the next that is up, and "nothing-left" refuses it where there is none.
type Moved struct {
	To string `json:"to,omitempty"`
}

// Skipped puts the criterion behind all others and goes to the next that is up.
type Skipped struct {
	Criterion string `json:"criterion"`
}

// Voted is a vote, or another one of the same voter, which takes its place while the round is open.
type Voted struct {
	Criterion string `json:"criterion"`
	Round     int    `json:"round"`
	Voter     string `json:"voter"` // see [Room.Voter]: the seat, in an anonymous room the [VoterKey]
	// in an anonymous room: the facilitator entered it for somebody without a phone, and so knows it
	Entered bool `json:"entered,omitempty"`
	Vote
}

// Shown opens the round: from now on everybody may see what was voted. The name of the view is [Revealed].
type Shown struct {
	Criterion string `json:"criterion"`
	Round     int    `json:"round"`
}

// Again opens the next round on the criterion. Round is the one that was shown.
type Again struct {
	Criterion string `json:"criterion"`
	Round     int    `json:"round"`
}

// Settled is what the room agreed on, once the votes were shown; it takes the place of an earlier one. That it does not
// apply needs a note that says why.
type Settled struct {
	Criterion string `json:"criterion"`
	Round     int    `json:"round"` // after which
	Vote
}

// Remarked is the facilitator's note on a criterion, for later; it goes into the panel. An empty text takes it back.
type Remarked struct {
	Criterion string `json:"criterion"`
	Text      string `json:"text,omitempty"`
}

// Timed sets the timer to so many milliseconds from now, 0 to none. At is now, in milliseconds of any clock that goes
// on when the program starts again; views are asked with the same clock, and never show it.
type Timed struct {
	At   int64 `json:"at"`
	Left int64 `json:"left"`
}

// Closed ends the room. Nothing happens afterwards.
type Closed struct{}

func (Opened) name() string     { return "opened" }
func (Joined) name() string     { return "joined" }
func (TakenAway) name() string  { return "taken-away" }
func (PrivacySet) name() string { return "privacy-set" }
func (Moved) name() string      { return "moved" }
func (Skipped) name() string    { return "skipped" }
func (Voted) name() string      { return "voted" }
func (Shown) name() string      { return "shown" }
func (Again) name() string      { return "again" }
func (Settled) name() string    { return "settled" }
func (Remarked) name() string   { return "remarked" }
func (Timed) name() string      { return "timed" }
func (Closed) name() string     { return "closed" }

// Encode writes an event as one JSON object without a line break: its name, and under it what it says.
func Encode(e Event) ([]byte, error) { return json.Marshal(map[string]Event{e.name(): e}) }

// Decode reads what [Encode] wrote. It takes nothing that it does not know.
func Decode(data []byte) (Event, error) {
	var named map[string]json.RawMessage
	if err := json.Unmarshal(data, &named); err != nil {
		return nil, err
	}
	if len(named) != 1 {
		return nil, errors.New("workshop: want one event")
	}
	for name, body := range named {
		read, known := readers()[name]
		if !known {
			return nil, fmt.Errorf("workshop: no event is called %.40q", name)
		}
		return read(body)
	}
	panic("unreachable")
}

// readers read the events by their names.
func readers() map[string]func([]byte) (Event, error) {
	all := map[string]func([]byte) (Event, error){}
	reads[Opened](all)
	reads[Joined](all)
	reads[TakenAway](all)
	reads[PrivacySet](all)
	reads[Moved](all)
	reads[Skipped](all)
	reads[Voted](all)
	reads[Shown](all)
	reads[Again](all)
	reads[Settled](all)
	reads[Remarked](all)
	reads[Timed](all)
	reads[Closed](all)
	return all
}

func reads[E Event](all map[string]func([]byte) (Event, error)) {
	var none E
	all[none.name()] = func(body []byte) (Event, error) {
		var e E
		d := json.NewDecoder(bytes.NewReader(body))
		d.DisallowUnknownFields()
		if err := d.Decode(&e); err != nil {
			return nil, err
		}
		return e, nil
	}
}
