package reports

import (
	"fathom/assess"
	"strconv"
	"strings"
)

// none stands for an undefined number.
const none = "–"

// score prints a score as finely as its node does, or a dash.
func score(v assess.Maybe[float64], decimals int) string {
	if !v.OK {
		return none
	}
	return assess.Round(v.Value, decimals)
}

// points prints a score as finely as its node does, whole ones without decimals.
func points(v float64, decimals int) string {
	return strings.TrimSuffix(strings.TrimRight(assess.Round(v, decimals), "0"), ".")
}

// percent prints a share as a whole percentage.
func percent(v assess.Maybe[float64]) string {
	if !v.OK {
		return none
	}
	return assess.Round(100*v.Value, 0) + "%"
}

// plain prints a number as short as it can be: 3, 0.5.
func plain(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// count prints a number of subjects, with a comma before every three digits.
func count(n int64) string {
	s := strconv.FormatInt(n, 10)
	for at := len(s) - 3; at > 0 && s[at-1] != '-'; at -= 3 {
		s = s[:at] + "," + s[at:]
	}
	return s
}
