// Package atomicfile replaces a file so that whoever reads it, whatever happens, finds the old content or the new one,
// whole: the new content goes to a temporary file in the same folder, is synced to the disk, takes the place of the old
// file, and the folder is synced too.
//
// A process that is killed on the way leaves the old file and a temporary one; [Clean] removes those.
package atomicfile

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
)

// Disk is what a replacement needs of a file system. Tests make each call fail in turn.
type Disk interface {
	CreateTemp(dir, pattern string) (Temp, error)
	Rename(from, to string) error
	Remove(name string) error
	SyncDir(dir string) error
}

// Temp is a new file that nobody else knows yet.
type Temp interface {
	io.Writer
	Name() string
	Chmod(fs.FileMode) error
	Sync() error
	Close() error
}

// Write replaces the file at path by data, with the given permissions. After an error the old file is untouched, unless
// the last step failed, syncing the folder: then the new file stands whole, but may not survive a power failure.
func Write(d Disk, path string, data []byte, mode fs.FileMode) error {
	return Stream(d, path, mode, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// Stream is Write for content that fill writes bit by bit. When fill returns an error the old file is untouched.
func Stream(d Disk, path string, mode fs.FileMode, fill func(io.Writer) error) error {
	tmp, err := d.CreateTemp(filepath.Dir(path), prefix(path)+"*")
	if err != nil {
		return err
	}
	if err := errors.Join(settle(tmp, mode, fill), tmp.Close()); err != nil {
		return errors.Join(err, d.Remove(tmp.Name()))
	}
	if err := d.Rename(tmp.Name(), path); err != nil {
		return errors.Join(err, d.Remove(tmp.Name()))
	}
	return d.SyncDir(filepath.Dir(path))
}

func settle(tmp Temp, mode fs.FileMode, fill func(io.Writer) error) error {
	if err := tmp.Chmod(mode); err != nil {
		return err
	}
	if err := fill(tmp); err != nil {
		return err
	}
	return tmp.Sync()
}

// prefix begins the names of the temporary files of a path: hidden, and short enough for any file system.
func prefix(path string) string {
	base := filepath.Base(path)
	return ".fathom-" + strings.ToValidUTF8(base[:min(len(base), 200)], "") + "."
}

// Clean removes what killed writers of the path left behind. Only who knows that nobody else writes the path may call it.
func Clean(d Disk, path string) error {
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return err
	}
	var all []error
	for _, e := range entries {
		rest, ours := strings.CutPrefix(e.Name(), prefix(path))
		if ours && isDigits(rest) {
			all = append(all, d.Remove(filepath.Join(filepath.Dir(path), e.Name())))
		}
	}
	return errors.Join(all...)
}

func isDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// OS is the disk of this machine.
type OS struct{}

// CreateTemp creates a file that only the user can read.
func (OS) CreateTemp(dir, pattern string) (Temp, error) { return os.CreateTemp(dir, pattern) }

// Rename replaces the file to, if there is one.
func (OS) Rename(from, to string) error { return os.Rename(from, to) }

// Remove removes a file.
func (OS) Remove(name string) error { return os.Remove(name) }

// SyncDir makes the names in a folder survive a power failure, where the system can do that.
func (OS) SyncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = d.Sync()
	if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.EINVAL) {
		err = nil // some network file systems
	}
	return errors.Join(err, d.Close())
}
