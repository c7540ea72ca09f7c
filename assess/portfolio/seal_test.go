package portfolio

import (
	"encoding/json"
	"strings"
	"testing"

	"fathom/assess"
)

// Resealed is a state with the checksum that fits it: what is wrong with it must be told by its numbers.
func Resealed(t testing.TB, text string) string {
	t.Helper()
	var s state
	if err := json.Unmarshal([]byte(text), &s); err != nil {
		t.Fatalf("%v: %.200s", err, text)
	}
	var err error
	if s.Checksum, err = s.sum(); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := encode(&b, &s); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// StateWithin is [Fold.State], and ReadWithin [ReadState], at other limits: bytes of text and of memory.
func (f *Fold) StateWithin(text, memory int) ([]byte, error) {
	return budget{text, memory}.write("s", f)
}

func ReadWithin(text, memory int, data []byte, m *assess.Model) (*Fold, error) {
	return budget{text, memory}.read("s", data, m, "digest")
}
