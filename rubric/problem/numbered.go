package problem

import (
	"errors"
	"io/fs"
	"runtime"
	"syscall"
)

// ErrInUse tells that another program has a file open and lets nobody else at it: on Windows most programs do.
var ErrInUse = errors.New("another program has the file open")

// ErrBadName tells that no file can have the name here, or that it is a pattern which no file fits.
var ErrBadName = errors.New("no file can have this name")

// numbered are errors of Windows by their numbers, as the errors by which all of the program goes. The package syscall
// has names such as ENOSPC there, too, but no system call ever returns them.
var numbered = []struct {
	number syscall.Errno
	known  error
}{
	{32, ErrInUse},              // ERROR_SHARING_VIOLATION
	{33, ErrInUse},              // ERROR_LOCK_VIOLATION
	{1224, ErrInUse},            // ERROR_USER_MAPPED_FILE
	{39, syscall.ENOSPC},        // ERROR_HANDLE_DISK_FULL
	{112, syscall.ENOSPC},       // ERROR_DISK_FULL
	{1295, syscall.ENOSPC},      // ERROR_DISK_QUOTA_EXCEEDED
	{19, syscall.EROFS},         // ERROR_WRITE_PROTECT
	{21, syscall.EIO},           // ERROR_NOT_READY
	{23, syscall.EIO},           // ERROR_CRC
	{1117, syscall.EIO},         // ERROR_IO_DEVICE
	{123, ErrBadName},           // ERROR_INVALID_NAME
	{161, ErrBadName},           // ERROR_BAD_PATHNAME
	{206, syscall.ENAMETOOLONG}, // ERROR_FILENAME_EXCED_RANGE
	{223, syscall.EFBIG},        // ERROR_FILE_TOO_LARGE
	{267, syscall.ENOTDIR},      // ERROR_DIRECTORY
	{10048, syscall.EADDRINUSE}, // WSAEADDRINUSE
	{10049, syscall.EADDRNOTAVAIL},
}

// Known is an error of the system as one that all of the program knows, beside what it was: on Windows the system has
// numbers of its own. Elsewhere, and where nothing more is known, it is the error itself.
func Known(err error) error { return knownOn(runtime.GOOS, err) }

func knownOn(system string, err error) error {
	if system != "windows" {
		return err
	}
	const invalidFunction = syscall.Errno(1) // of reading a folder, and of much else
	var path *fs.PathError
	if errors.As(err, &path) && path.Op == "read" && errors.Is(path.Err, invalidFunction) {
		return errors.Join(syscall.EISDIR, err)
	}
	for _, n := range numbered {
		if errors.Is(err, n.number) {
			return errors.Join(n.known, err)
		}
	}
	return err
}
