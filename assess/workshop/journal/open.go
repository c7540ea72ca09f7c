package journal

import (
	"cmp"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"fathom/assess/answerfile/atomicfile"
	"fathom/assess/answerfile/disk"
	"fathom/assess/workshop"
)

// Options say how to open a journal. The zero value is usable.
type Options struct {
	Disk   disk.Disk         // nil is the machine's
	Notice func(disk.Notice) // told what the disk refused that does not matter much; nil: nobody
}

// Held is the error of opening a journal that another process has.
type Held struct{ Path string }

func (h Held) Error() string { return h.Path + " is in use by another workshop" }

// NotOurs is the error of opening where something else has the name of the journal: a link, a folder, a file of
// somebody's own. It is not touched.
type NotOurs struct{ Path string }

func (n NotOurs) Error() string { return n.Path + " is no journal of a workshop" }

// Path is where the journal of a panel file stands: hidden beside it. Where the disk takes no dot at the beginning of a
// name, it stands there without.
func Path(panel string) string { return paths(panel)[0] }

func paths(panel string) []string {
	if target, err := filepath.EvalSymlinks(panel); err == nil {
		panel = target
	}
	dir, stem := filepath.Dir(panel), atomicfile.Stem(panel)
	return []string{filepath.Join(dir, "."+stem+".votes"), filepath.Join(dir, stem+".votes")}
}

// Open opens the journal of a panel file, a new one where there is none, and returns the events that are in it. The
// error is [Held] where another process has it, [NotOurs], a [problem.List] that says which line is damaged, or what
// the disk said.
func Open(panel string, opt Options) (*Journal, []workshop.Event, error) {
	if opt.Disk == nil {
		opt.Disk = disk.OS{}
	}
	if opt.Notice == nil {
		opt.Notice = func(disk.Notice) {}
	}
	path, f, err := openFile(opt.Disk, panel)
	if err != nil {
		return nil, nil, err
	}
	j := &Journal{Path: path, disk: opt.Disk, file: f, tell: opt.Notice, next: &batch{}}
	j.free = sync.NewCond(&j.state)
	events, err := j.begin()
	if err != nil {
		return nil, nil, errors.Join(err, f.Close())
	}
	return j, events, nil
}

// openFile opens the file that is there, else a new one under the first name that the disk takes.
func openFile(d disk.Disk, panel string) (path string, f disk.File, err error) {
	names := paths(panel)
	for _, path := range names {
		if info, err := os.Lstat(path); err == nil {
			if !info.Mode().IsRegular() {
				return "", nil, NotOurs{path}
			}
			f, err = d.Open(path, os.O_RDWR, 0)
			return path, f, err
		}
	}
	for _, path := range names {
		f, oerr := d.Open(path, os.O_RDWR|os.O_CREATE, atomicfile.Private)
		if oerr == nil {
			return path, f, nil
		}
		if err = cmp.Or(err, oerr); !disk.RefusesName(oerr) {
			break
		}
	}
	return "", nil, disk.OfFolder(err)
}

// begin takes the lock, reads what is there and makes it last.
func (j *Journal) begin() ([]workshop.Event, error) {
	switch err := j.file.Lock(); {
	case errors.Is(err, disk.ErrHeld):
		return nil, Held{j.Path}
	case err != nil && !disk.Lacks(err):
		return nil, err
	case err != nil:
		j.tell(disk.Notice{Kind: disk.NoLocks, Path: j.Path, Err: err})
	}
	info, err := j.file.Stat()
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular() || disk.Links(j.Path) > 1:
		return nil, NotOurs{j.Path}
	case info.Size() > MaxBytes:
		return nil, tooLong(j.Path)
	}
	j.keepPrivate(info.Mode())
	events, whole, err := j.read(info.Size())
	if err != nil {
		return nil, err
	}
	if err := j.settle(whole, len(events)); err != nil {
		return nil, err
	}
	j.kept = slices.Clone(events)
	err = j.disk.SyncDir(filepath.Dir(j.Path))
	if err != nil && !disk.Lacks(err) && !errors.Is(err, fs.ErrPermission) {
		return nil, err
	}
	return events, nil
}

// keepPrivate lets nobody else read the file, where the disk has modes.
func (j *Journal) keepPrivate(mode fs.FileMode) {
	if !disk.HasModes || mode.Perm() == atomicfile.Private {
		return
	}
	if err := j.file.Chmod(atomicfile.Private); err != nil {
		j.tell(disk.Notice{Kind: disk.OpenMode, Path: j.Path, Err: err})
	}
}

// read reads the events in the first size bytes, and says how many bytes they take without a torn line at the end.
func (j *Journal) read(size int64) (events []workshop.Event, whole int64, err error) {
	data := make([]byte, size)
	if _, err := io.ReadFull(io.NewSectionReader(j.file, 0, size), data); err != nil {
		return nil, 0, err
	}
	if !isOurs(data) {
		return nil, 0, NotOurs{j.Path}
	}
	return parse(j.Path, data)
}

// settle cuts off what stands behind the whole events, and has the disk keep them.
func (j *Journal) settle(whole int64, events int) error {
	if err := j.file.Truncate(whole); err != nil {
		return err
	}
	if err := j.sync(); err != nil {
		return err
	}
	j.size, j.events = whole, events
	return nil
}

// sync brings the file to the disk, where the file system knows how.
func (j *Journal) sync() error {
	err := j.file.Sync()
	if err != nil && disk.Lacks(err) {
		j.tell(disk.Notice{Kind: disk.NoSync, Path: j.Path, Err: err})
		return nil
	}
	return err
}
