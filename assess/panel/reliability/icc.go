package reliability

import "fathom/assess"

// ICC holds the six intraclass correlations of Shrout and Fleiss (1979): one random judge a target, judges as a sample,
// and these judges; each for a single judge and for the mean of all. At most 1, and at times far below 0: at 0 or
// below, the judges do not tell the targets apart.
type ICC struct{ Single1, Single2, Single3, Mean1, Mean2, Mean3 number }

// ICCOf takes a row a target and a column a judge, without gaps. All six are undefined for fewer than two targets or
// judges, and each where its divisor is not positive: the divisors estimate a variance, and where targets differ less
// than chance makes them differ, that of ICC(2,k) can come out below 0, which would turn the sign of the coefficient.
func ICCOf(rows [][]float64) ICC {
	if len(rows) < 2 || len(rows[0]) < 2 {
		return ICC{}
	}
	n, k := float64(len(rows)), float64(len(rows[0]))
	b, j, w, e := meanSquares(rows)
	all := b + j + w + e
	over := func(x, divisor float64) number { return ratio(x, divisor, all) }
	return ICC{
		Single1: over(b-w, b+(k-1)*w), Single2: over(b-e, b+(k-1)*e+k*(j-e)/n), Single3: over(b-e, b+(k-1)*e),
		Mean1: over(b-w, b), Mean2: over(b-e, b+(j-e)/n), Mean3: over(b-e, b),
	}
}

// meanSquares are those between targets, between judges, within targets, and the rest.
func meanSquares(rows [][]float64) (between, judges, within, rest float64) {
	n, k := float64(len(rows)), float64(len(rows[0]))
	columns := make([]float64, len(rows[0]))
	all := 0.0
	for _, row := range rows {
		for c, x := range row {
			columns[c] += x
			all += x
		}
	}
	for c := range columns {
		columns[c] /= n
	}
	all /= n * k // sums of whole numbers are exact, so that rows that are all alike differ by 0
	for _, row := range rows {
		m := mean(row)
		between += k * (m - all) * (m - all)
		for c, x := range row {
			within += (x - m) * (x - m)
			rest += (x - m - columns[c] + all) * (x - m - columns[c] + all)
		}
	}
	for _, c := range columns {
		judges += n * (c - all) * (c - all)
	}
	return between / (n - 1), judges / (k - 1), within / (n * (k - 1)), rest / ((n - 1) * (k - 1))
}

// ratio divides by a sum of squares, of all that there are: one that is 0 but for rounding is 0.
func ratio(x, divisor, all float64) number {
	if divisor <= 1e-12*all {
		return undefined()
	}
	return assess.Some(x / divisor)
}
