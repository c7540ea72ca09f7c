// Package atomicfile replaces a file so that whoever reads it, whatever happens, finds the old content or the new one,
// whole: the new content goes to a temporary file in the same folder, is synced to the disk, takes the place of the old
// file, and the folder is synced too. The file keeps its owner, group, mode and access list.
//
// What a disk refuses and the content does not need is forgiven, with a [disk.Notice] where a person should know. Where
// the old file cannot be replaced, since it would lose its owner or its other names or since the disk refuses it, it is
// written in place, while the whole new content stands beside it under a lasting name. Where that is refused too, both
// stay, and the error is a [Kept].
//
// A process that is killed on the way leaves the old file and a temporary one; [Writer.Clean] removes those.
package atomicfile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"fathom/assess/answerfile/disk"
	"fathom/rubric/problem"
)

// Patience is how long a [Writer] asks again, in all, when a disk refuses to replace a file: somebody may have it open
// for a moment. It begins anew when the disk gives in.
const Patience = 2 * time.Second

// The modes of new files.
const (
	Private fs.FileMode = 0o600 // for the user alone, whatever the umask: what people answered
	Shared  fs.FileMode = 0o666 // as the umask lets, like the user's other files: what is made to be handed on
)

// Writer writes files to one disk. It is not for use by several goroutines.
type Writer struct {
	disk   disk.Disk
	notice func(disk.Notice)

	patience time.Duration
	beside   map[string]string // by path: the lasting copy of what could not be written there
	cleaned  map[string]bool   // folders
	unsynced map[string]string // while files are written together: their folders, and of each one file; else nil
}

// New returns a writer to a disk, nil for this machine's, that tells notice, which may be nil, what was forgiven.
func New(d disk.Disk, notice func(disk.Notice)) *Writer {
	if d == nil {
		d = disk.OS{}
	}
	if notice == nil {
		notice = func(disk.Notice) {}
	}
	return &Writer{d, notice, Patience, map[string]string{}, map[string]bool{}, nil}
}

// Kept is the error of a file that could not be written, while its new content stands whole beside it.
type Kept struct {
	Path, At string
	Torn     bool // the file at Path is neither the old nor the new one any more
	Err      error
}

func (k *Kept) Error() string { return fmt.Sprintf("%v; the new content is in %s", k.Err, k.At) }

// Unwrap returns what the disk said.
func (k *Kept) Unwrap() error { return k.Err }

// Write replaces the file at path by data. The mode is for a new file; one that is there keeps its own. After an error
// the old file is untouched, unless it is a [Kept] that says otherwise. Errors name the path.
func (w *Writer) Write(path string, data []byte, mode fs.FileMode) error {
	return w.Stream(path, mode, filled(data))
}

func filled(data []byte) func(io.Writer) error {
	return func(to io.Writer) error {
		_, err := to.Write(data)
		return err
	}
}

// Stream is Write for content that fill writes bit by bit. When fill returns an error the old file is untouched.
func (w *Writer) Stream(path string, mode fs.FileMode, fill func(io.Writer) error) error {
	s, err := w.stage(path, mode, fill)
	if err != nil {
		return err
	}
	return s.place()
}

// Create is Write for a file that does not exist: an error that [fs.ErrExist] matches tells that it does.
func (w *Writer) Create(path string, data []byte, mode fs.FileMode) error {
	s, err := w.stage(path, mode, filled(data))
	if err != nil {
		return err
	}
	return s.placeNew()
}

// staged is new content in a temporary file, synced, and ready to take its place.
type staged struct {
	*Writer
	path, temp string
	mode       fs.FileMode // of a new file
	old        fs.FileInfo // of the file that is there, nil where there is none
	inPlace    bool        // the file would lose something if it were replaced
}

func (w *Writer) stage(path string, mode fs.FileMode, fill func(io.Writer) error) (*staged, error) {
	s := &staged{Writer: w, path: path, mode: mode}
	if info, err := os.Lstat(path); err == nil {
		if info.IsDir() {
			return nil, &fs.PathError{Op: "write", Path: path, Err: syscall.EISDIR}
		}
		s.old = info
	}
	if err := s.mayReplace(); err != nil {
		return nil, err
	}
	tmp, err := w.createTemp(path, s.modeOfTemp())
	if err != nil {
		return nil, disk.OfFolder(ofPath(err, "", path))
	}
	s.temp = tmp.Name()
	_ = tmp.Lock() // while it is held, nobody cleans the file away; without locks, its age keeps it
	if err := errors.Join(s.settle(tmp, fill), tmp.Close()); err != nil {
		return nil, s.undo(err)
	}
	return s, nil
}

// mayReplace refuses to replace what this user may not write: somebody meant it to stay, though the folder would let
// us. What a disk cannot tell is no hindrance.
func (s *staged) mayReplace() error {
	if !s.keeps() {
		return nil
	}
	if err := s.disk.Writable(s.path); errors.Is(err, fs.ErrPermission) {
		return &fs.PathError{Op: "write", Path: s.path, Err: fmt.Errorf("%w: %w", problem.ErrReadOnly, err)}
	}
	return nil
}

// keeps reports whether there is an old file whose owner and mode the new content takes.
func (s *staged) keeps() bool { return s.old != nil && s.old.Mode().IsRegular() }

// modeOfTemp is the mode with which the temporary file begins: nobody else reads what may turn out to be private.
func (s *staged) modeOfTemp() fs.FileMode {
	if s.keeps() || s.mode != Shared {
		return Private
	}
	return Shared
}

// settle gives the temporary file its owner, its mode and its content.
func (s *staged) settle(tmp disk.File, fill func(io.Writer) error) error {
	switch {
	case s.keeps():
		s.inPlace = disk.Links(s.path) > 1 || tmp.Adopt(s.path) != nil
	case s.mode != Shared: // only the system knows the umask, and has given it to what is shared
		s.chmod(tmp)
	}
	if err := fill(tmp); err != nil {
		return err
	}
	return syncFile(tmp)
}

// chmod sets the mode of a new file. Where the disk has no modes, it is told when others can read what they should not.
func (s *staged) chmod(tmp disk.File) {
	err := tmp.Chmod(s.mode)
	if info, ierr := tmp.Stat(); disk.HasModes && ierr == nil && info.Mode().Perm()&^s.mode&0o077 != 0 {
		s.notice(disk.Notice{Kind: disk.OpenMode, Path: s.path, Err: err})
	}
}

// syncFile brings a file to the disk, where the file system knows how. What a disk could not keep is an error.
func syncFile(f disk.File) error {
	if err := f.Sync(); err != nil && !disk.Lacks(err) {
		return err
	}
	return nil
}

// undo removes the temporary file and makes the error name the file that the person knows.
func (s *staged) undo(err error) error {
	_ = s.disk.Remove(s.temp) // what stays is cleaned up by a later run
	return ofPath(err, s.temp, s.path)
}

// ofPath makes an error about a temporary file, or about any file for temp "", one about the path.
func ofPath(err error, temp, path string) error {
	var p *fs.PathError
	if errors.As(err, &p) && (temp == "" || p.Path == temp) {
		return &fs.PathError{Op: p.Op, Path: path, Err: p.Err}
	}
	var l *os.LinkError
	if errors.As(err, &l) {
		return &fs.PathError{Op: l.Op, Path: path, Err: l.Err}
	}
	return err
}

// place makes the new content the file at the path.
func (s *staged) place() error {
	if s.inPlace {
		return s.writeThrough(nil)
	}
	err := s.rename()
	switch {
	case err == nil:
		s.done()
		return nil
	case disk.RefusesReplacing(err):
		return s.writeThrough(err)
	}
	return s.undo(err)
}

// rename asks again for a while when the disk refuses.
func (s *staged) rename() error {
	for pause := 10 * time.Millisecond; ; pause *= 2 {
		err := s.disk.Rename(s.temp, s.path)
		if err == nil {
			s.patience = Patience
			return nil
		}
		if !disk.RefusesReplacing(err) || s.patience <= 0 {
			return err
		}
		pause = min(pause, s.patience)
		s.disk.Pause(pause)
		s.patience -= pause
	}
}

// placeNew makes the new content a file at a path that nothing has. A second name is what no disk gives away twice;
// where there are none, looking must do.
func (s *staged) placeNew() error {
	err := s.disk.Link(s.temp, s.path)
	if err == nil {
		_ = s.disk.Remove(s.temp)
		s.done()
		return nil
	}
	if _, there := os.Lstat(s.path); there == nil || errors.Is(err, fs.ErrExist) {
		return s.undo(&fs.PathError{Op: "create", Path: s.path, Err: fs.ErrExist})
	}
	return s.place()
}

// done forgets the copy that stood beside, and syncs the folder, of files that are written together at their end.
func (s *staged) done() {
	s.forget()
	if dir := filepath.Dir(s.path); s.unsynced != nil {
		s.unsynced[dir] = s.path
	} else {
		s.syncDir(dir, s.path)
	}
}

// forget removes the copy beside the file. One that cannot be removed serves the next attempt.
func (s *staged) forget() {
	if at, ok := s.beside[s.path]; ok && s.disk.Remove(at) == nil {
		delete(s.beside, s.path)
	}
}

// syncDir tells only of a disk that failed, with a path in the folder. One that cannot sync a folder, or does not let
// us, writes the names in its own time.
func (w *Writer) syncDir(dir, path string) {
	if err := w.disk.SyncDir(dir); err != nil && !disk.Lacks(err) && !errors.Is(err, fs.ErrPermission) {
		w.notice(disk.Notice{Kind: disk.NoSync, Path: path, Err: err})
	}
}
