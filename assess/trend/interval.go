package trend

import (
	"math"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"

	"fathom/assess"
)

// Interval is a confidence interval of a change: of 95 %, where nothing else is said.
type Interval struct {
	Mean, Low, High float64
	// the statistic, its degrees of freedom, and the two-sided probability of one as large by chance
	T, DF, P float64
	Flat     bool // there is no spread: Low and High are the mean, and T and P mean nothing
}

// Certain reports whether the interval excludes 0.
func (iv Interval) Certain() bool { return iv.Low > 0 || iv.High < 0 }

// chance is how often an interval may miss the change that it is of.
const chance = 0.05

// Paired is the interval of the mean difference of the same raters, then and now:
//
//	d ± t(1 - .05/2, n-1) s/√n      (Student 1908)
//
// Undefined for fewer than two.
func Paired(differences []float64) assess.Maybe[Interval] {
	n := float64(len(differences))
	if n < 2 {
		return assess.Maybe[Interval]{}
	}
	mean, sd := stat.MeanStdDev(differences, nil)
	return assess.Some(interval(mean, sd/math.Sqrt(n), n-1, chance))
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
	return assess.Some(interval(meanNew-meanOld, math.Sqrt(x+y), df, chance))
}

// interval puts so many standard errors to both sides that it misses with a probability of miss. Differences of
// rounding are no spread.
func interval(mean, se, df, miss float64) Interval {
	if se < assess.Tolerance {
		return Interval{Mean: mean, Low: mean, High: mean, Flat: true}
	}
	t := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}
	half := t.Quantile(1-miss/2) * se
	return Interval{Mean: mean, Low: mean - half, High: mean + half, T: mean / se, DF: df,
		P: 2 * t.Survival(math.Abs(mean/se))}
}
