package faulty_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"fathom/assess/answerfile/disk/faulty"
)

// TestSyncOfNothing: a sync, which waits for nothing here, is an error where it is one on the real disk.
func TestSyncOfNothing(t *testing.T) {
	d, dir := &faulty.Disk{}, t.TempDir()
	f, err := d.Open(filepath.Join(dir, "a"), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(f.Sync(), d.SyncDir(dir), f.Close()); err != nil {
		t.Error(err)
	}
	if err := f.Sync(); !errors.Is(err, os.ErrClosed) {
		t.Errorf("a file that is closed: %v", err)
	}
	if err := d.SyncDir(filepath.Join(dir, "gone")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder that is not there: %v", err)
	}
}
