package web

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
	"time"

	"fathom/assess"
	"fathom/assess/card"
	"fathom/assess/workshop"
	"fathom/rubric/say"
)

// Options are what a server needs. All of it is required but where it says otherwise.
type Options struct {
	Room    *workshop.Room
	Events  []workshop.Event // of which the room was made
	Journal Journal
	Save    func(*assess.Assessment) error // keeps the panel file
	Subject string                         // whom it is about
	Lang    say.Language                   // of who does not say another
	Places  []Place                        // addresses that phones may find it at, the likeliest first
	Own     string                         // host:port by which the facilitator's computer finds it
	Hosts   []string                       // further names that are answered to, host:port
	LAN     bool                           // others in the network can reach it
	TLS     bool                           // the listener speaks TLS: addresses begin with https
	Now     func() time.Time               // nil: the machine's clock
	Tell    func(say.Message)              // told what the facilitator should know; nil: nobody
}

// Place is an address of the server.
type Place struct {
	Host  string // host:port, as a browser names it
	Label string // of the network, for the facilitator
}

// URL is where a path is found at a place, by the scheme that is spoken there.
func URL(tls bool, host, path string) string {
	scheme := schemeOf(tls)
	return scheme + "://" + canonical(scheme, host) + path
}

func schemeOf(tls bool) string {
	if tls {
		return encrypted
	}
	return plain
}

// nobodyTime is how long a facilitator waits before the page says why nobody may have come.
const nobodyTime = 60 * time.Second

// Server is a room over HTTP.
type Server struct {
	opt     Options
	keys    map[string]string
	names   cookieNames
	pages   map[say.Language]pages
	tries   *tries
	pace    *pace
	clerk   *clerk
	phones  *audience
	screens *audience
	redraw  soon
	drawing chan struct{} // has room for as many pages as are made at a time
	http    *http.Server
	quit    chan struct{}
	ended   chan struct{} // closed when the room has ended and all is saved
	ending  sync.Once
	closing sync.Once
	opened  time.Time

	mu       sync.Mutex
	place    int // of opt.Places: the one in the picture
	redraws  int // what the screen shows besides the room has changed so often
	unsaved  error
	waiting  bool // the panel file is to be saved
	saving   sync.Mutex
	pausedBy error // why no event can be kept; nil while they can
}

// New makes a server of a room.
func New(opt Options) (*Server, error) {
	if opt.Now == nil {
		opt.Now = time.Now
	}
	if opt.Tell == nil {
		opt.Tell = func(say.Message) {}
	}
	s := &Server{opt: opt, keys: opt.Room.Keys(), quit: make(chan struct{}), drawing: make(chan struct{}, maxDrawn),
		ended:  make(chan struct{}),
		opened: opt.Now(), tries: newTries(opt.Now), pace: newPace(opt.Now)}
	for _, name := range []string{joinKey, codeKey, hostKey, cookieKey} {
		if s.keys[name] == "" {
			return nil, fmt.Errorf("web: the room was opened without its %s key", name)
		}
	}
	if len(opt.Places) == 0 {
		return nil, errors.New("web: no address")
	}
	s.opt.Own = cmp.Or(opt.Own, opt.Places[0].Host)
	var err error
	if s.pages, err = parsePages(); err != nil {
		return nil, err
	}
	s.names = namesFor(hashOf(s.keys[joinKey])[:8])
	s.clerk = newClerk(opt.Room, opt.Events, opt.Journal, s.happened, s.broke)
	s.phones, s.screens = newAudience(s.phoneState, s.deny), newAudience(s.screenState, s.deny)
	s.redraw = soon{wait: coalesce, do: func() { s.screens.publish(s.screenVersion()) }}
	s.http = &http.Server{Handler: s.Handler(), ReadHeaderTimeout: headerTime, ReadTimeout: readTime,
		IdleTimeout: idleTime, MaxHeaderBytes: maxHeaders - headerSlack, ErrorLog: log.New(io.Discard, "", 0),
		DisableGeneralOptionsHandler: true} // which answers before the guard
	go s.clerk.work(s.quit)
	s.happened() // one that had ended, and whose file could not be saved, is saved now
	return s, nil
}

// Handler answers all requests.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	s.route(mux)
	hosts := append([]string{s.opt.Own}, s.opt.Hosts...)
	for _, p := range s.opt.Places {
		hosts = append(hosts, p.Host)
	}
	return newGuard(schemeOf(s.opt.TLS), hosts, s.orDenied(mux), s.deny)
}

func (s *Server) route(mux *http.ServeMux) {
	for path, f := range map[string]http.HandlerFunc{
		"GET /{$}":           s.phonePage,
		"GET /j/{secret}":    s.joinPage,
		"POST /join":         s.join,
		"POST /vote":         s.vote,
		"GET /device":        s.devicePage,
		"GET /device.svg":    s.devicePicture,
		"GET /d/{secret}":    s.deviceDoor,
		"POST /d/{secret}":   s.device,
		"GET /results":       s.results,
		"GET /events":        s.phoneEvents,
		"GET /screen":        s.screenPage,
		"POST /screen":       s.screenDoor,
		"GET /screen/events": s.screenEvents,
		"GET /qr.svg":        s.joinPicture,
		"GET /host":          s.hostPage,
		"POST /host":         s.hostDoor,
		"POST /admin/{what}": s.admin,
		"GET /card.css":      file("text/css; charset=utf-8", []byte(card.Style())),
		"GET /style.css":     asset("style.css", "text/css; charset=utf-8"),
		"GET /app.js":        asset("app.js", "text/javascript; charset=utf-8"),
		"GET /fit.js":        asset("fit.js", "text/javascript; charset=utf-8"),
		"GET /icon.svg":      asset("icon.svg", "image/svg+xml"),
	} {
		mux.HandleFunc(path, f)
	}
}

// Serve answers at a listener until Close.
func (s *Server) Serve(l net.Listener) error {
	if err := s.http.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// Ended is closed when the room has ended and the panel file is saved.
func (s *Server) Ended() <-chan struct{} { return s.ended }

// Close ends all streams and stops answering; what is under way may finish until the context ends.
func (s *Server) Close(ctx context.Context) error {
	s.phones.close()
	s.screens.close()
	err := s.http.Shutdown(ctx)
	if err != nil { // it also waits for connections that browsers opened and have not used
		err = s.http.Close()
	}
	s.closing.Do(func() { close(s.quit) })
	<-s.clerk.done
	s.saving.Lock() // a save that is under way ends first
	defer s.saving.Unlock()
	return err
}

// Addresses are the lines that the facilitator is told at the start.
type Addresses struct{ Code, Join, Screen, Host string }

// Addresses are where the room is found, by the address that is in the picture.
func (s *Server) Addresses() Addresses {
	own := Place{Host: s.opt.Own}
	return Addresses{Code: s.keys[codeKey], Join: s.url(s.at(), "/j/"+s.keys[joinKey]), Screen: s.url(own, "/screen"),
		Host: s.url(own, "/host#k="+s.keys[hostKey])}
}

func (s *Server) url(p Place, path string) string { return URL(s.opt.TLS, p.Host, path) }

// View is the room as the facilitator sees it.
func (s *Server) View() (v workshop.Host) {
	s.clerk.look(func(r *workshop.Room) { v = r.Host(s.clock()) })
	return v
}

// Result is the panel file as it should be now.
func (s *Server) Result() (a *assess.Assessment, err error) {
	s.clerk.look(func(r *workshop.Room) { a, err = r.Result() })
	return a, err
}

// Listeners is how many pages are open and listen.
func (s *Server) Listeners() int { return s.phones.count() + s.screens.count() }

func (s *Server) at() Place {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.opt.Places[s.place]
}

// happened is told when something happened in the room, and is on the disk.
func (s *Server) happened() {
	var phase workshop.Phase
	s.clerk.look(func(r *workshop.Room) { phase = r.Phase() })
	if phase == workshop.Ended {
		s.ending.Do(func() { go s.end() })
		return
	}
	s.publish()
}

// end saves the panel file for the last time, and tells everybody: what the pages then say holds.
func (s *Server) end() {
	s.save()
	close(s.ended)
	s.publish()
}

// isOver reports whether the room has ended and the panel file was saved, if it could be.
func (s *Server) isOver() bool {
	select {
	case <-s.ended:
		return true
	default:
		return false
	}
}

// ChangesPanel reports whether the panel file is saved after an event: after each vote it would be too much for the
// disk, and the journal has them.
func ChangesPanel(e workshop.Event) bool {
	switch e.(type) {
	case workshop.Shown, workshop.Settled, workshop.Closed:
		return true
	}
	return false
}

// broke is told when events could not be written, and when they can be again.
func (s *Server) broke(err error) {
	s.mu.Lock()
	changed := (s.pausedBy != nil) != (err != nil)
	s.pausedBy = err
	if changed {
		s.redraws++
	}
	s.mu.Unlock()
	if !changed {
		return
	}
	s.redraw.ask()
	if err == nil {
		s.opt.Tell(say.Both("votes can be kept again", "又可以保存投票了"))
		return
	}
	s.opt.Tell(pausedText(err))
}

func (s *Server) paused() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.pausedBy
}

// save keeps the panel file as the room is now. Where several want that at once, the last of them does it for all.
func (s *Server) save() {
	s.mu.Lock()
	s.waiting = true
	s.mu.Unlock()
	s.saving.Lock()
	defer s.saving.Unlock()
	s.mu.Lock()
	mine := s.waiting
	s.waiting = false
	s.mu.Unlock()
	if !mine {
		return
	}
	err := s.saveNow()
	s.mu.Lock()
	told := s.unsaved
	if s.unsaved = err; (told == nil) != (err == nil) {
		s.redraws++
	}
	s.mu.Unlock()
	s.redraw.ask()
	if err != nil {
		s.opt.Tell(unsavedText(err))
	}
}

func (s *Server) saveNow() error {
	a, err := s.Result()
	if err != nil {
		return err
	}
	return s.opt.Save(a)
}

// Unsaved is why the panel file could not be saved the last time, nil when it was.
func (s *Server) Unsaved() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.unsaved
}

// publish tells the phones and the screens.
func (s *Server) publish() {
	var version int
	s.clerk.look(func(r *workshop.Room) { version = r.Public(0).Version })
	s.mu.Lock()
	redraws := s.redraws // a room that was made again can have an older version
	s.mu.Unlock()
	s.phones.publish(fmt.Sprint(version, redraws))
	s.redraw.ask()
}

func (s *Server) screenVersion() string {
	var change, version int
	s.clerk.look(func(r *workshop.Room) { screen := r.Screen(0); change, version = screen.Change, screen.Version })
	s.mu.Lock()
	defer s.mu.Unlock()
	return fmt.Sprint(version, change, s.redraws)
}

// phoneState is what every phone is told.
func (s *Server) phoneState() (out []byte) {
	s.clerk.look(func(r *workshop.Room) { out, _ = json.Marshal(r.Public(s.clock())) })
	return out
}

// screenState is what every screen is told, and the facilitator: how many have voted besides.
func (s *Server) screenState() (out []byte) {
	s.clerk.look(func(r *workshop.Room) {
		v := r.Screen(s.clock())
		out, _ = json.Marshal(struct {
			workshop.Public
			Seats int `json:"seats"`
			Voted int `json:"voted"`
		}{v.Public, v.Seats, v.Voted})
	})
	return out
}

// clock is the clock of timers: milliseconds that go on when the program starts again.
func (s *Server) clock() int64 { return s.opt.Now().UnixMilli() }
