//go:build unix

package disk_test

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"fathom/assess/answerfile/disk"
)

// TestOpenIsCareful: no link is followed, not even to make a file, and no pipe is waited for.
func TestOpenIsCareful(t *testing.T) {
	dir := t.TempDir()
	link, pipe, target := filepath.Join(dir, "link"), filepath.Join(dir, "pipe"), filepath.Join(dir, "target")
	if err := errors.Join(os.Symlink(target, link), syscall.Mkfifo(pipe, 0o600)); err != nil {
		t.Skip(err)
	}
	if f, err := (disk.OS{}).Open(link, os.O_RDWR|os.O_CREATE, 0o600); err == nil {
		t.Errorf("opened %s", f.Name())
	}
	if _, err := os.Lstat(target); err == nil {
		t.Error("made the target")
	}
	done := make(chan bool)
	go func() {
		if f, err := (disk.OS{}).Open(pipe, os.O_RDONLY, 0); err == nil {
			_ = f.Close()
		}
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(5 * time.Second):
		t.Error("waits for the other end of a pipe")
	}
}

// TestLockOfAHandle: the handle that has the lock reads and writes; others read, and are refused the lock until it is
// closed.
func TestLockOfAHandle(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	open := func() disk.File {
		f, err := disk.OS{}.Open(path, os.O_RDWR|os.O_CREATE, 0o600)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	mine, other := open(), open()
	if err := mine.Lock(); err != nil {
		t.Fatal(err)
	}
	if _, err := mine.WriteAt([]byte("li"), 0); err != nil {
		t.Error(err)
	}
	text := make([]byte, 2)
	if err := other.Lock(); !errors.Is(err, disk.ErrHeld) {
		t.Errorf("got %v", err)
	}
	if _, err := other.ReadAt(text, 0); err != nil || string(text) != "li" {
		t.Errorf("%v %q", err, text)
	}
	if err := errors.Join(mine.Close(), other.Lock(), other.Close()); err != nil {
		t.Error(err)
	}
}

// TestRefusals: which errors of the system say what.
func TestRefusals(t *testing.T) {
	for _, c := range []struct {
		err                    error
		lacks, name, replacing bool
	}{
		{syscall.EINVAL, true, true, true},
		{syscall.ENOTTY, true, true, true},
		{syscall.ENOLCK, true, true, true},
		{syscall.EOPNOTSUPP, true, true, true},
		{syscall.ENOSYS, true, true, true},
		{syscall.EPERM, false, true, true},
		{syscall.EACCES, false, true, true},
		{syscall.ENAMETOOLONG, false, true, false},
		{syscall.EILSEQ, false, true, false},
		{syscall.EEXIST, false, false, true},
		{syscall.EBUSY, false, false, true},
		{syscall.ETXTBSY, false, false, true},
		{syscall.EXDEV, false, false, true},
		{syscall.EIO, false, false, false},
		{syscall.ENOSPC, false, false, false},
		{syscall.EDQUOT, false, false, false},
		{syscall.EFBIG, false, false, false},
		{syscall.EROFS, false, false, false},
		{nil, false, false, false},
	} {
		if l, n, r := disk.Lacks(c.err), disk.RefusesName(c.err), disk.RefusesReplacing(c.err); l != c.lacks ||
			n != c.name || r != c.replacing {
			t.Errorf("%v: %t %t %t", c.err, l, n, r)
		}
	}
}
