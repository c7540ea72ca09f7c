package journal_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"syscall"
	"testing"

	"fathom/assess/answerfile/disk/faulty"
	"fathom/assess/workshop"
	"fathom/assess/workshop/journal"
	"fathom/rubric/problem"
)

// meddling is what somebody may do to the file of a journal that is open, and why nothing is confirmed then; stays
// tells that Repair leaves what is there alone.
var meddling = map[string]struct {
	do    func(path string) error
	why   error
	stays bool
}{
	"removed": {os.Remove, fs.ErrNotExist, false},
	"renamed": {func(p string) error { return os.Rename(p, p+".old") }, fs.ErrNotExist, false},
	"emptied": {func(p string) error { return os.Truncate(p, 0) }, problem.ErrChanged, false},
	"cut":     {func(p string) error { return os.Truncate(p, 100) }, problem.ErrChanged, false},
	"put back as it was": {func(p string) error {
		data, err := os.ReadFile(p)
		return errors.Join(err, os.Rename(p, p+".old"), os.WriteFile(p, data[:len(data)/2], 0o600))
	}, problem.ErrChanged, false},
	"replaced": {func(p string) error {
		return errors.Join(os.Remove(p), os.WriteFile(p, []byte("a diary"), 0o600))
	}, problem.ErrChanged, true},
	"a folder": {func(p string) error { return errors.Join(os.Remove(p), os.Mkdir(p, 0o700)) }, problem.ErrChanged, true},
}

// TestMeddling: what is written into a file that no restart would find is not confirmed. Repaired, the journal has all
// that was confirmed before, and what comes after; but it is not written over somebody's own file.
func TestMeddling(t *testing.T) {
	for name, c := range meddling {
		panel := filepath.Join(t.TempDir(), "panel.yaml")
		j, _ := open(t, panel, journal.Options{})
		want := []workshop.Event{opened(), voted(1), voted(2)}
		if err := errors.Join(j.Append(want[0]), j.Append(want[1:]...), c.do(j.Path)); err != nil {
			t.Fatal(err)
		}
		if err := j.Append(voted(3)); !errors.Is(err, journal.ErrBroken) || !errors.Is(err, c.why) {
			t.Fatalf("%s: %v", name, err)
		}
		if c.stays {
			if _, err := j.Repair(); !errors.Is(err, problem.ErrReplaced) {
				t.Fatalf("%s: repaired: %v", name, err)
			}
			if data, err := os.ReadFile(j.Path); err == nil && string(data) != "a diary" {
				t.Fatalf("%s: now it is %q", name, data)
			}
			if err := os.Remove(j.Path); err != nil {
				t.Fatal(err)
			}
		}
		events, err := j.Repair()
		if err != nil || !reflect.DeepEqual(events, want) {
			t.Fatalf("%s: repaired: %v, %v", name, events, err)
		}
		want = append(want, voted(4))
		if err := errors.Join(j.Append(voted(4)), j.Close()); err != nil {
			t.Fatal(err)
		}
		if _, got := open(t, panel, journal.Options{}); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: read back: %v", name, got)
		}
		left, _ := filepath.Glob(filepath.Join(filepath.Dir(panel), ".*"))
		for _, path := range left {
			if path != j.Path && !strings.HasSuffix(path, ".old") {
				t.Errorf("%s: left %s", name, path)
			}
		}
	}
}

// TestRenewedOnFullDisk: while the disk refuses any step of writing anew, the journal stays broken and keeps all in
// mind; when it gives in nothing is lost.
func TestRenewedOnFullDisk(t *testing.T) {
	for _, call := range []string{"CreateTemp", "WriteAt", "Sync", "Rename", "Lock"} {
		panel := filepath.Join(t.TempDir(), "panel.yaml")
		d := &faulty.Disk{}
		j, _ := open(t, panel, journal.Options{Disk: d})
		if err := errors.Join(j.Append(opened(), voted(1)), os.Remove(j.Path)); err != nil {
			t.Fatal(err)
		}
		if err := j.Append(voted(2)); !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
		d.Refuse(syscall.ENOSPC, call)
		for range 3 {
			if _, err := j.Repair(); !errors.Is(err, syscall.ENOSPC) {
				t.Fatalf("%s: %v", call, err)
			}
		}
		if left, _ := filepath.Glob(filepath.Join(filepath.Dir(panel), ".*")); len(left) > 0 {
			t.Errorf("%s: left %v", call, left)
		}
		d.Refuse(nil)
		if events, err := j.Repair(); err != nil || len(events) != 2 {
			t.Errorf("%s: %v, %v", call, events, err)
		}
	}
}

// TestClosedWithoutFile: who closes a journal to go on with later finds it, though somebody removed it; who removes it
// takes no file of somebody else along, and does not mind that it is gone.
func TestClosedWithoutFile(t *testing.T) {
	panel := filepath.Join(t.TempDir(), "panel.yaml")
	j, _ := open(t, panel, journal.Options{})
	if err := errors.Join(j.Append(opened()), os.Remove(j.Path), j.Close()); err != nil {
		t.Fatal(err)
	}
	j, events := open(t, panel, journal.Options{})
	if len(events) != 1 {
		t.Errorf("%v", events)
	}
	if err := errors.Join(os.Remove(j.Path), j.Remove()); err != nil {
		t.Error(err)
	}
	j, _ = open(t, panel, journal.Options{})
	if err := errors.Join(os.Remove(j.Path), os.WriteFile(j.Path, []byte("a diary"), 0o600), j.Remove()); err != nil {
		t.Error(err)
	}
	if string(content(t, j.Path)) != "a diary" {
		t.Error("somebody's own file is gone")
	}
}
