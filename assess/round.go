package assess

import (
	"math"
	"strconv"

	"fathom/rubric"
)

// Round rounds half up to a number of decimals, for printing only: 2.25 becomes 2.3. The 1e-9 lifts sums that binary
// fractions left just under the half.
func Round(x float64, decimals int) string {
	f := math.Pow10(decimals)
	return strconv.FormatFloat(math.Floor(x*f+0.5+1e-9)/f, 'f', decimals, 64)
}

// Decimals is how finely scores on a scale are printed: two decimals when it spans 1 or less.
func Decimals(s *rubric.Scale) int {
	if s != nil && s.Highest()-s.Lowest() <= 1 {
		return 2
	}
	return 1
}
