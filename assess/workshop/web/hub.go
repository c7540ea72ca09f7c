package web

import (
	"fmt"
	"net/http"
	"sync"
	"time"
)

// pingTime is how often a stream says that it is alive, so that a phone whose network is gone is found out.
const pingTime = 15 * time.Second

// coalesce is how long the screen waits for more votes before it is drawn again.
const coalesce = 50 * time.Millisecond

// maxStreams is how many streams one seat, or one address without a seat, has at once. The oldest is told so and ended
// for a new one, and its page asks now and then instead: a browser has six connections to one server at most, and with
// six streams open no page loads any more.
const maxStreams = 4

// lastTime is how long an end waits for streams to take the last state.
const lastTime = time.Second

// audience is everybody who is told the same: all phones, or all screens. The newest state wins: it is asked for when
// it is sent, so that a slow listener misses what was overtaken, and never the last.
type audience struct {
	state func() []byte // what a stream says at this moment, as JSON on one line
	deny  func(w http.ResponseWriter, r *http.Request, code int)

	mu        sync.Mutex
	version   string // of the state that was told
	listeners map[*listener]bool
	perOwner  map[string][]*listener
	closed    bool
	gone      sync.WaitGroup
}

// listener is one stream: wake has room for one signal, which is enough.
type listener struct {
	owner string
	wake  chan struct{}
	end   chan struct{}
	ended bool
	moved bool // ended for another one of the same owner
}

func newAudience(state func() []byte, deny func(http.ResponseWriter, *http.Request, int)) *audience {
	return &audience{state: state, deny: deny, listeners: map[*listener]bool{}, perOwner: map[string][]*listener{}}
}

// publish tells everybody that there is a new version of the state. One that is known wakes nobody: the streams of the
// phones must be silent while others vote.
func (a *audience) publish(version string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.closed || a.version == version {
		return
	}
	a.version = version
	for l := range a.listeners {
		select {
		case l.wake <- struct{}{}:
		default:
		}
	}
}

// join begins a stream of somebody; nil when the room is closed.
func (a *audience) join(owner string) *listener {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.closed {
		return nil
	}
	l := &listener{owner: owner, wake: make(chan struct{}, 1), end: make(chan struct{})}
	l.wake <- struct{}{} // the state as it is
	if own := a.perOwner[owner]; len(own) >= maxStreams {
		own[0].moved = true
		a.drop(own[0])
	}
	a.listeners[l] = true
	a.perOwner[owner] = append(a.perOwner[owner], l)
	a.gone.Add(1)
	return l
}

// drop ends a stream; the lock is held.
func (a *audience) drop(l *listener) {
	if l.ended {
		return
	}
	l.ended = true
	close(l.end)
	delete(a.listeners, l)
	var left []*listener
	for _, other := range a.perOwner[l.owner] {
		if other != l {
			left = append(left, other)
		}
	}
	if a.perOwner[l.owner] = left; left == nil {
		delete(a.perOwner, l.owner)
	}
}

func (a *audience) leave(l *listener) {
	a.mu.Lock()
	a.drop(l)
	a.mu.Unlock()
	a.gone.Done()
}

// close tells everybody the last state, and ends all streams: a server that shuts down waits for them.
func (a *audience) close() {
	a.mu.Lock()
	a.closed = true
	for l := range a.listeners {
		a.drop(l)
	}
	a.mu.Unlock()
	told := make(chan struct{})
	go func() { a.gone.Wait(); close(told) }()
	select {
	case <-told:
	case <-time.After(lastTime): // who does not read is cut off with the server
	}
}

// evict ends the streams of an owner whose seat was taken away.
func (a *audience) evict(owner string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, l := range a.perOwner[owner] {
		a.drop(l)
	}
}

// count is how many streams there are.
func (a *audience) count() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return len(a.listeners)
}

// serve keeps a stream open until the browser goes, or the room closes. What is written has a deadline of its own: a
// phone that does not read holds up nobody but itself.
func (a *audience) serve(w http.ResponseWriter, r *http.Request, owner string) {
	w.Header().Set("Content-Type", "text/event-stream")
	if r.Method == http.MethodHead {
		return
	}
	l := a.join(owner)
	if l == nil {
		a.deny(w, r, http.StatusServiceUnavailable)
		return
	}
	defer a.leave(l)
	out := http.NewResponseController(w)
	_ = out.SetReadDeadline(time.Time{})
	ping := time.NewTicker(pingTime)
	defer ping.Stop()
	for err := error(nil); err == nil; {
		select {
		case <-l.wake:
			err = send(w, out, "data: %s\n\n", a.state())
		case <-ping.C:
			err = send(w, out, "event: ping\ndata: {}\n\n")
		case <-l.end:
			last := "data: %s\n\n"
			if l.moved {
				last = "event: elsewhere\ndata: %s\n\n"
			}
			_ = send(w, out, last, a.state())
			return
		case <-r.Context().Done():
			return
		}
	}
}

func send(w http.ResponseWriter, out *http.ResponseController, format string, args ...any) error {
	if err := out.SetWriteDeadline(time.Now().Add(writeTime)); err != nil {
		return err
	}
	if _, err := fmt.Fprintf(w, format, args...); err != nil {
		return err
	}
	return out.Flush()
}

// soon calls a function once, a little later, however often it is asked meanwhile.
type soon struct {
	mu   sync.Mutex
	wait time.Duration
	do   func()
	set  bool
}

func (s *soon) ask() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.set {
		return
	}
	s.set = true
	time.AfterFunc(s.wait, func() {
		s.mu.Lock()
		s.set = false
		s.mu.Unlock()
		s.do()
	})
}
