package web

import (
	"net/http"

	"fathom/assess/workshop"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// devicePage shows the way to the same seat for another device of the same person: the picture holds the secret of the
// seat, and is shown to nobody else.
func (s *Server) devicePage(w http.ResponseWriter, r *http.Request) {
	lang := s.langOf(w, r)
	if _, _, ok := s.seatOf(r); !ok {
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return
	}
	title := lang.Say("Use another device", "换一台设备")
	s.show(w, lang, http.StatusOK, "door", page{Kind: "phone", Title: title, Body: doorView{Title: title, Back: "/",
		Text:    lang.Say("Scan this with the other device: it gets your seat, with your votes. Show it to nobody.", "用另一台设备扫这个码，就能接着用您的席位和评分。请勿给别人看。"),
		Picture: "/device.svg"}})
}

func (s *Server) devicePicture(w http.ResponseWriter, r *http.Request) {
	_, secret, ok := s.seatOf(r)
	if !ok {
		s.denyFor(w, r, http.StatusForbidden, needsSeat())
		return
	}
	s.showPicture(w, r, s.url(s.at(), "/d/"+secret))
}

// deviceDoor asks whoever was led here whether the seat is theirs. The address may have come from somebody else, who
// would see what is voted with it: so nobody gets a seat by following it alone.
func (s *Server) deviceDoor(w http.ResponseWriter, r *http.Request) {
	lang, secret := s.langOf(w, r), r.PathValue("secret")
	whose, ok := s.whose(secret, lang)
	if _, own, has := s.seatOf(r); !ok || has && same(own, secret) {
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return
	}
	title := lang.Say("Is this your seat?", "这是您的席位吗？")
	s.show(w, lang, http.StatusOK, "door", page{Kind: "phone", Title: title, Body: doorView{Title: title, Back: "/",
		Text: lang.Say("This link leads to a seat that is taken: %s. If you are somebody else, do not use it: that person would see your votes. Join by the picture on the screen instead.",
			"这个链接通往已有人的席位：%s。如果不是您本人，请勿使用，否则对方会看到您的评分；请改扫大屏幕上的二维码加入。", whose),
		Yes: "/d/" + secret}})
}

// device gives the seat to the device whose owner says that it is theirs.
func (s *Server) device(w http.ResponseWriter, r *http.Request) {
	secret := r.PathValue("secret")
	if _, ok := s.whose(secret, s.langOf(w, r)); ok {
		s.setSeat(w, secret)
	}
	http.Redirect(w, r, "/", http.StatusSeeOther)
}

// whose is what the seat with a secret is called; ok is false where nobody has it.
func (s *Server) whose(secret string, lang say.Language) (name string, ok bool) {
	s.clerk.look(func(room *workshop.Room) {
		var seat string
		if seat, ok = room.SeatOf(workshop.SeatKey([]byte(secret))); !ok {
			return
		}
		phone, _ := room.Phone(seat, "", 0)
		if name = safe.Line(phone.Name); phone.Anonymous {
			name = seatNumber(seat, lang)
		}
	})
	return name, ok
}
