package web

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"time"
)

// cookieTime is how long a browser keeps a cookie: a workshop may go on after lunch or the next day.
const cookieTime = 7 * 24 * time.Hour

// NewSecret makes a secret of 128 random bits: 22 letters, digits, - and _.
func NewSecret() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// hashOf is what may be kept of a secret: who reads it cannot use it. A plain hash is enough, since nobody can try all
// secrets of 128 bits.
func hashOf(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// derived is a secret that follows from another and a word, the same each time: a form that is sent twice gets the same
// seat.
func derived(secret, word string) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(word))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:16])
}

// cookieNames are the names of a room's cookies. They have the room in them, because browsers keep one jar for all
// ports of a host, and two rooms of one laptop must not take each other's seats.
type cookieNames struct{ seat, host, screen string }

func namesFor(room string) cookieNames {
	return cookieNames{seat: "seat-" + room, host: "host-" + room, screen: "screen-" + room}
}

// setSeat gives a phone its seat. The cookie is Lax: with Strict, a link to the room in a chat would open the join form
// again, and make a second person of whoever has a seat.
func (s *Server) setSeat(w http.ResponseWriter, secret string) {
	s.setCookie(w, s.names.seat, secret, http.SameSiteLaxMode)
}

// setHost lets a browser act as the facilitator. No link of somebody else's page takes it along.
func (s *Server) setHost(w http.ResponseWriter, key string) {
	s.setCookie(w, s.names.host, key, http.SameSiteStrictMode)
}

func (s *Server) setCookie(w http.ResponseWriter, name, value string, mode http.SameSite) {
	http.SetCookie(w, &http.Cookie{Name: name, Value: value, Path: "/", HttpOnly: true, SameSite: mode,
		Secure: s.opt.TLS, MaxAge: int(cookieTime.Seconds())})
}

// cookie is the value of a cookie, "" without it.
func cookie(r *http.Request, name string) string {
	c, err := r.Cookie(name)
	if err != nil {
		return ""
	}
	return c.Value
}

// same compares two secrets in a time that does not tell how much of them is the same.
func same(a, b string) bool { return hmac.Equal([]byte(a), []byte(b)) }
