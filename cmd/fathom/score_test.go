package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"fathom/rubric/channelteam/samples"
)

// weighed is an output that knows how much was in memory when it was first written to.
type weighed struct {
	io.Writer
	live uint64
}

func (w *weighed) Write(p []byte) (int, error) {
	if w.live == 0 {
		w.live = live()
	}
	return w.Writer.Write(p)
}

func live() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// TestFilesAreForgotten: of many files a command keeps what it shows, not what it read: in every format an output that
// is written when all are read finds little in memory, and all files are in it.
func TestFilesAreForgotten(t *testing.T) {
	const n, most = 300, 10 << 20 // bytes; 300 results are 15 MB or more
	dir := t.TempDir()
	sample := samples.All()[0]
	paths := make([]string, n)
	for i := range paths {
		paths[i] = filepath.Join(dir, fmt.Sprintf("%03d.yaml", i))
		if err := os.WriteFile(paths[i], sample.Data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for command, formats := range map[string]string{"score": "terminal json csv",
		"report": "terminal csv markdown", "check": "terminal junit"} {
		for format := range strings.FieldsSeq(formats) {
			var out, said bytes.Buffer
			before := live()
			w := &weighed{Writer: &out}
			args := append([]string{command, "-f", format}, paths...)
			if command == "check" {
				args = append(args, "--min-overall", "1")
			}
			a := app{in: strings.NewReader(""), out: w, err: &said, getenv: func(string) string { return "" }}
			if code := a.run(args); code != 0 {
				t.Fatalf("%s %s: %d %.500s", command, format, code, said.String())
			}
			if w.live > before+most {
				t.Errorf("%s %s: %d bytes are kept of %d files", command, format, w.live-before, n)
			}
			if got := strings.Count(out.String(), "河南"); got < n {
				t.Errorf("%s %s: %d of %d subjects", command, format, got, n)
			}
		}
	}
}

// TestSpool: what is kept comes back as often as asked, whether it lies in memory, on the disk or, where that takes
// none or no more, in memory behind.
func TestSpool(t *testing.T) {
	piece := bytes.Repeat([]byte("0123456789abcdef"), 70_000)
	for name, harm := range map[string]func(*spool){
		"disk":    func(*spool) {},
		"refused": func(*spool) { t.Setenv("TMPDIR", "/nowhere"); t.Setenv("TMP", `Z:\nowhere`) },
		"full":    func(s *spool) { s.full = s.file != nil },
	} {
		dir := t.TempDir()
		t.Setenv("TMPDIR", dir)
		t.Setenv("TMP", dir)
		var s spool
		var want bytes.Buffer
		for k := range 9 {
			if k == 2 || k == 6 {
				harm(&s)
			}
			want.Write(piece)
			if n, err := s.Write(piece); n != len(piece) || err != nil {
				t.Fatal(name, n, err)
			}
		}
		for range 2 {
			var got bytes.Buffer
			if err := s.copyTo(&got); err != nil || !bytes.Equal(got.Bytes(), want.Bytes()) {
				t.Errorf("%s: %v, %d bytes, want %d", name, err, got.Len(), want.Len())
			}
		}
		if held := s.head.Len(); name != "refused" && held > maxHeld || (s.file == nil) != (name == "refused") {
			t.Errorf("%s: %d bytes in memory", name, held)
		}
		if err := s.Close(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
			t.Errorf("%s: left %v, %v", name, left, err)
		}
	}
}
