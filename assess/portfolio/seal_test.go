package portfolio

import (
	"encoding/json"
	"strings"
	"testing"
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
