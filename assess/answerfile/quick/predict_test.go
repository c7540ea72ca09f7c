package quick

import (
	"strings"
	"testing"

	"fathom/assess"
	"fathom/testdata/fleet"
)

// TestNoSurprise: lines as programs write them are read as predicted, to the last answer; without one of the answers,
// or with blanks, they are not.
func TestNoSurprise(t *testing.T) {
	for _, m := range variety(t) {
		if m.Rubric.ID == "harm" { // of levels that are more than a digit
			continue
		}
		s := NewLines(NewLayout(m))
		codes, head := make([]assess.Code, m.Len()), Head{}
		opt := fleet.Default()
		opt.Long = 0.1
		plain := fleet.New(m.Rubric, opt)
		opt.Spaced = true
		spaced := fleet.New(m.Rubric, opt)
		for i := range 50 {
			if line := plain.Append(nil, i); !s.Scan(line, &head, codes) || s.Surprises != int64(i) {
				t.Fatalf("%d surprises: %s", s.Surprises-int64(i), line)
			}
			if line := spaced.Append(nil, i); !s.Scan(line, &head, codes) || s.Surprises != int64(i+1) {
				t.Fatalf("%d surprises, want one more than %d: %s", s.Surprises, i, line)
			}
		}
	}
}

// TestPhrase: a phrase of any length begins a text that has it, and none that differs in one byte.
func TestPhrase(t *testing.T) {
	text := strings.Repeat("河a/\x00\xff", 8)
	for n := 1; n <= 40; n++ {
		p, data := phraseOf(text[:n]), []byte(text[:n]+strings.Repeat("1", window))
		begins := func() bool { return p.opens((*[window]byte)(data)) && p.goesOn(data) }
		if !begins() {
			t.Errorf("%q does not begin %q", text[:n], data)
		}
		for k := range n {
			data[k] ^= 1
			if begins() {
				t.Errorf("%q begins %q", text[:n], data)
			}
			data[k] ^= 1
		}
	}
}
