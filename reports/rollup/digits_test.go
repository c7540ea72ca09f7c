package rollup

import (
	"fmt"
	"testing"
)

// TestEightDigits: every number of four digits is written as it is, in either half; the halves know nothing of each
// other.
func TestEightDigits(t *testing.T) {
	for n := uint32(0); n < 1e8; n += 10_001 {
		var got [8]byte
		for k := range got {
			got[k] = '0' + byte(eightDigits(n)>>(8*k))
		}
		if want := fmt.Sprintf("%08d", n); string(got[:]) != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
