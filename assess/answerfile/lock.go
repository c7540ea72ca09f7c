package answerfile

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// Held is the error of opening a file that another session holds.
type Held struct {
	Path  string
	Who   string // as the other session named itself, "" when it did not
	Since string // local date and time, "" when it is not known
}

func (h Held) Error() string {
	return fmt.Sprintf("%s is open in another session (%s, since %s)", h.Path, h.Who, h.Since)
}

// lock is a file beside the answer file that one process at a time holds. The system lets go of it when the process ends,
// however it ends. Its text says who and since when, for people only.
type lock struct{ file *flock.Flock }

// lockPath is hidden beside the file it locks. It is never the file itself, which is replaced at every save.
func lockPath(target string) string {
	return filepath.Join(filepath.Dir(target), "."+filepath.Base(target)+".lock")
}

// acquire takes the lock, or reports Held. A lock file is removed when it is let go, so what was locked must still be
// what the path names; else another session was quicker with a new one.
func acquire(target, who string) (*lock, error) {
	path := lockPath(target)
	for {
		file := flock.New(path, flock.SetPermissions(0o600))
		held, err := file.TryLock()
		switch {
		case err != nil:
			return nil, err
		case !held:
			return nil, errors.Join(heldBy(target, path), file.Close())
		}
		if isCurrent(file, path) {
			text := who + "\n" + time.Now().Format("2006-01-02 15:04") + "\n"
			l := &lock{file}
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				return nil, errors.Join(err, l.release())
			}
			return l, nil
		}
		if err := file.Close(); err != nil {
			return nil, err
		}
	}
}

func isCurrent(file *flock.Flock, path string) bool {
	mine, err := file.Stat()
	if err != nil {
		return false
	}
	now, err := os.Stat(path)
	return err == nil && os.SameFile(mine, now)
}

func heldBy(target, path string) Held {
	h := Held{Path: target}
	text, err := os.ReadFile(path)
	if err != nil {
		return h
	}
	who, rest, _ := strings.Cut(string(text), "\n")
	h.Who, h.Since = who, strings.TrimSpace(rest)
	return h
}

// release removes the lock file while it is still held, then lets go of it.
func (l *lock) release() error {
	_ = os.Remove(l.file.Path()) // an open file cannot be removed on Windows; an unlocked one holds nobody up
	return l.file.Close()
}
