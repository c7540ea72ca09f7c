package web

import (
	"strconv"
	"strings"
	"testing"

	"fathom/assess/workshop"
)

// TestNothingIsAwaitedAtTheEnd: when the workshop is over, no page listens or asks again: soon nobody answers, and a
// page that goes on trying would say that the connection is lost.
func TestNothingIsAwaitedAtTheEnd(t *testing.T) {
	h := openHall(t)
	ann, host := h.seated("Ann"), h.facilitator()
	pages := map[string]*person{"/": ann, "/screen": host, "/host": host}
	for path, who := range pages {
		who.get(path).has(t, `events"`)
	}
	host.wants(204, "/admin/end")
	for path, who := range pages {
		page := who.get(path)
		page.has(t, `data-stream=""`)
		if strings.Contains(page.text, "http-equiv") {
			t.Errorf("%s is asked for again", path)
		}
	}
}

// TestNobodyIsListedWithoutNames: a room without names shows how many there are, and no marks of nobody.
func TestNobodyIsListedWithoutNames(t *testing.T) {
	h := openHall(t, func(o *workshop.Opened, _ *Options) { o.Anonymous = true })
	host, people := h.facilitator(), h.crowd(3)
	host.wants(204, "/admin/next")
	for i, p := range people {
		p.wants(204, "/vote", "q", h.on(), "level", strconv.Itoa(i+2))
	}
	for _, path := range []string{"/host", "/screen"} {
		if page := host.get(path); strings.Contains(page.text, "✓") || strings.Contains(page.text, "… ") {
			t.Errorf("%s marks people without names:\n%s", path, page.text)
		}
	}
	host.wants(204, "/admin/reveal")
	host.get("/screen").has(t, `class="bars bare"`)
}
