package atomicfile

import (
	"cmp"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"fathom/assess/answerfile/disk"
	"fathom/rubric/pattern"
)

// maxStem is what is left, in bytes, of a name in a longer one of ours. Most file systems allow names of 255, encrypted
// folders 143.
const maxStem = 80

// Stem is the name of a file, or the beginning of a long one and a number that tells it from others that begin so.
func Stem(path string) string {
	base := filepath.Base(path)
	if len(base) <= maxStem {
		return base
	}
	return fmt.Sprintf("%s-%08x", cut(base), crc32.ChecksumIEEE([]byte(base)))
}

func cut(s string) string { return strings.ToValidUTF8(s[:min(len(s), maxStem)], "") }

// patterns are the names of the temporary files of a path: hidden, and for disks that refuse a dot at the beginning,
// not.
func patterns(path string) []string {
	return []string{".fathom-" + Stem(path) + ".*", Stem(path) + ".*.fathom-tmp"}
}

var temporary = pattern.Of(`^(?:\.fathom-(.+)\.\d+|(.+)\.\d+\.fathom-tmp)$`)

func (w *Writer) createTemp(path string, mode fs.FileMode) (f disk.File, err error) {
	w.Clean(filepath.Dir(path))
	for _, pattern := range patterns(path) {
		f, ferr := w.disk.CreateTemp(filepath.Dir(path), pattern, mode)
		if ferr == nil {
			return f, nil
		}
		err = cmp.Or(err, ferr)
		if !disk.RefusesName(ferr) {
			break
		}
	}
	return nil, err
}

// How old the temporary file of another must be before it is removed. Nobody has it locked; but a file is not locked
// for the moment in which it takes its place, or longer where the disk refuses that. Without locks only a day tells.
const (
	restingAge = 5 * Patience
	oldAge     = 24 * time.Hour
)

// Clean removes from a folder, once for each writer, the temporary files that killed writers left. Those that somebody
// still writes stay. What cannot be removed is no matter.
func (w *Writer) Clean(dir string) {
	if w.cleaned[dir] {
		return
	}
	w.cleaned[dir] = true
	w.each(dir, func(path, _ string, info os.FileInfo) {
		age := time.Since(info.ModTime())
		if age < restingAge {
			return
		}
		if free, sure := w.isFree(path); free && (sure || age > oldAge) {
			_ = w.disk.Remove(path)
		}
	})
}

// CleanOf removes all temporary files of one path, and tells of a copy that an interrupted save left beside it. Only
// who knows that nobody else writes the path may call it.
func (w *Writer) CleanOf(path string) {
	w.each(filepath.Dir(path), func(temp, stem string, _ os.FileInfo) {
		if stem == Stem(path) {
			_ = w.disk.Remove(temp)
		}
	})
	if copied := besideName(path, "new", 1); exists(copied) {
		w.notice(disk.Notice{Kind: disk.Leftover, Path: path, Also: copied})
	}
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return !errors.Is(err, os.ErrNotExist)
}

// each visits the temporary files of a folder, in the order of their names.
func (w *Writer) each(dir string, visit func(path, stem string, info os.FileInfo)) {
	entries, _ := os.ReadDir(dir) // a folder that may not be listed may be written to
	for _, e := range entries {
		m := temporary().FindStringSubmatch(e.Name())
		if m == nil || !e.Type().IsRegular() {
			continue
		}
		if info, err := e.Info(); err == nil {
			visit(filepath.Join(dir, e.Name()), m[1]+m[2], info)
		}
	}
}

// isFree reports whether nobody holds a file, and whether the disk can tell.
func (w *Writer) isFree(path string) (free, sure bool) {
	f, err := w.disk.Open(path, os.O_RDWR, 0)
	if err != nil {
		return false, false
	}
	defer f.Close()
	err = f.Lock()
	return !errors.Is(err, disk.ErrHeld), err == nil
}
