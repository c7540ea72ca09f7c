package answerfile

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"fathom/assess/answerfile/atomicfile"
	"fathom/assess/answerfile/disk"
)

// Held is the error of opening a file that another session holds.
type Held struct {
	Path  string
	Who   string // as the other session named itself, "" when it did not
	Since string // local date and time, "" when it is not known
}

func (h Held) Error() string { return fmt.Sprintf("%s is open in another session", h.Path) + h.by() }

func (h Held) by() string {
	if h.Who == "" {
		return ""
	}
	return fmt.Sprintf(" (%s, since %s)", h.Who, h.Since)
}

// NotALock is the error of opening a file where something else has the name of its lock: a link, a folder, a file of
// somebody's own. It is not touched.
type NotALock struct{ Path string }

func (n NotALock) Error() string { return n.Path + " is not a lock of fathom's" }

// lock is a file beside the answer file that one process at a time holds. The system lets go of it when the process
// ends, however it ends. Its text says who and since when, for people only.
type lock struct {
	disk disk.Disk
	file disk.File
	path string
}

// lockPaths are hidden beside the file, and for disks that refuse a dot at the beginning, not. A lock is never the file
// itself, which is replaced at every save.
func lockPaths(target string) []string {
	dir, stem := filepath.Dir(target), atomicfile.Stem(target)
	return []string{filepath.Join(dir, "."+stem+".lock"), filepath.Join(dir, stem+".lock")}
}

// acquire takes the lock, or reports Held. Where the disk has no locks it goes on and tells so: what another session
// writes meanwhile is seen before each save and never overwritten, so that nothing is lost, and a lock file that
// nobody's death removes would shut people out for good.
func acquire(d disk.Disk, target, who string, tell func(disk.Notice)) (*lock, error) {
	var first error
	for _, path := range lockPaths(target) {
		l, err := take(d, path, target, who, tell)
		if err == nil || !disk.RefusesName(err) || exists(path) {
			return l, err
		}
		first = cmp.Or(first, err)
	}
	return nil, first
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// maxTries is how often another session may be quicker. Where it is always so, the disk gives each look at a file
// another identity, and its locks cannot be told apart.
const maxTries = 1000

// take locks the file at path. A lock file is removed when it is let go, so what was locked must still be what the path
// names; else another session was quicker with a new one.
func take(d disk.Disk, path, target, who string, tell func(disk.Notice)) (*lock, error) {
	for try := 0; ; try++ {
		f, err := openLock(d, path, target)
		if err != nil {
			return nil, err
		}
		err = f.Lock()
		switch held := heldBy(target, f); {
		case errors.Is(err, disk.ErrHeld):
			return nil, errors.Join(held, f.Close())
		case err != nil && !disk.Lacks(err):
			return nil, errors.Join(err, f.Close())
		case err != nil:
			tell(disk.Notice{Kind: disk.NoLocks, Path: target, Also: strings.TrimSpace(held.Who + " " + held.Since),
				Err: err})
		case !isCurrent(f, path) && try < maxTries:
			_ = f.Close()
			continue
		}
		sign(f, who)
		return &lock{d, f, path}, nil
	}
}

// maxText is more than any lock file of ours holds.
const maxText = 1 << 10

// openLock opens the lock file without following a link, and leaves alone what is none. It is for those who may write
// the answer file; who may only read it can still see whether it is held.
func openLock(d disk.Disk, path, target string) (disk.File, error) {
	if info, err := os.Lstat(path); err == nil && !info.Mode().IsRegular() {
		return nil, NotALock{path}
	}
	mode := atomicfile.Private // it says who answers
	if info, err := os.Stat(target); err == nil {
		mode |= info.Mode().Perm()
	}
	f, err := d.Open(path, os.O_RDWR|os.O_CREATE, mode)
	there := exists(path)
	if errors.Is(err, fs.ErrPermission) && there {
		f, err = d.Open(path, os.O_RDONLY, 0)
	}
	switch {
	case err != nil && there:
		return nil, err
	case err != nil:
		return nil, disk.OfFolder(err)
	}
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() || info.Size() > maxText || disk.Links(path) > 1 {
		return nil, errors.Join(NotALock{path}, f.Close())
	}
	return f, nil
}

func isCurrent(f disk.File, path string) bool {
	mine, err := f.Stat()
	if err != nil {
		return false
	}
	now, err := os.Lstat(path)
	return err == nil && os.SameFile(mine, now)
}

// sign writes who holds the lock, through the handle that holds it: others cannot write, and on some systems the holder
// cannot either through another handle. The lock holds without a text, too.
func sign(f disk.File, who string) {
	text := who + "\n" + time.Now().Format("2006-01-02 15:04") + "\n"
	if f.Truncate(0) == nil {
		_, _ = f.WriteAt([]byte(text), 0)
	}
}

// heldBy reads who holds the lock.
func heldBy(target string, f disk.File) Held {
	text, _ := io.ReadAll(io.NewSectionReader(f, 0, maxText))
	who, rest, _ := strings.Cut(string(text), "\n")
	return Held{target, who, strings.TrimSpace(rest)}
}

// release removes the lock file while it is still held, then lets go of it. Windows does not remove an open file: there
// it is removed afterwards, unless another session has opened it already.
func (l *lock) release() error {
	if l.file == nil { // let go already: the name may be another session's by now
		return nil
	}
	err := l.disk.Remove(l.path)
	cerr := l.file.Close()
	l.file = nil
	if err != nil && runtime.GOOS == "windows" {
		_ = l.disk.Remove(l.path)
	}
	return cerr
}
