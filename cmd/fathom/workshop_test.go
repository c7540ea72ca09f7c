//go:build unix

package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// gathering is `fathom workshop` as a process.
type gathering struct {
	testing.TB
	cmd  *exec.Cmd
	at   map[string]string // what the banner says
	said *strings.Builder
	end  chan error
}

// hold starts a workshop on a file and reads its banner.
func hold(t testing.TB, path string, flags ...string) *gathering {
	t.Helper()
	return holdWith(t, program(t, "."), path, flags...)
}

// holdWith starts it by another program, which runs it.
func holdWith(t testing.TB, fathom, path string, flags ...string) *gathering {
	t.Helper()
	cmd := exec.Command(fathom, append([]string{"workshop", path, "--listen", "127.0.0.1:0",
		"--no-browser", "--no-qr"}, flags...)...)
	cmd.Env = append(os.Environ(), "LC_ALL=C", "FATHOM_LANG=en")
	err, e := cmd.StderrPipe()
	if e != nil {
		t.Fatal(e)
	}
	if e := cmd.Start(); e != nil {
		t.Fatal(e)
	}
	s := &gathering{t, cmd, map[string]string{}, &strings.Builder{}, make(chan error, 1)}
	t.Cleanup(func() { _ = cmd.Process.Kill() })
	lines := bufio.NewScanner(err)
	for s.at["facilitator"] == "" && lines.Scan() {
		fmt.Fprintln(s.said, lines.Text())
		if key, value, ok := strings.Cut(lines.Text(), ": "); ok {
			s.at[key] = value
		}
	}
	go func() {
		for lines.Scan() {
			fmt.Fprintln(s.said, lines.Text())
		}
		s.end <- cmd.Wait()
	}()
	return s
}

// base is the address of the server.
func (s *gathering) base() string {
	u, err := url.Parse(s.at["screen"])
	if err != nil || u.Host == "" {
		s.Fatalf("no address in\n%s", s.said)
	}
	return "http://" + u.Host
}

// exits wants the program to end with a code in time, and its port to be closed.
func (s *gathering) exits(code int) {
	s.Helper()
	began := time.Now()
	select {
	case <-s.end:
	case <-time.After(10 * time.Second):
		s.Fatal("does not end")
	}
	if took := time.Since(began); took > 5*time.Second {
		s.Errorf("took %v to end", took)
	}
	if got := s.cmd.ProcessState.ExitCode(); got != code {
		s.Errorf("exit code %d, want %d\n%s", got, code, s.said)
	}
	if c, err := net.Dial("tcp", strings.TrimPrefix(s.base(), "http://")); err == nil {
		c.Close()
		s.Error("the port is open")
	}
}

// visitor is a phone, or the browser of the facilitator.
type visitor struct {
	*gathering
	http.Client
}

func (s *gathering) visitor() *visitor {
	jar, _ := cookiejar.New(nil)
	return &visitor{s, http.Client{Jar: jar, Timeout: 10 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// send posts a form, and wants a status.
func (v *visitor) send(code int, path string, pairs ...string) {
	v.Helper()
	fields := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		fields.Add(pairs[i], pairs[i+1])
	}
	resp, err := v.Client.PostForm(v.base()+path, fields)
	if err != nil {
		v.Fatal(err)
	}
	defer resp.Body.Close()
	text, _ := io.ReadAll(resp.Body)
	if resp.StatusCode != code {
		v.Fatalf("POST %s %v: %d %s, want %d", path, pairs, resp.StatusCode, text, code)
	}
}

// page is the text of a page.
func (v *visitor) page(path string) string {
	v.Helper()
	resp, err := v.Client.Get(v.base() + path)
	if err != nil {
		v.Fatal(err)
	}
	defer resp.Body.Close()
	text, _ := io.ReadAll(resp.Body)
	return string(text)
}

var criterionInForm = regexp.MustCompile(`name="q" value="([^"]+)"`)

// question is the criterion on the phone.
func (v *visitor) question() string {
	v.Helper()
	m := criterionInForm.FindStringSubmatch(v.page("/"))
	if m == nil {
		v.Fatal("no question on the page")
	}
	return m[1]
}

func (s *gathering) phone(name string) *visitor {
	s.Helper()
	v := s.visitor()
	v.send(303, "/join", "code", s.at["join code"], "name", name)
	return v
}

func (s *gathering) host() *visitor {
	s.Helper()
	v := s.visitor()
	_, key, _ := strings.Cut(s.at["facilitator"], "#k=")
	v.send(303, "/host", "k", key)
	return v
}

// TestWorkshop plays a whole session: eight people, six criteria, two rounds, one phone that is dropped, and one person
// without a phone; then the report is made of it.
func TestWorkshop(t *testing.T) {
	path := filepath.Join(t.TempDir(), "henan.yaml")
	s := hold(t, path, "--depth", "quick", "--minutes", "9")
	host := s.host()
	var phones []*visitor
	for _, name := range []string{"李娜", "Ann", "Bo", "Chen", "Dan", "Eva", "Fritz", "Gao"} {
		phones = append(phones, s.phone(name))
	}
	for k := range 6 {
		host.send(204, "/admin/next")
		q := phones[0].question()
		for i, p := range phones[:8-k/5] { // the last phone is dropped at the end
			p.send(204, "/vote", "q", q, "level", fmt.Sprint(1+(i+k)%5), "note", fmt.Sprintf("note %d", i))
		}
		host.send(204, "/admin/enter", "q", q, "name", "Old Wang", "level", "3")
		host.send(204, "/admin/reveal", "q", q)
		if k%2 == 0 {
			host.send(204, "/admin/again")
			for _, p := range phones[:4] {
				p.send(204, "/vote", "q", q, "round", "2", "level", "3")
			}
			host.send(204, "/admin/reveal", "q", q, "round", "2")
		}
		host.send(204, "/admin/agree", "q", q, "level", "3", "note", "as talked about")
	}
	host.send(204, "/admin/end")
	s.exits(exitOK)
	if !strings.Contains(s.said.String(), "fathom report") {
		t.Errorf("what is next is not said:\n%s", s.said)
	}
	left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".*"))
	if len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	out, err := exec.Command(program(t, "."), "report", path, "--lang", "en").CombinedOutput()
	if err != nil || !strings.Contains(string(out), "9 raters") {
		t.Errorf("the report (%v):\n%s", err, out)
	}
}

// TestWorkshopIsKilled: a vote that was confirmed is there when the program is started again, at the same address if it
// may choose, with the same seats and keys.
func TestWorkshopIsKilled(t *testing.T) {
	path := filepath.Join(t.TempDir(), "henan.yaml")
	s := hold(t, path, "--start")
	ann, host := s.phone("Ann"), s.host()
	q := ann.question()
	ann.send(204, "/vote", "q", q, "level", "4")
	_ = s.cmd.Process.Kill()
	<-s.end
	again := hold(t, path, "--start") // the same command: the room stays on its question
	if !strings.Contains(again.said.String(), "going on where the last session stopped: 1 person") {
		t.Errorf("said:\n%s", again.said)
	}
	ann.gathering, host.gathering = again, again
	if page := ann.page("/"); !strings.Contains(page, `value="4" checked`) {
		t.Errorf("the vote is gone:\n%s", page)
	}
	host.send(204, "/admin/reveal", "q", q)
	_ = again.cmd.Process.Signal(os.Interrupt)
	again.exits(exitOK)
	data, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(data), q+": {votes: {ann: 4}}") {
		t.Errorf("%v\n%s", err, data)
	}
}

// TestFileChangedMeanwhile: what somebody wrote into the panel file after a crash is not overwritten, and the votes are
// not lost.
func TestFileChangedMeanwhile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "henan.yaml")
	s := hold(t, path, "--start")
	ann, host := s.phone("Ann"), s.host()
	ann.send(204, "/vote", "q", ann.question(), "level", "4")
	host.send(204, "/admin/reveal")
	var data []byte
	for data == nil { // it is saved right after the reveal
		data, _ = os.ReadFile(path)
	}
	_ = s.cmd.Process.Kill()
	<-s.end
	if err := os.WriteFile(path, []byte(strings.Replace(string(data), "ann: 4", "ann: 1", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	again := hold(t, path)
	<-again.end
	if got := again.cmd.ProcessState.ExitCode(); got != exitFile || !strings.Contains(again.said.String(), "was changed since the workshop") {
		t.Errorf("exit code %d\n%s", got, again.said)
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	third := hold(t, path)
	ann.gathering = third
	if page := ann.page("/"); !strings.Contains(page, "Your vote: 4") {
		t.Errorf("the vote is gone:\n%s", page)
	}
}

// TestWorkshopEnds: each way to end saves, says so, and has its code.
func TestWorkshopEnds(t *testing.T) {
	for name, c := range map[string]struct {
		signals []os.Signal
		code    int
		kept    bool // the journal stays, to go on with
	}{
		"Ctrl-C":             {[]os.Signal{os.Interrupt}, exitOK, false},
		"Ctrl-C twice":       {[]os.Signal{os.Interrupt, os.Interrupt}, exitOK, false},
		"a signal":           {[]os.Signal{syscall.SIGTERM}, exitTerminate, false},
		"from timeout":       {[]os.Signal{syscall.SIGTERM, syscall.SIGTERM}, exitTerminate, false},
		"the terminal is go": {[]os.Signal{syscall.SIGHUP}, exitHangup, true},
	} {
		path := filepath.Join(t.TempDir(), "henan.yaml")
		s := hold(t, path, "--start")
		ann := s.phone("Ann")
		q := ann.question()
		ann.send(204, "/vote", "q", q, "level", "4")
		for _, signal := range c.signals {
			_ = s.cmd.Process.Signal(signal)
		}
		s.exits(c.code)
		if _, err := os.Stat(filepath.Join(filepath.Dir(path), ".henan.yaml.votes")); (err == nil) != c.kept {
			t.Errorf("%s: the journal: %v", name, err)
		}
		if data, err := os.ReadFile(path); !c.kept && (err != nil || !strings.Contains(string(data), "ann: 4")) {
			t.Errorf("%s: %v\n%s", name, err, data)
		}
	}
}

// TestTwoWorkshops: one file, one workshop; the second says who has it.
func TestTwoWorkshops(t *testing.T) {
	path := filepath.Join(t.TempDir(), "henan.yaml")
	s := hold(t, path)
	second := hold(t, path)
	<-second.end
	if got := second.cmd.ProcessState.ExitCode(); got != exitFile || !strings.Contains(second.said.String(), "is open in another session") {
		t.Errorf("exit code %d\n%s", got, second.said)
	}
	_ = s.cmd.Process.Signal(syscall.SIGTERM)
	s.exits(exitTerminate)
}

// TestWorkshopFaults: what cannot be a workshop is refused before anybody can join.
func TestWorkshopFaults(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	alone := write("alone.yaml", "format: fathom.answers/1\nrubric: {id: channel-team, version: 1.1.0}\nsubject: {id: x}\ndate: 2026-11-20\nrater: {id: ann}\nanswers:\n  goals-strategy/goal-quality: 3\n")
	nameless := write("nameless.yaml", "format: fathom.answers/1\nrubric: {id: channel-team, version: 1.1.0}\nsubject: {id: x}\ndate: 2026-11-20\nraters:\n  - {id: anonymous-1}\nanswers: {}\n")
	table := write("table.csv", "a,b\n1,2\n")
	broken := write("broken.yaml", "format: [")
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	for _, c := range []struct {
		code int
		args []string
		says string
	}{
		{exitUsage, nil, "one panel file"},
		{exitUsage, []string{"a.yaml", "b.yaml"}, "one panel file"},
		{exitUsage, []string{"-"}, "standard input"},
		{exitUsage, []string{"a.yaml", "--lan", "--listen", "127.0.0.1:0"}, "exclude each other"},
		{exitUsage, []string{"a.yaml", "--listen", "0.0.0.0:0"}, "--lan lets phones"},
		{exitUsage, []string{"a.yaml", "--listen", "localhost"}, "write it like 127.0.0.1:0"},
		{exitUsage, []string{"a.yaml", "--listen", "127.0.0.1:99999"}, "write it like 127.0.0.1:0"},
		{exitUsage, []string{"--lan=a.yaml", "a.yaml"}, "--lan a.yaml is no address"},
		{exitUsage, []string{"a.yaml", "--lan=192.168.1.5:99999"}, "write it like 192.168.1.5"},
		{exitUsage, []string{"a.yaml", "--lan", "--public-host", "http://room.test/"}, "write it like room.example"},
		{exitUsage, []string{"a.yaml", "--minutes", "0"}, "too short"},
		{exitUsage, []string{"a.yaml", "--depth", "deep"}, "unknown depth"},
		{exitUsage, []string{"a.yaml", "--seats", "0"}, "1 to 500 seats"},
		{exitUsage, []string{"a.yaml", "--seats", "501"}, "1 to 500 seats"},
		{exitUsage, []string{"a.xlsx"}, "end the name in .yaml or .json"},
		{exitUsage, []string{"a.CSV"}, "end the name in .yaml or .json"},
		{exitUsage, []string{"a.html"}, "end the name in .yaml or .json"},
		{exitInvalid, []string{table}, "table.csv:1"},
		{exitUsage, []string{"a.yaml", "--anonymous", "--raters", "x.csv"}, "has no names"},
		{exitFile, []string{filepath.Join(dir, "no/such/folder/a.yaml")}, "cannot read or write"},
		{exitFile, []string{filepath.Join(dir, "b.yaml"), "--listen", taken.Addr().String()}, "another program has the port"},
		{exitFile, []string{filepath.Join(dir, "b.yaml"), "--lan", "203.0.113.7"}, "cannot listen at 203.0.113.7: this computer has no such address"},
		{exitFile, []string{filepath.Join(dir, "b.yaml"), "--lan", "203.0.113.7", "--lang", "zh"}, "无法在 203.0.113.7 上监听：本机没有这个地址"},
		{exitInvalid, []string{alone}, "one rater, not of a panel"},
		{exitInvalid, []string{nameless, "--anonymous"}, "nobody can be added to that"},
		{exitInvalid, []string{nameless, "--lang", "zh"}, "中途休息时不要结束工作坊"},
		{exitInvalid, []string{broken}, "broken.yaml:2"},
	} {
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		defer cancel()
		cmd := exec.CommandContext(ctx, program(t, "."), append([]string{"workshop", "--lang", "en",
			"--no-browser"}, c.args...)...)
		cmd.Dir = dir
		out, _ := cmd.CombinedOutput()
		if got := cmd.ProcessState.ExitCode(); got != c.code || !strings.Contains(string(out), c.says) {
			t.Errorf("%v: exit code %d, want %d with %q\n%s", c.args, got, c.code, c.says, out)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
