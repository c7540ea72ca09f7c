//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// watched runs the program in a folder and returns its calls for sockets.
func watched(t *testing.T, dir string, args ...string) (calls string, cmd *exec.Cmd) {
	t.Helper()
	calls = filepath.Join(t.TempDir(), "calls")
	traced := []string{"-f", "-qq", "-e", "trace=%network", "-o", calls, program(t, ".")}
	cmd = exec.Command("strace", append(traced, args...)...)
	cmd.Dir = dir
	return calls, cmd
}

func needStrace(t *testing.T) {
	t.Helper()
	if err := exec.Command("strace", "-qq", "-o", os.DevNull, "true").Run(); err != nil {
		t.Skipf("left out: strace cannot watch here: %v", err)
	}
}

// quiet are command lines of every command but the workshop, each of which does its work.
func quiet() []string {
	return []string{"version", "demo demo", "rubric show", "rubric coverage", "rubric new own.yaml", "rubric lint", "rubric export own",
		"rubric diff builtin builtin", "assess new.yaml --accessible --name X --stage growth --sector fmcg-distributor --depth quick",
		"score a.yaml", "report a.yaml -f html=gap.html -f xlsx=gap.xlsx", "check a.yaml --min-overall 1", "compare a.yaml a.yaml",
		"explain a.yaml roles/overlap-control", "merge a.yaml", "plan a.yaml", "portfolio a.yaml", "form export -o form.xlsx",
		"form import form.xlsx -o in", "form mapping form.xlsx", "schema answers", "completion bash", "help", "merge --help"}
}

// TestNoSockets: no command but the workshop asks the system for a socket.
func TestNoSockets(t *testing.T) {
	needStrace(t)
	dir := t.TempDir()
	put(t, filepath.Join(dir, "a.yaml"), get(t, filepath.Join(root, "rubric/channelteam/samples/henan-fmcg.yaml")))
	tried := map[string]bool{}
	for _, line := range quiet() {
		args := strings.Fields(line)
		tried[args[0]] = true
		calls, cmd := watched(t, dir, args...)
		cmd.Stdin = strings.NewReader("3\nq\n")
		out, err := cmd.CombinedOutput()
		if cmd.ProcessState.ExitCode() == exitUsage {
			t.Errorf("%s: %v\n%s", line, err, out)
		}
		if text := get(t, calls); strings.Contains(text, "(") {
			t.Errorf("%s:\n%s", line, text)
		}
	}
	a := app{lang: "en", getenv: func(string) string { return "" }}
	for _, c := range a.rootCommand().Commands() {
		if !tried[c.Name()] && c.Name() != "workshop" {
			t.Errorf("%s is not tried", c.Name())
		}
	}
}

var listens = regexp.MustCompile(`(?m) listen\(`)

// TestOneListener: a workshop listens at its address and calls nobody, while somebody joins and votes.
func TestOneListener(t *testing.T) {
	needStrace(t)
	calls := filepath.Join(t.TempDir(), "calls")
	fathom := script(t, "exec strace -f -qq -e trace=%network -o '"+calls+"' '"+program(t, ".")+"' \"$@\"\n")
	s := holdWith(t, fathom, filepath.Join(t.TempDir(), "henan.yaml"), "--start")
	ann := s.phone("Ann")
	ann.send(204, "/vote", "q", ann.question(), "level", "4")
	s.host().send(204, "/admin/end")
	s.exits(exitOK)
	text := get(t, calls)
	if n := len(listens.FindAllString(text, -1)); n != 1 {
		t.Errorf("it listens %d times:\n%s", n, text)
	}
	if strings.Contains(text, " connect(") || strings.Contains(text, " sendto(") {
		t.Errorf("it calls somebody:\n%s", text)
	}
}
