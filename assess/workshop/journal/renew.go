package journal

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"fathom/assess/answerfile/atomicfile"
	"fathom/assess/answerfile/disk"
	"fathom/rubric/problem"
)

// isFound returns nil when the path leads to the open file, of which info is.
func (j *Journal) isFound(info fs.FileInfo) error {
	there, err := os.Lstat(j.Path)
	if err == nil && !os.SameFile(there, info) {
		return j.fault(problem.ErrChanged)
	}
	return err
}

// isWhole reports whether the path leads to the open file, and that has all that was confirmed.
func (j *Journal) isWhole() bool {
	info, err := j.file.Stat()
	if err != nil || j.isFound(info) != nil {
		return false
	}
	events, whole, err := j.read(j.size)
	return err == nil && whole == j.size && len(events) == len(j.kept)
}

func (j *Journal) fault(what error) error { return &fs.PathError{Op: "open", Path: j.Path, Err: what} }

// renew writes all events into a new file, and gives it the name of the journal. Whatever else has that name by now is
// not touched, unless it is the beginning of the same journal: then nothing is lost with it.
func (j *Journal) renew() error {
	data, err := j.encoded()
	if err != nil {
		return err
	}
	if err := j.mayReplace(data); err != nil {
		return err
	}
	dir := filepath.Dir(j.Path)
	f, err := j.disk.CreateTemp(dir, filepath.Base(j.Path)+".*", atomicfile.Private)
	if err != nil {
		return err
	}
	old, size := j.file, j.size
	j.file = f
	if err = j.fill(data); err == nil {
		err = j.disk.Rename(f.Name(), j.Path)
	}
	if err != nil {
		j.file, j.size = old, size
		return errors.Join(err, f.Close(), j.disk.Remove(f.Name()))
	}
	_ = old.Close() // it leads nowhere
	err = j.disk.SyncDir(dir)
	if err != nil && (disk.Lacks(err) || errors.Is(err, fs.ErrPermission)) {
		return nil
	}
	return err
}

// fill writes the whole journal into the open file, which is new, and takes its lock.
func (j *Journal) fill(data []byte) error {
	if err := j.file.Lock(); err != nil && !disk.Lacks(err) {
		return err
	}
	if _, err := j.file.WriteAt(data, 0); err != nil {
		return err
	}
	return j.settle(int64(len(data)), len(j.kept))
}

// encoded are the lines of all events that were confirmed.
func (j *Journal) encoded() ([]byte, error) {
	var out []byte
	for n, e := range j.kept {
		line, err := lineOf(n+1, e)
		if err != nil {
			return nil, err
		}
		out = append(out, line...)
	}
	return out, nil
}

// mayReplace returns nil when nothing has the name of the journal, or a beginning of it.
func (j *Journal) mayReplace(whole []byte) error {
	switch info, err := os.Lstat(j.Path); {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !info.Mode().IsRegular() || info.Size() > int64(len(whole)):
		return j.fault(problem.ErrReplaced)
	}
	f, err := j.disk.Open(j.Path, os.O_RDONLY, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	there, err := io.ReadAll(io.NewSectionReader(f, 0, int64(len(whole))))
	if err == nil && !bytes.HasPrefix(whole, there) {
		return j.fault(problem.ErrReplaced)
	}
	return err
}
