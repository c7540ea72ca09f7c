package reliability

import (
	"cmp"
	"slices"

	"fathom/assess"
)

// KendallW is Kendall's coefficient of concordance, corrected for ties, of raters (rows) who each valued the same things
// (columns):
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
	return over(12*s, m*m*(n*n*n-n)-m*ties)
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

// Kappa is Cohen's weighted kappa of two raters who each gave the same things one of so many options, numbered from 0:
//
//	1 - sum(w p_ij) / sum(w p_i. p_.j)
//
// At most 1. Undefined without things, and when both always say the same one thing. (Cohen 1968.)
func Kappa(x, y []int, options int, weights Weights) number {
	if len(x) == 0 || len(x) != len(y) {
		return undefined()
	}
	first, second := make([]float64, options), make([]float64, options)
	observed, expected := 0.0, 0.0
	for i := range x {
		first[x[i]]++
		second[y[i]]++
		observed += weigh(x[i], y[i], weights)
	}
	for i := range options {
		for j := range options {
			expected += weigh(i, j, weights) * first[i] * second[j]
		}
	}
	if expected == 0 {
		return undefined()
	}
	return assess.Some(1 - observed*float64(len(x))/expected)
}

func weigh(i, j int, weights Weights) float64 {
	d := float64(max(i-j, j-i))
	switch {
	case weights == Quadratic:
		return d * d
	case weights == Linear || d == 0:
		return d
	}
	return 1
}
