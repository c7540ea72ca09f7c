package web

import (
	"errors"
	"mime"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Limits of one request. Whoever sends more, or more slowly, is cut off.
const (
	maxBody    = 16 << 10
	maxHeaders = 16 << 10
	writeTime  = 10 * time.Second // for each write, also on a stream
	headerTime = 5 * time.Second
	readTime   = 10 * time.Second
	idleTime   = 60 * time.Second
	// what net/http adds to MaxHeaderBytes before it refuses
	headerSlack = 4096
)

// policy lets a page load its own style, script and pictures, talk to its own server, and do nothing else.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

// guard is the door of the room: it lets through what a page of the room itself can have sent, and nothing else.
//
// A page of somebody else can make a browser send requests here. Where its name leads to this address (DNS rebinding)
// every check of the origin passes, and only the list of hosts helps; where it does not, the origin tells. What a proxy
// claims in X-Forwarded-* is not looked at: anybody can write that.
type guard struct {
	scheme string          // by which the pages are read
	hosts  map[string]bool // as browsers send them: lower case, with the port unless it is the scheme's own
	cross  http.CrossOriginProtection
	next   http.Handler
	deny   func(w http.ResponseWriter, r *http.Request, code int)
}

func newGuard(scheme string, hosts []string, next http.Handler,
	deny func(http.ResponseWriter, *http.Request, int)) *guard {
	g := &guard{scheme: scheme, hosts: map[string]bool{}, next: next, deny: deny}
	for _, h := range hosts {
		g.hosts[canonical(scheme, h)] = true
	}
	return g
}

// ports are those that a browser leaves out.
var ports = map[string]string{plain: "80", encrypted: "443"}

// The schemes of addresses.
const (
	plain     = "http"
	encrypted = "https"
)

// canonical is a host with its port, in one way of writing.
func canonical(scheme, host string) string {
	host = strings.ToLower(host)
	if name, port, err := net.SplitHostPort(host); err == nil && port == ports[scheme] {
		if strings.Contains(name, ":") {
			return "[" + name + "]"
		}
		return name
	}
	return host
}

func (g *guard) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	secure(w.Header())
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(writeTime))
	if code := g.refuses(r); code != 0 {
		w.Header().Set("Connection", "close") // and nothing more is read from it
		if code == http.StatusMethodNotAllowed {
			w.Header().Set("Allow", "GET, HEAD, POST")
		}
		g.deny(w, r, code)
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	g.next.ServeHTTP(w, r)
}

// refuses is the status with which a request is turned away, or 0.
func (g *guard) refuses(r *http.Request) int {
	switch {
	case !g.hosts[canonical(g.scheme, r.Host)]:
		return http.StatusMisdirectedRequest
	case r.Method != http.MethodGet && r.Method != http.MethodHead && r.Method != http.MethodPost:
		return http.StatusMethodNotAllowed
	case !g.isOurs(r), g.cross.Check(r) != nil:
		return http.StatusForbidden
	case r.ContentLength > maxBody:
		return http.StatusRequestEntityTooLarge
	}
	return 0
}

// isOurs reports whether a request names the page of the room as its origin, or none.
func (g *guard) isOurs(r *http.Request) bool {
	origins, named := r.Header["Origin"]
	if !named {
		return true
	}
	u, err := url.Parse(origins[0])
	return len(origins) == 1 && err == nil && u.Scheme == g.scheme &&
		canonical(g.scheme, u.Host) == canonical(g.scheme, r.Host)
}

// secure sets what every answer says to the browser, whatever becomes of the request.
//
// The Referrer-Policy is same-origin: with no-referrer Chromium sends "Origin: null" with the forms of our own pages.
func secure(h http.Header) {
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "no-store")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
}

// saysTwice reports whether a form has a field more than once: no page of ours does, and it is not clear what is meant.
func saysTwice(form url.Values) bool {
	for _, values := range form {
		if len(values) > 1 {
			return true
		}
	}
	return false
}

// readForm reads the fields that a form sent, and answers by itself where they cannot be read.
func (s *Server) readForm(w http.ResponseWriter, r *http.Request) bool {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	code := 0
	if err != nil || kind != "application/x-www-form-urlencoded" {
		code = http.StatusUnsupportedMediaType
	} else if err := r.ParseForm(); errors.As(err, new(*http.MaxBytesError)) {
		code = http.StatusRequestEntityTooLarge
	} else if err != nil || saysTwice(r.PostForm) {
		code = http.StatusBadRequest
	}
	if code != 0 {
		s.deny(w, r, code)
	}
	return code == 0
}
