package actions

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"fathom/assess/answerfile/atomicfile"
	"fathom/rubric"
)

// ErrChanged tells that somebody wrote the file while a plan was merged into it. It was not overwritten.
var ErrChanged = errors.New("actions: the file was changed by someone else")

// Update merges a plan into the file at a path, which need not exist yet, and replaces it whole: after an error the old
// file is as it was, unless the error is an [atomicfile.Kept] that says otherwise. A link is followed.
func Update(path string, p Plan, r *rubric.Rubric, w *atomicfile.Writer) (Merged, error) {
	target := path
	if followed, err := filepath.EvalSymlinks(path); err == nil {
		target = followed
	}
	w.CleanOf(target)
	old, err := content(target)
	if err != nil {
		return Merged{}, err
	}
	data, merged, err := Merge(path, old, p, r)
	if err != nil {
		return Merged{}, err
	}
	if now, err := content(target); err != nil || !bytes.Equal(now, old) {
		return Merged{}, errors.Join(err, ErrChanged)
	}
	return merged, w.Write(target, data, 0o600)
}

// content reads one byte more than the limit at most: the reader says what is too much. A file that is not there is
// empty.
func content(path string) ([]byte, error) {
	in, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer in.Close()
	return io.ReadAll(io.LimitReader(in, MaxBytes+1))
}
