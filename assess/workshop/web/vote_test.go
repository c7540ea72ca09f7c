package web

import (
	"errors"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"fathom/assess"
	"fathom/assess/workshop"
	"fathom/rubric/channelteam"
)

var errFull = errors.New("no space left on device")

// TestVotes: what is no vote is refused with the status that says why, and changes nothing.
func TestVotes(t *testing.T) {
	h := openHall(t)
	ann, host := h.seated("Ann"), h.facilitator()
	ann.wants(409, "/vote", "q", "goals-strategy/goal-quality", "level", "3") // the lobby
	host.wants(204, "/admin/next")
	q := h.on()
	for _, c := range []struct {
		want  int
		pairs []string
	}{
		{422, []string{"q", q}}, {422, []string{"q", q, "level", ""}}, {422, []string{"q", q, "level", "0"}}, {422,
			[]string{"q", q, "level", "6"}},
		{422, []string{"q", q, "level", "-1"}}, {422, []string{"q", q, "level", "03"}}, {422, []string{"q", q,
			"level", "3.0"}},
		{422, []string{"q", q, "level", "+3"}}, {422, []string{"q", q, "level", "99999999999999999999"}}, {422,
			[]string{"q", q, "level", "３"}},
		{422, []string{"q", q, "level", "NaN"}}, {422, []string{"q", q, "level", "3' OR 1=1"}}, {422, []string{"q", q, "level",
			"na"}},
		{422, []string{"q", q, "level", "3", "note", strings.Repeat("x", 201)}},
		{404, []string{"q", "no/such", "level", "3"}}, {404, []string{"level", "3"}}, {404, []string{"q",
			"../../etc/passwd", "level", "3"}},
		{409, []string{"q", "planning/goal-tree", "level", "3"}}, {409, []string{"q", q, "round", "2", "level", "3"}},
		{409, []string{"q", q, "round", "0", "level", "3"}}, {409, []string{"q", q, "round", "x", "level", "3"}},
	} {
		if c.want == 409 && c.pairs[1] != q {
			if _, known := h.opt.Room.Model().Index(c.pairs[1]); !known {
				c.pairs[1] = other(h, q)
			}
		}
		ann.wants(c.want, "/vote", c.pairs...)
	}
	if v := h.View(); v.Voted != 0 || len(h.journal.events) != 3 {
		t.Errorf("%d voted, %d events", v.Voted, len(h.journal.events))
	}
	h.person().wants(403, "/vote", "q", q, "level", "3")
	host.wants(403, "/vote", "q", q, "level", "3") // the facilitator is no seat
	for _, good := range [][]string{{"level", "3"}, {"level", "unknown"}, {"level", "na", "reason", "no stock"}, {"level",
		"na", "note", "no stock"}, {"level", "5", "round", "1"}} {
		ann.wants(204, "/vote", append([]string{"q", q}, good...)...)
	}
	if a := ann.ask("POST", "/vote", form("q", q, "level", "2"),
		asPage); a.StatusCode != 303 || a.Header.Get("Location") != followPath {
		t.Errorf("without the script: %d %s", a.StatusCode, a.Header.Get("Location"))
	}
	ann.get("/").has(t, `value="2" checked`)
}

// other is a criterion on the agenda that the room does not stand on.
func other(h *hall, q string) string {
	for _, it := range h.View().Items {
		if id := h.opt.Room.Model().Criterion(it.Criterion).ID; id != q {
			return id
		}
	}
	return ""
}

// TestWithoutScript: a vote that came too late, or was none, is explained on a page that leads back.
func TestWithoutScript(t *testing.T) {
	h := openHall(t)
	ann, host := h.seated("Ann"), h.facilitator()
	host.wants(204, "/admin/next")
	zh := func(r *http.Request) { asPage(r); r.Header.Set("Accept-Language", "zh-CN,zh;q=0.9") }
	a := ann.ask("POST", "/vote", form("q", h.on(), "round", "7", "level", "3"), zh)
	a.has(t, `lang="zh-Hans"`, "大家已经不在这一条", `<form id="vote"`)
	if a.StatusCode != 409 {
		t.Errorf("%d", a.StatusCode)
	}
	a = ann.ask("POST", "/vote", form("q", h.on(), "round", "1", "level", "3"), asPage)
	if a.StatusCode != 303 || a.Header.Get("Location") != followPath {
		t.Errorf("%d to %q", a.StatusCode, a.Header.Get("Location"))
	}
	ann.get(followPath).has(t, "Your vote: 3 ", `href="/"`, `<meta http-equiv="refresh" content="5; url=/?follow">`)
	ann.get("/").has(t, `<form id="vote"`, `value="3" checked`)
	host.wants(204, "/admin/reveal")
	a = ann.ask("POST", "/vote", form("q", h.on(), "round", "1", "level", "4", "look", "1"), asPage)
	a.has(t, "Your vote: 3 ", `class="bars"`)
}

// TestNothingTypedIsLostWithoutScript: a page that is filled in is not loaded again by itself; and what was filled in
// stands in the form again when somebody looks whether the room has gone on, and when it was not taken.
func TestNothingTypedIsLostWithoutScript(t *testing.T) {
	h := openHall(t)
	ann, host, guest := h.seated("Ann"), h.facilitator(), h.person()
	field := regexp.MustCompile(`<(input|textarea|select)[ >]`)
	look := func(phase string, follows ...string) {
		t.Helper()
		for path, who := range map[string]*person{"/": ann, followPath: ann, "/screen": host, "/host": host,
			"/j/" + h.opt.Room.Keys()[joinKey]: guest, "/device": ann, "/nowhere": ann} {
			page := who.get(path).text
			again, filled := strings.Contains(page, "http-equiv"), field.MatchString(page)
			if again && filled || again != slices.Contains(follows, path) {
				t.Errorf("%s, %s: filled in: %v, loaded again: %v", phase, path, filled, again)
			}
		}
	}
	look("lobby", "/", followPath, "/screen")
	host.wants(204, "/admin/next")
	look("voting", "/screen")
	fields := []string{"q", h.on(), "round", "1", "level", "", "note", "typed <here>", "reason", "why"}
	for want, more := range map[int][]string{200: {"look", "1"}, 422: nil} {
		a := ann.ask("POST", "/vote", form(append(fields, more...)...), asPage)
		a.has(t, "Not saved yet", "typed &lt;here&gt;</textarea>", `value="why"`)
		if a.StatusCode != want {
			t.Errorf("%d, want %d", a.StatusCode, want)
		}
	}
	ann.wants(204, "/vote", "q", h.on(), "level", "3")
	look("voted", followPath, "/screen")
	host.wants(204, "/admin/reveal")
	look("revealed", "/", followPath, "/screen")
	host.wants(204, "/admin/agree", "level", "3")
	look("agreed", "/", followPath, "/screen")
	host.wants(204, "/admin/end")
	look("end")
}

// TestDiskFull: nothing is confirmed that is not kept, nobody sees it, the facilitator is told; and when there is room
// again the room goes on.
func TestDiskFull(t *testing.T) {
	h := openHall(t)
	ann, bo, host := h.seated("Ann"), h.seated("Bo"), h.facilitator()
	host.wants(204, "/admin/next")
	q := h.on()
	ann.wants(204, "/vote", "q", q, "level", "2")
	h.journal.refuse(errFull)
	ann.wants(503, "/vote", "q", q, "level", "5")
	bo.wants(503, "/vote", "q", q, "level", "4")
	host.wants(503, "/admin/reveal")
	h.person().wants(503, "/join", "code", h.keys[codeKey])
	host.get("/host").has(t, "votes cannot be kept", "no space left on device")
	host.get("/screen").has(t, "Voting pauses", "<b>1</b> / 2")
	ann.get("/").has(t, `value="2" checked`)
	h.journal.refuse(nil)
	bo.wants(204, "/vote", "q", q, "level", "4")
	host.wants(204, "/admin/reveal")
	bo.get("/results").has(t, `{"level":2,"state":"answered","votes":1}`, `{"level":4,"state":"answered","votes":1}`, `{"level":5,"state":"answered","votes":0}`)
	if strings.Contains(host.get("/host").text, "cannot be kept") {
		t.Error("the fault is told when it is over")
	}
}

// TestPanelNotSaved: the panel file is another matter than the votes: these go on.
func TestPanelNotSaved(t *testing.T) {
	h := openHall(t)
	ann, host := h.seated("Ann"), h.facilitator()
	h.mu.Lock()
	h.unable = errFull
	h.mu.Unlock()
	host.wants(204, "/admin/next")
	ann.wants(204, "/vote", "q", h.on(), "level", "2")
	host.wants(200, "/admin/reveal").has(t, "The panel file could not be saved; no vote is lost")
	host.get("/host").has(t, "the panel file could not be saved; no vote is lost")
	a := host.ask("POST", "/admin/agree", form("level", "2"), asPage)
	if a.StatusCode != 303 || a.Header.Get("Location") != "/host" {
		t.Errorf("a browser: %d %s", a.StatusCode, a.text)
	}
	host.wants(503, "/admin/end")
	<-h.Ended()
	if h.Unsaved() == nil {
		t.Error("the end says that all is saved")
	}
	host.get("/host").has(t, "The workshop is over; the panel file is not saved.", "no vote is lost")
}

// TestAnswerAfterTheFile: when the facilitator is told that something was done, the panel file has it; until then the
// votes go on. At the end no page says that it is saved before it is.
func TestAnswerAfterTheFile(t *testing.T) {
	slow, began := make(chan bool), make(chan bool, 1)
	h := openHall(t, func(_ *workshop.Opened, o *Options) {
		save := o.Save
		o.Save = func(a *assess.Assessment) error {
			began <- true
			<-slow
			return save(a)
		}
	})
	ann, host := h.seated("Ann"), h.facilitator()
	saved := func() int {
		h.mu.Lock()
		defer h.mu.Unlock()
		return len(h.saved)
	}
	host.wants(204, "/admin/next")
	q := h.on()
	ann.wants(204, "/vote", "q", q, "level", "2")
	for n, c := range [][]string{{"reveal"}, {"agree", "level", "3"}, {"end"}} {
		done := make(chan int)
		go func() {
			a := host.ask("POST", "/admin/"+c[0], form(c[1:]...))
			done <- a.StatusCode
		}()
		<-began
		if c[0] == "end" {
			h.facilitator().get("/host").has(t, "the panel file is being saved")
		} else if a := ann.ask("POST", "/vote", form("q", q, "level", "4")); a.StatusCode != 409 {
			t.Errorf("a vote waits for the file: %d", a.StatusCode)
		}
		select {
		case code := <-done:
			t.Errorf("%s: answered with %d before the file is saved", c[0], code)
			slow <- true
		case <-time.After(50 * time.Millisecond):
			slow <- true
			if code := <-done; code != 204 || saved() != n+1 {
				t.Errorf("%s: %d, saved %d times", c[0], code, saved())
			}
		}
	}
	host.get("/host").has(t, "the panel file is saved.")
}

// TestManyAtOnce: 100 phones vote at the same moment, several times each; each has its last vote, and the journal makes
// the same room again.
func TestManyAtOnce(t *testing.T) {
	h := openHall(t)
	host := h.facilitator()
	var phones []*person
	for range 100 {
		phones = append(phones, h.seated(""))
	}
	host.wants(204, "/admin/next")
	q := h.on()
	var all sync.WaitGroup
	for i, p := range phones {
		all.Go(func() {
			for _, level := range []string{"1", "2", string(rune('1' + i%5))} {
				if a := p.ask("POST", "/vote", form("q", q, "level", level)); a.StatusCode != 204 {
					t.Errorf("%d", a.StatusCode)
				}
			}
		})
	}
	all.Wait()
	host.wants(204, "/admin/reveal")
	for _, c := range h.View().Shown.Levels {
		if c.Votes != 20 {
			t.Errorf("level %d: %d votes, want 20", c.Level, c.Votes)
		}
	}
	again, _, err := workshop.Fold(h.opt.Room.Model(), h.journal.events)
	if err != nil || again.Host(0).Shown.Levels[2].Votes != 20 {
		t.Errorf("the journal makes another room: %v", err)
	}
}

// TestSharedLevels: where a criterion does not describe a level, the phone shows what the level means on its scale.
func TestSharedLevels(t *testing.T) {
	r := channelteam.Rubric()
	r.Practices[0].Criteria[0].Levels = nil
	r.Share()
	m := assess.Compile(r)
	room, err := workshop.New(m, workshop.Opened{Date: "2026-11-20", Lang: "en", Depth: assess.QuickDepth,
		Rubric: r.Digest(), Known: &assess.Assessment{Subject: assess.Subject{ID: "henan"}, Date: "2026-11-20",
			Panel: true, Answers: make([]assess.Answer, m.Len())}})
	if err != nil {
		t.Fatal(err)
	}
	for k, choice := range questionAt(room, 0, "en").Choices {
		if want := r.Scales[0].Levels[k].Meaning["en"]; choice.Text != want || want == "" {
			t.Errorf("level %s: %q, want %q", choice.Value, choice.Text, want)
		}
	}
}

// TestQuotedSafely: what an answer repeats of a form moves nothing at the terminal of who reads it.
func TestQuotedSafely(t *testing.T) {
	h := openHall(t)
	ann := h.seated("Ann")
	h.facilitator().wants(204, "/admin/next")
	a := ann.wants(404, "/vote", "q", "\x1b[31mred\u202e\r\n\x00", "level", "3")
	if strings.ContainsAny(strings.TrimSuffix(a.text, "\n"), "\x1b\u202e\r\n\x00") {
		t.Errorf("%q", a.text)
	}
}
