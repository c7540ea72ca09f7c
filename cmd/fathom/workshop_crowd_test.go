//go:build unix

package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// crowd are people whose phones speak as the program's own script does, each over connections of its own.
type crowd []*visitor

// crowd lets people join with the secret of the QR picture, all at once, and wants everybody in.
func (s *gathering) crowd(n int, name func(int) string) crowd {
	s.Helper()
	_, secret, _ := strings.Cut(s.at["join"], "/j/")
	people := make(crowd, n)
	for i := range people {
		people[i] = s.visitor()
		people[i].Transport = &http.Transport{}
	}
	people.each(func(i int, v *visitor) {
		if code := v.post("/join", "code", secret, "name", name(i)); code != http.StatusSeeOther {
			s.Errorf("person %d is not let in: %d", i+1, code)
		}
	})
	return people
}

// each does something for everybody at once.
func (c crowd) each(do func(int, *visitor)) {
	var all sync.WaitGroup
	for i, v := range c {
		all.Go(func() { do(i, v) })
	}
	all.Wait()
}

// post sends a form and returns the status; 0 where no answer came.
func (v *visitor) post(path string, pairs ...string) int {
	fields := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		fields.Add(pairs[i], pairs[i+1])
	}
	resp, err := v.Client.PostForm(v.base()+path, fields)
	if err != nil {
		return 0
	}
	defer resp.Body.Close()
	_, _ = io.Copy(io.Discard, resp.Body)
	return resp.StatusCode
}

// seen is the page of a phone.
type seen struct {
	q, round string // "" where there is no form
	checked  string // the vote that is on it
}

var fieldsOfForm = regexp.MustCompile(`name="(q|round)" value="([^"]+)"|name="level" value="([^"]+)" checked`)

// look is what is on the phone, ok where an answer came.
func (v *visitor) look() (s seen, ok bool) {
	resp, err := v.Client.Get(v.base() + "/")
	if err != nil {
		return s, false
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	for _, m := range fieldsOfForm.FindAllStringSubmatch(string(text), -1) {
		switch m[1] {
		case "q":
			s.q = m[2]
		case "round":
			s.round = m[2]
		default:
			s.checked = m[3]
		}
	}
	return s, err == nil
}

// news is what a page hears, and when.
type news struct {
	text string
	at   time.Time
}

// listen hears what a stream says until it ends, or the test does. The channel has room for all that a test makes
// happen.
func (v *visitor) listen(ctx context.Context, path string) <-chan news {
	v.Helper()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, v.base()+path, nil)
	if err != nil {
		v.Fatal(err)
	}
	client := v.Client
	client.Timeout = 0
	resp, err := client.Do(r)
	if err != nil || resp.StatusCode != http.StatusOK {
		v.Errorf("%s: %v %v", path, resp, err)
		return nil
	}
	out := make(chan news, 10_000)
	go func() {
		defer resp.Body.Close()
		defer close(out)
		for lines := bufio.NewScanner(resp.Body); lines.Scan(); {
			if text, is := strings.CutPrefix(lines.Text(), "data: "); is {
				out <- news{text, time.Now()}
			}
		}
	}()
	return out
}

// hears waits for news that has a text, and returns when it came.
func hears(ctx context.Context, from <-chan news, text string) (at time.Time, ok bool) {
	for {
		select {
		case n, more := <-from:
			if !more {
				return at, false
			}
			if strings.Contains(n.text, text) {
				return n.at, true
			}
		case <-ctx.Done():
			return at, false
		}
	}
}

// percentile is the time that a share of all stay below.
func percentile(times []time.Duration, share float64) time.Duration {
	if len(times) == 0 {
		return 0
	}
	slices.Sort(times)
	return times[min(len(times)-1, int(share*float64(len(times))))]
}

// numbered is the name of the i-th person.
func numbered(i int) string { return "P" + strconv.Itoa(i+1) }
