package web

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"fathom/assess/workshop"
	"fathom/rubric/say"
)

// This file takes votes of people without a phone, whom the facilitator enters. In a room with names they are found by
// their name. In an anonymous one they are numbered among themselves, 1, 2, 3; their votes stand under keys as
// everybody else's, and the room does not count them on to hide somebody behind, since the facilitator knows them.

// enter records the vote of somebody without a phone, who gets a seat with the first one.
func (s *Server) enter(form url.Values) error {
	name := workshop.Tidy(form.Get("name"))
	if name == "" {
		return &workshop.Refusal{Kind: workshop.BadText, Message: say.Both("whose vote is it?", "这是谁的评分？")}
	}
	var dropped error
	nonce := hashOf(NewSecret())
	vote := func(room *workshop.Room) (seat string, v workshop.Voted, err error) {
		if v.Criterion, v.Round, err = inView(room, form); err != nil {
			return "", v, err
		}
		if v.Vote, err = voteOf(form); err != nil {
			return "", v, err
		}
		if seat, _ = room.SeatFor(nonce); seat == "" { // else they were seated just now, under whatever name
			if seat, err = withoutPhone(room, name); err != nil {
				return "", v, err
			}
		}
		v.Vote, dropped = keepable(room, seat, v.Vote)
		if v.Voter = seat; room.Anonymous() {
			v.Voter, v.Entered = s.handVoter(room, seat), true
		}
		return seat, v, room.Takes(v)
	}
	err := s.clerk.happen(func(room *workshop.Room) (workshop.Event, error) {
		seat, _, err := vote(room)
		if err != nil || seat != "" { // who could not vote gets no seat
			return nil, err
		}
		e := workshop.Joined{Nonce: nonce, Name: name}
		if room.Anonymous() {
			e.Name = ""
		}
		return e, nil
	})
	if err != nil {
		return err
	}
	err = s.clerk.happen(func(room *workshop.Room) (workshop.Event, error) {
		_, v, err := vote(room)
		return v, err
	})
	return cmp.Or(err, dropped)
}

// handVoter is under which key the vote of somebody without a phone is kept in an anonymous room: as if a phone of
// theirs had a secret, which follows from the facilitator's.
func (s *Server) handVoter(room *workshop.Room, seat string) string {
	return room.Voter(seat, []byte(derived(s.keys[hostKey], "without a phone "+seat)))
}

// withoutPhone is the seat of somebody for whom the facilitator votes, by name or number; "" for somebody new.
func withoutPhone(room *workshop.Room, name string) (seat string, err error) {
	if !room.Anonymous() {
		return room.WithoutPhone(name)
	}
	all := slices.DeleteFunc(room.Host(0).Chairs, func(c workshop.Chair) bool { return c.Phone })
	switch n, err := strconv.Atoi(name); {
	case err != nil || n < 1 || n > len(all)+1:
		return "", &workshop.Refusal{Kind: workshop.BadText, Message: say.Both(
			"nobody has a name here: say which of those without a phone it is, from 1 to %d",
			"本场匿名，请用编号指明是哪一位没有手机的人：1 到 %d", len(all)+1)}
	case n > len(all):
		return "", nil
	case all[n-1].Away:
		return "", &workshop.Refusal{Kind: workshop.NoSuchSeat, Message: noSeat()}
	default:
		return all[n-1].Seat, nil
	}
}

// byHand are those without a phone in an anonymous room, and the next one who comes.
func (s *Server) byHand(room *workshop.Room) (out []handView) {
	if !room.Anonymous() {
		return nil
	}
	n := 0
	for _, c := range room.Host(0).Chairs {
		if c.Phone {
			continue
		}
		if n++; !c.Away {
			phone, _ := room.Phone(c.Seat, s.handVoter(room, c.Seat), 0)
			out = append(out, handView{Number: n, Voted: phone.Mine != nil})
		}
	}
	return append(out, handView{Number: n + 1, New: true})
}

// seatNumber is what a seat is called where nobody has a name: its phone says so, and nothing else does.
func seatNumber(seat string, lang say.Language) string {
	return lang.Say("Seat %s", "%s 号席位", strings.TrimPrefix(seat, "s"))
}
