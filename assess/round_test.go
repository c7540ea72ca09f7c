package assess

import "testing"

func TestRound(t *testing.T) {
	for _, c := range []struct {
		x        float64
		decimals int
		want     string
	}{
		{2.25, 1, "2.3"}, {3.05, 1, "3.1"}, {2.2499, 1, "2.2"}, {1.0 / 3, 1, "0.3"}, {0.625, 2, "0.63"}, {2.65 - 1e-12, 1, "2.7"}, {4, 1, "4.0"}, {0, 1, "0.0"},
	} {
		if got := Round(c.x, c.decimals); got != c.want {
			t.Errorf("Round(%v, %d) = %s, want %s", c.x, c.decimals, got, c.want)
		}
	}
}
