package disk

import (
	"errors"
	"io/fs"
	"slices"
	"syscall"

	"fathom/rubric/problem"
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

// OfFolder makes the error of something new, which has no fault yet, one about the folder that it was to stand in,
// where that is missing or not for us.
func OfFolder(err error) error {
	var p *fs.PathError
	if !errors.As(err, &p) || !(errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission)) {
		return err
	}
	return &fs.PathError{Op: p.Op, Path: p.Path, Err: problem.Folder{Err: p.Err}}
}

func isAny(err error, kinds ...syscall.Errno) bool {
	return slices.ContainsFunc(kinds, func(k syscall.Errno) bool { return errors.Is(err, k) })
}
