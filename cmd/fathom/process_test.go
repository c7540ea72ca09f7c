//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
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

// BenchmarkProcess compares whole processes with a program that prints one line, run in turn with each: the median of
// the processor time, user and system, of all threads, and how many times that of the other it is. Lint reads the
// built-in rubric in its canonical form, and in a folder, as a rubric of one's own, as YAML.
func BenchmarkProcess(b *testing.B) {
	fathom, line := program(b, "."), program(b, root+"/testdata/bench/hello")
	sample := filepath.Join(root, "rubric/channelteam/samples/henan-fmcg.yaml")
	folder := filepath.Join(b.TempDir(), "own")
	spent(b, fathom, "rubric", "export", folder)
	names := strings.NewReplacer("_"+sample, "", folder, "folder")
	for _, args := range [][]string{{"version"}, {"score", sample}, {"report", sample},
		{"report", sample, "-f", "html"}, {"rubric", "lint"}, {"rubric", "lint", folder}} {
		b.Run(names.Replace(strings.Join(args, "_")), func(b *testing.B) {
			var ours, theirs []time.Duration
			for b.Loop() {
				ours, theirs = append(ours, spent(b, fathom, args...)), append(theirs, spent(b, line))
			}
			slices.Sort(ours)
			slices.Sort(theirs)
			mine, other := ours[len(ours)/2], theirs[len(theirs)/2]
			b.ReportMetric(mine.Seconds()*1e3, "cpu-ms/op")
			b.ReportMetric(mine.Seconds()/other.Seconds(), "x-one-line")
		})
	}
}

// spent is how long processors worked for a command.
func spent(b *testing.B, name string, args ...string) time.Duration {
	b.Helper()
	cmd := exec.Command(name, args...)
	if err := cmd.Run(); err != nil {
		b.Fatal(err)
	}
	return cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
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
