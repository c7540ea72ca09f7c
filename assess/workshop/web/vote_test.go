package web

import (
	"errors"
	"net/http"
	"strings"
	"sync"
	"testing"

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
		asPage); a.StatusCode != 303 || a.Header.Get("Location") != "/" {
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
	a.has(t, `lang="zh-Hans"`, "大家已经不在这一条", `href="/"`)
	if a.StatusCode != 409 {
		t.Errorf("%d", a.StatusCode)
	}
	if page := ann.get("/").text; strings.Contains(page, `http-equiv="refresh"`) {
		t.Error("a page with a form that is being filled in is asked for again")
	}
	ann.wants(204, "/vote", "q", h.on(), "level", "3")
	ann.get("/").has(t, `<noscript><meta http-equiv="refresh"`)
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
	host.wants(204, "/admin/reveal")
	for h.Unsaved() == nil {
	}
	host.get("/host").has(t, "the panel file could not be saved; no vote is lost")
	host.wants(503, "/admin/end")
	<-h.Ended()
	if h.Unsaved() == nil {
		t.Error("the end says that all is saved")
	}
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
