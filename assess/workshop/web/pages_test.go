package web

import (
	"strings"
	"testing"
)

// TestNothingIsAwaitedAtTheEnd: when the workshop is over, no page listens or asks again: soon nobody answers, and a
// page that goes on trying would say that the connection is lost.
func TestNothingIsAwaitedAtTheEnd(t *testing.T) {
	h := openHall(t)
	ann, host := h.seated("Ann"), h.facilitator()
	pages := map[string]*person{"/": ann, "/screen": host, "/host": host}
	for path, who := range pages {
		who.get(path).has(t, `events"`, "http-equiv")
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
