package portfolio_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"fathom/assess"
	"fathom/assess/portfolio"
	"fathom/reports/rollup"
	"fathom/rubric/channelteam"
	"fathom/testdata/fleet"
)

// TestPanelsNeedNoStrictReader: lines and files of panels are read quickly, also with their keys in any order, and come
// to the rows to which the strict reader's votes come.
func TestPanelsNeedNoStrictReader(t *testing.T) {
	const n = 60
	for _, m := range []*assess.Model{bench(t), assess.Compile(channelteam.Rubric())} {
		opt := fleet.Default()
		opt.Panels, opt.Unknown, opt.Unanswered, opt.Evidence = 1, 0.1, 0.1, 0.1
		s := stream(m)
		s.Row = rollup.NewRows(m, "en", nil).JSON
		written := lines(m, n, opt)
		opt.Shuffle, opt.Spaced = true, true
		for _, data := range [][]byte{written, lines(m, n, opt)} {
			strict := bytes.ReplaceAll(data, []byte(`"depth"`), []byte(`"d\u0065pth"`)) // no program writes it so
			sameRows(t, s, n, source(data), source(strict))
		}
		opt.Shuffle, opt.Spaced = false, false
		files, byHand := folder(t, fleet.New(m.Rubric, opt), n)
		sameRows(t, s, n, &files, &byHand)
	}
}

// folder is a fleet as answer files, as Fathom writes them and with a comment behind, which the strict reader reads.
func folder(t testing.TB, f *fleet.Fleet, n int) (written, byHand docs) {
	t.Helper()
	dir := t.TempDir()
	if err := f.WriteFolder(dir, n); err != nil {
		t.Fatal(err)
	}
	for i := range n {
		data, err := os.ReadFile(filepath.Join(dir, fleet.ID(i)+".yaml"))
		if err != nil {
			t.Fatal(err)
		}
		written, byHand = append(written, data), append(byHand, append(data, "# by hand\n"...))
	}
	return written, byHand
}

// sameRows holds the rows of n records that are read quickly against those of the strict reader.
func sameRows(t *testing.T, s *portfolio.Stream, n int64, quick, strict portfolio.Source) {
	t.Helper()
	var got, want bytes.Buffer
	if out, err := s.Run(quick, &got); err != nil || out.Bad > 0 || out.Fallbacks > 0 {
		t.Errorf("%d of %d were the strict reader's: %+v, %v", out.Fallbacks, n, out, err)
	}
	if out, err := s.Run(strict, &want); err != nil || out.Bad > 0 || out.Fallbacks != n {
		t.Errorf("%d of %d were the strict reader's, want all: %+v, %v", out.Fallbacks, n, out, err)
	}
	if !bytes.Equal(got.Bytes(), want.Bytes()) || got.Len() == 0 {
		t.Errorf("other rows:\n%.2000s\n%.2000s", got.Bytes(), want.Bytes())
	}
}
