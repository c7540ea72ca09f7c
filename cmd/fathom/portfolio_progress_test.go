//go:build unix

package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"

	"fathom/rubric/say"
	"fathom/rubric/width"
	"fathom/testdata/fleet"
)

// slow is a portfolio on a terminal of so many columns, whose lines come through a pipe that the test holds.
type slow struct {
	*session
	dir  string
	feed *os.File
}

func startSlow(t *testing.T, program string, columns int, env []string, args ...string) *slow {
	t.Helper()
	dir := t.TempDir()
	fifo := filepath.Join(dir, "slow.ndjson")
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		t.Skipf("no named pipe: %v", err)
	}
	s := &slow{session: startSession(t, program, env, append([]string{"portfolio", fifo}, args...)...), dir: dir}
	if err := pty.Setsize(s.tty, &pty.Winsize{Cols: uint16(columns), Rows: 24}); err != nil {
		t.Fatal(err)
	}
	feed, err := os.OpenFile(fifo, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	s.feed = feed
	t.Cleanup(func() { _ = feed.Close() })
	return s
}

func (s *slow) writes(data []byte) {
	s.t.Helper()
	if _, err := s.feed.Write(data); err != nil {
		s.t.Fatal(err)
	}
}

// finish ends the input and returns what is on the screen then: of every line, what was written behind its last
// clearing.
func (s *slow) finish() (lines []string, code int) {
	s.t.Helper()
	_ = s.feed.Close()
	code = s.ends()
	for line := range strings.Lines(strings.ReplaceAll(s.printed(), "\r\n", "\n")) {
		parts := strings.Split(strings.TrimSuffix(line, "\n"), "\r\x1b[K")
		lines = append(lines, parts[len(parts)-1])
	}
	return lines, code
}

// TestProgress: on a terminal a slow stream shows how far it is, in either language; what is said meanwhile stands on
// lines of its own, and nothing of the progress stays.
func TestProgress(t *testing.T) {
	fathom := program(t, ".")
	for lang, want := range map[string]struct{ far, bad, wrote, end string }{
		"en": {"2 scored, ", "error: ", "wrote ", "scored 2; 1 left out (cannot be read)"},
		"zh": {"2 份，每秒 ", "错误：", "已写入 ", "共 2 份评估；1 条记录读不了，不计入任何数字"},
	} {
		s := startSlow(t, fathom, 80, nil, "--lang", lang, "--line-buffered", "--keep-going", "-f",
			"ndjson="+filepath.Join(t.TempDir(), "rows"))
		s.writes(fleetLines(2, fleet.Default()))
		s.wants(want.far)
		s.writes([]byte("null\n"))
		s.wants(want.bad)
		s.wants(want.far)
		lines, code := s.finish()
		lines = slices.DeleteFunc(lines, func(line string) bool { // what the sectors of the fleet leave out
			return strings.HasPrefix(line, "warning: in ") || strings.HasPrefix(line, "警告：2 份")
		})
		if len(lines) != 3 || !strings.HasPrefix(lines[0], want.bad) || !strings.HasPrefix(lines[1], want.wrote) ||
			lines[2] != want.end || code != exitInvalid {
			t.Errorf("%s: exit code %d, the screen says %q", lang, code, lines)
		}
	}
}

// TestProgressShare: where the size of the input is known, so is how much is done and how long it may take.
func TestProgressShare(t *testing.T) {
	for lang, want := range map[say.Language]string{"en": `2000 scored, \d+ a second, 50%, \d+ s left`, "zh": `2000 份，每秒 \d+ 份，已完成 50%，还需 \d+ 秒`} {
		s := &surveying{app: &app{lang: lang}}
		for _, line := range s.far(2000, 500, 1000, 3*time.Second) {
			if !regexp.MustCompile("^" + want + "$").MatchString(line) {
				t.Errorf("%s is not %s", line, want)
			}
			want = strings.Split(strings.Split(want, ", 50")[0], "，已")[0]
		}
		if n := len(s.far(1, 1, 0, time.Second)); n != 1 {
			t.Errorf("%d lines without a size", n)
		}
	}
	for d, want := range map[time.Duration]string{0: "0 秒", 1400 * time.Millisecond: "1 秒", 119 * time.Second: "119 秒",
		2 * time.Minute: "2 分钟", 100 * time.Minute: "100 分钟"} {
		if got := roughly(d).ZH; got != want {
			t.Errorf("%v is %s, want %s", d, got, want)
		}
	}
}

// TestProgressFits: the line never reaches the edge; where there is no room there is none.
func TestProgressFits(t *testing.T) {
	s := &surveying{app: &app{lang: "zh"}}
	for columns := 1; columns < 90; columns++ {
		var b bytes.Buffer
		p := &progress{to: &b}
		p.show(columns, s.far(12_345_678, 500, 1000, time.Minute)...)
		switch n := width.Of(b.String()); {
		case n >= columns:
			t.Errorf("%d columns: %s", columns, &b)
		case n == 0 && columns > 40:
			t.Errorf("nothing in %d columns", columns)
		}
	}
	narrow := startSlow(t, program(t, "."), 12, nil, "--lang", "en", "--line-buffered", "-f",
		"ndjson="+filepath.Join(t.TempDir(), "rows"))
	narrow.writes(fleetLines(2, fleet.Default()))
	time.Sleep(600 * time.Millisecond) // two turns of the clock
	if said := narrow.printed(); said != "" {
		t.Errorf("12 columns: %q", said)
	}
}

// TestProgressIsQuiet: no progress with -q, for who listens to a screen, on a terminal that cannot clear a line, where
// rows run over the same screen, or into a pipe.
func TestProgressIsQuiet(t *testing.T) {
	fathom := program(t, ".")
	into := "ndjson=" + filepath.Join(t.TempDir(), "rows")
	for name, c := range map[string]struct {
		env  string
		args []string
	}{
		"-q": {"X=", []string{"-q", "-f", into}}, "a screen reader": {"ACCESSIBLE=1", []string{"-f", into}},
		"a dumb terminal":    {"TERM=dumb", []string{"-f", into}},
		"rows on the screen": {"X=", []string{"-f", "ndjson"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := startSlow(t, fathom, 80, []string{c.env}, append(c.args, "--lang", "en", "--line-buffered")...)
			s.writes(fleetLines(2, fleet.Default()))
			time.Sleep(600 * time.Millisecond)
			if _, code := s.finish(); code != exitOK || strings.Contains(s.printed(), "a second") ||
				strings.Contains(s.printed(), "\x1b[K") {
				t.Errorf("exit code %d, %q", code, s.printed())
			}
		})
	}
	t.Run("a pipe", func(t *testing.T) {
		t.Parallel()
		p := startPiped(t, fathom, t.TempDir(), "portfolio", "-", "-f", "ndjson", "--line-buffered")
		p.writes(fleetLines(2, fleet.Default()))
		time.Sleep(600 * time.Millisecond)
		_ = p.in.Close()
		_, _ = io.Copy(io.Discard, p.out)
		if p.ends(); !strings.HasSuffix(p.errs.String(), "\nscored 2\n") || strings.Contains(p.errs.String(), "a second") {
			t.Errorf("%q", &p.errs)
		}
	})
}
