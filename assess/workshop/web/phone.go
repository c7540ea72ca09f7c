package web

import (
	"net/http"
	"strconv"

	"fathom/assess/workshop"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// phoneView is the page of one seat.
type phoneView struct {
	Phase        workshop.Phase
	Name         string
	Seat         string // its number, where nobody has a name
	Anonymous    bool
	Q            *questionView
	Round        int
	Mine         string // as the form has it: a level, "na" or "unknown"
	MyWords      string
	Note, Reason string
	NoteRoom     int
	Saved        bool
	Agreed       string
	Because      string // the reason for it
	Result       *tallyView
}

// phonePage is the page of the seat of whoever asks; without one, the way to take one.
func (s *Server) phonePage(w http.ResponseWriter, r *http.Request) {
	lang := s.langOf(w, r)
	seat, secret, ok := s.seatOf(r)
	if !ok {
		_, name := s.had(r)
		s.showJoin(w, lang, http.StatusOK, joinView{Name: safe.Line(name)})
		return
	}
	var p page
	s.clerk.look(func(room *workshop.Room) { p, ok = s.phoneOf(room, seat, secret, lang) })
	if !ok {
		s.showJoin(w, lang, http.StatusOK, joinView{})
		return
	}
	s.show(w, lang, http.StatusOK, "phone", p)
}

func (s *Server) phoneOf(room *workshop.Room, seat, secret string, lang say.Language) (page, bool) {
	v, ok := room.Phone(seat, room.Voter(seat, []byte(secret)), s.clock())
	p := s.pageOf("phone", "/events", v.Public)
	body := phoneView{Phase: v.Phase, Name: safe.Line(v.Name), Anonymous: v.Anonymous, Q: question(room, lang),
		Round: v.Round, NoteRoom: v.NoteRoom, Saved: v.Mine != nil, Result: tally(room, v.Shown, lang, everyName)}
	if v.Anonymous {
		body.Seat = seatNumber(v.Seat, lang)
	}
	if v.Phase == workshop.Ended {
		body.Q = nil
	}
	if body.Q != nil {
		i, _, _ := room.Current()
		in := texts{room.Model().Rubric, lang}
		p.Title, body.MyWords = body.Q.Name, in.words(room.Model(), i, v.Mine)
		body.Agreed, body.Because = in.words(room.Model(), i, v.Agreed), because(v.Agreed)
	} else {
		p.Title = s.subject(lang)
	}
	body.fill(v.Mine)
	p.Status, p.StatusKind = voteStatus(&v, lang)
	p.Refresh = p.Stream != "" && (v.Phase != workshop.Voting || v.Mine != nil)
	p.Body = body
	return p, ok
}

// fill puts the own vote into the form.
func (b *phoneView) fill(mine *workshop.Vote) {
	if mine == nil {
		return
	}
	switch b.Note = safe.Line(mine.Note); mine.Answer {
	case workshop.Level:
		b.Mine = strconv.Itoa(mine.Level)
	case workshop.NA:
		b.Mine, b.Reason, b.Note = "na", b.Note, ""
	case workshop.Unknown:
		b.Mine = "unknown"
	}
}

// voteStatus says whether the vote is saved.
func voteStatus(v *workshop.Phone, lang say.Language) (text, kind string) {
	switch {
	case v.Phase != workshop.Voting:
		return "", ""
	case v.Mine == nil:
		return lang.Say("No vote yet", "还没有评分"), "open"
	case v.NoteLost:
		return lang.Say("Saved, without the note: the file has no room for it", "已保存，但备注没有存下：文件已放不下"), "saved"
	}
	return lang.Say("Saved", "已保存"), "saved"
}

// pageOf is a page about what everybody may know.
func (s *Server) pageOf(kind, stream string, v workshop.Public) page {
	if v.Phase == workshop.Ended && s.isOver() { // nothing comes any more, and soon nobody answers
		stream = ""
	}
	return page{Kind: kind, Stream: stream, Key: string(v.Phase) + "|" + v.Criterion + "|" + strconv.Itoa(v.Round),
		HasLeft: v.Timer, Left: v.Left}
}

// phoneEvents is the stream of a phone.
func (s *Server) phoneEvents(w http.ResponseWriter, r *http.Request) {
	seat, _, ok := s.seatOf(r)
	if !ok {
		s.denyFor(w, r, http.StatusForbidden, needsSeat())
		return
	}
	s.phones.serve(w, r, seat)
}
