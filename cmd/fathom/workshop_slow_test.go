//go:build unix

package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestWorkshopCrowd: a hall of 200 behind one address joins by the picture, though somebody there has tried codes until
// no more are taken. Who sends half a form, or never reads, holds up nobody, and not the end either.
func TestWorkshopCrowd(t *testing.T) {
	s := hold(t, filepath.Join(t.TempDir(), "henan.yaml"), "--start")
	guesser := s.visitor()
	for try, code := 0, 0; code != http.StatusTooManyRequests; try++ {
		if code = guesser.post("/join", "code", "XXXXXX"); try > 60 {
			t.Fatal("codes can be tried for ever")
		}
	}
	if code := guesser.post("/join", "code", s.at["join code"]); code != http.StatusTooManyRequests {
		t.Errorf("the right code among too many wrong ones: %d", code)
	}
	people := s.crowd(200, numbered)
	for _, v := range people[:20] {
		s.stuck(v)
	}
	q := people[0].question()
	people.each(func(i int, v *visitor) {
		if code := v.post("/vote", "q", q, "level", fmt.Sprint(1+i%5)); code != http.StatusNoContent {
			t.Errorf("person %d: %d", i+1, code)
		}
	})
	s.host().send(204, "/admin/reveal", "q", q)
	if page := people[0].page("/"); strings.Count(page, `<td class="count">40</td>`) != 5 {
		t.Errorf("not 40 votes each:\n%s", page)
	}
	_ = s.cmd.Process.Signal(syscall.SIGTERM)
	s.exits(exitTerminate)
}

// stuck opens connections of somebody whose phone hangs: it sends half a form, asks for page after page and reads none,
// and listens without reading.
func (s *gathering) stuck(v *visitor) {
	s.Helper()
	u := strings.TrimPrefix(s.base(), "http://")
	cookies := ""
	if r, err := http.NewRequest(http.MethodGet, s.base()+"/", nil); err == nil {
		for _, c := range v.Jar.Cookies(r.URL) {
			cookies += c.Name + "=" + c.Value + "; "
		}
	}
	head := "Host: " + u + "\r\nCookie: " + cookies + "\r\n"
	for _, text := range []string{
		"POST /vote HTTP/1.1\r\n" + head + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 500\r\n\r\nq=",
		strings.Repeat("GET / HTTP/1.1\r\n"+head+"\r\n", 200),
		"GET /events HTTP/1.1\r\n" + head + "\r\n",
	} {
		c, err := net.Dial("tcp", u)
		if err != nil {
			s.Fatal(err)
		}
		_ = c.(*net.TCPConn).SetReadBuffer(4096)
		s.Cleanup(func() { c.Close() })
		go func() { _, _ = io.WriteString(c, text) }()
	}
}
