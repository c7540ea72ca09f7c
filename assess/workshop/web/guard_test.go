package web

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"fathom/assess/workshop"
)

// raw sends bytes and returns the status of the answer; 0 when there is none.
func (h *hall) raw(text string) (int, http.Header) {
	h.Helper()
	c, err := net.Dial("tcp", h.host)
	if err != nil {
		h.Fatal(err)
	}
	defer c.Close()
	_ = c.SetDeadline(time.Now().Add(15 * time.Second))
	if _, err := io.WriteString(c, text); err != nil {
		h.Fatal(err)
	}
	resp, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		return 0, nil
	}
	defer resp.Body.Close()
	return resp.StatusCode, resp.Header
}

// TestHosts: whatever name led a browser here, only the room's own is answered. Each line is one that a check of the
// origin alone would let through.
func TestHosts(t *testing.T) {
	h := openHall(t, func(_ *workshop.Opened, o *Options) { o.Hosts = []string{"room.test:80", "localhost:8080"} })
	_, port, _ := net.SplitHostPort(h.host)
	for host, want := range map[string]int{
		h.host:                         200,
		"room.test":                    200, // browsers leave :80 out
		"ROOM.test:80":                 200,
		"localhost:8080":               200,
		"localhost":                    421,
		"room.test:8080":               421,
		"evil.example":                 421,
		"evil.example:" + port:         421,
		"127.0.0.1":                    421,
		"127.0.0.1:1":                  421,
		h.host + ".evil.example":       421,
		"evil.example@" + h.host:       421,
		"127.0.0.1.:" + port:           421,
		"2130706433:" + port:           421,
		"[::1]:" + port:                421,
		"[::ffff:127.0.0.1]:" + port:   421,
		strings.Repeat("a", 5000) + "": 421,
	} {
		if got, _ := h.raw("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n"); got != want && got != 400 || got == 400 && want == 200 {
			t.Errorf("Host %.40s: %d, want %d", host, got, want)
		}
	}
	for name, text := range map[string]string{
		"no host":                "GET / HTTP/1.0\r\n\r\n",
		"another in the address": "GET http://evil.example/ HTTP/1.1\r\nHost: " + h.host + "\r\n\r\n",
		"forwarded":              "GET / HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: " + h.host + "\r\n\r\n",
		"forwarded, standard":    "GET / HTTP/1.1\r\nHost: evil.example\r\nForwarded: host=" + h.host + "\r\n\r\n",
	} {
		if got, _ := h.raw(text); got != 421 {
			t.Errorf("%s: %d, want 421", name, got)
		}
	}
}

// TestOrigins: a page of somebody else can do nothing, though the browser sends the cookies along.
func TestOrigins(t *testing.T) {
	h := openHall(t)
	ann, host := h.seated("Ann"), h.facilitator()
	host.wants(204, "/admin/next")
	port := h.host[strings.LastIndex(h.host, ":"):]
	for _, origin := range []string{"http://evil.example", "null", "http://127.0.0.1", "https://" + h.host,
		"http://127.0.0.1:1",
		"http://127.0.0.1.evil.example" + port, "http://evil.example/" + h.host,
		"http://" + h.host + "@evil.example", "http://localhost" + port, ""} {
		set := func(r *http.Request) { r.Header.Set("Origin", origin) }
		for _, c := range []struct {
			who          *person
			method, path string
			fields       url.Values
		}{
			{ann, "POST", "/vote", form("q", h.on(), "level", "3")},
			{h.person(), "POST", "/join", form("code", h.keys[codeKey])},
			{host, "POST", "/admin/end", form()},
			{ann, "GET", "/events", nil},
			{host, "GET", "/host", nil},
		} {
			if a := c.who.ask(c.method, c.path, c.fields, set); a.StatusCode != 403 {
				t.Errorf("Origin %q, %s %s: %d, want 403", origin, c.method, c.path, a.StatusCode)
			}
		}
	}
	for name, set := range map[string]func(*http.Request){
		"another site says the browser": func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") },
		"another port of this machine":  func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "same-site") },
		"two origins": func(r *http.Request) {
			r.Header["Origin"] = []string{"http://" + h.host,
				"http://evil.example"}
		},
	} {
		if a := ann.ask("POST", "/vote", form("q", h.on(), "level", "3"), set); a.StatusCode != 403 {
			t.Errorf("%s: %d, want 403", name, a.StatusCode)
		}
	}
	own := func(r *http.Request) { r.Header.Set("Origin", "http://"+h.host) }
	if a := ann.ask("POST", "/vote", form("q", h.on(), "level", "3"), own); a.StatusCode != 204 {
		t.Errorf("our own page: %d, want 204", a.StatusCode)
	}
}

// TestEveryAnswerIsSecure: what a browser is told on pages it is told on faults too.
func TestEveryAnswerIsSecure(t *testing.T) {
	h := openHall(t)
	p := h.person()
	evil := func(r *http.Request) { r.Host = "evil.example" }
	for name, a := range map[string]answer{
		"page": p.get("/"), "style": p.get("/style.css"), "script": p.get("/app.js"), "picture": p.get("/qr.svg"),
		"none":    p.get("/nothing"),
		"no seat": p.get("/events"), "foreign": p.ask("GET", "/", nil, evil), "method": p.ask("DELETE", "/", nil),
		"wrong code": p.ask("POST", "/join", form("code", "x")), "bad path": p.get("/..%2f..%2fetc/passwd"),
		"other method": p.get("/vote"), "no form": p.ask("POST", "/vote", nil),
	} {
		head := a.Header
		for key, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store",
			"Referrer-Policy": "same-origin", "Server": "", "X-Powered-By": "", "Access-Control-Allow-Origin": ""} {
			if got := head.Get(key); got != want {
				t.Errorf("%s: %s: %q, want %q", name, key, got, want)
			}
		}
		for _, want := range []string{"default-src 'none'", "frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'"} {
			if !strings.Contains(head.Get("Content-Security-Policy"), want) {
				t.Errorf("%s: the policy lacks %s", name, want)
			}
		}
		if strings.Contains(head.Get("Content-Security-Policy"), "unsafe") {
			t.Errorf("%s: the policy has %s", name, head.Get("Content-Security-Policy"))
		}
	}
}

// TestDenied: whatever is turned away is said in the language of who reads it: on a page with a way back in a browser,
// in a line to a script.
func TestDenied(t *testing.T) {
	h := openHall(t)
	ann := h.seated("Ann")
	zh := func(r *http.Request) { r.Header.Set("Accept-Language", "zh-CN,zh;q=0.9") }
	foreign := func(r *http.Request) { r.Host = "evil.example" }
	origin := func(r *http.Request) { r.Header.Set("Origin", "http://evil.example") }
	text := func(r *http.Request) { r.Header.Set("Content-Type", "text/plain") }
	long, none := form("q", strings.Repeat("x", maxBody)), func(*http.Request) {}
	for _, c := range []struct {
		code         int
		who          *person
		method, path string
		fields       url.Values
		change       func(*http.Request)
		zh           string
	}{
		{404, ann, "GET", "/nothing", nil, none, "没有这个网页"},
		{404, ann, "GET", "/favicon.ico", nil, none, "没有这个网页"},
		{404, h.facilitator(), "POST", "/admin/nothing", form(), none, "没有这个网页"},
		{405, ann, "GET", "/vote", nil, none, "不能这样用"},
		{405, ann, "POST", "/results", form(), none, "不能这样用"},
		{405, ann, "PUT", "/", nil, none, "不能这样用"},
		{403, h.person(), "GET", "/results", nil, none, "请先加入"},
		{403, h.person(), "GET", "/events", nil, none, "请先加入"},
		{403, h.person(), "GET", "/device.svg", nil, none, "请先加入"},
		{403, ann, "POST", "/vote", form(), origin, "来自别的网站"},
		{403, h.person(), "POST", "/vote", form(), none, "请先加入"},
		{403, ann, "POST", "/admin/end", form(), none, "只有主持人"},
		{403, h.person(), "POST", "/join", form("code", "AAAAAA"), none, "加入码不对"},
		{409, ann, "GET", "/results", nil, none, "还没有揭晓"},
		{413, ann, "POST", "/vote", long, none, "请写短一些"},
		{400, ann, "POST", "/vote", form("q", "1", "q", "2"), none, "重新提交"},
		{415, ann, "POST", "/vote", form(), text, "提交的格式不对"},
		{421, ann, "GET", "/", nil, foreign, "工作坊不在这个地址"},
	} {
		script := c.who.ask(c.method, c.path, c.fields, zh, c.change)
		page := c.who.ask(c.method, c.path, c.fields, zh, asPage, c.change)
		en := c.who.ask(c.method, c.path, c.fields, asPage, c.change)
		for _, a := range []answer{script, page, en} {
			if a.StatusCode != c.code {
				t.Errorf("%s %s: %d, want %d", c.method, c.path, a.StatusCode, c.code)
			}
		}
		script.has(t, c.zh)
		page.has(t, c.zh, `<html lang="zh-Hans"`)
		en.has(t, `<html lang="en"`)
		if strings.Contains(script.text, "<") || strings.Contains(en.text, c.zh) {
			t.Errorf("%s %s: %s / %s", c.method, c.path, script.text, en.text)
		}
	}
	if a := ann.get("/vote"); a.Header.Get("Allow") != "POST" {
		t.Errorf("Allow: %q", a.Header.Get("Allow"))
	}
	if a := ann.ask("POST", "/device", form()); a.Header.Get("Allow") != "GET, HEAD" {
		t.Errorf("Allow: %q", a.Header.Get("Allow"))
	}
}

func TestMethods(t *testing.T) {
	h := openHall(t)
	host := h.facilitator()
	for _, path := range []string{"/", "/vote", "/join", "/events", "/admin/reveal", "/nothing"} {
		for _, method := range []string{"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get"} {
			if a := host.ask(method, path, nil); a.StatusCode != 405 {
				t.Errorf("%s %s: %d, want 405", method, path, a.StatusCode)
			}
		}
	}
	for _, path := range []string{"/vote", "/join", "/admin/reveal", "/admin/end", "/admin/next"} {
		if a := host.get(path); a.StatusCode != 405 {
			t.Errorf("GET %s: %d, want 405", path, a.StatusCode)
		}
	}
	for _, path := range []string{"/", "/events", "/results", "/style.css"} {
		if a := host.ask("POST", path, form("a", "b")); a.StatusCode != 405 {
			t.Errorf("POST %s: %d, want 405", path, a.StatusCode)
		}
	}
	if got, _ := h.raw("CONNECT evil.example:443 HTTP/1.1\r\nHost: " + h.host + "\r\n\r\n"); got != 405 && got != 421 {
		t.Errorf("CONNECT: %d", got)
	}
}

// TestBodies: a body over the limit is refused, told or not how long it is, and the server goes on.
func TestBodies(t *testing.T) {
	h := openHall(t)
	ann := h.seated("Ann")
	h.facilitator().wants(204, "/admin/next")
	long := strings.Repeat("x", maxBody)
	if a := ann.ask("POST", "/vote", form("q", h.on(), "level", "3", "note", long)); a.StatusCode != 413 {
		t.Errorf("a long body: %d, want 413", a.StatusCode)
	}
	chunked := func(r *http.Request) {
		r.ContentLength = -1
		r.Body = io.NopCloser(strings.NewReader("level=3&note=" + long))
	}
	if a := ann.ask("POST", "/vote", form("a", "b"), chunked); a.StatusCode != 413 {
		t.Errorf("a long body of unknown length: %d, want 413", a.StatusCode)
	}
	if got, _ := h.raw("POST /vote HTTP/1.1\r\nHost: " + h.host + "\r\nContent-Length: 99999999999\r\n\r\n"); got != 413 {
		t.Errorf("a length of 100 GB: %d, want 413", got)
	}
	for kind, want := range map[string]int{"multipart/form-data; boundary=x": 415, "application/json": 415, "text/plain": 415, "": 415,
		"application/x-www-form-urlencoded; charset=utf-8": 204} {
		set := func(r *http.Request) { r.Header.Set("Content-Type", kind) }
		if a := ann.ask("POST", "/vote", form("q", h.on(), "level", "3"), set); a.StatusCode != want {
			t.Errorf("a body of %q: %d, want %d", kind, a.StatusCode, want)
		}
	}
	broken := func(r *http.Request) { r.ContentLength = 3; r.Body = io.NopCloser(strings.NewReader("%zz")) }
	if a := ann.ask("POST", "/vote", form("a", "b"), broken); a.StatusCode != 400 {
		t.Errorf("a broken body: %d, want 400", a.StatusCode)
	}
	if got, _ := h.raw("GET / HTTP/1.1\r\nHost: " + h.host + "\r\nX: " + strings.Repeat("y", maxHeaders) + "\r\n\r\n"); got != 431 {
		t.Errorf("long headers: %d, want 431", got)
	}
	two := "POST /vote HTTP/1.1\r\nHost: %s\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /host HTTP/1.1\r\nHost: %s\r\n\r\n"
	if got, _ := h.raw(fmt.Sprintf(two, h.host, h.host)); got/100 != 4 {
		t.Errorf("two lengths: %d", got)
	}
	ann.wants(204, "/vote", "q", h.on(), "level", "4")
}

// TestSlowSenders: whoever sends slowly is cut off within 12 s, in the headers as in the body.
func TestSlowSenders(t *testing.T) {
	if testing.Short() {
		t.Skip("takes 10 s")
	}
	h := openHall(t)
	ends := make(chan string, 3)
	for name, text := range map[string]string{
		"headers": "GET / HTTP/1.1\r\nHost: " + h.host + "\r\nX: ",
		"body":    "POST /join HTTP/1.1\r\nHost: " + h.host + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\ncode=",
		"nothing": "",
	} {
		go func() { ends <- h.dribble(name, text) }()
	}
	for range 3 {
		if fault := <-ends; fault != "" {
			t.Error(fault)
		}
	}
}

// dribble sends a byte a second until the server ends the connection, and says what is wrong with that.
func (h *hall) dribble(name, text string) string {
	c, err := net.Dial("tcp", h.host)
	if err != nil {
		return err.Error()
	}
	defer c.Close()
	began := time.Now()
	_, _ = io.WriteString(c, text)
	go func() {
		for text != "" && time.Since(began) < 15*time.Second {
			time.Sleep(time.Second)
			if _, err := io.WriteString(c, "x"); err != nil {
				return
			}
		}
	}()
	_ = c.SetReadDeadline(began.Add(15 * time.Second))
	_, _ = io.Copy(io.Discard, c)
	if took := time.Since(began); took > 12*time.Second {
		return fmt.Sprintf("%s: not cut off after %v", name, took)
	}
	return ""
}

// TestOddRequests: a request about the server itself goes through the door like every other, a look at the head of a
// stream ends at once, and a field that comes twice says nothing.
func TestOddRequests(t *testing.T) {
	h := openHall(t)
	ann, host := h.seated("Ann"), h.facilitator()
	for head, want := range map[string]string{"evil.example": " 421 ", h.host: " 405 "} {
		c, err := net.Dial("tcp", h.host)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(c, "OPTIONS * HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n", head)
		got, _ := io.ReadAll(c)
		_ = c.Close()
		if !strings.Contains(string(got), want) || !strings.Contains(string(got), "Content-Security-Policy") {
			t.Errorf("%s: %s", head, got)
		}
	}
	ann.Timeout = 10 * time.Second
	if a := ann.ask("HEAD", "/events", nil); a.StatusCode != 200 || h.Listeners() != 0 {
		t.Errorf("%d, %d listeners", a.StatusCode, h.Listeners())
	}
	host.wants(204, "/admin/next")
	ann.wants(400, "/vote", "q", h.on(), "level", "3", "level", "5")
	ann.wants(409, "/vote", "q", h.on(), "level", "3", "round", "01")
	host.wants(404, "/admin/jump", "to", "")
	if err := h.Do("enter", url.Values{}); Words(err, "en") != "Whose vote is it?" || Words(err, "zh") != "这是谁的评分？" {
		t.Error(Words(err, "en"), Words(err, "zh"))
	}
	if v := h.View(); v.Voted != 0 {
		t.Errorf("%d voted", v.Voted)
	}
}
