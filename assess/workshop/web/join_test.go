package web

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"fathom/assess/workshop"
)

func (h *hall) seats() int { return h.View().Seats }

// seatCookie is the cookie of a seat in an answer.
func (a answer) seatCookie() *http.Cookie {
	for _, c := range a.Cookies() {
		if strings.HasPrefix(c.Name, "seat-") {
			return c
		}
	}
	return nil
}

// TestCookies: a seat is a secret of 128 bits that no script reads. It comes along with a link in a chat, the
// facilitator's does not; and the journal has neither the one nor what it is made of.
func TestCookies(t *testing.T) {
	h := openHall(t)
	a := h.person().wants(303, "/join", "code", h.keys[codeKey], "name", "Ann", "nonce", "0123456789abcdefghijkl")
	c := a.seatCookie()
	if c == nil || len(c.Value) != 22 || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode ||
		c.Path != "/" || c.Domain != "" {
		t.Errorf("the cookie of a seat is %v", c)
	}
	for _, c := range h.person().wants(303, "/host", "k", h.keys[hostKey]).Cookies() {
		if !c.HttpOnly || c.SameSite != http.SameSiteStrictMode || c.Path != "/" {
			t.Errorf("the cookie of the facilitator is %v", c)
		}
	}
	for _, e := range h.journal.events {
		line, err := workshop.Encode(e)
		if err != nil || strings.Contains(string(line), c.Value) || strings.Contains(string(line),
			"0123456789abcdefghijkl") {
			t.Errorf("the journal has a secret: %s (%v)", line, err)
		}
	}
	for _, bad := range []string{"", "x", c.Value + "A", strings.ToUpper(c.Value),
		workshop.SeatKey([]byte(c.Value)), "s1"} {
		with := func(r *http.Request) { r.AddCookie(&http.Cookie{Name: c.Name, Value: bad}) }
		if a := h.person().ask("GET", "/events", nil, with); a.StatusCode != 403 {
			t.Errorf("a seat of %q: %d, want 403", bad, a.StatusCode)
		}
	}
}

// TestJoiningTwice: a double tap, a reload and a link in a chat leave one person; two people of one name are two.
func TestJoiningTwice(t *testing.T) {
	h := openHall(t)
	page := h.person().get("/j/" + h.keys[joinKey]).text
	_, page, _ = strings.Cut(page, `name="nonce" value="`)
	nonce, _, _ := strings.Cut(page, `"`)
	fields := []string{"code", h.keys[joinKey], "name", "Ann", "nonce", nonce}
	first, second := h.person(), h.person() // the second tap goes before the cookie of the first has come
	one, two := first.wants(303, "/join", fields...), second.wants(303, "/join", fields...)
	if h.seats() != 1 || one.seatCookie().Value != two.seatCookie().Value {
		t.Errorf("a double tap: %d seats", h.seats())
	}
	first.wants(303, "/join", "code", h.keys[joinKey], "name", "Ann")
	if a := first.get("/j/" + h.keys[joinKey]); a.StatusCode != 303 ||
		a.Header.Get("Location") != "/" || h.seats() != 1 {
		t.Errorf("the link again: %d, %d seats", a.StatusCode, h.seats())
	}
	h.seated("Ann")
	h.facilitator().get("/screen").has(t, "Ann</li>", "Ann (2)")
	if h.seats() != 2 {
		t.Errorf("two people of one name: %d seats", h.seats())
	}
}

// TestSecondDevice: the other device of a person has the same seat, and the same vote.
func TestSecondDevice(t *testing.T) {
	h := openHall(t)
	ann := h.seated("Ann")
	h.facilitator().wants(204, "/admin/next")
	ann.wants(204, "/vote", "q", h.on(), "level", "3")
	ann.get("/device").has(t, "/device.svg", "Show it to nobody")
	u := ann.Jar.Cookies(ann.get("/").Request.URL)
	tablet := h.person()
	tablet.get("/d/"+u[0].Value).has(t, "Ann", "It is mine", `action="/d/`+u[0].Value)
	tablet.wants(303, "/d/"+u[0].Value)
	tablet.get("/").has(t, `value="3" checked`, "Saved")
	if h.seats() != 1 {
		t.Errorf("%d seats", h.seats())
	}
	for _, ask := range []string{"GET", "POST"} {
		if a := h.person().ask(ask, "/d/"+NewSecret(), form()); a.StatusCode != 303 || a.seatCookie() != nil {
			t.Errorf("a made-up secret got a seat by %s: %d", ask, a.StatusCode)
		}
	}
	if a := ann.get("/d/" + u[0].Value); a.StatusCode != 303 {
		t.Errorf("the device that has the seat: %d", a.StatusCode)
	}
}

// TestNobodyIsLedToASeat: who follows a link that somebody else sent gets no seat by that, and keeps the own one: else
// the sender would see what is voted.
func TestNobodyIsLedToASeat(t *testing.T) {
	h := openHall(t)
	mallory, bo := h.seated("Mallory"), h.seated("Bo")
	link := "/d/" + mallory.Jar.Cookies(mallory.get("/").Request.URL)[0].Value
	for name, victim := range map[string]*person{"a seat": bo, "none": h.person()} {
		if a := victim.get(link); a.seatCookie() != nil {
			t.Errorf("who has %s was given another", name)
		}
	}
	bo.get("/").has(t, "Bo")
}

// TestTypedCodes: ten wrong ones a minute from an address, and then not even the right one; the QR picture goes on.
func TestTypedCodes(t *testing.T) {
	h := openHall(t)
	for range 30 { // right ones are not counted: a room that types
		h.seated("")
	}
	for i := range triesEach {
		if a := h.person().ask("POST", "/join", form("code", "AAAAA"+string(rune('A'+i)))); a.StatusCode != 403 {
			t.Fatalf("wrong code %d: %d", i, a.StatusCode)
		}
	}
	if a := h.person().wants(429, "/join", "code", "AAAAAA"); a.Header.Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	h.person().wants(429, "/join", "code", h.keys[codeKey])
	h.person().wants(429, "/screen", "code", h.keys[codeKey])
	forged := func(r *http.Request) {
		r.Header.Set("X-Forwarded-For", "10.9.9.9")
		r.Header.Set("X-Real-IP", "10.9.9.9")
	}
	if a := h.person().ask("POST", "/join", form("code", h.keys[codeKey]), forged); a.StatusCode != 429 {
		t.Errorf("with a forged address: %d", a.StatusCode)
	}
	for range 20 {
		h.person().wants(303, "/join", "code", h.keys[joinKey])
	}
	h.pass(tryWindow)
	h.person().wants(303, "/join", "code", h.keys[codeKey])
}

// TestTypedCodeAsPeopleType: small letters, blanks and the full width of a Chinese keyboard are the same code.
func TestTypedCodeAsPeopleType(t *testing.T) {
	h := openHall(t, func(o *workshop.Opened, _ *Options) { o.Keys[codeKey] = "ABC234" })
	for _, code := range []string{"abc234", " ABC 234 ", "abc-234", "ＡＢＣ２３４", "ａｂｃ２３４"} {
		h.person().wants(303, "/join", "code", code)
	}
	for _, code := range []string{"", "ABC23", "ABC2345", "ABC235"} {
		h.person().wants(403, "/join", "code", code)
	}
}

// TestSixtyFromAll: addresses are many, and so all together have a limit as well; each minute begins anew.
func TestSixtyFromAll(t *testing.T) {
	now := time.Unix(0, 0)
	all := newTries(func() time.Time { return now })
	right, wrong := func() bool { return true }, func() bool { return false }
	from := func(i int) string { return "10.0.0." + string(rune('0'+i%10)) + ":1" }
	for i := range triesAll {
		if _, tooMany := all.check(addressOf(from(i)), wrong); tooMany {
			t.Fatalf("try %d was too many", i)
		}
	}
	if _, tooMany := all.check(addressOf("10.1.1.1:1"), right); !tooMany {
		t.Error("a new address after sixty wrong ones was let in")
	}
	now = now.Add(tryWindow)
	if ok, _ := all.check(addressOf("10.1.1.1:1"), right); !ok {
		t.Error("a minute later the right one was refused")
	}
	for range triesEach {
		all.check(addressOf("[2001:db8::1]:1"), wrong)
	}
	if _, tooMany := all.check(addressOf("[2001:db8::2]:1"), right); !tooMany {
		t.Error("an address of the same household counts by itself")
	}
}

// TestSeatTakenAway: the phone is told at once, votes no more, and may join again: then it has its vote again. Nobody
// else has, by whatever name or with whatever cookie.
func TestSeatTakenAway(t *testing.T) {
	h := openHall(t)
	ann, host := h.seated("Ann"), h.facilitator()
	host.wants(204, "/admin/next")
	stream := h.stream(ann, "/events")
	stream.next()
	ann.wants(204, "/vote", "q", h.on(), "level", "5")
	host.wants(204, "/admin/remove", "seat", "s1")
	stream.next() // its last state
	if _, more := stream.wait(5 * time.Second); more {
		t.Error("the stream goes on")
	}
	ann.wants(403, "/vote", "q", h.on(), "level", "3")
	ann.get("/").has(t, `action="/join"`, `value="Ann"`)
	stranger := h.person()
	if page := stranger.get("/j/" + h.keys[joinKey]).text; strings.Contains(page, "Ann") {
		t.Error("a stranger reads the name")
	}
	stranger.wants(303, "/join", "code", h.keys[codeKey], "name", "Ann")
	stranger.get("/").has(t, "No vote yet", "Ann (2)")
	stranger.wants(204, "/vote", "q", h.on(), "level", "1")
	forged := h.person()
	name := stranger.Jar.Cookies(stranger.get("/").Request.URL)[0].Name
	forge := func(r *http.Request) { r.AddCookie(&http.Cookie{Name: name, Value: workshop.SeatKey([]byte("x"))}) }
	forged.ask("POST", "/join", form("code", h.keys[codeKey], "name", "Ann"), forge)
	forged.get("/").has(t, "No vote yet", "Ann (3)")
	ann.wants(303, "/join", "code", h.keys[codeKey], "name", "Ann")
	ann.get("/").has(t, `value="5" checked`, "Saved")
	ann.wants(204, "/vote", "q", h.on(), "level", "3")
	if h.seats() != 3 {
		t.Errorf("%d seats", h.seats())
	}
}

// TestNames: what people write as their name is shown as they wrote it, and does nothing.
func TestNames(t *testing.T) {
	h := openHall(t)
	for name, want := range map[string]string{
		"<script>alert(1)</script>": "&lt;script&gt;alert(1)&lt;/script&gt;", `"><img src=x>`: "&#34;&gt;&lt;img src=x&gt;",
		"a\u202eb": "ab", "王\u0000强\n": "王强", "{{.}}": "{{.}}", "a\u00a0b": "a b",
	} {
		p := h.person()
		p.wants(303, "/join", "code", h.keys[joinKey], "name", name)
		for _, a := range []answer{p.get("/"), h.facilitator().get("/host"), p.get("/screen")} {
			if !strings.Contains(a.text, want) || strings.Contains(a.text,
				"<script>alert") || strings.Contains(a.text, "\u202e") {
				t.Errorf("%q is not shown as %q", name, want)
			}
		}
	}
	h.person().wants(422, "/join", "code", h.keys[joinKey], "name", strings.Repeat("x", 41))
	h.person().wants(303, "/join", "code", h.keys[joinKey], "name", strings.Repeat("王", 40))
}
