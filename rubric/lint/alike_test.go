package lint

import "testing"

// TestAlike: two values are one where scores that reach them are: within 1e-9, and of large ones within 13 digits.
func TestAlike(t *testing.T) {
	for _, c := range []struct {
		before, value float64
		want          bool
	}{
		{2, 3, false}, {2, 2, true}, {3, 2, true}, {2, 2 + 9e-10, true}, {2, 2 + 2e-9, false}, {-3, -2, false},
		{999_999_999.9999999, 1e9, true}, {999_999_999.99, 1e9, false}, {-1e9, -999_999_999.9999999, true},
		{1e6, 1e6 + 1e-7, true}, {1e6, 1e6 + 1e-5, false},
	} {
		if got := alike(c.before, c.value); got != c.want {
			t.Errorf("%.9f, %.9f: %t", c.before, c.value, got)
		}
	}
}
