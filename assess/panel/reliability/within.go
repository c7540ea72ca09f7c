// Package reliability holds the published coefficients of agreement and reliability, each exactly as its authors define
// it.
//
// Undefined is undefined: a coefficient that would divide zero by zero, or lacks the data that its definition asks for,
// has no value. None of them changes a score; they compare disagreement with the differences between the things rated,
// so that a team whose practices are all alike gets a low coefficient with good agreement.
package reliability

import "fathom/assess"

type number = assess.Maybe[float64]

func undefined() number { return number{} }

// RWG is r_wg: 1 - s^2 / sigma^2, with s^2 the variance (n-1) of the levels and sigma^2 that of somebody who takes any
// option of the scale alike: (A^2-1)/12 for A options one apart. Below 0 it is 0. Range 0 to 1. Undefined for fewer
// than two levels or options. (James, Demaree and Wolf 1984, uniform null.)
func RWG(levels, options []float64) number {
	if len(levels) < 2 || len(options) < 2 {
		return undefined()
	}
	a := float64(len(options))
	return assess.Some(max(0, 1-variance(levels)/(variance(options)*(a-1)/a)))
}

// AWG is a_wg: 1 - 2s^2 / (((H+L)M - M^2 - HL) n/(n-1)), with M the mean and L and H the ends of the scale. Range -1 to
// 1; 1 when all levels are equal. Undefined for fewer than two levels, and when M is nearer to an end than n levels can
// tell. (Brown and Hauenstein 2005.)
func AWG(levels []float64, low, high float64) number {
	n := float64(len(levels))
	if n < 2 || high <= low {
		return undefined()
	}
	m := mean(levels)
	switch {
	case variance(levels) == 0:
		return assess.Some(1.0)
	case m < (low*(n-1)+high)/n, m > (high*(n-1)+low)/n:
		return undefined()
	}
	return assess.Some(1 - 2*variance(levels)/(((high+low)*m-m*m-high*low)*n/(n-1)))
}

func mean(xs []float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return sum / float64(len(xs))
}

// variance is that of a sample, with n-1.
func variance(xs []float64) float64 {
	m, sum := mean(xs), 0.0
	for _, x := range xs {
		sum += (x - m) * (x - m)
	}
	return sum / float64(len(xs)-1)
}
