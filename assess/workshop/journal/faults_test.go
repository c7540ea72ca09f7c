package journal_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"syscall"
	"testing"

	"fathom/assess/answerfile/disk"
	"fathom/assess/answerfile/disk/faulty"
	"fathom/assess/workshop"
	"fathom/assess/workshop/journal"
)

// forgetful is a disk that loses what a failed sync was to keep, as systems do: they give the pages up, and the next
// sync has nothing to say of them.
type forgetful struct{ disk.Disk }

func (d forgetful) Open(name string, flag int, mode fs.FileMode) (disk.File, error) {
	f, err := d.Disk.Open(name, flag, mode)
	if err != nil {
		return nil, err
	}
	return &forgetfulFile{File: f}, nil
}

type forgetfulFile struct {
	disk.File
	dirty [][2]int64 // from, to
}

func (f *forgetfulFile) WriteAt(p []byte, off int64) (int, error) {
	f.dirty = append(f.dirty, [2]int64{off, off + int64(len(p))})
	return f.File.WriteAt(p, off)
}

func (f *forgetfulFile) Sync() error {
	err := f.File.Sync()
	if err != nil {
		err = errors.Join(err, f.forget())
	}
	f.dirty = nil
	return err
}

func (f *forgetfulFile) forget() error {
	w, err := os.OpenFile(f.Name(), os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	info, err := w.Stat()
	for _, d := range f.dirty {
		if err == nil && d[0] < info.Size() {
			_, err = w.WriteAt(make([]byte, min(d[1], info.Size())-d[0]), d[0])
		}
	}
	return errors.Join(err, w.Close())
}

// session appends events one by one, repairs the journal when it is broken, and tries the same event again, as a phone
// does. It returns what was confirmed.
func session(t *testing.T, j *journal.Journal, from, n int) (confirmed []workshop.Event) {
	t.Helper()
	for k := from; k < from+n; k++ {
		for try := 0; ; try++ {
			err := j.Append(voted(k))
			if err == nil {
				confirmed = append(confirmed, voted(k))
				break
			}
			if !errors.Is(err, journal.ErrBroken) || j.Broken() == nil || try > 2 {
				t.Fatalf("%v", err)
			}
			if err := j.Append(voted(99)); !errors.Is(err, journal.ErrBroken) {
				t.Fatalf("a broken journal takes more: %v", err)
			}
			for try := 0; ; try++ {
				events, err := j.Repair()
				if err != nil && try < 2 {
					continue
				}
				if err != nil {
					t.Fatal(err)
				}
				if !reflect.DeepEqual(events, confirmed) && len(events)+len(confirmed) > 0 {
					t.Fatalf("repaired: %v, confirmed: %v", events, confirmed)
				}
				break
			}
		}
	}
	return confirmed
}

// TestEveryCall: whichever call of the disk fails, and however, nothing is confirmed that is not in the file, and
// nothing is in it twice.
func TestEveryCall(t *testing.T) {
	for _, fault := range []error{syscall.EIO, syscall.ENOSPC, fs.ErrPermission} {
		for n := 1; ; n++ {
			panel := filepath.Join(t.TempDir(), "p.yaml")
			d := &faulty.Disk{}
			d.Break(n, fault)
			j, _, err := journal.Open(panel, journal.Options{Disk: forgetful{d}})
			if err != nil && !d.Failed {
				t.Fatalf("call %d: %v", n, err)
			}
			if err != nil {
				if j, _, err = journal.Open(panel, journal.Options{Disk: forgetful{d}}); err != nil {
					t.Fatalf("call %d: opened again: %v", n, err)
				}
			}
			confirmed := session(t, j, 1, 6)
			failed := d.Failed
			_ = j.Close()
			_, events := open(t, panel, journal.Options{})
			if !reflect.DeepEqual(events, confirmed) {
				t.Fatalf("call %d, %s: confirmed %v, in the file %v", n, d.Call, confirmed, events)
			}
			if !failed {
				break
			}
		}
	}
}

// TestBrokenForLong: while the disk goes on refusing, so does the journal, and what was confirmed stays.
func TestBrokenForLong(t *testing.T) {
	for _, call := range []string{"WriteAt", "Sync", "Truncate"} {
		panel := filepath.Join(t.TempDir(), "p.yaml")
		d := &faulty.Disk{}
		j, _ := open(t, panel, journal.Options{Disk: d})
		if err := j.Append(opened(), voted(1)); err != nil {
			t.Fatal(err)
		}
		d.Refused = map[string]error{"WriteAt": syscall.EIO, call: syscall.EIO}
		for range 3 {
			if err := j.Append(voted(2)); !errors.Is(err, journal.ErrBroken) || !errors.Is(err, syscall.EIO) {
				t.Fatalf("%s: %v", call, err)
			}
			if _, err := j.Repair(); (err == nil) != (call == "WriteAt") {
				t.Fatalf("%s: repaired: %v", call, err)
			}
		}
		d.Refused = nil
		if events, err := j.Repair(); err != nil || len(events) != 2 {
			t.Fatalf("%s: %v, %v", call, events, err)
		}
		if err := errors.Join(j.Append(voted(3)), j.Close()); err != nil {
			t.Fatal(err)
		}
		want := []workshop.Event{opened(), voted(1), voted(3)}
		if _, events := open(t, panel, journal.Options{}); !reflect.DeepEqual(events, want) {
			t.Errorf("%s: %v", call, events)
		}
	}
}

// during is a disk on which something happens while it syncs.
type during struct {
	disk.Disk
	what *func()
}

func (d during) Open(name string, flag int, mode fs.FileMode) (disk.File, error) {
	f, err := d.Disk.Open(name, flag, mode)
	return duringFile{f, d.what}, err
}

type duringFile struct {
	disk.File
	what *func()
}

func (f duringFile) Sync() error {
	(*f.what)()
	return f.File.Sync()
}

// TestQueuedBehindLost: what was queued while a write failed is lost with it, though its own write never began. What is
// queued while one goes well is written next.
func TestQueuedBehindLost(t *testing.T) {
	for _, lost := range []bool{false, true} {
		d, meanwhile := &faulty.Disk{}, func() {}
		panel := filepath.Join(t.TempDir(), "p.yaml")
		j, _ := open(t, panel, journal.Options{Disk: during{d, &meanwhile}})
		var second func() error
		meanwhile = func() {
			meanwhile = func() {}
			second = j.Queue(voted(2))
			if lost {
				d.Refused = map[string]error{"Sync": syscall.EIO}
				d.Times = 1
			}
		}
		if err := j.Append(voted(1)); errors.Is(err, journal.ErrBroken) != lost {
			t.Error(err)
		}
		if err := second(); errors.Is(err, journal.ErrBroken) != lost {
			t.Error(err)
		}
		if events, err := j.Repair(); err != nil || lost != (len(events) == 0) {
			t.Error(events, err)
		}
	}
}

// TestRemovedForGood: once the file is removed, that closing it fails is nobody's concern; while it cannot be removed,
// that is told.
func TestRemovedForGood(t *testing.T) {
	for call, wanted := range map[string]error{"Close": nil, "Remove": syscall.EIO} {
		d := &faulty.Disk{}
		panel := filepath.Join(t.TempDir(), "p.yaml")
		j, _ := open(t, panel, journal.Options{Disk: d})
		if err := j.Append(opened()); err != nil {
			t.Fatal(err)
		}
		d.Refuse(syscall.EIO, call)
		if err := j.Remove(); !errors.Is(err, wanted) {
			t.Errorf("%s: %v, want %v", call, err, wanted)
		}
	}
}
