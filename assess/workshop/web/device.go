package web

import (
	"net/http"

	"fathom/assess/workshop"
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
	s.showPicture(w, r, s.at().url("/d/"+secret))
}

// device gives the seat to the device that was led here.
func (s *Server) device(w http.ResponseWriter, r *http.Request) {
	secret, ok := r.PathValue("secret"), false
	s.clerk.look(func(room *workshop.Room) { _, ok = room.SeatOf(workshop.SeatKey([]byte(secret))) })
	if ok {
		setSeat(w, s.names.seat, secret)
	}
	http.Redirect(w, r, "/", http.StatusSeeOther)
}
