package reports

import (
	"fathom/assess"
	"fathom/rubric"
	"strconv"
)

// none stands for an undefined number.
const none = "–"

// score prints a score on a node's scale, or a dash.
func score(v assess.Maybe[float64], s *rubric.Scale) string {
	if !v.OK {
		return none
	}
	return assess.Round(v.Value, assess.Decimals(s))
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
