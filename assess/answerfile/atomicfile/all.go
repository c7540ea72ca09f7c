package atomicfile

import (
	"errors"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
)

// File is one of several files that are written together.
type File struct {
	Path string
	Data []byte
	Mode fs.FileMode // of a new file: [Private] or [Shared]
}

// All writes files, whole or none: each stands complete in a temporary file before the first takes its place, and when
// one cannot, those before it are taken back. Folders that are missing are made. With fresh, no file may exist.
func (w *Writer) All(files []File, fresh bool) error {
	return w.AllOf(func(yield func(File, error) bool) {
		for _, f := range files {
			if !yield(f, nil) {
				return
			}
		}
	}, fresh)
}

// AllOf is All for files that come one by one, of which one at a time is in memory. With an error among them none is
// written.
func (w *Writer) AllOf(files iter.Seq2[File, error], fresh bool) (err error) {
	b := batch{Writer: w}
	defer func() {
		if err != nil {
			b.takeBack()
		}
	}()
	for f, err := range files {
		if err != nil {
			return err
		}
		if err := b.prepare(f); err != nil {
			return err
		}
	}
	for i, s := range b.staged {
		b.placed = i
		place := s.place
		if fresh {
			place = s.placeNew
		}
		if err := place(); err != nil {
			return b.failed(err)
		}
	}
	return nil
}

// batch is files on their way, and what there was before.
type batch struct {
	*Writer
	staged []*staged
	before [][]byte // the old content, nil where there was none
	placed int      // so many may have taken their place
	made   []string // folders
}

func (b *batch) prepare(f File) error {
	if err := b.mkdir(filepath.Dir(f.Path)); err != nil {
		return err
	}
	s, err := b.stage(f.Path, f.Mode, filled(f.Data))
	if err != nil {
		return err
	}
	var old []byte
	if s.keeps() {
		if old, err = os.ReadFile(f.Path); err != nil {
			return s.undo(err)
		}
	}
	b.staged, b.before = append(b.staged, s), append(b.before, old)
	return nil
}

// failed notes whether the file that could not be placed needs its old content back. No copy stays beside it.
func (b *batch) failed(err error) error {
	var kept *Kept
	if !errors.As(err, &kept) {
		return err
	}
	if kept.Torn {
		b.placed++
	}
	return kept.Err
}

// mkdir makes a folder and those above it.
func (b *batch) mkdir(dir string) error {
	if info, err := os.Stat(dir); err == nil && info.IsDir() {
		return nil
	}
	if up := filepath.Dir(dir); up != dir {
		if err := b.mkdir(up); err != nil {
			return err
		}
	}
	if err := b.disk.Mkdir(dir, 0o777); err != nil {
		return err
	}
	b.made = append(b.made, dir)
	return nil
}

// takeBack makes it as it was: what is placed gets its old content or goes, what is not goes, and the new folders too.
func (b *batch) takeBack() {
	for i, s := range b.staged {
		_ = b.disk.Remove(s.temp)
		if at, ok := b.beside[s.path]; ok {
			_ = b.disk.Remove(at)
			delete(b.beside, s.path)
		}
		switch {
		case i >= b.placed:
		case s.old == nil:
			_ = b.disk.Remove(s.path)
		default:
			_ = b.Write(s.path, b.before[i], s.mode)
		}
	}
	for _, dir := range slices.Backward(b.made) {
		_ = b.disk.Remove(dir)
	}
}
