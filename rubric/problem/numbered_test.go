package problem

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
	"testing"
)

// TestKnown: numbers of Windows, as Microsoft lists them, mean what they mean there, and nothing elsewhere, where the
// same numbers are others' (32 is a broken pipe).
func TestKnown(t *testing.T) {
	at := func(op string, number syscall.Errno) error { return &fs.PathError{Op: op, Path: "a.yaml", Err: number} }
	for _, c := range []struct {
		err, want error
	}{
		{at("open", 32), ErrInUse},
		{errors.Join(&os.LinkError{Op: "rename", Err: syscall.Errno(5)}, at("open", 32)), ErrInUse},
		{at("write", 112), syscall.ENOSPC},
		{at("open", 123), ErrBadName},
		{at("open", 19), syscall.EROFS},
		{at("read", 1), syscall.EISDIR},
		{&os.SyscallError{Syscall: "bind", Err: syscall.Errno(10048)}, syscall.EADDRINUSE},
	} {
		if got := knownOn("windows", c.err); !errors.Is(got, c.want) || !errors.Is(got, c.err) {
			t.Errorf("%v: %v, want %v", c.err, got, c.want)
		}
		if got := knownOn("linux", c.err); got != c.err {
			t.Errorf("%v: %v on Linux", c.err, got)
		}
	}
	for _, err := range []error{at("lock", 1), at("open", 2), errors.New("x"), nil} {
		if got := knownOn("windows", err); got != err {
			t.Errorf("%v: %v", err, got)
		}
	}
}
