package reliability_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"fathom/assess"
	"fathom/assess/panel/reliability"
)

func near(t *testing.T, what string, got assess.Maybe[float64], want float64) {
	t.Helper()
	if !got.OK || math.Abs(got.Value-want) > 0.0005 {
		t.Errorf("%s: %+v, want %v", what, got, want)
	}
}

func none(t *testing.T, what string, got assess.Maybe[float64]) {
	t.Helper()
	if got.OK {
		t.Errorf("%s: %v, want none", what, got.Value)
	}
}

const x = -1 // missing

// TestAlpha: four observers and twelve units, Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011),
// section C and E to G; and the three observers and fifteen units of the article in Wikipedia.
func TestAlpha(t *testing.T) {
	four := units([][]float64{
		{1, 2, 3, 3, 2, 1, 4, 1, 2, x, x, x},
		{1, 2, 3, 3, 2, 2, 4, 1, 2, 5, x, 3},
		{x, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, x},
		{1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, x},
	})
	near(t, "nominal", reliability.Alpha(four, reliability.Nominal), .743)
	near(t, "ordinal", reliability.Alpha(four, reliability.Ordinal), .815)
	near(t, "interval", reliability.Alpha(four, reliability.Interval), .849)
	near(t, "ratio", reliability.Alpha(four, reliability.Ratio), .797)
	three := units([][]float64{
		{x, x, x, x, x, 3, 4, 1, 2, 1, 1, 3, 3, x, 3},
		{1, x, 2, 1, 3, 3, 4, 3, x, x, x, x, x, x, x},
		{x, x, 2, 1, 3, 4, 4, x, 2, 1, 1, 3, 3, x, 4},
	})
	near(t, "nominal, 3 x 15", reliability.Alpha(three, reliability.Nominal), .691)
	near(t, "interval, 3 x 15", reliability.Alpha(three, reliability.Interval), .811)
	near(t, "ordinal, 3 x 15", reliability.Alpha(three, reliability.Ordinal), .807)
	none(t, "no pairs", reliability.Alpha([][]float64{{1}, {2}}, reliability.Ordinal))
	none(t, "one value", reliability.Alpha([][]float64{{2, 2}, {2, 2}}, reliability.Ordinal))
	none(t, "nothing", reliability.Alpha(nil, reliability.Interval))
}

// units turns a row an observer into a list a unit.
func units(observers [][]float64) [][]float64 {
	out := make([][]float64, len(observers[0]))
	for _, row := range observers {
		for u, v := range row {
			if v != x {
				out[u] = append(out[u], v)
			}
		}
	}
	return out
}

// TestICC: six targets and four judges, Shrout and Fleiss (1979), tables 2 and 4.
func TestICC(t *testing.T) {
	got := reliability.ICCOf([][]float64{{9, 2, 5, 8}, {6, 1, 3, 2}, {8, 4, 6, 8}, {7, 1, 2, 6}, {10, 5, 6, 9},
		{6, 2, 4, 7}})
	for _, c := range []struct {
		what string
		got  assess.Maybe[float64]
		want float64
	}{{"1,1", got.Single1, .1657}, {"2,1", got.Single2, .2898}, {"3,1", got.Single3, .7148}, {"1,k", got.Mean1, .4428},
		{"2,k", got.Mean2, .6201}, {"3,k", got.Mean3, .9093}} {
		near(t, c.what, c.got, c.want)
	}
	none(t, "all equal", reliability.ICCOf([][]float64{{3, 3}, {3, 3}}).Single2)
	none(t, "one judge", reliability.ICCOf([][]float64{{3}, {4}}).Single1)
	none(t, "nothing", reliability.ICCOf(nil).Mean3)
}

// TestICCWithoutDifferences: worked by hand. Targets that are all alike on average: mean squares 0 between targets, 1/4
// between judges, 3/4 within targets, 11/12 for the rest. The divisor of ICC(2,k) is (1/4 - 11/12)/4 < 0, those of the
// other two means are 0.
func TestICCWithoutDifferences(t *testing.T) {
	rows := [][]float64{{1, 3, 2}, {3, 1, 2}, {2, 2, 2}, {2, 1, 3}}
	got := reliability.ICCOf(rows)
	near(t, "1,1", got.Single1, -.5)
	near(t, "2,1", got.Single2, -.6875)
	near(t, "3,1", got.Single3, -.5)
	none(t, "1,k", got.Mean1)
	none(t, "2,k", got.Mean2)
	none(t, "3,k", got.Mean3)
	for i := range rows {
		for k := range rows[i] {
			rows[i][k] = rows[i][k]*1e6 + 1e9
		}
	}
	if more := reliability.ICCOf(rows); more.Mean1.OK || more.Mean2.OK || more.Mean3.OK ||
		math.Abs(more.Single2.Value-got.Single2.Value) > 1e-9 {
		t.Errorf("another unit of the same levels: %+v, want %+v", more, got)
	}
}

// anxiety are twenty people rated by three raters: the data set of that name of R's package irr.
var anxiety = [][]float64{
	{3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3},
	{3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4},
	{2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2},
}

func TestKendallW(t *testing.T) {
	near(t, "anxiety", reliability.KendallW(anxiety), .540)
	near(t, "the same order", reliability.KendallW([][]float64{{1, 2, 3}, {10, 20, 30}}), 1)
	near(t, "opposite orders", reliability.KendallW([][]float64{{1, 2, 3}, {3, 2, 1}}), 0)
	none(t, "all tied", reliability.KendallW([][]float64{{2, 2}, {3, 3}}))
	none(t, "one rater", reliability.KendallW([][]float64{{1, 2}}))
}

func TestKappa(t *testing.T) {
	var a, b []int
	for i := range anxiety[0] {
		a, b = append(a, int(anxiety[0][i])-1), append(b, int(anxiety[1][i])-1)
	}
	near(t, "unweighted", reliability.Kappa(a, b, reliability.Unweighted), .119)
	near(t, "linear", reliability.Kappa(a, b, reliability.Linear), .189)
	near(t, "quadratic", reliability.Kappa(a, b, reliability.Quadratic), .297)
	near(t, "the same", reliability.Kappa([]int{0, 4}, []int{0, 4}, reliability.Quadratic), 1)
	none(t, "both constant", reliability.Kappa([]int{2, 2}, []int{2, 2}, reliability.Linear))
	near(t, "constant, apart", reliability.Kappa([]int{2, 2}, []int{3, 3}, reliability.Linear), 0)
	none(t, "nothing", reliability.Kappa(nil, nil, reliability.Linear))
}

var oneToFive = []float64{1, 2, 3, 4, 5}

// TestWithin: worked by hand. 3 3 4 5 5 has mean 4 and variance 1.
func TestWithin(t *testing.T) {
	five := []float64{3, 3, 4, 5, 5}
	near(t, "r_wg", reliability.RWG(five, oneToFive), .5)
	near(t, "a_wg", reliability.AWG(five, 1, 5), 1-2/3.75)
	near(t, "r_wg of 1 5", reliability.RWG([]float64{1, 5}, oneToFive), 0)
	near(t, "a_wg of 1 5", reliability.AWG([]float64{1, 5}, 1, 5), -1)
	near(t, "r_wg, equal", reliability.RWG([]float64{2, 2, 2}, oneToFive), 1)
	near(t, "a_wg, equal", reliability.AWG([]float64{2, 2, 2}, 1, 5), 1)
	near(t, "a_wg at the end", reliability.AWG([]float64{5, 5}, 1, 5), 1)
	none(t, "a_wg near the end", reliability.AWG([]float64{5, 5, 5, 5, 5, 4, 5}, 1, 5))
	// 0 50 100 are three options: (0 + 2500 + 2500)/3 = 5000/3 is the variance of chance, 1250 that of the two levels
	near(t, "r_wg, options 50 apart", reliability.RWG([]float64{0, 50}, []float64{0, 50, 100}), 1-1250*3./5000)
	none(t, "one option", reliability.RWG([]float64{3, 3}, []float64{3}))
	none(t, "one level", reliability.RWG([]float64{3}, oneToFive))
	none(t, "one level", reliability.AWG([]float64{3}, 1, 5))
}

// TestRange: whatever the data, a coefficient is a number in its range or none.
func TestRange(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 2000 {
		rows := make([][]float64, 1+r.IntN(5))
		n := 1 + r.IntN(6)
		for i := range rows {
			for range n {
				rows[i] = append(rows[i], float64(1+r.IntN(1+r.IntN(5))))
			}
		}
		icc := reliability.ICCOf(rows)
		for what, got := range map[string]assess.Maybe[float64]{
			"alpha":    reliability.Alpha(rows, reliability.Ordinal),
			"interval": reliability.Alpha(rows, reliability.Interval), "W": reliability.KendallW(rows),
			"rwg": reliability.RWG(rows[0], oneToFive), "awg": reliability.AWG(rows[0], 1, 5), "icc1": icc.Single1,
			"icc2": icc.Single2, "icc3": icc.Single3,
			"icc1k": icc.Mean1, "icc2k": icc.Mean2, "icc3k": icc.Mean3,
		} {
			if got.OK && (math.IsNaN(got.Value) || got.Value > 1+1e-9 || math.IsInf(got.Value, 0)) {
				t.Fatalf("%s of %v is %v", what, rows, got.Value)
			}
			if (what == "W" || what == "rwg") && got.Value < -1e-9 {
				t.Fatalf("%s of %v is %v", what, rows, got.Value)
			}
		}
	}
}
