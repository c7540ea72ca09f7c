package web

import (
	"cmp"
	"net/http"
	"strings"

	"fathom/assess/workshop"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// joinView is the page with which somebody takes a seat.
type joinView struct {
	Subject, Fault string
	Nonce          string
	Secret         string // of the QR picture; "": the code is typed
	Name           string
	Anonymous      bool
	Plain          bool // without TLS
}

// seatOf is the seat of whoever asks, and its secret.
func (s *Server) seatOf(r *http.Request) (seat, secret string, ok bool) {
	secret = cookie(r, s.names.seat)
	if secret == "" {
		return "", "", false
	}
	s.clerk.look(func(room *workshop.Room) { seat, ok = room.SeatOf(workshop.SeatKey([]byte(secret))) })
	return seat, secret, ok
}

// joinPage is where the QR picture leads. Whoever has a seat already is sent to it.
func (s *Server) joinPage(w http.ResponseWriter, r *http.Request) {
	lang := s.langOf(w, r)
	if _, _, has := s.seatOf(r); has {
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return
	}
	secret := r.PathValue("secret")
	if !same(secret, s.keys[joinKey]) {
		s.showJoin(w, lang, http.StatusNotFound, joinView{Fault: lang.Say("This link is of another workshop. Scan the picture on the screen, or type the code.", "这个链接属于另一场工作坊。请重新扫码，或输入加入码。")})
		return
	}
	_, name := s.had(r)
	s.showJoin(w, lang, http.StatusOK, joinView{Secret: secret, Name: safe.Line(name)})
}

func (s *Server) showJoin(w http.ResponseWriter, lang say.Language, code int, v joinView) {
	v.Nonce, v.Plain = NewSecret(), !s.opt.TLS
	s.clerk.look(func(r *workshop.Room) { v.Anonymous, v.Subject = r.Anonymous(), s.subject(lang) })
	s.show(w, lang, code, "join", page{Kind: "phone", Title: v.Subject, Body: v})
}

// join gives somebody a seat. The form carries a nonce: sent twice, as by a double tap, it is one person.
func (s *Server) join(w http.ResponseWriter, r *http.Request) {
	if !s.readForm(w, r) {
		return
	}
	lang := s.langOf(w, r)
	secret := ""
	switch code := r.PostForm.Get("code"); {
	case same(code, s.keys[joinKey]):
		secret = code
	default:
		right, tooMany := s.tries.check(addressOf(r.RemoteAddr), func() bool {
			return same(typed(code),
				s.keys[codeKey])
		})
		if !right {
			s.refuseCode(w, r, lang, tooMany)
			return
		}
	}
	if _, _, has := s.seatOf(r); has {
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return
	}
	old, _ := s.had(r)
	mine, err := s.seat(r.PostForm.Get("nonce"), r.PostForm.Get("name"), old)
	if err != nil {
		if !wantsPage(r) {
			http.Error(w, wordsOf(err, lang), statusOf(err))
			return
		}
		s.showJoin(w, lang, statusOf(err), joinView{Fault: wordsOf(err, lang), Secret: secret,
			Name: safe.Line(r.PostForm.Get("name"))})
		return
	}
	s.setSeat(w, mine)
	http.Redirect(w, r, "/", http.StatusSeeOther)
}

// had is the secret of the seat that the phone of whoever asks had until it was taken away, and the name it stands
// under; "" for a phone that had none.
func (s *Server) had(r *http.Request) (secret, name string) {
	secret, ok := cookie(r, s.names.seat), false
	s.clerk.look(func(room *workshop.Room) { name, ok = room.Had(workshop.SeatKey([]byte(secret))) })
	if !ok {
		return "", ""
	}
	return secret, name
}

// seat takes a seat and returns its secret: the old one for a phone that had a seat, which so gets it back. The same
// nonce gets the same secret, so that the second of two answers does not take the seat away from the first.
func (s *Server) seat(nonce, name, old string) (secret string, err error) {
	if len(nonce) < len(NewSecret()) || len(nonce) > 64 {
		nonce = NewSecret()
	}
	secret = cmp.Or(old, derived(s.keys[cookieKey], "seat "+nonce))
	err = s.clerk.happen(func(r *workshop.Room) (workshop.Event, error) {
		if _, seated := r.SeatFor(hashOf(nonce)); seated { // a second tap
			return nil, nil
		}
		if r.Anonymous() {
			name = ""
		}
		return workshop.Joined{Nonce: hashOf(nonce), Key: workshop.SeatKey([]byte(secret)),
			Name: workshop.Tidy(name)}, nil
	})
	return secret, err
}

// refuseCode says that the code was wrong, or that there were too many wrong ones.
func (s *Server) refuseCode(w http.ResponseWriter, r *http.Request, lang say.Language, tooMany bool) {
	code, text := http.StatusForbidden, lang.Say("This is not the code on the screen.", "加入码不对，请看大屏幕。")
	if tooMany {
		code, text = http.StatusTooManyRequests, lang.Say("Too many wrong codes: wait a minute, or scan the picture on the screen.", "输错太多次：请等一分钟，或扫描大屏幕上的二维码。")
		w.Header().Set("Retry-After", "60")
	}
	if !wantsPage(r) {
		http.Error(w, text, code)
		return
	}
	s.showJoin(w, lang, code, joinView{Fault: text, Name: safe.Line(r.PostForm.Get("name"))})
}

// subject is whom the workshop is about.
func (s *Server) subject(lang say.Language) string {
	return lang.Say("Workshop: ", "工作坊：") + strings.TrimSpace(safe.Line(s.opt.Subject))
}
