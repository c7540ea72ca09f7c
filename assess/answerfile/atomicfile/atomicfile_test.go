package atomicfile_test

import (
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

	"fathom/assess/answerfile/atomicfile"
	"fathom/assess/answerfile/disk"
	"fathom/assess/answerfile/disk/faulty"
)

func content(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func names(t *testing.T, dir string) string {
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

// oldFile is a file with content in a folder of its own.
func oldFile(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.yaml")
	if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestWrite(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.yaml")
	w := atomicfile.New(nil, nil)
	for _, text := range []string{"one", "two"} {
		if err := w.Write(path, []byte(text), 0o640); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(path)
		if err != nil || info.Mode().Perm() != 0o640 || content(t, path) != text {
			t.Errorf("%v %v %q", err, info.Mode(), content(t, path))
		}
	}
	if got := names(t, filepath.Dir(path)); got != "a.yaml" {
		t.Errorf("left %s", got)
	}
}

// TestEveryCallFails makes each call of a save fail in turn, and every shorter write: the file is the old one or the
// new one, and nothing is left behind as long as removing works. A disk that lacks a step is forgiven unless the
// content needs it; one that failed is forgiven only where the content stands already.
func TestEveryCallFails(t *testing.T) {
	needed := map[error]string{
		syscall.ENOSPC:       "CreateTemp Write Sync Close Rename",
		syscall.EIO:          "CreateTemp Write Sync Close Rename",
		syscall.EDQUOT:       "CreateTemp Write Sync Close Rename",
		syscall.EINVAL:       "Write Close",
		syscall.EOPNOTSUPP:   "Write Close",
		syscall.ENOTTY:       "Write Close",
		syscall.EPERM:        "Writable Write Sync Close",
		syscall.EACCES:       "Writable Write Sync Close",
		syscall.ENAMETOOLONG: "Write Sync Close Rename",
		syscall.EBUSY:        "CreateTemp Write Sync Close",
		syscall.EEXIST:       "CreateTemp Write Sync Close",
	}
	for cause, calls := range needed {
		for n := 1; ; n++ {
			path := oldFile(t)
			d := &faulty.Disk{FailAt: n, Err: cause}
			err := atomicfile.New(d, nil).Write(path, []byte("brand new"), 0o600)
			if !d.Failed {
				if n < 8 {
					t.Fatalf("only %d calls", n-1)
				}
				break
			}
			want := "brand new"
			if slices.Contains(strings.Fields(calls), d.Call) {
				want = "old"
			}
			var of *fs.PathError
			if got := content(t, path); got != want || (err == nil) != (want != "old") ||
				err != nil && (!errors.Is(err, cause) || !errors.As(err, &of) || of.Path != path) {
				t.Errorf("call %d (%s) fails with %v: %q, %v", n, d.Call, cause, got, err)
			}
			if got := names(t, filepath.Dir(path)); got != "a.yaml" {
				t.Errorf("call %d (%s) fails with %v: left %s", n, d.Call, cause, got)
			}
		}
	}
}

// TestAsksAgain: a file that somebody has open for a moment is replaced when it is closed, and nothing else is tried.
func TestAsksAgain(t *testing.T) {
	path := oldFile(t)
	d := &faulty.Disk{Refused: map[string]error{"Rename": syscall.EBUSY}, Times: 4}
	if err := atomicfile.New(d, nil).Write(path, []byte("new"), 0o600); err != nil || content(t, path) != "new" {
		t.Errorf("%v %q", err, content(t, path))
	}
	if d.Waited != 150*time.Millisecond || slices.Contains(d.Calls, "Open") { // 10 + 20 + 40 + 80
		t.Errorf("waited %v, %v", d.Waited, d.Calls)
	}
}

// TestNeverReplaces: a disk that never replaces a file is written in place after two seconds, at once the next time,
// and nothing is left beside; where it cannot be written in place either, both stay and the next attempt that works
// tidies up.
func TestNeverReplaces(t *testing.T) {
	path := oldFile(t)
	d := &faulty.Disk{NoOver: true}
	w := atomicfile.New(d, nil)
	for _, text := range []string{"new and longer", "short", ""} {
		if err := w.Write(path, []byte(text), 0o600); err != nil || content(t, path) != text ||
			names(t, filepath.Dir(path)) != "a.yaml" {
			t.Errorf("%v, %q, %s", err, content(t, path), names(t, filepath.Dir(path)))
		}
	}
	if d.Waited != atomicfile.Patience {
		t.Errorf("waited %v", d.Waited)
	}
	d.Refused = map[string]error{"Open": syscall.EACCES}
	for _, text := range []string{"one", "two"} {
		var kept *atomicfile.Kept
		err := w.Write(path, []byte(text), 0o600)
		if !errors.As(err, &kept) || kept.Torn || filepath.Base(kept.At) != "a.new-1.yaml" ||
			content(t, kept.At) != text || content(t, path) != "" {
			t.Errorf("%v", err)
		}
	}
	d.Refused, d.NoOver = nil, false
	if err := w.Write(path, []byte("three"), 0o600); err != nil || names(t, filepath.Dir(path)) != "a.yaml" {
		t.Errorf("%v, left %s", err, names(t, filepath.Dir(path)))
	}
}

// TestEveryCallInPlaceFails: whatever call fails while a file is written in place, the old content or the new one
// stands whole in it or beside it, and the error says where.
func TestEveryCallInPlaceFails(t *testing.T) {
	for _, text := range []string{"brand new", "n"} { // longer than the old content, and shorter
		for n := 1; ; n++ {
			path := oldFile(t)
			other := path + ".other"
			if err := os.Link(path, other); err != nil {
				t.Skip(err)
			}
			d := &faulty.Disk{FailAt: n, Err: syscall.ENOSPC}
			err := atomicfile.New(d, nil).Write(path, []byte(text), 0o600)
			if !d.Failed {
				if err != nil || content(t, other) != text || n < 12 {
					t.Errorf("%d calls, %v, %q", n, err, content(t, other))
				}
				break
			}
			var kept *atomicfile.Kept
			torn := errors.As(err, &kept) && kept.Torn
			switch got := content(t, path); {
			case torn && content(t, kept.At) != text:
				t.Errorf("call %d (%s): %q beside", n, d.Call, content(t, kept.At))
			case err == nil && got != text, err != nil && !torn && got != "old":
				t.Errorf("call %d (%s): %q, %v", n, d.Call, got, err)
			}
			left := names(t, filepath.Dir(path))
			if d.Call != "Remove" && left != "a.yaml a.yaml.other" && !(torn && left == "a.new-1.yaml a.yaml a.yaml.other") {
				t.Errorf("call %d (%s): left %s", n, d.Call, left)
			}
		}
	}
}

// TestKeepsOwnerOrFile: where the owner cannot be kept by a new file, the old one is written in place and is the same
// file.
func TestKeepsOwnerOrFile(t *testing.T) {
	path := oldFile(t)
	before, _ := os.Stat(path)
	d := &faulty.Disk{Refused: map[string]error{"Adopt": syscall.EPERM}}
	if err := atomicfile.New(d, nil).Write(path, []byte("new"), 0o600); err != nil || content(t, path) != "new" {
		t.Fatalf("%v %q", err, content(t, path))
	}
	if after, _ := os.Stat(path); !os.SameFile(before, after) {
		t.Error("another file")
	}
	if got := names(t, filepath.Dir(path)); got != "a.yaml" {
		t.Errorf("left %s", got)
	}
}

// TestNames: a dot at the beginning may be refused, and a name may be as long as the disk allows.
func TestNames(t *testing.T) {
	long := strings.Repeat("渠", 83) + ".yaml" // 254 bytes
	for _, d := range []*faulty.Disk{{}, {NoDots: true}, {Longest: 255}, {Longest: 143}} {
		for _, name := range []string{"a.yaml", long, strings.Repeat("a", 143), strings.Repeat("a", 255)} {
			if d.Longest > 0 && len(name) > d.Longest {
				continue
			}
			path := filepath.Join(t.TempDir(), name)
			for _, text := range []string{"one", "two"} {
				if err := atomicfile.New(d, nil).Write(path, []byte(text), 0o600); err != nil ||
					content(t, path) != text {
					t.Errorf("%s: %v", name, err)
				}
			}
			if got := names(t, filepath.Dir(path)); got != name {
				t.Errorf("left %s", got)
			}
			if beside := atomicfile.Beside(path, "new"); len(filepath.Base(beside)) > max(120, len(name)+6) {
				t.Errorf("%d bytes: %s", len(filepath.Base(beside)), beside)
			}
		}
	}
}

// TestNotices: what a person should know, and no more.
func TestNotices(t *testing.T) {
	for _, c := range []struct {
		call string
		err  error
		want string
	}{
		{"Chmod", syscall.EPERM, ""}, // a temporary file is for the user alone to begin with
		{"SyncDir", syscall.EIO, "2"},
		{"SyncDir", syscall.EINVAL, ""},
		{"SyncDir", syscall.EACCES, ""},
		{"SyncDir", syscall.ENOTTY, ""},
		{"Sync", syscall.EINVAL, ""},
		{"Lock", syscall.ENOLCK, ""},
	} {
		var got strings.Builder
		w := atomicfile.New(&faulty.Disk{Refused: map[string]error{c.call: c.err}},
			func(n disk.Notice) { fmt.Fprint(&got, int(n.Kind)) })
		if err := w.Write(filepath.Join(t.TempDir(), "a"), nil, 0o600); err != nil || got.String() != c.want {
			t.Errorf("%s %v: %v, notices %q", c.call, c.err, err, got.String())
		}
	}
}

func TestCreate(t *testing.T) {
	for _, d := range []*faulty.Disk{{}, {Refused: map[string]error{"Link": syscall.EPERM}}} {
		path := filepath.Join(t.TempDir(), "a.yaml")
		w := atomicfile.New(d, nil)
		if err := w.Create(path, []byte("one"), 0o644); err != nil || content(t, path) != "one" {
			t.Fatal(err)
		}
		if err := w.Create(path, []byte("two"), 0o644); !errors.Is(err, fs.ErrExist) || content(t, path) != "one" {
			t.Errorf("%v %q", err, content(t, path))
		}
		if got := names(t, filepath.Dir(path)); got != "a.yaml" {
			t.Errorf("left %s", got)
		}
	}
}

// TestClean: what killed writers left goes when its age tells that it rests and nobody holds it; what is no temporary
// file of ours stays.
func TestClean(t *testing.T) {
	dir := t.TempDir()
	aged := func(name string, age time.Duration) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, time.Time{}, time.Now().Add(-age)); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for _, name := range []string{"a.yaml", ".fathom-a.yaml.note", ".fathom-a.yaml.1.tmp", "a.123.tmp"} {
		aged(name, time.Hour)
	}
	aged(".fathom-a.yaml.123", time.Hour)
	aged("gap.html.9.fathom-tmp", time.Hour)
	aged(".fathom-a.yaml.77", time.Second)
	held, err := disk.OS{}.Open(aged(".fathom-b.yaml.5", time.Hour), os.O_RDWR, 0)
	if err != nil || held.Lock() != nil {
		t.Fatal(err)
	}
	defer held.Close()
	const stays = ".fathom-a.yaml.1.tmp .fathom-a.yaml.77 .fathom-a.yaml.note .fathom-b.yaml.5 "
	if err := atomicfile.New(nil, nil).Write(filepath.Join(dir, "z.csv"), nil, 0o600); err != nil ||
		names(t, dir) != stays+"a.123.tmp a.yaml z.csv" {
		t.Errorf("%v, left %s", err, names(t, dir))
	}
	atomicfile.New(nil, nil).CleanOf(filepath.Join(dir, "a.yaml"))
	if got := names(t, dir); got != strings.Replace(stays, ".fathom-a.yaml.77 ", "", 1)+"a.123.tmp a.yaml z.csv" {
		t.Errorf("left %s", got)
	}
	noLocks := &faulty.Disk{Refused: map[string]error{"Lock": syscall.ENOLCK}}
	aged(".fathom-c.123", time.Hour)
	aged(".fathom-d.123", 25*time.Hour)
	atomicfile.New(noLocks, nil).Clean(dir)
	if got := names(t, dir); !strings.Contains(got, "-c.123") || strings.Contains(got, "-d.123") {
		t.Errorf("without locks: left %s", got)
	}
}

// TestLeftover: the copy that an interrupted save left is told of.
func TestLeftover(t *testing.T) {
	path := oldFile(t)
	if err := os.WriteFile(atomicfile.Beside(path, "new"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var got []disk.Notice
	atomicfile.New(nil, func(n disk.Notice) { got = append(got, n) }).CleanOf(path)
	if len(got) != 1 || got[0].Kind != disk.Leftover || filepath.Base(got[0].Also) != "a.new-1.yaml" {
		t.Errorf("%+v", got)
	}
}

func BenchmarkWrite(b *testing.B) {
	data := []byte(fmt.Sprintf("%10000s", "x"))
	path := filepath.Join(b.TempDir(), "a.yaml")
	w := atomicfile.New(nil, nil)
	for b.Loop() {
		if err := w.Write(path, data, 0o600); err != nil {
			b.Fatal(err)
		}
	}
}
