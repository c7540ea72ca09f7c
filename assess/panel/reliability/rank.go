package reliability

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"fathom/assess"
)

// KendallW is Kendall's coefficient of concordance, corrected for ties, of raters (rows) who each valued the same
// things (columns):
//
//	W = 12S / (m^2 (n^3-n) - m sum(T))      T = sum(t^3-t) over a rater's groups of t ties
//
// Range 0 to 1. Undefined for fewer than two raters or things, and when every rater values all things alike.
// (Kendall and Babington Smith 1939.)
func KendallW(rows [][]float64) number {
	if len(rows) < 2 || len(rows[0]) < 2 {
		return undefined()
	}
	m, n := float64(len(rows)), float64(len(rows[0]))
	sums, ties := make([]float64, len(rows[0])), 0.0
	for _, row := range rows {
		ranks, t := rank(row)
		ties += t
		for i, r := range ranks {
			sums[i] += r
		}
	}
	s := 0.0
	for _, x := range sums {
		d := x - m*(n+1)/2
		s += d * d
	}
	most := m*m*(n*n*n-n) - m*ties
	if most <= 0 {
		return undefined()
	}
	return assess.Some(12 * s / most)
}

// rank gives the values their ranks from 1, ties the mean of theirs, and returns sum(t^3-t) of the ties.
func rank(xs []float64) (ranks []float64, ties float64) {
	order := make([]int, len(xs))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Compare(xs[i], xs[j]) })
	ranks = make([]float64, len(xs))
	for from := 0; from < len(order); {
		to := from
		for to < len(order) && xs[order[to]] == xs[order[from]] {
			to++
		}
		for _, i := range order[from:to] {
			ranks[i] = float64(from+1+to) / 2
		}
		t := float64(to - from)
		ties += t*t*t - t
		from = to
	}
	return ranks, ties
}

// Weights tell how much a difference between two raters counts.
type Weights int

// The weights of kappa.
const (
	Unweighted Weights = iota // any difference counts 1
	Linear                    // |i-j|
	Quadratic                 // (i-j)^2
)

// Kappa is Cohen's weighted kappa of two raters who each gave the same things a level:
//
//	1 - sum(w p_ij) / sum(w p_i. p_.j)
//
// At most 1. Undefined without things, and when both always say the same one thing. Levels that nobody gave add nothing
// to either sum. (Cohen 1968.)
func Kappa(x, y []int, weights Weights) number {
	if len(x) == 0 || len(x) != len(y) {
		return undefined()
	}
	first, second := map[int]int{}, map[int]int{}
	observed, expected := 0.0, 0.0
	for i := range x {
		first[x[i]]++
		second[y[i]]++
		observed += weigh(x[i], y[i], weights)
	}
	for _, i := range slices.Sorted(maps.Keys(first)) { // in one order, so that the sum is the same every time
		for _, j := range slices.Sorted(maps.Keys(second)) {
			expected += weigh(i, j, weights) * float64(first[i]*second[j])
		}
	}
	if expected == 0 {
		return undefined()
	}
	return assess.Some(1 - observed*float64(len(x))/expected)
}

func weigh(i, j int, weights Weights) float64 {
	d := math.Abs(float64(i) - float64(j))
	switch {
	case weights == Quadratic:
		return d * d
	case weights == Linear || d == 0:
		return d
	}
	return 1
}
