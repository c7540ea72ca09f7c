package reliability

import (
	"slices"

	"fathom/assess"
)

// Metric tells how far two values are apart.
type Metric int

// The metrics of Krippendorff's alpha.
const (
	Nominal Metric = iota
	Ordinal
	Interval
	Ratio // of values that are not negative
)

// Alpha is Krippendorff's alpha over units, each with the values it was given, missing ones left out:
//
//	1 - (n-1) sum(o_ck d_ck^2) / sum(n_c n_k d_ck^2)
//
// with o the coincidences of values within units and n_c how often c occurs in units with two values or more; other
// units do not count. At most 1. Undefined when no unit has two values, or only one value occurs. (Krippendorff 2004.)
func Alpha(units [][]float64, metric Metric) number {
	values := valuesOf(units)
	at := map[float64]int{}
	for i, v := range values {
		at[v] = i
	}
	o := coincidences(units, at)
	totals := make([]float64, len(values))
	n := 0.0
	for c := range o {
		for k := range o {
			totals[c] += o[c][k]
		}
		n += totals[c]
	}
	observed, expected := 0.0, 0.0
	for c := range values {
		for k := range values {
			d := distance(values, totals, c, k, metric)
			observed += o[c][k] * d
			expected += totals[c] * totals[k] * d
		}
	}
	if expected == 0 {
		return undefined()
	}
	return assess.Some(1 - (n-1)*observed/expected)
}

// valuesOf lists the values of units with two or more, in order.
func valuesOf(units [][]float64) []float64 {
	var out []float64
	for _, u := range units {
		if len(u) > 1 {
			out = append(out, u...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func coincidences(units [][]float64, at map[float64]int) [][]float64 {
	o := make([][]float64, len(at))
	for i := range o {
		o[i] = make([]float64, len(at))
	}
	for _, u := range units {
		for i, x := range u {
			for j, y := range u {
				if i != j {
					o[at[x]][at[y]] += 1 / float64(len(u)-1)
				}
			}
		}
	}
	return o
}

// distance is the squared difference of the values at c and k.
func distance(values, totals []float64, c, k int, metric Metric) float64 {
	x, y := values[c], values[k]
	if x == y {
		return 0
	}
	d := 1.0
	switch metric {
	case Ordinal:
		c, k = min(c, k), max(c, k)
		d = -(totals[c] + totals[k]) / 2
		for g := c; g <= k; g++ {
			d += totals[g]
		}
	case Interval:
		d = x - y
	case Ratio:
		d = (x - y) / (x + y)
	}
	return d * d
}
