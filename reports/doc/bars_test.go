package doc

import (
	"testing"

	"fathom/assess"
)

// TestBarShowsSome: a bar above the lowest value shows a cell, however short it is.
func TestBarShowsSome(t *testing.T) {
	for score, want := range map[float64]string{1: "░░░░░", 1.01: "█░░░░", 3: "███░░", 5: "█████"} {
		if got := (Bar{Score: assess.Some(score), Min: 1, Max: 5}).Cells(5); got != want {
			t.Errorf("%g is %s, want %s", score, got, want)
		}
	}
}
