package number

import (
	"cmp"
	"math"
	"math/rand/v2"
	"strconv"
	"testing"

	"fathom/assess"
)

// TestTold: as many decimals are printed as tell a number apart from what it is compared with.
func TestTold(t *testing.T) {
	for _, c := range []struct {
		x        float64
		decimals int
		limits   []float64
		want     string
	}{
		{2.98, 1, nil, "3.0"},
		{2.98, 1, []float64{3}, "2.98"},
		{3, 1, []float64{3}, "3.0"},
		{2.999, 1, []float64{1, 2, 3, 4, 5}, "2.999"},
		{3.04, 1, []float64{3}, "3.04"},
		{3.06, 1, []float64{3}, "3.1"},
		{0.8 + 1.0/30, 1, []float64{0.8}, "0.83"},
		{0.8, 1, []float64{0.8}, "0.8"},
		{-0.04, 1, []float64{0}, "-0.04"},
		{0.999, 2, []float64{1}, "0.999"},
		{3 - 1e-12, 1, []float64{3}, "3.0"}, // the same number but for rounding
		{3.44, 1, []float64{3.36}, "3.44"},  // both would be 3.4
		{0.28, 1, []float64{0.25}, "0.28"},
	} {
		if got := Told(c.x, c.decimals, c.limits...); got != c.want {
			t.Errorf("%v beside %v: %s, want %s", c.x, c.limits, got, c.want)
		}
	}
}

// TestToldAlways: whatever the numbers, what is printed compares as they do, also where both are printed and told
// apart.
func TestToldAlways(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 6))
	parse := func(text string) float64 {
		v, err := strconv.ParseFloat(text, 64)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for range 20000 {
		limit := math.Round(rng.Float64()*100) / 20
		x := limit + (rng.Float64()-0.5)*math.Pow10(-rng.IntN(8))
		if math.Abs(x-limit) < 1e-8 {
			continue
		}
		a, b := parse(Told(x, 1, limit)), parse(Told(limit, 1, x))
		if want := cmp.Compare(x, limit); cmp.Compare(a, limit) != want || cmp.Compare(a, b) != want {
			t.Fatalf("%v beside %v is printed as %v beside %v", x, limit, a, b)
		}
	}
}

// TestPlaces: what falls short of a limit is printed below it; what has reached it is not split. Numbers that are
// printed so keep their order: one that is printed finer never reads as less than a lower one.
func TestPlaces(t *testing.T) {
	for _, c := range []struct {
		x      float64
		limits []float64
		want   int
	}{{2.98, []float64{3}, 2}, {3.04, []float64{3}, 1}, {3, []float64{3}, 1}, {2.498, []float64{2.495, 2, 3}, 1},
		{2.495, []float64{2.498}, 3}, {3 - 1e-12, []float64{3}, 1}, {2.996, []float64{3}, 3}} {
		if got := Places(c.x, 1, c.limits...); got != c.want {
			t.Errorf("%v beside %v: %d decimals, want %d", c.x, c.limits, got, c.want)
		}
	}
	rng, levels := rand.New(rand.NewPCG(6, 4)), []float64{1, 2, 3, 4, 5}
	for range 20000 {
		low := 1 + 4*rng.Float64()
		high := min(low+math.Pow10(-rng.IntN(5)), 5)
		x, y := Rounded(low, Places(low, 1, levels...)), Rounded(high, Places(high, 1, levels...))
		if x > y {
			t.Fatalf("%v and %v are printed as %v and %v", low, high, x, y)
		}
		for _, l := range levels {
			if Less(low, l) != (x < l) {
				t.Fatalf("%v is printed as %v beside %v", low, x, l)
			}
		}
	}
}

// TestPercent: hardly any is not none, nearly all is not all, and a limit is a limit.
func TestPercent(t *testing.T) {
	for _, c := range []struct {
		share  float64
		limits []float64
		want   string
	}{
		{0, nil, "0%"}, {1, nil, "100%"}, {0.004, nil, "0.4%"}, {0.9962, nil, "99.6%"}, {0.9996, nil, "99.96%"},
		{0.5, nil, "50%"},
		{0.796, []float64{0.8}, "79.6%"}, {0.8, []float64{0.8}, "80%"}, {0.104, []float64{0.1}, "10.4%"},
		{0.1, []float64{0.1}, "10%"},
	} {
		if got := Percent(assess.Some(c.share), c.limits...); got != c.want {
			t.Errorf("%v beside %v: %s, want %s", c.share, c.limits, got, c.want)
		}
	}
	if got := Percent(Value{}); got != None {
		t.Errorf("undefined: %s", got)
	}
}

func TestPortion(t *testing.T) {
	for _, c := range []struct {
		n, all int64
		want   string
	}{{0, 9, "0%"}, {1, 1000, "<1%"}, {5, 1000, "1%"}, {1, 4, "25%"}, {999, 1000, ">99%"}, {9, 9, "100%"},
		{0, 0, None}} {
		if got := Portion(c.n, c.all); got != c.want {
			t.Errorf("%d of %d is %s, want %s", c.n, c.all, got, c.want)
		}
	}
}

func TestCount(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 999: "999", 1204: "1,204", 12345678: "12,345,678", -1234: "-1,234"} {
		if got := Count(n); got != want {
			t.Errorf("%d is %s, want %s", n, got, want)
		}
	}
}
