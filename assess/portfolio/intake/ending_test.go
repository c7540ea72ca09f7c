package intake

import (
	"errors"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"
)

// TestEnding: of any text, in whatever pieces it comes, only the empty lines at its end are missing; of very many,
// none.
func TestEnding(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 9))
	for range 20_000 {
		var text strings.Builder
		for range rng.IntN(12) {
			text.WriteString([]string{"\n", "\n", "\r\n", "\r\n", "x", "{}", "\r", " "}[rng.IntN(8)])
		}
		var r io.Reader = strings.NewReader(text.String())
		if r = (&small{r, rng}); rng.IntN(2) == 0 {
			r = iotest.DataErrReader(r)
		}
		got, err := io.ReadAll(&ending{r: r})
		if want := withoutEnd(text.String()); string(got) != want || err != nil {
			t.Fatalf("%q: %q, %v, want %q", text.String(), got, err, want)
		}
	}
	for _, text := range []string{strings.Repeat("\n", maxHeld+1), "x\n" + strings.Repeat("\r\n", maxHeld) + "y"} {
		if got, err := io.ReadAll(&ending{r: strings.NewReader(text)}); string(got) != text || err != nil {
			t.Errorf("%d bytes of %d, %v", len(got), len(text), err)
		}
	}
	broken := io.MultiReader(strings.NewReader("x\n\n"), iotest.ErrReader(io.ErrNoProgress))
	if got, err := io.ReadAll(&ending{r: broken}); string(got) != "x\n" || !errors.Is(err, io.ErrNoProgress) {
		t.Errorf("%q, %v", got, err)
	}
}

// withoutEnd works on the whole text: it takes off its last line as long as that is empty.
func withoutEnd(text string) string {
	lines := strings.SplitAfter(text, "\n")
	for n := len(lines) - 1; n >= 0 && strings.Trim(lines[n], "\r\n") == ""; n-- {
		lines = lines[:n]
	}
	return strings.Join(lines, "")
}

// small reads a byte or a few at a time.
type small struct {
	r   io.Reader
	rng *rand.Rand
}

func (s *small) Read(p []byte) (int, error) { return s.r.Read(p[:min(len(p), 1+s.rng.IntN(4))]) }
