package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"fathom/assess/workshop"
)

// TestOnlyTheFacilitator: nobody else does anything, whatever they say of themselves.
func TestOnlyTheFacilitator(t *testing.T) {
	h := openHall(t)
	ann := h.seated("Ann")
	before := len(h.journal.events)
	for _, what := range append(Actions(), "nothing") {
		for name, p := range map[string]*person{"nobody": h.person(), "a seat": ann} {
			for _, k := range []string{"", "x", h.keys[codeKey], h.keys[joinKey], strings.ToLower(h.keys[hostKey])} {
				if a := p.ask("POST", "/admin/"+what, form("k", k, "level", "3")); a.StatusCode != 403 {
					t.Errorf("%s with %q by %s: %d, want 403", what, k, name, a.StatusCode)
				}
			}
		}
	}
	h.person().wants(403, "/host", "k", "wrong")
	page := h.person().get("/host")
	if strings.Contains(page.text, h.keys[codeKey]) || strings.Contains(page.text, "Ann") {
		t.Error("the page without the key tells something")
	}
	if len(h.journal.events) != before {
		t.Error("something happened")
	}
	bearer := func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+h.keys[hostKey]) }
	if a := h.person().ask("POST", "/admin/next", form(), bearer); a.StatusCode != 204 {
		t.Errorf("a script with the key: %d", a.StatusCode)
	}
	h.person().wants(204, "/admin/reveal", "k", h.keys[hostKey])
	h.person().wants(303, "/host", "k", "http://"+h.host+"/host#k="+h.keys[hostKey]) // the whole address was pasted
	if a := h.facilitator().ask("POST", "/admin/nothing", form()); a.StatusCode != 404 {
		t.Errorf("what there is not: %d", a.StatusCode)
	}
}

// TestButtons walks through what the facilitator can do.
func TestButtons(t *testing.T) {
	h := openHall(t, func(_ *workshop.Opened, o *Options) {
		o.Places = append(o.Places, Place{"10.0.0.1:99", "10.0.0.1:99 (wlan0)"})
	})
	ann, host := h.seated("Ann"), h.facilitator()
	host.wants(409, "/admin/reveal")
	host.wants(204, "/admin/next", "q", "", "round", "0")
	host.wants(409, "/admin/next", "q", "", "round", "0") // a second click
	q := h.on()
	host.wants(409, "/admin/agree", "level", "3")
	host.wants(409, "/admin/again")
	host.wants(204, "/admin/later", "q", q, "note", "ask finance <today>")
	host.get("/host").has(t, "ask finance &lt;today&gt;")
	host.wants(204, "/admin/enter", "q", q, "name", "Old Wang", "level", "4", "note", "by hand")
	host.wants(204, "/admin/enter", "q", q, "name", "Old Wang", "level", "5")
	host.wants(422, "/admin/enter", "q", q, "name", "Old Wang", "level", "9")
	host.wants(422, "/admin/enter", "q", q, "name", " ", "level", "3")
	host.wants(409, "/admin/enter", "q", "x", "name", "Li", "level", "3")
	if v := h.View(); v.Seats != 2 || v.Voted != 1 {
		t.Errorf("%d seats, %d voted", v.Seats, v.Voted)
	}
	ann.wants(204, "/vote", "q", q, "level", "2")
	host.wants(204, "/admin/timer", "add", "60")
	host.wants(204, "/admin/timer", "add", "60")
	host.wants(204, "/admin/timer", "add", "-60")
	if left := h.View().Left; left != 60_000 {
		t.Errorf("%d ms on the timer", left)
	}
	host.wants(204, "/admin/timer", "stop", "1")
	if h.View().Timer {
		t.Error("the timer runs")
	}
	host.wants(204, "/admin/reveal")
	host.get("/host").has(t, "To speak first: Ann (lowest); Old Wang (highest)")
	host.wants(422, "/admin/agree", "level", "na")
	host.wants(422, "/admin/agree", "level", "9")
	host.wants(204, "/admin/agree", "level", "na", "note", "no stock of its own")
	host.get("/screen").has(t, "Agreed: not applicable")
	to := other(h, q)
	host.wants(204, "/admin/jump", "to", to)
	host.wants(404, "/admin/jump", "to", "no/such")
	host.wants(204, "/admin/skip", "q", to)
	host.wants(204, "/admin/address", "to", "10.0.0.1:99")
	host.wants(400, "/admin/address", "to", "evil.example:80")
	if at := h.Addresses().Join; !strings.HasPrefix(at, "http://10.0.0.1:99/j/") {
		t.Errorf("the picture leads to %s", at)
	}
	host.wants(204, "/admin/remove", "seat", "s2", "drop", "1")
	host.wants(404, "/admin/remove", "seat", "s9")
	if v := h.View(); v.Seats != 1 {
		t.Errorf("%d seats", v.Seats)
	}
	host.wants(204, "/admin/end")
	host.wants(409, "/admin/next")
	host.get("/host").has(t, "the panel file is saved")
}

// TestNobodyHasCome: after a minute the page says why that may be, until somebody comes.
func TestNobodyHasCome(t *testing.T) {
	h := openHall(t)
	host := h.facilitator()
	const why = "Nobody has come yet"
	if strings.Contains(host.get("/host").text, why) {
		t.Error("said at once")
	}
	h.pass(nobodyTime)
	host.get("/host").has(t, why)
	h.seated("Ann")
	if strings.Contains(host.get("/host").text, why) {
		t.Error("said when somebody is there")
	}
}

// TestDoWords: who does something at the terminal reads why it was not done, in both languages.
func TestDoWords(t *testing.T) {
	h := openHall(t)
	err := h.Do("reveal", url.Values{})
	if en, zh := Words(err, "en"), Words(err, "zh"); !strings.HasSuffix(en, ".") || !strings.HasSuffix(zh,
		"。") || en == zh {
		t.Errorf("%q, %q", en, zh)
	}
}
