//go:build unix

package main

import (
	"context"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestPortBefore: a workshop that goes on is where its phones look for it. When another program has the port by then,
// it says so and does not open elsewhere unseen; who asks for another port, or for any, gets it, and is told what to
// do.
func TestPortBefore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "henan.json")
	s := hold(t, path, "--start")
	ann, at := s.phone("Ann"), strings.TrimPrefix(s.base(), "http://")
	q := ann.question()
	ann.send(204, "/vote", "q", q, "level", "4")
	s.kill()
	if again := hold(t, path); again.base() != "http://"+at {
		t.Errorf("at %s, and was at %s", again.base(), at)
	} else {
		again.kill()
	}
	taken, err := net.Listen("tcp", at)
	if err != nil {
		t.Skip(err) // somebody has it by chance
	}
	_, port, _ := net.SplitHostPort(at)
	for lang, says := range map[string]string{"en": "phones of this workshop look for it at port " + port, "zh": "手机要连端口 " + port} {
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		defer cancel()
		cmd := exec.CommandContext(ctx, program(t, "."), "workshop", path, "--no-browser", "--lang", lang)
		out, _ := cmd.CombinedOutput()
		if code := cmd.ProcessState.ExitCode(); code != exitFile || !strings.Contains(string(out), says) {
			t.Errorf("exit code %d\n%s", code, out)
		}
	}
	any := hold(t, path)
	if any.base() == "http://"+at || !strings.Contains(any.said.String(), "was at port "+port+" before: everybody has to open") {
		t.Errorf("at %s\n%s", any.base(), any.said)
	}
	ann.gathering = any
	if page, _ := ann.look(); page.checked != "4" {
		t.Error("the vote is gone")
	}
	any.kill()
	_ = taken.Close()
	back := hold(t, path)
	if back.base() != "http://"+at {
		t.Errorf("at %s, and was at %s", back.base(), at)
	}
	_ = back.cmd.Process.Signal(os.Interrupt)
	back.exits(exitOK)
	holds(t, path, q+`": {"votes": {"ann": 4}}`)
}

// TestSeatsFlag: as many people get in as the facilitator says.
func TestSeatsFlag(t *testing.T) {
	s := hold(t, filepath.Join(t.TempDir(), "henan.yaml"), "--seats", "2")
	s.phone("Ann")
	s.phone("Bo")
	s.visitor().send(409, "/join", "code", s.at["join code"], "name", "Cy")
	_ = s.cmd.Process.Signal(syscall.SIGTERM)
	s.exits(exitTerminate)
}
