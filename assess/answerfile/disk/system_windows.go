package disk

import (
	"errors"
	"os"
	"syscall"

	"golang.org/x/sys/windows"
)

// HasModes tells that a mode says nothing about who may read a file here: folders hand their access lists down.
const HasModes = false

// careful is nothing here: whoever opens a name looks before, whether it is a link.
const careful = 0

// What else the errors of this system say.
var (
	lacks = []syscall.Errno{windows.ERROR_INVALID_FUNCTION, windows.ERROR_NOT_SUPPORTED,
		windows.ERROR_CALL_NOT_IMPLEMENTED}
	badName = []syscall.Errno{windows.ERROR_INVALID_NAME, windows.ERROR_BAD_PATHNAME}
	inUse   = []syscall.Errno{windows.ERROR_SHARING_VIOLATION, windows.ERROR_LOCK_VIOLATION,
		windows.ERROR_USER_MAPPED_FILE}
)

// lockedByte lies far beyond the text of a file: what is locked here cannot be read by anybody else.
const lockedByte = 0x40000000

func lock(f *os.File) error {
	at := windows.Overlapped{Offset: lockedByte}
	err := windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY,
		0, 1, 0, &at)
	switch {
	case errors.Is(err, windows.ERROR_LOCK_VIOLATION), errors.Is(err, windows.ERROR_IO_PENDING):
		return ErrHeld
	case err != nil:
		return &os.PathError{Op: "lock", Path: f.Name(), Err: err}
	}
	return nil
}

// Links is how many names the file at path has, 1 when nobody can tell.
func Links(path string) int {
	f, err := os.Open(path)
	if err != nil {
		return 1
	}
	defer f.Close()
	var info windows.ByHandleFileInformation
	if err := windows.GetFileInformationByHandle(windows.Handle(f.Fd()), &info); err != nil {
		return 1
	}
	return int(info.NumberOfLinks)
}

// writable knows of the read-only mark of a file, which says nothing for a folder; access lists show when a step is
// refused.
func writable(path string) error {
	if info, err := os.Stat(path); err == nil && !info.IsDir() && info.Mode().Perm()&0o200 == 0 {
		return &os.PathError{Op: "write", Path: path, Err: windows.ERROR_ACCESS_DENIED}
	}
	return nil
}

// adopt has nothing to do: a new file has the access list of its folder, as the one before it most likely had.
func adopt(*os.File, string) error { return nil }
