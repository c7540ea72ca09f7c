package web

import (
	"context"

	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"fathom/assess"
	"fathom/assess/workshop"
	"fathom/rubric/channelteam"
)

// memory is a journal without a disk, that can be told to refuse.
type memory struct {
	mu      sync.Mutex
	events  []workshop.Event
	refuses error
	full    error
}

func (m *memory) Full() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.full
}

func (m *memory) Append(events ...workshop.Event) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.refuses != nil {
		return m.refuses
	}
	m.events = append(m.events, events...)
	return nil
}

func (m *memory) Repair() ([]workshop.Event, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.events, m.refuses
}

func (m *memory) refuse(err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.refuses = err
}

// hall is a server on a port of this machine.
type hall struct {
	*testing.T
	*Server
	journal *memory
	host    string // host:port
	mu      sync.Mutex
	now     time.Time
	saved   []*assess.Assessment
	unable  error // why the panel file cannot be saved
}

// openHall opens a room; set changes what it is opened with.
func openHall(t *testing.T, set ...func(*workshop.Opened, *Options)) *hall {
	t.Helper()
	h := &hall{T: t, journal: &memory{}, now: time.Unix(1_800_000_000, 0)}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	h.host = l.Addr().String()
	m := assess.Compile(channelteam.Rubric())
	first := workshop.Opened{Date: "2026-11-20", Lang: "en", Depth: assess.QuickDepth, Rubric: m.Rubric.Digest(),
		Keys: NewKeys(),
		Known: &assess.Assessment{Subject: assess.Subject{ID: "henan"}, Date: "2026-11-20", Panel: true,
			Answers: make([]assess.Answer, m.Len())}}
	opt := Options{Journal: h.journal, Subject: "Henan", Lang: "en", Places: []Place{{Host: h.host, Label: "loopback"}},
		Save: h.save, Now: h.clock}
	for _, f := range set {
		f(&first, &opt)
	}
	if opt.Room, err = workshop.New(m, first); err != nil {
		t.Fatal(err)
	}
	h.journal.events = []workshop.Event{first}
	opt.Events = h.journal.events
	if h.Server, err = New(opt); err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- h.Serve(l) }()
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		if err := h.Close(ctx); err != nil {
			t.Errorf("closing: %v", err)
		}
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return h
}

func (h *hall) clock() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.now
}

func (h *hall) pass(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.now = h.now.Add(d)
}

func (h *hall) save(a *assess.Assessment) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.unable == nil {
		h.saved = append(h.saved, a)
	}
	return h.unable
}

// person is a browser of somebody: it keeps cookies and follows nothing.
type person struct {
	*hall
	http.Client
}

func (h *hall) person() *person {
	jar, err := cookiejar.New(nil)
	if err != nil {
		h.Fatal(err)
	}
	return &person{h, http.Client{Jar: jar, Timeout: 20 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// answer is what came back.
type answer struct {
	*http.Response
	text string
}

// ask sends a request; fields make it a form.
func (p *person) ask(method, path string, fields url.Values, change ...func(*http.Request)) answer {
	p.Helper()
	var body io.Reader
	if fields != nil {
		body = strings.NewReader(fields.Encode())
	}
	r, err := http.NewRequest(method, "http://"+p.host+path, body)
	if err != nil {
		p.Fatal(err)
	}
	if fields != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for _, f := range change {
		f(r)
	}
	resp, err := p.Client.Do(r)
	if err != nil {
		p.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		p.Fatal(err)
	}
	return answer{resp, string(text)}
}

func (p *person) get(path string) answer { p.Helper(); return p.ask("GET", path, nil) }

// asPage makes a request that of a browser which shows a page.
func asPage(r *http.Request) { r.Header.Set("Accept", "text/html") }

// form makes fields of pairs.
func form(pairs ...string) url.Values {
	v := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		v.Add(pairs[i], pairs[i+1])
	}
	return v
}

// wants sends a form and wants a status.
func (p *person) wants(code int, path string, pairs ...string) answer {
	p.Helper()
	a := p.ask("POST", path, form(pairs...))
	if a.StatusCode != code {
		p.Fatalf("POST %s %v: %d %s, want %d", path, pairs, a.StatusCode, strings.TrimSpace(a.text), code)
	}
	return a
}

// seated is somebody with a seat.
func (h *hall) seated(name string) *person {
	h.Helper()
	p := h.person()
	p.wants(http.StatusSeeOther, "/join", "code", h.keys[codeKey], "name", name)
	return p
}

// facilitator is the browser of who runs the room.
func (h *hall) facilitator() *person {
	h.Helper()
	p := h.person()
	p.wants(http.StatusSeeOther, "/host", "k", h.keys[hostKey])
	return p
}

// on is the criterion that the room stands on.
func (h *hall) on() (q string) {
	h.clerk.look(func(r *workshop.Room) { q = r.Public(0).Criterion })
	return q
}

// has wants all of some texts in a page.
func (a answer) has(t *testing.T, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !strings.Contains(a.text, text) {
			t.Errorf("%q is not in\n%s", text, a.text)
		}
	}
}

func TestWholeSession(t *testing.T) {
	h := openHall(t)
	host, ann, bo := h.facilitator(), h.seated("Ann"), h.seated("Bo")
	ann.get("/").has(t, "Welcome, Ann", "first question")
	host.get("/host").has(t, "Begin", "Ann", "Bo")
	host.wants(204, "/admin/next")
	q := h.on()
	ann.get("/").has(t, "No vote yet", `value="unknown"`, q)
	ann.wants(204, "/vote", "q", q, "round", "1", "level", "2", "note", "seen <b>twice</b>")
	ann.get("/").has(t, "Saved", "Change my vote", "seen &lt;b&gt;twice&lt;/b&gt;")
	if a := bo.get("/results"); a.StatusCode != 409 {
		t.Errorf("results before the reveal: %d", a.StatusCode)
	}
	bo.wants(204, "/vote", "q", q, "level", "4")
	host.get("/screen").has(t, "All <b>2</b> have voted")
	host.wants(204, "/admin/reveal", "q", q, "round", "1")
	bo.wants(409, "/vote", "q", q, "level", "3")
	bo.get("/results").has(t, `{"level":2,"state":"answered","votes":1}`)
	for _, page := range []string{"/screen", "/host"} {
		host.get(page).has(t, "To speak first: Ann (lowest); Bo (highest)")
	}
	host.wants(204, "/admin/again")
	ann.wants(204, "/vote", "q", q, "round", "2", "level", "3")
	bo.wants(409, "/vote", "q", q, "round", "1", "level", "3")
	host.wants(409, "/admin/reveal", "q", q, "round", "1")
	host.wants(204, "/admin/reveal", "q", q, "round", "2")
	host.wants(204, "/admin/agree", "q", q, "round", "2", "level", "3", "note", "by May")
	ann.get("/").has(t, "Agreed: 3")
	host.wants(204, "/admin/end")
	ann.wants(409, "/vote", "q", q, "level", "3")
	ann.get("/").has(t, "the workshop is over")
	<-h.Ended()
	last := h.saved[len(h.saved)-1]
	i, _ := h.opt.Room.Model().Index(q)
	if a := last.Answers[i]; !a.IsAgreed() || a.Level != 3 || len(a.Votes) != 2 {
		t.Errorf("the panel file has %+v", a)
	}
}
