// Package faulty is a disk for tests that refuses what it is told to refuse.
package faulty

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"fathom/assess/answerfile/disk"
)

// Disk is the real disk, but some calls fail, and a sync waits for nothing, since no test cuts the power. The zero
// value refuses nothing. Several goroutines may use it; the fields are set and read while none does, or by
// [Disk.Refuse].
type Disk struct {
	FailAt int // the number of the call from now that fails with Err, 0 for none
	Err    error

	Refused map[string]error // by the name of the call: every one of these fails
	Times   int              // how many calls Refused refuses before the disk gives in, 0 for all
	NoDots  bool             // names that begin with a dot are refused
	Longest int              // names of more bytes are refused, 0 for none
	NoOver  bool             // a file is never renamed over another

	Failed bool     // a call has failed
	Call   string   // its name
	Calls  []string // all calls since the last Break
	Waited time.Duration

	mu sync.Mutex
	os disk.OS
}

// Refuse makes every one of these calls fail with an error from now on, and no other. It may be called at any time.
func (d *Disk) Refuse(err error, calls ...string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.Refused = map[string]error{}
	for _, call := range calls {
		d.Refused[call] = err
	}
}

// Break makes the n-th call from now fail.
func (d *Disk) Break(n int, err error) {
	d.FailAt, d.Err, d.Failed, d.Calls = n, err, false, nil
}

func (d *Disk) fail(call string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.Calls = append(d.Calls, call)
	if len(d.Calls) == d.FailAt {
		d.Failed, d.Call = true, call
		return d.Err
	}
	err := d.Refused[call]
	if err == nil {
		return nil
	}
	d.Failed, d.Call = true, call
	if d.Times > 0 {
		if d.Times--; d.Times == 0 {
			delete(d.Refused, call)
		}
	}
	return err
}

// named is fail for a call that makes a name.
func (d *Disk) named(call, op, path string) error {
	base := filepath.Base(path)
	switch {
	case d.NoDots && strings.HasPrefix(base, "."):
		return &fs.PathError{Op: op, Path: path, Err: syscall.EINVAL}
	case d.Longest > 0 && len(base) > d.Longest:
		return &fs.PathError{Op: op, Path: path, Err: syscall.ENAMETOOLONG}
	}
	return atPath(d.fail(call), op, path)
}

// atPath is an error as the system gives it, with a path.
func atPath(err error, op, path string) error {
	if err == nil {
		return nil
	}
	return &fs.PathError{Op: op, Path: path, Err: err}
}

// CreateTemp implements [disk.Disk].
func (d *Disk) CreateTemp(dir, pattern string, mode fs.FileMode) (disk.File, error) {
	if err := d.named("CreateTemp", "open", filepath.Join(dir,
		strings.Replace(pattern, "*", "1234567890", 1))); err != nil {
		return nil, err
	}
	f, err := d.os.CreateTemp(dir, pattern, mode)
	return file{f, d}, err
}

// Open implements [disk.Disk]. Its name is Create for a file that may be new.
func (d *Disk) Open(name string, flag int, mode fs.FileMode) (disk.File, error) {
	call := "Open"
	if flag&os.O_CREATE != 0 {
		call = "Create"
	}
	if err := d.named(call, "open", name); err != nil {
		return nil, err
	}
	f, err := d.os.Open(name, flag, mode)
	if err != nil {
		return nil, err
	}
	return file{f, d}, nil
}

// Writable implements [disk.Disk].
func (d *Disk) Writable(path string) error {
	if err := atPath(d.fail("Writable"), "write", path); err != nil {
		return err
	}
	return d.os.Writable(path)
}

// Mkdir implements [disk.Disk].
func (d *Disk) Mkdir(name string, mode fs.FileMode) error {
	if err := d.named("Mkdir", "mkdir", name); err != nil {
		return err
	}
	return d.os.Mkdir(name, mode)
}

// Link implements [disk.Disk].
func (d *Disk) Link(from, to string) error {
	if err := d.fail("Link"); err != nil {
		return &os.LinkError{Op: "link", Old: from, New: to, Err: err}
	}
	return d.os.Link(from, to)
}

// Rename implements [disk.Disk].
func (d *Disk) Rename(from, to string) error {
	err := d.fail("Rename")
	if _, lerr := os.Lstat(to); err == nil && lerr == nil && d.NoOver {
		err = syscall.EEXIST
	}
	if err != nil {
		return &os.LinkError{Op: "rename", Old: from, New: to, Err: err}
	}
	return d.os.Rename(from, to)
}

// Remove implements [disk.Disk].
func (d *Disk) Remove(name string) error {
	if err := atPath(d.fail("Remove"), "remove", name); err != nil {
		return err
	}
	return d.os.Remove(name)
}

// SyncDir implements [disk.Disk]. It fails where there is no such folder, and waits for nothing.
func (d *Disk) SyncDir(dir string) error {
	if err := atPath(d.fail("SyncDir"), "sync", dir); err != nil {
		return err
	}
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return f.Close()
}

// Pause implements [disk.Disk]: it counts the time and does not wait.
func (d *Disk) Pause(t time.Duration) { d.Waited += t }

type file struct {
	disk.File
	d *Disk
}

func (f file) fail(call, op string) error { return atPath(f.d.fail(call), op, f.Name()) }

func (f file) Chmod(mode fs.FileMode) error {
	if err := f.fail("Chmod", "chmod"); err != nil {
		return err
	}
	return f.File.Chmod(mode)
}

func (f file) Adopt(path string) error {
	if err := f.fail("Adopt", "chown"); err != nil {
		return err
	}
	return f.File.Adopt(path)
}

func (f file) Lock() error {
	if err := f.fail("Lock", "lock"); err != nil {
		return err
	}
	return f.File.Lock()
}

// Write writes half of the data before it fails, as a full disk does.
func (f file) Write(p []byte) (int, error) {
	if err := f.fail("Write", "write"); err != nil {
		n, _ := f.File.Write(p[:len(p)/2])
		return n, err
	}
	return f.File.Write(p)
}

// WriteAt writes half of the data before it fails.
func (f file) WriteAt(p []byte, off int64) (int, error) {
	if err := f.fail("WriteAt", "write"); err != nil {
		n, _ := f.File.WriteAt(p[:len(p)/2], off)
		return n, err
	}
	return f.File.WriteAt(p, off)
}

func (f file) Truncate(size int64) error {
	if err := f.fail("Truncate", "truncate"); err != nil {
		return err
	}
	return f.File.Truncate(size)
}

// Sync fails where the file is closed, and waits for nothing.
func (f file) Sync() error {
	if err := f.fail("Sync", "sync"); err != nil {
		return err
	}
	_, err := f.Stat()
	return err
}

// Close closes the file even when it fails.
func (f file) Close() error {
	err := f.File.Close()
	if ferr := f.fail("Close", "close"); ferr != nil {
		return ferr
	}
	return err
}
