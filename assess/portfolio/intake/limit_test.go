package intake_test

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"fathom/assess/portfolio"
	"fathom/assess/portfolio/intake"
	"fathom/rubric/problem"
)

// pieces reads in pieces of random length.
type pieces struct {
	r   io.Reader
	rng *rand.Rand
}

func (p *pieces) Read(b []byte) (int, error) {
	return p.r.Read(b[:min(len(b), 1+p.rng.IntN(1<<(1+p.rng.IntN(19))))])
}

// TestLimit: which lines are over the limit depends on their length alone, not on where they stand, how they arrive or
// how the batches fall.
func TestLimit(t *testing.T) {
	lengths := []int{0, 1, 3, 500, 60_000, 256 << 10, limit - 1, limit, limit + 1, limit + 60_000, 3 * limit}
	rng := rand.New(rand.NewPCG(3, 4))
	for round := range 40 {
		var text strings.Builder
		var want []string
		for n := range 1 + rng.IntN(12) {
			line := strings.Repeat(string(rune('a'+n)), lengths[rng.IntN(len(lengths))])
			text.WriteString(line + "\n")
			if len(line) > limit {
				want = append(want, fmt.Sprintf("<stdin>:%d !too-large", n+1))
			} else {
				want = append(want, fmt.Sprintf("<stdin>:%d %s", n+1, line))
			}
		}
		for len(want) > 0 && strings.HasSuffix(want[len(want)-1], " ") { // empty lines at the end are none
			want = want[:len(want)-1]
		}
		input := text.String()
		if last := strings.LastIndexByte(strings.TrimSuffix(input, "\n"), '\n'); round%2 == 0 && last < len(input)-2 {
			input = strings.TrimSuffix(input, "\n")
		}
		for _, in := range []struct {
			name string
			r    io.Reader
		}{
			{"whole", strings.NewReader(input)}, {"pieces", &pieces{strings.NewReader(input), rng}},
			{"with its end", iotest.DataErrReader(&pieces{strings.NewReader(input), rng})},
		} {
			src := intake.NewSource(find(t, "-"), limit)
			src.Stdin, src.LineBuffered = in.r, rng.IntN(2) == 0
			if got := drain(t, src); !slices.Equal(got, want) { // no line is none, whether nil or empty
				t.Fatalf("round %d, %s: %s", round, in.name, cmp.Diff(shorten(want), shorten(got)))
			}
		}
	}
}

func shorten(lines []string) (out []string) {
	for _, l := range lines {
		out = append(out, fmt.Sprintf("%.20s… %d", l, len(l)))
	}
	return out
}

// endless gives so many bytes without an end of a line.
type endless struct{ left int }

func (e *endless) Read(b []byte) (int, error) {
	if e.left == 0 {
		return 0, io.EOF
	}
	n := min(len(b), e.left)
	for i := range b[:n] {
		b[i] = 'x'
	}
	e.left -= n
	return n, nil
}

// TestLongLine: a line of 50 MB is refused in the memory of a short one, and the line behind it is read.
func TestLongLine(t *testing.T) {
	src := intake.NewSource(find(t, "-"), limit)
	src.Stdin = io.MultiReader(strings.NewReader("{1}\n"), &endless{50_000_000}, strings.NewReader("\n{3}\n"))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	got := drain(t, src)
	runtime.ReadMemStats(&after)
	if diff := cmp.Diff([]string{"<stdin>:1 {1}", "<stdin>:2 !too-large", "<stdin>:3 {3}"}, got); diff != "" {
		t.Error(diff)
	}
	if n := after.TotalAlloc - before.TotalAlloc; n > 8*limit {
		t.Errorf("%d bytes taken", n)
	}
}

// TestEndlessLine: a line over the limit is refused as soon as it is over it, whether or not more is wanted; who wants
// more gets what is behind its end, and a line without one ends its file, not the run.
func TestEndlessLine(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, map[string]string{"next.ndjson": "{next}"})
	e := &endless{1 << 40}
	src := intake.NewSource(find(t, "-", filepath.Join(dir, "next.ndjson")), limit)
	src.Stdin = io.MultiReader(strings.NewReader("{1}\n"), e)
	var b portfolio.Batch
	next := func() (why problem.List) {
		b = portfolio.Batch{}
		if err := src.Next(&b); err != nil {
			t.Fatal(err)
		}
		errors.As(b.Err, &why)
		return why
	}
	next()
	if why := next(); len(why) != 1 || b.Also || why[0].In("en") != "<stdin>:2:1: the line has more than the limit of 524288 bytes [too-large]" {
		t.Errorf("the second is %v", why)
	}
	if read := 1<<40 - e.left; read > 3*limit {
		t.Errorf("%d bytes are read of a line over the limit", read)
	}
	if why := next(); len(why) != 1 || !b.Also || [2]string{why[0].In("en"), why[0].In("zh")} != [2]string{
		"<stdin>:2:1: the line does not end within 256 MiB; the rest of the file is not read [too-large]",
		"<stdin>:2:1: 这一行 256 MiB 之内没有结束，文件余下的部分不再读取 [too-large]"} {
		t.Errorf("then %v", why)
	}
	if diff := cmp.Diff([]string{"next.ndjson:1 {next}"}, drain(t, src)); diff != "" {
		t.Error(diff)
	}
	if read := 1<<40 - e.left; read > 300<<20 {
		t.Errorf("%d bytes are read of a line without an end", read)
	}
}

// TestManyFiles: a folder of many files comes in batches of a bounded size.
func TestManyFiles(t *testing.T) {
	dir := t.TempDir()
	files := map[string]string{}
	for n := range 700 {
		files[fmt.Sprintf("%03d.yaml", n)] = strings.Repeat("x", 10*n)
	}
	put(t, dir, files)
	src := intake.NewSource(find(t, dir), limit)
	seen := 0
	for b := (portfolio.Batch{}); src.Next(&b) == nil; b.Data, b.Docs = b.Data[:0], b.Docs[:0] {
		if len(b.Docs) > 256 || len(b.Data) > 300<<10 {
			t.Errorf("a batch of %d files, %d bytes", len(b.Docs), len(b.Data))
		}
		for _, d := range b.Docs {
			if d.Size != 10*seen {
				t.Fatalf("file %d is %s", seen, d.Name)
			}
			seen++
		}
	}
	if seen != 700 {
		t.Errorf("%d files", seen)
	}
}

// TestManyShortLines: however short the lines are, a batch holds a bounded number of them, in their order.
func TestManyShortLines(t *testing.T) {
	const n = 100_000
	for name, line := range map[string]string{"blank": "\n", "short": "{}\n", "without an end": "x\n"} {
		text := strings.Repeat(line, n)
		if name == "blank" {
			text = text[1:] + "x\n"
		}
		if name == "without an end" {
			text = strings.TrimSuffix(text, "\n")
		}
		for _, eager := range []bool{false, true} {
			src := intake.NewSource(find(t, "-"), limit)
			src.Stdin, src.LineBuffered = strings.NewReader(text), eager
			next := 1
			for b := (portfolio.Batch{}); src.Next(&b) == nil; b.Data = b.Data[:0] {
				lines := strings.Count(strings.TrimSuffix(string(b.Data), "\n"), "\n") + 1
				if b.Line != next || lines > 4096 {
					t.Fatalf("%s: a batch of %d lines from %d, want at most 4096 from %d", name, lines, b.Line, next)
				}
				next += lines
			}
			if next != n+1 {
				t.Errorf("%s: %d lines", name, next-1)
			}
		}
	}
}
