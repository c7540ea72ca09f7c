package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"fathom/assess/workshop"
	"fathom/rubric/say"
)

// isHost reports whether the facilitator asks: by the cookie, or a script by the key itself.
func (s *Server) isHost(r *http.Request) bool {
	bearer, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	key := s.keys[hostKey]
	return same(cookie(r, s.names.host), key) || same(bearer, key)
}

// hostDoor takes the key of the facilitator and gives the cookie.
func (s *Server) hostDoor(w http.ResponseWriter, r *http.Request) {
	if !s.readForm(w, r) {
		return
	}
	key := strings.TrimSpace(r.PostForm.Get("k"))
	if _, behind, is := strings.Cut(key, "#k="); is { // the whole address was pasted
		key = behind
	}
	if !same(key, s.keys[hostKey]) {
		s.refuse(w, r, http.StatusForbidden, s.langOf(w, r).Say("This is not the key that the terminal shows.", "密钥不对，请看终端里显示的地址。"), "/host")
		return
	}
	s.setHost(w, key)
	http.Redirect(w, r, "/host", http.StatusSeeOther)
}

// admin does what a button of the facilitator says.
func (s *Server) admin(w http.ResponseWriter, r *http.Request) {
	if !s.readForm(w, r) {
		return
	}
	if !s.isHost(r) && !same(r.PostForm.Get("k"), s.keys[hostKey]) {
		s.refuse(w, r, http.StatusForbidden, s.langOf(w, r).Say("Only the facilitator may do this.", "只有主持人可以这样做。"), "/host")
		return
	}
	what := r.PathValue("what")
	if !slices.Contains(Actions(), what) {
		s.deny(w, r, http.StatusNotFound)
		return
	}
	err := s.Do(what, r.PostForm)
	if unsaved := s.Unsaved(); err == nil && unsaved != nil && savesPanel(what) {
		err = unfiled{unsavedText(unsaved)} // it was done all the same
	}
	s.answer(w, r, err, "/host")
}

// savesPanel reports whether the panel file is saved before it is said that something was done.
func savesPanel(what string) bool { return what == "reveal" || what == "agree" }

// Actions are what a facilitator can do, for [Server.Do].
func Actions() []string {
	return []string{"next", "reveal", "again", "agree", "skip", "jump", "later", "timer", "remove", "enter",
		"address", "end"}
}

// Do does one of [Actions], as the fields of its form say: from a page, or from the terminal. Where "q" and "round" are
// given they say what the facilitator had in view: when the room is elsewhere by now, as after a double click, nothing
// happens. When it returns the panel file has what changes it, or [Server.Unsaved] says why not. The error is one for
// people: see [Words].
func (s *Server) Do(what string, form url.Values) error {
	switch what {
	case "enter":
		return s.enter(form)
	case "address":
		return s.moveTo(form.Get("to"))
	}
	err := s.clerk.happen(func(room *workshop.Room) (workshop.Event, error) {
		q, round, err := inView(room, form)
		if err != nil {
			return nil, err
		}
		return s.event(room, what, q, round, form)
	})
	if what == "remove" && err == nil {
		s.phones.evict(form.Get("seat"))
	}
	if savesPanel(what) && err == nil {
		s.save()
	}
	if what == "end" && err == nil {
		<-s.ended
		if s.Unsaved() != nil {
			return unkept{s.Unsaved()}
		}
	}
	return err
}

// Words tells a person what the error of [Server.Do] means.
func Words(err error, lang say.Language) string { return wordsOf(err, lang) }

// inView is what the room stands on, unless the form is about something else.
func inView(room *workshop.Room, form url.Values) (q string, round int, err error) {
	i, round, on := room.Current()
	if on {
		q = room.Model().Criterion(i).ID
	}
	past := form.Has("q") && form.Get("q") != q ||
		form.Get("round") != "" && form.Get("round") != strconv.Itoa(round)
	if past {
		return "", 0, &workshop.Refusal{Kind: workshop.Past, Message: elsewhere()}
	}
	return q, round, nil
}

// event is what a button of the facilitator makes happen.
func (s *Server) event(room *workshop.Room, what, q string, round int, form url.Values) (workshop.Event, error) {
	note := workshop.Tidy(form.Get("note"))
	if q == "" && slices.Contains([]string{"reveal", "again", "agree", "skip", "later"}, what) {
		return nil, &workshop.Refusal{Kind: workshop.NotNow, Message: notBegun()}
	}
	switch what {
	case "next":
		return workshop.Moved{}, nil
	case "jump":
		if form.Get("to") == "" { // which would be the next one
			return nil, &workshop.Refusal{Kind: workshop.NoCriterion, Message: say.Both("to which one?", "转到哪一条？")}
		}
		return workshop.Moved{To: form.Get("to")}, nil
	case "skip":
		return workshop.Skipped{Criterion: q}, nil
	case "reveal":
		return workshop.Shown{Criterion: q, Round: round}, nil
	case "again":
		return workshop.Again{Criterion: q, Round: round}, nil
	case "later":
		return workshop.Remarked{Criterion: q, Text: note}, nil
	case "timer":
		return s.timer(room, form), nil
	case "remove":
		return workshop.TakenAway{Seat: form.Get("seat"), Drop: form.Get("drop") != ""}, nil
	case "end":
		return workshop.Closed{}, nil
	}
	v, err := voteOf(form)
	return workshop.Settled{Criterion: q, Round: round, Vote: v}, err
}

// timer adds to what is left on the clock, or stops it.
func (s *Server) timer(room *workshop.Room, form url.Values) workshop.Event {
	now := s.clock()
	seconds, _ := strconv.ParseInt(form.Get("add"), 10, 32)
	left := max(0, room.Public(now).Left+seconds*1000)
	if form.Has("stop") {
		left = 0
	}
	return workshop.Timed{At: now, Left: left}
}

// moveTo changes the address that is in the picture.
func (s *Server) moveTo(host string) error {
	i := slices.IndexFunc(s.opt.Places, func(p Place) bool { return p.Host == host })
	if i < 0 {
		return &workshop.Refusal{Kind: workshop.BadEvent, Message: say.Both("no such address", "没有这个地址")}
	}
	s.mu.Lock()
	s.place = i
	s.redraws++
	s.mu.Unlock()
	s.redraw.ask()
	return nil
}

func notBegun() say.Message {
	return say.Both("the workshop has not begun", "工作坊还没有开始")
}

func elsewhere() say.Message {
	return say.Both("the room is elsewhere by now", "大家已经不在这一条或这一轮了")
}

func noSeat() say.Message { return say.Both("nobody votes from this seat", "没有这个席位") }

func noLevel() say.Message {
	return say.Both("choose a level, \"not applicable\" or \"don't know\"", "请选一个级别、“不适用”或“不知道”")
}
