package web

import (
	"cmp"
	"net/http"
	"net/url"
	"strconv"
	"unicode/utf8"

	"fathom/assess/workshop"
	"fathom/rubric/say"
)

// vote takes a vote, and answers when it is on the disk.
func (s *Server) vote(w http.ResponseWriter, r *http.Request) {
	if !s.readForm(w, r) {
		return
	}
	_, secret, ok := s.seatOf(r)
	if !ok {
		s.refuse(w, r, http.StatusForbidden, s.langOf(w, r).Say("You have no seat here: join first.", "您还没有加入，请先加入。"), "/")
		return
	}
	form := r.PostForm
	if form.Has("look") {
		s.showPhone(w, r, http.StatusOK, "", form)
		return
	}
	var dropped error
	err := s.clerk.happen(func(room *workshop.Room) (workshop.Event, error) {
		seat, ok := room.SeatOf(workshop.SeatKey([]byte(secret))) // it may have been taken away meanwhile
		if !ok {
			return nil, &workshop.Refusal{Kind: workshop.NoSeat, Message: noSeat()}
		}
		v, err := voteOf(form)
		if err != nil {
			return nil, err
		}
		q, round := pointOf(room, form)
		v, dropped = keepable(room, seat, v)
		e := workshop.Voted{Criterion: q, Round: round, Voter: room.Voter(seat, []byte(secret)), Vote: v}
		switch {
		case room.Has(e): // a second tap
			return nil, nil
		case !s.pace.takes(seat):
			return nil, tooOften{say.Both("you have changed your vote too often: wait a minute", "您改票太频繁，请等一分钟再试")}
		}
		return e, nil
	})
	if code := statusOf(err); err != nil && code != http.StatusForbidden && wantsPage(r) {
		s.showPhone(w, r, code, wordsOf(err, s.langOf(w, r)), form)
		return
	}
	s.answer(w, r, cmp.Or(err, dropped), followPath)
}

// keepable is a vote with the note that goes into the room with it, and what to tell of one that is not kept: a vote is
// never refused for its note. An anonymous room takes none at all, and in one with names the file has room for only so
// much.
func keepable(room *workshop.Room, seat string, v workshop.Vote) (workshop.Vote, error) {
	why := say.Both("the panel file has no room for it", "合并答卷放不下了")
	switch n := utf8.RuneCountInString(v.Note); {
	case v.Note == "":
		return v, nil
	case room.Anonymous():
		v.Note = ""
		why = say.Both("this workshop is anonymous and takes none", "本场匿名，不收文字")
	case n > workshop.MaxNote, n <= noteRoom(room, seat):
		return v, nil
	}
	if v.Answer == workshop.NA {
		return v, noteless{say.Both("saved, but without the reason: %[1]s", "已保存，但理由没有存下：%[2]s", why.EN, why.ZH)}
	}
	return v, noteless{say.Both("saved, but without the note: %[1]s", "已保存，但备注没有存下：%[2]s", why.EN, why.ZH)}
}

// noteRoom is how long a note from a seat may be; from none, of somebody for whom the facilitator votes.
func noteRoom(room *workshop.Room, seat string) int {
	if phone, ok := room.Phone(seat, "", 0); ok {
		return phone.NoteRoom
	}
	return room.Host(0).NoteRoom
}

// pointOf is the criterion and the round that a form is about. One without the round is about the one that is on.
func pointOf(room *workshop.Room, form url.Values) (q string, round int) {
	_, round, _ = room.Current()
	if form.Has("round") {
		n, err := strconv.Atoi(form.Get("round"))
		if round = n; err != nil || strconv.Itoa(n) != form.Get("round") {
			round = -1
		}
	}
	return form.Get("q"), round
}

// voteOf reads a vote: the level is a number, "na" or "unknown". Why something does not apply is its note.
func voteOf(form url.Values) (workshop.Vote, error) {
	v := workshop.Vote{Note: workshop.Tidy(form.Get("note"))}
	switch level := form.Get("level"); level {
	case "unknown":
		v.Answer = workshop.Unknown
	case "na":
		v.Answer = workshop.NA
		v.Note = cmp.Or(workshop.Tidy(form.Get("reason")), v.Note)
	default:
		n, err := strconv.Atoi(level)
		if err != nil || strconv.Itoa(n) != level {
			return v, &workshop.Refusal{Kind: workshop.NoLevel, Message: noLevel()}
		}
		v.Answer, v.Level = workshop.Level, n
	}
	return v, nil
}
