package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os/exec"
	"regexp"
	"strings"
	"time"

	"fathom/rubric/say"
)

// workshop is `fathom workshop` as a process, and the facilitator's browser.
type workshop struct {
	cmd   *exec.Cmd
	at    map[string]string // what the program says first
	code  string            // to join
	base  string            // the address
	lines *bufio.Scanner
	host  *phone
}

// open starts a workshop on a panel file, of six criteria.
func open(fathom, path string, lang say.Language) (*workshop, error) {
	w := &workshop{cmd: exec.Command(fathom, "workshop", path, "--depth", "quick", "--minutes", "9",
		"--lang", string(lang), "--listen", "127.0.0.1:0", "--no-browser", "--no-qr"), at: map[string]string{}}
	said, err := w.cmd.StderrPipe()
	if err != nil {
		return nil, err
	}
	if err := w.cmd.Start(); err != nil {
		return nil, err
	}
	w.lines = bufio.NewScanner(said)
	var all []string
	facilitator := lang.Say("facilitator", "主持人")
	for w.at[facilitator] == "" && w.lines.Scan() {
		all = append(all, w.lines.Text())
		if name, value, ok := strings.Cut(w.lines.Text(), lang.Say(": ", "：")); ok {
			w.at[name] = value
		}
	}
	w.code, w.base = w.at[lang.Say("join code", "加入码")], strings.TrimSuffix(w.at[lang.Say("screen", "大屏幕")], "/screen")
	_, key, ok := strings.Cut(w.at[facilitator], "#k=")
	if !ok {
		return nil, errors.Join(errors.New(strings.Join(all, "\n")), w.cmd.Wait())
	}
	w.host = w.phone()
	return w, w.host.send("/host", "k", key)
}

// over waits until the program has saved all and ended.
func (w *workshop) over() error {
	for w.lines.Scan() {
	}
	err := w.cmd.Wait()
	w.cmd = nil
	return err
}

// close ends a program that is still there, because something went wrong.
func (w *workshop) close(err error) error {
	if w.cmd != nil {
		return errors.Join(err, w.cmd.Process.Kill(), w.over())
	}
	return err
}

// phone is a browser: it keeps its cookie.
type phone struct {
	http.Client
	base string
}

func (w *workshop) phone() *phone {
	jar, _ := cookiejar.New(nil) // never fails without options
	return &phone{http.Client{Jar: jar, Timeout: time.Minute,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }},
		w.base}
}

// send posts a form.
func (p *phone) send(path string, pairs ...string) error {
	fields := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		fields.Set(pairs[i], pairs[i+1])
	}
	resp, err := p.PostForm(p.base+path, fields)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if resp.StatusCode >= http.StatusBadRequest {
		return fmt.Errorf("%s: %s %s", path, resp.Status, text)
	}
	return err
}

// page is the text of a page.
func (p *phone) page(path string) (string, error) {
	resp, err := p.Get(p.base + path)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s", path, resp.Status)
	}
	return string(text), err
}

// act presses a button of the facilitator.
func (w *workshop) act(what string, pairs ...string) error {
	return w.host.send("/admin/"+what, pairs...)
}

var (
	criterion = regexp.MustCompile(`name="q" value="([^"]+)"`)
	round     = regexp.MustCompile(`name="round" value="([^"]+)"`)
	title     = regexp.MustCompile(`<title>([^<]*)</title>`)
)

// vote has each phone save a vote, as its page has the form.
func (w *workshop) vote(phones []*phone, votes string, lang say.Language) error {
	for i, p := range phones {
		if votes[i] == '-' {
			continue
		}
		page, err := p.page("/")
		if err != nil {
			return err
		}
		q, r := criterion.FindStringSubmatch(page), round.FindStringSubmatch(page)
		if q == nil || r == nil {
			return errors.New("no question on the phone")
		}
		level, reason := votes[i:i+1], ""
		switch level {
		case "?":
			level = "unknown"
		case "n":
			level, reason = "na", lang.Say("I have nothing to do with it", "这一块不归我管")
		}
		if err := p.send("/vote", "q", q[1], "round", r[1], "level", level, "reason", reason); err != nil {
			return err
		}
	}
	return nil
}

// result is one line of what /results tells.
type result struct {
	Level int
	State string
	Votes int
}

// shown is how the votes of a round fell.
func (w *workshop) shown(lang say.Language) (string, error) {
	text, err := w.host.page("/results")
	if err != nil {
		return "", err
	}
	var all struct{ Results []result }
	if err := json.Unmarshal([]byte(text), &all); err != nil {
		return "", err
	}
	var fell []string
	for _, r := range all.Results {
		word := fmt.Sprint(r.Level)
		switch r.State {
		case "unknown":
			word = lang.Say("don't know", "不知道")
		case "na":
			word = lang.Say("N/A", "不适用")
		}
		if r.Votes > 0 {
			fell = append(fell, fmt.Sprintf("%s ×%d", word, r.Votes))
		}
	}
	return strings.Join(fell, lang.Say(", ", "，")), nil
}

// asks is the name of the criterion on a phone.
func (p *phone) asks(lang say.Language) (string, error) {
	page, err := p.page("/?lang=" + string(lang))
	if err != nil {
		return "", err
	}
	name := title.FindStringSubmatch(page)
	if name == nil {
		return "", errors.New("a page without a title")
	}
	return html.UnescapeString(name[1]), nil
}
