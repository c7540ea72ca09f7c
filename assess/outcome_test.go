package assess

import (
	"math"
	"testing"
)

// TestInOrder: the numbers of scores are in the order of these, equal where they are, and below that of none.
func TestInOrder(t *testing.T) {
	scores := []rounded{-1e15, -3, -1e-9, 0, 1e-9, 2.5, 3, 1e15}
	for i, x := range scores {
		for k, y := range scores {
			if got := inOrder(x) < inOrder(y); got != (i < k) || inOrder(x) == math.MaxUint64 {
				t.Errorf("%v below %v: %v", x, y, got)
			}
		}
	}
	if inOrder(rounded(math.Copysign(0, -1))) != inOrder(0) {
		t.Error("there are two zeros")
	}
}
