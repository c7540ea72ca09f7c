//go:build unix

package main

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"fathom/rubric"
	"fathom/rubric/rubricfile"
)

const clear = "\x15" // Ctrl-U

// newOnTerminal starts `fathom rubric new` on a terminal, with a file in a new folder.
func newOnTerminal(t *testing.T, fathom string, env []string, args ...string) (s *session, path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "acme.yaml")
	return startSession(t, fathom, env, append([]string{"rubric", "new", path}, args...)...), path
}

func rubricIn(t *testing.T, path string) *rubric.Rubric {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	r, _, err := rubricfile.Read(rubricfile.File{Name: path, Data: data})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestRubricNewOnATerminal answers every question, on the whole screen and in plain lines, in both languages: wrong
// answers are told and asked again, and the answers are what stands in the file.
func TestRubricNewOnATerminal(t *testing.T) {
	fathom := program(t, ".")
	for _, c := range []struct{ lang, id, from, first, second, levels, wrong, twice, next string }{
		{"en", "The id", "build on", "in English?", "in Chinese?", "How many levels", "a whole number from 2 to 7", "shop stands there twice", "find what is wrong"},
		{"zh", "标识", "建立在什么之上", "（中文）", "（英文）", "标尺分几级", "请写 2 到 7 的整数", "shop 写了两次", "检查有没有毛病"},
	} {
		for _, plain := range []bool{false, true} {
			env, erase := []string(nil), clear
			if plain {
				env, erase = []string{"ACCESSIBLE=1"}, ""
			}
			s, path := newOnTerminal(t, fathom, env, "--lang", c.lang)
			for _, step := range [][2]string{
				{c.id, erase + "acme-1" + enter}, {c.from, "1" + enter}, {"English", "3" + enter},
				{c.first, erase + "ACME" + enter}, {c.second, erase + "艾克米" + enter}, {c.first, enter},
				{c.second, erase + "duty" + enter},
				{c.levels, erase + "8" + enter}, {c.wrong, erase + "３" + enter}, {c.first, erase + "Shop, shop" + enter},
				{c.twice, erase + "Shop, Stock" + enter},
				{c.second, erase + "a、b" + enter}, {c.next, ""},
			} {
				s.wants(step[0])
				s.types(step[1])
			}
			if code := s.ends(); code != exitOK {
				t.Fatalf("exit code %d\n%s", code, s.printed())
			}
			r := rubricIn(t, path)
			first, second := r.Languages[0], r.Languages[1]
			if r.ID != "acme-1" || r.Title[first] != "ACME" || r.Title[second] != "艾克米" || first != c.lang ||
				r.Parts[0].Noun[second] != "duty" ||
				len(r.Scales[0].Levels) != 3 || len(r.Dimensions) != 2 || r.Dimensions[1].Name[first] != "Stock" ||
				r.Dimensions[1].Name[second] != "b" {
				t.Errorf("%s, plain %t: %+v", c.lang, plain, r.Outline())
			}
		}
	}
}

// TestRubricNewAsksWhatIsOpen: what flags tell is not asked, and Esc leads back to the question before.
func TestRubricNewAsksWhatIsOpen(t *testing.T) {
	s, path := newOnTerminal(t, program(t, "."), nil, "--lang", "en", "--from", "channel-team", "--title", "zh=艾克米")
	s.wants("1 of 2")
	s.types(enter)
	s.wants("2 of 2")
	s.types("\x1b")
	s.wants("1 of 2")
	s.types(enter)
	s.wants("in English?")
	s.types(enter)
	if code := s.ends(); code != exitOK {
		t.Fatalf("exit code %d\n%s", code, s.printed())
	}
	data, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(data), "\nextends: channel-team@1.1.0\n") || !strings.Contains(string(data), "\ntitle: {zh: 艾克米, en: Acme}\n") {
		t.Errorf("%v\n%s", err, data)
	}
}

// TestRubricNewLeft: whatever ends the questions before the last, the terminal is as it was and nothing is written.
func TestRubricNewLeft(t *testing.T) {
	fathom := program(t, ".")
	for _, c := range []struct {
		name  string
		plain bool
		keys  string
		end   func(*session)
		code  int
	}{
		{"Ctrl-C at the first", false, "", func(s *session) { s.types(ctrlC) }, exitInterrupt},
		{"Ctrl-C at the third", false, enter + enter, func(s *session) { s.types(ctrlC) }, exitInterrupt},
		{"Esc at the first", false, "", func(s *session) { s.types("\x1b") }, exitInterrupt},
		{"SIGTERM", false, enter, func(s *session) { _ = s.cmd.Process.Signal(syscall.SIGTERM) }, exitTerminate},
		{"SIGHUP", false, enter, func(s *session) { _ = s.cmd.Process.Signal(syscall.SIGHUP) }, exitHangup},
		{"Ctrl-C in plain lines", true, enter, func(s *session) { s.types(ctrlC) }, exitInterrupt},
		{"the end of the input", true, enter, func(s *session) { s.types("\x04") }, exitInterrupt},
	} {
		env := []string(nil)
		if c.plain {
			env = []string{"ACCESSIBLE=1"}
		}
		s, path := newOnTerminal(t, fathom, env, "--lang", "en")
		s.wants("The id of the rubric?")
		s.types(c.keys)
		s.wants(map[string]string{"": "", enter: "build on", enter + enter: "In which languages"}[c.keys])
		c.end(s)
		s.wants("left; nothing was written")
		if code := s.ends(); code != c.code {
			t.Errorf("%s: exit code %d, want %d\n%s", c.name, code, c.code, s.printed())
		}
		if !c.plain && !strings.Contains(s.printed(), "\x1b[?1049l") {
			t.Errorf("%s: the terminal is not as it was", c.name)
		}
		if left := folder(t, filepath.Dir(path)); left != "" {
			t.Errorf("%s: left %s", c.name, left)
		}
	}
}

// TestRubricNewTaken: an id whose file exists is refused while there is time to choose another; with --no-input nobody
// is asked, terminal or not.
func TestRubricNewTaken(t *testing.T) {
	fathom := program(t, ".")
	t.Chdir(t.TempDir())
	if err := os.WriteFile("my-rubric.yaml", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s := startSession(t, fathom, nil, "rubric", "new", "--lang", "en", "--from", "none", "--langs", "en", "--title",
		"T", "--noun", "n", "--levels", "2", "--dimensions", "d")
	s.wants("1 of 1")
	s.types(enter)
	s.wants("there is a file my-rubric.yaml already")
	s.types("-2" + enter)
	s.wants("wrote my-rubric-2.yaml")
	if code := s.ends(); code != exitOK || rubricIn(t, "my-rubric-2.yaml").ID != "my-rubric-2" {
		t.Errorf("exit code %d\n%s", code, s.printed())
	}
	s = startSession(t, fathom, nil, "rubric", "new", "--lang", "en", "--no-input")
	s.wants("my-rubric.yaml is there already")
	if code := s.ends(); code != exitFile {
		t.Errorf("exit code %d\n%s", code, s.printed())
	}
}
