//go:build unix

package main

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"fathom/rubric/channelteam"
	"fathom/testdata/fleet"
)

// fleetLines are so many made-up assessments against the built-in rubric, each a line.
func fleetLines(n int, opt fleet.Options) []byte {
	f := fleet.New(channelteam.Rubric(), opt)
	var data []byte
	for i := range n {
		data = append(f.Append(data, i), '\n')
	}
	return data
}

// piped is the program with pipes that the test holds.
type piped struct {
	t    *testing.T
	cmd  *exec.Cmd
	in   io.WriteCloser
	out  *bufio.Reader
	rows io.Closer // the reading end of out
	errs bytes.Buffer
}

func startPiped(t *testing.T, program, dir string, args ...string) *piped {
	t.Helper()
	p := &piped{t: t, cmd: exec.Command(program, append(args, "--lang", "en")...)}
	p.cmd.Dir, p.cmd.Stderr = dir, &p.errs
	var err error
	if p.in, err = p.cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	p.out, p.rows = bufio.NewReader(out), out
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	late := time.AfterFunc(patience, func() { _ = p.cmd.Process.Kill() })
	t.Cleanup(func() { late.Stop(); _ = p.cmd.Process.Kill() })
	return p
}

func (p *piped) writes(data []byte) {
	p.t.Helper()
	if _, err := p.in.Write(data); err != nil {
		p.t.Fatalf("%v: %s", err, &p.errs)
	}
}

// reads wants the next row; a program that keeps it back is killed when patience ends.
func (p *piped) reads() string {
	p.t.Helper()
	row, err := p.out.ReadString('\n')
	if err != nil {
		p.t.Fatalf("no row: %v; %s", err, &p.errs)
	}
	return row
}

func (p *piped) ends() syscall.WaitStatus {
	p.t.Helper()
	_ = p.cmd.Wait()
	status := p.cmd.ProcessState.Sys().(syscall.WaitStatus)
	if status.Signaled() && status.Signal() == syscall.SIGKILL {
		p.t.Fatal("does not end")
	}
	return status
}

// TestPortfolioAnswersAtOnce: with --line-buffered each row is there before the next line is written, a bad one's too.
func TestPortfolioAnswersAtOnce(t *testing.T) {
	p := startPiped(t, program(t, "."), t.TempDir(), "portfolio", "-", "-f", "ndjson", "--rollup", "none",
		"--line-buffered", "--keep-going")
	line := fleetLines(1, fleet.Default())
	for _, c := range []struct{ line, want string }{
		{"{}\n", `,"error":"the key answers is missing"`}, {string(line), `{"id":"`}, {" \n", `,"error":"the line is empty"`}, {string(line), `{"id":"`}, {"x\n", `{"id":null,`},
	} {
		p.writes([]byte(c.line))
		if row := p.reads(); !strings.Contains(row, c.want) {
			t.Errorf("%.20q is answered by %s", c.line, row)
		}
	}
	_ = p.in.Close()
	if code := p.ends().ExitStatus(); code != exitInvalid {
		t.Errorf("exit code %d: %s", code, &p.errs)
	}
}

// TestPortfolioHaltsAtOnce: the first bad record ends the program although its input goes on.
func TestPortfolioHaltsAtOnce(t *testing.T) {
	p := startPiped(t, program(t, "."), t.TempDir(), "portfolio", "-", "-f", "ndjson", "--line-buffered")
	p.writes([]byte("{}\n"))
	p.reads()
	if code := p.ends().ExitStatus(); code != exitInvalid {
		t.Errorf("exit code %d: %s", code, &p.errs)
	}
}

// TestPortfolioInterrupted: a signal while rows go to a file leaves what was there, and nothing else.
func TestPortfolioInterrupted(t *testing.T) {
	fathom := program(t, ".")
	for signal, code := range map[syscall.Signal]int{syscall.SIGINT: exitInterrupt, syscall.SIGTERM: exitTerminate,
		syscall.SIGHUP: exitHangup} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "rows.ndjson"), []byte("old"), 0o600); err != nil {
			t.Fatal(err)
		}
		p := startPiped(t, fathom, dir, "portfolio", "-", "-f", "ndjson=rows.ndjson", "-f", "json=rollup.json",
			"--line-buffered")
		p.writes(fleetLines(3, fleet.Default()))
		for deadline := time.Now().Add(patience); !begun(t, dir); time.Sleep(time.Millisecond) {
			if time.Now().After(deadline) {
				t.Fatalf("no row was written: %s", folder(t, dir))
			}
		}
		if err := p.cmd.Process.Signal(signal); err != nil {
			t.Fatal(err)
		}
		if status := p.ends(); status.ExitStatus() != code || p.errs.String() != "error: interrupted; rows.ndjson was not written\n" {
			t.Errorf("%v: exit code %d, want %d: %s", signal, status.ExitStatus(), code, &p.errs)
		}
		if old, err := os.ReadFile(filepath.Join(dir, "rows.ndjson")); string(old) != "old" ||
			folder(t, dir) != "rows.ndjson" {
			t.Errorf("%v: left %s, %q, %v", signal, folder(t, dir), old, err)
		}
	}
}

// begun reports whether rows are in the file that will take the place of another.
func begun(t *testing.T, dir string) bool {
	t.Helper()
	matches, err := filepath.Glob(filepath.Join(dir, ".fathom-rows.ndjson.*"))
	if err != nil || len(matches) == 0 {
		return false
	}
	info, err := os.Stat(matches[0])
	return err == nil && info.Size() > 0
}

// TestPortfolioReaderLeaves: who has read enough and closes the pipe ends the program, which says nothing.
func TestPortfolioReaderLeaves(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "many.ndjson"), fleetLines(3000, fleet.Options{Seed: 1}),
		0o600); err != nil {
		t.Fatal(err)
	}
	p := startPiped(t, program(t, "."), dir, "portfolio", "many.ndjson", "-f", "ndjson")
	p.reads()
	_ = p.rows.Close()
	if status := p.ends(); !status.Signaled() || status.Signal() != syscall.SIGPIPE || p.errs.Len() > 0 {
		t.Errorf("%v: %s", status, &p.errs)
	}
}

// TestPortfolioListenerLeaves: who has heard enough of bad records, as in 2>&1 | head -3, does not end the rows, which
// go to a file: they are whole, and nothing is left beside them.
func TestPortfolioListenerLeaves(t *testing.T) {
	dir := t.TempDir()
	in := append(bytes.Repeat([]byte("x\n"), 20_000), fleetLines(3, fleet.Default())...)
	if err := os.WriteFile(filepath.Join(dir, "many.ndjson"), in, 0o600); err != nil {
		t.Fatal(err)
	}
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	r.Close()
	cmd := exec.Command(program(t, "."), "portfolio", "many.ndjson", "--keep-going", "-f", "csv=rows.csv")
	cmd.Dir, cmd.Stderr = dir, w
	_ = cmd.Run() // its last words may end it
	w.Close()
	rows, err := os.ReadFile(filepath.Join(dir, "rows.csv"))
	if left := folder(t, dir); left != "many.ndjson rows.csv" || bytes.Count(rows, []byte("\n")) < 20_003 {
		t.Errorf("left %s, %d bytes, %v", left, len(rows), err)
	}
}

// TestPortfolioDiskFills: rows and roll-ups that do not fit on the disk are an error, and nothing of them stays.
func TestPortfolioDiskFills(t *testing.T) {
	small := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=64k", "fathom",
		small).CombinedOutput(); err != nil {
		t.Skipf("left out: a disk that fills up (it cannot be mounted: %s)", bytes.TrimSpace(out))
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", small).CombinedOutput(); err != nil {
			t.Errorf("%v %s", err, out)
		}
	})
	many := filepath.Join(t.TempDir(), "many.ndjson")
	if err := os.WriteFile(many, fleetLines(2000, fleet.Options{Seed: 1}), 0o600); err != nil {
		t.Fatal(err)
	}
	fathom := program(t, ".")
	for _, f := range []string{"ndjson=rows.ndjson", "csv=rows.csv", "xlsx=rollup.xlsx", "html=rollup.html"} {
		if err := os.WriteFile(filepath.Join(small, "filler"), make([]byte, 48<<10), 0o600); err != nil {
			t.Fatal(err)
		}
		p := startPiped(t, fathom, small, "portfolio", many, "-f", f, "--by", "region", "--by", "tier")
		if code := p.ends().ExitStatus(); code != exitFile || !strings.Contains(p.errs.String(), "the disk is full") ||
			folder(t, small) != "filler" {
			t.Errorf("%s: exit code %d, left %s: %s", f, code, folder(t, small), &p.errs)
		}
	}
}
