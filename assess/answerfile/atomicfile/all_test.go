package atomicfile_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"fathom/assess/answerfile/atomicfile"
	"fathom/assess/answerfile/disk"
	"fathom/assess/answerfile/disk/faulty"
)

// TestAll: whatever call fails, all files are written or the folder is as it was, without a new folder.
func TestAll(t *testing.T) {
	for _, cause := range []error{syscall.ENOSPC, syscall.EACCES} {
		for n := 1; ; n++ {
			dir := t.TempDir()
			old := filepath.Join(dir, "b.html")
			if err := os.WriteFile(old, []byte("old"), 0o640); err != nil {
				t.Fatal(err)
			}
			d := &faulty.Disk{FailAt: n, Err: cause}
			files := []atomicfile.File{{Path: filepath.Join(dir, "a.yaml"), Data: []byte("a"), Mode: 0o600},
				{Path: old, Data: []byte("b")}, {Path: filepath.Join(dir, "new", "deep", "c.csv"), Data: []byte("c"),
					Mode: 0o600}}
			err := atomicfile.New(d, nil).All(t.Context(), files, false)
			if !d.Failed {
				if n < 20 {
					t.Errorf("only %d calls", n)
				}
				break
			}
			want, text := "a.yaml b.html new", "b"
			if err != nil {
				want, text = "b.html", "old"
			}
			if got := names(t, dir); got != want || content(t, old) != text {
				t.Errorf("call %d (%s) fails with %v: %v, %s, %q", n, d.Call, cause, err, got, content(t, old))
			}
		}
	}
}

// TestAllFresh: files that must be new are refused when one is there, and none is written.
func TestAllFresh(t *testing.T) {
	old := oldFile(t)
	first := filepath.Join(filepath.Dir(old), "0.yaml")
	files := []atomicfile.File{{Path: first, Mode: 0o600}, {Path: old, Mode: 0o600}}
	err := atomicfile.New(nil, nil).All(t.Context(), files, true)
	if !errors.Is(err, fs.ErrExist) || content(t, old) != "old" || names(t, filepath.Dir(old)) != "a.yaml" {
		t.Errorf("%v, %s", err, names(t, filepath.Dir(old)))
	}
}

// TestAllEnds: a context that ends while files are prepared, or take their places, leaves what was there; once the last
// stands, it is too late.
func TestAllEnds(t *testing.T) {
	for n := 1; ; n++ {
		dir := t.TempDir()
		old := filepath.Join(dir, "b.yaml")
		if err := os.WriteFile(old, []byte("old"), 0o600); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancelCause(t.Context())
		why := errors.New("enough")
		d := &ending{cancel: func() { cancel(why) }, left: n}
		told := func(said disk.Notice) { t.Errorf("ended at call %d: %+v", n, said) }
		err := atomicfile.New(d, told).All(ctx, []atomicfile.File{{Path: filepath.Join(dir, "a.yaml"), Mode: 0o600},
			{Path: old, Data: []byte("b")}, {Path: filepath.Join(dir, "new", "c.yaml"), Mode: 0o600},
			{Path: filepath.Join(dir, "z.yaml"), Mode: 0o600}}, false)
		if d.left > 0 {
			if n < 8 {
				t.Errorf("only %d calls", n)
			}
			return
		}
		want, text := "b.yaml", "old"
		if err == nil {
			want, text = "a.yaml b.yaml new z.yaml", "b"
		}
		if got := names(t, dir); got != want || content(t, old) != text || err != nil && err != why {
			t.Errorf("ended at call %d: %v, %s, %q", n, err, got, content(t, old))
		}
		if err == nil && n < 9 { // the ninth places the last
			t.Errorf("ended at call %d, and all was written", n)
		}
	}
}

// ending is a disk at one of whose calls somebody ends the work.
type ending struct {
	disk.OS
	cancel func()
	left   int
}

func (d *ending) call() {
	if d.left--; d.left == 0 {
		d.cancel()
	}
}

func (d *ending) CreateTemp(dir, pattern string, mode fs.FileMode) (disk.File, error) {
	d.call()
	return d.OS.CreateTemp(dir, pattern, mode)
}

func (d *ending) Mkdir(name string, mode fs.FileMode) error {
	d.call()
	return d.OS.Mkdir(name, mode)
}

func (d *ending) Rename(from, to string) error {
	d.call()
	return d.OS.Rename(from, to)
}

func (d *ending) SyncDir(dir string) error {
	d.call()
	return d.OS.SyncDir(dir)
}

// TestAllSyncsOnce: a folder is synced once, however many files take their places in it, and after the last of them.
func TestAllSyncsOnce(t *testing.T) {
	d := &faulty.Disk{}
	dir := t.TempDir()
	var files []atomicfile.File
	for i := range 50 {
		files = append(files, atomicfile.File{Path: filepath.Join(dir, fmt.Sprint(i)), Mode: 0o600})
	}
	if err := atomicfile.New(d, nil).All(t.Context(), files, true); err != nil {
		t.Fatal(err)
	}
	synced := 0
	for _, call := range d.Calls {
		if call == "SyncDir" {
			synced++
		}
	}
	if last := d.Calls[len(d.Calls)-1]; synced != 1 || last != "SyncDir" {
		t.Errorf("synced %d times, the last call is %s", synced, last)
	}
}

// TestAllHolds: each file is held for the moment in which it takes its place; one that may not any more ends it all.
func TestAllHolds(t *testing.T) {
	old := oldFile(t)
	dir := filepath.Dir(old)
	held, refused := 0, errors.New("open elsewhere")
	hold := func(err error) func() (func(), error) {
		return func() (func(), error) {
			held++
			return func() { held-- }, err
		}
	}
	files := []atomicfile.File{{Path: old, Data: []byte("new"), Hold: hold(nil)},
		{Path: filepath.Join(dir, "b.yaml"), Mode: 0o600, Hold: hold(refused)}}
	err := atomicfile.New(nil, nil).All(t.Context(), files, false)
	if err != refused || held != 1 || content(t, old) != "old" || names(t, dir) != "a.yaml" {
		t.Errorf("%v, %d held, %q, %s", err, held, content(t, old), names(t, dir))
	}
	held, files[1].Hold = 0, hold(nil)
	err = atomicfile.New(nil, nil).All(t.Context(), files, false)
	if err != nil || held != 0 || content(t, old) != "new" || names(t, dir) != "a.yaml b.yaml" {
		t.Errorf("%v, %d held, %q, %s", err, held, content(t, old), names(t, dir))
	}
}
