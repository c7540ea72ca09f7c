package trend

import (
	"math"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"

	"fathom/assess"
)

// Interval is a 95 % confidence interval of a change.
type Interval struct {
	Mean, Low, High float64
	// the statistic, its degrees of freedom, and the two-sided probability of one as large by chance
	T, DF, P float64
	Flat     bool // there is no spread: Low and High are the mean, and T and P mean nothing
}

// Certain reports whether the interval excludes 0.
func (iv Interval) Certain() bool { return iv.Low > 0 || iv.High < 0 }

// level975 is the quantile of a two-sided interval of 95 %.
const level975 = 0.975

// Paired is the interval of the mean difference of the same raters, then and now:
//
//	d ± t(.975, n-1) s/√n      (Student 1908)
//
// Undefined for fewer than two.
func Paired(differences []float64) assess.Maybe[Interval] {
	n := float64(len(differences))
	if n < 2 {
		return assess.Maybe[Interval]{}
	}
	mean, sd := stat.MeanStdDev(differences, nil)
	return assess.Some(interval(mean, sd/math.Sqrt(n), n-1))
}

// Welch is the interval of the difference of the means of two groups, new less old, whose variances may differ (Welch
// 1947). Undefined when a group has fewer than two.
func Welch(old, new []float64) assess.Maybe[Interval] {
	n, m := float64(len(old)), float64(len(new))
	if n < 2 || m < 2 {
		return assess.Maybe[Interval]{}
	}
	meanOld, varOld := stat.MeanVariance(old, nil)
	meanNew, varNew := stat.MeanVariance(new, nil)
	x, y := varOld/n, varNew/m
	df := (x + y) * (x + y) / (x*x/(n-1) + y*y/(m-1))
	return assess.Some(interval(meanNew-meanOld, math.Sqrt(x+y), df))
}

// interval puts so many standard errors to both sides. Differences of rounding are no spread.
func interval(mean, se, df float64) Interval {
	if se < assess.Tolerance {
		return Interval{Mean: mean, Low: mean, High: mean, Flat: true}
	}
	t := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}
	half := t.Quantile(level975) * se
	return Interval{Mean: mean, Low: mean - half, High: mean + half, T: mean / se, DF: df,
		P: 2 * t.Survival(math.Abs(mean/se))}
}
