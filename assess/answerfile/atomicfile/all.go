package atomicfile

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// File is one of several files that are written together.
type File struct {
	Path string
	Data []byte
	Mode fs.FileMode // of a new file: [Private] or [Shared]

	// Hold, which may be nil, is asked right before the file takes its place whether it may still, and keeps others
	// from the place until it is released.
	Hold func() (release func(), err error)
}

// All writes files, whole or none: each stands complete in a temporary file before the first takes its place, and when
// one cannot, or the context ends before the last, those before it are taken back; the error is the cause then. Folders
// that are missing are made. With fresh, no file may exist.
func (w *Writer) All(ctx context.Context, files []File, fresh bool) error {
	return w.AllOf(ctx, func(yield func(File, error) bool) {
		for _, f := range files {
			if !yield(f, nil) {
				return
			}
		}
	}, fresh)
}

// AllOf is All for files that come one by one, of which one at a time is in memory. With an error among them none is
// written.
func (w *Writer) AllOf(ctx context.Context, files iter.Seq2[File, error], fresh bool) (err error) {
	b := batch{Writer: w}
	w.unsynced = map[string]string{}
	defer func() {
		if err != nil {
			b.takeBack()
		}
		b.syncDirs()
	}()
	for f, err := range files {
		if err = cmp.Or(context.Cause(ctx), err); err != nil {
			return err
		}
		if err := b.prepare(f); err != nil {
			return err
		}
	}
	for b.placed < len(b.staged) {
		if err := context.Cause(ctx); err != nil {
			return err
		}
		if err := b.place(fresh); err != nil {
			return b.failed(err)
		}
		b.placed++
	}
	return nil
}

// batch is files on their way, and what there was before.
type batch struct {
	*Writer
	staged []*staged
	before [][]byte // the old content, nil where there was none
	holds  []func() (release func(), err error)
	placed int      // so many have taken their place
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
	b.staged, b.before, b.holds = append(b.staged, s), append(b.before, old), append(b.holds, f.Hold)
	return nil
}

// place puts the next file in its place.
func (b *batch) place(fresh bool) error {
	s := b.staged[b.placed]
	if hold := b.holds[b.placed]; hold != nil {
		release, err := hold()
		if err != nil {
			return err
		}
		defer release()
	}
	if fresh {
		return s.placeNew()
	}
	return s.place()
}

// syncDirs syncs the folders in which files took their places, each once.
func (b *batch) syncDirs() {
	folders := b.unsynced
	b.unsynced = nil
	for _, dir := range slices.Sorted(maps.Keys(folders)) {
		b.syncDir(dir, folders[dir])
	}
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
		delete(b.unsynced, dir)
	}
}
