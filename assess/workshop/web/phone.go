package web

import (
	"net/http"
	"net/url"
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
	Folded       bool   // the vote is told, and the form is behind a link
	Fault        string // why what was filled in was not saved
	Agreed       string
	Because      string // the reason for it
	Result       *tallyView
}

// followPath is the page of a seat that follows the room without the script: a vote that is saved is told on it, and
// the form is behind a link.
const followPath = "/?follow"

// phonePage is the page of the seat of whoever asks; without one, the way to take one.
func (s *Server) phonePage(w http.ResponseWriter, r *http.Request) {
	s.showPhone(w, r, http.StatusOK, "", nil)
}

// showPhone shows the page of a seat. What somebody filled in without the script, and what became of it, stand on it:
// nothing is lost of what was typed.
func (s *Server) showPhone(w http.ResponseWriter, r *http.Request, code int, fault string, form url.Values) {
	lang := s.langOf(w, r)
	seat, secret, ok := s.seatOf(r)
	var p page
	if ok {
		s.clerk.look(func(room *workshop.Room) { p, ok = s.phoneOf(room, seat, secret, lang) })
	}
	if !ok {
		_, name := s.had(r)
		s.showJoin(w, lang, code, joinView{Fault: fault, Name: safe.Line(name)})
		return
	}
	body := p.Body.(phoneView)
	body.Fault, body.Folded = fault, body.Saved && body.Phase == workshop.Voting && r.URL.Query().Has("follow")
	if body.keep(form) {
		p.Status, p.StatusKind = lang.Say("Not saved yet", "尚未保存"), "unsaved"
	}
	p.Refresh, p.Body = body.refresh(), body
	s.show(w, lang, code, "phone", p)
}

// keep puts what was filled in into the form again, where it is about what the room votes on.
func (b *phoneView) keep(form url.Values) bool {
	if b.Phase != workshop.Voting || form.Get("q") != b.Q.ID || form.Get("round") != strconv.Itoa(b.Round) {
		return false
	}
	b.Mine, b.Note, b.Reason = form.Get("level"), safe.Line(form.Get("note")), safe.Line(form.Get("reason"))
	return true
}

// refresh is after how many seconds the page is loaded again without the script.
func (b *phoneView) refresh() int {
	switch {
	case b.Phase == workshop.Lobby, b.Folded:
		return glanceTime
	case b.Phase == workshop.Revealed, b.Phase == workshop.Agreed:
		return readingTime
	}
	return 0
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
	p.Path, p.Follow, p.Body = "/", followPath, body
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
