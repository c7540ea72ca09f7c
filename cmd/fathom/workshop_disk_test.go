//go:build unix

package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"fathom/assess/answerfile/disk"
	"fathom/assess/answerfile/disk/faulty"
)

// inside is `fathom workshop` in the process of the test, on a disk that can refuse things.
type inside struct {
	*gathering
	code chan int
	mu   sync.Mutex
	text strings.Builder
}

// holdOn starts a workshop on a disk, and waits until somebody can join, or it has ended.
func holdOn(t *testing.T, d disk.Disk, path string, flags ...string) *inside {
	t.Helper()
	read, write := io.Pipe()
	s := &inside{gathering: &gathering{TB: t, at: map[string]string{}}, code: make(chan int, 1)}
	a := app{in: strings.NewReader(""), out: io.Discard, err: write, disk: d, getenv: func(string) string { return "" }}
	go func() {
		args := []string{"workshop", path, "--lang", "en", "--listen", "127.0.0.1:0", "--no-browser"}
		code := a.run(append(args, flags...))
		write.Close()
		s.code <- code
	}()
	open := make(chan bool)
	go s.listen(read, open)
	<-open
	return s
}

func (s *inside) listen(read io.Reader, open chan bool) {
	defer func() {
		if s.at["facilitator"] == "" {
			close(open)
		}
	}()
	for lines := bufio.NewScanner(read); lines.Scan(); {
		s.mu.Lock()
		fmt.Fprintln(&s.text, lines.Text())
		s.mu.Unlock()
		key, value, _ := strings.Cut(lines.Text(), ": ")
		if s.at["facilitator"] == "" {
			if s.at[key] = value; key == "facilitator" {
				close(open)
			}
		}
	}
}

// tells reports whether the terminal comes to say something.
func (s *inside) tells(text string) bool {
	for range 500 {
		s.mu.Lock()
		said := s.text.String()
		s.mu.Unlock()
		if strings.Contains(said, text) {
			return true
		}
		time.Sleep(10 * time.Millisecond)
	}
	return false
}

// ends wants an exit code.
func (s *inside) ends(code int) {
	s.Helper()
	select {
	case got := <-s.code:
		if got != code {
			s.Errorf("exit code %d, want %d\n%s", got, code, s.text.String())
		}
	case <-time.After(20 * time.Second):
		s.Fatal("does not end")
	}
}

// interrupt is Ctrl-C at the terminal.
func (s *inside) interrupt() {
	if err := syscall.Kill(os.Getpid(), syscall.SIGINT); err != nil {
		s.Fatal(err)
	}
}

// holds wants a text in a file.
func holds(t *testing.T, path, text string) {
	t.Helper()
	if data, err := os.ReadFile(path); err != nil || !strings.Contains(string(data), text) {
		t.Errorf("%s lacks %q (%v):\n%s", path, text, err, data)
	}
}

// TestDiskIsFull: while the disk takes nothing, no vote is confirmed and the facilitator is told; when there is room
// again the room goes on by itself. Ended while it is full, the workshop keeps all votes that it confirmed, and says
// where; started again it has them.
func TestDiskIsFull(t *testing.T) {
	path := filepath.Join(t.TempDir(), "henan.yaml")
	d := &faulty.Disk{}
	s := holdOn(t, d, path, "--start")
	ann, bo, host := s.phone("Ann"), s.phone("Bo"), s.host()
	q := ann.question()
	ann.send(204, "/vote", "q", q, "level", "4")
	d.Refuse(syscall.ENOSPC, "WriteAt", "Write", "CreateTemp", "Truncate")
	bo.send(503, "/vote", "q", q, "level", "2")
	host.send(503, "/admin/reveal", "q", q)
	if !s.tells("the disk is full") || !strings.Contains(host.page("/host"), "the disk is full") {
		t.Errorf("the facilitator is not told:\n%s", s.text.String())
	}
	d.Refuse(nil)
	bo.send(204, "/vote", "q", q, "level", "2")
	if !s.tells("votes can be kept again") {
		t.Errorf("that there is room again is not told:\n%s", s.text.String())
	}
	d.Refuse(syscall.ENOSPC, "WriteAt", "Write", "CreateTemp")
	ann.send(503, "/vote", "q", q, "level", "1")
	s.interrupt()
	s.ends(exitFile)
	if !s.tells("all votes are in ") {
		t.Errorf("where the votes are is not told:\n%s", s.text.String())
	}
	d.Refuse(nil)
	s = holdOn(t, d, path, "--start")
	s.interrupt()
	s.ends(exitOK)
	holds(t, path, q+": {votes: {ann: 4, bo: 2}}")
}

// TestPanelCannotBeSaved: the end was written down but the panel file could not be saved. Started again when there is
// room, the workshop saves it and is over.
func TestPanelCannotBeSaved(t *testing.T) {
	path := filepath.Join(t.TempDir(), "henan.yaml")
	d := &faulty.Disk{}
	s := holdOn(t, d, path, "--start")
	ann, host := s.phone("Ann"), s.host()
	q := ann.question()
	ann.send(204, "/vote", "q", q, "level", "4")
	d.Refuse(syscall.ENOSPC, "Write", "CreateTemp")
	host.send(503, "/admin/end")
	s.ends(exitFile)
	if !s.tells("all votes are in ") {
		t.Errorf("where the votes are is not told:\n%s", s.text.String())
	}
	d.Refuse(nil)
	s = holdOn(t, d, path, "--start")
	s.ends(exitOK)
	holds(t, path, q+": {votes: {ann: 4}}")
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// TestStartAgain: the same command line after a crash goes on with the same criterion, though it says --start.
func TestStartAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "henan.yaml")
	s := hold(t, path, "--start")
	ann := s.phone("Ann")
	q := ann.question()
	ann.send(204, "/vote", "q", q, "level", "4")
	_ = s.cmd.Process.Kill()
	<-s.end
	ann.gathering = hold(t, path, "--start")
	if page := ann.page("/"); ann.question() != q || !strings.Contains(page, `value="4" checked`) {
		t.Errorf("it is at %s, and was at %s", ann.question(), q)
	}
}

// TestStartAgainOnBareFile: a panel file that nobody had joined yet is the same after a crash.
func TestStartAgainOnBareFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "henan.yaml")
	text := "format: fathom.answers/1\nrubric: {id: channel-team, version: 1.1.0}\nsubject: {id: henan}\ndate: 2026-11-20\n" +
		"answers:\n  goals-strategy/goal-quality: 3\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	hold(t, path, "--start").kill()
	s := hold(t, path, "--start")
	if _, ok := s.at["facilitator"]; !ok {
		t.Error(s.said)
	}
	s.kill()
}

// TestWorkshopEveryCall: whichever call of the disk fails in a session, whatever was confirmed is in the panel file in
// the end, perhaps after the program was started again, and nothing is left behind.
func TestWorkshopEveryCall(t *testing.T) {
	for n := 1; ; n++ {
		path := filepath.Join(t.TempDir(), "henan.yaml")
		d := &faulty.Disk{}
		d.Break(n, syscall.ENOSPC)
		s := holdOn(t, d, path, "--start")
		for s.at["facilitator"] == "" { // it tells what is wrong, and does not start
			s.ends(exitFile)
			s = holdOn(t, d, path, "--start")
		}
		first, second := s.play()
		if code := <-s.code; code != exitOK {
			if code != exitFile || !d.Failed || !s.tells("all votes are in ") && !s.tells(".votes") {
				t.Fatalf("call %d, %s: exit code %d\n%s", n, d.Call, code, s.text.String())
			}
			s = holdOn(t, d, path, "--start")
			s.ends(exitOK)
		}
		holds(t, path, first+": {votes: {ann: 4}, level: 3}")
		holds(t, path, second+": {votes: {ann: 2}}")
		if left := folder(t, filepath.Dir(path)); left != "henan.yaml" && !(d.Call == "Remove" && left == ".henan.yaml.lock henan.yaml") {
			t.Errorf("call %d, %s: left %s", n, d.Call, left)
		}
		if t.Failed() {
			t.Fatalf("call %d, %s:\n%s", n, d.Call, s.text.String())
		}
		if !d.Failed {
			return
		}
	}
}

// play is a short session with two criteria.
func (s *inside) play() (first, second string) {
	ann, host := s.visitor(), s.visitor()
	_, key, _ := strings.Cut(s.at["facilitator"], "#k=")
	s.insists(ann, 303, "/join", "code", s.at["join code"], "name", "Ann")
	s.insists(host, 303, "/host", "k", key)
	if page, _ := ann.look(); page.q == "" { // --start could not be kept, and the terminal says so
		s.insists(host, 204, "/admin/next")
	}
	first = ann.question()
	s.insists(ann, 204, "/vote", "q", first, "level", "4")
	s.insists(host, 204, "/admin/reveal", "q", first)
	s.insists(host, 204, "/admin/agree", "q", first, "level", "3")
	s.insists(host, 204, "/admin/next")
	second = ann.question()
	s.insists(ann, 204, "/vote", "q", second, "level", "2")
	if code := host.post("/admin/end"); code == 503 { // the program may end while it answers
		_ = host.post("/admin/end")
	}
	return first, second
}

// insists sends a form again as long as it cannot be kept, as phones do. What was done while the panel file could not
// be saved has a status of its own.
func (s *inside) insists(v *visitor, want int, path string, pairs ...string) {
	s.Helper()
	code := 503
	for try := 0; code == 503 && try < 5; try++ {
		code = v.post(path, pairs...)
	}
	if code == 200 && want == 204 && s.tells("the panel file could not be saved") {
		code = want
	}
	if code != want {
		s.Fatalf("%s: %d, want %d\n%s", path, code, want, s.text.String())
	}
}
