package assess

import (
	"strings"
	"testing"
)

func TestRound(t *testing.T) {
	for _, c := range []struct {
		x        float64
		decimals int
		want     string
	}{
		{2.25, 1, "2.3"}, {3.05, 1, "3.1"}, {2.2499, 1, "2.2"}, {1.0 / 3, 1, "0.3"}, {0.625, 2, "0.63"},
		{2.65 - 1e-12, 1, "2.7"}, {4, 1, "4.0"}, {0, 1, "0.0"},
		{-1 << 60, 9, "-1152921504606846976.000000000"},
	} {
		if got := Round(c.x, c.decimals); got != c.want {
			t.Errorf("Round(%v, %d) = %s, want %s", c.x, c.decimals, got, c.want)
		}
	}
	if got := Round(1e300, 9); strings.Contains(got, "Inf") {
		t.Errorf("1e300 is printed as %s", got)
	}
}
