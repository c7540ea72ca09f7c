package atomicfile

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"fathom/assess/answerfile/disk"
)

// writeThrough writes the new content into the file that is there, with a copy of it beside. The cause is why the file
// could not be replaced, nil when it could but should not be.
func (s *staged) writeThrough(cause error) error {
	at := s.keep()
	torn, err := s.overwrite(or(at, s.temp))
	if err == nil {
		_ = s.disk.Remove(s.temp) // where it could not become the copy
		s.done()
		return nil
	}
	if cause == nil && !torn && s.disk.Rename(or(at, s.temp), s.path) == nil {
		s.done() // another owner, or one name less, is better than nothing
		return nil
	}
	err = ofPath(errors.Join(cause, err), "", s.path)
	if at == "" || cause == nil && !torn {
		_ = s.disk.Remove(s.temp)
		s.forget()
		return err
	}
	return &Kept{Path: s.path, At: at, Torn: torn, Err: err}
}

// keep gives the temporary file a name that no cleaning takes away, the same for each attempt of this writer, and
// returns it; "" when the disk does not let us.
func (s *staged) keep() string {
	at, again := s.beside[s.path]
	if !again {
		at = Beside(s.path, "new")
	}
	err := s.disk.Rename(s.temp, at)
	if err != nil && again && s.disk.Remove(at) == nil {
		err = s.disk.Rename(s.temp, at)
	}
	if err != nil && s.copyTo(at) != nil {
		return ""
	}
	s.beside[s.path] = at
	return at
}

func (s *staged) copyTo(at string) error {
	from, err := s.disk.Open(s.temp, os.O_RDONLY, 0)
	if err != nil {
		return err
	}
	defer from.Close()                                                    // a second time where all went well
	to, err := s.disk.Open(at, os.O_RDWR|os.O_CREATE|os.O_TRUNC, Private) // of an old file that may be so
	if err != nil {
		return err
	}
	_, err = io.Copy(to, io.NewSectionReader(from, 0, 1<<62))
	if err := errors.Join(err, syncFile(to), to.Close(), from.Close()); err != nil {
		return errors.Join(err, s.disk.Remove(at))
	}
	_ = s.disk.Remove(s.temp)
	return nil
}

// overwrite puts the content of a file into the one at the path, and reports whether that is torn after an error.
func (s *staged) overwrite(from string) (torn bool, err error) {
	src, err := s.disk.Open(from, os.O_RDONLY, 0)
	if err != nil {
		return false, err
	}
	defer src.Close()
	flag := os.O_RDWR
	if s.old == nil {
		flag |= os.O_CREATE | os.O_EXCL
	}
	dst, err := s.disk.Open(s.path, flag, s.mode)
	if err != nil {
		return false, err
	}
	torn, err = pour(dst, src)
	if cerr := dst.Close(); cerr != nil {
		torn, err = true, errors.Join(err, cerr)
	}
	if err != nil && s.old == nil { // half a file is worse than none
		return false, errors.Join(err, s.disk.Remove(s.path))
	}
	return torn, err
}

// pour writes what needs more room first: when the disk is full the old content still stands.
func pour(dst, src disk.File) (torn bool, err error) {
	was, err := size(dst)
	if err != nil {
		return false, err
	}
	is, err := size(src)
	if err != nil {
		return false, err
	}
	if _, err := copyRange(dst, src, was, is); err != nil {
		cut := dst.Truncate(was)
		return cut != nil, errors.Join(err, cut)
	}
	if n, err := copyRange(dst, src, 0, min(was, is)); err != nil {
		cut := error(nil)
		if is > was {
			cut = dst.Truncate(was)
		}
		return n > 0 || cut != nil, errors.Join(err, cut)
	}
	if is < was {
		if err := dst.Truncate(is); err != nil {
			return true, err
		}
	}
	err = syncFile(dst)
	return err != nil, err
}

func size(f disk.File) (int64, error) {
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

func copyRange(dst, src disk.File, from, to int64) (n int64, err error) {
	if from >= to {
		return 0, nil
	}
	return io.Copy(io.NewOffsetWriter(dst, from), io.NewSectionReader(src, from, to-from))
}

// Beside is the first free name of a file beside the one at path: a.WORD-1.yaml for a.yaml.
func Beside(path, word string) string {
	for n := 1; ; n++ {
		if name := besideName(path, word, n); !exists(name) {
			return name
		}
	}
}

func besideName(path, word string, n int) string {
	dir, base := filepath.Split(path)
	ext := filepath.Ext(base)
	stem := strings.TrimSuffix(base, ext)
	if len(base) > maxStem {
		stem, ext = Stem(stem), ext[:min(len(ext), maxStem)]
	}
	return fmt.Sprintf("%s%s.%s-%d%s", dir, stem, word, n, ext)
}

func or(a, b string) string {
	if a == "" {
		return b
	}
	return a
}
