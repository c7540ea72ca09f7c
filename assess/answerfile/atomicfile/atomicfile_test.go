package atomicfile_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fathom/assess/answerfile/atomicfile"
	"fathom/assess/answerfile/atomicfile/faulty"
)

func content(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func names(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return strings.Join(out, " ")
}

func TestWrite(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.yaml")
	for _, text := range []string{"one", "two"} {
		if err := atomicfile.Write(atomicfile.OS{}, path, []byte(text), 0o640); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(path)
		if err != nil || info.Mode().Perm() != 0o640 || content(t, path) != text {
			t.Errorf("%v %v %q", err, info.Mode(), content(t, path))
		}
	}
	if got := names(t, filepath.Dir(path)); got != "a.yaml" {
		t.Errorf("left %s", got)
	}
}

// TestEveryCallFails makes each call of a save fail in turn, and every shorter write: the file is the old one or the new
// one, the error tells the cause, and nothing is left behind as long as removing works.
func TestEveryCallFails(t *testing.T) {
	for n := 1; ; n++ {
		path := filepath.Join(t.TempDir(), "a.yaml")
		if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
			t.Fatal(err)
		}
		cause := errors.New("no space left")
		disk := &faulty.Disk{FailAt: n, Err: cause}
		err := atomicfile.Write(disk, path, []byte("brand new"), 0o600)
		if !disk.Failed {
			if n < 7 {
				t.Fatalf("only %d calls", n-1)
			}
			return
		}
		if !errors.Is(err, cause) {
			t.Errorf("call %d (%s): %v", n, disk.Call, err)
		}
		want := "old"
		if disk.Call == "SyncDir" {
			want = "brand new"
		}
		if got := content(t, path); got != want {
			t.Errorf("call %d (%s): %q", n, disk.Call, got)
		}
		if got := names(t, filepath.Dir(path)); got != "a.yaml" {
			t.Errorf("call %d (%s): left %s", n, disk.Call, got)
		}
	}
}

func TestClean(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.yaml")
	for _, name := range []string{"a.yaml", ".fathom-a.yaml.123", ".fathom-a.yaml.note", ".fathom-b.yaml.123"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := atomicfile.Clean(atomicfile.OS{}, path); err != nil {
		t.Fatal(err)
	}
	if got := names(t, dir); got != ".fathom-a.yaml.note .fathom-b.yaml.123 a.yaml" {
		t.Errorf("left %s", got)
	}
}

func TestWriteWithoutFolder(t *testing.T) {
	err := atomicfile.Write(atomicfile.OS{}, filepath.Join(t.TempDir(), "no", "a.yaml"), nil, 0o600)
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

func BenchmarkWrite(b *testing.B) {
	data := []byte(fmt.Sprintf("%10000s", "x"))
	path := filepath.Join(b.TempDir(), "a.yaml")
	for b.Loop() {
		if err := atomicfile.Write(atomicfile.OS{}, path, data, 0o600); err != nil {
			b.Fatal(err)
		}
	}
}
