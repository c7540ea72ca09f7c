package web

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// stream reads the events of a page.
type stream struct {
	*hall
	lines chan string
}

// stream opens one as somebody.
func (h *hall) stream(p *person, path string) *stream {
	h.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	h.Cleanup(cancel)
	r, _ := http.NewRequestWithContext(ctx, "GET", "http://"+h.host+path, nil)
	client := p.Client
	client.Timeout = 0
	resp, err := client.Do(r)
	if err != nil {
		h.Fatal(err)
	}
	if resp.StatusCode != 200 || !strings.HasPrefix(resp.Header.Get("Content-Type"), "text/event-stream") {
		h.Fatalf("%s: %d %s", path, resp.StatusCode, resp.Header.Get("Content-Type"))
	}
	s := &stream{h, make(chan string, 1000)}
	go func() {
		defer resp.Body.Close()
		defer close(s.lines)
		in := bufio.NewScanner(resp.Body)
		for in.Scan() {
			if text, is := strings.CutPrefix(in.Text(), "data: "); is {
				s.lines <- text
			}
		}
	}()
	return s
}

// wait is the next event, if there is one in time; more is false when the stream has ended.
func (s *stream) wait(d time.Duration) (text string, more bool) {
	select {
	case text, more = <-s.lines:
		return text, more
	case <-time.After(d):
		return "", true
	}
}

func (s *stream) next() string {
	s.Helper()
	text, more := s.wait(10 * time.Second)
	if text == "" || !more {
		s.Fatal("no event came")
	}
	return text
}

// TestStreams: a phone hears of what the facilitator does, and nothing of how others vote; the screen hears how many
// have voted.
func TestStreams(t *testing.T) {
	h := openHall(t)
	ann, bo, host := h.seated("Ann"), h.seated("Bo"), h.facilitator()
	phone, screen := h.stream(ann, "/events"), h.stream(host, "/screen/events")
	if got := phone.next(); !strings.Contains(got, `"phase":"lobby"`) {
		t.Errorf("the phone hears %s", got)
	}
	screen.next()
	host.wants(204, "/admin/next")
	q := h.on()
	if got := phone.next(); !strings.Contains(got, `"phase":"voting","criterion":"`+q+`","round":1`) {
		t.Errorf("the phone hears %s", got)
	}
	bo.wants(204, "/vote", "q", q, "level", "3")
	ann.wants(204, "/vote", "q", q, "level", "2")
	for got := ""; !strings.Contains(got, `"voted":2`); {
		got = screen.next()
	}
	if got, _ := phone.wait(300 * time.Millisecond); got != "" {
		t.Errorf("while others vote the phone hears %s", got)
	}
	host.wants(204, "/admin/timer", "add", "60")
	if got := phone.next(); !strings.Contains(got, `"left":60000`) {
		t.Errorf("the phone hears %s", got)
	}
	host.wants(204, "/admin/reveal")
	if got := phone.next(); !strings.Contains(got, `"phase":"revealed"`) || strings.Contains(got, "level") {
		t.Errorf("the phone hears %s", got)
	}
}

// TestStreamsNeedASeat: who has none hears nothing.
func TestStreamsNeedASeat(t *testing.T) {
	h := openHall(t)
	if a := h.person().get("/events"); a.StatusCode != 403 {
		t.Errorf("%d, want 403", a.StatusCode)
	}
	if a := h.facilitator().get("/events"); a.StatusCode != 403 {
		t.Errorf("the facilitator has no seat: %d, want 403", a.StatusCode)
	}
}

// TestScreenIsNotForAll: another computer in the network has to know the code: the screen has names, and the picture
// with which anybody joins.
func TestScreenIsNotForAll(t *testing.T) {
	h := openHall(t)
	for _, c := range []struct {
		remote string
		path   string
		want   int
		has    string
	}{
		{"192.168.1.9:5", "/screen", 200, `name="code"`}, {"192.168.1.9:5", "/qr.svg", 403, ""}, {"192.168.1.9:5",
			"/screen/events", 403, ""},
		{"[::1]:5", "/qr.svg", 200, "<svg"}, {"127.0.0.1:5", "/screen", 200, h.keys[codeKey]},
	} {
		r, _ := http.NewRequest("GET", "http://"+h.host+c.path, nil)
		r.RemoteAddr = c.remote
		w := httptest.NewRecorder()
		h.Handler().ServeHTTP(w, r)
		if w.Code != c.want || !strings.Contains(w.Body.String(),
			c.has) || c.want == 200 && c.has == `name="code"` && strings.Contains(w.Body.String(), h.keys[codeKey]) {
			t.Errorf("%s from %s: %d, want %d with %q", c.path, c.remote, w.Code, c.want, c.has)
		}
	}
}

// TestStreamsOfOneSeat: an old stream ends for a new one, as when a page was left and the browser kept it.
func TestStreamsOfOneSeat(t *testing.T) {
	h := openHall(t)
	ann := h.seated("Ann")
	first := h.stream(ann, "/events")
	first.next()
	for range maxStreams {
		h.stream(ann, "/events").next()
	}
	first.next() // its last state
	if _, more := first.wait(5 * time.Second); more {
		t.Error("the first stream goes on")
	}
	if n := h.phones.count(); n != maxStreams {
		t.Errorf("%d streams", n)
	}
}

// TestSlowListener: a listener that does not come for its news holds up nobody, and gets the newest when it comes.
func TestSlowListener(t *testing.T) {
	state := "0"
	a := newAudience(func() []byte { return []byte(state) }, nil)
	slow := a.join("slow")
	<-slow.wake
	for i := range 1000 {
		state = string(rune('a' + i%26))
		a.publish(state + "!" + string(rune(i)))
	}
	<-slow.wake
	if len(slow.wake) != 0 || string(a.state()) != state {
		t.Error("more than one piece of news waits")
	}
	a.publish("same")
	<-slow.wake
	a.publish("same")
	if len(slow.wake) != 0 {
		t.Error("what is known wakes")
	}
	a.leave(slow)
	if a.count() != 0 || len(a.perOwner) != 0 {
		t.Error("who has left is still there")
	}
}

// TestCloseEndsStreams: a server that shuts down does not wait for phones that listen.
func TestCloseEndsStreams(t *testing.T) {
	h := openHall(t)
	ann := h.seated("Ann")
	phone, screen := h.stream(ann, "/events"), h.stream(h.facilitator(), "/screen/events")
	phone.next()
	screen.next()
	h.facilitator().wants(204, "/admin/end")
	<-h.Ended()
	if got := phone.next(); !strings.Contains(got, `"phase":"end"`) {
		t.Errorf("the phone hears %s", got)
	}
	began := time.Now()
	ctx, cancel := context.WithTimeout(context.Background(), 4*time.Second)
	defer cancel()
	if err := h.Close(ctx); err != nil || time.Since(began) > 2*time.Second {
		t.Errorf("closing took %v: %v", time.Since(began), err)
	}
}

// TestCloseDoesNotWait: a phone that does not read what it is sent does not hold up the end.
func TestCloseDoesNotWait(t *testing.T) {
	long := bytes.Repeat([]byte("x"), 32<<20)
	a, writes := newAudience(func() []byte { return long }, nil), make(chan bool, 1)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		writes <- true
		a.serve(w, r, "slow")
	}))
	c, err := net.Dial("tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer server.CloseClientConnections()
	defer c.Close()
	_, _ = io.WriteString(c, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
	<-writes
	time.Sleep(300 * time.Millisecond) // it is writing by now
	began := time.Now()
	a.close()
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("closing took %v", took)
	}
}
