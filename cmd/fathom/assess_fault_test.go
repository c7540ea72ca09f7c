//go:build unix

package main

import (
	"bufio"
	"bytes"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"fathom/assess/answerfile/disk"
	"fathom/assess/answerfile/disk/faulty"
	"fathom/rubric/channelteam"
)

// plainSession is the questionnaire in plain lines, fed line by line.
type plainSession struct {
	t    *testing.T
	cmd  *exec.Cmd
	in   io.WriteCloser
	out  *bufio.Reader
	errs bytes.Buffer
}

func startPlain(t *testing.T, env []string, args ...string) *plainSession {
	t.Helper()
	s := &plainSession{t: t, cmd: exec.Command(program(t, "."),
		append([]string{"assess", "--accessible", "--lang", "en"}, args...)...)}
	s.cmd.Env = append(os.Environ(), env...)
	s.cmd.Stderr = &s.errs
	s.in, _ = s.cmd.StdinPipe()
	out, _ := s.cmd.StdoutPipe()
	s.out = bufio.NewReader(out)
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.cmd.Process.Kill() })
	return s
}

// wants reads lines until one holds the text.
func (s *plainSession) wants(text string) {
	s.t.Helper()
	for {
		line, err := s.out.ReadString('\n')
		if strings.Contains(line, text) {
			return
		}
		if err != nil {
			s.t.Fatalf("no %q before the end\n%s", text, &s.errs)
		}
	}
}

func (s *plainSession) types(lines string) {
	if _, err := io.WriteString(s.in, lines); err != nil {
		s.t.Error(err)
	}
}

// ends reads what is left and returns it with the exit code.
func (s *plainSession) ends() (string, int) {
	rest, _ := io.ReadAll(s.out)
	_ = s.cmd.Wait()
	return string(rest), s.cmd.ProcessState.ExitCode()
}

var facts = []string{"--name", "X", "--stage", "growth", "--sector", "fmcg-distributor", "--depth", "quick"}

// TestRescue: when the folder is gone and nothing can be saved any more, the session says why and goes on, and at the
// end all answers are in a file elsewhere. When the folder comes back, saving works again.
func TestRescue(t *testing.T) {
	dir, temporary := filepath.Join(t.TempDir(), "work"), t.TempDir()
	path := filepath.Join(dir, "a.yaml")
	for _, comesBack := range []bool{false, true} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		s := startPlain(t, []string{"TMPDIR=" + temporary}, append(facts, path)...)
		s.wants("Question 1 of 31")
		s.types("3\n")
		s.wants("Question 2 of 31")
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		s.types("2\n")
		s.wants("Not saved: " + path + ": its folder does not exist. The answer is kept")
		if comesBack {
			if err := os.MkdirAll(dir, 0o700); err != nil {
				t.Fatal(err)
			}
		}
		s.types("s\n4\nq\n")
		_, code := s.ends()
		at := path
		if !comesBack {
			saved, _ := filepath.Glob(temporary + "/fathom-*-a.yaml")
			if code != exitFile || len(saved) != 1 || !strings.Contains(s.errs.String(), "hint: all answers are in "+saved[0]) {
				t.Fatalf("exit code %d, %v\n%s", code, saved, &s.errs)
			}
			at = saved[0]
		} else if code != exitOK {
			t.Errorf("exit code %d\n%s", code, &s.errs)
		}
		a := answersIn(t, at, channelteam.Rubric())
		if settled(a) != 3 || a.Answers[0].Level != 3 || a.Answers[3].Level != 2 {
			t.Errorf("%d answers in %s", settled(a), at)
		}
	}
}

// TestChangedMeanwhile: a file that somebody else wrote during the session stays as it is, and ours is beside it.
func TestChangedMeanwhile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.yaml")
	s := startPlain(t, nil, append(facts, path)...)
	s.wants("Question 1 of 31")
	s.types("3\n")
	s.wants("Question 2 of 31")
	theirs, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	theirs = append(theirs, "# a word of theirs\n"...)
	if err := os.WriteFile(path, theirs, 0o600); err != nil {
		t.Fatal(err)
	}
	s.types("2\n")
	if _, code := s.ends(); code != exitFile || !strings.Contains(s.errs.String(), "was changed by someone else meanwhile") {
		t.Errorf("exit code %d\n%s", code, &s.errs)
	}
	if now, _ := os.ReadFile(path); !bytes.Equal(now, theirs) {
		t.Errorf("overwritten:\n%s", now)
	}
	a := answersIn(t, filepath.Join(filepath.Dir(path), "a.mine-1.yaml"), channelteam.Rubric())
	if settled(a) != 2 {
		t.Errorf("%d answers beside", settled(a))
	}
}

// TestSizeLimit: a limit on the size of files is a full disk for one process.
func TestSizeLimit(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.yaml")
	cmd := exec.Command("sh", "-c", `ulimit -f 0 && exec "$0" assess "$1" --accessible --lang zh --name X --stage growth --sector fmcg-distributor --depth quick`, program(t, "."), path)
	out, err := cmd.CombinedOutput()
	if err == nil || cmd.ProcessState.ExitCode() != exitFile || !strings.Contains(string(out), "文件会超过大小上限") {
		t.Errorf("%v\n%s", err, out)
	}
	if got := folder(t, filepath.Dir(path)); got != "" {
		t.Errorf("left %s", got)
	}
}

// sinking is a disk that is full from the second save on, and asks the program to end while it refuses the third.
type sinking struct {
	*faulty.Disk
	saves int
}

func (d *sinking) CreateTemp(dir, pattern string, mode fs.FileMode) (disk.File, error) {
	switch d.saves++; {
	case d.saves <= 2:
		return d.Disk.CreateTemp(dir, pattern, mode)
	case d.saves == 4:
		_ = syscall.Kill(os.Getpid(), syscall.SIGTERM)
	}
	return nil, &os.PathError{Op: "open", Path: filepath.Join(dir, pattern), Err: syscall.ENOSPC}
}

// TestSignalOnFullDisk: a signal that comes while the last save fails is the exit code, and what failed is told with
// it.
func TestSignalOnFullDisk(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	path := filepath.Join(t.TempDir(), "a.yaml")
	var errs bytes.Buffer
	a := app{in: strings.NewReader("3\n2\n"), out: io.Discard, err: &errs, disk: &sinking{Disk: &faulty.Disk{}},
		getenv: func(string) string { return "" }}
	code := a.run(append([]string{"assess", path, "--accessible", "--lang", "en"}, facts...))
	if code != exitTerminate || !strings.Contains(errs.String(), "a.yaml: the disk is full\nhint: all answers are in ") {
		t.Errorf("exit code %d\n%s", code, &errs)
	}
}
