package atomicfile_test

import (
	"os"
	"strings"
	"syscall"
	"testing"

	"fathom/assess/answerfile/atomicfile"
)

// TestKeepsOwnerAndAttributes: a new file in the place of an old one has its owner, group, mode and extended
// attributes, and no others.
func TestKeepsOwnerAndAttributes(t *testing.T) {
	path := oldFile(t)
	if os.Geteuid() == 0 {
		if err := os.Chown(path, 1234, 2345); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(path, 0o664); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Setxattr(path, "user.source", []byte("workshop"), 0); err != nil {
		t.Skip(err)
	}
	long := strings.Repeat("x", 1500) // more than the first buffer holds
	if err := syscall.Setxattr(path, "user.long", []byte(long), 0); err != nil {
		t.Log(err)
		long = ""
	}
	was, _ := os.Stat(path)
	if err := atomicfile.New(nil, nil).Write(path, []byte("new"), 0o600); err != nil {
		t.Fatal(err)
	}
	is, _ := os.Stat(path)
	w, i := was.Sys().(*syscall.Stat_t), is.Sys().(*syscall.Stat_t)
	if i.Uid != w.Uid || i.Gid != w.Gid || is.Mode() != was.Mode() || i.Ino == w.Ino {
		t.Errorf("was %d:%d %v, is %d:%d %v", w.Uid, w.Gid, was.Mode(), i.Uid, i.Gid, is.Mode())
	}
	for name, want := range map[string]string{"user.source": "workshop", "user.long": long} {
		value := make([]byte, 2000)
		n, err := syscall.Getxattr(path, name, value)
		if want != "" && (err != nil || string(value[:n]) != want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
