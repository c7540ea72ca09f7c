package atomicfile_test

import (
	"errors"
	"io/fs"
	"path/filepath"
	"syscall"
	"testing"

	"fathom/assess/answerfile/atomicfile"
	"fathom/assess/answerfile/disk/faulty"
	"fathom/rubric/problem"
)

func TestWriteWithoutFolder(t *testing.T) {
	path := filepath.Join(t.TempDir(), "no", "a.yaml")
	var of *fs.PathError
	if err := atomicfile.New(nil, nil).Write(path, nil, 0o600); !errors.Is(err, fs.ErrNotExist) ||
		!errors.As(err, &of) || of.Path != path {
		t.Errorf("got %v", err)
	}
}

// TestReadOnly: a file that this user may not write is not replaced; a disk that cannot tell is no hindrance.
func TestReadOnly(t *testing.T) {
	for cause, want := range map[error]string{syscall.EACCES: "old", syscall.EPERM: "old", syscall.ENOSYS: "new",
		syscall.EIO: "new", syscall.EINVAL: "new"} {
		path := oldFile(t)
		d := &faulty.Disk{Refused: map[string]error{"Writable": cause}}
		err := atomicfile.New(d, nil).Write(path, []byte("new"), 0o600)
		if got := content(t, path); got != want || errors.Is(err, problem.ErrReadOnly) != (want == "old") ||
			names(t, filepath.Dir(path)) != "a.yaml" {
			t.Errorf("%v: %q, %v", cause, got, err)
		}
	}
}
