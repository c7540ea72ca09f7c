package answerfile_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/answerfile/atomicfile"
	"fathom/assess/answerfile/disk/faulty"
	"fathom/rubric/rubricfile"
)

func level(n int) assess.Answer { return assess.Answer{Given: true, State: assess.Answered, Level: n} }

func open(t testing.TB, path string, opt answerfile.Options) *answerfile.File {
	t.Helper()
	f, err := answerfile.Open(path, mini(t), opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func listed(t testing.TB, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return strings.Join(out, " ")
}

func TestFileRoundTrip(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.yaml")
	f := open(t, path, answerfile.Options{})
	if _, _, err := f.Load(); !errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("a file that is not there: %v", err)
	}
	a := sample(level(2), assess.Answer{})
	if err := f.Save(a); err != nil {
		t.Fatal(err)
	}
	if info, _ := os.Stat(path); info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", info.Mode())
	}
	back, changes, err := f.Load()
	if diff := cmp.Diff(a, back); err != nil || diff != "" || !changes.None() {
		t.Errorf("%v %+v %s", err, changes, diff)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if got := listed(t, filepath.Dir(path)); got != "a.yaml" {
		t.Errorf("left %s", got)
	}
}

// TestFileKeepsModeAndLink: a file that others may read stays so, and a link still points to it.
func TestFileKeepsModeAndLink(t *testing.T) {
	dir := t.TempDir()
	target, link := filepath.Join(dir, "real.yaml"), filepath.Join(dir, "link.yaml")
	if err := os.WriteFile(target, []byte(head+"  alpha/one: 1\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, link); err != nil {
		t.Skip(err)
	}
	f := open(t, link, answerfile.Options{})
	a, _, err := f.Load()
	if err != nil {
		t.Fatal(err)
	}
	a.Answers[0] = level(3)
	if err := f.Save(a); err != nil {
		t.Fatal(err)
	}
	info, err := os.Lstat(link)
	if err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("the link is gone: %v %v", err, info)
	}
	if info, _ := os.Stat(target); info.Mode().Perm() != 0o644 || !strings.Contains(string(read(t, target)), "alpha/one: 3") {
		t.Errorf("%v\n%s", info.Mode(), read(t, target))
	}
}

const commented = `# the workshop of May
# second line

# about the format
format: fathom.answers/1   # beside format
rubric: {id: mini, # inside
  # own line inside
  version: 1.0.0}
subject: {id: s}
date: 2026-11-20
# before answers
answers:   # beside answers
  # before beta
  beta/one: {level: 1, note: "# no comment"}   # beside beta
  # before alpha
  alpha/one:
    # in alpha
    level: 2   # beside level
    note: |
      # not a comment
      text
  # after all answers

# the end
`

// TestFileKeepsCapacity: agreed targets and the people there are stay in the file, with what was written beside them.
func TestFileKeepsCapacity(t *testing.T) {
	const text = `format: fathom.answers/1
rubric: {id: mini, version: 1.0.0}
subject: {id: s}
date: 2026-11-20
targets:
  # agreed with the board
  alpha: 3  # for 2027
capacity:  # person-days a quarter
  # until May
  BOSS: 12.5  # holidays are off
at_once: 3  # never more
answers:
  alpha/one: 2
`
	path := filepath.Join(t.TempDir(), "a.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	f := open(t, path, answerfile.Options{})
	a, _, err := f.Load()
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Save(a); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(text, string(read(t, path))); diff != "" {
		t.Error(diff)
	}
}

// TestFileKeepsComments: what a person wrote beside the answers is there after a save, once, and stays where it is.
func TestFileKeepsComments(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.yaml")
	if err := os.WriteFile(path, []byte(commented), 0o600); err != nil {
		t.Fatal(err)
	}
	f := open(t, path, answerfile.Options{})
	a, _, err := f.Load()
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Save(a); err != nil {
		t.Fatal(err)
	}
	want := `# the workshop of May
# second line

# about the format
format: fathom.answers/1  # beside format
# inside
# own line inside
rubric: {id: mini, version: 1.0.0}
subject: {id: s}
date: 2026-11-20
# before answers
answers:  # beside answers
  # before alpha
  # in alpha
  # beside level
  alpha/one: {level: 2, note: "# not a comment\ntext\n"}
  # after all answers

  # before beta
  beta/one: {level: 1, note: "# no comment"}  # beside beta

# the end
`
	if diff := cmp.Diff(want, string(read(t, path))); diff != "" {
		t.Error(diff)
	}
	for range 3 {
		if a, _, err = f.Load(); err != nil {
			t.Fatal(err)
		}
		if err := f.Save(a); err != nil {
			t.Fatal(err)
		}
	}
	for _, line := range strings.Split(commented, "\n") {
		i := strings.LastIndex(line, "# ")
		if i < 0 {
			continue
		}
		if n := strings.Count(string(read(t, path)), line[i:]); n != 1 {
			t.Errorf("%q stands %d times in\n%s", line[i:], n, read(t, path))
		}
	}
}

// BenchmarkSave saves 500 answers with notes and tells the slowest of a hundred, too: a person waits for that one.
func BenchmarkSave(b *testing.B) {
	var text strings.Builder
	text.WriteString("format: fathom.rubric/1\nid: long\nversion: 1.0.0\nlanguages: [en]\nscales: {plain: [{level: 1}, {level: 2}]}\nparts: [{id: team}]\ndimensions: [{id: work, part: team}]\npractices:\n  - id: p\n    dimension: work\n    criteria:\n")
	a := &assess.Assessment{Subject: assess.Subject{ID: "s"}, Date: "2026-11-20"}
	for i := range 500 {
		fmt.Fprintf(&text, "      - {id: c%d, core: %t}\n", i, i == 0)
		a.Answers = append(a.Answers, assess.Answer{Given: true, State: assess.Answered, Level: 1, Note: "两个大区争同一客户，没有书面规则",
			Text: "abcdefgh"})
	}
	r, _, err := rubricfile.Read(rubricfile.File{Name: "long.yaml", Data: []byte(text.String())})
	if err != nil {
		b.Fatal(err)
	}
	f, err := answerfile.Open(filepath.Join(b.TempDir(), "a.yaml"), r, answerfile.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	var took []time.Duration
	for b.Loop() {
		start := time.Now()
		if err := f.Save(a); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "ms-p99")
}

// TestFileChangedOutside: what somebody else wrote is never overwritten, and ours is kept beside it.
func TestFileChangedOutside(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.yaml")
	f := open(t, path, answerfile.Options{})
	if err := f.Save(sample(level(2), assess.Answer{})); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("theirs"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := f.Save(sample(level(3), assess.Answer{})); !errors.Is(err, answerfile.ErrChanged) {
		t.Fatalf("got %v", err)
	}
	beside, err := f.SaveBeside(sample(level(3), assess.Answer{}))
	if err != nil || filepath.Base(beside) != "a.mine-1.yaml" {
		t.Fatalf("%s %v", beside, err)
	}
	if string(read(t, path)) != "theirs" || !strings.Contains(string(read(t, beside)), "alpha/one: 3") {
		t.Errorf("%s\n%s", read(t, path), read(t, beside))
	}
	if second, err := f.SaveBeside(sample(level(1), assess.Answer{})); err != nil || second == beside {
		t.Errorf("%s %v", second, err)
	}
}

// TestFileEveryCallFails: whatever call of a save fails, the file holds the last good save or the new one, the session
// goes on, and the next save that works holds everything and leaves nothing behind.
func TestFileEveryCallFails(t *testing.T) {
	for _, cause := range []error{syscall.EIO, syscall.ENOSPC, syscall.EACCES, syscall.EINVAL} {
		for n := 1; ; n++ {
			path := filepath.Join(t.TempDir(), "a.yaml")
			d := &faulty.Disk{}
			f := open(t, path, answerfile.Options{Disk: d})
			if err := f.Save(sample(level(1), assess.Answer{})); err != nil {
				t.Fatal(err)
			}
			d.Break(n, cause)
			err := f.Save(sample(level(2), assess.Answer{}))
			if !d.Failed {
				if n < 8 {
					t.Fatalf("only %d calls", n-1)
				}
				break
			}
			want := 2
			if err != nil {
				want = 1
			}
			if a, rerr := answerfile.Read("a", read(t, path), mini(t)); rerr != nil || a.Answers[0].Level != want ||
				err != nil && !errors.Is(err, cause) {
				t.Errorf("%s: %v, %v %+v", d.Call, err, rerr, a)
			}
			if err := f.Save(sample(level(2), level(3))); err != nil {
				t.Errorf("after %s: %v", d.Call, err)
			}
			if err := f.Close(); err != nil {
				t.Error(err)
			}
			if got := listed(t, filepath.Dir(path)); got != "a.yaml" {
				t.Errorf("after %s: left %s", d.Call, got)
			}
		}
	}
}

// TestFileTorn: a file with a second name is written in place. When the disk fails in the middle, the answers stand
// whole beside it, the session does not take the torn file for somebody else's, and the next save mends it.
func TestFileTorn(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.yaml")
	d := &faulty.Disk{}
	f := open(t, path, answerfile.Options{Disk: d})
	first := sample(level(1), assess.Answer{})
	first.Subject.Name = strings.Repeat("gone later ", 50) // the new content is shorter, and its first half another
	if err := f.Save(first); err != nil {
		t.Fatal(err)
	}
	if err := os.Link(path, path+".too"); err != nil {
		t.Skip(err)
	}
	d.Refused = map[string]error{"WriteAt": syscall.EIO}
	var kept *atomicfile.Kept
	was, second := read(t, path), level(2)
	second.Note = strings.Repeat("long ", 50)
	if err := f.Save(sample(second, assess.Answer{})); !errors.As(err, &kept) || !kept.Torn || kept.Path != path ||
		bytes.Equal(read(t, path), was) {
		t.Fatalf("got %v", err)
	}
	if a, err := answerfile.Read("a", read(t, kept.At), mini(t)); err != nil || a.Answers[0].Level != 2 {
		t.Errorf("beside: %v", err)
	}
	d.Refused = nil
	if err := f.Save(sample(level(2), level(3))); err != nil {
		t.Errorf("after it: %v", err)
	}
	if got := listed(t, filepath.Dir(path)); got != ".a.yaml.lock a.yaml a.yaml.too" || !bytes.Equal(read(t, path), read(t, path+".too")) {
		t.Errorf("left %s", got)
	}
}

func TestOpenCleans(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{".fathom-a.yaml.123", "a.yaml.123.fathom-tmp", ".a.yaml.lock"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	f := open(t, filepath.Join(dir, "a.yaml"), answerfile.Options{})
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if got := listed(t, dir); got != "" {
		t.Errorf("left %s", got)
	}
}

// TestTextsAreExplained: the file says what its texts are, once however often it is saved, and keeps beside that what a
// person wrote there.
func TestTextsAreExplained(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.yaml")
	if err := os.WriteFile(path, []byte(`format: fathom.answers/1
rubric: {id: mini, version: 1.0.0}
subject: {id: s}
date: 2026-11-20
answers:
  alpha/one: 2

# mine
texts:
  alpha: {one: abcdefgh}
`), 0o600); err != nil {
		t.Fatal(err)
	}
	f := open(t, path, answerfile.Options{})
	for range 3 {
		a, _, err := f.Load()
		if err != nil {
			t.Fatal(err)
		}
		if err := f.Save(a); err != nil {
			t.Fatal(err)
		}
	}
	got := string(read(t, path))
	for _, once := range []string{"\n# mine\ntexts:\n", "\n# Kept by fathom: the wording", "\n# 由 fathom 填写："} {
		if strings.Count(got, once) != 1 {
			t.Errorf("%q is there %d times:\n%s", once, strings.Count(got, once), got)
		}
	}
}
