package explanation

import "testing"

func TestSigned(t *testing.T) {
	for x, want := range map[float64]string{0: "0.00", 0.5: "+0.50", -0.5: "-0.50", 0.001: "+0.001", -0.0004: "-0.0004",
		1e-12: "0.00"} {
		if got := signed(x); got != want {
			t.Errorf("%v: %s, want %s", x, got, want)
		}
	}
}

// TestFactor: the product of what is printed is what is printed. 0.67 x 3 would be 2.01, and 2 is said.
func TestFactor(t *testing.T) {
	for _, c := range []struct {
		x, weight float64
		want      string
	}{{2.0 / 3, 3, "0.667"}, {0.5, 2, "0.50"}, {1.5, 1, "1.50"}} {
		if got := factor(c.x, c.weight); got != c.want {
			t.Errorf("%v x %v: %s, want %s", c.x, c.weight, got, c.want)
		}
	}
}
