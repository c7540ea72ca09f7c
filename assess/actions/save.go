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

// Typed is what a team wrote into the sheet of a plan.
type Typed struct {
	Entries []Entry
	Side    Side
}

// MergeTyped is [Merge], and then [Enter] where something was typed.
func MergeTyped(name string, data []byte, p Plan, typed *Typed, r *rubric.Rubric) ([]byte, Merged, Entered, error) {
	out, merged, err := Merge(name, data, p, r)
	if err != nil || typed == nil {
		return out, merged, Entered{}, err
	}
	out, entered, err := Enter(name, out, typed.Entries, typed.Side, r)
	return out, merged, entered, err
}

// Update merges a plan, and what was typed elsewhere, nil for nothing, into the file at a path, which need not exist
// yet, and replaces it whole: after an error the old file is as it was, unless the error is an [atomicfile.Kept] that
// says otherwise. A link is followed.
func Update(path string, p Plan, typed *Typed, r *rubric.Rubric, w *atomicfile.Writer) (Merged, Entered, error) {
	target := path
	if followed, err := filepath.EvalSymlinks(path); err == nil {
		target = followed
	}
	w.CleanOf(target)
	old, err := content(target)
	if err != nil {
		return Merged{}, Entered{}, err
	}
	data, merged, entered, err := MergeTyped(path, old, p, typed, r)
	if err != nil {
		return Merged{}, Entered{}, err
	}
	if now, err := content(target); err != nil || !bytes.Equal(now, old) {
		return Merged{}, Entered{}, errors.Join(err, ErrChanged)
	}
	return merged, entered, w.Write(target, data, 0o600)
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
