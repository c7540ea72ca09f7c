package reports

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"fathom/assess"
	"fathom/rubric"
)

// none stands for an undefined number.
const none = "–"

// told prints a number beside others that it is compared with (limits, targets, levels): with so many decimals, and with more where
// it would read as one of them, or lie on its other side. 2.98 is not printed as 3.0 where 3 is wanted.
func told(x float64, decimals int, limits ...float64) string {
	return assess.Round(x, apart(x, decimals, limits...))
}

// mostDecimals is how finely numbers are told apart: what is closer is one number.
const mostDecimals = 9

// apart is how many decimals tell a number apart from limits: so many at least that a limit which it does not meet exactly, rounded
// likewise, is another number, and on the same side.
func apart(x float64, decimals int, limits ...float64) int {
	for ; decimals < mostDecimals; decimals++ {
		blurs := func(limit float64) bool {
			a, b := rounded(x, decimals), rounded(limit, decimals)
			return math.Abs(x-limit) >= assess.Tolerance && cmp.Compare(a, b) != cmp.Compare(x, limit)
		}
		if !slices.ContainsFunc(limits, blurs) {
			break
		}
	}
	return decimals
}

// less compares numbers as scoring does.
func less(a, b float64) bool { return a < b-assess.Tolerance }

// rounded is a number as it is printed.
func rounded(x float64, decimals int) float64 {
	v, _ := strconv.ParseFloat(assess.Round(x, decimals), 64)
	return v
}

// levelValues are the values at which a scale's levels begin: a score is compared with them wherever it is shown.
func levelValues(s *rubric.Scale) []float64 {
	if s == nil {
		return nil
	}
	out := make([]float64, len(s.Levels))
	for i := range s.Levels {
		out[i] = s.Levels[i].Value
	}
	return out
}

// among are the limits of a node's numbers: the levels of its scale, and further ones where they are defined.
func among(n *assess.Node, further ...Value) []float64 {
	return append(levelValues(n.Scale), beside(further...)...)
}

// beside are limits that may be undefined.
func beside(all ...Value) []float64 {
	var limits []float64
	for _, v := range all {
		if v.OK {
			limits = append(limits, v.Value)
		}
	}
	return limits
}

// score prints a number as finely as scores of its kind are, told apart from limits, or a dash.
func score(v Value, decimals int, limits ...float64) string {
	if !v.OK {
		return none
	}
	return told(v.Value, decimals, limits...)
}

// nodeScore prints the score of a node, told apart from the levels of its scale and from further limits.
func nodeScore(n *assess.Node, further ...Value) string {
	return score(n.Score, n.Decimals, among(n, further...)...)
}

// points prints a score as finely as its node does, whole ones without decimals.
func points(v float64, decimals int) string {
	return strings.TrimSuffix(strings.TrimRight(assess.Round(v, decimals), "0"), ".")
}

// percent prints a share as a whole percentage; of none, of all and of limits (shares) it is told apart.
func percent(v Value, limits ...float64) string {
	if !v.OK {
		return none
	}
	return told(100*v.Value, 0, percents(limits)...) + "%"
}

// percents are what percentages are told apart from: none, all, and limits that are shares.
func percents(limits []float64) []float64 {
	out := []float64{0, 100}
	for _, l := range limits {
		out = append(out, 100*l)
	}
	return out
}

// answered prints how much of a node is answered. Below 80 % it is provisional.
func answered(n *assess.Node) string { return percent(n.Coverage, assess.ProvisionalBelow) }

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

// counting words a large number of things in English, as [say.Count] does: %s in many stands for the number, as count writes it.
func counting(n int64, one, many string) string {
	if n == 1 {
		return one
	}
	return fmt.Sprintf(many, count(n))
}
