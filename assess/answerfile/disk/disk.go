// Package disk is what fathom asks of a file system, step by step, and what file systems refuse: many have no modes, no
// locks, no names that begin with a dot, or do not replace a file that somebody has open.
package disk

import (
	"errors"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// Disk is a file system. Tests refuse each step in turn.
type Disk interface {
	// CreateTemp makes a new file; the last * of the pattern becomes digits. It may do what the mode says and the umask
	// lets.
	CreateTemp(dir, pattern string, mode fs.FileMode) (File, error)
	// Open opens a file as [os.OpenFile] does. Where the system can, it follows no link in the last part of the name,
	// and waits for no pipe.
	Open(name string, flag int, mode fs.FileMode) (File, error)
	// Writable returns nil unless it is known that this user may not write the file or folder at path.
	Writable(path string) error
	// Mkdir makes a folder.
	Mkdir(name string, mode fs.FileMode) error
	// Link gives the file from a second name, which nothing has yet.
	Link(from, to string) error
	// Rename replaces the file to, if there is one.
	Rename(from, to string) error
	// Remove removes a file or an empty folder.
	Remove(name string) error
	// SyncDir makes the names in a folder survive a power failure.
	SyncDir(dir string) error
	// Pause waits.
	Pause(time.Duration)
}

// File is an open file.
type File interface {
	io.Writer
	io.ReaderAt
	io.WriterAt
	Name() string
	Stat() (fs.FileInfo, error)
	Truncate(size int64) error
	Chmod(fs.FileMode) error
	// Adopt takes the owner, the group, the mode and the access list of the file at path. After an error some of them
	// are not the same.
	Adopt(path string) error
	// Lock keeps the file from everybody else who locks it, until it is closed or the process ends. The error is
	// [ErrHeld] when somebody else has it; one that [Lacks] knows tells that there are no locks here.
	Lock() error
	Sync() error
	Close() error
}

// ErrHeld tells that somebody else has a file locked.
var ErrHeld = errors.New("disk: the file is locked")

// Kind is what a disk refused that does not matter so much that anything must end.
type Kind int

// The kinds of notices.
const (
	NoLocks  Kind = iota // nobody is kept from opening the file at the same time
	OpenMode             // others can read the file, which was to be for the user alone
	NoSync               // the file stands whole, but may not survive a power failure
	Leftover             // a whole copy of the file stands beside it since a save was interrupted
)

// Notice is something that a person should know though all went on.
type Notice struct {
	Kind Kind
	Path string // as the person knows it
	Also string // NoLocks: who opened the file and since when, if anybody did; Leftover: the copy
	Err  error  // what the disk said, nil for a leftover
}

// OS is the disk of this machine.
type OS struct{}

type file struct{ *os.File }

// CreateTemp implements [Disk].
func (OS) CreateTemp(dir, pattern string, mode fs.FileMode) (File, error) {
	const most = 10_000 // names that are taken, before it must be the disk that lies
	last := strings.LastIndexByte(pattern, '*')
	for try := 0; ; try++ {
		name := pattern[:last] + strconv.FormatUint(uint64(rand.Uint32()), 10) + pattern[last+1:]
		f, err := os.OpenFile(filepath.Join(dir, name), os.O_RDWR|os.O_CREATE|os.O_EXCL, mode)
		switch {
		case err == nil:
			return file{f}, nil
		case !errors.Is(err, fs.ErrExist) || try == most:
			return nil, err
		}
	}
}

// Open implements [Disk].
func (OS) Open(name string, flag int, mode fs.FileMode) (File, error) {
	f, err := os.OpenFile(name, flag|careful, mode)
	if err != nil {
		return nil, err
	}
	return file{f}, nil
}

// Writable implements [Disk].
func (OS) Writable(path string) error { return writable(path) }

// Mkdir implements [Disk].
func (OS) Mkdir(name string, mode fs.FileMode) error { return os.Mkdir(name, mode) }

// Link implements [Disk].
func (OS) Link(from, to string) error { return os.Link(from, to) }

// Rename implements [Disk].
func (OS) Rename(from, to string) error { return os.Rename(from, to) }

// Remove implements [Disk].
func (OS) Remove(name string) error { return os.Remove(name) }

// Pause implements [Disk].
func (OS) Pause(d time.Duration) { time.Sleep(d) }

// SyncDir implements [Disk].
func (OS) SyncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// Lock implements [File].
func (f file) Lock() error { return lock(f.File) }

// Adopt implements [File].
func (f file) Adopt(path string) error { return adopt(f.File, path) }
