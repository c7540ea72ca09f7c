//go:build unix

package main

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
)

// patience is how long a test waits for what should come at once: long enough for any machine.
const patience = 20 * time.Second

// session is the program on a pseudo-terminal.
type session struct {
	t    testing.TB
	cmd  *exec.Cmd
	tty  *os.File
	done chan error

	mu   sync.Mutex
	cond *sync.Cond
	out  bytes.Buffer
	seen int // how much of out the test has looked at
}

func startSession(t testing.TB, program string, env []string, args ...string) *session {
	t.Helper()
	s := &session{t: t, cmd: exec.Command(program, args...), done: make(chan error, 1)}
	s.cond = sync.NewCond(&s.mu)
	s.cmd.Env = append(append(os.Environ(), "TERM=xterm-256color", "LC_ALL=", "FATHOM_LANG=", "NO_COLOR=",
		"ACCESSIBLE="), env...)
	tty, err := pty.StartWithSize(s.cmd, &pty.Winsize{Cols: 80, Rows: 24})
	if err != nil {
		t.Skipf("no pseudo-terminal: %v", err)
	}
	s.tty = closable(t, tty)
	go s.listen()
	t.Cleanup(func() { _ = s.cmd.Process.Kill(); _ = s.tty.Close() })
	return s
}

// closable makes a terminal that Close hangs up even while somebody reads from it.
func closable(t testing.TB, tty *os.File) *os.File {
	t.Helper()
	fd, err := syscall.Dup(int(tty.Fd()))
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.SetNonblock(fd, true); err != nil {
		t.Fatal(err)
	}
	_ = tty.Close()
	return os.NewFile(uintptr(fd), tty.Name())
}

// listen hears all that the program prints. Linux may tell of the end before the last of it has come: a reader that is
// held up between looking for something to read and asking whether the other side is closed gets EIO, and what was
// written in between is there when it reads again. When the program has ended, nothing is written any more.
func (s *session) listen() {
	s.hear()
	err := s.cmd.Wait()
	s.hear()
	s.done <- err
}

// hear reads until there is an error.
func (s *session) hear() {
	buf := make([]byte, 4096)
	for err := error(nil); err == nil; {
		var n int
		n, err = s.tty.Read(buf)
		s.mu.Lock()
		s.out.Write(buf[:n])
		s.cond.Broadcast()
		s.mu.Unlock()
	}
}

// wants waits for a text after everything that was waited for before.
func (s *session) wants(text string) {
	s.t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	late := false
	timer := time.AfterFunc(patience, func() {
		s.mu.Lock() // not between a look at the time and the wait for it
		defer s.mu.Unlock()
		late = true
		s.cond.Broadcast()
	})
	defer timer.Stop()
	for {
		rest := s.out.Bytes()[s.seen:]
		if i := bytes.Index(rest, []byte(text)); i >= 0 {
			s.seen += i + len(text)
			return
		}
		if late {
			s.t.Fatalf("no %q in %q", text, rest)
		}
		s.cond.Wait()
	}
}

func (s *session) types(keys string) {
	if _, err := io.WriteString(s.tty, keys); err != nil {
		s.t.Error(err)
	}
}

// ends waits for the end and returns the exit code.
func (s *session) ends() int {
	s.t.Helper()
	select {
	case <-s.done:
		return s.cmd.ProcessState.ExitCode()
	case <-time.After(patience):
		s.t.Fatal("does not end")
		return 0
	}
}

func (s *session) printed() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.out.String()
}
