//go:build unix

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"fathom/assess"
	"fathom/assess/workshop"
	"fathom/assess/workshop/journal"
	"fathom/assess/workshop/web"
	"fathom/rubric/channelteam"
)

// BenchmarkWorkshop measures a full room, beside the same number of clients that post to a server which does nothing.
// On a busy machine only what is said as "of a post" means something: so many times as long as those posts took, in
// the same run, under the same load. A room has 500 seats at most; 1,000 phones are two of each person.
func BenchmarkWorkshop(b *testing.B) {
	b.Run("phones=200", func(b *testing.B) { benchWorkshop(b, 200, 1) })
	b.Run("phones=1000", func(b *testing.B) { benchWorkshop(b, 500, 2) })
}

// load is a room that is measured.
type load struct {
	*testing.B
	room   *gathering
	phones crowd
	host   *visitor
	screen <-chan news
	news   []<-chan news // of each phone
	seats  int
	q      string
	round  int

	saved, drawn, told, paged []time.Duration
}

func benchWorkshop(b *testing.B, seats, devices int) {
	path := filepath.Join(b.TempDir(), "henan.yaml")
	prepare(b, path, seats)
	l := &load{B: b, room: hold(b, path, "--start"), seats: seats}
	ctx, cancel := context.WithTimeout(b.Context(), 5*time.Minute)
	defer cancel()
	l.warm()
	before := l.memory()
	l.fill(ctx, devices)
	posts, rate := l.bare(ctx)
	for b.Loop() {
		l.oneRound(ctx)
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(before)/1000, "MB-base")
	b.ReportMetric(float64(l.memory()-before)/float64(len(l.phones)), "kB/phone")
	b.ReportMetric(milliseconds(posts), "ms-post-p99")
	for name, times := range map[string][]time.Duration{
		"saved": l.saved, "on-screen": l.drawn, "revealed": l.told, "page": l.paged,
	} {
		p99 := percentile(times, 0.99)
		b.ReportMetric(milliseconds(p99), "ms-"+name+"-p99")
		b.ReportMetric(float64(p99)/float64(posts), name+"-of-a-post")
	}
	votes := l.stormRate(func(i int, v *visitor) int {
		return v.post("/vote", "q", l.q, "round", strconv.Itoa(l.round), "level", "4")
	})
	b.ReportMetric(votes, "votes/s")
	b.ReportMetric(votes/rate, "votes-of-posts")
}

// warm lets everything happen once that takes memory for good, whoever comes: the pages in both languages, and a round.
// What is counted beyond that is of the phones. Nothing is left of the one who votes here.
func (l *load) warm() {
	l.host = l.room.host()
	v := l.room.phone("Nobody")
	l.q = v.question()
	v.send(204, "/vote", "q", l.q, "level", "3")
	for _, path := range []string{"/?lang=zh", "/?lang=en", "/j/", "/device"} {
		v.page(path)
	}
	l.host.send(204, "/admin/reveal")
	for _, path := range []string{"/screen?lang=zh", "/screen?lang=en", "/host?lang=zh", "/host?lang=en"} {
		l.host.page(path)
	}
	v.page("/")
	l.host.send(204, "/admin/remove", "seat", "s1", "drop", "1")
	l.host.send(204, "/admin/again")
	l.round = 2
}

// prepare begins a room with more seats than usual.
func prepare(b *testing.B, path string, seats int) {
	m := assess.Compile(channelteam.Rubric())
	j, _, err := journal.Open(path, journal.Options{})
	if err != nil {
		b.Fatal(err)
	}
	known := &assess.Assessment{Subject: assess.Subject{ID: "henan"}, Date: "2026-11-20", Panel: true,
		Answers: make([]assess.Answer, m.Len())}
	opened := workshop.Opened{Date: known.Date, Lang: "en", Seats: seats, Rubric: m.Rubric.Digest(), Known: known,
		Keys: web.NewKeys()}
	if err := errors.Join(j.Append(opened), j.Close()); err != nil {
		b.Fatal(err)
	}
}

func milliseconds(d time.Duration) float64 { return d.Seconds() * 1000 }

// fill lets everybody join and listen.
func (l *load) fill(ctx context.Context, devices int) {
	people := l.room.crowd(l.seats, numbered)
	for range devices {
		for _, v := range people {
			v.CloseIdleConnections() // a browser goes on with the connection by which it joined
			other := &visitor{l.room, v.Client}
			other.Transport = &http.Transport{}
			l.phones = append(l.phones, other)
		}
	}
	l.screen = l.host.listen(ctx, "/screen/events")
	l.news = make([]<-chan news, len(l.phones))
	l.phones.each(func(i int, v *visitor) {
		l.news[i] = v.listen(ctx, "/events")
		v.look()
	})
}

// oneRound lets all vote at once, and reveals.
func (l *load) oneRound(ctx context.Context) {
	began := time.Now()
	var watching sync.WaitGroup
	watching.Go(func() { l.watch(ctx, began) })
	l.phones.timed(&l.saved, func(i int, v *visitor) bool {
		status := v.post("/vote", "q", l.q, "round", strconv.Itoa(l.round), "level", strconv.Itoa(1+i%5))
		return status == http.StatusNoContent
	})
	watching.Wait()
	revealed := time.Now()
	watching.Go(func() { l.host.send(204, "/admin/reveal") })
	var mu sync.Mutex
	l.phones.each(func(i int, v *visitor) {
		at, ok := hears(ctx, l.news[i], `"phase":"revealed"`)
		_, loads := v.look()
		if mu.Lock(); ok && loads {
			l.told, l.paged = append(l.told, at.Sub(revealed)), append(l.paged, time.Since(revealed))
		} else {
			l.Errorf("phone %d: told %v, page %v", i+1, ok, loads)
		}
		mu.Unlock()
	})
	watching.Wait()
	l.round++
	l.host.send(204, "/admin/again")
	l.phones.each(func(i int, _ *visitor) { hears(ctx, l.news[i], `"phase":"voting"`) })
}

// watch sees the votes of all seats come to the screen.
func (l *load) watch(ctx context.Context, began time.Time) {
	for seen := 0; seen < l.seats; {
		select {
		case n := <-l.screen:
			var state struct{ Voted, Round int }
			if err := json.Unmarshal([]byte(n.text), &state); err != nil || state.Round != l.round {
				continue
			}
			for ; seen < state.Voted; seen++ {
				l.drawn = append(l.drawn, n.at.Sub(began))
			}
		case <-ctx.Done():
			l.Error("the screen does not show all votes")
			return
		}
	}
}

// timed does something for everybody at once and notes how long each took.
func (c crowd) timed(times *[]time.Duration, do func(int, *visitor) bool) {
	var mu sync.Mutex
	c.each(func(i int, v *visitor) {
		began := time.Now()
		ok, took := do(i, v), time.Since(began)
		mu.Lock()
		defer mu.Unlock()
		if *times = append(*times, took); !ok {
			v.Errorf("phone %d gets no answer, or another", i+1)
		}
	})
}

// bare is how long the posts of as many clients take at a server that does nothing, and how many it answers a second.
func (l *load) bare(ctx context.Context) (p99 time.Duration, rate float64) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		l.Fatal(err)
	}
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		w.WriteHeader(http.StatusNoContent)
	})}
	go func() { _ = server.Serve(listener) }()
	defer server.Close()
	post := func(i int, v *visitor) int {
		resp, err := v.Client.PostForm("http://"+listener.Addr().String(), nil)
		if err != nil {
			return 0
		}
		resp.Body.Close()
		return resp.StatusCode
	}
	var times []time.Duration
	l.phones.each(func(i int, v *visitor) { post(i, v) }) // connects
	for range 5 {
		l.phones.timed(&times, func(i int, v *visitor) bool { return post(i, v) == http.StatusNoContent })
	}
	return percentile(times, 0.99), l.stormRate(post)
}

// stormRate is how many forms a second are answered when everybody sends ten, each as soon as the last was answered.
func (l *load) stormRate(post func(int, *visitor) int) float64 {
	began := time.Now()
	l.phones.each(func(i int, v *visitor) {
		for range 10 {
			if code := post(i, v); code != http.StatusNoContent {
				l.Errorf("phone %d: %d", i+1, code)
			}
		}
	})
	return float64(10*len(l.phones)) / time.Since(began).Seconds()
}

// memory is how many kB the program has in memory; 0 where the system does not tell.
func (l *load) memory() (kB int) {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", l.room.cmd.Process.Pid))
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "VmRSS:") {
			_, _ = fmt.Sscanf(line, "VmRSS: %d", &kB)
		}
	}
	return kB
}
