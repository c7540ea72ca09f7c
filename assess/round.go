package assess

import (
	"math"
	"strconv"

	"fathom/rubric"
)

// Round rounds half up to a number of decimals, for printing only: 2.25 becomes 2.3. The tolerance lifts sums that
// binary fractions left just under the half.
func Round(x float64, decimals int) string {
	f := math.Pow10(decimals)
	if math.Abs(x)*f >= 1<<53 {
		return strconv.FormatFloat(x, 'f', decimals, 64) // nothing is left to round
	}
	return strconv.FormatFloat(math.Floor(x*f+0.5+Tolerance)/f, 'f', decimals, 64)
}

// pointDecimals is how finely the points of a criterion that is added up are printed: one decimal where they are
// tenths, else two.
func pointDecimals(c *criterion) int {
	for _, l := range c.scale.Levels {
		if tenths := 10 * c.weight * l.Value; round(tenths) != rounded(math.Round(tenths)) {
			return 2
		}
	}
	return 1
}

// Decimals is how finely scores on a scale are printed: two decimals when it spans 1 or less.
func Decimals(s *rubric.Scale) int {
	if s != nil && s.Highest()-s.Lowest() <= 1 {
		return 2
	}
	return 1
}
