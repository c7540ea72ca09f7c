package reports

import (
	"math"
	"strconv"

	"fathom/assess"
	"fathom/rubric"
)

// none stands for an undefined number.
const none = "–"

// Round rounds half up to a number of decimals, for printing only: 2.25 becomes 2.3. The 1e-9 lifts sums that binary
// fractions left just under the half.
func Round(x float64, decimals int) string {
	f := math.Pow10(decimals)
	return strconv.FormatFloat(math.Floor(x*f+0.5+1e-9)/f, 'f', decimals, 64)
}

// decimals is how finely scores on a scale are printed: two decimals when it spans 1 or less.
func decimals(s *rubric.Scale) int {
	if s != nil && s.Highest()-s.Lowest() <= 1 {
		return 2
	}
	return 1
}

// score prints a score on a node's scale, or a dash.
func score(v assess.Maybe[float64], s *rubric.Scale) string {
	if !v.OK {
		return none
	}
	return Round(v.Value, decimals(s))
}

// percent prints a share as a whole percentage.
func percent(v assess.Maybe[float64]) string {
	if !v.OK {
		return none
	}
	return Round(100*v.Value, 0) + "%"
}

// plain prints a number as short as it can be: 3, 0.5.
func plain(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
