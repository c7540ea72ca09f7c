package disk

import (
	"errors"
	"io/fs"
	"slices"
	"syscall"
)

// Lacks reports whether an error says that the file system does not have a step at all: nothing was lost by asking.
// An error of the device (EIO), a full disk or a quota is none of these.
func Lacks(err error) bool {
	return errors.Is(err, errors.ErrUnsupported) || isAny(err, syscall.EINVAL, syscall.ENOTTY, syscall.ENOLCK) ||
		isAny(err, lacks...)
}

// RefusesName reports whether an error may be about the name of a file: too long, a dot at its beginning, letters that
// the file system does not have. Another name may do.
func RefusesName(err error) bool {
	return Lacks(err) || errors.Is(err, fs.ErrPermission) || errors.Is(err, fs.ErrNotExist) ||
		isAny(err, syscall.ENAMETOOLONG, syscall.EILSEQ) || isAny(err, badName...)
}

// RefusesReplacing reports whether an error may mean that a file cannot take the place of another, now or ever:
// somebody has it open, or the file system never does that.
func RefusesReplacing(err error) bool {
	return Lacks(err) || errors.Is(err, fs.ErrExist) || errors.Is(err, fs.ErrPermission) ||
		isAny(err, syscall.EBUSY, syscall.ETXTBSY, syscall.EXDEV) || isAny(err, inUse...)
}

func isAny(err error, kinds ...syscall.Errno) bool {
	return slices.ContainsFunc(kinds, func(k syscall.Errno) bool { return errors.Is(err, k) })
}
