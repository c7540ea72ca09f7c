//go:build unix

package main

import (
	"flag"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/rubricfile"
)

var (
	kills = flag.Int("kills", 40, "how often TestKilled kills the questionnaire")
	races = flag.Int("races", 25, "how often TestTwoSessions lets two sessions race")
)

func answersIn(t testing.TB, path string, r *rubric.Rubric) *assess.Assessment {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	a, err := answerfile.Read(path, data, r)
	if err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	return a
}

func settled(a *assess.Assessment) int {
	n := 0
	for _, answer := range a.Answers {
		if answer.Given && answer.State != assess.Unanswered {
			n++
		}
	}
	return n
}

// folder are the names in a folder, hidden ones too.
func folder(t testing.TB, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return strings.Join(names, " ")
}

const (
	enter = "\r"
	left  = "\x1b[D"
	ctrlC = "\x03"
)

// TestAssessOnATerminal drives a whole assessment in both languages: the facts, a note, a reason, back and forth,
// quitting in the middle, resuming, another window size, and the end.
func TestAssessOnATerminal(t *testing.T) {
	fathom := program(t, ".")
	for _, c := range []struct{ lang, name, stage, dimension, reason, kept, end, saved string }{
		{"en", "Nordic Reseller", "Which stage", "Direction & coverage", "software only", "Score", "All answers", "saved in"},
		{"zh", "河南快消", "业务处在", "方向与布局", "纯软件，无库存", "得分", "全部回答", "已存入"},
	} {
		dir := t.TempDir()
		path := filepath.Join(dir, "a.yaml")
		s := startSession(t, fathom, nil, "assess", path, "--lang", c.lang, "--depth", "quick")
		s.types(c.name + enter)
		s.wants(c.stage)
		s.types(enter + enter + enter) // stage, sector and targets as proposed
		s.wants("PgDn")
		s.types("x")
		s.wants("1/31")
		s.types("3" + enter)
		s.wants("2/31")
		s.types("n" + c.reason + enter)
		s.wants("3/31")
		s.types("t" + c.name + enter)
		s.wants(c.name)
		s.types(left)
		s.wants("2/31")
		s.types(left)
		s.wants("1/31")
		s.types("u")
		s.wants("3/31")
		if err := pty.Setsize(s.tty, &pty.Winsize{Cols: 60, Rows: 20}); err != nil {
			t.Fatal(err)
		}
		s.types("?")
		s.wants(c.kept)
		s.types("q")
		s.wants("3.0")
		if code := s.ends(); code != exitOK {
			t.Fatalf("exit code %d\n%s", code, s.printed())
		}
		a := answersIn(t, path, channelteam.Rubric())
		if settled(a) != 3 || a.Subject.Name != c.name || a.Subject.Stage != "growth" || a.Depth != "quick" {
			t.Errorf("%+v", a)
		}
		s = startSession(t, fathom, nil, "assess", path, "--lang", c.lang)
		for n := 4; n <= 31; n++ {
			s.wants(fmt.Sprintf("%d/31", n))
			s.types("4" + enter + enter) // the second Enter leaves a summary, and answers nothing on a card
		}
		s.wants(c.end)
		s.types(enter)
		s.wants(c.saved)
		if code := s.ends(); code != exitOK {
			t.Fatalf("exit code %d\n%s", code, s.printed())
		}
		if a := answersIn(t, path, channelteam.Rubric()); settled(a) != 31 {
			t.Errorf("%d answers", settled(a))
		}
		if got := folder(t, dir); got != "a.yaml" {
			t.Errorf("left %s", got)
		}
	}
}

// TestInterrupted: Ctrl-C and signals end the questionnaire at any place with their exit codes, the terminal as it was,
// everything given saved, and a word on how to go on. A note that was being typed is kept.
func TestInterrupted(t *testing.T) {
	fathom := program(t, ".")
	signal := func(sig syscall.Signal) func(*session) {
		return func(s *session) { _ = s.cmd.Process.Signal(sig) }
	}
	for _, c := range []struct {
		name string
		end  func(*session)
		code int
	}{
		{"Ctrl-C", func(s *session) { s.types(ctrlC) }, exitInterrupt},
		{"SIGINT", signal(syscall.SIGINT), exitInterrupt},
		{"SIGTERM", signal(syscall.SIGTERM), exitTerminate},
		{"SIGHUP", signal(syscall.SIGHUP), exitHangup},
	} {
		for _, place := range []string{"", "2" + enter, "t" + "a zebra cr", "g", "h", "c", "nno st"} {
			path := filepath.Join(t.TempDir(), "a.yaml")
			s := startSession(t, fathom, nil, "assess", path, "--lang", "en", "--name", "X", "--stage", "growth",
				"--sector", "fmcg-distributor", "--depth", "quick")
			s.wants("PgDn")
			s.types("x")
			s.wants("1/31")
			s.types("3" + enter)
			s.wants("2/31")
			s.types(place)
			if place != "" {
				s.wants(map[string]string{"2" + enter: "3/31", "t" + "a zebra cr": "a zebra cr", "g": "Go to", "h": "How to rate", "c": "How sure", "nno st": "no st"}[place])
			}
			c.end(s)
			if code := s.ends(); code != c.code {
				t.Errorf("%s in %q: exit code %d, want %d\n%s", c.name, place, code, c.code, s.printed())
			}
			for _, restored := range []string{"\x1b[?1049l", "\x1b[?25h", "fathom assess " + path} {
				if !strings.Contains(s.printed(), restored) {
					t.Errorf("%s in %q: no %q", c.name, place, restored)
				}
			}
			if isError := strings.Contains(s.printed(), "error:"); isError != (c.code != exitInterrupt) {
				t.Errorf("%s in %q: told as an error: %v", c.name, place, isError)
			}
			a := answersIn(t, path, channelteam.Rubric())
			if a.Answers[0].Level != 3 {
				t.Errorf("%s in %q: %+v", c.name, place, a.Answers[0])
			}
			if len(place) > 3 && a.Answers[3].Note != place[1:] {
				t.Errorf("%s in %q: note %q", c.name, place, a.Answers[3].Note)
			}
		}
	}
}

// TestHangup closes the terminal itself: the answers are there, and nothing stays behind.
func TestHangup(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.yaml")
	s := startSession(t, program(t, "."), nil, "assess", path, "--lang", "en", "--name", "X", "--stage", "growth",
		"--sector", "fmcg-distributor", "--depth", "quick")
	s.types("x3" + enter)
	s.wants("2/31")
	s.types("tzebra")
	s.wants("zebra")
	_ = s.tty.Close()
	if code := s.ends(); code != exitHangup {
		t.Errorf("exit code %d: %v", code, s.cmd.ProcessState)
	}
	a := answersIn(t, path, channelteam.Rubric())
	if settled(a) != 1 || a.Answers[3].Note != "zebra" {
		t.Errorf("%+v", a.Answers[:4])
	}
	if got := folder(t, filepath.Dir(path)); got != "a.yaml" {
		t.Errorf("left %s", got)
	}
}

// TestInterruptedPlain: in plain lines, too, a signal at any moment ends with its code, also where the input ends at
// the same time. It ends with 0 only if it had done everything by then: when it comes too late, nothing was dropped.
func TestInterruptedPlain(t *testing.T) {
	fathom, dir, rng := program(t, "."), t.TempDir(), rand.New(rand.NewPCG(9, 13))
	lines := strings.Repeat("3\n\n", 60)
	run := func(name string, after time.Duration, sig syscall.Signal) (path string, code int) {
		path = filepath.Join(dir, name)
		cmd := exec.Command(fathom, append([]string{"assess", path, "--accessible", "--lang", "en"}, facts...)...)
		cmd.Stdin = strings.NewReader(lines)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		late := time.AfterFunc(after, func() { _ = cmd.Process.Signal(sig) })
		_ = cmd.Wait()
		late.Stop()
		if status := cmd.ProcessState.Sys().(syscall.WaitStatus); status.Signaled() { // before or after the questions
			return path, 128 + int(status.Signal())
		}
		return path, cmd.ProcessState.ExitCode()
	}
	start := time.Now()
	if path, code := run("whole.yaml", patience, syscall.SIGTERM); code != exitOK ||
		settled(answersIn(t, path, channelteam.Rubric())) != 31 {
		t.Fatalf("exit code %d", code)
	}
	whole := time.Since(start)
	for n := range *kills {
		sig := []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP}[n%3]
		path, code := run(fmt.Sprint(n, ".yaml"), time.Duration(rng.Int64N(int64(whole))), sig)
		if code == exitOK && settled(answersIn(t, path, channelteam.Rubric())) == 31 {
			continue
		}
		if want := 128 + int(sig); code != want {
			t.Errorf("%v: exit code %d, want %d", sig, code, want)
		}
	}
}

// longRubric has one dimension with so many criteria.
func longRubric(t testing.TB, dir string, criteria int) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("format: fathom.rubric/1\nid: long\nversion: 1.0.0\nlanguages: [en]\nscales: {plain: [{level: 1}, {level: 2}, {level: 3}]}\n" +
		"parts: [{id: team}]\ndimensions: [{id: work, part: team}]\npractices:\n  - id: p\n    dimension: work\n    criteria:\n")
	for i := range criteria {
		fmt.Fprintf(&b, "      - {id: c%d, core: %t}\n", i, i == 0)
	}
	path := filepath.Join(dir, "long.yaml")
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

var position = regexp.MustCompile(`(\d+)/500`)

// TestKilled kills the questionnaire at random moments while somebody answers as fast as the cards come, and resumes
// it. An answer is acknowledged when the next card shows: none of those may be missing, no file may be unreadable, and
// no temporary file may be there after the next session. Run it with -kills 1000 for the figure in the notes.
func TestKilled(t *testing.T) {
	fathom, dir := program(t, "."), t.TempDir()
	rubricPath := longRubric(t, t.TempDir(), 500)
	data, err := os.ReadFile(rubricPath)
	if err != nil {
		t.Fatal(err)
	}
	r, _, err := rubricfile.Read(rubricfile.File{Name: rubricPath, Data: data})
	if err != nil {
		t.Fatal(err)
	}
	path, acknowledged, total := filepath.Join(dir, "a.yaml"), 0, 0
	args := []string{"assess", path, "--rubric", rubricPath, "--lang", "en", "--name", "X", "--depth", "full"}
	random := rand.New(rand.NewPCG(uint64(*kills), 7))
	for n := range *kills {
		s := startSession(t, fathom, nil, args...)
		go s.answerAll()
		time.Sleep(time.Duration(math.Pow(400, random.Float64()) * float64(time.Millisecond)))
		_ = s.cmd.Process.Kill()
		<-s.done
		shown := acknowledged + 1
		for _, m := range position.FindAllStringSubmatch(s.printed(), -1) {
			v, _ := strconv.Atoi(m[1])
			shown = max(shown, v)
		}
		if _, err := os.Stat(path); err != nil {
			if shown > 1 {
				t.Fatalf("kill %d: the file is gone: %v", n, err)
			}
			continue
		}
		saved := settled(answersIn(t, path, r))
		if saved < shown-1 {
			t.Fatalf("kill %d: %d answers acknowledged, %d saved", n, shown-1, saved)
		}
		total += saved - acknowledged
		if acknowledged = saved; saved > 450 {
			acknowledged = 0
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
		}
	}
	s := startSession(t, fathom, nil, args...)
	s.wants("/500")
	s.types("q")
	s.ends()
	if got := folder(t, dir); got != "a.yaml" {
		t.Errorf("left %s", got)
	}
	t.Logf("%d kills, %d answers, none lost", *kills, total)
	if total == 0 {
		t.Error("nothing was answered at all")
	}
}

// answerAll answers each card as soon as it shows.
func (s *session) answerAll() {
	last := ""
	for {
		s.mu.Lock()
		all := position.FindAllStringSubmatch(s.out.String()[s.seen:], -1)
		for len(all) == 0 || all[len(all)-1][1] == last {
			s.cond.Wait()
			if s.cmd.ProcessState != nil {
				s.mu.Unlock()
				return
			}
			all = position.FindAllStringSubmatch(s.out.String()[s.seen:], -1)
		}
		last = all[len(all)-1][1]
		s.mu.Unlock()
		if _, err := io.WriteString(s.tty, "2"+enter); err != nil {
			return
		}
	}
}
