//go:build darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd

package disk

import (
	"errors"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// HasModes tells that files have modes here, which say who may read them.
const HasModes = true

// careful follows no link and waits for no pipe.
const careful = syscall.O_NOFOLLOW | syscall.O_NONBLOCK

// What else the errors of this system say: nothing.
var lacks, badName, inUse []syscall.Errno

func lock(f *os.File) error {
	for {
		err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		switch {
		case errors.Is(err, syscall.EINTR):
		case errors.Is(err, syscall.EWOULDBLOCK), errors.Is(err, syscall.EACCES):
			return ErrHeld
		case err != nil:
			return &os.PathError{Op: "lock", Path: f.Name(), Err: err}
		default:
			return nil
		}
	}
}

// Links is how many names the file at path has, 1 when nobody can tell.
func Links(path string) int {
	info, err := os.Lstat(path)
	if err != nil {
		return 1
	}
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return int(s.Nlink)
	}
	return 1
}

// writable asks the system, which knows the mode, the access list and the mount.
func writable(path string) error {
	if err := unix.Access(path, unix.W_OK); err != nil {
		return &os.PathError{Op: "write", Path: path, Err: err}
	}
	return nil
}

// adopt takes over the owner first: whoever gives a file away may lose the right to change the rest, and the system
// takes some modes back when the owner changes.
func adopt(f *os.File, path string) error {
	want, err := os.Lstat(path)
	if err != nil {
		return err
	}
	have, err := f.Stat()
	if err != nil {
		return err
	}
	w, wok := want.Sys().(*syscall.Stat_t)
	h, hok := have.Sys().(*syscall.Stat_t)
	if wok && hok && (w.Uid != h.Uid || w.Gid != h.Gid) {
		if err := f.Chown(int(w.Uid), int(w.Gid)); err != nil {
			return err
		}
	}
	if err := adoptAttributes(f, path); err != nil {
		return err
	}
	if err := f.Chmod(want.Mode().Perm()); err != nil && have.Mode().Perm() != want.Mode().Perm() {
		return err
	}
	return nil
}
