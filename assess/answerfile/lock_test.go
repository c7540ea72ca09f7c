package answerfile_test

import (
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/answerfile/disk"
	"fathom/assess/answerfile/disk/faulty"
)

func TestOpenTellsWhoHoldsIt(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.yaml")
	f := open(t, path, answerfile.Options{Who: "li@laptop"})
	var held answerfile.Held
	if _, err := answerfile.Open(path, mini(t), answerfile.Options{}); !errors.As(err, &held) ||
		held.Who != "li@laptop" || held.Since == "" {
		t.Errorf("got %v", err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	open(t, path, answerfile.Options{})
}

// TestOpenRaces: of many sessions that open one file at the same time, one at a time holds it.
func TestOpenRaces(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.yaml")
	r := mini(t)
	var inside, opened atomic.Int32
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 100 {
				f, err := answerfile.Open(path, r, answerfile.Options{})
				if err != nil {
					continue
				}
				opened.Add(1)
				if inside.Add(1) != 1 {
					t.Error("two sessions hold the file")
				}
				time.Sleep(time.Duration(rand.IntN(200)) * time.Microsecond) // long enough to be met by another
				inside.Add(-1)
				if err := f.Close(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if opened.Load() == 0 {
		t.Error("nobody got it")
	}
}

// between does something after a file was opened and before it is locked.
type between struct {
	disk.OS
	once func()
}

func (b *between) Open(name string, flag int, mode fs.FileMode) (disk.File, error) {
	f, err := b.OS.Open(name, flag, mode)
	if do := b.once; do != nil {
		b.once = nil
		do()
	}
	return f, err
}

// TestLockThatWasLetGo: who locks a lock file that its holder has just removed takes a new one, which the next session
// meets.
func TestLockThatWasLetGo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.yaml")
	f := open(t, path, answerfile.Options{Who: "first"})
	open(t, path, answerfile.Options{Who: "second", Disk: &between{once: func() { _ = f.Close() }}})
	if err := f.Close(); err != nil { // again: it does not take the lock of the second away
		t.Error(err)
	}
	var held answerfile.Held
	if _, err := answerfile.Open(path, mini(t), answerfile.Options{}); !errors.As(err, &held) || held.Who != "second" {
		t.Errorf("got %v", err)
	}
}

// TestLockFollowsNothing: what somebody put where the lock would be is not touched, whatever it is, and the error names
// it.
func TestLockFollowsNothing(t *testing.T) {
	plants := map[string]func(at, victim string) error{
		"link":          func(at, victim string) error { return os.Symlink(victim, at) },
		"link to none":  func(at, victim string) error { return os.Symlink(victim+"-new", at) },
		"second name":   func(at, victim string) error { return os.Link(victim, at) },
		"folder":        func(at, _ string) error { return os.Mkdir(at, 0o700) },
		"somebody's":    func(at, _ string) error { return os.WriteFile(at, make([]byte, 2000), 0o600) },
		"link to a dir": func(at, victim string) error { return os.Symlink(filepath.Dir(victim), at) },
	}
	for kind, plant := range plants {
		dir := t.TempDir()
		path, victim := filepath.Join(dir, "a.yaml"), filepath.Join(dir, "victim")
		if err := os.WriteFile(victim, []byte("precious"), 0o600); err != nil {
			t.Fatal(err)
		}
		at := filepath.Join(dir, ".a.yaml.lock")
		if err := plant(at, victim); err != nil {
			t.Log(kind, err)
			continue
		}
		before := listed(t, dir)
		_, err := answerfile.Open(path, mini(t), answerfile.Options{Who: "li@laptop"})
		var not answerfile.NotALock
		if !errors.As(err, &not) || not.Path != at {
			t.Errorf("%s: %v", kind, err)
		}
		if string(read(t, victim)) != "precious" || listed(t, dir) != before {
			t.Errorf("%s: victim %q, %s", kind, read(t, victim), listed(t, dir))
		}
	}
}

// TestLockWithoutDots: where a dot at the beginning is refused, two sessions still meet at one lock.
func TestLockWithoutDots(t *testing.T) {
	path := filepath.Join(t.TempDir(), strings.Repeat("a", 200)+".yaml")
	f := open(t, path, answerfile.Options{Disk: &faulty.Disk{NoDots: true, Longest: 255}, Who: "li"})
	var held answerfile.Held
	noDots := answerfile.Options{Disk: &faulty.Disk{NoDots: true}}
	if _, err := answerfile.Open(path, mini(t), noDots); !errors.As(err, &held) || held.Who != "li" {
		t.Errorf("got %v", err)
	}
	if err := f.Save(sample(level(1), assess.Answer{})); err != nil {
		t.Error(err)
	}
	if err := f.Close(); err != nil || listed(t, filepath.Dir(path)) != filepath.Base(path) {
		t.Errorf("%v, left %s", err, listed(t, filepath.Dir(path)))
	}
}

// TestNoLocks: without locks the session begins with a warning, which names who opened the file before; and what two
// sessions write at the same time is never lost: the second to save is told, and keeps its answers beside.
func TestNoLocks(t *testing.T) {
	for _, missing := range []error{syscall.ENOLCK, syscall.ENOSYS, syscall.EOPNOTSUPP, syscall.ENOTSUP,
		syscall.EINVAL} {
		path := filepath.Join(t.TempDir(), "a.yaml")
		var told []disk.Notice
		opt := answerfile.Options{Who: "li@laptop", Disk: &faulty.Disk{Refused: map[string]error{"Lock": missing}},
			Notice: func(n disk.Notice) { told = append(told, n) }}
		one, two := open(t, path, opt), open(t, path, opt)
		if len(told) != 2 || told[0].Kind != disk.NoLocks || told[0].Also != "" || !strings.HasPrefix(told[1].Also, "li@laptop 20") ||
			told[1].Path != path {
			t.Errorf("%v: %+v", missing, told)
		}
		if err := one.Save(sample(level(1), assess.Answer{})); err != nil {
			t.Error(err)
		}
		if err := two.Save(sample(level(2), assess.Answer{})); !errors.Is(err, answerfile.ErrChanged) {
			t.Errorf("%v: %v", missing, err)
		}
		if beside, err := two.SaveBeside(sample(level(2), assess.Answer{})); err != nil ||
			!strings.Contains(string(read(t, beside)), "alpha/one: 2") {
			t.Errorf("%v: %v", missing, err)
		}
		if err := errors.Join(one.Close(), two.Close()); err != nil || listed(t, filepath.Dir(path)) != "a.mine-1.yaml a.yaml" {
			t.Errorf("%v, left %s", err, listed(t, filepath.Dir(path)))
		}
	}
}

// TestLockFails: a lock that fails for another reason is no lock, and the error names the file that the person knows.
func TestLockFails(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.yaml")
	for call, cause := range map[string]error{"Lock": syscall.EIO, "Create": syscall.EROFS} {
		broken := &faulty.Disk{Refused: map[string]error{call: cause}}
		_, err := answerfile.Open(path, mini(t), answerfile.Options{Disk: broken})
		if !errors.Is(err, cause) || !strings.Contains(err.Error(), path+":") ||
			strings.Contains(err.Error(), ".lock") {
			t.Errorf("%s: %v", call, err)
		}
	}
	for _, call := range []string{"Truncate", "WriteAt", "Remove"} { // who it is, is for people only
		f, err := answerfile.Open(path, mini(t), answerfile.Options{Who: "li",
			Disk: &faulty.Disk{Refused: map[string]error{call: syscall.EIO}}})
		if err != nil || f.Close() != nil {
			t.Errorf("%s: %v", call, err)
		}
	}
}

// holder is the environment variable that makes this test program a session that holds a file until it is killed.
const holder = "FATHOM_TEST_HOLDS"

// TestLockOfTheDead: another process that holds the file keeps us out and tells who it is; killed, it does not.
func TestLockOfTheDead(t *testing.T) {
	if path := os.Getenv(holder); path != "" {
		f, err := answerfile.Open(path, mini(t), answerfile.Options{Who: "wang@desk"})
		if err != nil {
			t.Fatal(err)
		}
		_, _ = os.Stdout.WriteString("held\n")
		// until it is killed; nothing else runs here, so waiting for nothing would be a deadlock
		time.Sleep(time.Minute)
		_ = f.Close()
	}
	path := filepath.Join(t.TempDir(), "a.yaml")
	for range 20 {
		other := exec.Command(os.Args[0], "-test.run=^TestLockOfTheDead$")
		other.Env = append(os.Environ(), holder+"="+path)
		said, err := other.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := other.Start(); err != nil {
			t.Fatal(err)
		}
		word := make([]byte, 5)
		if _, err := said.Read(word); err != nil || string(word) != "held\n" {
			t.Fatalf("%v %q", err, word)
		}
		var held answerfile.Held
		if _, err := answerfile.Open(path, mini(t), answerfile.Options{}); !errors.As(err, &held) ||
			held.Who != "wang@desk" || held.Since == "" {
			t.Errorf("alive: %v", err)
		}
		_ = other.Process.Kill()
		_ = other.Wait()
		f, err := answerfile.Open(path, mini(t), answerfile.Options{})
		if err != nil {
			t.Fatalf("dead: %v", err)
		}
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}
}
