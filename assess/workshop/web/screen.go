package web

import (
	"net/http"
	"slices"

	"fathom/assess/workshop"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// How many names a screen has room for: in the lobby, under a question, and in a row of the votes of few and of many.
const (
	mostInLobby = 16
	mostWaiting = 12
	mostOfFew   = 6
	mostOfMany  = 2

	mostOutcomes = 24 // on the last page
)

// screenView is what the projector shows.
type screenView struct {
	Phase              workshop.Phase
	Subject            string
	Address, Code      string
	Mark               string // of the address: a new picture has a new one
	Q                  *questionView
	Round              int
	Seats, Voted, Done int
	Max                int // of the bar that shows how many have voted; never 0
	People             []personView
	Missing            bool // the people are those who came last, or who are still to vote
	All                bool // everybody has voted
	Outcomes           []outcomeView
	Agreed, Because    string
	Result             *tallyView
	Paused             bool
}

// outcomeView is what was agreed on, for the last page.
type outcomeView struct{ Name, Words string }

type personView struct {
	ID, Name    string
	Voted, Away bool // away: without a phone
}

// mayWatch reports whether the screen is shown to whoever asks: it has names, and the picture with which anybody can
// join. The computer itself may, where the projector mostly is; so may the facilitator and everybody with a seat;
// others type the code once.
func (s *Server) mayWatch(r *http.Request) bool {
	_, _, seated := s.seatOf(r)
	return seated || s.isHost(r) || addressOf(r.RemoteAddr).Unmap().IsLoopback() ||
		same(cookie(r, s.names.screen), s.screenSecret())
}

func (s *Server) screenSecret() string { return derived(s.keys[cookieKey], "screen") }

// screenPage is the page for the projector.
func (s *Server) screenPage(w http.ResponseWriter, r *http.Request) {
	lang := s.langOf(w, r)
	if !s.mayWatch(r) {
		s.showScreenDoor(w, lang, http.StatusOK, lang.Say("Type the join code, which the facilitator's terminal shows.", "请输入加入码（主持人的终端里有）。"))
		return
	}
	var p page
	s.clerk.look(func(room *workshop.Room) { p = s.screenOf(room, lang) })
	s.show(w, lang, http.StatusOK, "screen", p)
}

func (s *Server) showScreenDoor(w http.ResponseWriter, lang say.Language, code int, text string) {
	title := lang.Say("The screen of the workshop", "工作坊大屏幕")
	s.show(w, lang, code, "door", page{Kind: "phone", Title: title, Body: doorView{Title: title, Text: text,
		Action: "/screen", Field: "code", Label: lang.Say("Join code", "加入码")}})
}

// screenDoor takes the code from a projector on another computer. Its tries count as those of people who join.
func (s *Server) screenDoor(w http.ResponseWriter, r *http.Request) {
	if !s.readForm(w, r) {
		return
	}
	lang, code := s.langOf(w, r), r.PostForm.Get("code")
	right, tooMany := s.tries.check(addressOf(r.RemoteAddr), func() bool { return same(typed(code), s.keys[codeKey]) })
	switch {
	case right:
		s.setCookie(w, s.names.screen, s.screenSecret(), http.SameSiteLaxMode)
		http.Redirect(w, r, "/screen", http.StatusSeeOther)
	case tooMany:
		w.Header().Set("Retry-After", "60")
		s.showScreenDoor(w, lang, http.StatusTooManyRequests, lang.Say("Too many wrong codes: wait a minute.", "输错太多次，请等一分钟。"))
	default:
		s.showScreenDoor(w, lang, http.StatusForbidden, lang.Say("This is not the code.", "加入码不对。"))
	}
}

func (s *Server) screenOf(room *workshop.Room, lang say.Language) page {
	v, inRow := room.Screen(s.clock()), mostOfFew
	if v.Seats > mostWaiting {
		inRow = mostOfMany
	}
	p := s.pageOf("screen", "/screen/events", v.Public)
	p.Title = s.subject(lang)
	if p.Stream != "" {
		p.Refresh = glanceTime
	}
	place := s.at()
	body := screenView{Phase: v.Phase, Subject: safe.Line(s.opt.Subject), Address: s.url(place, ""),
		Code: s.keys[codeKey],
		Mark: hashOf(place.Host)[:6], Q: question(room, lang), Round: v.Round, Seats: v.Seats, Voted: v.Voted,
		Done: v.Done, Max: max(1, v.Seats), All: v.Seats > 0 && v.Voted == v.Seats,
		Result: tally(room, v.Shown, lang, inRow), Paused: s.paused() != nil}
	body.People, body.Missing = named(v.People, v.Phase)
	if i, _, on := room.Current(); on {
		in := texts{room.Model().Rubric, lang}
		body.Agreed, body.Because = in.words(room.Model(), i, v.Agreed), because(v.Agreed)
	}
	if v.Phase == workshop.Ended {
		body.Outcomes = outcomes(room, lang)
	}
	p.Body = body
	return p
}

// outcomes are what the room agreed on, where the screen has room for all of it.
func outcomes(room *workshop.Room, lang say.Language) (out []outcomeView) {
	in := texts{room.Model().Rubric, lang}
	for _, it := range room.Host(0).Items {
		if it.Agreed != nil {
			out = append(out, outcomeView{questionAt(room, it.Criterion, lang).Name,
				in.words(room.Model(), it.Criterion, it.Agreed)})
		}
	}
	if len(out) > mostOutcomes {
		return nil
	}
	return out
}

// named are the people whose names the screen shows. Of many it shows those who came last, in the lobby, and those who
// are still to vote, once they are few; missing says that they are not all.
func named(all []workshop.Person, phase workshop.Phase) (out []personView, missing bool) {
	switch {
	case phase == workshop.Lobby:
		late := all[max(0, len(all)-mostInLobby):]
		return people(late), len(late) < len(all)
	case len(all) <= mostWaiting:
		return people(all), false
	}
	left := slices.DeleteFunc(slices.Clone(all), func(p workshop.Person) bool { return p.Voted })
	if len(left) > mostWaiting {
		return nil, false
	}
	return people(left), len(left) > 0
}

func people(all []workshop.Person) (out []personView) {
	for _, x := range all {
		out = append(out, personView{ID: x.Seat, Name: safe.Line(x.Name), Voted: x.Voted})
	}
	return out
}

// screenEvents is the stream of a screen, and of the facilitator.
func (s *Server) screenEvents(w http.ResponseWriter, r *http.Request) {
	if !s.mayWatch(r) {
		s.denyFor(w, r, http.StatusForbidden, needsSeat())
		return
	}
	owner := addressOf(r.RemoteAddr).String()
	if seat, _, seated := s.seatOf(r); seated {
		owner = seat
	} else if s.isHost(r) {
		owner = "host"
	}
	s.screens.serve(w, r, owner)
}

// joinPicture is the QR picture.
func (s *Server) joinPicture(w http.ResponseWriter, r *http.Request) {
	if !s.mayWatch(r) {
		s.denyFor(w, r, http.StatusForbidden, needsSeat())
		return
	}
	s.showPicture(w, r, s.Addresses().Join)
}

func (s *Server) showPicture(w http.ResponseWriter, r *http.Request, text string) {
	picture, err := svgOf(text)
	if err != nil {
		s.deny(w, r, http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", "image/svg+xml")
	_, _ = w.Write(picture)
}
