// Package faulty is a disk for tests: one chosen call fails.
package faulty

import (
	"io/fs"

	"fathom/assess/answerfile/atomicfile"
)

// Disk is the real disk, but its FailAt-th call from now fails with Err. With FailAt 0 every call works.
type Disk struct {
	FailAt int
	Err    error

	Failed bool   // the call has failed
	Call   string // its name

	calls int
	atomicfile.OS
}

// Break makes the n-th call from now fail.
func (d *Disk) Break(n int, err error) {
	d.FailAt, d.Err, d.Failed, d.calls = n, err, false, 0
}

func (d *Disk) fail(call string) bool {
	if d.calls++; d.calls != d.FailAt {
		return false
	}
	d.Failed, d.Call = true, call
	return true
}

// CreateTemp creates a temporary file whose calls are counted too.
func (d *Disk) CreateTemp(dir, pattern string) (atomicfile.Temp, error) {
	if d.fail("CreateTemp") {
		return nil, d.Err
	}
	t, err := d.OS.CreateTemp(dir, pattern)
	return temp{t, d}, err
}

// Rename renames a file.
func (d *Disk) Rename(from, to string) error {
	if d.fail("Rename") {
		return d.Err
	}
	return d.OS.Rename(from, to)
}

// SyncDir syncs a folder.
func (d *Disk) SyncDir(dir string) error {
	if d.fail("SyncDir") {
		return d.Err
	}
	return d.OS.SyncDir(dir)
}

type temp struct {
	atomicfile.Temp
	d *Disk
}

func (t temp) Chmod(mode fs.FileMode) error {
	if t.d.fail("Chmod") {
		return t.d.Err
	}
	return t.Temp.Chmod(mode)
}

// Write writes half of the data before it fails, as a full disk does.
func (t temp) Write(p []byte) (int, error) {
	if t.d.fail("Write") {
		n, _ := t.Temp.Write(p[:len(p)/2])
		return n, t.d.Err
	}
	return t.Temp.Write(p)
}

func (t temp) Sync() error {
	if t.d.fail("Sync") {
		return t.d.Err
	}
	return t.Temp.Sync()
}

// Close closes the file even when it fails.
func (t temp) Close() error {
	err := t.Temp.Close()
	if t.d.fail("Close") {
		return t.d.Err
	}
	return err
}
