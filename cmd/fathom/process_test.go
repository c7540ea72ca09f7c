//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"
)

// TestSilentTerminal runs commands on a pseudo-terminal that never answers a question. A program that asks the terminal
// for its colours would wait five seconds there; ours must be done long before a deadline that only a wait can miss.
func TestSilentTerminal(t *testing.T) {
	fathom := program(t, ".")
	sample := filepath.Join(root, "rubric/channelteam/samples/henan-fmcg.yaml")
	for _, args := range [][]string{{"version"}, {"score", sample}, {"report", sample}} {
		cmd := exec.Command(fathom, args...)
		cmd.Env = append(os.Environ(), "TERM=xterm-256color")
		tty, err := pty.Start(cmd)
		if err != nil {
			t.Skipf("no pseudo-terminal: %v", err)
		}
		done := make(chan error, 1)
		go func() {
			buf := make([]byte, 4096)
			for {
				if _, err := tty.Read(buf); err != nil {
					break
				}
			}
			done <- cmd.Wait()
		}()
		select {
		case err := <-done:
			if err != nil {
				t.Errorf("%v: %v", args, err)
			}
		case <-time.After(4 * time.Second):
			t.Errorf("%v waits for a terminal that does not answer", args)
			_ = cmd.Process.Kill()
		}
		_ = tty.Close()
	}
}

// TestSilentTerminalAsks: the questionnaire too draws its first card without an answer from the terminal.
func TestSilentTerminalAsks(t *testing.T) {
	s := startSession(t, program(t, "."), []string{"NO_COLOR=1", "LANG=C"},
		append([]string{"assess", filepath.Join(t.TempDir(), "a.yaml"), "--lang", "en"}, facts...)...)
	start := time.Now()
	s.wants("How to rate")
	if time.Since(start) > 4*time.Second {
		t.Error("waits for a terminal that does not answer")
	}
	s.types("x")
	s.wants("1/31")
	if m := regexp.MustCompile("\x1b\\[[0-9;]*m").FindString(s.printed()); m != "" {
		t.Errorf("NO_COLOR, but %q", m)
	}
	s.types("q")
	s.ends()
}

// BenchmarkFirstCard compares the way to the first screen of the questionnaire with a program that prints one line.
func BenchmarkFirstCard(b *testing.B) {
	fathom := program(b, ".")
	path := filepath.Join(b.TempDir(), "a.yaml")
	args := append([]string{"assess", path, "--lang", "en"}, facts...)
	for b.Loop() {
		s := startSession(b, fathom, nil, args...)
		s.wants("How to rate")
		b.StopTimer()
		s.types("q" + "q")
		s.ends()
		b.StartTimer()
	}
}

// BenchmarkProcess compares the whole process of scoring one file with a program that prints one line.
func BenchmarkProcess(b *testing.B) {
	dir := b.TempDir()
	hello := filepath.Join(dir, "hello.go")
	if err := os.WriteFile(hello, []byte("package main\n\nfunc main() { println(\"hello\") }\n"), 0o644); err != nil {
		b.Fatal(err)
	}
	fathom, line := program(b, "."), program(b, hello)
	run := func(name string, args ...string) func(*testing.B) {
		return func(b *testing.B) {
			for b.Loop() {
				if err := exec.Command(name, args...).Run(); err != nil {
					b.Fatal(err)
				}
			}
		}
	}
	b.Run("one-line", run(line))
	b.Run("version", run(fathom, "version"))
	b.Run("score", run(fathom, "score", filepath.Join(root, "rubric/channelteam/samples/henan-fmcg.yaml")))
}

// TestWorkbookForTerminal: a workbook is never poured into a terminal.
func TestWorkbookForTerminal(t *testing.T) {
	fathom := program(t, ".")
	sample := filepath.Join(root, "rubric/channelteam/samples/henan-fmcg.yaml")
	for _, args := range [][]string{{"form", "export"}, {"form", "export", "--format", "xlsform"},
		{"report", sample, "-f", "xlsx"}, {"report", sample, "-f", "pdf"}} {
		s := startSession(t, fathom, nil, args...)
		s.ends()
		if said := s.printed(); strings.Contains(said, "PK\x03\x04") || strings.Contains(said, "%PDF") ||
			!strings.Contains(said, "terminal") {
			t.Errorf("%v: %.200q", args, said)
		}
	}
}
