package intake_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"

	"fathom/assess/portfolio"
	"fathom/assess/portfolio/intake"
	"fathom/rubric/problem"
)

// limit is the smallest that a source knows.
const limit = 512 << 10

// put writes files below a folder, whose names are the keys.
func put(t testing.TB, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755),
			os.WriteFile(path, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
}

func find(t testing.TB, paths ...string) []intake.Input {
	t.Helper()
	inputs, _, err := intake.Find(paths)
	if err != nil {
		t.Fatal(err)
	}
	return inputs
}

// drain reads everything and writes down what it was: lines as FILE:LINE TEXT, files as FILE TEXT, and what could not
// be read as FILE:LINE !KIND. Names are without their folder.
func drain(t testing.TB, src *intake.Source) []string {
	t.Helper()
	var out []string
	for b := (portfolio.Batch{}); ; b.Data, b.Docs, b.Err = b.Data[:0], b.Docs[:0], nil {
		err := src.Next(&b)
		if errors.Is(err, io.EOF) {
			return out
		} else if err != nil {
			t.Fatal(err)
		}
		out = append(out, transcript(t, &b)...)
	}
}

func transcript(t testing.TB, b *portfolio.Batch) (out []string) {
	t.Helper()
	var why problem.List
	switch {
	case errors.As(b.Err, &why):
		return []string{fmt.Sprintf("%s:%d !%s", filepath.Base(why[0].File), why[0].Line, why[0].Kind)}
	case b.Err != nil:
		t.Fatal(b.Err)
	case len(b.Docs) > 0:
		for data, k := b.Data, 0; k < len(b.Docs); k++ {
			out = append(out, filepath.Base(b.Docs[k].Name)+" "+string(data[:b.Docs[k].Size]))
			data = data[b.Docs[k].Size:]
		}
		return out
	}
	n := b.Line
	for line := range strings.Lines(string(b.Data)) {
		out = append(out, fmt.Sprintf("%s:%d %s", filepath.Base(b.File), n, strings.TrimSuffix(line, "\n")))
		n++
	}
	return out
}

// readAll is the transcript of what is at the paths.
func readAll(t testing.TB, paths ...string) []string {
	t.Helper()
	return drain(t, intake.NewSource(find(t, paths...), limit))
}

func gzipped(text string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, err := io.WriteString(z, text)
	if err := errors.Join(err, z.Close()); err != nil {
		panic(err)
	}
	return b.String()
}

func zstandard(text string, opts ...zstd.EOption) string {
	var b bytes.Buffer
	z, err := zstd.NewWriter(&b, opts...)
	if err != nil {
		panic(err)
	}
	_, err = io.WriteString(z, text)
	if err := errors.Join(err, z.Close()); err != nil {
		panic(err)
	}
	return b.String()
}

// skippable is a frame that zstd passes over, worked by hand from RFC 8878: one of 16 magic numbers, 0x184D2A50 and up,
// and the size of what follows, each in four bytes, the lowest first.
func skippable(n byte, text string) string {
	return string([]byte{0x50 + n, 0x2a, 0x4d, 0x18, byte(len(text)), byte(len(text) >> 8), 0, 0}) + text
}

// TestFind: a folder stands for what is in it and below, by name; hidden things and other files are left alone, links
// to files are followed.
func TestFind(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, map[string]string{
		"d/b.yaml": "b", "d/a.YML": "a", "d/c.json": "c", "d/sub/x.ndjson.gz": "x", "d/sub/y.jsonl": "y",
		"d/z.jsonl.zst":  "z",
		"d/.hidden.yaml": "", "d/.git/a.yaml": "", "d/notes.txt": "", "d/old.yaml.bak": "", "d/packed.yaml.gz": "",
		"elsewhere.txt": "12345",
	})
	if err := os.Symlink(filepath.Join(dir, "elsewhere.txt"), filepath.Join(dir, "d/link.yaml")); err != nil {
		t.Skipf("no links: %v", err)
	}
	var got []string
	for _, in := range find(t, filepath.Join(dir, "elsewhere.txt"), filepath.Join(dir, "d"), "-") {
		name, _ := filepath.Rel(dir, in.Path)
		got = append(got, fmt.Sprintf("%s %d", filepath.ToSlash(name), in.Size))
	}
	want := []string{"elsewhere.txt 5", "d/a.YML 1", "d/b.yaml 1", "d/c.json 1", "d/link.yaml 5", "d/sub/x.ndjson.gz 1", "d/sub/y.jsonl 1", "d/z.jsonl.zst 1", " -1"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got := find(t, filepath.Join(dir, "d/.git")); len(got) != 1 {
		t.Errorf("a hidden folder that is named holds %v", got)
	}
}

func TestFindFails(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, map[string]string{"none/notes.txt": "", "locked/a.yaml": ""})
	if _, _, err := intake.Find([]string{filepath.Join(dir, "nowhere")}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("nowhere: %v", err)
	}
	var why problem.List
	if _, _, err := intake.Find([]string{filepath.Join(dir, "none")}); !errors.As(err, &why) || why[0].Kind != "empty" {
		t.Errorf("an empty folder: %v", err)
	}
	if os.Geteuid() == 0 {
		t.Skip("left out: a folder without permission (root may read it)")
	}
	if err := os.Chmod(filepath.Join(dir, "locked"), 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(filepath.Join(dir, "locked"), 0o755) })
	if _, _, err := intake.Find([]string{dir}); !errors.Is(err, os.ErrPermission) {
		t.Errorf("locked: %v", err)
	}
}

// TestForms: however lines are kept, they are the same lines.
func TestForms(t *testing.T) {
	const one, two, three = `{"a":1}`, `{"b":2}`, `{"c":3}`
	text := one + "\n" + two + "\n" + three + "\n"
	forms := map[string]string{
		"plain.ndjson":   text,
		"plain.jsonl":    text,
		"no-end.ndjson":  strings.TrimSuffix(text, "\n"),
		"mark.ndjson":    "\xef\xbb\xbf" + text,
		"mark":           "\xef\xbb\xbf" + text,
		"a.ndjson.gz":    gzipped(text),
		"a.ndjson.zst":   zstandard(text),
		"gz":             gzipped(text),
		"zst":            zstandard(text),
		"wrong.zst":      gzipped(text), // the first bytes tell, not the name
		"plain.gz":       text,
		"no-suffix":      text,
		"blanks-first":   " " + text,
		"members.gz":     gzipped(one+"\n{\"b") + gzipped(`":2}`+"\n") + gzipped("") + gzipped(three),
		"frames.zst":     zstandard(one+"\n{\"b") + zstandard(`":2}`+"\n"+three+"\n"),
		"within-line.gz": gzipped(text[:3]) + gzipped(text[3:]),
		"empty-end":      text + "\n",
		"empty-ends":     text + "\r\n\n\r\n",
		"empty-end.gz":   gzipped(text+"\n") + gzipped("\n"),
		"skippable.zst":  skippable(0, "") + zstandard(text),
		"pzstd": skippable(0, "\x04\x00\x00\x00") + zstandard(one+"\n") + skippable(15, text) +
			zstandard(two+"\n"+three),
	}
	dir := t.TempDir()
	put(t, dir, forms)
	for name := range forms {
		want := []string{name + ":1 " + one, name + ":2 " + two, name + ":3 " + three}
		if name == "blanks-first" {
			want[0] = name + ":1  " + one
		}
		if diff := cmp.Diff(want, readAll(t, filepath.Join(dir, name))); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	put(t, dir, map[string]string{"crlf.ndjson": one + "\r\n\r\n" + two + "\r\n", "blank": "\n\n", "empty.ndjson": "",
		"empty": "", "empty.gz": gzipped(""), "skipped": skippable(7, "nothing"),
		"P": "P"})
	if diff := cmp.Diff([]string{"crlf.ndjson:1 " + one + "\r", "crlf.ndjson:2 \r", "crlf.ndjson:3 " + two + "\r"},
		readAll(t, filepath.Join(dir, "crlf.ndjson"))); diff != "" {
		t.Error(diff)
	}
	for name, want := range map[string][]string{"empty.ndjson": nil, "empty": nil, "empty.gz": nil, "skipped": nil,
		"P": {"P P"}, "blank": nil} {
		if diff := cmp.Diff(want, readAll(t, filepath.Join(dir, name))); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// TestOrder: answer files, lines and standard input come in the order in which they are named.
func TestOrder(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, map[string]string{"d/a.yaml": "format: a", "d/b.ndjson": "{b1}\n{b2}", "d/c.json": "{\n\"c\": 1}", "d/d.yaml": "",
		"d/e.jsonl.gz": gzipped("{e}\n"),
		"answers":      "format: x", "lines": "{l}"})
	src := intake.NewSource(find(t, filepath.Join(dir, "lines"), filepath.Join(dir, "d"), "-",
		filepath.Join(dir, "answers"), filepath.Join(dir, "d/a.yaml")), limit)
	src.Stdin = strings.NewReader("format: never a file\n{s}\n")
	want := []string{"lines:1 {l}", "a.yaml format: a", "b.ndjson:1 {b1}", "b.ndjson:2 {b2}", "c.json {\n\"c\": 1}", "d.yaml ", "e.jsonl.gz:1 {e}",
		"<stdin>:1 format: never a file", "<stdin>:2 {s}", "answers format: x", "a.yaml format: a"}
	if diff := cmp.Diff(want, drain(t, src)); diff != "" {
		t.Error(diff)
	}
	if n := src.Read.Load(); n == 0 {
		t.Error("nothing was read, it says")
	}
}

func manyLines() string {
	var text strings.Builder
	for n := range 4000 {
		fmt.Fprintf(&text, "{\"n\":%d,\"text\":\"%x\"}\n", n, n*n*2654435761)
	}
	return text.String()
}

// wideWindow asks for more memory than a source takes.
func wideWindow(text string) string {
	return zstandard(text, zstd.WithWindowSize(128<<20), zstd.WithSingleSegment(false))
}

// damage flips the bits of one byte, counted from the end.
func damage(text string, fromEnd int) string {
	b := []byte(text)
	b[len(b)-fromEnd] ^= 0xff
	return string(b)
}

// TestTroubles: what is wrong with one input is told in its place, as one bad record, what was whole before it is kept,
// half a line is not, and the next input is read.
func TestTroubles(t *testing.T) {
	text := manyLines()
	packedGzip, packedZstd := gzipped(text), zstandard(text)
	dir := t.TempDir()
	put(t, dir, map[string]string{
		"cut.gz": packedGzip[:len(packedGzip)/2], "head.gz": packedGzip[:6], "magic.gz": packedGzip[:2],
		"cut.zst": packedZstd[:len(packedZstd)/2],
		"crc.gz":  damage(packedGzip, 6), "inside.gz": damage(packedGzip, len(packedGzip)/2),
		"inside.zst": damage(packedZstd, len(packedZstd)/2),
		"tail.gz":    packedGzip + "something that is no gzip", "window.zst": wideWindow(text),
		"large.yaml": strings.Repeat("x", limit+1), "exact.yaml": strings.Repeat("x", limit), "gone.yaml": "",
		"gone.ndjson": "", "last.ndjson": "{last}",
		"bomb.yaml.gz": gzipped(strings.Repeat("x", 50<<20)),
	})
	if err := os.Mkdir(filepath.Join(dir, "folder.yaml"), 0o755); err != nil {
		t.Fatal(err)
	}
	all := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	for name, want := range map[string]string{
		"cut.gz": "truncated", "head.gz": "truncated", "magic.gz": "truncated", "cut.zst": "truncated",
		"crc.gz": "damaged", "inside.gz": "damaged", "inside.zst": "damaged",
		"tail.gz": "damaged", "window.zst": "too-large", "large.yaml": "too-large", "bomb.yaml.gz": "too-large",
		"gone.yaml": intake.Unreadable, "gone.ndjson": intake.Unreadable,
	} {
		inputs := find(t, filepath.Join(dir, name), filepath.Join(dir, "last.ndjson"))
		if strings.HasPrefix(name, "gone") { // between finding and reading
			if err := os.Remove(filepath.Join(dir, name)); err != nil {
				t.Fatal(err)
			}
		}
		got := drain(t, intake.NewSource(inputs, limit))
		n := len(got) - 2
		if n < 0 || got[n] != name+":0 !"+want || got[n+1] != "last.ndjson:1 {last}" {
			t.Errorf("%s: want %s, got %q", name, want, got[max(n, 0):])
			continue
		}
		if strings.HasPrefix(name, "inside") {
			continue // what is damaged is known only at the end
		}
		for k, line := range got[:n] {
			if line != fmt.Sprintf("%s:%d %s", name, k+1, all[k]) {
				t.Errorf("%s: line %d is %s", name, k+1, line)
				break
			}
		}
		if whole := slices.Contains([]string{"crc.gz", "tail.gz"}, name); whole != (n == len(all)) {
			t.Errorf("%s: %d lines before the trouble", name, n)
		}
	}
	if got := readAll(t, filepath.Join(dir, "exact.yaml")); len(got) != 1 || len(got[0]) != len("exact.yaml ")+limit {
		t.Errorf("a file of just the limit: %.60q", got)
	}
	got := drain(t, intake.NewSource([]intake.Input{{Name: "folder.yaml", Path: filepath.Join(dir, "folder.yaml")}},
		limit))
	if diff := cmp.Diff([]string{"folder.yaml:0 !" + intake.Unreadable}, got); diff != "" {
		t.Error(diff)
	}
}

// TestTroublesAreTold in both languages, in the words of a person.
func TestTroublesAreTold(t *testing.T) {
	dir := t.TempDir()
	whole := gzipped(strings.Repeat("{}\n", 99))
	put(t, dir, map[string]string{"cut.gz": whole[:len(whole)-9], "crc.gz": damage(whole, 6),
		"window.zst":  wideWindow(manyLines()),
		"long.ndjson": strings.Repeat("x", limit+1), "large.yaml": strings.Repeat("x", limit+1)})
	for name, want := range map[string][2]string{
		"cut.gz":      {"the compressed data end too early; the file is cut", "压缩数据没有写完，文件被截断"},
		"crc.gz":      {"the compressed data are damaged (gzip: invalid checksum)", "压缩数据已损坏（gzip: invalid checksum）"},
		"window.zst":  {"reading it would take more than 64 MiB of memory; compress it without --long", "读取它要占用 64 MiB 以上的内存；压缩时请不要用 --long"},
		"long.ndjson": {"the line has more than the limit of 524288 bytes", "这一行超过上限 524288 字节"},
		"large.yaml":  {"the file has more than the limit of 524288 bytes", "文件超过上限 524288 字节"},
		"gone.yaml":   {"cannot be read: it does not exist", "无法读取：文件或目录不存在"},
	} {
		src := intake.NewSource([]intake.Input{{Name: name, Path: filepath.Join(dir, name)}}, limit)
		var why problem.List
		for b := (portfolio.Batch{}); len(why) == 0; b.Data = b.Data[:0] {
			if err := src.Next(&b); err != nil {
				t.Fatalf("%s: %v without a problem", name, err)
			}
			errors.As(b.Err, &why)
		}
		if got := [2]string{why[0].Message.EN, why[0].Message.ZH}; got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// TestAtOnce: with LineBuffered a line is handed on before the next one comes, however short it is, and so is the first
// line of a pipe whose name does not tell what it holds.
func TestAtOnce(t *testing.T) {
	r, w := io.Pipe()
	src := intake.NewSource(find(t, "-"), limit)
	src.Stdin, src.LineBuffered = r, true
	got := make(chan []string)
	go func() {
		defer close(got)
		for b := (portfolio.Batch{}); ; b.Data = b.Data[:0] {
			if src.Next(&b) != nil {
				return
			}
			got <- transcript(t, &b)
		}
	}()
	for n, line := range []string{"{}", "{\"id\":1}", "x"} {
		if _, err := io.WriteString(w, line+"\n"); err != nil {
			t.Fatal(err)
		}
		select {
		case lines := <-got:
			if want := fmt.Sprintf("<stdin>:%d %s", n+1, line); len(lines) != 1 || lines[0] != want {
				t.Errorf("got %q, want %s", lines, want)
			}
		case <-time.After(20 * time.Second):
			t.Fatalf("line %d is kept until the next one comes", n+1)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if lines, more := <-got; more {
		t.Errorf("and %q", lines)
	}
}
